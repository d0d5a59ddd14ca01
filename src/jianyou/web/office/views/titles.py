"""称号登记: the register, one title with its history, the acts on it, and older lists taken over."""

from http import HTTPStatus
from pathlib import Path
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.title_taking import LONGEST_AWARD, look_at_list, take_list
from jianyou.actions.titles import LONGEST_BATCH, change_title, look_at_change, set_register
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.titles.changing import MOST_YEARS
from jianyou.officefiles.paper import PaperColumn, SheetPaper
from jianyou.officefiles.writing.render import render_workbook
from jianyou.queries.title_taking import Left, Taking, TakingTold
from jianyou.queries.titles import (
    MOST_MONTHS,
    TitleSettings,
    TitleView,
    get_title,
    get_title_settings,
    list_titles,
    select_titles,
)
from jianyou.terms.finding import Refused
from jianyou.web.components.titles import STANDINGS, TitlesListing
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.days import Misplaced, day_in
from jianyou.web.office.exporting import MEDIA
from jianyou.web.office.review_boxes import Box, number_typed, typed
from jianyou.web.office.title_boxes import (
    ACTS,
    CHANGES,
    KEYS,
    TitleAct,
    boxes,
    change_typed,
    fitting,
    place_of,
    seen_in,
    text_in,
)
from jianyou.web.office.views.exports import to_keep

_LONGEST_DAY, _LONGEST_NUMBER = 20, 2
_LEFT = {
    Left.THERE: gettext_lazy("已经在登记里"),
    Left.UNCLEAR: gettext_lazy("状态不明"),
    Left.NO_DAY: gettext_lazy("没有授予日期"),
    Left.NO_BATCH: gettext_lazy("没有批次"),
    Left.AHEAD: gettext_lazy("授予日期晚于今天"),
    Left.NO_END: gettext_lazy("写着到期，而没有到期的日期"),
    Left.BEFORE: gettext_lazy("有效期早于授予日期"),
}


@require_safe
@for_viewers
def register(request: HttpRequest, viewer: Actor) -> HttpResponse:
    """The register, searched and filtered."""
    listing = TitlesListing.of(request.GET)
    view = list_titles(viewer=viewer, wanted=listing.wanted)
    told = {
        "view": view,
        "page": view.page,
        "listing": listing,
        "standings": STANDINGS,
        "chips": [
            (standing, STANDINGS[standing], count, listing.other(standing=standing).query)
            for standing, count in view.counts.items()
        ],
        "everything": listing.other(standing=None).query,
        "settings": get_title_settings(viewer=viewer),
        "done": request.GET.get("done", ""),
        "heads": viewer.role is Role.SECTION_HEAD,
    }
    return page(request, "office/titles_list.html", told)


@require_safe
@for_viewers
def export(request: HttpRequest, viewer: Actor) -> HttpResponseBase:
    """All that a list shows, as a workbook."""
    lines = select_titles(viewer=viewer, wanted=TitlesListing.of(request.GET).wanted)
    headings = (
        *((gettext("登记号"), 0.6), (gettext("名称"), 2.4), (gettext("曾用名"), 2)),
        *((gettext("统一社会信用代码"), 1.8), (gettext("区县"), 1), (gettext("奖项"), 2)),
        *((gettext("等次"), 2), (gettext("批次"), 1), (gettext("授予日期"), 1), (gettext("有效期至"), 1)),
        *((gettext("复核开始"), 1), (gettext("状态"), 1), (gettext("不得申报至"), 1)),
    )
    rows = [
        (
            *(str(one.number), one.name, "、".join(one.former), one.uscc, one.district, one.award_name),
            *(one.tier_name, one.batch, one.conferred_on.isoformat(), _iso(one.valid_until)),
            *(_iso(one.recheck_on), str(STANDINGS[one.standing].word), _iso(one.barred_until)),
        )
        for one in lines
    ]
    sheet = SheetPaper(gettext("称号登记"), [PaperColumn(*told) for told in headings], rows)
    data = render_workbook(Path("titles.xlsx"), [sheet]).written.data
    return to_keep(data, f"{gettext('称号登记')}.xlsx", MEDIA["xlsx"])


def _iso(day: object) -> str:
    return str(day) if day else ""


@require_safe
@for_viewers
def one(request: HttpRequest, viewer: Actor, title: int) -> HttpResponse:
    """A title: what it is, what became of it, what can be done with it."""
    view = get_title(viewer=viewer, number=title)
    told = {
        **_told(view),
        "acts": fitting(view, head=viewer.role is Role.SECTION_HEAD),
        "done": CHANGES.get(ACTS[request.GET["done"]].kind) if request.GET.get("done") in ACTS else "",
    }
    return page(request, "office/titles_one.html", told)


def _told(view: TitleView) -> dict[str, object]:
    return {
        "view": view,
        "line": view.line,
        "state": STANDINGS[view.line.standing],
        "changes": CHANGES,
        "keys": KEYS,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def act(request: HttpRequest, viewer: Actor, title: int, name: str) -> HttpResponse:
    """The form of an act, what it changes, and doing it."""
    if name not in ACTS:
        raise Http404
    view, own = get_title(viewer=viewer, number=title), ACTS[name]
    if request.method != "POST" or "edit" in request.POST:
        return _form(request, view, own, {}, viewer)
    try:
        change = change_typed(own, request.POST)
        if "sure" not in request.POST:
            difference = look_at_change(actor=viewer, number=title, change=change)
            told = {**_told(view), "act": own, "change": change, "boxes": boxes(own, view, request.POST, {})}
            return page(request, "office/titles_preview.html", {**told, "difference": difference})
        change_title(actor=viewer, number=title, change=change, seen=seen_in(request.POST))
    except Misplaced as wrong:
        return _form(request, view, own, {wrong.field: wrong.refused}, viewer)
    except Refused as refused:
        stale = refused.code == "title_changed"
        return _form(request, view, own, {place_of(refused): refused}, viewer, stale=stale)
    return HttpResponseRedirect(f"{reverse('office:title', args=[title])}?done={name}")


def _form(
    request: HttpRequest,
    view: TitleView,
    own: TitleAct,
    problems: dict[str, Refused],
    viewer: Actor,
    *,
    stale: bool = False,
) -> HttpResponse:
    asked = boxes(own, view, request.POST if request.method == "POST" else None, problems)
    told = {
        **_told(view),
        "act": own,
        "boxes": asked,
        "unsent": [(box.label, box.text) for box in asked if box.text] if problems else [],
        "problems": list(problems.items()),
        "fits": own in fitting(view, head=viewer.role is Role.SECTION_HEAD),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "office/titles_act.html", told, HTTPStatus.CONFLICT if stale else status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def settings(request: HttpRequest, viewer: Actor) -> HttpResponse:
    """Whether anyone may read the register, and how far ahead it reminds."""
    now, problems = get_title_settings(viewer=viewer), {}
    months = str(now.months)
    if request.method == "POST":
        post = request.POST
        months = typed(post, "months", _LONGEST_NUMBER)
        now = TitleSettings(post.get("public") == "yes", post.get("shows_uscc") == "yes", now.months)
        try:
            wanted = number_typed(post, "months", 1, MOST_MONTHS)
            set_register(actor=viewer, settings=now._replace(months=wanted or 0))
        except Refused as refused:
            problems = {"months": refused}
        else:
            return HttpResponseRedirect(f"{reverse('office:titles')}?done=set")
    head = viewer.role is Role.SECTION_HEAD
    told = {"boxes": _setting_boxes(now, months, problems), "problems": list(problems.items()), "heads": head}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "office/titles_settings.html", told, status)


def _setting_boxes(now: TitleSettings, months: str, problems: dict[str, Refused]) -> list[Box]:
    return [
        Box(
            name="public",
            label=gettext("公开称号登记"),
            hint=gettext("任何人可以查名称、奖项、等次、批次、日期、状态和区县。"),
            kind="check",
            text="yes" if now.public else "",
        ),
        Box(
            name="shows_uscc",
            label=gettext("公开统一社会信用代码"),
            hint=gettext("不公开的，也不能凭代码查到。"),
            kind="check",
            text="yes" if now.shows_uscc else "",
        ),
        Box(
            name="months",
            label=gettext("提前几个月提醒到期和复核"),
            hint=gettext("每月一次，发到本部门的消息。"),
            kind="number",
            text=months,
            longest=_LONGEST_NUMBER,
            problem=problems.get("months"),
            chinese=False,
        ),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def take(request: HttpRequest, viewer: Actor, audience: UUID) -> HttpResponse:
    """What an older list lacks, what taking it over comes to, and entering its titles."""
    posted, problems = request.POST, {}
    taking = None
    if request.method == "POST" and "edit" not in posted:
        try:
            told = _taking_told(request)
            if "sure" not in posted:
                taking = look_at_list(actor=viewer, key=audience, told=told)
                if taking.titles:
                    look = {"taking": taking, "boxes": _take_boxes(request, {}), "left": _left(taking)}
                    return page(request, "office/titles_take_preview.html", look)
            count = number_typed(posted, "count", 0, 99_999) or 0
            take_list(actor=viewer, key=audience, told=told, count=count)
        except Misplaced as wrong:
            problems = {wrong.field: wrong.refused}
        except Refused as refused:
            if refused.code == "titles_list_gone":
                raise
            problems = {_TAKE_PLACES.get(refused.code, "taking"): refused}
        else:
            return HttpResponseRedirect(f"{reverse('office:titles')}?done=taken")
    shown = {
        "taking": taking or look_at_list(actor=viewer, key=audience, told=TakingTold(award_name="称号")),
        "left": _left(taking) if taking else [],
        "boxes": _take_boxes(request, problems),
        "problems": list(problems.items()),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "office/titles_take.html", shown, status)


def _left(taking: Taking) -> list[tuple[str, int]]:
    return [(str(_LEFT[why]), count) for why, count in taking.left.items()]


_TAKE_PLACES = {"title_award_missing": "award_name", "title_years_wrong": "years"}


def _taking_told(request: HttpRequest) -> TakingTold:
    post = request.POST
    day = day_in(post, "conferred_on")
    try:
        years = number_typed(post, "years", 1, MOST_YEARS)
    except Refused as refused:
        raise Misplaced("years", refused) from None
    return TakingTold(
        award_name=text_in(post, "award_name", LONGEST_AWARD),
        tier_name=text_in(post, "tier_name", LONGEST_AWARD),
        batch=text_in(post, "batch", LONGEST_BATCH),
        conferred_on=day,
        validity_years=years,
    )


def _take_boxes(request: HttpRequest, problems: dict[str, Refused]) -> list[Box]:
    def box(name: str, label: str, hint: str, longest: int, *, kind: str = "line") -> Box:
        return Box(
            name=name,
            label=label,
            hint=hint,
            kind=kind,
            longest=longest,
            text=typed(request.POST, name, longest),
            problem=problems.get(name),
            chinese=name in ("award_name", "tier_name", "batch"),
        )

    return [
        box("award_name", gettext("奖项或称号的全称"), gettext("照公布文件。"), LONGEST_AWARD),
        box("tier_name", gettext("等次（可不填）"), gettext("不填即与奖项同名。"), LONGEST_AWARD),
        box("batch", gettext("批次（可不填）"), gettext("名单里没有写批次的用这个。"), LONGEST_BATCH),
        box(
            "conferred_on",
            gettext("授予日期（可不填）"),
            gettext("名单里没有写日期的用这个，例如 2024-05-01。"),
            _LONGEST_DAY,
        ),
        box(
            "years",
            gettext("有效期几年（可不填）"),
            gettext("名单里没有写有效期的用这个；不填即长期有效。"),
            _LONGEST_NUMBER,
            kind="number",
        ),
    ]
