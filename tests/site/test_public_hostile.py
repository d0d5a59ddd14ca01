"""Files that mean harm, or are merely wrong, are told so; nothing is kept of them, and all is bounded."""

import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jianyou.domain.annexes.reading import MOST_ENTRIES, clean
from jianyou.store.models import Filing, StoredFile
from jianyou.web.public import middleware, spool, uploaded
from tests.corpus import hostile
from tests.corpus.wordxml import p, tbl, tr
from tests.site.public import SCAN, browser, filed, form, opened_city, row, sent, step_two, text_of

EMPTY = row("", location_industry="", profile="", feature="", honors="", contact="", willing="")

pytestmark = pytest.mark.usefixtures("site")


def turned_down(data: bytes, name: str = "表.docx") -> str:
    """What is said of a form that isn't taken, nothing of it kept."""
    answer = browser().post("/calls/city/file/", sent(data, name))
    assert answer.status_code == 422
    assert 'id="form-error"' in answer.content.decode()
    return text_of(answer)


@pytest.mark.slow
def test_every_hostile_file_is_answered(site: Path, tmp_path: Path) -> None:
    opened_city()
    for each in hostile.write_hostile(tmp_path):
        path = tmp_path / each.name
        begun = time.monotonic()
        answer = browser().post("/calls/city/file/", sent(path.read_bytes() or b" ", each.name))
        assert answer.status_code in {302, 422}, each
        assert time.monotonic() - begun < 15, each
        if answer.status_code == 302:
            assert browser().get(answer["Location"]).status_code == 200, each
    assert Filing.objects.count() == 0
    assert not (site / "files").exists()


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (hostile.docx(p("没有表格")), "信.docx", "“信.docx”读不出表格"),
        (hostile.docx(tbl(tr("甲", "乙"), tr("丙", "丁"))), "别的表.docx", "“别的表.docx”读不出表格"),
        (b"PK\x03\x04" + bytes(100), "坏.docx", "读不出表格"),
        (b"{\\rtf1 }", "旧.doc", "不是 Word（.docx）或 Excel（.xlsx、.xls）文件"),
        (b"\x89PNG\r\n\x1a\n", "照片.docx", "扫描件请放在下面“盖章扫描件”一栏"),
        (form(EMPTY), "空.docx", "没有填写推荐对象"),
    ],
)
def test_a_wrong_file_is_told_what_is_wrong(site: Path, data: bytes, name: str, told: str) -> None:
    opened_city()
    assert told in turned_down(data, name)
    assert list((site / "spool").iterdir()) == []


def test_more_entries_than_one_filing_takes() -> None:
    opened_city()
    rows = [row(f"示例{number}厂") for number in range(MOST_ENTRIES + 1)]
    assert "一次报送最多 300 条" in turned_down(form(*rows, kind="xlsx"), "多.xlsx")


def test_a_workbook_is_taken_too() -> None:
    opened_city()
    filed(browser(), sent(form(kind="xlsx"), "表.xlsx"))
    assert Filing.objects.get().entries.get().name == "示例轴承有限公司"


def test_a_file_beyond_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    opened_city()
    monkeypatch.setattr(spool, "MOST_BYTES", 4096)
    assert "超过 0 MB" in turned_down(form())


def test_a_body_beyond_all_is_refused_unread() -> None:
    opened_city()
    answer = browser().post("/calls/city/file/", CONTENT_LENGTH=str(middleware.LONGEST_BODY + 1))
    assert (answer.status_code, "上传的文件太大" in text_of(answer)) == (413, True)
    assert browser().post("/filings/", CONTENT_LENGTH="-1").status_code == 413


def test_no_more_than_two_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    opened_city()
    monkeypatch.setattr(uploaded, "_PATIENCE", 0.01)
    with uploaded._AT_ONCE, uploaded._AT_ONCE:
        assert "同时上传的人较多" in turned_down(form())
    assert step_two(browser())


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "C:\\表\\a.docx",
        "\u202excod.表",
        "长" * 300 + ".docx",
        "a\0b.docx",
        ".docx",
        "'<b>",
    ],
)
def test_names_lead_nowhere(site: Path, name: str) -> None:
    opened_city()
    client = browser()
    upload: Any = SimpleUploadedFile("x.docx", form())
    upload._name = name  # what a browser of ill will sends
    page = client.get(filed(client, {"filer": "<script>甲", "form": upload}))
    assert page.status_code == 200
    assert "<script>" not in page.content.decode()
    kept = StoredFile.objects.get()
    assert "/" not in kept.name
    assert "\\" not in kept.name
    assert {each.parent.parent.parent for each in (site / "files").rglob("*") if each.is_file()} == {site}


def test_words_that_a_database_cannot_keep() -> None:
    assert clean("甲\0乙\ud800丙") == "甲乙?丙"


def test_what_nobody_came_back_for_is_swept(site: Path) -> None:
    opened_city()
    client = browser()
    old = step_two(client)
    (folder,) = (site / "spool").iterdir()
    yesterday = time.time() - spool.SECONDS - 1
    for each in (*folder.iterdir(), folder):
        os.utime(each, (yesterday, yesterday))
    assert client.get(old).status_code == 410
    assert client.post(old, {"not_classified": "yes"}).status_code == 410
    step_two(client)
    assert not folder.exists()


def test_a_scan_is_what_its_bytes_say() -> None:
    opened_city()
    for data in (SCAN, b"\xff\xd8\xff\xe0 photo", b"\x89PNG\r\n\x1a\n picture"):
        step_two(browser(), sent(scan=data))
    for data in (b"GIF89a", b"PK\x03\x04", b"MZ", b"%!PS"):
        answer = browser().post("/calls/city/file/", sent(scan=data))
        assert (answer.status_code, 'id="scan-error"' in answer.content.decode()) == (422, True)
