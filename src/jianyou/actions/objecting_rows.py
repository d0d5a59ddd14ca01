"""What stands around an act on an objection: its row, locked, who may, what is written and logged."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, NamedTuple, TypeVar, cast

from django.db import transaction

from jianyou.actions.acting import check_act
from jianyou.actions.log import log_act
from jianyou.datafiles.canonical import Plain
from jianyou.domain.calls.course import Objections
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import STAFF, Actor
from jianyou.domain.lifecycle.states import ObjectionStatus
from jianyou.domain.lifecycle.transitions import next_status
from jianyou.domain.publicity.objections import (
    LARGEST_FILE,
    MOST_FILES,
    Facts,
    FileRole,
    ObjectionKind,
    missing_of,
    telling,
)
from jianyou.officefiles.files import storable_name
from jianyou.officefiles.harmless import harmless_name
from jianyou.queries.calls import file_of
from jianyou.queries.objection_rows import is_recused, objector_in, published_words, rows_about, stamp_of
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now, lock_call_shared
from jianyou.store.models import Call, Filing, Objection, ObjectionFile, ObjectionStep
from jianyou.store.sealed_files import SealedFile, keep_sealed
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused

Do = TypeVar("Do", bound=Callable[..., Any])
_LONGEST_NAME = 120
MOST_FILES_IN_ALL = 40
"""Files of one objection from either side."""


class KeptFile(NamedTuple):
    """A file that is kept, encrypted, before any row speaks of it."""

    name: str
    role: FileRole
    sealed: SealedFile


def keep_objection_file(*, name: str, data: bytes, role: FileRole) -> KeptFile:
    """Looks at a file and keeps it encrypted; before the act that it comes with, outside of any transaction.

    Raises:
        Refused: it is empty, too large, locked, of another kind, or not harmless.
    """
    if len(data) > LARGEST_FILE:
        raise Refused("objection_file_large", name=name[:_LONGEST_NAME], most=LARGEST_FILE // 1_000_000)
    plain = storable_name(name).rpartition("/")[2][-_LONGEST_NAME:]
    return KeptFile(harmless_name(data, plain), role, keep_sealed(data, waits=True))


class OnObjection(NamedTuple):
    """An objection with its call, locked, and the moment read under the lock."""

    call: Call
    row: Objection
    at: datetime


def on_objection(
    actor: Actor, act: Act, number: str, *, seen: str | None = None, filing: Filing | None = None
) -> OnObjection:
    """The objection of that number, for the transaction that is running.

    `seen` is its stamp as it was looked at (`queries.objection_rows.stamp_of`).

    Raises:
        Refused: there is none for who asks, who asks is recused, or something happened since it was seen.
        NotAllowed: who asks may not do this, or not now.
    """
    found = Objection.objects.filter(number=number.strip().upper())
    if actor.role in STAFF:
        found = found.filter(office_id=actor.office) if actor.office else found.none()
    slug = found.values_list("call__slug", flat=True).first()
    if slug is None:
        raise Refused("objection_unknown")
    lock_call_shared(slug)
    row = found.select_for_update(of=("self",)).select_related("call__office", "publicity", "entry").get()
    at = database_now()
    if is_recused(row, actor):
        raise Refused("objection_recused")
    check_act(actor, act, subject_at(row.call, at, filing=filing, objection=row), row.call)
    if seen is not None and stamp_of(row) != seen:
        raise Refused("objection_changed")
    return OnObjection(row.call, row, at)


def moved(row: Objection, act: Act) -> None:
    """Sets the state that the act leads to; the caller saves."""
    row.status = next_status(ObjectionStatus(row.status), act)


def log_objection(on: OnObjection, act: Act, actor: Actor, content: dict[str, Plain]) -> None:
    """Writes the log row of an act on an objection: never who raised it, nor what is held."""
    told: dict[str, Plain] = {"objection": on.row.number, **content}
    log_act(call=on.call, act=act, actor=actor, at=on.at, content=told)


def rules_of(call: Call) -> Objections:
    """What the call asks of objections; the ordinary where it says nothing."""
    return file_of(call.slug, call.source).objections or Objections()


def add_objection_files(on: OnObjection, files: Sequence[KeptFile], by: str) -> None:
    """Writes the rows of files.

    Raises:
        Refused: there are too many.
    """
    held = on.row.files.count()
    if len(files) > MOST_FILES or held + len(files) > MOST_FILES_IN_ALL:
        raise Refused("objection_files_many", most=min(MOST_FILES, max(MOST_FILES_IN_ALL - held, 0)))
    # Those of one moment keep the order in which they were sent.
    for turn, file in enumerate(files):
        ObjectionFile.objects.create(
            office_id=on.row.office_id,
            objection=on.row,
            role=file.role.value,
            name=site_keys().encrypt(file.name),
            digest=file.sealed.digest,
            plain_digest=file.sealed.plain_digest,
            size=file.sealed.size,
            key=file.sealed.key,
            by=by,
            at=on.at + timedelta(microseconds=turn),
        )


def add_step(on: OnObjection, act: Act, actor: Actor, text: str) -> None:
    """Writes what was done; the text is encrypted."""
    ObjectionStep.objects.create(
        office_id=on.row.office_id,
        objection=on.row,
        act=act.value,
        text=site_keys().encrypt(text),
        by=actor.person or actor.role.value,
        at=on.at,
    )


def missing_now(row: Objection) -> tuple[str, ...]:
    """What it lacks as it stands."""
    roles = list(row.files.values_list("role", flat=True))
    facts = Facts(
        kind=ObjectionKind(row.kind),
        in_time=row.in_time,
        objector=objector_in(row),
        evidence=roles.count(FileRole.EVIDENCE),
        letters=roles.count(FileRole.IDENTITY),
    )
    return missing_of(facts, rules_of(row.call))


_TELLS = {
    "name": "objection_tells_name",
    "phone": "objection_tells_phone",
    "mail": "objection_tells_mail",
    "address": "objection_tells_address",
    "uscc": "objection_tells_uscc",
}


def check_tells_nobody(row: Objection, *texts: str) -> None:
    """Looks at texts that go to the nominee, to the public or into the log.

    Raises:
        Telling: one of them would tell who objects.
    """
    objector, public = objector_in(row), published_words(rows_about(row))
    for text in texts:
        field = telling(text, objector, public)
        if field:
            raise Telling(_TELLS[field])


class Telling(Refused):
    """A text would tell who objects."""


def confirming(act: Do) -> Do:
    """Logs it as `show_objector` where an act (of `actor` on `number`) is refused for telling who objects.

    By that refusal somebody learns that a guess was right; the act itself leaves no trace.
    """

    @wraps(act)
    def done(*, actor: Actor, number: str, **told: Any) -> Any:
        try:
            return act(actor=actor, number=number, **told)
        except Telling as refused:
            with transaction.atomic():
                on = on_objection(actor, Act.SHOW_OBJECTOR, number)
                log_objection(on, Act.SHOW_OBJECTOR, actor, {"reason": refused.text(), "sha256": ""})
            raise

    return cast("Do", done)
