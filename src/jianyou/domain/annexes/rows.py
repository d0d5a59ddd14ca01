"""The rows below a heading: which are entries, and what each of their cells says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jianyou.domain.annexes.layout import Layout
from jianyou.domain.annexes.records import Row, Value
from jianyou.domain.annexes.schema import AnnexSchema, ColumnKind
from jianyou.officefiles.model import Cell, Table
from jianyou.terms.display import excerpt
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.place import Place

_NOTE = re.compile(r"\s*(?:备?注|说明|填[表报]说明|填写说明)\s*(?:\d+\s*)?[：:.、]")
_CONTINUED = re.compile(r"\s*[（(]?\s*(?:续\s*表|接\s*上\s*[表页]|下\s*[转接].{0,6})\s*\d*\s*[）)]?\s*")
_SIGNATURE = re.compile(
    r"签\s*[字章名]|盖\s*章|公\s*章|负责人|填[报表写]人|审核人|日期|年\s*月\s*日|[合总]\s*计\s*[：:]"
)
_TOTAL = re.compile(r"\s*(?:合\s*计|总\s*计|小\s*计)\s*[：:]?\s*\d*\s*")
_SAMPLE = re.compile(r"\s*[（(]?\s*(?:示例|样例|填写示例|例)\s*[）)：:\d]*\s*")
_QUOTE = 30
_LONGEST_SERIAL = 4
_LONGEST_SIGNATURE = 60


@dataclass(slots=True)
class Slice:
    """What one table yields below one heading."""

    entries: list[Row] = field(default_factory=list)
    other_rows: list[list[Cell]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class _Physical:
    """One physical row: its index in the table, and the anchor cells that cover each key.

    `reached` says that cells of rows above reach into it.
    """

    index: int
    cells: dict[str, list[Cell]]
    reached: bool


def place_in(file: str, table: Table, row: int, column: int | None = None) -> Place:
    """The place of a row or cell of a table, as its kind of file names it."""
    return Place(file, table.part, table.number or None, row, column)


def cell_place(file: str, table: Table, cell: Cell) -> Place:
    """The place of a cell."""
    return place_in(file, table, cell.row, cell.column)


def quote(text: str) -> str:
    """The beginning of a text on one line, for a message."""
    return excerpt(text, _QUOTE)


class RowReader:
    """Reads the entries of one table below its heading, or continuing the table before."""

    def __init__(
        self, file: str, table: Table, layout: Layout, schema: AnnexSchema, *, entries_before: int = 0
    ) -> None:
        self._file = file
        self._entries_before = entries_before
        self._table = table
        self._part, self._number = table.part, table.number or None
        self._shape = layout.shape
        self._schema = schema
        self._key_of = layout.shape.key_of
        self._name = schema.name_column.key
        serial = next((column.key for column in schema.columns if column.kind is ColumnKind.SERIAL), "")
        self._serial = serial
        self._keys = tuple(key for key in layout.shape.columns if key != serial)
        self._plain = {start: key for start, key in self._key_of.items() if start in layout.shape.starts}
        self.slice = Slice()

    def read(self, start: int, end: int) -> Slice:
        """Reads the rows with list indexes `start` to `end` (exclusive)."""
        covering: list[Cell] = []
        group: list[_Physical] = []
        for index in range(start, end):
            number = self._table.first_row + index
            covering = [cell for cell in covering if cell.row + cell.rowspan > number]
            own = self._table.rows[index]
            cells = [*covering, *own] if covering else own
            covering.extend(cell for cell in own if cell.rowspan > 1)
            if self._is_other(own, cells):
                continue
            physical = _Physical(index, self._by_key(cells, own), reached=len(cells) > len(own))
            if group and not self._same_entry(group[-1], physical):
                self._add_entry(group)
                group = []
            group.append(physical)
        if group:
            self._add_entry(group)
        return self.slice

    def _is_other(self, own: list[Cell], cells: list[Cell]) -> bool:
        """Sorts out rows that are no entry; what they say is kept or reported."""
        above = cells[: len(cells) - len(own)]
        if any(self._key_of.get(cell.column) == self._name for cell in above):
            return False
        filled = [cell for cell in own if cell.text and not cell.text.isspace()]
        if not filled:
            return True
        if len(filled) == 1 and self._is_lone(filled[0]):
            self._lone(filled[0], own)
            return True
        if tuple(cell.text for cell in own) in self._shape.headings:
            return True
        return self._is_left_out(filled[0]) or self._is_header_row(filled, own)

    def _is_left_out(self, first: Cell) -> bool:
        """Totals and sample rows, which are reported."""
        if _TOTAL.fullmatch(first.text):
            self._report("total_row_left_out", Severity.INFO, first, text=quote(first.text))
            return True
        if _SAMPLE.fullmatch(first.text):
            self._report("sample_row_left_out", Severity.WARNING, first, text=quote(first.text))
            return True
        return False

    def _is_header_row(self, filled: list[Cell], own: list[Cell]) -> bool:
        if len(filled) > 2 * len(self._schema.header) or not self._is_header_line(filled):
            return False
        self.slice.other_rows.append(own)
        return True

    def _is_header_line(self, filled: list[Cell]) -> bool:
        labels = {name for one in self._schema.header for name in (one.label, *one.aliases)}
        key = self._key_of.get(filled[0].column)
        if filled[0].colspan == 1 and key not in (None, self._serial, self._name):
            return False
        first = "".join(filled[0].text.split())
        return any(first.startswith((f"{label}：", f"{label}:", f"{label}（")) for label in labels)

    def _is_lone(self, cell: Cell) -> bool:
        """A row with one filled cell is an entry only if that cell is the name."""
        return cell.colspan > 1 or self._key_of.get(cell.column) != self._name or bool(_NOTE.match(cell.text))

    def _lone(self, cell: Cell, own: list[Cell]) -> None:
        if (
            self._key_of.get(cell.column) == self._serial
            and cell.colspan == 1
            and len(cell.text.strip()) <= _LONGEST_SERIAL
        ):
            return
        if _NOTE.match(cell.text) or _CONTINUED.fullmatch(cell.text):
            return
        if self._is_header_line([cell]):
            self.slice.other_rows.append(own)
            return
        harmless = len(cell.text) <= _LONGEST_SIGNATURE and _SIGNATURE.search(cell.text)
        severity = Severity.INFO if harmless else Severity.WARNING
        self._report("text_outside_entries", severity, cell, text=quote(cell.text))

    def _by_key(self, cells: Sequence[Cell], own: Sequence[Cell]) -> dict[str, list[Cell]]:
        found: dict[str, list[Cell]] = {}
        for cell in cells:
            key = self._plain.get(cell.column)
            if cell.colspan == 1 and key is not None:
                found.setdefault(key, []).append(cell)
                continue
            keys = self._keys_under(cell)
            if len(keys) > 1 and cell.text.strip():
                if len(own) == len(self._shape.starts) and len(cells) == len(own):
                    self._report("cells_by_order", Severity.WARNING, own[0])
                    return self._by_order(own)
                self._report(
                    "cell_over_columns",
                    Severity.ERROR,
                    cell,
                    text=quote(cell.text),
                    columns="、".join(self._schema.by_key[key].title for key in keys),
                )
            if keys:
                found.setdefault(keys[0], []).append(cell)
            elif cell.text.strip() and cell.column not in self._shape.aside:
                self._report("text_outside_entries", Severity.WARNING, cell, text=quote(cell.text))
        return found

    def _by_order(self, own: Sequence[Cell]) -> dict[str, list[Cell]]:
        """A row whose lines are drawn askew but whose cells are as many as the headings."""
        found: dict[str, list[Cell]] = {}
        for cell, start in zip(sorted(own, key=lambda one: one.column), self._shape.starts, strict=True):
            key = self._key_of.get(start)
            if key is not None:
                found.setdefault(key, []).append(cell)
        return found

    def _keys_under(self, cell: Cell) -> list[str]:
        last = min(cell.column + cell.colspan, max(self._key_of, default=0) + 1)
        keys = (self._key_of.get(column) for column in range(cell.column, last))
        return list(dict.fromkeys(key for key in keys if key is not None))

    def _same_entry(self, above: _Physical, below: _Physical) -> bool:
        """Whether the name cell spans both rows and no second serial number divides them."""
        names, more = above.cells.get(self._name), below.cells.get(self._name)
        if not names or not more or names[0] is not more[0]:
            return False
        serials = {_joined(row.cells.get(self._serial, []), "") for row in (above, below)}
        return len(serials - {""}) <= 1

    def _add_entry(self, group: list[_Physical]) -> None:
        self._note_serial(group)
        values = {key: self._value(group, key) for key in self._keys}
        if not any(value.text for value in values.values()):
            return
        place = self._placed(self._table.first_row + group[0].index)
        entry = Row(self._entries_before + len(self.slice.entries) + 1, place, values)
        self.slice.entries.append(entry)
        self._note_merges(group, entry)

    def _note_serial(self, group: list[_Physical]) -> None:
        """Serial numbers are given anew, so only words among them are told."""
        for row in group:
            for cell in row.cells.get(self._serial, ()):
                if len(cell.text.strip()) > _LONGEST_SERIAL and cell.row == self._table.first_row + row.index:
                    self._report("text_outside_entries", Severity.WARNING, cell, text=quote(cell.text))

    def _value(self, group: list[_Physical], key: str) -> Value:
        if len(group) == 1:
            cells: Sequence[Cell] = group[0].cells.get(key, ())
        else:
            cells = list(_distinct(cell for row in group for cell in row.cells.get(key, ())))
        if len(cells) == 1:
            cell = cells[0]
            return Value(cell.text.strip(), self._placed(cell.row, cell.column))
        if not cells:  # left out at the end of a row: where it would stand
            row = self._table.first_row + group[0].index
            return Value("", self._placed(row, self._shape.columns[key][0]))
        anchor = next((cell for cell in cells if cell.text.strip()), cells[0])
        beside = len(self._shape.columns[key]) > 1 and len(group) == 1
        return Value(_joined(cells, " " if beside else "\n"), self._placed(anchor.row, anchor.column))

    def _placed(self, row: int, column: int | None = None) -> Place:
        return Place(self._file, self._part, self._number, row, column)

    def _note_merges(self, group: list[_Physical], entry: Row) -> None:
        if len(group) > 1:
            finding = Finding(
                "entry_on_several_rows", Severity.INFO, entry.place, {"rows": len(group)}, entry.number
            )
            self.slice.findings.append(finding)
        if not group[0].reached:
            return
        first = self._table.first_row + group[0].index
        for key, cells in group[0].cells.items():
            shared = next((cell for cell in cells if cell.row < first and cell.text.strip()), None)
            if shared is not None:
                self._report("cell_shared", Severity.INFO, shared, entry=entry.number, column=key)

    def _report(
        self,
        code: str,
        severity: Severity,
        cell: Cell,
        *,
        entry: int | None = None,
        column: str | None = None,
        **params: str,
    ) -> None:
        place = self._placed(cell.row, cell.column)
        self.slice.findings.append(Finding(code, severity, place, params, entry, column))


def _distinct(cells: Iterator[Cell]) -> Iterator[Cell]:
    seen: set[tuple[int, int]] = set()
    for cell in cells:
        if (cell.row, cell.column) not in seen:
            seen.add((cell.row, cell.column))
            yield cell


def _joined(cells: Sequence[Cell], joint: str) -> str:
    return joint.join(text for cell in cells if (text := cell.text.strip()))
