"""A place is told so that a person finds it, and given to machines without empty keys."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.terms.lang import Lang
from jianyou.terms.place import Place, column_letters


@pytest.mark.parametrize(
    ("place", "chinese", "english"),
    [
        (Place("a.docx"), "整个文件", "whole file"),
        (Place("a.docx", table=1), "第1个表格", "table 1"),
        (Place("a.docx", table=2, row=3), "第2个表格第3行", "table 2, row 3"),
        (Place("a.docx", table=1, row=3, column=5), "第1个表格第3行第5列", "table 1, row 3, column 5"),
        (Place("a.xlsx", part="汇总表", row=3, column=5), "工作表“汇总表”E3", "sheet “汇总表” E3"),
        (Place("a.xlsx", part="汇总表", row=3), "工作表“汇总表”第3行", "sheet “汇总表” row 3"),
        (Place("a.docx", paragraph=4), "正文第4段", "text, paragraph 4"),
        (Place("a.docx", part="textbox", paragraph=1), "文本框第1段", "text box, paragraph 1"),
        (Place("a.docx", part="header"), "页眉", "page header"),
        (Place("a.xlsx", part="Sheet1"), "Sheet1", "Sheet1"),
    ],
)
def test_a_place_is_told_in_both_languages(place: Place, chinese: str, english: str) -> None:
    assert (place.text(Lang.ZH), place.text(Lang.EN)) == (chinese, english)


def test_chinese_comes_first() -> None:
    assert Place("a.docx").text() == "整个文件"


@pytest.mark.parametrize(
    ("column", "letters"),
    [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")],
)
def test_column_letters(column: int, letters: str) -> None:
    assert column_letters(column) == letters


@given(st.integers(1, 16384))
def test_column_letters_count_in_base_26(column: int) -> None:
    value = 0
    for letter in column_letters(column):
        value = value * 26 + ord(letter) - 64
    assert value == column


@pytest.mark.parametrize(
    ("place", "known"),
    [
        (Place("a.docx"), {"file": "a.docx"}),
        (Place("a.docx", table=1, row=3, column=5), {"file": "a.docx", "table": 1, "row": 3, "column": 5}),
        (Place("a.xlsx", part="表", row=2), {"file": "a.xlsx", "part": "表", "row": 2}),
        (Place("a.docx", part="header", paragraph=1), {"file": "a.docx", "part": "header", "paragraph": 1}),
    ],
)
def test_as_dict_keeps_what_is_known(place: Place, known: dict[str, str | int]) -> None:
    assert json.loads(json.dumps(place.as_dict())) == known
    assert Place(**known) == place  # type: ignore[arg-type]  # the keys are the fields
