"""Forms read in processes of their own, several at once: a hostile file kills only its own reading."""

import json
import logging
import multiprocessing
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, NamedTuple

from jianyou.domain.annexes.intake import check_in
from jianyou.domain.calls.load import parse_call
from jianyou.domain.mailbox.importing import body_of
from jianyou.domain.mailbox.provenance import day_of
from jianyou.domain.mailbox.reading import FormReader
from jianyou.officefiles.arrivals.arrival import Arrival
from jianyou.officefiles.legacy.office import Office

_LOG = logging.getLogger(__name__)
AT_ONCE = 10
"""Files that a process is given at a time, so that one run of the office program serves several."""
MOST_PROCESSES = 4
_MOST_ANSWER = 64 * 1024 * 1024
_PATIENCE = 0.5
_LOOK = 1.0
"""Seconds between two looks at whether one takes too long."""
Body = dict[str, Any]


class Bounds(NamedTuple):
    """Seconds that one file may take, and beside that the first of several: old formats are turned at once.

    The readers have bounds of their own; these are for what escapes them. Starting counts too.
    """

    one: float = 60.0
    first: float = 240.0


BOUNDS = Bounds()


class Order(NamedTuple):
    """A file to be read: the name that it goes by, and where its bytes lie, with the right ending."""

    key: int
    name: str
    path: Path


class Call(NamedTuple):
    """The call whose forms they are: its name, and its call file word for word."""

    slug: str
    source: str


def processes_here() -> int:
    """How many read at once on this machine."""
    return max(1, min(MOST_PROCESSES, os.cpu_count() or 1))


def read_all(
    orders: Iterable[Order], call: Call, processes: int, *, bounds: Bounds = BOUNDS
) -> Iterator[tuple[Order, Body | None]]:
    """Each file with its form as plain data, in no particular order; None where reading it broke off.

    Without any processes this one reads. Ended early, it ends its processes.
    """
    coming = iter(orders)
    if not processes:
        yield from _read_here(coming, call)
        return
    running: list[_Process] = []
    try:
        while True:
            while len(running) < processes and (some := list(islice(coming, AT_ONCE))):
                running.append(_Process(call, some, bounds))
            if not running:
                return
            ready = {id(one) for one in wait([each.pipe for each in running], timeout=min(_LOOK, bounds.one))}
            for each in list(running):
                yield from each.answers() if id(each.pipe) in ready else each.overdue()
                if not each.orders and (some := list(islice(coming, AT_ONCE))):
                    each.give(some)
                elif not each.orders:
                    each.end()
                    running.remove(each)
    finally:
        for each in running:
            each.end()


def _read_here(coming: Iterator[Order], call: Call) -> Iterator[tuple[Order, Body | None]]:
    with _reading(call) as read:
        while some := list(islice(coming, AT_ONCE)):
            yield from zip(some, read([(one.name, str(one.path)) for one in some]), strict=True)


class _Process:
    """A process that reads, and the files that it has still to read."""

    def __init__(self, call: Call, orders: list[Order], bounds: Bounds) -> None:
        self._call = call
        self._bounds = bounds
        self._broke: Order | None = None
        self.orders: deque[Order] = deque()
        self._start()
        self.give(orders)

    def give(self, orders: Iterable[Order]) -> None:
        """Hand it these files."""
        self.orders = deque(orders)
        told = json.dumps([(one.name, str(one.path)) for one in self.orders]).encode()
        # One that has died meanwhile is replaced when it doesn't answer.
        with suppress(OSError):
            self.pipe.send_bytes(told)
        self._until = time.monotonic() + self._bounds.first + self._bounds.one

    def answers(self) -> Iterator[tuple[Order, Body | None]]:
        """The next answer."""
        try:
            body = json.loads(self.pipe.recv_bytes(_MOST_ANSWER))
        except (OSError, EOFError, ValueError):
            yield from self._broken()
            return
        self._until = time.monotonic() + self._bounds.one
        yield self.orders.popleft(), body

    def overdue(self) -> Iterator[tuple[Order, Body | None]]:
        """The file that has taken too long, if there is one."""
        if time.monotonic() > self._until:
            yield from self._broken()

    def end(self) -> None:
        """Ends it, whatever it is at."""
        self.pipe.close()
        self._process.join(_PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()

    def _broken(self) -> Iterator[tuple[Order, None]]:
        """Another goes on; the file that two have died of is lost."""
        self._process.kill()
        self.end()
        self._start()
        lost = self.orders[0]
        if lost is self._broke:
            _LOG.warning("processes that read forms broke off twice; the file that they were at is rejected")
            self.orders.popleft()
            yield lost, None
        self._broke = lost
        self.give(self.orders)

    def _start(self) -> None:
        # Not forked: this process has threads, and connections to the database.
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._call), daemon=True)
        self._process.start()
        theirs.close()


def _serve(pipe: "Connection[bytes, bytes]", call: Call) -> None:
    """What such a process does until nobody is there any more."""
    with _reading(call) as read:
        try:
            while True:
                for body in read(json.loads(pipe.recv_bytes())):
                    pipe.send_bytes(json.dumps(body, ensure_ascii=False).encode())
        except (EOFError, OSError):
            return


@contextmanager
def _reading(call: Call) -> Iterator[Callable[[Sequence[Sequence[str]]], Iterator[Body]]]:
    """Reads files by names and paths."""
    file = parse_call(call.source, source=call.slug)
    with Office() as office:
        reader, day = FormReader(file.annex, office), day_of(file)

        def read(files: Sequence[Sequence[str]]) -> Iterator[Body]:
            some = [Arrival(name, Path(path)) for name, path in files]
            reader.prepare(some)
            for arrival in some:
                yield body_of(check_in(reader.read(arrival), file.annex, day))
                reader.release(arrival)

        yield read
