"""A scan beside its filing: the same, an older version, another filing's, none; values one by one."""

from dataclasses import replace
from typing import Any

import pytest

from jianyou.domain.calls.load import load_call
from jianyou.domain.ledger.fingerprints import Mark, mark_of
from jianyou.domain.papers.scanned import (
    Compared,
    Difference,
    Outcome,
    Seen,
    Version,
    compared,
    read_table,
    seen_of,
    seen_on,
)
from jianyou.domain.papers.telling import told_of, told_of_signature
from jianyou.officefiles.scans import FoundCode, Look
from jianyou.officefiles.signed import Signature
from jianyou.officefiles.writing.pdf import write_pdf
from jianyou.terms.message import Message
from tests.officefiles.papers import paper

NUMBER, OTHER = "K7MQ-3T9V-XW2B", "ABCD-2345-WXYZ"
SCHEMA = load_call("chongqing-2024").annex
NAME, FEATURE = SCHEMA.by_key["name"].title, SCHEMA.by_key["feature"].title


def content(feature: str = "一轴一档", *more: str, department: str = "渝北区经济信息委") -> dict[str, Any]:
    rows = [{"name": name, "feature": feature} for name in ("示例轴承有限公司", *more)]
    return {"header": {"department": department}, "rows": rows}


def versions(*contents: dict[str, Any]) -> list[Version]:
    return [Version(ordinal, each) for ordinal, each in enumerate(contents, 1)]


def beside(seen: Seen | None, *contents: dict[str, Any]) -> Compared:
    return compared(seen, NUMBER, versions(*(contents or (content(),))), SCHEMA)


def bearing(*marks: Mark, **other: Any) -> Seen:
    return Seen(pages=1, looked=1, marks=marks, marked=len(marks), **other)


def test_the_current_mark_agrees() -> None:
    result = beside(bearing(mark_of(NUMBER, content())), content("早先"), content())
    assert (result.outcome, result.agrees, result.to_look_at) == (Outcome.SAME, True, False)
    assert told_of(result) == (
        Message("scan_same"),
        Message("scan_pages_marked", {"marked": 1, "pages": 1, "looked": 1}),
    )


def test_of_an_older_version_the_changes_are_listed() -> None:
    then, now = content("早先", department="渝北区"), content("一轴一档", "示例齿轮厂")
    result = beside(bearing(mark_of(NUMBER, then)), then, content("其间"), now)
    assert (result.outcome, result.version, result.agrees) == (Outcome.OLDER, 1, False)
    assert result.changed == (
        Difference(0, "填报部门", "渝北区", "渝北区经济信息委"),
        Difference(1, FEATURE, "早先", "一轴一档"),
        Difference(2, NAME, "", "示例齿轮厂"),
    )
    assert told_of(result)[0] == Message("scan_older", {"version": 1})


def test_pages_of_two_versions_are_of_the_older_one() -> None:
    then = content("早先")
    result = beside(bearing(mark_of(NUMBER, content()), mark_of(NUMBER, then)), then, content())
    assert (result.outcome, result.version, len(result.changed)) == (Outcome.OLDER, 1, 1)


def test_a_version_that_was_never_filed() -> None:
    result = beside(bearing(mark_of(NUMBER, content("没有报送过的"))))
    assert (result.outcome, result.changed) == (Outcome.NEVER_FILED, ())


def test_of_another_filing_only_the_first_group_is_told() -> None:
    result = beside(bearing(mark_of(NUMBER, content()), Mark(OTHER, "0" * 16)))
    assert (result.outcome, result.other) == (Outcome.OTHER, "ABCD")
    assert told_of(result)[0] == Message("scan_other", {"group": "ABCD"})
    assert "2345" not in str([one.text() for one in told_of(result)])


@pytest.mark.parametrize(
    ("seen", "outcome", "problem"),
    [
        (None, Outcome.UNSEEN, ""),
        (Seen(problem="scan_damaged"), Outcome.UNSEEN, "scan_damaged"),
        (Seen(pages=2, looked=2), Outcome.WITHOUT, ""),
    ],
)
def test_without_any_code(seen: Seen | None, outcome: Outcome, problem: str) -> None:
    result = beside(seen)
    assert (result.outcome, result.seen.problem, result.agrees, result.to_look_at) == (
        outcome,
        problem,
        False,
        True,
    )
    assert told_of(result)[0].code == outcome.value


def test_values_that_could_be_read_are_compared_without_white_space() -> None:
    table = {
        "header": {"department": "渝北区 经济信息委"},
        "rows": [{"name": "示例轴承\n有限公司", "feature": "改过"}],
    }
    result = beside(bearing(mark_of(NUMBER, content()), table=table))
    assert (result.outcome, result.agrees, result.read) == (Outcome.SAME, False, True)
    assert result.unlike == (Difference(1, FEATURE, "改过", "一轴一档"),)
    assert Message("scan_table_unlike", {"count": 1}) in told_of(result)
    same = beside(bearing(table={**table, "rows": [{"name": "示例轴承有限公司"}]}))
    assert (same.outcome, same.unlike, same.read) == (Outcome.WITHOUT, (), True)


def test_what_was_seen_is_kept_as_plain_data() -> None:
    sign = Signature("示例签章人", "2026-01-02T03:04:05+08:00", True, True, True, True)
    seen = bearing(
        Mark(NUMBER, "a" * 16), others=2, signatures=(sign,), table=content(), problem="scan_too_slow"
    )
    assert seen_of(seen.as_plain()) == seen
    assert seen_of({}) is None


def test_marks_are_told_from_other_codes() -> None:
    mark = mark_of(NUMBER, content())
    codes = (FoundCode(1, mark.text), FoundCode(2, mark.text), FoundCode(2, "https://example.invalid/"))
    seen = seen_on(Look(pages=3, looked=3, codes=codes))
    assert (seen.marks, seen.marked, seen.others) == ((mark,), 2, 1)


def test_a_table_is_read_from_the_text_without_contacts() -> None:
    table = read_table(write_pdf(paper(2)).data, SCHEMA)
    assert table is not None
    assert set(table["header"]) == {"department"}
    assert [row["name"] for row in table["rows"]] == [
        "渝州第1精密机械股份有限公司",
        "渝州第2精密机械股份有限公司",
    ]
    assert "contact" not in table["rows"][0]
    assert "023-0000" not in str(table)


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"words", b""])
def test_what_has_no_table(data: bytes) -> None:
    assert read_table(data, SCHEMA) is None


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, ["signature_whole", "signature_untraced"]),
        ({"whole": False}, ["signature_part", "signature_untraced"]),
        ({"trusted": True}, ["signature_whole", "signature_trusted"]),
        ({"trusted": False}, ["signature_whole", "signature_distrusted"]),
        ({"untouched": False}, ["signature_changed", "signature_untraced"]),
        ({"intact": False}, ["signature_broken"]),
        ({"known": False}, ["signature_unknown"]),
    ],
)
def test_what_is_said_of_a_signature(change: dict[str, Any], codes: list[str]) -> None:
    good = Signature("示例签章人", "", known=True, whole=True, intact=True, untouched=True)
    told = told_of_signature(replace_in(good, change))
    assert [one.code for one in told] == codes
    assert all(one.text() for one in told)


def replace_in(signature: Signature, change: dict[str, Any]) -> Signature:
    return signature._replace(**change)


BEARING, GEAR, PUMP = "示例轴承有限公司", "示例齿轮厂", "示例水泵厂"


def table_of(*rows: tuple[str, str]) -> dict[str, Any]:
    """A table with these names and features."""
    return {
        "header": {"department": "渝北区经济信息委"},
        "rows": [{"name": name, "feature": feature} for name, feature in rows],
    }


@pytest.mark.parametrize(
    ("then", "unlike"),
    [
        ([(GEAR, "二"), (BEARING, "一"), (PUMP, "三")], ()),
        ([("示例齿轮厂 ", "二"), (PUMP, "三"), ("示例轴承\n有限公司", "一")], ()),
        ([(PUMP, "三"), (BEARING, "改"), (GEAR, "二")], (Difference(1, FEATURE, "改", "一"),)),
        ([(PUMP, "三"), (GEAR, "二")], (Difference(1, NAME, "", BEARING),)),
        (
            [("示例厂", "四"), (PUMP, "三"), (GEAR, "二"), (BEARING, "一")],
            (Difference(1, NAME, "示例厂", ""),),
        ),
        (
            [(PUMP, "三"), ("示例轴永有限公司", "一"), (GEAR, "二")],
            (Difference(1, NAME, "示例轴永有限公司", BEARING),),
        ),
        (
            [("", "一"), ("", "二"), ("", "改")],
            (
                Difference(1, NAME, "", BEARING),
                Difference(2, NAME, "", GEAR),
                Difference(3, NAME, "", PUMP),
                Difference(3, FEATURE, "改", "三"),
            ),
        ),
    ],
)
def test_rows_are_compared_by_their_names(
    then: list[tuple[str, str]], unlike: tuple[Difference, ...]
) -> None:
    now = table_of((BEARING, "一"), (GEAR, "二"), (PUMP, "三"))
    result = beside(bearing(mark_of(NUMBER, now), table=table_of(*then)), now)
    assert result.unlike == unlike


def test_of_one_name_twice_each_row_meets_one() -> None:
    now = table_of((BEARING, "一"), (BEARING, "二"))
    assert beside(bearing(table=now), now).unlike == ()
    less = table_of((BEARING, "一"))
    assert beside(bearing(table=less), now).unlike == (Difference(2, NAME, "", BEARING),)


@pytest.mark.parametrize("problem", ["scan_near_deadline", "scan_busy"])
def test_what_waits_is_told_to_wait(problem: str) -> None:
    assert [one.code for one in told_of(beside(Seen(problem=problem)))] == ["scan_waits", problem]


def test_long_lists_are_cut() -> None:
    then = content("早先", *(f"示例厂{number}" for number in range(400)))
    now = content("后来", *(f"示例厂{number}" for number in range(400)))
    result = beside(bearing(mark_of(NUMBER, then)), then, now)
    assert len(result.changed) == 200
    assert replace(result, changed=()).version == 1
