"""程序: the stages of a call, and the parameters of those that have any."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jianyou.terms.clause import Clause


class StageKind(StrEnum):
    """The stages that an office may put in its own order; only publicity may come twice."""

    FILING = "filing"
    FORMAL_CHECK = "formal_check"
    ELIGIBILITY = "eligibility"
    CLEARANCE = "clearance"
    REVIEW = "review"
    DELIBERATION = "deliberation"
    PUBLICITY = "publicity"
    RECOMMENDATION = "recommendation"
    RESULT = "result"
    CONFERRAL = "conferral"
    SUPPORT = "support"
    RECHECK = "recheck"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage with the days that the call prints for it."""

    kind: StageKind
    starts_on: date | None = None
    ends_on: date | None = None
    clause: Clause | None = None


class CompletesOn(StrEnum):
    """What makes a filing complete: the sealed paper, its scan, or either."""

    PAPER = "paper"
    SEALED_SCAN = "sealed_scan"
    EITHER = "either"


class DeliveryForm(StrEnum):
    """How a filing may be handed in."""

    PAPER = "paper"
    POST = "post"
    MAIL = "mail"
    WEB = "web"


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where a filing is handed in: a counter, an address, a mailbox."""

    form: DeliveryForm
    place: str = ""
    address: str = ""
    clause: Clause | None = None


@dataclass(frozen=True, slots=True)
class FilingRules:
    """What counts as filed, and in time.

    `deadline_counts` says whether the very moment of the deadline is still in time, `late_admission`
    whether a late filing may be admitted by a named decision. None: the call leaves it open.
    """

    completes_on: CompletesOn | None = None
    sealed: bool = False
    deadline_counts: bool = False
    late_admission: bool = False
    delivery: tuple[Delivery, ...] = ()
    clause: Clause | None = None


ORDINARY_FILING = FilingRules()
"""Strictly before the deadline, with nothing else said."""


@dataclass(frozen=True, slots=True)
class Clearance:
    """征求部门意见: the departments that are asked about each nominee."""

    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Publicity:
    """公示: how long, in which days, where, and exactly which columns of the annex are shown."""

    days: int
    working_days: bool
    shows: tuple[str, ...]
    places: tuple[str, ...] = ()
    clause: Clause | None = None


@dataclass(frozen=True, slots=True)
class Objections:
    """异议: within how many days (None: while the list is public), and what one must have."""

    days: int | None = None
    named_only: bool = True
    evidence: bool = True
    answer_days: int | None = None
    clause: Clause | None = None


class ActivityKind(StrEnum):
    """The kinds of help that a call may promise."""

    TRAINING = "training"
    EXCHANGE = "exchange"
    IMPROVEMENT = "improvement"
    INNOVATION = "innovation"
    OTHER = "other"


class PriorityGroup(StrEnum):
    """Who is considered first for help."""

    NOMINATED = "nominated"
    RECOMMENDED = "recommended"
    CONFERRED = "conferred"


@dataclass(frozen=True, slots=True)
class Activity:
    """One kind of help by its name in the call."""

    kind: ActivityKind
    name: str


@dataclass(frozen=True, slots=True)
class Support:
    """帮扶: what help the call promises, and who comes first."""

    activities: tuple[Activity, ...]
    priority: tuple[PriorityGroup, ...] = ()
    clause: Clause | None = None
