"""公示: the rounds of a call, what is prepared, what is public; its papers, and the file for another site."""

from functools import partial
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.publicity import (
    change_publicity,
    drop_publicity,
    prepare_publicity,
    publish_list,
    take_down_list,
)
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.papers.publicity import day_text, end_text, publicity_paper
from jianyou.domain.papers.publicity_html import list_fragment, list_html
from jianyou.officefiles.writing.official_file import write_official
from jianyou.queries.collective import get_authority
from jianyou.queries.publicity import RoundsView, RoundView, get_round, list_rounds
from jianyou.terms.finding import Refused
from jianyou.terms.message import say
from jianyou.web.components.language import page_lang
from jianyou.web.components.publicity import body_told
from jianyou.web.office.acting import Deed, in_two_steps
from jianyou.web.office.context import for_deciders, for_viewers, page, posted
from jianyou.web.office.exporting import MEDIA
from jianyou.web.office.forms import Asked, Form, Given
from jianyou.web.office.publicity_form import (
    RoundTyped,
    personal_phones,
    placed,
    round_again,
    round_started,
    round_typed,
)
from jianyou.web.office.views.exports import to_keep

ENDS = {"take-down": Act.TAKE_DOWN_LIST, "drop": Act.DROP_PUBLICITY}
_REASON = "reason"
_DONE = frozenset({"prepared", "changed", "published", "take-down", "drop"})


@require_safe
@for_viewers
def rounds(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The rounds of a call, the newest first."""
    view = list_rounds(viewer=viewer, slug=slug)
    lang = page_lang()
    ends = {line.number: end_text(line.ends_at, lang) for line in view.rounds if line.ends_at}
    told = {"view": view, "may": Act.PREPARE_PUBLICITY in view.acts, "ends": ends}
    return page(request, "office/publicity_list.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def new(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """A round is prepared; nothing is public by that."""
    view = list_rounds(viewer=viewer, slug=slug)
    if request.method != "POST":
        notice = get_authority(viewer=viewer, slug=slug).notice.strip("《》") or view.title
        return _form(request, view, round_started(view, notice, request.GET.get("replaces", "")))
    typed = round_typed(request.POST, view)
    try:
        number = prepare_publicity(actor=viewer, call_slug=slug, asked=typed.asked())
    except Refused as refused:
        return _form(request, view, typed, refused)
    return _to(slug, number, "prepared")


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def change(request: HttpRequest, viewer: Actor, slug: str, turn: int) -> HttpResponse:
    """What was prepared is changed."""
    view = list_rounds(viewer=viewer, slug=slug)
    if request.method != "POST":
        before = get_round(viewer=viewer, slug=slug, number=turn)
        typed = round_again(before, before.line.award, before.list.places)
        return _form(request, view, typed, number=turn)
    typed = round_typed(request.POST, view)
    try:
        change_publicity(actor=viewer, call_slug=slug, number=turn, asked=typed.asked())
    except Refused as refused:
        if refused.code == "publicity_unknown":
            raise
        return _form(request, view, typed, refused, number=turn)
    return _to(slug, turn, "changed")


def _form(
    request: HttpRequest,
    view: RoundsView,
    typed: RoundTyped,
    problem: Refused | None = None,
    *,
    number: int = 0,
) -> HttpResponse:
    place = placed(problem) if problem else ""
    told = {
        "view": view,
        "typed": typed,
        "number": number,
        "problems": [(place, problem)] if problem else [],
        "by_place": {place: problem} if problem else {},
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return page(request, "office/publicity_form.html", told, status)


@require_safe
@for_viewers
def one(request: HttpRequest, viewer: Actor, slug: str, turn: int) -> HttpResponse:
    """A round: exactly as everybody sees it or would, and what may be done with it."""
    return _round_page(request, get_round(viewer=viewer, slug=slug, number=turn))


def _round_page(request: HttpRequest, view: RoundView, problem: Refused | None = None) -> HttpResponse:
    lang, period = page_lang(), view.period
    told = {
        "view": view,
        "line": view.line,
        "found": [
            (one.order, one.column, [say(f"personal_{kind}", lang=lang) for kind in one.kinds])
            for one in view.found
        ],
        "would_begin": day_text(period.begins_on, lang) if period else "",
        "would_end": end_text(period.ends_at, lang) if period else "",
        **body_told(view.list),
        "prepared": view.line.status == "prepared",
        "mobiles": personal_phones(view.list.contacts),
        "may_publish": Act.PUBLISH_LIST in view.acts,
        "may_take_down": Act.TAKE_DOWN_LIST in view.acts and view.line.public,
        "problem": problem,
        "problems": [("publish", problem)] if problem else [],
        "done": _done(request),
    }
    return page(request, "office/publicity_one.html", told, HTTPStatus.CONFLICT if problem else HTTPStatus.OK)


@posted
@for_deciders
def publish(request: HttpRequest, viewer: Actor, slug: str, turn: int) -> HttpResponse:
    """Makes the list public as it was looked at."""
    looked = request.POST.get("looked", "")[:64]
    try:
        publish_list(actor=viewer, call_slug=slug, number=turn, looked=looked)
    except Refused as refused:
        if refused.code == "publicity_unknown":
            raise
        return _round_page(request, get_round(viewer=viewer, slug=slug, number=turn), refused)
    return _to(slug, turn, "published")


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def end(request: HttpRequest, viewer: Actor, slug: str, turn: int, name: str) -> HttpResponse:
    """Takes a list down before its end, or drops what was prepared."""
    act = ENDS[name]

    def made() -> Deed:
        view = get_round(viewer=viewer, slug=slug, number=turn)
        may = act in view.acts and (act is Act.DROP_PUBLICITY or view.line.public)
        back = reverse("office:publicity_round", args=[slug, turn])
        return Deed(
            form=_end_form(view, act, "" if may else gettext("这次公示现在不能这样办理。")),
            do=partial(_end, viewer, slug, turn, act),
            done=f"{back}?done={name}",
            back=back,
            about={"of_round": view},
        )

    return in_two_steps(request, made)


def _end_form(view: RoundView, act: Act, stopped: str) -> Form:
    if act is Act.DROP_PUBLICITY:
        return Form(
            title=gettext("放弃公示稿"),
            tells=gettext("这份公示稿不再公布，仍留在记录里。"),
            button=gettext("放弃 1 份公示稿"),
            fields=(Asked(_REASON, gettext("理由"), gettext("记入操作留痕。")),),
            stopped=stopped,
        )
    count = len(view.list.lines)
    tells = ngettext(
        "名单立即不再公开，{count} 个名称从公示页撤下；公示页会写明提前撤下和理由。",
        "名单立即不再公开，{count} 个名称从公示页撤下；公示页会写明提前撤下和理由。",
        count,
    )
    button = ngettext("撤下 {count} 条", "撤下 {count} 条", count)
    hint = gettext("公示页会显示，请勿写入个人信息；并记入操作留痕。")
    return Form(
        title=gettext("提前撤下名单"),
        tells=tells.format(count=count),
        button=button.format(count=count),
        fields=(Asked(_REASON, gettext("理由"), hint),),
        stopped=stopped,
    )


def _end(viewer: Actor, slug: str, number: int, act: Act, given: Given) -> None:
    reason = given.texts.get(_REASON, "")
    if act is Act.DROP_PUBLICITY:
        drop_publicity(actor=viewer, call_slug=slug, number=number, reason=reason)
    else:
        take_down_list(actor=viewer, call_slug=slug, number=number, reason=reason)


@require_safe
@for_viewers
def paper(request: HttpRequest, viewer: Actor, slug: str, turn: int, kind: str) -> HttpResponse:
    """The notice in official layout with the list."""
    view = get_round(viewer=viewer, slug=slug, number=turn)
    if problem := _kept_back(view):
        return _round_page(request, view, problem)
    data = write_official(publicity_paper(view.list), pdf=kind == "pdf").data
    return to_keep(data, f"{gettext('公示')}-{slug}-{turn}.{kind}", MEDIA[kind])


@require_safe
@for_viewers
def html(request: HttpRequest, viewer: Actor, slug: str, turn: int) -> HttpResponse:
    """The list as one HTML file for the office's own site; only its body where the address asks for that."""
    view = get_round(viewer=viewer, slug=slug, number=turn)
    if problem := _kept_back(view):
        return _round_page(request, view, problem)
    part = "part" in request.GET
    text = list_fragment(view.list) if part else list_html(view.list)
    last = gettext("片段") if part else slug
    return to_keep(text.encode(), f"{gettext('公示')}-{turn}-{last}.html", "text/html; charset=utf-8")


def _kept_back(view: RoundView) -> Refused | None:
    """Why no paper of it leaves the desk: something looks personal that nobody covered or left out."""
    found = next(iter(view.found), None)
    return Refused("publicity_personal", order=found.order, column=found.column) if found else None


def _to(slug: str, number: int, done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('office:publicity_round', args=[slug, number])}?done={done}")


def _done(request: HttpRequest) -> str:
    done = request.GET.get("done", "")
    return done if done in _DONE else ""
