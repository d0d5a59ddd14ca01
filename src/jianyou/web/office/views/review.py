"""The review pane: one entry between its neighbours in the list, with everything that a decision rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from jianyou.actions.deciding import Looked, accept_entry
from jianyou.actions.presence import look_at
from jianyou.actions.showing import show_personal_data
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.completion import Channel
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import CorrectionStatus
from jianyou.queries.clearance_matrix import clearance_of_entry
from jianyou.queries.entries import EntryLine, Neighbours, list_entries, neighbours
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.office_filing import (
    EntryView,
    OfficeFiling,
    get_office_filing,
    get_office_version,
)
from jianyou.queries.packages import CameFrom, came_from
from jianyou.queries.presence import list_presences
from jianyou.queries.review import Review, get_contacts, get_review
from jianyou.queries.scans import SEALED_SCAN, list_scans
from jianyou.queries.title_facts import get_titles_of_entry
from jianyou.terms.finding import Refused
from jianyou.terms.paging import Page
from jianyou.web.components.language import page_lang
from jianyou.web.components.titles import STANDINGS
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.entry_listing import EntryListing
from jianyou.web.office.evidence import FactForm, cells_of, fact_form, table_of_one
from jianyou.web.office.pane_ways import (
    NEXT,
    STAY,
    acted_address,
    into_pane,
    list_address,
    pane_address,
    way_of,
)
from jianyou.web.office.table import Change, changes_between
from jianyou.web.office.views.filing import (
    LONGEST_REASON,
    note_opened,
    opened_filings,
    seen_changes,
    whole_number,
)

_SHOWN_FILES = (".pdf", ".jpg", ".jpeg", ".png")
_MOST_LOG = 60


@dataclass(frozen=True, slots=True)
class Trouble:
    """What was refused: at which field or place, why, what was typed, what was changed meanwhile."""

    where: str
    reason: Refused
    typed: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions of the entry and what differs between them; `answer`: the later answers a correction."""

    earlier: int
    later: int
    changes: tuple[Change, ...]
    answer: bool


@require_safe
@for_viewers
def entry(request: HttpRequest, viewer: Actor, number: str, ordinal: int) -> HttpResponse:
    """The entry as it stands; the viewer is seen there from now on."""
    look_at(actor=viewer, number=number, ordinal=ordinal)
    return pane(request, viewer, number, ordinal)


def pane(
    request: HttpRequest,
    viewer: Actor,
    number: str,
    ordinal: int,
    *,
    trouble: Trouble | None = None,
    form: FactForm | None = None,
    shown: Mapping[str, str] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """The page of an entry, with what was refused, the form of a fact, or personal data just shown."""
    view = get_office_filing(viewer=viewer, number=number)
    stands, lang = view.entry(ordinal), page_lang()
    asked = form.asked.name if form else request.GET.get("fact", "")[:100]
    review = get_review(viewer=viewer, number=number, ordinal=ordinal, lang=lang, asked=asked)
    opened = number in opened_filings(request)
    if shown is None and opened and review.handles:
        shown = get_contacts(viewer=viewer, number=number, ordinal=ordinal)
    compared = _compared(request, viewer, view, stands)
    table = table_of_one(view, stands, lang, shown or {})
    changes = compared.changes if compared and compared.answer else ()
    if form is None and review.asked and review.may_record:
        form = fact_form(review.asked, view.now.date())
    told: dict[str, Any] = {
        "view": view,
        "stands": stands,
        "review": review,
        "table": table,
        "cells": list(cells_of(table, view.schema, changes)),
        "compared": compared,
        "form": form if review.may_record else None,
        "withdrawing": review.fact(request.GET.get("withdraw", "")) if review.may_record else None,
        "trouble": trouble,
        "shown": shown is not None,
        "opened": opened,
        "log": [one for one in reversed(view.log) if one.ordinal in (0, ordinal)][:_MOST_LOG],
        "done": _done(request),
        "clearance": clearance_of_entry(viewer=viewer, number=number, ordinal=ordinal),
        "came": _came(viewer, view, ordinal),
        "titles": get_titles_of_entry(viewer=viewer, number=number, ordinal=ordinal),
        "standings": STANDINGS,
        **_evidence(request, view, ordinal),
        **_ways(request, viewer, review),
    }
    return page(request, "office/entry_page.html", told, status)


def _came(viewer: Actor, view: OfficeFiling, ordinal: int) -> CameFrom | None:
    """Where the entry comes from, if a package brought it."""
    if view.channel != Channel.DISTRICT:
        return None
    return came_from(viewer=viewer, number=view.number, ordinal=ordinal)


def _ways(request: HttpRequest, viewer: Actor, review: Review) -> dict[str, Any]:
    """The list around the entry, what comes before and after it, and the ends of addresses."""
    listing, key = EntryListing.of(request.GET), EntryKey(review.number, review.ordinal)
    lines: Page[EntryLine] = list_entries(viewer=viewer, slug=review.call, wanted=listing.wanted)
    beside = _on_page(lines, key) or neighbours(
        viewer=viewer, slug=review.call, wanted=listing.wanted, key=key
    )
    query, way = request.GET, way_of(request.GET) or STAY
    here = pane_address(review.number, review.ordinal, query)
    mark = "&" if "?" in here else "?"
    end = here.partition("?")[2]
    return {
        "listing": listing,
        "lines": lines,
        "key": key,
        "outside": all(line.key != key for line in lines.items),
        "before": pane_address(*beside.before, query) if beside.before else "",
        "after": pane_address(*beside.after, query) if beside.after else "",
        "list_address": list_address(review.call, listing),
        "end": f"?{end}" if end else "",
        "more": f"{here}{mark}",
        "act_end": f"?{end}" if way == NEXT else f"?{end}{'&' if end else ''}pane={STAY}",
        "leads_on": way == NEXT,
        "turn_address": _turned(request, review, way),
    }


def _on_page(lines: Page[EntryLine], key: EntryKey) -> Neighbours | None:
    """What stands before and after an entry as the page of the list tells it, None at the page's edges."""
    keys = [line.key for line in lines.items]
    if key not in keys:
        return None
    at = keys.index(key)
    first, last = at == 0, at == len(keys) - 1
    if (first and lines.before) or (last and lines.after):
        return None
    return Neighbours(None if first else keys[at - 1], None if last else keys[at + 1])


def _turned(request: HttpRequest, review: Review, way: str) -> str:
    """The same page with the other choice of where an act leads."""
    told = request.GET.copy()
    told["pane"] = STAY if way == NEXT else NEXT
    return pane_address(review.number, review.ordinal, told)


def _evidence(request: HttpRequest, view: OfficeFiling, ordinal: int) -> dict[str, Any]:
    """The proofs of the entry and of the whole table, the scans, and the file that is looked at."""
    proofs = [one for one in view.proofs if one.entry in (0, ordinal)]
    scanned = any(each.purpose == SEALED_SCAN for each in view.files)
    scans = list_scans(number=view.number, schema=view.schema) if scanned else ()
    files = {each.digest: each for each in view.files if each.name.lower().endswith(_SHOWN_FILES)}
    looked_at = files.get(request.GET.get("file", ""))
    return {"proofs": proofs, "scans": scans, "looked_at": looked_at, "viewable": set(files)}


def _compared(request: HttpRequest, viewer: Actor, view: OfficeFiling, stands: EntryView) -> Compared | None:
    """The versions that the address names, else those of the answered correction, else the last two."""
    ordinals = [ordinal for ordinal, _ in view.versions]
    if len(ordinals) == 1:
        return None
    answered = [one for one in stands.corrections if one.status is CorrectionStatus.ANSWERED and one.answer]
    first, last = (answered[-1].of, answered[-1].answer) if answered else (ordinals[-2], ordinals[-1])
    earlier, later = _chosen(request, "v1", ordinals, first), _chosen(request, "v2", ordinals, last)
    old, new = (
        view.newest
        if ordinal == view.newest.ordinal
        else get_office_version(viewer=viewer, number=view.number, ordinal=ordinal)
        for ordinal in (earlier, later)
    )
    changes = changes_between(old, new, view.schema, stands.ordinal)
    return Compared(earlier, later, changes, bool(answered) and (earlier, later) == (first, last))


def _chosen(request: HttpRequest, name: str, ordinals: list[int], otherwise: int) -> int:
    text = request.GET.get(name, "")
    return int(text) if whole_number(text) and int(text) in ordinals else otherwise


def _done(request: HttpRequest) -> tuple[Act, str] | None:
    """What was just done, and to which entry (`<number>.<ordinal>`, empty: to this one)."""
    told = request.GET.get("done", "")
    key = EntryKey.read(request.GET.get("of", ""))
    return (Act(told), key.text if key else "") if told in set(Act) else None


@require_safe
@for_viewers
def entry_next(request: HttpRequest, viewer: Actor, number: str, ordinal: int) -> HttpResponse:
    """On to the next entry of the list, or to the list after its last one; tells what was done."""
    slug = get_office_filing(viewer=viewer, number=number).call
    listing, key = EntryListing.of(request.GET), EntryKey(number, ordinal)
    after = neighbours(viewer=viewer, slug=slug, wanted=listing.wanted, key=key).after
    if after is None:
        return HttpResponseRedirect(list_address(slug, listing))
    done = request.GET.get("done", "")
    told = (done, key.text) if done in set(Act) else ("", "")
    return HttpResponseRedirect(pane_address(*after, request.GET, done=told[0], of=told[1]))


@into_pane
@for_deciders
def entry_accept(request: HttpRequest, viewer: Actor, number: str, ordinal: int) -> HttpResponse:
    """受理 of the entry as it was looked at; refused with the difference where it was changed meanwhile."""
    seen = request.POST.get("version", "")
    looked = Looked(number, ordinal, int(seen) if whole_number(seen) else 0)
    view = get_office_filing(viewer=viewer, number=number)
    view.entry(ordinal)
    try:
        accept_entry(actor=viewer, looked=looked)
    except Refused as refused:
        now = get_office_filing(viewer=viewer, number=number)
        trouble = Trouble("record", refused, changes=seen_changes(viewer, now, looked))
        return pane(request, viewer, number, ordinal, trouble=trouble, status=HTTPStatus.CONFLICT)
    return HttpResponseRedirect(acted_address(number, ordinal, request.GET, Act.ACCEPT_ENTRY))


@into_pane
@for_deciders
def entry_personal(request: HttpRequest, viewer: Actor, number: str, ordinal: int) -> HttpResponse:
    """Shows contacts and opens files: to who handles the call until signing out, to others for a reason."""
    review = get_review(viewer=viewer, number=number, ordinal=ordinal, lang=page_lang())
    reason = fit_text(request.POST.get("reason", ""), lines=False)
    if review.handles and not reason:
        reason = gettext("经办人审查本条申报")
    try:
        shown = show_personal_data(actor=viewer, number=number, reason=_short(reason))
    except Refused as refused:
        trouble = Trouble("reason", refused, reason[: 2 * LONGEST_REASON])
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return pane(request, viewer, number, ordinal, trouble=trouble, status=status)
    note_opened(request, number)
    if review.handles:
        return HttpResponseRedirect(pane_address(number, ordinal, request.GET, anchor="evidence"))
    return pane(request, viewer, number, ordinal, shown=shown)


def _short(reason: str) -> str:
    if len(reason) > LONGEST_REASON:
        raise Refused("site_text_long", most=LONGEST_REASON)
    return reason


@require_POST
@for_viewers
def entry_presence(request: HttpRequest, viewer: Actor, number: str, ordinal: int) -> HttpResponse:
    """Still there; who else is, as a part of the page."""
    look_at(actor=viewer, number=number, ordinal=ordinal)
    seen = list_presences(viewer=viewer, number=number, ordinal=ordinal)
    return page(request, "office/entry_presence.html", {"presences": seen})
