"""One run of the office program: shut in, watched, and ended with everything that it started."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from jianyou.officefiles.unpacking import MEGABYTE

LAUNCHER = Path(__file__).with_name("launcher.py")
_POLL_SECONDS = 0.05
_NOT_STARTED = (126, 127)  # what the launcher, unshare and shells end with when a program can't be run
_KEPT_VARIABLES = (
    *("PATH", "PATHEXT", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PROGRAMDATA"),
    *("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"),
)
_OWN_FOLDERS = ("HOME", "TMPDIR", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA")


@dataclass(frozen=True, slots=True)
class OfficeLimits:
    """What the office program may cost.

    `files` share one process, which gets `memory_bytes` and at most `batch_seconds`; it is ended
    when for `file_seconds` it has finished no file (`start_seconds` are added for the first).
    `file_bytes` caps what it writes into any one file.
    """

    files: int = 40
    file_seconds: float = 15.0
    start_seconds: float = 15.0
    batch_seconds: float = 180.0
    memory_bytes: int = 768 * MEGABYTE
    file_bytes: int = 256 * MEGABYTE


OFFICE_LIMITS = OfficeLimits()


class End(Enum):
    """How a run ended: by itself, with an error of its own, or because its time was up."""

    DONE = auto()
    DIED = auto()
    LATE = auto()


def run(command: Sequence[str], folder: Path, limits: OfficeLimits, finished: Callable[[], int]) -> End:
    """Run `command` until it ends or stands still; `finished` counts the files done so far.

    `folder` is its home and its place for temporary files. Whatever happens, nothing of it is left
    running. Raises OSError if it can't be started.
    """
    process = _start(command, folder, limits)
    try:
        in_time = _watch(process, limits, finished)
    finally:
        _end(process)
    if process.returncode in _NOT_STARTED:
        raise OSError(process.returncode, "the program can't be started")
    if not in_time:
        return End.LATE
    return End.DONE if process.returncode == 0 else End.DIED


def _start(command: Sequence[str], folder: Path, limits: OfficeLimits) -> "subprocess.Popen[bytes]":
    flags = 0
    if sys.platform == "win32":  # no window, and Ctrl-C isn't passed on
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
    return subprocess.Popen(  # noqa: S603  — the office program, with names of our own
        (*_limited(limits), *command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(folder),
        start_new_session=True,  # a group of its own, so that all of it can be ended
        creationflags=flags,
    )


def _limited(limits: OfficeLimits) -> tuple[str, ...]:
    """The beginning of a command under limits; none where no interpreter can set them."""
    if sys.platform == "win32" or getattr(sys, "frozen", False) or not sys.executable:
        return ()
    seconds = int(limits.batch_seconds + limits.start_seconds)
    figures = (limits.memory_bytes, seconds, limits.file_bytes)
    return (sys.executable, "-I", "-S", "-B", str(LAUNCHER), *map(str, figures))


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    own = dict.fromkeys(_OWN_FOLDERS, str(folder))
    # Without a display; two threads are enough, and more would each reserve a stack.
    settled = {"LC_ALL": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp", "MAX_CONCURRENCY": "2"}
    return {**kept, **own, **settled}


def _watch(process: "subprocess.Popen[bytes]", limits: OfficeLimits, finished: Callable[[], int]) -> bool:
    """Wait for the end; False if the process stood still or took too long."""
    now = time.monotonic()
    last = now + limits.batch_seconds
    until, done = now + limits.start_seconds + limits.file_seconds, 0
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_POLL_SECONDS)
            return True
        now, count = time.monotonic(), finished()
        if count > done:
            until, done = now + limits.file_seconds, count
        if now >= min(until, last):
            return False


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the process and everything that it started."""
    if sys.platform == "win32":
        if process.poll() is None:
            tool = Path(os.environ.get("SYSTEMROOT", "C:\\Windows"), "System32", "taskkill.exe")
            with contextlib.suppress(OSError):
                subprocess.run(  # noqa: S603  — a program of the system
                    (str(tool), "/F", "/T", "/PID", str(process.pid)), capture_output=True, check=False
                )
            process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
