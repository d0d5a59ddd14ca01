"""What addresses and forms tell of letters: which a list shows, and why something is done."""

from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.http import QueryDict

from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.papers.letters import LetterKind
from jianyou.queries.letters import LetterStatus
from jianyou.terms.finding import Refused

LONGEST_REASON = 500
REASON_WRONG = frozenset({"site_reason_missing", "site_text_long"})
"""Why a reason was refused."""


def reason_typed(posted: QueryDict) -> tuple[str, Refused | None]:
    """The reason on one line, and what is wrong with its length."""
    reason = fit_text(posted.get("reason", "")[: 2 * LONGEST_REASON], lines=False)
    too_long = len(reason) > LONGEST_REASON
    return reason, Refused("site_text_long", most=LONGEST_REASON) if too_long else None


@dataclass(frozen=True, slots=True)
class LetterListing:
    """A list of letters as an address tells it; what makes no sense in the address is left out."""

    status: LetterStatus = LetterStatus.HELD
    kind: LetterKind | None = None
    page: int = 1

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """What an address asks for."""
        status, kind = query.get("status", ""), query.get("kind", "")
        return cls(
            LetterStatus(status) if status in set(LetterStatus) else LetterStatus.HELD,
            LetterKind(kind) if kind in set(LetterKind) else None,
        )

    @property
    def query(self) -> str:
        """The end of the address that brings this list back."""
        told = {
            "status": self.status.value,
            "kind": self.kind or "",
            "page": self.page if self.page > 1 else "",
        }
        return f"?{urlencode({name: value for name, value in told.items() if value})}"

    def other(self, **changes: Any) -> "LetterListing":
        """The list with something changed, from its first page on."""
        return replace(self, **{"page": 1, **changes})
