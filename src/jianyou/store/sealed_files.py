"""Files that nobody reads without the site's keys: each encrypted with a key of its own.

That key is kept in an encrypted column: the site's keys can be renewed without writing files anew, and a
file is gone for good once its key is.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from cryptography.fernet import Fernet

from jianyou.store.files import keep_file, path_of
from jianyou.store.sitekeys import site_keys


class SealedFile(NamedTuple):
    """What is kept of a file: digest of the encrypted bytes, digest and size of the plain, encrypted key."""

    digest: str
    plain_digest: str
    size: int
    key: bytes


def keep_sealed(data: bytes) -> SealedFile:
    """Encrypts the bytes and keeps them, on the disk before any row speaks of them."""
    key = Fernet.generate_key()
    digest = keep_file(Fernet(key).encrypt(data))
    return SealedFile(digest, hashlib.sha256(data).hexdigest(), len(data), site_keys().encrypt(key.decode()))


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
