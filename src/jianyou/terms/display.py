"""Somebody's text made fit to be shown: on one line, with nothing that could drive a terminal or a page."""

import re
import unicodedata
from collections.abc import Iterator

_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BREAK_AFTER = "，。；：、！？）”》 ,;:!?)"


def plain(text: str) -> str:
    r"""Somebody's text on one line, with control characters made visible: `\\x1b`."""
    joined = " ".join(part for part in re.split(r"[\r\n]+", text) if part) if "\n" in text else text
    return _UNSAFE.sub(lambda found: f"\\x{ord(found[0]):02x}", joined)


def excerpt(text: str, most: int) -> str:
    """The beginning of a text on one line, at most so many characters with the mark of the cut."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def in_groups(text: str, between: str = "-", length: int = 4) -> str:
    """A code or fingerprint in groups, to be read aloud or compared by eye."""
    return between.join(text[at : at + length] for at in range(0, len(text), length))


def code_signs(typed: str, most: int | None = None) -> str:
    """The letters and digits of a code as it was typed, in capitals, whatever stands between them.

    `most` bounds what is looked at.
    """
    return "".join(sign for sign in typed.upper()[:most] if sign.isascii() and sign.isalnum())


def width(text: str) -> int:
    """How many columns a terminal gives to the text."""
    if text.isascii():
        return len(text)
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def pad(text: str, columns: int) -> str:
    """The text with spaces up to a width."""
    return text + " " * max(0, columns - width(text))


def wrap(text: str, columns: int) -> Iterator[str]:
    """Lines of at most that width, broken after a punctuation mark or space where one is near."""
    while width(text) > columns:
        cut = _cut(text, columns)
        nearby = [at for at in range(cut, max(0, cut - 8), -1) if text[at - 1] in _BREAK_AFTER]
        at = nearby[0] if nearby else cut
        yield text[:at].rstrip()
        text = text[at:].lstrip()
    yield text


def _cut(text: str, columns: int) -> int:
    """How many characters fit, at least one."""
    used = 0
    for count, character in enumerate(text):
        used += _character_width(character)
        if used > columns:
            return max(1, count)
    return len(text)
