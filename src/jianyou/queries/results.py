"""结果: what became of a call's entries, tier by tier, and what can be conferred."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localtime

from jianyou.domain.calls.awards import Award, Quota, QuotaOp
from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.calls.review import Choice
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.titles.rules import TitleRule, last_day, rule_for
from jianyou.domain.titles.standing import TitleStatus
from jianyou.queries.calls import file_of
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.office_calls import names_of, own_call
from jianyou.queries.proposed import upward_list
from jianyou.store.models import Call, Candidacy, Entry, Result, Title, Vacancy

_LIMITS = frozenset({QuotaOp.MAX, QuotaOp.EXACT, QuotaOp.RANGE})
_CHUNK = 400


class Outcome(StrEnum):
    """授奖、未授奖."""

    CONFERRED = "conferred"
    NOT_CONFERRED = "not_conferred"


CONFERRED, NOT_CONFERRED = Outcome.CONFERRED, Outcome.NOT_CONFERRED


class TierPlaces(NamedTuple):
    """A tier with how many places it has, None where the call's file doesn't say."""

    key: str
    name: str
    places: int | None


@dataclass(frozen=True, slots=True)
class ResultTold:
    """A result as it was recorded; `key` is what a change must have seen."""

    key: str
    outcome: Outcome
    tier: str
    document: str
    on: date
    note: str
    package: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ResultRow:
    """An entry for an award: what was proposed (`tier`, may be empty), what became of it.

    `title` is the number of the title that came of it, 0 for none.
    """

    key: EntryKey
    name: str
    filer: str
    district: str
    award: str
    award_name: str
    tier: str
    result: ResultTold | None
    former: tuple[ResultTold, ...]
    title: int


@dataclass(frozen=True, slots=True)
class TierCount:
    """A tier: how many were given, how many places stay empty and why."""

    key: str
    name: str
    places: int | None
    given: int
    reason: str

    @property
    def empty(self) -> int:
        """Places that nobody was given."""
        return max(0, self.places - self.given) if self.places is not None else 0

    @property
    def over(self) -> int:
        """How many more were given than there are places."""
        return max(0, self.given - self.places) if self.places is not None else 0


@dataclass(frozen=True, slots=True)
class AwardResults:
    """An award with its tiers and entries; `others` wait for their result or were given none."""

    key: str
    name: str
    tiers: tuple[TierCount, ...]
    rows: tuple[ResultRow, ...]
    rule: TitleRule

    def of(self, tier: str) -> tuple[ResultRow, ...]:
        """The entries that were given that tier."""
        return tuple(row for row in self.rows if row.result and row.result.tier == tier and _given(row))

    @property
    def not_given(self) -> tuple[ResultRow, ...]:
        """Those that were given nothing."""
        return tuple(row for row in self.rows if row.result and not _given(row))

    @property
    def waiting(self) -> tuple[ResultRow, ...]:
        """Those of which nothing was recorded."""
        return tuple(row for row in self.rows if row.result is None)


@dataclass(frozen=True, slots=True)
class ResultsView:
    """The results of a call, award by award, in the order of what was proposed."""

    awards: tuple[AwardResults, ...]

    @property
    def rows(self) -> tuple[ResultRow, ...]:
        """Every line of them."""
        return tuple(row for award in self.awards for row in award.rows)

    @property
    def conferrable(self) -> tuple[ResultRow, ...]:
        """What was conferred and is no title yet."""
        return tuple(row for row in self.rows if row.result and _given(row) and not row.title)


class Conferral(NamedTuple):
    """A title to be: whose, of which award and tier, until when by the rules (None: without an end)."""

    result: Result
    award_name: str
    tier_name: str
    rule: TitleRule

    def valid_until(self, on: date) -> date | None:
        """Its last day when it is conferred on that day."""
        return last_day(on, self.rule.validity_years) if self.rule.validity_years else None


def tiers_of(award: Award, choices: Sequence[Choice] = ()) -> tuple[TierPlaces, ...]:
    """The tiers of an award with their places; an award without tiers is its own, under the key "".

    Where the award itself doesn't limit a tier, how the call chooses does.
    """
    chosen = {tier.key: tier.n for choice in choices if choice.award == award.key for tier in choice.tiers}
    told = [TierPlaces(tier.key, tier.name, _places(tier.quota)) for tier in award.tiers]
    full = [one if one.places is not None else one._replace(places=chosen.get(one.key)) for one in told]
    return tuple(full) or (TierPlaces("", award.name, None),)


def _places(quota: Quota | None) -> int | None:
    if quota is None or quota.op not in _LIMITS:
        return None
    return int(quota.most if quota.op is QuotaOp.RANGE and quota.most else quota.n)


def get_results(*, viewer: Actor, slug: str) -> ResultsView:
    """The results of a call of the viewer's office: of all that was proposed or has a result.

    Raises:
        Refused: that office has no such call, or the file of a decision record is gone.
    """
    call = own_call(viewer, slug)
    file = file_of(call.slug, call.source)
    recorded = list(Result.objects.filter(call=call).order_by("at", "entry__sound", "id"))
    names = names_of(viewer, [row.by for row in recorded])
    tiers, order = _proposed(call, file)
    order |= {
        (row.entry_id, row.award): len(order) for row in recorded if (row.entry_id, row.award) not in order
    }
    found = _Found(
        entries=_entries(sorted({key for key, _ in order})),
        results=_by_entry(recorded, names),
        titles=_titles(call),
        tiers=tiers,
    )
    reasons = {(row.award, row.tier): row.reason for row in Vacancy.objects.filter(call=call)}
    return ResultsView(
        tuple(
            _award(award, file, [key for key in order if key[1] == award.key], found, reasons)
            for award in file.awards
        )
    )


class _Found(NamedTuple):
    entries: Mapping[UUID, Entry]
    results: Mapping[tuple[UUID, str], list[tuple[ResultTold, bool]]]
    titles: Mapping[tuple[UUID, str], int]
    tiers: Mapping[tuple[UUID, str], str]


def _proposed(call: Call, file: CallFile) -> tuple[dict[tuple[UUID, str], str], dict[tuple[UUID, str], int]]:
    """The tiers proposed, and the order of entries and awards; an entry as such stands for all it wants."""
    rows = upward_list(call)
    plain = [row.entry_id for row in rows if not row.award]
    willing: dict[UUID, list[str]] = {}
    for at in range(0, len(plain), _CHUNK):
        told = Candidacy.objects.filter(entry__in=plain[at : at + _CHUNK], willing=True)
        for entry, award in told.values_list("entry_id", "award"):
            willing.setdefault(entry, []).append(award)
    every = [award.key for award in file.awards]
    order: dict[tuple[UUID, str], int] = {}
    tiers: dict[tuple[UUID, str], str] = {}
    for row in rows:
        for award in [row.award] if row.award else willing.get(row.entry_id, every):
            order.setdefault((row.entry_id, award), len(order))
            tiers[row.entry_id, award] = row.tier
    return tiers, order


def _entries(keys: Sequence[UUID]) -> dict[UUID, Entry]:
    found: dict[UUID, Entry] = {}
    for at in range(0, len(keys), _CHUNK):
        rows = Entry.objects.filter(id__in=keys[at : at + _CHUNK]).select_related("filing")
        found.update({row.id: row for row in rows})
    return found


def _by_entry(
    rows: Iterable[Result], names: Mapping[str, str]
) -> dict[tuple[UUID, str], list[tuple[ResultTold, bool]]]:
    """What was recorded, the oldest first, each with whether it stands."""
    told: dict[tuple[UUID, str], list[tuple[ResultTold, bool]]] = {}
    for row in rows:
        one = ResultTold(
            key=row.id.hex,
            outcome=Outcome(row.outcome),
            tier=row.tier,
            document=row.document,
            on=row.on,
            note=row.note,
            package=row.package,
            by=names[row.by],
            at=localtime(row.at),
        )
        told.setdefault((row.entry_id, row.award), []).append((one, row.replaced_at is None))
    return told


def _titles(call: Call) -> dict[tuple[UUID, str], int]:
    """The titles of what was recorded; one that was revoked counts no more once a later result is told."""
    told = Result.objects.filter(
        call=call, replaced_at=None, entry=OuterRef("entry"), award=OuterRef("award")
    )
    later = told.filter(at__gt=OuterRef("at"))
    rows = Title.objects.filter(call=call, entry__isnull=False).order_by("number")
    rows = rows.filter(Q(status=TitleStatus.VALID) | ~Exists(later))
    return {
        (entry, award): number for entry, award, number in rows.values_list("entry_id", "award", "number")
    }


def _award(
    award: Award,
    file: CallFile,
    keys: Sequence[tuple[UUID, str]],
    found: _Found,
    reasons: Mapping[tuple[str, str], str],
) -> AwardResults:
    rows = tuple(_row(key, award, found) for key in keys if key[0] in found.entries)
    given = Counter(row.result.tier for row in rows if row.result and _given(row))
    tiers = tuple(
        TierCount(tier.key, tier.name, tier.places, given[tier.key], reasons.get((award.key, tier.key), ""))
        for tier in tiers_of(award, file.choices)
    )
    return AwardResults(award.key, award.name, tiers, rows, rule_for(file.titles, award.key))


def _row(key: tuple[UUID, str], award: Award, found: _Found) -> ResultRow:
    entry = found.entries[key[0]]
    recorded = found.results.get(key, [])
    return ResultRow(
        key=EntryKey(entry.filing.number, entry.ordinal),
        name=entry.name,
        filer=entry.filing.filer,
        district=entry.district,
        award=award.key,
        award_name=award.name,
        tier=found.tiers.get(key, ""),
        result=next((one for one, stands in recorded if stands), None),
        former=tuple(one for one, stands in reversed(recorded) if not stands),
        title=found.titles.get(key, 0),
    )


def _given(row: ResultRow) -> bool:
    return row.result is not None and row.result.outcome is CONFERRED


def conferrals(call: Call) -> tuple[Conferral, ...]:
    """What was conferred in a call and is no title yet, tier by tier."""
    file = file_of(call.slug, call.source)
    awards = {award.key: award for award in file.awards}
    place = {
        (award.key, tier.key): at
        for at, (award, tier) in enumerate((award, tier) for award in file.awards for tier in tiers_of(award))
    }
    names = {(award.key, tier.key): tier.name for award in file.awards for tier in tiers_of(award)}
    given = Result.objects.filter(call=call, replaced_at=None, outcome=CONFERRED.value)
    titles = _titles(call)
    rows = [row for row in given.select_related("entry__filing") if (row.entry_id, row.award) not in titles]
    rows.sort(
        key=lambda row: (place.get((row.award, row.tier), len(place)), row.entry.sound, row.entry_id.hex)
    )
    return tuple(
        Conferral(
            row,
            awards[row.award].name,
            names.get((row.award, row.tier), ""),
            rule_for(file.titles, row.award),
        )
        for row in rows
        if row.award in awards
    )
