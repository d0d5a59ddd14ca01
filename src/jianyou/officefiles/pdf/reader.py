"""PDF and OFD as paragraphs and tables, read by a process of its own with limits."""

from collections.abc import Iterator, Sequence

from jianyou.officefiles.clean import clean, invisible_characters
from jianyou.officefiles.guard import Guarded
from jianyou.officefiles.model import Cell, Document, Paragraph, Table
from jianyou.officefiles.pdf.frames import Intake
from jianyou.officefiles.pdf.layout import Filled, PageLayout
from jianyou.officefiles.pdf.process import KEEPER, PaperKeeper
from jianyou.officefiles.pdf.stitch import Running, Stitched, stitch
from jianyou.terms.display import excerpt
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.message import Param
from jianyou.terms.place import Place

_QUOTE = 30
_MOST_FINDINGS = 50
_INFOS = frozenset(("pdf_fields_read", "pdf_page_turned", "pdf_ocr_layer"))


def read_pdf(guarded: Guarded, password: str | None = None, *, keeper: PaperKeeper = KEEPER) -> Document:
    """Read a PDF: tables by their drawn lines, all other text as paragraphs, in reading order.

    A table that goes on over pages is one Table, its repeated headings dropped, its rows whole;
    `number` counts the tables of the file, rows and columns are the stitched table's own. Running
    heads and feet come once, as parts "header" and "footer". Line ends inside a cell are kept
    where the line had room for more, else they are the layout's and dropped. A scan has no blocks.

    Refused("pdf_locked") if it needs a password, Refused("password_wrong") if `password` isn't the
    one, Refused with the reason if the file is damaged or costs too much (see PaperLimits).
    """
    pages = _read("pdf", guarded.data, password or "", keeper)
    return _document(guarded, pages, "pdf_read")


def read_paper(guarded: Guarded, data: bytes, *, keeper: PaperKeeper = KEEPER) -> Document:
    """The same for an OFD, whose checked package is `data`."""
    return _document(guarded, _read("ofd", data, "", keeper), "ofd_read")


def _read(kind: str, data: bytes, password: str, keeper: PaperKeeper) -> list[PageLayout]:
    intake = Intake()
    keeper.read(kind, data, password, intake.take)
    if intake.refusal is not None:
        raise intake.refusal
    return intake.pages


def _document(guarded: Guarded, pages: Sequence[PageLayout], code: str) -> Document:
    document = Document(guarded.file, guarded.kind, [], list(guarded.findings))
    making = _Making(document)
    for piece in stitch(pages):
        if isinstance(piece, Stitched):
            making.add_table(piece)
        elif isinstance(piece, Running):
            making.add_paragraph(piece.text, piece.part)
        else:
            making.add_paragraph(piece.text, "")
    making.note_pages(pages)
    if document.blocks:
        making.note(code, Severity.INFO, Place(guarded.file), pages=len(pages))
    return document


class _Making:
    """Makes a document piece by piece."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._tables = 0
        self._paragraphs: dict[str, int] = {}

    def note(self, code: str, severity: Severity, place: Place, **params: Param) -> None:
        """Note a finding; of very many only the first."""
        if len(self.document.findings) < _MOST_FINDINGS or severity is not Severity.INFO:
            self.document.findings.append(Finding(code, severity, place, params))

    def add_paragraph(self, written: str, part: str) -> None:
        """Add text outside tables."""
        text, removed = clean(written)
        if not text.strip():
            return
        self._paragraphs[part] = number = self._paragraphs.get(part, 0) + 1
        self.document.blocks.append(Paragraph(text, number, part))
        if removed:
            place = Place(self.document.file, part, paragraph=number)
            self.document.findings.append(invisible_characters(place, removed))

    def add_table(self, stitched: Stitched) -> None:
        """Add a table, and what there is to tell of it."""
        self._tables += 1
        rows = [
            [self._cell(cell, number) for cell in sorted(row.cells, key=lambda one: one.column)]
            for number, row in enumerate(stitched.rows, 1)
        ]
        self.document.blocks.append(Table(rows, self._tables))
        place = Place(self.document.file, table=self._tables)
        if stitched.odd:
            self.note("pdf_lines_unclear", Severity.WARNING, place, page=stitched.pages[0])
        if stitched.joints:
            starts = "；".join(f"{page}: {row + 1}" for page, row in stitched.joints)
            first, last = stitched.pages[0], stitched.pages[-1]
            self.note("pdf_table_stitched", Severity.INFO, place, first=first, last=last, starts=starts)
        for number, row in enumerate(stitched.rows, 1):
            if row.joined:
                severity = Severity.WARNING if row.joined == "unsure" else Severity.INFO
                code = "pdf_row_joined_unsure" if row.joined == "unsure" else "pdf_row_joined"
                self.note(code, severity, place._replace(row=number))

    def _cell(self, cell: Filled, row: int) -> Cell:
        text, removed = clean(cell.text)
        place = Place(self.document.file, table=self._tables, row=row, column=cell.column + 1)
        if removed:
            self.document.findings.append(invisible_characters(place, removed))
        for code in cell.notes:
            self.note(code, Severity.WARNING, place, text=_quote(text))
        if "\ufffd" in text:
            self.note("pdf_unmapped_in_cell", Severity.WARNING, place, count=text.count("\ufffd"))
        return Cell(text, row, cell.column + 1, cell.colspan, cell.rowspan)

    def note_pages(self, pages: Sequence[PageLayout]) -> None:
        """Note what the pages tell, each kind once with its pages."""
        for code, found in _by_code(pages):
            numbers = "、".join(map(str, dict.fromkeys(number for number, _, _ in found)))
            text = " ".join(quoted for _, _, quoted in found if quoted)
            params: dict[str, Param] = {"pages": numbers[:60], "count": sum(count for _, count, _ in found)}
            params["text"] = _quote(text)
            severity = Severity.INFO if code in _INFOS else Severity.WARNING
            self.note(code, severity, Place(self.document.file), **params)


def _by_code(pages: Sequence[PageLayout]) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    found: dict[str, list[tuple[int, int, str]]] = {}
    for page in pages:
        for code, count, text in page.notes:
            found.setdefault(code, []).append((page.number, count, text))
    yield from found.items()


def _quote(text: str) -> str:
    return excerpt(clean(text)[0], _QUOTE)
