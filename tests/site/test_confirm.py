"""An address is confirmed by a code; the code is hard to guess, and addresses are not flooded."""

import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyou.actions.confirming import (
    Asking,
    check_code,
    opened_asking,
    sealed_asking,
    send_code,
    send_code_again,
)
from jianyou.actions.filing import submit
from jianyou.actions.limits import Limit
from jianyou.actions.outbox import Address
from jianyou.domain.lifecycle.roles import PUBLIC
from jianyou.jobs.sending import send_due
from jianyou.store.dialect import database_now
from jianyou.store.models import Count, OutboxMessage
from jianyou.terms.finding import Refused
from tests.site.kit import moved_deadline, opened, sent
from tests.site.mailbox_sink import Sink, sending

pytestmark = pytest.mark.usefixtures("site")

MAIL = Address("mail", "wang@example.com")
OTHER = Address("mail", "li@example.com")
QUARTER = timedelta(minutes=15)


@pytest.fixture(autouse=True)
def sink() -> Iterator[Sink]:
    with sending() as found:
        yield found


def sent_code(sink: Sink, token: uuid.UUID, address: Address = MAIL) -> str:
    """Has a code sent and reads it in the letter."""
    send(token, address)
    send_due()
    return sink.bodies[-1].partition("确认码：")[2][:6]


def right(token: uuid.UUID, code: str, address: Address = MAIL, later: timedelta = timedelta()) -> bool:
    return check_code(token=token, address=address, code=code, at=database_now() + later)


def send(token: uuid.UUID, address: Address = MAIL) -> None:
    send_code(call_slug="call-1", token=token, address=address, lang="zh")


def refused(do: Callable[[], object]) -> str:
    with pytest.raises(Refused) as told:
        do()
    return told.value.code


def test_the_code_that_came_is_right_for_token_and_address(sink: Sink) -> None:
    opened()
    token = uuid.uuid4()
    code = sent_code(sink, token)
    assert right(token, code)
    full_width = code.translate({ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"})
    assert right(token, f" {full_width[:3]} {full_width[3:]} ")
    assert not right(uuid.uuid4(), code)
    assert not right(token, code, OTHER)
    assert not right(token, code, Address("mobile", MAIL.text))
    for wrong in ("", "000000" if code != "000000" else "1", code[:5], code + "0", "１" * 500):
        token = uuid.uuid4()
        assert not right(token, wrong)


def test_it_holds_for_this_quarter_of_an_hour_and_the_next(sink: Sink) -> None:
    opened()
    token = uuid.uuid4()
    code = sent_code(sink, token)
    assert right(token, code, later=QUARTER)
    assert not right(token, code, later=2 * QUARTER)
    assert not right(token, code, later=-QUARTER)
    until = datetime.fromisoformat(OutboxMessage.objects.get().params["until"])
    assert QUARTER < until - database_now() <= 2 * QUARTER
    assert until.minute % 15 == until.second == 0


def test_after_five_wrong_tries_another_code_is_needed(sink: Sink) -> None:
    opened()
    token = uuid.uuid4()
    code = sent_code(sink, token)
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    assert [right(token, wrong) for _ in range(5)] == [False] * 5
    assert refused(lambda: right(token, code)) == "confirm_tries_over"
    assert right(token, sent_code(sink, token))


def test_five_codes_a_token() -> None:
    opened()
    token = uuid.uuid4()
    for at in range(5):
        send(token, Address("mail", f"a{at}@example.com"))
    assert refused(lambda: send(token)) == "confirm_codes_over"
    assert OutboxMessage.objects.count() == 5


def test_ten_messages_an_hour_to_an_address() -> None:
    opened()
    for _ in range(10):
        send(uuid.uuid4())
    assert refused(lambda: send(uuid.uuid4())) == "confirm_address_over"
    send(uuid.uuid4(), OTHER)
    assert OutboxMessage.objects.count() == 11


def test_no_code_after_the_deadline() -> None:
    moved_deadline(opened(), -1)
    assert refused(lambda: send(uuid.uuid4())) == "site_too_late"
    assert OutboxMessage.objects.count() == 0


def test_a_limit_is_taken_and_given_free_and_names_nobody() -> None:
    minute, at = timedelta(minutes=1), database_now()
    limit = Limit("tries", 2, minute)
    assert [limit.take("a", at), limit.is_over("a", at), limit.take("a", at), limit.is_over("a", at)] == [
        1,
        False,
        2,
        True,
    ]
    assert (limit.take("a", at), limit.take("b", at)) == (0, 1)
    limit.forget("a")
    assert (limit.take("a", at), limit.take("a", at), limit.is_over("b", at)) == (1, 2, False)
    # The time begins with the first place, and what is over leaves no row behind.
    assert limit.take("a", at + minute - timedelta(milliseconds=1)) == 0
    assert Limit("other", 2, minute).take("c", at + minute) == 1
    assert list(Count.objects.values_list("name", flat=True)) == ["other c"]
    assert (limit.is_over("a", at), limit.take("a", at + minute)) == (False, 1)


def test_a_count_that_is_over_begins_anew_even_where_nobody_swept() -> None:
    minute, at = timedelta(minutes=1), database_now()
    limit = Limit("tries", 1, minute)
    Count.objects.create(name="tries a", taken=7, until=at)
    assert (limit.is_over("a", at), limit.take("a", at), limit.take("a", at)) == (False, 1, 0)
    assert Count.objects.get().until == at + minute


def test_a_sealed_asking_is_unreadable() -> None:
    asking = Asking(uuid.uuid4(), MAIL)
    sealed = sealed_asking(asking)
    assert "wang" not in sealed
    assert opened_asking(sealed) == asking
    for forged in ("", "x", sealed[:-4], sealed.swapcase(), "é"):
        assert opened_asking(forged) is None


def lost(number: str, address: Address) -> None:
    send_code_again(number=number, address=address)


def test_number_and_code_go_to_the_confirmed_address_only(sink: Sink) -> None:
    opened()
    done = submit(actor=PUBLIC, call_slug="call-1", sent=sent()._replace(reach=MAIL, confirmed=True))
    unsure = submit(actor=PUBLIC, call_slug="call-1", sent=sent()._replace(reach=MAIL))
    send_due()
    for number, address in (
        (done.filing.number, OTHER),
        (done.filing.number, Address("mobile", MAIL.text)),
        (unsure.filing.number, MAIL),
        ("2222-2222-2222", MAIL),
    ):
        lost(number, address)
    assert OutboxMessage.objects.filter(kind="code_again").count() == 0
    lost(done.filing.number, MAIL)
    send_due()
    assert sink.subjects[-1] == f"报送件 {done.filing.number} 的验证码"
    code = "-".join(done.code[at : at + 4] for at in range(0, 12, 4))
    assert f"报送编号：{done.filing.number}\n验证码：{code}\n" in sink.bodies[-1]
    assert OutboxMessage.objects.get(kind="code_again").filing == done.filing


def test_asking_for_a_lost_code_is_limited_whether_it_fits_or_not() -> None:
    opened()
    for at in range(5):
        lost("2222-2222-2222", Address("mail", f"a{at}@example.com"))
    assert refused(lambda: lost("2222-2222-2222", OTHER)) == "confirm_lost_often"
    for at in range(10):
        lost(f"3333-3333-333{at}", MAIL)
    assert refused(lambda: lost("4444-4444-4444", MAIL)) == "confirm_lost_often"


def test_what_a_code_costs() -> None:
    opened()
    token = uuid.uuid4()
    with CaptureQueriesContext(connection) as asked:
        send(token)
    with CaptureQueriesContext(connection) as checked:
        check_code(token=token, address=MAIL, code="0", at=database_now())
    # The call, the moment; in a transaction two places, what is over swept with each, and the message.
    assert len(asked) == 2 + {"sqlite": 7, "postgresql": 7}[connection.vendor]
    # The moment, whether there were too many tries, and one more, what is over swept.
    assert len(checked) == 2 + 2
