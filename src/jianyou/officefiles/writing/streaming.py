"""An official table of any length as Word or Excel, written while its rows come: memory stays flat.

The writers of whole papers write it, some rows at a time; what stands around the rows is written once.
"""

import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import IO

from jianyou.officefiles.paper import Paper
from jianyou.officefiles.writing.docx import annex_body
from jianyou.officefiles.writing.docx_foot import W
from jianyou.officefiles.writing.docx_parts import fixed_parts
from jianyou.officefiles.writing.package import RELATIONS, XML, package_parts
from jianyou.officefiles.writing.printable import printable
from jianyou.officefiles.writing.spots import Part, locate_in_word
from jianyou.officefiles.writing.xlsx_parts import MAIN, WORKBOOK, sheet_part, styles, workbook
from jianyou.officefiles.writing.xlsx_sheet import MAX_ROWS, SheetWriter, Strings, cut
from jianyou.terms.finding import Refused

Rows = Sequence[Sequence[str]]
_ZipPart = tuple[str, str | bytes | Iterable[str | bytes]]
_EPOCH = (1980, 1, 1, 0, 0, 0)
_COMPRESSION = 1
_NOT_IN_NAMES, _NAME_LENGTH = re.compile(r"[\[\]:*?/\\'\x00-\x1f\x7f-\x9f]"), 31
_PIECE = 64 * 1024
_HELD = 1024 * 1024
_TABLE_END, _STRINGS_END = "</w:tbl>", "</sst>"


def stream_docx(frame: Paper, batches: Iterable[Rows]) -> Iterator[bytes]:
    """The pieces of a .docx with the rows of all batches; `frame` is the paper without any row.

    As `write_docx` of the whole would write it, but that the first row of each batch may be parted between
    pages from fewer lines on. Characters that XML can't hold are left out.
    """
    main = "word/document.xml"
    frame, _ = printable(frame, locate_in_word(frame))
    head, end, tail = annex_body(frame).rpartition(_TABLE_END)

    def document() -> Iterator[str]:
        yield f'{XML}<w:document xmlns:w="{W}" xmlns:r="{RELATIONS}"><w:body>{head}'
        for rows in batches:
            some, _ = printable(replace(frame, rows=rows), locate_in_word(frame))
            yield annex_body(some).removeprefix(head).removesuffix(end + tail)
        yield end + tail

    parts: list[_ZipPart] = [*fixed_parts(frame.mark), (main, document()), *package_parts(main, frame.title)]
    return _zipped(parts)


def stream_xlsx(frame: Paper, batches: Iterable[Rows], *, most: int) -> Iterator[bytes]:
    """The pieces of an .xlsx with the rows of all batches, at most so many; `frame` is without any row.

    Raises:
        Refused: `most` are more than a sheet has.
    """
    name, strings = _sheet_name(frame.title), _SpooledStrings()
    around = _Around(name, frame, strings, most)
    head, tail = around.parted()

    def sheet() -> Iterator[str]:
        yield head
        done = 0
        for rows in batches:
            yield _Shifted(replace(frame, rows=rows), strings, done).rows_xml()
            strings.put_away()
            done += len(rows)
        strings.put_away()
        yield tail

    parts: list[_ZipPart] = [
        *workbook([name], around.defined_names()),
        *package_parts(WORKBOOK, frame.title),
        ("xl/styles.xml", styles()),
        (sheet_part(1), sheet()),
        ("xl/sharedStrings.xml", strings.pieces()),
    ]
    return _zipped(parts)


def _sheet_name(title: str) -> str:
    """A name that Excel accepts."""
    return cut(_NOT_IN_NAMES.sub("", " ".join(title.split())), _NAME_LENGTH) or "表"


class _Around(SheetWriter):
    """What stands above and below the rows of a sheet that has so many."""

    def __init__(self, name: str, frame: Paper, strings: Strings, rows: int) -> None:
        super().__init__(0, name, frame, strings)
        self._rows[Part.NOTE] += rows
        if self._rows[Part.NOTE] > MAX_ROWS:
            raise Refused("sheet_rows_exceeded", rows=self._rows[Part.NOTE], limit=MAX_ROWS)

    def parted(self) -> tuple[str, str]:
        """The sheet before its first row and after its last."""
        whole = self.xml()
        at = whole.index("</row>", whole.index(f'<row r="{self._rows[Part.HEADING]}"')) + len("</row>")
        return whole[:at], whole[at:]


class _Shifted(SheetWriter):
    """Rows that stand below so many others."""

    def __init__(self, paper: Paper, strings: Strings, above: int) -> None:
        super().__init__(0, "", paper, strings)
        self._rows[Part.HEADING] += above

    def rows_xml(self) -> str:
        """The rows as the sheet holds them."""
        return "".join(self._entries())


class _SpooledStrings(Strings):
    """Shared strings of some rows at a time; those of rows that are done wait on the disk."""

    def __init__(self) -> None:
        super().__init__()
        self._done = 0
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_HELD)  # noqa: SIM115  — see pieces()

    def number(self, text: str) -> int:
        return self._done + super().number(text)

    def put_away(self) -> None:
        """No cell names the strings so far any more but by their numbers."""
        written = self.xml()
        start = written.index(">", written.index("<sst")) + 1
        self._file.write(written[start:].removesuffix(_STRINGS_END).encode())
        self._done += len(self._numbers)
        self._numbers = {}

    def pieces(self) -> Iterator[str | bytes]:
        """xl/sharedStrings.xml, once all cells are written; what waited on the disk is gone then."""
        counts = f'count="{self._uses}" uniqueCount="{self._done}"'
        yield f'{XML}<sst xmlns="{MAIN}" {counts}>'
        with self._file as kept:
            kept.seek(0)
            while piece := kept.read(_PIECE):
                yield piece
        yield _STRINGS_END


class _Sink:
    """Takes what a zip writes, until it is fetched."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self.size = 0

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits elsewhere."""

    def taken(self) -> bytes:
        whole = b"".join(self._pieces)
        self._pieces, self.size = [], 0
        return whole


def _zipped(parts: Iterable[_ZipPart]) -> Iterator[bytes]:
    """The pieces of a zip of these parts, each whole or in pieces itself."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", compresslevel=_COMPRESSION) as archive:  # type: ignore[call-overload]
        for name, content in parts:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            with archive.open(entry, "w") as out:
                for piece in [content] if isinstance(content, str | bytes) else content:
                    out.write(piece.encode() if isinstance(piece, str) else piece)
                    if sink.size >= _PIECE:
                        yield sink.taken()
            yield sink.taken()
    yield sink.taken()
