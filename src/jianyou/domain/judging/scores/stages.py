"""评审规则: the stages of a review, how reviews become a stage's score, and stages the official score.

Declared in the call file and frozen with it. `VERSION` names the meaning of all of it; whoever changes
how a score is computed gives it another name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from jianyou.domain.judging.scores.rubrics import ONE, Rubric
from jianyou.terms.clause import Clause

VERSION = "scores-1"
MOST_DIGITS = 6


class StageKind(StrEnum):
    """材料评审、现场答辩、现场评审."""

    MATERIAL = "material"
    DEFENCE = "defence"
    ON_SITE = "on_site"


class FormulaKind(StrEnum):
    """How the sheets of an entry become its stage score.

    MEAN: of all sheets. TRIMMED (去掉最高最低): of those left without the `drop` highest and lowest totals.
    MEDIAN: the middle total, of an even number the mean of the two in the middle. WEIGHTED: the mean with
    each sheet counted by the weight of its expert's role. CONSENSUS (合议): the total of the one sheet that
    the experts agree on after each has handed in an own one.
    """

    MEAN = "mean"
    TRIMMED = "trimmed"
    MEDIAN = "median"
    WEIGHTED = "weighted"
    CONSENSUS = "consensus"


@dataclass(frozen=True, slots=True)
class Formula:
    """The rule of one stage. `drop` serves TRIMMED, `weights` (role -> weight above 0) WEIGHTED.

    The result is rounded to `digits` digits, half up.
    """

    kind: FormulaKind = FormulaKind.MEAN
    drop: int = 0
    # Left out of the hash, as a mapping has none: call files are kept by theirs.
    weights: Mapping[str, Decimal] = field(default_factory=dict, hash=False)
    digits: int = 2


class Load(NamedTuple):
    """How many entries an expert gets: at least, at most."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class ReviewStage:
    """One stage. `per_entry` reviews are asked for each entry; `fewest` are enough for a score.

    `blind`: names are hidden from experts. `phones`: experts may score on a phone. `gate`: an entry whose
    stage score lies below goes no further and gets no official score. `advance`: so many of each award
    go further at most, by the stage score; all that are equal to the last of them go too. `weight`: how
    much it counts in the official score; 0 where only its gate matters. `load` None: the office says it
    when experts are assigned.
    """

    key: str
    kind: StageKind
    name: str
    per_entry: int
    fewest: int
    rubric: Rubric
    formula: Formula
    weight: Decimal = ONE
    load: Load | None = None
    blind: bool = False
    phones: bool = False
    gate: Decimal | None = None
    advance: int | None = None
    clause: Clause | None = None


@dataclass(frozen=True, slots=True)
class Combine:
    """How stage scores become the official score.

    Each is put on a scale to `out_of` (score x out_of / total of the stage's rubric), they are averaged by
    the weights of their stages, and the result is rounded to `digits` digits, half up.
    """

    out_of: Decimal
    digits: int = 2
    clause: Clause | None = None


@dataclass(frozen=True)
class Review:
    """评审: its stages in their order, and how they are combined."""

    stages: tuple[ReviewStage, ...]
    combine: Combine

    @cached_property
    def by_key(self) -> Mapping[str, ReviewStage]:
        """The stages by their keys."""
        return {stage.key: stage for stage in self.stages}
