"""帮扶: needs and what departments did; activities whose seats follow from rule and draw."""

import json
import re
import uuid
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from jianyou.actions.arrivals import register_paper
from jianyou.actions.support_activities import (
    Came,
    cancel_activity,
    change_activity,
    close_activity,
    open_activity,
    plan_activity,
    record_attendance,
)
from jianyou.actions.support_needs import (
    HelpStatus,
    HelpTold,
    ask_for_needs,
    change_help,
    close_need,
    record_help,
    record_need,
    reopen_need,
    tell_need,
)
from jianyou.actions.support_seats import (
    ask_for_seat,
    enter_request,
    give_activity_seats,
    give_back,
    move_seat,
)
from jianyou.cli.main import main
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.domain.mailbox.messages import rendered
from jianyou.domain.support.record import check_seats, read_seats
from jianyou.domain.support.rules import Criterion, Rule
from jianyou.queries.support import NeedsWanted, get_need, get_support, list_needs
from jianyou.queries.support_activities import get_activity, get_giving, get_seats_record
from jianyou.queries.support_basis import back, requests_of
from jianyou.queries.support_filer import get_filer_support
from jianyou.store.dialect import database_now
from jianyou.store.models import Activity, Entry, LogRow, OutboxMessage, Result, SeatRequest
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from tests.site.kit import clerk, counter, office, opened, sent, somewhere_else
from tests.site.support_world import (
    SLUG,
    VALUE,
    activity_told,
    asked_by,
    asking_over,
    begun,
    helping,
    opened_activity,
    seats_given,
    sixty,
)

pytestmark = pytest.mark.usefixtures("site")


def refused(caught: pytest.ExceptionInfo[Refused]) -> str:
    return caught.value.code


def last_log() -> dict[str, object]:
    row = LogRow.objects.order_by("-id").first()
    assert row is not None
    assert row.content is not None
    return dict(row.content)


def states(activity: Activity) -> dict[str, str]:
    rows = SeatRequest.objects.filter(activity=activity).values_list("entry__name", "status")
    return dict(rows)


def test_a_need_is_told_helped_by_two_departments_and_closed() -> None:
    first, second, _ = helping()
    number = first.filing.number
    own = tell_need(actor=filer_of(number), number=number, ordinal=1, kind="training", text=" 想学 FMEA \n")
    typed = record_need(actor=clerk(), call_slug=SLUG, entry=second.id, kind="improvement", text="缺检测设备")
    assert (own, typed) == (1, 2)
    assert last_log() == {
        "act": "record_need",
        "actor": "jingban",
        "role": "office_clerk",
        "need": 2,
        "number": number,
        "ordinal": 2,
        "purpose": "improvement",
        "source": "office",
    }
    told = HelpTold(department="市场监管局", resource="检测中心", begun_on=date(2026, 3, 2))
    key = record_help(actor=clerk(), call_slug=SLUG, number=2, told=told)
    record_help(
        actor=clerk(), call_slug=SLUG, number=2, told=HelpTold(department="科技局", resource="专家 2 人")
    )
    done = HelpTold(
        department="市场监管局",
        resource="检测中心",
        action="开放实验室 3 天",
        outcome="合格率提高",
        status=HelpStatus.DONE,
        begun_on=date(2026, 3, 2),
        done_on=date(2026, 3, 5),
    )
    change_help(actor=clerk(), call_slug=SLUG, number=2, key=key, told=done)
    close_need(actor=clerk(), call_slug=SLUG, number=2, helped_=True, closing="企业满意")
    _, line = get_need(viewer=clerk(), slug=SLUG, number=2)
    assert (line.status, line.closing, [one.department for one in line.helps]) == (
        *("helped", "企业满意"),
        ["科技局", "市场监管局"],
    )
    with pytest.raises(Refused) as caught:
        record_help(actor=clerk(), call_slug=SLUG, number=2, told=told)
    assert refused(caught) == "support_need_closed"
    reopen_need(actor=clerk(), call_slug=SLUG, number=2)
    view = get_support(viewer=clerk(), slug=SLUG)
    assert (view.needs, view.helps, view.nominees, view.filings) == ({"open": 2}, 2, 3, 1)
    found = list_needs(viewer=clerk(), slug=SLUG, wanted=NeedsWanted(department="科技局"))
    assert [one.number for one in found.page.items] == [2]
    seen = get_filer_support(number=number)
    assert seen is not None
    assert ([need.text for need in seen.needs], seen.helps) == (["想学 FMEA", "缺检测设备"], 2)
    assert {one.by for need in seen.needs for one in need.helps} == {""}


def test_needs_that_make_no_sense_are_refused() -> None:
    entry = helping(1)[0]
    number = entry.filing.number
    filer = filer_of(number)
    for kind, text, code in (
        ("training", " ", "support_need_missing"),
        ("training", "长" * 2001, "site_text_long"),
        ("cooking", "要", "support_kind_unknown"),
    ):
        with pytest.raises(Refused) as caught:
            tell_need(actor=filer, number=number, ordinal=1, kind=kind, text=text)
        assert refused(caught) == code
    with pytest.raises(NotAllowed):
        tell_need(actor=filer_of("0000-0000"), number=number, ordinal=1, kind="training", text="要")
    with pytest.raises(Refused) as caught:
        tell_need(actor=filer, number=number, ordinal=2, kind="training", text="要")
    assert refused(caught) == "site_no_entry"
    with pytest.raises(Refused) as caught:
        record_need(actor=clerk(), call_slug=SLUG, entry=uuid.uuid4(), kind="training", text="要")
    assert refused(caught) == "support_entry_missing"
    with pytest.raises(Refused) as caught:
        record_need(actor=somewhere_else(), call_slug=SLUG, entry=entry.id, kind="training", text="要")
    assert refused(caught) == "site_no_call"


@pytest.mark.slow
def test_filers_are_asked_for_needs_as_was_shown() -> None:
    helping(2)
    until = database_now() + timedelta(days=3)
    with pytest.raises(Refused) as caught:
        ask_for_needs(actor=clerk(), call_slug=SLUG, until=until, count=2)
    assert refused(caught) == "support_changed"
    with pytest.raises(Refused) as caught:
        ask_for_needs(actor=clerk(), call_slug=SLUG, until=database_now(), count=1)
    assert refused(caught) == "support_until_past"
    assert ask_for_needs(actor=clerk(), call_slug=SLUG, until=until, count=1) == 1
    message = OutboxMessage.objects.order_by("-id")[0]
    said = rendered(message.kind, message.params, Lang.ZH, link="https://example.com/")
    assert (message.kind, "请告知帮扶需求" in said.subject, "（北京时间）" in said.body) == (
        "needs_asked",
        True,
        True,
    )


def test_seats_are_given_told_moved_up_and_made_anew_from_the_record() -> None:
    entries = helping(4, recommended=2)
    activity = opened_activity(seats=2)
    number = entries[0].filing.number
    ask_for_seat(actor=filer_of(number), activity=activity.id, number=number, ordinal=1, wish="两人参加")
    asked_by(entries[1:], activity)
    view = get_giving(viewer=clerk(), slug=SLUG, number=activity.number)
    assert [(one.requests, one.first, one.last) for one in view.levels] == [(2, 1, 2), (2, 3, 4)]
    assert seats_given(activity, 4) == (2, 2)
    assert Counter(states(activity).values()) == {"seated": 2, "waiting": 2}
    assert {states(activity)[one.name] for one in entries[:2]} == {"seated"}
    text = get_seats_record(viewer=clerk(), slug=SLUG, number=activity.number)
    file = read_seats(text)
    activity.refresh_from_db()
    assert (check_seats(file, activity.record), activity.secret, VALUE in text) == ((), None, True)
    assert all(entry.name not in text for entry in entries)
    kinds = Counter(OutboxMessage.objects.values_list("kind", flat=True))
    assert (kinds["activity_opened"], kinds["seat_given"], kinds["seat_waiting"]) == (1, 2, 2)
    _moved_up(activity, entries)
    cancel_activity(actor=clerk(), call_slug=SLUG, number=activity.number, reason="场地停用")
    _check_words({"activity_opened", "seat_given", "seat_waiting", "seat_moved_up", "activity_cancelled"})


def _check_words(kinds: set[str]) -> None:
    """What these messages say, in both languages: every moment in full, nothing left open."""
    messages = {one.kind: one for one in OutboxMessage.objects.filter(kind__in=kinds)}
    assert set(messages) == kinds
    for message in messages.values():
        for lang in Lang:
            said = rendered(message.kind, message.params, lang, link="https://example.com/")
            whole = f"{said.subject}\n{said.body}"
            assert not re.search(r"[{}]|\d{4}-\d\d-\d\dT", whole), whole
            assert str(message.params["activity"]) in said.subject
            assert str(message.params["title"]) in whole


def _moved_up(activity: Activity, entries: list[Entry]) -> None:
    number = entries[0].filing.number
    view = get_activity(viewer=clerk(), slug=SLUG, number=activity.number)
    next_ = view.waiting[0]
    assert [one.waits.number for one in view.waiting if one.waits] == [1, 2]
    up = give_back(actor=filer_of(number), activity=activity.id, number=number, ordinal=1)
    assert up == next_.name
    assert states(activity)[entries[0].name] == "declined"
    assert last_log()["act"] == "move_seat"
    assert OutboxMessage.objects.order_by("-id").first().kind == "seat_moved_up"  # type: ignore[union-attr]
    seen = get_filer_support(number=number)
    assert seen is not None
    told = {one.ordinal: one.request for one in seen.activities[0].requests}
    waiting = [one for one in told.values() if one and one.waits]
    assert [one.waits.number for one in waiting if one.waits] == [1]
    with pytest.raises(Refused) as caught:
        give_back(actor=filer_of(number), activity=activity.id, number=number, ordinal=1)
    assert refused(caught) == "support_request_unknown"


def test_the_list_is_closed_before_anything_is_drawn() -> None:
    entries = helping(3)
    activity = opened_activity(seats=1)
    asked_by(entries[:2], activity)
    with pytest.raises(Refused) as caught:
        seats_given_early(activity)
    assert refused(caught) == "support_asking_runs"
    asking_over(activity)
    with pytest.raises(Refused) as caught:
        enter_request(actor=clerk(), call_slug=SLUG, number=activity.number, entry=entries[2].id)
    assert refused(caught) == "support_asking_over"
    gone = SeatRequest.objects.get(entry=entries[0])
    move_seat(actor=clerk(), call_slug=SLUG, number=activity.number, request=gone.id, reason="来电退出")
    with pytest.raises(Refused) as caught:
        seats_given(activity, 2)
    assert refused(caught) == "support_changed"
    assert seats_given(activity, 1) == (1, 0)
    # Who withdrew after the list was closed is drawn all the same, so that nobody turns the draw so.
    parts = json.loads(get_seats_record(viewer=clerk(), slug=SLUG, number=activity.number))["parts"]
    assert (len(parts["draw"]["order"]), len(parts["requests"])) == (2, 1)


def seats_given_early(activity: Activity) -> None:

    give_activity_seats(actor=clerk(), call_slug=SLUG, number=activity.number, public_value=VALUE, count=2)


@pytest.mark.slow
def test_what_stands_once_it_is_open_stays() -> None:
    entries = helping(2)
    number = plan_activity(actor=clerk(), call_slug=SLUG, told=activity_told())
    told = activity_told(seats=3, title="改名")
    change_activity(actor=clerk(), call_slug=SLUG, number=number, told=told)
    with pytest.raises(Refused) as caught:
        open_activity(actor=clerk(), call_slug=SLUG, number=number, count=2)
    assert refused(caught) == "support_changed"
    open_activity(actor=clerk(), call_slug=SLUG, number=number, count=1)
    activity = Activity.objects.get(number=number)
    asked_by(entries[:1], activity)
    for changed in ({"seats": 4}, {"rule": Rule(months=12)}, {"public_value": "另一个数"}):
        with pytest.raises(Refused) as caught:
            change_activity(
                actor=clerk(),
                call_slug=SLUG,
                number=number,
                told=activity_told(**{"seats": 3, "title": "改名"} | changed),
            )
        assert refused(caught) == "support_fixed"
    earlier = activity_told(seats=3, title="改名", ask_until=database_now() + timedelta(days=1))
    with pytest.raises(Refused) as caught:
        change_activity(actor=clerk(), call_slug=SLUG, number=number, told=earlier)
    assert refused(caught) == "support_until_over"
    later = activity_told(
        seats=3, title="改名", place="另一处", ask_until=activity.ask_until + timedelta(days=1)
    )
    change_activity(actor=clerk(), call_slug=SLUG, number=number, told=later)
    messages = OutboxMessage.objects.filter(kind="activity_changed")
    assert (messages.count(), Activity.objects.get(number=number).place) == (1, "另一处")


def test_who_was_served_lately_waits_and_who_has_the_title_comes_first() -> None:
    entries = helping(3)
    past = opened_activity(seats=1, title="上一次")
    asked_by(entries[:1], past)
    seats_given(past, 1)
    begun(past)
    row = SeatRequest.objects.get(activity=past)
    came = [Came(request=row.id, attended=True, outcome="学会了")]
    assert record_attendance(actor=clerk(), call_slug=SLUG, number=past.number, came=came) == 1
    assert record_attendance(actor=clerk(), call_slug=SLUG, number=past.number, came=came) == 0
    close_activity(actor=clerk(), call_slug=SLUG, number=past.number)
    at = database_now()
    Result.objects.create(
        office=office(),
        call=entries[2].call,
        entry=entries[2],
        award="mayor",
        outcome="conferred",
        on=at.date(),
        by="jingban",
        at=at,
    )
    rule = Rule(criteria=(Criterion.GROUP, Criterion.SERVED), groups=("conferred", "nominated"))
    activity = opened_activity(seats=1, rule=rule)
    asked_by(entries, activity)
    rows = list(activity.requests.select_related("entry").order_by("entry__ordinal"))
    activity.refresh_from_db()
    told = [(one.groups, one.served, one.district) for one in requests_of(activity, rows)]
    assert told == [
        (("nominated",), 1, "渝北区"),
        (("nominated",), 0, "江北区"),
        (("conferred", "nominated"), 0, "巴南区"),
    ]
    seats_given(activity, 3)
    view = get_activity(viewer=clerk(), slug=SLUG, number=activity.number)
    assert [one.name for one in view.lines] == [entries[at].name for at in (2, 1, 0)]


@pytest.mark.slow
def test_an_activity_is_cancelled_with_a_reason_and_who_asked_is_told() -> None:
    entries = helping(2)
    activity = opened_activity()
    asked_by(entries, activity)
    number = activity.number
    with pytest.raises(Refused) as caught:
        record_attendance(actor=clerk(), call_slug=SLUG, number=number, came=())
    assert refused(caught) == "not_allowed_now"
    assert cancel_activity(actor=clerk(), call_slug=SLUG, number=number, reason="场地停用") == 1
    activity.refresh_from_db()
    assert (activity.status, activity.reason, activity.secret) == ("cancelled", "场地停用", None)
    with pytest.raises(NotAllowed):
        enter_request(actor=clerk(), call_slug=SLUG, number=number, entry=entries[0].id)


WRONG_PLANS: tuple[tuple[dict[str, object], str], ...] = (
    ({"title": " "}, "support_title_missing"),
    ({"public_value": ""}, "support_value_missing"),
    ({"kind": "other"}, "support_kind_unknown"),
    ({"seats": 0}, "support_seats_wrong"),
    ({"departments": ("部门",) * 21}, "support_departments_many"),
    ({"place": "长" * 201}, "site_text_long"),
)


def test_a_plan_that_makes_no_sense_is_refused() -> None:
    helping(1)
    now = database_now()
    times: tuple[tuple[dict[str, object], str], ...] = (
        ({"ends": now}, "support_times_turned"),
        ({"ask_until": now - timedelta(minutes=1)}, "support_until_wrong"),
        ({"ask_until": now + timedelta(days=11)}, "support_until_wrong"),
    )
    for changed, code in (*WRONG_PLANS, *times):
        with pytest.raises(Refused) as caught:
            plan_activity(actor=clerk(), call_slug=SLUG, told=activity_told(**changed))
        assert refused(caught) == code


def test_a_call_without_help_has_none() -> None:

    opened()
    number = register_paper(actor=counter(), call_slug="call-1", sent=sent()).filing.number
    assert get_filer_support(number=number) is None
    entry = Entry.objects.get()
    with pytest.raises(Refused) as caught:
        record_need(actor=clerk(), call_slug="call-1", entry=entry.id, kind="training", text="要")
    assert refused(caught) == "support_kind_unknown"


def test_months_back_are_those_of_the_calendar() -> None:
    at = database_now().replace(year=2024, month=3, day=31, hour=4)
    assert back(at, 1).date() == date(2024, 3, 1)
    assert back(at, 15).date() == date(2022, 12, 31)


@pytest.mark.slow
def test_twenty_seats_among_sixty_nominees(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entries, activity = sixty()
    assert seats_given(activity, 60) == (20, 40)
    view = get_activity(viewer=clerk(), slug=SLUG, number=activity.number)
    rank = {entry.name: at for at, entry in enumerate(entries)}
    order = [rank[line.name] for line in view.lines]
    # Recommended and not served, recommended and served, nominated: the draw decides within each.
    assert [set(order[:12]), set(order[12:18]), set(order[18:])] == [
        *(set(range(12)), set(range(12, 18))),
        set(range(18, 60)),
    ]
    assert [line.status for line in view.lines] == ["seated"] * 20 + ["waiting"] * 40
    by_district = Counter(line.district for line in view.seated)
    assert sorted(by_district.values()) == [6, 7, 7]
    told = [[message.text() for message in line.why] for line in view.lines]
    assert told[0][:2] == ["获推荐的对象", "近 24 个月未参加"]
    assert told[12][:2] == ["获推荐的对象", "近 24 个月已参加 1 次"]
    assert told[20][0] == "申报的推荐对象"
    assert {one[-1] for one in told[20:]} == {"20 个席位已满"}
    assert [one[3].partition("中")[0] for one in (told[0], told[12], told[20])] == [
        *("同等的 12 家", "同等的 6 家", "同等的 42 家"),
    ]
    assert [line.waits.number for line in view.waiting if line.waits] == list(range(1, 41))
    file = tmp_path / "席位.json"
    file.write_text(
        get_seats_record(viewer=clerk(), slug=SLUG, number=activity.number), "utf-8", newline="\n"
    )
    assert main(["verify", "seats", str(file), "--digest", view.activity.digest]) == 0
    assert "60 家报名，20 个席位" in capsys.readouterr().out
