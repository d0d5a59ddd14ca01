"""席位: asked for through the office, given by rule and draw, moved up; who came; papers and record."""

import uuid
from http import HTTPStatus
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.acting import LONGEST_TEXT
from jianyou.actions.support_activities import (
    LONGEST_VALUE,
    Came,
    record_attendance,
)
from jianyou.actions.support_seats import LONGEST_WISH, enter_request, give_activity_seats, move_seat
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.mailbox.calendars import MEDIUM
from jianyou.domain.mailbox.moment import moment_text
from jianyou.domain.support.papers import SeatRow, sign_in_paper
from jianyou.domain.support.rules import rule_told
from jianyou.officefiles.writing.render import render_table
from jianyou.queries.support import list_nominees
from jianyou.queries.support_activities import (
    ActivityView,
    GivingView,
    RequestLine,
    activity_calendar,
    get_activity,
    get_giving,
    get_seats_record,
)
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say
from jianyou.web.office.acting import Deed, in_two_steps
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.deeds import REASON
from jianyou.web.office.exporting import MEDIA
from jianyou.web.office.forms import Asked, Form, Given, Kind
from jianyou.web.office.review_boxes import Box, typed
from jianyou.web.office.support_deeds import about_activity, at_count, count_seen, not_now
from jianyou.web.office.views.exports import to_keep
from jianyou.web.office.views.support_activities import activity_page

_GONE = frozenset({"site_no_call", "support_activity_unknown"})
_LONGEST_SEARCH = 100
_VALUE = "public_value"


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def giving(request: HttpRequest, viewer: Actor, slug: str, activity: int) -> HttpResponse:
    """Gives the seats: first told how those who ask stand by the rule, never how the draw would come out."""
    shown = count_seen(request)

    def made() -> Deed:
        view = get_activity(viewer=viewer, slug=slug, number=activity)
        plan = get_giving(viewer=viewer, slug=slug, number=activity)
        back = reverse("office:support_activity", args=[slug, activity])

        def do(given: Given) -> str:
            seated, _waiting = give_activity_seats(
                actor=viewer,
                call_slug=slug,
                number=activity,
                public_value=given.texts[_VALUE],
                count=shown,
            )
            return f"{back}?done=given.{seated}"

        rule, seats = rule_told(view.activity.rule), view.activity.seats
        about = about_activity(view, plan=plan, seats=seats, rule=rule) | at_count(plan.count)
        return Deed(form=_giving_form(view, plan), do=do, done=back, back=back, about=about)

    return in_two_steps(request, made)


def _giving_form(view: ActivityView, plan: GivingView) -> Form:
    tells = (
        gettext(
            "按公布的规则排出全部报名的先后，同等的由抽签决定；结果、理由和核验用的记录立即生成，不能再改。"
        ),
        gettext("每家的申报单位收到消息，在自己的页面看到理由。"),
    )
    value = Asked(
        _VALUE,
        gettext("公布的数值"),
        view.activity.public_value,
        kind=Kind.LINE,
        longest=LONGEST_VALUE,
        missing="support_box_empty",
    )
    seated = min(view.activity.seats, plan.count)
    return Form(
        title=gettext("分配席位"),
        tells="\n\n".join(tells),
        button=gettext("给 {count} 家分配 {seats} 个席位").format(count=plan.count, seats=seated),
        fields=(value,),
        stopped=_not_yet(view, plan),
    )


def _not_yet(view: ActivityView, plan: GivingView) -> str:
    """Why seats can't be given, empty where they can."""
    if stopped := not_now(view, Act.GIVE_SEATS):
        return stopped
    if not plan.ready:
        return say("support_asking_runs")
    return "" if plan.count else say("support_nobody")


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def moving(request: HttpRequest, viewer: Actor, slug: str, activity: int, key: uuid.UUID) -> HttpResponse:
    """Takes a request out, since its nominee can't come; who comes next is told first."""

    def made() -> Deed:
        view = get_activity(viewer=viewer, slug=slug, number=activity)
        line = next((one for one in view.lines if one.key == key), None)
        if line is None:
            raise Refused("support_activity_unknown")
        back = reverse("office:support_activity", args=[slug, activity])

        def do(given: Given) -> str:
            why = given.texts[REASON]
            up = move_seat(actor=viewer, call_slug=slug, number=activity, request=key, reason=why)
            return f"{back}?done={'moved_up' if up else 'moved'}"

        form = Form(
            title=gettext("退出报名"),
            tells=_follows(line),
            button=gettext("让 1 家退出"),
            fields=(Asked(REASON, gettext("理由"), gettext("写明谁、怎样告知的；只记在留痕里。")),),
            stopped=not_now(view, Act.MOVE_SEAT),
            danger=True,
        )
        facts = ((gettext("单位（个人）"), line.name), (gettext("报送编号"), line.number))
        return Deed(form=form, do=do, done=back, back=back, about=about_activity(view, facts=facts))

    return in_two_steps(request, made)


def _follows(line: RequestLine) -> str:
    if line.status == "seated":
        return gettext("空出的席位由候补名单里排在最前、又不受限制的一家递补，并告知该家。")
    return gettext("它不再参加这项活动。")


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def request_new(request: HttpRequest, viewer: Actor, slug: str, activity: int) -> HttpResponse:
    """Enters a request that came by telephone or on paper."""
    view = get_activity(viewer=viewer, slug=slug, number=activity)
    problems: dict[str, Refused] = {}
    entry, wish = request.POST.get("entry", "")[:36], typed(request.POST, "wish", LONGEST_WISH, lines=True)
    if request.method == "POST":
        try:
            enter_request(actor=viewer, call_slug=slug, number=activity, entry=_key(entry), wish=wish)
        except Refused as refused:
            if refused.code in _GONE:
                raise
            problems = {
                {"support_entry_missing": "entry", "site_text_long": "wish"}.get(refused.code, "act"): refused
            }
        else:
            return HttpResponseRedirect(
                f"{reverse('office:support_activity', args=[slug, activity])}?done=asked"
            )
    search = typed(request.GET, "q", _LONGEST_SEARCH)
    asked = {(one.number, one.ordinal) for one in view.asking}
    found = list_nominees(viewer=viewer, slug=slug, search=search)
    told = {
        "frame": view.frame,
        "one": view.activity,
        "found": [one for one in found if (one.number, one.ordinal) not in asked],
        "search": search,
        "entry": entry,
        "wish": Box(
            name="wish",
            label=gettext("希望和说明（可不填）"),
            kind="text",
            text=wish,
            longest=LONGEST_WISH,
            problem=problems.get("wish"),
        ),
        "entry_problem": problems.get("entry"),
        "problems": list(problems.items()),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "office/support_request.html", told, status)


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Refused("support_entry_missing") from None


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def attendance(request: HttpRequest, viewer: Actor, slug: str, activity: int) -> HttpResponse:
    """Keeps who came and what came of it."""
    here = reverse("office:support_activity", args=[slug, activity])
    if request.method != "POST":
        return HttpResponseRedirect(here)
    view = get_activity(viewer=viewer, slug=slug, number=activity)
    came = [
        Came(
            request=one.key,
            attended=_TOLD.get(request.POST.get(f"came-{one.key}", "")),
            outcome=typed(request.POST, f"outcome-{one.key}", LONGEST_TEXT, lines=True),
        )
        for one in view.seated
        if f"came-{one.key}" in request.POST
    ]
    long = Refused("site_text_long", most=LONGEST_TEXT)
    problems = {f"outcome-{one.request}": long for one in came if len(one.outcome) > LONGEST_TEXT}
    if problems:
        return activity_page(request, viewer, slug, activity, problems, came)
    try:
        changed = record_attendance(actor=viewer, call_slug=slug, number=activity, came=came)
    except Refused as refused:
        if refused.code in _GONE:
            raise
        return activity_page(request, viewer, slug, activity, {"attendance": refused}, came)
    return HttpResponseRedirect(f"{here}?done=kept.{changed}")


_TOLD = {"yes": True, "no": False}


@require_safe
@for_viewers
def sheet(request: HttpRequest, viewer: Actor, slug: str, activity: int, kind: str) -> HttpResponseBase:
    """签到表: who has a seat, and who waits."""
    del request
    view = get_activity(viewer=viewer, slug=slug, number=activity)
    seated = [SeatRow(one.name, one.district, say("support_seat")) for one in view.seated]
    waiting = [
        SeatRow(one.name, one.district, say("support_waiting", {"number": at}))
        for at, one in enumerate(view.waiting, 1)
    ]
    one = view.activity
    paper = sign_in_paper(
        one.title, moment_text(one.begins_at, Lang.ZH), one.place or "—", [*seated, *waiting]
    )
    data = render_table(Path(f"sheet.{kind}"), paper).written.data
    return to_keep(data, f"{gettext('签到表')}-{slug}-{activity}.{kind}", MEDIA[kind])


@require_safe
@for_viewers
def record(request: HttpRequest, viewer: Actor, slug: str, activity: int) -> HttpResponseBase:
    """The record from which anyone gives the seats anew."""
    del request
    text = get_seats_record(viewer=viewer, slug=slug, number=activity)
    return to_keep(text.encode(), f"seats-{slug}-{activity}.json", "application/json")


@require_safe
@for_viewers
def calendar(request: HttpRequest, viewer: Actor, slug: str, activity: int) -> HttpResponseBase:
    """The activity for a calendar."""
    del request
    told = get_activity(viewer=viewer, slug=slug, number=activity).activity
    return to_keep(activity_calendar(told), f"{told.title}.ics", MEDIUM)
