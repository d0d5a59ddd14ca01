"""Hand-made Word files read in one line."""

from collections.abc import Mapping
from pathlib import Path

from jianyou.officefiles.model import Document, Paragraph, Table
from jianyou.officefiles.read import read_file
from jianyou.terms.finding import Finding
from tests.corpus.wordxml import p, tbl, tc, tr, write_docx


def read(folder: Path, *body: str, parts: Mapping[str, str | bytes] | None = None) -> Document:
    """Writes the blocks as form.docx and reads it."""
    return read_file(write_docx(folder / "form.docx", *body, parts=parts))


def text_of(folder: Path, *content: str, properties: str = "", **parts: str) -> str:
    """What one paragraph made of this content reads as."""
    named = {f"word/{name}.xml": data for name, data in parts.items()}
    return "\n".join(texts(read(folder, p(*content, properties=properties), parts=named)))


def cell_text(folder: Path, *content: str) -> tuple[str, list[Finding]]:
    """What one cell of this content reads as, and the findings."""
    document = read(folder, tbl(tr(tc(*content))))
    return tables(document)[0].rows[0][0].text, document.findings


def texts(document: Document) -> list[str]:
    """The paragraphs' texts, of all parts."""
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def tables(document: Document) -> list[Table]:
    """The tables that stand outside any other."""
    return [block for block in document.blocks if isinstance(block, Table)]


def grid(table: Table) -> list[list[tuple[str, int, int, int]]]:
    """Text, column, colspan and rowspan of each cell, row by row."""
    return [[(cell.text, cell.column, cell.colspan, cell.rowspan) for cell in row] for row in table.rows]


def rows(table: Table) -> list[list[str]]:
    """The texts alone."""
    return [[cell.text for cell in row] for row in table.rows]


def codes(found: Document | list[Finding]) -> list[str]:
    """The findings' codes, sorted."""
    findings = found.findings if isinstance(found, Document) else found
    return sorted(finding.code for finding in findings)
