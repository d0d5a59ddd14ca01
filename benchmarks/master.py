"""Writing the master table of 1,000 entries: Word, Excel and PDF against the usual libraries."""

import io
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import openpyxl
import xlsxwriter
from openpyxl.styles import Alignment
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle

from benchmarks import corpus, truetype
from benchmarks.timing import Table, interleaved
from jianyou.domain.annexes.merge import Master, MasterRow
from jianyou.domain.annexes.records import Row, Value
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.annexes.write import master_paper
from jianyou.domain.calls.load import load_call
from jianyou.officefiles.paper import Paper
from jianyou.officefiles.writing.docx import write_docx
from jianyou.officefiles.writing.pdf import write_pdf
from jianyou.officefiles.writing.xlsx import write_xlsx
from jianyou.terms.place import Place

ENTRIES = 1_000
PAGE_WIDTH = 253 * mm


def run(table: Table) -> None:
    """One master table, three formats, each beside its peer."""
    schema = load_call("chongqing-2024").annex
    rows = corpus.master_rows(ENTRIES)
    paper = _paper(schema, rows)
    print(f"master: {ENTRIES:,} entries")
    word = interleaved(
        {"ours": lambda: write_docx(paper), "python-docx": lambda: _python_docx(rows)}, rounds=5
    )
    table.at_least("python-docx / .docx master", word["python-docx"] / word["ours"], 12)
    sheet = interleaved({"ours": lambda: write_xlsx([paper]), "openpyxl": lambda: _openpyxl(rows)}, rounds=5)
    table.at_least("openpyxl / .xlsx master", sheet["openpyxl"] / sheet["ours"], 2.5)
    font = truetype.serif()
    pdf = interleaved(
        {"ours": lambda: write_pdf(paper), "reportlab": lambda: _reportlab(paper, font)}, rounds=3
    )
    table.at_least("reportlab / .pdf master", pdf["reportlab"] / pdf["ours"], 3)
    for name, seconds in ((".docx", word["ours"]), (".xlsx", sheet["ours"]), (".pdf", pdf["ours"])):
        table.figure(f"{name} master", 1000 * seconds, unit=" ms")


def _paper(schema: AnnexSchema, rows: list[list[str]]) -> Paper:
    keys = [column.key for column in schema.columns]
    place = Place("bench")
    entries = [
        MasterRow(
            number, "bench", Row(number, place, {k: Value(v, place) for k, v in zip(keys, row, strict=True)})
        )
        for number, row in enumerate(rows, 1)
    ]
    return master_paper(schema, Master(entries), header={})


def _python_docx(rows: list[list[str]]) -> bytes:
    document = docx.Document()
    table = document.add_table(rows=len(rows), cols=8)
    for row, written in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, written, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _openpyxl(rows: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    wrapped = Alignment(wrap_text=True, vertical="center")
    for row in rows:
        sheet.append(row)
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = wrapped
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xlsxwriter(rows: list[list[str]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    wrapped = book.add_format({"text_wrap": True, "valign": "vcenter"})
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text, wrapped)
    book.close()
    return out.getvalue()


def _reportlab(paper: Paper, font: Path) -> bytes:
    """The same page, columns and type size as ours, with the packaged font embedded as TrueType."""
    pdfmetrics.registerFont(TTFont("serif", str(font)))
    style = ParagraphStyle("cell", fontName="serif", fontSize=10.5, leading=14.7, wordWrap="CJK")
    headings = [Paragraph(escape(column.title), style) for column in paper.columns]
    cells = [[Paragraph(escape(text).replace("\n", "<br/>"), style) for text in row] for row in paper.rows]
    total = sum(column.width for column in paper.columns)
    widths = [PAGE_WIDTH * column.width / total for column in paper.columns]
    table = LongTable([headings, *cells], colWidths=widths, repeatRows=1)
    table.setStyle(
        TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")])
    )
    out = io.BytesIO()
    margins = {"leftMargin": 22 * mm, "rightMargin": 22 * mm, "topMargin": 26 * mm, "bottomMargin": 24 * mm}
    SimpleDocTemplate(out, pagesize=landscape(A4), **margins).build([table])
    return out.getvalue()
