"""旧名单收入称号登记: which firms of a kept list become titles, and which don't and why."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from django.utils.timezone import localtime

from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.screening.roster_firms import RosterStatus
from jianyou.domain.titles.rules import last_day
from jianyou.domain.titles.standing import TitleStatus
from jianyou.store.dialect import database_now
from jianyou.store.models import AudienceList, Listed, Title
from jianyou.terms.finding import Refused


class Left(StrEnum):
    """Why a firm of a list isn't taken over.

    There already; its status unclear; no day or batch; the day lies ahead; ended, but not told when; ended
    before it began.
    """

    THERE = "there"
    UNCLEAR = "unclear"
    NO_DAY = "no_day"
    NO_BATCH = "no_batch"
    AHEAD = "ahead"
    NO_END = "no_end"
    BEFORE = "before"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingTold:
    """What the list doesn't tell: award and tier; batch, day and term are for the rows without one."""

    award_name: str
    tier_name: str = ""
    batch: str = ""
    conferred_on: date | None = None
    validity_years: int | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A title to be, as its list tells it."""

    name: str
    name_key: str
    former: tuple[str, ...]
    uscc: str
    district: str
    batch: str
    conferred_on: date
    valid_until: date | None
    status: TitleStatus


class Taking(NamedTuple):
    """What taking a list over comes to: its title, the titles to be, and how many are left out for what."""

    key: UUID
    title: str
    batch: str
    listed_on: date | None
    titles: tuple[Taken, ...]
    left: Mapping[Left, int]

    @property
    def revoked(self) -> int:
        """How many of them are entered as revoked."""
        return sum(one.status is TitleStatus.REVOKED for one in self.titles)


def get_taking(*, viewer: Actor, key: UUID, told: TakingTold) -> Taking:
    """What taking over a list that the viewer's office keeps comes to.

    Raises:
        Refused: there is no such list.
    """
    row = AudienceList.objects.filter(office_id=viewer.office, id=key).exclude(kept_at=None).first()
    if row is None or row.retired_at is not None:
        raise Refused("titles_list_gone")
    there = _there(viewer, told)
    titles: list[Taken] = []
    left: Counter[Left] = Counter()
    today = localtime(database_now()).date()
    for listed in row.firms.order_by("ordinal"):
        one = _taken(listed, row, told, today)
        if isinstance(one, Left):
            left[one] += 1
        elif keys_of(one) & there:
            left[Left.THERE] += 1
        else:
            there |= keys_of(one)
            titles.append(one)
    counted = {why: left[why] for why in Left if left[why]}
    return Taking(row.id, row.title, row.batch, row.listed_on, tuple(titles), counted)


def keys_of(one: Taken | Title) -> set[tuple[str, str]]:
    """What tells two titles of an award apart: batch, with name or credit code."""
    return {(one.batch, key) for key in (one.name_key, one.uscc) if key}


def _there(viewer: Actor, told: TakingTold) -> set[tuple[str, str]]:
    rows: Iterable[Title] = Title.objects.filter(office_id=viewer.office, award_name=told.award_name)
    return {key for row in rows for key in keys_of(row)}


def _taken(listed: Listed, row: AudienceList, told: TakingTold, today: date) -> Taken | Left:
    status = RosterStatus(listed.status)
    day = _day(listed.facts.get("listed_on")) or row.listed_on or told.conferred_on
    batch = str(listed.facts.get("batch") or row.batch or told.batch)
    if why := _why_left(status, day, batch, today):
        return why
    assert day is not None
    until = listed.valid_until or (last_day(day, told.validity_years) if told.validity_years else None)
    if until is not None and until < day:
        return Left.BEFORE
    if status is RosterStatus.EXPIRED and (until is None or until >= today):
        return Left.NO_END
    former = str(listed.facts.get("former_name", ""))
    return Taken(
        name=listed.name,
        name_key=listed.name_key,
        former=(former,) if former and former != listed.name else (),
        uscc=listed.uscc,
        district=listed.district,
        batch=batch[:60],
        conferred_on=day,
        valid_until=until,
        status=TitleStatus.REVOKED if status is RosterStatus.CANCELLED else TitleStatus.VALID,
    )


def _why_left(status: RosterStatus, day: date | None, batch: str, today: date) -> Left | None:
    if status is RosterStatus.UNCLEAR:
        return Left.UNCLEAR
    if day is None:
        return Left.NO_DAY
    if day > today:
        return Left.AHEAD
    return None if batch else Left.NO_BATCH


def _day(told: object) -> date | None:
    return date.fromisoformat(told) if isinstance(told, str) and told else None
