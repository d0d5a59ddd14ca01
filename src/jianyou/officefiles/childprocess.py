"""A process of its own that reads files for this one: limited, and replaced when it dies.

It starts at the first file and ends with this process. Safe for threads, which take turns, and
after a fork: the new process starts a reader of its own. What comes back is frames: a length in
4 bytes, then fields in UTF-8 parted by NUL (`sheet.child` tells them in full).
"""

import atexit
import importlib.util
import os
import select
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from jianyou.officefiles.confined import spawn
from jianyou.terms.finding import Refused

# As the children have them, who import nothing of ours to start soon.
HEADER = 4
READY = "ready"
_HAS_POLL = hasattr(select, "poll")
_PIPE = 65_536
_KILLED = -getattr(signal, "SIGKILL", 9)
_OUT_OF_TIME = -getattr(signal, "SIGXCPU", 24)

Take = Callable[[list[str]], bool]


@dataclass(frozen=True, slots=True)
class ProcessLimits:
    """What one file may cost: CPU seconds, seconds, bytes that come back.

    A process that moved more than `spent_bytes` for one file is replaced, to give its memory back.
    """

    cpu_seconds: int = 2
    seconds: float = 10.0
    start_seconds: float = 15.0
    answer_bytes: int = 24 * 1024 * 1024
    spent_bytes: int = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Program:
    """What to run: a script of ours, the libraries that it needs, and our own package if it does.

    `stopped`, `timeout` and `unavailable` are the codes for a process that died or made no sense,
    took too long (`seconds`) or can't be started (`reason`).
    """

    script: Path
    libraries: Sequence[str]
    stopped: str
    timeout: str
    unavailable: str
    package: Path | None = None

    def folders(self) -> list[str]:
        """Where to look for modules; Refused if a library isn't there."""
        origins = [_origin(name) for name in self.libraries]
        if not self.script.is_file() or not all(origins):
            missing = ", ".join((*self.libraries, self.script.name))
            raise Refused(self.unavailable, reason=missing)
        found = [*origins, *((str(self.package),) if self.package else ())]
        return list(dict.fromkeys(found))


def _origin(library: str) -> str:
    found = importlib.util.find_spec(library)
    return "" if found is None or found.origin is None else str(Path(found.origin).parent.parent)


class _GoneError(Exception):
    """The reading process has ended, broken off or taken too long."""


class Reader:
    """A running process and its two pipes.

    Where pipes can't be polled, a timer kills the process when its time is up.
    """

    def __init__(self, limits: ProcessLimits, program: Program, *, poll: bool) -> None:
        self.limits = limits
        self.program = program
        self.poll = poll
        self.late = False
        self.moved = self.frames = 0
        self._deadline = 0.0
        self._received = bytearray()
        self.process = spawn(program.script, program.folders(), unavailable=program.unavailable, buffer=0)
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self._sink = self.process.stdin.fileno()
        self._source = self.process.stdout.fileno()
        if poll:
            os.set_blocking(self._sink, False)
            self._writable, self._readable = select.poll(), select.poll()
            self._writable.register(self._sink, select.POLLOUT)
            self._readable.register(self._source, select.POLLIN)
        self._greet()

    def exchange(self, pieces: Sequence[bytes], take: Take, seconds: float) -> None:
        """Send `pieces`, then hand the fields of each frame to `take` until it returns False."""
        self.moved = self.frames = 0
        self._deadline = time.monotonic() + seconds
        watch = None if self.poll else threading.Timer(seconds, self._overdue)
        if watch is not None:
            watch.daemon = True
            watch.start()
        try:
            for piece in pieces:
                self._send(piece)
            while take(self._frame()):
                self.frames += 1
            if self._received:
                raise ValueError(len(self._received))  # more came than was asked for
        finally:
            if watch is not None:
                watch.cancel()

    def has_ended_or_spoken(self) -> bool:
        """Whether it can't be given a file: it has died, or said something without being asked."""
        return self.process.poll() is not None or (self.poll and bool(self._readable.poll(0)))

    def end(self, *, kill: bool = False) -> int:
        """End the process; its exit status, negative for a signal."""
        if kill:
            self.process.kill()
        self._close()
        try:
            return self.process.wait(1.0)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    def forget(self) -> None:
        """Drop a process that belongs to the parent of this one."""
        self._close()
        self.process.returncode = 0  # not a child of this process, so nothing to wait for

    def _close(self) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()

    def _greet(self) -> None:
        try:
            self.exchange((), lambda fields: fields != [READY], self.limits.start_seconds)
        except _GoneError as error:
            status = self.end(kill=self.late)
            raise Refused(self.program.unavailable, reason=f"exit status {status}") from error
        except BaseException:
            self.end(kill=True)
            raise

    def _overdue(self) -> None:
        self.late = True
        self.process.kill()

    def _send(self, piece: bytes) -> None:
        view = memoryview(piece)
        self.moved += len(view)
        while view:
            try:
                view = view[os.write(self._sink, view) :]
            except BlockingIOError:
                self._await(self._writable)
            except OSError as error:
                raise _GoneError from error

    def _frame(self) -> list[str]:
        self._receive(HEADER)
        size = int.from_bytes(self._received[:HEADER], "big")
        self.moved += size
        if self.moved > self.limits.answer_bytes:
            raise _GoneError
        end = HEADER + size
        self._receive(end)
        try:
            text = self._received[HEADER:end].decode()
        except UnicodeDecodeError as error:
            raise _GoneError from error
        del self._received[:end]
        return text.split("\0")

    def _receive(self, size: int) -> None:
        """Read until at least `size` bytes have come."""
        while len(self._received) < size:
            if self.poll:
                self._await(self._readable)
            piece = os.read(self._source, max(_PIPE, size - len(self._received)))
            if not piece:
                raise _GoneError
            self._received += piece

    def _await(self, waiting: "select.poll") -> None:
        left = self._deadline - time.monotonic()
        if left <= 0 or not waiting.poll(left * 1000):
            self.late = True
            raise _GoneError


_Limits = TypeVar("_Limits", bound=ProcessLimits)


class Keeper(Generic[_Limits]):
    """Keeps one reader running, and replaces it when it has died or grown."""

    def __init__(self, program: Program, limits: _Limits, *, poll: bool | None = None) -> None:
        self.program = program
        self.limits = limits
        self.poll = _HAS_POLL if poll is None else poll
        self.reader: Reader | None = None
        self._lock = threading.Lock()

    def ask(self, pieces: Sequence[bytes], take: Take) -> None:
        """Have a request answered; `take` gets each frame and returns False at the last.

        `take` may raise ValueError for a frame that makes no sense. Refused when the process died,
        took too long or can't be started.
        """
        with self._lock:
            try:
                done = self._try(pieces, take) or self._try(pieces, take)
            except ValueError as error:  # what came back makes no sense
                self._drop(kill=True)
                raise Refused(self.program.stopped) from error
            except BaseException:
                self._drop(kill=True)
                raise
        if not done:
            raise Refused(self.program.stopped)

    def close(self) -> None:
        """End the reader; the next file starts another."""
        with self._lock:
            self._drop(kill=False)

    def forget(self) -> None:
        """Forget the reader of the process that this one was forked from."""
        self._lock = threading.Lock()
        if self.reader is not None:
            self.reader.forget()
            self.reader = None

    def _try(self, pieces: Sequence[bytes], take: Take) -> bool:
        """Whether the file was read. False if the reader was killed by someone before it answered."""
        limits, reader = self.limits, self.reader
        if reader is None or reader.has_ended_or_spoken():
            self._drop(kill=False)
            reader = self.reader = Reader(limits, self.program, poll=self.poll)
        try:
            reader.exchange(pieces, take, limits.seconds)
        except _GoneError as error:
            late, untouched = reader.late, reader.frames == 0
            status = self._drop(kill=late)
            if late or status == _OUT_OF_TIME:
                raise Refused(self.program.timeout, seconds=limits.cpu_seconds) from error
            if untouched and status == _KILLED:
                return False
            raise Refused(self.program.stopped) from error
        if reader.moved > limits.spent_bytes:
            self._drop(kill=False)
        return True

    def _drop(self, *, kill: bool) -> int:
        reader, self.reader = self.reader, None
        return 0 if reader is None else reader.end(kill=kill)


def keep(keeper: Keeper[Any]) -> None:
    """Let a keeper that lives as long as this process end with it, and start afresh in a fork."""
    atexit.register(keeper.close)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=keeper.forget)
