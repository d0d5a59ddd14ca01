"""Which filings a list shows, in what order, on which page: all of it told by the address."""

from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.http import QueryDict

from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.queries.office_filings import Wanted

LONGEST_SEARCH = 100
NEWEST = "newest"
_DIGITS = 7
_EVERYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as an address tells it; what makes no sense in the address is left out."""

    wanted: Wanted = _EVERYTHING

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """What an address asks for."""
        state, entry = query.get("state", ""), query.get("entry", "")
        search = fit_text(query.get("q", "")[:LONGEST_SEARCH], lines=False)
        return cls(
            Wanted(
                state=FilingStatus(state) if state in set(FilingStatus) else None,
                entry=EntryStatus(entry) if entry in set(EntryStatus) else None,
                search=" ".join(search.split()),
                newest_first=query.get("sort") == NEWEST,
                page=page_number(query),
            )
        )

    @property
    def query(self) -> str:
        """The end of an address that brings this list back, empty for the plain one."""
        wanted = self.wanted
        told = {
            "state": wanted.state.value if wanted.state else "",
            "entry": wanted.entry.value if wanted.entry else "",
            "q": wanted.search,
            "sort": NEWEST if wanted.newest_first else "",
            "page": str(wanted.page) if wanted.page > 1 else "",
        }
        given = {key: value for key, value in told.items() if value}
        return f"?{urlencode(given)}" if given else ""

    @property
    def narrowed(self) -> bool:
        """Whether some filings may be left out."""
        return bool(self.wanted.state or self.wanted.entry or self.wanted.search)

    def other(self, **changes: Any) -> "Listing":
        """The list with something changed, from its first page on."""
        return Listing(replace(self.wanted, **{"page": 1, **changes}))


@dataclass(frozen=True, slots=True)
class Inbox:
    """The inbox's page, as an address tells it."""

    page: int = 1

    @property
    def query(self) -> str:
        """The end of its address."""
        return f"?page={self.page}" if self.page > 1 else ""

    def other(self, page: int) -> "Inbox":
        """Another page of it."""
        return Inbox(page)


def page_number(query: QueryDict, name: str = "page") -> int:
    """The page that an address asks for under that name, from 1."""
    page = query.get(name, "")
    return max(1, int(page)) if page.isascii() and page.isdigit() and len(page) <= _DIGITS else 1
