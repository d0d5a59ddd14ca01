"""Messages go out: at least once, hardly ever twice, and whatever a mail server answers."""

import logging
import os
import subprocess
import sys
import threading
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections

from jianyou.actions.confirming import send_code
from jianyou.actions.filing import Sent, submit
from jianyou.actions.outbox import Address
from jianyou.actions.withdrawing import withdraw
from jianyou.domain.lifecycle.roles import PUBLIC, filer_of
from jianyou.jobs.sending import WAITS, Tally, send_due
from jianyou.store.dialect import database_now
from jianyou.store.models import OutboxMessage
from tests.site.kit import opened, sent
from tests.site.mailbox_sink import Sink, free_port, listening, sending, sending_by
from tests.site.serving import database_url

pytestmark = pytest.mark.usefixtures("site")

MAIL = Address("mail", "wang@example.com")
MOBILE = Address("mobile", "13800000000")
DONE = Tally(sent=1)
LATER = Tally(postponed=1)
GIVEN_UP = Tally(given_up=1)


@pytest.fixture
def sink() -> Iterator[Sink]:
    with sending(JIANYOU_URL="https://site.example.com/") as found:
        yield found


def reached(address: Address = MAIL, lang: str = "zh", filer: str = "示例区经济信息化局") -> Sent:
    return sent()._replace(reach=address, confirmed=True, lang=lang, filer=filer)


def filed(address: Address = MAIL, lang: str = "zh", filer: str = "示例区经济信息化局") -> str:
    """A filing with a confirmed address in a call just opened; its number."""
    opened()
    return submit(actor=PUBLIC, call_slug="call-1", sent=reached(address, lang, filer)).filing.number


def due_now() -> None:
    """Let the time of the next tries come: tests move moments, not clocks."""
    OutboxMessage.objects.exclude(next_try_at=None).update(next_try_at=database_now())


def only() -> OutboxMessage:
    return OutboxMessage.objects.get()


def test_a_letter_says_what_happened_with_number_and_code(sink: Sink) -> None:
    opened()
    done = submit(actor=PUBLIC, call_slug="call-1", sent=reached())
    assert send_due() == DONE
    (letter,) = sink.letters
    assert sink.recipients == ["wang@example.com"]
    assert letter["To"] == "wang@example.com"
    assert letter["From"] == "荐优 <site@example.com>"
    assert sink.subjects == [f"已收到：报送件 {done.filing.number}"]
    assert letter["Auto-Submitted"] == "auto-generated"
    code = "-".join(done.code[at : at + 4] for at in range(0, 12, 4))
    body = sink.bodies[0]
    for words in (
        "“关于征集示例优质组织的通知”，示例区经济信息化局",
        "（北京时间）",
        "状态：电子预填，尚未完成报送。",
        f"验证码：{code}",
        "https://site.example.com/filings/",
    ):
        assert words in body
    assert "示例人" not in body
    message = only()
    assert (message.secret, message.next_try_at, message.problem, message.tries) == (None, None, "", 1)
    assert message.sent_at is not None
    assert code not in str(message.params)
    assert send_due() == Tally()


def test_in_english_where_that_was_the_language(sink: Sink) -> None:
    number = filed(lang="en")
    send_due()
    assert sink.subjects == [f"Received: filing {number}"]
    assert "Beijing time" in sink.bodies[0]


@pytest.mark.usefixtures("sink")
def test_only_a_confirmed_address_gets_letters() -> None:
    opened()
    submit(actor=PUBLIC, call_slug="call-1", sent=reached()._replace(confirmed=False))
    submit(actor=PUBLIC, call_slug="call-1", sent=sent())
    assert send_due() == Tally()
    assert [(each.channel, each.secret) for each in OutboxMessage.objects.all()] == [("", None)] * 2


def test_a_server_that_was_down_gets_it_later() -> None:
    port = free_port()
    sink = Sink()
    with sending_by(port):
        filed()
        assert send_due() == LATER
        message = only()
        assert (message.problem, message.tries, message.sent_at) == ("ConnectionRefusedError", 1, None)
        assert message.secret is not None
        assert send_due() == Tally()
        due_now()
        with listening(sink, port):
            assert send_due() == DONE
    assert len(sink.letters) == 1


def test_refused_for_now_it_is_tried_again(sink: Sink) -> None:
    filed()
    for verb, wait in zip(("connect", "MAIL", "RCPT", "DATA", "end"), WAITS, strict=True):
        sink.answers = {verb: "451 later, wang@example.com"}
        assert send_due() == LATER, verb
        message = only()
        assert message.problem.endswith(" 451"), verb
        assert message.next_try_at is not None
        assert wait - timedelta(seconds=20) < message.next_try_at - database_now() <= wait
        due_now()
    sink.answers = {}
    assert send_due() == DONE


def test_a_recipient_refused_for_good_is_given_up_at_once(sink: Sink) -> None:
    filed()
    sink.answers = {"RCPT": "550 no such wang@example.com"}
    assert send_due() == GIVEN_UP
    message = only()
    assert (message.problem, message.next_try_at) == ("SMTPRecipientsRefused 550", None)
    assert (message.secret, message.sent_at) == (None, None)


def test_the_sixth_failure_is_the_last(sink: Sink) -> None:
    filed()
    OutboxMessage.objects.update(tries=len(WAITS))
    sink.answers = {"RCPT": "451 later"}
    assert send_due() == GIVEN_UP
    message = only()
    assert (message.problem, message.tries, message.next_try_at) == ("SMTPRecipientsRefused 451", 6, None)
    assert (message.secret, message.sent_at) == (None, None)


def test_one_that_never_came_to_an_end_is_given_up(sink: Sink) -> None:
    filed()
    OutboxMessage.objects.update(tries=len(WAITS) + 1)
    assert send_due() == GIVEN_UP
    assert (only().problem, sink.letters) == ("interrupted", [])


def test_one_refusal_keeps_no_other_letter_waiting(sink: Sink) -> None:
    number = filed()
    withdraw(actor=filer_of(number), number=number)
    first = OutboxMessage.objects.get(kind="received")
    OutboxMessage.objects.filter(id=first.id).update(recipient=b"no cipher")
    assert send_due() == Tally(sent=1, postponed=1)
    assert sink.subjects == [f"已撤回：报送件 {number}"]
    first.refresh_from_db()
    assert first.problem == "Refused"


def test_nobody_is_named_in_problem_or_log(sink: Sink, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    filed()
    sink.answers = {"RCPT": "550 5.1.1 <wang@example.com>: no such user wang@example.com"}
    send_due()
    told = only().problem + caplog.text
    assert "550" in told
    assert ("example.com" in told, "wang" in told) == (False, False)


def test_two_senders_at_once_send_each_letter_once(sink: Sink) -> None:
    opened()
    for _ in range(12):
        submit(actor=PUBLIC, call_slug="call-1", sent=reached())
    both = threading.Barrier(2)
    tallies: list[Tally] = []

    def send() -> None:
        try:
            both.wait(10)
            tallies.append(send_due())
        finally:
            connections.close_all()

    senders = [threading.Thread(target=send) for _ in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sum(tally.sent for tally in tallies) == 12
    assert len({letter["Message-ID"] for letter in sink.letters}) == len(sink.letters) == 12


def test_killed_before_it_is_marked_a_letter_comes_twice_at_most(site: Path, sink: Sink) -> None:
    number = filed()
    sink.held.set()
    told = {"JIANYOU_HOME": str(site), "DATABASE_URL": database_url()}
    mail = f"smtp://127.0.0.1:{sink.port}?from=site@example.com"
    whole = [sys.executable, "-m", "tests.site.mail_sender"]
    process = subprocess.Popen(whole, env={**os.environ, **told, "JIANYOU_MAIL": mail})
    assert sink.came.wait(30)
    process.kill()
    process.wait(30)
    sink.held.clear()
    assert (only().sent_at, only().tries) == (None, 1)
    assert send_due() == Tally()
    due_now()
    assert send_due() == DONE
    assert sink.subjects == [f"已收到：报送件 {number}"] * 2
    assert len({letter["Message-ID"] for letter in sink.letters}) == 1


def test_a_name_with_line_ends_adds_no_header(sink: Sink) -> None:
    filed(filer="示例局\r\nBcc: all@example.com\r\n\r\n正文")
    message = only()
    message.params = {**message.params, "number": "7K3M\r\nBcc: all@example.com"}
    message.save(update_fields=["params"])
    assert send_due() == DONE
    (letter,) = sink.letters
    assert letter["Bcc"] is None
    assert sink.recipients == ["wang@example.com"]
    assert sink.subjects == ["已收到：报送件 7K3M Bcc: all@example.com"]
    assert "示例局 Bcc: all@example.com 正文" in sink.bodies[0]


def test_codes_go_before_all_else_and_never_too_late(sink: Sink) -> None:
    filed()
    for _ in range(2):
        send_code(call_slug="call-1", token=uuid.uuid4(), address=MAIL, lang="zh")
    old = OutboxMessage.objects.filter(kind="code").earliest("id")
    old.params = {**old.params, "until": database_now().isoformat()}
    old.save(update_fields=["params"])
    assert send_due() == Tally(sent=2, given_up=1)
    assert [subject.split("：")[0] for subject in sink.subjects] == ["确认码", "已收到"]
    assert "https://" not in sink.bodies[0]
    old.refresh_from_db()
    assert (old.problem, old.secret, old.recipient, old.next_try_at) == ("too old", None, None, None)
    assert set(OutboxMessage.objects.filter(kind="code").values_list("recipient", flat=True)) == {None}


TEXTED: list[tuple[str, str]] = []


def gateway(number: str, text: str) -> None:
    """What a site's own module would be."""
    if "fail" in os.environ.get("GATEWAY", ""):
        raise TimeoutError(number)
    TEXTED.append((number, text))


def test_a_mobile_goes_through_the_sites_own_function(monkeypatch: pytest.MonkeyPatch) -> None:
    TEXTED.clear()
    with sending(JIANYOU_MOBILE=f"{__name__}:gateway"):
        filed(MOBILE)
        monkeypatch.setenv("GATEWAY", "fail")
        assert send_due() == LATER
        assert only().problem == "TimeoutError"
        monkeypatch.delenv("GATEWAY")
        due_now()
        assert send_due() == DONE
    assert TEXTED[0][0] == "13800000000"
    assert "验证码：" in TEXTED[0][1]


def test_a_gateway_that_is_not_there_is_a_failure() -> None:
    with sending(JIANYOU_MOBILE="no.such:gateway"):
        filed(MOBILE)
        assert send_due() == LATER
    assert only().problem == "ModuleNotFoundError"


def test_what_nothing_sends_waits() -> None:
    filed()
    assert send_due() == Tally()
    assert (only().tries, only().sent_at) == (0, None)


def test_a_site_is_stopped_between_two_letters(sink: Sink) -> None:
    opened()
    for _ in range(3):
        submit(actor=PUBLIC, call_slug="call-1", sent=reached())
    assert send_due(going=lambda: not sink.letters) == DONE
    assert OutboxMessage.objects.filter(sent_at=None).count() == 2
