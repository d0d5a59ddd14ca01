"""择优: how many an office recommends for an award, by which rules; as a call declares it.

How experts review is declared by `jianyou.domain.judging.scores.stages`.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from jianyou.domain.calls.awards import Award
from jianyou.domain.eligibility.pack import Basis, Pack, Said, leaves
from jianyou.domain.judging.scores.rubrics import Rubric, draft_rubric
from jianyou.terms.clause import Clause


class Attribute(StrEnum):
    """What every entry is known by, beside the columns of the annex, and rules may count by.

    GROUP is the group of firms that it belongs to, FILER who filed it, KIND the kind of nominee.
    """

    DISTRICT = "district"
    INDUSTRY = "industry"
    KIND = "kind"
    GROUP = "group"
    FILER = "filer"


@dataclass(frozen=True, slots=True)
class ChoiceTier:
    """One tier, the highest first: `n` places, which may stay empty; None: the office says it later.

    Nobody with an official score below `floor` gets one.
    """

    key: str
    name: str
    n: int | None = None
    floor: Decimal | None = None
    clause: Clause | None = None


@dataclass(frozen=True, slots=True)
class ChoiceRule:
    """At most or at least so many of the chosen (one of both) share a value of the attribute `per`.

    `per` "" counts all of them, `value` "" means of each value. `tiers` are the keys of those that it
    counts, empty for all together.
    """

    at_most: int | None = None
    at_least: int | None = None
    per: str = ""
    value: str = ""
    tiers: tuple[str, ...] = ()
    clause: Clause | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """One step of what decides between equal official scores.

    The higher score of a `stage`; the higher mean of an `item` of that stage; or else who has fewer chosen
    that share its value of the attribute `fewer`.
    """

    stage: str = ""
    item: str = ""
    fewer: str = ""


@dataclass(frozen=True, slots=True)
class Lottery:
    """抽签: what the chain leaves equal is decided by a verifiable draw; only by a rule of the notice."""

    clause: Clause


@dataclass(frozen=True, slots=True)
class Choice:
    """How the entries of one award are chosen.

    `one_of` are attributes of which no value is chosen twice (同一集团只取一家); who has no value is not
    counted. Without `lottery` a tie that is left is settled by the people who decide, by name.
    """

    award: str
    tiers: tuple[ChoiceTier, ...]
    rules: tuple[ChoiceRule, ...] = ()
    one_of: tuple[str, ...] = ()
    ties: tuple[Tie, ...] = ()
    lottery: Lottery | None = None
    clause: Clause | None = None


def rubric_of(award: Award, pack: Pack | None) -> Rubric:
    """A rubric to start from: an item for each clause that experts judge, 100 points in all.

    What is judged the award's rule pack tells; without one it may be every condition that has no rule.
    """
    if pack is None:
        judged_too = (condition for condition in award.conditions if not condition.rule)
        return draft_rubric((condition.text, condition.clause) for condition in judged_too)
    judged = (
        (leaf.text or condition.text, leaf.clause or condition.clause)
        for condition in pack.conditions
        for leaf in leaves(condition.node)
        if isinstance(leaf, Said) and leaf.basis is Basis.JUDGED
    )
    return draft_rubric(judged)
