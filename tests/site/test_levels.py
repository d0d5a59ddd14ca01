"""Two levels: intentions first, rules that are fixed above, a package interrupted in the middle."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from jianyou.actions import taking
from jianyou.actions.calls import open_call
from jianyou.actions.drafting_calls import Draftable, begin_call_draft, publish_call_draft
from jianyou.actions.intentions import record_intentions
from jianyou.actions.renewing import ENCRYPTED
from jianyou.actions.taking import take_package
from jianyou.datafiles.edits import with_value
from jianyou.domain.calls.fixed import ALWAYS
from jianyou.domain.calls.load import parse_call
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.packages.downward import Intended
from jianyou.jobs.packing import make_intentions, make_rules
from jianyou.queries.arriving import look_into
from jianyou.queries.intentions import get_intentions
from jianyou.queries.rules_above import list_rules_above, source_from
from jianyou.store.dialect import database_now
from jianyou.store.models import (
    Call,
    Entry,
    Filing,
    IntentionList,
    LogRow,
    PersonalDatum,
    SentPackage,
    TakenEntry,
    TakenPackage,
)
from jianyou.terms.finding import Refused
from tests.site.kit import clerk, counter, head
from tests.site.office import filed_city, typed
from tests.site.public import opened_city
from tests.site.two_sites import (
    BEARINGS,
    BELOW,
    DISTRICT,
    GEARS,
    LIFTS,
    TwoSites,
    brought,
    bytes_of,
    nominated,
    pointed_to,
    recommended,
)


def asking(slug: str = "city", *, hours: float = 2) -> Call:
    """The call of the site pointed to, which asks for intentions for that long, amended as long again."""
    call = Call.objects.get(slug=slug)
    moments = (database_now() + timedelta(hours=each) for each in (hours, hours + 2))
    until, amend = (each.isoformat(timespec="seconds") for each in moments)
    call.source += f"intentions: {{until: '{until}', amend_until: '{amend}'}}\n"
    call.save(update_fields=["source"])
    return call


def told(*names: str, source: str = "示例协会", seen: int = 0, slug: str = "city") -> int:
    """A list of that source."""
    items = [Intended(name, "", "") for name in names]
    return record_intentions(actor=clerk(), call_slug=slug, source=source, items=items, seen=seen)


@pytest.mark.usefixtures("sites")
def test_every_version_stays_and_the_newest_counts() -> None:
    asking()
    assert told(BEARINGS, GEARS) == 1
    with pytest.raises(Refused) as raised:
        told(LIFTS)
    assert raised.value.code == "intentions_changed"
    assert told(BEARINGS, LIFTS, seen=1) == 2
    number = filed_city(typed(BEARINGS), typed(GEARS))
    view = get_intentions(viewer=clerk(), slug="city")
    assert [[item.name for item in one.items] for one in view.newest] == [[BEARINGS, LIFTS]]
    assert [[item.name for item in one.items] for one in view.former] == [[BEARINGS, GEARS]]
    assert [one.name for one in view.missing] == [LIFTS]
    assert [(one.key.number, one.name) for one in view.unasked] == [(number, GEARS)]
    assert LogRow.objects.filter(act="record_intentions").count() == 2


@pytest.mark.usefixtures("sites")
@pytest.mark.slow
def test_amended_until_the_second_date() -> None:
    asking(hours=-1)
    assert get_intentions(viewer=clerk(), slug="city").stage == "amending"
    assert told(BEARINGS) == 1
    call = Call.objects.get()
    call.source = call.source[: call.source.rindex("intentions:")]
    call.save(update_fields=["source"])
    with pytest.raises(Refused) as raised:
        told(GEARS, seen=1)
    assert raised.value.code == "intentions_none"
    asking(hours=-9)
    with pytest.raises(Refused) as raised:
        told(GEARS, seen=1)
    assert (raised.value.code, get_intentions(viewer=clerk(), slug="city").stage) == (
        "intentions_over",
        "over",
    )


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ([], "intentions_count"),
        ([Intended("", "", "")], "intentions_line"),
        ([Intended("示" * 301, "", "")], "intentions_line"),
        ([Intended(BEARINGS, "91500000000000000X", "")], "intentions_uscc"),
        ([Intended(BEARINGS, "", ""), Intended(f" {BEARINGS}", "", "")], "intentions_twice"),
    ],
)
@pytest.mark.slow
@pytest.mark.usefixtures("sites")
def test_what_is_no_list(items: list[Intended], code: str) -> None:
    asking()
    with pytest.raises(Refused) as raised:
        record_intentions(actor=clerk(), call_slug="city", source="示例协会", items=items, seen=0)
    assert raised.value.code == code
    with pytest.raises(NotAllowed):
        record_intentions(
            actor=counter(), call_slug="city", source="示例协会", items=[Intended(LIFTS, "", "")], seen=0
        )
    assert IntentionList.objects.count() == 0


@pytest.mark.slow
def test_intentions_come_in_a_package(sites: TwoSites) -> None:
    asking()
    with pointed_to(sites.district):
        opened_city(BELOW)
        asking(BELOW)
        told(BEARINGS, GEARS, slug=BELOW)
        data = bytes_of(
            make_intentions(actor=head(), call_slug=BELOW, partner=sites.above, their_call="city")
        )
    assert look_into(viewer=clerk(), data=data).problems == ()
    assert take_package(actor=clerk(), data=data).entries == 2
    (row,) = IntentionList.objects.all()
    assert (row.source, row.partner_id, [one["name"] for one in row.items]) == (
        DISTRICT,
        sites.below,
        [BEARINGS, GEARS],
    )


def rules_taken(sites: TwoSites) -> None:
    """The district has taken the rules that the city fixed."""
    data = bytes_of(make_rules(actor=clerk(), call_slug="city", fixed=ALWAYS))
    with pointed_to(sites.district):
        take_package(actor=head(), data=data)


def test_what_is_fixed_above_stays_below(sites: TwoSites) -> None:
    rules_taken(sites)
    with pointed_to(sites.district):
        (rules,) = list_rules_above(viewer=head())
        source = source_from(viewer=head(), key=rules.key, name=BELOW)
        wrong = with_value(source, "annex.title", "另一张表")
        for act in (
            lambda: open_call(actor=head(), file=parse_call(wrong, source=BELOW), source=wrong),
            lambda: publish_call_draft(
                actor=head(), key=begin_call_draft(actor=head(), draftable=Draftable(wrong)), seen=1
            ),
        ):
            with pytest.raises(Refused) as raised:
                act()
            params = raised.value.params
            assert (raised.value.code, params["path"], params["now"], params["count"]) == (
                "rolls_up_changed",
                "annex.title",
                "另一张表",
                1,
            )
            assert "另一张表" in wrong.splitlines()[int(str(params["line"])) - 1]
        forged = with_value(source, "rolls_up.digest", "0" * 64)
        with pytest.raises(Refused) as raised:
            open_call(actor=head(), file=parse_call(forged, source=BELOW), source=forged)
        assert raised.value.code == "rolls_up_unknown"
        open_call(actor=head(), file=parse_call(source, source=BELOW), source=source)
        recommended(BEARINGS)
        data = nominated(sites.above)
    looked = look_into(viewer=clerk(), data=data)
    assert (looked.problems, looked.warnings) == ((), ())
    city = Call.objects.get(slug="city")
    city.source = with_value(city.source, "annex.title", "另一张表")
    city.save(update_fields=["source"])
    assert [one.code for one in look_into(viewer=clerk(), data=data).problems] == ["package_rules_edition"]


TABLES: tuple[Any, ...] = (Filing, Entry, PersonalDatum, TakenPackage, TakenEntry)


def state() -> list[int]:
    """How much there is of everything that taking a package writes."""
    return [table.objects.count() for table in TABLES] + [LogRow.objects.filter(act="take_package").count()]


def _killed_at(name: str, data: bytes) -> None:
    """In a process of its own: takes the package, and dies without a word where that function is called."""

    def dies(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(taking, name, dies)
    take_package(actor=clerk(), data=data)


@pytest.mark.parametrize(
    "name", ["keep_sealed", "start_filing", "_mark", "receipt_content", "log_act", "Taken"]
)
@pytest.mark.slow
def test_killed_in_the_middle_nothing_is_half_done(sites: TwoSites, name: str) -> None:
    data = brought(sites)
    before = state()
    fork: Callable[..., Any] = multiprocessing.get_context("fork").Process
    connections.close_all()
    process = fork(target=_killed_at, args=(name, data))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    assert state() == before
    assert take_package(actor=clerk(), data=data).entries == 2
    assert state() == [1, 2, 4, 1, 2, 1]


def test_keys_of_packages_are_renewed() -> None:
    columns = {rows.model: fields for rows, fields in ENCRYPTED}
    assert (columns[SentPackage], columns[TakenPackage]) == (("file_key",), ("file_key",))
