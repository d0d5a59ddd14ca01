"""异议: what somebody holds against a published list, whether it can be taken, and by when it is answered."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple, Protocol

from jianyou.codes import phones, uscc
from jianyou.codes.fold import fold_width
from jianyou.codes.workdays import add_working_days
from jianyou.terms.message import NO_PARAMS, Param

LONGEST_OBJECTION = 5000
"""Characters of what is held, and of what the nominee answers."""
MOST_FILES = 10
LARGEST_FILE = 20_000_000
"""Bytes of one file."""
LENGTHS: Mapping[str, int] = {"name": 100, "phone": 40, "mail": 254, "address": 200, "identity_last4": 4}
_LONGEST_UNIT_NAME = 200
_LAST4 = re.compile(r"[0-9]{3}[0-9X]")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_FEWEST_DIGITS = 5
"""A shorter number stands in texts by chance."""


class ObjectionKind(StrEnum):
    """实质性异议、文字差错、仅对名次有异议."""

    SUBSTANCE = "substance"
    TYPING = "typing"
    RANK = "rank"


class Channel(StrEnum):
    """How it came."""

    WEB = "web"
    COUNTER = "counter"
    POST = "post"
    MAIL = "mail"


class Outcome(StrEnum):
    """异议成立、部分成立、不成立."""

    UPHELD = "upheld"
    PARTLY = "partly"
    DISMISSED = "dismissed"


class Effect(StrEnum):
    """What follows for the list: the nominee leaves it, is looked at again, a value is put right, nothing."""

    REMOVE = "remove"
    RECHECK = "recheck"
    CORRECT = "correct"
    NONE = "none"


class FileRole(StrEnum):
    """What a file of an objection is for; `identity` is a unit's stamped letter or a person's proof."""

    EVIDENCE = "evidence"
    IDENTITY = "identity"
    REPLY = "reply"
    FINDING = "finding"


class ObjectorKind(StrEnum):
    """个人、单位."""

    PERSON = "person"
    UNIT = "unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Objector:
    """Who objects, no more than an answer needs: of an identity number `identity_last4` at most.

    A unit has its credit code, and its stamped letter among the files.
    """

    kind: ObjectorKind
    name: str
    phone: str = ""
    mail: str = ""
    address: str = ""
    identity_last4: str = ""
    uscc: str = ""

    @property
    def reachable(self) -> bool:
        """Whether an answer would reach anybody."""
        return bool(self.phone or self.mail or self.address)


def plain_objector(objector: Objector) -> dict[str, str]:
    """It as it is kept, encrypted."""
    return {key: str(value) for key, value in asdict(objector).items()}


def objector_of(plain: Mapping[str, str]) -> Objector:
    """It as it was kept."""
    told = {key: str(plain.get(key, "")) for key in Objector.__slots__ if key != "kind"}
    return Objector(kind=ObjectorKind(plain["kind"]), **told)


class Problem(NamedTuple):
    """What is wrong with a field of the form."""

    field: str
    code: str
    params: Mapping[str, Param] = NO_PARAMS


def objector_problems(objector: Objector) -> tuple[Problem, ...]:
    """What is wrong with what somebody tells of himself, in the order of the form."""
    return tuple(_problems(objector))


def _problems(objector: Objector) -> Iterable[Problem]:
    unit = objector.kind is ObjectorKind.UNIT
    for field, most in LENGTHS.items():
        longest = _LONGEST_UNIT_NAME if unit and field == "name" else most
        if len(getattr(objector, field)) > longest:
            yield Problem(field, "objection_field_long", {"most": longest})
    if not objector.name.strip():
        yield Problem("name", "objection_unit_name_empty" if unit else "objection_name_empty")
    if objector.phone and not _is_phone(objector.phone):
        yield Problem("phone", "objection_phone_bad")
    if objector.mail and not _MAIL.fullmatch(objector.mail):
        yield Problem("mail", "objection_mail_bad")
    if not objector.reachable:
        yield Problem("phone", "objection_unreachable")
    if objector.identity_last4 and not _LAST4.fullmatch(objector.identity_last4.upper()):
        yield Problem("identity_last4", "objection_last4_bad")
    if objector.uscc and not uscc.is_valid(objector.uscc):
        yield Problem("uscc", "objection_uscc_bad")


def _is_phone(text: str) -> bool:
    found = phones.find(phones.fold(text))
    return bool(found) and all(isinstance(each.what, phones.Phone) for each in found)


class Rules(Protocol):
    """What a call asks of objections (`calls.course.Objections`)."""

    @property
    def named_only(self) -> bool:
        """Whether anonymous ones aren't taken."""

    @property
    def evidence(self) -> bool:
        """Whether one without evidence isn't taken."""


class Facts(NamedTuple):
    """What is looked at: `evidence` and `letters` (of the objector's identity) are counts of files."""

    kind: ObjectionKind
    in_time: bool
    objector: Objector | None
    evidence: int
    letters: int


def missing_of(facts: Facts, rules: Rules) -> tuple[str, ...]:
    """The codes of what keeps an objection from being taken, none where nothing does.

    A typing error is put right whoever saw it, whenever he did.
    """
    if facts.kind is ObjectionKind.TYPING:
        return ()
    return tuple(_missing(facts, rules))


def _missing(facts: Facts, rules: Rules) -> Iterable[str]:
    if not facts.in_time:
        yield "objection_missing_time"
    if facts.objector is None:
        if rules.named_only:
            yield "objection_missing_name"
    elif facts.objector.kind is ObjectorKind.UNIT and not facts.letters:
        yield "objection_missing_letter"
    if facts.kind is ObjectionKind.RANK:
        yield "objection_missing_substance"
    elif rules.evidence and not facts.evidence:
        yield "objection_missing_evidence"


MISSING = (
    "objection_missing_time",
    "objection_missing_name",
    "objection_missing_letter",
    "objection_missing_substance",
    "objection_missing_evidence",
)
"""Every code that `missing_of` may give; each tells what to do."""
REFUSALS: Mapping[str, str] = {
    "objection_missing_time": "objection_refused_time",
    "objection_missing_name": "objection_refused_name",
    "objection_missing_letter": "objection_refused_letter",
    "objection_missing_substance": "objection_refused_substance",
    "objection_missing_evidence": "objection_refused_evidence",
}
"""How each of them is said as the reason of a refusal, when nothing can be done any more."""


def answer_due(
    accepted_on: date, answer_days: int | None, changes: Mapping[date, bool] | None = None
) -> date | None:
    """The last day to answer, None where the call sets none; the day of acceptance doesn't count.

    Working days count, with the `changes` declared to their calendar; where that is None, every day.

    Raises:
        CalendarUnknown: whether a day is worked on isn't known.
    """
    if answer_days is None:
        return None
    if changes is None:
        return accepted_on + timedelta(days=answer_days)
    return add_working_days(accepted_on, answer_days, changes)


POSSIBLE: Mapping[Outcome, tuple[Effect, ...]] = {
    Outcome.UPHELD: (Effect.REMOVE, Effect.RECHECK, Effect.CORRECT, Effect.NONE),
    Outcome.PARTLY: (Effect.RECHECK, Effect.CORRECT, Effect.NONE),
    Outcome.DISMISSED: (Effect.NONE,),
}
"""Which effects an outcome may have: nobody leaves a list for what wasn't found to be so."""


def telling(text: str, objector: Objector | None, public: str = "") -> str:
    """The field by which a text would tell who objects, empty where none does; width and spaces don't matter.

    What stands in `public` (the row that is objected to) tells nothing: a nominee may object to it himself.
    """
    if objector is None:
        return ""
    folded, known = _squeezed(text), _squeezed(public)
    for field in ("name", "mail", "address", "uscc"):
        value = _squeezed(getattr(objector, field))
        if value and value in folded and value not in known:
            return field
    digits = _digits(text)
    told = any(len(number) >= _FEWEST_DIGITS and number in digits for number in _numbers(objector.phone))
    return "phone" if told else ""


def _numbers(phone: str) -> Iterable[str]:
    """The digits of a phone as it was written, and as it is read."""
    yield _digits(phone)
    for each in phones.find(phones.fold(phone)):
        if isinstance(each.what, phones.Phone):
            yield _digits(each.what.number)


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", fold_width(text))


def _squeezed(text: str) -> str:
    return "".join(fold_width(text).casefold().split())


class Counted(NamedTuple):
    """What statistics need of objections that are alike, and how many they are; values as kept."""

    status: str
    outcome: str
    kind: str
    named: bool
    in_time: bool
    alike: int = 1


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of objections and nothing of any one: `outcomes` by `Outcome`, `states` by the status kept."""

    received: int
    named: int
    in_time: int
    kinds: Mapping[str, int]
    states: Mapping[str, int]
    outcomes: Mapping[str, int]


def statistics_of(rows: Iterable[Counted]) -> Statistics:
    """The counts of them."""
    told = list(rows)
    states = dict.fromkeys(row.status for row in told)
    return Statistics(
        received=sum(row.alike for row in told),
        named=sum(row.alike for row in told if row.named),
        in_time=sum(row.alike for row in told if row.in_time),
        kinds={each.value: sum(row.alike for row in told if row.kind == each) for each in ObjectionKind},
        states={each: sum(row.alike for row in told if row.status == each) for each in states},
        outcomes={each.value: sum(row.alike for row in told if row.outcome == each) for each in Outcome},
    )
