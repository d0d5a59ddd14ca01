"""A notice as text with places, and the facts that are read from it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from jianyou.domain.calls.awards import QuotaOp


class Span(NamedTuple):
    """Characters `start` to `end` (exclusive) of the notice's text."""

    start: int
    end: int


class Line(NamedTuple):
    """One line of the text, without its line break and outer white space; `span` is its place."""

    number: int
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class NoticeText:
    """The text as it was given, its line breaks folded to one kind; all places count in it."""

    text: str
    lines: Sequence[Line]

    def of(self, span: Span) -> str:
        """The words of a place."""
        return self.text[span.start : span.end]

    def filled(self) -> Iterator[Line]:
        """The lines that hold anything."""
        return (line for line in self.lines if line.text)


class NoticeKind(StrEnum):
    """What a text is: a call for entries, another notice, a publicity list, or no notice at all."""

    CALL = "call"
    NOTICE = "notice"
    PUBLICITY = "publicity"
    OTHER = "other"


class Section(NamedTuple):
    """A part of the text: its heading's level (1 for 一、, 2 for （一）, 3 for 1., 4 for （1）) and place.

    `path` is the clause path (`一（二）1`), `heading` the place of the heading's words, `body` of all
    that stands below it up to the next heading of its level or above. `attachment` is the number of
    the attachment that it stands in, 0 for the body of the notice.
    """

    level: int
    path: str
    heading: Span
    body: Span
    attachment: int = 0


class AttachmentPart(NamedTuple):
    """An attachment that follows in the same text: its number (1 if there is one without), title, place."""

    number: int
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of an official paper (GB/T 9704) as far as the text shows them.

    `head` is what stands above the addressees: website chrome, issuer, number, title. `body` runs to
    the signature, `tail` from the signature to the first attachment, `attachments` follow.
    """

    head: Span
    body: Span
    tail: Span
    attachments: tuple[AttachmentPart, ...] = ()
    sections: tuple[Section, ...] = ()


class Found(NamedTuple):
    """A text value and where it stands."""

    value: str
    span: Span


class DeadlineKind(StrEnum):
    """How the end is meant: 前 and 之前 up to that moment, 下班前 the end of office hours, a postmark."""

    BEFORE = "before"
    END_OF_DAY = "end_of_day"
    OFFICE_HOURS = "office_hours"
    POSTMARK = "postmark"


class Deadline(NamedTuple):
    """Until when, and for whom. `at` is `2024-02-22T18:00`, or `2024-02-22` where no hour is printed.

    `inferred_year` says that the year was taken from the date of issue; `weekday_differs` that a
    printed weekday isn't that day's. `reader` is who must keep it (申报单位, 区县), empty if not told.
    """

    at: str
    raw: str
    reader: str
    kind: DeadlineKind
    span: Span
    inferred_year: bool = False
    weekday_differs: bool = False


class Contact(NamedTuple):
    """A person or office to ask. `phone` is normalized (023-60000001), `phone_raw` as printed."""

    name: str
    phone: str
    phone_raw: str
    unit: str
    span: Span


class Quota(NamedTuple):
    """How many of what (an award, a place): `who`, `n`, `unit` (个, 名, 项), `op`, `raw` as printed.

    A share of heads has the unit `%`. `most` is the upper end of a range (2-3个), else None.
    """

    who: str
    n: int | float | None
    unit: str
    op: QuotaOp
    raw: str
    span: Span
    most: int | None = None

    def printed(self) -> int | float | str | None:
        """The number as people write it: 10, `60%`, `2-3`."""
        if self.unit == "%" and self.n is not None:
            return f"{self.n:g}%"
        return f"{self.n}-{self.most}" if self.most is not None else self.n


class NoticeColumn(NamedTuple):
    """A column of an annex table: its heading as printed, and the limit in words printed with it."""

    name: str
    limit: str
    span: Span
    attachment: int = 0


class Condition(NamedTuple):
    """A clause: its path, its exact words."""

    path: str
    text: str
    span: Span
    attachment: int = 0


class Question(NamedTuple):
    """What the text leaves open: a field, a message code with what it mentions, candidates to choose from."""

    field: str
    code: str
    params: dict[str, str | int]
    candidates: tuple[Found, ...] = ()


@dataclass(slots=True)
class NoticeFacts:
    """Everything read. What the text doesn't say is None or empty, never guessed."""

    kind: NoticeKind
    number: Found | None = None
    issuer: list[Found] = field(default_factory=list)
    title: Found | None = None
    issued_on: tuple[date, Span] | None = None
    printed_on: tuple[date, Span] | None = None
    addressees: list[Found] = field(default_factory=list)
    deadline: Deadline | None = None
    deadlines: list[Deadline] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    attachments: list[Found] = field(default_factory=list)
    quotas: list[Quota] = field(default_factory=list)
    columns: list[NoticeColumn] = field(default_factory=list)
    limits: list[Found] = field(default_factory=list)
    cites: list[Found] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def moment(at: str) -> datetime | date:
    """The moment or day of a deadline's `at`."""
    return datetime.fromisoformat(at) if "T" in at else date.fromisoformat(at)
