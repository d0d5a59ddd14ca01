"""Which files a list shows, in what order, on which page: all of it told by the address."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Self, TypeVar
from urllib.parse import urlencode

from django.http import QueryDict

from jianyou.terms.paging import Page, turned_to
from jianyou.web.components.states import FILES
from jianyou.web.desk.work.records import FileLine, FileState
from jianyou.web.desk.work.work import Work

PAGE = 100
URGENT, NAME = "urgent", "name"
Item = TypeVar("Item")
URGENCY = {FileState(state): place for place, state in enumerate(FILES)}


@dataclass(frozen=True, slots=True)
class Listing:
    """A filter, a search, an order and a page (from 1), as an address tells them."""

    state: FileState | None = None
    search: str = ""
    sort: str = URGENT
    page: int = 1

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """What an address asks for; anything that makes no sense in it is left out."""
        state, page = query.get("state", ""), query.get("page", "")
        return cls(
            state=FileState(state) if state in set(FileState) else None,
            search=query.get("q", "").strip()[:200],
            sort=NAME if query.get("sort") == NAME else URGENT,
            page=max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 8 else 1,
        )

    @property
    def query(self) -> str:
        """The end of an address that brings this list back, empty for the plain one."""
        told = {
            "state": self.state.value if self.state else "",
            "q": self.search,
            "sort": self.sort if self.sort != URGENT else "",
            "page": str(self.page) if self.page > 1 else "",
        }
        given = {key: value for key, value in told.items() if value}
        return f"?{urlencode(given)}" if given else ""

    @property
    def by_name(self) -> bool:
        """Whether the list is in the order of names."""
        return self.sort == NAME

    def other(self, **changes: Any) -> "Listing":
        """The list with something changed, from its first page on."""
        return replace(self, **{"page": 1, **changes})

    def lines(self, work: Work) -> list[FileLine]:
        """All files of the list, in its order."""
        found = list(work.files(state=self.state, search=self.search))
        if not self.by_name:
            found.sort(key=_urgency)
        return found


def _urgency(line: FileLine) -> tuple[int, bool]:
    return URGENCY[line.state], line.reviewed


def page_of(items: Sequence[Item], number: int, length: int = PAGE) -> Page[Item]:
    """The page of that number, or the last one if there are fewer."""
    number = turned_to(number, len(items), length)
    start = (number - 1) * length
    return Page(items[start : start + length], number, len(items), length)


def groups(lines: Sequence[FileLine]) -> list[tuple[FileState, list[FileLine]]]:
    """Lines that stand together because their state is the same."""
    return [(state, list(same)) for state, same in groupby(lines, key=lambda line: line.state)]
