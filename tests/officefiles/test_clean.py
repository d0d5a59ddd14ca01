"""Characters that nobody sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.officefiles.clean import clean, invisible_characters, is_clean
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.place import Place


@pytest.mark.parametrize(
    ("text", "cleaned", "removed"),
    [
        ("质量“奖”——2024\u3000\u00a0\t\n甲", "质量“奖”——2024\u3000\u00a0\t\n甲", ""),
        ("甲\r\n乙\r丙\x0b丁\x0c戊\x85己\u2028庚\u2029辛", "甲\n乙\n丙\n丁\n戊\n己\n庚\n辛", ""),
        ("\ufeff甲\u200b乙\u00ad", "甲乙", "\ufeff\u200b\u00ad"),
        ("甲\x00\x07\x7f", "甲", "\x00\x07\x7f"),
        ("\u202e甲\u202c", "甲", "\u202e\u202c"),
        ("☑\ufe0f", "☑", ""),
        ("𠮷堃䶮\ue000", "𠮷堃䶮\ue000", ""),
        ("甲\U000e0041", "甲", "\U000e0041"),
    ],
)
def test_clean(text: str, cleaned: str, removed: str) -> None:
    assert clean(text) == (cleaned, removed)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    cleaned, removed = clean(text)
    assert clean(cleaned) == (cleaned, "")
    assert is_clean(cleaned)
    assert is_clean(text) == (cleaned == text)
    assert all(character in text and character not in cleaned for character in removed)


def test_the_finding_shows_code_points() -> None:
    place = Place("form.xlsx")
    assert invisible_characters(place, "\ufeff\u200b\u200b") == Finding(
        "invisible_characters", Severity.INFO, place, {"characters": "U+200B U+FEFF"}
    )
    assert invisible_characters(place, "\u202e").severity is Severity.WARNING
