"""A file opened: shown exactly, corrected, confirmed, set aside, and every step taken back."""

from pathlib import Path

import pytest

from jianyou.web.desk.desk import Desk
from tests.web.visiting import Visitor

FEATURE = "c-1-feature"


def pill(visitor: Visitor) -> str:
    return visitor.texts(".pill")[0]


def address(visitor: Visitor) -> str:
    return visitor.path.split("?")[0].split("#")[0]


def test_each_value_stands_with_its_title_place_and_count(visitor: Visitor) -> None:
    visitor.open_file("长.docx")
    assert visitor.text("h1") == "长.docx"
    assert visitor.text(".crumbs") == "收件核对 · 第 2 份，共 5 份 · 渝北区"
    cell = visitor.text(f"#{FEATURE}")
    assert "质" * 30 in cell
    assert "第1个表格第2行第5列 30 字，限 25 字" in cell
    assert "错误 共 30 字（不计标点 30 字），超过 25 字的限制" in cell
    assert visitor.find(f"#{FEATURE}")[0].get("class") == "cell cell-error"
    assert visitor.texts(".jump")[0].startswith("待处理 1 项")


def test_a_correction_is_checked_shown_beside_the_original_and_taken_back(visitor: Visitor) -> None:
    visitor.open_file("长.docx", "?state=errors")
    form = f"{address(visitor)}/correct"
    visitor.send(form, entry="1", column="feature", text="质" * 10 + "，件件\r\n可追溯")
    assert (visitor.status, visitor.path) == (200, f"{address(visitor)}?state=errors#{FEATURE}")
    assert pill(visitor) == "无问题"
    cell = visitor.find(f"#{FEATURE}")[0]
    assert visitor.text(".cell-value") != ""
    assert "".join(each.text_content() for each in cell.xpath(".//ins")) == "，件件\n可追溯"
    assert "".join(each.text_content() for each in cell.xpath(".//del")) == "质" * 20
    restore = [each for each in visitor.find("button") if each.text_content() == "恢复为来件的内容"]
    assert len(restore) == 1
    visitor.send(form, entry="1", column="feature", text="质" * 30)
    assert (pill(visitor), visitor.find("ins")) == ("有错误", [])


def test_the_form_that_restores_holds_what_was_sent(visitor: Visitor) -> None:
    visitor.open_file("长.docx")
    visitor.send(f"{address(visitor)}/correct", entry="1", column="feature", text="短")
    (was,) = visitor.page.xpath("//div[@class='was']//textarea")
    assert (was.text or "").removeprefix("\n") == "质" * 30


def test_the_header_line_is_corrected_too(visitor: Visitor) -> None:
    visitor.open_file("好.docx")
    visitor.send(f"{address(visitor)}/correct", entry="0", column="department", text="江北区经信委")
    assert "江北区经信委" in visitor.text("#c-0-department")
    assert "已改正" in visitor.text("#c-0-department")


@pytest.mark.parametrize(
    ("entry", "column"), [("9", "feature"), ("1", "nothing"), ("x", "feature"), ("", "")]
)
def test_a_cell_that_is_not_there_is_refused(visitor: Visitor, entry: str, column: str) -> None:
    visitor.open_file("好.docx")
    token = visitor.page.xpath("//input[@name='csrfmiddlewaretoken']")[0].get("value")
    sent = {"csrfmiddlewaretoken": token, "entry": entry, "column": column, "text": "x"}
    answer = visitor.client.post(f"{address(visitor)}/correct", sent)
    assert (answer.status_code, 'role="alert"' in answer.content.decode()) == (422, True)


def test_a_warning_is_confirmed_with_one_press_and_reopened(visitor: Visitor) -> None:
    visitor.open_file("无年份.docx")
    assert pill(visitor) == "有提醒"
    (button,) = visitor.page.xpath("//button[@data-confirm]")
    visitor.send(
        f"{address(visitor)}/confirm", key=button.getparent().xpath("./input[@name='key']/@value")[0]
    )
    assert (pill(visitor), "已确认" in visitor.text("#c-1-honors")) == ("无问题", True)
    visitor.send(f"{address(visitor)}/reopen")
    assert pill(visitor) == "有提醒"


def test_an_error_is_confirmed_only_with_a_reason_which_is_kept_and_escaped(visitor: Visitor) -> None:
    visitor.open_file("长.docx")
    form = f"{address(visitor)}/confirm"
    visitor.send(form, note="  ")
    assert (visitor.status, pill(visitor)) == (422, "有错误")
    (error,) = visitor.find(".field-error")
    assert (error.getparent().tag, "理由" in error.text_content()) == ("label", True)
    visitor.send(form, note="<b>已电话核实</b>")
    assert (visitor.status, pill(visitor)) == (200, "无问题")
    assert "已确认，理由：<b>已电话核实</b>" in visitor.text(f"#{FEATURE}")


def test_a_finding_that_is_gone_is_told(visitor: Visitor) -> None:
    visitor.open_file("无年份.docx")
    token = visitor.page.xpath("//input[@name='csrfmiddlewaretoken']")[0].get("value")
    sent = {"csrfmiddlewaretoken": token, "key": "no-such-finding"}
    answer = visitor.client.post(f"{address(visitor)}/confirm", sent)
    assert (answer.status_code, 'role="alert"' in answer.content.decode()) == (422, True)


def test_reviewed_leads_to_the_next_until_all_are(visitor: Visitor) -> None:
    visitor.get("/inbox")
    visitor.get(visitor.find("#begin")[0].get("href"))
    seen = []
    while "/files/" in visitor.path:
        seen.append(visitor.text("h1"))
        visitor.send(f"{address(visitor)}/review", "next")
    assert seen == ["坏.docx", "长.docx", "看不清.xlsx", "无年份.docx", "好.docx"]
    assert visitor.text("#told") == "这个列表中的文件都核过了。"
    assert visitor.text(".button-primary") == "都核过了，去取成果"
    visitor.open_file("好.docx")
    visitor.send(f"{address(visitor)}/review", done="no")
    assert [each for each in visitor.texts("button") if each == "核过，看下一份"] == ["核过，看下一份"]


def test_neighbours_keep_the_list_and_its_order(visitor: Visitor) -> None:
    visitor.open_file("长.docx", "?state=errors&sort=name")
    assert visitor.find("a[@rel='prev']") == []
    visitor.get(visitor.find("a[@rel='next']")[0].get("href"))
    assert (visitor.text("h1"), visitor.path.partition("?")[2]) == ("看不清.xlsx", "state=errors&sort=name")
    assert visitor.find("a[@rel='next']") == []


def test_a_file_that_left_the_list_still_has_its_neighbours(visitor: Visitor) -> None:
    visitor.open_file("看不清.xlsx", "?state=errors&sort=name")
    path = address(visitor)
    visitor.get(f"{path}?state=warnings&sort=name")
    assert visitor.text("a[@rel='prev']") == "上一份"
    visitor.get(visitor.find("a[@rel='prev']")[0].get("href"))
    assert visitor.text("h1") == "无年份.docx"


def test_setting_aside_needs_a_reason_and_can_be_taken_back(visitor: Visitor) -> None:
    visitor.open_file("好.docx")
    form = f"{address(visitor)}/set_aside"
    visitor.send(form, note=" ")
    assert (visitor.status, visitor.find("#set-aside-error") != []) == (422, True)
    visitor.send(form, note="与第3份重复")
    assert (pill(visitor), "与第3份重复" in visitor.text("article")) == ("已搁置", True)
    visitor.send(f"{address(visitor)}/take_back")
    assert pill(visitor) == "无问题"


def test_a_file_that_could_not_be_read_says_why(visitor: Visitor) -> None:
    visitor.open_file("坏.docx")
    assert visitor.text("h2") == "这份文件没有读出表格"
    assert len(visitor.text("article")) > 60


def test_the_original_is_handed_out_as_a_file_never_as_a_page(visitor: Visitor) -> None:
    visitor.open_file("好.docx")
    status, headers, data = visitor.fetch(f"{address(visitor)}/original")
    assert (status, headers["Content-Type"], data[:2]) == (200, "application/octet-stream", b"PK")
    assert headers["Content-Disposition"] == "attachment; filename*=utf-8''%E5%A5%BD.docx"
    assert "sandbox" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["坏.html", "坏.svg", "坏.htm.docx"])
def test_a_page_that_somebody_sent_never_runs_here(closed: Desk, tmp_path: Path, name: str) -> None:
    closed.open(tmp_path / "作")
    assert closed.work is not None
    (tmp_path / name).write_text("<script>alert(1)</script>", "utf-8")
    closed.work.add_from(tmp_path / name)
    assert closed.work.wait(60)
    visitor = Visitor(closed)
    visitor.open_file(name)
    _, headers, _ = visitor.fetch(f"{address(visitor)}/original")
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"].startswith("attachment")


def test_names_and_values_are_escaped(closed: Desk, tmp_path: Path) -> None:
    closed.open(tmp_path / "作")
    assert closed.work is not None
    name = "<img src=x>\u202excod.docx"
    (tmp_path / "源").mkdir()
    (tmp_path / "源" / name).write_bytes(b"nothing")
    closed.work.add_from(tmp_path / "源")
    assert closed.work.wait(60)
    visitor = Visitor(closed)
    visitor.get("/inbox")
    assert visitor.find("img[@src='x']") == []
    visitor.get(visitor.find(".line-name")[0].get("href"))
    assert ("\u202e" in visitor.text("h1"), visitor.find("img[@src='x']")) == (False, [])


def test_the_form_with_remarks_is_a_word_file(visitor: Visitor) -> None:
    visitor.open_file("长.docx")
    (link,) = [each for each in visitor.find("a") if (each.get("href") or "").endswith("/annotated")]
    _, headers, data = visitor.fetch(link.get("href"))
    assert (data[:2], headers["Content-Disposition"][:10]) == (b"PK", "attachment")


@pytest.mark.parametrize(
    "path",
    ["/files/nobody", "/files/nobody/original", "/files/nobody/annotated", "/files/../x/y", "/files/%2e%2e"],
)
def test_a_file_that_is_not_there_is_404(visitor: Visitor, path: str) -> None:
    visitor.get(path)
    assert (visitor.status, visitor.text("h1")) == (404, "没有这个页面")


def test_an_act_that_is_not_there_is_404(visitor: Visitor) -> None:
    visitor.open_file("好.docx")
    token = visitor.page.xpath("//input[@name='csrfmiddlewaretoken']")[0].get("value")
    assert (
        visitor.client.post(f"{address(visitor)}/delete", {"csrfmiddlewaretoken": token}).status_code == 404
    )


def test_an_act_that_is_merely_opened_leads_back_to_the_file(visitor: Visitor) -> None:
    visitor.open_file("好.docx")
    page = address(visitor)
    visitor.get(f"{page}/correct?state=clean")
    assert (visitor.status, visitor.path) == (200, f"{page}?state=clean")
