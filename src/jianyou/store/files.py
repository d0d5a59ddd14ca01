"""Uploaded files: written and on the disk before their row is, named by digest, never rewritten."""

import hashlib
from pathlib import Path

from django.conf import settings

from jianyou.officefiles.files import sync_folder, write_atomically


def keep_file(data: bytes) -> str:
    """Writes the bytes where their digest leads, and gives it (64 hex digits)."""
    digest = hashlib.sha256(data).hexdigest()
    path = path_of(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)
        sync_folder(path.parent.parent)
    return digest


def path_of(digest: str) -> Path:
    """Where the bytes of that digest are."""
    return Path(settings.JIANYOU_FILES) / digest[:2] / digest
