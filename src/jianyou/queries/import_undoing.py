"""What undoing an import would withdraw, and what has gone too far for that."""

from enum import StrEnum
from typing import NamedTuple

from django.db.models import Count

from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.domain.mailbox.importing import FileStatus
from jianyou.queries.imports import own_import
from jianyou.store.models import Filing, Import, ImportedFile


class Stays(StrEnum):
    """Why a filing isn't withdrawn with its import."""

    DECIDED = "decided"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


class Undone(NamedTuple):
    """A filing of an import: its number, its filer, its nominees, and why it stays (None: it needn't)."""

    number: str
    filer: str
    names: tuple[str, ...]
    stays: Stays | None


class Undoable(NamedTuple):
    """What undoing an import would withdraw, and what it would leave."""

    possible: tuple[Undone, ...]
    stay: tuple[Undone, ...]


def get_undoable(*, viewer: Actor, slug: str, number: int) -> Undoable:
    """What undoing an import of the viewer's office would come to.

    Raises:
        Refused: that office has no such call, or the call no such import.
    """
    return undoable(own_import(viewer, slug, number))


def undoable(batch: Import) -> Undoable:
    """The same of its row: what was decided on, or came further since it was entered, stays."""
    entered = ImportedFile.objects.filter(batch=batch, status=FileStatus.ENTERED, scan_of=None)
    then = {key: told["status"] for key, told in entered.values_list("filing_id", "told")}
    filings = Filing.objects.filter(id__in=then).prefetch_related("entries").order_by("number")
    counted = filings.annotate(count=Count("versions", distinct=True))
    found = [
        Undone(
            filing.number,
            filing.filer,
            tuple(entry.name for entry in sorted(filing.entries.all(), key=lambda one: one.ordinal)),
            _stays(filing, then[filing.id], filing.count),
        )
        for filing in counted
    ]
    return Undoable(
        tuple(one for one in found if one.stays is None), tuple(one for one in found if one.stays)
    )


def _stays(filing: Filing, then: str, versions: int) -> Stays | None:
    if filing.status == FilingStatus.WITHDRAWN:
        return Stays.WITHDRAWN
    if any(entry.status != EntryStatus.PENDING for entry in filing.entries.all()):
        return Stays.DECIDED
    return Stays.CHANGED if filing.status != then or versions > 1 else None
