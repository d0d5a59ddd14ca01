"""The counter: arrivals stamped before the deadline are in time, late papers are marked late."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connections

from jianyou.actions.adding import add_scan
from jianyou.actions.arrivals import mark_arrival, register_paper, void_arrival
from jianyou.actions.filing import SentFile, submit
from jianyou.actions.sealing import seal
from jianyou.domain.ledger.log import check_log
from jianyou.domain.lifecycle.roles import PUBLIC, filer_of
from jianyou.queries.ledger import get_receipt, list_ledger
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Filing
from jianyou.terms.finding import Refused
from jianyou.terms.media import NOT_COUNTED, Handed, Medium, handed_of
from tests.site.kit import counter, opened, sent

pytestmark = pytest.mark.usefixtures("site")


def over(call: Call) -> None:
    """Let the deadline pass: after all that was done, before all that comes."""
    deadline = database_now() + timedelta(milliseconds=2)
    Call.objects.filter(id=call.id).update(deadline=deadline)
    while database_now() < deadline:
        time.sleep(0.001)


def test_paper_completes_what_was_prefilled() -> None:
    opened(completes_on="paper")
    number = submit(actor=PUBLIC, call_slug="call-1", sent=sent()).filing.number
    filed = register_paper(actor=counter(), number=number.lower())
    assert (filed.filing.status, filed.filing.filed_at == filed.receipt.at) == ("filed", True)
    assert get_receipt(number=number).content["status"] == "filed"
    with pytest.raises(Refused):
        register_paper(actor=counter(), number=number)


def test_a_queue_before_the_deadline_is_in_time() -> None:
    call = opened(completes_on="paper")
    first, second = (mark_arrival(actor=counter(), call_slug="call-1") for _ in range(2))
    assert (first.number, second.number) == (1, 2)
    over(call)
    seal(call_slug="call-1")
    in_time = register_paper(actor=counter(), call_slug="call-1", sent=sent(), arrival=2)
    late = register_paper(actor=counter(), call_slug="call-1", sent=sent())
    assert [in_time.filing.status, late.filing.status] == ["filed", "late"]
    assert (in_time.filing.filed_at, late.filing.filed_at) == (second.at, None)
    seal(call_slug="call-1")
    assert check_log(list_ledger(call_slug="call-1")).troubles == ()


def test_an_arrival_is_for_one_filing() -> None:
    opened(completes_on="paper")
    mark_arrival(actor=counter(), call_slug="call-1")
    register_paper(actor=counter(), call_slug="call-1", sent=sent(), arrival=1)
    for number, code in ((1, "site_arrival_used"), (7, "site_no_arrival")):
        with pytest.raises(Refused) as refused:
            register_paper(actor=counter(), call_slug="call-1", sent=sent(), arrival=number)
        assert refused.value.code == code
    assert Filing.objects.count() == 1


def test_what_is_not_there_is_told() -> None:
    with pytest.raises(Refused) as refused:
        mark_arrival(actor=counter(), call_slug="call-9")
    assert refused.value.code == "site_no_call"
    opened(completes_on="paper")
    with pytest.raises(Refused) as refused:
        register_paper(actor=counter(), number="AAAA-BBBB-CCCC")
    assert refused.value.code == "site_no_filing"


def test_an_arrival_is_for_one_filing_at_the_same_moment_too() -> None:
    opened()
    who = counter()
    mark_arrival(actor=who, call_slug="call-1")
    start, told = threading.Barrier(4), list[str]()

    def press() -> None:
        try:
            start.wait(10)
            register_paper(actor=who, call_slug="call-1", sent=sent(), arrival=1)
            told.append("")
        except Refused as refused:
            told.append(refused.code)
        finally:
            connections.close_all()

    hands = [threading.Thread(target=press) for _ in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(30)
    assert (sorted(told), Filing.objects.count()) == (["", *["site_arrival_used"] * 3], 1)


def test_a_paper_sent_twice_is_registered_once() -> None:
    opened(completes_on="paper")
    paper = sent()
    first = register_paper(actor=counter(), call_slug="call-1", sent=paper)
    again = register_paper(actor=counter(), call_slug="call-1", sent=paper)
    assert (again.filing, again.receipt, again.code) == (first.filing, first.receipt, first.code)
    assert Filing.objects.count() == 1


def test_a_number_too_many_is_voided_with_a_reason() -> None:
    opened()
    mark_arrival(actor=counter(), call_slug="call-1")
    for reason, number, code in ((" ", 1, "site_reason_missing"), ("多取的号", 2, "site_no_arrival")):
        with pytest.raises(Refused) as refused:
            void_arrival(actor=counter(), call_slug="call-1", number=number, reason=reason)
        assert refused.value.code == code
    void_arrival(actor=counter(), call_slug="call-1", number=1, reason="多取的号")
    with pytest.raises(Refused) as refused:
        void_arrival(actor=counter(), call_slug="call-1", number=1, reason="多取的号")
    assert refused.value.code == "site_arrival_void"
    with pytest.raises(Refused) as refused:
        register_paper(actor=counter(), call_slug="call-1", sent=sent(), arrival=1)
    assert refused.value.code == "site_arrival_void"
    assert mark_arrival(actor=counter(), call_slug="call-1").number == 2


def test_a_sealed_original_after_a_scan_is_kept_as_a_copy_once() -> None:
    opened(completes_on="either")
    number = submit(actor=PUBLIC, call_slug="call-1", sent=sent()).filing.number
    scan = SentFile("盖章件.pdf", "0" * 64, 10, "sealed_scan")
    assert add_scan(actor=filer_of(number), number=number, file=scan).receipt.act == "register_scan"
    paper = register_paper(actor=counter(), number=number)
    assert (paper.receipt.act, paper.filing.status) == ("add_copy", "filed")
    with pytest.raises(Refused) as refused:
        register_paper(actor=counter(), number=number)
    assert refused.value.code == "not_allowed_now"


def test_copies_and_media_stand_with_the_filing_and_in_its_receipt() -> None:
    opened(completes_on="paper")
    handed = Handed(3, (Medium.PAPER, Medium.STICK))
    told = register_paper(actor=counter(), call_slug="call-1", sent=sent(), handed=handed)
    untold = register_paper(actor=counter(), call_slug="call-1", sent=sent())
    contents = [one.receipt.content or {} for one in (told, untold)]
    said = [(one.get("copies"), one.get("media")) for one in contents]
    assert said == [(3, ["paper", "stick"]), (None, None)]
    found = Filing.objects.order_by("sent_at", "id")
    assert [handed_of(one.copies, one.media) for one in found] == [handed, NOT_COUNTED]
    seal(call_slug="call-1")
    assert check_log(list_ledger(call_slug="call-1")).troubles == ()
    assert get_receipt(number=told.filing.number).content["copies"] == 3
