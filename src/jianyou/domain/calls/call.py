"""征集: one opening made from a notice, as its file tells it."""

from dataclasses import dataclass
from datetime import date, datetime

from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.calls.awards import Award, Quota
from jianyou.domain.calls.course import (
    ORDINARY_FILING,
    Clearance,
    FilingRules,
    Objections,
    Publicity,
    Stage,
    Support,
)
from jianyou.domain.calls.levels import Intentions, Packages, RollsUp
from jianyou.domain.calls.review import Choice
from jianyou.domain.judging.scores.stages import Review
from jianyou.domain.titles.rules import TitleRule
from jianyou.terms.clause import Clause


@dataclass(frozen=True, slots=True)
class Source:
    """依据文件: a document that the notice acts on."""

    title: str
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice that the call rests on; a draft may lack its number, issuer and date."""

    title: str
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    printed_on: date | None = None
    addressees: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    acts_on: tuple[Source, ...] = ()
    public_release: bool = False


@dataclass(frozen=True, slots=True)
class Audience:
    """征集对象: who is addressed, known by a dated list that the office keeps; no condition.

    `list_name` is the list's title, `listed_on` its date, `batch` its batch.
    """

    key: str
    label: str
    clause: Clause | None = None
    list_name: str = ""
    batch: str = ""
    listed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """联系方式: a unit of the office; the person's name and phone are the office's to give."""

    unit: str = ""
    name: str = ""
    phone: str = ""
    clause: Clause | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A call as its file tells it.

    `deadline` always knows its UTC offset. `regions` names the built-in region table that places
    are looked up in, empty where the call has none. `quotas` are those of the call as a whole: how
    many this office recommends, how many each filer may name.
    """

    id: str
    notice: Notice
    deadline: datetime
    annex: AnnexSchema
    regions: str = ""
    filing: FilingRules = ORDINARY_FILING
    audiences: tuple[Audience, ...] = ()
    contacts: tuple[Contact, ...] = ()
    awards: tuple[Award, ...] = ()
    quotas: tuple[Quota, ...] = ()
    stages: tuple[Stage, ...] = ()
    clearance: Clearance | None = None
    publicity: Publicity | None = None
    objections: Objections | None = None
    support: Support | None = None
    review: Review | None = None
    choices: tuple[Choice, ...] = ()
    titles: tuple[TitleRule, ...] = ()
    intentions: Intentions | None = None
    packages: Packages | None = None
    rolls_up: RollsUp | None = None
