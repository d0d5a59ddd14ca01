"""Reviews, panels, recusals and draws by their acts, on both databases."""

import json
import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings

from jianyou.actions.experts import ExpertTold, give_account, keep_expert, retire_expert
from jianyou.actions.lots import LotsTold, announce_draw, name_drawn, reveal_draw, void_draw
from jianyou.actions.panels import answer_invitation, invite_panel, leave_panel
from jianyou.actions.recusals import find_recusals, lift_recusal, recuse
from jianyou.actions.reviews import (
    close_scoring,
    name_panel,
    open_consensus,
    reopen_scoring,
    set_review,
    start_review,
    start_scoring,
)
from jianyou.domain.judging.draw import Commitment, DrawPurpose, Secret, commit
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import Role
from jianyou.queries.lots import get_draw, get_public_draw
from jianyou.queries.reviews import get_review, list_reviews, undertaking_sha256
from jianyou.store.dialect import database_now
from jianyou.store.models import (
    Draw,
    Expert,
    LogRow,
    OutboxMessage,
    Panelist,
    PersonalDatum,
    Recusal,
    Review,
    Sheet,
    User,
)
from jianyou.terms.finding import Refused
from jianyou.terms.message import say
from tests.site.judging_world import (
    SLUG,
    UNDERTAKING,
    World,
    accepted,
    judged_call,
    judging,
    on_panel,
    pool,
    with_accounts,
)
from tests.site.kit import clerk, counter, head, somewhere_else, staff

pytestmark = pytest.mark.usefixtures("site")


def refused(code: str, act: Any, **given: Any) -> None:
    """The act says so, and changes nothing in the log."""
    before = LogRow.objects.count()
    with pytest.raises(Refused) as caught:
        act(**given)
    assert caught.value.code == code
    assert LogRow.objects.count() == before


def sheets(world: World, status: str = "assigned") -> list[Sheet]:
    """Each expert on each entry, as an adopted plan leaves them."""
    review = Review.objects.get(call__slug=world.slug, number=world.review)
    made = [
        Sheet(
            office_id=review.office_id,
            review=review,
            expert_id=expert,
            entry_id=entry,
            by=f"expert{at}",
            status=status,
            assigned_at=database_now(),
        )
        for at, expert in enumerate(world.experts, 1)
        for entry in world.entries
    ]
    return Sheet.objects.bulk_create(made)


def test_world_is_ready_but_for_its_plan() -> None:
    """What others stand on."""
    world = judging()
    view = get_review(viewer=clerk(), slug=world.slug, number=world.review)
    assert (view.panel.accepted, view.entries, view.stage.rubric.total) == (3, 3, Decimal(100))
    assert [one.code for one in view.missing] == ["review_lacks_plan"]
    assert [line.stage.key for line in list_reviews(viewer=clerk(), slug=SLUG).lines] == [
        "material",
        "defence",
    ]


def test_stage_is_started_once_and_only_if_declared() -> None:
    """The office starts it; nobody else does."""
    judged_call()
    for stranger in (counter(), staff(Role.SUPERVISOR, "jiandu"), staff(Role.EXPERT, "expert1")):
        with pytest.raises(NotAllowed):
            start_review(actor=stranger, call_slug=SLUG, stage="material")
    refused("site_no_call", start_review, actor=somewhere_else(), call_slug=SLUG, stage="material")
    refused("review_stage_unknown", start_review, actor=clerk(), call_slug=SLUG, stage="none")
    assert start_review(actor=clerk(), call_slug=SLUG, stage="defence") == 1
    assert start_review(actor=clerk(), call_slug=SLUG, stage="material") == 2
    refused("review_started_already", start_review, actor=clerk(), call_slug=SLUG, stage="material")
    assert Review.objects.get(number=1).phones is True
    judged_call("plain", review="")
    refused("review_not_declared", start_review, actor=clerk(), call_slug="plain", stage="material")
    assert list_reviews(viewer=clerk(), slug="plain").lines == ()


def test_scoring_starts_only_with_everything() -> None:
    """Each missing thing is named, the first one first."""
    judged_call()
    start_review(actor=clerk(), call_slug=SLUG, stage="material")
    Review.objects.update(undertaking="")
    missing = ["entries", "undertaking", "due", "panel", "recusals", "plan"]
    view = get_review(viewer=clerk(), slug=SLUG, number=1)
    assert [one.code for one in view.missing] == [f"review_lacks_{one}" for one in missing]
    refused("review_lacks_entries", start_scoring, actor=clerk(), call_slug=SLUG, review=1)


def test_settings_are_fixed_once_scoring_began() -> None:
    """Another text has to be signed anew before; later only time and phones move."""
    world = judging()
    given: dict[str, Any] = {"actor": clerk(), "call_slug": SLUG, "review": 1}
    Panelist.objects.update(undertaken=undertaking_sha256(UNDERTAKING), undertaken_at=database_now())
    due = database_now() + timedelta(days=3)
    same: dict[str, Any] = {"blind": False, "phones": True, "undertaking": UNDERTAKING}
    set_review(**given, **same, due=due)
    assert get_review(viewer=clerk(), slug=SLUG, number=1).panel.signed == 3
    set_review(**given, **{**same, "undertaking": "另一份承诺"}, due=due)
    assert get_review(viewer=clerk(), slug=SLUG, number=1).panel.signed == 0
    set_review(**given, **same, due=due)
    sheets(world)
    start_scoring(**given)
    refused("review_settings_fixed", set_review, **given, **{**same, "blind": True}, due=due)
    refused("review_settings_fixed", set_review, **given, **{**same, "undertaking": "改"}, due=due)
    refused("review_due_past", set_review, **given, **same, due=database_now() - timedelta(days=1))
    set_review(**given, **{**same, "phones": False}, due=due + timedelta(days=1))
    assert Review.objects.get().phones is False


def test_scoring_is_closed_and_reopened_by_name() -> None:
    """As many unfinished as were shown, with a reason; only a head opens it again."""
    world = judging(2, 2)
    made = sheets(world)
    given: dict[str, Any] = {"actor": clerk(), "call_slug": SLUG, "review": 1}
    start_scoring(**given)
    refused("review_sheets_missing", open_consensus, **given)
    refused("review_unfinished_changed", close_scoring, **given, unfinished=3, reason="到期")
    refused("site_reason_missing", close_scoring, **given, unfinished=4)
    Sheet.objects.filter(id__in=[one.id for one in made]).update(status="submitted")
    open_consensus(**given)
    close_scoring(**given)
    due = database_now() + timedelta(days=1)
    with pytest.raises(NotAllowed):
        reopen_scoring(**given, due=due, reason="再看")
    past = database_now() - timedelta(days=1)
    refused("review_due_past", reopen_scoring, **{**given, "actor": head()}, due=past, reason="再看")
    reopen_scoring(**{**given, "actor": head()}, due=due, reason="再看")
    view = get_review(viewer=clerk(), slug=SLUG, number=1)
    assert (view.status, view.due, view.closed_at) == ("scoring", due, None)


def test_panel_is_named_invited_and_answers() -> None:
    """Each answers for himself; the office types what it was told; who declines loses what he had."""
    judged_call()
    accepted(count=1)
    experts = pool(3)
    actors = with_accounts(experts)
    first, second, third = (one.id for one in experts)
    number = start_review(actor=clerk(), call_slug=SLUG, stage="material")
    given: dict[str, Any] = {"call_slug": SLUG, "review": number}
    refused("review_expert_unknown", name_panel, actor=clerk(), **given, experts=[uuid.uuid4()])
    refused("review_bounds_wrong", name_panel, actor=clerk(), **given, experts=[first], least=5, most=2)
    assert name_panel(actor=clerk(), **given, experts=[first, second]) == 2
    assert name_panel(actor=clerk(), **given, experts=[first, third], least=1, most=5) == 1
    bounds = dict(Panelist.objects.values_list("expert_id", "most"))
    assert bounds == {first: 5, second: 300, third: 5}
    # Nobody answers what he wasn't asked, nor for another.
    refused("site_no_review", answer_invitation, actor=actors[0], **given, expert=first, accepts=True)
    assert invite_panel(actor=clerk(), **given, experts=[first, second, third]) == (0, 3)
    refused("review_nobody_to_invite", invite_panel, actor=clerk(), **given, experts=[first])
    refused("site_no_review", answer_invitation, actor=actors[0], **given, expert=second, accepts=True)
    answer_invitation(actor=actors[0], **given, expert=first, accepts=True)
    answer_invitation(actor=clerk(), **given, expert=second, accepts=False, note="出差")
    view = get_review(viewer=clerk(), slug=SLUG, number=number)
    assert (view.panel.accepted, view.panel.invited, view.panel.declined) == (1, 1, 1)
    refused("site_reason_missing", leave_panel, actor=clerk(), **given, expert=third, reason=" ")
    assert leave_panel(actor=clerk(), **given, expert=third, reason="调离") == 0
    refused("review_not_on_panel", leave_panel, actor=clerk(), **given, expert=third, reason="调离")
    assert name_panel(actor=clerk(), **given, experts=[second, third]) == 2
    for stranger in (counter(), staff(Role.SUPERVISOR, "jiandu"), actors[0]):
        with pytest.raises(NotAllowed):
            name_panel(actor=stranger, **given, experts=[first])
    refused("site_no_review", name_panel, actor=somewhere_else(), **given, experts=[first])


def test_invitation_goes_where_an_address_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """By mail; the message tells of no entry, and its address lies encrypted."""
    monkeypatch.setattr(settings, "JIANYOU_MESSAGES", {"mail": True, "url": "https://example.com"})
    judged_call()
    key = keep_expert(actor=clerk(), told=ExpertTold(name="赵示例", mail="zhao@example.com"))
    number = start_review(actor=clerk(), call_slug=SLUG, stage="material")
    name_panel(actor=clerk(), call_slug=SLUG, review=number, experts=[key])
    assert invite_panel(actor=clerk(), call_slug=SLUG, review=number, experts=[key]) == (1, 0)
    message = OutboxMessage.objects.get()
    assert (message.kind, message.params["name"]) == ("expert_invited", "赵示例")
    words = say("message_expert_invited", message.params)
    assert words.startswith("赵示例：示例市经济信息化委员会邀请您担任")
    assert "https://example.com/expert/" in words
    assert "zhao" not in json.dumps(message.params)
    assert b"zhao" not in bytes(message.recipient or b"")


def tied(**told: Any) -> Expert:
    """An expert of the pool with these facts."""
    return Expert.objects.get(id=keep_expert(actor=clerk(), told=ExpertTold(**{"name": "钱示例", **told})))


def test_ties_are_found_from_facts() -> None:
    """Employer, branch, former employer and phone; each with its reason, nothing in clear."""
    judged_call()
    entries = accepted(count=4)
    firm = entries[0].name
    experts = [
        tied(name="赵一", employer=firm.replace("有限公司", "（有限公司）")),
        tied(name="钱二", employer=f"{firm}质量部"),
        tied(name="孙三", earlier=[entries[1].name]),
        tied(name="李四", phone="023 6000 0002"),
        tied(name="联丁", employer="示例大学"),
        tied(name="周六", employer="示例大学"),
    ]
    number = start_review(actor=clerk(), call_slug=SLUG, stage="material")
    on_panel(SLUG, number, [one.id for one in experts])
    found = find_recusals(actor=clerk(), call_slug=SLUG, review=number)
    rows = Recusal.objects.select_related("expert", "entry")
    told = sorted((row.expert.name, row.entry.name, row.kind, row.blocks) for row in rows)
    assert ("赵一", firm, "employer", True) in told
    assert ("钱二", firm, "branch", True) in told
    assert ("孙三", entries[1].name, "earlier_employer", True) in told
    assert ("李四", entries[2].name, "phone", True) in told
    assert not [one for one in told if one[0] == "周六"]
    assert found.blocking + found.flagged == found.new == len(told)
    written = json.dumps([row.because for row in rows], ensure_ascii=False)
    log = json.dumps(list(LogRow.objects.values_list("content", flat=True)), ensure_ascii=False)
    for secret in ("60000002", "6000 0002", "联系甲", "联系丙"):
        assert secret not in written
        assert secret not in log


def test_second_search_keeps_what_was_lifted_and_drops_what_no_longer_holds() -> None:
    """Lifted ties stay lifted; corrected facts take theirs away; nothing comes twice."""
    judged_call()
    entries = accepted(count=2)
    one, other = tied(name="赵一", employer=entries[0].name), tied(name="钱二", employer=entries[1].name)
    number = start_review(actor=clerk(), call_slug=SLUG, stage="material")
    given: dict[str, Any] = {"actor": clerk(), "call_slug": SLUG, "review": number}
    on_panel(SLUG, number, [one.id, other.id])
    assert find_recusals(**given).new == 2
    assert find_recusals(**given).new == 0
    lift_recusal(**given, recusal=Recusal.objects.get(expert=one).id, reason="已离职多年")
    keep_expert(actor=clerk(), told=ExpertTold(name="钱二", employer="示例大学"), key=other.id)
    assert find_recusals(**given) == (1, 0, 0, 0)
    row = Recusal.objects.get()
    assert (row.expert_id, row.lifted_reason) == (one.id, "已离职多年")
    refused("recusal_lifted_already", lift_recusal, **given, recusal=row.id, reason="再解除")
    refused("recusal_unknown", lift_recusal, **given, recusal=uuid.uuid4(), reason="没有")
    refused("site_reason_missing", lift_recusal, **given, recusal=row.id, reason="")


def test_ties_are_looked_for_again_after_panel_or_entries_grew() -> None:
    """Else scoring doesn't start."""
    world = judging(1, 1)
    sheets(world)
    accepted(count=1, start=7)
    view = get_review(viewer=clerk(), slug=SLUG, number=1)
    assert [one.code for one in view.missing] == ["review_lacks_fresh_recusals"]
    find_recusals(actor=clerk(), call_slug=SLUG, review=1)
    assert get_review(viewer=clerk(), slug=SLUG, number=1).missing == ()
    on_panel(SLUG, 1, [pool(1, start=20)[0].id])
    view = get_review(viewer=clerk(), slug=SLUG, number=1)
    assert [one.code for one in view.missing] == ["review_lacks_recusals"]


def test_recusal_takes_every_sheet_of_the_pair() -> None:
    """Handed in or not, in every review that isn't over; told again after lifting, it holds again."""
    world = judging(2, 2)
    made = sheets(world)
    expert, entry = world.experts[0], world.entries[0]
    Sheet.objects.filter(expert=expert, entry=entry).update(status="submitted")
    given: dict[str, Any] = {"call_slug": SLUG, "review": 1, "expert": expert, "entry": entry}
    own, other = staff(Role.EXPERT, "expert1"), staff(Role.EXPERT, "expert2")
    refused("site_no_review", recuse, actor=other, **given, reason="替他说")
    refused("site_reason_missing", recuse, actor=own, **given, reason="")
    unknown = {**given, "entry": uuid.uuid4()}
    refused("recusal_entry_unknown", recuse, actor=own, **unknown, reason="亲属")
    assert recuse(actor=own, **given, reason="亲属在该单位") == 1
    assert recuse(actor=clerk(), **given, reason="核实属实") == 0
    dropped = Sheet.objects.filter(status="dropped").values_list("expert_id", "entry_id")
    assert list(dropped) == [(expert, entry)]
    assert len(made) == 4
    for row in Recusal.objects.all():
        lift_recusal(actor=clerk(), call_slug=SLUG, review=1, recusal=row.id, reason="核实不实")
    recuse(actor=own, **given, reason="仍须回避")
    holding = Recusal.objects.filter(lifted_at=None).values_list("source", "reason")
    assert list(holding) == [("declared", "仍须回避")]
    with pytest.raises(NotAllowed):
        lift_recusal(
            actor=own, call_slug=SLUG, review=1, recusal=Recusal.objects.get(lifted_at=None).id, reason="不"
        )


def test_expert_is_kept_encrypted_and_retired() -> None:
    """Only the office's clerks keep the pool; contacts lie encrypted and go; the busy stay."""
    for stranger in (counter(), staff(Role.SUPERVISOR, "jiandu"), staff(Role.EXPERT, "expert1")):
        with pytest.raises(NotAllowed):
            keep_expert(actor=stranger, told=ExpertTold(name="赵示例"))
    world = judging(1, 1)
    key = world.experts[0]
    datum = PersonalDatum.objects.get(subject=key)
    assert b"6111" not in bytes(datum.value)
    assert "6111" not in datum.lookup
    refused("expert_busy", retire_expert, actor=clerk(), key=key, reason="退休")
    refused("expert_unknown", retire_expert, actor=somewhere_else(), key=key, reason="退休")
    leave_panel(actor=clerk(), call_slug=SLUG, review=1, expert=key, reason="退休")
    retire_expert(actor=clerk(), key=key, reason="退休")
    assert PersonalDatum.objects.filter(subject=key).count() == 0
    assert User.objects.get(username="expert1").is_active is False
    refused("expert_unknown", give_account, actor=clerk(), key=key, username="again", password="x")
    for told, code in (
        ({"name": " "}, "expert_name_missing"),
        ({"name": "甲" * 101}, "site_text_long"),
        ({"name": "甲", "industries": ["C99"]}, "expert_industry_unknown"),
        ({"name": "甲", "phone": "没有"}, "expert_phone_wrong"),
        ({"name": "甲", "mail": "a@b"}, "expert_mail_wrong"),
        ({"name": "甲", "words": [f"专长{at}" for at in range(31)]}, "expert_too_many"),
        ({"name": "甲", "trained_on": (database_now() + timedelta(days=3)).date()}, "expert_trained_future"),
    ):
        refused(code, keep_expert, actor=clerk(), told=ExpertTold(**told))


def lots(**told: Any) -> LotsTold:
    """A draw of experts, two of all."""
    usual = {"purpose": DrawPurpose.EXPERTS, "title": "抽取", "public_value": "某期号码", "take": 2}
    return LotsTold(**{**usual, **told})


def announced(slug: str = SLUG) -> int:
    """A draw of one expert of all, announced; its number."""
    listed = Expert.objects.filter(panels=None).count() or len(pool(2, start=40))
    return announce_draw(actor=clerk(), call_slug=slug, told=lots(take=1), listed=listed)


def test_draw_follows_from_what_was_announced() -> None:
    """With the office's secret and another's; none is known before, all are published after."""
    judged_call()
    pool(5)
    theirs = Secret("纪检组", "我们的秘密", "ab" * 16)
    given: dict[str, Any] = {"actor": clerk(), "call_slug": SLUG}
    refused("lots_list_changed", announce_draw, **given, told=lots(), listed=4)
    refused("draw_take_wrong", announce_draw, **given, told=lots(take=9), listed=5)
    number = announce_draw(**given, told=lots(parties=[commit(theirs)]), listed=5)
    row = Draw.objects.get()
    assert (number, row.status, row.result) == (1, "announced", {})
    before = get_public_draw(slug=SLUG, number=1)
    assert (before.digest, before.names) == (before.plan.digest, {})
    reveal: dict[str, Any] = {**given, "number": 1, "public_value": "08 15"}
    refused("draw_secret_missing", reveal_draw, **reveal)
    refused("draw_secret_other", reveal_draw, **reveal, told=[theirs._replace(secret="改了")])
    refused("draw_public_value_missing", reveal_draw, **{**reveal, "public_value": " "}, told=[theirs])
    assert reveal_draw(**reveal, told=[theirs]) == 2
    view = get_draw(viewer=clerk(), slug=SLUG, number=1)
    assert (view.findings, len(view.names)) == ((), 5)
    assert Draw.objects.get().secret is None
    refused("lots_settled", reveal_draw, **reveal, told=[theirs])
    refused("lots_settled", void_draw, **given, number=1, reason="重来")
    review = start_review(**given, stage="material")
    assert name_drawn(**given, number=1, review=review) == 2
    assert {one.expert_id.hex for one in Panelist.objects.all()} == set(view.result["taken"])
    tampered = Draw.objects.get()
    tampered.result["taken"] = list(reversed(tampered.result["taken"]))
    tampered.save(update_fields=["result"])
    found = [one.code for one in get_public_draw(slug=SLUG, number=1).findings]
    assert found == ["draw_taken_differs"]


def test_order_of_defence_is_drawn_of_the_entries() -> None:
    """All of them, each once; a void draw stays public with its reason, and its secret is gone."""
    judged_call()
    entries = accepted(count=3)
    given: dict[str, Any] = {"actor": clerk(), "call_slug": SLUG}
    order = lots(purpose=DrawPurpose.DEFENCE_ORDER, take=0)
    announce_draw(**given, told=order, listed=3)
    void_draw(**given, number=1, reason="纪检组未到场")
    assert get_public_draw(slug=SLUG, number=1).void_reason == "纪检组未到场"
    assert Draw.objects.get().secret is None
    announce_draw(**given, told=order, listed=3)
    reveal_draw(**given, number=2, public_value="1")
    taken = get_draw(viewer=clerk(), slug=SLUG, number=2).result["taken"]
    assert sorted(taken) == sorted(one.id.hex for one in entries)
    refused("lots_unknown", name_drawn, **given, number=2, review=1)
    refused("lots_unknown", reveal_draw, **given, number=9, public_value="1")
    for stranger in (counter(), staff(Role.SUPERVISOR, "jiandu"), staff(Role.EXPERT, "expert1")):
        with pytest.raises(NotAllowed):
            announce_draw(actor=stranger, call_slug=SLUG, told=order, listed=3)
    refused("site_no_call", announce_draw, actor=somewhere_else(), call_slug=SLUG, told=order, listed=3)
    party = lots(parties=[Commitment("征集部门", "0" * 64)])
    refused("lots_list_empty", announce_draw, **given, told=party, listed=0)


def test_log_names_every_act() -> None:
    """Each in its own row, by who did it."""
    world = judging(1, 1)
    acts = list(LogRow.objects.filter(call__slug=world.slug).order_by("id").values_list("act", flat=True))
    since = acts[acts.index("start_review") :]
    assert since == [
        *("start_review", "set_review", "name_panel", "name_panel", "answer_invitation", "recuse"),
    ]
