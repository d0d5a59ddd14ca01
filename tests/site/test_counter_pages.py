"""The counter's pages: who gets where, the calls, the stamp, and what every page holds to."""

import re
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jianyou.actions.arrivals import mark_arrival, register_paper
from jianyou.actions.handing_over import hand_over
from jianyou.actions.sealing import seal
from jianyou.domain.lifecycle.roles import STAFF, Role
from jianyou.store.models import Arrival, Filing, LogRow, Office
from tests.site.at_counter import at_counter, fresh, over, prefilled, registered, stamp
from tests.site.kit import counter, office, opened, sent
from tests.site.public import browser, text_of

pytestmark = pytest.mark.usefixtures("site")


def routes(number: str) -> list[tuple[str, str]]:
    """Every address of the counter, with the method that it is for."""
    return [
        ("GET", reverse("counter") + "?all=1"),
        ("GET", reverse("counter_desk", args=["call-1"])),
        ("POST", reverse("counter_stamp", args=["call-1"])),
        ("GET", reverse("counter_arrival", args=["call-1", 1])),
        ("POST", reverse("counter_void", args=["call-1", 1])),
        ("GET", reverse("counter_papers", args=["call-1"])),
        ("GET", reverse("counter_paper", args=["call-1", number])),
        ("GET", reverse("counter_slips", args=["call-1"])),
        ("GET", reverse("counter_day", args=["call-1"])),
        ("GET", reverse("counter_queue", args=["call-1"])),
        ("GET", reverse("counter_labels", args=["call-1"])),
        ("GET", reverse("counter_day_xlsx", args=["call-1"])),
        ("GET", reverse("counter_day_csv", args=["call-1"])),
        ("GET", reverse("counter_objections", args=["call-1"])),
        ("GET", reverse("counter_objection", args=["call-1", number])),
        ("GET", reverse("counter_objection_pdf", args=["call-1", number])),
        ("GET", reverse("counter_handovers", args=["call-1"])),
        ("GET", reverse("counter_handover", args=["call-1", 1])),
    ]


def asked(client: Client, number: str) -> list[int]:
    """The status of each."""
    return [client.generic(method, path).status_code for method, path in routes(number)]


def test_who_gets_where() -> None:
    from jianyou.web.counter.urls import urlpatterns

    opened()
    number = register_paper(actor=counter(), call_slug="call-1", sent=sent()).filing.number
    mark_arrival(actor=counter(), call_slug="call-1")
    hand_over(actor=counter(), call_slug="call-1", numbers=[number])
    assert len(routes(number)) == len(urlpatterns)
    for role in STAFF:
        allowed = role in {Role.COUNTER_CLERK, Role.OFFICE_CLERK}
        wanted = [200, 200, 302, 200, 409, *[200] * 9, 404, 404, 200, 200] if allowed else [403] * 18
        if role is Role.SECTION_HEAD:
            wanted[-2:] = [200, 200]
        assert asked(at_counter(role, username=role.value), number) == wanted, role
    stranger = browser()
    assert asked(stranger, number) == [302] * 18
    assert stranger.get("/counter/").headers["Location"] == "/account/sign-in/?next=%2Fcounter%2F"
    assert Arrival.objects.count() == 3


def test_another_office_sees_nothing_of_it() -> None:
    opened(completes_on="paper")
    number = prefilled()
    mark_arrival(actor=counter(), call_slug="call-1")
    other = Office.objects.create(slug="other", name="示例市科学技术局")
    client = at_counter(username="bieren", where=other)
    assert asked(client, number) == [200, *[404] * 17]
    for path in ("arrivals/1/", "papers/", "slips/"):
        assert client.post(f"/counter/call-1/{path}", {"filing": number, **fresh()}).status_code == 404
    assert "目前没有要收件的征集" in text_of(client.get("/counter/"))
    nobody = at_counter(username="wugang", where=other)
    assert nobody.get("/counter/call-9/").status_code == 404
    assert (Arrival.objects.filter(filing=None).count(), Filing.objects.get().status) == (1, "prefilled")


def test_a_number_of_another_call_is_not_found() -> None:
    opened()
    opened("call-2")
    number = prefilled(slug="call-2")
    client = at_counter()
    assert client.get(f"/counter/call-1/papers/{number}/").status_code == 404
    assert client.get(f"/counter/call-2/papers/{number.lower()}/").status_code == 404
    assert client.post("/counter/call-1/papers/", {"filing": number, "original": "yes"}).status_code == 404
    assert client.get("/counter/call-1/arrivals/99999999999999999999/").status_code == 404
    assert Filing.objects.get().status == "prefilled"


def test_the_calls_of_the_office() -> None:
    client = at_counter()
    call = opened()
    assert client.get("/counter/").headers["Location"] == "/counter/call-1/"
    opened("call-2")
    told = text_of(client.get("/counter/"))
    assert told.count("关于征集示例优质组织的通知") == 2
    assert re.search(r"征集中 截止 .*（北京时间） · 还有 59 分 \d+ 秒", told)
    stamp(client)
    over(call)
    seal(call_slug="call-1")
    before, _, after = text_of(client.get("/counter/?all=1")).partition("已经截止")
    assert (before.count("通知"), after) == (2, "")
    assert "1 个到场号待登记材料" in before
    registered(client.post("/counter/call-1/arrivals/1/", fresh()))
    before, _, after = text_of(client.get("/counter/?all=1")).partition("已经截止 没有人在等")
    assert (before.count("通知"), after.count("通知")) == (1, 1)
    assert client.get("/counter/").headers["Location"] == "/counter/call-2/"


def test_one_key_stamps() -> None:
    opened()
    client = at_counter()
    page = client.get("/counter/call-1/").content.decode()
    assert re.search(r'<button class="button button-primary button-stamp" id="stamp" autofocus', page)
    assert page.count("button-primary") == 1
    assert (stamp(client), stamp(client)) == (1, 2)
    told = text_of(client.get("/counter/call-1/?stamped=2"))
    at = Arrival.objects.get(number=2)
    assert re.search(r"到场号 2 \d+年\d+月\d+日（周.）\d\d:\d\d:\d\d（北京时间） 按时", told)
    assert (at.stamped_by, LogRow.objects.filter(act="mark_arrival").count()) == ("chuangkou", 2)
    assert "待登记材料 2 1 " in told
    for nonsense in ("7", "0", "x", "²", "9" * 40):
        assert "到场号 " not in text_of(client.get("/counter/call-1/", {"stamped": nonsense})), nonsense


def test_a_call_that_is_over_for_good_takes_nothing() -> None:
    call = opened()
    client = at_counter()
    stamp(client)
    type(call).objects.update(status="archived")
    told = text_of(client.get("/counter/call-1/"))
    assert ("本次征集不再收件。" in told, "每来一位按一次" in told) == (True, False)
    answer = client.post("/counter/call-1/stamp/")
    assert (answer.status_code, "没有办理" in text_of(answer)) == (409, True)
    answer = client.post("/counter/call-1/arrivals/1/", fresh())
    assert (answer.status_code, Filing.objects.count()) == (422, 0)


def test_every_answer_is_kept_by_no_one() -> None:
    opened()
    client = at_counter()
    stamp(client)
    _, number = registered(client.post("/counter/call-1/papers/", fresh()))
    hand_over(actor=counter(), call_slug="call-1", numbers=[number])
    number = prefilled()
    for method, path in routes(number):
        if path.startswith(f"/counter/call-1/objections/{number}/"):
            # Shown only to who has just registered it: in test_counter_objecting.
            continue
        answer = client.generic(method, path)
        assert "no-store" in answer.headers["Cache-Control"], path
    for path in ("stamp/", "papers/"):
        strict = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
        strict.cookies = client.cookies
        assert strict.post(f"/counter/call-1/{path}", fresh()).status_code == HTTPStatus.FORBIDDEN
    assert client.get("/counter/call-1/stamp/").status_code == HTTPStatus.METHOD_NOT_ALLOWED


def queries(client: Client, path: str) -> int:
    """How many questions a page asks the database."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def handed(many: int) -> int:
    """A slip of half of what was registered since the last one; its number."""
    filings = Filing.objects.filter(handovers=None).values_list("number", flat=True)
    return hand_over(actor=counter(), call_slug="call-1", numbers=list(filings)[: many // 2 + 1])


def test_pages_ask_the_same_however_many_there_are() -> None:
    opened(completes_on="paper")
    client = at_counter()
    counted: list[dict[str, int]] = []
    for many in (1, 3, 60):
        while Arrival.objects.count() < 2 * many + 2:
            arrival = mark_arrival(actor=counter(), call_slug="call-1").number
            if arrival % 2:
                paper: Any = sent(f"示例{arrival}厂")
                register_paper(actor=counter(), call_slug="call-1", sent=paper, arrival=arrival)
        number = Filing.objects.latest("sent_at").number
        paths = {
            "home": "/counter/?all=1",
            "desk": "/counter/call-1/",
            "found": "/counter/call-1/papers/?q=示例",
            "chosen": f"/counter/call-1/arrivals/2/?q={number}",
            "paper": f"/counter/call-1/papers/{number}/",
            "slips": "/counter/call-1/slips/",
            "day": "/counter/call-1/day/",
            "queue": "/counter/call-1/queue/",
            "labels": "/counter/call-1/labels/",
            "handovers": "/counter/call-1/handovers/",
            "handover": f"/counter/call-1/handovers/{handed(many)}/",
        }
        counted.append({name: queries(client, path) for name, path in paths.items()})
    asked_by_gate = 3
    own = {"home": 2, "desk": 8, "found": 8, "chosen": 20, "paper": 14, "slips": 6, "day": 10}
    own |= {"queue": 8, "labels": 16, "handovers": 9, "handover": 8}
    assert [{name: count - asked_by_gate for name, count in one.items()} for one in counted] == [own] * 3
    assert office().name in text_of(client.get("/counter/call-1/"))


def test_a_number_too_many_is_voided() -> None:
    opened()
    client = at_counter()
    stamp(client)
    page = text_of(client.get("/counter/call-1/arrivals/1/"))
    assert "作废 1 号" in page
    answer = client.post("/counter/call-1/arrivals/1/void/", {"reason": " "})
    assert (answer.status_code, "请写明理由" in text_of(answer)) == (409, True)
    answer = client.post("/counter/call-1/arrivals/1/void/", {"reason": "多取的号"})
    assert answer.headers["Location"] == "/counter/call-1/"
    assert "没有人在等" in text_of(client.get("/counter/call-1/"))
    assert "这个号已经作废" in text_of(client.get("/counter/call-1/arrivals/1/"))
    assert "已作废" in text_of(client.get("/counter/call-1/day/"))
    again = client.post("/counter/call-1/arrivals/1/void/", {"reason": "多取的号"})
    assert (again.status_code, "1 号已经作废" in text_of(again)) == (409, True)
    assert client.post("/counter/call-1/arrivals/1/", fresh()).status_code == 422
