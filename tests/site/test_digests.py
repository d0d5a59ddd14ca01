"""Letters to staff about the office's inbox: as each chose, once, and only about what came since."""

import threading
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime

from jianyou.actions.filing import submit
from jianyou.actions.inbox_letters import choose_inbox_letters, is_due
from jianyou.actions.outbox import Address, Audience, Kind, tell
from jianyou.actions.reaching import confirm_reach, send_reach_code
from jianyou.actions.staff import add_staff, close_account
from jianyou.domain.lifecycle.roles import PUBLIC, Role
from jianyou.jobs.digesting import digest_due
from jianyou.jobs.sending import Tally, send_due
from jianyou.store.dialect import database_now
from jianyou.store.models import Filing, InboxLetters, OutboxMessage, User
from jianyou.terms.finding import Refused
from tests.site.kit import office, opened, sent
from tests.site.mailbox_sink import Sink, sending

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def sink() -> Iterator[Sink]:
    with sending(JIANYOU_URL="https://site.example.com") as found:
        yield found


def person(name: str = "wang", *, role: Role = Role.OFFICE_CLERK) -> uuid.UUID:
    office()
    add_staff(
        operator="root", office="office", username=name, name=name, roles=[role], password="x" * 20 + "1"
    )
    return User.objects.get(username=name).id


def reached(sink: Sink, user: uuid.UUID) -> None:
    """The account has a confirmed address."""
    asking = send_reach_code(user_id=user, address=Address("mail", f"{user.hex}@example.com"), lang="zh")
    send_due()
    code = sink.bodies[-1].partition("确认码：")[2][:6]
    confirm_reach(user_id=user, asking=asking, code=code, lang="zh")


def came(count: int = 1, *, ago: timedelta = timedelta(minutes=5)) -> None:
    """So much came into the inbox, told of by nobody yet."""
    filing = Filing.objects.get(number=submit(actor=PUBLIC, call_slug="call-1", sent=sent()).filing.number)
    told: dict[str, Any] = {"ordinal": 1, "name": "示例轴承有限公司"}
    for _ in range(count):
        tell(filing, kind=Kind.CORRECTION_ANSWERED, at=database_now(), params=told, audience=Audience.OFFICE)
    OutboxMessage.objects.filter(audience="office").update(at=database_now() - ago)
    earlier(timedelta(hours=1))


def earlier(ago: timedelta, **more: Any) -> None:
    """Let what was chosen or told lie so far back: tests move moments, not clocks."""
    InboxLetters.objects.update(told_until=database_now() - ago, **more)


def letters() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(kind="inbox").order_by("id"))


def test_at_once_means_one_letter_about_all_that_came(sink: Sink) -> None:
    user = person()
    reached(sink, user)
    choose_inbox_letters(user_id=user, how="at_once", hour=8)
    assert digest_due() == 0
    opened()
    came(22)
    assert [digest_due(), digest_due()] == [1, 0]
    assert send_due() == Tally(sent=1)
    assert sink.subjects[-1] == "征集部门的消息：22 条"
    body = sink.bodies[-1].split("\n")
    assert body[0].endswith("请登录查看：https://site.example.com/office/messages/")
    assert [line[:5] for line in body[1:21]] == ["· 已补正"] * 20
    assert body[21] == "· 另有 2 条"


def test_what_may_still_be_in_a_transaction_waits(sink: Sink) -> None:
    user = person()
    reached(sink, user)
    choose_inbox_letters(user_id=user, how="at_once", hour=8)
    opened()
    came(ago=timedelta(seconds=5))
    assert digest_due() == 0
    OutboxMessage.objects.filter(audience="office").update(at=database_now() - timedelta(seconds=70))
    earlier(timedelta(hours=1))
    assert digest_due() == 1


def test_nothing_is_written_while_nothing_came(sink: Sink) -> None:
    opened()
    for name, how in (("wang", "at_once"), ("zhao", "at_once"), ("qian", "daily")):
        user = person(name)
        reached(sink, user)
        choose_inbox_letters(user_id=user, how=how, hour=0)
    InboxLetters.objects.update(told_on=localtime(database_now()).date() - timedelta(days=1))
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert digest_due() == 0
        counts.append(sum(one["sql"].startswith("UPDATE") for one in asked))
    # Everybody's inbox is looked into once a day; then nothing is, till something comes.
    assert (counts, len(asked)) == ([3, 0], 2)
    came()
    InboxLetters.objects.filter(how="daily").update(told_on=localtime(database_now()).date())
    assert [digest_due(), digest_due()] == [2, 0]


def test_a_days_letter_comes_once_from_its_hour_on(sink: Sink) -> None:
    user = person()
    reached(sink, user)
    choose_inbox_letters(user_id=user, how="daily", hour=0)
    opened()
    came()
    assert digest_due() == 0, "today's was over when it was chosen"
    today = localtime(database_now()).date()
    earlier(timedelta(hours=1), told_on=today - timedelta(days=1))
    assert [digest_due(), digest_due()] == [1, 0]
    assert InboxLetters.objects.get().told_on == today
    noon = localtime(database_now()).replace(hour=12)
    assert [is_due("daily", hour, noon.date() - timedelta(days=1), noon) for hour in (12, 13)] == [
        True,
        False,
    ]


@pytest.mark.parametrize("how", ["at_once", "daily"])
def test_several_processes_at_once_write_one_letter(sink: Sink, how: str) -> None:
    user = person()
    reached(sink, user)
    choose_inbox_letters(user_id=user, how=how, hour=0)
    opened()
    came()
    earlier(timedelta(hours=1), told_on=database_now().date() - timedelta(days=2))
    told: list[int] = []

    def run() -> None:
        told.append(digest_due())
        connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(told) == len(letters()) == 1


def test_who_no_longer_works_there_is_told_nothing(sink: Sink) -> None:
    opened()
    for name, role in (("zhao", Role.COUNTER_CLERK), ("qian", Role.OFFICE_CLERK)):
        user = person(name, role=role)
        reached(sink, user)
        choose_inbox_letters(user_id=user, how="at_once", hour=8)
    came()
    close_account(operator="root", username="qian")
    assert digest_due() == 0
    assert letters() == []


def test_a_choice_needs_an_address_and_can_be_taken_back(sink: Sink) -> None:
    user = person()
    with pytest.raises(Refused, match="inbox_letters_no_address"):
        choose_inbox_letters(user_id=user, how="daily", hour=8)
    reached(sink, user)
    for how, hour in (("weekly", 8), ("daily", 24), ("daily", -1)):
        with pytest.raises(Refused, match="inbox_letters_how_unknown"):
            choose_inbox_letters(user_id=user, how=how, hour=hour)
    choose_inbox_letters(user_id=user, how="daily", hour=8)
    choose_inbox_letters(user_id=user, how="at_once", hour=9)
    row = InboxLetters.objects.get()
    assert (row.how, row.hour) == ("at_once", 9)
    choose_inbox_letters(user_id=user, how="never", hour=8)
    assert InboxLetters.objects.count() == 0
