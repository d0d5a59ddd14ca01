"""The same nominee elsewhere: by code, by name, by a name much like it; never in another office."""

import time
from uuid import uuid4

import pytest

from jianyou.actions.filing import submit
from jianyou.domain.lifecycle.roles import PUBLIC
from jianyou.queries.duplicates import MOST_SIMILAR, Likeness, core_of, duplicates_of, edits_between
from jianyou.store.models import Call, CollectiveDecision, Decided, Entry, Office
from tests.site.kit import clerk, opened, sent

pytestmark = pytest.mark.usefixtures("site")


def filed(name: str, slug: str = "call-1", uscc: str = "") -> Entry:
    """An entry of that name."""
    number = submit(actor=PUBLIC, call_slug=slug, sent=sent(name)).filing.number
    Entry.objects.filter(filing__number=number).update(uscc=uscc)
    return Entry.objects.select_related("filing", "call").get(filing__number=number)


def found(entry: Entry) -> list[tuple[str, str]]:
    """The names beside an entry with why they stand there."""
    return [(one.name, one.by.value) for one in duplicates_of(entry)]


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("", "", 0),
        ("轴承", "轴承", 0),
        ("轴承", "轴成", 1),
        ("轴承", "轴承厂", 1),
        ("轴承", "承轴", 2),
        ("青禾阀门", "青和阀", 2),
        ("青禾阀门", "红旗机床", 3),
        ("青", "青禾阀门厂", 3),
    ],
)
def test_letters_between_names(one: str, other: str, edits: int) -> None:
    assert edits_between(one, other) == edits
    assert edits_between(other, one) == edits


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("重庆市渝北区青禾阀门有限公司", "青禾阀门"),
        ("重庆青禾阀门集团股份有限公司", "青禾阀门"),
        ("青禾阀门有限责任公司渝北分公司", "青禾阀门"),
        ("青禾阀门厂", "青禾阀门"),
        ("有限公司", ""),
        ("张三", "张三"),
    ],
)
def test_what_is_a_names_own(name: str, core: str) -> None:
    assert core_of(name) == core


def test_found_by_code_by_name_and_by_likeness() -> None:
    opened()
    opened("call-2")
    code = "91500112MA5U00000A"
    own = filed("重庆青禾阀门有限公司", uscc=code)
    filed("重庆青禾机械有限公司", uscc=code)
    filed("重庆青禾阀门有限公司", "call-2")
    filed("重庆青和阀门有限公司")
    filed("重庆青禾阀门有限公司渝北分公司")
    filed("重庆青禾阀们有限公司")
    filed("重庆红旗机床有限公司")
    assert found(own) == [
        ("重庆青禾机械有限公司", "code"),
        ("重庆青禾阀门有限公司", "name"),
        ("重庆青禾阀们有限公司", "similar"),
        ("重庆青和阀门有限公司", "similar"),
        ("重庆青禾阀门有限公司渝北分公司", "similar"),
    ]


def test_nothing_of_another_office_and_no_name_at_all() -> None:
    opened()
    entry = filed("示例轴承有限公司")
    other = Office.objects.create(slug="elsewhere", name="示例市科学技术局")
    strange = filed("示例轴承有限公司")
    Entry.objects.filter(id=strange.id).update(office=other)
    assert found(entry) == []
    nameless = filed("")
    filed("")
    assert found(nameless) == []


def test_what_became_of_it_elsewhere_is_told() -> None:
    opened()
    last = opened("last")
    entry, before = filed("示例轴承有限公司"), filed("示例轴承有限公司", "last")
    decision = CollectiveDecision.objects.create(
        office=last.office,
        call=last,
        number=1,
        held_on=last.deadline.date(),
        minutes="示例纪要1号",
        subject="推荐",
        by="jingban",
        at=last.deadline,
    )
    Decided.objects.create(
        office=last.office, decision=decision, entry=before, award="award", order=1, outcome="recommended"
    )
    (line,) = duplicates_of(entry)
    assert (line.call, line.own_call, line.by, line.outcomes) == (
        "last",
        False,
        Likeness.NAME,
        (("award", "recommended"),),
    )


def test_bounded_among_thousands() -> None:
    call: Call = opened()
    entry = filed("示例轴承有限公司")
    filing = entry.filing
    Entry.objects.bulk_create(
        Entry(
            id=uuid4(),
            office_id=clerk().office,
            call=call,
            filing=filing,
            ordinal=at,
            name=f"示例轴承{at}有限公司",
            name_key=f"示例轴承{at}有限公司",
            sound=f"shilizhoucheng{at} slzc{at}",
        )
        for at in range(2, 3000)
    )
    began = time.perf_counter()
    assert len(duplicates_of(entry)) == MOST_SIMILAR
    assert time.perf_counter() - began < 1
