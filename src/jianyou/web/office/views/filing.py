"""A filing opened: what it says, its files, its versions; and accepting one of its entries."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.deciding import Looked, accept_entry
from jianyou.actions.showing import show_personal_data
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.office_filing import (
    OfficeFiling,
    get_office_file,
    get_office_filing,
    get_office_version,
)
from jianyou.queries.scans import SEALED_SCAN, ScanView, list_scans
from jianyou.terms.finding import Refused
from jianyou.web.components.language import page_lang
from jianyou.web.components.somebodys import to_be_seen
from jianyou.web.office.context import for_deciders, for_viewers, page, posted
from jianyou.web.office.listing import Listing
from jianyou.web.office.table import Change, changes_between, table_of

LONGEST_REASON = 500
MOST_OPENED = 200
_OPENED = "office_opened"
_LONGEST_NUMBER = 6


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something was refused, at which place of the page, and what differs from what was looked at."""

    where: str
    reason: Refused
    typed: str = ""
    changes: tuple[Change, ...] = ()


@require_safe
@for_viewers
def filing(request: HttpRequest, viewer: Actor, number: str) -> HttpResponse:
    """The filing as it stands."""
    return _filing_page(request, get_office_filing(viewer=viewer, number=number))


def _filing_page(
    request: HttpRequest,
    view: OfficeFiling,
    problem: Problem | None = None,
    shown: Mapping[str, str] | None = None,
) -> HttpResponse:
    table = table_of(view, page_lang(), shown)
    to_accept = [entry.ordinal for entry in view.entries if Act.ACCEPT_ENTRY in entry.acts]
    told: dict[str, Any] = {
        "view": view,
        "table": table,
        "entries": list(zip(table.entries, view.entries, strict=True)),
        "next": to_accept[0] if to_accept else 0,
        "query": Listing.of(request.GET).query,
        "done": _done(request.GET.get("done", "")),
        "problem": problem,
        "shown": shown is not None,
        "opened": view.number in opened_filings(request),
        "asked_files": "files" in request.GET,
        "scans": _scans(view),
    }
    status = HTTPStatus.OK
    if problem:
        mended = problem.where == "reason"
        status = HTTPStatus.UNPROCESSABLE_ENTITY if mended else HTTPStatus.CONFLICT
    return page(request, "office/filing.html", told, status)


def _scans(view: OfficeFiling) -> tuple[ScanView, ...]:
    """The scans of the sealed table, beside the data."""
    scanned = any(each.purpose == SEALED_SCAN for each in view.files)
    return list_scans(number=view.number, schema=view.schema) if scanned else ()


def _done(told: str) -> tuple[Act, int] | None:
    """What was just done, and to which entry (0: the whole), as the address tells it."""
    act, _, ordinal = told.partition(".")
    if act not in set(Act) or not whole_number(ordinal or "0"):
        return None
    return Act(act), int(ordinal or "0")


def whole_number(text: str) -> bool:
    """Whether a text is a number of a size that filings have."""
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER


def address_of(number: str, listing: Listing, done: Act | None = None, ordinal: int = 0) -> str:
    """Where a filing is, with the list that it was opened from, at the entry that something was done to."""
    query = listing.query
    if done:
        told = f"done={done}.{ordinal}" if ordinal else f"done={done}"
        query += f"{'&' if query else '?'}{told}"
    anchor = f"#entry-{ordinal}" if ordinal else ""
    return f"{reverse('office:filing', args=[number])}{query}{anchor}"


@posted
@for_deciders
def accept(request: HttpRequest, viewer: Actor, number: str, ordinal: int) -> HttpResponse:
    """受理 of one entry as it was looked at."""
    seen = request.POST.get("version", "")
    looked = Looked(number, ordinal, int(seen) if whole_number(seen) else 0)
    get_office_filing(viewer=viewer, number=number).entry(ordinal)
    try:
        accept_entry(actor=viewer, looked=looked)
    except Refused as refused:
        view = get_office_filing(viewer=viewer, number=number)
        changes = seen_changes(viewer, view, looked)
        return _filing_page(request, view, Problem(f"entry-{ordinal}", refused, changes=changes))
    return HttpResponseRedirect(address_of(number, Listing.of(request.GET), Act.ACCEPT_ENTRY, ordinal))


def seen_changes(viewer: Actor, view: OfficeFiling, looked: Looked) -> tuple[Change, ...]:
    """What differs in the entry between the version that was looked at and the newest."""
    if not 0 < looked.version < view.newest.ordinal:
        return ()
    seen = get_office_version(viewer=viewer, number=looked.number, ordinal=looked.version)
    return changes_between(seen, view.newest, view.schema, looked.ordinal)


@posted
@for_deciders
def personal(request: HttpRequest, viewer: Actor, number: str) -> HttpResponse:
    """Shows what is hidden, on this answer; its files can be opened until the person signs out."""
    view = get_office_filing(viewer=viewer, number=number)
    reason = fit_text(request.POST.get("reason", ""), lines=False)
    if len(reason) > LONGEST_REASON:
        long = Refused("site_text_long", most=LONGEST_REASON)
        return _filing_page(request, view, Problem("reason", long, reason[: 2 * LONGEST_REASON]))
    try:
        shown = show_personal_data(actor=viewer, number=number, reason=reason)
    except Refused as refused:
        return _filing_page(request, view, Problem("reason", refused, reason))
    note_opened(request, number)
    return _filing_page(request, get_office_filing(viewer=viewer, number=number), shown=shown)


def opened_filings(request: HttpRequest) -> list[str]:
    """The filings whose personal data this person asked for in this session, with a reason."""
    opened: list[str] = request.session.get(_OPENED, [])
    return opened


def note_opened(request: HttpRequest, number: str) -> None:
    """This person asked for the personal data of a filing, which is logged: its files can be opened."""
    request.session[_OPENED] = [*opened_filings(request), number][-MOST_OPENED:]


@require_safe
@for_deciders
def file(request: HttpRequest, viewer: Actor, number: str, digest: str) -> HttpResponseBase:
    """A file as it was sent, once a reason was given; a picture or PDF may be looked at."""
    found = get_office_file(viewer=viewer, number=number, digest=digest)
    if number not in opened_filings(request):
        query = Listing.of(request.GET).query
        address = f"{reverse('office:filing', args=[number])}{query}{'&' if query else '?'}files"
        return HttpResponseRedirect(f"{address}#personal")
    return to_be_seen(found.path, found.name, keep="keep" in request.GET)


@require_http_methods(["GET", "HEAD"])
@for_viewers
def versions(request: HttpRequest, viewer: Actor, number: str) -> HttpResponse:
    """What differs between two versions: the last two unless the address names others."""
    view = get_office_filing(viewer=viewer, number=number)
    ordinals = [ordinal for ordinal, _ in view.versions]
    later = _chosen(request.GET.get("to", ""), ordinals, ordinals[-1])
    earlier = _chosen(request.GET.get("from", ""), ordinals, max(ordinals[0], later - 1))
    old, new = (get_office_version(viewer=viewer, number=number, ordinal=one) for one in (earlier, later))
    told = {
        "view": view,
        "earlier": earlier,
        "later": later,
        "changes": changes_between(old, new, view.schema),
        "came": [file for file in view.files if min(earlier, later) < file.version <= max(earlier, later)],
        "query": Listing.of(request.GET).query,
    }
    return page(request, "office/versions.html", told)


def _chosen(text: str, ordinals: list[int], otherwise: int) -> int:
    return int(text) if whole_number(text) and int(text) in ordinals else otherwise
