"""The small pieces: differences, dates, sizes, names."""

import re
from datetime import datetime, timedelta, timezone

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from jianyou.web.components.templatetags.components import difference, icon, moment, rows_for, shown, size

BEIJING = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("质量标竿", "质量标杆", "质量标<del>竿</del><ins>杆</ins>"),
        ("甲", "乙", "<del>甲</del> <ins>乙</ins>"),
        ("", "新填的", "<ins>新填的</ins>"),
        ("删去的", "", "<del>删去的</del>"),
        ("<b>", "<b>x", "&lt;b&gt;<ins>x</ins>"),
    ],
)
def test_a_difference_is_marked(was: str, now: str, told: str) -> None:
    assert difference(was, now) == told


@given(st.text(), st.text())
def test_a_difference_holds_both_texts(was: str, now: str) -> None:
    marked = difference(was, now).replace("&lt;", "\ue000").replace("&gt;", "\ue001")
    old = re.sub(r"<ins>.*?</ins>|</?del>", "", marked, flags=re.DOTALL)
    new = re.sub(r"<del>.*?</del>|</?ins>", "", marked, flags=re.DOTALL)
    assert (_plain(old).rstrip(" "), _plain(new).lstrip(" ")) == (
        _same(was).rstrip(" "),
        _same(now).lstrip(" "),
    )


def _plain(marked: str) -> str:
    for entity, character in (("&#x27;", "'"), ("&quot;", '"'), ("&amp;", "&")):
        marked = marked.replace(entity, character)
    return marked


def _same(text: str) -> str:
    return text.replace("<", "\ue000").replace(">", "\ue001")


def test_very_long_texts_are_not_compared() -> None:
    assert difference("甲" * 4000, "甲" * 4001) == f"<del>{'甲' * 4000}</del> <ins>{'甲' * 4001}</ins>"


def test_moments_are_told_in_full_in_both_languages() -> None:
    at = datetime(2024, 2, 22, 18, 0, tzinfo=BEIJING)
    with translation.override("zh-hans"):
        assert moment(at) == moment(at.isoformat()) == "2024年2月22日（周四）18:00（北京时间）"
    with translation.override("en"):
        assert moment(at) == "Thursday, 2024-02-22, 18:00 (Beijing time)"
    assert moment("昨天") == "昨天"


@pytest.mark.parametrize(
    ("count", "told"), [(0, "0 字节"), (1023, "1023 字节"), (38_400, "38 KB"), (5_000_000, "4.8 MB")]
)
def test_sizes(count: int, told: str) -> None:
    with translation.override("zh-hans"):
        assert size(count) == told


def test_a_name_can_t_turn_the_line_round() -> None:
    assert shown("a\u202excod.exe\n") == "a\\x202excod.exe"


def test_a_text_area_fits_its_text_within_bounds() -> None:
    assert [rows_for(""), rows_for("字" * 300), rows_for("\n" * 99)] == [2, 9, 14]


def test_an_icon_is_silent_unless_it_says_something() -> None:
    assert 'aria-hidden="true"' in icon("tick")
    assert 'role="img" aria-label="&lt;"' in icon("tick", "<")
