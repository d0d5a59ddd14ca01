"""A folder shown in the system's own window, where the system has one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from jianyou.terms.display import plain
from jianyou.terms.finding import Refused


def whole_path(given: str) -> Path:
    """The path that a person wrote, with or without quotation marks around it.

    Raises:
        Refused: nothing was written, or a path that doesn't say from where.
    """
    bare = given.strip().strip('"')
    if not bare:
        raise Refused("desk_nothing_chosen")
    try:
        path = Path(bare).expanduser()
    except RuntimeError:  # ~somebody, whom this machine doesn't know
        path = Path(bare)
    if not path.is_absolute() or "\0" in bare:
        raise Refused("desk_folder_relative", folder=plain(bare))
    return path


def can_show() -> bool:
    """Whether this machine can open a folder in a window."""
    return sys.platform == "win32" or _opener() is not None


def show(folder: Path) -> None:
    """Opens the folder; nothing happens where that can't be done."""
    if sys.platform == "win32":
        os.startfile(folder)  # noqa: S606  — a folder of ours, no program
        return
    opener = _opener()
    if opener is not None:
        quiet = subprocess.DEVNULL
        subprocess.Popen([opener, folder], stdin=quiet, stdout=quiet, stderr=quiet)  # noqa: S603  — as above


def _opener() -> str | None:
    if sys.platform == "darwin":
        return "/usr/bin/open"
    return (
        shutil.which("xdg-open") if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") else None
    )
