"""帮扶活动: planned, changed, opened, held, cancelled."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.acting import LONGEST_TEXT
from jianyou.actions.support_activities import (
    ActivityTold,
    Came,
    cancel_activity,
    change_activity,
    close_activity,
    open_activity,
    plan_activity,
)
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.support.rules import rule_told
from jianyou.queries import support_activities as activities
from jianyou.queries.support import SupportFrame, get_frame
from jianyou.queries.support_activities import ActivityView, get_activity
from jianyou.terms.finding import Refused
from jianyou.web.office.acting import Deed, in_two_steps
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.deeds import REASON
from jianyou.web.office.forms import Asked, Form, Given
from jianyou.web.office.support_deeds import about_activity, at_count, count_seen, not_now
from jianyou.web.office.support_forms import (
    Typed,
    activity_boxes,
    activity_shown,
    activity_texts,
    activity_typed,
    fixed_in,
)

_GONE = frozenset({"site_no_call", "support_activity_unknown"})


@require_safe
@for_viewers
def activity(request: HttpRequest, viewer: Actor, slug: str, activity: int) -> HttpResponse:
    """An activity: what it is, by which rule, who has a seat and why, who waits, who came."""
    return activity_page(request, viewer, slug, activity)


def activity_page(
    request: HttpRequest,
    viewer: Actor,
    slug: str,
    activity: int,
    problems: Mapping[str, Refused] | None = None,
    came: Sequence[Came] = (),
) -> HttpResponse:
    """The page of an activity, with what was sent from it of who came, and what is wrong with that."""
    view = get_activity(viewer=viewer, slug=slug, number=activity)
    sent = {one.request: one for one in came}
    view = replace(view, lines=tuple(_as_sent(line, sent.get(line.key)) for line in view.lines))
    done, _dot, rest = request.GET.get("done", "")[:60].partition(".")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    told = {
        "frame": view.frame,
        "view": view,
        "one": view.activity,
        "rule": rule_told(view.activity.rule),
        "may": {act.value for act in view.acts},
        "begun": view.frame.now >= view.activity.begins_at,
        "asking_over": view.frame.now >= view.activity.ask_until,
        "problems": list((problems or {}).items()),
        "by_place": problems or {},
        "longest": LONGEST_TEXT,
        "done": done,
        "count": rest if rest.isascii() and rest.isdigit() else "",
    }
    return page(request, "office/support_activity.html", told, status)


def _as_sent(line: activities.RequestLine, came: Came | None) -> activities.RequestLine:
    return line._replace(attended=came.attended, outcome=came.outcome) if came else line


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def new(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """Plans an activity."""
    frame = get_frame(viewer=viewer, slug=slug)
    form = Typed(activity_shown(None), {})
    if request.method == "POST":
        form, told = _read(request.POST, frame, None)
        if told is not None:
            try:
                number = plan_activity(actor=viewer, call_slug=slug, told=told)
            except Refused as refused:
                if refused.code in _GONE:
                    raise
                form = form.refused(refused)
            else:
                return HttpResponseRedirect(
                    f"{reverse('office:support_activity', args=[slug, number])}?done=planned"
                )
    shown = {"frame": frame, "groups": activity_boxes(form, frame), "one": None}
    return _form(request, form, shown)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def change(request: HttpRequest, viewer: Actor, slug: str, activity: int) -> HttpResponse:
    """Changes an activity; what stands once it is open isn't asked."""
    view = get_activity(viewer=viewer, slug=slug, number=activity)
    form = Typed(activity_shown(view.activity), {})
    if request.method == "POST":
        form, told = _read(request.POST, view.frame, view.activity)
        if told is not None:
            try:
                change_activity(actor=viewer, call_slug=slug, number=activity, told=told)
            except Refused as refused:
                if refused.code in _GONE:
                    raise
                form = form.refused(refused)
            else:
                return HttpResponseRedirect(
                    f"{reverse('office:support_activity', args=[slug, activity])}?done=changed"
                )
    shown = {
        "frame": view.frame,
        "groups": activity_boxes(form, view.frame, fixed_in(view.activity.status)),
        "one": view.activity,
        "told": len(view.coming),
    }
    return _form(request, form, shown)


def _read(
    post: QueryDict, frame: SupportFrame, one: activities.ActivityTold | None
) -> tuple[Typed, ActivityTold | None]:
    texts = activity_texts(post)
    if one is not None:
        standing = activity_shown(one)
        texts |= {name: standing[name] for name in fixed_in(one.status)}
    told = activity_typed(texts, frame, one)
    return (told, None) if isinstance(told, Typed) else (Typed(texts, {}), told)


def _form(request: HttpRequest, form: Typed, told: Mapping[str, object]) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.problems else HTTPStatus.OK
    shown = {**told, "problems": list(form.problems.items())}
    return page(request, "office/support_activity_form.html", shown, status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def opening(request: HttpRequest, viewer: Actor, slug: str, activity: int) -> HttpResponse:
    """Opens an activity for requests; first told to how many, and what stands then."""
    shown = count_seen(request)

    def made() -> Deed:
        view = get_activity(viewer=viewer, slug=slug, number=activity)
        back = reverse("office:support_activity", args=[slug, activity])

        def do(_given: Given) -> str:
            count = open_activity(actor=viewer, call_slug=slug, number=activity, count=shown)
            return f"{back}?done=opened.{count}"

        tells = (
            gettext("申报单位收到消息，在报送页面“帮扶”里报名。"),
            gettext("类别、名称、席位、规则和采用的公开数值从此不变；系统生成抽签的秘密，公布它的承诺。"),
        )
        form = Form(
            title=gettext("开放报名"),
            tells="\n\n".join(tells),
            button=gettext("开放报名，告知 {count} 份报送").format(count=view.filings),
            fields=(),
            stopped=not_now(view, Act.OPEN_ACTIVITY),
        )
        about = about_activity(view, facts=_facts(view), rule=rule_told(view.activity.rule))
        return Deed(form=form, do=do, done=back, back=back, about=about | at_count(view.filings))

    return in_two_steps(request, made)


def _facts(view: ActivityView) -> list[tuple[str, object]]:
    one = view.activity
    return [
        (gettext("名称"), one.title),
        (gettext("开始"), one.begins_at),
        (gettext("报名截止"), one.ask_until),
        (gettext("席位"), str(one.seats)),
        (gettext("采用的公开数值"), one.public_value),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def closing(request: HttpRequest, viewer: Actor, slug: str, activity: int) -> HttpResponse:
    """The activity was held."""

    def made() -> Deed:
        view = get_activity(viewer=viewer, slug=slug, number=activity)
        back = reverse("office:support_activity", args=[slug, activity])

        def do(_given: Given) -> None:
            close_activity(actor=viewer, call_slug=slug, number=activity)

        open_ = sum(one.attended is None for one in view.seated)
        tells = (
            gettext("活动记为已举办。出席和成效以后还可以补记。"),
            gettext("还有 {count} 家没有登记出席。").format(count=open_),
        )
        form = Form(
            title=gettext("结束活动"),
            tells="\n\n".join(tells),
            button=gettext("结束 1 项活动"),
            fields=(),
            stopped=not_now(view, Act.CLOSE_ACTIVITY),
        )
        return Deed(form=form, do=do, done=f"{back}?done=closed", back=back, about=about_activity(view))

    return in_two_steps(request, made)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def cancelling(request: HttpRequest, viewer: Actor, slug: str, activity: int) -> HttpResponse:
    """Cancels an activity, with a reason that those who asked are told."""

    def made() -> Deed:
        view = get_activity(viewer=viewer, slug=slug, number=activity)
        back = reverse("office:support_activity", args=[slug, activity])

        def do(given: Given) -> str:
            why = given.texts[REASON]
            told = cancel_activity(actor=viewer, call_slug=slug, number=activity, reason=why)
            return f"{back}?done=cancelled.{told}"

        form = Form(
            title=gettext("取消活动"),
            tells=gettext("报名的单位收到取消的消息和理由；取消以后不能恢复。"),
            button=gettext("取消活动，涉及 {count} 家").format(count=len(view.coming)),
            fields=(Asked(REASON, gettext("理由"), gettext("报名的单位看得到。")),),
            stopped=not_now(view, Act.CANCEL_ACTIVITY),
            danger=True,
        )
        return Deed(form=form, do=do, done=back, back=back, about=about_activity(view))

    return in_two_steps(request, made)
