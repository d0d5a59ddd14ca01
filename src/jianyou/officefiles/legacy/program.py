"""Where LibreOffice is on this machine, and what can be put between it and the network."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

_NAMES = ("soffice", "libreoffice")
_APP = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
_WINDOWS_ROOTS = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)")
_PROBE_SECONDS = 5


def find_program() -> Path | None:
    """LibreOffice's program: on the search path, else where its installers put it; None if absent."""
    if sys.platform == "win32":  # soffice.exe returns before the work is done, soffice.com doesn't
        on_path = shutil.which("soffice.com")
        roots = (os.environ[name] for name in _WINDOWS_ROOTS if os.environ.get(name))
        places = [Path(root, "LibreOffice", "program", "soffice.com") for root in roots]
    else:
        on_path = next((found for name in _NAMES if (found := shutil.which(name))), None)
        places = [_APP]
    if on_path:
        return Path(on_path)
    return next((place for place in places if place.is_file()), None)


@cache
def without_network() -> tuple[str, ...]:
    """The beginning of a command whose program has no network at all; empty where there is none."""
    if sys.platform != "linux":
        return ()
    unshare, nothing = shutil.which("unshare"), shutil.which("true")
    if unshare is None or nothing is None:
        return ()
    for options in ("-rn", "-n"):
        command = (unshare, options, "--")
        try:
            probe = subprocess.run(  # noqa: S603  — two fixed programs
                (*command, nothing), capture_output=True, timeout=_PROBE_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return ()
        if probe.returncode == 0:
            return command
    return ()
