"""All that the page of a call's entries shows, the call asked for once."""

from collections.abc import Mapping
from dataclasses import dataclass

from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import CallStatus
from jianyou.queries.calls import file_of
from jianyou.queries.entries import EntryLine, page_of_entries, wanted_rows
from jianyou.queries.entry_counts import EntryCounts, entry_counts
from jianyou.queries.entry_wanted import EntryWanted
from jianyou.queries.office_calls import own_call
from jianyou.terms.paging import Page


@dataclass(frozen=True, slots=True)
class EntriesPage:
    """A page of a call's entries with its filters; `status` and `awards` are the call's, names by key."""

    slug: str
    title: str
    status: CallStatus
    awards: Mapping[str, str]
    page: Page[EntryLine]
    counts: EntryCounts


def get_entries_page(*, viewer: Actor, slug: str, wanted: EntryWanted) -> EntriesPage:
    """The page of a call of the viewer's office.

    Raises:
        Refused: that office has no such call.
    """
    call = own_call(viewer, slug)
    counts = entry_counts(call, wanted)
    return EntriesPage(
        slug=call.slug,
        title=call.title,
        status=CallStatus(call.status),
        awards={award.key: award.name for award in file_of(call.slug, call.source).awards},
        page=page_of_entries(wanted_rows(call, wanted), wanted, counts.total),
        counts=counts,
    )
