"""合议: what is recorded when, what it counts for, what experts see of one another and until when."""

import uuid
from decimal import Decimal

import pytest

from jianyou.actions.checking_scores import ask_many_again
from jianyou.actions.consensus import Agreement, record_consensus
from jianyou.actions.reviews import close_scoring, open_consensus
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.queries.calls import file_of
from jianyou.queries.consensus import Only, get_common, get_talk, get_talks
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.official import official_scores
from jianyou.store.models import Call, Consensus, Entry, LogRow, Sheet
from jianyou.terms.finding import Refused
from tests.site.judging_world import REVIEW, World
from tests.site.kit import clerk, staff
from tests.site.scoring_world import Checked, declaring, submitted
from tests.site.sheets_world import expert, joined

pytestmark = pytest.mark.usefixtures("site")
APART = {
    (1, 1): ("40", "30", "30"),
    (2, 1): ("20", "20", "20"),
    (1, 2): ("20", "20", "20"),
    (2, 2): ("21", "20", "20"),
    (3, 3): ("20", "20", "20"),
}
TALKED = Agreement({}, "讨论了材料第三节，各自维持。", ["专家甲1", "专家乙2"])
POINTS = {"leading": "30", "method": "20.5", "effect": "20"}
BY_CONSENSUS = REVIEW.replace("formula: {kind: mean, digits: 2}", "formula: {kind: consensus, digits: 2}", 1)


def apart(review: str = REVIEW) -> Checked:
    """Two experts 40 points apart on the first entry and one on the second; the third has one expert."""
    return submitted(declaring(review, 3, 3), APART)


def talking(told: Checked) -> Checked:
    open_consensus(actor=clerk(), call_slug=told.world.slug, review=1)
    return told


def key_of(world: World, entry: int = 1) -> EntryKey:
    row = Entry.objects.select_related("filing").get(id=world.entries[entry - 1])
    return EntryKey(row.filing.number, row.ordinal)


def record(
    world: World,
    agreement: Agreement = TALKED,
    *,
    entry: int = 1,
    seen: str = "",
    actor: Actor | None = None,
) -> uuid.UUID:
    return record_consensus(
        actor=actor or clerk(),
        call_slug=world.slug,
        review=1,
        entry=key_of(world, entry),
        seen=seen,
        agreement=agreement,
    )


def stage_score(world: World, entry: int = 1) -> Decimal | None:
    call = Call.objects.get(slug=world.slug)
    award = file_of(call.slug, call.source).awards[0].key
    lines = official_scores(viewer=clerk(), slug=world.slug, award=award)
    found = next(line for line in lines if line.entry.key == world.entries[entry - 1])
    return found.stages["material"].score


@pytest.mark.slow
def test_entries_are_listed_by_how_far_apart_they_are() -> None:
    told = apart()
    view = get_talks(viewer=clerk(), slug=told.world.slug, number=1, only=Only.ALL)
    assert [(one.name, one.spread, one.apart) for one in view.page.items] == [
        ("示例企业1有限公司", Decimal(40), True),
        ("示例企业2有限公司", Decimal(1), False),
        ("示例企业3有限公司", Decimal(0), False),
    ]
    assert (view.over, view.scores) == (Decimal("15.00"), False)
    assert view.counts == {Only.APART: 1, Only.OPEN: 3, Only.DONE: 0, Only.ALL: 3}
    closer = get_talks(viewer=clerk(), slug=told.world.slug, number=1, over=Decimal(1))
    assert [one.name for one in closer.page.items] == ["示例企业1有限公司", "示例企业2有限公司"]


def test_nothing_is_recorded_before_all_scores_are_in() -> None:
    told = apart()
    with pytest.raises(NotAllowed):
        record(told.world)
    sheets = [told.sheets[1, 1]]
    ask_many_again(actor=clerk(), call_slug=told.world.slug, review=1, sheets=sheets, reason="再看")
    with pytest.raises(Refused) as refused:
        open_consensus(actor=clerk(), call_slug=told.world.slug, review=1)
    assert refused.value.code == "review_sheets_missing"
    assert not Consensus.objects.exists()


def test_where_sheets_make_the_score_talking_changes_none() -> None:
    told = talking(apart())
    before = stage_score(told.world)
    sheets = list(Sheet.objects.order_by("id").values())
    first = record(told.world)
    view = get_talk(viewer=clerk(), slug=told.world.slug, number=1, entry=key_of(told.world))
    assert view.agreed is not None
    assert (view.agreed.total, view.agreed.points, view.agreed.participants) == (
        None,
        (),
        ("专家甲1", "专家乙2"),
    )
    assert (stage_score(told.world), before) == (Decimal("80.00"), Decimal("80.00"))
    with pytest.raises(Refused) as refused:
        record(told.world, Agreement(POINTS, "x", ["专家甲1"]), seen=first.hex)
    assert refused.value.code == "consensus_changes_nothing"
    assert list(Sheet.objects.order_by("id").values()) == sheets
    row = LogRow.objects.get(act="record_consensus")
    assert row.content is not None
    assert (row.content["name"], row.content["total"], row.content["points"]) == (
        "示例企业1有限公司",
        "",
        [],
    )
    assert "材料第三节" not in str(row.content)


def test_where_the_rule_asks_for_it_the_agreed_points_are_the_score() -> None:
    told = talking(apart(BY_CONSENSUS))
    assert stage_score(told.world) is None
    for points, code in (
        ({}, "score_item_missing"),
        ({**POINTS, "leading": "41"}, "score_out_of_range"),
        ({**POINTS, "method": "20.3"}, "score_off_step"),
        ({**POINTS, "effect": "x"}, "sheet_points_unreadable"),
    ):
        with pytest.raises(Refused) as refused:
            record(told.world, Agreement(points, "x", ["专家甲1"]))
        assert refused.value.code == code
    record(told.world, Agreement(POINTS, "按材料定。", ["专家甲1", "专家乙2"]))
    assert stage_score(told.world) == Decimal("70.50")
    assert Consensus.objects.get().total == Decimal("70.5")


@pytest.mark.slow
def test_an_earlier_record_is_kept_and_a_stale_one_refused() -> None:
    told = talking(apart())
    first = record(told.world)
    with pytest.raises(Refused) as refused:
        record(told.world)
    assert refused.value.code == "consensus_changed"
    second = record(told.world, Agreement({}, "又谈了一次。", ["专家甲1", "主持人丙"]), seen=first.hex)
    view = get_talk(viewer=clerk(), slug=told.world.slug, number=1, entry=key_of(told.world))
    assert (view.seen, [one.key for one in view.records]) == (second.hex, [first])
    assert [row.id for row in Consensus.objects.filter(replaced_at=None)] == [second]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("agreement", "code"),
    [
        (Agreement({}, " ", ["专家甲1"]), "site_reason_missing"),
        (Agreement({}, "x" * 2001, ["专家甲1"]), "site_text_long"),
        (Agreement({}, "x", ["", " "]), "consensus_nobody"),
        (Agreement({}, "x", ["甲" * 101]), "consensus_people_many"),
        (Agreement({}, "x", [f"甲{at}" for at in range(51)]), "consensus_people_many"),
    ],
)
def test_bounds_of_a_record(agreement: Agreement, code: str) -> None:
    told = talking(apart())
    with pytest.raises(Refused) as refused:
        record(told.world, agreement)
    assert refused.value.code == code


@pytest.mark.slow
def test_who_may_not_record() -> None:
    told = talking(apart())
    for actor in (expert(1), staff(Role.SUPERVISOR, "jiandu"), staff(Role.COUNTER_CLERK, "chuangkou")):
        with pytest.raises(NotAllowed):
            record(told.world, actor=actor)
    close_scoring(actor=clerk(), call_slug=told.world.slug, review=1)
    with pytest.raises(NotAllowed):
        record(told.world)


def test_experts_see_one_another_only_while_scores_are_talked_over() -> None:
    told = apart()
    for place in (1, 2, 3):
        joined(told.review, place)
    own = told.sheets[1, 1]
    with pytest.raises(Refused) as refused:
        get_common(viewer=expert(1), key=own)
    assert refused.value.code == "consensus_not_now"
    talking(told)
    view = get_common(viewer=expert(1), key=own)
    assert sorted((one.own, one.total) for one in view.voices) == [(False, Decimal(60)), (True, Decimal(100))]
    assert {one.name for one in view.voices} == {"1", "2"}
    for place, sheet in ((3, own), (1, told.sheets[2, 1]), (2, own)):
        with pytest.raises(Refused) as refused:
            get_common(viewer=expert(place), key=sheet)
        assert refused.value.code == "site_no_sheet"
    record(told.world)
    agreed = get_common(viewer=expert(1), key=own).agreed
    assert agreed is not None
    assert (agreed.participants, agreed.by) == ((), "")
    close_scoring(actor=clerk(), call_slug=told.world.slug, review=1)
    with pytest.raises(Refused) as refused:
        get_common(viewer=expert(1), key=own)
    assert refused.value.code == "consensus_not_now"
