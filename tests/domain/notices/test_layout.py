"""Head, body, tail, attachments and clause paths."""

import pytest

from jianyou.domain.notices.layout import Laid, lay_out
from jianyou.domain.notices.model import NoticeText, Span
from jianyou.domain.notices.text import notice_text
from tests.domain.notices.papers import COMMISSION, NEWS, ONE_LINE, SCHOOL_COVER


def laid(written: str) -> tuple[NoticeText, Laid]:
    text = notice_text(written)
    return text, lay_out(text)


def test_parts_follow_each_other_and_hold_what_they_should() -> None:
    text, paper = laid(COMMISSION)
    layout = paper.layout
    assert text.of(layout.head).rstrip().endswith("省级有关协会：")
    assert text.of(layout.body).strip().startswith("按照《临江省")
    assert text.of(layout.body).strip().endswith("2.推荐汇总表")
    assert text.of(layout.tail).split() == ["临江省经济和信息化委员会", "2031年2月18日", "（此件公开发布）"]
    assert [(part.number, part.title) for part in layout.attachments] == [
        (1, "精益制造奖参评条件"),
        (2, "推荐汇总表"),
    ]
    assert text.of(layout.attachments[1].span).startswith("附件2\n推荐汇总表\n序号")


def test_sections_have_paths_and_bodies() -> None:
    text, paper = laid(COMMISSION)
    sections = paper.layout.sections
    assert [(section.attachment, section.level, section.path) for section in sections] == [
        (0, 1, "一"),
        (0, 1, "二"),
        (0, 2, "二（一）"),
        (0, 2, "二（二）"),
        (1, 1, "一"),
        (1, 1, "二"),
        (1, 2, "二（一）"),
        (1, 2, "二（二）"),
        (1, 3, "二（二）1"),
        (1, 3, "二（二）2"),
    ]
    assert text.of(sections[0].heading) == "一、参评条件"
    assert text.of(sections[0].body).strip() == "详见附件1。"
    assert text.of(sections[7].body).split() == ["1.以登记为准；", "2.以通报为准。"]
    assert "附件" not in text.of(sections[3].body)


def test_headings_in_the_run_of_one_line() -> None:
    text, paper = laid(ONE_LINE)
    assert [section.path for section in paper.layout.sections] == ["一", "一1", "一2", "二", "二1"]
    assert text.of(paper.layout.tail) == "清河省质量协会2033年4月1日"


def test_the_note_above_the_notice_belongs_to_the_head() -> None:
    text, paper = laid(SCHOOL_COVER)
    assert text.of(paper.layout.head).startswith("各位老师：")
    assert text.of(paper.layout.body).strip().startswith("现就推荐工作")
    assert text.of(paper.layout.tail).split() == ["清河市教育局", "清河市教育学会", "二〇三二年八月十六日"]


@pytest.mark.parametrize(
    "written", ["", "\n\n", NEWS, "附件", "附件：", "关于", "（一）", "2031年1月1日", "〔2031〕1号"]
)
def test_what_is_no_notice_is_all_body(written: str) -> None:
    text, paper = laid(written)
    layout = paper.layout
    assert layout.head.end <= layout.body.end <= max(layout.tail.end, layout.body.end) <= len(text.text)
    assert layout.head.start == 0
    assert isinstance(layout.tail, Span)


def test_what_a_website_puts_below_is_outside_all_parts() -> None:
    foot = "打印本页 关闭窗口\n上一篇：关于放假的通知\n版权所有：清河市人民政府\n"
    for written in (COMMISSION, SCHOOL_COVER):
        text, paper = laid(written + foot)
        bare = laid(written)[1].layout
        assert paper.layout.body == bare.body
        assert paper.layout.sections == bare.sections
        assert all("打印本页" not in text.of(part.span) for part in paper.layout.attachments)
        assert "打印本页" not in text.of(paper.layout.tail)
