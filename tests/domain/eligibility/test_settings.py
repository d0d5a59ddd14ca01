"""Values of parameters as people write them in a cell or a command."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.domain.eligibility.load import parse_pack
from jianyou.domain.eligibility.pack import Setting
from jianyou.domain.eligibility.settings import (
    SettingKind,
    chosen_setting,
    is_span,
    kind_of,
    list_of,
    setting_of,
    shown,
    shown_list,
)
from jianyou.terms.finding import Refused
from tests.domain.eligibility.pack_samples import FULL

PACK = parse_pack(FULL, source="")


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (SettingKind.NUMBER, "5", 5.0),
        (SettingKind.NUMBER, " -0.5 ", -0.5),
        (SettingKind.NUMBER, "不限", None),
        (SettingKind.NUMBER, "NULL", None),
        (SettingKind.FLAG, "是", True),
        (SettingKind.FLAG, "No", False),
        (SettingKind.TEXTS, "甲、乙，丙; 丁", ("甲", "乙", "丙", "丁")),
        (SettingKind.TEXTS, "", ()),
        (SettingKind.TEXTS, '["a、b", ""]', ("a、b", "")),
        (SettingKind.TEXTS, "5", ("5",)),
    ],
)
def test_a_text_is_a_value_of_its_kind(kind: SettingKind, text: str, value: Setting) -> None:
    assert setting_of(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (SettingKind.NUMBER, "五"),
        (SettingKind.NUMBER, ""),
        (SettingKind.NUMBER, "nan"),
        (SettingKind.NUMBER, "1e9"),
        (SettingKind.FLAG, "1"),
        (SettingKind.TEXTS, "[1]"),
        (SettingKind.TEXTS, "[" * 100_000),
    ],
)
def test_another_text_is_none(kind: SettingKind, text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        setting_of(kind, text)


@given(st.lists(st.text(max_size=6), max_size=4).map(tuple))
def test_a_list_survives_its_cell(values: tuple[str, ...]) -> None:
    assert list_of(shown_list(values)) == values


@given(
    st.one_of(
        st.none(), st.booleans(), st.integers(-(10**9), 10**9).map(lambda halves: halves / 2), st.just(("a",))
    )
)
def test_a_value_survives_its_cell(value: Setting) -> None:
    assert setting_of(kind_of(value), shown(value)) == value


@pytest.mark.parametrize(
    ("value", "good"),
    [
        (None, True),
        (0.0, True),
        (0.5, True),
        (200.0, True),
        (200.5, False),
        (0.3, False),
        (-1.0, False),
        (("a",), False),
    ],
)
def test_a_span_of_years_makes_whole_months(value: Setting, good: bool) -> None:
    assert is_span(value) is good


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("years", "5", 5.0),
        ("years", "不限", None),
        ("lawful", "否", False),
        ("severities", "major、larger", ("major", "larger")),
    ],
)
def test_an_office_may_settle_a_parameter_otherwise(name: str, text: str, value: Setting) -> None:
    assert chosen_setting(PACK, name, text) == value


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("span", "5", "pack_no_parameter"),
        ("years", "五年", "pack_setting_not_number"),
        ("years", "0.3", "pack_setting_not_years"),
        ("years", "201", "pack_setting_not_years"),
        ("lawful", "也许", "pack_setting_not_flag"),
        ("severities", "特大", "data_bad_choice"),
    ],
)
def test_a_value_that_no_rule_takes_is_refused(name: str, text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        chosen_setting(PACK, name, text)
    assert refused.value.code == code
