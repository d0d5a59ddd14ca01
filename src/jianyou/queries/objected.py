"""The list that somebody objects to: its rows to choose from, until when, and what the call asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localtime

from jianyou.codes.names import name_key
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.calls.course import Objections
from jianyou.domain.lifecycle.deadline import in_time
from jianyou.domain.lifecycle.roles import STAFF, Actor
from jianyou.domain.lifecycle.states import MADE_PUBLIC, CallStatus, PublicityStatus
from jianyou.queries.calls import PUBLIC_STATES, file_of
from jianyou.queries.publicity import status_at
from jianyou.store.dialect import database_now
from jianyou.store.models import Publicity, Published
from jianyou.terms.finding import Refused

_TAKING = (CallStatus.OPEN, CallStatus.CLOSED)


class ObjectedRow(NamedTuple):
    """A row by its place in the list (from 1), the key of its entry, its name as published, its award."""

    order: int
    entry: UUID
    name: str
    award: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectedList:
    """A list that was made public. `rows` are empty for the public once it no longer is.

    `until` is when objections stop being in time, `in_time` whether they are now; `takes` is false where
    the call takes none any more. Moments are in the site's zone.
    """

    slug: str
    call: str
    issuer: str
    number: int
    title: str
    until: datetime
    now: datetime
    in_time: bool
    takes: bool
    rules: Objections
    rows: tuple[ObjectedRow, ...]


class ObjectedRound(NamedTuple):
    """A list of a call by its number and title."""

    number: int
    title: str


def list_objected(*, viewer: Actor, slug: str) -> tuple[ObjectedRound, ...]:
    """The lists of a call that were made public, the newest first."""
    rows = _rows(viewer, slug).order_by("-number").values_list("number", "title")
    return tuple(ObjectedRound(*row) for row in rows)


def get_objected(*, viewer: Actor, slug: str, number: int) -> ObjectedList:
    """A list that was made public.

    Raises:
        Refused: there is none of that number for who asks.
    """
    row = _rows(viewer, slug).filter(number=number).select_related("call__office").first()
    until = (row.objections_until or row.ends_at) if row else None
    if row is None or until is None:
        raise Refused("objection_no_list")
    call, now = row.call, localtime(database_now())
    file = file_of(call.slug, call.source)
    names = {award.key: award.name for award in file.awards}
    shown = viewer.role in STAFF or status_at(row, now) is PublicityStatus.PUBLIC
    return ObjectedList(
        slug=slug,
        call=call.title,
        issuer=file.notice.issuer or call.office.name,
        number=number,
        title=row.title,
        until=localtime(until),
        now=now,
        in_time=in_time(now, until),
        takes=call.status in _TAKING,
        rules=file.objections or Objections(),
        rows=tuple(_objected(_published(row), file.annex, names)) if shown else (),
    )


def entry_on_list(*, slug: str, number: int, name: str) -> UUID | None:
    """The entry of that name in a list, None where none has it; for one that is public no more."""
    rows = Publicity.objects.filter(call__slug=slug, call__status__in=PUBLIC_STATES, number=number)
    row = rows.filter(status__in=MADE_PUBLIC).first()
    if row is None:
        return None
    found = _published(row).filter(entry__name_key=name_key(name)).values_list("entry_id", flat=True)
    return found.first()


def _rows(viewer: Actor, slug: str) -> QuerySet[Publicity]:
    rows = Publicity.objects.filter(call__slug=slug, status__in=MADE_PUBLIC)
    if viewer.role in STAFF:
        return rows.filter(office_id=viewer.office) if viewer.office else rows.none()
    return rows.filter(call__status__in=PUBLIC_STATES)


def _published(row: Publicity) -> QuerySet[Published]:
    return Published.objects.filter(publicity=row, removed_at=None).order_by("order", "id")


def _objected(
    rows: Iterable[Published], schema: AnnexSchema, names: Mapping[str, str]
) -> Iterable[ObjectedRow]:
    for row in rows:
        yield ObjectedRow(
            row.order, row.entry_id, _name(row.values, schema.name_column.key), names.get(row.award, "")
        )


def _name(values: Mapping[str, Any], key: str) -> str:
    """The name as it was published; what a list shows first where it shows no name."""
    return str(values.get(key) or next(iter(values.values()), ""))
