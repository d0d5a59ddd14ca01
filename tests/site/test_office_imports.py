"""The pages of an import: brought, looked at, chosen, entered in two steps, undone in two steps, dropped."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyou.actions.importing import Brought, begin_import
from jianyou.domain.lifecycle.completion import Means
from jianyou.jobs.importing import import_due
from jianyou.store.models import Call, Filing, Import, ImportedFile
from tests.site.importing import became, entered, forms_of, imported, packed, view_of
from tests.site.kit import clerk, moved_deadline
from tests.site.office import CLERK, HEAD, SUPERVISOR, filed_city, typed, working
from tests.site.public import form, opened_city, row, text_of, upload

pytestmark = pytest.mark.usefixtures("site")
ONE, TWO, THREE = "示例轴承有限公司", "示例齿轮有限公司", "示例阀门有限公司"
LIST = "/office/calls/city/imports/"
FIRST = f"{LIST}1/"
JSON = {"accept": "application/json"}


def read() -> None:
    """What goes on by itself."""
    import_due(processes=0)


def names_on(answer: Any) -> list[str]:
    """The files on a page."""
    return re.findall(r'class="line-name" href="[^"]*" lang="zh-Hans">([^<]+)<', answer.content.decode())


def test_a_zip_through_all_its_pages() -> None:
    opened_city()
    client = working(CLERK)
    assert "还没有导入过" in text_of(client.get(LIST))
    files = {**forms_of(ONE, TWO), "坏的.docx": b"PK\x03\x04"}
    answer = client.post(f"{LIST}new", {"files": upload("来件.zip", packed(files))})
    assert (answer.status_code, answer.headers["Location"]) == (302, FIRST)
    assert "正在读取" in text_of(client.get(FIRST))
    read()
    answer = client.get(FIRST)
    assert names_on(answer) == [f"来件.zip/{ONE}.docx", f"来件.zip/{TWO}.docx", "来件.zip/坏的.docx"]
    assert "选定登记 2 份，2 个推荐对象；不登记 0 份" in text_of(answer)
    answer = client.get(f"{FIRST}enter?means=paper")
    assert "要登记的 2 份表，2 个推荐对象 怎样来的 盖章纸质件已经在手边 登记以后 已报送 2 件" in text_of(
        answer
    )
    assert re.search(r'name="count" value="(\d+)"', answer.content.decode())[1] == "2"  # type: ignore[index]
    assert Filing.objects.count() == 0
    answer = client.post(f"{FIRST}enter", {"means": "paper", "count": "2"})
    assert (answer.status_code, answer.headers["Location"]) == (302, FIRST)
    assert "正在登记" in text_of(client.get(FIRST))
    read()
    assert list(Filing.objects.values_list("status", flat=True)) == ["filed", "filed"]
    answer = client.get(FIRST)
    assert [number in text_of(answer) for number in Filing.objects.values_list("number", flat=True)] == [
        True
    ] * 2
    answer = client.get(f"{FIRST}undo")
    assert "撤回 2 件，不能恢复" in text_of(answer)
    answer = client.post(f"{FIRST}undo", {"count": "2", "reason": ""})
    assert (answer.status_code, "请写明理由" in text_of(answer)) == (422, True)
    answer = client.post(f"{FIRST}undo", {"count": "2", "reason": "放错了文件夹"})
    assert (answer.status_code, 'name="sure"' in answer.content.decode()) == (200, True)
    assert Filing.objects.filter(status="withdrawn").count() == 0
    client.post(f"{FIRST}undo", {"count": "2", "reason": "放错了文件夹", "sure": "yes"})
    read()
    assert Filing.objects.filter(status="withdrawn").count() == 2
    assert "放错了文件夹" in text_of(client.get(FIRST))


def test_a_script_begins_adds_and_asks_how_far_it_is() -> None:
    opened_city()
    client = working(CLERK)
    told = client.post(f"{LIST}new", headers=JSON).json()
    assert told == {"add": f"{FIRST}add", "then": FIRST}
    files = [upload(f"{name}.docx", form(row(name))) for name in (ONE, TWO)]
    answer = client.post(
        told["add"], {"names": [f"渝北/{ONE}.docx", "二.docx"], "files": files}, headers=JSON
    )
    assert answer.json() == {"new": 2, "known": 0, "refused": []}
    now = client.get(f"{FIRST}progress").json()
    assert now == {"done": 0, "total": 2, "percent": 0, "running": True, "current": ""}
    read()
    now = client.get(f"{FIRST}progress").json()
    assert (now["done"], now["total"], now["running"]) == (2, 2, False)
    assert names_on(client.get(FIRST)) == [f"渝北/{ONE}.docx", "二.docx"]
    entered(1)
    answer = client.post(told["add"], {"files": upload("迟.docx", form())}, headers=JSON)
    assert [name for name, _ in answer.json()["refused"]] == ["迟.docx"]


def test_nothing_chosen_is_told() -> None:
    opened_city()
    person = working(CLERK)
    answer = person.post(f"{LIST}new")
    assert (answer.status_code, "还没有选择文件" in text_of(answer)) == (422, True)
    imported({})
    assert person.post(f"{FIRST}add").status_code == 409
    assert person.post(f"{FIRST}drop").status_code == 409
    assert person.get(f"{FIRST}enter").status_code == 409
    assert person.get(f"{LIST}99/").status_code == 404
    assert person.get(f"{FIRST}files/9/").status_code == 404
    assert person.post(f"{FIRST}drop", {"sure": "yes"}).status_code == 302
    assert Import.objects.get().status == "dropped"


def test_choosing_one_some_and_all() -> None:
    opened_city()
    filed = filed_city(typed(ONE))
    imported(forms_of(ONE, TWO, THREE))
    client = working(CLERK)
    answer = client.get(FIRST)
    assert names_on(answer)[0] == f"{ONE}.docx"
    assert f"同一推荐对象已有报送件 {filed}" in text_of(answer)
    assert "还有 1 份要选择" in text_of(answer)
    assert client.get(f"{FIRST}enter").status_code == 409

    def choices() -> list[str]:
        return list(ImportedFile.objects.order_by("ordinal").values_list("choice", flat=True))

    assert choices() == ["ask", "enter", "enter"]
    client.post(f"{FIRST}choose", {"do": "leave.1"})
    assert choices() == ["leave", "enter", "enter"]
    client.post(f"{FIRST}choose", {"do": "leave", "which": "some", "file": ["2", "x", "9"]})
    assert choices() == ["leave", "leave", "enter"]
    client.post(f"{FIRST}choose?q=阀门", {"do": "leave", "which": "all"})
    assert choices() == ["leave"] * 3
    client.post(f"{FIRST}choose", {"do": "enter", "which": "all"})
    assert choices() == ["enter"] * 3
    client.post(f"{FIRST}choose", {"do": "paper", "file": ["3"]})
    assert list(ImportedFile.objects.order_by("ordinal").values_list("means", flat=True)) == ["", "", "paper"]


def test_filter_and_search() -> None:
    opened_city()
    imported({**forms_of(ONE, TWO), "坏的.docx": b"PK\x03\x04"})
    client = working(CLERK)
    for query, expected in {
        "?state=rejected": ["坏的.docx"],
        "?state=nonsense": [f"{ONE}.docx", f"{TWO}.docx", "坏的.docx"],
        "?q=齿轮": [f"{TWO}.docx"],
        "?q=渝北 轴承": [f"{ONE}.docx"],
        "?q=没有的": [],
        "?page=99": [f"{ONE}.docx", f"{TWO}.docx", "坏的.docx"],
    }.items():
        assert names_on(client.get(f"{FIRST}{query}")) == expected, query


def test_findings_stand_at_their_cells_and_contacts_are_hidden() -> None:
    opened_city()
    imported(
        {"表.docx": form(row(ONE, feature="人人把关，件件可追溯，" * 5, contact="李示例，电话 1380000"))}
    )
    client = working(CLERK)
    answer = client.get(f"{FIRST}files/1/")
    assert (answer.status_code, "（已隐藏）" in text_of(answer)) == (200, True)
    assert 'href="#c-1-feature"' in answer.content.decode()
    for secret in ("李示例", "1380000", "王示例", "023-6000"):
        assert secret not in answer.content.decode(), secret
        assert secret not in client.get(FIRST).content.decode(), secret


def test_what_changed_meanwhile_is_shown_before_anything_is_done() -> None:
    opened_city()
    imported(forms_of(ONE, TWO))
    client = working(CLERK)
    client.post(f"{FIRST}choose", {"do": "leave.1"})
    answer = client.post(f"{FIRST}enter", {"means": "web", "count": "2"})
    assert (answer.status_code, "现在是 1 份" in text_of(answer)) == (409, True)
    assert view_of(1).status.value == "ready"
    answer = client.post(f"{FIRST}enter", {"means": "nonsense", "count": "1"})
    assert answer.status_code == 302


def test_after_the_deadline_the_preview_tells_what_cannot_be_entered() -> None:
    opened_city()
    imported(forms_of(ONE))
    moved_deadline(Call.objects.get(), -5)
    client = working(CLERK)
    assert "不能登记 1 份" in text_of(client.get(f"{FIRST}enter?means=web"))
    assert "逾期" in text_of(client.get(f"{FIRST}enter?means=paper"))


def test_how_the_forms_came_is_told_of_each_and_not_only_of_all() -> None:
    opened_city()
    imported(forms_of(ONE, TWO))
    client = working(CLERK)
    for files in (["1"], ["2"]):
        client.post(f"{FIRST}choose", {"do": "paper", "file": files})
        page = text_of(client.get(f"{FIRST}enter?means=web"))
        if files == ["1"]:
            assert "怎样来的 只有电子表，盖章件还没有来 1 份、盖章纸质件已经在手边 1 份 登记以后" in page
        else:
            assert "怎样来的 盖章纸质件已经在手边 登记以后" in page
    assert entered(1).came == {Means.PAPER: 2}
    page = text_of(client.get(FIRST))
    assert "盖章件还没有来" not in page
    assert "盖章纸质件已经在手边" in page


def test_who_only_reads_can_change_nothing() -> None:
    opened_city()
    imported(forms_of(ONE))
    for role in (HEAD, SUPERVISOR):
        client = working(role)
        for address in (LIST, FIRST, f"{FIRST}files/1/"):
            html = client.get(address).content.decode()
            assert 'name="files"' not in html, (role, address)
            assert 'name="do"' not in html, (role, address)
    assert became(1) == {f"{ONE}.docx": "read"}


@pytest.mark.parametrize("count", [1, 3, 3000])
def test_the_number_of_queries_stays(count: int) -> None:
    opened_city()
    files = [Brought(f"{at}.docx", f"{at:064x}", 1) for at in range(count)]
    begin_import(actor=clerk(), call_slug="city", files=files)
    told = {"kind": "docx", "filer": "示例", "names": ["示例"], "count": 1, "keys": ["示例"], "codes": []}
    ImportedFile.objects.update(status="read", choice="enter", told={**told, "errors": 1, "warnings": 0})
    Import.objects.update(status="ready")
    client = working(CLERK)
    client.get(FIRST)
    for address, queries in {FIRST: 14, f"{FIRST}progress": 11}.items():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        assert len(asked) == queries, address
