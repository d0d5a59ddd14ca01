"""Filing with an address that is confirmed by a code, as a browser without scripts sees it."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jianyou.jobs.sending import send_due
from jianyou.store.models import Filing, OutboxMessage, PersonalDatum
from jianyou.store.sitekeys import load_keys
from tests.site.filling import FILL, Fields, checked, fields_at, looked_of, post, pressed, typed
from tests.site.kit import moved_deadline
from tests.site.mailbox_sink import Sink, sending
from tests.site.public import SCAN, browser, number_and_code, opened_city, sent, step_two, text_of

pytestmark = pytest.mark.usefixtures("site")

ADDRESS = "Wang@Example.com"
DECLARED = {"not_classified": "yes"}


@pytest.fixture(autouse=True)
def sink() -> Iterator[Sink]:
    with sending(JIANYOU_URL="https://site.example.com") as found:
        yield found


def to_code(client: Client, **fields: Any) -> str:
    """Up to the page that asks for the code; its address."""
    return step_two(client, sent(**fields) | {"address": ADDRESS})


def asked_for(page: str) -> bool:
    return 'name="code"' in page


def code_in(sink: Sink) -> str:
    """The code of the latest letter."""
    send_due()
    return sink.bodies[-1].partition("确认码：")[2][:6]


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def reach() -> list[str]:
    """The addresses that are kept, in the open."""
    keys = load_keys(settings.JIANYOU_HOME)
    kept = PersonalDatum.objects.filter(field__startswith="reach.")
    return [keys.decrypt(bytes(each.value)) for each in kept]


def test_a_code_that_came_files_with_the_address(sink: Sink, site: Path) -> None:
    opened_city()
    client = browser()
    at = to_code(client)
    page = text_of(client.get(at))
    assert "还没有报送。" in page
    assert "确认码已发到 w***@example.com" in page
    assert Filing.objects.count() == 0
    told = next((site / "spool").glob("*/told.json")).read_text("utf-8")
    assert ("wang" in told.lower(), "example.com" in told) == (False, False)
    answer = client.post(at, {**DECLARED, "code": code_in(sink), "do": "file"})
    number, code = number_and_code(client.get(answer["Location"]))
    filing = Filing.objects.get()
    assert (filing.number, filing.confirmed, filing.lang, reach()) == (
        number,
        True,
        "zh",
        ["wang@example.com"],
    )
    send_due()
    assert sink.subjects[-1] == f"已收到：报送件 {number}"
    assert f"报送编号：{number}\n验证码：{code}\n" in sink.bodies[-1]


def test_in_english_the_letters_are_english(sink: Sink) -> None:
    opened_city()
    client = browser()
    client.cookies["jianyou_lang"] = "en"
    at = to_code(client)
    send_due()
    code = sink.bodies[-1].partition("Confirmation code: ")[2][:6]
    client.post(at, {**DECLARED, "code": code})
    assert Filing.objects.get().lang == "en"


def test_without_an_address_it_is_filed_at_once() -> None:
    opened_city()
    client = browser()
    at = step_two(client, sent() | {"address": " \u3000"})
    assert not asked_for(client.get(at).content.decode())
    answer = client.post(at, DECLARED)
    number_and_code(client.get(answer["Location"]))
    assert (Filing.objects.get().confirmed, reach(), OutboxMessage.objects.exclude(channel="").count()) == (
        False,
        [],
        0,
    )


def test_where_nothing_can_be_sent_nothing_is_asked() -> None:
    opened_city()
    client = browser()
    settings.JIANYOU_MESSAGES = {}
    for page in ("/calls/city/file/", "/calls/city/fill/"):
        assert 'name="address"' not in client.get(page).content.decode()
    at = step_two(client, sent() | {"address": ADDRESS})
    assert not asked_for(client.get(at).content.decode())
    client.post(at, DECLARED)
    assert (Filing.objects.get().confirmed, reach()) == (False, [])
    assert client.get("/filings/lost/").status_code == 404


def test_an_address_that_is_none_is_told_on_the_first_page() -> None:
    opened_city()
    client = browser()
    uploaded = client.post("/calls/city/file/", {"address": "wang@", "filer": ""})
    filled = post(client, typed(filer="", address="wang@", **{"c-1-name": ""}))
    for answer, wrong_ones in (
        (uploaded, ["form", "filer", "address"]),
        (filled, ["filer", "address", "c-1-name"]),
    ):
        page = answer.content.decode()
        assert answer.status_code == 422
        top = page.split('id="problems"')[1].split("</ul>")[0]
        assert re.findall(r'href="#([^"]+)"', top) == wrong_ones
        assert {*re.findall(r'id="([^"]+)-error"', page)} == {*wrong_ones}
        assert 'value="wang@"' in page
    for text in ("<b>", "a" * 300 + "@example.com"):
        again = post(client, typed(address=text))
        assert (again.status_code, "<b>" in again.content.decode()) == (422, False)
    assert (Filing.objects.count(), OutboxMessage.objects.count(), spooled()) == (0, 0, 0)


def token_of(at: str) -> str:
    return at.split("/")[-2]


def spooled() -> int:
    """How many tables wait."""
    folder = settings.JIANYOU_HOME / "spool"
    return len(list(folder.iterdir())) if folder.exists() else 0


def test_filled_on_the_page_it_is_confirmed_the_same_way(sink: Sink) -> None:
    opened_city()
    client = browser()
    at = checked(client, typed(address=ADDRESS))
    pressed(client, at, code=code_in(sink))
    assert (Filing.objects.get().confirmed, reach()) == (True, ["wang@example.com"])


def test_who_changes_a_draft_keeps_address_and_code(sink: Sink) -> None:
    opened_city()
    client = browser()
    at = checked(client, typed(address=ADDRESS))
    code, fields = code_in(sink), fields_at(at)
    assert f'href="{fields}#address"' in client.get(at).content.decode()

    def change(address: str) -> None:
        values = Fields(client.get(fields).content.decode()).values
        assert post(client, values | {"address": address, "do": "check"}, fields)["Location"] == at

    change(ADDRESS.upper())
    change("li@example.com")
    send_due()
    assert sink.recipients == ["wang@example.com", "li@example.com"]
    assert pressed(client, at, code=code).status_code == 422
    change("")
    assert not asked_for(client.get(at).content.decode())
    change("li@example.com")
    assert pressed(client, at, code=code_in(sink)).status_code == 302
    assert (reach(), len(sink.letters)) == (["li@example.com"], 2)


def test_who_changes_something_keeps_address_and_code(sink: Sink) -> None:
    opened_city()
    client = browser()
    at = to_code(client)
    code = code_in(sink)
    back = re.findall(r'href="(/calls/city/file/\?from=[^"#]+)#address"', client.get(at).content.decode())[0]
    page = client.get(back).content.decode()
    token = token_of(at)
    assert f'name="from" value="{token}"' in page
    assert 'value="wang@example.com"' in page
    assert 'value="渝北区经济信息委"' in page
    same, other = (
        step_two(client, sent() | told)
        for told in (
            {"from": token, "address": ADDRESS.upper()},
            {"from": token, "address": "li@example.com"},
        )
    )
    assert len({at, same, other}) == 3
    send_due()
    assert sink.recipients == ["wang@example.com", "li@example.com"]
    assert client.post(other, {**DECLARED, "code": code}).status_code == 422
    assert client.post(same, {**DECLARED, "code": code}).status_code == 302
    assert reach() == ["wang@example.com"]


def test_what_another_left_is_no_code_of_mine(sink: Sink) -> None:
    opened_city()
    opened_city("other")
    client = browser()
    first = to_code(client)
    code = code_in(sink)
    second = to_code(client)
    assert client.post(second, {**DECLARED, "code": code}).status_code == 422
    elsewhere = step_two(client, sent() | {"address": ADDRESS, "from": token_of(first)}, "other")
    nothing = step_two(client, sent() | {"address": ADDRESS, "from": "x"})
    assert [client.post(at, {**DECLARED, "code": code}).status_code for at in (elsewhere, nothing)] == [
        422
    ] * 2
    send_due()
    assert (len(sink.letters), Filing.objects.count()) == (4, 0)


def test_each_error_stands_beside_its_field_and_what_was_typed_stays(sink: Sink) -> None:
    opened_city()
    client = browser()
    at = to_code(client)
    answer = client.post(at)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.findall(r'id="(\w+)-error"', page) == ["not_classified", "code"]
    top = page.split('id="problems"')[1].split("</ul>")[0]
    assert re.findall(r'href="#(\w+)"', top) == ["not_classified", "code"]
    undeclared = client.post(at, {"code": code_in(sink)}).content.decode()
    assert re.findall(r'id="(\w+)-error"', undeclared) == ["not_classified"]
    assert f'name="code" value="{code_in(sink)}"' in undeclared
    uncoded = client.post(at, {**DECLARED, "code": '"><b>'}).content.decode()
    assert ('value="yes" checked' in uncoded, "<b>" in uncoded) == (True, False)
    assert client.post(at, {"do": "without"}).status_code == 422
    assert Filing.objects.count() == 0


def test_a_wrong_code_and_none_are_told_apart_and_nothing_is_filed(sink: Sink) -> None:
    opened_city()
    client = browser()
    at = to_code(client)
    code = code_in(sink)
    for typed_code, words in (("", "请填写收到的 6 位数字"), (wrong(code), "确认码不对，或者已经过期")):
        answer = client.post(at, {**DECLARED, "code": typed_code, "do": "file"})
        assert (answer.status_code, words in answer.content.decode()) == (422, True)
    for _ in range(4):
        client.post(at, {**DECLARED, "code": wrong(code)})
    assert "填错 5 次" in text_of(client.post(at, {**DECLARED, "code": code}))
    assert Filing.objects.count() == 0
    again = client.post(at, {**DECLARED, "do": "again"})
    assert (again.status_code, "又发了一次" in text_of(again)) == (200, True)
    assert 'value="yes" checked' in again.content.decode()
    assert client.post(at, {**DECLARED, "code": code_in(sink)}).status_code == 302
    assert Filing.objects.get().confirmed


def test_it_is_sent_again_five_times_at_most(sink: Sink) -> None:
    opened_city()
    client = browser()
    at = to_code(client)
    assert [client.post(at, {"do": "again"}).status_code for _ in range(5)] == [200] * 4 + [422]
    refused = client.post(at, {"do": "again"})
    assert "已经发过 5 次确认码" in text_of(refused)
    assert 'id="code-error"' in refused.content.decode()
    send_due()
    assert len(sink.letters) == 5
    assert client.post(at, {**DECLARED, "do": "without"}).status_code == 302
    assert Filing.objects.count() == 1


def test_where_too_much_was_sent_to_an_address_it_can_be_left_out() -> None:
    opened_city()
    client = browser()
    for _ in range(10):
        to_code(client)
    uploaded = client.post("/calls/city/file/", sent() | {"address": ADDRESS})
    filled = post(client, typed(address=ADDRESS))
    for answer in (uploaded, filled):
        page = answer.content.decode()
        assert (answer.status_code, 'id="address-error"' in page, 'href="#address"' in page) == (
            422,
            True,
            True,
        )
        assert "一小时内发到这个地址的消息太多" in page
    assert spooled() == 10
    assert pressed(client, checked(client)).status_code == 302


def test_nobody_asks_again_for_what_was_not_asked() -> None:
    opened_city()
    client = browser()
    at = step_two(client)
    assert client.post(at, {"do": "again"}).status_code == 422
    assert client.post(at, {**DECLARED, "do": "without"}).status_code == 302
    assert (OutboxMessage.objects.exclude(channel="").count(), Filing.objects.count()) == (0, 1)


def test_not_to_wait_files_at_once_and_keeps_no_address() -> None:
    opened_city()
    client = browser()
    at = to_code(client, scan=SCAN)
    page = text_of(client.get(at))
    assert re.search(r"不会等它。可以现在就提交，效力完全一样.*还有 1 天.*不等确认码，直接报送", page)
    answer = client.post(at, {**DECLARED, "do": "without"})
    assert "已在截止时间之前完成报送。" in text_of(client.get(answer["Location"]))
    filing = Filing.objects.get()
    assert (filing.status, filing.confirmed, reach()) == ("filed", False, [])


def test_pressed_twice_and_back_it_is_filed_once(sink: Sink) -> None:
    opened_city()
    client = browser()
    at = to_code(client)
    pressed = {**DECLARED, "code": code_in(sink), "do": "file"}
    first, second = (client.post(at, pressed) for _ in range(2))
    without = client.post(at, {**DECLARED, "do": "without"})
    pages = {number_and_code(client.get(answer["Location"])) for answer in (first, second, without)}
    assert (len(pages), Filing.objects.count()) == (1, 1)
    assert client.get(at).status_code == 410


def test_pressed_at_once_by_four_hands_it_is_filed_once(sink: Sink) -> None:
    opened_city()
    at = to_code(browser())
    pressed = {**DECLARED, "code": code_in(sink), "do": "file"}
    answers: list[Any] = []

    def press(fields: dict[str, str]) -> None:
        try:
            answers.append(browser().post(at, fields))
        finally:
            connections.close_all()

    hands = [
        threading.Thread(target=press, args=(fields,))
        for fields in (pressed, {**DECLARED, "do": "without"}, pressed, pressed)
    ]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert [answer.status_code for answer in answers] == [302] * 4
    pages = {number_and_code(browser().get(answer["Location"])) for answer in answers}
    assert (len(pages), Filing.objects.count()) == (1, 1)


def test_late_by_how_much_and_nothing_is_filed(sink: Sink) -> None:
    call = opened_city()
    client = browser()
    at = to_code(client)
    code = code_in(sink)
    moved_deadline(call, -125)
    for answer in (
        client.get(at),
        client.post(at, {**DECLARED, "code": code}),
        client.post(at, {"do": "again"}),
        client.post(at, {**DECLARED, "do": "without"}),
        client.post("/calls/city/file/", sent() | {"address": ADDRESS}),
        post(client, typed(address=ADDRESS)),
    ):
        assert answer.status_code == 403
        assert re.search(r"没有报送：已过截止时间.*超过 2 分 \d+ 秒", text_of(answer))
    assert (Filing.objects.count(), len(sink.letters)) == (0, 1)


def test_pressed_again_after_the_deadline_the_receipt_comes_back(sink: Sink) -> None:
    call = opened_city()
    client = browser()
    at = to_code(client)
    pressed = {**DECLARED, "code": code_in(sink)}
    first = client.post(at, pressed)
    moved_deadline(call, -1)
    again = client.post(at, pressed)
    assert number_and_code(client.get(again["Location"])) == number_and_code(client.get(first["Location"]))


def test_what_the_journey_with_a_code_costs(sink: Sink) -> None:
    opened_city()
    client = browser()
    counts: list[int] = []

    def took(answer: Any) -> Any:
        counts.append(len(captured) - sum(counts))
        return answer

    with CaptureQueriesContext(connection) as captured:
        took(client.get("/calls/city/"))
        took(client.get(FILL))
        at = took(post(client, typed(address=ADDRESS)))["Location"]
        looked = looked_of(took(client.get(at)))
    code = code_in(sink)
    page_by_page, counts = [*counts], []
    with CaptureQueriesContext(connection) as captured:
        at = took(client.post(at, {**DECLARED, **looked, "code": code}))["Location"]
        took(client.get(at))
    submit = {"sqlite": 15, "postgresql": 16}[connection.vendor]
    # The draft: the call, how many were begun from here, and itself.
    # The code: the call, the moment, and in a transaction two places and the message.
    assert [*page_by_page, *counts] == [3, 1, 15, 1, submit, 5]
    assert sum(page_by_page) + sum(counts) <= 41
