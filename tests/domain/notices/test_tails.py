"""Signatures, days in digits and in Chinese numerals, the line of printing."""

from datetime import date

import pytest

from jianyou.domain.notices.issuers import find_issuers, signed
from jianyou.domain.notices.layout import lay_out
from jianyou.domain.notices.tails import DAY, day_of
from jianyou.domain.notices.text import notice_text
from tests.domain.notices.papers import COMMISSION, ONE_LINE, SCHOOL_COVER, WEB_PAGE


def tail(written: str) -> tuple[list[str], date | None, date | None]:
    laid = lay_out(notice_text(written))
    text = laid.squeezed.text
    issued, printed = laid.tail.issued, laid.tail.printed
    return (
        [text[start:end] for start, end in find_issuers(laid)],
        issued[0] if issued else None,
        printed[0] if printed else None,
    )


def test_signatures() -> None:
    assert tail(COMMISSION) == (["临江省经济和信息化委员会"], date(2031, 2, 18), date(2031, 2, 20))
    assert tail(SCHOOL_COVER) == (["清河市教育局", "清河市教育学会"], date(2032, 8, 16), None)
    assert tail(ONE_LINE) == (["清河省质量协会"], date(2033, 4, 1), None)
    assert tail(WEB_PAGE) == ([], date(2030, 3, 4), None)


HEAD = "关于评选先进的通知\n各有关单位：\n现通知如下。\n"


@pytest.mark.parametrize(
    ("signature", "names"),
    [
        ("清河市教育学会      清河市教育研究院\n2031年5月6日", ["清河市教育学会", "清河市教育研究院"]),
        ("中共清河市委组织部 清河市财政局\n2031年5月6日", ["中共清河市委组织部", "清河市财政局"]),
        ("党政办、教科室\n2031年5月6日", ["党政办", "教科室"]),
        ("清河市质量协会（代章）\n2031-05-06", ["清河市质量协会"]),
        ("清河市经济和信息化\n委员会\n2031年5月6日", ["清河市经济和信息化委员会"]),
        ("清河市教 育局\n２０３１ 年 5\n月 6 日", ["清河市教育局"]),
    ],
)
def test_names_in_signatures(signature: str, names: list[str]) -> None:
    assert tail(HEAD + signature) == (names, date(2031, 5, 6), None)


@pytest.mark.parametrize(
    "written",
    [
        "活动时间\n2031年5月6日\n地点：清河市体育馆",
        "于2031年5月6日前报送。",
        "2031年13月6日",
        "发布时间：2031-05-06",
    ],
)
def test_other_days_sign_nothing(written: str) -> None:
    assert tail(HEAD + written) == ([], None, None)


def test_a_day_alone_signs_behind_the_list_of_attachments() -> None:
    written = (
        "清河市教育局" + HEAD + "附件：1.推荐表\n2.名单\n二○○九年十二月二十四日\n请交校办。\n（共印20份）"
    )
    assert tail(written) == (["清河市教育局"], date(2009, 12, 24), None)


def test_an_office_that_only_decides_is_told_apart() -> None:
    laid = lay_out(
        notice_text("关于评选的通知\n各位老师：\n为表彰先进，清河市教育局决定开展评选。\n一、对象\n")
    )
    assert [laid.squeezed.text[start:end] for start, end in find_issuers(laid)] == ["清河市教育局"]
    assert not signed(laid)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("二〇一〇年六月二十三日", date(2010, 6, 23)),
        ("二零三一年十月十日", date(2031, 10, 10)),
        ("二○○九年十二月三十一日", date(2009, 12, 31)),
        ("2031年2月30日", None),
    ],
)
def test_days(written: str, day: date | None) -> None:
    found = DAY.fullmatch(written)
    assert found
    assert day_of(found) == day
