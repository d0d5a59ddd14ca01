"""The firms of a list: each row read, what is wrong told at its cell; what changed since the last list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from jianyou.codes import uscc
from jianyou.codes.names import name_key
from jianyou.domain.annexes.marks import understood
from jianyou.domain.eligibility.values_dates import read_day
from jianyou.domain.eligibility.values_notes import Notes
from jianyou.domain.screening.headings import folded
from jianyou.domain.screening.rosters import CONTACTS, LONGEST_TEXT, RosterField, RosterSheet, column_letter
from jianyou.terms.finding import Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import NO_PARAMS, Param, say

MOST_PROBLEMS = 2000


class RosterStatus(StrEnum):
    """认定、复核通过、到期、取消、更名; UNCLEAR where the list says something else."""

    VALID = "valid"
    RECHECKED = "rechecked"
    RENAMED = "renamed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    UNCLEAR = "unclear"


COUNTING = frozenset({RosterStatus.VALID, RosterStatus.RECHECKED, RosterStatus.RENAMED})
"""Those whose title stands."""

_STATUS_WORDS = {
    RosterStatus.VALID: (
        "",
        "认定",
        "有效",
        "已认定",
        "通过认定",
        "新认定",
        "首次认定",
        "入选",
        "正常",
        "在有效期",
    ),
    RosterStatus.RECHECKED: ("复核通过", "通过复核", "复核合格", "已复核"),
    RosterStatus.RENAMED: ("更名", "已更名", "名称变更", "变更名称"),
    RosterStatus.EXPIRED: ("到期", "过期", "已到期", "期满", "失效", "已过有效期"),
    RosterStatus.CANCELLED: (
        *("取消", "已取消", "撤销", "已撤销", "取消资格", "撤销称号", "复核未通过", "未通过复核"),
        *("复核不通过", "退出"),
    ),
}
_STATUSES = {folded(word): status for status, words in _STATUS_WORDS.items() for word in words}


@dataclass(frozen=True, slots=True)
class RosterFirm:
    """One firm of a list. `row` is that of the file; `contact` is personal data by field.

    `district` is an official name, `industry` as GB/T 4754 cites it; what isn't understood is empty.
    """

    row: int
    name: str
    name_key: str
    uscc: str = ""
    district: str = ""
    industry: str = ""
    batch: str = ""
    listed_on: date | None = None
    status: RosterStatus = RosterStatus.VALID
    valid_until: date | None = None
    former_name: str = ""
    established_on: date | None = None
    contact: Mapping[str, str] = field(default_factory=dict)


class RosterProblem(NamedTuple):
    """What is wrong at a cell (`C5`). An ERROR leaves the row out, a WARNING leaves the value out."""

    code: str
    cell: str
    severity: Severity
    params: Mapping[str, Param] = NO_PARAMS

    def text(self, lang: Lang = Lang.ZH) -> str:
        """What is wrong, and what became of it."""
        return say(self.code, self.params, lang)


class Roster(NamedTuple):
    """The firms of a list in its order, and its problems; `dropped` problems more are only counted."""

    firms: tuple[RosterFirm, ...]
    problems: tuple[RosterProblem, ...]
    dropped: int = 0


def read_roster(sheet: RosterSheet, columns: Mapping[RosterField, int], as_of: date) -> Roster:
    """The firms of a list; `as_of` is the day that districts go by. Never raises, whatever the cells hold."""
    reader = _Reader(columns, as_of)
    firms = tuple(reader.firms(sheet))
    return Roster(firms, tuple(reader.problems[:MOST_PROBLEMS]), max(0, len(reader.problems) - MOST_PROBLEMS))


class _Reader:
    """Reads rows, remembering which names and codes stand already where."""

    def __init__(self, columns: Mapping[RosterField, int], as_of: date) -> None:
        self.problems: list[RosterProblem] = []
        self._columns = columns
        self._as_of = as_of
        self._names: dict[str, int] = {}
        self._codes: dict[str, tuple[int, str]] = {}
        self._row = 0
        self._texts: Sequence[str] = ()

    def firms(self, sheet: RosterSheet) -> Iterator[RosterFirm]:
        for self._row, self._texts in sheet.rows:
            firm = self._firm()
            if firm is not None and self._is_new(firm):
                yield firm

    def _firm(self) -> RosterFirm | None:
        name = self._text(RosterField.NAME)
        if not name_key(name):
            self._problem("roster_name_missing", RosterField.NAME, Severity.ERROR)
            return None
        return RosterFirm(
            row=self._row,
            name=name,
            name_key=name_key(name),
            uscc=self._code(),
            district=self._place(RosterField.REGION, "roster_region_unknown", 0),
            industry=self._place(RosterField.INDUSTRY, "roster_industry_unknown", 1),
            batch=self._text(RosterField.BATCH)[:60],
            listed_on=self._day(RosterField.LISTED_ON),
            status=self._status(),
            valid_until=self._day(RosterField.VALID_UNTIL),
            former_name=self._text(RosterField.FORMER_NAME),
            established_on=self._day(RosterField.ESTABLISHED_ON),
            contact={each.value: text for each in CONTACTS if (text := self._text(each))},
        )

    def _is_new(self, firm: RosterFirm) -> bool:
        """Whether neither its code nor its name stands further up."""
        before = self._codes.get(firm.uscc) if firm.uscc else None
        if before and before[1] != firm.name_key:
            params: dict[str, Param] = {"name": firm.name, "row": before[0]}
            self._problem("roster_same_code", RosterField.USCC, Severity.ERROR, params)
            return False
        if firm.name_key in self._names:
            params = {"name": firm.name, "row": self._names[firm.name_key]}
            self._problem("roster_twice", RosterField.NAME, Severity.ERROR, params)
            return False
        self._names[firm.name_key] = firm.row
        if firm.uscc:
            self._codes[firm.uscc] = firm.row, firm.name_key
        return True

    def _code(self) -> str:
        text = self._text(RosterField.USCC)
        if not text:
            return ""
        checked = uscc.check(text)
        if checked.ok:
            return checked.code
        why = checked.problems[0]
        self._problem(why.code, RosterField.USCC, Severity.WARNING, why.params)
        return ""

    def _place(self, wanted: RosterField, code: str, which: int) -> str:
        text = self._text(wanted)
        found = understood(text, self._as_of)[which] if text else ""
        if text and not found:
            self._problem(code, wanted, Severity.WARNING, {"written": text[:40]})
        return found

    def _status(self) -> RosterStatus:
        text = self._text(RosterField.STATUS)
        status = _STATUSES.get(folded(text), RosterStatus.UNCLEAR)
        if status is RosterStatus.UNCLEAR:
            self._problem(
                "roster_status_unclear", RosterField.STATUS, Severity.WARNING, {"written": text[:40]}
            )
        return status

    def _day(self, wanted: RosterField) -> date | None:
        text = self._text(wanted)
        day = _day_of(text) if text else None
        if text and day is None:
            self._problem("roster_day_wrong", wanted, Severity.WARNING, {"written": text[:40]})
        return day

    def _text(self, wanted: RosterField) -> str:
        at = self._columns.get(wanted)
        return self._texts[at][:LONGEST_TEXT] if at is not None else ""

    def _problem(
        self, code: str, at: RosterField, severity: Severity, params: Mapping[str, Param] = NO_PARAMS
    ) -> None:
        cell = f"{column_letter(self._columns[at])}{self._row}"
        self.problems.append(RosterProblem(code, cell, severity, params))


@lru_cache(maxsize=2048)
def _day_of(text: str) -> date | None:
    return read_day("listed_on", text, Notes())


class Standing(NamedTuple):
    """A firm as it stands on a list: what tells it again."""

    name: str
    name_key: str
    uscc: str


class Renamed(NamedTuple):
    """A firm that stands on both lists under two names."""

    before: str
    now: str


class Difference(NamedTuple):
    """What a new list changes: names that came, that went, and firms that go by another name."""

    came: tuple[str, ...]
    gone: tuple[str, ...]
    renamed: tuple[Renamed, ...]
    same: int


def compare_rosters(before: Sequence[Standing], firms: Sequence[RosterFirm]) -> Difference:
    """What a list changes against the one before: by credit code, else by name, else by the former name."""
    by_code = {one.uscc: one for one in before if one.uscc}
    by_name = {one.name_key: one for one in before}
    came, renamed, met = [], [], set()
    for firm in firms:
        known = by_code.get(firm.uscc) or by_name.get(firm.name_key)
        if known is None and firm.former_name:
            known = by_name.get(name_key(firm.former_name))
        if known is None:
            came.append(firm.name)
            continue
        met.add(known.name_key)
        if known.name_key != firm.name_key:
            renamed.append(Renamed(known.name, firm.name))
    gone = [one.name for one in before if one.name_key not in met]
    same = len(firms) - len(came) - len(renamed)
    return Difference(tuple(came), tuple(gone), tuple(renamed), same)
