"""收件: what comes in, where it stands, and how it is found again."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jianyou.web.desk.desk import Desk
from tests.cli.samples import GOOD, write_form
from tests.web.visiting import Visitor


def names(visitor: Visitor) -> list[str]:
    return [each.text_content() for each in visitor.find(".line-name")]


def form(tmp_path: Path, name: str) -> SimpleUploadedFile:
    path = write_form(tmp_path / "上传" / name, [{**GOOD, "name": f"重庆{name}有限公司"}])
    return SimpleUploadedFile(name, path.read_bytes())


def test_files_stand_by_state_the_most_urgent_first(visitor: Visitor) -> None:
    visitor.get("/inbox")
    assert names(visitor) == ["坏.docx", "长.docx", "看不清.xlsx", "无年份.docx", "好.docx"]
    heads = [each.split()[0] for each in visitor.texts(".group-head")]
    assert heads == ["未能读取", "有错误", "有提醒", "无问题"]
    assert visitor.text(".page-head").startswith("收件核对 5 份文件，5 个推荐对象，1 个填报部门")
    assert visitor.text("#begin") == "逐份核对，还有 5 份"


def test_or_by_name(visitor: Visitor) -> None:
    visitor.get("/inbox?sort=name")
    assert names(visitor) == ["坏.docx", "无年份.docx", "好.docx", "长.docx", "看不清.xlsx"]
    assert visitor.texts(".group-head") == []


def test_states_are_filters_with_their_counts(visitor: Visitor) -> None:
    visitor.get("/inbox")
    assert visitor.texts(".filters")[0].split() == [
        *("全部", "5", "未能读取", "1", "有错误", "2", "有提醒", "1", "无问题", "1")
    ]
    visitor.get("/inbox?state=errors")
    assert names(visitor) == ["长.docx", "看不清.xlsx"]
    assert [each.text_content().split() for each in visitor.find("a[@aria-current='true']")] == [
        ["有错误", "2"]
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [("轴承", ["长.docx"]), ("渝北区/好", ["好.docx"]), ("没有这家", [])],
)
def test_searching(visitor: Visitor, asked: str, found: list[str]) -> None:
    visitor.get(f"/inbox?q={asked}")
    assert names(visitor) == found
    assert visitor.find("#q")[0].get("value") == asked
    assert ("没有找到“没有这家”" in visitor.text()) == (not found)


@pytest.mark.parametrize(
    "query", ["state=nonsense", "page=0", "page=99999999999", "page=二", "sort=x", "q=%00%ff"]
)
def test_an_address_that_makes_no_sense_shows_what_there_is(visitor: Visitor, query: str) -> None:
    visitor.get(f"/inbox?{query}")
    assert visitor.status == 200


def test_an_empty_inbox_asks_for_files(closed: Desk, tmp_path: Path) -> None:
    closed.open(tmp_path / "空")
    visitor = Visitor(closed)
    visitor.get("/inbox")
    assert visitor.text("#drop-title") == "把收到的表放进来"
    visitor.send("/inbox/add")
    assert (visitor.status, "还没有选择文件" in visitor.text("#upload-error")) == (422, True)


def test_files_come_in_by_a_plain_form(closed: Desk, tmp_path: Path) -> None:
    closed.open(tmp_path / "空")
    visitor = Visitor(closed)
    visitor.get("/inbox")
    empty = SimpleUploadedFile("空.docx", b"")
    visitor.send("/inbox/add", files=[form(tmp_path, "一.docx"), form(tmp_path, "二.docx"), empty])
    assert visitor.path == "/inbox"
    assert visitor.texts("*[@role='status']")[0] == "收入 3 份文件。"
    assert closed.work is not None
    assert closed.work.wait(60)
    visitor.get("/inbox")
    assert names(visitor) == ["空.docx", "一.docx", "二.docx"]


def test_a_script_sends_folders_along_and_gets_data(visitor: Visitor, tmp_path: Path) -> None:
    visitor.get("/inbox")
    token = visitor.page.xpath("//input[@name='csrfmiddlewaretoken']")[0].get("value")
    sent = {
        "csrfmiddlewaretoken": token,
        "files": [form(tmp_path, "三.docx"), form(tmp_path, "三.docx"), SimpleUploadedFile("空.docx", b"")],
        "names": ["江北区/三.docx", "../../三.docx", "空.docx"],
    }
    answer = visitor.client.post("/inbox/add", sent, headers={"accept": "application/json"})
    assert answer.json() == {
        "new": 2,
        "known": 1,
        "refused": [],
    }
    visitor.get("/inbox?q=江北区")
    assert visitor.desk.work is not None
    assert visitor.desk.work.wait(60)
    visitor.get("/inbox?q=江北区")
    assert names(visitor) == ["三.docx"]


def test_a_folder_of_this_machine_comes_in_by_its_path(closed: Desk, tmp_path: Path, mailbox: Path) -> None:
    closed.open(tmp_path / "空")
    visitor = Visitor(closed)
    visitor.get("/inbox")
    visitor.send("/inbox/from", path=f'"{mailbox}"')
    assert visitor.text("#told") == "收入 5 份文件。"


@pytest.mark.parametrize("given", ["", "来件", "没有"])
def test_a_path_that_leads_nowhere_is_said_and_kept(visitor: Visitor, tmp_path: Path, given: str) -> None:
    given = str(tmp_path / given) if given == "没有" else given
    visitor.get("/inbox")
    visitor.send("/inbox/from", path=given)
    assert visitor.status == 422
    assert visitor.find("#from-path")[0].get("value") == given
    assert visitor.text("#path-error").startswith("错误：")


def test_progress_is_told_as_data(visitor: Visitor) -> None:
    told = visitor.client.get("/inbox/progress").json()
    assert {**told, "done": 5, "total": 5} == {
        "done": 5,
        "total": 5,
        "percent": 100,
        "current": "",
        "running": False,
    }


def test_many_files_are_turned_by_pages(closed: Desk, tmp_path: Path) -> None:
    closed.open(tmp_path / "多")
    assert closed.work is not None
    for number in range(205):
        closed.work.add(f"{number:03}.txt", io.BytesIO(f"no form {number}".encode()))
    assert closed.work.wait(60)
    visitor = Visitor(closed)
    visitor.get("/inbox?sort=name")
    assert (names(visitor)[0], len(names(visitor))) == ("000.txt", 100)
    visitor.get("/inbox" + visitor.find("a[@rel='next']")[0].get("href"))
    visitor.get("/inbox" + visitor.find("a[@rel='next']")[0].get("href"))
    assert names(visitor) == ["200.txt", "201.txt", "202.txt", "203.txt", "204.txt"]
    assert (visitor.find("a[@rel='next']"), visitor.text(".pager").split()[0]) == ([], "第")
    visitor.get(visitor.find(".line-name")[0].get("href"))
    assert "第 201 份，共 205 份" in visitor.text(".crumbs")
