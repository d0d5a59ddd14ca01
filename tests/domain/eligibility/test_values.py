"""One value as people and programs write it: made canonical, or unknown with a remark."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.domain.eligibility.facts import COMMON_FACTS, FactSpec, FactType, Value
from jianyou.domain.eligibility.values import LONGEST_TEXT, MOST_RECORDS, normal_value
from jianyou.domain.eligibility.values_labels import field_label, option_label
from jianyou.domain.eligibility.values_words import OPTIONS
from jianyou.terms.lang import Lang

REVENUE = FactSpec("revenue", FactType.NUMBER, unit="万元")
AS_OF = date(2024, 2, 22)


def read(fact: str, raw: object, as_of: date | None = None) -> tuple[Value | None, str]:
    normal = normal_value(COMMON_FACTS.get(fact, REVENUE), raw, as_of)
    assert all(note.message.text(lang) for note in normal.notes for lang in Lang)
    return normal.value, normal.code


@pytest.mark.parametrize("fact", [*COMMON_FACTS, "revenue"])
@pytest.mark.parametrize(
    "raw", [None, "", "  ", "-", "—", "/", "N/A", "nan", "NULL", "未知", "不详", float("nan")]
)
def test_nothing_is_unknown_without_a_remark(fact: str, raw: object) -> None:
    assert read(fact, raw) == (None, "")


@pytest.mark.parametrize("fact", [*COMMON_FACTS, "revenue"])
def test_none_is_known_of_lists_only(fact: str) -> None:
    lists = COMMON_FACTS.get(fact, REVENUE).type in (FactType.CHOICES, FactType.RECORDS)
    assert read(fact, "无") == (((), "") if lists else (None, "value_none_unclear"))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (True, True),
        (1, True),
        (1.0, True),
        ("1", True),
        ("1.0", True),
        ("是", True),
        ("TRUE", True),
        ("Yes", True),
        ("√", True),
        ("已列入", True),
        (False, False),
        (0, False),
        ("0", False),
        ("否", False),
        ("false", False),
        ("N", False),
        ("未列入", False),
        ("×", False),
    ],
)
def test_flags(raw: object, expected: bool) -> None:
    assert read("on_abnormal_list", raw) == (expected, "")


@pytest.mark.parametrize("raw", [2, "嗯", "是否", [], {}, 0.5, "没有"])
def test_what_is_no_answer_is_unknown(raw: object) -> None:
    assert read("on_abnormal_list", raw) == (None, "value_not_flag")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (5000, 5000.0),
        ("5000", 5000.0),
        ("5,000.5", 5000.5),
        ("５０００", 5000.0),
        ("-3", -3.0),
        ("1e3", 1000.0),
        ("5000万元", 5000.0),
        ("5000 万元", 5000.0),
        ("5000万", 5000.0),
        ("1.2亿", 12000.0),
        ("3亿元", 30000.0),
        ("12元", 0.0012),
        (0.1, 0.1),
    ],
)
def test_numbers(raw: object, expected: float) -> None:
    assert read("revenue", raw) == (expected, "")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("5000吨", "value_other_unit"),
        ("75%", "value_other_unit"),
        ("很多", "value_not_number"),
        ("5000、6000", "value_not_number"),
        ("1,2,3", "value_not_number"),
        ("1_000", "value_not_number"),
        ("inf", "value_not_number"),
        ("1e999", "value_not_number"),
        (float("inf"), "value_not_number"),
        (10**400, "value_not_number"),
        (True, "value_not_number"),
        ("9" * 5000, "value_not_number"),
    ],
)
def test_what_is_no_number_is_unknown(raw: object, code: str) -> None:
    assert read("revenue", raw) == (None, code)


@pytest.mark.parametrize(
    ("fact", "raw", "expected"),
    [
        ("kind", "组织", "organization"),
        ("kind", "个人", "individual"),
        ("kind", "班组", "team"),
        ("kind", "ＱＣ小组", "team"),
        ("kind", "Organization", "organization"),
        ("school_level", "小学", "primary"),
        ("school_level", "普通高中", "senior_high"),
        ("school_level", "其它", "other"),
        ("person_kind", "专家学者", "scholar"),
    ],
)
def test_choices_by_code_and_by_words(fact: str, raw: str, expected: str) -> None:
    assert read(fact, raw) == (expected, "")


def test_an_option_that_is_none_is_unknown() -> None:
    assert read("kind", "联合体") == (None, "value_not_option")
    assert read("kind", 3) == (None, "value_not_option")
    normal = normal_value(COMMON_FACTS["kind"], "联合体")
    assert normal.params == {
        "written": "联合体",
        "options": "organization（组织）、individual（个人）、team（班组）",
    }


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (["制造业", "small_medium"], ("manufacturing", "small_medium")),
        ("中小企业、制造业", ("manufacturing", "small_medium")),
        ("manufacturing;school", ("manufacturing", "school")),
        ('["学校", "school"]', ("school",)),
        (("学校",), ("school",)),
        ([], ()),
        ("[]", ()),
    ],
)
def test_lists_of_choices(raw: object, expected: tuple[str, ...]) -> None:
    assert read("organization_types", raw) == (expected, "")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (["school", "太空"], "value_not_option"),
        (["school", None], "value_not_option"),
        ("、", "value_not_list"),
        ("[school]", "value_not_list"),
        (3, "value_not_list"),
        ({"school": True}, "value_not_list"),
        (["school"] * (MOST_RECORDS + 1), "value_too_many"),
    ],
)
def test_a_list_not_understood_as_a_whole_is_unknown(raw: object, code: str) -> None:
    assert read("organization_types", raw) == (None, code)


def test_names_stay_and_other_texts_are_folded() -> None:
    assert read("name", " 重庆（甲）\u200b公司\x07 ") == ("重庆（甲）公司", "")
    assert read("titles", [{"title": "小巨人（重点）"}]) == (({"title": "小巨人(重点)"},), "")
    assert read("name", "\ud800甲") == ("甲", "")
    assert read("name", "甲" * (LONGEST_TEXT + 1)) == (None, "value_too_long")
    assert read("name", ["甲"]) == (None, "value_not_text")


@pytest.mark.parametrize(
    "raw",
    [
        [{"kind": "安全", "severity": "重大", "on": "2022/5/3", "responsible": "是"}],
        {"kind": "safety", "severity": "major", "on": date(2022, 5, 3), "responsible": 1},
        '[{"kind": "safety", "severity": "major", "on": "2022-05-03", "responsible": true}]',
        ({"kind": "安全事故", "severity": "重大事故", "on": "20220503", "responsible": "yes"},),
    ],
)
def test_records(raw: object) -> None:
    expected = {"kind": "safety", "severity": "major", "on": date(2022, 5, 3), "responsible": True}
    assert read("accidents", raw) == ((expected,), "")


def test_what_a_record_does_not_tell_stays_open() -> None:
    raw = [{"kind": "爆炸", "severity": None, "where": "厂区", "on": "去年"}, {}, None]
    normal = normal_value(COMMON_FACTS["accidents"], raw)
    assert normal.value == ({}, {}, {})
    assert [(note.path, note.message.code) for note in normal.notes] == [
        ("1.kind", "value_not_option"),
        ("1", "value_no_field"),
        ("1.on", "value_not_date"),
    ]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("没查过", "value_not_records"),
        (3, "value_not_records"),
        ('"x"', "value_not_records"),
        ("[" * 100_000, "value_not_records"),
        ("[{]", "value_not_records"),
        (["偷税"], "value_not_record"),
        ([[{}]], "value_not_record"),
        ([{}] * (MOST_RECORDS + 1), "value_too_many"),
    ],
)
def test_a_list_of_records_not_understood_is_unknown(raw: object, code: str) -> None:
    """Not empty, and not without the record that can't be read: that would pass for a clean record."""
    assert read("violations", raw) == (None, code)


def test_a_period_that_ends_before_it_begins() -> None:
    raw = [{"since": "2020-01-02", "until": "2020-01-01"}]
    normal = normal_value(COMMON_FACTS["suspended_periods"], raw)
    assert normal.value == ({"since": date(2020, 1, 2), "until": date(2020, 1, 1)},)
    assert normal.code == "value_until_before_since"


def test_every_word_for_an_option_leads_to_one() -> None:
    specs = {f"{fact.name}.{field.name}": field for fact in COMMON_FACTS.values() for field in fact.fields}
    for path, words in OPTIONS.items():
        spec = {**COMMON_FACTS, **specs}[path]
        assert set(words.values()) <= set(spec.options)
    for path, spec in {**COMMON_FACTS, **specs}.items():
        for lang in Lang:
            labels = [option_label(path, option, lang) for option in spec.options]
            assert len(set(labels)) == len(labels)


def test_fields_have_names_in_both_languages() -> None:
    fields = [(fact.name, field) for fact in COMMON_FACTS.values() for field in fact.fields]
    assert [field.name for fact, field in fields if field_label(fact, field, Lang.ZH) == field.name] == []


JUNK: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.dates()
    | st.binary(max_size=5)
    | st.sampled_from(["2010年", "重庆市", "C36", "无", "[{}]", "是", "1,000", "500112", "汽车", "[[", "{"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8) | st.integers(), inner),
    max_leaves=12,
)
SPECS = [*COMMON_FACTS.values(), REVENUE, FactSpec("own", FactType.CODE)]


@given(st.sampled_from(SPECS), JUNK, st.none() | st.dates())
def test_whatever_is_given_makes_a_canonical_value_or_none(
    spec: FactSpec, raw: object, as_of: date | None
) -> None:
    normal = normal_value(spec, raw, as_of)
    assert all(note.message.text(lang) for note in normal.notes for lang in Lang)
    assert is_canonical(spec, normal.value)
    if normal.value is not None:
        assert normal_value(spec, normal.value, as_of).value == normal.value


def is_canonical(spec: FactSpec, value: object) -> bool:
    if value is None:
        return True
    plain = {FactType.FLAG: bool, FactType.DATE: date, FactType.NUMBER: float}
    if spec.type in plain:
        return type(value) is plain[spec.type] and value not in (float("inf"), float("-inf"))
    if not isinstance(value, tuple):
        known = spec.options or [value]
        return isinstance(value, str) and value in known and value != "" and value == value.strip()
    if spec.type is FactType.CHOICES:
        return list(value) == sorted(set(value) & set(spec.options))
    fields = {field.name: field for field in spec.fields}
    records = [each for each in value if isinstance(each, dict)]
    return len(records) == len(value) and all(
        each is not None and is_canonical(fields[name], each)
        for record in records
        for name, each in record.items()
    )
