"""帮扶 on a filing's page: needs told, seats asked for and given back, reasons told, nobody else's name."""

import pytest
from django.test import Client

from jianyou.actions.support_needs import HelpTold, record_help
from jianyou.actions.support_seats import LONGEST_WISH
from jianyou.domain.support.record import check_seats, read_seats
from jianyou.store.models import Entry, Need, SeatRequest
from jianyou.web.public.doors import key_of_number
from tests.site.judging_world import accepted
from tests.site.kit import clerk
from tests.site.public import body, browser, text_of
from tests.site.support_world import SLUG, asked_by, helping, opened_activity, seats_given

pytestmark = pytest.mark.usefixtures("site")


class Own:
    """A filer at a browser, on the pages of one filing."""

    def __init__(self, number: str) -> None:
        self.client: Client = browser()
        self.key = f"?key={key_of_number(number)}"
        self.filing = f"/filings/{number}/"
        self.address = f"{self.filing}support/{self.key}"

    def seen(self, more: str = "") -> str:
        answer = self.client.get(self.address + more)
        assert answer.status_code == 200
        return text_of(answer)


def test_a_need_is_told_and_what_came_of_it_is_seen() -> None:
    entries = helping(2)
    own = Own(entries[0].filing.number)
    assert "可以告知需要什么帮助" in text_of(own.client.get(own.filing + own.key))
    wrong = own.client.post(own.address, {"do": "need", "entry": "1", "kind": "training", "text": ""})
    assert (wrong.status_code, "没有写需求" in text_of(wrong)) == (422, True)
    wrong = own.client.post(own.address, {"do": "need", "kind": "training", "text": "要"})
    assert (wrong.status_code, "没有选推荐对象" in text_of(wrong)) == (422, True)
    sent = {"do": "need", "entry": "2", "kind": "improvement", "text": "缺检测设备"}
    assert own.client.post(own.address, sent).status_code == 302
    need = Need.objects.get()
    told = HelpTold(department="市场监管局", resource="检测中心", outcome="合格率提高")
    record_help(actor=clerk(), call_slug=SLUG, number=need.number, told=told)
    words = own.seen("&done=told")
    assert (need.entry, "需求已经记下" in words, "合格率提高" in words) == (entries[1], True, True)
    assert "jingban" not in words
    assert "各部门帮扶 1 项" in text_of(own.client.get(own.filing + own.key))
    assert browser().get(f"{own.filing}support/").status_code == 403


def test_a_seat_is_asked_for_told_with_reasons_and_given_back() -> None:
    entries = helping(3)
    activity = opened_activity(seats=1)
    own = Own(entries[0].filing.number)
    assert "现在有 1 项活动可以报名" in text_of(own.client.get(own.filing + own.key))
    ask = {"do": f"ask.{activity.id}", "entry": "1", "wish": "两人"}
    assert own.client.post(own.address, ask).status_code == 302
    assert "已报名，等待分配席位" in own.seen("&done=asked")
    assert "BEGIN:VEVENT" in body(own.client.get(f"{own.filing}support/{activity.id}.ics{own.key}")).decode()
    asked_by(entries[1:], activity)
    seats_given(activity, 3)
    words = own.seen()
    assert (words.count("，有席位。"), words.count("候补第 ")) == (1, 2)
    assert "同等的 3 家中抽签第 1" in words
    seated = SeatRequest.objects.get(status="seated")
    leave = {"do": f"leave.{activity.id}", "entry": str(seated.entry.ordinal)}
    assert own.client.post(own.address, leave).status_code == 422
    assert own.client.post(own.address, leave | {"sure": "yes"}).status_code == 302
    assert "已放弃席位" in own.seen("&done=left")
    assert SeatRequest.objects.filter(status="seated").count() == 1


def test_who_asked_takes_the_record_that_gives_the_seats_anew() -> None:
    entries = helping(3)
    activity = opened_activity(seats=1)
    alone = accepted(SLUG, 1, start=3)[0]
    own, other = Own(entries[0].filing.number), Own(alone.filing.number)
    record = f"support/{activity.id}.json"
    asked_by(entries, activity)
    assert own.client.get(f"{own.filing}{record}{own.key}").status_code == 404
    seats_given(activity, 3)
    text = body(own.client.get(f"{own.filing}{record}{own.key}")).decode()
    assert check_seats(read_seats(text)) == ()
    assert all(entry.name not in text for entry in entries)
    key = SeatRequest.objects.filter(entry__filing=entries[0].filing).first()
    assert key is not None
    assert key.id.hex in text
    assert key.id.hex in own.seen()
    assert other.client.get(f"{other.filing}{record}{other.key}").status_code == 404
    assert browser().get(f"{own.filing}{record}").status_code == 403


def test_what_was_typed_comes_back_at_its_field() -> None:
    entries = helping(2)
    activity = opened_activity(seats=1)
    own = Own(entries[0].filing.number)
    long = "长" * (LONGEST_WISH + 1)
    wrong = own.client.post(own.address, {"do": f"ask.{activity.id}", "entry": "2", "wish": long})
    page = wrong.content.decode()
    assert (wrong.status_code, page.count('aria-invalid="true"')) == (422, 1)
    assert 'href="#wish-1-2"' in page
    assert f'id="wish-1-2" name="wish" value="{long}"' in page
    assert 'id="wish-1-1" name="wish" value=""' in page
    asked_by(entries[:1], activity)
    unsure = own.client.post(own.address, {"do": f"leave.{activity.id}", "entry": "1"})
    page = unsure.content.decode()
    assert (unsure.status_code, 'href="#sure-1-1"' in page) == (422, True)
    assert page.count('<details class="folds" open>') == 1


def test_nobody_sees_or_moves_what_is_of_another_filing() -> None:
    entries = helping(1)
    activity = opened_activity(seats=1)
    asked_by(entries, activity)
    from tests.site.judging_world import accepted

    (other,) = accepted(SLUG, 1, start=7)
    own = Own(other.filing.number)
    words = own.seen()
    assert entries[0].name not in words
    leave = {"do": f"leave.{activity.id}", "entry": "1", "sure": "yes"}
    assert own.client.post(own.address, leave).status_code == 422
    assert own.client.post(own.address, {"do": "leave.x", "entry": "1", "sure": "yes"}).status_code == 422
    assert SeatRequest.objects.get().status == "asked"
    Entry.objects.filter(id=other.id).update(status="refused")
    assert own.client.get(own.address).status_code == 404
    assert own.client.get(f"{own.filing}support/{other.id}.ics{own.key}").status_code == 404
