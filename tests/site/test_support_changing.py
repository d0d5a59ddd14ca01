"""帮扶活动 that changes after seats are given: hall and time; letters bring it into calendars and out."""

from datetime import timedelta

import pytest

from jianyou.actions.acting import LONGEST_TEXT
from jianyou.actions.support_activities import cancel_activity, change_activity
from jianyou.actions.support_seats import move_seat
from jianyou.domain.mailbox.appointments import event_uid
from jianyou.domain.mailbox.messages import rendered
from jianyou.domain.support.record import check_seats, read_seats
from jianyou.domain.support.rules import Criterion, Rule
from jianyou.jobs.sending import Tally, send_due
from jianyou.queries.support_activities import get_activity, get_seats_record
from jianyou.store.dialect import database_now
from jianyou.store.models import Activity, Entry, LogRow, OutboxMessage, SeatRequest
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.web.components.moments import moment_to_type
from tests.site.judging_world import accepted, judged_call
from tests.site.kit import clerk
from tests.site.mailbox_sink import sending
from tests.site.office import CLERK, working
from tests.site.public import text_of
from tests.site.support_world import (
    SLUG,
    activity_told,
    asked_by,
    begun,
    helping,
    opened_activity,
    recommend,
    seats_given,
)

pytestmark = pytest.mark.usefixtures("site")


def apart(count: int) -> list[Entry]:
    """So many nominees, each in a filing of its own."""
    judged_call(SLUG, review="")
    return accepted(SLUG, count)


def seated(seats: int = 1, count: int = 2) -> Activity:
    """An activity whose seats are given to some of so many."""
    entries = apart(count)
    activity = opened_activity(seats=seats)
    asked_by(entries, activity)
    seats_given(activity, count)
    activity.refresh_from_db()
    return activity


def changed(activity: Activity, **more: object) -> None:
    """The activity as it is, but for this."""
    now: dict[str, object] = {
        "begins": activity.begins_at,
        "ends": activity.ends_at,
        "ask_until": activity.ask_until,
        "seats": activity.seats,
    }
    change_activity(actor=clerk(), call_slug=SLUG, number=activity.number, told=activity_told(**(now | more)))


def test_another_hall_and_day_are_told_and_every_seat_stays() -> None:
    activity = seated(count=3)
    before = list(activity.requests.order_by("place").values_list("id", "status", "place"))
    later = activity.begins_at + timedelta(days=2)
    changed(activity, place="另一座会议中心", begins=later, ends=later + timedelta(hours=3))
    assert list(activity.requests.order_by("place").values_list("id", "status", "place")) == before
    activity.refresh_from_db()
    assert (activity.place, activity.begins_at, activity.status) == ("另一座会议中心", later, "seated")
    text = get_seats_record(viewer=clerk(), slug=SLUG, number=activity.number)
    assert check_seats(read_seats(text), activity.record) == ()
    row = LogRow.objects.order_by("-id")[0]
    assert row.content is not None
    assert (row.content["act"], row.content["place"]) == ("change_activity", "另一座会议中心")
    messages = OutboxMessage.objects.filter(kind="activity_changed")
    assert messages.count() == 3
    for message in messages:
        for lang in Lang:
            assert "另一座会议中心" in rendered(message.kind, message.params, lang).body
    # Whoever waits has nothing to put into a calendar.
    of = SeatRequest.objects.get(status="seated").entry.filing
    assert [one.filing for one in messages if "event" in one.params] == [of]


def test_what_stands_stays_and_nobody_is_told_of_nothing() -> None:
    activity = seated()
    sent = OutboxMessage.objects.count()
    for more, code in (
        ({"seats": 2}, "support_fixed"),
        ({"seats": 1, "rule": Rule(months=12)}, "support_fixed"),
        ({"ask_until": activity.ask_until + timedelta(days=1)}, "support_until_over"),
        ({"begins": database_now() - timedelta(hours=1)}, "support_begins_past"),
        ({}, "support_unchanged"),
    ):
        with pytest.raises(Refused) as caught:
            changed(activity, **more)
        assert caught.value.code == code
    begun(activity)
    activity.refresh_from_db()
    with pytest.raises(Refused) as caught:
        changed(activity, place="另一处")
    assert (caught.value.code, OutboxMessage.objects.count()) == ("support_begins_past", sent)


def test_letters_bring_the_seat_into_calendars_and_out_again() -> None:
    activity = seated()
    changed(activity, place="另一处")
    cancel_activity(actor=clerk(), call_slug=SLUG, number=activity.number, reason="场地停用")
    kinds = ("seat_given", "activity_changed", "activity_cancelled")
    of = SeatRequest.objects.get(status="seated").entry.filing
    found = [OutboxMessage.objects.get(kind=kind, filing=of) for kind in kinds]
    files = []
    with sending() as sink:
        for message in found:
            _goes(message, "mail", "wang@example.com")
            assert send_due() == Tally(sent=1)
        for letter in sink.letters:
            (file,) = letter.iter_attachments()
            assert (file.get_filename(), file.get_content_type()) == ("appointment.ics", "text/calendar")
            assert file.get_content_charset() == "utf-8"
            data = file.get_payload(decode=True)
            assert isinstance(data, bytes)
            files.append(data.decode().replace("\r\n ", "").split("\r\n"))
    uid = f"UID:{event_uid(activity.id)}"
    assert all(uid in lines for lines in files)
    assert ["METHOD:CANCEL" in lines for lines in files] == [False, False, True]
    assert [[line for line in lines if line.startswith("LOCATION")] for lines in files] == [
        ["LOCATION:示例会议中心"],
        *(["LOCATION:另一处"], []),
    ]


def _goes(message: OutboxMessage, channel: str, address: str) -> None:
    OutboxMessage.objects.filter(id=message.id).update(
        channel=channel, recipient=site_keys().encrypt(address), next_try_at=database_now()
    )


def test_who_moves_up_counts_in_the_district_in_which_seats_were_given() -> None:
    entries = helping(4)
    activity = opened_activity(seats=2, rule=Rule(criteria=(Criterion.GROUP,), per_district=1))
    asked_by(entries, activity)
    # Two requests of one firm in two districts: both count where the first by key is.
    of = dict(SeatRequest.objects.values_list("entry_id", "id"))
    first, second = sorted(entries[:2], key=lambda one: of[one.id].hex)
    for entry, district, firm in (
        *((first, "渝北区", "甲"), (second, "江北区", "甲")),
        *((entries[2], "渝北区", "丙"), (entries[3], "江北区", "丁")),
    ):
        Entry.objects.filter(id=entry.id).update(district=district, uscc="", name_key=firm)
    recommend(second.call, [second])
    seats_given(activity, 4)
    taken = SeatRequest.objects.filter(status="seated")
    assert {one.entry_id for one in taken} == {second.id, entries[3].id}
    up = move_seat(
        actor=clerk(), call_slug=SLUG, number=activity.number, request=of[entries[3].id], reason="来电"
    )
    # The free seat is another district's than those of all who wait.
    assert up == ""
    view = get_activity(viewer=clerk(), slug=SLUG, number=activity.number)
    changes = {one.name: one.waits.change.code for one in view.waiting if one.waits}
    assert changes == {
        first.name: "support_change_organization",
        entries[2].name: "support_change_district",
    }


def test_the_page_of_a_change_leaves_out_what_stands() -> None:
    activity = seated()
    client = working(CLERK)
    here = f"/office/calls/{SLUG}/support/activities/{activity.number}/"
    assert f'href="{here}change"' in client.get(here).content.decode()
    page = client.get(f"{here}change").content.decode()
    assert "改动会告知有席位和候补的 2 家" in page
    for name, there in (("place", True), ("begins", True), ("seats", False), ("ask_until", False)):
        assert (f'name="{name}"' in page) is there
    sent = {
        "begins": moment_to_type(activity.begins_at),
        "ends": moment_to_type(activity.ends_at),
        "place": activity.place,
        "text": activity.text,
        "departments": "\r\n".join(activity.departments),
    }
    same = client.post(f"{here}change", sent | {"seats": "9"})
    assert (same.status_code, "没有改动" in text_of(same)) == (422, True)
    moved = client.post(f"{here}change", sent | {"place": "另一处", "seats": "9"})
    assert moved.headers["Location"] == f"{here}?done=changed"
    activity.refresh_from_db()
    assert (activity.place, activity.seats) == ("另一处", 1)


def test_what_was_typed_of_who_came_comes_back_with_what_is_wrong() -> None:
    activity = seated(seats=2)
    begun(activity)
    client = working(CLERK)
    here = f"/office/calls/{SLUG}/support/activities/{activity.number}/"
    one, other = SeatRequest.objects.order_by("place")
    long = "长" * (LONGEST_TEXT + 1)
    sent = {f"came-{row.id}": "yes" for row in (one, other)} | {
        f"outcome-{one.id}": long,
        f"outcome-{other.id}": "学会了",
    }
    answer = client.post(f"{here}attendance", sent)
    page = answer.content.decode()
    assert (answer.status_code, page.count('aria-invalid="true"')) == (422, 1)
    assert f'href="#outcome-{one.id}"' in page
    assert f'id="outcome-{one.id}-error"' in page
    assert (long in page, "学会了" in page) == (True, True)
    assert page.count('value="yes" selected') == 2
    assert set(SeatRequest.objects.values_list("attended", flat=True)) == {None}
