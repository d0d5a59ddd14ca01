"""Text on a terminal: widths of Chinese, colour beside words, and nothing that could drive it."""

import codecs
import os
import shutil
import sys
from pathlib import Path
from typing import TextIO

from jianyou.terms.display import wrap
from jianyou.terms.finding import Severity

_STYLES = {Severity.ERROR: "1;31", Severity.WARNING: "33", Severity.INFO: "36"}
_BOLD = "1"
_NARROWEST = 40


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
