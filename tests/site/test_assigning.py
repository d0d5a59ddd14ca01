"""分配专家: plans adopted whole or not at all, sheets given, taken back and asked again by hand."""

import uuid
from typing import Any

import pytest

from jianyou.actions.assigning import (
    adopt_plan,
    ask_again,
    ask_plan,
    assign_by_hand,
    drop_plan,
    take_sheet_back,
)
from jianyou.actions.recusals import recuse
from jianyou.domain.judging.wishes import Wishes
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import Role
from jianyou.domain.lifecycle.states import ReviewStatus, SheetStatus
from jianyou.store.dialect import database_now
from jianyou.store.models import AssignmentPlan, LogRow, Review, Sheet
from jianyou.terms.finding import Refused
from tests.site.judging_world import World, judging
from tests.site.kit import clerk, counter, somewhere_else, staff

pytestmark = pytest.mark.usefixtures("site")
WISHES = Wishes(per_entry=2, least=0, most=9)


def by_hand(world: World, expert: int, entry: int) -> uuid.UUID:
    """The sheet of that expert on that entry, given by hand."""
    return assign_by_hand(
        actor=clerk(),
        call_slug=world.slug,
        review=world.review,
        expert=world.experts[expert],
        entry=world.entries[entry],
    )


def scoring(world: World) -> None:
    """Lets experts score, whatever is missing."""
    Review.objects.filter(number=world.review).update(status=ReviewStatus.SCORING)


def submitted(sheet: uuid.UUID) -> None:
    """The sheet as its expert handed it in."""
    at = database_now()
    Sheet.objects.filter(id=sheet).update(
        status=SheetStatus.SUBMITTED, revision=1, points={"leading": "30"}, saved_at=at, submitted_at=at
    )


def refusal(world: World, expert: int, entry: int) -> str:
    """Why that expert can't be given that entry."""
    with pytest.raises(Refused) as told:
        by_hand(world, expert, entry)
    return told.value.code


def last_log() -> dict[str, object]:
    """What the newest row tells, apart from who and which act."""
    content: dict[str, object] = LogRow.objects.latest("at", "id").content or {}
    return {key: value for key, value in content.items() if key not in {"actor", "role"}}


def proposed(world: World, pairs: list[tuple[int, int]], **report: object) -> int:
    """A plan of these pairs, as its job would have left it."""
    number = ask_plan(actor=clerk(), call_slug=world.slug, review=world.review, wishes=WISHES)
    told = [[world.experts[expert].hex, world.entries[entry].hex] for expert, entry in pairs]
    proof = {"proof": {"sha256": "ab" * 32}, "uncovered": []}
    AssignmentPlan.objects.filter(number=number).update(status="proposed", pairs=told, report=proof | report)
    return number


def adopt(world: World, plan: int, given: int, taken: int, reason: str = "") -> None:
    """Adopts it as it was shown."""
    adopt_plan(
        actor=clerk(),
        call_slug=world.slug,
        review=world.review,
        plan=plan,
        given=given,
        taken=taken,
        reason=reason,
    )


def in_force(world: World) -> list[tuple[int, int, str]]:
    """Sheets as (expert, entry, status), those dropped aside."""
    rows = Sheet.objects.exclude(status=SheetStatus.DROPPED).values_list("expert_id", "entry_id", "status")
    return sorted(
        (world.experts.index(one), world.entries.index(other), status) for one, other, status in rows
    )


def test_one_entry_is_given_by_hand() -> None:
    world = judging(2, 2)
    sheet = by_hand(world, 0, 1)
    row = Sheet.objects.select_related("entry__filing").get()
    assert (row.id, row.by, row.status) == (sheet, "expert1", "assigned")
    assert in_force(world) == [(0, 1, "assigned")]
    assert last_log() == {
        "act": "assign_experts",
        "review": 1,
        "sheet": sheet.hex,
        "number": row.entry.filing.number,
        "ordinal": 1,
    }


def test_who_may_not_is_not_given() -> None:
    world = judging(2, 2)
    by_hand(world, 0, 0)
    recuse(
        actor=clerk(),
        call_slug=world.slug,
        review=world.review,
        expert=world.experts[1],
        entry=world.entries[0],
        reason="曾在该单位任职",
    )
    assert (refusal(world, 0, 0), refusal(world, 1, 0)) == ("assign_given_already", "assign_recused")
    stranger = World(world.slug, world.review, (uuid.uuid4(),), (*world.experts, uuid.uuid4()))
    assert (refusal(stranger, 0, 0), refusal(stranger, 2, 0)) == (
        "assign_not_reviewed",
        "assign_not_on_panel",
    )
    for actor in (counter(), staff(Role.SUPERVISOR, "jiandu"), staff(Role.EXPERT, "expert1")):
        with pytest.raises(NotAllowed):
            assign_by_hand(
                actor=actor, call_slug=world.slug, review=1, expert=world.experts[1], entry=world.entries[1]
            )
    with pytest.raises(Refused):
        assign_by_hand(
            actor=somewhere_else(),
            call_slug=world.slug,
            review=1,
            expert=world.experts[1],
            entry=world.entries[1],
        )
    assert in_force(world) == [(0, 0, "assigned")]


def test_a_plan_is_adopted_whole() -> None:
    world = judging(2, 3)
    kept, moved = by_hand(world, 0, 0), by_hand(world, 1, 0)
    plan = proposed(world, [(0, 0), (2, 0), (1, 1), (2, 1)])
    adopt(world, plan, given=3, taken=1, reason="按第 1 号方案")
    assert in_force(world) == [
        (0, 0, "assigned"),
        (1, 1, "assigned"),
        (2, 0, "assigned"),
        (2, 1, "assigned"),
    ]
    taken = Sheet.objects.get(id=moved)
    assert (taken.status, taken.dropped_reason, taken.dropped_at is not None) == (
        "dropped",
        "按第 1 号方案",
        True,
    )
    assert Sheet.objects.get(id=kept).status == "assigned"
    told = last_log()
    assert told.pop("pairs_sha256") != ""
    assert told == {
        "act": "assign_experts",
        "review": 1,
        "plan": 1,
        "pairs": 4,
        "proof_sha256": "ab" * 32,
        "given": 3,
        "taken": 1,
        "reason": "按第 1 号方案",
    }
    assert AssignmentPlan.objects.get().status == "adopted"


def test_what_was_written_is_never_taken_by_a_plan() -> None:
    world = judging(2, 3)
    written, saved = by_hand(world, 0, 0), by_hand(world, 1, 0)
    submitted(written)
    Sheet.objects.filter(id=saved).update(revision=1, saved_at=database_now())
    adopt(world, proposed(world, [(2, 0), (2, 1)]), given=2, taken=0)
    assert in_force(world) == [
        (0, 0, "submitted"),
        (1, 0, "assigned"),
        (2, 0, "assigned"),
        (2, 1, "assigned"),
    ]


@pytest.mark.parametrize("change", ["recused", "came", "left"])
def test_a_plan_that_no_longer_fits_changes_nothing(change: str) -> None:
    world = judging(2, 2)
    plan = proposed(world, [(0, 0), (1, 1)])
    if change == "recused":
        told: dict[str, Any] = {"expert": world.experts[1], "entry": world.entries[1], "reason": "本人提出"}
        recuse(actor=clerk(), call_slug=world.slug, review=world.review, **told)
    elif change == "came":
        AssignmentPlan.objects.update(pairs=[[world.experts[0].hex, world.entries[0].hex]])
    else:
        Review.objects.get().panel.filter(expert=world.experts[1]).update(left_at=database_now())
    with pytest.raises(Refused) as refused:
        adopt(world, plan, given=2, taken=0)
    assert (refused.value.code, refused.value.params["count"]) == ("assign_plan_outdated", 1)
    assert in_force(world) == []


def test_other_numbers_than_were_shown_change_nothing() -> None:
    world = judging(2, 2)
    plan = proposed(world, [(0, 0), (1, 1)])
    with pytest.raises(Refused) as refused:
        adopt(world, plan, given=1, taken=0)
    assert refused.value.params == {"given": 1, "taken": 0, "now_given": 2, "now_taken": 0}
    by_hand(world, 1, 0)
    with pytest.raises(Refused) as refused:
        adopt(world, plan, given=2, taken=1)
    assert refused.value.code == "site_reason_missing"
    assert in_force(world) == [(1, 0, "assigned")]


def test_a_plan_is_settled_once() -> None:
    world = judging(2, 2)
    first = proposed(world, [(0, 0), (1, 1)])
    drop_plan(actor=clerk(), call_slug=world.slug, review=1, plan=first)
    second = proposed(world, [(0, 0), (1, 1)])
    third = proposed(world, [(0, 1), (1, 0)])
    adopt(world, second, given=2, taken=0)
    for plan in (first, second, third):
        with pytest.raises(Refused) as refused:
            adopt(world, plan, given=2, taken=0)
        assert refused.value.code == "assign_plan_settled"
    told = AssignmentPlan.objects.order_by("number").values_list("number", "status")
    assert list(told) == [(1, "dropped"), (2, "adopted"), (3, "dropped")]


def test_a_sheet_is_taken_back_with_a_reason() -> None:
    world = judging(2, 2)
    sheet = by_hand(world, 0, 0)
    with pytest.raises(Refused):
        take_sheet_back(actor=clerk(), sheet=sheet, reason=" ")
    with pytest.raises(NotAllowed):
        take_sheet_back(actor=counter(), sheet=sheet, reason="换人")
    take_sheet_back(actor=clerk(), sheet=sheet, reason="专家出差，换人")
    row = Sheet.objects.get()
    assert (row.status, row.dropped_reason) == ("dropped", "专家出差，换人")
    told = last_log()
    assert (told["act"], told["sheet_before"], told["reason"]) == (
        "take_sheet_back",
        "assigned",
        "专家出差，换人",
    )
    # Given once more, it is another sheet.
    again = by_hand(world, 0, 0)
    assert again != sheet
    assert in_force(world) == [(0, 0, "assigned")]


def test_a_submitted_sheet_is_asked_again() -> None:
    world = judging(2, 2)
    sheet = by_hand(world, 0, 0)
    scoring(world)
    with pytest.raises(NotAllowed):
        ask_again(actor=clerk(), sheet=sheet, reason="请核对")
    submitted(sheet)
    with pytest.raises(Refused):
        ask_again(actor=clerk(), sheet=sheet, reason="")
    ask_again(actor=clerk(), sheet=sheet, reason="与其他专家相差 30 分，请核对")
    row = Sheet.objects.get()
    assert (row.status, row.again, row.points) == (
        "again",
        "与其他专家相差 30 分，请核对",
        {"leading": "30"},
    )
    assert last_log()["act"] == "ask_again"


def test_a_plan_wants_somebody_and_something() -> None:
    world = judging(1, 1)
    panel = Review.objects.get().panel
    panel.update(state="invited")
    with pytest.raises(Refused) as refused:
        ask_plan(actor=clerk(), call_slug=world.slug, review=1, wishes=WISHES)
    assert refused.value.code == "assign_nobody_accepted"
    panel.update(state="declined")
    with pytest.raises(Refused) as refused:
        ask_plan(actor=clerk(), call_slug=world.slug, review=1, wishes=WISHES)
    assert refused.value.code == "assign_nobody"


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"per_entry": 0}, "assign_per_entry_bounds"),
        ({"per_entry": 100}, "assign_per_entry_bounds"),
        ({"most": 0}, "assign_most_bounds"),
        ({"least": 10}, "assign_least_above_most"),
    ],
)
def test_wishes_have_bounds(told: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        Wishes(**{"per_entry": 2, "least": 0, "most": 9, **told})
    assert refused.value.code == code
