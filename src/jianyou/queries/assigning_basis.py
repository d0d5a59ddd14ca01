"""分配的依据: what stands when experts are assigned: entries, panel, recusals, sheets given already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db.models import BooleanField, CharField, ExpressionWrapper, Q, QuerySet, Value
from django.db.models.functions import Cast, Replace

from jianyou.domain.judging.wishes import Wishes
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.queries.reviewed import reviewed_entries
from jianyou.queries.reviews import stage_declared
from jianyou.store.models import AssignmentPlan, FilingVersion, Panelist, Recusal, Review, Sheet

DECLINED, ACCEPTED = "declined", "accepted"
_AT_ONCE = 400
_STAYS = Q(revision__gt=0) | ~Q(status=SheetStatus.ASSIGNED) | ~Q(first={})

Pair = tuple[str, str]
"""(expert, entry), row keys in hex."""


class Judged(NamedTuple):
    """An entry under review; `text` is what it says of itself, where that was asked for."""

    key: str
    number: str
    ordinal: int
    name: str
    district: str
    industry: str
    text: str = ""


class Chair(NamedTuple):
    """An expert on the panel: what he knows, how many entries he takes, whether he has accepted."""

    key: str
    name: str
    employer: str
    industries: tuple[str, ...]
    words: tuple[str, ...]
    languages: tuple[str, ...]
    least: int | None
    most: int | None
    accepted: bool


@dataclass(frozen=True, slots=True)
class Basis:
    """All of it; entries and experts by their keys. `sheets` tells whether a sheet must stay.

    A sheet must stay once something was written on it.
    """

    entries: Mapping[str, Judged]
    experts: Mapping[str, Chair]
    blocked: frozenset[Pair]
    sheets: Mapping[Pair, bool]


def wanted_of(review: Review) -> int:
    """How many experts each entry is to have: by the plan in force, else by the call file."""
    plans = AssignmentPlan.objects.filter(review=review, status="adopted").order_by("-number")
    wanted = plans.values_list("wanted", flat=True).first()
    return Wishes.of(wanted).per_entry if wanted else stage_declared(review).per_entry


def live_sheets(review: Review) -> QuerySet[Sheet]:
    """The sheets of a review that weren't taken away."""
    return Sheet.objects.filter(review=review).exclude(status=SheetStatus.DROPPED)


def basis_of(review: Review, *, texts: bool = False, only: Sequence[UUID] | None = None) -> Basis:
    """What stands now, for all entries or `only` for some; the review brings its call."""
    blocked = Recusal.objects.filter(call_id=review.call_id, blocks=True, lifted_at=None)
    sheets = live_sheets(review)
    if only is not None:
        blocked, sheets = blocked.filter(entry__in=only), sheets.filter(entry__in=only)
    return Basis(
        entries=_entries(review, only, texts=texts),
        experts=_experts(review),
        blocked=frozenset(blocked.values_list(_in_hex("expert_id"), _in_hex("entry_id"))),
        sheets={
            (expert, entry): stays
            for expert, entry, stays in sheets.values_list(
                _in_hex("expert_id"), _in_hex("entry_id"), ExpressionWrapper(_STAYS, BooleanField())
            )
        },
    )


def _in_hex(column: str) -> Replace:
    """A key as hex, made by the database: as objects, a hundred thousand keys take a third of a second."""
    return Replace(Cast(column, CharField()), Value("-"))


def _experts(review: Review) -> dict[str, Chair]:
    panel = Panelist.objects.filter(review=review, left_at=None).exclude(state=DECLINED)
    return {
        one.expert_id.hex: Chair(
            key=one.expert_id.hex,
            name=one.expert.name,
            employer=one.expert.employer,
            industries=tuple(one.expert.industries),
            words=tuple(one.expert.words),
            languages=tuple(one.expert.languages),
            least=one.least,
            most=one.most,
            accepted=one.state == ACCEPTED,
        )
        for one in panel.select_related("expert").order_by("expert__name", "expert_id")
    }


def _entries(review: Review, only: Sequence[UUID] | None, *, texts: bool) -> dict[str, Judged]:
    columns = ("id", "filing_id", "filing__number", "ordinal", "name", "district", "industry")
    entries = reviewed_entries(review) if only is None else reviewed_entries(review).filter(id__in=only)
    rows = list(entries.order_by("filing__number", "ordinal").values_list(*columns))
    told = _texts({row[1] for row in rows}) if texts else {}
    return {
        key.hex: Judged(
            key.hex, number, ordinal, name, district, industry, told.get((filing.hex, ordinal), "")
        )
        for key, filing, number, ordinal, name, district, industry in rows
    }


def _texts(filings: set[UUID]) -> dict[tuple[str, int], str]:
    """What the newest version of each filing says of its entries, all columns one after the other."""
    found: dict[tuple[str, int], str] = {}
    keys = sorted(filings, key=str)
    for at in range(0, len(keys), _AT_ONCE):
        versions = FilingVersion.objects.filter(filing_id__in=keys[at : at + _AT_ONCE]).order_by("ordinal")
        for filing, content in versions.values_list("filing_id", "content"):
            for ordinal, row in enumerate(content["rows"], 1):
                found[filing.hex, ordinal] = "\n".join(str(text) for text in row.values())
    return found
