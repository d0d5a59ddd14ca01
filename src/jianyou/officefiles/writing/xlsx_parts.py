"""The parts of a workbook that its cells lean on: styles, and the list of its sheets."""

from collections.abc import Iterator, Sequence
from itertools import product
from xml.sax.saxutils import escape, quoteattr

from jianyou.officefiles.writing.fonts import BODY, CHARSET, HEADING, TITLE, Face
from jianyou.officefiles.writing.package import OFFICE, PROPERTIES, RELATIONS, XML, content_types, relations

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORKBOOK = "xl/workbook.xml"

# Type sizes in points.
CELL_SIZE, LINE_SIZE, LABEL_SIZE, TITLE_SIZE = 10.5, 12.0, 16.0, 22.0
# Numbers of the cell formats; those of table cells follow, see `cell_styles`.
LABEL_STYLE, TITLE_STYLE, LINE_STYLE, HEADING_STYLE, _FIRST_CELL_STYLE = 1, 2, 3, 4, 5
# A table cell's text is short, long, or long and like a formula.
SHORT, LONG, QUOTED = 0, 1, 2

_FONTS = (
    (HEADING, LABEL_SIZE),
    (TITLE, TITLE_SIZE),
    (BODY, LINE_SIZE),
    (HEADING, CELL_SIZE),
    (BODY, CELL_SIZE),
)
_SHEET = f"{OFFICE}.spreadsheetml"


def cell_styles(*, centered: bool, top: bool) -> tuple[int, int, int]:
    """The format numbers of a column's SHORT, LONG and QUOTED texts."""
    first = _FIRST_CELL_STYLE + 3 * (2 * top + centered)
    return first, first + 1, first + 2


def styles() -> str:
    """xl/styles.xml: the formats that the numbers above stand for."""
    # Column widths count digits of the first font: 7 pixels each in Calibri 11.
    default = '<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    fonts = default + "".join(_font(face, size) for face, size in _FONTS)
    line = "".join(
        f'<{side} style="thin"><color indexed="64"/></{side}>' for side in ("left", "right", "top", "bottom")
    )
    formats = ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>', *_formats()]
    return (
        f'{XML}<styleSheet xmlns="{MAIN}"><fonts count="{len(_FONTS) + 1}">{fonts}</fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
        f"<border>{line}<diagonal/></border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(formats)}">{"".join(formats)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _font(face: Face, size: float) -> str:
    family = 3 if face.family == "modern" else 1
    return (
        f'<font><sz val="{size:g}"/><name val="{face.sheet}"/><family val="{family}"/>'
        f'<charset val="{CHARSET}"/></font>'
    )


def _formats() -> Iterator[str]:
    yield _format(1, "left")
    yield _format(2, "center")
    yield _format(3, "left")
    yield _format(4, "center", border=1)
    for top, centered, kind in product((False, True), (False, True), (SHORT, LONG, QUOTED)):
        yield _format(
            5,
            "center" if centered else "left",
            "top" if top else "center",
            border=1,
            # Text format keeps a leading 0 and = as typed, also after the cell was edited; but
            # older Excel shows a text over 255 characters in it as #####.
            number=49 if kind == SHORT else 0,
            quoted=kind == QUOTED,
        )


def _format(
    font: int, across: str, down: str = "center", *, border: int = 0, number: int = 0, quoted: bool = False
) -> str:
    mark = ' quotePrefix="1"' if quoted else ""
    return (
        f'<xf numFmtId="{number}" fontId="{font}" fillId="0" borderId="{border}" xfId="0"{mark}'
        ' applyNumberFormat="1" applyFont="1" applyBorder="1"'
        f' applyAlignment="1"><alignment horizontal="{across}" vertical="{down}" wrapText="1"/></xf>'
    )


def workbook(names: Sequence[str], defined: Sequence[str]) -> list[tuple[str, str]]:
    """Content types first, then the workbook and its relations, for sheets named `names`."""
    numbers = range(1, len(names) + 1)
    kinds = {
        WORKBOOK: f"{_SHEET}.sheet.main+xml",
        **{sheet_part(number): f"{_SHEET}.worksheet+xml" for number in numbers},
        "xl/styles.xml": f"{_SHEET}.styles+xml",
        "xl/sharedStrings.xml": f"{_SHEET}.sharedStrings+xml",
        **PROPERTIES,
    }
    targets = [(f"{RELATIONS}/worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    targets += [(f"{RELATIONS}/styles", "styles.xml"), (f"{RELATIONS}/sharedStrings", "sharedStrings.xml")]
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    text = (
        f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{sheets}</sheets><definedNames>{''.join(defined)}</definedNames></workbook>"
    )
    return [content_types(kinds), (WORKBOOK, text), ("xl/_rels/workbook.xml.rels", relations(targets))]


def sheet_part(number: int) -> str:
    """The name of a sheet's part in the package; sheets count from 1."""
    return f"xl/worksheets/sheet{number}.xml"


def defined_name(kind: str, sheet: int, name: str, cells: str, *, hidden: bool = False) -> str:
    """A built-in name such as `Print_Titles` for `cells` of the sheet (its number counts from 0)."""
    quoted = escape(name.replace("'", "''"))
    mark = ' hidden="1"' if hidden else ""
    return f'<definedName name="_xlnm.{kind}" localSheetId="{sheet}"{mark}>\'{quoted}\'!{cells}</definedName>'
