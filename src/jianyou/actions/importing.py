"""成批导入, ordered by people: a folder is brought, chosen from, entered as a whole, undone or dropped.

Reading, entering and undoing themselves go on by a job (`importing_work`), which may be cut off at any time.
"""

import uuid
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Max

from jianyou.actions.acting import check_act, reason_given, short_text
from jianyou.actions.numbering import numbered
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.completion import Means, completes
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.mailbox.importing import Choice, FileStatus, ImportStatus
from jianyou.officefiles.files import storable_name
from jianyou.queries.import_undoing import undoable
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now, lock_call_shared
from jianyou.store.files import keep_file
from jianyou.store.lookups import call_named
from jianyou.store.models import Import, ImportedFile
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message

MOST_FILES = 3000
"""Files of one import, those out of containers included."""
LONGEST_NAME = 400
MEANS = (Means.WEB, Means.PAPER)
"""What may have come with all forms of a folder; a sealed scan lies beside its own form."""


class Brought(NamedTuple):
    """A file that is kept: its name with its folders, the SHA-256 of its bytes, and how many they are.

    `lost` says why it couldn't be taken out of its container; then digest and size are the container's.
    """

    name: str
    digest: str
    size: int
    lost: Message | None = None


def keep_brought(*, name: str, data: bytes) -> Brought:
    """Keeps a file of a folder, before any row speaks of it."""
    return Brought(storable_name(name)[-LONGEST_NAME:], keep_file(data), len(data))


def begin_import(*, actor: Actor, call_slug: str, files: Sequence[Brought] = (), note: str = "") -> int:
    """A new import of these files, and of those that `add_files` brings; its number within the call.

    Nothing is logged: nothing is entered yet.

    Raises:
        NotAllowed: the actor's role doesn't import, or the call's state forbids it.
        Refused: they are too many, or the note is too long.
    """
    told = short_text(note)
    return numbered(lambda: _begin(actor, call_slug, files, told))


def add_files(*, actor: Actor, call_slug: str, number: int, files: Sequence[Brought]) -> None:
    """More files for an import that isn't entered yet.

    Raises:
        NotAllowed: the actor's role doesn't import, or the call's state forbids it.
        Refused: there is no such import, it is over, or they are too many.
    """
    with transaction.atomic():
        batch = _ordered(actor, call_slug, number, Act.IMPORT_FORMS, *_UNSETTLED)
        add_rows(batch, files)


def choose(
    *,
    actor: Actor,
    call_slug: str,
    number: int,
    ordinals: Collection[int],
    choice: Choice | None = None,
    means: Means | None = None,
) -> int:
    """Says what is to be done with these forms, or how they came; how many of them it concerns.

    Raises:
        NotAllowed: the actor's role doesn't import, or the call's state forbids it.
        Refused: there is no such import, or it isn't to be chosen from now.
    """
    with transaction.atomic():
        batch = _ordered(actor, call_slug, number, Act.IMPORT_FORMS, ImportStatus.READY)
        rows = batch.files.filter(status=FileStatus.READ, ordinal__in=list(ordinals))
        told = {"choice": choice.value if choice else None, "means": means.value if means else None}
        return rows.update(**{field: value for field, value in told.items() if value is not None})


def start_entering(*, actor: Actor, call_slug: str, number: int, count: int, means: Means) -> None:
    """Orders that the chosen forms be entered; `count` is how many were seen to be, `means` how they came.

    `IMPORT_FORMS` is logged at the end, with what became of them.

    Raises:
        NotAllowed: the actor's role doesn't import, or the call's state forbids it.
        Refused: there is no such import, it isn't to be entered now, something is still to be chosen, or
            something else was chosen meanwhile.
    """
    with transaction.atomic():
        batch = _ordered(actor, call_slug, number, Act.IMPORT_FORMS, ImportStatus.READY)
        if means not in MEANS or (means is Means.PAPER and not completes(means, batch.call.completes_on)):
            raise Refused("import_means_unknown")
        forms = batch.files.filter(status=FileStatus.READ)
        if asked := forms.filter(choice=Choice.ASK).count():
            raise Refused("import_to_choose", count=asked)
        chosen = forms.filter(choice=Choice.ENTER).count()
        if not chosen:
            raise Refused("import_nothing_chosen")
        if chosen != count:
            raise Refused("import_changed", seen=count, count=chosen)
        batch.means, batch.entered_by = means, actor.person
        _begin_step(batch, actor, ImportStatus.ENTERING, chosen)


def start_undoing(*, actor: Actor, call_slug: str, number: int, count: int, reason: str) -> None:
    """Orders that what was entered be withdrawn; `count` is how many filings were seen to be possible.

    `UNDO_IMPORT` is logged at the end. Filings that were decided on, or changed since, stay.

    Raises:
        NotAllowed: the actor's role doesn't undo, or the call's state forbids it.
        Refused: there is no such import, it isn't entered, no reason is given, nothing can be withdrawn, or
            something changed meanwhile.
    """
    told = reason_given(reason)
    with transaction.atomic():
        batch = _ordered(actor, call_slug, number, Act.UNDO_IMPORT, ImportStatus.ENTERED)
        possible = len(undoable(batch).possible)
        if not possible:
            raise Refused("import_nothing_to_undo")
        if possible != count:
            raise Refused("import_changed", seen=count, count=possible)
        batch.undone_by, batch.reason = actor.person, told
        _begin_step(batch, actor, ImportStatus.UNDOING, possible)


def drop_import(*, actor: Actor, call_slug: str, number: int) -> None:
    """Gives up an import of which nothing is entered; nothing that was read of its files is kept.

    Raises:
        NotAllowed: the actor's role doesn't import, or the call's state forbids it.
        Refused: there is no such import, or it is over.
    """
    with transaction.atomic():
        batch = _ordered(actor, call_slug, number, Act.IMPORT_FORMS, *_UNSETTLED)
        batch.files.update(status=FileStatus.LEFT_OUT, choice="", scan_of=None, told={}, body=None)
        batch.status, batch.beat_at = ImportStatus.DROPPED, None
        batch.save(update_fields=["status", "beat_at"])


_UNSETTLED = (ImportStatus.READING, ImportStatus.READY)


def add_rows(batch: Import, files: Sequence[Brought]) -> None:
    """Writes files of a locked import, to be read.

    Raises:
        Refused: they are too many.
    """
    last = batch.files.aggregate(last=Max("ordinal"))["last"] or 0
    if batch.files.count() + len(files) > MOST_FILES:
        raise Refused("import_many_files", most=MOST_FILES)
    ImportedFile.objects.bulk_create(
        ImportedFile(
            office_id=batch.office_id,
            batch=batch,
            ordinal=ordinal,
            name=file.name,
            digest=file.digest,
            size=file.size,
            token=uuid.uuid4(),
            **_lost(file),
        )
        for ordinal, file in enumerate(files, last + 1)
    )
    batch.status, batch.total = ImportStatus.READING, batch.total + len(files)
    batch.save(update_fields=["status", "total"])


def _lost(file: Brought) -> dict[str, Any]:
    if file.lost is None:
        return {}
    reason = [file.lost.code, dict(file.lost.params)]
    return {"status": FileStatus.REJECTED, "told": {"kind": "", "reason": reason}}


def _begin(actor: Actor, call_slug: str, files: Sequence[Brought], note: str) -> int:
    lock_call_shared(call_slug)
    call, at = call_named(call_slug), database_now()
    check_act(actor, Act.IMPORT_FORMS, subject_at(call, at), call)
    last = Import.objects.filter(call=call).aggregate(last=Max("number"))["last"] or 0
    batch = Import.objects.create(
        office_id=call.office_id, call=call, number=last + 1, note=note, made_by=actor.person, made_at=at
    )
    add_rows(batch, files)
    return batch.number


def _ordered(actor: Actor, call_slug: str, number: int, act: Act, *statuses: ImportStatus) -> Import:
    """The import, locked, if the actor may do that to it as it stands."""
    lock_call_shared(call_slug)
    call = call_named(call_slug)
    check_act(actor, act, subject_at(call, database_now()), call)
    found = Import.objects.select_for_update(of=("self",)).filter(call=call, number=number)
    batch = found.select_related("call__office").first()
    if batch is None:
        raise Refused("import_unknown", number=number)
    if batch.status not in statuses:
        raise Refused("import_not_now", number=number)
    return batch


def _begin_step(batch: Import, actor: Actor, status: ImportStatus, total: int) -> None:
    batch.status, batch.worked_as, batch.beat_at = status, actor.role, None
    batch.total, batch.done = total, 0
    batch.save()
