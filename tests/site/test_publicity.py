"""公示: prepared, published word for word, ended by the clock, taken down with a reason, replaced."""

import json
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.utils.timezone import localtime

from jianyou.actions.publicity import (
    change_publicity,
    drop_publicity,
    prepare_publicity,
    publish_list,
    take_down_list,
)
from jianyou.actions.withdrawing import withdraw
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import Role, filer_of
from jianyou.domain.papers.together import Outcome
from jianyou.jobs.publishing import end_due
from jianyou.queries.proposed import proposed_list, upward_list
from jianyou.queries.publicity import get_published, get_round, get_snapshot, list_public_rounds, list_rounds
from jianyou.store.dialect import database_now
from jianyou.store.files import path_of
from jianyou.store.models import Call, LogRow, Office, Publicity, Published
from jianyou.terms.finding import Refused
from tests.site.kit import clerk, counter, somewhere_else, staff
from tests.site.publicity_world import (
    ASKED,
    NAMES,
    SLUG,
    every_day_known,
    filed,
    looked_at,
    over,
    prepared,
    proposed,
    public_call,
    published,
    recommended,
    rows_of,
)

pytestmark = pytest.mark.usefixtures("site")


def names(number: int = 1) -> list[str]:
    """The names on the public list."""
    return [line.values["name"] for line in get_published(slug=SLUG, number=number).list.lines]


def refusal(call: Any, **given: Any) -> str:
    """Why an act is refused."""
    with pytest.raises(Refused) as refused:
        call(actor=clerk(), call_slug=SLUG, **given)
    return refused.value.code


def logged() -> list[str]:
    """The acts of publicity in the log, in order."""
    rows = LogRow.objects.filter(act__contains="public") | LogRow.objects.filter(act__contains="list")
    return [row.act for row in rows.order_by("id")]


def test_a_list_is_published_as_it_was_looked_at() -> None:
    proposed()
    row = published()
    view = get_published(slug=SLUG, number=1)
    assert names() == list(NAMES)
    assert [column.key for column in view.list.columns] == ["name", "location_industry", "feature"]
    assert (view.line.status, view.line.entries, view.objecting) == ("public", 3, True)
    on = localtime(row.published_at).date()
    assert view.list.period is not None
    assert (view.list.period.begins_on, view.list.period.last_on) == (
        on + timedelta(days=1),
        on + timedelta(days=7),
    )
    assert localtime(row.ends_at).time().isoformat() == "00:00:00"
    kept = path_of(row.snapshot).read_bytes()
    assert sha256(kept).hexdigest() == row.snapshot
    assert kept == get_snapshot(slug=SLUG, number=1)
    told = json.loads(kept)
    assert [line["values"]["name"] for line in told["lines"]] == list(NAMES)
    assert told["period"]["last_on"] == (on + timedelta(days=7)).isoformat()
    log = LogRow.objects.get(act="publish_list").content
    assert log is not None
    assert (log["sha256"], log["entries"], log["publicity"]) == (row.snapshot, 3, 1)


def test_what_stands_proposed_goes_out_only_as_it_was_looked_at() -> None:
    number = proposed()
    prepared()
    seen = looked_at()
    recommended(number, Outcome.RECOMMENDED, Outcome.RECOMMENDED, Outcome.NOT_RECOMMENDED)
    assert refusal(publish_list, number=1, looked=seen) == "publicity_changed"
    assert (Published.objects.count(), Publicity.objects.get().status) == (0, "prepared")
    publish_list(actor=clerk(), call_slug=SLUG, number=1, looked=looked_at())
    assert names() == list(NAMES[:2])


def test_where_two_are_wanted_a_list_is_published_by_who_did_not_change_it_last() -> None:
    proposed()
    prepared()
    Office.objects.update(second_person=True)
    other = staff(Role.SECTION_HEAD, "chuzhang")
    seen = looked_at()
    assert refusal(publish_list, number=1, looked=seen) == "publicity_own"
    own = [get_round(viewer=one, slug=SLUG, number=1).own for one in (clerk(), other)]
    assert own == [True, False]
    change_publicity(actor=other, call_slug=SLUG, number=1, asked=ASKED)
    with pytest.raises(Refused, match="publicity_own"):
        publish_list(actor=other, call_slug=SLUG, number=1, looked=looked_at())
    publish_list(actor=clerk(), call_slug=SLUG, number=1, looked=looked_at())
    assert Publicity.objects.get().status == "public"


def test_the_clock_ends_a_list_and_the_job_only_writes_it_down() -> None:
    proposed()
    row = published()
    assert end_due() == 0
    over(row)
    view = get_published(slug=SLUG, number=1)
    assert (view.line.status, view.list.lines, view.list.text, view.objecting) == ("ended", (), "", False)
    assert view.snapshot == row.snapshot
    assert list_public_rounds(slug=SLUG) == ()
    with pytest.raises(Refused, match="publicity_unknown"):
        get_snapshot(slug=SLUG, number=1)
    assert Publicity.objects.get().status == "public"
    assert (end_due(), end_due()) == (1, 0)
    row.refresh_from_db()
    assert (row.status, row.settled_at, row.settled_by) == ("ended", row.ends_at, "")
    assert LogRow.objects.get(act="end_publicity").content == {
        "publicity": 1,
        "act": "end_publicity",
        "actor": "system",
        "role": "system",
    }


def test_a_list_taken_down_shows_no_names_and_says_why() -> None:
    proposed()
    published()
    assert refusal(take_down_list, number=1, reason=" ") == "site_reason_missing"
    assert refusal(take_down_list, number=1, reason="请致电13800000000") == "publicity_text_personal"
    take_down_list(actor=clerk(), call_slug=SLUG, number=1, reason="名单有误，重新公示")
    view = get_published(slug=SLUG, number=1)
    assert (view.line.status, view.list.lines, view.objecting) == ("taken_down", (), False)
    assert get_round(viewer=clerk(), slug=SLUG, number=1).reason == "名单有误，重新公示"
    with pytest.raises(NotAllowed):
        take_down_list(actor=clerk(), call_slug=SLUG, number=1, reason="再撤一次")


def test_a_list_that_is_over_is_not_taken_down() -> None:
    proposed()
    over(published())
    assert refusal(take_down_list, number=1, reason="名单有误") == "publicity_over"


def test_what_was_removed_is_gone_when_the_list_is_published_anew() -> None:
    number = proposed()
    published()
    Published.objects.filter(order=2).update(removed_at=database_now())
    assert names() == [NAMES[0], NAMES[2]]
    call = Call.objects.get()
    assert [row.name for row in proposed_list(call)] == list(NAMES)
    assert [row.name for row in upward_list(call)] == [NAMES[0], NAMES[2]]
    published(replaces=1)
    assert names(2) == [NAMES[0], NAMES[2]]
    first = get_published(slug=SLUG, number=1)
    assert (first.line.status, first.line.replaced_by) == ("taken_down", 2)
    assert get_published(slug=SLUG, number=2).line.replaces == 1
    # Decided on anew, it stands again.
    recommended(number, Outcome.RECOMMENDED, Outcome.RECOMMENDED)
    assert [row.name for row in upward_list(call)] == list(NAMES)


def test_a_list_that_had_its_time_stays_ended_when_another_replaces_it() -> None:
    proposed()
    row = published()
    over(row)
    assert end_due() == 1
    published(replaces=1)
    row.refresh_from_db()
    assert row.status == "ended"
    # Nobody has written it down yet, and it is over all the same.
    over(Publicity.objects.get(number=2))
    published(replaces=2)
    assert get_published(slug=SLUG, number=2).line.status == "ended"
    assert end_due() == 1


def test_a_typing_error_put_right_is_marked_and_looked_at_again() -> None:
    proposed()
    published()
    row = Published.objects.get(order=1)
    row.corrected = [{"column": "feature", "was": row.values["feature"], "at": "2026-01-01"}]
    row.values = {**row.values, "feature": "一轴一档 13800000000"}
    row.save()
    line = get_published(slug=SLUG, number=1).list.lines[0]
    assert line.values["feature"] == "一轴一档 ＊＊＊"
    assert len(line.corrected) == 1


def test_two_rounds_of_one_call_go_side_by_side() -> None:
    proposed()
    published()
    published()
    assert [one.number for one in list_public_rounds(slug=SLUG)] == [2, 1]


def test_what_looks_personal_keeps_a_list_back_until_it_is_covered_or_left_out() -> None:
    public_call("")
    number = filed(*rows_of(NAMES[:1], feature="找李示例13800000000"))
    recommended(number, Outcome.RECOMMENDED)
    prepared()
    view = get_round(viewer=clerk(), slug=SLUG, number=1)
    assert [(one.order, one.kinds) for one in view.found] == [(1, ("phone",))]
    assert refusal(publish_list, number=1, looked=view.looked) == "publicity_personal"
    change_publicity(actor=clerk(), call_slug=SLUG, number=1, asked=replace(ASKED, covers=True))
    publish_list(actor=clerk(), call_slug=SLUG, number=1, looked=looked_at())
    assert Published.objects.get().values["feature"] == "找李示例＊＊＊"
    published(shows=("name",))
    assert [column.key for column in get_published(slug=SLUG, number=2).list.columns] == ["name"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"award": "nothing"}, "publicity_award_unknown"),
        ({"days": 5}, "publicity_days_set"),
        ({"days": 0}, "publicity_days_wrong"),
        ({"working_days": True}, "publicity_days_set"),
        ({"shows": ("name",)}, "publicity_shows_set"),
        ({"title": " "}, "publicity_title_missing"),
        ({"title": "公示，电话13800000000"}, "publicity_text_personal"),
        ({"text": ""}, "publicity_text_missing"),
        ({"text": "邮箱 a@example.com"}, "publicity_text_personal"),
        ({"title": "公" * 201}, "site_text_long"),
        ({"contacts": ()}, "publicity_contact_missing"),
        ({"contacts": (ASKED.contacts[0]._replace(phone="", mailbox=""),)}, "publicity_contact_missing"),
        ({"contacts": (*ASKED.contacts, *ASKED.contacts, *ASKED.contacts)}, "publicity_contacts_many"),
        ({"places": ("大厅",) * 11}, "publicity_places_many"),
        ({"replaces": 7}, "publicity_replaces_unknown"),
    ],
)
def test_what_is_wrong_with_a_round_is_told(changes: dict[str, Any], code: str) -> None:
    public_call()
    assert refusal(prepare_publicity, asked=replace(ASKED, **changes)) == code
    assert Publicity.objects.count() == 0


@pytest.mark.parametrize(
    ("shows", "code"),
    [
        (("name", "contact"), "publicity_column_forbidden"),
        (("name", "nothing"), "publicity_column_forbidden"),
        (("feature",), "publicity_name_missing"),
    ],
)
def test_no_column_of_persons_is_ever_chosen(shows: tuple[str, ...], code: str) -> None:
    public_call("")
    assert refusal(prepare_publicity, asked=replace(ASKED, shows=shows)) == code


def test_roles_and_states_are_held() -> None:
    proposed()
    for actor in (counter(), somewhere_else()):
        with pytest.raises(Refused):
            prepare_publicity(actor=actor, call_slug=SLUG, asked=ASKED)
    prepared()
    drop_publicity(actor=clerk(), call_slug=SLUG, number=1, reason="不公示了")
    for act, given in ((publish_list, {"looked": ""}), (change_publicity, {"asked": ASKED})):
        with pytest.raises(NotAllowed):
            act(actor=clerk(), call_slug=SLUG, number=1, **given)
    assert refusal(drop_publicity, number=9, reason="x") == "publicity_unknown"
    assert logged() == ["prepare_publicity", "drop_publicity"]


def test_nothing_proposed_is_nothing_to_publish() -> None:
    public_call()
    prepared()
    assert refusal(publish_list, number=1, looked=looked_at()) == "publicity_nobody"


def test_working_days_are_those_of_the_calendar_and_the_office() -> None:
    proposed(PUBLICITY_WORKING)
    every_day_known()
    row = published(days=5, working_days=True)
    begins, last = row.begins_on, localtime(row.ends_at).date() - timedelta(days=1)
    assert begins is not None
    assert begins.weekday() < 5
    assert last.weekday() < 5
    assert sum((begins + timedelta(days=n)).weekday() < 5 for n in range((last - begins).days + 1)) == 5


PUBLICITY_WORKING = """
publicity: {days: 5, working_days: yes, shows: [name, location_industry, feature]}
objections: {days: 20}
"""


def test_objections_may_have_longer_than_the_list_is_public() -> None:
    proposed(PUBLICITY_WORKING)
    every_day_known()
    row = published(days=5, working_days=True)
    assert row.objections_until is not None
    assert row.ends_at is not None
    assert row.objections_until > row.ends_at
    Publicity.objects.update(ends_at=database_now() - timedelta(minutes=1))
    view = get_published(slug=SLUG, number=1)
    assert (view.line.status, view.objecting, view.list.lines) == ("ended", True, ())


def test_withdrawn_entries_are_not_proposed() -> None:
    number = proposed()
    withdraw(actor=filer_of(number), number=number)
    assert proposed_list(Call.objects.get()) == ()


def test_rounds_of_a_call_are_listed() -> None:
    proposed()
    for _ in range(3):
        published()
    view = list_rounds(viewer=clerk(), slug=SLUG)
    assert [(one.number, one.entries, one.public) for one in view.rounds] == [
        (3, 3, True),
        (2, 3, True),
        (1, 3, True),
    ]
    assert (view.proposed, view.name_column) == (3, "name")
