"""An official table as a Word file, its XML built as text: exact control, and 12 times as fast."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from jianyou.officefiles.paper import Paper, Written, header_shares, share_out
from jianyou.officefiles.writing.docx_foot import W
from jianyou.officefiles.writing.docx_parts import (
    CENTERED,
    FOOTER_ID,
    HEAD,
    HEADER_LINE,
    LABEL,
    NOTE,
    TEXT,
    TITLE_LINE,
    fixed_parts,
)
from jianyou.officefiles.writing.package import RELATIONS, XML, package_parts, zipped
from jianyou.officefiles.writing.printable import printable
from jianyou.officefiles.writing.spots import locate_in_word
from jianyou.officefiles.writing.wrapping import RowHeights

# Twips (1/20 pt): A4 landscape, margins 28 mm above (订口), 26 mm below, 22 mm at the sides.
_PAGE_WIDTH, _PAGE_HEIGHT = 16838, 11906
_TOP, _BOTTOM, _SIDE, _FOOTER = 1588, 1474, 1247, 850
_TEXT_WIDTH = _PAGE_WIDTH - 2 * _SIDE
# 18 mm: three lines to write in by hand, and four such rows leave room for the note on the page.
_BLANK_ROW = 1020
_CELL_MARGIN = 70
_CELL_MARGINS = 2 * _CELL_MARGIN
# A cell's 10.5 pt, and the lines of 15 pt below the heading row on a page, less a few for safety.
_CELL_SIZE, _WHOLE_LINES = 210, 22
# The first row has less room: it's split rather than leave the first page without any.
_FIRST_WHOLE_LINES = 15


def write_docx(paper: Paper) -> Written:
    """The paper as a .docx: A4 landscape, heading row repeated on each page, rows not split.

    The look follows GB/T 9704-2012 as far as an annex table goes. The same paper gives the same
    bytes. Characters that XML can't hold are left out, each text with a finding.
    """
    paper, findings = printable(paper, locate_in_word(paper))
    main = "word/document.xml"
    parts = (*fixed_parts(paper.mark), (main, _document(paper)), *package_parts(main, paper.title))
    return Written(zipped(parts), tuple(findings))


def _document(paper: Paper) -> str:
    return f'{XML}<w:document xmlns:w="{W}" xmlns:r="{RELATIONS}"><w:body>{annex_body(paper)}'


def annex_body(paper: Paper, footer: str = FOOTER_ID) -> str:
    """The table and what stands around it, to the end of the file: the last section of a document.

    `footer` is the relation of the foot that stands on its pages.
    """
    pieces = [_paragraphs(LABEL, paper.label)] if paper.label else []
    pieces.append(_paragraphs(TITLE_LINE, paper.title))
    if paper.header:
        pieces.append(_header_line(paper.header))
    pieces.extend(_table(paper))
    pieces.append(_paragraphs(NOTE, paper.note) if paper.note else _AFTER_TABLE)
    pieces.append(_SECTION.format(footer=footer))
    return "".join(pieces)


# Word wants a paragraph after a table; this one is too low to begin a page of its own.
_AFTER_TABLE = '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
_SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="{footer}"/>'
    f'<w:pgSz w:w="{_PAGE_WIDTH}" w:h="{_PAGE_HEIGHT}" w:orient="landscape"/>'
    f'<w:pgMar w:top="{_TOP}" w:right="{_SIDE}" w:bottom="{_BOTTOM}" w:left="{_SIDE}"'
    f' w:header="850" w:footer="{_FOOTER}" w:gutter="0"/></w:sectPr></w:body></w:document>'
)


# The hint sets “ ” — … and × in the Chinese face; without it Word takes the Latin one.
_RUN = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'


def _run(escaped: str) -> str:
    """A run of text already escaped, with its tabs."""
    if not escaped:
        return ""
    if "\t" not in escaped:
        return f'{_RUN}<w:t xml:space="preserve">{escaped}</w:t></w:r>'
    texts = (f'<w:t xml:space="preserve">{piece}</w:t>' if piece else "" for piece in escaped.split("\t"))
    return f"{_RUN}{'<w:tab/>'.join(texts)}</w:r>"


def _paragraph(properties: str, line: str) -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{_run(escape(line))}</w:p>"


def _paragraphs(style: str, text: str) -> str:
    properties = f'<w:pStyle w:val="{style}"/>'
    return "".join(_paragraph(properties, line) for line in text.split("\n"))


def _header_line(pairs: Sequence[tuple[str, str]]) -> str:
    # One paragraph, so that any reader finds the line whole; the tabs spread it over the page.
    widths = share_out(_TEXT_WIDTH, header_shares(len(pairs)))
    stops = "".join(
        f'<w:tab w:val="left" w:pos="{sum(widths[:number])}"/>' for number in range(1, len(pairs))
    )
    properties = f'<w:pStyle w:val="{HEADER_LINE}"/>' + (f"<w:tabs>{stops}</w:tabs>" if stops else "")
    line = "\t".join(f"{label}：{value}" for label, value in pairs).replace("\n", " ")
    return _paragraph(properties, line)


def _table(paper: Paper) -> Iterator[str]:
    widths = share_out(_TEXT_WIDTH, [column.width for column in paper.columns])
    opened = [
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        for width in widths
    ]
    starts = [
        f'{cell}<w:p><w:pPr><w:pStyle w:val="{CENTERED if column.centered else TEXT}"/></w:pPr>'
        for cell, column in zip(opened, paper.columns, strict=True)
    ]
    yield _table_start(paper.title, widths)
    yield "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    for cell, column in zip(opened, paper.columns, strict=True):
        yield f"{cell}{_paragraphs(HEAD, column.title)}</w:tc>"
    yield "</w:tr>"
    heights = RowHeights([(width - _CELL_MARGINS) / (_CELL_SIZE / 2) for width in widths])
    for number, row in enumerate(paper.rows):
        # Left to itself, a row taller than the page could lose its end: only the others stay whole.
        limit = _WHOLE_LINES if number else _FIRST_WHOLE_LINES
        yield _entry(row, starts, whole=heights.lines(row, floor=limit) <= limit)
    height = f'<w:trHeight w:val="{_BLANK_ROW}" w:hRule="atLeast"/>'
    blank = "".join(f"{start}</w:p></w:tc>" for start in starts)
    yield f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{blank}</w:tr>" * paper.blank_rows
    yield "</w:tbl>"


def _entry(row: Sequence[str], starts: Sequence[str], *, whole: bool) -> str:
    pieces = ["<w:tr><w:trPr><w:cantSplit/></w:trPr>" if whole else "<w:tr>"]
    # Escaped in one call; no printable text has a null in it.
    for start, text in zip(starts, escape("\0".join(row)).split("\0"), strict=True):
        pieces += (start, _cell_rest(start, text))
    pieces.append("</w:tr>")
    return "".join(pieces)


def _cell_rest(start: str, escaped: str) -> str:
    """What follows a cell's start: the run of its first line, then a paragraph for each further line."""
    if "\n" not in escaped:
        return f"{_run(escaped)}</w:p></w:tc>"
    again = "</w:p>" + start[start.index("<w:p>") :]
    return again.join(map(_run, escaped.split("\n"))) + "</w:p></w:tc>"


def _table_start(title: str, widths: Sequence[int]) -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 40), ("left", _CELL_MARGIN), ("bottom", 40), ("right", _CELL_MARGIN))
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_TEXT_WIDTH}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar>{margins}</w:tblCellMar><w:tblLook w:val="0020"/>'
        f"<w:tblCaption w:val={quoteattr(title)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )
