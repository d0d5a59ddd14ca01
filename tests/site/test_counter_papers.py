"""Papers at the counter: the queue at the deadline, one record of paper and web, receipts, double presses."""

import re
import threading

import pytest
from django.db import connections

from jianyou.actions.adding import add_scan
from jianyou.actions.filing import SentFile, submit
from jianyou.actions.sealing import seal
from jianyou.actions.uploads import keep_upload
from jianyou.actions.withdrawing import withdraw
from jianyou.domain.ledger.keys import PublicKey
from jianyou.domain.ledger.receipts import check_receipt, read_receipt
from jianyou.domain.lifecycle.roles import PUBLIC, filer_of
from jianyou.domain.lifecycle.states import FilingStatus
from jianyou.queries.ledger import get_receipt
from jianyou.queries.overview import public_key
from jianyou.store.models import Arrival, Entry, Filing, LogRow, PersonalDatum
from tests.site.at_counter import NEW, at_counter, fresh, over, prefilled, problems_on, registered, stamp
from tests.site.kit import opened, sent
from tests.site.public import browser, opened_city, text_of

pytestmark = pytest.mark.usefixtures("site")


def test_a_queue_before_the_deadline_is_in_time() -> None:
    call = opened(completes_on="paper")
    client = at_counter()
    numbers = [prefilled("示例轴承有限公司"), prefilled("示例齿轮厂")]
    stamp(client)
    over(call)
    seal(call_slug="call-1")
    stamp(client)
    told = text_of(client.get("/counter/call-1/"))
    assert re.search(
        r"待登记材料 2 1 \S+ \S+ 下一位 ，已等 \d+ 秒 按时 登记材料 ，1 号 F4 "
        r"2 \S+ \S+ 已等 \d+ 秒 逾期 \d+ 秒",
        told,
    )
    told = text_of(client.get("/counter/call-1/arrivals/2/", {"q": "齿轮"}))
    assert re.search(r"逾期 \d+ 秒，登记为逾期件。 本次征集不接收逾期件", told)
    told_of = []
    for arrival, number in enumerate(numbers, 1):
        form = {"filing": number, "original": "yes"}
        address, found = registered(client.post(f"/counter/call-1/arrivals/{arrival}/", form))
        assert found == number
        told_of.append(text_of(client.get(address)))
    in_time, late = Filing.objects.order_by("sent_at")
    assert (in_time.status, in_time.filed_at) == ("filed", Arrival.objects.get(number=1).at)
    assert (late.status, late.filed_at) == ("late", None)
    assert "已登记，完成报送。" in told_of[0]
    assert "已报送 已在截止时间之前完成报送。" in told_of[0]
    assert re.search(r"已登记为逾期件，逾期 \d+ 秒。", told_of[1])
    assert re.search(r"逾期 超过截止时间 \d+ 秒 在截止时间之后送达.*本次征集不接收逾期件。", told_of[1])
    seal(call_slug="call-1")
    for number in numbers:
        receipt = read_receipt(get_receipt(number=number).written())
        steps = check_receipt(receipt, PublicKey(bytes.fromhex(public_key())))
        assert [step.holds for step in steps] == [True] * len(steps)
        assert receipt.entry.commitment[:8] in told_of[numbers.index(number)]


def test_a_late_paper_is_filed_after_all_by_its_stamp() -> None:
    call = opened(completes_on="paper")
    client, number = at_counter(), prefilled()
    stamp(client)
    over(call)
    registered(client.post("/counter/call-1/papers/", {"filing": number, "original": "yes"}))
    assert Filing.objects.get().status == "late"
    told = text_of(client.get("/counter/call-1/papers/", {"filing": number}))
    assert "已经登记为逾期件，不用再登记。 补打回执" in told
    registered(client.post("/counter/call-1/arrivals/1/", {"filing": number, "original": "yes"}))
    assert Filing.objects.get().status == "filed"


def test_paper_and_web_are_one_record() -> None:
    opened(completes_on="paper")
    client, number = at_counter(), prefilled()
    for typed in (number, number.lower().replace("-", " "), number[:6], "轴承", "信息化局", "（轴承）"):
        told = text_of(client.get("/counter/call-1/papers/", {"q": typed}))
        assert f"报送编号 {number} 推荐对象 1 个 示例轴承有限公司 网上提交" in told, typed
    address, _ = registered(client.post("/counter/call-1/papers/", {"filing": number, "original": "yes"}))
    filing = Filing.objects.get()
    assert (filing.number, filing.status, filing.channel) == (number, "filed", "web")
    told = text_of(client.get(address))
    assert "送达" in told
    assert "验证码 " not in told.replace("凭编号和验证码", "")
    assert LogRow.objects.filter(act="register_paper", actor="chuangkou").count() == 1


def test_several_found_lead_to_one() -> None:
    opened()
    client = at_counter()
    first, second = prefilled("示例轴承一厂"), prefilled("示例轴承二厂")
    registered(client.post("/counter/call-1/papers/", {"filing": second, "original": "yes"}))
    page = client.get("/counter/call-1/papers/", {"q": "轴承"}).content.decode()
    # What still waits for its paper stands first.
    assert re.findall(r'href="/counter/call-1/papers/\?q=[^"]*&amp;filing=([^"]+)"', page) == [first, second]
    told = text_of(client.get("/counter/call-1/papers/", {"q": "轴承", "filing": second}))
    assert "已经完成报送，不用再登记。 补打回执" in told
    assert "没有找到“没有这家”" in text_of(client.get("/counter/call-1/papers/", {"q": "没有这家"}))
    assert "没有找到“%”" in text_of(client.get("/counter/call-1/papers/", {"q": "%"}))


def test_more_than_are_listed() -> None:
    opened()
    for number in range(21):
        prefilled(f"示例轴承{number}厂")
    page = at_counter().get("/counter/call-1/papers/", {"q": "轴承"}).content.decode()
    assert (page.count('class="line-name"'), page.count("还有更多。请写得详细一些。")) == (20, 1)


def test_a_new_paper_is_quick_and_keeps_contacts_apart() -> None:
    opened_city(completes_on="paper")
    client = at_counter()
    phone, contact = "023-60000777", "赵示例"
    form = fresh(**{"h-department": "渝北区经济信息委", "h-contact": contact, "h-phone": phone, "h-x": "无"})
    address, number = registered(client.post("/counter/city/papers/", form))
    filing = Filing.objects.get()
    assert (filing.number, filing.channel, filing.status, filing.filer) == (
        number,
        "counter",
        "filed",
        NEW["filer"],
    )
    names = list(Entry.objects.order_by("ordinal").values_list("name", "name_key"))
    assert names == [("示例轴承有限公司", "示例轴承有限公司"), ("示例齿轮厂", "示例齿轮厂")]
    content = filing.versions.get().content
    assert content == {
        "header": {"department": "渝北区经济信息委"},
        "rows": [{"name": "示例轴承有限公司"}, {"name": "示例齿轮厂"}],
    }
    assert sorted(PersonalDatum.objects.values_list("field", flat=True)) == ["0.contact", "0.phone"]
    pages = [address, "/counter/city/", "/counter/city/day/", "/counter/city/papers/?q=轴承"]
    shown = "".join(client.get(page).content.decode() for page in pages)
    logged = "".join(str(row.content) for row in LogRow.objects.all())
    assert [text in told for text in (phone, contact) for told in (shown, logged)] == [False] * 4


def test_the_code_is_printed_for_what_began_here_and_soon() -> None:
    opened()
    client = at_counter()
    address, number = registered(client.post("/counter/call-1/papers/", fresh()))
    code = re.search(
        r"验证码</dt><dd><strong class=\"code\">([0-9A-F-]{14})<", client.get(address).content.decode()
    )
    assert code
    filer = browser()
    found = filer.post("/filings/", {"number": number, "code": code[1]})
    assert found.headers["Location"].startswith(f"/filings/{number}/?key=")
    # A reprint, somebody else's key or a broken one print none; nor does the filing of another channel.
    _, other = registered(client.post("/counter/call-1/papers/", fresh()))
    web = submit(actor=PUBLIC, call_slug="call-1", sent=sent()).filing
    query = address.partition("?")[2]
    for path in (f"{number}/", f"{other}/?{query}", f"{number}/?new=x", f"{web.number}/?{query}"):
        page = client.get(f"/counter/call-1/papers/{path}").content.decode()
        assert "验证码</dt>" not in page, path
    assert "验证码只在录入后半小时内随回执打印" in text_of(client.get(f"/counter/call-1/papers/{number}/"))


def test_pressed_twice_is_one_filing() -> None:
    opened()
    client, web = at_counter(), prefilled()
    stamp(client)
    stamp(client)
    for path in ("arrivals/1/", "papers/"):
        form = fresh()
        answers = [registered(client.post(f"/counter/call-1/{path}", form)) for _ in range(2)]
        assert answers[0][1] == answers[1][1], path
    for path in ("arrivals/2/", "arrivals/2/", "papers/"):
        answer = registered(client.post(f"/counter/call-1/{path}", {"filing": web, "original": "yes"}))
        assert answer[1] == web
    assert (Filing.objects.count(), LogRow.objects.filter(act="register_paper").count()) == (3, 3)


def test_pressed_twice_at_the_same_moment_is_one_filing() -> None:
    opened()
    client, form = at_counter(), fresh()
    session, found = client.cookies["jianyou_session"].value, []
    start = threading.Barrier(4)

    def press() -> None:
        try:
            own = browser()
            own.cookies["jianyou_session"] = session
            start.wait(10)
            found.append(registered(own.post("/counter/call-1/papers/", form))[1])
        finally:
            connections.close_all()

    hands = [threading.Thread(target=press) for _ in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(30)
    assert found == [Filing.objects.get().number] * 4


def test_an_arrival_is_for_one_filing() -> None:
    opened()
    client, web = at_counter(), prefilled()
    stamp(client)
    address, _ = registered(client.post("/counter/call-1/arrivals/1/", fresh()))
    told = text_of(client.get("/counter/call-1/arrivals/1/"))
    assert "这个号已经登记了 示例区经济信息化局 的材料。" in told
    for form in (fresh(), {"filing": web, "original": "yes"}):
        answer = client.post("/counter/call-1/arrivals/1/", form)
        assert (answer.status_code, "已经用于另一份报送件" in text_of(answer)) == (422, True)
    assert [Filing.objects.count(), Filing.objects.get(number=web).status] == [2, "prefilled"]
    assert client.get(address).status_code == 200


def test_without_the_original_nothing_is_registered() -> None:
    opened_city(completes_on="paper")
    client, web = at_counter(), prefilled(slug="city")
    missing = "请先看过盖章原件，再勾选“盖章原件”。没有原件的不能登记。"
    answer = client.post("/counter/city/papers/", {"filing": web})
    assert (answer.status_code, problems_on(answer)) == (422, [("original", missing)])
    form = fresh(names=" \n", filer="甲" * 201, original="", **{"h-contact": "乙" * 201})
    del form["original"]
    answer = client.post("/counter/city/papers/", form)
    assert (answer.status_code, problems_on(answer)) == (
        422,
        [
            ("filer", "申报单位名称太长，最多 200 个字。"),
            ("names", "请填写推荐对象的名称，每行一个。"),
            ("h-contact", "“联系人”太长，最多 200 个字。"),
            ("original-new", missing),
        ],
    )
    page = answer.content.decode()
    assert page.count("autofocus") == 1
    assert (f'value="{form["token"]}"' in page, "乙" * 201 in page) == (True, True)
    assert [one.status for one in Filing.objects.all()] == ["prefilled"]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("\n".join(f"示例{n}厂" for n in range(101)), "填了 101 个推荐对象，窗口一次最多录入 100 个。"),
        ("示例厂\n" + "甲" * 301, "第 2 个推荐对象的名称太长，最多 300 个字。"),
    ],
)
def test_names_are_bounded(names: str, told: str) -> None:
    opened()
    answer = at_counter().post("/counter/call-1/papers/", fresh(names=names))
    assert [(field, told in text) for field, text in problems_on(answer)] == [("names", True)]
    assert Filing.objects.count() == 0


def test_hostile_text_is_text() -> None:
    opened()
    client = at_counter()
    wild = "<script>alert(1)</script>\0\x1b\u202e厂"
    address, _ = registered(client.post("/counter/call-1/papers/", fresh(filer=wild, names=wild, token="x")))
    for page in (address, "/counter/call-1/", "/counter/call-1/day/"):
        shown = client.get(page).content.decode()
        assert ("<script>alert" in shown, "&lt;script&gt;alert(1)" in shown) == (False, True)
    for typed in ("%00", "%E7%94%B2" * 2000, "%27%22%3E%3Cb%3E", "%ED%A0%80%FF"):
        assert client.get(f"/counter/call-1/papers/?q={typed}").status_code == 200
    for number in ("\0", "甲" * 5000):
        assert client.post("/counter/call-1/papers/", {"filing": number}).status_code == 404
    assert client.get("/counter/call-1/papers/%00/").status_code == 404


def test_paper_that_does_not_complete_is_a_copy() -> None:
    opened(completes_on="sealed_scan")
    client, web = at_counter(), prefilled()
    told = text_of(client.get("/counter/call-1/papers/", {"q": web}))
    assert "登记了也还没有完成报送。 本次征集以上传盖章扫描件为完成报送，纸质件只作附存。" in told
    assert "登记，作附存" in told
    new = fresh()
    for form, status in (({"filing": web, "original": "yes"}, "prefilled"), (new, "draft")):
        address, number = registered(client.post("/counter/call-1/papers/", form))
        assert Filing.objects.get(number=number).status == status
        told = text_of(client.get(address))
        assert "已作附存，还没有完成报送。" in told
        assert "纸质件已经收下，作附存。" in told
        assert "收到的材料 盖章原件（附存）" in told
    assert LogRow.objects.filter(act="add_copy").count() == 2


def test_what_was_added_on_the_web_is_not_of_the_counter() -> None:
    opened(completes_on="paper")
    client, number = at_counter(), prefilled()
    scan = keep_upload(name="盖章件.pdf", data=b"%PDF-1.4\n", purpose="sealed_scan")
    add_scan(actor=filer_of(number), number=number, file=scan)
    assert LogRow.objects.filter(act="add_copy").count() == 1
    assert "今天还没有登记材料。" in text_of(client.get("/counter/call-1/"))
    answer = client.get(f"/counter/call-1/papers/{number}/")  # no receipt of what wasn't registered here
    assert answer.headers["Location"] == f"/counter/call-1/papers/?filing={number}"
    assert "第 2 版，已上传盖章扫描件" in text_of(client.get(answer.headers["Location"]))


def test_a_withdrawn_one_is_told() -> None:
    opened()
    client, number = at_counter(), prefilled()
    withdraw(actor=filer_of(number), number=number)
    told = text_of(client.get("/counter/call-1/papers/", {"q": number}))
    assert "已经撤回，不能再登记。" in told
    answer = client.post("/counter/call-1/papers/", {"filing": number, "original": "yes"})
    assert (answer.status_code, len(re.findall("已撤回", text_of(answer))) > 0) == (422, True)
    assert Filing.objects.get().status == FilingStatus.WITHDRAWN


def test_the_original_of_what_a_scan_completed_is_a_copy_once() -> None:
    opened(completes_on="either")
    number = prefilled()
    add_scan(actor=filer_of(number), number=number, file=SentFile("盖章件.pdf", "0" * 64, 10, "sealed_scan"))
    client = at_counter()
    assert "登记，作附存" in text_of(client.get(f"/counter/call-1/papers/?filing={number}"))
    for _ in range(2):
        answer = client.post("/counter/call-1/papers/", {"filing": number, "original": "yes"})
        assert answer.headers["Location"].startswith(f"/counter/call-1/papers/{number}/")
    assert LogRow.objects.filter(act="add_copy").count() == 1
