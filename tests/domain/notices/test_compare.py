"""A call file beside its notice: nothing where they agree, the key and both sayings where they don't."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings

from jianyou.domain.annexes.schema import Limit
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.load import load_call, parse_call
from jianyou.domain.notices.compare import compare
from jianyou.domain.notices.difference import Difference
from jianyou.domain.notices.draft import draft_call
from jianyou.domain.notices.read import open_notice, read_laid
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from tests.domain.notices.drafting import RICH, compared, draft_of, drafted
from tests.domain.notices.laid import rewritings


def told(differences: tuple[Difference, ...]) -> list[tuple[str, str, str, str]]:
    return [(each.key, each.code, each.said_in_call, each.said_in_notice) for each in differences]


def changed(old: str, new: str) -> list[tuple[str, str, str, str]]:
    """The differences between the draft of the notice and the notice with other words."""
    assert RICH.count(old) >= 1
    return told(compared(RICH.replace(old, new), drafted(RICH)).differences)


def test_a_draft_says_what_its_notice_says() -> None:
    assert told(compared(RICH, drafted(RICH)).differences) == []


@settings(max_examples=40)
@given(rewritings(breaks=" \u3000"))
def test_a_draft_agrees_with_its_notice_however_that_is_written(rewritten: Callable[[str], str]) -> None:
    written = rewritten(RICH)
    try:
        call = parse_call(draft_of(written).text, source="draft.yaml")
    except Refused:
        return
    codes = {each.code for each in compared(written, call).differences}
    assert codes <= {"compare_condition_uncited"}


def test_the_head_is_compared() -> None:
    assert changed("17号", "18号") == [
        ("notice.number", "compare_differs", "临经信质〔2031〕17号", "临经信质〔2031〕18号"),
    ]
    assert changed("2031年2月20日印发", "2031年2月21日印发") == [
        ("notice.printed_on", "compare_differs", "2031-02-20", "2031-02-21"),
    ]
    assert changed("经济和信息化局，省级有关协会：", "经济和信息化局：") == [
        ("notice.addressees.2", "compare_not_in_notice", "省级有关协会", ""),
    ]


def test_the_deadline_is_compared_to_the_minute() -> None:
    call = drafted(RICH)
    assert [each.key for each in compared(RICH.replace("日18:00前", "日17:30前"), call).differences] == [
        "deadline"
    ]
    day = RICH.replace("3月15日18:00前", "3月15日前")
    assert told(compared(day, call).differences) == []
    assert told(compared(day, replace(call, deadline=call.deadline + timedelta(hours=6))).differences) == []
    (late,) = compared(day, replace(call, deadline=call.deadline + timedelta(hours=7))).differences
    assert (late.key, late.said_in_call, late.said_in_notice) == (
        "deadline",
        "2031-03-16 01:00",
        "2031-03-15",
    )


def test_quotas_are_compared() -> None:
    assert changed("推荐不超过3个", "推荐不超过4个") == [
        ("quotas.1", "compare_differs", "每个市(州) ≤3个", "每个市（州）推荐不超过4个"),
    ]
    differences = changed("临江省班组创新奖不超过6个", "临江省班组创新奖不超过7个")
    assert differences[0] == (
        *("awards.2.tiers.1.quota", "compare_differs"),
        *("临江省班组创新奖 ≤6个", "临江省班组创新奖不超过7个"),
    )
    assert [each[:2] for each in differences[1:]] == [
        ("awards.2.conditions.1.clause", "compare_clause_changed")
    ]


def test_a_number_that_the_office_sets_itself_is_no_difference() -> None:
    yaml = draft_of(RICH).text.replace("\nquotas:\n", "\nquotas:\n  - {op: max, n: 9, holder: office}\n")
    assert told(compared(RICH, parse_call(yaml, source="x")).differences) == []


def test_columns_and_limits_are_compared() -> None:
    assert changed("主要产品（不超过30字）", "主要产品和服务") == [
        ("annex.columns.3", "compare_not_in_notice", "主要产品（不超过30字）", ""),
        ("annex.columns", "compare_not_in_call", "", "主要产品和服务"),
    ]


def test_a_limit_that_differs_is_told() -> None:
    call = drafted(RICH)
    columns = tuple(
        replace(column, limit=Limit(20)) if column.limit else column for column in call.annex.columns
    )
    differing = replace(call, annex=replace(call.annex, columns=columns))
    assert told(compared(RICH, differing).differences) == [
        (
            "annex.columns.3.limit",
            "compare_differs",
            "主要产品（不超过30字） ≤20",
            "主要产品（不超过30字） ≤30",
        ),
    ]


def test_clauses_are_compared_by_their_words() -> None:
    key = "awards.1.conditions.3.clause"
    assert changed("近3年", "近5年") == [
        (key, "compare_clause_changed", "附件1一（二）2", "近5年未发生重大事故。")
    ]
    assert changed("近3年", "近 ３ 年") == []
    assert changed("2.近3年未发生重大事故。\n", "") == [(key, "compare_clause_missing", "附件1一（二）2", "")]
    assert changed("2.近3年未发生重大事故。\n", "2.近3年未发生重大事故。\n3.信用良好。\n") == [
        ("awards", "compare_condition_uncited", "", "附件1一（二）3 信用良好。"),
    ]


def test_parts_of_a_clause_are_respected() -> None:
    call = with_clause("附件1一（二）1", "附件1二（二）1#1")
    comparison = compared(RICH, call)
    assert "附件1二（二）1#1" in comparison.texts
    missing = compared(RICH, with_clause("附件1一（二）1", "附件1二（二）1#4")).differences
    assert told(missing)[0][:3] == (
        *("awards.1.conditions.2.clause", "compare_part_missing"),
        "附件1二（二）1#4",
    )


def with_clause(old: str, new: str) -> Call:
    return parse_call(draft_of(RICH).text.replace(f'clause: "{old}"', f'clause: "{new}"'), source="x")


def test_every_clause_cited_has_its_exact_words() -> None:
    texts = compared(RICH, drafted(RICH)).texts
    assert texts["附件1二（二）1"] == "班组成立3年以上。"
    assert texts["二（二）"].startswith("我委将在开展质量培训")
    assert len(texts) == 13


def test_contacts_are_offered_where_the_call_has_no_phone() -> None:
    yaml = draft_of(RICH).text.replace(', phone: "0800-60000001"', "")
    offered = compared(RICH, parse_call(yaml, source="x"))
    assert (told(offered.differences), [each.phone for each in offered.contacts]) == ([], ["0800-60000001"])
    assert compared(RICH, drafted(RICH)).contacts == ()
    other = compared(RICH.replace("60000001", "60000002"), drafted(RICH))
    assert [each.key for each in other.differences] == ["contacts.1.phone"]


@pytest.mark.parametrize("lang", list(Lang))
def test_a_difference_is_told_in_words_with_both_sayings(lang: Lang) -> None:
    (difference,) = compared(RICH.replace("17号", "18号"), drafted(RICH)).differences
    assert "17号" in difference.text(lang)
    assert "18号" in difference.text(lang)
    assert difference.span is not None


def test_the_built_in_call_says_what_its_notice_says(shared: Path) -> None:
    text = open_notice(next((shared / "notices").glob("000*.txt")))
    facts = read_laid(text)
    comparison = compare(facts, text, load_call("chongqing-2024"))
    assert told(comparison.differences) == []
    assert len(comparison.contacts) == 2
    own = parse_call(draft_call(text, facts).text, source="draft.yaml")
    assert told(compare(facts, text, own).differences) == []
