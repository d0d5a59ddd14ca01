"""催评: experts with sheets left are written to once a day at most, each in his own language."""

import json
from datetime import timedelta

import pytest

from jianyou.actions.assigning import ask_again, assign_by_hand
from jianyou.actions.outbox import Kind
from jianyou.actions.reminding_experts import Reminded, remind_experts
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.states import ReviewStatus
from jianyou.domain.mailbox.messages import rendered
from jianyou.jobs.reminding_experts import remind_experts_due
from jianyou.store.dialect import database_now
from jianyou.store.models import LogRow, OutboxMessage, PersonalDatum, Review, Sheet, User
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from tests.site.judging_world import World, judging
from tests.site.kit import clerk, counter
from tests.site.mailbox_sink import sending

pytestmark = pytest.mark.usefixtures("site")
HOUR = timedelta(hours=1)


def late(hours: float = 48) -> World:
    """Three experts with one sheet each: one reads at his account in English, one gave mail, one a phone."""
    world = judging(1, 3)
    keys = site_keys()
    reach = keys.encrypt(json.dumps(["mail", "one@example.com", "en"]))
    User.objects.filter(username="expert1").update(reach=reach)
    PersonalDatum.objects.create(
        office_id=Review.objects.get().office_id,
        subject=world.experts[1],
        field="mail",
        value=keys.encrypt("two@example.com"),
        lookup="",
    )
    for expert in world.experts:
        assign_by_hand(actor=clerk(), call_slug=world.slug, review=1, expert=expert, entry=world.entries[0])
    long_ago = database_now() - timedelta(days=9)
    Sheet.objects.update(assigned_at=long_ago)
    Review.objects.update(status=ReviewStatus.SCORING, due=database_now() + hours * HOUR)
    return world


def remind(world: World, count: int) -> Reminded:
    return remind_experts(actor=clerk(), call_slug=world.slug, review=1, count=count)


def written() -> list[tuple[str, str]]:
    """Where messages go, and in which language."""
    keys = site_keys()
    found = OutboxMessage.objects.filter(kind=Kind.REMINDER_EXPERT)
    return sorted((keys.decrypt(bytes(one.recipient or b"")), one.lang) for one in found)


def test_the_office_reminds_once_a_day() -> None:
    world = late()
    with sending():
        assert remind(world, 2) == Reminded(2, 1)
        assert written() == [("one@example.com", "en"), ("two@example.com", "zh")]
        with pytest.raises(Refused) as again:
            remind(world, 0)
        assert again.value.code == "assign_nobody_to_remind"
        OutboxMessage.objects.update(at=database_now() - timedelta(days=1, minutes=1))
        assert remind(world, 2) == Reminded(2, 1)
    content = LogRow.objects.filter(act="assign_experts").latest("at").content or {}
    assert (content["reminded"], content["to_phone"]) == (2, 1)


def test_others_than_were_shown_are_not_written_to() -> None:
    world = late()
    with sending():
        with pytest.raises(Refused) as found:
            remind(world, 3)
        assert found.value.params == {"shown": 3, "now": 2}
        with pytest.raises(NotAllowed):
            remind_experts(actor=counter(), call_slug=world.slug, review=1, count=2)
        Review.objects.update(status=ReviewStatus.PREPARING)
        with pytest.raises(Refused) as found:
            remind(world, 2)
    assert (found.value.code, written()) == ("assign_not_scoring", [])


def test_a_message_tells_how_many_and_names_nobody() -> None:
    world = late()
    with sending():
        remind(world, 2)
    message = OutboxMessage.objects.filter(kind=Kind.REMINDER_EXPERT, lang="zh").get()
    for lang in Lang:
        said = rendered(message.kind, message.params, lang)
        assert "示例企业" not in said.subject + said.body
        assert "1 " in said.body


def test_the_job_reminds_before_the_end_once_for_each_time() -> None:
    late(hours=2.5)
    with sending():
        assert remind_experts_due() == 2
        assert remind_experts_due() == 0
    assert len(written()) == 2


def test_the_job_leaves_those_alone_who_are_done_or_got_their_sheet_late() -> None:
    world = late(hours=2.5)
    Sheet.objects.filter(expert=world.experts[0]).update(status="submitted")
    Sheet.objects.filter(expert=world.experts[1]).update(assigned_at=database_now())
    with sending():
        assert remind_experts_due() == 0
        Review.objects.update(due=database_now() - HOUR)
        assert remind_experts_due() == 0


def test_who_is_asked_again_is_told() -> None:
    late()
    sheet = Sheet.objects.get(expert__user__username="expert1")
    Sheet.objects.filter(id=sheet.id).update(status="submitted", revision=1)
    with sending():
        ask_again(actor=clerk(), sheet=sheet.id, reason="请核对第二项")
    message = OutboxMessage.objects.get(kind=Kind.EXPERT_AGAIN)
    said = rendered(message.kind, message.params, Lang.EN)
    assert (message.lang, "请核对第二项" in said.body) == ("en", False)
