"""The letters of a call: held, sent and dropped ones; what can be made; and those that a filer may read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.timezone import localtime

from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.papers.decision_letters import DECISION_LETTERS
from jianyou.domain.papers.letters import Letter as Paper
from jianyou.domain.papers.letters import LetterKind
from jianyou.queries.entries import select_entries
from jianyou.queries.entry_wanted import EntryKey, EntryWanted
from jianyou.queries.letter_matters import Matter, decided_rows, matters_of
from jianyou.queries.office_calls import names_of, own_call
from jianyou.store.models import Call, Entry, Filing, Letter
from jianyou.terms.finding import Refused
from jianyou.terms.paging import Page, turned_to

LENGTH = 50
MOST_AT_ONCE = 500
"""Letters that are made or sent in one act."""


class LetterStatus(StrEnum):
    """留存、已发、作废."""

    HELD = "held"
    SENT = "sent"
    DROPPED = "dropped"


class Making(StrEnum):
    """Whether a letter can be made of an entry: yes; it is made already; nothing of the kind was decided."""

    NEW = "new"
    MADE = "made"
    NOT_DECIDED = "not_decided"


class ToMake(NamedTuple):
    """An entry that was chosen for letters of a kind; ordinal 0 is the whole filing."""

    number: str
    ordinal: int
    name: str
    filer: str
    making: Making


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter in the list; moments in the site's zone, people by their names (`maker` as the log knows him).

    `stale`: held, and no longer what stands decided. `reach`: its filer has a confirmed address. `how` it was
    sent is `message` or `printed`.
    """

    key: UUID
    kind: LetterKind
    status: LetterStatus
    title: str
    number: str
    ordinal: int
    name: str
    addressee: str
    maker: str
    made_by: str
    made_at: datetime
    sent_by: str
    sent_at: datetime | None
    how: str
    reach: bool
    stale: bool


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter opened: its line, what it says, and why it was dropped."""

    line: LetterLine
    paper: Paper
    dropped_because: str


@dataclass(frozen=True, slots=True)
class FilerLetter:
    """A letter that was sent, for its filer."""

    key: UUID
    title: str
    ordinal: int
    name: str
    at: datetime


def list_to_make(
    *, viewer: Actor, slug: str, kind: LetterKind, wanted: EntryWanted | Iterable[EntryKey] | None
) -> tuple[ToMake, ...]:
    """What of a selection letters of that kind can be made of; None: whatever has none yet, the first ones.

    Raises:
        Refused: the viewer's office has no such call, or more are chosen than are made at once.
    """
    call = own_call(viewer, slug)
    if wanted is None:
        entries = _without(call, kind)
    else:
        keys = [line.key for line in select_entries(viewer=viewer, slug=slug, wanted=wanted)]
        entries = entries_named(call, keys)
    matters = matters_of(kind, entries)
    decided, made = {matter.key: matter for matter in matters}, made_of(kind, matters)
    told: dict[tuple[UUID, UUID | None], ToMake] = {}
    for entry in entries:
        whole = kind is LetterKind.ADMISSION
        key = (entry.filing_id, None if whole else entry.id)
        making = Making.NOT_DECIDED
        if key in decided:
            making = Making.MADE if (*key, decided[key].of) in made else Making.NEW
        filing = entry.filing
        ordinal, name = (0, "") if whole else (entry.ordinal, entry.name)
        told.setdefault(key, ToMake(filing.number, ordinal, name, filing.filer, making))
    return tuple(told.values())


def _without(call: Call, kind: LetterKind) -> list[Entry]:
    """Entries on which something of that kind was decided, those first that have no such letter at all."""
    own = Letter.objects.filter(kind=kind).exclude(status=LetterStatus.DROPPED)
    rows = decided_rows(kind, call)
    if kind is LetterKind.ADMISSION:
        has = Exists(own.filter(filing=OuterRef("filing")))
        rows = rows.filter(ordinal=1)
    else:
        has = Exists(own.filter(entry=OuterRef("id")))
    return list(rows.annotate(has=has).filter(has=False).order_by("decided_at", "id")[:MOST_AT_ONCE])


def entries_named(call: Call, keys: Sequence[EntryKey]) -> list[Entry]:
    """The entries of these names with their filings, in this order.

    Raises:
        Refused: there are more than are dealt with at once.
    """
    if len(keys) > MOST_AT_ONCE:
        raise Refused("letters_too_many", most=MOST_AT_ONCE, count=len(keys))
    rows = Entry.objects.filter(call=call, filing__number__in={key.number for key in keys})
    by_key = {EntryKey(row.filing.number, row.ordinal): row for row in rows.select_related("filing")}
    return [by_key[key] for key in keys if key in by_key]


def made_of(kind: LetterKind, matters: Sequence[Matter]) -> set[tuple[UUID, UUID | None, str]]:
    """The decisions that have a letter, held or sent, by filing, entry and moment."""
    rows = Letter.objects.filter(filing__in={matter.filing.id for matter in matters}, kind=kind)
    kept = rows.exclude(status=LetterStatus.DROPPED).values_list("filing_id", "entry_id", "content")
    return {(filing, entry, str(content["of"])) for filing, entry, content in kept}


def count_letters(*, viewer: Actor, slug: str) -> Mapping[LetterStatus, int]:
    """How many letters of a call are in which state.

    Raises:
        Refused: the viewer's office has no such call.
    """
    rows = Letter.objects.filter(call=own_call(viewer, slug), filing__isnull=False)
    counted = dict(rows.values_list("status").annotate(count=Count("id")))
    return {status: counted.get(status, 0) for status in LetterStatus}


def list_letters(
    *, viewer: Actor, slug: str, status: LetterStatus, kind: LetterKind | None = None, page: int = 1
) -> Page[LetterLine]:
    """One page of the letters of a call in that state, the newest first.

    Raises:
        Refused: the viewer's office has no such call.
    """
    rows = _letters(own_call(viewer, slug)).filter(status=status)
    if kind:
        rows = rows.filter(kind=kind)
    total = rows.count()
    number = turned_to(page, total, LENGTH)
    found = rows.order_by("-made_at", "-id")[(number - 1) * LENGTH : number * LENGTH]
    return Page(_lines(viewer, list(found)), number, total, LENGTH)


def held_letters(
    *, viewer: Actor, slug: str, kind: LetterKind | None = None, keys: Sequence[UUID] | None = None
) -> tuple[LetterLine, ...]:
    """The letters held, all of a kind or those named, the oldest first, at most as many as are sent at once.

    Raises:
        Refused: the viewer's office has no such call.
    """
    rows = _letters(own_call(viewer, slug)).filter(status=LetterStatus.HELD)
    if kind:
        rows = rows.filter(kind=kind)
    if keys is not None:
        rows = rows.filter(id__in=keys)
    return _lines(viewer, list(rows.order_by("made_at", "id")[:MOST_AT_ONCE]))


def get_letter(*, viewer: Actor, slug: str, key: UUID) -> LetterView:
    """A letter of a call.

    Raises:
        Refused: the viewer's office has no such call, or it no such letter.
    """
    row = _letters(own_call(viewer, slug)).filter(id=key).first()
    if row is None:
        raise Refused("letter_unknown")
    return LetterView(_lines(viewer, [row])[0], paper_of(row), str(row.content.get("because", "")))


def list_filer_letters(*, number: str) -> tuple[FilerLetter, ...]:
    """The letters that were sent about a filing; only for who was let in to it."""
    return tuple(
        FilerLetter(
            row.id,
            str(row.content["title"]),
            row.entry.ordinal if row.entry else 0,
            row.entry.name if row.entry else "",
            localtime(row.sent_at),
        )
        for row in _sent_to(number).order_by("sent_at", "id")
        if row.sent_at
    )


def get_filer_letter(*, number: str, key: UUID) -> Paper:
    """A letter that was sent about a filing; only for who was let in to it.

    Raises:
        Refused: there is none.
    """
    row = _sent_to(number).filter(id=key).first()
    if row is None:
        raise Refused("letter_unknown")
    return paper_of(row)


def paper_of(row: Letter) -> Paper:
    """What a letter says, as it is set."""
    content = row.content
    return Paper(
        kind=LetterKind(row.kind),
        title=content["title"],
        addressee=row.addressee,
        paragraphs=tuple(content["paragraphs"]),
        signed_by=content["signed_by"],
        on=date.fromisoformat(content["on"]) if content.get("on") else None,
    )


def stale_among(rows: Sequence[Letter]) -> set[UUID]:
    """Those of the letters held that no longer tell what stands decided; entries and filings loaded."""
    stale: set[UUID] = set()
    for kind in {LetterKind(row.kind) for row in rows}:
        if kind not in DECISION_LETTERS:
            continue
        own = [row for row in rows if row.kind == kind and row.filing]
        about = [row.entry or Entry(filing=row.filing) for row in own]
        standing = {(*matter.key, matter.of) for matter in matters_of(kind, about)}
        stale |= {row.id for row in own if (row.filing_id, row.entry_id, row.content["of"]) not in standing}
    return stale


def _sent_to(number: str) -> QuerySet[Letter]:
    rows = Letter.objects.filter(filing__number=number, status=LetterStatus.SENT)
    return rows.select_related("entry")


def _letters(call: Call) -> QuerySet[Letter]:
    rows = Letter.objects.filter(call=call, filing__isnull=False)
    return rows.select_related("entry__filing", "filing")


def _lines(viewer: Actor, rows: Sequence[Letter]) -> tuple[LetterLine, ...]:
    names = names_of(viewer, [name for row in rows for name in (row.made_by, row.sent_by)])
    stale = stale_among([row for row in rows if row.status == LetterStatus.HELD])
    return tuple(_line(row, row.filing, names, row.id in stale) for row in rows if row.filing)


def _line(row: Letter, filing: Filing, names: Mapping[str, str], stale: bool) -> LetterLine:
    return LetterLine(
        key=row.id,
        kind=LetterKind(row.kind),
        status=LetterStatus(row.status),
        title=str(row.content["title"]),
        number=filing.number,
        ordinal=row.entry.ordinal if row.entry else 0,
        name=row.entry.name if row.entry else "",
        addressee=row.addressee,
        maker=row.made_by,
        made_by=names[row.made_by],
        made_at=localtime(row.made_at),
        sent_by=names[row.sent_by] if row.sent_by else "",
        sent_at=localtime(row.sent_at) if row.sent_at else None,
        how=str(row.content.get("how", "")),
        reach=filing.confirmed,
        stale=stale,
    )
