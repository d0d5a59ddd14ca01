"""现场安排: nobody is put where he can't be, what changed afterwards is named."""

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils.timezone import localtime

from jianyou.actions.lots import announce_draw, reveal_draw
from jianyou.actions.recusals import recuse
from jianyou.actions.visiting import (
    SeriesTold,
    VisitTold,
    cancel_visit,
    change_visit,
    plan_series,
    plan_visit,
)
from jianyou.domain.judging.draw import DrawPurpose
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import Role
from jianyou.queries.visits import get_visits, visits_of
from jianyou.store.dialect import database_now
from jianyou.store.models import Draw, Review, Visit
from jianyou.terms.finding import Refused
from tests.site.judging_world import World, judging
from tests.site.kit import clerk, counter, staff
from tests.site.test_panel import lots

pytestmark = pytest.mark.usefixtures("site")
EXPERT = "expert1"


def tomorrow(hour: int = 9) -> datetime:
    return (localtime(database_now()) + timedelta(days=1)).replace(
        hour=hour, minute=0, second=0, microsecond=0
    )


def told(world: World, *experts: int, hour: int = 9, place: str = "三楼会议室", **more: Any) -> VisitTold:
    keys = tuple(world.experts[at] for at in experts or (0,))
    begins = tomorrow(hour)
    given: dict[str, Any] = {
        "begins": begins,
        "ends": begins + timedelta(hours=1),
        "place": place,
        "experts": keys,
    }
    return VisitTold(**given | more)


def planned(world: World, entry: int, visit: VisitTold) -> uuid.UUID:
    return plan_visit(actor=clerk(), call_slug=world.slug, review=1, entry=world.entries[entry], told=visit)


def refused(world: World, entry: int, visit: VisitTold) -> str:
    with pytest.raises(Refused) as found:
        planned(world, entry, visit)
    return found.value.code


def test_nobody_is_put_where_he_cannot_be() -> None:
    world = judging(3, 3)
    planned(world, 0, told(world, 0, 1))
    keys: dict[str, Any] = {"expert": world.experts[2], "entry": world.entries[1]}
    recuse(actor=clerk(), call_slug=world.slug, review=1, **keys, reason="本人提出")
    found = [
        refused(world, 1, told(world, 1, place="四楼")),
        refused(world, 1, told(world, 2, hour=11)),
        refused(world, 1, told(world, 2, place="三楼会议室")),
        refused(world, 0, told(world, 2, hour=14)),
        refused(world, 1, told(world, 0, hour=11, place=" ")),
        refused(world, 1, told(world, 0, hour=11, experts=())),
        refused(world, 1, told(world, 0, hour=11, experts=(uuid.uuid4(),))),
        refused(world, 1, told(world, 0, hour=11, ends=tomorrow(10))),
        refused(
            world,
            1,
            told(
                world, 0, begins=tomorrow() - timedelta(days=2), ends=tomorrow() - timedelta(days=2, hours=-1)
            ),
        ),
    ]
    assert found == [
        "visit_expert_busy",
        "visit_recused",
        "visit_recused",
        "visit_entry_twice",
        "visit_place_missing",
        "visit_nobody",
        "assign_not_on_panel",
        "visit_times_turned",
        "visit_past",
    ]
    for actor in (counter(), staff(Role.SUPERVISOR, "jiandu"), staff(Role.EXPERT, EXPERT)):
        with pytest.raises(NotAllowed):
            plan_visit(
                actor=actor, call_slug=world.slug, review=1, entry=world.entries[1], told=told(world, hour=15)
            )
    assert Visit.objects.count() == 1


def test_a_recusal_afterwards_is_named_and_hidden_from_the_expert() -> None:
    world = judging(2, 2)
    planned(world, 0, told(world, 0, 1))
    viewer = staff(Role.EXPERT, EXPERT)
    assert [one.entry for one in visits_of(viewer=viewer)] == ["示例企业1有限公司"]
    keys: dict[str, Any] = {"expert": world.experts[0], "entry": world.entries[0]}
    recuse(actor=clerk(), call_slug=world.slug, review=1, **keys, reason="本人提出")
    view = get_visits(viewer=clerk(), slug=world.slug, number=1)
    assert [[one.code for one in line.troubles] for line in view.visits] == [["visit_clash_recused"]]
    assert visits_of(viewer=viewer) == ()


def test_a_blind_review_names_no_entry_to_its_experts() -> None:
    world = judging(1, 1)
    planned(world, 0, told(world))
    Review.objects.update(blind=True)
    (own,) = visits_of(viewer=staff(Role.EXPERT, EXPERT))
    assert (own.entry, own.place) == ("", "三楼会议室")


def test_a_visit_is_moved_and_cancelled_with_reasons() -> None:
    world = judging(2, 2)
    key = planned(world, 0, told(world))
    where: dict[str, Any] = {"actor": clerk(), "call_slug": world.slug, "review": 1, "visit": key}
    with pytest.raises(Refused):
        change_visit(**where, told=told(world, hour=10), reason="")
    change_visit(**where, told=told(world, hour=10), reason="会议室调整")
    assert localtime(Visit.objects.get().starts_at).hour == 10
    with pytest.raises(Refused):
        cancel_visit(**where, reason="")
    cancel_visit(**where, reason="企业要求")
    with pytest.raises(Refused) as again:
        cancel_visit(**where, reason="企业要求")
    assert again.value.code == "visit_unknown"
    # The time is free again.
    planned(world, 0, told(world, hour=10))


def test_a_series_is_planned_whole_or_not_at_all() -> None:
    world = judging(3, 3)
    planned(world, 0, told(world, 0, hour=10, place="四楼"))
    series = SeriesTold(
        first=tomorrow(9), minutes=60, pause=0, a_day=8, place="三楼", experts=world.experts[:1]
    )
    where: dict[str, Any] = {
        "actor": clerk(),
        "call_slug": world.slug,
        "review": 1,
        "entries": world.entries[1:],
    }
    with pytest.raises(Refused) as found:
        plan_series(**where, told=series)
    assert (found.value.code, Visit.objects.count()) == ("visit_expert_busy", 1)
    free = SeriesTold(
        first=tomorrow(9), minutes=60, pause=0, a_day=8, place="三楼", experts=world.experts[1:2]
    )
    assert plan_series(**where, told=free) == 2
    assert [
        localtime(one).hour for one in Visit.objects.order_by("order").values_list("starts_at", flat=True)
    ] == [
        10,
        9,
        10,
    ]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"minutes": 4}, "visit_series_bounds"),
        ({"pause": -1}, "visit_series_bounds"),
        ({"a_day": 0}, "visit_series_bounds"),
        ({"minutes": 300, "a_day": 3}, "visit_series_late"),
    ],
)
def test_a_series_has_bounds(changes: dict[str, int], code: str) -> None:
    given: dict[str, Any] = {"first": tomorrow(9), "minutes": 30, "pause": 5, "a_day": 8, "place": "三楼"}
    entries = [uuid.uuid4() for _ in range(5)]
    with pytest.raises(Refused) as found:
        plan_series(
            actor=clerk(), call_slug="none", review=1, entries=entries, told=SeriesTold(**given | changes)
        )
    assert found.value.code == code


def test_entries_wait_in_the_order_that_was_drawn() -> None:
    """Drawn until that isn't the order of the names by chance."""
    world = judging(5, 1)
    given: dict[str, Any] = {"actor": clerk(), "call_slug": world.slug}

    def waiting() -> tuple[bool, list[str]]:
        view = get_visits(viewer=clerk(), slug=world.slug, number=1)
        return view.drawn, [one.key.hex for one in view.open]

    by_name = [key.hex for key in world.entries]
    assert waiting() == (False, by_name)
    drawn = by_name
    for number in range(1, 9):
        announce_draw(**given, told=lots(purpose=DrawPurpose.DEFENCE_ORDER, take=0), listed=5)
        reveal_draw(**given, number=number, public_value="8")
        drawn = Draw.objects.get(number=number).result["order"]
        if drawn != by_name:
            break
    assert drawn != by_name
    assert waiting() == (True, drawn)
