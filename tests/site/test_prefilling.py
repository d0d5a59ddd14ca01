"""预填: a draft begun and filled from an earlier table; what somebody else types meanwhile stays."""

from datetime import date

import pytest

from jianyou.actions.drafting import MOST_EDITS, save_draft
from jianyou.actions.filing import submit
from jianyou.actions.prefilling import Origin, begin_prefilled, fill_draft
from jianyou.domain.annexes.drafting import Drafted, Edit
from jianyou.domain.annexes.prefill import Plan, Source, Way, plan
from jianyou.domain.calls.load import load_call
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import PUBLIC, filer_of
from jianyou.queries.drafts import get_draft
from jianyou.queries.earlier import list_earlier
from jianyou.store.dialect import database_now
from jianyou.store.models import Draft, Filing, Organization
from jianyou.terms.finding import Refused
from tests.site.kit import moved_deadline, opened, sent
from tests.site.public import CITY, opened_city

pytestmark = pytest.mark.usefixtures("site")
SCHEMA = load_call(CITY).annex
ORIGIN = Origin("zh", None, "192.0.2.1")


def source(*names: str, **other: str) -> Source:
    return Source(
        SCHEMA, "示例公司", {"department": "示例区"}, tuple({"name": name} | other for name in names), True
    )


def planned(told: Source, drafted: Drafted, way: Way = Way.EMPTY_ONLY) -> Plan:
    return plan(told, SCHEMA, drafted, way, as_of=date(2026, 12, 1), most=300)


def begun(*names: str) -> str:
    opened_city()
    return begin_prefilled(call_slug="city", plan=planned(source(*names), Drafted()), origin=ORIGIN).number


def names_in(number: str) -> list[str]:
    return [row.values.get("name", "") for row in get_draft(number=number).content.rows]


def test_a_draft_is_begun_from_an_earlier_table() -> None:
    number = begun("甲", "乙")
    content = get_draft(number=number).content
    assert (content.filer, content.header["department"]) == ("示例公司", "示例区")
    assert names_in(number) == ["甲", "乙"]


def test_more_fields_than_one_request_takes_are_filled_in_pieces() -> None:
    names = [f"示例企业{each:02}" for each in range(60)]
    keys = ("location_industry", "profile", "feature", "honors", "contact", "willing")
    told = source(*names, **{key: f"{key} 的内容" for key in keys})
    opened_city()
    plan_of_all = planned(told, Drafted())
    assert len(plan_of_all.changes) > MOST_EDITS
    done = begin_prefilled(call_slug="city", plan=plan_of_all, origin=ORIGIN)
    assert done.left == ()
    assert names_in(done.number) == names
    rows = get_draft(number=done.number).content.rows
    assert {tuple(row.values[key] for key in keys) for row in rows} == {
        tuple(f"{key} 的内容" for key in keys)
    }


def test_rows_are_added_to_a_draft_that_has_some() -> None:
    number = begun("甲")
    before = get_draft(number=number)
    done = fill_draft(
        actor=filer_of(number), number=number, plan=planned(source("乙", "甲", "丙"), before.content)
    )
    assert done.left == ()
    assert names_in(number) == ["甲", "乙", "丙"]


@pytest.mark.parametrize("way", list(Way))
def test_what_was_typed_since_the_look_stays(way: Way) -> None:
    number = begun("甲")
    seen = planned(source("甲", profile="带入的", feature="带入的"), get_draft(number=number).content, way)
    save_draft(actor=filer_of(number), number=number, edits=[Edit("c-1-profile", "刚刚填的", was="")])
    done = fill_draft(actor=filer_of(number), number=number, plan=seen)
    assert [each.name for each in done.left] == ["c-1-profile"]
    row = get_draft(number=number).content.rows[0].values
    assert (row["profile"], row["feature"]) == ("刚刚填的", "带入的")


def test_a_draft_of_another_is_not_filled() -> None:
    number = begun("甲")
    told = planned(source("乙"), get_draft(number=number).content)
    for actor in (PUBLIC, filer_of("AAAA-BBBB-CCCC")):
        with pytest.raises(NotAllowed):
            fill_draft(actor=actor, number=number, plan=told)
    assert names_in(number) == ["甲"]


def test_past_the_deadline_none_is_begun_and_a_draft_is_still_filled() -> None:
    number = begun("甲")
    moved_deadline(Draft.objects.get().call, -5)
    with pytest.raises(Refused) as refused:
        begin_prefilled(call_slug="city", plan=planned(source("甲"), Drafted()), origin=ORIGIN)
    assert refused.value.code == "site_too_late"
    fill_draft(
        actor=filer_of(number), number=number, plan=planned(source("乙"), get_draft(number=number).content)
    )
    assert names_in(number) == ["甲", "乙"]


def test_an_organization_is_offered_its_own_filings() -> None:
    opened()
    own, other = (Organization.objects.create(name=name, created_at=database_now()) for name in "甲乙")
    assert list_earlier(organization=None) == list_earlier(organization=own.id) == ()
    first = submit(actor=PUBLIC, call_slug="call-1", sent=sent("示例一厂")).filing
    second = submit(actor=PUBLIC, call_slug="call-1", sent=sent("示例二厂")).filing
    foreign = submit(actor=PUBLIC, call_slug="call-1", sent=sent("示例三厂")).filing
    Filing.objects.filter(id__in=[first.id, second.id]).update(organization=own)
    Filing.objects.filter(id=foreign.id).update(organization=other)
    found = [(each.number, each.names) for each in list_earlier(organization=own.id)]
    assert found == [(second.number, ("示例二厂",)), (first.number, ("示例一厂",))]
