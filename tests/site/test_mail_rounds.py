"""What a site does now and then goes on through failures, and ends when it is told."""

import logging
import threading

import pytest
from django.db import connections

from jianyou.actions.deciding import Looked, Remark, return_entry
from jianyou.actions.filing import submit
from jianyou.actions.outbox import Address
from jianyou.domain.lifecycle.roles import PUBLIC
from jianyou.jobs.expiring import expire_due
from jianyou.jobs.rounds import Rounds
from jianyou.jobs.site import site_rounds
from jianyou.store.dialect import database_now
from jianyou.store.models import Correction, Entry, LogRow, OutboxMessage
from tests.site.kit import clerk, filed_paper, opened, sent
from tests.site.mailbox_sink import sending

pytestmark = pytest.mark.usefixtures("site")


def test_a_job_that_fails_is_tried_again_and_stops_no_other(caplog: pytest.LogCaptureFixture) -> None:
    thrice, once = threading.Barrier(2), threading.Event()
    tries: list[int] = []

    def fails() -> None:
        tries.append(1)
        if len(tries) == 3:
            thrice.wait(10)
        raise RuntimeError

    rounds = Rounds()
    rounds.add("failing", fails, every=0.01)
    rounds.add("other", once.set, every=60)
    rounds.start()
    thrice.wait(10)
    assert once.wait(10)
    rounds.stop()
    assert rounds.going() is False
    done = len(tries)
    assert caplog.messages[0] == "failing failed; it will be tried again"
    assert caplog.records[0].levelno == logging.ERROR
    assert len(tries) == done >= 3


def test_a_running_site_seals_and_sends() -> None:
    opened()
    reached = sent()._replace(reach=Address("mail", "wang@example.com"), confirmed=True)
    with sending() as sink:
        submit(actor=PUBLIC, call_slug="call-1", sent=reached)
        connections.close_all()
        rounds = site_rounds()
        rounds.start()
        came = sink.came.wait(20)
        rounds.stop()
    assert came
    assert OutboxMessage.objects.get().sent_at is not None
    assert LogRow.objects.filter(place=None).count() == 0


def test_a_correction_whose_time_is_over_ends_once() -> None:
    number = filed_paper()
    looked, remarks = Looked(number, 1, 1), [Remark("name", "请写全称")]
    return_entry(actor=clerk(), looked=looked, remarks=remarks, due=database_now().replace(year=2100))
    assert expire_due() == 0
    Correction.objects.update(due=database_now())
    assert [expire_due(), expire_due()] == [1, 0]
    assert (Correction.objects.get().status, Entry.objects.get().status) == ("expired", "pending")
    assert LogRow.objects.filter(act="expire_correction").count() == 1
