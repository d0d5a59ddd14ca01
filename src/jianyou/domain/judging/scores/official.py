"""官方得分: the declared rule applied to the sheets; exact, and the same in whatever order they come."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from jianyou.domain.judging.scores.exact import fraction, half_up
from jianyou.domain.judging.scores.rubrics import Rubric
from jianyou.domain.judging.scores.sheets import (
    CONSENSUS,
    Assigned,
    ScoreFinding,
    Sheet,
    check_sheets,
    place_of,
)
from jianyou.domain.judging.scores.stages import Formula, FormulaKind, Review, ReviewStage
from jianyou.terms.finding import Severity
from jianyou.terms.message import NO_PARAMS, Param


@dataclass(frozen=True, slots=True)
class StageScore:
    """What an entry reached in a stage, None as long as too few reviews are in.

    `counted` are the experts whose sheets are in and without error, `dropped` those of them that a trimmed
    mean leaves out. `items` holds the mean of each item over all that are counted, dropped ones included
    (of a consensus its points), rounded as the score is; empty without a score.
    """

    score: Decimal | None
    counted: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    items: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OfficialScore:
    """The official score of an entry, None while it waits or where it went no further.

    `stages` are those that it reached. `stopped_at` is the stage that it didn't pass, "" for none.
    """

    entry: str
    award: str
    score: Decimal | None
    stages: Mapping[str, StageScore]
    stopped_at: str = ""


@dataclass(frozen=True, slots=True)
class Scores:
    """Official scores by entry, in the order of their keys, and what is wrong with the sheets."""

    by_entry: Mapping[str, OfficialScore]
    findings: tuple[ScoreFinding, ...]

    @property
    def complete(self) -> bool:
        """Whether every entry has a score or was stopped."""
        return all(each.score is not None or each.stopped_at for each in self.by_entry.values())


def official_scores(
    review: Review,
    entries: Mapping[str, str],
    sheets: Iterable[Sheet],
    assigned: Collection[Assigned] | None = None,
) -> Scores:
    """The official scores by the declared rule.

    `entries` are all entries under review with the keys of their awards. Sheets with an error don't count.
    An entry with fewer valid reviews than its stage's `fewest` has no score in it, and goes no further until
    it has; from `fewest` on it has one, and up to `per_entry` a warning says so. `advance` is decided among
    the entries of an award once all that reached the stage have a score: until then none of them goes on.
    """
    return _Reckoning(review, entries, list(sheets), assigned).run()


def formula_score(formula: Formula, totals: Sequence[tuple[Fraction, str]]) -> Decimal:
    """One score from totals with the role of who gave each, in any order; not for a consensus.

    There are more than twice as many as are dropped.
    """
    ordered = sorted(total for total, _ in totals)
    n = len(ordered)
    if formula.kind is FormulaKind.MEDIAN:
        value = (ordered[(n - 1) // 2] + ordered[n // 2]) / 2
    elif formula.kind is FormulaKind.WEIGHTED:
        weights = [(Fraction(formula.weights[role]), total) for total, role in totals]
        value = sum((weight * total for weight, total in weights), Fraction()) / sum(w for w, _ in weights)
    else:
        kept = ordered[formula.drop : n - formula.drop]
        value = sum(kept, Fraction()) / len(kept)
    return half_up(value, formula.digits)


def combined_score(review: Review, award: str, scores: Mapping[str, Decimal]) -> Decimal:
    """The official score from those of all stages (stage -> score)."""
    weighted = [
        (Fraction(stage.weight), Fraction(scores[stage.key]) / Fraction(stage.rubric.for_award(award).total))
        for stage in review.stages
    ]
    share = sum((weight * each for weight, each in weighted), Fraction()) / sum(w for w, _ in weighted)
    return half_up(share * Fraction(review.combine.out_of), review.combine.digits)


class _Reckoning:
    """One run through the stages."""

    def __init__(
        self,
        review: Review,
        entries: Mapping[str, str],
        sheets: Sequence[Sheet],
        assigned: Collection[Assigned] | None,
    ) -> None:
        self._review = review
        self._entries = dict(sorted(entries.items()))
        self._expected: dict[tuple[str, str], list[str]] = defaultdict(list)
        for each in sorted(assigned or ()):
            self._expected[each.stage, each.entry].append(each.expert)
        self.findings = list(check_sheets(sheets, review, entries, assigned))
        wrong = {(each.stage, each.entry, each.expert) for each in self.findings}
        self._sheets: dict[tuple[str, str], list[Sheet]] = defaultdict(list)
        for sheet in sorted(sheets, key=place_of):
            if place_of(sheet) not in wrong:
                self._sheets[sheet.stage, sheet.entry].append(sheet)
        self._stages: dict[str, dict[str, StageScore]] = {entry: {} for entry in self._entries}
        self._stopped: dict[str, str] = {}
        self._rubrics = {
            (stage.key, award): stage.rubric.for_award(award)
            for stage in review.stages
            for award in set(entries.values())
        }

    def run(self) -> Scores:
        going = [entry for entry in self._entries if self._reviewed(entry)]
        for stage in self._review.stages:
            self._tell_beyond(stage, going)
            for entry in going:
                self._stages[entry][stage.key] = self._stage_score(stage, entry)
            going = self._going_on(stage, going)
        last = set(going)
        official = {
            entry: OfficialScore(
                entry,
                award,
                self._combined(entry) if entry in last else None,
                self._stages[entry],
                self._stopped.get(entry, ""),
            )
            for entry, award in self._entries.items()
        }
        return Scores(official, tuple(sorted(self.findings, key=lambda each: each[3:])))

    def _reviewed(self, entry: str) -> bool:
        award = self._entries[entry]
        if all(self._rubrics[stage.key, award].items for stage in self._review.stages):
            return True
        self._tell("score_award_unknown", Severity.ERROR, ("", entry))
        return False

    def _stage_score(self, stage: ReviewStage, entry: str) -> StageScore:
        sheets = self._sheets[stage.key, entry]
        own = [sheet for sheet in sheets if sheet.expert != CONSENSUS]
        experts = tuple(sheet.expert for sheet in own)
        self._tell_missing(stage, entry, experts)
        n = len(own)
        counts: dict[str, Param] = {"count": n, "fewest": stage.fewest, "per_entry": stage.per_entry}
        if n < stage.fewest:
            self._tell("score_too_few_reviews", Severity.ERROR, (stage.key, entry), **counts)
            return StageScore(None, experts)
        if n != stage.per_entry:
            code = "score_fewer_reviews" if n < stage.per_entry else "score_more_reviews"
            self._tell(code, Severity.WARNING, (stage.key, entry), **counts)
        rubric = self._rubrics[stage.key, self._entries[entry]]
        if stage.formula.kind is not FormulaKind.CONSENSUS:
            return _scored(stage.formula, rubric, own)
        agreed = [sheet for sheet in sheets if sheet.expert == CONSENSUS]
        if not agreed:
            self._tell("score_no_consensus", Severity.ERROR, (stage.key, entry))
            return StageScore(None, experts)
        plain = Formula(digits=stage.formula.digits)
        scored = _scored(plain, rubric, agreed)
        return StageScore(scored.score, experts, items=scored.items)

    def _going_on(self, stage: ReviewStage, going: Sequence[str]) -> list[str]:
        """Who goes further; those below the gate or behind in rank are stopped."""
        by_award: dict[str, dict[str, Decimal | None]] = defaultdict(dict)
        for entry in going:
            by_award[self._entries[entry]][entry] = self._stages[entry][stage.key].score
        further: list[str] = []
        for scores in by_award.values():
            passed = {
                entry: score for entry, score in scores.items() if score is None or _passes(stage, score)
            }
            ahead = _ahead(stage, passed)
            known = stage.advance is None or None not in scores.values()
            self._stopped.update(dict.fromkeys(scores.keys() - passed.keys(), stage.key))
            if known:
                self._stopped.update(dict.fromkeys(passed.keys() - ahead, stage.key))
                further += [entry for entry in ahead if scores[entry] is not None]
        return sorted(further)

    def _combined(self, entry: str) -> Decimal:
        scores = {key: each.score for key, each in self._stages[entry].items() if each.score is not None}
        return combined_score(self._review, self._entries[entry], scores)

    def _tell_beyond(self, stage: ReviewStage, going: Collection[str]) -> None:
        """Sheets for entries that didn't come so far."""
        there = set(going)
        for (key, entry), sheets in self._sheets.items():
            if key == stage.key and entry in self._stopped and entry not in there:
                name = self._review.by_key[self._stopped[entry]].name
                for sheet in sheets:
                    self._tell("score_beyond_gate", Severity.WARNING, place_of(sheet), stage=name)

    def _tell_missing(self, stage: ReviewStage, entry: str, experts: Collection[str]) -> None:
        for expert in self._expected[stage.key, entry]:
            if expert not in experts:
                self._tell("score_review_missing", Severity.WARNING, (stage.key, entry, expert))

    def _tell(self, code: str, severity: Severity, about: tuple[str, ...], **params: Param) -> None:
        self.findings.append(ScoreFinding(code, severity, params or NO_PARAMS, *about))


def _scored(formula: Formula, rubric: Rubric, sheets: Sequence[Sheet]) -> StageScore:
    """The score of sheets without error."""
    totals = [(sheet.total(rubric) or Fraction(), sheet.role) for sheet in sheets]
    by_total = sorted(zip((total for total, _ in totals), (sheet.expert for sheet in sheets), strict=True))
    names = [expert for _, expert in by_total]
    dropped = names[: formula.drop] + names[len(names) - formula.drop :] if formula.drop else []
    return StageScore(
        formula_score(formula, totals),
        tuple(sorted(names)),
        tuple(sorted(dropped)),
        {item.key: _mean(item.key, sheets, formula.digits) for item in rubric.items},
    )


def _mean(item: str, sheets: Sequence[Sheet], digits: int) -> Decimal:
    points = [sheet.marks[item].points for sheet in sheets]
    return half_up(
        sum((fraction(each) for each in points if each is not None), Fraction()) / len(points), digits
    )


def _passes(stage: ReviewStage, score: Decimal) -> bool:
    return stage.gate is None or score >= stage.gate


def _ahead(stage: ReviewStage, scores: Mapping[str, Decimal | None]) -> set[str]:
    """Who goes on by rank: `advance` of them, and all that are equal to the last."""
    ordered = sorted((score for score in scores.values() if score is not None), reverse=True)
    if stage.advance is None or len(ordered) <= stage.advance:
        return set(scores)
    line = ordered[stage.advance - 1]
    return {entry for entry, score in scores.items() if score is not None and score >= line}
