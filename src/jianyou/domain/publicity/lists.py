"""拟推荐名单 as it is made public: what it shows, of whom, for how long, and who is asked about it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from itertools import groupby
from typing import NamedTuple

from jianyou.datafiles.canonical import Plain, canonical
from jianyou.domain.publicity.periods import Period
from jianyou.domain.publicity.personal import Kind, covered, is_credit_code, seen_in

LONGEST_TITLE, LONGEST_TEXT, LONGEST_PLACE, LONGEST_CONTACT = 200, 4000, 100, 200
MOST_PLACES, MOST_CONTACTS, MOST_LINES, MOST_DAYS = 10, 2, 2000, 365


class Contact(NamedTuple):
    """How a unit of the office is reached, by what is its own; all but the unit may be empty."""

    unit: str
    phone: str
    address: str = ""
    mailbox: str = ""


class Shown(NamedTuple):
    """A column that is shown. `coded`: it holds credit codes by its nature."""

    key: str
    title: str
    coded: bool = False


class Line(NamedTuple):
    """One of the list: `order` from 1, the names of award and tier (may be empty), texts by column key.

    `corrected` are the titles of columns in which a typing error was put right since.
    """

    order: int
    award: str
    tier: str
    values: Mapping[str, str]
    corrected: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """What it stands under: tiers go by their full names."""
        return self.tier or self.award


class Suspect(NamedTuple):
    """A text of the list that looks personal: in which line (`order`) and column, and what it looks like."""

    order: int
    column: str
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicList:
    """A round of publicity. Before it is published `published_at`, `period`, `objections_until` are None.

    `objection_days` is how long objections are in time, None: while it is public; `named_only` and
    `evidence` are what they need. `replaces` is the number of the round that it replaces, 0 for none.
    `removed` counts lines that an upheld objection took out since.
    """

    call: str
    number: int
    office: str
    title: str
    text: str
    columns: Sequence[Shown]
    lines: Sequence[Line]
    days: int
    working_days: bool
    places: Sequence[str]
    contacts: Sequence[Contact]
    objection_days: int | None = None
    named_only: bool = True
    evidence: bool = True
    replaces: int = 0
    removed: int = 0
    published_at: datetime | None = None
    period: Period | None = None
    objections_until: datetime | None = None

    @property
    def paragraphs(self) -> list[str]:
        """The text line by line."""
        return [line.strip() for line in self.text.split("\n") if line.strip()]

    @property
    def groups(self) -> list[tuple[str, list[Line]]]:
        """The lines under their headings, in order."""
        return [(heading, list(lines)) for heading, lines in groupby(self.lines, lambda line: line.heading)]

    @property
    def last_on(self) -> date | None:
        """The last day on which it is public."""
        return self.period.last_on if self.period else None


def fingerprint(told: PublicList) -> str:
    """The digest of all that publishing decides on: two lists that differ in nothing have the same."""
    return sha256(canonical(_plain(told))).hexdigest()


def snapshot(told: PublicList) -> bytes:
    """The list word for word with its period, as it is kept: canonical JSON.

    Raises:
        ValueError: it isn't published.
    """
    if told.published_at is None or told.period is None or told.objections_until is None:
        raise ValueError(told.number)
    moments: dict[str, Plain] = {
        "published_at": told.published_at.isoformat(),
        "begins_on": told.period.begins_on.isoformat(),
        "last_on": told.period.last_on.isoformat(),
        "ends_at": told.period.ends_at.isoformat(),
        "objections_until": told.objections_until.isoformat(),
    }
    return canonical({**_plain(told), "period": moments})


def _plain(told: PublicList) -> dict[str, Plain]:
    return {
        "format": "jianyou publicity 1",
        "call": told.call,
        "number": told.number,
        "office": told.office,
        "title": told.title,
        "text": told.text,
        "columns": [{"key": column.key, "title": column.title} for column in told.columns],
        "lines": [
            {
                "order": line.order,
                "award": line.award,
                "tier": line.tier,
                "values": {column.key: line.values.get(column.key, "") for column in told.columns},
            }
            for line in told.lines
        ],
        "days": told.days,
        "working_days": told.working_days,
        "places": list(told.places),
        "contacts": [contact._asdict() for contact in told.contacts],
        "objections": {
            "days": told.objection_days,
            "named_only": told.named_only,
            "evidence": told.evidence,
        },
        "replaces": told.replaces,
    }


def suspects(lines: Iterable[Line], columns: Sequence[Shown]) -> Iterator[Suspect]:
    """What looks personal in the texts that would be shown."""
    for line in lines:
        for column in columns:
            kinds = kinds_in(line.values.get(column.key, ""), coded=column.coded)
            if kinds:
                yield Suspect(line.order, column.title, kinds)


def kinds_in(text: str, *, coded: bool = False) -> tuple[Kind, ...]:
    """What looks personal in a text; `coded`: a credit code alone is what belongs there."""
    if coded and is_credit_code(text):
        return ()
    return tuple(dict.fromkeys(one.kind for one in seen_in(text)))


def without_personal(values: Mapping[str, str], columns: Sequence[Shown]) -> dict[str, str]:
    """The texts of these columns with all covered that looks personal."""
    shown = {column: values.get(column.key, "") for column in columns}
    return {
        column.key: text if column.coded and is_credit_code(text) else covered(text)
        for column, text in shown.items()
    }
