"""Walking over every text of a paper, so that a finding can tell where its text will stand."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple, TypeVar

from jianyou.officefiles.paper import Paper, SheetPaper
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.message import Param
from jianyou.terms.place import Place


class Part(StrEnum):
    """The parts of a paper that hold text, in printing order."""

    LABEL = "label"
    TITLE = "title"
    HEADER = "header"
    HEADING = "heading"
    CELL = "cell"
    NOTE = "note"


class Spot(NamedTuple):
    """Where a text stands: its part; for a cell its entry (from 1); its column (from 1)."""

    part: Part
    row: int = 0
    column: int = 0


Change = Callable[[Spot, str], str]
Locate = Callable[[Spot], Place]
AnyPaper = TypeVar("AnyPaper", bound=Paper | SheetPaper)


def change_texts(paper: AnyPaper, change: Change) -> AnyPaper:
    """The paper with `change` applied to each of its texts, in printing order."""
    if isinstance(paper, Paper):
        label = change(Spot(Part.LABEL), paper.label)
        title = change(Spot(Part.TITLE), paper.title)
        header = [
            (change(Spot(Part.HEADER), name), change(Spot(Part.HEADER), value))
            for name, value in paper.header
        ]
        table = _change_table(paper, change)
        note = change(Spot(Part.NOTE), paper.note)
        return replace(table, label=label, title=title, header=header, note=note)
    return _change_table(paper, change)


def _change_table(paper: AnyPaper, change: Change) -> AnyPaper:
    columns = [
        replace(column, title=change(Spot(Part.HEADING, column=number), column.title))
        for number, column in enumerate(paper.columns, 1)
    ]
    rows = [
        [change(Spot(Part.CELL, row, column), text) for column, text in enumerate(texts, 1)]
        for row, texts in enumerate(paper.rows, 1)
    ]
    return replace(paper, columns=columns, rows=rows)


def finding_at(
    spot: Spot,
    paper: Paper | SheetPaper,
    locate: Locate,
    code: str,
    severity: Severity,
    **params: Param,
) -> Finding:
    """A finding about the text at `spot`, with its entry and column where it has them."""
    key = paper.columns[spot.column - 1].key if spot.column else ""
    return Finding(code, severity, locate(spot), params, row=spot.row or None, column=key or None)


def locate_in_word(paper: Paper) -> Locate:
    """Places as a reader of the .docx or .pdf counts them: paragraphs, and the cells of table 1."""
    before = [Part.LABEL] * bool(paper.label) + [Part.TITLE] + [Part.HEADER] * bool(paper.header)
    paragraphs = {part: number for number, part in enumerate([*before, Part.NOTE], 1)}

    def locate(spot: Spot) -> Place:
        if spot.part in paragraphs:
            return Place("", paragraph=paragraphs[spot.part])
        return Place("", table=1, row=spot.row + 1, column=spot.column)

    return locate
