"""上报包的数据: the entries that an office names to the one above, with all that was found of them there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from jianyou.datafiles.canonical import Plain, canonical
from jianyou.domain.packages.parcel import Parcel
from jianyou.domain.packages.shapes import Shape, data_of
from jianyou.terms.finding import Refused

ENTRIES, CONTACTS = "data/entries.json", "personal/contacts.json"
MOST_ENTRIES = 300
"""What one table holds."""
_MOST_AWARDS, _MOST_CONDITIONS, _MOST_FILES = 30, 200, 40
_LONGEST_NAME = 200
_WITHOUT_CONTACTS = ("data/", "decision/", "publicity/", "ledger/")


@dataclass(frozen=True, slots=True)
class Named:
    """For which award an entry is named, in which tier (may be ""), and in which place among all."""

    award: str
    tier: str
    order: int


@dataclass(frozen=True, slots=True)
class Condition:
    """How one condition was answered there: its name, the clause it comes from, met, not_met or unknown."""

    code: str
    clause: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The eligibility check of one award, condition by condition."""

    award: str
    outcome: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Came:
    """A file that belongs to an entry: its name in the package, and what it was called."""

    member: str
    name: str


@dataclass(frozen=True, slots=True)
class Nominated:
    """One entry: its names there, what its row says (`personal`: contacts), and what was found there.

    `scores` are by award, as text. `uscc` is "" where none is known.
    """

    number: str
    ordinal: int
    version: int
    filer: str
    received_at: datetime
    accepted_at: datetime | None
    name: str
    uscc: str
    values: Mapping[str, str]
    personal: Mapping[str, str]
    awards: tuple[Named, ...]
    answers: tuple[Answer, ...] = ()
    scores: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    files: tuple[Came, ...] = ()

    @property
    def place(self) -> int:
        """Its first place among all named."""
        return min(one.order for one in self.awards)

    @property
    def provenance(self) -> dict[str, Plain]:
        """What the office above keeps of where it comes from; no contacts."""
        return {
            "version": self.version,
            "filer": self.filer,
            "received_at": self.received_at.isoformat(),
            "accepted_at": self.accepted_at.isoformat() if self.accepted_at else "",
            "awards": [{"award": one.award, "tier": one.tier, "order": one.order} for one in self.awards],
            "answers": [_answer_plain(one) for one in self.answers],
            "scores": dict(self.scores),
            "facts": dict(self.facts),
            "files": [{"member": one.member, "name": one.name} for one in self.files],
        }


@dataclass(frozen=True, slots=True)
class Nomination:
    """The table: its header line (`personal`: contacts in it) and the entries in their order."""

    header: Mapping[str, str]
    personal: Mapping[str, str]
    entries: tuple[Nominated, ...]


def tells_contacts(name: str) -> bool:
    """Whether a file of such a package may tell contacts, by its name: papers and scans do as well."""
    return not name.startswith(_WITHOUT_CONTACTS)


def nomination_files(nomination: Nomination) -> dict[str, bytes]:
    """The files of data; contacts stand in one of their own."""
    plain: dict[str, Plain] = {
        "header": dict(nomination.header),
        "entries": [_entry_plain(one) for one in nomination.entries],
    }
    contacts: dict[str, Plain] = {
        "header": dict(nomination.personal),
        "entries": [
            {"number": one.number, "ordinal": one.ordinal, "values": dict(one.personal)}
            for one in nomination.entries
        ],
    }
    return {ENTRIES: canonical(plain), CONTACTS: canonical(contacts)}


def nomination_of(parcel: Parcel) -> Nomination:
    """The table that a package brings.

    Raises:
        Refused: data is missing or of another shape, an entry stands there twice, or there are too many.
    """
    root = Shape(data_of(parcel, ENTRIES), ENTRIES)
    personal, contacts = _contacts(parcel)
    entries = root.each("entries", MOST_ENTRIES, lambda shape: _entry(shape, contacts))
    if not entries:
        raise Refused("package_empty")
    keys = [(one.number, one.ordinal) for one in entries]
    if len(set(keys)) < len(keys):
        raise root.wrong("entries")
    for entry in entries:
        for came in entry.files:
            if came.member not in parcel.manifest.files:
                raise Refused("package_file_missing", name=came.member[:80])
    return Nomination(root.texts("header"), personal, entries)


def _contacts(parcel: Parcel) -> tuple[Mapping[str, str], Mapping[tuple[str, int], Mapping[str, str]]]:
    """What is personal: of the header line, and of entries by number and ordinal."""
    if CONTACTS not in parcel.manifest.files:
        return {}, {}
    root = Shape(data_of(parcel, CONTACTS), CONTACTS)
    told = root.each(
        "entries",
        MOST_ENTRIES,
        lambda shape: ((shape.number("number"), shape.whole("ordinal")), shape.texts("values")),
    )
    return root.texts("header"), dict(told)


def _entry(shape: Shape, contacts: Mapping[tuple[str, int], Mapping[str, str]]) -> Nominated:
    number, ordinal = shape.number("number"), shape.whole("ordinal")
    awards = shape.each(
        "awards",
        _MOST_AWARDS,
        lambda one: Named(
            one.key("award", needed=False), one.key("tier", needed=False), one.whole("order", high=100_000)
        ),
    )
    values = shape.texts("values")
    if not awards or not any(values.values()):
        raise shape.wrong("awards" if any(values.values()) else "values")
    return Nominated(
        number=number,
        ordinal=ordinal,
        version=shape.whole("version"),
        filer=shape.text("filer", longest=_LONGEST_NAME),
        received_at=shape.moment("received_at"),
        accepted_at=shape.moment("accepted_at") if shape.text("accepted_at", needed=False) else None,
        name=shape.text("name", longest=300),
        uscc=shape.text("uscc", longest=18, needed=False),
        values=values,
        personal=contacts.get((number, ordinal), {}),
        awards=awards,
        answers=shape.each("answers", _MOST_AWARDS, _answer),
        scores=shape.texts("scores", longest=40),
        facts=shape.texts("facts", longest=2000),
        files=shape.each("files", _MOST_FILES, lambda one: Came(one.text("member"), one.text("name"))),
    )


def _answer(shape: Shape) -> Answer:
    return Answer(
        shape.key("award", needed=False),
        shape.key("outcome"),
        shape.each(
            "conditions",
            _MOST_CONDITIONS,
            lambda one: Condition(
                one.text("code", longest=80), one.text("clause", longest=80, needed=False), one.key("outcome")
            ),
        ),
    )


def _answer_plain(answer: Answer) -> dict[str, Plain]:
    conditions: Sequence[Plain] = [
        {"code": one.code, "clause": one.clause, "outcome": one.outcome} for one in answer.conditions
    ]
    return {"award": answer.award, "outcome": answer.outcome, "conditions": conditions}


def _entry_plain(one: Nominated) -> dict[str, Plain]:
    return {
        "number": one.number,
        "ordinal": one.ordinal,
        "name": one.name,
        "uscc": one.uscc,
        "values": dict(one.values),
        **one.provenance,
    }
