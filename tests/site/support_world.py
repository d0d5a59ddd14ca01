"""A call that helps: nominees of several districts, some recommended; activities opened and seats given."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from jianyou.actions.support_activities import ActivityTold, open_activity, plan_activity
from jianyou.actions.support_seats import enter_request, give_activity_seats
from jianyou.domain.papers.together import Outcome
from jianyou.domain.support.rules import Rule
from jianyou.queries.support_activities import get_activity
from jianyou.store.dialect import database_now
from jianyou.store.models import Activity, Call, CollectiveDecision, Decided, Entry
from tests.site.judging_world import accepted, judged_call
from tests.site.kit import clerk, office

SLUG = "helping"
VALUE = "3 8 11 19 27 30"


def helping(count: int = 3, *, recommended: int = 0, slug: str = SLUG) -> list[Entry]:
    """So many nominees in a filing together, the first of them recommended."""
    call = judged_call(slug, review="")
    entries = accepted(slug, count, together=True)
    if recommended:
        recommend(call, entries[:recommended])
    return entries


def recommend(call: Call, entries: Sequence[Entry]) -> None:
    """A meeting recommends them."""
    at = database_now()
    meeting = CollectiveDecision.objects.create(
        office=office(),
        call=call,
        number=1,
        held_on=at.date(),
        minutes="纪要",
        subject="推荐",
        by="jingban",
        at=at,
    )
    Decided.objects.bulk_create(
        Decided(
            office=office(),
            decision=meeting,
            entry=entry,
            award="",
            outcome=Outcome.RECOMMENDED.value,
            order=order,
        )
        for order, entry in enumerate(entries, 1)
    )


def activity_told(**changed: Any) -> ActivityTold:
    """A training of two seats in ten days, asked for until in five."""
    now = database_now()
    told: dict[str, Any] = {
        "kind": "training",
        "title": "示例质量培训",
        "begins": now + timedelta(days=10),
        "ends": now + timedelta(days=10, hours=3),
        "ask_until": now + timedelta(days=5),
        "seats": 2,
        "rule": Rule(),
        "public_value": "报名截止后第一期全国开奖号码",
        "text": "卓越绩效模式入门",
        "place": "示例会议中心",
        "departments": ("市经济信息委", "市场监管局"),
    }
    return ActivityTold(**(told | changed))


def opened_activity(slug: str = SLUG, **changed: Any) -> Activity:
    """An activity that is open for requests."""
    number = plan_activity(actor=clerk(), call_slug=slug, told=activity_told(**changed))
    filings = get_activity(viewer=clerk(), slug=slug, number=number).filings
    open_activity(actor=clerk(), call_slug=slug, number=number, count=filings)
    return Activity.objects.get(call__slug=slug, number=number)


def asked_by(entries: Sequence[Entry], activity: Activity, slug: str = SLUG) -> None:
    """They ask for a seat, through the office."""
    for entry in entries:
        enter_request(actor=clerk(), call_slug=slug, number=activity.number, entry=entry.id)


def asking_over(activity: Activity) -> None:
    """The time to ask is over: tests move deadlines, not clocks."""
    Activity.objects.filter(id=activity.id).update(ask_until=database_now() - timedelta(minutes=1))


def seats_given(activity: Activity, count: int, slug: str = SLUG) -> tuple[int, int]:
    """The seats are given, the list having been closed."""
    asking_over(activity)
    return give_activity_seats(
        actor=clerk(), call_slug=slug, number=activity.number, public_value=VALUE, count=count
    )


def begun(activity: Activity) -> None:
    """The activity has begun."""
    now = database_now()
    rows = Activity.objects.filter(id=activity.id)
    rows.update(begins_at=now - timedelta(hours=1), ask_until=now - timedelta(days=1))


def keys(entries: Sequence[Entry]) -> list[UUID]:
    """Their keys."""
    return [entry.id for entry in entries]


def sixty(slug: str = SLUG) -> tuple[list[Entry], Activity]:
    """Sixty nominees of three districts in six filings; eighteen recommended, six served lately.

    All of them ask for one of twenty seats, of which a district gets eight at most.
    """
    call = judged_call(slug, review="")
    entries = [one for at in range(0, 60, 10) for one in accepted(slug, 10, start=at, together=True)]
    recommend(call, entries[:18])
    past = opened_activity(slug, title="示例质量交流会", kind="exchange", seats=6)
    asked_by(entries[12:18], past, slug)
    seats_given(past, 6, slug)
    begun(past)
    Activity.objects.filter(id=past.id).update(status="held")
    activity = opened_activity(slug, title="示例卓越绩效模式培训", seats=20, rule=Rule(per_district=8))
    asked_by(entries, activity, slug)
    return entries, activity
