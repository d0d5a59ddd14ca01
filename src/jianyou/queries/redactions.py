"""隐名: which entries are ready to be judged without names, and one of them opened, for the office."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localtime

from jianyou.domain.annexes.proofs import label_code, order_of
from jianyou.domain.annexes.typed import has_lines
from jianyou.domain.judging.hiding import HIDDEN, Finder, Piece, hide, pieces
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.lifecycle.who_may import possible_acts
from jianyou.queries.hidden_names import columns_to_hide, finder_of, row_of
from jianyou.queries.judged import judged_entries
from jianyou.queries.office_calls import names_of, own_call
from jianyou.queries.pages import page_of
from jianyou.queries.proofs import PROOF
from jianyou.queries.redacted import unready
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now
from jianyou.store.files import path_of
from jianyou.store.models import Call, Entry, FilingVersion, Redaction, Review, StoredFile
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message
from jianyou.terms.paging import Page

A_PAGE = 30
_DECIDERS = frozenset({Role.OFFICE_CLERK, Role.SECTION_HEAD})


class Ready(StrEnum):
    """Where an entry stands; `STALE`: something was filed after its texts were made."""

    TEXTS = "texts"
    STALE = "stale"
    APPROVAL = "approval"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class RedactionLine:
    """An entry in the list: its proofs, how many have a copy that is approved, how many wait for approval."""

    number: str
    ordinal: int
    name: str
    state: Ready
    proofs: int
    copies: int
    waiting: int


@dataclass(frozen=True, slots=True)
class RedactionsView:
    """The entries of a call that are judged. `blind` are the reviews (number, name) that hide names."""

    slug: str
    title: str
    all: int
    ready: int
    page: Page[RedactionLine]
    blind: tuple[tuple[int, str], ...]
    second_person: bool


@dataclass(frozen=True, slots=True)
class HiddenColumn:
    """A column: what was filed, cut where something is hidden; what experts are to read instead.

    `approved`: it is what they read now; else it is proposed.
    """

    key: str
    title: str
    lines: bool
    original: tuple[Piece, ...]
    text: str
    hidden: int


@dataclass(frozen=True, slots=True)
class Found:
    """Something to look at in a copy: as it is written, where, and whether it is covered there."""

    text: str
    where: Message
    covered: bool


@dataclass(frozen=True, slots=True)
class CopyView:
    """A copy of a proof, or the texts of the row (`kind` empty). People are told by their names.

    `mine`: the viewer made it. `by_eye` are pages that show more than could be searched; `left_out` counts
    pictures and the like that didn't come along. Moments are in the site's zone.
    """

    key: UUID
    kind: str
    size: int
    pages: int
    by_eye: tuple[int, ...]
    left_out: int
    found: tuple[Found, ...]
    made_by: str
    made_at: datetime
    mine: bool
    approved_by: str
    approved_at: datetime | None


@dataclass(frozen=True, slots=True)
class ProofToHide:
    """A proof as it was sent, and the copy that stands for it, if any."""

    name: str
    digest: str
    size: int
    label: Message
    copy: CopyView | None


@dataclass(frozen=True, slots=True)
class RedactionView:
    """An entry opened. `version` is the one looked at; `words` are hidden besides what is known.

    `texts` is what was made of its columns, None before; `stale`: something was filed since. `following` is
    the next entry that isn't ready, by number and ordinal.
    """

    slug: str
    title: str
    number: str
    ordinal: int
    name: str
    version: int
    columns: tuple[HiddenColumn, ...]
    words: tuple[str, ...]
    texts: CopyView | None
    stale: bool
    state: Ready
    proofs: tuple[ProofToHide, ...]
    second_person: bool
    can: bool
    following: tuple[str, int] | None


def list_redactions(*, viewer: Actor, slug: str, todo: bool = False, page: int = 1) -> RedactionsView:
    """The entries of a call of the viewer's office, in the order of their numbers; `todo`: those not ready.

    Raises:
        Refused: that office has none of that name.
    """
    call = own_call(viewer, slug)
    judged = judged_entries(call)
    left = unready(judged)
    total = judged.count()
    shown = (left if todo else judged).order_by("filing__number", "ordinal")
    # Keys first: whole rows would be sorted with all they hold.
    found = page_of(shown.values_list("id", flat=True), page, A_PAGE, _lines)
    missing = found.total if todo else left.count()
    return RedactionsView(
        slug=call.slug,
        title=call.title,
        all=total,
        ready=total - missing,
        page=found,
        blind=tuple(
            Review.objects.filter(call=call, blind=True).order_by("number").values_list("number", "title")
        ),
        second_person=call.office.second_person,
    )


def get_redaction(
    *,
    viewer: Actor,
    slug: str,
    number: str,
    ordinal: int,
    words: Sequence[str] | None = None,
) -> RedactionView:
    """An entry of a call of the viewer's office; `words` to hide are proposed with, where they are given.

    Raises:
        Refused: that office has no such call, or the call no such entry that is judged.
    """
    call = own_call(viewer, slug)
    entry = judged_entry(call, number, ordinal)
    newest = entry.filing.versions.latest("ordinal")
    rows = list(Redaction.objects.filter(entry=entry, withdrawn_at=None))
    names = names_of(viewer, [name for row in rows for name in (row.made_by, row.approved_by) if name])
    copies = {row.of: _copy(row, viewer, names) for row in rows}
    texts = next((row for row in rows if not row.of), None)
    known = words_of(texts) if texts else ()
    stale = texts is not None and newest.at > texts.made_at
    kept = texts.texts if texts is not None and not stale and words is None else {}
    finder = finder_of(entry, known if words is None else words)
    now = database_now()
    return RedactionView(
        slug=call.slug,
        title=call.title,
        number=number,
        ordinal=ordinal,
        name=entry.name,
        version=newest.ordinal,
        columns=tuple(_columns(call, entry, finder, kept)),
        words=(tuple(words) if words is not None else known) if viewer.role in _DECIDERS else (),
        texts=copies.get(""),
        stale=stale,
        state=_state(texts, rows, newest.at),
        proofs=tuple(_proofs(entry, copies)),
        second_person=call.office.second_person,
        can=Act.REDACT_FILES in possible_acts(viewer, subject_at(call, now)),
        following=_following(call, entry),
    )


def judged_entry(call: Call, number: str, ordinal: int) -> Entry:
    """The entry of that number in a call, with its filing and call.

    Raises:
        Refused: there is none that is judged.
    """
    found = judged_entries(call).select_related("filing__organization", "call")
    entry = found.filter(filing__number=number, ordinal=ordinal).first()
    if entry is None:
        raise Refused("site_no_entry", number=number[:20], ordinal=ordinal)
    return entry


def words_of(texts: Redaction) -> tuple[str, ...]:
    """The words that are hidden besides what is known of an entry."""
    return tuple(_noted(texts).get("words", ()))


@dataclass(frozen=True, slots=True)
class CopyFile:
    """A copy's name for whoever keeps it, and where its bytes lie."""

    name: str
    path: Path


def get_copy_file(*, viewer: Actor, slug: str, number: str, ordinal: int, key: UUID) -> CopyFile:
    """A copy as experts would see it.

    Raises:
        Refused: the viewer's office has no such entry, it has no such copy, or its bytes are gone.
    """
    entry = judged_entry(own_call(viewer, slug), number, ordinal)
    row = Redaction.objects.filter(entry=entry, id=key, withdrawn_at=None).first()
    if row is None or not row.digest or not path_of(row.digest).is_file():
        raise Refused("redact_copy_gone")
    return CopyFile(f"证明材料.{row.kind}", path_of(row.digest))


def proofs_of_entry(entry: Entry) -> list[StoredFile]:
    """The proofs that stand for an entry: its own, and of a table with only one entry those of the table."""
    newest = entry.filing.versions.latest("ordinal")
    whole = (0, None) if entry.filing.entries.count() == 1 else ()
    held = [file for file in newest.files.filter(purpose=PROOF) if file.entry in (entry.ordinal, *whole)]
    return sorted(held, key=lambda one: (order_of(one.kind), one.name, one.digest))


def _columns(call: Call, entry: Entry, finder: Finder, kept: Mapping[str, str]) -> Iterator[HiddenColumn]:
    row = row_of(entry)
    for column in columns_to_hide(call):
        original = row.get(column.key, "")
        marks = finder.marks(original)
        text = kept.get(column.key, hide(original, marks))
        yield HiddenColumn(
            key=column.key,
            title=column.title,
            lines=has_lines(column),
            original=pieces(original, marks),
            text=text,
            hidden=text.count(HIDDEN),
        )


def _proofs(entry: Entry, copies: Mapping[str, CopyView]) -> Iterator[ProofToHide]:
    for file in proofs_of_entry(entry):
        label = Message(label_code(file.kind))
        yield ProofToHide(file.name, file.digest, file.size, label, copies.get(file.digest))


def _copy(row: Redaction, viewer: Actor, names: Mapping[str, str]) -> CopyView:
    noted = _noted(row) if viewer.role in _DECIDERS else {}
    return CopyView(
        key=row.id,
        kind=row.kind,
        size=row.size,
        pages=noted.get("pages", 0),
        by_eye=tuple(noted.get("by_eye", ())),
        left_out=noted.get("left_out", 0),
        found=tuple(
            Found(one["text"], Message(one["code"], one["params"]), one["covered"])
            for one in noted.get("found", ())
        ),
        made_by=names[row.made_by],
        made_at=localtime(row.made_at),
        mine=row.made_by == viewer.person,
        approved_by=names.get(row.approved_by, ""),
        approved_at=localtime(row.approved_at) if row.approved_at else None,
    )


def _noted(row: Redaction) -> dict[str, Any]:
    if row.noted is None:
        return {}
    told: dict[str, Any] = json.loads(site_keys().decrypt(bytes(row.noted)))
    return told


def _lines(keys: Sequence[UUID]) -> list[RedactionLine]:
    """Five questions for a page, however many entries stand on it."""
    by_key = Entry.objects.select_related("filing").in_bulk(keys)
    rows = [by_key[key] for key in keys]
    filings = {entry.filing_id for entry in rows}
    versions: dict[UUID, FilingVersion] = {}
    newest = FilingVersion.objects.filter(filing__in=filings).defer("content", "findings")
    for version in newest.order_by("ordinal"):
        versions[version.filing_id] = version
    proofs: dict[UUID, list[int | None]] = {}
    held = StoredFile.objects.filter(version__in=[one.id for one in versions.values()], purpose=PROOF)
    for filing, ordinal in held.values_list("version__filing_id", "entry"):
        proofs.setdefault(filing, []).append(ordinal)
    alone = _alone(filings)
    made: dict[UUID, list[Redaction]] = {}
    for row in Redaction.objects.filter(entry__in=rows, withdrawn_at=None).defer("texts", "noted"):
        made.setdefault(row.entry_id, []).append(row)
    return [
        _line(
            entry,
            made.get(entry.id, []),
            versions[entry.filing_id].at,
            sum(_is_of(one, entry, alone) for one in proofs.get(entry.filing_id, ())),
        )
        for entry in rows
    ]


def _alone(filings: set[UUID]) -> set[UUID]:
    """The filings of one entry: what was sent with their table stands for it."""
    many = Entry.objects.filter(filing__in=filings, ordinal=2).values_list("filing_id", flat=True)
    return filings - set(many)


def _is_of(told: int | None, entry: Entry, alone: set[UUID]) -> bool:
    return told == entry.ordinal or (not told and entry.filing_id in alone)


def _line(entry: Entry, made: Sequence[Redaction], filed: datetime, proofs: int) -> RedactionLine:
    texts = next((row for row in made if not row.of), None)
    copies = [row for row in made if row.of]
    return RedactionLine(
        number=entry.filing.number,
        ordinal=entry.ordinal,
        name=entry.name,
        state=_state(texts, made, filed),
        proofs=proofs,
        copies=sum(row.approved_at is not None for row in copies),
        waiting=sum(row.approved_at is None for row in copies),
    )


def _state(texts: Redaction | None, made: Sequence[Redaction], filed: datetime) -> Ready:
    if texts is None:
        return Ready.TEXTS
    if filed > texts.made_at:
        return Ready.STALE
    return Ready.READY if all(row.approved_at for row in made) else Ready.APPROVAL


def _following(call: Call, entry: Entry) -> tuple[str, int] | None:
    left: QuerySet[Entry] = unready(judged_entries(call)).exclude(id=entry.id)
    found = left.order_by("filing__number", "ordinal").values_list("filing__number", "ordinal").first()
    return (found[0], found[1]) if found else None
