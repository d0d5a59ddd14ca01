"""Workbooks (.xlsx, .xlsm, .xls, .et) as tables, read by a process of its own with limits."""

from collections.abc import Mapping

from jianyou.officefiles.clean import clean, invisible_characters
from jianyou.officefiles.guard import Guarded
from jianyou.officefiles.model import Document, FileKind, Paragraph
from jianyou.officefiles.sheet.drawings import drawing_parts, has_drawings, paragraphs_of
from jianyou.officefiles.sheet.formats import NumberFormat, telling_formats
from jianyou.officefiles.sheet.grid import grid_of, table_of
from jianyou.officefiles.sheet.notes import (
    Notes,
    mend_texts,
    note_covered,
    note_hidden,
    note_numbers,
    note_values,
)
from jianyou.officefiles.sheet.package import Packer, SheetPart, Workbook, open_workbook
from jianyou.officefiles.sheet.process import KEEPER, ReaderKeeper
from jianyou.officefiles.sheet.scan import Scan, scan_sheet
from jianyou.terms.finding import Refused, Severity
from jianyou.terms.place import Place

_MEGABYTE = 1024 * 1024
_PART_BYTES = 20 * _MEGABYTE
_ALL_BYTES = 28 * _MEGABYTE
_DETAIL = 120
_KNOWN_ERRORS = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"))
_REFUSALS = {
    "sheet_too_large": ("sheet", "cell", "limit"),
    "sheet_too_much_text": ("sheet",),
    "sheet_encrypted": (),
    "sheet_reader_stopped": (),
    "sheet_unreadable": ("detail",),
}


def read_sheet(guarded: Guarded, *, keeper: ReaderKeeper = KEEPER) -> Document:
    """Read a workbook: a Table for each visible sheet that holds anything, in the workbook's order.

    A table's `part` is the sheet's name, its rows are those of the used range (an empty row is an
    empty list), and a row lists every cell from the used range's first column to its last one with
    text, empty ones too, but none that a merge swallows; rows and columns are the sheet's own, and
    spans are cut to the used range. Text boxes come before their sheet's table as paragraphs of
    the part "textbox". Hidden sheets are not read, hidden rows and columns are; all are findings.

    Values are texts as shown, with dates as 2024-02-06 and numbers in full. Refused if the file
    can't be read safely or reliably, or if the reading process can't be started.
    """
    if guarded.kind is FileKind.XLSX:
        return _read_xlsx(guarded, keeper)
    if guarded.kind is FileKind.XLS:
        return _read_xls(guarded, keeper)
    raise ValueError(guarded.kind)


def _read_xlsx(guarded: Guarded, keeper: ReaderKeeper) -> Document:
    book = open_workbook(guarded)
    visible = [sheet for sheet in book.sheets if not sheet.hidden]
    _refuse_large(guarded, book, visible)
    packer = Packer(sheets=len(visible), date1904=book.date1904)
    formats = _pack_shared(guarded, book, packer)
    intake = _Intake(guarded, formats)
    for number, sheet in enumerate(visible, 1):
        xml = guarded.part(sheet.part)
        scan = scan_sheet(xml, sheet.name, cells=keeper.limits.cells, telling=formats)
        packer.add(f"xl/worksheets/sheet{number}.xml", xml)
        intake.expect(str(number), sheet, scan)
    for sheet in book.sheets:
        if sheet.hidden:
            intake.note_hidden_sheet(sheet.name)
    keeper.read(packer.finish(), intake.take)
    return intake.document()


def _read_xls(guarded: Guarded, keeper: ReaderKeeper) -> Document:
    intake = _Intake(guarded, {})
    intake.notes.note("legacy_workbook", Severity.INFO, Place(guarded.file))
    keeper.read((guarded.data,), intake.take)
    return intake.document()


def _refuse_large(guarded: Guarded, book: Workbook, visible: list[SheetPart]) -> None:
    """Refuse by declared sizes; the guard refuses those that are declared too small."""
    if any(not sheet.part for sheet in visible):
        missing = next(sheet.name for sheet in visible if not sheet.part)
        raise Refused("sheet_parts_missing", part=missing[:40])
    parts = {sheet.part: sheet.name for sheet in visible} | {book.strings: "", book.styles: ""}
    sizes = {part: guarded.parts[part] for part in parts if part}
    largest = max(sizes, key=sizes.__getitem__, default="")
    if largest and (sizes[largest] > _PART_BYTES or sum(sizes.values()) > _ALL_BYTES):
        size = -(-sum(sizes.values()) // _MEGABYTE)
        raise Refused("sheet_too_much_xml", part=parts[largest] or largest, size_mb=size)


def _pack_shared(guarded: Guarded, book: Workbook, packer: Packer) -> Mapping[int, NumberFormat]:
    if book.strings:
        packer.add("xl/sharedStrings.xml", guarded.part(book.strings))
    if not book.styles:
        return {}
    styles = guarded.part(book.styles)
    packer.add("xl/styles.xml", styles)
    return telling_formats(styles)


class _Intake:
    """Takes the frames of one workbook and makes its document."""

    def __init__(self, guarded: Guarded, formats: Mapping[int, NumberFormat]) -> None:
        self.notes = Notes(guarded.file)
        self._guarded = guarded
        self._formats = formats
        self._document = Document(guarded.file, guarded.kind, [])
        self._sheets: dict[str, tuple[SheetPart, Scan]] = {}
        self._refusal: Refused | None = None
        self._paragraphs = 0
        self._has_drawings = has_drawings(guarded)

    def expect(self, key: str, sheet: SheetPart, scan: Scan) -> None:
        """Expect a sheet under `key`; Refused for an error value that the reader doesn't know."""
        for where, text in scan.errors:
            if text not in _KNOWN_ERRORS:
                raise Refused("sheet_error_unknown", sheet=sheet.name, cell=str(where), text=text)
        self._sheets[key] = (sheet, scan)

    def note_hidden_sheet(self, name: str) -> None:
        """Note a sheet that isn't read."""
        self.notes.note("hidden_sheet", Severity.INFO, Place(self._guarded.file, name), sheet=name)

    def take(self, fields: list[str]) -> bool:
        """Take a frame; whether more are to come. ValueError for one that isn't sound."""
        match fields[0]:
            case "end":
                return False
            case "refused":
                self._refusal = self._refused(fields)
                return False
            case "hidden":
                self.note_hidden_sheet(fields[-1])
            case _:
                self._take_sheet(fields)
        return True

    def document(self) -> Document:
        """The document; Refused if the reader refused the workbook."""
        if self._refusal is not None:
            raise self._refusal
        if self._sheets:  # some sheet never came
            raise Refused("sheet_reader_stopped")
        self._document.findings = [*self._guarded.findings, *self.notes.gather()]
        return self._document

    def _take_sheet(self, fields: list[str]) -> None:
        grid = grid_of(fields)
        if self._guarded.kind is FileKind.XLS:
            sheet, scan = SheetPart(grid.name, "", hidden=False), Scan()
        elif grid.name in self._sheets:
            sheet, scan = self._sheets.pop(grid.name)
        else:
            raise ValueError(grid.name)
        if self._has_drawings and sheet.part:
            self._take_drawings(sheet)
        note_values(self.notes, grid, sheet.name, scan)
        if not any(grid.texts):
            return
        note_numbers(self.notes, grid, sheet.name, scan, self._formats)
        mend_texts(self.notes, grid, sheet.name)
        note_hidden(self.notes, grid, sheet.name, scan)
        table, covered = table_of(grid, sheet.name)
        note_covered(self.notes, grid, table, covered)
        self._document.blocks.append(table)

    def _take_drawings(self, sheet: SheetPart) -> None:
        for part in drawing_parts(self._guarded, sheet):
            try:
                paragraphs = list(paragraphs_of(self._guarded, part))
            except Refused:  # the table can be read all the same
                place = Place(self._guarded.file, sheet.name)
                self.notes.note("drawing_not_read", Severity.WARNING, place)
                continue
            for written in paragraphs:
                self._paragraphs += 1
                text, removed = clean(written)
                self._document.blocks.append(Paragraph(text, self._paragraphs, "textbox"))
                if removed and self.notes.room("invisible_characters"):
                    place = Place(self._guarded.file, "textbox", paragraph=self._paragraphs)
                    self.notes.findings.append(invisible_characters(place, removed))

    def _refused(self, fields: list[str]) -> Refused:
        code = fields[1] if len(fields) > 1 else ""
        names = _REFUSALS.get(code)
        params = dict(zip(fields[2::2], fields[3::2], strict=False))
        if names is None or set(names) != params.keys():
            return Refused("sheet_reader_stopped")
        if "sheet" in params and params["sheet"] in self._sheets:
            params["sheet"] = self._sheets[params["sheet"]][0].name
        shown = {name: "".join(filter(str.isprintable, text))[:_DETAIL] for name, text in params.items()}
        return Refused(code, **shown)
