"""What an earlier table fills in a new one: what goes where, what stays, what is to be looked at again."""

from dataclasses import replace
from datetime import date

import pytest

from jianyou.domain.annexes.drafting import Drafted, DraftedRow
from jianyou.domain.annexes.prefill import Change, Pair, Source, Way, fit, plan
from jianyou.domain.annexes.schema import AnnexSchema, Column, ColumnKind, HeaderField
from jianyou.domain.calls.load import load_call

CITY = load_call("chongqing-2024").annex
AS_OF = date(2026, 12, 1)
OLD = AnnexSchema(
    "旧表",
    (
        Column("serial", "序号", ColumnKind.SERIAL),
        Column("unit", "名称", ColumnKind.NAME),
        Column("profile", "简况", ColumnKind.TEXT),
        Column("phone", "联系电话", ColumnKind.PHONE),
        Column("output", "年产值", ColumnKind.TEXT),
    ),
    (HeaderField("department", "填报单位"), HeaderField("fax", "传真")),
)
NEW = AnnexSchema(
    "新表",
    (
        Column("serial", "序号", ColumnKind.SERIAL),
        Column("name", "名称", ColumnKind.NAME),
        Column("profile", "基本情况", ColumnKind.TEXT),
        Column("phone", "电话描述", ColumnKind.TEXT),
        Column("willing", "是否愿意申报", ColumnKind.YES_NO),
    ),
    (HeaderField("department", "填报部门"), HeaderField("mail", "邮箱")),
)


def source(*rows: dict[str, str], fresh: bool = False, schema: AnnexSchema = OLD) -> Source:
    return Source(schema, "示例公司", {"department": "示例区"}, rows, fresh)


def planned(told: Source, drafted: Drafted, way: Way = Way.EMPTY_ONLY, most: int = 10) -> list[Change]:
    return list(plan(told, NEW, drafted, way, as_of=AS_OF, most=most).changes)


def test_a_field_goes_where_the_same_is_asked_for() -> None:
    fitting = fit(OLD, NEW)
    assert fitting.header == (Pair("department", "填报部门", "department", "填报单位"),)
    assert fitting.columns == (
        Pair("name", "名称", "unit", "名称"),
        Pair("profile", "基本情况", "profile", "简况"),
    )
    # A phone is nobody's business in a column that everybody reads, whatever its key.
    assert fitting.left_out == ("传真", "联系电话", "年产值")


def test_a_table_fits_itself_whole() -> None:
    fitting = fit(CITY, CITY)
    assert [pair.key for pair in fitting.columns] == [
        column.key for column in CITY.columns if column.kind is not ColumnKind.SERIAL
    ]
    assert all(pair.key == pair.source for pair in (*fitting.columns, *fitting.header))
    assert fitting.left_out == ()


def test_no_field_is_taken_twice() -> None:
    twice = replace(NEW, columns=(*NEW.columns, Column("again", "简况", ColumnKind.TEXT)))
    assert [pair.source for pair in fit(OLD, twice).columns] == ["unit", "profile"]


def test_a_blank_draft_is_filled_from_the_first_row() -> None:
    changes = planned(source({"unit": "甲", "profile": "  成立\n很久 "}, {"unit": "乙"}), Drafted())
    assert [(one.name, one.text) for one in changes] == [
        ("filer", "示例公司"),
        ("c-0-department", "示例区"),
        ("c-1-name", "甲"),
        ("c-1-profile", "成立\n很久"),
        ("c-2-name", "乙"),
    ]
    assert {one.was for one in changes} == {""}


def test_entries_of_one_name_meet_and_others_take_what_is_free() -> None:
    rows = (DraftedRow(3, {"name": "乙（集团）"}), DraftedRow(7), DraftedRow(8, {"name": "丁"}))
    drafted = Drafted(rows=rows, next_id=12)
    told = source(
        {"unit": "甲", "profile": "一"},
        {"unit": " 乙(集团) ", "profile": "二"},
        {"unit": "丙", "profile": "三"},
    )
    result = plan(told, NEW, drafted, Way.EMPTY_ONLY, as_of=AS_OF, most=10)
    profiles = {one.name: one.text for one in result.changes if one.name.endswith("-profile")}
    assert profiles == {"c-7-profile": "一", "c-3-profile": "二", "c-12-profile": "三"}
    assert result.numbers == {3: 1, 7: 2, 8: 3, 12: 4}
    assert (result.rows, result.beyond) == (4, 0)


def test_entries_without_room_are_counted() -> None:
    rows = tuple({"unit": f"第{number}"} for number in range(5))
    result = plan(source(*rows), NEW, Drafted(), Way.EMPTY_ONLY, as_of=AS_OF, most=3)
    assert (result.rows, result.beyond) == (3, 2)
    assert [one.name for one in result.changes if one.row] == ["c-1-name", "c-2-name", "c-3-name"]


@pytest.mark.parametrize("way", list(Way))
def test_what_stands_there_is_replaced_only_where_that_is_asked_for(way: Way) -> None:
    drafted = Drafted(
        filer="示例公司",
        header={"department": "别的区"},
        rows=(DraftedRow(1, {"name": "甲", "profile": "自己写的"}),),
    )
    told = source({"unit": "甲", "profile": "以前的"})
    result = plan(told, NEW, drafted, way, as_of=AS_OF, most=10)
    both = {"c-0-department": "别的区", "c-1-profile": "自己写的"}
    changed, kept = (({one.name: one.was for one in each}) for each in (result.changes, result.kept))
    assert (changed, kept) == (({}, both) if way is Way.EMPTY_ONLY else (both, {}))


def test_an_empty_text_empties_nothing() -> None:
    drafted = Drafted(rows=(DraftedRow(1, {"name": "甲", "profile": "自己写的"}),))
    told = source({"unit": "甲", "profile": " \n "})
    assert [one.name for one in planned(told, drafted, Way.REPLACE)] == ["filer", "c-0-department"]


def test_only_what_says_something_is_told_as_left_out() -> None:
    result = plan(
        source({"unit": "甲", "output": "3 亿元"}, {"unit": "乙", "output": ""}),
        NEW,
        Drafted(),
        Way.EMPTY_ONLY,
        as_of=AS_OF,
        most=9,
    )
    assert result.left_out == ("年产值",)


def plan_city(told: dict[str, str], *, fresh: bool = False) -> dict[str, list[str]]:
    earlier = Source(CITY, "", {}, (told,), fresh)
    result = plan(earlier, CITY, Drafted(), Way.EMPTY_ONLY, as_of=AS_OF, most=10)
    return {one.name.split("-")[-1]: [each.code for each in one.look] for one in result.changes}


def test_what_may_have_changed_is_to_be_looked_at_again() -> None:
    told = {
        "name": "示例轴承有限公司",
        "profile": "成立于1998年，现有员工320人。",
        "feature": "一轴一档，件件可追溯",
        "honors": "2018年全国质量标杆\n2025年全国质量标杆",
        "contact": "李示例，质量部部长，023-60000001",
        "willing": "是",
    }
    assert plan_city(told) == {
        "name": [],
        "profile": ["prefill_look_years", "prefill_look_staff"],
        "feature": [],
        "honors": ["prefill_look_honors"],
        "contact": ["prefill_look_contact"],
        "willing": ["prefill_look_answer"],
    }
    # What was filled for this very call is as new as it can be; only old honors stay old.
    found = plan_city(told, fresh=True)
    assert {key: codes for key, codes in found.items() if codes} == {"honors": ["prefill_look_honors"]}


@pytest.mark.parametrize(
    ("profile", "codes"),
    [
        ("成立于1998年", []),
        ("2025年产值3亿元", ["prefill_look_years"]),
        ("产品编号 12026", []),
        ("近三年增长", ["prefill_look_years"]),
        ("职工总数约1,200余人", ["prefill_look_staff"]),
        ("技术人员 35 名", ["prefill_look_staff"]),
    ],
)
def test_words_that_age(profile: str, codes: list[str]) -> None:
    assert plan_city({"name": "甲", "profile": profile})["profile"] == codes


def test_new_honors_are_asked_for() -> None:
    assert plan_city({"name": "甲", "honors": "2025年全国质量标杆"})["honors"] == ["prefill_look_new_honors"]
