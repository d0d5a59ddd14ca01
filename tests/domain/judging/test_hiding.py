"""Names are found however they are written, and nothing else is."""

import pytest

from jianyou.domain.judging.hiding import (
    MOST_TEXT,
    Finder,
    Kind,
    Name,
    hide,
    names_of_unit,
    pieces,
    short_forms,
)

FIRM = "重庆砚青齿轮（集团）股份有限公司"
FINDER = Finder(
    [
        *names_of_unit([FIRM, "Yanqing Gear Co., Ltd"]),
        Name("张三丰", Kind.PERSON),
        Name("023-60000001", Kind.CONTACT),
    ],
    ["渝北区", "渝北", "重庆", "重庆市"],
)


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        (FIRM, ("重庆砚青齿轮集团", "砚青齿轮集团", "重庆砚青齿轮", "砚青齿轮", "砚青")),
        ("示例企业1有限公司", ("示例企业1",)),
        ("重庆市渝北区第一小学", ("重庆渝北区第一小学", "第一小学")),
        ("示例公司装配班组", ("示例",)),
        ("甲", ()),
    ],
)
def test_short_forms_of_a_name(name: str, forms: tuple[str, ...]) -> None:
    assert short_forms(name) == forms


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{FIRM}成立于1998年", "【隐去】成立于1998年"),
        ("重庆市砚青齿轮集团有限公司是龙头", "【隐去】是龙头"),
        ("渝北 砚 青 的产品", "【隐去】 的产品"),
        ("重\n庆砚青\n齿轮的经验", "【隐去】的经验"),
        ("the ＹＡＮＱＩＮＧ  gear Co.,Ltd. of", "the 【隐去】. of"),
        ("负责人张·三丰同志", "负责人【隐去】同志"),
        ("电话 023－6000 0001", "电话 【隐去】"),
        ("手机138 0013 8000，邮箱a.b@example.com", "手机【隐去】，邮箱【隐去】"),
        ("网址www.example.com/产品", "网址【隐去】产品"),
        ("代码91500000MA5U12345X。", "代码【隐去】。"),
        ("三丰机械与青砚", "三丰机械与青砚"),
        ("产值12345678901万元，3.1415926535", "产值12345678901万元，3.1415926535"),
        ("", ""),
    ],
)
def test_what_is_hidden(text: str, left: str) -> None:
    assert hide(text, FINDER.marks(text)) == left


def test_a_number_or_word_is_not_found_within_a_longer_one() -> None:
    finder = Finder(names_of_unit(["示例企业1有限公司"]))
    text = "示例企业12、示例企业1、示例企业1 2024"
    assert hide(text, finder.marks(text)) == "示例企业12、【隐去】、【隐去】 2024"


def test_a_name_of_two_signs_may_be_a_word_but_not_with_its_place() -> None:
    told = [mark.sure for text in ("砚青", "渝北砚青", "砚青公司", FIRM) for mark in FINDER.marks(text)]
    assert told == [False, True, True, True]


def test_marks_that_touch_are_one_of_the_gravest_kind() -> None:
    text = "砚青 张三丰"
    assert [(mark.start, mark.end, mark.kind, mark.sure) for mark in FINDER.marks(text)] == [
        (0, 6, Kind.SHORT, True)
    ]


def test_pieces_leave_nothing_out() -> None:
    text = "甲砚青齿轮乙张三丰"
    told = pieces(text, FINDER.marks(text))
    assert "".join(piece.text for piece in told) == text
    assert [(piece.text, piece.kind) for piece in told] == [
        ("甲", None),
        ("砚青齿轮", Kind.SHORT),
        ("乙", None),
        ("张三丰", Kind.PERSON),
    ]


def test_without_names_only_patterns_are_found() -> None:
    assert hide("砚青，13800138000", Finder([]).marks("砚青，13800138000")) == "砚青，【隐去】"


def test_too_long_a_text_is_not_searched() -> None:
    with pytest.raises(ValueError, match=str(MOST_TEXT + 1)):
        FINDER.marks("甲" * (MOST_TEXT + 1))
