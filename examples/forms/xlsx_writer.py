"""From a draft to an .xlsx file, with hooks where a layout stores or places things otherwise."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple
from xml.sax.saxutils import escape

from examples.forms.draft import Box, Draft, Line, Row, Table
from examples.forms.package import pack
from examples.forms.word_parts import (
    DECLARATION,
    OFFICE_RELS,
    app_properties,
    content_types,
    fixed_part,
    package_relationships,
    relationships,
)

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET_NAMES = ("汇总表", "Sheet1", "附件2", "推荐汇总表")
WIDTH = 140

# Indexes of cellXfs in parts/sheet-styles.xml.
STYLES = {
    "plain": 0,
    "title": 1,
    "header": 2,
    "heading": 3,
    "value": 4,
    "centered": 5,
    "note": 6,
    "date": 7,
    "label": 8,
    "text": 2,
}


class Stored(NamedTuple):
    """What a cell stores: kind `text`, `number`, `rich` (a marked-up string) or `formula`."""

    kind: str
    value: str
    formula: str = ""
    style: str = ""


@dataclass(slots=True)
class Excel:
    """A workbook being made; `store` says how a cell keeps its text."""

    draft: Draft
    store: Callable[[Box, Row], Stored]
    inline: bool = False
    references: bool = True
    top: int = 0
    left: int = 0
    sheet_name: str = SHEET_NAMES[0]
    second: str = ""
    second_name: str = ""
    second_first: bool = False
    second_state: str = ""
    validations: str = ""
    strings: list[str] = field(default_factory=list)

    @property
    def rng(self) -> Random:
        """The only source of chance."""
        return self.draft.rng


def begin(draft: Draft) -> Excel:
    """A workbook of the draft, numbers as numbers, all else as text."""
    return Excel(draft, store_plainly, sheet_name=draft.rng.choice(SHEET_NAMES))


def store_plainly(box: Box, row: Row) -> Stored:
    """Serial numbers as numbers, all else as text."""
    if box.key == "serial" and row.role != "heading" and box.text.isdecimal():
        return Stored("number", box.text)
    return Stored("text", box.text)


def save(excel: Excel) -> bytes:
    """The bytes of the file."""
    sheet = _sheet(excel)
    names = [excel.sheet_name, excel.second_name] if excel.second else [excel.sheet_name]
    sheets = {"xl/worksheets/sheet1.xml": sheet}
    if excel.second:
        sheets["xl/worksheets/sheet2.xml"] = worksheet(excel.second)
    fixed = {
        "docProps/core.xml": fixed_part("core.xml"),
        "xl/styles.xml": fixed_part("sheet-styles.xml"),
        "xl/theme/theme1.xml": fixed_part("theme1.xml"),
    }
    numbers = range(1, len(names) + 1)
    links = {f"rId{number}": ("worksheet", f"worksheets/sheet{number}.xml") for number in numbers}
    links.update({"rId8": ("styles", "styles.xml"), "rId9": ("theme", "theme/theme1.xml")})
    moving = {
        "_rels/.rels": package_relationships("xl/workbook.xml", []),
        "docProps/app.xml": app_properties("Microsoft Excel"),
        "xl/workbook.xml": _workbook(excel, names),
        **sheets,
    }
    if excel.strings:
        moving["xl/sharedStrings.xml"] = _shared(excel.strings)
        links["rId10"] = ("sharedStrings", "sharedStrings.xml")
    moving["xl/_rels/workbook.xml.rels"] = relationships(links)
    types = content_types([*fixed, *moving])
    return pack([("[Content_Types].xml", types), *moving.items()], fixed.items())


def worksheet(rows: str, *, before: str = "", after: str = "") -> str:
    """A worksheet part around `<row>` elements."""
    return (
        f'{DECLARATION}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE_RELS}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def text_row(number: int, *texts: str) -> str:
    """A row of inline strings, for sheets that hold no form."""
    cells = "".join(
        f'<c r="{reference(number, column)}" t="inlineStr"><is>{_t(text)}</is></c>'
        for column, text in enumerate(texts)
        if text
    )
    return f'<row r="{number}">{cells}</row>'


def reference(row: int, column: int) -> str:
    """The name of a cell: row from 1, column from 0."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def _sheet(excel: Excel) -> str:
    number = excel.top
    rows = [] if excel.references else ["<row/>"] * number
    merges: list[str] = []
    for part in excel.draft.body:
        for row in _rows_of(part, len(excel.draft.columns)):
            number += 1
            rows.append(_row(excel, row, number, merges))
    shares = excel.draft.table.shares
    unit = WIDTH / sum(shares)
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{share * unit:.2f}" customWidth="1"/>'
        for place, share in enumerate(shares, excel.left + 1)
    )
    merged = "".join(f'<mergeCell ref="{name}"/>' for name in merges)
    after = f'<mergeCells count="{len(merges)}">{merged}</mergeCells>' if merges else ""
    after += excel.validations
    after += '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
    after += '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>'
    last = reference(number, excel.left + len(shares) - 1)
    before = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
    before += f'<dimension ref="{reference(excel.top + 1, excel.left)}:{last}"/>'
    before += f'<sheetFormatPr defaultRowHeight="14"/><cols>{columns}</cols>'
    return worksheet("".join(rows), before=before, after=after)


def _rows_of(part: Line | Table, width: int) -> list[Row]:
    if isinstance(part, Table):
        return part.rows
    if part.role == "label" or not part.text:
        return [Row([Box(part.text)], part.role)]
    return [Row([Box(part.text, across=width)], part.role)]


def _row(excel: Excel, row: Row, number: int, merges: list[str]) -> str:
    cells: list[str] = []
    column = excel.left + row.skip
    if not excel.references:
        cells += ["<c/>"] * column
    for box in row.boxes:
        name = reference(number, column)
        if box.down and (box.across > 1 or box.down > 1):
            corner = reference(number + box.down - 1, column + box.across - 1)
            merges.append(f"{name}:{corner}")
        cells.append(_cell(excel, box, row, name))
        style = STYLES[_style(box, row)]
        for more in range(1, box.across):
            where = f' r="{reference(number, column + more)}"' if excel.references else ""
            cells.append(f'<c{where} s="{style}"/>')
        column += box.across
    height = _height(row, excel.draft.table.shares)
    where = f' r="{number}"' if excel.references else ""
    return f'<row{where} ht="{height}" customHeight="1">{"".join(cells)}</row>'


def _cell(excel: Excel, box: Box, row: Row, name: str) -> str:
    stored = excel.store(box, row) if box.down else Stored("text", "")
    start = f'<c r="{name}"' if excel.references else "<c"
    start += f' s="{STYLES[stored.style or _style(box, row)]}"'
    if stored.kind == "formula":
        kind = "" if stored.value.isdecimal() else ' t="str"'
        return f"{start}{kind}><f>{escape(stored.formula)}</f><v>{escape(stored.value)}</v></c>"
    if not stored.value:
        return f"{start}/>"
    if stored.kind == "number":
        return f"{start}><v>{stored.value}</v></c>"
    inside = stored.value if stored.kind == "rich" else _t(stored.value)
    if excel.inline:
        return f'{start} t="inlineStr"><is>{inside}</is></c>'
    excel.strings.append(inside)
    return f'{start} t="s"><v>{len(excel.strings) - 1}</v></c>'


def _style(box: Box, row: Row) -> str:
    if row.role not in ("entry", "blank"):
        return row.role
    return "value" if box.key in ("profile", "feature", "honors") else "centered"


def _height(row: Row, shares: list[float]) -> int:
    """Points enough for the longest cell at about ten points a character."""
    if row.role in ("title", "header", "label", "text"):
        return 36 if row.role == "title" else 22
    unit = WIDTH / sum(shares) / 2.1
    lines, column = 1, row.skip
    for box in row.boxes:
        width = max(2.0, sum(shares[column : column + box.across]) * unit)
        need = sum(1 + int(len(line) / width) for line in box.text.split("\n"))
        lines = max(lines, -(-need // max(1, box.down)))
        column += box.across
    return min(400, 10 + 14 * lines)


def _t(text: str) -> str:
    return f'<t xml:space="preserve">{escape(text)}</t>'


def _shared(strings: list[str]) -> str:
    inside = "".join(f"<si>{text}</si>" for text in strings)
    return (
        f'{DECLARATION}<sst xmlns="{MAIN}" count="{len(strings)}" uniqueCount="{len(strings)}">{inside}</sst>'
    )


def _workbook(excel: Excel, names: list[str]) -> str:
    order = [1, 0] if excel.second_first else range(len(names))
    sheets = ""
    for index in order:
        state = f' state="{excel.second_state}"' if index and excel.second_state else ""
        sheets += f'<sheet name="{names[index]}" sheetId="{index + 1}"{state} r:id="rId{index + 1}"/>'
    return (
        f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE_RELS}">'
        f'<bookViews><workbookView activeTab="0"/></bookViews><sheets>{sheets}</sheets></workbook>'
    )
