"""The supervisor's desk: what deserves a look, the whole log, decisions, the ledger checked, evidence."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.domain.lifecycle.labels import label_code
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.queries.audit_kinds import DECISIONS, Watch
from jianyou.queries.audit_list import LENGTH, MOST, AuditPage, list_audit
from jianyou.queries.evidence import get_logged_row
from jianyou.queries.ledger_check import Walk, begin_check, go_on, walk_from
from jianyou.queries.office_calls import get_call_line, list_office_calls
from jianyou.queries.supervise import Decisions, get_start, list_decisions
from jianyou.terms.charts import BESIDE, Bar, Chart, Words, bar_chart
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message, say
from jianyou.terms.paging import Page
from jianyou.web.components.language import page_lang
from jianyou.web.office.context import for_viewers, page
from jianyou.web.office.supervising import (
    WATCH_CODES,
    AuditListing,
    DecisionListing,
    act_choices,
    told_content,
)

_SALT = "jianyou.supervise.walk"
_LONGEST_CHECK = 3600
_MOST_BARS = 12
_NOTHING: Any = ()


@require_safe
@for_viewers
def start(request: HttpRequest, viewer: Actor) -> HttpResponse:
    """Every call with what deserves a look, each number a way into the log."""
    found = get_start(viewer=viewer)
    told = {
        "calls": [(one.call, _looks(one.looks, one.call.slug)) for one in found.calls],
        "looks": _looks({watch: found.looks[watch] for watch in Watch}, ""),
        "at": "supervise",
        "tab": "start",
    }
    return page(request, "office/supervise_start.html", told)


def _looks(looks: Any, call: str) -> list[tuple[str, int, str]]:
    """What was done, how often, and the end of the address that lists it."""
    narrowed = {"call": call} if call else {}
    return [
        (
            say(WATCH_CODES[watch], lang=page_lang()),
            count,
            "?" + urlencode({"watch": watch.value, **narrowed}),
        )
        for watch, count in looks.items()
    ]


@require_safe
@for_viewers
def audit(request: HttpRequest, viewer: Actor) -> HttpResponse:
    """操作留痕 over all calls of the office."""
    listing, lang = AuditListing.of(request.GET), page_lang()
    empty = AuditPage(Page(_NOTHING, 1, 0, LENGTH), more=False)
    found = empty if listing.problems else list_audit(viewer=viewer, sought=listing.sought)
    calls = list_office_calls(viewer=viewer)
    told = {
        "listing": listing,
        "one_call": bool(listing.sought.call) or len(calls) == 1,
        "found": found,
        "page": found.page,
        "most": MOST,
        "calls": calls,
        "acts": act_choices(lang),
        "roles": [(role.value, say(label_code(role), lang=lang)) for role in Role],
        "watch": Message(listing.watch_word) if listing.watch_word else None,
        "problems": list(listing.problems.items()),
        "at": "supervise",
        "tab": "audit",
    }
    return page(request, "office/supervise_audit.html", told, _status(listing.problems))


@require_safe
@for_viewers
def audit_row(request: HttpRequest, viewer: Actor, row: UUID) -> HttpResponse:
    """One row: what it tells, its place in the tree, its hash."""
    try:
        found = get_logged_row(viewer=viewer, key=row)
    except Refused as refused:
        return _missing(request, refused)
    told = {
        "row": found,
        "content": None if found.content is None else told_content(found.content, page_lang()),
        "wrong": [Message(code, {"place": (found.line.place or 0) + 1}) for code in found.wrong],
        "listing": AuditListing.of(request.GET),
        "at": "supervise",
    }
    return page(request, "office/supervise_row.html", told)


@require_safe
@for_viewers
def decisions(request: HttpRequest, viewer: Actor) -> HttpResponse:
    """Every decision on an entry, and how many each officer took."""
    listing, lang = DecisionListing.of(request.GET), page_lang()
    empty = Decisions(Page(_NOTHING, 1, 0, LENGTH), (), more=False)
    found = empty if listing.problems else list_decisions(viewer=viewer, sought=listing.sought)
    calls = list_office_calls(viewer=viewer)
    told = {
        "listing": listing,
        "one_call": bool(listing.sought.call) or len(calls) == 1,
        "found": found,
        "page": found.page,
        "most": MOST,
        "chart": _chart(found),
        "calls": calls,
        "acts": [(act.value, say(label_code(act), lang=lang)) for act in DECISIONS],
        "columns": DECISIONS,
        "problems": list(listing.problems.items()),
        "at": "supervise",
        "tab": "decisions",
    }
    return page(request, "office/supervise_decisions.html", told, _status(listing.problems))


def _chart(found: Decisions) -> Chart:
    def others(count: int, total: int) -> str:
        told = ngettext("另有 {count} 人，共 {total} 次。", "另有 {count} 人，共 {total} 次。", count)
        return told.format(count=count, total=total)

    words = Words(gettext("各人决定次数"), gettext("受理、不予受理、退回补正、重新审查合计。"), others)
    bars = [Bar(one.who, one.total) for one in found.officers]
    return bar_chart("officers", words, bars, most=_MOST_BARS, layout=BESIDE)


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def verify(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """Checks the ledger of a call in steps; a step shows how far it is and leads on to the next."""
    here = reverse("office:supervise_verify", args=[slug])
    if request.method == "POST":
        return HttpResponseRedirect(_onward(here, begin_check(viewer=viewer, slug=slug)))
    call = get_call_line(viewer=viewer, slug=slug)
    walk, written = None, request.GET.get("walk", "")
    if written and (begun := _walk(written, slug)):
        walk = go_on(viewer=viewer, walk=begun)
    told = {
        "call": call,
        "walk": walk or begin_check(viewer=viewer, slug=slug),
        "begun": walk is not None,
        "stale": bool(written) and walk is None,
        "onward": _onward(here, walk) if walk and not walk.finished else "",
        "troubles": [
            Message(each.code, {"place": each.place, "number": each.number})
            for each in (walk.troubles if walk else ())
        ],
        "now": localtime(call.now),
        "at": "supervise",
    }
    answer = page(request, "office/supervise_verify.html", told)
    if told["onward"]:
        # Shows the progress while the next step runs, scripts or none.
        answer.headers["Refresh"] = f"0; url={told['onward']}"
    return answer


def _onward(here: str, walk: Walk) -> str:
    return f"{here}?walk={signing.dumps(walk.as_plain(), salt=_SALT, compress=True)}"


def _walk(written: str, slug: str) -> Walk | None:
    """The walk that we signed within the hour, for this call; None for anything else."""
    try:
        walk = walk_from(signing.loads(written, salt=_SALT, max_age=_LONGEST_CHECK))
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return walk if walk.slug == slug else None


def _status(problems: Any) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK


def _missing(request: HttpRequest, refused: Refused) -> HttpResponse:
    return page(request, "office/missing.html", {"problem": refused}, HTTPStatus.NOT_FOUND)
