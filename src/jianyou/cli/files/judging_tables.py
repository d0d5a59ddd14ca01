"""Tables that the commands on judging are given: CSV, JSON or a workbook, by their headings."""

import csv
import json
import re
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from jianyou.officefiles.files import why
from jianyou.terms.display import excerpt, plain
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

MOST_BYTES = 100 * 1024 * 1024
MOST_ROWS = 2_000_000
MOST_COLUMNS = 200
LONGEST_CELL = 10_000
_WORKBOOKS = (".xlsx", ".xls", ".et", ".xlsm")
_SEPARATORS = ",\t;，；"
_LONGEST_SHOWN = 60
_NUMBER = re.compile(r"[-+]?[0-9]{1,12}(?:\.[0-9]{1,9})?")
_PARTING = re.compile(r"[;；、\n]")


class Column(NamedTuple):
    """A column by its key, with the headings that it may have in words."""

    key: str
    names: tuple[str, ...]
    required: bool = False


class Row(NamedTuple):
    """A row: `number` as a person counts it in the file (the headings are row 1), texts by column."""

    number: int
    cells: Mapping[str, str]

    def text(self, key: str) -> str:
        """The text of a cell, empty where there is none."""
        return self.cells.get(key, "")


class Table(NamedTuple):
    """The rows of a file; `others` are the headings that aren't among the columns asked for."""

    name: str
    rows: tuple[Row, ...]
    others: tuple[str, ...]

    def parts(self, row: Row, key: str) -> tuple[str, ...]:
        """A cell's texts where it holds several, parted by ; or 、."""
        return tuple(part for one in _PARTING.split(row.text(key)) if (part := one.strip()))

    def number(self, row: Row, key: str) -> Decimal | None:
        """The number in a cell, None where it is empty.

        Raises:
            Refused: it is no number, with its place.
        """
        text = unicodedata.normalize("NFKC", row.text(key)).replace("−", "-").strip()
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            raise self._wrong(row, key)
        return Decimal(text)

    def whole(self, row: Row, key: str) -> int | None:
        """The whole number from 0 in a cell, None where it is empty.

        Raises:
            Refused: it is no such number, with its place.
        """
        value = self.number(row, key)
        if value is not None and (value < 0 or value != value.to_integral_value()):
            raise self._wrong(row, key)
        return None if value is None else int(value)

    def _wrong(self, row: Row, key: str) -> Refused:
        return Refused(
            "judging_number", name=self.name, row=row.number, column=key, text=_shown(row.text(key))
        )


def read_table(name: str, columns: Sequence[Column]) -> Table:
    """The table of a file; a cell stands under its column's key, else under its heading as written.

    Raises:
        Refused: nothing can be read, a column that is needed is missing, a heading stands twice, a row has
            more cells than there are headings, or the table is too large.
    """
    path = Path(name)
    shown = _shown(name)
    if path.suffix.lower() in _WORKBOOKS:
        lines = _workbook(path)
    else:
        text = _text(path, shown)
        if path.suffix.lower() == ".json":
            return _of_objects(text, shown, columns)
        lines = _delimited(text, shown)
    numbered = [(number, line) for number, line in lines if any(cell.strip() for cell in line)]
    if not numbered:
        raise Refused("judging_file_empty", name=shown)
    (_, heads), *rest = numbered
    keys = _keys([head.strip() for head in heads], columns, shown)
    rows = [_row(number, line, keys, shown) for number, line in rest]
    return _table(shown, rows, keys, columns)


def _of_objects(text: str, shown: str, columns: Sequence[Column]) -> Table:
    """Rows as JSON: a list of objects; numbers stay as they are written."""
    given = parse_json(text, shown)
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise Refused("judging_json_no_rows", name=shown)
    heads = list(dict.fromkeys(key for one in given for key in one))
    keys = dict(zip(heads, _keys(heads, columns, shown), strict=True))
    rows = [
        Row(number, {keys[head]: _json_cell(value, shown, number) for head, value in one.items()})
        for number, one in enumerate(given, 1)
    ]
    return _table(shown, rows, list(keys.values()), columns)


def parse_json(text: str, shown: str, *, whole: bool = False) -> Any:
    """JSON with its numbers as texts, so that none is rounded; `whole` makes numbers of whole ones.

    Raises:
        Refused: it is no JSON, with its place; a key stands twice in one object.
    """

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        taken = dict(pairs)
        if len(taken) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise Refused("judging_heading_twice", name=shown, heading=_shown(twice))
        return taken

    try:
        return json.loads(
            text,
            parse_float=str,
            parse_int=int if whole else str,
            parse_constant=str,
            object_pairs_hook=once,
        )
    except json.JSONDecodeError as error:
        raise Refused("judging_file_not_json", name=shown, line=error.lineno, column=error.colno) from None
    except (RecursionError, ValueError):
        # A number of thousands of digits, or brackets within brackets without end.
        raise Refused("judging_json_no_rows", name=shown) from None


def read_keyed(name: str, columns: Sequence[Column], key: str) -> Table:
    """The table of a file in which each key stands once.

    Raises:
        Refused: as `read_table`, and where a key stands twice.
    """
    table = read_table(name, columns)
    seen: set[str] = set()
    for row in table.rows:
        if row.text(key) in seen:
            raise Refused("judging_key_twice", name=table.name, row=row.number, key=_shown(row.text(key)))
        seen.add(row.text(key))
    return table


def tell_unused(table: Table, lang: Lang) -> None:
    """Names on standard error the columns that nobody reads, since one may be misspelled."""
    if table.others:
        columns = "、".join(_shown(name) for name in table.others)
        print(say("judging_columns_unused", {"name": table.name, "columns": columns}, lang), file=sys.stderr)


def read_text(name: str) -> str:
    """The text of a file, UTF-8 or GB 18030.

    Raises:
        Refused: it isn't there, can't be opened, is too large or no text.
    """
    return _text(Path(name), _shown(name))


def _json_cell(value: object, shown: str, number: int) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return _bounded(value, shown, number)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return _bounded("；".join(value), shown, number)
    raise Refused("judging_json_cell", name=shown, row=number)


def _text(path: Path, shown: str) -> str:
    try:
        if not path.is_file():
            raise Refused("judging_file_not_found", name=shown)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = why(error) if isinstance(error, OSError) else type(error).__name__
        raise Refused("judging_file_unreadable", name=shown, reason=reason) from None
    if len(data) > MOST_BYTES:
        raise Refused("judging_file_too_large", name=shown, most=MOST_BYTES // 1024 // 1024)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("judging_file_no_text", name=shown)


def _delimited(text: str, shown: str) -> list[tuple[int, list[str]]]:
    if "\0" in text:
        raise Refused("judging_file_no_text", name=shown)
    head = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=head.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    lines: list[tuple[int, list[str]]] = []
    before = 0
    try:
        for line in reader:
            lines.append((before + 1, line))
            before = reader.line_num
            if len(lines) > MOST_ROWS:
                raise Refused("judging_rows_many", name=shown, most=MOST_ROWS)
    except csv.Error:
        raise Refused("judging_file_csv", name=shown, row=reader.line_num) from None
    return lines


def _workbook(path: Path) -> list[tuple[int, list[str]]]:
    """The first sheet of a workbook that holds anything."""
    from jianyou.officefiles.model import Table as Sheet  # noqa: PLC0415  — only for workbooks
    from jianyou.officefiles.read import read_file  # noqa: PLC0415  — slow to load, only for workbooks

    if not path.is_file():
        raise Refused("judging_file_not_found", name=_shown(str(path)))
    document = read_file(path)
    sheet = next((block for block in document.blocks if isinstance(block, Sheet)), None)
    if sheet is None:
        raise Refused("judging_file_empty", name=_shown(str(path)))
    lines = []
    for number, cells in enumerate(sheet.rows, sheet.first_row):
        line = [""] * max((cell.column for cell in cells), default=0)
        for cell in cells:
            line[cell.column - 1] = cell.text
        lines.append((number, line))
    return lines


def _keys(heads: Sequence[str], columns: Sequence[Column], shown: str) -> list[str]:
    """The key of each heading; a heading that is no column's stands for itself."""
    if len(heads) > MOST_COLUMNS:
        raise Refused("judging_columns_many", name=shown, most=MOST_COLUMNS)
    known = {_folded(name): column.key for column in columns for name in (column.key, *column.names)}
    keys = [known.get(_folded(head), head.strip()) for head in heads]
    for at, key in enumerate(keys):
        if key and key in keys[:at]:
            raise Refused("judging_heading_twice", name=shown, heading=_shown(heads[at]))
    return keys


def _folded(heading: str) -> str:
    return re.sub(r"[\s_\-（）()]+", "", unicodedata.normalize("NFKC", heading)).casefold()


def _row(number: int, line: Sequence[str], keys: Sequence[str], shown: str) -> Row:
    extra = any(cell.strip() for cell in line[len(keys) :])
    named = zip(keys, line, strict=False)
    if extra or any(cell.strip() for key, cell in named if not key):
        raise Refused("judging_row_long", name=shown, row=number, count=len(keys))
    return Row(
        number,
        {key: _bounded(cell, shown, number).strip() for key, cell in zip(keys, line, strict=False) if key},
    )


def _bounded(text: str, shown: str, number: int) -> str:
    if len(text) > LONGEST_CELL:
        raise Refused("judging_cell_long", name=shown, row=number, most=LONGEST_CELL)
    return text


def _table(shown: str, rows: Sequence[Row], keys: Sequence[str], columns: Sequence[Column]) -> Table:
    for column in columns:
        if column.required and column.key not in keys:
            raise Refused(
                "judging_column_missing", name=shown, column=column.key, names="、".join(column.names)
            )
        for row in rows if column.required else ():
            if not row.text(column.key):
                raise Refused("judging_cell_empty", name=shown, row=row.number, column=column.key)
    known = {column.key for column in columns}
    return Table(shown, tuple(rows), tuple(key for key in keys if key and key not in known))


def _shown(text: str) -> str:
    return excerpt(plain(text), _LONGEST_SHOWN)
