"""The summary page: what it shows, what it must not show, and that nothing in it can act."""

import re
from html.parser import HTMLParser

import pytest

from jianyou.domain.annexes.records import Form, FormStatus, Row, Value
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.load import load_call, parse_call
from jianyou.domain.mailbox.overview.page import MOST_FILES_WITH_FINDINGS, masked, render_summary, shown
from jianyou.terms.charts import BESIDE, WIDTH, Bar, Words, bar_chart, clipped
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import Message
from jianyou.terms.place import Place

CALL = load_call("chongqing-2024")


class Outline(HTMLParser):
    """Ids, links, tags and visible text of a page; fails on a tag closed out of order."""

    VOID = frozenset({"meta", "rect"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.texts: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        given = {name: value or "" for name, value in attrs}
        self.attributes |= set(given)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in {"style", "title", "desc"} and data.strip():
            self.texts.append(" ".join(data.split()))


def entry(number: int, name: str, region: str | None, section: str | None) -> Row:
    place = Place("甲.docx", table=1, row=number + 1)
    meaning = {
        "region": {"name": region, "code": None, "kind": "district"} if region else None,
        "industry": {"name": "", "code": "", "section": section, "confidence": "exact"} if section else None,
    }
    return Row(number, place, {"name": Value(name, place)}, {"location_industry": meaning})


def form(file: str = "甲.docx", findings: int = 1) -> Form:
    place = Place(file, table=1, row=2, column=2)
    rows = [
        entry(1, "重庆<甲>有限公司", "渝北区", "C"),
        entry(2, "乙", "渝北区", None),
        entry(3, "丙", None, "D"),
    ]
    found = [Finding("value_missing", Severity.ERROR, place, {"title": "名称"}, 1, "name")] * findings
    return Form(file, FormStatus.READ, None, {}, rows, found)


def rejected(file: str = "坏.doc") -> Form:
    return Form(file, FormStatus.REJECTED, Message("no_table", {"title": "表"}))


def page(*forms: Form, lang: Lang = Lang.ZH, call: Call = CALL) -> str:
    return render_summary(forms, call, lang).decode()


def test_figures_and_charts() -> None:
    texts = Outline(page(form(), form("乙.docx", findings=0), rejected())).texts
    at = texts.index("总体数字")
    figures = [
        "推荐条目",
        "6",
        "已读取文件",
        "2",
        "未能读取",
        "1",
        "错误",
        "1",
        "提醒",
        "0",
        "说明",
        "0",
        "疑似重复",
        "0",
    ]
    assert texts[at + 1 : at + 15] == figures
    for label, count in (
        ("渝北区", "4"),
        ("没有认出", "2"),
        ("C 制造业", "2"),
        ("有错误", "1"),
        ("错误 · “…”没有填写", "1"),
    ):
        assert texts[texts.index(label) + 1] == count


def test_every_chart_has_a_title_a_description_and_a_table() -> None:
    text = page(form(), rejected())
    ids = re.findall(r'<figure aria-labelledby="(\w+)">', text)
    assert ids == ["states", "kinds", "districts", "industries"]
    for chart in ids:
        assert re.search(rf'<svg [^>]*role="img" aria-labelledby="{chart}-title {chart}-desc"', text)
    assert text.count("<svg ") == text.count("</desc>") == text.count("<title id=") == 4
    assert text.count('<table class="narrow">') == 5


def test_a_page_is_well_formed_and_cannot_act() -> None:
    hostile = form("<script>alert(1)</script>\x1b.docx")
    hostile.rows[0].values["name"] = Value('"><img src=x onerror=alert(1)>', hostile.rows[0].place)
    outline = Outline(page(hostile, rejected("javascript:x.doc")))
    assert outline.tags & {"script", "img", "link", "iframe", "form", "object"} == set()
    assert [name for name in outline.attributes if name.startswith("on") or name == "src"] == []
    assert [link for link in outline.links if not link.startswith("#")] == []
    assert len(outline.ids) == len(set(outline.ids))
    assert {link[1:] for link in outline.links} <= set(outline.ids)
    assert "<script>alert(1)</script>\\x1b.docx" in outline.texts


def test_no_contact_and_no_phone_reach_the_page() -> None:
    secret = form("张三13812345678.docx")
    place = secret.rows[0].place
    secret.header = {"contact": Value("李联系人", place), "phone": Value("023-63891234", place)}
    secret.rows[0].values["contact"] = Value("王联系人 13812345678", place)
    params = {"text": "打电话 023-63891234 或 138 1234 5678 找我"}
    secret.findings.append(Finding("text_outside_entries", Severity.WARNING, place, params))
    text = page(secret)
    assert [part for part in ("联系人 1", "李联系人", "王联系人", "5678", "63891234") if part in text] == []
    assert "“打电话 … 或 … 找我”" in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13812345678", "…"),
        ("（023）63891234", "（023）…"),
        ("共 320 字，限 300 字", "共 320 字，限 300 字"),
        ("91500000MA5ABCD12X", "91500000MA5ABCD12X"),
        ("成立于20010203", "成立于…"),
        ("2024年2月22日", "2024年2月22日"),
        ("甲\n乙\x07", "甲 乙\\x07"),
    ],
)
def test_masking(text: str, expected: str) -> None:
    assert masked(text) == expected


def test_names_in_another_encoding_are_shown() -> None:
    raw = "表甲.docx".encode("gbk").decode("utf-8", "surrogateescape")
    assert shown(raw) == "表甲.docx"
    assert shown("a\udcff\udc80") == "a\\xff\\x80"
    assert "表甲.docx" in page(form(raw))


def test_without_findings_and_rejections_it_says_so() -> None:
    texts = Outline(page(form(findings=0))).texts
    assert {"所有文件都已读取。", "没有发现问题。"} <= set(texts)


def test_english_is_complete() -> None:
    text = page(form(), rejected(), lang=Lang.EN)
    assert text.startswith('<!doctype html>\n<html lang="en">')
    assert "Thursday, 2024-02-22, 18:00 (Beijing time)" in text
    own = {"重庆市经济和信息化委员会", CALL.annex.title, "渝经信科技〔2024〕5号"}
    chinese = [one for one in Outline(text).texts if re.search(r"[\u4e00-\u9fff]", one)]
    data = ("甲", "乙", "丙", "坏", "渝北区", "名称", "C ", "D ", "“表”")
    assert [one for one in chinese if not any(part in one for part in (*own, *data))] == []


def test_another_call_may_lack_districts_a_number_and_beijing_time() -> None:
    text = "call: tiny\nnotice: {title: 通知}\ndeadline: 2026-04-10 17:30+06:30\n"
    text += "annex: {title: 表, columns: [{key: name, title: 名称, kind: name}]}\n"
    shown_page = page(form(), call=parse_call(text, source=""))
    assert re.findall(r'<figure aria-labelledby="(\w+)">', shown_page) == ["states", "kinds"]
    assert "2026年4月10日（周五）17:30（UTC+06:30）" in shown_page
    assert 'class="issuer"' not in shown_page


def test_a_very_long_run_is_cut_and_says_so() -> None:
    text = page(*(form(f"{number}.docx") for number in range(MOST_FILES_WITH_FINDINGS + 3)))
    assert text.count('<section class="file"') == MOST_FILES_WITH_FINDINGS
    assert "另有 3 个文件的问题未在此列出" in text


WORDS = Words("标题", "说明", lambda count, total: f"其余 {count} 项共 {total}")


def test_a_chart_is_drawn_to_scale() -> None:
    chart = bar_chart("x", WORDS, [Bar("甲", 40), Bar("乙", 10), Bar("丙", 0)], most=3)
    assert [bar.length for bar in chart.drawn] == [WIDTH - 48, (WIDTH - 48) / 4, 2.0]
    assert (chart.height, chart.rest) == (120, "")
    beside = bar_chart("x", WORDS, chart.bars, most=2, layout=BESIDE)
    assert [(bar.bar_x, bar.length) for bar in beside.drawn] == [(140, 152.0), (140, 38.0)]
    assert (beside.height, beside.rest, len(beside.bars)) == (48, "其余 1 项共 0", 3)


def test_a_chart_of_nothing() -> None:
    assert bar_chart("x", WORDS, [], most=3).height == 0


@pytest.mark.parametrize(
    ("text", "expected"), [("甲乙丙", "甲乙丙"), ("甲乙丙丁", "甲乙…"), ("abcdefg", "abcde…"), ("", "")]
)
def test_clipping(text: str, expected: str) -> None:
    assert clipped(text, 6) == expected
