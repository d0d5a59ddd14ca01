"""Copies and media, labels, the day's list taken away, and the slips of papers handed over, as pages."""

import csv
import io
import re
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from jianyou.actions.filing import submit
from jianyou.domain.lifecycle.roles import PUBLIC, Role
from jianyou.officefiles.squarecode import svg_of
from jianyou.queries.counter_labels import list_labels
from jianyou.store.models import Filing, HandedOver
from tests.site.at_counter import at_counter, fresh, over, prefilled, problems_on, registered
from tests.site.kit import counter, opened, sent
from tests.site.public import text_of

pytestmark = pytest.mark.usefixtures("site")

PAPERS, DAY, OVER = "/counter/call-1/papers/", "/counter/call-1/day", "/counter/call-1/handovers/"


def paper(client: Any, **told: Any) -> str:
    """Registers a new paper with these copies and media; its number."""
    return registered(client.post(PAPERS, fresh() | told))[1]


def test_copies_and_media_are_remembered_for_the_next_paper() -> None:
    opened(completes_on="paper")
    client, number = at_counter(), prefilled()
    page = client.get(PAPERS, {"q": number}).content.decode()
    assert 'name="copies" inputmode="numeric" autocomplete="off" maxlength="20" value=""' in page
    form = {"filing": number, "original": "yes", "copies": "２", "media": ["disc", "paper", "x"]}
    address, _ = registered(client.post(PAPERS, form))
    filing = Filing.objects.get()
    assert (filing.copies, filing.media) == (2, ["paper", "disc"])
    assert "收到的材料 盖章原件，2 份，纸质、光盘" in text_of(client.get(address))
    page = client.get(PAPERS).content.decode()
    assert re.findall(r'name="media" value="(\w+)" checked', page) == ["paper", "disc"]
    assert 'maxlength="20" value="2"' in page
    assert client.cookies["counter_handed"]["httponly"]
    client.cookies["counter_handed"] = "999.<script>"
    assert 'maxlength="20" value=""' in client.get(PAPERS).content.decode()


def test_copies_that_are_no_number() -> None:
    opened(completes_on="paper")
    client, number = at_counter(), prefilled()
    for typed in ("0", "100", "-1", "两", "1.5", "9" * 21):
        page = client.post(PAPERS, {"filing": number, "original": "yes", "copies": typed})
        assert (page.status_code, [field for field, _ in problems_on(page)]) == (422, ["copies"]), typed
        page = client.post(PAPERS, fresh(copies=typed))
        assert (page.status_code, [field for field, _ in problems_on(page)]) == (422, ["copies-new"]), typed
    assert [one.status for one in Filing.objects.all()] == ["prefilled"]
    paper(client, copies="99")
    paper(client, copies="")
    assert sorted(Filing.objects.values_list("copies", flat=True), key=str) == [99, None, None]


def test_labels_of_the_day_of_some_and_of_one() -> None:
    call = opened(completes_on="paper")
    client = at_counter()
    numbers = [paper(client, filer=f"示例{one}厂", copies="2") for one in range(3)]
    unregistered = prefilled()
    html = client.get("/counter/call-1/labels/").content.decode()
    assert re.findall(r'class="square" alt="([^"]+)"', html) == numbers
    page = client.get("/counter/call-1/labels/", {"paper": [numbers[2], unregistered, "x"], "first": "5"})
    html = page.content.decode()
    assert re.findall(r'class="square" alt="([^"]+)"', html) == [numbers[2]]
    assert html.count('<li class="label" aria-hidden="true">') == 4
    assert re.search(rf"{numbers[2]} 示例2厂 \S+ \S+ 送达 2 份", text_of(page))
    one = client.get("/counter/call-1/labels/", {"paper": numbers[:2], "size": "one"}).content.decode()
    assert one.count('<ol class="label-sheet label-one">') == 2
    for first in ("0", "25", "x", "-3"):
        answer = client.get("/counter/call-1/labels/", {"first": first})
        assert answer.status_code == 200
    assert "这一天没有登记材料。" in text_of(client.get("/counter/call-1/labels/", {"on": "2024-02-29"}))
    assert client.get("/counter/call-1/labels/", {"on": "x"}).status_code == 422
    (label,) = list_labels(viewer=counter(), slug="call-1", numbers=numbers[:1])
    assert label.mark.startswith(f"JY1 {numbers[0]} ")
    assert svg_of(label.mark).startswith("<svg")
    over(call)
    late = paper(client)
    assert "逾期" in text_of(client.get("/counter/call-1/labels/", {"paper": late})).partition(late)[2]


def test_totals_of_the_day() -> None:
    call = opened(completes_on="paper")
    client = at_counter()
    paper(client, copies="2", media=["paper", "disc"])
    paper(client, copies="3", media=["paper"])
    paper(client)
    over(call)
    paper(client, copies="1")
    told = text_of(client.get(f"{DAY}/"))
    assert "材料 4 已报送 3 逾期 1 份数合计 6 （1 件没有填） 纸质 2 光盘 1" in told
    assert "存为 Excel" not in text_of(client.get(f"{DAY}/?on=2024-02-29"))


def test_the_day_taken_away() -> None:
    opened(completes_on="paper")
    client = at_counter()
    first = paper(client, filer="=1+1示例厂", copies="2", media=["paper", "stick"])
    second = paper(client)
    rows = list(csv.reader(io.StringIO(client.get(f"{DAY}.csv").content.decode("utf-8-sig"))))
    assert (
        "/".join(rows[0]) == "登记时刻/报送编号/申报单位/推荐对象/状态/以此时刻为准/到场号/份数/载体/登记人"
    )
    told = [[*row[1:5], *row[6:]] for row in rows[1:]]
    names = "示例轴承有限公司；示例齿轮厂"
    assert told == [
        [first, "'=1+1示例厂", names, "已报送", "", "2", "纸质、U盘", "周示例"],
        [second, "示例区经济信息化局", names, "已报送", "", "", "", "周示例"],
    ]
    answer = client.get(f"{DAY}.xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    assert sheets["登记的材料"][1][1:3] == [first, "=1+1示例厂"]
    assert sheets["合计"][1:] == [
        ["登记的材料", "2"],
        ["已报送", "2"],
        ["份数合计", "2"],
        ["没有填份数的", "1"],
        ["纸质", "1"],
        ["U盘", "1"],
    ]
    assert "attachment; filename*=utf-8''" in answer.headers["Content-Disposition"]
    assert len(client.get(f"{DAY}.csv?on=2024-02-29").content.splitlines()) == 1
    assert client.get(f"{DAY}.csv?on=x").status_code == 404


def test_nobodys_phone_leaves_the_counter() -> None:
    opened(completes_on="paper")
    client = at_counter()
    number = submit(actor=PUBLIC, call_slug="call-1", sent=sent()).filing.number
    registered(client.post(PAPERS, {"filing": number, "original": "yes"}))
    client.post(OVER, {"paper": number})
    pages = [f"{DAY}.csv", f"{DAY}.xlsx", "/counter/call-1/labels/", f"{OVER}1/", "/counter/call-1/queue/"]
    for page in pages:
        content = client.get(page).content
        assert ("示例人".encode() in content, b"60000001" in content) == (False, False), page


def test_papers_are_handed_over_and_signed_for() -> None:
    opened(completes_on="paper")
    hall = at_counter()
    first, second = paper(hall, copies="2"), paper(hall, filer="示例二厂")
    html = hall.get(OVER).content.decode()
    assert re.findall(r'name="paper" value="([^"]+)" checked', html) == [first, second]
    made = hall.post(OVER, {"paper": [first, second], "note": "两盒"})
    assert made.headers["Location"] == f"{OVER}1/?done=made"
    told = text_of(hall.get(made.headers["Location"]))
    assert "交接单已开。" in told
    assert "等处室的另一位核对签收" in told
    assert "登记的材料都在交接单上了" in text_of(hall.get(OVER))
    assert hall.post(f"{OVER}1/").status_code == 403
    section = at_counter(Role.SECTION_HEAD, username="chuzhang", name="吴示例")
    assert section.post(OVER, {"paper": first}).status_code == 403
    page = section.get(f"{OVER}1/")
    assert page.content.decode().count('name="missing"') == 2
    assert "当日清单" not in text_of(page)
    page = section.post(f"{OVER}1/", {"missing": second})
    assert (page.status_code, [field for field, _ in problems_on(page)]) == (422, ["note"])
    assert f'value="{second}" checked' in page.content.decode()
    taken = section.post(f"{OVER}1/", {"missing": second, "note": "袋里没有"}, follow=True)
    told = text_of(taken)
    assert "已签收。缺 1 份：找到以后，窗口可以重新移交。" in told
    assert "接收人 吴示例" in told
    assert "接收时的说明： 袋里没有" in told
    again = section.post(f"{OVER}1/")
    assert (again.status_code, "1 号交接单已经签收" in text_of(again)) == (409, True)
    page = hall.get(OVER)
    assert re.findall(r'name="paper" value="([^"]+)" checked', page.content.decode()) == [second]
    assert "已签收，缺 1 份" in text_of(page)
    assert list(HandedOver.objects.order_by("missing").values_list("missing", flat=True)) == [False, True]
    shown = text_of(section.get(f"/office/filings/{second}/"))
    assert "没有收到这一份" in shown
    assert "份数 2 1 号交接单" in text_of(section.get(f"/office/filings/{first}/"))


def test_what_is_wrong_with_a_slip_is_told() -> None:
    opened(completes_on="paper")
    hall = at_counter(Role.COUNTER_CLERK, Role.OFFICE_CLERK)
    number = paper(hall)
    for form, field in (
        ({}, "papers"),
        ({"paper": "x"}, "papers"),
        ({"paper": number, "note": "长" * 501}, "note"),
    ):
        page = hall.post(OVER, form)
        top = re.findall(r'<li><a href="#([\w-]+)">', page.content.decode())
        assert (page.status_code, top) == (422, [field])
    hall.post(OVER, {"paper": number})
    page = hall.post(f"{OVER}1/")
    assert (page.status_code, "移交和接收要由两个人签字" in text_of(page)) == (409, True)
    assert hall.get(f"{OVER}2/").status_code == 404
    assert hall.post(f"{OVER}2/").status_code == 404
    assert 'name="missing"' not in hall.get(f"{OVER}1/").content.decode()


def test_the_queue_is_put_in_anew() -> None:
    opened(completes_on="paper")
    client = at_counter()
    assert "没有人在等。" in text_of(client.get("/counter/call-1/queue/"))
    client.post("/counter/call-1/stamp/")
    page = client.get("/counter/call-1/queue/")
    assert re.search(r"待登记材料 1 1 \S+ \S+ 下一位 ，已等 \d+ 秒 按时 登记材料", text_of(page))
    html = page.content.decode()
    assert (html.count("data-live="), html.count("<html"), html.count("data-since=")) == (1, 0, 1)
    moments = re.compile(r'data-now="[^"]+"|名单是 \S+|\d+ 秒|\s')
    assert moments.sub("", html) in moments.sub("", client.get("/counter/call-1/").content.decode())
