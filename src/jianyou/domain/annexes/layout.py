"""Where in a table the annex lies: its heading rows, and which grid columns are which."""

from functools import lru_cache
from typing import NamedTuple

from jianyou.domain.annexes.headings import Match, Strength, exact_headings, match_heading
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.officefiles.model import Cell, Table

_SEARCH_ROWS = 40
_MOST_HEADING_ROWS = 3
_LONGEST_HEADING = 120


class Shape(NamedTuple):
    """What the words of a heading say, whichever table they stand in.

    `columns` maps a schema key to its grid columns in order, `key_of` the reverse; `extra` are
    (grid column, heading) of those that the schema doesn't have, `aside` all columns under them;
    `starts` are the first grid columns of the heading cells, in order; `headings` the words of
    each heading row; `strength` sums up how well they matched.
    """

    columns: dict[str, tuple[int, ...]]
    key_of: dict[int, str]
    extra: tuple[tuple[int, str], ...]
    aside: frozenset[int]
    starts: tuple[int, ...]
    headings: frozenset[tuple[str, ...]]
    strength: int


class Layout(NamedTuple):
    """A table's heading rows (list indexes, `end` exclusive) and what they say."""

    first: int
    end: int
    shape: Shape


class _Heading(NamedTuple):
    """A heading cell as far as its shape depends on it."""

    text: str
    column: int
    colspan: int


def needed(schema: AnnexSchema) -> int:
    """How many different columns a table must show to be taken for the annex."""
    return max(2, (len(schema.columns) + 1) // 2)


def find_layout(table: Table, schema: AnnexSchema) -> Layout | None:
    """The first heading of the annex in the table, or None."""
    least = needed(schema)
    for first, cells in enumerate(table.rows[:_SEARCH_ROWS]):
        if len(cells) > 1 and _promising(cells, schema, least):
            layout = _accepted(table, first, schema)
            if layout:
                return layout
    return None


def find_next_layout(table: Table, schema: AnnexSchema, start: int) -> Layout | None:
    """A further heading from row index `start`: its words must be the annex's own."""
    for first in range(start, len(table.rows)):
        if _repeats_heading(table.rows[first], schema):
            layout = _accepted(table, first, schema)
            if layout:
                return layout
    return None


def _accepted(table: Table, first: int, schema: AnnexSchema) -> Layout | None:
    layout = _best_height(table, first, schema)
    columns = layout.shape.columns
    enough = len(columns) >= needed(schema) and schema.name_column.key in columns
    return layout if enough else None


def count_headings(table: Table, schema: AnnexSchema) -> int:
    """The most columns that any one row of the table shows: how near a wrong table comes."""
    rows = table.rows[:_SEARCH_ROWS]
    return max((len(_row_keys(cells, schema)) for cells in rows), default=0)


def _repeats_heading(cells: list[Cell], schema: AnnexSchema) -> bool:
    least = needed(schema)
    found: set[str] = set()
    left = len(cells)
    texts = (cell.text for cell in cells)
    for key in exact_headings(texts, schema):
        left -= 1
        if key:
            found.add(key)
        if left + len(found) < least:
            return False
    return len(found) >= least


def _row_keys(cells: list[Cell], schema: AnnexSchema) -> set[str]:
    matches = (
        match_heading(cell.text, schema) for cell in cells if cell.text and len(cell.text) < _LONGEST_HEADING
    )
    return {match.key for match in matches if match}


def _promising(cells: list[Cell], schema: AnnexSchema, least: int) -> bool:
    """A cheap look: enough headings already, or merged cells that may stand above the rest."""
    merged = sum(cell.colspan > 1 or cell.rowspan > 1 for cell in cells)
    return bool(merged and len(cells) > 2) or len(_row_keys(cells, schema)) >= least


def _best_height(table: Table, first: int, schema: AnnexSchema) -> Layout:
    """A heading of one to three rows: as high as its merged cells reach, while it gains columns."""
    cells = table.rows[first]
    reach = max(cell.rowspan for cell in cells)
    grouped = any(cell.colspan > 1 for cell in cells) and any(cell.rowspan > 1 for cell in cells)
    best = _layout(table, first, first + 1, schema)
    for height in range(2, _MOST_HEADING_ROWS + 1):
        if first + height > len(table.rows) or (height > reach and not grouped):
            break
        layout = _layout(table, first, first + height, schema)
        if height <= reach or _worth(layout) > _worth(best):
            best = layout
    return best


def _worth(layout: Layout) -> tuple[int, int]:
    return len(layout.shape.columns), layout.shape.strength


def _layout(table: Table, first: int, end: int, schema: AnnexSchema) -> Layout:
    lines = tuple(
        tuple(_Heading(cell.text, cell.column, cell.colspan) for cell in cells)
        for cells in table.rows[first:end]
    )
    return Layout(first, end, _shape(lines, schema))


# The forms of one call share their headings, so most are told from memory.
@lru_cache(maxsize=128)
def _shape(lines: tuple[tuple[_Heading, ...], ...], schema: AnnexSchema) -> Shape:
    paths = _heading_paths(lines)
    leaves = {column: match_heading(path[-1].text, schema) for column, path in paths.items()}
    tops = {match.key for match in leaves.values() if match}
    matches: dict[int, Match] = {}
    for column, path in paths.items():
        match = leaves[column] or _match_above(path, schema, tops)
        if match:
            matches[column] = match
    columns = _settle(matches, schema)
    key_of = {column: key for key, chosen in columns.items() for column in chosen}
    named = [(column, path[-1]) for column, path in sorted(paths.items()) if path[-1].text.strip()]
    others = [(column, heading) for column, heading in named if column not in key_of]
    return Shape(
        columns,
        key_of,
        extra=tuple((column, head.text.strip()) for column, head in others if column == head.column),
        aside=frozenset(column for column, _ in others),
        starts=tuple(sorted({path[-1].column for path in paths.values()})),
        headings=frozenset(tuple(heading.text for heading in line) for line in lines),
        strength=sum(match.strength for match in matches.values()),
    )


def _heading_paths(lines: tuple[tuple[_Heading, ...], ...]) -> dict[int, list[_Heading]]:
    """Grid column -> the heading cells that stand over it, from the top down."""
    paths: dict[int, list[_Heading]] = {}
    for line in lines:
        for heading in line:
            for column in range(heading.column, heading.column + heading.colspan):
                path = paths.setdefault(column, [])
                if heading.text.strip() or not path:
                    path.append(heading)
    return paths


def _match_above(path: list[_Heading], schema: AnnexSchema, taken: set[str]) -> Match | None:
    """A heading read together with the one above it, else the one above alone."""
    if len(path) < 2:
        return None
    joined = match_heading("".join(cell.text for cell in path), schema)
    if joined and joined.strength is not Strength.SIMILAR:
        return joined
    above = match_heading(path[-2].text, schema)
    return above if above and above.key not in taken else None


def _settle(matches: dict[int, Match], schema: AnnexSchema) -> dict[str, tuple[int, ...]]:
    """For each key its strongest grid columns; several only where they stand side by side."""
    chosen: dict[str, tuple[int, ...]] = {}
    for column in schema.columns:
        mine = sorted(place for place, match in matches.items() if match.key == column.key)
        if not mine:
            continue
        strongest = max(matches[place].strength for place in mine)
        mine = [place for place in mine if matches[place].strength == strongest]
        run = [mine[0]]
        for place in mine[1:]:
            if place != run[-1] + 1:
                break
            run.append(place)
        chosen[column.key] = tuple(run)
    return chosen
