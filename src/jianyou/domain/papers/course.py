"""How it came to a recommendation, in the sentences of official papers; what isn't known is left blank."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from jianyou.codes.industry_table import get
from jianyou.domain.papers.official import or_blank, written_date
from jianyou.domain.papers.together import Outcome
from jianyou.terms.display import plain
from jianyou.terms.message import Param, say


class PublicTime(NamedTuple):
    """A list that was public from the first day to the last; `running`: it still is.

    `objections` counts those that were raised and neither taken back nor passed on as leads, `upheld` what
    was found true in whole or in part, `pending` what isn't decided yet.
    """

    begins_on: date
    last_on: date
    running: bool
    objections: int
    upheld: int
    pending: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How it came to a decision, in numbers; `departments` is empty where none was asked, as far as is known.

    `returned` and `corrected` count returns, `asked` and `answered` the entries in letters to departments.
    """

    opened_at: datetime | None
    deadline: datetime
    filings: int
    entries: int
    accepted: int
    refused: int
    waiting: int
    returned: int
    corrected: int
    departments: Sequence[str]
    letters: int
    asked: int
    answered: int
    publicity: Sequence[PublicTime] = ()


class DecidedOn(NamedTuple):
    """An entry as it was decided on."""

    name: str
    filer: str
    district: str
    industry: str
    award: str
    outcome: Outcome
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """The meeting, and what it decided."""

    held_on: date
    minutes: str
    people: int
    over_quota: str
    lines: Sequence[DecidedOn]

    def count(self, outcome: Outcome) -> int:
        """How many lines have that outcome."""
        return sum(line.outcome is outcome for line in self.lines)

    @property
    def recommended(self) -> list[DecidedOn]:
        """What is to be recommended, in order."""
        return [line for line in self.lines if line.outcome is Outcome.RECOMMENDED]


_NOTICE = re.compile(r"关于(?:开展|组织)?(?:征集推荐|遴选推荐|征集|遴选|推荐|申报)(.{2,60}?)的通知")


def subject_of(call: str) -> str:
    """Whom a call is about, from a title such as 关于征集推荐…的通知; else the call by its title."""
    found = _NOTICE.fullmatch(plain(call).strip())
    return found[1] if found else say("recommend_whom", {"call": plain(call)})


def came(course: Course) -> Iterator[str]:
    """How many came and what became of them."""
    opened = course.opened_at.date() if course.opened_at else None
    told: dict[str, Param] = {
        "opened": or_blank(written_date(opened)),
        "deadline": written_date(course.deadline.date()),
    }
    pieces = [
        say("told_opened", told),
        say("told_came", {"filings": course.filings, "entries": course.entries}),
    ]
    yield "".join(pieces)
    counts: dict[str, Param] = {
        "accepted": course.accepted,
        "refused": course.refused,
        "returned": course.returned,
        "corrected": course.corrected,
    }
    waiting = say("told_waiting", {"count": course.waiting}) if course.waiting else ""
    yield say("told_checked", counts) + waiting


def cleared(course: Course) -> str:
    """Which departments were asked, and how many answered; silence is no answer."""
    if not course.letters:
        return say("told_no_clearance", {"blank": or_blank("")})
    told: dict[str, Param] = {
        "departments": "、".join(map(plain, course.departments)),
        "letters": course.letters,
        "asked": course.asked,
        "answered": course.answered,
        "silent": course.asked - course.answered,
    }
    return say("told_clearance", told)


def met(together: Together) -> Iterator[str]:
    """The meeting and what it decided."""
    told: dict[str, Param] = {
        "held": written_date(together.held_on),
        "minutes": together.minutes,
        "people": together.people,
        "all": len(together.lines),
        **{one.value: together.count(one) for one in Outcome},
    }
    yield say("told_meeting", told)
    if together.over_quota:
        yield say("told_over_quota", {"reason": together.over_quota})


def made_public(course: Course) -> Iterator[str]:
    """When lists were public, and what came of objections; nothing where none was."""
    for one in course.publicity:
        days: dict[str, Param] = {"begins": written_date(one.begins_on), "last": written_date(one.last_on)}
        counts: dict[str, Param] = {"count": one.objections, "upheld": one.upheld}
        told = say("told_public_running" if one.running else "told_public", days)
        told += say("told_objections", counts) if one.objections else say("told_no_objections")
        yield told + (say("told_objections_pending", {"count": one.pending}) if one.pending else "")


def by_district(lines: Iterable[DecidedOn]) -> str:
    """How many sit in which district, most first; empty where no row tells any."""
    return _counted(line.district for line in lines)


def by_industry(lines: Iterable[DecidedOn]) -> str:
    """How many belong to which division of GB/T 4754, most first; empty where no row tells any."""
    return _counted(_division(line.industry) for line in lines)


def by_award(lines: Iterable[DecidedOn]) -> str:
    """How many are named for which award."""
    told = [line.award for line in lines if line.award]
    return _parts(Counter(told).most_common()) if told else ""


def _division(code: str) -> str:
    found = get(code[1:3] or code) if code else None
    return found.name if found else ""


def _counted(names: Iterable[str]) -> str:
    counts = Counter(names)
    if not any(counts):
        return ""
    unknown = counts.pop("", 0)
    told = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return _parts([*told, *([(say("paper_unknown"), unknown)] if unknown else [])])


def _parts(counts: Iterable[tuple[str, int]]) -> str:
    return "、".join(say("recommend_part", {"label": name, "count": count}) for name, count in counts)
