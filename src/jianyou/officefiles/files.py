"""Writing a file whole or not at all, under a name that any system can hold.

Whoever looks finds the old content or the new, never a part.
"""

import contextlib
import io
import os
import re
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import IO, TypeVar

AnyPath = TypeVar("AnyPath", bound=PurePath)
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST_PART = 200
_DEEPEST = 12


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path` by way of a temporary file beside it, on the disk before it takes the name.

    An existing file keeps its permissions; a link keeps pointing, and its target is written. What is
    no ordinary file (a pipe, a device) is written into. Raises OSError and leaves `path` as it was:
    no such folder, no permission, disk full, or, on Windows, a file that another program has open.
    """
    _put(path, io.BytesIO(data))


def copy_atomically(source: Path, path: Path) -> None:
    """The same with a file's content, piece by piece."""
    with source.open("rb") as content:
        _put(path, content)


def _put(path: Path, content: IO[bytes]) -> None:
    target = path.resolve()
    if target.exists() and not target.is_file():
        with target.open("wb") as sink:
            shutil.copyfileobj(content, sink)
        return
    # A short name of its own: the target's may be as long as the file system admits.
    temporary = target.with_name(f".jianyou-{secrets.token_hex(8)}.tmp")
    try:
        _write_new(temporary, content)
        with contextlib.suppress(FileNotFoundError):
            temporary.chmod(target.stat().st_mode & 0o777)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def free_path(path: AnyPath, taken: Callable[[AnyPath], bool]) -> AnyPath:
    """The path, or the first with a number in its name that isn't taken: `表（2）.docx`."""
    number, free = 1, path
    while taken(free):
        number += 1
        free = path.with_name(f"{path.stem}（{number}）{path.suffix}")
    return free


def why(error: OSError) -> str:
    """The system's own words for a failure, else its kind."""
    return error.strerror or type(error).__name__


def _write_new(path: Path, content: IO[bytes]) -> None:
    # "x" fails rather than follow a link that somebody placed there; the umask decides who may read.
    with path.open("xb") as file:
        shutil.copyfileobj(content, file)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Puts a folder's names on the disk: a new one lasts through a power cut only then.

    Windows can't open a folder and some network shares can't sync one: that is passed over.
    """
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def storable_name(name: str) -> str:
    """A relative path that can be kept on any system and leads nowhere else; never empty."""
    parts = [_safe_part(part) for part in re.split(r"[/\\]", name)]
    return "/".join([part for part in parts if part][-_DEEPEST:]) or "_"


def _safe_part(part: str) -> str:
    part = _FORBIDDEN.sub("_", part.encode("utf-8", "replace").decode()).strip().rstrip(". ")
    if not part.strip("."):
        return ""
    if _RESERVED.fullmatch(part):
        part = f"_{part}"
    stem, dot, suffix = part.rpartition(".")
    if not dot or len(suffix) > 8:
        stem, suffix = part, ""
    room = _LONGEST_PART - len(suffix.encode())
    stem = stem.encode()[:room].decode("utf-8", "ignore")
    return f"{stem}.{suffix}" if suffix else stem
