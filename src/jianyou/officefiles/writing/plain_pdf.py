"""What a reader handed on as a PDF: paragraphs and tables, and nothing else of the file they stood in."""

import json
import re
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any

import typst

from jianyou.officefiles.model import Block, Cell, Paragraph, Table
from jianyou.officefiles.writing.fonts import MISSING, PDF_BODY, PDF_HEADING
from jianyou.officefiles.writing.pdf import breakable, reported_missing, set_in_pdf, without_missing
from jianyou.terms.finding import Refused

MOST_CELLS = 5_000
MOST_COLUMNS = 40
# Half-widths of a line at 10.5 pt over 170 mm.
_LINE = 91.0
_TRIES = 3


def write_plain(title: str, blocks: Sequence[Block]) -> bytes:
    """The blocks in their order, on A4; sheets bear their names. 〓 stands for what no font has.

    Raises:
        Refused: there are too many cells or columns for a page.
    """
    lost: list[str] = []
    for _ in range(_TRIES):
        told = {
            "fonts": {"body": PDF_BODY, "heading": PDF_HEADING},
            "title": without_missing(title),
            "blocks": list(_blocks(blocks, lost)),
        }
        template = (files("jianyou.officefiles.writing") / "plain.typ").read_bytes()
        try:
            return set_in_pdf(template, json.dumps(told, ensure_ascii=False))
        except typst.TypstError as error:
            # Fonts can have a character and yet fail to join it to its neighbours.
            more = reported_missing(error)
            if not more:
                raise
            lost += more
    raise AssertionError("typst keeps reporting characters that were already replaced")


def _blocks(blocks: Sequence[Block], lost: Sequence[str]) -> Iterator[dict[str, Any]]:
    sheet = ""
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.text.strip():
                yield {"is": "text", "lines": _lines(block.text, _LINE, lost)}
            continue
        if block.part and not block.number and block.part != sheet:
            sheet = block.part
            yield {"is": "heading", "lines": _lines(sheet, _LINE, lost)}
        yield from _table(block, lost)


def _table(table: Table, lost: Sequence[str]) -> Iterator[dict[str, Any]]:
    cells = [cell for row in table.rows for cell in row]
    if not cells:
        return
    rows = sorted({cell.row for cell in cells})
    left = min(cell.column for cell in cells)
    columns = max(cell.column + cell.colspan for cell in cells) - left
    if len(cells) > MOST_CELLS or columns > MOST_COLUMNS:
        raise Refused("redact_table_large", columns=MOST_COLUMNS, cells=MOST_CELLS)
    first = rows[0]
    width = _LINE / columns
    yield {
        "is": "table",
        "columns": columns,
        "cells": [_cell(one, first, left, width, lost) for one in cells],
    }
    for cell in cells:
        for nested in cell.nested:
            yield from _table(nested, lost)


def _cell(cell: Cell, first: int, left: int, width: float, lost: Sequence[str]) -> dict[str, Any]:
    return {
        "x": cell.column - left,
        "y": cell.row - first,
        "colspan": cell.colspan,
        "rowspan": cell.rowspan,
        "lines": _lines(cell.text, width * cell.colspan * 0.85, lost),
    }


def _lines(text: str, width: float, lost: Sequence[str]) -> list[Any]:
    if lost:
        text = re.sub("|".join(map(re.escape, lost)), MISSING, text)
    return [breakable(without_missing(line), width) for line in text.split("\n")]
