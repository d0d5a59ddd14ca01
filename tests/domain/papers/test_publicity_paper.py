"""公示: the notice, its sentences before and after publishing, its file for another site, the letter."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from jianyou.domain.papers.course import PublicTime, made_public
from jianyou.domain.papers.publicity import (
    contact_lines,
    default_text,
    default_title,
    end_text,
    objection_text,
    period_text,
    publicity_paper,
)
from jianyou.domain.papers.publicity_html import list_fragment, list_html
from jianyou.domain.papers.recommendation import RecommendationTold, recommendation_paper
from jianyou.domain.publicity.lists import Contact, Line, PublicList, Shown, fingerprint, snapshot
from jianyou.domain.publicity.periods import period_of
from jianyou.terms.lang import Lang
from tests.domain.papers.test_official_papers import COURSE, TOGETHER

BEIJING = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 3, 2, 9, 0, tzinfo=BEIJING)
PERIOD = period_of(AT, 5, working_days=True, zone=BEIJING)
PREPARED = PublicList(
    call="sample",
    number=2,
    office="示例市经济信息化委员会",
    title="关于示例奖拟推荐名单的公示",
    text="根据通知。\n\n现予公示。",
    columns=(Shown("name", "名称"), Shown("honors", "荣誉")),
    lines=(
        Line(1, "示例奖", "", {"name": "示例<b>厂", "honors": "甲\n乙"}),
        Line(2, "示例奖", "示例奖提名奖", {"name": "示例院"}),
    ),
    days=5,
    working_days=True,
    places=("门户网站",),
    contacts=(Contact("质量处", "023-60000009"),),
)
PUBLISHED = replace(PREPARED, published_at=AT, period=PERIOD, objections_until=PERIOD.ends_at)


def test_the_notice_tells_length_before_and_dates_after_publishing() -> None:
    assert period_text(PREPARED) == "公示期为5个工作日，自公布次日起计算；公布当日不计入。"
    assert period_text(PUBLISHED) == (
        "公示期为5个工作日，自2026年3月3日（周二）起至2026年3月9日（周一）24时止；公布当日不计入。"
    )
    assert "请在公示期内" in objection_text(PREPARED)
    assert "请在2026年3月9日（周一）24时前" in objection_text(PUBLISHED)
    assert "Monday, 2026-03-09 24:00" in objection_text(PUBLISHED, Lang.EN)
    assert "如实署名" not in objection_text(replace(PUBLISHED, named_only=False))
    assert "证据" not in objection_text(replace(PUBLISHED, evidence=False))
    assert end_text(AT) == "2026年3月2日（周一）09:00"
    assert list(contact_lines(PUBLISHED)) == [("联系单位：质量处", "联系电话：023-60000009")]


def test_the_paper_leaves_number_and_date_blank_and_has_the_list() -> None:
    paper = publicity_paper(PUBLISHED)
    assert (paper.number, paper.date, paper.attachments) == ("", "", ("拟推荐名单",))
    assert paper.annex is not None
    assert [column.title for column in paper.annex.columns] == ["序号", "奖项", "名称", "荣誉"]
    assert [list(row) for row in paper.annex.rows] == [
        ["1", "示例奖", "示例<b>厂", "甲\n乙"],
        ["2", "示例奖提名奖", "示例院", ""],
    ]
    one = publicity_paper(replace(PUBLISHED, lines=PUBLISHED.lines[:1])).annex
    assert one is not None
    assert [column.title for column in one.columns] == ["序号", "名称", "荣誉"]


def test_the_file_for_another_site_is_escaped_and_has_nothing_from_elsewhere() -> None:
    html = list_html(PUBLISHED)
    assert "示例&lt;b&gt;厂" in html
    assert "甲<br>乙" in html
    assert html.count("<table") == html.count("<caption") == 2
    assert list_fragment(PUBLISHED) in html
    for sign in ("<script", "<link", "src=", "http", "class="):
        assert sign not in html


def test_titles_and_texts_start_from_the_notice() -> None:
    assert default_title("关于征集推荐优质组织的通知") == "关于优质组织拟推荐名单的公示"
    assert "《示例通知》" in default_text("示例通知")
    assert "〔" in default_text("")


def test_a_snapshot_tells_all_and_a_fingerprint_what_is_decided_on() -> None:
    assert fingerprint(PREPARED) == fingerprint(PUBLISHED)
    for other in (replace(PREPARED, days=6), replace(PREPARED, lines=PREPARED.lines[:1])):
        assert fingerprint(other) != fingerprint(PREPARED)
    assert b'"last_on":"2026-03-09"' in snapshot(PUBLISHED)
    with pytest.raises(ValueError, match="2"):
        snapshot(PREPARED)


def test_the_letter_tells_when_the_list_was_public_and_of_objections() -> None:
    quiet = PublicTime(date(2026, 3, 3), date(2026, 3, 9), running=False, objections=0, upheld=0, pending=0)
    loud = quiet._replace(running=True, objections=3, upheld=1, pending=1)
    course = replace(COURSE, publicity=(quiet, loud))
    told = [
        "名单自2026年3月3日至2026年3月9日公示。没有收到异议。",
        "名单自2026年3月3日起公示，至2026年3月9日期满。"
        "收到异议3件，其中经核查成立（含部分成立）的1件。尚有1件在核查。",
    ]
    assert list(made_public(course)) == told
    assert list(made_public(COURSE)) == []
    letter = RecommendationTold(
        call="关于征集的通知", notice="", office="示例委", authority="", course=course, together=TOGETHER
    )
    assert [text for text in recommendation_paper(letter, None).paragraphs if text in told] == told
