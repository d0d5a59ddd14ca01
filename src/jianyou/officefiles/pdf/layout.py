"""A page's marks become stretches of text and tables with their cells' texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from jianyou.officefiles.pdf.lines import (
    Line,
    ends_in_hyphen,
    join,
    joint,
    lines_of,
    pieces_of,
    room_after,
    without_ruby,
)
from jianyou.officefiles.pdf.marks import Glyph, Marks, Ruling
from jianyou.officefiles.pdf.rulings import NEAR, Grid, grids_of

_QUOTE = 60
_LINE = 1.3
_MOST_PITCH = 1.9
_ALIGNED = 2.5
_GUTTER = 0.7
_OTHER_SIZE = 0.15
_STRAY = 0.3


class Stretch(NamedTuple):
    """Text outside all tables and where it stands."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Filled(NamedTuple):
    """A cell: its place and spans in the grid (from 0), and its text.

    `below` is the room under its last line, `behind` that at the line's end, both in characters;
    `notes` are the codes of what is wrong with it.
    """

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str
    below: float = 0.0
    behind: float = 0.0
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Block:
    """A table on a page: its lines from left to right and from top to bottom, and its cells.

    `inner` says that it stands within a cell of another.
    """

    columns: list[float]
    rows: list[float]
    cells: list[Filled] = field(default_factory=list)
    odd: bool = False
    inner: bool = False


@dataclass(slots=True)
class PageLayout:
    """One page: its text outside tables, its tables from the top, and what there is to tell of it.

    `notes` are (code, how many, a quotation).
    """

    number: int
    width: float
    height: float
    stretches: list[Stretch] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    notes: list[tuple[str, int, str]] = field(default_factory=list)


def lay_out(marks: Marks, number: int) -> PageLayout:
    """The layout of a page."""
    grids = grids_of(marks.rulings)
    page = PageLayout(number, marks.width, marks.height)
    glyphs, outside = _sorted_into(marks.glyphs, grids)
    crossing = _crossing(marks.glyphs, grids) | _struck(marks, grids)
    for index, grid in enumerate(grids):
        inner = any(_holds(other, grid) for other in grids if other is not grid)
        block = Block(grid.columns, grid.rows, odd=grid.odd, inner=inner)
        for cell in range(len(grid.boxes)):
            own = glyphs.get((index, cell), [])
            block.cells.append(_filled(grid, cell, own, crossing=(index, cell) in crossing))
        page.blocks.append(block)
    lines = lines_of([glyph for glyph in outside if not glyph.turned])
    page.stretches = list(_stretches(lines, grids))
    page.notes = list(_notes(marks, lines, grids))
    return page


def _holds(outer: Grid, inner: Grid) -> bool:
    cell = outer.find(*_middle(inner))
    if cell is None or outer.area <= inner.area:
        return False
    left, top, right, bottom = outer.sides(outer.boxes[cell])
    return left <= inner.columns[0] and inner.columns[-1] <= right and top <= inner.rows[0] <= bottom


def _middle(grid: Grid) -> tuple[float, float]:
    return (grid.columns[0] + grid.columns[-1]) / 2, (grid.rows[0] + grid.rows[-1]) / 2


Key = tuple[int, int]


def _sorted_into(glyphs: Sequence[Glyph], grids: list[Grid]) -> tuple[dict[Key, list[Glyph]], list[Glyph]]:
    """The glyphs of each cell, by table and cell, and those in none; of nested tables the inner counts."""
    order = sorted(range(len(grids)), key=lambda index: grids[index].area)
    inside: dict[Key, list[Glyph]] = {}
    outside: list[Glyph] = []
    for glyph in glyphs:
        key = _cell_of(glyph, grids, order)
        (outside if key is None else inside.setdefault(key, [])).append(glyph)
    return inside, outside


def _cell_of(glyph: Glyph, grids: list[Grid], order: Sequence[int]) -> Key | None:
    for index in order:
        cell = grids[index].find(glyph.across, glyph.middle)
        if cell is not None:
            return index, cell
    return None


def _crossing(glyphs: Sequence[Glyph], grids: list[Grid]) -> set[Key]:
    """The cells of words that run on into another cell, or of lines that a border runs through."""
    found: set[Key] = set()
    order = sorted(range(len(grids)), key=lambda index: grids[index].area)
    before: tuple[Glyph, Key | None] | None = None
    for glyph in glyphs:
        if glyph.text.isspace():
            continue
        key = _cell_of(glyph, grids, order)
        if before is not None and key != before[1] and _follows(before[0], glyph):
            found.update(one for one in (key, before[1]) if one is not None)
        if key is not None and not glyph.turned:
            _, top, _, bottom = grids[key[0]].sides(grids[key[0]].boxes[key[1]])
            if (
                glyph.base - 0.75 * glyph.size < top - _STRAY * glyph.size
                or glyph.base > bottom + 0.1 * glyph.size
            ):
                found.add(key)
        before = glyph, key
    return found


def _follows(before: Glyph, glyph: Glyph) -> bool:
    """Whether two glyphs, drawn one after the other, stand side by side as in one word."""
    near = abs(glyph.left - before.right) < 0.15 * glyph.size
    return near and abs(glyph.base - before.base) < 0.1 * glyph.size and not (glyph.turned or before.turned)


def _struck(marks: Marks, grids: list[Grid]) -> set[Key]:
    """The cells of text with a line through it, whichever way that is meant."""
    found: set[Key] = set()
    order = sorted(range(len(grids)), key=lambda index: grids[index].area)
    loose = [ruling for ruling in marks.rulings if ruling.level and not _in_grid(ruling, grids)]
    for glyph in marks.glyphs if loose and len(loose) < 500 else ():
        if any(
            ruling.start - 1 <= glyph.across <= ruling.end + 1
            and glyph.base - 0.55 * glyph.size < ruling.at < glyph.base - 0.15 * glyph.size
            for ruling in loose
        ):
            key = _cell_of(glyph, grids, order)
            if key is not None:
                found.add(key)
    return found


def _in_grid(ruling: Ruling, grids: list[Grid]) -> bool:
    """Whether a level line is as long as some cell of a table at whose lines it stands."""
    return any(
        abs(ruling.at - row) <= NEAR
        and any(
            ruling.start - NEAR <= left and right <= ruling.end + NEAR
            for left, right in pairwise(grid.columns)
        )
        for grid in grids
        for row in grid.rows
    )


def _filled(grid: Grid, cell: int, glyphs: list[Glyph], *, crossing: bool) -> Filled:
    box = grid.boxes[cell]
    left, _, right, bottom = grid.sides(box)
    if _is_upright(glyphs):
        return Filled(*box, text=_upright(glyphs), notes=("pdf_text_crosses",) if crossing else ())
    all_lines = lines_of(glyphs)
    lines = without_ruby(all_lines)
    notes = ("pdf_text_crosses",) if crossing else ()
    if len(lines) < len(all_lines):
        notes = (*notes, "pdf_ruby_left_out")
    if ends_in_hyphen(lines, left, right):
        notes = (*notes, "pdf_hyphen_unsure")
    if any(line.crowded for line in lines) or any(_collide(*pair) for pair in pairwise(lines)):
        notes = (*notes, "pdf_text_overlaps")
    if not lines:
        return Filled(*box, text="")
    below = (bottom - lines[-1].bottom) / (_LINE * lines[-1].size)
    return Filled(*box, join(lines, left, right), below, room_after(lines[-1], left, right), notes)


def _collide(above: Line, below: Line) -> bool:
    """Whether two lines stand on each other."""
    if below.base - above.base >= 0.7 * min(above.size, below.size):
        return False
    return above.left < below.right and below.left < above.right


def _is_upright(glyphs: Sequence[Glyph]) -> bool:
    """Whether text runs from top to bottom: turned glyphs, or each below the one before it."""
    marks = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if any(glyph.turned for glyph in marks):
        return True
    steps = [
        abs(below.across - above.across) < 0.3 * below.size
        and 0.5 < (below.base - above.base) / below.size < 2
        for above, below in pairwise(marks)
    ]
    return len(marks) > 2 and sum(steps) >= 0.6 * len(steps)


def _upright(glyphs: Sequence[Glyph]) -> str:
    """Text from top to bottom in columns from the right, else in the order in which it was drawn."""
    return "".join(glyph.text for glyph in glyphs).strip()


@dataclass(slots=True)
class _Column:
    """Lines under each other that are one text: `end` is where the next text beside it begins."""

    lines: list[Line]
    text: str
    end: float

    def takes(self, piece: Line, *, indent: float) -> bool:
        """Whether a piece stands right under it, in its letters, and its last line was full; takes it."""
        last = self.lines[-1]
        near = piece.base - last.base < _MOST_PITCH * max(last.size, piece.size)
        alike = abs(piece.size - last.size) < _OTHER_SIZE * last.size
        below = abs(piece.left - self.lines[0].left) < max(_ALIGNED, indent)
        if not (near and alike and below) or _is_labelled(piece.text):
            return False
        return self.append(piece)

    def append(self, piece: Line) -> bool:
        """Take a piece unless there was room for it on the line before."""
        between = joint(self.lines[-1], piece, self.end - self.lines[0].left)
        if between == "\n":
            return False
        self.text += between + piece.text
        self.lines.append(piece)
        return True


def _stretches(lines: list[Line], grids: list[Grid]) -> Iterator[Stretch]:
    """Lines outside tables: those that run on are joined, also side by side under wide gaps."""
    if not lines:
        return
    right = max([*(line.right for line in lines), *(grid.columns[-1] for grid in grids)])
    waiting: list[_Column] = []
    for line in lines:
        pieces = pieces_of(line)
        if waiting and not _between(waiting[0].lines[-1], line, grids) and _run_on(waiting, pieces):
            continue
        if waiting:
            yield _stretch(waiting)
        ends = [piece.left - _GUTTER * piece.size for piece in pieces[1:]]
        waiting = [
            _Column([piece], piece.text, end) for piece, end in zip(pieces, [*ends, right], strict=True)
        ]
    if waiting:
        yield _stretch(waiting)


def _between(above: Line, below: Line, grids: list[Grid]) -> bool:
    edges = [edge for grid in grids for edge in (grid.rows[0], grid.rows[-1])]
    return any(above.base <= edge <= below.base for edge in edges)


def _run_on(waiting: list[_Column], pieces: list[Line]) -> bool:
    """Put each piece under the one that it goes on from; False if the first of them has none."""
    if len(pieces) == 1 and len(waiting) > 1 and _wraps(waiting, pieces[0]):
        return waiting[-1].append(pieces[0])
    if len(pieces) > len(waiting):
        return False
    indent = 2.2 * pieces[0].size if len(waiting) == len(waiting[0].lines) == 1 else 0.0
    taken = [any(column.takes(piece, indent=indent) for column in waiting) for piece in pieces]
    return all(taken) or (taken[0] and _left_over(waiting, pieces, taken))


def _left_over(waiting: list[_Column], pieces: list[Line], taken: list[bool]) -> bool:
    """Pieces beside one that was taken, which go on from nothing: kept on a line of their own."""
    for piece, done in zip(pieces, taken, strict=True):
        if not done:
            waiting[-1].text += f"\n{piece.text}"
            waiting[-1].lines.append(piece)
    return True


def _wraps(waiting: list[_Column], piece: Line) -> bool:
    """Whether a line that is full to the page's margin goes on at the left."""
    last, first = waiting[-1].lines[-1], waiting[0].lines[0]
    near = piece.base - last.base < _MOST_PITCH * max(last.size, piece.size)
    at_left = abs(piece.left - first.left) < max(_ALIGNED, 2.2 * last.size)
    full = joint(last, piece, waiting[-1].end - waiting[-1].lines[0].left) != "\n"
    return near and at_left and full and not _is_labelled(piece.text)


def _is_labelled(text: str) -> bool:
    return "：" in text[:12] or ":" in text[:12]


def _stretch(columns: list[_Column]) -> Stretch:
    lines = [line for column in columns for line in column.lines]
    return Stretch(
        "    ".join(column.text for column in columns),
        min(line.left for line in lines),
        min(line.top for line in lines),
        max(line.right for line in lines),
        max(line.bottom for line in lines),
    )


def _notes(marks: Marks, lines: list[Line], grids: list[Grid]) -> Iterator[tuple[str, int, str]]:
    for code, count in marks.notes.items():
        if count:
            yield code, count, ""
    for code, glyphs in (("pdf_text_hidden", marks.hidden), ("pdf_text_askew", marks.askew)):
        text = "".join(glyphs).strip()
        if text:
            yield code, len(text), text[:_QUOTE]
    for line in lines:
        if any(grid.rows[0] + 1 < line.base - 0.36 * line.size < grid.rows[-1] - 1 for grid in grids):
            yield "pdf_text_beside", 1, line.text[:_QUOTE]
