"""Whole notices: kinds, facts with places, and nothing changed by spaces, widths, breaks or a website."""

import re
import time
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianyou.domain.notices.as_json import as_json
from jianyou.domain.notices.kinds import kind_of
from jianyou.domain.notices.layout import lay_out
from jianyou.domain.notices.model import NoticeKind
from jianyou.domain.notices.read import LONGEST, open_notice, read_laid, read_notice, read_notice_file
from jianyou.domain.notices.text import notice_text
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from tests.domain.notices.papers import (
    COMMISSION,
    CONTRACT,
    NEWS,
    ONE_LINE,
    PUBLICITY,
    RULES,
    SCHOOL_COVER,
    WEB_PAGE,
)

CALLS = (COMMISSION, SCHOOL_COVER, ONE_LINE, WEB_PAGE)
CHROME_ABOVE = "首页 > 政务公开 > 通知公告\n发布日期：2031-02-09 来源：本站 浏览次数：123 字号：大 中 小\n"
CHROME_BELOW = (
    "\n打印本页 关闭窗口\n上一篇：关于开展安全生产月活动的通知\n下一篇：关于公布名单的公告\n网站地图\n"
)
HEAD = ("kind", "number", "issuer", "title", "issued_on", "printed_on", "addressees", "attachments", "cites")


def facts(written: str) -> Mapping[str, Any]:
    """The values of head and tail without width and white space."""
    text = notice_text(written)
    read = as_json(read_laid(text), text)
    return {name: folded(read[name]) for name in HEAD}


def folded(value: Any) -> Any:
    if isinstance(value, list):
        return [folded(each) for each in value]
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", value)) if value else value


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        *((written, NoticeKind.CALL) for written in CALLS),
        (PUBLICITY, NoticeKind.PUBLICITY),
        (RULES, NoticeKind.NOTICE),
    ],
)
def test_kinds(written: str, kind: NoticeKind) -> None:
    assert read_notice(written).kind is kind


@pytest.mark.parametrize(("written", "found"), [("", 0), (NEWS, 0), (CONTRACT, 1), ("一、甲\n二、乙\n", 1)])
def test_what_is_no_notice_is_refused_with_the_reason(written: str, found: int) -> None:
    with pytest.raises(Refused) as refused:
        read_notice(written)
    assert (refused.value.code, dict(refused.value.params)) == ("not_a_notice", {"found": found})


def test_a_text_without_end_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read_notice("长" * (LONGEST + 1))
    assert refused.value.code == "notice_too_long"


def test_values_of_head_and_tail() -> None:
    assert facts(COMMISSION) == {
        "kind": "call",
        "number": "某经信质〔2031〕17号",
        "issuer": ["临江省经济和信息化委员会"],
        "title": "关于遴选推荐一批精益制造优质企业和个人的通知",
        "issued_on": "2031-02-18",
        "printed_on": "2031-02-20",
        "addressees": ["各市(州)经济和信息化局", "有关中央在临企业", "省级有关协会"],
        "attachments": ["精益制造奖参评条件", "推荐汇总表"],
        "cites": ["某经信规〔2029〕3号", "临江省制造强省建设领导小组办公室关于遴选优质企业和个人的通知"],
    }


def test_what_the_text_does_not_say_stays_empty() -> None:
    text = notice_text(PUBLICITY)
    read = as_json(read_laid(text), text)
    empty = {name for name, value in read.items() if value is None or value == []}
    assert empty == {
        *("number", "printed_on", "addressees", "deadline", "deadlines", "contacts", "attachments"),
        *("quotas", "columns", "limits", "cites", "conditions", "questions"),
    }


def test_what_head_and_tail_leave_open_is_asked() -> None:
    read = read_notice(
        "# title: 2031年新秀评选通知--清河一中\n各位老师：\n清河一中为此，请申报。\n一、对象\n二、名额\n"
    )
    assert [(each.field, each.code) for each in read.questions][:3] == [
        ("issuer", "notice_issuer_missing"),
        ("title", "notice_title_of_page"),
        ("issued_on", "notice_date_missing"),
    ]
    asked = as_json(read, notice_text(""), Lang.EN)["questions"][1]
    assert asked["candidates"] == ["2031年新秀评选通知"]
    assert asked["message"].startswith("The text has no title")


@pytest.mark.parametrize("written", [*CALLS, PUBLICITY, RULES])
def test_places_hold_the_values(written: str) -> None:
    text = notice_text(written)
    read = as_json(read_laid(text), text)
    for name in ("number", "title", "issuer", "addressees", "attachments", "cites"):
        values = read[name] if isinstance(read[name], list) else [read[name]] if read[name] else []
        spans = read["places"][name]
        spans = spans if isinstance(read[name], list) else [spans] if spans else []
        assert [folded(text.text[start:end]) for start, end in spans] == [folded(value) for value in values]


@pytest.mark.parametrize("written", CALLS)
def test_a_website_around_the_text_changes_nothing(written: str) -> None:
    assert facts(CHROME_ABOVE + written + CHROME_BELOW) == facts(written)


@pytest.mark.parametrize("written", CALLS)
def test_widths_change_nothing(written: str) -> None:
    wide = "".join(chr(ord(each) + 0xFEE0) if each.isascii() and each.isalnum() else each for each in written)
    assert facts(wide) == facts(written)
    assert facts(unicodedata.normalize("NFKC", written)) == facts(written)


@settings(max_examples=40)
@given(st.sampled_from(CALLS), st.data())
def test_spaces_anywhere_change_nothing(written: str, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(0, len(written)), max_size=30))
    spaced = written
    for place in sorted(places, reverse=True):
        spaced = (
            spaced[:place] + data.draw(st.sampled_from([" ", "\u3000", "\xa0", "\u200b"])) + spaced[place:]
        )
    assert facts(spaced) == facts(written)


BROKEN = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|〔\d{4}〕 ?\d+|(?<=^关于)[^\n]{4,}(?=的通知$)", re.MULTILINE)


@settings(max_examples=40)
@given(st.sampled_from(CALLS), st.data())
def test_breaks_in_numbers_dates_and_titles_change_nothing(written: str, data: st.DataObject) -> None:
    found = data.draw(st.sampled_from(list(BROKEN.finditer(written))))
    place = data.draw(st.integers(found.start() + 1, found.end() - 1))
    assert facts(written[:place] + "\n" + written[place:]) == facts(written)


@settings(max_examples=60)
@given(st.text(alphabet="关于通知附件一二、（）()〔〕:：。1.2年月日号局会《》 \n条件", max_size=300))
def test_any_text_is_read_or_refused(written: str) -> None:
    text = notice_text(written)
    laid = lay_out(text)
    kind, _ = kind_of(laid)
    if kind is NoticeKind.OTHER:
        with pytest.raises(Refused, match="not_a_notice"):
            read_laid(text)
    else:
        assert read_laid(text).kind is kind


def test_fifty_pages_are_read_in_time() -> None:
    long = COMMISSION + COMMISSION[200:] * (50 * 900 // len(COMMISSION))
    start = time.perf_counter()
    read_notice(long)
    with pytest.raises(Refused):
        read_notice(long.replace("\n", ""))
    assert time.perf_counter() - start < 4


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_bytes(COMMISSION.encode("gb18030"))
    page = tmp_path / "通知.html"
    page.write_text("<html><body>" + COMMISSION.replace("\n", "<br>") + "</body></html>", "utf-8")
    title = "关于遴选推荐一批精益制造优质企业和个人的通知"
    assert open_notice(path).text == COMMISSION
    for each in (path, page):
        read = read_notice_file(each)
        assert read.title
        assert read.title.value == title
