"""Cell notes in the sender's own .xlsx; nothing else of it changes."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from lxml import etree

from jianyou.officefiles.annotating.boxes import (
    Measures,
    blocks_of,
    has_shapes,
    new_drawing,
    with_boxes,
    without_boxes,
)
from jianyou.officefiles.annotating.cellnotes import CellNotes
from jianyou.officefiles.annotating.parcel import Parcel, in_utf8
from jianyou.officefiles.annotating.remark import LIMITS, Limits, RemarkAt, Wording, refuse_signed
from jianyou.officefiles.annotating.sheettail import read_tail
from jianyou.officefiles.annotating.splicing import Edit, spliced
from jianyou.officefiles.guard import admit_data
from jianyou.officefiles.model import FileKind
from jianyou.officefiles.paper import Written
from jianyou.officefiles.sheet.package import SheetPart, open_workbook
from jianyou.officefiles.sheet.scan import Position
from jianyou.officefiles.unpacking import MEGABYTE
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.place import Place

_LARGEST = 20 * MEGABYTE  # as much of a sheet as is read
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_RELATIONS = {
    False: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    True: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


_Groups = dict[Position, list[RemarkAt]]


def annotate_xlsx(
    data: bytes,
    remarks: Sequence[RemarkAt],
    *,
    author: str,
    at: datetime,  # noqa: ARG001  — the same call for both kinds; a note of Excel bears no date
    limits: Limits = LIMITS,
    lang: Lang = Lang.ZH,
) -> Written:
    """The workbook with a note at each cell that remarks are about.

    Notes that this function wrote before are taken out, so that no remarks give back a file
    without ours; the sender's own stay, ours below them where a cell has one already. A remark
    without a cell of its own, or at a threaded comment's, stands nearby and names its place. The
    places of the findings are those of the remarks, with an empty `file`.

    Refused for what isn't a new Excel file, can't be read, is too large or digitally signed.
    """
    guarded = admit_data(data, file="", suffix=".xlsx", limits=limits)
    if guarded.kind is not FileKind.XLSX:
        raise Refused("annotate_other_kind", kind=guarded.kind.value)
    refuse_signed(list(guarded.parts))
    sheets = [sheet for sheet in open_workbook(guarded).sheets if sheet.part]
    wording = Wording(lang)
    parcel = Parcel(guarded)
    told = _by_sheet(remarks, sheets)
    for sheet in sheets:
        groups = told.get(sheet.name, {})
        if groups or "comments" in {related.kind for related in parcel.relations(sheet.part)}:
            _Annotated(parcel, sheet).write(groups, wording, wording.author(author))
    return Written(parcel.packed(), tuple(wording.findings))


def _by_sheet(remarks: Sequence[RemarkAt], sheets: Sequence[SheetPart]) -> dict[str, _Groups]:
    """The remarks by sheet and cell. What has no cell goes to its row's first one, or to the sheet's."""
    names = [sheet.name for sheet in sheets]
    if remarks and not names:
        raise Refused("annotate_nowhere")
    named = Counter(remark.place.part for remark in remarks if _names_row(remark.place, names))
    home = (
        named.most_common(1)[0][0] if named else next((s.name for s in sheets if not s.hidden), names[:1][0])
    )
    columns: dict[str, int] = {}
    for remark in remarks:
        part, column = remark.place.part, remark.place.column
        if column is not None and _names_row(remark.place, names):
            columns[part] = min(column, columns.get(part, column))
    told: dict[str, _Groups] = {}
    for remark in remarks:
        place = remark.place
        sheet, cell = home, Position(1, 1)
        if _names_row(place, names):
            sheet, cell = place.part, Position(place.row or 1, place.column or columns.get(place.part, 1))
        told.setdefault(sheet, {}).setdefault(cell, []).append(remark)
    return told


def _names_row(place: Place, sheets: Sequence[str]) -> bool:
    row, column = place.row or 0, place.column or 1
    return place.part in sheets and 1 <= row <= _LAST_ROW and 1 <= column <= _LAST_COLUMN


class _Annotated:
    """One sheet while its notes change."""

    def __init__(self, parcel: Parcel, sheet: SheetPart) -> None:
        if parcel.guarded.parts[sheet.part] > _LARGEST:
            raise Refused("annotate_too_large", limit_mb=_LARGEST // MEGABYTE)
        self._parcel = parcel
        self._sheet = sheet
        self._xml = in_utf8(parcel.part(sheet.part), sheet.part)
        self._tail = read_tail(self._xml, sheet.part)
        related = parcel.relations(sheet.part)
        self._notes_part = next((each.part for each in related if each.kind == "comments"), "")
        self._drawing = next((each.part for each in related if each.id == self._tail.drawing_id), "")
        root = parcel.xml(self._notes_part) if self._notes_part else None
        space = self._tail.space if root is None else etree.QName(root).namespace or ""
        self._notes = CellNotes(root, space)
        self._relations = _RELATIONS["purl.oclc.org" in self._tail.space]

    def write(self, groups: _Groups, wording: Wording, author: str) -> None:
        """Take our notes out, write the new ones, and put all parts concerned into the package."""
        for wanted, remarks in groups.items():
            cell = wanted
            while self._notes.is_threaded(cell) and cell.column < _LAST_COLUMN:
                cell = cell._replace(column=cell.column + 1)
            here = Place("", self._sheet.name, row=cell.row, column=cell.column)
            for remark in remarks:
                if remark.place._replace(file="") != here:
                    wording.moved(remark)
            if not self._notes.add(cell, wording.lines(remarks, here=here), author):
                wording.cut(remarks[0])
        if self._notes.changed:
            self._save_notes()
            self._save_drawing()

    def _save_notes(self) -> None:
        parcel, sheet = self._parcel, self._sheet.part
        if not self._notes.empty:
            if not self._notes_part:
                self._notes_part = parcel.unused("xl/comments", ".xml")
                parcel.declare(self._notes_part, _NOTES_TYPE)
                parcel.relate(sheet, f"{self._relations}/comments", self._notes_part)
            parcel.put(self._notes_part, self._notes.root)
        elif self._notes_part:
            parcel.take_out(self._notes_part, of=sheet)

    def _save_drawing(self) -> None:
        parcel, sheet = self._parcel, self._sheet.part
        before = parcel.part(self._drawing) if self._drawing else new_drawing(self._taken())
        after = without_boxes(before, self._notes.removed)
        if self._notes.added:
            measures = Measures(self._xml, [cell for cell, _ in self._notes.added])
            drawn = with_boxes(after, self._notes.added, measures)
            if drawn is None:
                raise Refused("annotate_unclear")
            after = drawn
        if not has_shapes(after):
            if self._drawing and after != before:
                parcel.take_out(self._drawing, of=sheet)
                parcel.put(sheet, spliced(self._xml, [Edit(*self._tail.drawing_span)]))
            return
        if not self._drawing:
            self._drawing = parcel.unused("xl/drawings/vmlDrawing", ".vml")
            parcel.declare(self._drawing, _DRAWING_TYPE)
            key = parcel.relate(sheet, f"{self._relations}/vmlDrawing", self._drawing)
            parcel.put(sheet, spliced(self._xml, [self._tail.drawing(key, self._relations)]))
        if after != before or not parcel.guarded.parts.get(self._drawing):
            parcel.put(self._drawing, after)

    def _taken(self) -> list[int]:
        drawings = [name for name in self._parcel.names if name.lower().endswith(".vml")]
        return [block for name in drawings for block in blocks_of(self._parcel.part(name))]
