"""拟推荐名单: what stands proposed by meetings and choices, in which order, and what objections removed."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyou.actions.choosing import Adopting, adopt_choice
from jianyou.actions.collective import Line, decide_together
from jianyou.domain.judging.record import How
from jianyou.domain.papers.together import Outcome
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.proposed import proposed_list, upward_list
from jianyou.store.models import Call, Entry
from tests.site.choosing_world import AWARD, SLUG, chosen_call, computed
from tests.site.kit import clerk
from tests.site.publicity_world import MEETING, NAMES, filed, proposed, public_call, recommended, rows_of

pytestmark = [pytest.mark.usefixtures("site"), pytest.mark.slow]

POINTS = (("50", "40"), ("45", "40"), ("44", "40"), ("40", "40"), ("40", "30"))


def listed(award: str = "") -> list[tuple[str, str, str]]:
    """Name, award and tier of what stands proposed."""
    return [(row.name, row.award, row.tier) for row in proposed_list(Call.objects.get(), award)]


def decided(entries: Any, *outcomes: Outcome, award: str = "") -> int:
    """A meeting's decision on these entries."""
    lines = [
        Line(EntryKey(entry.filing.number, entry.ordinal), 1, award, at, outcome, "理由")
        for at, (entry, outcome) in enumerate(zip(entries, outcomes, strict=True), 1)
    ]
    return decide_together(actor=clerk(), call_slug=SLUG, meeting=MEETING, lines=lines, over_quota="示例")


def adopted(**told: Any) -> list[Entry]:
    """A call with a choice adopted; its entries."""
    entries = list(chosen_call(POINTS))
    choice = computed()
    adopt_choice(actor=clerk(), call_slug=SLUG, number=1, digest=choice.digest, told=Adopting(**told))
    return [Entry.objects.select_related("filing").get(id=entry.id) for entry in entries]


def test_a_meeting_tells_by_its_newest_word_in_its_order() -> None:
    number = proposed()
    assert listed() == [(name, "mayor", "") for name in NAMES]
    assert listed("china_quality") == []
    recommended(number, Outcome.RESERVE)
    assert listed() == [(name, "mayor", "") for name in NAMES[1:]]
    rows = proposed_list(Call.objects.get())
    assert [(row.order, row.key, row.version) for row in rows] == [
        (1, EntryKey(number, 2), 1),
        (2, EntryKey(number, 3), 1),
    ]


def test_awards_come_in_the_order_of_the_call() -> None:
    public_call("")
    number = filed(*rows_of())
    recommended(number, Outcome.RECOMMENDED, award="mayor")
    recommended(number, Outcome.RECOMMENDED, Outcome.RECOMMENDED, award="china_quality")
    assert listed() == [
        (NAMES[0], "china_quality", ""),
        (NAMES[1], "china_quality", ""),
        (NAMES[0], "mayor", ""),
    ]


def test_a_choice_tells_where_no_meeting_did() -> None:
    entries = adopted()
    assert listed() == [
        (entries[0].name, AWARD, "award"),
        (entries[1].name, AWARD, "nomination"),
        (entries[2].name, AWARD, "nomination"),
    ]
    assert listed(AWARD) == listed()
    assert [row.entry_id for row in upward_list(Call.objects.get())] == [one.id for one in entries[:3]]


def test_a_meeting_on_the_award_goes_before_the_choice_and_keeps_its_tiers() -> None:
    entries = adopted()
    decided(entries[1:3], Outcome.RECOMMENDED, Outcome.RECOMMENDED, award=AWARD)
    assert listed() == [(one.name, AWARD, "nomination") for one in entries[1:3]]


def test_a_choice_adopted_together_names_each_entry_once() -> None:
    entries = list(chosen_call(POINTS))
    choice = computed()
    rows = [Entry.objects.select_related("filing").get(id=entry.id) for entry in entries[:3]]
    meeting = decided(rows, *[Outcome.RECOMMENDED] * 3)
    told = Adopting(how=How.COLLECTIVE, meeting=meeting)
    adopt_choice(actor=clerk(), call_slug=SLUG, number=1, digest=choice.digest, told=told)
    assert [(award, tier) for _, award, tier in listed()] == [
        (AWARD, "award"),
        (AWARD, "nomination"),
        (AWARD, "nomination"),
    ]
    decided(rows[:1], Outcome.NOT_RECOMMENDED)
    assert [name for name, *_ in listed()] == [one.name for one in rows[1:]]


@pytest.mark.parametrize("count", [1, 3])
def test_the_same_statements_however_many(count: int) -> None:
    proposed(names=NAMES[:count])
    call = Call.objects.get()
    with CaptureQueriesContext(connection) as captured:
        assert len(proposed_list(call)) == count
    assert len(captured) == 5
