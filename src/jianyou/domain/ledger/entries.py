"""Entries of the log: what happened and when, and a salted commitment in place of anybody's data.

With value and salt erased, nobody can tell what was committed to, and the log still verifies.
"""

import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from jianyou.datafiles.canonical import Plain, canonical

SALT_BYTES = 32


class EntryKind(StrEnum):
    """What an entry is of."""

    RECEIPT = "receipt"
    AUDIT = "audit"


class Entry(NamedTuple):
    """One entry. `subject` is a number that tells nothing by itself, `commitment` 64 hex digits."""

    kind: EntryKind
    call: str
    subject: str
    at: str
    commitment: str

    def as_plain(self) -> dict[str, Plain]:
        """The entry as it is written."""
        return {
            "kind": self.kind.value,
            "call": self.call,
            "subject": self.subject,
            "at": self.at,
            "commitment": self.commitment,
        }

    def written(self) -> bytes:
        """The bytes that are hashed and signed."""
        return canonical(self.as_plain())


def make_entry(
    kind: EntryKind, call: str, subject: str, at: datetime, content: Mapping[str, Plain], salt: bytes
) -> Entry:
    """An entry that commits to `content`; `at` must know its UTC offset.

    Raises:
        ValueError: `at` knows none.
    """
    return Entry(kind, call, subject, moment_text(at), commitment(content, salt))


def entry_from(plain: Mapping[str, object]) -> Entry | None:
    """The entry that was written so, None where it is none."""
    fields = {name: plain.get(name) for name in Entry._fields}
    if set(plain) != set(fields) or not all(isinstance(value, str) for value in fields.values()):
        return None
    try:
        kind = EntryKind(str(fields.pop("kind")))
    except ValueError:
        return None
    return Entry(kind, **{name: str(value) for name, value in fields.items()})


def new_salt() -> bytes:
    """Random bytes that keep a commitment from being guessed."""
    return secrets.token_bytes(SALT_BYTES)


def commitment(content: Mapping[str, Plain], salt: bytes) -> str:
    """64 hex digits that tell nothing of the content without its salt."""
    return hmac.digest(salt, canonical(content), "sha256").hex()


def moment_text(at: datetime) -> str:
    """A moment to the microsecond with its offset, always written the same way.

    Raises:
        ValueError: it knows no offset.
    """
    if at.tzinfo is None:
        raise ValueError(at)
    return at.isoformat(timespec="microseconds")
