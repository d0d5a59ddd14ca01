"""The page that asks where to be reminded, the code that confirms it, and the link that ends it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from jianyou.actions.confirming import CODES_A_FILING
from jianyou.actions.outbox import Address
from jianyou.actions.reminding import Stop, reach_of, stop_key
from jianyou.jobs.reminding import remind_due
from jianyou.jobs.sending import send_due
from jianyou.store.models import Call, Draft, OutboxMessage
from tests.site.filling import number_of, post, typed
from tests.site.kit import moved_deadline
from tests.site.mailbox_sink import Sink, sending
from tests.site.public import browser, opened_city, text_of

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def sink() -> Iterator[Sink]:
    """The site sends mail, and knows its address."""
    with sending(JIANYOU_URL="https://site.example.com") as found:
        yield found


@pytest.fixture
def client() -> Client:
    """A browser at a call that is open for ten days."""
    opened_city(seconds=10 * 86_400)
    return browser()


def begun(client: Client) -> str:
    return number_of(str(post(client, typed(do="save")).headers["Location"]))


def asking(answer: Any) -> str:
    return str(re.findall(r'name="asking" value="([^"]+)"', answer.content.decode())[0])


def asked(client: Client, at: str, sink: Sink, address: str = "Wang@Example.com") -> tuple[str, str]:
    """What the second page carries, and the code of the letter."""
    answer = client.post(at, {"do": "ask", "address": address})
    assert answer.status_code == 200, text_of(answer)
    send_due()
    return asking(answer), sink.bodies[-1].partition("确认码：")[2][:6]


def test_an_address_is_confirmed_and_reminded_and_stopped_by_the_letter(client: Client, sink: Sink) -> None:
    number = begun(client)
    at = f"/drafts/{number}/reminders"
    page = client.get(at)
    assert len(re.findall(r"<li>\d{4}年[^<]*（北京时间）</li>", page.content.decode())) == 3
    sealed, code = asked(client, at, sink)
    answer = client.post(at, {"do": "confirm", "asking": sealed, "code": f" {code[:3]} {code[3:]}"})
    assert (answer.status_code, answer.headers["Location"]) == (302, at)
    assert reach_of(number=number) == Address("mail", "wang@example.com")
    assert "提醒发到 w***@example.com" in text_of(client.get(at))
    moved_deadline(Call.objects.get(), 3 * 3600)
    remind_due()
    send_due()
    (stop,) = re.findall(r"https://site\.example\.com(/reminders/stop/\S+)", sink.bodies[-1])
    stranger = browser()
    # Programs that look at mail follow links: nothing is done before the button is pressed.
    page = stranger.get(stop)
    assert page.status_code == 200
    assert "wang" not in page.content.decode()
    assert number not in text_of(page)
    assert reach_of(number=number) is not None
    assert "截止时间不变" in text_of(stranger.post(stop))
    assert reach_of(number=number) is None
    assert stranger.post(stop).status_code == 200


def test_a_wrong_code_confirms_nothing(client: Client, sink: Sink) -> None:
    number = begun(client)
    at = f"/drafts/{number}/reminders"
    sealed, code = asked(client, at, sink)
    other = f"{(int(code) + 1) % 10**6:06}"
    for typed_code, words in (("", "请填写收到的 6 位数字确认码"), (other, "确认码不对，或者已经过期。")):
        answer = client.post(at, {"do": "confirm", "asking": sealed, "code": typed_code})
        assert answer.status_code == 422
        assert words in text_of(answer)
        assert asking(answer)
    assert Draft.objects.get().reach is None


def test_what_was_asked_for_one_draft_confirms_no_other(client: Client, sink: Sink) -> None:
    first, second = begun(client), begun(client)
    assert first != second
    sealed, code = asked(client, f"/drafts/{first}/reminders", sink)
    for told in (sealed, "", "false", "x" * 5000):
        answer = client.post(f"/drafts/{second}/reminders", {"do": "confirm", "asking": told, "code": code})
        assert answer.status_code == 422
        assert "确认的步骤隔得太久" in text_of(answer)
    assert [one.reach for one in Draft.objects.all()] == [None, None]


def test_so_many_codes_a_day_and_no_more(client: Client, sink: Sink) -> None:
    at = f"/drafts/{begun(client)}/reminders"
    for _ in range(CODES_A_FILING):
        asked(client, at, sink)
    answer = client.post(at, {"do": "ask", "address": "other@example.com"})
    assert answer.status_code == 422
    assert len(sink.letters) == CODES_A_FILING


@pytest.mark.parametrize("address", ["", "wang", "wang@example.com, li@example.com", "a" * 400])
def test_what_is_no_address_is_told_beside_it(client: Client, sink: Sink, address: str) -> None:
    answer = client.post(f"/drafts/{begun(client)}/reminders", {"do": "ask", "address": address})
    assert answer.status_code == 422
    assert re.findall(r'id="(\w+)-error"', answer.content.decode()) == ["address"]
    assert sink.letters == []
    assert OutboxMessage.objects.count() == 0


def test_reminders_are_ended_on_the_page(client: Client, sink: Sink) -> None:
    number = begun(client)
    at = f"/drafts/{number}/reminders"
    sealed, code = asked(client, at, sink)
    client.post(at, {"do": "confirm", "asking": sealed, "code": code})
    assert client.post(at, {"do": "stop"}).status_code == 302
    assert reach_of(number=number) is None


def test_a_site_without_mail_says_that_it_sends_none(client: Client) -> None:
    assert settings.JIANYOU_MESSAGES.get("mail", {}) == {}
    page = client.get(f"/drafts/{begun(client)}/reminders")
    assert "发不了提醒" in text_of(page)
    assert 'id="address"' not in page.content.decode()


def test_past_the_deadline_no_code_is_sent(client: Client, sink: Sink) -> None:
    at = f"/drafts/{begun(client)}/reminders"
    moved_deadline(Call.objects.get(), -5)
    assert client.get(at).status_code == 200
    assert client.post(at, {"do": "ask", "address": "wang@example.com"}).status_code == 403
    assert sink.letters == []


def test_nobody_else_is_let_in(client: Client) -> None:
    at = f"/drafts/{begun(client)}/reminders"
    assert (browser().get(at).status_code, browser().post(at, {"do": "stop"}).status_code) == (403, 403)


def test_a_false_link_is_told(client: Client) -> None:
    key = stop_key(Stop("AAAA-BBBB-CCCC"))
    assert client.get(f"/reminders/stop/{key[:-2]}/").status_code == 404
    assert client.post(f"/reminders/stop/{key}/").status_code == 200
