"""A lost code comes once more, to the address that was confirmed, and nobody learns whether there is one."""

import re
from collections.abc import Iterator

import pytest

from jianyou.jobs.sending import send_due
from jianyou.store.models import OutboxMessage
from tests.site.mailbox_sink import Sink, sending
from tests.site.public import browser, number_and_code, opened_city, sent, step_two, text_of

pytestmark = pytest.mark.usefixtures("site")

ADDRESS = "Wang@Example.com"


@pytest.fixture(autouse=True)
def sink() -> Iterator[Sink]:
    with sending(JIANYOU_URL="https://site.example.com") as found:
        yield found


def test_a_lost_code_comes_to_the_confirmed_address(sink: Sink) -> None:
    opened_city()
    client = browser()
    at = step_two(client, sent() | {"address": ADDRESS})
    send_due()
    confirmed = sink.bodies[-1].partition("确认码：")[2][:6]
    answer = client.post(at, {"not_classified": "yes", "code": confirmed})
    number, code = number_and_code(client.get(answer["Location"]))
    send_due()
    sink.letters.clear()
    answers = [
        client.post("/filings/lost/", {"number": number.lower().replace("-", ""), "address": typed})
        for typed in (ADDRESS, "li@example.com")
    ]
    assert {(each.status_code, each["Location"]) for each in answers} == {(302, "/filings/lost/?asked=1")}
    assert "如果这个地址就是那份报送确认过的地址" in text_of(client.get(answers[0]["Location"]))
    send_due()
    (body,) = sink.bodies
    assert f"报送编号：{number}\n验证码：{code}\n" in body
    assert "https://site.example.com/filings/" in body
    link = client.post("/filings/", {"number": number, "code": code})
    assert text_of(client.get(link["Location"])).count(f"报送件 {number} 的验证码") == 1
    assert code not in text_of(client.get(link["Location"]))


def test_a_lost_code_needs_number_and_address() -> None:
    client = browser()
    answer = client.post("/filings/lost/", {"number": "-", "address": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.findall(r'id="(\w+)-error"', page) == ["number", "address"]
    asked = [
        client.post("/filings/lost/", {"number": "2222-2222-2222", "address": ADDRESS}).status_code
        for _ in range(6)
    ]
    assert asked == [302] * 5 + [429]
    assert OutboxMessage.objects.count() == 0
