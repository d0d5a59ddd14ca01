"""The words of an RTF file, found by its marks alone."""

import codecs
import re
from collections.abc import Iterator

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)"
)
_FONT = re.compile(rb"\\f(\d{1,6})\b[^{}]{0,200}?\\fcharset(\d{1,3})\b")
_MOST_TOKENS = 2_000_000
_FONT_TABLE_BYTES = 262_144
_CODEPAGES = {b"128": "cp932", b"129": "cp949", b"134": "gb18030", b"136": "cp950"}
_NOT_TEXT = frozenset(
    (
        *(b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"listtext", b"pntext", b"annotation"),
        *(b"nonesttables", b"sn", b"sv", b"xe", b"tc", b"fldinst", b"objdata", b"private", b"template"),
    )
)
_STARRED_TEXT = frozenset((b"shpinst", b"ud"))
_BREAKS = frozenset((b"par", b"cell", b"row", b"line", b"nestcell", b"nestrow", b"page", b"column", b"sect"))
_SPACES = frozenset((b"tab", b"emspace", b"enspace", b"qmspace"))


class _State:
    """What a group inherits: whether its text counts, its code page, the stand-ins for a character."""

    __slots__ = ("codepage", "silent", "stand_ins")

    def __init__(self, codepage: str) -> None:
        self.silent, self.codepage, self.stand_ins = False, codepage, 1

    def copy(self) -> "_State":
        twin = _State(self.codepage)
        twin.silent, twin.stand_ins = self.silent, self.stand_ins
        return twin


def rtf_words(data: bytes) -> list[str]:
    """The paragraphs, cells and lines of an RTF file, empty ones left out.

    ValueError for one of more than 2,000,000 marks, which takes about 1 s.
    """
    text = "".join(_Scan(data).text())
    return [words for words in text.split("\n") if words.strip()]


class _Scan:
    def __init__(self, data: bytes) -> None:
        self._data = data
        fonts = _FONT.findall(data[:_FONT_TABLE_BYTES])
        self._fonts = {number: _CODEPAGES[charset] for number, charset in fonts if charset in _CODEPAGES}
        self._default = "cp1252"
        self._state = _State(self._default)
        self._outer: list[_State] = []
        self._bytes = bytearray()
        self._owed = 0
        self._starred = False

    def text(self) -> Iterator[str]:
        """The text in pieces; breaks are newlines."""
        for at, token in enumerate(_TOKEN.finditer(self._data)):
            if at == _MOST_TOKENS:
                raise ValueError("more marks than are looked at")
            word, number, code, symbol, brace, plain = token.groups()
            if code is not None:
                self._byte(bytes.fromhex(code.decode()))
                continue
            if plain is not None:
                self._byte(plain)
                continue
            yield self._flush()
            if brace is not None:
                self._brace(brace)
            elif word is not None:
                yield self._word(word, number)
            else:
                yield self._symbol(symbol)
        yield self._flush()

    def _byte(self, piece: bytes) -> None:
        self._starred = False
        skipped = min(self._owed, len(piece))
        self._owed -= skipped
        if not self._state.silent:
            self._bytes += piece[skipped:]

    def _flush(self) -> str:
        text = self._bytes.decode(self._state.codepage, "replace")
        self._bytes.clear()
        return text

    def _brace(self, brace: bytes) -> None:
        self._owed, self._starred = 0, False
        if brace == b"{":
            self._outer.append(self._state)
            self._state = self._state.copy()
        elif self._outer:
            self._state = self._outer.pop()

    def _symbol(self, symbol: bytes) -> str:
        if symbol == b"*":
            self._starred = True
            return ""
        if self._owed:
            self._owed -= 1
            return ""
        if self._state.silent:
            return ""
        return {b"~": " ", b"_": "-", b"\n": "\n", b"\r": "\n"}.get(symbol, "") or (
            symbol.decode("ascii", "replace") if symbol in b"\\{}" else ""
        )

    def _word(self, word: bytes, number: bytes | None) -> str:
        starred, self._starred = self._starred, False
        if word in _NOT_TEXT or (starred and word not in _STARRED_TEXT):
            self._state.silent = True
        elif word == b"u" and number is not None:
            self._owed = self._state.stand_ins
            return "" if self._state.silent else _unit(int(number))
        elif word == b"uc" and number is not None:
            self._state.stand_ins = min(abs(int(number)), 8)
        elif word == b"bin" and number is not None:
            self._state.silent = True  # raw bytes follow; a picture's or an object's
        elif word == b"ansicpg" and number is not None:
            self._state.codepage = self._default = _codec(number)
        elif word == b"f" and number is not None:
            self._state.codepage = self._fonts.get(number, self._default)
        elif not self._state.silent:
            return "\n" if word in _BREAKS else " " if word in _SPACES else ""
        return ""


def _unit(number: int) -> str:
    """The character of a signed 16-bit code unit; halves of a pair are left out."""
    unit = number & 0xFFFF
    return "" if 0xD800 <= unit < 0xE000 else chr(unit)


def _codec(number: bytes) -> str:
    name = "gb18030" if number == b"936" else f"cp{number.decode()}"
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name
