"""The official table as it was read or filed, each finding at its cell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from jianyou.domain.annexes.schema import AnnexSchema, ColumnKind
from jianyou.terms.finding import Finding, Severity, gravest
from jianyou.terms.lang import Lang

MOST_TOLD = 50
"""How many findings stand in the list at the top; all stand at their cells."""


class ReadEntry(Protocol):
    """One entry as written, by column key."""

    @property
    def number(self) -> int:
        """Its number in the table, from 1."""

    @property
    def values(self) -> Mapping[str, str]:
        """Its texts by column key."""


class ReadTable(Protocol):
    """A table as it was read: header and entries as written, and what the formal check found."""

    @property
    def header(self) -> Mapping[str, str]:
        """The texts of the header line by key."""

    @property
    def rows(self) -> Sequence[ReadEntry]:
        """The entries in their order."""

    @property
    def findings(self) -> Sequence[Finding]:
        """What was found, in the order of the table."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding in words; `anchor` is the cell's place on the page, `where` names it."""

    severity: Severity
    text: str
    anchor: str
    where: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A value under its heading with its remarks."""

    anchor: str
    title: str
    text: str
    remarks: tuple[Remark, ...]

    @property
    def worst(self) -> Severity | None:
        """The gravest severity at the cell, information aside."""
        return gravest({one.severity for one in self.remarks} - {Severity.INFO})


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the table, and whom it names."""

    number: int
    name: str
    cells: tuple[Cell, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """The whole table, and what is to be mended first; `more` counts what the list leaves out."""

    titles: tuple[str, ...]
    header: tuple[Cell, ...]
    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...]
    to_mend: tuple[Remark, ...]
    more: int
    errors: int
    warnings: int
    worst: Severity | None


def answers_of(reading: ReadTable, schema: AnnexSchema, lang: Lang) -> Answers:
    """The table of a reading in one language."""
    shown = _Shown(reading, schema, lang)
    entries = tuple(shown.entries())
    header = tuple(shown.header())
    whole = tuple(shown.whole())
    everywhere = [*whole, *_of_cells(header)]
    for entry in entries:
        everywhere += [*entry.remarks, *_of_cells(entry.cells)]
    to_mend = [one for one in everywhere if one.severity is not Severity.INFO]
    to_mend.sort(key=lambda one: list(Severity).index(one.severity))
    return Answers(
        titles=tuple(column.title for column in shown.columns),
        header=header,
        entries=entries,
        remarks=whole,
        to_mend=tuple(to_mend[:MOST_TOLD]),
        more=max(0, len(to_mend) - MOST_TOLD),
        errors=_count(reading, Severity.ERROR),
        warnings=_count(reading, Severity.WARNING),
        worst=gravest({one.severity for one in reading.findings} - {Severity.INFO}),
    )


def _count(reading: ReadTable, severity: Severity) -> int:
    return sum(one.severity is severity for one in reading.findings)


def _of_cells(cells: Iterable[Cell]) -> Iterator[Remark]:
    for cell in cells:
        yield from cell.remarks


class _Shown:
    def __init__(self, reading: ReadTable, schema: AnnexSchema, lang: Lang) -> None:
        self.columns = [column for column in schema.columns if column.kind is not ColumnKind.SERIAL]
        self._reading = reading
        self._schema = schema
        self._lang = lang

    def header(self) -> Iterator[Cell]:
        for field in self._schema.header:
            anchor = f"c-0-{field.key}"
            found = [one for one in self._reading.findings if not one.row and one.column == field.key]
            remarks = tuple(self._remark(one, anchor, field.label) for one in found)
            yield Cell(anchor, field.label, self._reading.header.get(field.key, ""), remarks)

    def entries(self) -> Iterator[Entry]:
        keys = {column.key for column in self.columns}
        for row in self._reading.rows:
            own = [one for one in self._reading.findings if one.row == row.number]
            anchor = f"entry-{row.number}"
            cells = tuple(
                self._cell(row.number, column.key, column.title, row.values.get(column.key, ""), own)
                for column in self.columns
            )
            rest = tuple(self._remark(one, anchor, f"{row.number}") for one in own if one.column not in keys)
            yield Entry(row.number, row.values.get(self._schema.name_column.key, ""), cells, rest)

    def whole(self) -> Iterator[Remark]:
        header = {field.key for field in self._schema.header}
        for one in self._reading.findings:
            if not one.row and one.column not in header:
                yield self._remark(one, "table", "")

    def _cell(self, number: int, key: str, title: str, text: str, own: list[Finding]) -> Cell:
        anchor = f"c-{number}-{key}"
        remarks = tuple(self._remark(one, anchor, f"{number} · {title}") for one in own if one.column == key)
        return Cell(anchor, title, text, remarks)

    def _remark(self, one: Finding, anchor: str, where: str) -> Remark:
        return Remark(one.severity, one.text(self._lang), anchor, where)
