"""The first page: which call, which folder, and clear words where either can't be."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from jianyou.domain.calls import load
from jianyou.web.desk.desk import Desk
from jianyou.web.desk.lock import LOCK, Address, FolderLock
from tests.web.visiting import Visitor

OFFERED = Path(load.__file__).parent / "builtin" / "chongqing-2024.yaml"


def test_without_work_every_page_leads_to_the_start(closed: Desk) -> None:
    visitor = Visitor(closed)
    for path in ("/", "/inbox", "/firms", "/reminders", "/results", "/results/master_docx"):
        visitor.get(path)
        assert (visitor.status, visitor.path) == (200, "/start")


def test_a_folder_is_made_and_opened(closed: Desk, tmp_path: Path) -> None:
    visitor = Visitor(closed)
    visitor.get("/start")
    visitor.send("/start", folder=str(tmp_path / "新建" / "工作"))
    assert (visitor.status, visitor.path) == (200, "/inbox")
    assert visitor.text("h1") == "收件核对"
    assert (tmp_path / "新建" / "工作").is_dir()


def test_left_empty_the_folder_is_the_one_that_was_shown(closed: Desk) -> None:
    visitor = Visitor(closed)
    visitor.get("/start")
    shown = visitor.texts(".path")[0]
    visitor.send("/start")
    assert closed.work is not None
    assert str(closed.work.folder) == shown


def test_what_was_opened_lately_is_offered_again(closed: Desk, tmp_path: Path) -> None:
    closed.open(tmp_path / "甲")
    closed.open(tmp_path / "乙")
    visitor = Visitor(closed)
    visitor.get("/start")
    assert [each.get("value") for each in visitor.find("button[@name='folder']")] == [str(tmp_path / "甲")]
    visitor.send("/start", again="yes", folder=str(tmp_path / "甲"))
    assert closed.work is not None
    assert (visitor.path, closed.work.folder) == ("/inbox", tmp_path / "甲")


def test_a_path_that_is_no_whole_path_is_said_at_its_field_and_kept(closed: Desk) -> None:
    visitor = Visitor(closed)
    for given in ("工作", "~nobody-of-that-name/工作", "a\0b"):
        visitor.get("/start")
        visitor.send("/start", folder=given)
        assert (visitor.status, closed.work) == (422, None)
        field = visitor.find("#folder")[0]
        assert field.get("aria-invalid") == "true"
        assert "不是完整路径" in visitor.text(f"#{field.get('aria-describedby').split()[-1]}")
    assert field.get("value") in {"a\0b", "a\ufffdb", "ab"}


def test_a_folder_that_can_t_be_is_said(closed: Desk, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("x", "utf-8")
    visitor = Visitor(closed)
    visitor.get("/start")
    visitor.send("/start", folder=str(tmp_path / "文件" / "里面"))
    assert (visitor.status, "不能使用文件夹" in visitor.text("#folder-error")) == (422, True)


def test_a_call_file_can_be_handed_in(closed: Desk, tmp_path: Path) -> None:
    visitor = Visitor(closed)
    visitor.get("/start")
    text = OFFERED.read_text("utf-8").replace("call: chongqing-2024", "call: another-2024")
    visitor.send(
        "/start",
        call="own_file",
        call_file=SimpleUploadedFile("c.yaml", text.encode()),
        folder=str(tmp_path / "作"),
    )
    assert closed.work is not None
    assert (visitor.path, closed.work.call.id) == ("/inbox", "another-2024")


def test_a_bad_call_file_is_told_with_its_lines(closed: Desk, tmp_path: Path) -> None:
    visitor = Visitor(closed)
    for data in (b"call: [", b"deadline: never\n", b"\xff\xfe"):
        visitor.get("/start")
        sent = SimpleUploadedFile("c.yaml", data)
        visitor.send("/start", call="own_file", call_file=sent, folder=str(tmp_path / "作"))
        assert (visitor.status, visitor.text("#call-error")[:3], closed.work) == (422, "错误：", None)
        assert visitor.find("#call-own")[0].get("checked") is not None
    visitor.get("/start")
    visitor.send("/start", call="own_file", folder=str(tmp_path / "作"))
    assert "没有选择征集文件" in visitor.text("#call-error")


def test_sources_of_the_command_come_in_once_a_folder_is_open(
    closed: Desk, mailbox: Path, tmp_path: Path
) -> None:
    closed.sources = [mailbox, tmp_path / "没有的"]
    visitor = Visitor(closed)
    visitor.get("/start")
    assert visitor.texts(".path")[:2] == [str(mailbox), str(tmp_path / "没有的")]
    visitor.send("/start", folder=str(tmp_path / "作"))
    assert "收入 5 份文件。" in visitor.text("#told")
    assert "1 份没有收入" in visitor.text("#told")
    visitor.get("/inbox")
    assert visitor.find("#told") == []


def test_a_folder_of_another_machine_is_left_alone(closed: Desk, tmp_path: Path) -> None:
    FolderLock(tmp_path / "作").take(Address("另一台", 9, "k"))
    visitor = Visitor(closed)
    visitor.get("/start")
    visitor.send("/start", folder=str(tmp_path / "作"))
    assert (visitor.status, "另一台" in visitor.text("#folder-error")) == (422, True)
    assert (tmp_path / "作" / LOCK).exists()
