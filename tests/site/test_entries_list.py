"""The entries of a call: which a list shows, in what order, what is beside one, and what is selected."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from jianyou.actions.deciding import Looked, accept_entry
from jianyou.actions.filing import submit
from jianyou.domain.lifecycle.roles import PUBLIC
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.queries.entries import Neighbours, list_entries, neighbours, select_entries
from jianyou.queries.entry_wanted import NOT_TOLD, EntryKey, EntryWanted, Found, Sort, Willing
from jianyou.store.models import Candidacy, Entry
from jianyou.terms.finding import Refused
from tests.site.kit import clerk, somewhere_else
from tests.site.office import filed_city, sent_city, typed
from tests.site.public import opened_city

pytestmark = pytest.mark.usefixtures("site")

BEARINGS, GEARS, LIFTS, BOILERS = (
    "示例轴承有限公司",
    "示例齿轮厂",
    "示例电梯（集团）股份有限公司",
    "示例锅炉厂",
)
CODE = "91500000MA5U0000X1"


@pytest.fixture
def number() -> str:
    """Three entries of two filings that count, and one prefilled; the number of the first filing."""
    opened_city()
    first = filed_city(
        typed(BEARINGS, feature="一轴一档"), typed(GEARS, location_industry="江北区，教育", willing="否")
    )
    filed_city(typed(LIFTS, location_industry="某地"), filer="示例区市场监督管理局")
    submit(actor=PUBLIC, call_slug="city", sent=sent_city(typed(BOILERS)))
    accept_entry(actor=clerk(), looked=Looked(first, 2, 1))
    return first


def names(**wanted: object) -> list[str]:
    """Whom a list names, in its order."""
    page = list_entries(viewer=clerk(), slug="city", wanted=EntryWanted(**wanted))  # type: ignore[arg-type]
    return [line.name for line in page.items]


def test_what_lists_show(number: str) -> None:
    Entry.objects.filter(name=LIFTS).update(uscc=CODE, rank=2)
    Candidacy.objects.update(verdict="unknown")
    Candidacy.objects.filter(entry__name=BEARINGS).update(verdict="met")
    award = Candidacy.objects.filter(entry__name=BEARINGS).earliest("id").award
    today = localdate()
    accepted = frozenset({EntryStatus.ACCEPTED})
    for wanted, found in (
        ({}, [BEARINGS, GEARS, LIFTS]),
        ({"filing": None}, [BEARINGS, GEARS, LIFTS, BOILERS]),
        ({"filing": FilingStatus.PREFILLED}, [BOILERS]),
        ({"states": accepted}, [GEARS]),
        ({"states": accepted | {EntryStatus.PENDING}}, [BEARINGS, GEARS, LIFTS]),
        ({"district": "江北区"}, [GEARS]),
        ({"district": NOT_TOLD}, [LIFTS]),
        ({"section": "C"}, [BEARINGS]),
        ({"section": NOT_TOLD}, [LIFTS]),
        ({"found": Found.ERRORS}, [GEARS, LIFTS]),
        ({"found": Found.NOTHING}, [BEARINGS]),
        ({"code": "over_limit"}, [GEARS, LIFTS]),
        ({"code": "ver_limit"}, []),
        ({"award": award, "verdict": "met"}, [BEARINGS]),
        ({"verdict": "not_met"}, []),
        ({"award": award, "verdict": "met", "willing": Willing.NO}, []),
        ({"willing": Willing.NO}, [GEARS]),
        ({"channel": "web"}, [BEARINGS, GEARS, LIFTS]),
        ({"channel": "import"}, []),
        ({"decided_from": today, "decided_until": today}, [GEARS]),
        ({"decided_until": today - timedelta(days=1)}, []),
        ({"decided_from": date(2020, 1, 1)}, [GEARS]),
        ({"ranked": True}, [LIFTS]),
        ({"ranked": False}, [BEARINGS, GEARS]),
        ({"search": number}, [BEARINGS, GEARS]),
        ({"search": number[:6].lower()}, [BEARINGS, GEARS]),
        ({"search": "市场监督"}, [LIFTS]),
        ({"search": "电梯(集团)"}, [LIFTS]),
        ({"search": "dianti"}, [LIFTS]),
        ({"search": "slzc"}, [BEARINGS]),
        ({"search": "示利轴城"}, [BEARINGS]),
        ({"search": CODE[:9].lower()}, [LIFTS]),
        ({"search": "%"}, []),
        ({"search": "没有"}, []),
    ):
        assert names(**wanted) == found, wanted


def test_orders(number: str) -> None:
    Entry.objects.filter(name=GEARS).update(errors=5)
    for sort, found in {
        Sort.ARRIVAL: [BEARINGS, GEARS, LIFTS],
        Sort.NEWEST: [LIFTS, BEARINGS, GEARS],
        Sort.NAME: [GEARS, LIFTS, BEARINGS],
        Sort.ERRORS: [GEARS, LIFTS, BEARINGS],
        Sort.DECIDED: [GEARS, BEARINGS, LIFTS],
    }.items():
        assert names(sort=sort) == found, sort
    assert number


def test_what_is_beside_one(number: str) -> None:
    pending = EntryWanted(states=frozenset({EntryStatus.PENDING}))
    lines = list_entries(viewer=clerk(), slug="city").items
    first, second, third = (line.key for line in lines)

    def beside(key: EntryKey, wanted: EntryWanted) -> Neighbours:
        return neighbours(viewer=clerk(), slug="city", wanted=wanted, key=key)

    everything = EntryWanted()
    assert beside(first, everything) == (None, second)
    assert beside(second, everything) == (first, third)
    assert beside(third, everything) == (second, None)
    # The second was accepted and is no longer in the list, but still has its place there.
    assert beside(second, pending) == (first, third)
    assert beside(first, pending) == (None, third)
    assert beside(second, EntryWanted(sort=Sort.NEWEST)) == (first, None)
    assert beside(EntryKey(number, 9), everything) == (None, None)


def test_selections(number: str) -> None:
    first, second, third = (line.key for line in list_entries(viewer=clerk(), slug="city").items)

    def selected(keys: EntryWanted | list[EntryKey]) -> list[EntryKey]:
        return [line.key for line in select_entries(viewer=clerk(), slug="city", wanted=keys)]

    assert selected(EntryWanted()) == [first, second, third]
    assert selected([third, first, third, EntryKey(number, 9), EntryKey("AAAA-AAAA-AAAA", 1)]) == [
        first,
        third,
    ]
    assert selected([]) == []
    assert [
        EntryKey.read(text) for text in (second.text, f"{number}.0", f"{number}", "x.1", f"{number}.1\n")
    ] == [
        second,
        None,
        None,
        None,
        None,
    ]


def test_the_entries_of_another_office(number: str) -> None:
    for asked in (
        lambda: list_entries(viewer=somewhere_else(), slug="city"),
        lambda: select_entries(viewer=somewhere_else(), slug="city", wanted=[EntryKey(number, 1)]),
        lambda: neighbours(viewer=somewhere_else(), slug="city", key=EntryKey(number, 1)),
    ):
        with pytest.raises(Refused) as refused:
            asked()
        assert refused.value.code == "site_no_call"
