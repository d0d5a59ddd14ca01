"""Text of papers: text files in any usual encoding, web pages as they show, tables row by row."""

import time
from pathlib import Path

import pytest

from jianyou.officefiles.plain import decoded, page_text, paper_text
from jianyou.terms.finding import Refused
from tests.corpus.wordxml import plain_form

PAGE = """<!doctype html><html><head><meta charset="{charset}">
<title>关于征集案例的通知 - 清河市教育局</title>
<style>p {{ color: red }}</style></head><body><nav><a href="/">首页</a></nav>
<p>各区县&nbsp;<b>教育</b>局：</p><p style="display:none">看不见</p><div hidden>也看不见</div>
<table><tr><th>学科</th><th>联系人</th></tr><tr><td>数 学</td><td><p>张三</p></td></tr></table>
<script>alert("不是文字")</script>第一行<br>第二行</body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_files(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "通知.txt"
    path.write_bytes("关于征集案例的通知\n各区县教育局：".encode(encoding))
    assert paper_text(path) == "关于征集案例的通知\n各区县教育局："


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        decoded(b"\xff\xff\xff\x80")
    assert refused.value.code == "text_encoding_unknown"


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gbk"), ("gbk", "gb18030")])
def test_a_page_gives_what_it_shows(tmp_path: Path, charset: str, encoding: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.format(charset=charset).encode(encoding))
    lines = [line.strip() for line in paper_text(path).split("\n") if line.strip()]
    assert lines == [
        "# title: 关于征集案例的通知 - 清河市教育局",
        "首页",
        "各区县 教育局：",
        "学科\t联系人",
        "数 学\t张三",
        "第一行",
        "第二行",
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<a>" * 2_000_000, "text_too_large"),
        (b" " * (8 * 1024 * 1024 + 1), "text_too_large"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n<html>", "page_unreadable"),
    ],
)
def test_pages_that_cost_too_much_or_hold_nothing(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"<html>" + data if data.startswith((b"<", b" ")) else data)
    with pytest.raises(Refused) as refused:
        paper_text(path)
    assert refused.value.code == code


def test_deep_and_broken_pages_are_read_in_time() -> None:
    start = time.perf_counter()
    deep = page_text(b"<html>" + b"<div>" * 50_000 + "底".encode() + b"</div>" * 10)
    broken = page_text("<html><p>甲<p>乙<b>丙</p></i>丁".encode())
    assert time.perf_counter() - start < 2
    assert "\x00" not in deep
    assert broken.split() == ["甲", "乙丙", "丁"]


def test_a_table_that_only_lays_out_the_page_is_no_table() -> None:
    inner = "<table><tr><td>甲</td><td>乙</td></tr></table>"
    page = f"<table><tr><td>导航</td><td><p>第一段</p>{inner}</td></tr></table>"
    assert [line.strip() for line in page_text(page.encode()).split("\n") if line.strip()] == [
        "导航",
        "第一段",
        "甲\t乙",
    ]


def test_word_tables_come_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "form.docx"
    path.write_bytes(plain_form())
    rows = [line.split("\t") for line in paper_text(path).split("\n") if "\t" in line]
    assert rows
    assert len({len(row) for row in rows}) == 1
