"""Several people type in one draft: nobody's acknowledged text is replaced by who hadn't seen it."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianyou.domain.annexes.drafting import (
    HIGHEST_ID,
    MOST_REMOVED,
    Change,
    Conflict,
    Drafted,
    DraftedRow,
    Edit,
    blank_for,
    drafted_of,
    fitted,
    merge,
    row_of,
    text_mark,
)
from jianyou.domain.calls.load import load_call

SCHEMA = load_call("chongqing-2024").annex
NAMES = ("filer", "address", "c-0-phone", "c-1-name", "c-1-profile", "c-2-name")
TWO = Drafted(rows=(DraftedRow(1), DraftedRow(2)), next_id=3)


def told(drafted: Drafted) -> dict[str, str]:
    return {name: drafted.text_of(name) or "" for name in NAMES}


def test_each_field_is_found_by_its_name() -> None:
    drafted = TWO
    for name in NAMES:
        drafted = drafted.with_text(name, f"{name}!")
    assert told(drafted) == {name: f"{name}!" for name in NAMES}
    assert drafted.header == {"phone": "c-0-phone!"}
    assert [row.values for row in drafted.rows] == [
        {"name": "c-1-name!", "profile": "c-1-profile!"},
        {"name": "c-2-name!"},
    ]
    assert drafted.text_of("c-3-name") is None


@pytest.mark.parametrize(
    ("edit", "saved"),
    [
        (Edit("c-1-name", "乙", was="甲"), True),
        (Edit("c-1-name", "乙", was="甲甲"), False),
        (Edit("c-1-name", "乙", was=""), False),
        (Edit("c-1-name", "乙", mark=text_mark("甲")), True),
        (Edit("c-1-name", "乙", mark=text_mark("")), False),
        (Edit("c-1-name", "乙", mark="-"), False),
        (Edit("c-1-name", "甲", was="别的"), True),
        (Edit("c-1-feature", "乙"), True),
    ],
)
def test_an_edit_is_written_where_its_typist_had_seen_what_stands_there(edit: Edit, *, saved: bool) -> None:
    before = merge(TWO, [Edit("c-1-name", "甲", was="")]).drafted
    merged = merge(before, [edit])
    assert (merged.saved, merged.conflicts) == (
        ((edit.name,), ()) if saved else ((), (Conflict(edit.name, "甲", edit.text),))
    )
    assert merged.drafted.text_of(edit.name) == (edit.text if saved else "甲")


def test_without_a_text_seen_the_revision_decides() -> None:
    one = merge(TWO, [Edit("c-1-name", "甲", was="")], at="T1").drafted
    two = merge(one, [Edit("c-0-phone", "1", was="")], at="T2").drafted
    assert (one.revision, two.revision) == (1, 2)
    assert two.changed == {"c-1-name": Change(1, "T1"), "c-0-phone": Change(2, "T2")}
    both = [Edit("c-1-name", "乙"), Edit("c-0-phone", "2")]
    merged = merge(two, both, seen=1)
    assert (merged.saved, merged.conflicts) == (("c-1-name",), (Conflict("c-0-phone", "1", "2"),))
    assert merge(two, both, seen=2).saved == ("c-1-name", "c-0-phone")
    assert merge(two, both).saved == ()


def test_a_text_left_as_it_was_is_no_edit() -> None:
    drafted = merge(TWO, [Edit("c-1-name", "新", was="")]).drafted
    for edit in (Edit("c-1-name", "旧", was="旧"), Edit("c-1-name", "旧", mark=text_mark("旧"))):
        assert merge(drafted, [edit]) == (drafted, (), ())


def test_the_same_once_more_changes_nothing() -> None:
    edits = [Edit("c-1-name", "甲", was=""), Edit("filer", "乙", was="")]
    once = merge(TWO, edits)
    assert merge(once.drafted, edits) == once


def test_a_removed_row_comes_back_with_what_is_typed_in_it_and_ids_are_never_given_again() -> None:
    drafted = merge(TWO, [Edit("c-2-name", "乙", was=""), Edit("c-2-profile", "简况", was="")]).drafted
    gone = drafted.without_row(2)
    assert ([row.id for row in gone.rows], [row.id for row in gone.removed]) == ([1], [2])
    more = gone.with_row()
    assert [row.id for row in more.rows] == [1, 3]
    untouched = merge(more, [Edit("c-2-name", "乙", was="乙")])
    assert untouched == (more, (), ())
    back = merge(more, [Edit("c-2-name", "丙", was="乙")])
    assert back.saved == ("c-2-name",)
    assert [(row.id, row.values) for row in back.drafted.rows] == [
        (1, {}),
        (2, {"name": "丙", "profile": "简况"}),
        (3, {}),
    ]
    assert merge(more, [Edit("c-9-name", "丁", was="")]) == (more, (), ())


def test_rows_are_added_removed_and_brought_back() -> None:
    only = Drafted().without_row(1)
    assert ([row.id for row in only.rows], only.removed, only.next_id, only.revision) == ([2], (), 3, 1)
    assert only.without_row(7) == only
    assert only.with_row_back(1) == only
    full = Drafted(next_id=HIGHEST_ID + 1)
    assert full.with_row() == full
    drafted = Drafted()
    for _ in range(MOST_REMOVED + 2):
        last = drafted.rows[-1].id
        drafted = drafted.with_text(f"c-{last}-name", "甲").without_row(last)
    assert [row.id for row in drafted.removed] == list(range(3, MOST_REMOVED + 3))
    assert [row.id for row in drafted.with_row_back(5).rows] == [5, MOST_REMOVED + 3]
    filled = TWO.with_text("c-2-name", "乙")
    assert [row.id for row in filled.told_rows()] == [2]


def test_only_fields_of_the_annex_pass_and_as_it_can_hold_them() -> None:
    odd = ("c-0-name", "c-1-serial", "c-1-other", "c-01-name", "c-1-", "d", "c-123456-name", "c--1-name")
    assert fitted([Edit(name, "甲") for name in odd], SCHEMA) == ()
    edits = [
        Edit("filer", " 示例\r\n 厂\0 ", was="示例\n厂"),
        Edit("c-1-name", "甲\r\n乙\t ", was=None),
        Edit("c-1-profile", "甲\r\n乙 ", mark="x"),
        Edit("c-0-phone", "１", was=" "),
    ]
    assert fitted(edits, SCHEMA) == (
        Edit("filer", "示例 厂", "示例 厂"),
        Edit("c-1-name", "甲 乙"),
        Edit("c-1-profile", "甲\n乙", None, "x"),
        Edit("c-0-phone", "１", ""),
    )


def test_an_empty_page_has_the_rows_that_are_spoken_of() -> None:
    assert [row.id for row in blank_for([]).rows] == [1]
    drafted = blank_for([Edit("c-7-name", "甲"), Edit("c-0-phone", "1"), Edit("filer", "乙")])
    assert ([row.id for row in drafted.rows], drafted.next_id) == ([1, 7], 8)
    assert [row_of(name) for name in NAMES] == [0, 0, 0, 1, 1, 2]


texts = st.sampled_from(["", "甲", "乙", "丙丁"])


@given(st.lists(st.tuples(st.sampled_from(NAMES), texts), max_size=8), st.booleans())
def test_it_is_kept_as_plain_data(edits: list[tuple[str, str]], removes: bool) -> None:
    drafted = merge(TWO, [Edit(name, text) for name, text in edits], seen=0, at="T").drafted
    drafted = drafted.without_row(2) if removes else drafted
    assert drafted_of(json.loads(json.dumps(drafted.as_plain()))) == drafted


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_acknowledged_text_is_replaced_by_who_had_not_seen_it(data: st.DataObject) -> None:
    """Up to three editors look, type and save in any order, each as a script or as a page without one."""
    drafted, ways = TWO, ("was", "mark", "revision")
    seen: dict[int, tuple[dict[str, str], int]] = {who: (told(drafted), 0) for who in range(3)}
    for _ in range(data.draw(st.integers(1, 25))):
        who, name = data.draw(st.integers(0, 2)), data.draw(st.sampled_from(NAMES))
        if data.draw(st.booleans()):
            seen[who] = told(drafted), drafted.revision
            continue
        text, way = data.draw(texts), data.draw(st.sampled_from(ways))
        known, revision = seen[who]
        edit = {
            "was": Edit(name, text, known[name]),
            "mark": Edit(name, text, mark=text_mark(known[name])),
            "revision": Edit(name, text),
        }[way]
        before = told(drafted)
        merged = merge(drafted, [edit], seen=revision)
        after = told(merged.drafted)
        others = [other for other in NAMES if other != name]
        assert [after[other] for other in others] == [before[other] for other in others]
        if after[name] != before[name]:
            assert after[name] == text
            assert before[name] in {known[name], ""}
        assert (name in merged.saved) <= (after[name] == text)
        for conflict in merged.conflicts:
            assert conflict == Conflict(name, before[name], text)
            assert before[name] != known[name] or way == "revision"
        untouched = way != "revision" and text == known[name]
        assert untouched or bool(merged.saved) != bool(merged.conflicts)
        drafted = merged.drafted
        if merged.saved:
            seen[who] = {**known, name: text}, revision
