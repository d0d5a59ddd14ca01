"""The job of plans: stopped or killed anywhere it leaves nothing half done, and another does it."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.db.models import F

from jianyou.actions.assigning import ask_plan, assign_by_hand
from jianyou.actions.assigning_work import keep_plan
from jianyou.actions.claims import STALE, claim_oldest, note_progress, release
from jianyou.actions.recusals import recuse
from jianyou.domain.judging.wishes import Wishes
from jianyou.jobs import computing
from jianyou.jobs.assigning import assign_due
from jianyou.store.models import AssignmentPlan, Panelist, Sheet
from tests.site.judging_world import World, judging
from tests.site.kit import clerk

pytestmark = pytest.mark.usefixtures("site")


def asked(world: World, **wanted: Any) -> int:
    told: dict[str, Any] = {"per_entry": 2, "least": 0, "most": 9} | wanted
    return ask_plan(actor=clerk(), call_slug=world.slug, review=1, wishes=Wishes(**told))


def plan() -> AssignmentPlan:
    return AssignmentPlan.objects.latest("number")


def pairs_of(world: World) -> list[tuple[int, int]]:
    """(entry, expert) of the newest plan by their places."""
    experts = [key.hex for key in world.experts]
    entries = [key.hex for key in world.entries]
    return sorted((entries.index(entry), experts.index(expert)) for expert, entry in plan().pairs)


def test_a_plan_is_best_and_proven() -> None:
    world = judging(3, 3)
    asked(world, per_entry=1, most=1)
    assert assign_due() == 1
    # Entry and expert of one place are of one industry.
    assert pairs_of(world) == [(0, 0), (1, 1), (2, 2)]
    report = plan().report
    assert (report["proof"]["holds"], report["proof"]["pairs"], len(report["proof"]["sha256"])) == (
        True,
        9,
        64,
    )
    assert report["load"] == {key.hex: 1 for key in world.experts}


def test_recusals_are_hard_and_written_sheets_stay() -> None:
    world = judging(3, 3)
    keys: dict[str, Any] = {"expert": world.experts[0], "entry": world.entries[0]}
    recuse(actor=clerk(), call_slug=world.slug, review=1, **keys, reason="本人提出")
    written = assign_by_hand(
        actor=clerk(), call_slug=world.slug, review=1, expert=world.experts[2], entry=world.entries[1]
    )
    Sheet.objects.filter(id=written).update(revision=1)
    asked(world, per_entry=1, most=1)
    assign_due()
    assert pairs_of(world) == [(0, 1), (1, 2), (2, 0)]


def test_sheets_of_who_left_still_count_for_their_entries() -> None:
    world = judging(2, 3)
    written = assign_by_hand(
        actor=clerk(), call_slug=world.slug, review=1, expert=world.experts[0], entry=world.entries[1]
    )
    Sheet.objects.filter(id=written).update(revision=1)
    Panelist.objects.filter(expert=world.experts[0]).update(state="invited")
    asked(world, per_entry=2)
    assign_due()
    assert pairs_of(world) == [(0, 1), (0, 2), (1, 1)]


def test_what_is_there_is_kept_where_that_is_wanted() -> None:
    world = judging(3, 3)
    for at in range(3):
        assign_by_hand(
            actor=clerk(),
            call_slug=world.slug,
            review=1,
            expert=world.experts[(at + 1) % 3],
            entry=world.entries[at],
        )
    asked(world, per_entry=1, most=1, keep=True)
    assign_due()
    assert pairs_of(world) == [(0, 1), (1, 2), (2, 0)]
    assert plan().report["proof"]["holds"] is True
    asked(world, per_entry=1, most=1, keep=False)
    assign_due()
    assert pairs_of(world) == [(0, 0), (1, 1), (2, 2)]


def test_experts_cross_industries_where_that_is_wanted() -> None:
    world = judging(6, 6)
    asked(world, per_entry=2, most=2)
    assign_due()
    apart = plan().report
    asked(world, per_entry=2, most=2, anchors=True)
    assign_due()
    told = plan().report
    assert (apart["connected"], apart["parts"], told["connected"], told["parts"]) == (False, 3, True, 1)
    assert told["added"] > 0


def test_who_stops_lets_another_begin_at_once() -> None:
    world = judging(2, 2)
    asked(world)
    assert assign_due(going=lambda: False) == 0
    claimed = claim_oldest(AssignmentPlan.objects.all())
    assert claimed is not None
    assert claim_oldest(AssignmentPlan.objects.all()) is None
    release(claimed)
    assert assign_due() == 1
    assert plan().status == "proposed"


def test_who_is_dead_is_followed_and_may_write_no_more() -> None:
    world = judging(2, 2)
    asked(world)
    dead = claim_oldest(AssignmentPlan.objects.all())
    assert dead is not None
    AssignmentPlan.objects.update(claimed_at=dead.at - STALE)
    dead = dead._replace(at=dead.at - STALE)
    assert assign_due() == 1
    whole = plan().pairs
    assert keep_plan(dead, [], {}) is False
    assert note_progress(dead, 1, 2) is None
    assert (plan().status, plan().pairs) == ("proposed", whole)


def test_what_breaks_off_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    world = judging(1, 1)
    asked(world, per_entry=1)
    # A clock that fails stands for whatever may.
    monkeypatch.setattr(computing, "monotonic", _broken)
    assert assign_due() == 1
    assert (plan().status, plan().report) == (
        "failed",
        {"reason": ["computing_failed", {"error": "ZeroDivisionError"}]},
    )


def _broken() -> float:
    raise ZeroDivisionError


def _endless(ready: "multiprocessing.synchronize.Event") -> None:
    """Works on a plan in a process of its own, and is in the midst of it for good."""
    connections.close_all()
    claimed = claim_oldest(AssignmentPlan.objects.all())
    assert claimed is not None
    assert note_progress(claimed, 1, 7) is not None
    ready.set()
    time.sleep(600)


def test_a_job_that_is_killed_leaves_nothing_half_adopted(site: Path) -> None:
    world = judging(3, 3)
    asked(world)
    connections.close_all()
    context = multiprocessing.get_context("fork")
    ready = context.Event()
    worker = context.Process(target=_endless, args=(ready,))
    worker.start()
    assert ready.wait(30)
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    worker.join()
    assert (plan().status, plan().pairs, plan().report, plan().done) == ("running", [], {}, 1)
    assert not Sheet.objects.exists()
    # Taken for dead after a while, it is followed.
    AssignmentPlan.objects.update(claimed_at=F("claimed_at") - STALE)
    assert assign_due() == 1
    assert (plan().status, len(plan().pairs)) == ("proposed", 6)
    assert site.exists()
    assert connection.vendor in {"sqlite", "postgresql"}


def timed(do: Callable[[], object]) -> float:
    begun = time.process_time()
    do()
    return time.process_time() - begun


@pytest.mark.slow
def test_three_hundred_entries_take_less_than_three_seconds() -> None:
    world = judging(300, 60)
    asked(world, per_entry=5, least=10, most=40)
    assert timed(assign_due) < 3
    assert (plan().status, len(plan().pairs), plan().report["proof"]["holds"]) == ("proposed", 1500, True)
