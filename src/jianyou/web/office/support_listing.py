"""Which needs the ledger shows, told by the address."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from jianyou.domain.annexes.typed import fit_text
from jianyou.queries.support import NeedsWanted
from jianyou.web.office.listing import page_number

NEED_CODES = {
    "open": "support_need_open",
    "helped": "support_need_helped",
    "closed": "support_need_closed_word",
}
_LONGEST = 100
_NAMES = ("kind", "status", "district", "department")


@dataclass(frozen=True, slots=True)
class NeedsListing:
    """The ledger as an address tells it."""

    wanted: NeedsWanted

    @classmethod
    def of(cls, query: QueryDict) -> "NeedsListing":
        """What an address asks for; a state that there isn't is left out."""
        told = {name: fit_text(query.get(name, "")[:_LONGEST], lines=False).strip() for name in _NAMES}
        if told["status"] not in NEED_CODES:
            told["status"] = ""
        return cls(NeedsWanted(**told, page=page_number(query)))

    @property
    def query(self) -> str:
        """The end of an address that brings this list back."""
        told = {name: getattr(self.wanted, name) for name in _NAMES}
        told["page"] = str(self.wanted.page) if self.wanted.page > 1 else ""
        given = {name: text for name, text in told.items() if text}
        return f"?{urlencode(given)}" if given else "?"

    @property
    def narrowed(self) -> bool:
        """Whether some needs may be left out."""
        return any(getattr(self.wanted, name) for name in _NAMES)

    def other(self, **changes: Any) -> "NeedsListing":
        """The list with something changed, from its first page on."""
        return NeedsListing(replace(self.wanted, **{"page": 1, **changes}))
