"""Blocks in reading order: paragraphs, tables with their nested tables, text boxes."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from jianyou.officefiles.model import Block, Cell, Paragraph, Table
from jianyou.officefiles.word import names as n
from jianyou.officefiles.word.context import Context
from jianyou.officefiles.word.grid import (
    MAX_COLUMNS,
    PLAIN_CELL,
    PLAIN_ROW,
    CellShape,
    Grid,
    cell_shape,
    row_shape,
)
from jianyou.officefiles.word.inline import Inline
from jianyou.officefiles.word.names import Element, all_text
from jianyou.terms.finding import Refused, Severity

_MOST_CELLS = 150_000
_PROPERTIES = frozenset({n.SECTPR, n.TBLPR, n.TRPR, n.TCPR, n.TBLGRID, n.SDT_PR, n.PPR, n.RPR})
_ELSEWHERE = frozenset({n.ALT_CHUNK, n.SUB_DOC})
_OUT_OF_PLACE = frozenset({n.R, n.T, n.P, n.TBL, n.TR, n.TC})  # where they aren't what is wanted
_OPAQUE = _ELSEWHERE | _OUT_OF_PLACE | {n.DEL, n.MOVE_FROM}


@dataclass(slots=True)
class Blocks:
    """Reads the body, a header or a text box into `found`, counting tables over the whole file."""

    context: Context
    inline: Inline
    found: list[Block] = field(default_factory=list)
    tables: int = 0
    cells: int = 0
    _paragraphs: dict[str, int] = field(default_factory=dict)

    def read(self, parent: Element) -> None:
        """Read all blocks under `parent` and the text boxes anchored in them."""
        self._sequence(parent, with_boxes=True)
        self.inline.close_fields()

    def _sequence(self, parent: Element, *, with_boxes: bool = False) -> None:
        for element in self._below(parent, n.P, n.TBL):
            if element.tag == n.P:
                self._paragraph(element)
            else:
                self._flush()
                table = self._table(element)
                if table is not None:
                    self.found.append(table)
            if with_boxes and self.context.boxes:
                self._text_boxes()
        self._flush()

    def _paragraph(self, element: Element) -> None:
        context = self.context
        index = self._paragraphs.get(context.part, 0) + 1
        context.paragraph = index
        text = self.inline.paragraph(element)
        if text is None:
            return
        self._paragraphs[context.part] = index
        if text:
            self.found.append(Paragraph(text, index, context.part))

    def _flush(self) -> None:
        """Text before a table or the end whose paragraph mark was deleted."""
        text = self.inline.flush()
        if text:
            part = self.context.part
            index = self._paragraphs[part] = self._paragraphs.get(part, 0) + 1
            self.found.append(Paragraph(text, index, part))

    def _text_boxes(self) -> None:
        """Read the boxes that were met; a box within a box waits its turn."""
        context = self.context
        for box in context.boxes:
            outer, start = context.part, len(self.found)
            context.part = "textbox"
            outer_state = self.inline.step_aside()
            self._sequence(box.content)
            self.inline.close_fields()
            self.inline.step_back(outer_state)
            context.part = outer
            if box.place.table is not None:
                text = " ".join(block.text for block in self.found[start:] if isinstance(block, Paragraph))
                context.notes.quote("textbox_in_cell", Severity.WARNING, box.place, text)
        context.boxes.clear()

    def _below(self, parent: Element, *wanted: str) -> Iterator[Element]:
        """The elements wanted, through content controls, insertions and other transparent shells."""
        shells: list[tuple[Iterator[Element], bool]] = [(iter(parent), False)]
        while shells:
            elements, blank = shells[-1]
            for element in elements:
                tag = element.tag
                if tag in wanted:
                    yield element
                elif tag in _OPAQUE:
                    self._pass_by(element)
                elif tag not in _PROPERTIES and len(element):
                    inner, blanks = self._open(element, wanted)
                    if inner is not None:
                        shells.append((iter(inner), blanks))
                        self.inline.placeholder += blanks
                        break
            else:
                shells.pop()
                self.inline.placeholder -= blank

    def _open(self, shell: Element, wanted: tuple[str, ...]) -> tuple[Element | None, bool]:
        """What of a shell is gone through, and whether it shows nothing but a prompt."""
        if shell.tag == n.ALTERNATE:
            return self.context.branch(shell), False
        if shell.tag != n.SDT:
            return shell, False
        # rows and tables keep their structure whatever their control shows
        prompts = n.TR not in wanted and n.is_on(shell.find(n.SDT_PR), n.SHOWING_PLACEHOLDER)
        return shell.find(n.SDT_CONTENT), prompts

    def _pass_by(self, element: Element) -> None:
        """Say what isn't read: what was deleted, lies elsewhere, or stands in no paragraph."""
        context = self.context
        if element.tag in _ELSEWHERE:
            context.notes.add("content_elsewhere", Severity.WARNING, context.place())
        elif element.tag in _OUT_OF_PLACE:
            text = all_text(element)
            context.notes.quote("text_out_of_place", Severity.WARNING, context.place(), text)
        elif len(element):
            context.notes.tracked(context.place())

    def _table(self, element: Element) -> Table | None:
        """A table with its cells; None if every row of it was deleted."""
        context = self.context
        outer = (context.table, context.row, context.column, context.pictures)
        placeholder, self.inline.placeholder = self.inline.placeholder, 0
        self.tables += 1
        self._count(1)
        index = context.table = self.tables
        context.row = context.column = None
        grid = Grid()
        for row in self._below(element, n.TR):
            self._row(row, grid)
        context.table, context.row, context.column, context.pictures = outer
        self.inline.placeholder = placeholder
        rows = grid.finish()
        if not rows:
            self.tables -= self.tables == index
            return None
        return Table(rows, index, context.part)

    def _row(self, element: Element, grid: Grid) -> None:
        context = self.context
        shape = row_shape(element) if context.marks.rows else PLAIN_ROW
        context.row, context.column = len(grid.rows) + 1, None
        if shape.tracked:
            context.notes.tracked(context.place())
        if shape.deleted:
            return
        if shape.clamped:
            context.notes.add("span_too_wide", Severity.WARNING, context.place(), limit=MAX_COLUMNS)
        grid.rows.append([])
        column = 1 + shape.before
        for cell in self._below(element, n.TC):
            context.column = column
            column += self._cell(cell, grid, column)

    def _cell(self, element: Element, grid: Grid, column: int) -> int:
        """Read one cell into the grid; returns how many grid columns it takes."""
        self._count(1)
        shape = cell_shape(element) if self.context.marks.cells else PLAIN_CELL
        if shape is not PLAIN_CELL:
            if self._swallowed(element, shape, grid, column):
                return 0 if shape.deleted else shape.span
            if shape.starts_down:
                grid.start_merge(column, shape.span)
        row = len(grid.rows)
        text, nested = self._cell_content(element)
        grid.rows[-1].append(Cell(text, row, column, shape.span, 1, nested))
        return shape.span

    def _swallowed(self, element: Element, shape: CellShape, grid: Grid, column: int) -> bool:
        context = self.context
        if shape.tracked:
            context.notes.tracked(context.place())
        if shape.deleted:
            return True
        if shape.clamped:
            context.notes.add("span_too_wide", Severity.WARNING, context.place(), limit=MAX_COLUMNS)
        swallowed = (shape.down and grid.continues(column, shape.span)) or (
            shape.right and grid.widen_last(shape.span)
        )
        if swallowed:
            text = all_text(element)
            context.notes.quote("text_under_merge", Severity.WARNING, context.place(), text)
        elif shape.down and grid.is_merging(column):
            context.notes.add("merge_unclear", Severity.WARNING, context.place())
        return swallowed

    def _cell_content(self, element: Element) -> tuple[str, tuple[Table, ...]]:
        context, inline = self.context, self.inline
        outer_state = inline.step_aside()
        pictures = context.pictures
        nested: tuple[Table, ...] = ()
        only = _only_paragraph(element)
        if only is None:
            text, nested = self._several_blocks(element)
        else:
            read = inline.paragraph(only)
            text = inline.flush() or "" if read is None else read
        inline.close_fields()
        inline.step_back(outer_state)
        if context.pictures > pictures and not text.strip():
            context.notes.add("picture_in_cell", Severity.INFO, context.place())
        return text, nested

    def _several_blocks(self, element: Element) -> tuple[str, tuple[Table, ...]]:
        texts: list[str] = []
        nested: list[Table] = []
        for block in self._below(element, n.P, n.TBL):
            if block.tag == n.P:
                text = self.inline.paragraph(block)
                if text is not None:
                    texts.append(text)
            elif (table := self._table(block)) is not None:
                nested.append(table)
        waiting = self.inline.flush()
        if waiting is not None:
            texts.append(waiting)
        text = "\n".join(texts)
        return (text.strip("\n"), tuple(nested)) if nested else (text, ())

    def _count(self, more: int) -> None:
        self.cells += more
        if self.cells > _MOST_CELLS:
            raise Refused("too_many_cells", limit=_MOST_CELLS)


def _only_paragraph(cell: Element) -> Element | None:
    """The paragraph of a cell that has just one and nothing else, as most have."""
    children = len(cell)
    if children == 2:
        first, last = cell
        return last if last.tag == n.P and first.tag == n.TCPR else None
    return cell[0] if children == 1 and cell[0].tag == n.P else None
