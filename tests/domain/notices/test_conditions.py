"""Clauses with their paths, in their exact words."""

from jianyou.domain.notices.conditions import find_conditions
from jianyou.domain.notices.layout import lay_out
from jianyou.domain.notices.text import notice_text
from tests.domain.notices.papers import COMMISSION, PUBLICITY


def conditions(written: str) -> list[tuple[int, str, str]]:
    text = notice_text(written)
    return [(each.attachment, each.path, each.text) for each in find_conditions(text, lay_out(text).layout)]


def test_clauses_of_an_attachment() -> None:
    assert conditions(COMMISSION) == [
        (1, "二（一）", "连续正常经营5年以上；"),
        (1, "二（二）1", "以登记为准；"),
        (1, "二（二）2", "以通报为准。"),
    ]


def test_what_a_heading_says_itself_is_a_clause_too() -> None:
    written = (
        "关于评选先进的通知\n各有关单位：\n现通知如下：\n一、评选条件\n师德高尚，无违法行为。具体条件：\n"
        "1. 在岗 5 年；\n2. 业绩突出\n  成果显著。\n二、名额\n每市3个。\n"
    )
    assert conditions(written) == [
        (0, "一", "师德高尚，无违法行为。具体条件："),
        (0, "一1", "在岗 5 年；"),
        (0, "一2", "业绩突出\n成果显著。"),
    ]


def test_none_where_none_are_headed() -> None:
    assert conditions(PUBLICITY) == []


def test_places_hold_the_words() -> None:
    text = notice_text(COMMISSION)
    for each in find_conditions(text, lay_out(text).layout):
        assert each.text in text.of(each.span)
