"""The office's calls: the list, a call, more time for all, an outage; and the inbox."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.arrivals import record_outage
from jianyou.actions.calls import extend_deadline
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.queries.call_drafts import list_call_drafts
from jianyou.queries.objections_office import count_open
from jianyou.queries.office_calls import Counts, get_call_line, get_office_call, list_heads, list_office_calls
from jianyou.queries.office_filings import list_office_filings
from jianyou.queries.office_messages import list_office_messages
from jianyou.web.components.states import State, state_of
from jianyou.web.office.acting import Deed, in_two_steps
from jianyou.web.office.context import DECIDERS, for_deciders, for_viewers, page
from jianyou.web.office.deeds import BEGAN, DUE, ENDED, REASON, approver_of, extend_form, outage_form
from jianyou.web.office.forms import Given
from jianyou.web.office.listing import Inbox, Listing, page_number

Filter = tuple[State, int, str, bool]
CALL_ACTS = {"extend": Act.EXTEND_DEADLINE, "outage": Act.RECORD_OUTAGE}
"""The acts on a call by the last part of their address."""


@require_safe
@for_viewers
def calls(request: HttpRequest, viewer: Actor) -> HttpResponse:
    """Every call of the office, the open ones first."""
    found = sorted(list_office_calls(viewer=viewer), key=lambda call: not call.open)
    drafts = list_call_drafts(viewer=viewer) if viewer.role in DECIDERS else ()
    done = request.GET.get("done", "")
    return page(request, "office/calls.html", {"calls": found, "drafts": drafts, "at": "calls", "done": done})


@require_safe
@for_viewers
def call(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """A call: its course, its counts, its ledger, and the doors to all that is done with it."""
    told = {
        "view": get_office_call(viewer=viewer, slug=slug),
        "objections": count_open(viewer=viewer, slug=slug),
        "done": request.GET.get("done", ""),
    }
    return page(request, "office/call.html", told)


@require_safe
@for_viewers
def filings(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The filings of a call: by state, by search, page by page."""
    listing, call = Listing.of(request.GET), get_call_line(viewer=viewer, slug=slug)
    found = list_office_filings(viewer=viewer, slug=slug, wanted=listing.wanted)
    counts = call.counts
    told = {
        "call": call,
        "listing": listing,
        "page": found,
        "every": listing.other(state=None, entry=None),
        "turned": listing.other(newest_first=not listing.wanted.newest_first),
        "by_state": list(_by_state(listing, counts)),
        "by_entry": list(_by_entry(listing, counts)),
    }
    return page(request, "office/filings.html", told)


def _by_state(listing: Listing, counts: Counts) -> list[Filter]:
    return [
        (state_of(status), counts.filings.get(status, 0), listing.other(state=status).query, current)
        for status in FilingStatus
        if (current := listing.wanted.state is status) or counts.filings.get(status)
    ]


def _by_entry(listing: Listing, counts: Counts) -> list[Filter]:
    return [
        (state_of(status), counts.entries.get(status, 0), listing.other(entry=status).query, current)
        for status in EntryStatus
        if (current := listing.wanted.entry is status) or counts.entries.get(status)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def on_call(request: HttpRequest, viewer: Actor, slug: str, name: str) -> HttpResponse:
    """More time for everybody, or a time in which the counter wrote slips by hand."""
    act = CALL_ACTS[name]

    def made() -> Deed:
        view, heads = get_office_call(viewer=viewer, slug=slug), list_heads(viewer=viewer)
        do: Callable[[Given], None]
        if act is Act.EXTEND_DEADLINE:
            form, do = extend_form(view, viewer, heads), partial(_extend, viewer, slug)
        else:
            form, do = outage_form(view, viewer, heads), partial(_record, viewer, slug)
        if act not in view.acts:
            form = replace(form, stopped=gettext("目前不能办理这一项：这次征集的状态或时间不允许。"))
        back = reverse("office:call", args=[slug])
        return Deed(form=form, do=do, done=f"{back}?done={name}", back=back, about={"of_call": view})

    return in_two_steps(request, made)


def _extend(viewer: Actor, slug: str, given: Given) -> None:
    extend_deadline(
        actor=viewer,
        approver=approver_of(given, viewer),
        call_slug=slug,
        deadline=given.moments[DUE],
        reason=given.texts[REASON],
    )


def _record(viewer: Actor, slug: str, given: Given) -> None:
    record_outage(
        actor=viewer,
        approver=approver_of(given, viewer),
        call_slug=slug,
        began=given.moments[BEGAN],
        ended=given.moments[ENDED],
        reason=given.texts[REASON],
    )


@require_safe
@for_viewers
def messages(request: HttpRequest, viewer: Actor) -> HttpResponse:
    """What filers did that the office has to know of, the newest first."""
    found = list_office_messages(viewer=viewer, page=page_number(request.GET))
    return page(
        request, "office/messages.html", {"page": found, "listing": Inbox(found.number), "at": "messages"}
    )
