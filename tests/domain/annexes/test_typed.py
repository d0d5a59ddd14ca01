"""Values typed one by one become the form that a reader would make of the printed annex with them."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from jianyou.domain.annexes import yesno
from jianyou.domain.annexes.check import Day, check_form
from jianyou.domain.annexes.intake import read_in
from jianyou.domain.annexes.merge import merge
from jianyou.domain.annexes.records import FormStatus, Value
from jianyou.domain.annexes.schema import Column, ColumnKind, HeaderField
from jianyou.domain.annexes.typed import NO, YES, fit_text, form_of_values, has_lines, typed_columns
from jianyou.domain.annexes.write import master_paper
from jianyou.officefiles.writing.printable import printable_text
from jianyou.officefiles.writing.render import render_table
from jianyou.terms.finding import Severity
from jianyou.terms.place import Place
from tests.domain.annexes.tables import AS_OF, TRAINING

HEADER = {"department": "示例区经济信息化局", "phone": "023-60000001"}
FIRST = {
    "name": "李示例",
    "unit": "示例厂质量部",
    "reason": "善讲质量工具\n案例丰富",
    "contact": "王示例 科长 023-60000002",
    "willing": YES,
}
SECOND = {"name": "张示例", "willing": NO}


def test_values_stand_at_the_cells_of_the_printed_annex(tmp_path: Path) -> None:
    form = form_of_values(TRAINING, HEADER, [FIRST, {}, SECOND], file="annex.docx")
    paper = master_paper(TRAINING, merge([form]), header=HEADER)
    path = tmp_path / "annex.docx"
    path.write_bytes(render_table(path, paper).written.data)
    printed = read_in(path, file="annex.docx", schema=TRAINING)
    assert printed.rows == form.rows
    assert {key: value.text for key, value in printed.header.items()} == HEADER
    day = Day(AS_OF)
    check_form(form, TRAINING, day)
    check_form(printed, TRAINING, day)
    assert form.findings == printed.findings


def test_entries_without_a_value_are_left_out_and_the_others_numbered() -> None:
    form = form_of_values(TRAINING, {}, [{}, SECOND, {"name": " \u3000", "unit": "\0"}, FIRST])
    assert [(row.number, row.text("name")) for row in form.rows] == [(1, "张示例"), (2, "李示例")]
    assert form.rows[0].values["name"] == Value("张示例", Place("", table=1, row=2, column=2))
    assert (form.status, form.header["department"]) == (FormStatus.READ, Value("", Place("")))


def test_what_the_schema_lacks_is_passed_over() -> None:
    form = form_of_values(TRAINING, {"other": "甲"}, [FIRST | {"serial": "7", "other": "乙"}])
    assert list(form.header) == ["department", "phone"]
    assert list(form.rows[0].values) == ["name", "unit", "reason", "contact", "willing"]
    assert [number for number, _ in typed_columns(TRAINING)] == [2, 3, 4, 5, 6]


def test_a_single_line_stays_single() -> None:
    assert fit_text(" 李\r\n示例\t\t部长\x0b ", lines=False) == "李 示例 部长"
    assert fit_text("\n 一\r\n\r二\u2028三\x00\ud800\uffff \n", lines=True) == "一\n\n二\n三"
    lines = [column.key for column in TRAINING.columns if has_lines(column)]
    assert lines == ["unit", "reason"]


def test_the_answers_to_choose_from_are_understood() -> None:
    assert (yesno.parse(YES), yesno.parse(NO)) == (True, False)


@given(st.text() | st.text("\0\t\r\n\x0b\x85\u2028\ud800\ufffe 甲"), st.booleans())
def test_what_is_fit_stays_as_it_is(text: str, lines: bool) -> None:
    fit = fit_text(text, lines=lines)
    assert fit_text(fit, lines=lines) == fit
    assert not re.search("[\0\r\x0b\ud800-\udfff]" if lines else "[\0-\x1f\ud800-\udfff]", fit)
    assert "".join(fit.split()) == "".join(printable_text(text).split())


def test_what_nobody_publishes() -> None:
    def column(title: str, kind: ColumnKind = ColumnKind.TEXT) -> bool:
        return Column("key", title, kind).personal

    assert [column("甲", kind) for kind in (ColumnKind.CONTACT, ColumnKind.PHONE)] == [True, True]
    assert [column(title) for title in ("手机号码", "身份证号", "联系人姓名", "电子邮箱")] == [True] * 4
    assert [column(title) for title in ("单位名称", "联系实际的做法")] == [False, False]
    assert HeaderField("phone", "号码").personal
    assert HeaderField("liaison", "联系人").personal
    assert not HeaderField("department", "填报部门", required=Severity.WARNING).personal
