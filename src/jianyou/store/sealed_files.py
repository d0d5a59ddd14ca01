"""Files that nobody reads without the site's keys: each encrypted with a key of its own.

That key is kept in an encrypted column: the site's keys can be renewed without writing files anew, and a
file is gone for good once its key is.
"""

import hashlib
import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from cryptography.fernet import Fernet
from django.conf import settings

from jianyou.store.files import keep_file, path_of
from jianyou.store.sitekeys import site_keys


class SealedFile(NamedTuple):
    """What is kept of a file: digest of the encrypted bytes, digest and size of the plain, encrypted key."""

    digest: str
    plain_digest: str
    size: int
    key: bytes


def keep_sealed(data: bytes, *, waits: bool = False) -> SealedFile:
    """Encrypts the bytes and keeps them, on the disk before any row speaks of them.

    `waits`: a row may never come; they stand among those that `waiting_since` tells of.
    """
    key = Fernet.generate_key()
    sealed = Fernet(key).encrypt(data)
    if waits:
        # First of all: whatever is cut off here, no bytes stay that nothing tells of.
        keep_waiting(hashlib.sha256(sealed).hexdigest())
    digest = keep_file(sealed)
    return SealedFile(digest, hashlib.sha256(data).hexdigest(), len(data), site_keys().encrypt(key.decode()))


def keep_waiting(digest: str) -> None:
    """Says that a file waits for its row from now on."""
    mark = _waiting() / digest
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()


def waiting_since(before: datetime) -> list[str]:
    """The digests of the files that wait for their row since before that moment."""
    found = _waiting().iterdir() if _waiting().is_dir() else ()
    return [mark.name for mark in found if _touched_at(mark) < before.timestamp()]


def wait_no_more(digest: str) -> None:
    """The file has its row, or was removed."""
    (_waiting() / digest).unlink(missing_ok=True)


def _touched_at(mark: Path) -> float:
    try:
        return mark.stat().st_mtime
    except FileNotFoundError:
        # Another process swept it in this moment.
        return math.inf


def _waiting() -> Path:
    return Path(settings.JIANYOU_FILES) / "waiting"


def open_sealed(digest: str, key: bytes) -> bytes:
    """The plain bytes of a file kept by `keep_sealed`.

    Raises:
        Refused: none of the site's keys fits.
    """
    return Fernet(site_keys().decrypt(key).encode()).decrypt(path_of(digest).read_bytes())


def remove_sealed(digest: str) -> None:
    """Removes the encrypted bytes; no other row ever has the same, since no two keys are."""
    path_of(digest).unlink(missing_ok=True)


@contextmanager
def sealing(data: bytes) -> Iterator[SealedFile]:
    """The bytes kept for the rows that speak of them; removed again where those aren't written."""
    kept = keep_sealed(data)
    try:
        yield kept
    except BaseException:
        remove_sealed(kept.digest)
        raise
