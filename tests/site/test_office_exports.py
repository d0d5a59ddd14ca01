"""What leaves the desk: chosen, written however long, recorded; contacts masked until it is logged."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from jianyou.actions.deciding import Looked, accept_entry, refuse_entry
from jianyou.actions.exporting import begin_master, master_rows
from jianyou.domain.annexes.merge import Master
from jianyou.domain.annexes.write import master_paper
from jianyou.domain.calls.load import load_call
from jianyou.domain.lifecycle.roles import Role
from jianyou.officefiles.paper import Paper
from jianyou.officefiles.writing.docx import write_docx
from jianyou.officefiles.writing.streaming import stream_docx, stream_xlsx
from jianyou.queries.contacts import masked
from jianyou.queries.entry_wanted import EntryWanted
from jianyou.queries.office_exports import list_exports
from jianyou.store.models import Entry, Handling, LogRow, User
from jianyou.web.office.views import exports
from tests.site.kit import clerk
from tests.site.office import CLERK, CONTACT, HEAD, PHONE, SUPERVISOR, filed_city, typed, working
from tests.site.public import CITY, body, opened_city, text_of

pytestmark = pytest.mark.usefixtures("site")

OUT, CONTACTS = "/office/calls/city/out/", "/office/calls/city/out/contacts"
NAMES = ("示例轴承有限公司", "示例齿轮厂", "示例电梯公司")


@pytest.fixture
def number() -> str:
    """Three entries in two filings; the number of the first."""
    opened_city()
    first = filed_city(typed(NAMES[0]), typed(NAMES[1]))
    filed_city(typed(NAMES[2], location_industry="江北区，教育"), filer="示例区市场监督管理局")
    return first


def asked(client: Any, **fields: str) -> Any:
    """Asks for the master table from the page of exports."""
    told = {"kind": "xlsx", "which": "all", "reason": "报委领导审定"} | fields
    return client.post("/office/calls/city/export", told)


def names_in(data: bytes) -> list[str]:
    """The nominees in a master table, with their serial numbers."""
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    assert sheet is not None
    rows = [[str(cell) for cell in row[:2]] for row in sheet.values]
    return [f"{serial} {name}" for serial, name in rows if re.fullmatch(r"\d+", serial)]


def test_chosen_by_a_list_by_rank_or_by_state(number: str) -> None:
    accept_entry(actor=clerk(), looked=Looked(number, 2, 1))
    Entry.objects.filter(name=NAMES[2]).update(rank=1)
    Entry.objects.filter(name=NAMES[0]).update(rank=2)
    client = working(CLERK)
    for fields, found in (
        ({}, [f"1 {NAMES[0]}", f"2 {NAMES[1]}", f"3 {NAMES[2]}"]),
        ({"which": "accepted"}, [f"1 {NAMES[1]}"]),
        ({"order": "rank"}, [f"1 {NAMES[2]}", f"2 {NAMES[0]}", f"3 {NAMES[1]}"]),
        ({"which": "list", "query": "?district=江北区"}, [f"1 {NAMES[2]}"]),
    ):
        assert names_in(asked(client, **fields).content) == found, fields
    told = [(one.who, one.count, one.reason) for one in list_exports(viewer=clerk(), slug="city").items]
    assert told == [("jingban示例", count, "报委领导审定") for count in (1, 3, 1, 3)]
    page = text_of(client.get(OUT + "?query=%3Fdistrict%3D江北区"))
    assert "申报列表选中的 1 条" in page
    assert "jingban示例 导出推荐汇总表 3 报委领导审定" in page


def test_refused_ones_only_where_a_list_chooses_them(number: str) -> None:
    refuse_entry(actor=clerk(), looked=Looked(number, 1, 1), reason="不符")
    plain = begin_master(actor=clerk(), call_slug="city", reason="汇总")
    assert [row.values["name"] for row in master_rows(plain)] == [NAMES[1], NAMES[2]]
    listed = begin_master(actor=clerk(), call_slug="city", reason="汇总", wanted=EntryWanted(search="轴承"))
    assert [row.values["name"] for row in master_rows(listed)] == [NAMES[0]]


def test_a_long_table_is_sent_while_it_is_made(number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same table either way; what was recorded stands there before the first piece."""
    client = working(CLERK)
    whole = asked(client)
    monkeypatch.setattr(exports, "WHOLE", 2)
    streamed = asked(client)
    assert (whole.streaming, streamed.streaming) == (False, True)
    assert LogRow.objects.filter(act="export_master").count() == 2
    assert names_in(body(streamed)) == names_in(whole.content)
    assert re.search(r"-city-\d{8}-\d{4}\.xlsx", whole.headers["Content-Disposition"])
    assert number


def test_no_table_without_a_reason(number: str) -> None:
    answer = asked(working(CLERK), reason=" ", which="accepted", kind="pdf", order="rank")
    assert answer.status_code == 422
    html = answer.content.decode()
    for words in ('href="#reason"', 'id="reason-error"', 'id="kind-pdf" value="pdf" checked'):
        assert words in html, words
    assert (LogRow.objects.filter(act="export_master").count(), "谁在何时导出过什么" in html) == (0, True)
    assert number


def test_a_pdf_has_its_limit_and_says_so(number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "MOST_IN_PDF", 2)
    client = working(CLERK)
    answer = asked(client, kind="pdf")
    assert answer.status_code == 422
    assert "选中了 3 条，PDF 一次最多 2 条" in text_of(answer)
    assert LogRow.objects.filter(act="export_master").count() == 0
    assert asked(client, kind="pdf", which="list", query="?q=电梯").content.startswith(b"%PDF-")
    assert number


def frame() -> Paper:
    """The city's table without any row."""
    return master_paper(load_call(CITY).annex, Master(), header={"department": "示例委"})


def rows_of(count: int) -> list[list[str]]:
    """So many rows, with what a sheet could take for something else."""
    width = len(frame().columns)
    return [
        [str(at + 1), f"=示例{at}", "_x0041_", "甲\n乙", "\x01丙", *["丁"] * (width - 5)]
        for at in range(count)
    ]


def test_streamed_as_written_whole(tmp_path: Path) -> None:
    rows = rows_of(7)
    batches = [rows[:3], rows[3:6], rows[6:]]
    path = tmp_path / "table.docx"
    path.write_bytes(b"".join(stream_docx(frame(), batches)))
    whole = Paper(
        **{name: getattr(frame(), name) for name in ("title", "columns", "label", "header", "note")},
        rows=rows,
    )
    (tmp_path / "whole.docx").write_bytes(write_docx(whole).data)
    both = [docx.Document(str(tmp_path / name)) for name in ("table.docx", "whole.docx")]
    assert both[0].element.xml == both[1].element.xml
    assert len(both[0].tables[0].rows) == 8

    data = b"".join(stream_xlsx(frame(), batches, most=len(rows)))
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    assert sheet is not None
    values = [tuple(cell.value for cell in row[:5]) for row in sheet.rows]
    cells = [tuple(one) for one in values if str(one[0]).isdigit()]
    assert cells == [(str(at + 1), f"=示例{at}", "_x0041_", "甲\n乙", "丙") for at in range(7)]
    assert {cell.data_type for row in sheet.rows for cell in row if cell.value} == {"s"}
    assert str(values[-1][0]).startswith("注：")


def shown(answer: Any) -> tuple[bool, bool]:
    """Whether a page tells the nominees' contact, and the filer's phone."""
    html = answer.content.decode()
    return CONTACT in html, PHONE in html


def logged(act: str = "show_list") -> list[Any]:
    """Who was shown or took the contacts, how many, why."""
    rows = LogRow.objects.filter(act=act).order_by("at").values_list("actor", "content")
    return [(actor, told["list"], told["count"], told["reason"]) for actor, told in rows if told]


def test_who_handles_sees_contacts_logged_once_a_session(number: str) -> None:
    client = working(CLERK)
    for _ in range(3):
        assert shown(client.get(CONTACTS)) == (True, True)
    assert logged() == [("jingban", "contacts", 2, "")]
    working(CLERK).get(CONTACTS)
    assert len(logged()) == 2
    assert number


@pytest.mark.parametrize("role", [HEAD, SUPERVISOR])
def test_others_see_them_masked_until_they_give_a_reason(number: str, role: Role) -> None:
    client = working(role)
    page = client.get(CONTACTS)
    assert shown(page) == (False, False)
    assert "王**" in text_of(page)
    assert "023****0002" in text_of(page)
    assert client.post(CONTACTS, {"reason": " "}).status_code == 422
    assert client.post(CONTACTS, {"reason": "长" * 501}).status_code == 422
    assert logged() == []
    assert shown(client.post(CONTACTS, {"reason": "核对补正"})) == (True, True)
    assert shown(client.get(CONTACTS)) == (True, True)
    assert [row[1:] for row in logged()] == [("contacts", 2, "核对补正")]
    assert number


def test_a_clerk_who_does_not_handle_the_call_is_one_of_the_others(number: str) -> None:
    client = working(CLERK)
    working(CLERK, username="bieren")
    entry = Entry.objects.earliest("id")
    other = User.objects.get(username="bieren")
    Handling.objects.create(office_id=entry.office_id, call_id=entry.call_id, user=other)
    assert shown(client.get(CONTACTS)) == (False, False)
    assert client.post(CONTACTS, {"take": "yes"}).status_code == 422
    assert (logged(), logged("export_list"), number != "") == ([], [], True)


def test_contacts_are_taken_away_and_that_is_recorded(number: str) -> None:
    answer = working(CLERK).post(CONTACTS, {"take": "yes"})
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = [[str(cell or "") for cell in row] for row in sheet.values]
    assert [row[4] for row in rows[1:]] == list(NAMES)
    assert (rows[1][0], rows[1][5]) == (number, CONTACT)
    assert PHONE in rows[1][3]
    assert logged("export_list") == [("jingban", "contacts", 2, "")]
    assert working(SUPERVISOR).post(CONTACTS, {"take": "yes", "reason": "看看"}).status_code == 403
    assert len(logged("export_list")) == 1


def test_masks() -> None:
    for text, told in {
        "张示例": "张**",
        "13800001234": "138****1234",
        "023-60000001": "023****0001",
        "李示例，质量部部长，023-60000001": "李**，质**，023****0001",
        "王 (138 0000 1234)": "王** (138****1234)",
        "分机 1234567": "分** ****67",
        "": "",
    }.items():
        assert masked(text) == told, text
