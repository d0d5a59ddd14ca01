"""WordprocessingML by hand: runs, paragraphs, cells, rows, tables."""

from collections.abc import Callable
from typing import NamedTuple
from xml.sax.saxutils import escape

from examples.forms.draft import Box, Row, Table

TABLE_WIDTH = 13_960
"""Twentieths of a point: A4 on its side between margins of an inch."""


class Look(NamedTuple):
    """Font, size in half points, weight and alignment of a paragraph."""

    font: str = "仿宋_GB2312"
    size: int = 21
    bold: bool = False
    align: str = "left"


def run_properties(look: Look, more: str = "") -> str:
    """`<w:rPr>` of a look; `more` goes in before the size."""
    weight = "<w:b/>" if look.bold else ""
    fonts = (
        f'<w:rFonts w:ascii="{look.font}" w:eastAsia="{look.font}" w:hAnsi="{look.font}" w:hint="eastAsia"/>'
    )
    return f'<w:rPr>{fonts}{weight}{more}<w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/></w:rPr>'


def text_element(text: str, tag: str = "w:t") -> str:
    """`<w:t>` with its spaces kept; a tab becomes `<w:tab/>`, a new line `<w:br/>`."""
    pieces = []
    for line in text.split("\n"):
        inside = "<w:tab/>".join(
            f'<{tag} xml:space="preserve">{escape(part)}</{tag}>' if part else "" for part in line.split("\t")
        )
        pieces.append(inside)
    return "<w:br/>".join(pieces)


def run(text: str, look: Look, more: str = "") -> str:
    """One run."""
    return f"<w:r>{run_properties(look, more)}{text_element(text)}</w:r>"


def paragraph(inside: str, look: Look, more: str = "") -> str:
    """A paragraph around runs; `more` goes into its properties before the alignment."""
    properties = f'{more}<w:snapToGrid w:val="0"/><w:jc w:val="{look.align}"/>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def paragraphs(text: str, look: Look, write: Callable[[str, Look], str] = run) -> str:
    """One paragraph a line."""
    return "".join(paragraph(write(line, look) if line else "", look) for line in text.split("\n"))


def cell(content: str, box: Box, width: int) -> str:
    """`<w:tc>` with its span and vertical merge; what is swallowed holds an empty paragraph."""
    span = f'<w:gridSpan w:val="{box.across}"/>' if box.across > 1 else ""
    merge = {0: "<w:vMerge/>", 1: ""}.get(box.down, '<w:vMerge w:val="restart"/>')
    inside = content if box.down else "<w:p/>"
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(cells: str, more: str = "") -> str:
    """`<w:tr>`; `more` goes into its properties."""
    properties = f"<w:trPr>{more}</w:trPr>" if more else ""
    return f"<w:tr>{properties}{cells}</w:tr>"


def table(rows: str, widths: list[int], *, borders: bool = True) -> str:
    """`<w:tbl>` over a fixed grid."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    style = '<w:tblStyle w:val="a5"/>' if borders else ""
    return (
        f'<w:tbl><w:tblPr>{style}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" '
        f'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def widths_of(shares: list[float], total: int = TABLE_WIDTH) -> list[int]:
    """Column widths in twentieths of a point."""
    whole = sum(shares)
    return [int(total * share / whole) for share in shares]


def row_cells(
    line: Row, widths: list[int], write: Callable[[Box], str], wrap: Callable[[str, Box], str]
) -> str:
    """The cells of a row, each as wide as the grid columns that it covers."""
    cells, column = [], line.skip
    for box in line.boxes:
        width = sum(widths[column : column + box.across])
        cells.append(wrap(cell(write(box) if box.down else "", box, width), box))
        column += box.across
    return "".join(cells)


def simple_table(
    source: Table, write: Callable[[Box], str], *, total: int = TABLE_WIDTH, borders: bool = True
) -> str:
    """A table without any ado."""
    widths = widths_of(source.shares, total)
    lines = (row(row_cells(line, widths, write, lambda text, _: text)) for line in source.rows)
    return table("".join(lines), widths, borders=borders)
