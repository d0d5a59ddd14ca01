"""成批导入: folders are read, entered and undone beside the pages; cut off anywhere, another goes on.

Reading takes long: it is done in no transaction.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any

from jianyou.actions.importing import Brought, keep_brought
from jianyou.actions.importing_entering import (
    enter_form,
    filings_to_undo,
    finish_entering,
    finish_undoing,
    forms_to_enter,
    undo_filing,
)
from jianyou.actions.importing_work import (
    Claimed,
    Waiting,
    claim_import,
    note_readings,
    release,
    settle,
    still_at,
    unfold,
    waiting_files,
)
from jianyou.domain.mailbox.importing import ImportStatus
from jianyou.jobs.importing_reading import Call, Order, processes_here, read_all
from jianyou.officefiles.arrivals.arrival import Arrival
from jianyou.officefiles.arrivals.names import ending
from jianyou.officefiles.arrivals.receive import receive
from jianyou.store.files import path_of
from jianyou.terms.message import Message

_AHEAD = 40
"""Files that are fetched at a time."""
_NOTED = 10
"""Forms that are written in one transaction, unless it takes longer than so many seconds:"""
_SECONDS = 0.5
Going = Callable[[], bool]


def import_due(*, going: Going = lambda: True, processes: int | None = None) -> int:
    """Works on every import that there is something to do for, as long as `going` says so; how many.

    Forms are read in so many `processes`, as many as the machine has by default; 0 for this one.
    """
    readers = processes_here() if processes is None else processes
    worked = 0
    while going() and (claimed := claim_import()):
        try:
            _work(claimed, going, readers)
        finally:
            release(claimed.key)
        worked += 1
    return worked


def _work(claimed: Claimed, going: Going, processes: int) -> None:
    match claimed.status:
        case ImportStatus.READING:
            _read(claimed, going, processes)
        case ImportStatus.ENTERING:
            _enter(claimed, going)
        case ImportStatus.UNDOING:
            _undo(claimed, going)


def _read(claimed: Claimed, going: Going, processes: int) -> None:
    folder = Path(tempfile.mkdtemp(prefix="jianyou-import-"))
    try:
        while going() and still_at(claimed):
            noted = _Noted(claimed)
            orders = _orders(claimed, folder, noted, going)
            for order, body in read_all(orders, Call(claimed.slug, claimed.source), processes):
                order.path.unlink(missing_ok=True)
                noted.add(order.key, body)
                if noted.unwanted or not going():
                    break
            noted.write()
            if noted.unwanted or (not noted.any and settle(claimed)):
                return
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Noted:
    """Forms that were read, written some at a time."""

    def __init__(self, claimed: Claimed) -> None:
        self._claimed = claimed
        self._read: list[tuple[int, Mapping[str, Any] | None]] = []
        self._since = monotonic()
        self.any = self.unwanted = False

    def add(self, ordinal: int, body: Mapping[str, Any] | None) -> None:
        self._read.append((ordinal, body))
        self.any = True
        if len(self._read) >= _NOTED or monotonic() - self._since > _SECONDS:
            self.write()

    def write(self) -> None:
        if self._read:
            self.unwanted = not note_readings(self._claimed, self._read)
        self._read, self._since = [], monotonic()


def _orders(claimed: Claimed, folder: Path, noted: _Noted, going: Going) -> Iterator[Order]:
    """The files that wait, under names with their endings; containers give way to what is in them."""
    some, last = waiting_files(claimed, _AHEAD, 0)
    while last:
        for one in some:
            if noted.unwanted or not going():
                return
            path = folder / f"{one.ordinal}{ending(one.name).lower()}"
            with suppress(OSError):
                shutil.copyfile(path_of(one.digest), path)
            if _unfolded(claimed, one, path, folder):
                path.unlink(missing_ok=True)
            else:
                yield Order(one.ordinal, one.name, path)
        some, last = waiting_files(claimed, _AHEAD, last)


def _unfolded(claimed: Claimed, file: Waiting, path: Path, folder: Path) -> bool:
    """Whether it is a container; then what it holds is kept in its place."""
    members: list[Brought] = []
    try:
        for arrival in receive([(file.name, path)], folder):
            if arrival.path == path and arrival.refusal is None:
                return False
            members.append(_brought(arrival, file))
            arrival.discard()
    except Exception as error:  # noqa: BLE001  — what one container meets must not stop the others
        lost = Message("intake_failed", {"error": type(error).__name__})
        members.append(Brought(file.name, file.digest, 0, lost))
    unfold(claimed, file.ordinal, members)
    return True


def _brought(arrival: Arrival, file: Waiting) -> Brought:
    if arrival.refusal is not None:
        return Brought(
            arrival.name[-400:], file.digest, 0, Message(arrival.refusal.code, arrival.refusal.params)
        )
    return keep_brought(name=arrival.name, data=arrival.path.read_bytes())


def _enter(claimed: Claimed, going: Going) -> None:
    for ordinal in forms_to_enter(claimed):
        if not going() or not still_at(claimed):
            return
        enter_form(claimed, ordinal)
    finish_entering(claimed)


def _undo(claimed: Claimed, going: Going) -> None:
    for number in filings_to_undo(claimed):
        if not going() or not still_at(claimed):
            return
        undo_filing(claimed, number)
    finish_undoing(claimed)
