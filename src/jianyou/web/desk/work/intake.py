"""The reading that goes on by itself: one thread takes file after file out of the inbox."""

import shutil
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from jianyou.domain.annexes.records import Form
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.mailbox.reading import AHEAD, FormReader
from jianyou.officefiles.arrivals.arrival import Arrival
from jianyou.officefiles.arrivals.receive import receive
from jianyou.officefiles.legacy.office import Office
from jianyou.terms.finding import Refused
from jianyou.web.desk.work.holding import file_id
from jianyou.web.desk.work.inbox import Inbox, Kept, digest_of
from jianyou.web.desk.work.records import Progress

Hold = Callable[[str, Arrival, str, Form], None]
"""Takes a file id, the arrival, the name of the file that it came in, and the form that was read."""


class Intake:
    """Reads what is handed to `add`, in turn, and hands each form to `hold`.

    Passwords are kept here, in memory, and nowhere else.
    """

    def __init__(self, inbox: Inbox, members: Path, schema: AnnexSchema, hold: Hold) -> None:
        self._inbox = inbox
        self._members = members
        self._hold = hold
        self._office = Office()
        self._passwords: dict[str, str] = {}
        self._reader = FormReader(schema, self._office, self._passwords.get)
        self._waiting: deque[Kept] = deque()
        self._state = threading.Condition()
        self._turn = threading.Lock()
        self._progress = Progress()
        self._done = 0
        self._stopping = False
        shutil.rmtree(members, ignore_errors=True)  # left by a run that was cut off
        self._thread = threading.Thread(target=self._work, name="jianyou-intake", daemon=True)
        self._thread.start()

    def add(self, kept: Kept) -> None:
        """Queues a file of the inbox."""
        with self._state:
            before = self._progress if self._progress.running else Progress()
            self._waiting.append(kept)
            self._progress = Progress(before.done, before.total + 1, before.current, running=True)
            self._state.notify_all()

    def progress(self) -> Progress:
        """How far it is."""
        with self._state:
            return self._progress

    def wait(self, seconds: float | None = None) -> bool:
        """Waits until nothing is left to read; False if time ran out."""
        with self._state:
            return self._state.wait_for(lambda: not self._progress.running, seconds)

    def close(self) -> None:
        """Stops after the file at hand and ends the office program."""
        with self._state:
            self._stopping = True
            self._state.notify_all()
        self._thread.join()
        self._office.close()
        shutil.rmtree(self._members, ignore_errors=True)

    def reread(self, kept: Kept, name: str, password: str) -> list[tuple[str, Arrival, Form]]:
        """Reads the file `name`, or all that came in its container, with a password.

        The caller decides by the forms whether it fits, and calls `forget` if not.
        """
        with self._turn:
            self._passwords[name] = password
            arrivals = list(self._arrivals(kept))
            return [(self._id(kept, arrival), arrival, self._read(arrival)) for arrival in arrivals]

    def forget(self, name: str) -> None:
        """Drops a password that didn't fit."""
        self._passwords.pop(name, None)

    def _work(self) -> None:
        while batch := self._next():
            arrivals = ((kept, arrival) for kept in batch for arrival in self._arrivals(kept))
            begun = 0
            while some := list(islice(arrivals, AHEAD)):
                self._say(begun, some[0][1].name)
                with self._turn:
                    self._reader.prepare([arrival for _, arrival in some])
                for kept, arrival in some:
                    if self._stopping:
                        return
                    begun += kept is not batch[begun]
                    self._say(begun, arrival.name)
                    with self._turn:
                        form = self._read(arrival)
                    self._hold(self._id(kept, arrival), arrival, kept.name, form)
            self._finish(len(batch))

    def _next(self) -> list[Kept]:
        """The files that wait, once there are any; none when it is time to stop."""
        with self._state:
            self._state.wait_for(lambda: self._waiting or self._stopping)
            if self._stopping:
                return []
            return [self._waiting.popleft() for _ in range(min(AHEAD, len(self._waiting)))]

    def _arrivals(self, kept: Kept) -> Iterator[Arrival]:
        path = self._inbox.path(kept.name)
        try:
            self._members.mkdir(parents=True, exist_ok=True)
            # A folder for each time: a container read again with a password must not disturb the first.
            spool = Path(tempfile.mkdtemp(prefix=kept.digest[:8], dir=self._members))
            yield from receive([(kept.name, path)], spool, passwords=self._passwords.get)
        except Exception as error:  # noqa: BLE001  — what one file meets must not stop the reading of the others
            yield Arrival(kept.name, path, refusal=Refused("intake_failed", error=type(error).__name__))

    def _read(self, arrival: Arrival) -> Form:
        try:
            return self._reader.read(arrival)
        finally:
            self._reader.release(arrival)

    def _id(self, kept: Kept, arrival: Arrival) -> str:
        try:
            digest = digest_of(arrival.path) if arrival.spooled else kept.digest
        except OSError:
            digest = ""
        return file_id(arrival.name, digest)

    def _say(self, begun: int, name: str) -> None:
        """Tells that the batch's file of that index is at hand."""
        with self._state:
            self._progress = Progress(self._done + begun, self._progress.total, name, running=True)

    def _finish(self, count: int) -> None:
        with self._state:
            self._done += count
            running = bool(self._waiting)
            self._progress = Progress(self._done, self._progress.total, "", running=running)
            self._done = self._done if running else 0
            self._state.notify_all()
