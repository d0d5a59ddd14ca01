"""`notice read` from end to end: the table, JSON, the preview, exit statuses."""

import argparse
import json
from pathlib import Path

import pytest

from jianyou.cli.files.notice import configure
from jianyou.cli.files.notice_read import run
from jianyou.cli.parser import Parser
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from tests.domain.notices.papers import COMMISSION, NEWS


def options(*arguments: str, lang: Lang = Lang.ZH) -> argparse.Namespace:
    parser = Parser(lang, "jianyou notice", "")
    configure(parser)
    return parser.parse_args(["read", *arguments])


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "通知.txt"
    path.write_text(COMMISSION, "utf-8")
    return path


def test_the_table_tells_values_with_lines(notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(options(str(notice)), Lang.ZH) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == [
        "类别                    征集通知",
        "发文字号      第 1 行   某经信质〔2031〕17号",
        "发文机关      第 19 行  临江省经济和信息化委员会",
        "标题          第 4 行   关于遴选推荐一批精益制造优质企业和个人的通知",
    ]
    assert "联系方式                （原文未写）" in lines


def test_json_has_the_published_keys(notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(options(str(notice), "--json"), Lang.ZH) == 0
    read = json.loads(capsys.readouterr().out)
    keys = [
        *("number", "issuer", "title", "issued_on", "printed_on", "addressees", "deadline", "deadlines"),
        *("contacts", "attachments", "quotas", "columns", "limits", "cites", "conditions"),
    ]
    assert [key for key in read if key in keys] == keys
    assert sorted(read["places"]) == sorted([*keys, "length"])
    assert read["deadline"] == "2031-03-15T18:00"
    assert read["conditions"][0] == {"path": "二（一）", "text": "连续正常经营5年以上；", "attachment": 1}


def test_the_preview_marks_the_text_and_escapes_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, page = tmp_path / "通知.txt", tmp_path / "预览.html"
    path.write_text(COMMISSION.replace("特此通知。", "<script>特此通知。</script>\u202e"), "utf-8")
    assert run(options(str(path), "--html", str(page)), Lang.EN) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"The preview was written to {page}"
    html = page.read_text("utf-8")
    assert '<mark class="number" title="number">某经信质〔2031〕17号</mark>' in html
    assert "&lt;script&gt;特此通知。&lt;/script&gt;\\x202e" in html
    assert html.count("<script>") == 0
    numbers = [part.split('"', 1)[0] for part in html.split('<sup id="v')[1:]]
    linked = [part.split('"', 1)[0] for part in html.split('href="#v')[1:]]
    assert sorted(numbers, key=int) == linked


def test_what_is_no_notice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text(NEWS, "utf-8")
    with pytest.raises(Refused) as refused:
        run(options(str(path)), Lang.ZH)
    assert refused.value.code == "not_a_notice"


@pytest.mark.parametrize(("name", "code"), [("page.txt", "output_suffix"), ("通知.txt", "output_suffix")])
def test_the_preview_is_written_as_a_page_only(notice: Path, name: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        run(options(str(notice), "--html", str(notice.with_name(name))), Lang.ZH)
    assert refused.value.code == code


def test_the_preview_never_takes_the_place_of_the_notice(tmp_path: Path) -> None:
    path = tmp_path / "notice.html"
    path.write_text(COMMISSION, "utf-8")
    with pytest.raises(Refused) as refused:
        run(options(str(path), "--html", str(path)), Lang.ZH)
    assert refused.value.code == "output_is_input"
