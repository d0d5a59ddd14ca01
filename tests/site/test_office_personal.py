"""Personal data on the office's pages: hidden until asked for with a reason, in no log; and what goes out."""

import json
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from jianyou.actions.adding import add_scan
from jianyou.actions.deciding import Looked, accept_entry, refuse_entry
from jianyou.domain.annexes.intake import read_in
from jianyou.domain.annexes.records import Form
from jianyou.domain.calls.load import load_call
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.store.models import LogRow, OutboxMessage
from jianyou.web.components.policies import SOMEBODYS_FILE
from tests.site.kit import clerk
from tests.site.office import (
    CLERK,
    CONTACT,
    HEAD,
    PHONE,
    SUPERVISOR,
    filed_city,
    kept,
    typed,
    working,
)
from tests.site.public import CITY, body, opened_city, text_of

pytestmark = pytest.mark.usefixtures("site")

SCAN = b"%PDF-1.4 a sealed table"
WORD = b"PK\x03\x04 a form"
REASON = "电话核对补正内容"


@pytest.fixture
def number() -> str:
    """A filing with a scan."""
    opened_city()
    return filed_city(typed("示例轴承有限公司"), typed("示例齿轮厂"), scan=SCAN)


def logged() -> list[Any]:
    """What was logged of showing personal data."""
    return list(
        LogRow.objects.filter(act="show_personal_data").order_by("at").values_list("content", flat=True)
    )


def everything_logged() -> str:
    """All that logs and messages tell."""
    rows = [
        *LogRow.objects.values_list("content", flat=True),
        *OutboxMessage.objects.values_list("params", flat=True),
    ]
    bodies = b"".join(bytes(one) for one in LogRow.objects.values_list("body", flat=True))
    return json.dumps(rows, ensure_ascii=False) + bodies.decode()


def ask(client: Client, number: str, reason: str = REASON) -> Any:
    """Asks for what is hidden."""
    return client.post(f"/office/filings/{number}/personal", {"reason": reason})


def test_hidden_everywhere_until_asked_for(number: str) -> None:
    for client in (working(CLERK), working(HEAD), working(SUPERVISOR)):
        for path in (
            "/office/",
            "/office/messages/",
            "/office/calls/city/",
            "/office/calls/city/filings/",
            f"/office/filings/{number}/",
            f"/office/filings/{number}/versions",
        ):
            html = client.get(path).content.decode()
            assert CONTACT not in html
            assert PHONE not in html
            assert "023-6000" not in html
        assert text_of(client.get(f"/office/filings/{number}/")).count("（已隐藏）") == 4
    form = working(CLERK).get(f"/office/filings/{number}/entries/1/return")
    assert "023-6000" not in form.content.decode()
    findings = working(CLERK).get("/office/calls/city/findings.xlsx")
    assert "023-6000" not in cells_of(findings.content)
    assert logged() == []


def test_shown_once_with_its_reason(number: str) -> None:
    client = working(CLERK)
    shown = ask(client, number)
    told = text_of(shown)
    assert (told.count(CONTACT), told.count(PHONE), "已隐藏" in told) == (2, 1, False)
    assert "no-store" in shown.headers["Cache-Control"]
    assert [(row["number"], row["reason"], row["actor"]) for row in logged()] == [(number, REASON, "jingban")]
    assert CONTACT not in text_of(client.get(f"/office/filings/{number}/"))
    assert "查看个人信息" in text_of(client.get(f"/office/filings/{number}/"))
    ask(client, number, "再看一次")
    assert [row["reason"] for row in logged()] == [REASON, "再看一次"]
    assert CONTACT not in everything_logged()
    assert PHONE not in everything_logged()


def test_nothing_is_shown_without_a_reason(number: str) -> None:
    client = working(CLERK)
    for reason in ("", "   ", "\0\0", "长" * 501):
        answer = ask(client, number, reason)
        html = answer.content.decode()
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert 'id="reason-error"' in html
        assert "没有显示" in html
        assert "023-6000" not in html
        assert client.get(address(number)).status_code == HTTPStatus.FOUND
    assert logged() == []


def address(number: str, data: bytes = SCAN) -> str:
    """Where a file of a filing is."""
    return f"/office/filings/{number}/files/{kept('x', data, 'x').digest}"


def test_files_are_opened_after_the_reason_was_logged(number: str) -> None:
    client = working(CLERK)
    path = address(number)
    page = client.get(f"/office/filings/{number}/")
    assert path not in page.content.decode()
    before = client.get(path)
    assert (before.status_code, before.headers["Location"]) == (
        HTTPStatus.FOUND,
        f"/office/filings/{number}/?files#personal",
    )
    assert "打开前请先写明理由" in text_of(client.get(before.headers["Location"]))
    assert ask(client, number).content.decode().count(path) == 2
    looked, taken = client.get(path), client.get(path + "?keep")
    assert (body(looked), body(taken)) == (SCAN, SCAN)
    assert looked.headers["Content-Security-Policy"] == SOMEBODYS_FILE
    assert looked.headers["X-Content-Type-Options"] == "nosniff"
    assert looked.headers["Content-Type"] == "application/pdf"
    assert looked.headers["Content-Disposition"].startswith("inline;")
    assert taken.headers["Content-Disposition"].startswith("attachment;")
    assert "no-store" in looked.headers["Cache-Control"]
    # Looking is logged once, when the reason is given, and for this person in this session only.
    assert len(logged()) == 1
    assert working(HEAD).get(path).status_code == HTTPStatus.FOUND
    other = filed_city(typed("示例阀门厂"), scan=SCAN)
    assert client.get(address(other)).status_code == HTTPStatus.FOUND


def test_only_pictures_and_pdf_are_shown(number: str) -> None:
    client = working(CLERK)
    for data, media in {
        WORD: "application/octet-stream",
        b"<script>alert(1)</script>": "application/octet-stream",
        b"\x89PNG\r\n\x1a\n picture": "image/png",
        b"\xff\xd8\xff picture": "image/jpeg",
    }.items():
        add_scan(actor=filer_of(number), number=number, file=kept("汇总表 1.pdf", data, "sealed_scan"))
        ask(client, number)
        answer = client.get(address(number, data))
        assert (answer.headers["Content-Type"], body(answer)) == (media, data)
        kind = "attachment" if media == "application/octet-stream" else "inline"
        assert answer.headers["Content-Disposition"].startswith(kind)
    assert client.get(address(number, b"somebody else's")).status_code == HTTPStatus.NOT_FOUND


def export(client: Client, kind: str = "docx", which: str = "all", reason: str = "报委领导审定") -> Any:
    """Asks for the master table."""
    return client.post("/office/calls/city/export", {"kind": kind, "which": which, "reason": reason})


def read_again(data: bytes, kind: str, folder: Path) -> Form:
    """The table by our own reader."""
    path = folder / f"master.{kind}"
    path.write_bytes(data)
    return read_in(path, file=path.name, schema=load_call(CITY).annex)


def cells_of(data: bytes) -> str:
    """All texts of a workbook."""
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(data))
    return "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row if cell.value)


ROWS = [
    typed("示例轴承有限公司"),
    typed("示例齿轮厂", honors="全国质量奖\n市长质量奖"),
    typed("示例电梯公司"),
]


def test_the_master_table_is_what_was_filed(tmp_path: Path) -> None:
    opened_city()
    first = filed_city(ROWS[0], ROWS[1])
    filed_city(ROWS[2], filer="示例区市场监督管理局")
    refuse_entry(actor=clerk(), looked=Looked(filed_city(typed("示例阀门厂")), 1, 1), reason="不符")
    accept_entry(actor=clerk(), looked=Looked(first, 2, 1))
    client = working(CLERK)
    serial = load_call(CITY).annex.columns[0].key
    for kind in ("docx", "xlsx"):
        answer = export(client, kind)
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        form = read_again(answer.content, kind, tmp_path)
        read = [{key: value.text for key, value in row.values.items()} for row in form.rows]
        assert read == [{key: text for key, text in row.items() if key != serial} for row in ROWS]
        assert [row.number for row in form.rows] == [1, 2, 3]
        assert form.header["department"].text == "示例市经济信息化委员会"
    accepted = read_again(export(client, which="accepted", reason="只看已受理").content, "docx", tmp_path)
    assert [row.text("name") for row in accepted.rows] == ["示例齿轮厂"]
    rows = LogRow.objects.filter(act="export_master").order_by("at").values_list("content", flat=True)
    assert [(row["reason"], row["entries"], row["accepted_only"], row["actor"]) for row in rows if row] == [
        ("报委领导审定", 3, False, "jingban"),
        ("报委领导审定", 3, False, "jingban"),
        ("只看已受理", 1, True, "jingban"),
    ]
    assert CONTACT not in everything_logged()


def test_the_master_table_as_pdf(tmp_path: Path) -> None:
    opened_city()
    filed_city(*ROWS)
    answer = export(working(HEAD), "pdf")
    assert (answer.headers["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    form = read_again(answer.content, "pdf", tmp_path)
    assert [row.text("name") for row in form.rows] == [row["name"] for row in ROWS]


def test_no_table_without_a_reason(number: str) -> None:
    client = working(CLERK)
    for reason in ("", " ", "长" * 501):
        answer = export(client, reason=reason)
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert 'href="#reason"' in answer.content.decode()
        assert 'id="reason-error"' in answer.content.decode()
    assert export(client, kind="exe").headers["Content-Disposition"].count(".docx") == 1
    assert LogRow.objects.filter(act="export_master").count() == 1
    assert number


def test_an_empty_table_can_be_taken_too(tmp_path: Path) -> None:
    opened_city()
    form = read_again(export(working(CLERK)).content, "docx", tmp_path)
    assert [row.values for row in form.rows] == []


def test_the_list_of_findings(number: str) -> None:
    answer = working(CLERK).get("/office/calls/city/findings.xlsx")
    told = cells_of(answer.content)
    assert told.count(f"{number} 渝北区经济信息委") == 3
    assert told.count("超过 25 字的限制") == 2
    assert "示例齿轮厂" in told
    english = working(HEAD)
    english.cookies["jianyou_lang"] = "en"
    told = cells_of(english.get("/office/calls/city/findings.xlsx").content)
    assert ("超过 25 字的限制" in told, "above the limit of 25" in told) == (False, True)
