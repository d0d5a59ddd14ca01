"""Evidence taken from the log: what it will hold is shown first, and its reason asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from jianyou.actions.evidence import Extent, Taken, export_evidence, export_evidence_with_persons
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.audit_list import lines_of
from jianyou.queries.evidence import (
    MOST_ROWS,
    get_evidence,
    list_call_lines,
    list_evidence_keys,
    list_filing_keys,
)
from jianyou.terms.finding import Refused
from jianyou.web.account.gate import person_of
from jianyou.web.components.kept import to_keep
from jianyou.web.office.context import for_viewers, page
from jianyou.web.office.evidence_zip import Making, evidence_zip
from jianyou.web.office.exporting import LONGEST_REASON
from jianyou.web.office.supervising import AuditListing

_SHOWN = 20
_LONGEST_NUMBER = 24
_MEDIA = "application/zip"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What is to be exported: rows by key, how many there are, the filing if of one; and what was typed."""

    extent: Extent
    keys: Sequence[UUID]
    total: int
    back: str
    number: str = ""
    reason: str = ""
    personal: bool = False
    problem: Refused | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def evidence(request: HttpRequest, viewer: Actor) -> HttpResponseBase:
    """Asks why, shows how much; then sends the archive, once the export is in the log."""
    try:
        wanted = _wanted(viewer, request.GET)
    except Refused as refused:
        return page(request, "office/missing.html", {"problem": refused}, HTTPStatus.NOT_FOUND)
    if request.method != "POST":
        return _form(request, viewer, wanted)
    wanted = _typed(wanted, request.POST)
    if wanted.problem:
        return _form(request, viewer, wanted)
    try:
        taken = _taken(viewer, wanted)
    except Refused as refused:
        return _form(request, viewer, replace(wanted, problem=refused))
    return _archive(request, viewer, wanted, taken)


def _wanted(viewer: Actor, query: QueryDict) -> _Wanted:
    """What an address asks for: a filing, a row, or the list that it tells.

    Raises:
        Refused: the viewer's office has no such thing.
    """
    number, row = query.get("filing", "")[:_LONGEST_NUMBER], query.get("row", "")
    if number:
        keys = list_filing_keys(viewer=viewer, number=number)
        back = reverse("office:filing", args=[number])
        return _Wanted(extent=Extent.FILING, keys=keys, total=len(keys), back=back, number=number)
    if row:
        try:
            found = lines_of(viewer, [UUID(row)])
        except ValueError:
            found = ()
        if not found:
            raise Refused("evidence_no_row")
        back = reverse("office:supervise_row", args=[found[0].key])
        return _Wanted(extent=Extent.ROW, keys=[found[0].key], total=1, back=back)
    listing = AuditListing.of(query)
    if listing.problems:
        raise next(iter(listing.problems.values()))
    keys, total = list_evidence_keys(viewer=viewer, sought=listing.sought)
    back = reverse("office:supervise_audit") + listing.query
    return _Wanted(extent=Extent.LIST, keys=keys, total=total, back=back)


def _typed(wanted: _Wanted, posted: QueryDict) -> _Wanted:
    reason = fit_text(posted.get("reason", ""), lines=False)
    problem = None
    if not reason:
        problem = Refused("site_reason_missing")
    elif len(reason) > LONGEST_REASON:
        problem = Refused("site_text_long", most=LONGEST_REASON)
    personal = wanted.extent is Extent.FILING and posted.get("personal") == "yes"
    return replace(wanted, reason=reason[: 2 * LONGEST_REASON], personal=personal, problem=problem)


def _form(request: HttpRequest, viewer: Actor, wanted: _Wanted) -> HttpResponse:
    told: dict[str, Any] = {
        "wanted": wanted,
        "lines": lines_of(viewer, wanted.keys[:_SHOWN]),
        "shown": _SHOWN,
        "most": MOST_ROWS,
        "count": len(wanted.keys),
        "problems": [("reason", wanted.problem)] if wanted.problem else [],
        "at": "supervise",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wanted.problem else HTTPStatus.OK
    return page(request, "office/supervise_evidence.html", told, status)


def _taken(viewer: Actor, wanted: _Wanted) -> Taken:
    if wanted.personal:
        return export_evidence_with_persons(
            actor=viewer, keys=wanted.keys, reason=wanted.reason, number=wanted.number
        )
    return export_evidence(
        actor=viewer, extent=wanted.extent, keys=wanted.keys, reason=wanted.reason, number=wanted.number
    )


def _archive(request: HttpRequest, viewer: Actor, wanted: _Wanted, taken: Taken) -> FileResponse:
    person = person_of(request)
    making = Making(
        office=person.office_name,
        person=person.name,
        at=localtime(taken.at),
        reason=wanted.reason,
        personal=taken.personal if wanted.personal else None,
    )
    found = get_evidence(viewer=viewer, keys=wanted.keys, number=wanted.number)
    archive = evidence_zip(found, making, lambda slug: list_call_lines(viewer=viewer, slug=slug))
    name = gettext("证据") + f"-{wanted.number or making.at.strftime('%Y%m%d-%H%M%S')}.zip"
    answer = FileResponse(archive, content_type=_MEDIA)
    to_keep(answer, name)
    return answer
