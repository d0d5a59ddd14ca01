"""Whom to ask, under which number. The people are invented, and the numbers too."""

from collections.abc import Callable

import pytest
from hypothesis import given

from jianyou.domain.notices.contacts import find_contacts
from tests.domain.notices.laid import laid, rewritings


def read(words: str) -> list[tuple[str, str, str]]:
    return [(each.name, each.phone, each.unit) for each in find_contacts(*laid(words))]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "联系人：科技处王小明，023—60000001；政务服务大厅李芳，023—60000002。",
            [("王小明", "023-60000001", "科技处"), ("李芳", "023-60000002", "政务服务大厅")],
        ),
        (
            "联系人：王小明、李芳  联系电话：60000001，60000002",
            [("王小明", "60000001", ""), ("李芳", "60000002", "")],
        ),
        (
            "（联系人：王小明、李芳，电话：020-60000001）",
            [("王小明", "020-60000001", ""), ("李芳", "020-60000001", "")],
        ),
        (
            "报送到某市教育研究院（联系人：李小芳，钉钉。电话：60000001）。",
            [("李小芳", "60000001", "某市教育研究院")],
        ),
        ("请与某市研究院欧阳小明老师联系（13800000001）", [("欧阳小明", "13800000001", "某市研究院")]),
        ("联系人：杨老师，联系电话：0571一60000001", [("杨老师", "0571-60000001", "")]),
        (
            "省教育厅基教处联系人：王小明，电话：0571-60000001",
            [("王小明", "0571-60000001", "省教育厅基教处")],
        ),
        ("联系人：某部  李芳\n电  话：60000001  邮箱：abc@163.com", [("李芳", "60000001", "某部")]),
        (
            "咨询电话：科技处 60000001，会务组60000002。",
            [("", "60000001", "科技处"), ("", "60000002", "会务组")],
        ),
        (
            "王小明6000001财政局李芳6000002（电话）",
            [("王小明", "6000001", ""), ("李芳", "6000002", "财政局")],
        ),
        ("联系人：王小明科技处副处长，电话：60000001", [("王小明", "60000001", "")]),
        ("有意者请报给王小明老师。", [("王小明", "", "")]),
        ("请向办公室李芳报名。", [("李芳", "", "办公室")]),
        ("联系人：王小明，邮箱abc@163.com。", [("王小明", "", "")]),
        ("联系人：王小明，电话：60000001\n2.其他事项", [("王小明", "60000001", "")]),
    ],
)
def test_contacts(words: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "填报部门：        联系人：        联系电话：",
        "序号\t姓名\t联系电话\n1\t\t\n2\t\t",
        "QQ群：60000001，邮箱60000002@qq.com，邮编：400000，传真：023-60000003",
        "请有意向申报老师于2024年4月1日前报名。文件编号20240401。",
        "统一社会信用代码91500000000000000X，编号60000001。",
        "版权所有 某网站 客服热线：400-600-0001",
        "主要负责人应当到会。",
    ],
)
def test_no_contacts(words: str) -> None:
    assert read(words) == []


def test_a_table_of_contacts() -> None:
    words = (
        "学科\t联系人\t电话\t邮箱\n语文、德育\t王小明\t60000001\t60000009@qq.com\n"
        "数学\t李芳\t6000 0002\tabc@163.com"
    )
    assert read(words) == [("王小明", "60000001", "语文、德育"), ("李芳", "60000002", "数学")]


def test_a_number_keeps_its_words_and_place() -> None:
    text, layout = laid("联系人：王小明，电话：（023）6000 0001。")
    (contact,) = find_contacts(text, layout)
    assert (contact.phone, contact.phone_raw) == ("023-60000001", "（023）6000 0001")
    assert text.of(contact.span) == "（023）6000 0001"


def test_a_name_without_number_lends_its_office() -> None:
    words = "扫描件报送市教育局政治处李小芳。\n联系人：王小明、李小芳 联系电话：60000001，60000002"
    assert read(words) == [("王小明", "60000001", ""), ("李小芳", "60000002", "市教育局政治处")]


@given(rewritings(breaks=" \u3000\n"))
def test_white_space_and_width_change_nothing(rewritten: Callable[[str], str]) -> None:
    words = "联系人：科技处王小明，023-60000001；服务大厅李芳，13800000002。"
    assert read(rewritten(words)) == [
        ("王小明", "023-60000001", "科技处"),
        ("李芳", "13800000002", "服务大厅"),
    ]
