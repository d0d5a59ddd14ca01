"""Values as a person sees them: every way of writing them in the XML, exact or with a finding."""

from pathlib import Path

import pytest

from jianyou.officefiles.guard import admit
from jianyou.officefiles.model import Document, Table
from jianyou.officefiles.sheet.reader import read_sheet
from jianyou.terms.finding import Finding, Refused, Severity
from jianyou.terms.place import Place
from tests.corpus.sheetxml import Book, Sheet, formats, inline, row, shared, value, write_book

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def read(
    folder: Path, *cells: str, strings: str | None = None, styles: str = "", setting: str = ""
) -> Document:
    """The document of one row of cells."""
    book = Book([Sheet(row(1, *cells))], strings, styles, setting)
    return read_sheet(admit(write_book(folder / "form.xlsx", book=book)))


def shown(
    folder: Path, *cells: str, strings: str | None = None, styles: str = "", setting: str = ""
) -> list[str]:
    """The texts of one row of cells, of which nothing is to be said."""
    document = read(folder, *cells, strings=strings, styles=styles, setting=setting)
    assert document.findings == []
    return texts(document)


def texts(document: Document) -> list[str]:
    (table,) = document.blocks
    assert isinstance(table, Table)
    return [cell.text for cell in table.rows[0]]


def found(document: Document) -> list[tuple[str, Severity, int | None, dict[str, str | int]]]:
    """Code, severity, column and parameters of each finding."""
    return [(said.code, said.severity, said.place.column, dict(said.params)) for said in document.findings]


def refusal(folder: Path, *cells: str, strings: str | None = None) -> tuple[str, dict[str, str | int]]:
    with pytest.raises(Refused) as refused:
        read(folder, *cells, strings=strings)
    return refused.value.code, dict(refused.value.params)


@pytest.mark.parametrize(
    ("string", "text"),
    [
        ("<t>甲</t>", "甲"),
        ("<t/>", ""),
        ('<t xml:space="preserve"> 甲 \n乙 </t>', " 甲 \n乙 "),
        ("<t>甲_x000D_\n乙</t>", "甲\n乙"),
        ("<t>甲_x000D_乙</t>", "甲\n乙"),
        ("<t>_x005F_x000D_</t>", "_x000D_"),
        ("<t>&#x7532;&amp;&lt;乙&gt;</t>", "甲&<乙>"),
        ("<t>甲<![CDATA[<乙>]]>丙</t>", "甲<乙>丙"),
        ("<r><t>甲</t></r><r><rPr><b/></rPr><t xml:space='preserve'> 乙</t></r>", "甲 乙"),
        ('<t>东京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>', "东京"),
        ('<rPh sb="0" eb="1"><t>ヒ</t></rPh><t>日</t>', "日"),
        ("<t>=cmd|' /C calc'!A0</t>", "=cmd|' /C calc'!A0"),
        ("<t>+1</t>", "+1"),
        ("<t>-1</t>", "-1"),
        ("<t>@甲</t>", "@甲"),
    ],
)
def test_strings_are_kept_as_written(tmp_path: Path, string: str, text: str) -> None:
    cells = shared("A1", 0), inline("B1", "。")
    assert shown(tmp_path, *cells, strings=f"<si>{string}</si>") == [text, "。"]
    cells = f'<c r="A1" t="inlineStr"><is>{string}</is></c>', inline("B1", "。")
    assert shown(tmp_path, *cells) == [text, "。"]


def test_empty_shared_strings_keep_their_number(tmp_path: Path) -> None:
    strings = "<si><t>甲</t></si><si/><si></si><si><t/></si><si><t>乙</t></si>"
    cells = [shared(f"{letter}1", index) for index, letter in enumerate("ABCDE")]
    assert shown(tmp_path, *cells, strings=strings) == ["甲", "", "", "", "乙"]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("1", "1"),
        ("5.0", "5"),
        ("-0", "0"),
        ("13800000000", "13800000000"),
        ("2367000000", "2367000000"),
        ("999999999999999", "999999999999999"),
        ("0.1", "0.1"),
        ("0.30000000000000004", "0.3"),
        ("-12.5", "-12.5"),
        ("1E-5", "0.00001"),
        ("-1.25E-7", "-0.000000125"),
        ("1E3", "1000"),
        ("1E-30", "1e-30"),
    ],
)
def test_numbers_in_full(tmp_path: Path, written: str, text: str) -> None:
    assert shown(tmp_path, value("A1", written), f'<c r="B1"><v>{written}</v></c>') == [text, text]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("9.1500107765938605E+17", "915001077659386112"),
        ("915001077659386053", "915001077659386112"),
        ("1000000000000000", "1000000000000000"),
        ("-1E15", "-1000000000000000"),
        ("1E300", "1e+300"),
        ("1E400", "inf"),
    ],
)
def test_numbers_that_lost_digits_are_errors(tmp_path: Path, written: str, text: str) -> None:
    document = read(tmp_path, inline("A1", "甲"), value("B1", written))
    assert texts(document) == ["甲", text]
    assert found(document) == [("number_lost_digits", ERROR, 2, {"text": text})]


def test_codes_and_phones_stored_as_text_stay(tmp_path: Path) -> None:
    written = ("91500107765938605X", "915001077659386053", "023-67000000", "０２３", "1.0", "TRUE")
    assert shown(
        tmp_path, *(inline(f"{letter}1", text) for letter, text in zip("ABCDEF", written, strict=True))
    ) == [*written]


@pytest.mark.parametrize(
    ("code", "written", "text"),
    [
        ("yyyy-mm-dd", "45328", "2024-02-06"),
        ('yyyy"年"m"月"d"日"', "45328", "2024-02-06"),
        ('[DBNum1][$-804]yyyy"年"m"月"', "45328", "2024-02-06"),
        ("yyyy/m/d h:mm", "45328.75", "2024-02-06 18:00"),
        ("yyyy/m/d h:mm:ss", "45328.749999", "2024-02-06 18:00"),
        ("m/d/yy h:mm:ss", "45328.500011574", "2024-02-06 12:00:01"),
        ("h:mm", "0.25", "06:00"),
        ("h:mm:ss", "0.250011574", "06:00:01"),
        ("[h]:mm", "1.5", "36:00"),
        ("[h]:mm:ss", "1.500011574", "36:00:01"),
        ("@", "45328", "45328"),
    ],
)
def test_dates_and_times(tmp_path: Path, code: str, written: str, text: str) -> None:
    assert shown(tmp_path, value("A1", written, style=1), styles=formats(code)) == [text]


def test_dates_count_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    cell = value("A1", "43866", style=1)
    assert shown(tmp_path, cell, styles=formats("yyyy-mm-dd"), setting='<workbookPr date1904="1"/>') == [
        "2024-02-06"
    ]


def test_iso_dates_and_truth_values(tmp_path: Path) -> None:
    cells = value("A1", "2024-02-06", "d"), value("B1", "2024-02-06T18:00:00", "d")
    truths = value("C1", "1", "b"), value("D1", "0", "b")
    assert shown(tmp_path, *cells, *truths) == ["2024-02-06", "2024-02-06 18:00", "TRUE", "FALSE"]


@pytest.mark.parametrize(
    ("code", "written", "text"),
    [
        ("0%", "0.85", "85%"),
        ("0.00%", "0.07", "7%"),
        ("0%", "1.2345", "123.45%"),
        ("000000", "2367", "002367"),
        ("00000000000", "13800000000", "13800000000"),
        ("0.00", "3.5", "3.5"),
        ("#,##0", "1234567", "1234567"),
        ("#,##0.00_);[Red](#,##0.00)", "-1.5", "-1.5"),
        ("0.00E+00", "1200", "1200"),
        ("# ?/?", "0.5", "0.5"),
        ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1.5", "1.5"),
        ("General", "7", "7"),
    ],
)
def test_number_formats_that_are_known(tmp_path: Path, code: str, written: str, text: str) -> None:
    assert shown(tmp_path, value("A1", written, style=1), styles=formats(code)) == [text]


@pytest.mark.parametrize(
    "code", ['"第"0"名"', "¥#,##0.00", '0"人"', "000-0000", "00.0", ";;;", "[DBNum1]General"]
)
def test_number_formats_that_show_something_else_are_named(tmp_path: Path, code: str) -> None:
    document = read(tmp_path, value("A1", "3", style=1), value("B1", "4"), styles=formats(code))
    assert texts(document) == ["3", "4"]
    assert found(document) == [("number_shown_differently", WARNING, 1, {"text": "3", "format": code})]


def test_built_in_percentages(tmp_path: Path) -> None:
    styles = (
        '<cellXfs count="2"><xf/><xf numFmtId="9"/><xf numFmtId="10" xfId="0"><alignment/></xf></cellXfs>'
    )
    cells = value("A1", "0.5"), value("B1", "0.5", style=1), value("C1", "0.5", style=2)
    assert shown(tmp_path, *cells, styles=styles) == ["0.5", "50%", "50%"]


def test_errors_are_shown_and_named(tmp_path: Path) -> None:
    document = read(tmp_path, value("A1", "#N/A", "e"), value("B1", "#DIV/0!", "e", formula="<f>1/0</f>"))
    assert texts(document) == ["#N/A", "#DIV/0!"]
    assert found(document) == [
        ("cell_error", ERROR, 1, {"text": "#N/A"}),
        ("cell_error", ERROR, 2, {"text": "#DIV/0!"}),
        ("formula_cells", INFO, 2, {"count": 1, "cells": "B1"}),
    ]


def test_an_error_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    params = {"sheet": "Sheet1", "cell": "B1", "text": "#SPILL!"}
    assert refusal(tmp_path, inline("A1", "甲"), value("B1", "#SPILL!", "e")) == (
        "sheet_error_unknown",
        params,
    )


def test_formulas_give_their_saved_results(tmp_path: Path) -> None:
    texts_by_formula = value("A1", "甲&amp;乙_x000D_\n丙", "str", formula='<f>B1&amp;"乙"</f>')
    nothing = value("C1", "", "str", formula='<f>""</f>')
    child = value("D1", "2", formula='<f t="shared" si="0"/>')
    document = read(tmp_path, texts_by_formula, value("B1", "3", formula="<f>1+2</f>"), nothing, child)
    assert texts(document) == ["甲&乙\n丙", "3", "", "2"]
    assert found(document) == [("formula_cells", INFO, 1, {"count": 4, "cells": "A1, B1, C1, D1"})]


def test_formulas_without_results_are_errors(tmp_path: Path) -> None:
    cells = inline("A1", "甲"), '<c r="B1"><f>1+1</f></c>', value("C1", "", formula="<f>A1</f>")
    document = read(tmp_path, *cells, '<c r="D1"><f>A1</f><v/></c>')
    assert texts(document) == ["甲"]
    assert found(document) == [
        ("formula_without_value", ERROR, 2, {}),
        ("formula_without_value", ERROR, 3, {}),
        ("formula_without_value", ERROR, 4, {}),
        ("formula_cells", INFO, 2, {"count": 3, "cells": "B1, C1, D1"}),
    ]


def test_formulas_of_cells_without_references_are_placed(tmp_path: Path) -> None:
    cells = '<c><v>1</v></c><c><f>1</f></c><c r="E2"><v>2</v></c><c><f>2</f></c>'
    data = f'<row r="2">{cells}</row><row><c><f>3</f></c></row>'
    document = read_sheet(admit(write_book(tmp_path / "form.xlsx", data)))
    assert [said.place[3:5] for said in document.findings] == [(2, 2), (2, 6), (3, 1), (2, 2)]
    assert document.findings[-1].params == {"count": 3, "cells": "B2, F2, A3"}


def test_many_formulas_are_named_in_short(tmp_path: Path) -> None:
    document = read(tmp_path, *(value(f"{letter}1", "1", formula="<f>1</f>") for letter in "ABCDEFG"))
    assert found(document) == [("formula_cells", INFO, 1, {"count": 7, "cells": "A1, B1, C1, D1, E1 …"})]


def test_formulas_of_rules_are_not_taken_for_cells(tmp_path: Path) -> None:
    after = (
        '<conditionalFormatting sqref="A1"><cfRule type="expression"><formula>1</formula></cfRule>'
        "</conditionalFormatting><extLst><ext><x14:f xmlns:x14='urn:x'>Sheet2!A1</x14:f></ext></extLst>"
    )
    path = write_book(tmp_path / "form.xlsx", Sheet(row(1, inline("A1", "甲")), after=after))
    assert read_sheet(admit(path)).findings == []


def test_invisible_characters_go_and_are_named(tmp_path: Path) -> None:
    document = read(
        tmp_path, inline("A1", "甲\u200b乙\ufeff"), inline("B1", "丙\u202e丁"), inline("C1", "☑\ufe0f\u00a0")
    )
    assert texts(document) == ["甲乙", "丙丁", "☑\u00a0"]
    assert found(document) == [
        ("invisible_characters", INFO, 1, {"characters": "U+200B U+FEFF"}),
        ("invisible_characters", WARNING, 2, {"characters": "U+202E"}),
    ]


def test_control_characters_written_as_escapes_go_too(tmp_path: Path) -> None:
    document = read(tmp_path, inline("A1", "甲_x0000_乙_x0007_丙_x000B_丁"))
    assert texts(document) == ["甲乙丙\n丁"]
    assert [said[:3] for said in found(document)] == [("invisible_characters", INFO, 1)]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B1" t="s"><v> 1 </v></c>',
        '<c r="B1" t="s"><v>x</v></c>',
        "<c r='B1' t='s'><v>x</v></c>",
        '<c r="B1" t="inlineStr"><is><t>甲</t></is><v>0</v></c>',
        '<c r="B1" t="s"><v>0</v><v>1</v></c>',
        '<c r="B1"><v>0</v> <v>1</v></c>',
        '<c r="B1"><v>0</v></c><c r="B1"><v>1</v></c>',
        "<c r='B1'><v>0</v></c><c r='B1'><v>1</v></c>",
        '<c r="B1"><v>1<!-- 2 -->3</v></c>',
        '<c r="B1"><v><![CDATA[5]]></v></c>',
        '<c r="B1"><v>&#53;</v></c>',
        '<c r="B1" t="str"><v>甲<![CDATA[乙]]></v></c>',
    ],
)
def test_values_that_could_be_misread_are_refused(tmp_path: Path, cell: str) -> None:
    strings = "<si><t>甲</t></si><si><t>乙</t></si>"
    params = {"sheet": "Sheet1", "cell": "B1"}
    assert refusal(tmp_path, inline("A1", "甲"), cell, strings=strings) == ("sheet_value_unclear", params)


def test_comments_elsewhere_do_no_harm(tmp_path: Path) -> None:
    assert shown(tmp_path, "<!-- made by hand -->", value("A1", "甲&amp;乙", "str")) == ["甲&乙"]


def test_an_index_beyond_the_strings_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, shared("A1", 9), strings="<si><t>甲</t></si>")[0] == "sheet_unreadable"


def test_findings_beyond_fifty_are_counted(tmp_path: Path) -> None:
    data = "".join(row(number, value(f"A{number}", "#N/A", "e")) for number in range(1, 61))
    document = read_sheet(admit(write_book(tmp_path / "form.xlsx", data)))
    codes = [said.code for said in document.findings]
    assert codes == ["cell_error"] * 50 + ["findings_left_out"]
    left_out: dict[str, str | int] = {"finding": "cell_error", "count": 10}
    assert document.findings[-1] == Finding("findings_left_out", WARNING, Place("form.xlsx"), left_out)
