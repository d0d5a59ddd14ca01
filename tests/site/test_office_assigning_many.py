"""分配专家, 评分进度 and 现场安排 where there is much: lists end somewhere, and say so."""

import re

import pytest

from jianyou.domain.lifecycle.roles import Role
from jianyou.queries.assigning import get_plan
from jianyou.store.dialect import database_now
from jianyou.store.models import Entry, Expert, Panelist, Review, Sheet
from tests.site.judging_world import World, judging
from tests.site.kit import clerk
from tests.site.test_office_assigning import at_desk, computed, given, text_of

pytestmark = pytest.mark.usefixtures("site")


def more_experts(count: int) -> None:
    """So many more on the panel, after the others by name."""
    review, now = Review.objects.get(), database_now()
    told = {"office_id": review.office_id, "made_by": "jingban", "made_at": now}
    experts = Expert.objects.bulk_create(Expert(name=f"专家龚{at:03}", **told) for at in range(count))
    Panelist.objects.bulk_create(
        Panelist(
            office_id=review.office_id,
            review=review,
            expert=one,
            state="accepted",
            named_by="jingban",
            named_at=now,
        )
        for one in experts
    )


def more_entries(world: World, count: int) -> None:
    """So many more accepted entries of one filing."""
    first = Entry.objects.get(id=world.entries[0])
    Entry.objects.bulk_create(
        Entry(
            office_id=first.office_id,
            call_id=first.call_id,
            filing_id=first.filing_id,
            ordinal=at,
            name=f"示例第{at:03}厂",
            name_key=f"{at}",
            status=first.status,
        )
        for at in range(2, count + 2)
    )


def test_of_a_plan_the_first_pairs_are_named_in_the_order_of_the_entries() -> None:
    world = judging(4, 3)
    computed(at_desk(Role.OFFICE_CLERK), world)
    whole, some, none = (
        get_plan(viewer=clerk(), slug=world.slug, number=1, plan=1, named=most) for most in (500, 3, 0)
    )
    assert (len(whole.given.first), whole.given.total, whole.given.more) == (8, 8, 0)
    assert [one.entry for one in whole.given.first] == sorted(
        (one.entry for one in whole.given.first),
        key=[entry.name for entry in whole.entries.values()].index,
    )
    assert (some.given.first, some.given.more) == (whole.given.first[:3], 5)
    assert (none.given.first, none.given.total) == ((), 8)
    assert (whole.taken.total, whole.kept.total) == (0, 0)


def test_experts_are_turned_beside_the_same_entries() -> None:
    world = judging(2, 2)
    given(world)
    more_experts(49)
    client = at_desk(Role.OFFICE_CLERK)
    first = client.get(f"{world.address}progress/?only=waiting").content.decode()
    assert "第 1—50 项，共 51 项" in first
    assert re.findall(r'rel="next" href="([^"]*)"', first) == ["?only=waiting&amp;people=2"]
    second = text_of(client.get(f"{world.address}progress/?only=waiting&people=2"))
    assert "第 51—51 项，共 51 项" in second
    assert ("示例企业1有限公司" in second, "专家龚048" in second, "专家龚047" in second) == (
        True,
        True,
        False,
    )


def test_among_many_the_entry_of_a_visit_is_looked_for() -> None:
    world = judging(1, 1)
    more_entries(world, 200)
    client = at_desk(Role.OFFICE_CLERK)
    page = f"{world.address}visits/new"
    options = re.compile(r'<option value="[0-9a-f-]{36}"( selected)? lang="zh-Hans">([^<]*)')
    assert len(options.findall(client.get(page).content.decode())) == 200
    found = client.get(page, {"q": "第123"})
    assert options.findall(found.content.decode()) == [("", "示例第123厂")]
    kept = Entry.objects.get(name="示例第200厂")
    told = options.findall(client.get(page, {"q": "第123", "entry": str(kept.id)}).content.decode())
    assert told == [(" selected", "示例第200厂"), ("", "示例第123厂")]
    assert "没有查到还没安排的推荐对象" in text_of(client.get(page, {"q": "没有"}))


def test_those_to_phone_are_listed_a_hundred_at_a_time() -> None:
    world = judging(1, 1)
    more_experts(101)
    review, now = Review.objects.get(), database_now()
    Sheet.objects.bulk_create(
        Sheet(
            office_id=review.office_id,
            review=review,
            expert_id=expert,
            entry_id=world.entries[0],
            assigned_at=now,
        )
        for expert in Expert.objects.filter(user=None).values_list("id", flat=True)
    )
    page = f"{world.address}progress/remind"
    client = at_desk(Role.OFFICE_CLERK)
    first, second = text_of(client.get(page)), text_of(client.get(page, {"page": "2"}))
    told = "没有消息地址、须打电话的 101 位"
    assert [told in one for one in (first, second)] == [True, True]
    assert ["专家龚100" in one for one in (first, second)] == [False, True]
    assert ["专家龚099" in one for one in (first, second)] == [True, False]
