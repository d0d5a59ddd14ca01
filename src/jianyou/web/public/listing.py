"""What an address asks of a list for anyone: words sought, a year, a page."""

from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.http import QueryDict

from jianyou.domain.annexes.typed import fit_text

LONGEST_SEARCH = 100
_DIGITS = 7
_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as its address tells it; what makes no sense in the address is left out."""

    search: str = ""
    year: int = 0
    page: int = 1

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """What an address asks for."""
        search = fit_text(query.get("q", "")[: LONGEST_SEARCH + 1], lines=False)
        return cls(
            search=" ".join(search.split()),
            year=_number(query.get("year", ""), _YEAR_DIGITS),
            page=max(1, _number(query.get("page", ""), _DIGITS)),
        )

    @property
    def query(self) -> str:
        """The end of an address that brings this list back, empty for the plain one."""
        told = {"q": self.search, "year": self.year, "page": self.page if self.page > 1 else 0}
        given = {key: value for key, value in told.items() if value}
        return f"?{urlencode(given)}" if given else ""

    @property
    def narrowed(self) -> bool:
        """Whether something may be left out."""
        return bool(self.search or self.year)

    def other(self, **changes: Any) -> Self:
        """The list with something changed, from its first page on."""
        return replace(self, **{"page": 1, **changes})


def _number(text: str, digits: int) -> int:
    """A number of at most so many digits, 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else 0
