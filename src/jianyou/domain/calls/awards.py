"""奖项: what is to be won, by whom it is conferred, how many there are and who may enter."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jianyou.domain.eligibility.pack import Node
from jianyou.terms.clause import Clause
from jianyou.terms.nominee import NomineeKind


class QuotaOp(StrEnum):
    """How a number is meant."""

    MAX = "max"
    MIN = "min"
    EXACT = "exact"
    ABOUT = "about"
    PERCENT = "percent"
    TABLE = "table"
    RANGE = "range"


class QuotaHolder(StrEnum):
    """Whose limit it is: the award's own body, the office of this call, or each filer's."""

    AWARD_BODY = "award_body"
    OFFICE = "office"
    FILER = "filer"


@dataclass(frozen=True, slots=True)
class Quota:
    """How many, by whose limit. `n` is a share of heads where `op` is PERCENT; `most` ends a RANGE.

    `who` says of what or for whom (每个区县, 农村教师), empty where its place already tells.
    """

    op: QuotaOp
    n: float
    holder: QuotaHolder
    unit: str = "个"
    most: int | None = None
    who: str = ""
    clause: Clause | None = None


@dataclass(frozen=True, slots=True)
class Tier:
    """等次: one tier of an award by its full name (中国质量奖提名奖)."""

    key: str
    name: str
    quota: Quota | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """参评范围: who may enter, as a list of this edition.

    `closed` is a list that 仅限 ends; 等 leaves it open, and an unlisted kind is then unknown.
    """

    label: str
    items: tuple[str, ...]
    kind: NomineeKind | None = None
    closed: bool = False
    clause: Clause | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """参评条件: one clause in words for people; `digest` is that of the notice's own words.

    `rule` answers it from facts; without one people judge it, or the award's rule pack has it.
    """

    text: str
    clause: Clause | None = None
    digest: str = ""
    rule: Node | None = None


@dataclass(frozen=True, slots=True)
class Award:
    """One award. `basis` are the documents that it stands on, `holder` who confers it.

    `rules` names the rule pack that answers its conditions, `as_of` the day that 近5年 runs back
    from (None: to be settled). `own_application` says that filing here doesn't replace the award's
    own application.
    """

    key: str
    name: str
    holder: str = ""
    basis: tuple[str, ...] = ()
    cycle_years: int | None = None
    accepts: tuple[NomineeKind, ...] = ()
    tiers: tuple[Tier, ...] = ()
    scopes: tuple[Scope, ...] = ()
    conditions: tuple[Condition, ...] = ()
    rules: str = ""
    as_of: date | None = None
    own_application: bool = False
    clause: Clause | None = None
