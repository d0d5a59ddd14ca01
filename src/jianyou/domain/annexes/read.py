"""A document becomes a form: its header line and its entries, every value with its cell."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from jianyou.domain.annexes import headerline
from jianyou.domain.annexes.headerline import Found
from jianyou.domain.annexes.layout import (
    Layout,
    Shape,
    count_headings,
    find_layout,
    find_next_layout,
    needed,
)
from jianyou.domain.annexes.records import Form, FormStatus, Row, Value
from jianyou.domain.annexes.rows import RowReader, cell_place, place_in, quote
from jianyou.domain.annexes.schema import AnnexSchema, Column, ColumnKind
from jianyou.officefiles.model import Block, Cell, Document, Paragraph, Table
from jianyou.terms.finding import Finding, Refused, Severity
from jianyou.terms.place import Place


@dataclass(slots=True)
class _Reading:
    """What is being gathered from one document."""

    document: Document
    schema: AnnexSchema
    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    found: list[tuple[int, Found]] = field(default_factory=list)
    form_tables: list[int] = field(default_factory=list)
    idle: list[tuple[int, Table]] = field(default_factory=list)


def read_annex(document: Document, schema: AnnexSchema) -> Form:
    """Finds the annex in a document and reads it; Refused says why it can't be found."""
    blocks = list(_flatten(document.blocks))
    reading = _Reading(document, schema, findings=list(document.findings))
    layout: Layout | None = None
    for position, block in enumerate(blocks):
        if isinstance(block, Table):
            layout = _read_table(reading, position, block, layout)
    if not reading.form_tables:
        raise _no_annex(blocks, schema)
    _gather_header(reading, blocks)
    _report_idle(reading)
    if not reading.rows:
        reading.findings.append(Finding("no_entries", Severity.ERROR, Place(document.file)))
    header = _settle_header(reading)
    if document.findings:
        _assign_to_entries(reading)
    return Form(document.file, FormStatus.READ, None, header, reading.rows, reading.findings)


def _assign_to_entries(reading: _Reading) -> None:
    """What the reader found in a cell (hidden text, say) is told with the entry and its column."""
    entries = {value.place: (row.number, key) for row in reading.rows for key, value in row.values.items()}
    for index, finding in enumerate(reading.findings):
        if finding.row is None and finding.place in entries:
            row, column = entries[finding.place]
            reading.findings[index] = finding._replace(row=row, column=column)


def _flatten(blocks: list[Block]) -> Iterator[Block]:
    """Blocks in reading order, nested tables right after the table that holds them."""
    for block in blocks:
        yield block
        if isinstance(block, Table):
            for cells in block.rows:
                for cell in cells:
                    if cell.nested:
                        yield from _flatten(list(cell.nested))


def _read_table(reading: _Reading, position: int, table: Table, above: Layout | None) -> Layout | None:
    """Reads one table; returns the layout that a table continuing it would follow."""
    layout = find_layout(table, reading.schema)
    if layout is None:
        if above is not None and _continues(table, above):
            _read_rows(reading, position, table, above, 0, len(table.rows))
            return above
        reading.idle.append((position, table))
        return above
    _scan_rows(reading, position, table, table.rows[: layout.first])
    _report_above(reading, table, table.rows[: layout.first])
    reported: Shape | None = None
    while layout is not None:
        if layout.shape != reported:
            _report_columns(reading, table, layout)
            reported = layout.shape
        following = find_next_layout(table, reading.schema, layout.end)
        end = following.first if following else len(table.rows)
        _read_rows(reading, position, table, layout, layout.end, end)
        above, layout = layout, following
    return above


def _continues(table: Table, above: Layout) -> bool:
    """A table without a heading that goes on where the one above stopped."""
    first = table.rows[0] if table.rows else []
    return tuple(cell.column for cell in first) == above.shape.starts


def _read_rows(reading: _Reading, position: int, table: Table, layout: Layout, start: int, end: int) -> None:
    file = reading.document.file
    reader = RowReader(file, table, layout, reading.schema, entries_before=len(reading.rows))
    found = reader.read(start, end)
    reading.rows.extend(found.entries)
    reading.findings.extend(found.findings)
    _scan_rows(reading, position, table, found.other_rows)
    if position not in reading.form_tables:
        reading.form_tables.append(position)


def _scan_rows(reading: _Reading, position: int, table: Table, rows: list[list[Cell]]) -> None:
    for cells in rows:
        places = [cell_place(reading.document.file, table, cell) for cell in cells]
        for found in headerline.in_cells(cells, places, reading.schema):
            reading.found.append((position, found))


def _report_above(reading: _Reading, table: Table, rows: list[list[Cell]]) -> None:
    """A row above the heading that is filled like an entry can't be read as one, but must be told."""
    for cells in rows:
        filled = [cell for cell in cells if cell.text.strip()]
        places = [cell_place(reading.document.file, table, cell) for cell in filled]
        if len(filled) < needed(reading.schema):
            continue
        if not any(headerline.in_cells(filled, places, reading.schema)):
            params = {"text": quote(filled[0].text)}
            reading.findings.append(Finding("text_outside_entries", Severity.WARNING, places[0], params))


def _gather_header(reading: _Reading, blocks: list[Block]) -> None:
    for position, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            for found in headerline.in_paragraphs(reading.document.file, (block,), reading.schema):
                reading.found.append((position, found))
    for position, table in reading.idle:
        _scan_rows(reading, position, table, table.rows)


def _settle_header(reading: _Reading) -> dict[str, Value]:
    """The header values nearest to the first form table; a filled one beats an empty one."""
    first = reading.form_tables[0]
    ranked = sorted(
        reading.found,
        key=lambda item: (not item[1].value.text, abs(item[0] - first), item[0] > first),
    )
    header: dict[str, Value] = {}
    for _, found in ranked:
        header.setdefault(found.key, found.value)
    _report_second_headers(reading, header)
    return header


def _report_second_headers(reading: _Reading, header: dict[str, Value]) -> None:
    """One file with two senders' tables: the second department must not vanish."""
    if not reading.schema.header:
        return
    key = reading.schema.header[0].key
    for _, found in reading.found:
        chosen = header[found.key]
        if found.key == key and found.value.text and found.value.text != chosen.text:
            params = {"label": reading.schema.header[0].label, "text": quote(found.value.text)}
            reading.findings.append(
                Finding("second_header", Severity.WARNING, found.value.place, params, column=key)
            )


def _report_columns(reading: _Reading, table: Table, layout: Layout) -> None:
    """Columns missing from a heading, extra ones, and those put together from several."""
    file, row = reading.document.file, table.first_row + layout.end - 1
    for missing in reading.schema.columns:
        if missing.key not in layout.shape.columns and missing.kind is not ColumnKind.SERIAL:
            reading.findings.append(_missing_column(place_in(file, table, row), missing))
    for column, heading in layout.shape.extra:
        place = place_in(file, table, row, column)
        params = {"heading": quote(heading)}
        reading.findings.append(Finding("extra_column", Severity.INFO, place, params))
    heading_starts = set(layout.shape.starts)
    for key, columns in layout.shape.columns.items():
        if sum(column in heading_starts for column in columns) > 1:
            place = place_in(file, table, row, columns[0])
            params = {"title": reading.schema.by_key[key].title}
            reading.findings.append(Finding("columns_joined", Severity.INFO, place, params, column=key))


def _missing_column(place: Place, column: Column) -> Finding:
    severity = column.required or Severity.WARNING
    return Finding("column_missing", severity, place, {"title": column.title}, column=column.key)


def _report_idle(reading: _Reading) -> None:
    """Tables that are no annex and no header line: they may hold entries, so they are named."""
    headed = {position for position, _ in reading.found}
    for position, table in reading.idle:
        filled = [cell for cells in table.rows for cell in cells if cell.text.strip() and not cell.nested]
        if position in headed or len(filled) < 2:
            continue
        wide = max(len(cells) for cells in table.rows) >= needed(reading.schema)
        severity = Severity.WARNING if wide and not table.part else Severity.INFO
        place = place_in(reading.document.file, table, table.first_row)
        params = {"text": quote(filled[0].text)}
        reading.findings.append(Finding("table_left_out", severity, place, params))


def _no_annex(blocks: list[Block], schema: AnnexSchema) -> Refused:
    tables = [block for block in blocks if isinstance(block, Table)]
    if not tables:
        return Refused("no_table", title=schema.title)
    most = max(count_headings(table, schema) for table in tables)
    return Refused("wrong_table", title=schema.title, found=most, total=len(schema.columns))
