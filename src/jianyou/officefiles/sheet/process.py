"""The one process that reads workbooks for this one: limited, and replaced when it dies.

It starts at the first workbook (about 10 ms) and ends with this process. Safe for threads, which
take turns, and after a fork: the new process starts a reader of its own.
"""

import atexit
import importlib.util
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jianyou.officefiles.sheet.child import HEADER, READY, pack
from jianyou.terms.finding import Refused

READER_SCRIPT = Path(__file__).with_name("child.py")
_LIBRARY = "python_calamine"
_KEPT_VARIABLES = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_HAS_POLL = hasattr(select, "poll")
_PIPE = 65_536
_KILLED = -getattr(signal, "SIGKILL", 9)
_OUT_OF_TIME = -getattr(signal, "SIGXCPU", 24)

Take = Callable[[list[str]], bool]


@dataclass(frozen=True, slots=True)
class ReaderLimits:
    """What one workbook may cost: grid positions, characters, seconds, bytes that come back.

    A process that moved more than `spent_bytes` for one file is replaced, to give its memory back.
    """

    cells: int = 100_000
    characters: int = 3_000_000
    cpu_seconds: int = 2
    seconds: float = 10.0
    start_seconds: float = 15.0
    answer_bytes: int = 24 * 1024 * 1024
    spent_bytes: int = 2 * 1024 * 1024


READER_LIMITS = ReaderLimits()


class _GoneError(Exception):
    """The reading process has ended, broken off or taken too long."""


class Reader:
    """A running process and its two pipes.

    Where pipes can't be polled, a timer kills the process when its time is up.
    """

    def __init__(self, limits: ReaderLimits, script: Path, *, poll: bool) -> None:
        self.limits = limits
        self.poll = poll
        self.late = False
        self.moved = self.frames = 0
        self._deadline = 0.0
        self._received = bytearray()
        self.process = _spawn(script)
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
            raise Refused("sheet_reader_unavailable", reason=f"exit status {status}") from error
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


class ReaderKeeper:
    """Keeps one reader running, and replaces it when it has died or grown."""

    def __init__(
        self, limits: ReaderLimits = READER_LIMITS, *, script: Path = READER_SCRIPT, poll: bool = _HAS_POLL
    ) -> None:
        self.limits = limits
        self.script = script
        self.poll = poll
        self.reader: Reader | None = None
        self._lock = threading.Lock()

    def read(self, workbook: Sequence[bytes], take: Take) -> None:
        """Have a workbook read; `take` gets each frame and returns False at the last.

        `take` may raise ValueError for a frame that makes no sense. Refused when the process died,
        took too long or can't be started.
        """
        limits = self.limits
        fields = (limits.cells, limits.characters, limits.cpu_seconds, sum(map(len, workbook)))
        head = pack([str(field) for field in fields])
        pieces = (head + workbook[0], *workbook[1:])
        with self._lock:
            try:
                done = self._try(pieces, take) or self._try(pieces, take)
            except ValueError as error:  # what came back makes no sense
                self._drop(kill=True)
                raise Refused("sheet_reader_stopped") from error
            except BaseException:
                self._drop(kill=True)
                raise
        if not done:
            raise Refused("sheet_reader_stopped")

    def close(self) -> None:
        """End the reader; the next workbook starts another."""
        with self._lock:
            self._drop(kill=False)

    def forget(self) -> None:
        """Forget the reader of the process that this one was forked from."""
        self._lock = threading.Lock()
        if self.reader is not None:
            self.reader.forget()
            self.reader = None

    def _try(self, pieces: Sequence[bytes], take: Take) -> bool:
        """Whether the workbook was read. False if the reader was killed by someone before it answered."""
        reader = self.reader
        if reader is None or reader.has_ended_or_spoken():
            self._drop(kill=False)
            reader = self.reader = Reader(self.limits, self.script, poll=self.poll)
        try:
            reader.exchange(pieces, take, self.limits.seconds)
        except _GoneError as error:
            late, untouched = reader.late, reader.frames == 0
            status = self._drop(kill=late)
            if late or status == _OUT_OF_TIME:
                raise Refused("sheet_reader_timeout", seconds=self.limits.cpu_seconds) from error
            if untouched and status == _KILLED:
                return False
            raise Refused("sheet_reader_stopped") from error
        if reader.moved > self.limits.spent_bytes:
            self._drop(kill=False)
        return True

    def _drop(self, *, kill: bool) -> int:
        reader, self.reader = self.reader, None
        return 0 if reader is None else reader.end(kill=kill)


def _spawn(script: Path) -> "subprocess.Popen[bytes]":
    """Start the reading process with nothing but its two pipes."""
    library = importlib.util.find_spec(_LIBRARY)
    if getattr(sys, "frozen", False) or not sys.executable:
        raise Refused("sheet_reader_unavailable", reason="no Python interpreter")
    if library is None or library.origin is None or not script.is_file():
        raise Refused("sheet_reader_unavailable", reason=f"{_LIBRARY}, {script.name}")
    folder = str(Path(library.origin).parent.parent)
    flags = 0
    if sys.platform == "win32":  # no window, and Ctrl-C isn't passed on
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
    try:
        return subprocess.Popen(  # noqa: S603  — this interpreter and our own script
            [sys.executable, "-I", "-S", "-B", str(script), folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ},
            start_new_session=True,  # Ctrl-C in a terminal reaches this process only
            creationflags=flags,
        )
    except OSError as error:
        raise Refused("sheet_reader_unavailable", reason=type(error).__name__) from error


KEEPER = ReaderKeeper()
atexit.register(KEEPER.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=KEEPER.forget)
