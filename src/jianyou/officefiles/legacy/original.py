"""The words of an old or foreign file as far as they can be had without an office program.

Not a reader: nothing is laid out, and what marks text as deleted or hidden isn't looked at. It serves
to tell whether a conversion has lost anything.
"""

import re
import struct
from collections.abc import Iterator

from lxml import etree

from jianyou.officefiles.compound import read_streams
from jianyou.officefiles.guard import Guarded
from jianyou.officefiles.legacy.rtf import rtf_words
from jianyou.officefiles.model import FileKind

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_NOT_TEXT = (
    f"{_OFFICE}annotation",
    f"{_OFFICE}forms",
    f"{_SVG}title",
    f"{_SVG}desc",
    f"{_TEXT}note-citation",
)

_FIB_MAGIC = 0xA5EC
_WORD_97 = 193
_ENCRYPTED = 0x0100
_SECOND_TABLE = 0x0200
_COMPRESSED = 0x40000000
_MOST_CHARACTERS = 8_000_000
_STORIES_AT = 0x4C
_COMMENTS = 4
"""The number of the story that holds comments; 0 is the body, 2 headers and footers."""
_FIELD_MARKS = re.compile("([\x13\x14\x15])")
_DEEPEST_FIELD = 20
_BREAKS = re.compile("[\r\x07\x0b\x0c\x0e\n]")


def words_of(guarded: Guarded) -> list[str] | None:
    """The paragraphs of an old or foreign file, empty ones left out; None if they can't be had.

    Spreadsheets give the texts of their cells, numbers left out. Raises Refused for a package that
    breaks a limit.
    """
    match guarded.kind:
        case FileKind.DOC:
            return _word_words(guarded.data)
        case FileKind.RTF:
            return _rtf_words(guarded.data)
        case FileKind.ODT:
            return [*_odf_words(guarded, "content.xml"), *_odf_words(guarded, "styles.xml")]
        case FileKind.ODS:
            return list(_cell_words(guarded))
        case _:
            return None


def _rtf_words(data: bytes) -> list[str] | None:
    try:
        return rtf_words(data)
    except ValueError:
        return None


def _word_words(data: bytes) -> list[str] | None:
    """The stories of a Word 97 file by way of its piece table ([MS-DOC] 2.4.1); comments left out."""
    try:
        streams = read_streams(data, frozenset({"worddocument", "0table", "1table"}))
        stream = streams["worddocument"]
        magic, version = struct.unpack_from("<HH", stream, 0)
        (flags,) = struct.unpack_from("<H", stream, 10)
        if magic != _FIB_MAGIC or version < _WORD_97 or flags & _ENCRYPTED:
            return None
        table = streams["1table" if flags & _SECOND_TABLE else "0table"]
        start, size = struct.unpack_from("<LL", stream, 0x1A2)
        text = "".join(_pieces(stream, table[start : start + size]))
        lengths = struct.unpack_from("<8L", stream, _STORIES_AT)
    except (ValueError, KeyError, IndexError, struct.error):
        return None
    before = sum(lengths[:_COMMENTS])
    text = text[:before] + "\r" + text[before + lengths[_COMMENTS] :]
    shown = "".join(_without_instructions(text))
    return [words for words in _BREAKS.split(shown) if words.strip()]


def _without_instructions(text: str) -> Iterator[str]:
    """Text outside fields and the results of fields, but not what they were told to do."""
    instructing: list[bool] = []
    for piece in _FIELD_MARKS.split(text):
        if piece == "\x13":
            instructing.append(True)
        elif piece == "\x14":
            instructing[-1:] = [False]
        elif piece == "\x15":
            del instructing[-1:]
        elif not any(instructing[-_DEEPEST_FIELD:]):
            yield piece


def _pieces(stream: bytes, pieces: bytes) -> Iterator[str]:
    """The pieces of text in reading order; `pieces` is the Clx structure."""
    at = 0
    while pieces[at] == 1:
        at += 3 + struct.unpack_from("<H", pieces, at + 1)[0]
    size = struct.unpack_from("<L", pieces, at + 1)[0]
    count = min((size - 4) // 12, (len(pieces) - at - 9) // 12)
    positions = struct.unpack_from(f"<{count + 1}L", pieces, at + 5)
    if positions != tuple(sorted(positions)) or positions[-1] > _MOST_CHARACTERS:
        raise ValueError("no piece table")
    for number in range(count):
        (where,) = struct.unpack_from("<L", pieces, at + 5 + 4 * (count + 1) + 8 * number + 2)
        length = positions[number + 1] - positions[number]
        if where & _COMPRESSED:
            begin = (where & ~_COMPRESSED) // 2
            yield stream[begin : begin + length].decode("cp1252", "replace")
        else:
            yield stream[where : where + 2 * length].decode("utf-16-le", "replace")


def _odf_words(guarded: Guarded, part: str) -> Iterator[str]:
    """The paragraphs of body, deleted text, headers and footers."""
    if part in guarded.parts:
        for paragraph in guarded.xml(part).iter(*_PARAGRAPHS):
            if next(paragraph.iterancestors(*_NOT_TEXT), None) is None:
                words = "".join(_own_text(paragraph))
                if words.strip():
                    yield words


def _own_text(element: "etree._Element") -> Iterator[str]:
    """Text of an element without that of paragraphs within it (notes, text boxes) and of what isn't text."""
    yield element.text or ""
    for child in element:
        if child.tag in {f"{_TEXT}line-break", f"{_TEXT}tab", f"{_TEXT}s"}:
            yield " "
        elif isinstance(child.tag, str) and child.tag not in {*_PARAGRAPHS, *_NOT_TEXT}:
            yield from _own_text(child)
        yield child.tail or ""


def _cell_words(guarded: Guarded) -> Iterator[str]:
    """The paragraphs of a spreadsheet's text cells; numbers and dates are stored by value elsewhere."""
    for cell in guarded.xml("content.xml").iter(f"{_TABLE}table-cell"):
        if cell.get(f"{_OFFICE}value-type") == "string":
            for paragraph in cell.iterchildren(*_PARAGRAPHS):
                words = "".join(_own_text(paragraph))
                if words.strip():
                    yield words
