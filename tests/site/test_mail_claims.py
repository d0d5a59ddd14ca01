"""Messages are claimed some at once; what wasn't tried when a sender ends is another's at once."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyou.actions.confirming import send_code
from jianyou.actions.outbox import Address
from jianyou.jobs.sending import Tally, send_due
from jianyou.store.identifiers import uuid7
from jianyou.store.models import OutboxMessage
from tests.site.kit import opened
from tests.site.mailbox_sink import Sink, sending

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture(autouse=True)
def sink() -> Iterator[Sink]:
    with sending() as found:
        yield found


def asked(count: int) -> None:
    """So many wait for their codes."""
    opened()
    for at in range(count):
        address = Address("mail", f"a{at}@example.com")
        send_code(call_slug="call-1", token=uuid7(), address=address, lang="zh")


def tries() -> list[int]:
    return sorted(OutboxMessage.objects.values_list("tries", flat=True))


def test_the_first_that_asked_comes_first(sink: Sink) -> None:
    asked(11)
    assert send_due() == Tally(sent=11)
    assert sink.recipients == [f"a{at}@example.com" for at in range(11)]
    assert tries() == [1] * 11


def test_a_sender_that_is_stopped_gives_back_what_it_did_not_try(sink: Sink) -> None:
    asked(3)
    assert send_due(going=lambda: not sink.letters) == Tally(sent=1)
    assert tries() == [0, 0, 1]
    assert send_due() == Tally(sent=2)


def test_what_a_letter_costs_where_many_wait() -> None:
    counts = []
    asked(1)
    for more in (0, 5):
        for at in range(more):
            address = Address("mail", f"b{at}@example.com")
            send_code(call_slug="call-1", token=uuid7(), address=address, lang="zh")
        with CaptureQueriesContext(connection) as captured:
            send_due()
        counts.append(len(captured))
    # Once the look, the claim, the offices' words and the look that finds no more;
    # three a letter: its age, its moment, its end.
    once = {"sqlite": 10, "postgresql": 10}[connection.vendor]
    assert counts == [once + 3, once + 3 * 5]
