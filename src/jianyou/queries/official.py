"""官方得分: what the declared rule makes of the sheets that count, per award; ranked, and what it rests on.

What was submitted counts until another is submitted in its place: asking an expert to look again takes
nothing away.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from jianyou.domain.judging.filling import points_of
from jianyou.domain.judging.scores.official import Scores, StageScore
from jianyou.domain.judging.scores.official import official_scores as reckon
from jianyou.domain.judging.scores.sheets import CONSENSUS, Assigned, Mark
from jianyou.domain.judging.scores.sheets import Sheet as ScoreSheet
from jianyou.domain.judging.scores.stages import FormulaKind
from jianyou.domain.judging.scores.stages import Review as Declared
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import ReviewStatus, SheetStatus
from jianyou.queries.calls import file_of
from jianyou.queries.judged import judged_entries
from jianyou.queries.office_calls import own_call
from jianyou.store.models import Call, Candidacy, Consensus, Review, Sheet, SheetVersion
from jianyou.terms.finding import Refused
from jianyou.terms.verdict import Verdict


@dataclass(frozen=True, slots=True)
class EntryTold:
    """An entry as lists tell it; `verdict` is that of the eligibility check for the award asked about."""

    key: UUID
    number: str
    ordinal: int
    name: str
    district: str
    industry: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Basis:
    """All that the official scores of one award rest on; entries and experts go by their row keys in hex.

    `pending` are the keys of stages whose review isn't closed, so that scores may still move.
    """

    review: Declared
    award: str
    entries: Mapping[str, EntryTold]
    sheets: tuple[ScoreSheet, ...]
    assigned: tuple[Assigned, ...]
    pending: tuple[str, ...]

    def scores(self) -> Scores:
        """What the declared rule comes to."""
        return reckon(self.review, dict.fromkeys(self.entries, self.award), self.sheets, self.assigned)


@dataclass(frozen=True, slots=True)
class OfficialLine:
    """An entry with its official score, None while it waits or where it was stopped (at `stopped_at`).

    `stages` holds the score of each stage that it reached. Ranks count from 1, equal scores share the better
    rank; None without a score.
    """

    entry: EntryTold
    score: Decimal | None
    rank: int | None
    stages: Mapping[str, StageScore]
    stopped_at: str = ""

    @property
    def waits(self) -> bool:
        """Whether its score isn't known yet."""
        return self.score is None and not self.stopped_at


def official_scores(*, viewer: Actor, slug: str, award: str) -> tuple[OfficialLine, ...]:
    """Everything judged for an award, the best first; then what waits, then what was stopped.

    What waits stands in the order of what it has reached so far.

    Raises:
        Refused: the viewer's office has no such call, or its file declares no review or no such award.
    """
    basis = official_basis(own_call(viewer, slug), award)
    return lines_of(basis, basis.scores())


def official_basis(call: Call, award: str) -> Basis:
    """What the official scores of an award rest on; read in the same number of statements however much it is.

    Raises:
        Refused: the call's file declares no review or no such award.
    """
    file = file_of(call.slug, call.source)
    if file.review is None:
        raise Refused("review_not_declared")
    if award not in {one.key for one in file.awards}:
        raise Refused("official_no_award", name=award[:40])
    entries = _entries(call, award)
    closed = Review.objects.filter(call=call, status=ReviewStatus.CLOSED).values_list("stage", flat=True)
    over = set(closed)
    return Basis(
        review=file.review,
        award=award,
        entries=entries,
        sheets=tuple(counting_sheets(call, file.review, award, entries)),
        assigned=tuple(sorted(assigned_in(call, entries))),
        pending=tuple(stage.key for stage in file.review.stages if stage.key not in over),
    )


def lines_of(basis: Basis, scores: Scores) -> tuple[OfficialLine, ...]:
    """The scores as a ranking; equal ones in the order of their numbers."""
    ranks = ranks_of([each.score for each in scores.by_entry.values() if each.score is not None])
    lines = [
        OfficialLine(
            entry=basis.entries[key],
            score=each.score,
            rank=None if each.score is None else ranks[each.score],
            stages=each.stages,
            stopped_at=each.stopped_at,
        )
        for key, each in scores.by_entry.items()
    ]
    places = {stage.key: at for at, stage in enumerate(basis.review.stages)}
    return tuple(sorted(lines, key=lambda line: _place(line, places)))


def _place(line: OfficialLine, places: Mapping[str, int]) -> tuple[int, int, Decimal, str, int]:
    told = line.entry
    if line.score is not None:
        return 0, 0, -line.score, told.number, told.ordinal
    if line.waits:
        known = [stage.score for stage in line.stages.values() if stage.score is not None]
        return 1, -len(known), -known[-1] if known else Decimal(0), told.number, told.ordinal
    at = line.stages.get(line.stopped_at)
    score = (at.score if at else None) or Decimal(0)
    return 2, -places[line.stopped_at], -score, told.number, told.ordinal


def ranks_of(scores: Sequence[Decimal]) -> dict[Decimal, int]:
    """The rank of each score, from 1, the highest first; equal ones share the better."""
    ranks: dict[Decimal, int] = {}
    for rank, score in enumerate(sorted(scores, reverse=True), 1):
        ranks.setdefault(score, rank)
    return ranks


def _entries(call: Call, award: str) -> dict[str, EntryTold]:
    """Every entry under review that stands for the award; who doesn't meet its conditions takes no place."""
    stands = Candidacy.objects.filter(award=award, entry__in=judged_entries(call))
    stands = stands.exclude(willing=False).exclude(verdict=Verdict.NOT_MET.value)
    columns = ("entry_id", "entry__filing__number", "entry__ordinal", "entry__name")
    more = ("entry__district", "entry__industry", "verdict")
    return {row[0].hex: EntryTold(*row) for row in stands.values_list(*columns, *more)}


def counting_sheets(
    call: Call, review: Declared, award: str, entries: Container[str]
) -> Iterator[ScoreSheet]:
    """What counts of each expert, and what was agreed on where the stage is scored so; of these entries."""
    rubrics = {stage.key: stage.rubric.for_award(award) for stage in review.stages}
    for stage, entry, expert, points in (*submitted_points(call), *_agreed(call, review)):
        if entry in entries and stage in rubrics:
            items = rubrics[stage].items
            marks = {item.key: Mark(points_of(points[item.key])) for item in items if item.key in points}
            yield ScoreSheet(expert, entry, stage, marks)


def submitted_points(
    call: Call, stage: str | None = None
) -> Iterator[tuple[str, str, str, Mapping[str, str]]]:
    """(stage, entry, expert, points by item) of what each expert submitted last, where his sheet counts.

    Entry and expert are row keys in hex.
    """
    newest = SheetVersion.objects.filter(sheet=OuterRef("id")).order_by("-ordinal")
    counting = Q(status=SheetStatus.SUBMITTED) | Q(status=SheetStatus.AGAIN)
    sheets = Sheet.objects.filter(counting, review__call=call)
    if stage is not None:
        sheets = sheets.filter(review__stage=stage)
    before = sheets.filter(status=SheetStatus.AGAIN).annotate(last=Subquery(newest.values("content")[:1]))
    columns = ("review__stage", "entry_id", "expert_id")
    now = sheets.filter(status=SheetStatus.SUBMITTED).values_list(*columns, "points")
    for key, entry, expert, points in now:
        yield key, entry.hex, expert.hex, points
    for key, entry, expert, content in before.values_list(*columns, "last"):
        if content:
            yield key, entry.hex, expert.hex, content["points"]


def _agreed(call: Call, review: Declared) -> Iterator[tuple[str, str, str, Mapping[str, str]]]:
    by_consensus = [stage.key for stage in review.stages if stage.formula.kind is FormulaKind.CONSENSUS]
    agreed = Consensus.objects.filter(
        review__call=call, replaced_at=None, total__isnull=False, review__stage__in=by_consensus
    )
    for stage, entry, points in agreed.values_list("review__stage", "entry_id", "points"):
        yield stage, entry.hex, CONSENSUS, points


def assigned_in(call: Call, entries: Container[str]) -> Iterator[Assigned]:
    """Who was to judge which of these entries, in which stage."""
    sheets = Sheet.objects.filter(review__call=call).exclude(status=SheetStatus.DROPPED)
    for expert, entry, stage in sheets.values_list("expert_id", "entry_id", "review__stage"):
        if entry.hex in entries:
            yield Assigned(expert.hex, entry.hex, stage)
