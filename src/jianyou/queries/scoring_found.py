"""What a check on scoring found, read back from how the job wrote it, with names where keys stood."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.timezone import localtime

from jianyou.domain.judging.calibration.flags import flags_expert
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.store.models import Entry, Expert, ScoringCheck
from jianyou.terms.message import Message


class EntryTold(NamedTuple):
    """An entry by what people know it by."""

    key: UUID
    number: str
    ordinal: int
    name: str


@dataclass(frozen=True, slots=True)
class EntryFound:
    """An entry in a check, in points; None where nothing is said while calibration is locked.

    `mean` is the plain mean of its `scores`, with the rank that it gives. `spread` is from the lowest to
    the highest of them, `disagreement` their standard deviation with harshness taken out.
    """

    entry: EntryTold
    group: str
    scores: tuple[Decimal, ...]
    wild: tuple[bool, ...]
    mean: Decimal
    mean_rank: int
    adjusted: Decimal | None
    rank: int | None
    expected_rank: Decimal | None
    first: int | None
    last: int | None
    chance: Decimal | None
    disagreement: Decimal | None

    @property
    def spread(self) -> Decimal:
        """From the lowest score to the highest."""
        return max(self.scores) - min(self.scores)


@dataclass(frozen=True, slots=True)
class ExpertFound:
    """An expert in a check; `harshness` in points below the others. `words` say what stands out.

    `groups` are how many entries of each industry group he has scored.
    """

    key: UUID
    name: str
    scores: int
    harshness: Decimal | None
    low: Decimal | None
    high: Decimal | None
    scale: Decimal | None
    noise: Decimal | None
    words: tuple[Message, ...]
    groups: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class WildFound:
    """A score that lies far out. `sheet`: None once it was taken back; `status`: as it stands now."""

    sheet: UUID | None
    key: tuple[UUID, UUID]
    expert: str
    entry: EntryTold
    points: Decimal
    expected: Decimal
    by: Decimal
    times: Decimal
    why: Message
    status: SheetStatus | None


@dataclass(frozen=True, slots=True)
class Found:
    """All that a check found, of the scores as they were at `read_at`; `stale`: they have changed since.

    Names are those of when it was first shown; `key` is the check's.

    `percent`: points are percents of what each rubric comes to. `locked` says why nothing is estimated, and
    what is missing. `remarks` are on the whole sample, `findings` on single sheets.
    """

    key: UUID
    number: int
    quota: int
    award: str
    digest: str
    read_at: datetime
    stale: bool
    percent: bool
    most: Decimal
    count: int
    missing: int
    heavy: bool
    locked: tuple[Message, ...]
    entries: tuple[EntryFound, ...]
    experts: tuple[ExpertFound, ...]
    wild: tuple[WildFound, ...]
    remarks: tuple[Message, ...]
    findings: tuple[tuple[Message, str, str], ...]

    @property
    def flagged(self) -> tuple[ExpertFound, ...]:
        """The experts of whom something is said."""
        return tuple(one for one in self.experts if one.words)


def read_found(check: ScoringCheck) -> Found:
    """What a check that is done found; how its wild scores stand now isn't told."""
    told: dict[str, Any] = check.standing
    standing: dict[str, Any] = told["standing"]
    names = _Names.of(told)
    far = {(one["expert"], one["entry"]) for one in standing["wild_scores"]}
    remarks = [(Message(*_message(one["message"], names)), one["expert"]) for one in standing["remarks"]]
    return Found(
        key=check.id,
        number=check.number,
        quota=told["wanted"]["quota"],
        award=told["wanted"]["award"],
        digest=check.digest,
        read_at=localtime(datetime.fromisoformat(told["read_at"])),
        stale=False,
        percent=told["percent"],
        most=Decimal(told["most"]),
        count=standing["scores"],
        missing=told["missing"],
        heavy=standing["method"] == "heavy_tails",
        locked=tuple(Message(*_message(one, names)) for one in standing["locked"]),
        entries=tuple(_entries(standing["entries"], told, far, names)),
        experts=tuple(_experts(standing, remarks, names)),
        wild=tuple(_wild_scores(standing["wild_scores"], names)),
        remarks=tuple(message for message, _ in remarks if not flags_expert(message.code)),
        findings=tuple(
            (Message(code, params), names.expert(expert), names.entry(entry).name)
            for code, params, expert, entry in told["findings"]
        ),
    )


@dataclass(frozen=True, slots=True)
class _Names:
    """Whom the keys (in hex) of a check stand for."""

    experts: Mapping[str, str]
    entries: Mapping[str, EntryTold]

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "_Names":
        experts = Expert.objects.filter(id__in=[UUID(key) for key in told["experts"]])
        return cls(
            {key.hex: name for key, name in experts.values_list("id", "name")},
            entries_told([UUID(key) for key in told["entries"]]),
        )

    def expert(self, key: str) -> str:
        return self.experts.get(key, "—")

    def entry(self, key: str) -> EntryTold:
        return self.entries.get(key) or EntryTold(UUID(key), "", 0, "—")


def entries_told(keys: Iterable[UUID]) -> dict[str, EntryTold]:
    """Entries by their keys in hex."""
    rows = Entry.objects.filter(id__in=list(keys)).values_list("id", "filing__number", "ordinal", "name")
    return {row[0].hex: EntryTold(*row) for row in rows}


def _message(plain: Mapping[str, Any], names: _Names) -> tuple[str, dict[str, Any]]:
    """A message with names where keys stood."""
    params = dict(plain["params"])
    if "expert" in params:
        params["expert"] = names.expert(params["expert"])
    if "entry" in params:
        params["entry"] = names.entry(params["entry"]).name
    return plain["code"], params


def _entries(
    rows: Sequence[Mapping[str, Any]],
    told: Mapping[str, Any],
    far: set[tuple[str, str]],
    names: _Names,
) -> Iterable[EntryFound]:
    scores: dict[str, list[tuple[Decimal, bool]]] = {}
    experts, entries = told["experts"], told["entries"]
    for expert, entry, points in told["scores"]:
        key = entries[entry]
        scores.setdefault(key, []).append((Decimal(points), (experts[expert], key) in far))
    for row in rows:
        given = sorted(scores[row["entry"]])
        interval = row["rank_interval"] or (None, None)
        yield EntryFound(
            entry=names.entry(row["entry"]),
            group=row["group"],
            scores=tuple(points for points, _ in given),
            wild=tuple(wild for _, wild in given),
            mean=Decimal(row["plainly"]["mean"]),
            mean_rank=row["plainly"]["mean_rank"],
            adjusted=_number(row["adjusted"]),
            rank=row["rank"],
            expected_rank=_number(row["expected_rank"]),
            first=interval[0],
            last=interval[1],
            chance=_number(row["p_in_quota"]),
            disagreement=_number(row["disagreement"]),
        )


def _experts(
    standing: Mapping[str, Any], remarks: Sequence[tuple[Message, str | None]], names: _Names
) -> Iterable[ExpertFound]:
    words: dict[str, list[Message]] = {}
    for message, expert in remarks:
        if expert and flags_expert(message.code):
            words.setdefault(expert, []).append(message)
    groups: dict[str, dict[str, int]] = {}
    for group in standing["coverage"]["groups"]:
        for expert, count in group["by_expert"].items():
            groups.setdefault(expert, {})[group["group"]] = count
    for row in standing["experts"]:
        interval = row["harshness_interval"] or (None, None)
        yield ExpertFound(
            key=UUID(row["expert"]),
            name=names.expert(row["expert"]),
            scores=row["scores"],
            harshness=_number(row["harshness"]),
            low=_number(interval[0]),
            high=_number(interval[1]),
            scale=_number(row["scale"]),
            noise=_number(row["noise"]),
            words=tuple(words.get(row["expert"], ())),
            groups=groups.get(row["expert"], {}),
        )


def _wild_scores(rows: Sequence[Mapping[str, Any]], names: _Names) -> Iterable[WildFound]:
    """The wildest first."""
    for row in sorted(rows, key=lambda row: -Decimal(row["times"])):
        yield WildFound(
            sheet=None,
            key=(UUID(row["expert"]), UUID(row["entry"])),
            expert=names.expert(row["expert"]),
            entry=names.entry(row["entry"]),
            points=Decimal(row["points"]),
            expected=Decimal(row["expected"]),
            by=Decimal(row["by"]),
            times=Decimal(row["times"]),
            why=Message(*_message(row["why"], names)),
            status=None,
        )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
