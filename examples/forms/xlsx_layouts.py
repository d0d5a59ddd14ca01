"""Excel layouts: how a workbook can keep and place the same form."""

from collections.abc import Callable
from xml.sax.saxutils import escape

from examples.forms.draft import HEADINGS, LABEL, LABELS, NOTE, TITLE, Box, Column, Row, Table
from examples.forms.words import DISTRICTS
from examples.forms.xlsx_writer import Excel, Stored, store_plainly, text_row

ExcelLayout = Callable[[Excel], None]

_INSTRUCTIONS = (
    "填写说明",
    "1.请逐项填写“汇总表”，不要增减列。",
    "2.联系人姓名、职务及联系电话请写全。",
    "3.“所在区县及所属行业”按国民经济行业分类填写。",
)


def inline_strings(excel: Excel) -> None:
    """Strings inside the cells instead of the shared table, as programs export them."""
    excel.inline = True


def no_references(excel: Excel) -> None:
    """Rows and cells without their names: position alone tells where they stand."""
    excel.references = False


def unmerged_title(excel: Excel) -> None:
    """Title and header line in single cells that run over their neighbors."""
    for role in ("title", "header", "note"):
        line = excel.draft.line(role)
        place = excel.draft.position(line)
        excel.draft.body[place] = Table([Row([Box(line.text)], "header")], excel.draft.table.shares)


def header_in_cells(excel: Excel) -> None:
    """Each label with its value in a cell of its own, with empty cells between."""
    header = excel.draft.header
    texts = [f"{LABELS[key]}：{header[key]}" for key in LABELS]
    _replace_header(excel, [texts[0], "", "", texts[1], "", texts[2], "", ""])


def header_label_cells(excel: Excel) -> None:
    """Labels and values in cells side by side."""
    header = excel.draft.header
    texts = [part for key in LABELS for part in (f"{LABELS[key]}：", header[key])]
    _replace_header(excel, ["", *texts, ""])


def phones_as_numbers(excel: Excel) -> None:
    """The phone of the header line typed as a number: a mobile one, or eight digits."""
    digits = "".join(mark for mark in excel.draft.header["phone"] if mark.isdecimal())[-11:].removeprefix(
        "023"
    )
    excel.draft.header["phone"] = digits
    header_label_cells(excel)
    scientific = len(digits) == 11 and excel.rng.random() < 0.5

    def store(box: Box, row: Row) -> Stored:
        if row.role == "header" and box.text == digits:
            return Stored("number", f"{digits[0]}.{digits[1:]}E10" if scientific else digits)
        return store_plainly(box, row)

    excel.store = store


def dates_as_numbers(excel: Excel) -> None:
    """Columns added for a founding date, kept as a day number, and for a year, kept as a number."""
    for entry in excel.draft.form.entries:
        entry["founded_on"] = str(excel.rng.randint(33_000, 42_000))
        entry["award_year"] = str(excel.rng.randint(2019, 2023))
    excel.draft.columns[4:4] = [Column("founded_on", "成立日期", 1.2), Column("award_year", "获奖年份", 0.5)]
    excel.draft.relay()

    def store(box: Box, row: Row) -> Stored:
        if row.role == "entry" and box.key in ("founded_on", "award_year"):
            return Stored("number", box.text, style="date" if box.key == "founded_on" else "")
        return store_plainly(box, row)

    excel.store = store


def formula_results(excel: Excel) -> None:
    """Numbers and names that formulas made: their last results are stored beside them."""

    def store(box: Box, row: Row) -> Stored:
        if row.role == "entry" and box.key == "serial":
            return Stored("formula", box.text, "ROW()-4")
        if row.role == "entry" and box.key == "name":
            return Stored("formula", box.text, 'CONCATENATE("重庆","")&""')
        return store_plainly(box, row)

    excel.store = store


def rich_text(excel: Excel) -> None:
    """Strings of several formats, and with a phonetic guide that isn't text."""

    def store(box: Box, row: Row) -> Stored:
        plain = store_plainly(box, row)
        if plain.kind != "text" or len(box.text) < 3:
            return plain
        cut = len(box.text) // 2
        runs = (
            f'<r><t xml:space="preserve">{escape(box.text[:cut])}</t></r>'
            '<r><rPr><b/><sz val="10"/><rFont val="宋体"/></rPr>'
            f'<t xml:space="preserve">{escape(box.text[cut:])}</t></r>'
        )
        guide = '<rPh sb="0" eb="1"><t>pīn</t></rPh><phoneticPr fontId="1"/>' if box.key == "name" else ""
        return Stored("rich", runs + guide)

    excel.store = store


def carriage_returns(excel: Excel) -> None:
    """Lines that end in an escaped carriage return, as older programs export them."""

    def store(box: Box, row: Row) -> Stored:
        stored = store_plainly(box, row)
        return stored._replace(value=stored.value.replace("\n", "_x000D_\n"))

    excel.store = store


def offset(excel: Excel) -> None:
    """The form from C5 on."""
    excel.top, excel.left = 4, 2


def instructions_first(excel: Excel) -> None:
    """A first sheet that explains, the form on the second."""
    excel.second = "".join(text_row(number, text) for number, text in enumerate(_INSTRUCTIONS, 1))
    excel.second_name, excel.second_first = "填写说明", True


def blank_form_second(excel: Excel) -> None:
    """A second sheet with the same form left empty."""
    rows = [
        (LABEL,),
        (TITLE,),
        (("填报部门：        联系人：        联系电话："),),
        tuple(HEADINGS.values()),
        (NOTE,),
    ]
    excel.second = "".join(text_row(number, *texts) for number, texts in enumerate(rows, 1))
    excel.second_name = "Sheet2"


def empty_second(excel: Excel) -> None:
    """A second sheet with nothing on it."""
    excel.second, excel.second_name = text_row(1), "Sheet2"


def hidden_helper_sheet(excel: Excel) -> None:
    """A hidden sheet with the lists that the cells choose from."""
    excel.second = "".join(
        text_row(number, name, "是" if number == 1 else "") for number, name in enumerate(DISTRICTS, 1)
    )
    excel.second_name, excel.second_state = "选项", excel.rng.choice(("hidden", "veryHidden"))
    excel.validations = (
        '<dataValidations count="1"><dataValidation type="list" allowBlank="1" showErrorMessage="0" '
        f'sqref="C5:C20"><formula1>选项!$A$1:$A${len(DISTRICTS)}</formula1></dataValidation></dataValidations>'
    )


EXCEL_LAYOUTS: dict[str, ExcelLayout] = {
    layout.__name__: layout
    for layout in (
        *(inline_strings, no_references, unmerged_title, header_in_cells, header_label_cells),
        *(phones_as_numbers, dates_as_numbers, formula_results, rich_text, carriage_returns, offset),
        *(instructions_first, blank_form_second, empty_second, hidden_helper_sheet),
    )
}


def _replace_header(excel: Excel, texts: list[str]) -> None:
    place = excel.draft.position(excel.draft.line("header"))
    excel.draft.body[place] = Table([Row([Box(text) for text in texts], "header")], excel.draft.table.shares)
