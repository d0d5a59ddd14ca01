"""Writing a file whole or not at all: whoever looks finds the old content or the new, never a part."""

import contextlib
import os
import secrets
from pathlib import Path


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path` by way of a temporary file beside it, on the disk before it takes the name.

    An existing file keeps its permissions; a link keeps pointing, and its target is written. What is
    no ordinary file (a pipe, a device) is written into. Raises OSError and leaves `path` as it was:
    no such folder, no permission, disk full, or, on Windows, a file that another program has open.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return
    # A short name of its own: the target's may be as long as the file system admits.
    temporary = target.with_name(f".jianyou-{secrets.token_hex(8)}.tmp")
    try:
        _write_new(temporary, data)
        with contextlib.suppress(FileNotFoundError):
            temporary.chmod(target.stat().st_mode & 0o777)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _write_new(path: Path, data: bytes) -> None:
    # "x" fails rather than follow a link that somebody placed there; the umask decides who may read.
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    # The new name lasts through a power cut only when the folder is on the disk too. Windows can't
    # open a folder and some network shares can't sync one: the file is written all the same.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
