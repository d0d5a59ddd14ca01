"""内容指纹: what a table says as one number, which stands on its print and in its receipt."""

import hashlib
import re
from collections.abc import Mapping
from typing import NamedTuple

from jianyou.datafiles.canonical import Plain, canonical

_SIGNS = 16
_MARK = re.compile(r"JY1 ([0-9A-Z]{4}(?:-[0-9A-Z]{4}){1,4}) ([0-9a-f]{16})")


class Mark(NamedTuple):
    """What a printed table bears: its number, and the first signs of its fingerprint."""

    number: str
    fingerprint: str

    @property
    def text(self) -> str:
        """As it stands in the square code."""
        return f"JY1 {self.number} {self.fingerprint}"


def content_sha256(content: Mapping[str, Plain]) -> str:
    """The fingerprint of header and rows as canonical JSON, contacts and phones left out."""
    return hashlib.sha256(canonical(content)).hexdigest()


def mark_of(number: str, content: Mapping[str, Plain]) -> Mark:
    """The mark for a table with that content."""
    return Mark(number, content_sha256(content)[:_SIGNS])


def read_mark(text: str) -> Mark | None:
    """The mark in the text of a square code; None for any other text."""
    found = _MARK.fullmatch(text.strip())
    return Mark(found[1], found[2]) if found else None
