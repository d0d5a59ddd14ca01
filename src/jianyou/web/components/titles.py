"""称号 in pages: how a title stands in words, and which titles an address asks for."""

from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy, pgettext_lazy

from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.titles.standing import Standing
from jianyou.queries.titles import MOST_MONTHS, TitlesWanted
from jianyou.web.components.states import State

LONGEST_SEARCH = 100
_DIGITS = 7


def _state(icon: str, tone: str, word: Any) -> State:
    return State(icon, tone, word, word)


STANDINGS = {
    Standing.VALID: _state("tick", "green", gettext_lazy("有效")),
    Standing.EXPIRING: _state("clock", "amber", gettext_lazy("半年内到期")),
    Standing.RECHECK_DUE: _state("repeat", "amber", gettext_lazy("待复核")),
    Standing.EXPIRED: _state("out", "grey", gettext_lazy("已到期")),
    Standing.REVOKED: _state("bar", "red", pgettext_lazy("title", "已撤销")),
}


@dataclass(frozen=True, slots=True)
class TitlesListing:
    """The register as an address tells it; what makes no sense in the address is left out."""

    wanted: TitlesWanted

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """What an address asks for."""
        standing = query.get("state", "")
        return cls(
            TitlesWanted(
                search=_text(query, "q"),
                award=_text(query, "award"),
                batch=_text(query, "batch"),
                district=_text(query, "district"),
                standing=Standing(standing) if standing in set(Standing) else None,
                due_months=min(_number(query, "due"), MOST_MONTHS),
                page=max(1, _number(query, "page")),
            )
        )

    @property
    def query(self) -> str:
        """The end of an address that brings it back, empty for the plain one."""
        wanted = self.wanted
        told = {
            "q": wanted.search,
            "award": wanted.award,
            "batch": wanted.batch,
            "district": wanted.district,
            "state": wanted.standing.value if wanted.standing else "",
            "due": wanted.due_months or "",
            "page": wanted.page if wanted.page > 1 else "",
        }
        given = {key: value for key, value in told.items() if value}
        return f"?{urlencode(given)}" if given else ""

    @property
    def narrowed(self) -> bool:
        """Whether something may be left out."""
        return replace(self.wanted, page=1) != TitlesWanted()

    def other(self, **changes: Any) -> "TitlesListing":
        """The list with something changed, from its first page on."""
        return TitlesListing(replace(self.wanted, **{"page": 1, **changes}))


def _text(query: QueryDict, name: str) -> str:
    return " ".join(fit_text(query.get(name, "")[:LONGEST_SEARCH], lines=False).split())


def _number(query: QueryDict, name: str) -> int:
    text = query.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0
