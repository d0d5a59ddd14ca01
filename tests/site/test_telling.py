"""Messages of one act about many filings: written at once, and to each what concerns it."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyou.actions.deciding import Looked, Remark, reopen_entry, return_entry
from jianyou.actions.inviting import remind_returned
from jianyou.actions.letters import make_letters, send_letters
from jianyou.actions.log import moment_for_people
from jianyou.actions.support_activities import cancel_activity, open_activity, plan_activity
from jianyou.actions.support_needs import ask_for_needs
from jianyou.domain.papers.letters import LetterKind
from jianyou.jobs.titles import remind_titles_due
from jianyou.queries.entry_wanted import EntryKey
from jianyou.store.dialect import database_now
from jianyou.store.models import Activity, Entry, Filing, Letter, OutboxMessage
from tests.site.judging_world import accepted, judged_call
from tests.site.kit import clerk, head
from tests.site.support_world import activity_told, asked_by, opened_activity, seats_given
from tests.site.titles_world import (
    BATCH,
    DOCUMENT,
    conferred,
    entered,
    line,
    old_title,
    recorded,
    titled_call,
)

pytestmark = pytest.mark.usefixtures("site")
SLUG = "many"


def many(count: int = 3) -> list[Entry]:
    """A call with so many accepted entries, each in a filing of its own."""
    judged_call(SLUG, review="")
    return accepted(SLUG, count)


def statements(do: Callable[[], object]) -> list[str]:
    """What a deed asks the database."""
    with CaptureQueriesContext(connection) as asked:
        do()
    return [one["sql"] for one in asked]


def check_at_once(said: list[str]) -> None:
    """One statement writes the messages, and no filing's call is looked up for its own."""
    assert sum(one.startswith('INSERT INTO "store_outboxmessage"') for one in said) == 1
    assert not [one for one in said if 'FROM "store_call" WHERE "store_call"."id" =' in one]


def told(kind: str, *names: str) -> list[tuple[object, ...]]:
    """The messages of that kind, in the order of their filings: its number, and these of what they tell."""
    rows = OutboxMessage.objects.filter(kind=kind).values_list("filing__number", "params")
    assert all(params["number"] == number for number, params in rows)
    return sorted((number, *(params[name] for name in names)) for number, params in rows)


def numbered(entries: Iterable[Entry], *more: object) -> list[tuple[object, ...]]:
    """What `told` gives where every filing is told the same."""
    return sorted((entry.filing.number, *more) for entry in entries)


def named(entries: Iterable[Entry], *more: object) -> list[tuple[object, ...]]:
    """And where each is told the name of its entry."""
    return sorted((entry.filing.number, entry.name, *more) for entry in entries)


def test_needs_and_an_activity_are_told_at_once() -> None:
    entries = many()
    until = database_now() + timedelta(days=3)
    check_at_once(statements(lambda: ask_for_needs(actor=clerk(), call_slug=SLUG, until=until, count=3)))
    assert told("needs_asked", "until") == numbered(entries, moment_for_people(until))
    plan_activity(actor=clerk(), call_slug=SLUG, told=activity_told())
    check_at_once(
        statements(lambda: open_activity(actor=clerk(), call_slug=SLUG, number=1, count=len(entries)))
    )
    row = Activity.objects.get()
    opened = (row.title, moment_for_people(row.ask_until))
    assert told("activity_opened", "activity", "until") == numbered(entries, *opened)
    asked_by(entries[:2], row, SLUG)
    check_at_once(
        statements(lambda: cancel_activity(actor=clerk(), call_slug=SLUG, number=1, reason="讲师生病"))
    )
    cancelled = told("activity_cancelled", "activity", "reason")
    assert cancelled == numbered(entries[:2], row.title, "讲师生病")


def test_seats_are_told_at_once_to_each_its_own() -> None:
    entries = many()
    activity = opened_activity(SLUG)
    asked_by(entries, activity, SLUG)
    check_at_once(statements(lambda: seats_given(activity, 3, SLUG)))
    by_place = [one.entry for one in activity.requests.order_by("place").select_related("entry__filing")]
    due = moment_for_people(activity.begins_at)
    seated = told("seat_given", "name", "activity", "due", "place")
    assert seated == named(by_place[:2], activity.title, due, activity.place)
    assert told("seat_waiting", "name", "activity", "count") == named(by_place[2:], activity.title, 1)


def test_letters_are_told_at_once() -> None:
    entries = many()
    keys = [EntryKey(entry.filing.number, 1) for entry in entries]
    make_letters(actor=clerk(), call_slug=SLUG, kind=LetterKind.ACCEPTANCE, keys=keys)
    held = list(Letter.objects.values_list("id", flat=True))
    check_at_once(statements(lambda: send_letters(actor=clerk(), call_slug=SLUG, keys=held)))
    assert told("letter", "letter") == numbered(entries, "受理通知书")


def test_corrections_are_reminded_of_at_once() -> None:
    entries = many()
    Filing.objects.update(confirmed=True)
    due = database_now().replace(microsecond=0) + timedelta(days=5)
    for entry in entries:
        looked = Looked(entry.filing.number, 1, 1)
        reopen_entry(actor=head(), looked=looked, reason="再看")
        remarks = [Remark("profile", "请写明成立时间。")]
        return_entry(actor=clerk(), looked=looked, remarks=remarks, due=due, note="")
    check_at_once(statements(lambda: remind_returned(actor=clerk(), call_slug=SLUG, count=3)))
    assert told("urging_correction", "name", "due") == named(entries, moment_for_people(due))


def test_titles_are_told_at_once() -> None:
    entries = titled_call(3)
    recorded(*(line(entry) for entry in entries))
    check_at_once(statements(lambda: conferred(3)))
    assert told("title_conferred", "name", "batch", "document") == named(entries, BATCH, DOCUMENT)


def test_an_office_without_titles_that_are_due_is_not_locked() -> None:
    entered(old_title("示例丙厂", valid_until=date(2099, 1, 1)))
    said = statements(remind_titles_due)
    assert said
    assert not [one for one in said if "FOR " in one or one.startswith(("BEGIN", "INSERT", "UPDATE"))]
