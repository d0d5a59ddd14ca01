"""Text on a terminal: widths of Chinese, colour beside words, and nothing that could drive it."""

import codecs
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from jianyou.terms.finding import Severity

_STYLES = {Severity.ERROR: "1;31", Severity.WARNING: "33", Severity.INFO: "36"}
_BOLD = "1"
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NARROWEST = 40
_BREAK_AFTER = "，。；：、！？）”》 ,;:!?)"


def prepare_streams() -> None:
    """Lets odd file names and characters that a console lacks through instead of failing on them."""
    codecs.register_error("jianyou", _survive)
    # A program started without them, as from a window or by `>&-`, has none at all.
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="jianyou")


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _survive(error: UnicodeError) -> tuple[str | bytes, int]:
    r"""Gives the bytes of an undecodable file name back as they were, and other characters as `\\u…`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    character = error.object[error.start]
    if "\udc80" <= character <= "\udcff":
        return bytes([ord(character) - 0xDC00]), error.start + 1
    return character.encode("ascii", "backslashreplace").decode(), error.start + 1


def plain(text: str) -> str:
    r"""Somebody's text on one line, with control characters made visible: `\\x1b`."""
    joined = " ".join(part for part in re.split(r"[\r\n]+", text) if part) if "\n" in text else text
    return _UNSAFE.sub(lambda found: f"\\x{ord(found[0]):02x}", joined)


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


class Terminal:
    """Where findings are listed: knows its width (None in a pipe) and whether it takes colour."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        interactive = stream.isatty()
        self.columns = max(_NARROWEST, shutil.get_terminal_size().columns) if interactive else None
        self._colour = interactive and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def line(self, text: str = "") -> None:
        """Prints one line."""
        print(text, file=self._stream)

    def hanging(self, lead: str, text: str, indent: int) -> None:
        """Prints `lead` and then the text, which goes on below itself at `indent`."""
        if self.columns is None or self.columns - indent < _NARROWEST // 2:
            self.line(lead + text)
            return
        for number, part in enumerate(wrap(text, self.columns - indent)):
            self.line((" " * indent if number else lead) + part)

    def strong(self, text: str) -> str:
        """The text in bold where the terminal can."""
        return f"\x1b[{_BOLD}m{text}\x1b[0m" if self._colour else text

    def severe(self, severity: Severity, word: str) -> str:
        """A severity's word in its colour where the terminal can; the word alone says it all."""
        return f"\x1b[{_STYLES[severity]}m{word}\x1b[0m" if self._colour else word
