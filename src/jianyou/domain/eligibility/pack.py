"""规则包: the conditions of one award and edition as they are written, parameters unresolved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any as Anything

from jianyou.domain.eligibility.facts import COMMON_FACTS, FactSpec
from jianyou.terms.clause import Clause
from jianyou.terms.lang import Lang
from jianyou.terms.nominee import NomineeKind

MOST_CONDITIONS = 60
"""The masks of a screened register are whole numbers of 64 bits."""


class Op(StrEnum):
    """All that a leaf may ask of a fact. Numbers and years include their bound, ABOVE and BELOW don't.

    HELD_YEARS: the date lies so many years before the day of reckoning, or further back. SOME and NONE
    look for records that pass every test of `where`. KNOWN asks only that the fact is there.
    """

    IS = "is"
    ONE_OF = "one_of"
    PREFIX_IN = "prefix_in"
    HAS_ANY = "has_any"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOVE = "above"
    BELOW = "below"
    HELD_YEARS = "held_years"
    SOME = "some"
    NONE = "none"
    KNOWN = "known"


class FieldOp(StrEnum):
    """What a test may ask of a record's field; WITHIN_YEARS includes the day so many years ago.

    NOT_OVER: the date is the day of reckoning or later.
    """

    IS = "is"
    ONE_OF = "one_of"
    WITHIN_YEARS = "within_years"
    NOT_OVER = "not_over"


class Basis(StrEnum):
    """How a condition gets its answer: from facts, from a declaration, from experts."""

    COMPUTED = "computed"
    DECLARED = "declared"
    JUDGED = "judged"


@dataclass(frozen=True, slots=True)
class Ref:
    """The value of the parameter of this name on the day of reckoning."""

    name: str


Setting = float | bool | tuple[str, ...] | None
"""A parameter's value; None for years means however long ago."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value with the days that it holds from; `question` is asked where the text leaves it open."""

    name: str
    label: str
    values: tuple[tuple[date, Setting], ...]
    label_en: str = ""
    clause: Clause | None = None
    question: str = ""
    question_en: str = ""

    def on(self, day: date) -> tuple[date, Setting]:
        """The value of that day and since when it holds.

        On days before them all it is the first: a call may reckon from a day before its notice.
        """
        past = [each for each in self.values if each[0] <= day]
        return past[-1] if past else self.values[0]


@dataclass(frozen=True, slots=True)
class Proof:
    """证明材料: what is to be shown, and for how many months it stays valid (None: no end)."""

    text: str
    text_en: str = ""
    months: int | None = None


@dataclass(frozen=True, slots=True)
class FieldTest:
    """A test of one field of a record; values among `unsure` answer neither yes nor no."""

    field: str
    op: FieldOp
    values: tuple[str, ...] | Ref = ()
    unsure: tuple[str, ...] | Ref = ()
    flag: bool = True
    years: float | Ref | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """One question to one fact. `by_parent`: a team is judged by its organization's fact."""

    code: str
    fact: str
    op: Op
    values: tuple[str, ...] | Ref = ()
    unsure: tuple[str, ...] | Ref = ()
    number: float | Ref | None = None
    flag: bool | Ref = True
    where: tuple[FieldTest, ...] = ()
    by_parent: bool = False
    text: str = ""
    text_en: str = ""
    clause: Clause | None = None
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What only people can say: a declaration of the nominee, or a judgement of experts (`basis`)."""

    code: str
    basis: Basis
    text: str = ""
    text_en: str = ""
    clause: Clause | None = None
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class All:
    """Every one of them; without any, yes."""

    nodes: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of them; without any, no."""

    nodes: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary; of the unknown, unknown."""

    node: "Node"


Node = All | Any | Not | Leaf | Said


@dataclass(frozen=True, slots=True)
class Condition:
    """参评条件: one clause and its rule, asked of the kinds that it applies to (empty: all of the pack).

    `digest` is that of the whole clause's exact words, so that a changed notice is noticed.
    """

    code: str
    clause: Clause
    text: str
    node: Node
    text_en: str = ""
    applies_to: tuple[NomineeKind, ...] = ()
    digest: str = ""

    def words(self, lang: Lang) -> str:
        """What it asks, in our words."""
        return self.text_en or self.text if lang is Lang.EN else self.text


@dataclass(frozen=True, slots=True)
class Service:
    """For which path (new, recheck) and filing days a pack of a family is the one in force."""

    path: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A case with its expected outcomes, as plain values; it must pass before the pack is published."""

    name: str
    as_of: date
    facts: Mapping[str, Anything]
    outcome: str
    conditions: Mapping[str, str]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Pack:
    """One edition of an award's conditions. A published pack is never edited: a new edition is made.

    `digest` is the SHA-256 of its file in hex. `partial` says what is missing of the source, empty for a
    complete pack.
    """

    id: str
    title: str
    notice: str
    valid_from: date
    applies_to: tuple[NomineeKind, ...]
    conditions: tuple[Condition, ...]
    title_en: str = ""
    family: str = ""
    partial: str = ""
    valid_until: date | None = None
    services: tuple[Service, ...] = ()
    facts: Mapping[str, FactSpec] = field(default_factory=lambda: COMMON_FACTS)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    digest: str = ""


def leaves(node: Node) -> Iterator[Leaf | Said]:
    """Every leaf below a node, from left to right."""
    if isinstance(node, Not):
        yield from leaves(node.node)
    elif isinstance(node, (All, Any)):
        for each in node.nodes:
            yield from leaves(each)
    else:
        yield node
