"""集体研究: recorded in two steps, looked at, printed, and what papers are made of it."""

from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.collective import Line, decide_together, export_recommended
from jianyou.actions.deciding import Looked
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.papers.together import MOST_LINES, Outcome
from jianyou.jobs.recommending import recommendation_file, report_file
from jianyou.queries.collective import (
    Choice,
    get_decision,
    get_minutes,
    get_seats,
    list_choices,
    list_decisions,
)
from jianyou.queries.office_calls import get_office_call
from jianyou.queries.office_filing import get_office_filing
from jianyou.terms.finding import Refused
from jianyou.web.components.policies import SOMEBODYS_FILE
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.deciding_together import (
    LONGEST_REASON,
    LineTyped,
    Seen,
    kept_minutes,
    meeting_of,
    meeting_typed,
    seen_in,
    seen_on,
    typed_lines,
    understood,
)
from jianyou.web.office.entry_listing import selection_of
from jianyou.web.office.exporting import MEDIA
from jianyou.web.office.papers import reason_typed
from jianyou.web.office.table import Change
from jianyou.web.office.views.exports import to_keep
from jianyou.web.office.views.filing import seen_changes

_MOST_SHOWN = 5
_OVER = "together_over_quota"
_PLACES = {"together_date_future": "held_on", _OVER: "over_quota"}


@require_safe
@for_viewers
def decisions(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The decisions of a call."""
    view = get_office_call(viewer=viewer, slug=slug)
    told = {
        "view": view,
        "may": Act.DECIDE_TOGETHER in view.acts,
        "decisions": list_decisions(viewer=viewer, slug=slug),
        "seats": get_seats(viewer=viewer, slug=slug),
    }
    return page(request, "office/collective_list.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def decide(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The form of a new decision, what it will record, and recording it."""
    posted = request.POST
    if "seen" in posted:
        return _sent(request, viewer, slug)
    if Act.DECIDE_TOGETHER not in get_office_call(viewer=viewer, slug=slug).acts:
        return HttpResponseRedirect(reverse("office:decisions", args=[slug]))
    sent = posted if request.method == "POST" else request.GET
    wanted = selection_of(sent) if "which" in sent or "entry" in sent else None
    choices = list_choices(viewer=viewer, slug=slug, wanted=wanted)
    problems = {}
    if len(choices) > MOST_LINES:
        problems["lines"] = Refused("together_too_many", most=MOST_LINES, count=len(choices))
        choices = choices[:MOST_LINES]
    seen = seen_on(choices)
    lines = typed_lines(seen, {one.key: one for one in choices}, {})
    return _form(request, viewer, slug, seen, lines, problems=problems)


def _sent(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    posted = request.POST
    seen = seen_in(posted["seen"])
    choices = _choices(viewer, slug, seen)
    lines = typed_lines(seen, choices, posted)
    problems: dict[str, Refused] = {}
    file, signed = None, ""
    try:
        file, signed = kept_minutes(request.FILES.get("file"), posted.get("signed", ""))
    except Refused as refused:
        problems["file"] = refused
    meeting, wrong = meeting_of(meeting_typed(posted), file)
    problems |= wrong
    lines, decided = _understood(lines)
    problems |= {f"o{line.at}": line.problem for line in lines if line.problem}
    if not decided and not problems:
        problems["lines"] = Refused("together_nothing")
    if "edit" in posted or meeting is None or problems:
        shown = {} if "edit" in posted else problems
        return _form(request, viewer, slug, seen, lines, problems=shown, signed=signed)
    if "sure" not in posted:
        return _preview(request, viewer, slug, seen, lines, signed)
    over = meeting_typed(posted)["over_quota"]
    try:
        number = decide_together(
            actor=viewer, call_slug=slug, meeting=meeting, lines=decided, over_quota=over
        )
    except Refused as refused:
        return _refused(request, viewer, slug, lines, refused, signed)
    return HttpResponseRedirect(f"{reverse('office:decision', args=[slug, number])}?done=decided")


def _choices(viewer: Actor, slug: str, seen: Sequence[Seen]) -> dict[tuple[str, int, str], Choice]:
    found = list_choices(viewer=viewer, slug=slug, wanted=[one.key for one in seen])
    return {one.key: one for one in found}


def _understood(lines: Sequence[LineTyped]) -> tuple[list[LineTyped], list[Line]]:
    """The lines with their problems, and what was decided of those that have none."""
    told, decided = [], []
    for line in lines:
        try:
            one = understood(line)
        except Refused as refused:
            told.append(replace(line, problem=refused))
            continue
        told.append(line)
        if one:
            decided.append(one)
    return told, decided


def _refused(
    request: HttpRequest,
    viewer: Actor,
    slug: str,
    lines: Sequence[LineTyped],
    refused: Refused,
    signed: str,
) -> HttpResponse:
    """The form again as things stand now; entries that changed meanwhile with what differs in them."""
    changed = [line for line in lines if line.version != line.choice.version]
    differ = [(line.choice, _changes(viewer, line)) for line in changed[:_MOST_SHOWN]]
    fresh = seen_on([line.choice for line in lines])
    place = _PLACES.get(refused.code, "lines")
    now = [replace(line, at=at, version=line.choice.version) for at, line in enumerate(lines, 1)]
    return _form(
        request, viewer, slug, fresh, now, problems={place: refused}, signed=signed, differ=differ, stale=True
    )


def _changes(viewer: Actor, line: LineTyped) -> tuple[Change, ...]:
    view = get_office_filing(viewer=viewer, number=line.choice.number)
    return seen_changes(viewer, view, Looked(line.choice.number, line.choice.ordinal, line.version))


def _form(
    request: HttpRequest,
    viewer: Actor,
    slug: str,
    seen: Sequence[Seen],
    lines: Sequence[LineTyped],
    *,
    problems: dict[str, Refused],
    signed: str = "",
    differ: Sequence[tuple[Choice, tuple[Change, ...]]] = (),
    stale: bool = False,
) -> HttpResponse:
    told = {
        **_told(request, viewer, slug, seen, lines, signed),
        "problems": list(problems.items()),
        "by_place": problems,
        "differ": differ,
        "most": MOST_LINES,
        "longest": LONGEST_REASON,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "office/collective_form.html", told, HTTPStatus.CONFLICT if stale else status)


def _preview(
    request: HttpRequest,
    viewer: Actor,
    slug: str,
    seen: Sequence[Seen],
    lines: Sequence[LineTyped],
    signed: str,
) -> HttpResponse:
    told = _told(request, viewer, slug, seen, lines, signed)
    decided = sorted((line for line in lines if line.outcome), key=lambda line: int(line.order))
    by_outcome = [(one, [line for line in decided if line.outcome == one]) for one in Outcome]
    told |= {"groups": by_outcome, "count": len(decided), "silent": len(lines) - len(decided)}
    return page(request, "office/collective_preview.html", told)


def _told(
    request: HttpRequest,
    viewer: Actor,
    slug: str,
    seen: Sequence[Seen],
    lines: Sequence[LineTyped],
    signed: str,
) -> dict[str, object]:
    return {
        "view": get_office_call(viewer=viewer, slug=slug),
        "seats": get_seats(viewer=viewer, slug=slug),
        "seen": "\n".join(one.text for one in seen),
        "lines": lines,
        "typed": meeting_typed(request.POST),
        "signed": signed,
        "outcomes": list(Outcome),
    }


@require_safe
@for_viewers
def decision(request: HttpRequest, viewer: Actor, slug: str, decision: int) -> HttpResponse:
    """A decision, to be read and printed."""
    return _decision_page(request, viewer, slug, decision)


def _decision_page(
    request: HttpRequest,
    viewer: Actor,
    slug: str,
    number: int,
    problem: Refused | None = None,
    typed: str = "",
) -> HttpResponse:
    found = get_decision(viewer=viewer, slug=slug, number=number)
    told = {
        "view": get_office_call(viewer=viewer, slug=slug),
        "decision": found,
        "groups": [(one, found.of(one)) for one in Outcome],
        "seats": get_seats(viewer=viewer, slug=slug),
        "problem": problem,
        "problems": [("reason", problem)] if problem else [],
        "typed": typed,
        "longest": LONGEST_REASON,
        "done": request.GET.get("done", ""),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return page(request, "office/collective_one.html", told, status)


@require_safe
@for_viewers
def minutes(request: HttpRequest, viewer: Actor, slug: str, decision: int) -> HttpResponseBase:
    """The minutes as they were uploaded."""
    del request
    name, path = get_minutes(viewer=viewer, slug=slug, number=decision)
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    response.headers["Content-Security-Policy"] = SOMEBODYS_FILE
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def recommendation(request: HttpRequest, viewer: Actor, slug: str, decision: int) -> HttpResponse:
    """推荐函 with the authority's table, contacts included: once the reason was logged."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("office:decision", args=[slug, decision]))
    reason, too_long = reason_typed(request.POST)
    if too_long:
        return _decision_page(request, viewer, slug, decision, too_long, reason)
    kind = "pdf" if request.POST.get("kind") == "pdf" else "docx"
    try:
        rows = export_recommended(actor=viewer, call_slug=slug, number=decision, reason=reason)
    except Refused as refused:
        return _decision_page(request, viewer, slug, decision, refused, reason)
    data = recommendation_file(viewer, slug, decision, rows, kind)
    return to_keep(data, f"{gettext('推荐函')}-{slug}-{decision}.{kind}", MEDIA[kind])


@require_safe
@for_viewers
def report(request: HttpRequest, viewer: Actor, slug: str, decision: int, kind: str) -> HttpResponse:
    """签报 with the outcomes, nobody's contact in it."""
    del request
    data = report_file(viewer, slug, decision, kind)
    return to_keep(data, f"{gettext('签报')}-{slug}-{decision}.{kind}", MEDIA[kind])
