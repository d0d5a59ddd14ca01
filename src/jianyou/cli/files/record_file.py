"""A record that is verified: its text as it is, and the digest that it should have."""

from pathlib import Path

from jianyou.domain.ledger.heads import unhex
from jianyou.officefiles.files import why
from jianyou.terms.display import plain
from jianyou.terms.finding import Refused

_DIGITS = 64


def record_text(name: str, most: int, unreadable: str) -> str:
    """The text of a file, of which at most one byte more than `most` is read; no line end is changed.

    Raises:
        Refused: it can't be read, or is no text: `unreadable`.
    """
    try:
        with Path(name).open("rb") as file:
            return file.read(most + 1).decode()
    except OSError as error:
        raise Refused("verify_unreadable", name=plain(name), reason=why(error)) from None
    except UnicodeDecodeError:
        raise Refused(unreadable) from None


def digest_given(text: str | None) -> str:
    """The digest as it was typed, in small digits; empty where none was.

    Raises:
        Refused: it is none.
    """
    digest = "" if text is None else text.strip().lower()
    if text is not None and unhex(digest, _DIGITS) is None:
        raise Refused("record_bad_digest")
    return digest
