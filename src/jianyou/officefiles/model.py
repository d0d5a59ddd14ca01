"""What a reader hands on, whatever the format was: paragraphs and tables in reading order."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from jianyou.terms.finding import Finding


class FileKind(StrEnum):
    """The kinds of file told apart by content, never by extension."""

    DOCX = "docx"
    XLSX = "xlsx"
    XLS = "xls"
    DOC = "doc"
    PDF = "pdf"
    OFD = "ofd"
    RTF = "rtf"
    ODT = "odt"
    ODS = "ods"
    HTML = "html"
    IMAGE = "image"
    ARCHIVE = "archive"
    ENCRYPTED = "encrypted"
    TEXT = "text"
    EMPTY = "empty"
    UNKNOWN = "unknown"


class Cell(NamedTuple):
    """A cell at its anchor; `row` and `column` count grid positions from 1.

    `text` is as written: paragraphs and line breaks are newlines, tracked changes stand as
    accepted, hidden and zero-width characters are left out (and reported as findings).
    """

    text: str
    row: int
    column: int
    colspan: int = 1
    rowspan: int = 1
    nested: tuple["Table", ...] = ()


class Paragraph(NamedTuple):
    """A paragraph outside any table; `number` counts from 1 within its part."""

    text: str
    number: int
    part: str = ""


class Table(NamedTuple):
    """Rows of anchor cells; a cell swallowed by a merge isn't listed again.

    A Word table has `number` (its number in the file in reading order, nested ones included); a
    sheet has `number` 0 and its name in `part`. `first_row` is the row number of `rows[0]`.
    """

    rows: list[list[Cell]]
    number: int = 0
    part: str = ""
    first_row: int = 1


Block = Paragraph | Table


@dataclass(slots=True)
class Document:
    """One file read. `findings` are what the reader noticed, each with its place."""

    file: str
    kind: FileKind
    blocks: list[Block]
    findings: list[Finding] = field(default_factory=list)
