"""Pages become one document: a table that goes on over pages is one table, its rows are whole again.

A table goes on where it ends a page and one of the same width begins the next, running heads and
page numbers aside. Heading rows that are repeated there are dropped. A row goes on where the first
row of the new page lacks what the row above begins with (serial number and name), and its texts stand
under some that reached the page's end. Where only the number is missing, that is no more than likely.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jianyou.officefiles.pdf.layout import Block, Filled, PageLayout, Stretch
from jianyou.officefiles.pdf.rulings import NEAR

_SAME = 4.0
_MOST_HEADING_ROWS = 10
_FULL, _ENDING = 3.2, 1.5
_ROOM = 1.6
_HEAD, _FOOT = 0.16, 0.84
_NUMBER = re.compile(r"(?:[\W_\d]|[第共页頁]|of|page){1,40}", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class Row:
    """A row of a stitched table: its cells by grid column (from 0), and the page it begins on."""

    page: int
    cells: list[Filled] = field(default_factory=list)
    joined: str = ""


@dataclass(slots=True)
class Stitched:
    """A table over one or more pages; columns in points from its left side.

    `joints` are (page, index of the first row that begins there).
    """

    columns: list[float]
    rows: list[Row]
    pages: list[int]
    odd: bool = False
    inner: bool = False
    joints: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Running:
    """A head or foot that stands on several pages."""

    text: str
    part: str


Piece = Stretch | Stitched | Running


def stitch(pages: Sequence[PageLayout]) -> list[Piece]:
    """The pages' texts and tables in reading order."""
    running = _running(pages)
    pieces: list[Piece] = []
    told: set[str] = set()
    open_table: Stitched | None = None
    for page in pages:
        for item in _in_order(page):
            if isinstance(item, Stretch):
                fold = _fold(item)
                if (page.number, item) in running:
                    if fold not in told:
                        part = "header" if item.top < page.height / 2 else "footer"
                        pieces.append(Running(item.text, part))
                        told.add(fold)
                    continue
                pieces.append(item)
                open_table = None
                continue
            new = _stitched(item, page.number)
            if open_table is not None and open_table.pages[-1] == page.number - 1 and _go_on(open_table, new):
                _append(open_table, new)
                continue
            pieces.append(new)
            if not item.inner:
                open_table = new
    return pieces


def _in_order(page: PageLayout) -> Iterator[Stretch | Block]:
    items: list[tuple[float, int, Stretch | Block]] = [(one.top, 0, one) for one in page.stretches]
    items += [(one.rows[0], 1 + one.inner, one) for one in page.blocks]
    yield from (item for *_, item in sorted(items, key=lambda one: one[:2]))


def _fold(stretch: Stretch) -> str:
    return _DIGITS.sub("0", "".join(stretch.text.split()))


def _running(pages: Sequence[PageLayout]) -> set[tuple[int, Stretch]]:
    """Heads and feet: what repeats near the same edge of several pages, and page numbers."""
    found: set[tuple[int, Stretch]] = set()
    places: dict[tuple[str, bool], list[tuple[int, Stretch]]] = {}
    for page in pages:
        for stretch in page.stretches:
            at_head = stretch.bottom < _HEAD * page.height and _is_outermost(stretch, page, head=True)
            at_foot = stretch.top > _FOOT * page.height and _is_outermost(stretch, page, head=False)
            if not (at_head or at_foot):
                continue
            if _NUMBER.fullmatch(stretch.text.strip()):
                found.add((page.number, stretch))
            places.setdefault((_fold(stretch), at_head), []).append((page.number, stretch))
    for same in places.values():
        tops = [stretch.top for _, stretch in same]
        if len({number for number, _ in same}) > 1 and max(tops) - min(tops) < 3 * _SAME:
            found.update(same)
    return found


def _is_outermost(stretch: Stretch, page: PageLayout, *, head: bool) -> bool:
    """Whether no table stands between the text and the page's edge."""
    if head:
        return all(block.rows[0] >= stretch.bottom - NEAR for block in page.blocks)
    return all(block.rows[-1] <= stretch.top + NEAR for block in page.blocks)


def _stitched(block: Block, page: int) -> Stitched:
    rows = [Row(page) for _ in block.rows[1:]]
    for cell in block.cells:
        rows[cell.row].cells.append(cell)
    left = block.columns[0]
    columns = [column - left for column in block.columns]
    return Stitched(columns, rows, [page], odd=block.odd, inner=block.inner)


def _go_on(table: Stitched, new: Stitched) -> bool:
    """Whether the columns are the same; merged cells may hide some."""
    if table.inner != new.inner or abs(table.columns[-1] - new.columns[-1]) > _SAME:
        return False
    fewer, more = sorted((table.columns, new.columns), key=len)
    hits = sum(any(abs(one - other) <= _SAME for other in more) for one in fewer[1:-1])
    return 2 * hits >= len(fewer) - 2


def _append(table: Stitched, new: Stitched) -> None:
    _share_columns(table, new)
    skip = _repeated(table.rows, new.rows)
    rest = new.rows[skip:]
    offset = len(table.rows) - skip
    if rest and table.rows:
        rest, offset = _go_on_in_row(table, rest, offset)
    table.joints.append((new.pages[0], len(table.rows)))
    for row in rest:
        row.cells = [cell._replace(row=cell.row + offset) for cell in row.cells]
    table.rows.extend(rest)
    table.pages.append(new.pages[0])
    table.odd = table.odd or new.odd


def _share_columns(table: Stitched, new: Stitched) -> None:
    """Give both the columns that either has."""
    shared: list[float] = []
    for place in sorted((*table.columns, *new.columns)):
        if not shared or place - shared[-1] > _SAME:
            shared.append(place)
    for one in (table, new):
        number = [_nearest(place, shared) for place in one.columns]
        for row in one.rows:
            row.cells = [_moved(cell, number) for cell in row.cells]
        one.columns = shared


def _nearest(place: float, places: Sequence[float]) -> int:
    return min(range(len(places)), key=lambda index: abs(places[index] - place))


def _moved(cell: Filled, number: Sequence[int]) -> Filled:
    start, end = number[cell.column], number[cell.column + cell.colspan]
    return cell._replace(column=start, colspan=max(end - start, 1))


def _plain(row: Row) -> list[tuple[int, int, str]]:
    return [(cell.column, cell.colspan, "".join(cell.text.split())) for cell in row.cells]


def _repeated(above: Sequence[Row], rows: Sequence[Row]) -> int:
    """How many rows repeat the table's heading, wherever in its first rows that stands."""
    known = [_plain(row) for row in above[:_MOST_HEADING_ROWS]]
    new = [_plain(row) for row in rows[:_MOST_HEADING_ROWS]]
    for start in range(len(known)):
        count = 0
        for one, other in zip(known[start:], new, strict=False):
            if one != other or not any(text for *_, text in one):
                break
            count += 1
        if count and not any(text.isdigit() for row in known[start : start + count] for *_, text in row):
            return count
    return 0


def _go_on_in_row(table: Stitched, rest: list[Row], offset: int) -> tuple[list[Row], int]:
    """Join the first row to the one above if that goes on in it; what is left, and its offset."""
    above, below = _anchors(table), rest[0]
    kind = _kind_of_break(above, below)
    if not kind:
        return rest, offset
    last = len(table.rows) - 1
    spanning = {cell.column for cell in above.values() if cell.row < last}
    spanning |= {cell.column for cell in below.cells if cell.rowspan > 1}
    tall = any(above[column].text for column in spanning & above.keys())
    gone = 0 if tall else 1
    for cell in below.cells:
        upper = above.get(cell.column)
        if upper is None or (tall and cell.text):
            continue
        text = upper.text + _joint(upper, cell) + cell.text if cell.text else upper.text
        room = (cell.below, cell.behind) if cell.text else (upper.below, upper.behind)
        notes = tuple(dict.fromkeys((*upper.notes, *cell.notes)))
        rowspan = upper.rowspan + cell.rowspan - gone
        new = upper._replace(text=text, below=room[0], behind=room[1], notes=notes, rowspan=rowspan)
        _replace(table, upper, new)
        above[cell.column] = new
    if tall:
        taken = {cell.column for cell in below.cells if cell.column in above and not cell.text}
        below.cells = [cell for cell in below.cells if cell.column not in taken]
        return rest, offset
    table.rows[last].joined = kind
    return rest[1:], offset - 1


def _anchors(table: Stitched) -> dict[int, Filled]:
    """The cells that reach the table's last row, by column."""
    last = len(table.rows) - 1
    return {
        cell.column: cell for row in table.rows for cell in row.cells if cell.row + cell.rowspan - 1 == last
    }


def _replace(table: Stitched, old: Filled, new: Filled) -> None:
    cells = table.rows[old.row].cells
    cells[cells.index(old)] = new


def _kind_of_break(above: dict[int, Filled], below: Row) -> str:
    """Empty if a new row begins, `sure` or `unsure` if the one above goes on."""
    upper = {column: cell for column, cell in above.items() if cell.text}
    lower = {cell.column: cell for cell in below.cells if cell.text}
    if not lower or not all(
        column in upper and upper[column].colspan == cell.colspan for column, cell in lower.items()
    ):
        return ""
    first = min(upper)
    if first in lower:  # unless it goes on itself: several texts that end at the page's end are no chance
        ends = not upper[first].text.isdigit() and 2 <= len(lower) < len(upper)
        return "unsure" if ends and all(upper[column].below < _ENDING for column in lower) else ""
    if any(upper[column].below > _FULL for column in lower):
        return ""
    spanned = {cell.column for cell in below.cells if cell.rowspan > 1} | {
        column for column, cell in upper.items() if cell.rowspan > 1
    }
    if first in spanned or not any(column in lower for column in sorted(upper)[:2]):
        return "sure"
    full = any(upper[column].behind < _ROOM for column in lower)  # with a name it may be another row
    return "unsure" if full else ""


def _joint(upper: Filled, lower: Filled) -> str:
    if upper.behind >= _ROOM:
        return "\n"
    latin = upper.text[-1].isascii() and lower.text[0].isascii()
    return " " if latin and upper.text[-1] not in "-/_@" else ""
