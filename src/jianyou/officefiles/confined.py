"""Processes of our own for libraries that a hostile file could make costly: few means, and an end in time."""

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from jianyou.terms.finding import Refused

_KEPT_VARIABLES = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


class Helper:
    """A running process, to be read from; `late` once its time was up and it was ended."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self.late = False

    def read(self, size: int) -> bytes:
        """So many bytes of what it says; fewer only if it has ended."""
        assert self._process.stdout is not None
        return self._process.stdout.read(size)

    def overdue(self) -> None:
        """End it because its time is up."""
        self.late = True
        self._process.kill()


@contextmanager
def running(script: Path, order: bytes, *, seconds: float) -> Iterator[Helper]:
    """Run one of our scripts with this interpreter, its libraries and nothing else; it is fed `order`.

    The script gets the folders of its libraries as arguments. Refused if it can't be started.
    """
    folders = [str(Path(folder).absolute()) for folder in sys.path if folder and Path(folder).is_dir()]
    process = spawn(script, folders, unavailable="helper_unavailable")
    helper = Helper(process)
    watch = threading.Timer(seconds, helper.overdue)
    watch.daemon = True
    watch.start()
    try:
        assert process.stdin is not None
        with contextlib.suppress(OSError):  # it has ended already, which shows when it is read from
            process.stdin.write(order)
            process.stdin.close()
        yield helper
    finally:
        watch.cancel()
        process.kill()
        with contextlib.suppress(OSError), process:  # closes the pipes and waits
            pass


def spawn(
    script: Path, folders: Sequence[str], *, unavailable: str, buffer: int = -1
) -> "subprocess.Popen[bytes]":
    """Start one of our scripts with nothing but its two pipes; `folders` are its arguments.

    Refused(`unavailable`), with a `reason`, if it can't be started. `buffer` is that of the pipes.
    """
    if getattr(sys, "frozen", False) or not sys.executable:
        raise Refused(unavailable, reason="no Python interpreter")
    flags = 0
    if sys.platform == "win32":  # no window, and Ctrl-C isn't passed on
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
    try:
        return subprocess.Popen(  # noqa: S603  — this interpreter and our own script
            [sys.executable, "-I", "-S", "-B", str(script), *folders],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=buffer,
            env={name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ},
            start_new_session=True,  # Ctrl-C in a terminal reaches this process only
            creationflags=flags,
        )
    except OSError as error:
        raise Refused(unavailable, reason=type(error).__name__) from error
