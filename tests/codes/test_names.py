"""Names as they are written: what makes no other name, and what stands around one."""

import pytest

from jianyou.codes.names import is_han, name_key, plain_province, without_place


@pytest.mark.parametrize(
    "other",
    [
        "渝州(重庆)精铸有限公司",
        "渝州（重庆） 精铸有限公司",
        "渝州重庆精铸有限公司",
        "渝州﹙重庆﹚精铸\n有限公司",
    ],
)
def test_brackets_and_spaces_make_no_other_name(other: str) -> None:
    assert name_key(other) == name_key("渝州（重庆）精铸有限公司")


def test_another_name_stays_another() -> None:
    assert name_key("渝州精铸有限公司") != name_key("渝州精铸股份有限公司")


@pytest.mark.parametrize(
    ("key", "plain", "bare"),
    [
        ("重庆市渝北区砚青齿轮", "重庆渝北区砚青齿轮", "砚青齿轮"),
        ("中国重庆砚青齿轮", "重庆砚青齿轮", "砚青齿轮"),
        ("四川省绵阳市涪城区砚青", "四川绵阳市涪城区砚青", "砚青"),
        ("中国砚青", "中国砚青", "砚青"),
        ("砚青重庆市", "砚青重庆市", "砚青重庆市"),
        ("重庆市", "重庆", ""),
    ],
)
def test_places_that_lead_a_name(key: str, plain: str, bare: str) -> None:
    assert (plain_province(key), without_place(key)) == (plain, bare)


@pytest.mark.parametrize(
    ("text", "han"), [("砚青", True), ("𠮷田", True), ("砚青A", False), ("砚 青", False), ("", False)]
)
def test_chinese_characters_only(text: str, *, han: bool) -> None:
    assert is_han(text) is han
