"""Texts to mobiles: the site's own function with the message's key, or any gateway by HTTP."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from jianyou.actions.filing import submit
from jianyou.actions.outbox import Address
from jianyou.config.gateway import gateway_settings
from jianyou.domain.lifecycle.roles import PUBLIC
from jianyou.jobs.sending import Tally, send_due
from jianyou.jobs.unsent import reference_of
from jianyou.store.dialect import database_now
from jianyou.store.models import OutboxMessage
from jianyou.terms.finding import Refused
from tests.site.gateway_sink import Gateway, gateway
from tests.site.kit import opened, sent
from tests.site.mailbox_sink import sending

MOBILE = Address("mobile", "13800000000")
TEXTED: list[tuple[str, str]] = []


@pytest.fixture
def there() -> Iterator[Gateway]:
    with gateway() as found:
        yield found


def filed() -> OutboxMessage:
    opened()
    submit(actor=PUBLIC, call_slug="call-1", sent=sent()._replace(reach=MOBILE, confirmed=True))
    return only()


def only() -> OutboxMessage:
    return OutboxMessage.objects.get()


def due_now() -> None:
    OutboxMessage.objects.exclude(next_try_at=None).update(next_try_at=database_now())


def with_key(number: str, text: str, key: str) -> str:
    """A site's own module that drops doubles."""
    assert text
    if (number, key) not in TEXTED:
        TEXTED.append((number, key))
    return f"N-{key[:4]}"


@pytest.mark.usefixtures("site")
def test_a_function_that_takes_the_key_gets_the_same_at_each_try() -> None:
    TEXTED.clear()
    with sending(JIANYOU_MOBILE=f"{__name__}:with_key"):
        message = filed()
        assert send_due() == Tally(sent=1)
        OutboxMessage.objects.update(next_try_at=database_now(), sent_at=None)
        assert send_due() == Tally(sent=1)
    assert [("13800000000", message.id.hex)] == TEXTED
    assert only().reference == f"N-{message.id.hex[:4]}"


@pytest.mark.usefixtures("site")
def test_a_gateway_gets_a_form_and_gives_its_number(tmp_path: Path, there: Gateway) -> None:
    with sending(JIANYOU_MOBILE=there.file(tmp_path)):
        message = filed()
        assert send_due() == Tally(sent=1)
    ((path, headers, body),) = there.came
    assert (path, headers["X-Token"]) == ("/send", "SECRET")
    form = parse_qs(body)
    assert (form["to"], form["id"]) == (["13800000000"], [message.id.hex])
    assert form["content"][0].startswith("【示例】“关于征集示例优质组织的通知”")
    assert only().reference == "G-1"


@pytest.mark.usefixtures("site")
def test_a_gateway_gets_json_at_any_depth(tmp_path: Path, there: Gateway) -> None:
    fields = {"messages": [{"to": ["+86{number}"], "text": "{text}"}], "flash": False}
    with sending(JIANYOU_MOBILE=there.file(tmp_path, form=None, json=fields, reference="")):
        filed()
        assert send_due() == Tally(sent=1)
    ((_, headers, body),) = there.came
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    told = json.loads(body)
    assert told["messages"][0]["to"] == ["+8613800000000"]
    assert told["flash"] is False
    assert only().reference == ""


@pytest.mark.parametrize(
    ("status", "headers", "body", "problem", "tally"),
    [
        (500, {}, "no", "HTTP 500", Tally(postponed=1)),
        (302, {"Location": "http://127.0.0.1:9/steal"}, "", "HTTP 302", Tally(postponed=1)),
        (200, {}, '{"code": 104}', "HTTP 200: 104", Tally(postponed=1)),
        (200, {}, '{"code": 7}', "HTTP 200: 7", Tally(given_up=1)),
        (200, {}, '{"code": "13800000000"}', "HTTP 200: ?", Tally(postponed=1)),
        (200, {}, "[" * 50_000, "HTTP 200: None", Tally(postponed=1)),
    ],
)
@pytest.mark.slow
@pytest.mark.usefixtures("site")
def test_what_else_a_gateway_may_answer(
    tmp_path: Path,
    there: Gateway,
    status: int,
    headers: dict[str, str],
    body: str,
    problem: str,
    tally: Tally,
) -> None:
    there.status, there.headers, there.body = status, headers, body
    with sending(JIANYOU_MOBILE=there.file(tmp_path)):
        filed()
        assert send_due() == tally
    assert only().problem == problem
    assert len(there.came) == 1


@pytest.mark.usefixtures("site")
def test_a_gateway_that_is_down_gets_it_later(tmp_path: Path, there: Gateway) -> None:
    with sending(JIANYOU_MOBILE=there.file(tmp_path, url="http://127.0.0.1:9/")):
        filed()
        assert send_due() == Tally(postponed=1)
        assert only().problem == "URLError"
    with sending(JIANYOU_MOBILE=there.file(tmp_path)):
        due_now()
        assert send_due() == Tally(sent=1)


@pytest.mark.parametrize(
    "told",
    [
        {"url": "http://sms.example.com/"},
        {"url": "https://user:SECRET@sms.example.com/"},
        {"url": "ftp://sms.example.com/"},
        {"url": None},
        {"form": None},
        {"json": {}},
        {"form": {"to": "{number}"}},
        {"form": {"to": "{number}", "text": "{text}", "x": "{SECRET}"}},
        {"form": {"to": ["{number}"], "text": "{text}"}},
        {"headers": {"X Y": "SECRET"}},
        {"headers": {"X": "SECRET\r\nY: z"}},
        {"headers": {"X": "{text}"}},
        {"success": {"path": "code"}},
        {"success": {"status": ["200"]}},
        {"success": {"SECRET": 1}},
        {"seconds": 0},
        {"seconds": True},
        {"more": 1},
    ],
)
def test_a_file_that_is_none_repeats_nothing(tmp_path: Path, told: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        gateway_settings(Path(Gateway().file(tmp_path, **told)))
    assert refused.value.code == "gateway_file_bad"
    assert "SECRET" not in refused.value.text()


def test_no_file_and_no_json(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="gateway_file_bad"):
        gateway_settings(tmp_path / "none.json")
    (tmp_path / "bad.json").write_text("[" * 70_000)
    with pytest.raises(Refused, match="gateway_file_bad"):
        gateway_settings(tmp_path / "bad.json")


def test_what_is_kept_of_a_reference() -> None:
    told = ["a\nb", 12, None, True, "x" * 200, {"a": 1}, 10**500]
    assert [reference_of(one) for one in told] == ["ab", "12", "", "", "x" * 80, "", ""]
