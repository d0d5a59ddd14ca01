"""Lists of firms and whom a call invites: kept once, screened by rules, invited once, reminded, counted."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyou.actions.audiences import ListTold, begin_list, drop_list, keep_list, map_list, retire_list
from jianyou.actions.deciding import Looked, Remark, return_entry
from jianyou.actions.filing import submit
from jianyou.actions.handling import assign_handlers
from jianyou.actions.inviting import (
    invite_firms,
    invite_one,
    log_invited_export,
    remind_returned,
    remove_invited,
    send_invitations,
    send_reminders,
    set_contact,
    show_contacts,
)
from jianyou.actions.withdrawing import withdraw
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import PUBLIC, Role
from jianyou.domain.screening.roster_firms import RosterStatus
from jianyou.domain.screening.rosters import RosterKind
from jianyou.queries.audiences import FirmsWanted, ListState, get_list, get_looking, list_lists
from jianyou.queries.invited import (
    InvitedWanted,
    Progress,
    Sent,
    contacts_of,
    get_invited,
    get_invited_firm,
    list_returned,
    select_invited,
)
from jianyou.queries.screened import get_screening, judge_firm, select_screened
from jianyou.store.dialect import database_now
from jianyou.store.models import Entry, Filing, Invited, Listed, LogRow, OutboxMessage, PersonalDatum, SiteAct
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused
from jianyou.terms.verdict import Verdict
from tests.site.audience import (
    BEARINGS,
    FAR,
    GEARS,
    LIFTS,
    MAIL,
    ON,
    brought,
    csv_of,
    invited,
    kept,
    names,
    screening,
)
from tests.site.kit import clerk, head, somewhere_else, staff
from tests.site.office import CLERK, filed_city, sent_city, typed, working
from tests.site.public import opened_city

pytestmark = pytest.mark.usefixtures("site")


def refused(problem: str, act: object, **told: object) -> Refused:
    """The act is refused with that code."""
    with pytest.raises((Refused, NotAllowed)) as caught:
        act(**told)  # type: ignore[operator]
    assert caught.value.code == problem
    return caught.value


def logged(act: str) -> list[object]:
    """What was logged of an act, the newest last."""
    return [row.content for row in LogRow.objects.filter(act=act).order_by("at", "id")]


def test_a_list_is_looked_at_before_it_is_kept() -> None:
    key = brought()
    looking = get_looking(viewer=clerk(), key=key)
    assert [firm.name for firm in looking.roster.firms] == [BEARINGS, GEARS, LIFTS, FAR]
    assert (looking.rows, looking.contacts, looking.difference) == (4, 2, None)
    assert [(one.heading, one.field) for one in looking.columns][:3] == [
        ("企业名称", "name"),
        ("统一社会信用代码", "uscc"),
        ("所在区县", "region"),
    ]
    assert [(one.code, one.cell) for one in looking.roster.problems] == [("roster_region_unknown", "C5")]
    assert all(not one.texts for one in looking.columns if one.field in ("contact", "phone", "mail"))
    assert Listed.objects.count() == 0
    assert keep_list(actor=clerk(), key=key, firms=4) == 4
    view = get_list(viewer=clerk(), key=key, wanted=FirmsWanted())
    assert view.counts == {
        RosterStatus.VALID: 1,
        RosterStatus.RECHECKED: 1,
        RosterStatus.EXPIRED: 1,
        RosterStatus.CANCELLED: 1,
    }
    assert [(line.name, line.district, line.contact) for line in view.page.items][:2] == [
        (BEARINGS, "渝北区", True),
        (GEARS, "江北区", True),
    ]
    assert [one.act for one in SiteAct.objects.all()] == ["list_kept"]
    assert PersonalDatum.objects.filter(field="sheet").count() == 0


def test_contacts_are_nowhere_in_clear() -> None:
    key = brought()
    sealed = bytes(PersonalDatum.objects.get(subject=key).value)
    assert b"60000001" not in sealed
    assert "60000001" in site_keys().decrypt(sealed)
    keep_list(actor=clerk(), key=key, firms=4)
    assert "60000001" not in str(list(Listed.objects.values()))
    retire_list(actor=clerk(), key=key)
    assert PersonalDatum.objects.count() == 0


def test_the_same_file_again_changes_nothing() -> None:
    key = kept()
    assert brought() == key
    assert Listed.objects.count() == 4
    assert len(list_lists(viewer=clerk())) == 1
    other = brought(kind=RosterKind.SINGLE_CHAMPION)
    assert other != key
    assert brought(kind=RosterKind.SINGLE_CHAMPION) == other


def test_a_new_batch_tells_what_it_changes_and_may_replace() -> None:
    old = kept()
    key = brought("示例齿轮厂,,江北区,,认定,,,,", "示例阀门厂,,渝北区,,认定,,,,", batch="第二批")
    looking = get_looking(viewer=clerk(), key=key)
    assert looking.others == ("示例小巨人名单（第一批）",)
    assert looking.difference
    assert (looking.difference.came, looking.difference.gone) == (("示例阀门厂",), (BEARINGS,))
    keep_list(actor=clerk(), key=key, firms=2, replaces=True)
    assert [(line.key, line.state) for line in list_lists(viewer=clerk())] == [
        (key, ListState.KEPT),
        (old, ListState.RETIRED),
    ]
    refused("audience_gone", keep_list, actor=clerk(), key=key, firms=2)


def test_columns_are_corrected_before_anything_is_kept() -> None:
    told = ListTold(kind=RosterKind.OTHER, title="名册")
    key = begin_list(actor=clerk(), told=told, name="a.csv", data=csv_of("甲厂,乙厂", head="子公司,企业名称"))
    assert [firm.name for firm in get_looking(viewer=clerk(), key=key).roster.firms] == ["乙厂"]
    map_list(actor=clerk(), key=key, columns={"name": 0}, headings=2)
    assert [firm.name for firm in get_looking(viewer=clerk(), key=key).roster.firms] == ["甲厂"]
    refused("roster_no_name_column", map_list, actor=clerk(), key=key, columns={"uscc": 0}, headings=2)
    refused("audience_changed", keep_list, actor=clerk(), key=key, firms=3)
    drop_list(actor=clerk(), key=key)
    assert list_lists(viewer=clerk()) == ()
    refused("audience_gone", map_list, actor=clerk(), key=key, columns={"name": 0}, headings=2)


def test_an_office_sees_its_own_lists_alone() -> None:
    key = kept()
    assert list_lists(viewer=somewhere_else()) == ()
    refused("audience_gone", get_list, viewer=somewhere_else(), key=key, wanted=FirmsWanted())
    refused("audience_gone", retire_list, actor=somewhere_else(), key=key)
    refused("audiences_not_yours", retire_list, actor=staff(Role.SUPERVISOR, "jiandu"), key=key)
    refused(
        "audience_title_missing",
        begin_list,
        actor=clerk(),
        told=ListTold(kind=RosterKind.OTHER, title=" "),
        name="a.csv",
        data=b"",
    )


def test_who_counts_on_a_day() -> None:
    opened_city()
    kept(
        *("示例甲厂,,渝北区,,认定,2026-06-30,,,", "示例乙厂,,渝北区,,更名,,,,", "示例丙厂,,渝北区,,待定,,,,")
    )
    assert names(on=date(2026, 6, 30)) == ["示例甲厂", "示例乙厂"]
    assert names(on=date(2026, 7, 1)) == ["示例乙厂"]
    assert names(on=date(2024, 8, 31)) == []
    # A newer list of the same kind has the last word.
    kept("示例乙厂,,渝北区,,取消,,,,", batch="复核", listed_on=date(2026, 8, 1))
    assert names(on=date(2026, 7, 31)) == ["示例乙厂"]
    assert names(on=date(2026, 8, 1)) == []


def test_one_firm_on_two_lists_is_one() -> None:
    opened_city()
    kept("示例甲厂,,渝北区,,认定,,,,")
    kept("示例甲 厂,,,C3451,认定,,,,", kind=RosterKind.SINGLE_CHAMPION, title="示例单项冠军")
    (firm,) = select_screened(viewer=clerk(), slug="city", wanted=screening())
    assert (firm.district, firm.industry) == ("渝北区", "C3451")
    assert sorted(firm.lists) == ["示例单项冠军（第一批）", "示例小巨人名单（第一批）"]


def test_rules_are_asked_of_what_lists_tell() -> None:
    opened_city()
    kept()
    view = get_screening(viewer=clerk(), slug="city", wanted=screening())
    assert (view.total, [firm.name for firm in view.page.items]) == (2, [GEARS, BEARINGS])
    assert view.districts == (("江北区", 1), ("渝北区", 1))
    for award in view.awards:
        assert award.verdicts == {Verdict.MET: 0, Verdict.NOT_MET: 0, Verdict.UNKNOWN: 2}
        assert award.conditions
    asked = view.awards[0].award
    assert names(award=asked, verdict=Verdict.UNKNOWN, district="渝北区") == [BEARINGS]
    assert names(award=asked, verdict=Verdict.MET) == []
    assert names(search="slcl") == [GEARS]
    name, judged = judge_firm(viewer=clerk(), slug="city", key=view.page.items[0].key, on=ON)
    assert name == GEARS
    assert [one.outcome.verdict for one in judged] == [Verdict.UNKNOWN] * len(view.awards)


def test_inviting_brings_contacts_and_is_logged() -> None:
    opened_city()
    first, second = invited()
    rows = Invited.objects.order_by("name")
    assert [(row.name, row.district) for row in rows] == sorted([(GEARS, "江北区"), (BEARINGS, "渝北区")])
    assert sorted(logged("invite")[0]["added"]) == sorted([BEARINGS, GEARS])  # type: ignore[index]
    assert {row["mail"] for row in contacts_of([first, second]).values() if "mail" in row} == {MAIL}
    refused(
        "invited_nobody",
        invite_firms,
        actor=clerk(),
        call_slug="city",
        wanted=screening(),
        keys=None,
        count=0,
    )
    refused(
        "invited_changed",
        invite_firms,
        actor=clerk(),
        call_slug="city",
        wanted=screening(),
        keys=None,
        count=2,
    )
    line = get_invited_firm(viewer=clerk(), slug="city", key=first)
    assert line.contact == {}
    assert line.has_contact


@pytest.mark.usefixtures("sends_mail")
def test_each_is_invited_once_and_reminded_once_a_day() -> None:
    opened_city()
    keys = invited()
    outcome = send_invitations(actor=clerk(), call_slug="city", keys=keys)
    assert outcome == (1, 1, 0)
    (message,) = OutboxMessage.objects.all()
    assert (message.kind, message.channel, message.params["name"]) == ("invitation", "mail", BEARINGS)
    assert site_keys().decrypt(bytes(message.recipient or b"")) == MAIL
    assert MAIL not in str(message.params) + str(logged("invite"))
    refused("invited_nobody_to_tell", send_invitations, actor=clerk(), call_slug="city", keys=keys)
    with_mail, without = (Invited.objects.get(name=name).id for name in (BEARINGS, GEARS))
    assert send_reminders(actor=clerk(), call_slug="city", keys=[with_mail]) == (1, 0, 0)
    assert send_reminders(actor=clerk(), call_slug="city", keys=[with_mail, without]) == (0, 1, 1)
    refused("invited_nobody_to_tell", send_reminders, actor=clerk(), call_slug="city", keys=keys)
    Invited.objects.update(reminded_at=database_now() - timedelta(hours=21))
    assert sum(send_reminders(actor=clerk(), call_slug="city", keys=keys)[:2]) == 2
    assert logged("invite")[1]["mailed"] == 1  # type: ignore[index]


def test_without_mail_it_is_only_noted() -> None:
    opened_city()
    assert send_invitations(actor=clerk(), call_slug="city", keys=invited()) == (0, 2, 0)
    assert OutboxMessage.objects.count() == 0
    assert Invited.objects.filter(invited_at=None).count() == 0


@pytest.fixture
def sends_mail() -> Iterator[None]:
    """A site that sends mail."""
    before = settings.JIANYOU_MESSAGES
    settings.JIANYOU_MESSAGES = {**before, "mail": {"host": "localhost"}, "url": "https://shili.example.cn"}
    yield
    settings.JIANYOU_MESSAGES = before


def test_what_came_of_invitations() -> None:
    opened_city()
    invited()
    assert counts() == {Progress.NOTHING: 2}
    submit(actor=PUBLIC, call_slug="city", sent=sent_city(typed(GEARS)))
    assert counts() == {Progress.NOTHING: 1, Progress.BEGUN: 1}
    number = filed_city(typed(BEARINGS))
    assert counts() == {Progress.BEGUN: 1, Progress.FILED: 1}
    due = database_now().replace(microsecond=0) + timedelta(days=5)
    return_entry(
        actor=clerk(), looked=Looked(number, 1, 1), remarks=[Remark("profile", "请写明。")], due=due, note=""
    )
    assert counts() == {Progress.BEGUN: 1, Progress.RETURNED: 1}
    assert [(line.number, line.name) for line in list_returned(viewer=clerk(), slug="city").items] == [
        (number, BEARINGS)
    ]
    (line,) = select_invited(viewer=clerk(), slug="city", wanted=InvitedWanted(Progress.RETURNED))
    assert line.entry
    assert line.entry.text == f"{number}.1"
    withdraw(actor=clerk(), number=number, reason="申报单位来函撤回")
    assert counts() == {Progress.NOTHING: 1, Progress.BEGUN: 1}
    # A credit code tells a firm again whatever it calls itself.
    Invited.objects.filter(name=BEARINGS).update(uscc="91500000MA5U0000X1", name_key="别名")
    filed_city(typed("示例轴承股份有限公司"), filer="示例区经济信息委")
    Entry.objects.filter(name="示例轴承股份有限公司").update(uscc="91500000MA5U0000X1")
    assert counts() == {Progress.BEGUN: 1, Progress.FILED: 1}


def counts() -> dict[Progress, int]:
    """How many invited firms are in which state."""
    found = get_invited(viewer=clerk(), slug="city").counts
    return {state: count for state, count in found.items() if count}


def test_one_may_be_added_corrected_and_taken_off() -> None:
    opened_city()
    told = {"actor": clerk(), "call_slug": "city", "code": "", "contact": {"phone": "023-60000009"}}
    key = invite_one(**told, name=" 示例 阀门厂 ")  # type: ignore[arg-type]
    refused("invited_already", invite_one, **told, name="示例阀门厂")
    refused("invited_name_missing", invite_one, **told, name=" ")
    refused("uscc_length", invite_one, **{**told, "code": "123"}, name="示例水泵厂")
    refused(
        "invited_mail_wrong", set_contact, actor=clerk(), call_slug="city", key=key, contact={"mail": "a@b"}
    )
    set_contact(actor=clerk(), call_slug="city", key=key, contact={"mail": "a@example.cn"})
    assert get_invited_firm(viewer=clerk(), slug="city", key=key, shown=True).contact == {
        "mail": "a@example.cn"
    }
    assert "example.cn" not in str(logged("invite"))
    refused("site_reason_missing", remove_invited, actor=clerk(), call_slug="city", keys=[key], reason=" ")
    assert remove_invited(actor=clerk(), call_slug="city", keys=[key], reason="已注销") == 1
    assert (counts(), PersonalDatum.objects.count()) == ({}, 0)
    refused("invited_gone", get_invited_firm, viewer=clerk(), slug="city", key=key)
    assert invite_one(**told, name="示例阀门厂") == key  # type: ignore[arg-type]
    assert counts() == {Progress.NOTHING: 1}


def test_contacts_are_shown_once_logged_and_to_others_for_a_reason() -> None:
    opened_city()
    invited()
    show_contacts(actor=clerk(), call_slug="city")
    refused("site_reason_missing", show_contacts, actor=head(), call_slug="city")
    show_contacts(actor=head(), call_slug="city", reason="核对")
    assert [(row["count"], row["reason"]) for row in logged("show_list")] == [(2, ""), (2, "核对")]  # type: ignore[index]
    refused("not_allowed_office", show_contacts, actor=somewhere_else(), call_slug="city", reason="看看")
    log_invited_export(actor=clerk(), call_slug="city", reason="寄送", count=2)
    refused("site_reason_missing", log_invited_export, actor=clerk(), call_slug="city", reason="", count=2)
    working(CLERK, username="lingyi")
    assign_handlers(actor=head(), call_slug="city", usernames=["lingyi"])
    refused("site_reason_missing", show_contacts, actor=clerk(), call_slug="city")


def test_a_reminder_of_corrections_goes_once_to_who_is_reached() -> None:
    opened_city()
    number = filed_city(typed(BEARINGS))
    due = database_now().replace(microsecond=0) + timedelta(days=5)
    return_entry(
        actor=clerk(), looked=Looked(number, 1, 1), remarks=[Remark("profile", "请写明。")], due=due, note=""
    )
    refused("invited_nobody_to_remind", remind_returned, actor=clerk(), call_slug="city", count=0)
    Filing.objects.update(confirmed=True)
    refused("invited_changed", remind_returned, actor=clerk(), call_slug="city", count=2)
    assert remind_returned(actor=clerk(), call_slug="city", count=1) == 1
    assert OutboxMessage.objects.filter(kind="urging_correction").count() == 1
    refused("invited_nobody_to_remind", remind_returned, actor=clerk(), call_slug="city", count=0)


def test_the_list_asks_the_same_of_one_and_of_many() -> None:
    opened_city()
    kept(*(f"示例{number}号厂,,渝北区,,认定,,,,m{number}@example.cn" for number in range(300)))
    asked = []
    for count in (1, 3, 296):
        keys = [
            firm.key for firm in select_screened(viewer=clerk(), slug="city", wanted=screening(news=True))
        ]
        chosen = keys[:count]
        invite_firms(actor=clerk(), call_slug="city", wanted=screening(), keys=chosen, count=len(chosen))
        filed_city(typed(f"示例{count}号厂"), filer=f"单位{count}")
        with CaptureQueriesContext(connection) as found:
            view = get_invited(viewer=clerk(), slug="city", wanted=InvitedWanted(sent=Sent.NO))
        asked.append(len(found))
    assert view.total == 300
    assert asked == [8, 8, 8]
