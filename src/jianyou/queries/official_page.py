"""官方得分 as a page of the office: the ranking of an award, who went on, what is wrong with the sheets."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Max, Q

from jianyou.domain.judging.scores.sheets import ScoreFinding
from jianyou.domain.judging.scores.stages import ReviewStage
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import ReviewStatus, SheetStatus
from jianyou.queries.calls import file_of
from jianyou.queries.judged import judged_entries
from jianyou.queries.office_calls import own_call
from jianyou.queries.official import OfficialLine, lines_of, official_basis
from jianyou.queries.scoring_found import entries_told
from jianyou.store.models import Call, Candidacy, Consensus, Expert, Review, Sheet
from jianyou.terms.finding import Refused, Severity
from jianyou.terms.message import Message
from jianyou.terms.paging import Page, turned_to
from jianyou.terms.verdict import Verdict

LENGTH = 50
_KEPT_AT_ONCE = 4


class Only(StrEnum):
    """Which entries the list shows: all; with a score; waiting for one; stopped at a gate; with findings."""

    ALL = "all"
    RANKED = "ranked"
    WAITING = "waiting"
    STOPPED = "stopped"
    FINDINGS = "findings"


class Told(NamedTuple):
    """What is wrong with an entry's sheets: in which stage, in words, whose sheet ("" where none)."""

    stage: str
    severity: Severity
    message: Message
    expert: str


class ScoreLine(NamedTuple):
    """An entry of the ranking; `stages` are its scores by stage in their order, None for none."""

    number: str
    ordinal: int
    name: str
    score: Decimal | None
    rank: int | None
    stages: tuple[Decimal | None, ...]
    stopped_at: str
    findings: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class ScoresView:
    """The official scores of one award. `pending` are the names of stages whose review isn't closed.

    Stage scores are combined on a scale to `out_of`, rounded to `digits` digits.
    """

    slug: str
    title: str
    awards: tuple[tuple[str, str], ...]
    award: str
    stages: tuple[ReviewStage, ...]
    pending: tuple[str, ...]
    page: Page[ScoreLine]
    counts: Mapping[Only, int]
    out_of: Decimal
    digits: int

    @property
    def award_name(self) -> str:
        """The award's."""
        return dict(self.awards)[self.award]


def get_scores(
    *, viewer: Actor, slug: str, award: str = "", only: Only = Only.ALL, page: int = 1
) -> ScoresView:
    """The ranking of an award of a call of the viewer's office, "" for the first that is reviewed.

    Raises:
        Refused: that office has no such call, or its file declares no review or no such award.
    """
    call = own_call(viewer, slug)
    declared = file_of(call.slug, call.source).review
    if declared is None:
        raise Refused("review_not_declared")
    awards = reviewed_awards(call)
    chosen = award or awards[0][0]
    kept = _kept(call, chosen)
    rows = kept.lists[only]
    at = turned_to(page, len(rows), LENGTH)
    some = rows[(at - 1) * LENGTH : at * LENGTH]
    names = {stage.key: stage.name for stage in declared.stages}
    return ScoresView(
        slug=call.slug,
        title=call.title,
        awards=awards,
        award=chosen,
        stages=declared.stages,
        pending=tuple(names[key] for key in kept.pending),
        page=Page(tuple(_told(some, kept, names)), at, len(rows), LENGTH),
        counts={one: len(of) for one, of in kept.lists.items()},
        out_of=declared.combine.out_of,
        digits=declared.combine.digits,
    )


def reviewed_awards(call: Call) -> tuple[tuple[str, str], ...]:
    """The awards of a call that experts score for: key and name.

    Raises:
        Refused: its file declares no review.
    """
    file = file_of(call.slug, call.source)
    stages = file.review.stages if file.review else ()
    reviewed = tuple(
        (award.key, award.name)
        for award in file.awards
        if all(stage.rubric.for_award(award.key).items for stage in stages)
    )
    if not stages or not reviewed:
        raise Refused("review_not_declared")
    return reviewed


@dataclass(frozen=True, slots=True)
class _Kept:
    """A ranking with the mark of what it was made from."""

    mark: tuple[Any, ...]
    lists: Mapping[Only, tuple[OfficialLine, ...]]
    pending: tuple[str, ...]
    findings: Mapping[str, tuple[ScoreFinding, ...]]


_RANKINGS: dict[tuple[UUID, str], _Kept] = {}
"""The newest rankings of this process: a page is turned more often than a score is submitted."""


def _kept(call: Call, award: str) -> _Kept:
    mark, key = _mark(call, award), (call.id, award)
    kept = _RANKINGS.get(key)
    if kept is None or kept.mark != mark:
        kept = _made(call, award, mark)
        while len(_RANKINGS) >= _KEPT_AT_ONCE:
            _RANKINGS.pop(next(iter(_RANKINGS)), None)
        _RANKINGS[key] = kept
    return kept


def _made(call: Call, award: str, mark: tuple[Any, ...]) -> _Kept:
    basis = official_basis(call, award)
    scores = basis.scores()
    scored = Review.objects.filter(call=call).exclude(status=ReviewStatus.PREPARING)
    begun = set(scored.values_list("stage", flat=True))
    findings: dict[str, list[ScoreFinding]] = {}
    for one in scores.findings:
        # Nothing is wrong with a stage in which nobody scores yet.
        if not one.stage or one.stage in begun:
            findings.setdefault(one.entry, []).append(one)
    lines = lines_of(basis, scores)
    return _Kept(
        mark=mark,
        lists={one: tuple(line for line in lines if _is(line, one, findings)) for one in Only},
        pending=basis.pending,
        findings={key: tuple(own) for key, own in findings.items()},
    )


def _mark(call: Call, award: str) -> tuple[Any, ...]:
    """What tells how things stand from how they stood: every change of a score, entry or review moves it."""
    sheets = Sheet.objects.filter(review__call=call).aggregate(
        all=Count("id"),
        submitted=Count("id", filter=Q(status=SheetStatus.SUBMITTED)),
        again=Count("id", filter=Q(status=SheetStatus.AGAIN)),
        dropped=Count("id", filter=Q(status=SheetStatus.DROPPED)),
        last=Max("submitted_at"),
        given=Max("assigned_at"),
    )
    agreed = Consensus.objects.filter(review__call=call).aggregate(n=Count("id"), last=Max("at"))
    stands = Candidacy.objects.filter(award=award, entry__in=judged_entries(call)).exclude(willing=False)
    entries = stands.aggregate(
        n=Count("id"),
        last=Max("entry__decided_at"),
        not_met=Count("id", filter=Q(verdict=Verdict.NOT_MET.value)),
    )
    reviews = Review.objects.filter(call=call).order_by("number").values_list("status", "closed_at")
    return (*sheets.values(), *agreed.values(), *entries.values(), *reviews)


def _is(line: OfficialLine, only: Only, findings: Container[str]) -> bool:
    return {
        Only.ALL: True,
        Only.RANKED: line.score is not None,
        Only.WAITING: line.waits,
        Only.STOPPED: bool(line.stopped_at),
        Only.FINDINGS: line.entry.key.hex in findings,
    }[only]


def _told(lines: Sequence[OfficialLine], kept: _Kept, names: Mapping[str, str]) -> Iterable[ScoreLine]:
    """The lines of a page with the names of now."""
    entries = entries_told([line.entry.key for line in lines])
    about = {line.entry.key.hex: kept.findings.get(line.entry.key.hex, ()) for line in lines}
    keys = {UUID(one.expert) for own in about.values() for one in own if _is_key(one.expert)}
    experts = {key.hex: name for key, name in Expert.objects.filter(id__in=keys).values_list("id", "name")}
    for line in lines:
        entry = entries[line.entry.key.hex]
        stages = (line.stages.get(key) for key in names)
        yield ScoreLine(
            number=entry.number,
            ordinal=entry.ordinal,
            name=entry.name,
            score=line.score,
            rank=line.rank,
            stages=tuple(stage.score if stage else None for stage in stages),
            stopped_at=names.get(line.stopped_at, ""),
            findings=tuple(
                Told(
                    names.get(one.stage, ""),
                    one.severity,
                    Message(one.code, one.params),
                    experts.get(one.expert, ""),
                )
                for one in about[line.entry.key.hex]
            ),
        )


def _is_key(text: str) -> bool:
    return len(text) == len(UUID(int=0).hex)
