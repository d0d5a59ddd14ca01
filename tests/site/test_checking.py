"""形式审查清单: the machine's answers, the officer's marks in the log; remarks in the sender's own form."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from jianyou.actions.checking import Mark, check_entry
from jianyou.actions.deciding import Looked, Remark, return_entry
from jianyou.domain.papers.checklist import Item, Machine
from jianyou.queries.checking import get_checklist
from jianyou.store.dialect import database_now
from jianyou.store.models import LogRow
from jianyou.terms.finding import Refused
from jianyou.web.public.doors import key_of_number
from tests.site.kit import clerk, counter, somewhere_else
from tests.site.office import CLERK, SUPERVISOR, filed_city, typed, working
from tests.site.public import SCAN, browser, filed, form, opened_city, sent, text_of

pytestmark = pytest.mark.usefixtures("site")

NAME = "示例轴承有限公司"


@pytest.fixture
def number() -> str:
    """A filing of two entries of one name; the first one's feature is too long, its honor says no year."""
    opened_city()
    return filed_city(typed(NAME, honors="全国质量标杆（国家级）"), typed(NAME, feature="一轴一档"))


def machine(number: str, ordinal: int = 1) -> dict[Item, Machine]:
    """What the machine says of each item."""
    lines = get_checklist(viewer=clerk(), number=number, ordinal=ordinal).lines
    return {line.told.item: line.told.machine for line in lines}


def test_the_machine_tells_what_it_can(number: str) -> None:
    assert machine(number) == {
        Item.COLUMNS: Machine.FINDING,
        Item.HEADER: Machine.OK,
        Item.SEAL: Machine.UNKNOWN,
        Item.COPY: Machine.UNKNOWN,
        Item.PROOFS: Machine.UNKNOWN,
        Item.WILLINGNESS: Machine.FINDING,
        Item.HONORS: Machine.FINDING,
        Item.DUPLICATES: Machine.FINDING,
    }


def test_marks_are_kept_in_the_log_and_the_newest_stand(number: str) -> None:
    looked = Looked(number, 1, 1)
    check_entry(actor=clerk(), looked=looked, marks={Item.SEAL: Mark(ok=False, remark="章不清楚")})
    check_entry(actor=clerk(), looked=Looked(number, 2, 1), marks={Item.SEAL: Mark(ok=True)})
    listed = get_checklist(viewer=clerk(), number=number, ordinal=1)
    marks = {line.told.item: (line.marked, line.remark) for line in listed.lines if line.marked is not None}
    assert marks == {Item.SEAL: (False, "章不清楚")}
    assert (listed.by, listed.marked_version, listed.outdated) == ("jingban", 1, False)
    check_entry(actor=clerk(), looked=looked, marks={Item.SEAL: Mark(ok=True), Item.COPY: Mark(ok=True)})
    listed = get_checklist(viewer=clerk(), number=number, ordinal=1)
    assert [line.told.item for line in listed.lines if line.marked] == [Item.SEAL, Item.COPY]
    assert LogRow.objects.filter(act="check_entry").count() == 3


def test_marks_that_are_not_taken(number: str) -> None:
    looked = Looked(number, 1, 1)
    wrong = {
        "check_nothing_marked": ({}, looked),
        "check_remark_missing": ({Item.SEAL: Mark(ok=False, remark=" ")}, looked),
        "site_text_long": ({Item.SEAL: Mark(ok=True, remark="字" * 501)}, looked),
        "site_entry_changed": ({Item.SEAL: Mark(ok=True)}, Looked(number, 1, 2)),
        "site_no_entry": ({Item.SEAL: Mark(ok=True)}, Looked(number, 9, 1)),
    }
    for code, (marks, seen) in wrong.items():
        with pytest.raises(Refused) as refused:
            check_entry(actor=clerk(), looked=seen, marks=marks)
        assert refused.value.code == code
    with pytest.raises(Refused) as refused:
        check_entry(actor=counter(), looked=looked, marks={Item.SEAL: Mark(ok=True)})
    assert refused.value.code == "not_allowed_role"
    with pytest.raises(Refused) as refused:
        get_checklist(viewer=somewhere_else(), number=number, ordinal=1)
    assert refused.value.code == "site_no_entry"
    assert LogRow.objects.filter(act="check_entry").count() == 0


def test_the_page_of_the_list(number: str) -> None:
    address = f"/office/entries/{number}/1/check/"
    client = working(CLERK)
    assert "盖有公章" in text_of(client.get(address))
    answer = client.post(address, {"version": "1", "m-seal": "wrong", "m-copy": "ok"})
    assert answer.status_code == 422
    assert "“盖有公章”没有通过，请写明问题。" in text_of(answer)
    answer = client.post(address, {"version": "1", "m-seal": "wrong", "r-seal": "章不清楚", "m-copy": "ok"})
    assert answer.headers["Location"] == f"{address}?done=checked"
    assert "章不清楚" in text_of(working(SUPERVISOR).get(address))
    assert working(SUPERVISOR).post(address, {"version": "1", "m-seal": "ok"}).status_code == 403
    assert client.post(address, {"version": "7", "m-seal": "ok"}).status_code == 409
    assert client.get(f"/office/entries/{number}/9/check/").status_code == 404


def comments_of(data: bytes) -> str:
    """The comments of a Word file."""
    with ZipFile(BytesIO(data)) as archive:
        return archive.read("word/comments.xml").decode()


@pytest.fixture
def returned() -> str:
    """A Word form that was filed on the web and returned."""
    opened_city()
    number = filed(browser(), sent(form(), scan=SCAN)).split("/")[2]
    return_entry(
        actor=clerk(),
        looked=Looked(number, 1, 1),
        remarks=[Remark("profile", "请写明成立时间。")],
        due=database_now() + timedelta(days=3),
        note="请一并核对名称。",
    )
    return number


def test_the_filer_gets_his_own_form_with_the_remarks(returned: str) -> None:
    key = key_of_number(returned)
    page = browser().get(f"/filings/{returned}/entries/1/correct?key={key}")
    assert "下载带批注的原表" in text_of(page)
    address = f"/filings/{returned}/entries/1/remarks"
    assert browser().get(address).status_code == 403
    comments = comments_of(browser().get(f"{address}?key={key}").content)
    assert "请写明成立时间。" in comments
    assert "请一并核对名称。" in comments


def test_the_office_gets_it_once_a_reason_was_given(returned: str) -> None:
    client = working(CLERK)
    address = f"/office/filings/{returned}/entries/1/remarks"
    assert client.get(address).headers["Location"] == f"/office/filings/{returned}/?files#personal"
    client.post(f"/office/filings/{returned}/personal", {"reason": "核对"})
    assert "请写明成立时间。" in comments_of(client.get(address).content)


def test_without_a_form_or_remarks_there_is_nothing_to_download(number: str) -> None:
    client = working(CLERK)
    client.post(f"/office/filings/{number}/personal", {"reason": "核对"})
    answer = client.get(f"/office/filings/{number}/entries/1/remarks")
    assert answer.status_code == 409
    assert "没有要标注的意见" in text_of(answer)
    key = key_of_number(number)
    assert browser().get(f"/filings/{number}/entries/1/remarks?key={key}").status_code == 409
