"""The ways into the review pane and out of it: each address keeps the list that it was opened from."""

from functools import wraps
from typing import cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse

from jianyou.domain.lifecycle.acts import Act
from jianyou.web.office.context import Gated, Rest
from jianyou.web.office.entry_listing import EntryListing

WAY = "pane"
STAY, NEXT = "stay", "next"
"""Where an act that was begun in the pane leads: back to the entry, or on to the next one of the list."""


def list_address(slug: str, listing: EntryListing) -> str:
    """The list of entries that the pane was opened from."""
    return f"{reverse('office:entries', args=[slug])}{listing.query}"


def pane_address(
    number: str, ordinal: int, query: QueryDict, *, anchor: str = "", done: str = "", of: str = ""
) -> str:
    """The pane of an entry, with the list and whether acts lead on; what was `done`, to which other entry."""
    more = {"done": done, "of": of}
    told = [*EntryListing.of(query).told, *((name, value) for name, value in more.items() if value)]
    if way_of(query) == NEXT:
        told.append((WAY, NEXT))
    end = f"?{urlencode(told)}" if told else ""
    return f"{reverse('office:entry', args=[number, ordinal])}{end}{f'#{anchor}' if anchor else ''}"


def way_of(query: QueryDict) -> str:
    """How the address wants acts to end, empty where it wasn't opened from the pane."""
    way = query.get(WAY, "")
    return way if way in (STAY, NEXT) else ""


def acted_address(number: str, ordinal: int, query: QueryDict, act: Act) -> str:
    """Where an act leads that was begun in the pane: the entry, which tells it, or the one after it."""
    if way_of(query) != NEXT:
        return pane_address(number, ordinal, query, done=act.value)
    told = [*EntryListing.of(query).told, ("done", act.value), (WAY, NEXT)]
    return f"{reverse('office:entry_next', args=[number, ordinal])}?{urlencode(told)}"


def into_pane(view: Gated[Rest]) -> Gated[Rest]:
    """For addresses that only do something: whoever merely opens one is led to the entry."""

    @wraps(view)
    def doing(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        if request.method == "POST":
            return view(request, *args, **kwargs)
        number, ordinal = str(kwargs["number"]), int(str(kwargs["ordinal"]))
        return HttpResponseRedirect(pane_address(number, ordinal, request.GET))

    return cast("Gated[Rest]", doing)
