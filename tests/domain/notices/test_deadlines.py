"""Until when, for whom, and how the words mean it."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given

from jianyou.domain.notices.deadlines import find_deadlines
from jianyou.domain.notices.model import Deadline, DeadlineKind, Question
from tests.domain.notices.laid import laid, rewritings

ISSUED = date(2024, 3, 1)


def read(
    words: str, issued: date | None = ISSUED, tail: str = ""
) -> tuple[Deadline | None, list[Deadline], list[Question]]:
    return find_deadlines(*laid(words, tail), issued)


@pytest.mark.parametrize(
    ("words", "at", "raw", "kind"),
    [
        (
            "申报单位将汇总表于4月2日18:00前报送至我局。",
            "2024-04-02T18:00",
            "4月2日18:00前",
            DeadlineKind.BEFORE,
        ),
        ("请于4月2日下班前提交。", "2024-04-02", "4月2日下班前", DeadlineKind.OFFICE_HOURS),
        ("请在2025年1月15日之前上报材料。", "2025-01-15", "2025年1月15日之前", DeadlineKind.BEFORE),
        ("请于1月15日前上报材料。", "2025-01-15", "1月15日前", DeadlineKind.BEFORE),
        ("报名截止时间为4月8日下午5点。", "2024-04-08T17:00", "4月8日下午5点", DeadlineKind.BEFORE),
        ("申报时间：即日起至4月15日24时。", "2024-04-15", "4月15日24时", DeadlineKind.END_OF_DAY),
        (
            "材料受理时间为4月1日－4月20日，逾期不候。",
            "2024-04-20",
            "4月1日－4月20日",
            DeadlineKind.END_OF_DAY,
        ),
        ("三、征集时间\n4月1日起至20日。", "2024-04-20", "4月1日起至20日", DeadlineKind.END_OF_DAY),
        ("请于4月30日前寄送（以邮戳为准）。", "2024-04-30", "4月30日前", DeadlineKind.POSTMARK),
        ("申报阶段（4月1日-4月20日）。", "2024-04-20", "4月1日-4月20日", DeadlineKind.END_OF_DAY),
        ("系统开放时间不限，最迟不晚于4月20日报送。", "2024-04-20", "4月20日", DeadlineKind.END_OF_DAY),
        ("时间以当地邮戳为准，须于4月28日前寄出。", "2024-04-28", "4月28日前", DeadlineKind.POSTMARK),
        ("请于9月底前报送总结。", "2024-09-30", "9月底前", DeadlineKind.BEFORE),
    ],
)
def test_one_deadline(words: str, at: str, raw: str, kind: DeadlineKind) -> None:
    the, deadlines, questions = read(words)
    assert the is not None
    assert (the.at, the.raw, the.kind, deadlines, questions) == (at, raw, kind, [the], [])


@pytest.mark.parametrize(
    "words",
    [
        "1990年1月1日以后出生的教师可以申报。",
        "报名材料的有效截止日期为2024年8月30日。",
        "2024年6月30日前取得证书的可以申报。",
        "我局将于6月30日前组织评审并上报省厅。",
        "考核评定工作于2024年12月31日前完成。",
        "公示期为2024年3月5日至3月11日，公示期间可以反映。",
        "培训班定于3月20日至22日举办。",
        "近期成果为2022年1月1日至2023年12月31日期间完成的成果。",
        "截止到2024年12月31日，企业成立满三年。",
        "结题证书日期截至2024年9月30日。",
        "7月31日前公布结果。",
        "具体报名事宜将于11月前发文。",
        "2023年5月1日前已报送的材料不再重复报送。",
    ],
)
def test_other_days_are_no_deadlines(words: str) -> None:
    assert read(words) == (None, [], [])


def test_readers_are_kept_apart_and_asked_about() -> None:
    the, deadlines, questions = read(
        "市直学校务必于6月12日前、各区县教育局务必于6月19日前将材料报送市教育局。"
    )
    assert [(each.at, each.reader) for each in deadlines] == [
        ("2024-06-12", "市直学校"),
        ("2024-06-19", "各区县教育局"),
    ]
    assert the == deadlines[1]
    (question,) = questions
    assert (question.code, [each.value for each in question.candidates]) == (
        "notice_deadline_which",
        ["2024-06-12", "2024-06-19"],
    )


def test_a_line_below_the_signature_has_its_own_deadline() -> None:
    the, deadlines, _ = read("各单位于4月5日前报送。", tail="请于4月1日前交办公室。")
    assert the is not None
    assert (the.at, [each.at for each in deadlines]) == ("2024-04-05", ["2024-04-05", "2024-04-01"])


def test_only_below_the_signature_there_is_none_of_the_notice() -> None:
    the, deadlines, _ = read("请认真组织。", tail="请于4月1日前交办公室。")
    assert (the, [each.at for each in deadlines]) == (None, ["2024-04-01"])


def test_a_summary_due_later_is_not_the_deadline() -> None:
    the, deadlines, _ = read("各市于5月31日前将推荐名单报我厅。请于9月30日前报送总结。")
    assert the is not None
    assert (the.at, len(deadlines)) == ("2024-05-31", 2)


def test_said_twice_is_one() -> None:
    the, deadlines, questions = read("各单位于4月5日前报送材料。电子版请于2024年4月5日前发送至邮箱。")
    assert ([the], questions) == (deadlines, [])


def test_the_year_comes_from_the_only_year_printed() -> None:
    words = "推荐工作于2024年11月8日前完成，推荐名单于11月11日前上报。"
    assert [each.at for each in read(words, None)[1]] == ["2024-11-08", "2024-11-11"]


def test_without_any_year_it_is_asked() -> None:
    the, deadlines, questions = read("推荐名单于11月11日前上报。", None)
    assert (the, deadlines, [each.code for each in questions]) == (None, [], ["notice_deadline_year"])


def test_a_day_just_past_is_asked_about_not_put_a_year_ahead() -> None:
    the, deadlines, questions = read("推荐名单于2月20日前上报。")
    assert (the, deadlines, [each.value for each in questions[0].candidates]) == (None, [], ["2024", "2025"])


@pytest.mark.parametrize(("weekday", "differs"), [("五", False), ("四", True)])
def test_a_printed_weekday_is_checked(weekday: str, differs: bool) -> None:
    the, _, questions = read(f"请于3月29日（星期{weekday}）17:00前报送。")
    assert the is not None
    assert (the.weekday_differs, [each.code for each in questions]) == (
        differs,
        ["notice_deadline_weekday"] if differs else [],
    )


def test_days_counted_from_something_are_asked() -> None:
    the, deadlines, questions = read("请于收到通知之日起10个工作日内将方案报送我局。")
    assert (the, deadlines, [each.code for each in questions]) == (None, [], ["notice_deadline_relative"])


@given(rewritings(breaks=" \u3000\n"))
def test_white_space_and_width_change_nothing(rewritten: Callable[[str], str]) -> None:
    words = "申报单位将盖章的汇总表于4月2日18:00前报送至服务大厅，市直单位于2024年4月12日下班前报送。"
    _, deadlines, _ = read(rewritten(words))
    assert [(each.at, each.kind, each.reader) for each in deadlines] == [
        ("2024-04-02T18:00", DeadlineKind.BEFORE, "申报单位"),
        ("2024-04-12", DeadlineKind.OFFICE_HOURS, "市直单位"),
    ]
