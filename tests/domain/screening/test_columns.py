"""Columns are guessed by their headings, given by a file, and told either way."""

from pathlib import Path

import pytest

from jianyou.datafiles.problems import DataFileInvalid
from jianyou.domain.eligibility.facts import COMMON_FACTS
from jianyou.domain.screening.columns import (
    Choice,
    ColumnMap,
    How,
    carried_columns,
    choose_columns,
    name_column,
    read_column_map,
)
from jianyou.domain.screening.headings import SYNONYMS, folded
from jianyou.domain.screening.needs import needed_facts
from tests.domain.screening.samples import builtin, small_rules


def chosen(headings: list[str], *facts: str, given: ColumnMap | None = None) -> dict[str, Choice]:
    needed = {fact: COMMON_FACTS[fact.removeprefix("parent.")] for fact in facts}
    return {choice.fact: choice for choice in choose_columns(needed, headings, given)}


@pytest.mark.parametrize(
    ("heading", "fact"),
    [
        ("成立日期", "established_on"),
        ("成 立 日 期（年月日）", "established_on"),
        ("注册地（区县）", "region"),
        ("所在区县", "region"),
        ("行业代码", "industry"),
        ("*所属行业", "industry"),
        ("是否法人", "is_legal_person"),
        ("是否列入经营异常名录", "on_abnormal_list"),
        ("是否列入严重违法失信名单（黑名单）", "on_serious_breach_list"),
        ("统一社会信用代码", "uscc"),
        ("企业名称", "name"),
    ],
)
def test_usual_headings_name_their_fact(heading: str, fact: str) -> None:
    choice = chosen(["其他", heading], fact)[fact]
    assert (choice.how, choice.column) == (How.GUESSED, heading)


@pytest.mark.parametrize("heading", ["region", "Region", " REGION "])
def test_a_column_may_bear_the_name_of_the_fact(heading: str) -> None:
    choice = chosen(["所在区县", heading], "region")["region"]
    assert (choice.how, choice.column) == (How.NAMED, heading)


def test_no_heading_names_two_facts() -> None:
    headings = [
        folded(heading) for headings in SYNONYMS.values() for heading in dict.fromkeys(map(folded, headings))
    ]
    assert sorted(headings) == sorted(set(headings))
    assert set(SYNONYMS) <= set(COMMON_FACTS)


def test_two_columns_for_one_fact_are_told_and_not_taken() -> None:
    choice = chosen(["成立日期", "注册日期"], "established_on")["established_on"]
    assert (choice.how, choice.column, choice.rivals) == (How.AMBIGUOUS, "", ("成立日期", "注册日期"))


def test_a_heading_without_brackets_goes_before_one_with() -> None:
    choice = chosen(["成立日期（旧）", "成立日期"], "established_on")["established_on"]
    assert (choice.how, choice.column) == (How.GUESSED, "成立日期")


def test_parent_facts_need_their_own_column() -> None:
    both = chosen(["country", "parent.country"], "country", "parent.country")
    assert [both[fact].column for fact in both] == ["country", "parent.country"]
    assert chosen(["country"], "parent.country")["parent.country"].how is How.MISSING


@pytest.mark.parametrize(("headings", "how"), [(["企业名称"], How.ASSUMED), (["姓名"], How.MISSING)])
def test_a_register_of_firms_holds_organizations(headings: list[str], how: How) -> None:
    choice = chosen(headings, "kind")["kind"]
    assert (choice.how, choice.value) == (how, "organization" if how is How.ASSUMED else None)


def test_every_fact_of_a_pack_is_chosen_for() -> None:
    needed = needed_facts([builtin("mayor-2024"), builtin("china-quality-2024")])
    choices = choose_columns(needed, ["judged.*", "declared.附件1一（二）1（1）"])
    assert [choice.fact for choice in choices] == list(needed)
    named = {choice.fact: choice.column for choice in choices if choice.column}
    assert named == {"judged.*": "judged.*", "declared.附件1一（二）1（1）": "declared.附件1一（二）1（1）"}


def test_rows_are_known_again_by_number_name_and_code() -> None:
    headings = ["行号", "序号", "企业名称", "地址", "信用代码", "联系人"]
    assert carried_columns(headings) == ("行号", "序号", "企业名称", "信用代码")
    given = ColumnMap({"name": "联系人"}, {}, ("地址",))
    assert carried_columns(headings, given) == ("行号", "序号", "联系人", "信用代码", "地址")
    assert (name_column(headings), name_column(headings, given), name_column(["x"])) == (
        "企业名称",
        "联系人",
        "",
    )


HEADINGS = ["公司", "成立", "收入（万元）"]


def read(folder: Path, text: str) -> ColumnMap:
    path = folder / "columns.yaml"
    path.write_text(text, encoding="utf-8")
    return read_column_map(path, needed_facts([small_rules()]), HEADINGS)


def test_a_map_names_columns_values_and_what_to_carry(tmp_path: Path) -> None:
    given = read(
        tmp_path,
        "name: 公司\nestablished_on: 成立\nrevenue: 收入（万元）\n"
        "values: {kind: 组织, region: 渝中区, judged.excellent: yes}\ncarry: [成立]\n",
    )
    assert given == ColumnMap(
        {"established_on": "成立", "revenue": "收入（万元）", "name": "公司"},
        {"kind": "organization", "region": "500103", "judged.excellent": True},
        ("成立",),
    )
    choices = {each.fact: each for each in choose_columns(needed_facts([small_rules()]), HEADINGS, given)}
    assert choices["revenue"].how is How.GIVEN
    assert (choices["region"].how, choices["region"].value) == (How.FIXED, "500103")


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("name: 公\n", [("column_map_no_column", 1, "name")]),
        ("name: ' 公 司'\n", [("column_map_no_column_near", 1, "name")]),
        ("regio: 公司\n", [("data_key_unknown_near", 1, "")]),
        ("values:\n  region: 某处\n", [("value_region_unknown", 2, "values.region")]),
        ("values:\n  regoin: 50\n", [("data_key_unknown_near", 2, "values")]),
        (
            "established_on: 成立\nvalues: {established_on: 2010-01-01}\n",
            [("column_map_both", 2, "values.established_on")],
        ),
        ("carry: [电话]\n", [("column_map_no_column", 1, "carry")]),
        ("name: [公司]\n", [("data_not_text", 1, "name")]),
    ],
)
def test_a_wrong_map_names_its_lines(text: str, problems: list[tuple[str, int, str]], tmp_path: Path) -> None:
    with pytest.raises(DataFileInvalid) as invalid:
        read(tmp_path, text)
    assert [(each.code, each.line, each.key) for each in invalid.value.problems] == problems
    assert "columns.yaml" in invalid.value.text()
