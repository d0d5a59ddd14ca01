"""Which entries a list shows, in what order, with which columns: all of it told by the address."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Self, TypeVar
from urllib.parse import urlencode

from django.http import QueryDict

from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.completion import Channel
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.queries.entry_wanted import EVERYTHING, EntryKey, EntryWanted, Found, Sort, Willing
from jianyou.web.office.listing import LONGEST_SEARCH, page_number

LONGEST_QUERY = 1000
"""Characters of an address's end that are looked at, or kept with a saved view."""
ALL = "all"
COLUMNS = (
    *("filer", "district", "industry", "uscc", "found", "awards"),
    *("willing", "came", "decided", "channel", "from_office", "rank"),
)
"""The columns that may be chosen, in their order."""
USUAL = ("filer", "district", "industry", "found", "awards", "came")
VERDICTS = ("met", "not_met", "unknown")
_LONGEST_NAME = 60
_LETTER = re.compile(r"[A-T-]")
_CODE = re.compile(r"[a-z0-9_]{1,60}")
_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,40}")
_KEY = re.compile(r"[a-z0-9_.-]{1,40}", re.IGNORECASE)

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class EntryListing:
    """A list of entries as an address tells it; what makes no sense in the address is left out."""

    wanted: EntryWanted = EVERYTHING
    columns: tuple[str, ...] = USUAL

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """What an address asks for."""
        search = fit_text(query.get("q", "")[:LONGEST_SEARCH], lines=False)
        wanted = EntryWanted(
            search=" ".join(search.split()),
            states=frozenset(
                EntryStatus(state) for state in query.getlist("state") if state in set(EntryStatus)
            ),
            filing=_filing(query.get("filing", "")),
            district=fit_text(query.get("district", "")[:_LONGEST_NAME], lines=False),
            section=_fitting(_LETTER, query.get("section", "")),
            found=_one_of(Found, query.get("found", "")),
            code=_fitting(_CODE, query.get("code", "")),
            award=_fitting(_KEY, query.get("award", "")),
            verdict=query.get("verdict", "") if query.get("verdict") in VERDICTS else "",
            willing=_one_of(Willing, query.get("willing", "")),
            channel=query.get("channel", "") if query.get("channel") in set(Channel) else "",
            from_office=_fitting(_SLUG, query.get("from", "")),
            decided_from=_day(query.get("since", "")),
            decided_until=_day(query.get("until", "")),
            ranked={"yes": True, "no": False}.get(query.get("ranked", "")),
            sort=_one_of(Sort, query.get("sort", "")) or Sort.ARRIVAL,
            page=page_number(query),
        )
        return cls(wanted, _columns(query.getlist("cols")))

    @classmethod
    def of_text(cls, text: str) -> Self:
        """What the end of an address asks for, with or without its question mark."""
        return cls.of(QueryDict(text[:LONGEST_QUERY].removeprefix("?")))

    @property
    def told(self) -> list[tuple[str, str]]:
        """The fields of the address that brings this list back, the plain ones left out."""
        wanted = self.wanted
        given = {
            "q": wanted.search,
            "filing": _filing_told(wanted.filing),
            "district": wanted.district,
            "section": wanted.section,
            "found": wanted.found or "",
            "code": wanted.code,
            "award": wanted.award,
            "verdict": wanted.verdict,
            "willing": wanted.willing or "",
            "channel": wanted.channel,
            "from": wanted.from_office,
            "since": wanted.decided_from.isoformat() if wanted.decided_from else "",
            "until": wanted.decided_until.isoformat() if wanted.decided_until else "",
            "ranked": {True: "yes", False: "no", None: ""}[wanted.ranked],
            "sort": "" if wanted.sort is Sort.ARRIVAL else wanted.sort,
            "cols": "" if self.columns == USUAL else ",".join(self.columns) or "-",
            "page": str(wanted.page) if wanted.page > 1 else "",
        }
        states = [("state", state.value) for state in EntryStatus if state in wanted.states]
        return [*states, *((name, str(value)) for name, value in given.items() if value)]

    @property
    def query(self) -> str:
        """The end of an address that brings this list back, empty for the plain one."""
        return f"?{urlencode(self.told)}" if self.told else ""

    @property
    def narrowed(self) -> bool:
        """Whether some entries of filings that count may be left out."""
        return self.everything.wanted != replace(self.wanted, sort=Sort.ARRIVAL, page=1)

    @property
    def everything(self) -> "EntryListing":
        """The list of all that count, with the same columns."""
        return EntryListing(EVERYTHING, self.columns)

    def other(self, **changes: Any) -> "EntryListing":
        """The list with something changed, from its first page on."""
        return EntryListing(replace(self.wanted, **{"page": 1, **changes}), self.columns)


def selection_of(posted: QueryDict) -> EntryWanted | tuple[EntryKey, ...]:
    """What a form selects: the entries checked, or with `which` all that a list's address does.

    Where one page hands them to the next they stand together in `entries`, parted by spaces.
    """
    if "which" in posted:
        return EntryListing.of_text(posted.get("which", "")).wanted
    texts = [*posted.getlist("entry"), *posted.get("entries", "").split()]
    keys = (EntryKey.read(text) for text in texts)
    return tuple(dict.fromkeys(key for key in keys if key))


def _filing(told: str) -> FilingStatus | None:
    if told == ALL:
        return None
    return FilingStatus(told) if told in set(FilingStatus) else FilingStatus.FILED


def _filing_told(filing: FilingStatus | None) -> str:
    if filing is None:
        return ALL
    return "" if filing is FilingStatus.FILED else filing.value


def _columns(told: Iterable[str]) -> tuple[str, ...]:
    """The columns that an address names, those usual where it names none; `-` is none of them."""
    chosen = {name for text in told for name in text.split(",")}
    return tuple(name for name in COLUMNS if name in chosen) if chosen - {""} else USUAL


def _one_of(kind: type[E], text: str) -> E | None:
    return kind(text) if text in set(kind) else None


def _fitting(pattern: re.Pattern[str], text: str) -> str:
    return text if pattern.fullmatch(text) else ""


def _day(text: str) -> date | None:
    """A day of this century; others would be no days of a call, and some of them no moments."""
    try:
        return date.fromisoformat(text) if text.startswith("20") and len(text) == len("2026-01-01") else None
    except ValueError:
        return None
