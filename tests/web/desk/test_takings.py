"""按企业, 催办, 成果: what the work comes to."""

import io
import zipfile
from pathlib import Path

import pytest

from jianyou.web.desk.desk import Desk
from tests.cli.samples import GOOD, write_form
from tests.web.visiting import Visitor


def test_each_nominee_stands_once_with_its_files(visitor: Visitor, tmp_path: Path) -> None:
    assert visitor.desk.work is not None
    visitor.desk.work.add_from(write_form(tmp_path / "再报.docx", [{**GOOD, "name": GOOD["name"] + " "}]))
    assert visitor.desk.work.wait(60)
    visitor.get("/firms")
    assert visitor.texts(".filters") == ["全部 5 重复报送 1"]
    visitor.get("/firms?only=repeated")
    (firm,) = visitor.texts(".lines-firms")
    assert firm.startswith(f"{GOOD['name']} 重复报送 渝北区 · ")
    assert ("好.docx 渝北区" in firm, "再报.docx" in firm) == (True, True)
    visitor.get("/firms?q=轴承")
    assert (
        len(visitor.find(".name")) - 1
        == len(visitor.page.xpath("//ol[contains(@class,'lines-firms')]/li")) + 1
    )
    visitor.get("/firms?q=没有")
    assert "没有找到“没有”" in visitor.text()


def test_whoever_must_mend_has_a_text(visitor: Visitor) -> None:
    visitor.get("/reminders")
    assert "4 份文件需要报送人补正" in visitor.text(".prose")
    assert len(visitor.find("textarea")) == 4
    assert "023-60000001" in visitor.text()
    visitor.get("/reminders?q=长.docx")
    assert ["长.docx" in (each.text or "") for each in visitor.find("textarea")] == [True]


def test_all_reminders_become_one_word_file(visitor: Visitor) -> None:
    visitor.get("/reminders")
    visitor.send("/reminders/make")
    link = visitor.find("#made")[0].xpath(".//a/@href")[0]
    assert visitor.fetch(link)[2][:2] == b"PK"


def test_results_tell_what_goes_in_and_what_does_not(visitor: Visitor) -> None:
    visitor.get("/results")
    assert visitor.texts(".tile") == [
        "汇入总表 5 个推荐对象",
        "仍有错误，照样汇入 2 份文件",
        "仍有提醒，照样汇入 1 份文件",
        "不汇入 1 份文件",
    ]
    assert "坏.docx 未能读取" in visitor.text("#left-out")
    assert visitor.text(".button-primary") == "生成，汇入 5 个推荐对象"


def test_what_is_ticked_is_made_and_can_be_taken(visitor: Visitor) -> None:
    visitor.get("/results")
    header = {"header-department": "某市经信委", "header-contact": "经办人", "header-phone": "023-60000009"}
    visitor.send("/results", make=["master_docx", "summary_html", "annotated_zip"], **header)
    assert (visitor.status, visitor.path) == (200, "/results#made")
    assert visitor.find("input[@name='header-department']")[0].get("value") == "某市经信委"
    _, headers, data = visitor.fetch("/results/master_docx")
    assert headers["Content-Disposition"].startswith("attachment")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert "某市经信委" in package.read("word/document.xml").decode()
    _, headers, _ = visitor.fetch("/results/summary_html?look")
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert "sandbox" in headers["Content-Security-Policy"]
    assert visitor.texts(".made")[0].split()[0] == "推荐汇总表（Word）"


def test_a_change_makes_results_stale(visitor: Visitor) -> None:
    visitor.get("/results")
    visitor.send("/results", make=["master_xlsx"])
    assert "需重新生成" not in visitor.text("#made")
    visitor.open_file("长.docx")
    visitor.send(f"{visitor.path}/correct", entry="1", column="feature", text="短")
    visitor.get("/results")
    assert "需重新生成" in visitor.text("#made")


def test_nothing_ticked_keeps_what_was_typed(visitor: Visitor) -> None:
    visitor.get("/results")
    visitor.send("/results", make=[], **{"header-contact": "李某"})
    assert (visitor.status, visitor.text("#problem")) == (422, "没有勾选要生成的内容。请至少勾选一项。")
    assert visitor.find("input[@name='header-contact']")[0].get("value") == "李某"
    assert visitor.page.xpath("//input[@name='make'][@checked]") == []


def test_nothing_to_make_is_said(closed: Desk, tmp_path: Path) -> None:
    closed.open(tmp_path / "空")
    visitor = Visitor(closed)
    visitor.get("/results")
    visitor.send("/results")
    assert (visitor.status, visitor.find("#problem") != []) == (422, True)
    visitor.get("/reminders")
    assert "没有需要催办的" in visitor.text()


@pytest.mark.parametrize("key", ["nothing", "master_pdf"])
def test_what_was_not_made_is_404(visitor: Visitor, key: str) -> None:
    visitor.get(f"/results/{key}")
    assert visitor.status == 404
