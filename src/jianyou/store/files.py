"""Uploaded files: written and on the disk before their row is, named by digest, never rewritten."""

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings


def keep_file(data: bytes) -> str:
    """Writes the bytes where their digest leads, and gives it (64 hex digits)."""
    digest = hashlib.sha256(data).hexdigest()
    path = path_of(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, data)
    return digest


def path_of(digest: str) -> Path:
    """Where the bytes of that digest are."""
    return Path(settings.JIANYOU_FILES) / digest[:2] / digest


def _write(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync(path.parent)
    _sync(path.parent.parent)


def _sync(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
