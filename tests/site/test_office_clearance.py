"""The pages of clearance: letters in two steps, papers, returned tables row by row, one reply by hand."""

import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime

from jianyou.actions.deciding import Looked, accept_entry
from jianyou.domain.papers.clearance import enquiry_table
from jianyou.domain.papers.clearance_answers import Overall
from jianyou.officefiles.writing.render import render_table
from jianyou.queries.clearance import all_asked, enquiry_told
from jianyou.queries.entry_wanted import EntryKey
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Enquired, Enquiry, Entry, Fact, Filing, FilingVersion
from tests.site.kit import clerk
from tests.site.office import CLERK, HEAD, SUPERVISOR, fields_on, filed_city, typed, working
from tests.site.public import body, opened_city, text_of

pytestmark = pytest.mark.usefixtures("site")

NAME, OTHER = "示例轴承有限公司", "示例齿轮厂"
PAGE = "/office/calls/city/clearance/"
LETTER = f"{PAGE}1/"
LISTS = ("on_abnormal_list", "on_serious_breach_list")


@pytest.fixture
def number(site: Path) -> str:
    """A filing of two accepted entries."""
    del site
    opened_city()
    number = filed_city(typed(NAME), typed(OTHER))
    for ordinal in (1, 2):
        accept_entry(actor=clerk(), looked=Looked(number, ordinal, 1))
    return number


def day(days: int = 0) -> str:
    """A day from now, as it is typed."""
    return (localtime(database_now()) + timedelta(days=days)).date().isoformat()


def form(**other: Any) -> dict[str, Any]:
    """The form of letters to one department that the call doesn't name."""
    keys = Entry.objects.order_by("ordinal").values_list("filing__number", "ordinal")
    entries = " ".join(f"{number}.{ordinal}" for number, ordinal in keys)
    told = {"name1": "示例市市场监管局", "ask1": list(LISTS), "due": day(7), "next": "yes"}
    return {**told, "entries": entries, **other}


def asked(client: Client, **other: Any) -> None:
    """The letter made, and marked as sent today."""
    answer = client.post(f"{PAGE}new", {**form(**other), "sure": "yes"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{PAGE}?done=asked.1")
    answer = client.post(f"{LETTER}sent", {"on": day(), "how": "公文系统"})
    assert answer.headers["Location"] == f"{LETTER}?done=sent"


def table(*answers: tuple[str, ...], keep_keys: bool = True) -> SimpleUploadedFile:
    """The letter's table as it comes back: both lists, details, remark."""
    paper = enquiry_table(enquiry_told(viewer=clerk(), slug="city", number=1))
    rows = [[*row[:4], *cells] for row, cells in zip(paper.rows, answers, strict=False)]
    if not keep_keys:
        rows = [["", *row[1:]] for row in rows]
    data = render_table(Path("复函.xlsx"), replace(paper, rows=rows)).written.data
    return SimpleUploadedFile("复函.xlsx", data)


def standing() -> list[tuple[str, str]]:
    """The entries of the letter with the answer that stands."""
    return [(line.name, line.answer or "") for line in all_asked(viewer=clerk(), slug="city", number=1)]


def test_letters_are_made_in_two_steps(number: str) -> None:
    client = working(CLERK)
    first = text_of(client.get(f"{PAGE}new"))
    assert "就 2 条申报征求意见。" in first
    assert [name in first for name in ("市场监管", "生态环境", "应急管理", "税务")] == [True] * 4
    seen = client.post(f"{PAGE}new", form(text="联系人另行告知。"))
    assert "制作 1 份征求意见函" in text_of(seen)
    assert Enquiry.objects.count() == 0
    carried = fields_on(seen)
    assert carried["entries"].split() == [f"{number}.1", f"{number}.2"]
    assert client.post(f"{PAGE}new", {**form(text="联系人另行告知。"), "sure": "yes"}).status_code == 302
    row = Enquiry.objects.get()
    assert (row.department, row.asks, row.text) == ("示例市市场监管局", list(LISTS), "联系人另行告知。")


def test_a_selection_of_the_list_is_asked_about(number: str) -> None:
    client = working(HEAD)
    answer = client.post(f"{PAGE}new", {"entry": f"{number}.2"})
    assert "就 1 条申报征求意见。" in text_of(answer)
    answer = client.post(f"{PAGE}new", {**form(), "entries": f"{number}.2", "sure": "yes"})
    assert answer.status_code == 302
    assert standing() == [(OTHER, "")]


@pytest.mark.usefixtures("number")
@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("departments", {"name1": " "}),
        ("name1", {"ask1": []}),
        ("name1", {"name1": "局" * 61}),
        ("name2", {"name2": "示例市市场监管局", "ask2": list(LISTS)}),
        ("due", {"due": ""}),
        ("due", {"due": "3月"}),
        ("due", {"due": "2020-01-01"}),
        ("text", {"text": "字" * 2001}),
    ],
)
def test_what_is_wrong_stands_at_its_field(field: str, fields: dict[str, Any]) -> None:
    answer = working(CLERK).post(f"{PAGE}new", {**form(**fields), "sure": "yes"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert re.findall(r'<li><a href="#([\w-]+)">', html) == [field]
    assert f'id="{field}-error"' in html
    assert Enquiry.objects.count() == 0


@pytest.mark.usefixtures("number")
def test_a_returned_table_is_shown_then_recorded() -> None:
    client = working(CLERK)
    asked(client)
    file = table(("无", "无", "", ""), ("无", "有", "2025年列入", "详见附件"))
    seen = client.post(f"{LETTER}reply", {"file": file, "reply_on": day(), "stamp": "0."})
    assert "登记 2 条答复" in text_of(seen)
    assert standing() == [(NAME, ""), (OTHER, "")]
    answer = client.post(f"{LETTER}reply", {**fields_on(seen), "sure": "yes"})
    assert answer.headers["Location"] == f"{LETTER}?done=recorded.2"
    assert standing() == [(NAME, Overall.NONE), (OTHER, Overall.SOME)]
    assert Fact.objects.filter(withdrawn_at=None).count() == 4
    page = client.get(LETTER)
    assert "“2025年列入”" in text_of(page)
    (address,) = set(re.findall(rf'href="({LETTER}returned/\w+)"', page.content.decode()))
    file.seek(0)
    assert body(client.get(address)) == file.read()


@pytest.mark.usefixtures("number")
def test_a_second_upload_of_the_same_changes_nothing() -> None:
    client = working(CLERK)
    asked(client)
    for count in (2, 0):
        file = table(("无", "无", "", ""), ("无", "有", "", ""))
        seen = client.post(f"{LETTER}reply", {"file": file, "reply_on": day(), "stamp": "0."})
        told = text_of(seen)
        assert (f"登记 {count} 条答复" in told, "没有可以登记的新答复" in told) == (count == 2, count == 0)
        client.post(f"{LETTER}reply", {**fields_on(seen), "sure": "yes"})
    assert Enquired.objects.exclude(earlier=[]).count() == 0


def test_a_doubtful_row_is_recorded_only_once_it_is_told(number: str) -> None:
    asked(client := working(CLERK))
    Entry.objects.filter(ordinal=2).update(name=NAME, name_key=Entry.objects.get(ordinal=1).name_key, uscc="")
    file = table(("无", "无", "", ""), keep_keys=False)
    seen = client.post(f"{LETTER}reply", {"file": file, "reply_on": day(), "stamp": "0."})
    assert "请指明这些行是哪一条" in text_of(seen)
    assert "没有可以登记的新答复" in text_of(seen)
    chosen = {**fields_on(seen), "pick0": f"{number}.2"}
    shown = client.post(f"{LETTER}reply", {**chosen, "sure": "yes"})
    assert "由您对应" in text_of(shown)
    assert standing()[1][1] == ""
    done = client.post(f"{LETTER}reply", {**fields_on(shown), "pick0": f"{number}.2", "sure": "yes"})
    assert done.status_code == 302
    assert [answer for _, answer in standing()] == ["", Overall.NONE]


def test_replies_recorded_meanwhile_stop_it(number: str) -> None:
    client = working(CLERK)
    asked(client)
    seen = client.post(
        f"{LETTER}reply", {"file": table(("无", "无", "", "")), "reply_on": day(), "stamp": "0."}
    )
    by_hand = f"{LETTER}entries/{number}/2/"
    hand = {**fields_on(client.get(by_hand)), "told1": "none", "told2": "none", "reply_on": day()}
    assert client.post(by_hand, hand).headers["Location"] == f"{LETTER}?done=recorded.1"
    answer = client.post(f"{LETTER}reply", {**fields_on(seen), "sure": "yes"})
    assert (answer.status_code, "您看过以后" in text_of(answer)) == (409, True)
    assert client.post(f"{LETTER}reply", {**fields_on(answer), "sure": "yes"}).status_code == 302
    assert standing() == [(NAME, Overall.NONE), (OTHER, Overall.NONE)]


@pytest.mark.usefixtures("number")
@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("复函.pdf", b"%PDF-1.4\n", "不是 Word"),
        ("复函.docx", b"", "读不出来"),
        ("复函.docx", b"PK\x03\x04 broken", "读不出来"),
        ("复函.txt", "示例".encode(), "不是 Word"),
        ("复函.jpg", b"\xff\xd8\xff\xe0 picture", "不是 Word"),
    ],
)
def test_a_hostile_file_is_refused_at_its_field(name: str, data: bytes, code: str) -> None:
    client = working(CLERK)
    asked(client)
    answer = client.post(
        f"{LETTER}reply", {"file": SimpleUploadedFile(name, data), "reply_on": day(), "stamp": "0."}
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert re.findall(r'<li><a href="#([\w-]+)">', html) == ["file"]
    assert code in text_of(answer)


def test_a_reply_by_hand_is_checked_and_may_be_corrected(number: str) -> None:
    client = working(HEAD)
    asked(client)
    address = f"{LETTER}entries/{number}/1/"

    def post(**fields: str) -> Any:
        return client.post(address, {**fields_on(client.get(address)), **fields})

    def wrong(**fields: str) -> list[str]:
        answer = post(**fields)
        assert answer.status_code == 422
        return re.findall(r'<li><a href="#([\w-]+)">', answer.content.decode())

    assert wrong(reply_on=day()) == ["told1"]
    assert wrong(told1="some", reply_on=day()) == ["text1"]
    assert wrong(told1="none") == ["reply_on"]
    assert wrong(told1="none", reply_on=day(1)) == ["reply_on"]
    assert wrong(told1="none", reply_on=day(-1)) == ["reply_on"]
    assert wrong(told1="none", text1="字" * 501, reply_on=day()) == ["text1"]
    assert post(told1="none", told2="none", reply_on=day()).status_code == 302
    assert post(told1="some", text1="2025年列入", told2="none", reply_on=day()).status_code == 302
    assert standing()[0] == (NAME, Overall.SOME)
    assert "已经登记的答复" in text_of(client.get(address))
    assert len(Enquired.objects.get(entry__ordinal=1).earlier) == 1


def test_papers_are_given_as_files(number: str) -> None:
    client = working(SUPERVISOR)
    asked(working(CLERK))
    letter, sheet = (body(client.get(f"{LETTER}{name}")) for name in ("letter.docx", "table.xlsx"))
    with ZipFile(BytesIO(letter)) as archive:
        words = re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())
    assert [text in words for text in ("关于征求有关申报对象意见的函", f"1/{number}.1", NAME, OTHER)] == [
        True
    ] * 4
    with ZipFile(BytesIO(sheet)) as archive:
        assert '<formula1>"无,有"</formula1>' in archive.read("xl/worksheets/sheet1.xml").decode()
    assert body(client.get(f"{LETTER}letter.pdf")).startswith(b"%PDF-")
    assert body(client.get(f"{LETTER}table.docx")).startswith(b"PK")


def test_a_supervisor_reads_and_others_find_nothing(number: str) -> None:
    asked(working(CLERK))
    reader = working(SUPERVISOR)
    told = text_of(reader.get(LETTER))
    assert ("登记复函" in told, "登记已催办" in told) == (False, False)
    assert reader.post(f"{LETTER}reply").status_code == 403
    stranger = working(CLERK, slug="elsewhere")
    for address in (PAGE, LETTER, f"{PAGE}matrix", f"{LETTER}letter.docx", f"{LETTER}entries/{number}/1/"):
        assert stranger.get(address).status_code == 404
    assert reader.get(f"{PAGE}9/").status_code == 404


@pytest.mark.usefixtures("number")
def test_a_reminder_is_ready_to_paste_and_noted() -> None:
    client = working(CLERK)
    asked(client)
    assert "尚有 2 个未收到答复" in text_of(client.get(LETTER))
    assert client.post(f"{LETTER}remind").headers["Location"] == f"{LETTER}?done=remind"
    assert len(Enquiry.objects.get().reminded) == 1


@pytest.mark.usefixtures("number")
def test_a_letter_not_sent_is_dropped_with_a_reason() -> None:
    client = working(CLERK)
    assert client.post(f"{PAGE}new", {**form(), "sure": "yes"}).status_code == 302
    assert client.post(f"{LETTER}drop", {"reason": " "}).status_code == 422
    assert client.post(f"{LETTER}drop", {"reason": "写错了"}).status_code == 302
    assert "作废" in text_of(client.get(LETTER))


@pytest.mark.usefixtures("number")
def test_the_matrix_goes_out_with_a_reason() -> None:
    client = working(CLERK)
    asked(client)
    assert client.post(f"{PAGE}matrix", {"reason": ""}).status_code == 422
    answer = client.post(f"{PAGE}matrix", {"reason": "报处室"})
    with ZipFile(BytesIO(answer.content)) as archive:
        words = archive.read("xl/sharedStrings.xml").decode()
    assert [word in words for word in (NAME, OTHER, "示例市市场监管局", "未答复")] == [True] * 4


def test_the_entry_shows_what_departments_said(number: str) -> None:
    client = working(CLERK)
    asked(client)
    told = text_of(client.get(f"/office/entries/{number}/1/"))
    assert re.findall(r"部门意见 示例市市场监管局 (\S+)", told) == ["未答复"]


def queries(client: Client, address: str) -> int:
    """How many queries a page asks."""
    with CaptureQueriesContext(
        connection,
    ) as told:
        assert client.get(address).status_code == 200
    return len(told)


def many(count: int) -> None:
    """So many further entries of one filing each, all of them asked about."""
    call, letter = Call.objects.get(), Enquiry.objects.get()
    version = FilingVersion.objects.order_by("at").first()
    assert version
    start = Entry.objects.count()
    filings, versions, entries = [], [], []
    for at in range(start, start + count):
        filing = Filing(
            office_id=call.office_id,
            call=call,
            number=f"{at:04d}-AAAA",
            token=f"00000000-0000-4000-8000-{at:012d}",
            code_index=str(at),
            status="filed",
            channel="web",
            filer="示例",
            sent_at=version.at,
        )
        filings.append(filing)
        versions.append(
            FilingVersion(
                office_id=call.office_id, filing=filing, ordinal=1, content=version.content, at=version.at
            )
        )
        entries.append(
            Entry(
                office_id=call.office_id,
                call=call,
                filing=filing,
                ordinal=1,
                name=f"示例{at}",
                name_key=str(at),
            )
        )
    Filing.objects.bulk_create(filings, batch_size=500)
    FilingVersion.objects.bulk_create(versions, batch_size=500)
    Entry.objects.bulk_create(entries, batch_size=500)
    Enquired.objects.bulk_create(
        [Enquired(office_id=call.office_id, enquiry=letter, entry=entry) for entry in entries], batch_size=500
    )


def asked_of_the_database(client: Client, number: str, *counts: int) -> list[list[int]]:
    """The queries of each list at one entry, and after each of so many further ones."""
    asked(client, entries=EntryKey(number, 1).text)
    client.get(PAGE)
    pages = (PAGE, LETTER, f"{PAGE}matrix")
    told = [[queries(client, address) for address in pages]]
    for count in counts:
        many(count)
        told.append([queries(client, address) for address in pages])
    return told


def test_lists_ask_the_same_queries_at_any_length(number: str) -> None:
    assert asked_of_the_database(working(CLERK), number, 2) == [[8, 14, 9]] * 2


@pytest.mark.slow
def test_lists_ask_the_same_queries_at_3000(number: str) -> None:
    assert asked_of_the_database(working(CLERK), number, 2, 2997) == [[8, 14, 9]] * 3
