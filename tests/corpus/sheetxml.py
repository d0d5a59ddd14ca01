"""Small workbooks made by hand, part by part, so that a test says exactly what stands in the XML."""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
WORDS = "http://schemas.openxmlformats.org/drawingml/2006/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Sheet:
    """A sheet: the inside of its sheetData, merged ranges, what stands before and after."""

    data: str
    name: str = "Sheet1"
    merges: Sequence[str] = ()
    before: str = ""
    after: str = ""
    state: str = ""
    boxes: str = ""
    whole: str | bytes | None = None


@dataclass(frozen=True)
class Book:
    """A workbook's sheets and the inner XML of its shared parts; `parts` are added or replace others."""

    sheets: Sequence[Sheet]
    shared: str | None = None
    styles: str = ""
    properties: str = ""
    parts: Mapping[str, str | bytes] = field(default_factory=dict)
    main: str = MAIN
    relations: str = RELATIONS


def inline(reference: str, text: str, style: int = 0) -> str:
    """A cell with its text in it."""
    written = f'<t xml:space="preserve">{escape(text)}</t>'
    return f'<c r="{reference}" s="{style}" t="inlineStr"><is>{written}</is></c>'


def shared(reference: str, index: int | str) -> str:
    """A cell with a shared string."""
    return f'<c r="{reference}" t="s"><v>{index}</v></c>'


def value(reference: str, written: str, kind: str = "n", style: int = 0, formula: str = "") -> str:
    """A cell with a value as written, and perhaps a formula."""
    return f'<c r="{reference}" s="{style}" t="{kind}">{formula}<v>{written}</v></c>'


def row(number: int, *cells: str, attributes: str = "") -> str:
    """A row of cells."""
    return f'<row r="{number}"{attributes}>{"".join(cells)}</row>'


def rows(*lines: Sequence[str], first: int = 1) -> str:
    """Rows of inline texts, beginning in column A; an empty text is no cell."""
    return "".join(
        row(
            number,
            *(inline(f"{chr(64 + column)}{number}", text) for column, text in enumerate(line, 1) if text),
        )
        for number, line in enumerate(lines, first)
    )


def formats(*codes: str) -> str:
    """Number formats for the styles 1, 2, ...; style 0 is General."""
    custom = "".join(
        f"<numFmt numFmtId={quoteattr(str(163 + n))} formatCode={quoteattr(code)}/>"
        for n, code in enumerate(codes, 1)
    )
    cells = "".join(f'<xf numFmtId="{163 + n}"/>' for n, _ in enumerate(codes, 1))
    return f'<numFmts>{custom}</numFmts><cellXfs><xf numFmtId="0"/>{cells}</cellXfs>'


def box(*paragraphs: str, properties: str = "") -> str:
    """A text box anchored in a drawing."""
    lines = "".join(f"<a:p><a:r><a:t>{escape(text)}</a:t></a:r></a:p>" for text in paragraphs)
    return (
        "<xdr:twoCellAnchor><xdr:sp><xdr:nvSpPr>"
        f'<xdr:cNvPr id="2" name="box"{properties}/></xdr:nvSpPr><xdr:txBody>{lines}</xdr:txBody></xdr:sp>'
        "</xdr:twoCellAnchor>"
    )


def worksheet(sheet: Sheet, main: str = MAIN) -> str:
    """The XML of a sheet."""
    merged = "".join(f'<mergeCell ref="{reference}"/>' for reference in sheet.merges)
    merges = f'<mergeCells count="{len(sheet.merges)}">{merged}</mergeCells>' if merged else ""
    data = f"{sheet.before}<sheetData>{sheet.data}</sheetData>{merges}{sheet.after}"
    return f'{DECLARATION}<worksheet xmlns="{main}">{data}</worksheet>'


def parts_of(book: Book) -> dict[str, str | bytes]:
    """Every part of the package."""
    numbered = list(enumerate(book.sheets, 1))
    listed = "".join(
        f"<sheet name={quoteattr(sheet.name)} sheetId={quoteattr(str(n))}"
        f'{sheet.state and f" state={quoteattr(sheet.state)}"} r:id="rId{n}"/>'
        for n, sheet in numbered
    )
    targets = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n, _ in numbered]
    targets += [("styles", "styles", "styles.xml")]
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f"{DECLARATION}<Types/>",
        "_rels/.rels": related(("rId1", "officeDocument", "xl/workbook.xml"), kinds=book.relations),
        "xl/workbook.xml": (
            f'{DECLARATION}<workbook xmlns="{book.main}" xmlns:r="{book.relations}">'
            f"{book.properties}<sheets>{listed}</sheets></workbook>"
        ),
        "xl/styles.xml": f'{DECLARATION}<styleSheet xmlns="{book.main}">{book.styles}</styleSheet>',
    }
    if book.shared is not None:
        targets.append(("strings", "sharedStrings", "sharedStrings.xml"))
        parts["xl/sharedStrings.xml"] = f'{DECLARATION}<sst xmlns="{book.main}">{book.shared}</sst>'
    parts["xl/_rels/workbook.xml.rels"] = related(*targets, kinds=book.relations)
    for n, sheet in numbered:
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            worksheet(sheet, book.main) if sheet.whole is None else sheet.whole
        )
        if sheet.boxes:
            drawing = ("rId1", "drawing", f"../drawings/drawing{n}.xml")
            parts[f"xl/worksheets/_rels/sheet{n}.xml.rels"] = related(drawing)
            parts[f"xl/drawings/drawing{n}.xml"] = (
                f'{DECLARATION}<xdr:wsDr xmlns:xdr="{DRAWING}" xmlns:a="{WORDS}">{sheet.boxes}</xdr:wsDr>'
            )
    return parts | dict(book.parts)


def related(*targets: tuple[str, str, str], kinds: str = RELATIONS) -> str:
    """A part that tells relationships: id, last word of the type, target."""
    inner = "".join(
        f'<Relationship Id="{key}" Type="{kinds}/{kind}" Target="{target}"/>' for key, kind, target in targets
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}">{inner}</Relationships>'


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts as a zip package."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return stream.getvalue()


def write_book(path: Path, *sheets: Sheet | str, book: Book | None = None) -> Path:
    """Write a workbook of these sheets (a text is a sheet's data), or the book given."""
    made = [Sheet(sheet) if isinstance(sheet, str) else sheet for sheet in sheets]
    path.write_bytes(packed(parts_of(book if book is not None else Book(made))))
    return path
