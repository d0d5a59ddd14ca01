"""Letters that came back: marked, told to the office, and no more sent there until a code is read."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.timezone import localtime

from jianyou.actions.bounces import record_bounce
from jianyou.actions.confirming import check_code, send_code
from jianyou.actions.filing import submit
from jianyou.actions.outbox import Address
from jianyou.actions.withdrawing import withdraw
from jianyou.domain.lifecycle.roles import PUBLIC, filer_of
from jianyou.domain.mailbox.bounces import Bounce
from jianyou.jobs.sending import Tally, send_due
from jianyou.queries.office_messages import list_office_messages
from jianyou.store.dialect import database_now
from jianyou.store.identifiers import uuid7
from jianyou.store.models import DeadAddress, OutboxMessage
from jianyou.terms.finding import Refused
from tests.domain.mailbox.bounced import report
from tests.site.commands import runner
from tests.site.kit import clerk, opened, sent
from tests.site.mailbox_sink import Sink, sending
from tests.site.office import CLERK, working
from tests.site.public import text_of

pytestmark = pytest.mark.usefixtures("site")

MAIL = Address("mail", "Wang@Example.com")


@pytest.fixture
def sink() -> Iterator[Sink]:
    with sending() as found:
        yield found


def filed(address: Address = MAIL) -> str:
    told = sent()._replace(reach=address, confirmed=True)
    return submit(actor=PUBLIC, call_slug="call-1", sent=told).filing.number


def last() -> OutboxMessage:
    return OutboxMessage.objects.filter(audience="filer").latest("id")


def came_back(status: str = "5.1.1") -> bool:
    return record_bounce(bounce=Bounce(last().id, status, for_good=status[0] == "5"))


def test_a_dead_address_is_told_and_gets_no_more(sink: Sink) -> None:
    opened()
    number = filed()
    assert send_due() == Tally(sent=1)
    assert [came_back(), came_back()] == [True, False]
    message = last()
    assert (message.bounce, message.problem) == ("5.1.1", "bounced 5.1.1")
    (told,) = list_office_messages(viewer=clerk(), page=1).items
    assert (told.kind, told.number, told.params["bounce"]) == ("bounced", number, "5.1.1")
    when = localtime(message.bounced_at).strftime("%H:%M:%S")
    page = text_of(working(CLERK).get(f"/office/filings/{number}/"))
    assert f"{when}（北京时间） 被退回（5.1.1），这个地址收不到信" in page
    withdraw(actor=filer_of(number), number=number)
    filed(Address("mail", "wang@EXAMPLE.com"))
    filed(Address("mail", "li@example.com"))
    assert send_due() == Tally(sent=1, given_up=2)
    assert set(OutboxMessage.objects.filter(problem="bounced").values_list("sent_at", flat=True)) == {None}
    assert len(sink.letters) == 2


def test_a_code_that_is_read_brings_the_address_back(sink: Sink) -> None:
    opened()
    filed()
    send_due()
    came_back()
    token = uuid7()
    send_code(call_slug="call-1", token=token, address=MAIL, lang="zh")
    assert send_due() == Tally(sent=1)
    assert DeadAddress.objects.count() == 1
    code = sink.bodies[-1].partition("确认码：")[2][:6]
    assert check_code(token=token, address=MAIL, code=code, at=database_now())
    assert DeadAddress.objects.count() == 0
    filed()
    assert send_due() == Tally(sent=1)


def test_what_is_put_off_stops_nothing_and_may_come_back_for_good(sink: Sink) -> None:
    opened()
    number = filed()
    send_due()
    assert [came_back("4.4.7"), came_back("4.4.7"), came_back("4.2.1")] == [True, False, False]
    assert DeadAddress.objects.count() == 0
    assert came_back("5.4.7") is True
    assert DeadAddress.objects.count() == 1
    told = list_office_messages(viewer=clerk(), page=1).items
    assert [one.kind for one in told] == ["bounced", "bounced_for_now"]
    OutboxMessage.objects.filter(bounce="5.4.7").update(bounce="4.4.7")
    page = text_of(working(CLERK).get(f"/office/filings/{number}/"))
    assert "被退回（4.4.7），对方邮箱暂时没有收下" in page
    assert len(sink.letters) == 1


def test_what_was_never_sent_did_not_come_back() -> None:
    opened()
    filed()
    assert came_back() is False
    assert record_bounce(bounce=Bounce(uuid7(), "5.1.1", for_good=True)) is False


def test_the_command_reads_what_a_mail_server_hands_over(
    site: Path,
    sink: Sink,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    opened()
    filed()
    send_due()
    run = runner(site, "bounces", monkeypatch, capsys)
    name = sink.letters[0]["Message-ID"].strip()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(report(name=name))))
    assert run("-") == "退信 1 封，其中新标明 1 条消息；其他邮件 0 封未处理。\n"
    box = site / "box"
    box.write_bytes(b"From a Mon Apr 20 10:00:00 2026\n" + report(name=name) + b"\n")
    assert run(str(box)) == "退信 1 封，其中新标明 0 条消息；其他邮件 0 封未处理。\n"
    with pytest.raises(Refused, match="site_bounces_unread"):
        run(str(site / "none"))
    assert "example.com" not in caplog.text
    assert last().bounced_at is not None
    assert (last().bounced_at or database_now()) <= database_now()
