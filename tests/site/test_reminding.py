"""提醒: who began and hasn't finished is told so once before the deadline, where he reads messages.

Deadlines are moved to three hours from now: that reminder is due at any hour of the day.
"""

import json
import re
import threading
from typing import Any

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from jianyou.actions.calls import extend_deadline
from jianyou.actions.drafting import begin_draft, file_draft, save_draft
from jianyou.actions.filing import code_for, submit
from jianyou.actions.outbox import Address
from jianyou.actions.reminding import (
    Stop,
    drop_reach,
    reach_of,
    remind_drafts,
    set_reach,
    stop_key,
    stop_of,
    stop_reminders,
)
from jianyou.actions.staff import close_account
from jianyou.actions.withdrawing import withdraw
from jianyou.domain.annexes.drafting import Edit
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import PUBLIC, filer_of
from jianyou.domain.mailbox.messages import rendered
from jianyou.jobs.reminding import remind_due
from jianyou.jobs.sending import send_due
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Draft, LogRow, Member, Organization, OutboxMessage, User
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from tests.site.kit import clerk, head, moved_deadline, opened, sent
from tests.site.mailbox_sink import sending

pytestmark = pytest.mark.usefixtures("site")
WANG, LI = Address("mail", "wang@example.com"), Address("mail", "li@example.com")
HOURS = 3600.0


def begun(slug: str = "call-1", *, reach: Address | None = WANG, **told: Any) -> str:
    """A draft begun long before its deadline, and its number."""
    if not Call.objects.filter(slug=slug).exists():
        opened(slug, seconds=240 * HOURS)
    edits = [Edit("c-1-name", "示例轴承有限公司"), Edit("filer", "示例区经济信息化局")]
    number = begin_draft(actor=PUBLIC, call_slug=slug, lang="zh", edits=edits, **told).number
    if reach:
        set_reach(actor=filer_of(number), number=number, address=reach)
    return number


def come_near(slug: str = "call-1", hours: float = 3) -> None:
    """The deadline is so many hours away now."""
    moved_deadline(Call.objects.get(slug=slug), hours * HOURS)


def recipients() -> list[str]:
    """Where messages go, in any order."""
    keys = site_keys()
    messages = OutboxMessage.objects.filter(kind__startswith="reminder")
    return sorted(keys.decrypt(bytes(one.recipient)) for one in messages if one.recipient)


def colleague(organization: Organization, name: str, reach: Address | None) -> User:
    """Somebody of an organization, reached there."""
    told = site_keys().encrypt(json.dumps([*reach, "zh"])) if reach else None
    user = User.objects.create(username=name, name=name, created_at=database_now(), reach=told)
    Member.objects.create(organization=organization, user=user, role="colleague", since=database_now())
    return user


def test_a_draft_is_reminded_of_once() -> None:
    number = begun()
    come_near(hours=3.001)
    assert (remind_due(), recipients()) == (0, [])
    come_near()
    rows = LogRow.objects.count()
    assert (remind_due(), recipients()) == (1, ["wang@example.com"])
    assert (remind_due(), recipients()) == (0, ["wang@example.com"])
    save_draft(actor=filer_of(number), number=number, edits=[Edit("c-1-name", "乙", was="示例轴承有限公司")])
    assert remind_due() == 0
    assert LogRow.objects.count() == rows


def test_a_draft_begun_after_the_moment_needs_no_reminder() -> None:
    opened(seconds=2 * HOURS)
    begun()
    assert remind_due() == 0


def test_an_address_given_after_the_moment_is_not_written_to_at_once() -> None:
    number = begun(reach=None)
    come_near()
    set_reach(actor=filer_of(number), number=number, address=WANG)
    assert (remind_due(), recipients()) == (0, [])


def test_past_the_deadline_nobody_is_reminded() -> None:
    begun()
    come_near(hours=-0.001)
    assert remind_due() == 0


def test_a_draft_without_an_address_is_told_of_nowhere() -> None:
    begun(reach=None)
    come_near()
    assert remind_due() == 0
    assert OutboxMessage.objects.count() == 0


def test_reminders_follow_an_extension() -> None:
    begun()
    come_near()
    assert remind_due() == 1
    call = Call.objects.get()
    extend_deadline(
        actor=clerk(),
        approver=head(),
        call_slug="call-1",
        deadline=call.deadline + (call.deadline - database_now()) * 20,
        reason="系统维护",
    )
    assert remind_due() == 0
    come_near()
    assert (remind_due(), recipients()) == (1, ["wang@example.com"] * 2)


def test_what_a_reminder_says() -> None:
    number = begun()
    come_near()
    with sending(JIANYOU_URL="https://site.example.com") as sink:
        remind_due()
        send_due()
    (letter,) = sink.letters
    assert sink.subjects == ["还没有报送：关于征集示例优质组织的通知"]
    body = sink.bodies[0]
    code = code_for(Draft.objects.get().token, site_keys())
    grouped = "-".join(code[at : at + 4] for at in range(0, 12, 4))
    lines = body.strip().split("\n")
    assert re.fullmatch(
        rf"“关于征集示例优质组织的通知”：您填写的草稿 {number}（示例区经济信息化局）还没有报送。"
        r"截止时间是 \d{4}年\d+月\d+日（周.）\d\d:\d\d（北京时间），过时不能在网上报送。",
        lines[0],
    )
    assert lines[1:6] == [
        "填写的内容形式上没有错误，只差核对和提交。",
        "网上提交以后，还要在截止时间之前送达盖章原件，或者上传盖章扫描件，才算完成报送。",
        f"草稿编号：{number}",
        f"验证码：{grouped}",
        "在任何一台电脑上，凭这两项可以接着填写。请妥善保管。",
    ]
    assert lines[6] == "接着填写：https://site.example.com/filings/"
    stop = lines[7].removeprefix("不想再收到提醒：https://site.example.com/reminders/stop/").rstrip("/")
    assert stop_of(stop) == Stop(number)
    assert lines[8:] == ["本消息由系统自动发出，请不要回复。"]
    assert letter["To"] == "wang@example.com"
    message = OutboxMessage.objects.get()
    assert (message.recipient, message.secret) == (None, None)
    assert "wang" not in json.dumps(message.params)


@pytest.mark.parametrize("completes_on", ["paper", "sealed_scan", "either"])
def test_reminders_are_said_in_english_too(completes_on: str) -> None:
    opened(seconds=240 * HOURS, completes_on=completes_on)
    begun()
    submit(actor=PUBLIC, call_slug="call-1", sent=sent())
    come_near()
    assert remind_due() == 2
    for message in OutboxMessage.objects.filter(kind__startswith="reminder"):
        said = rendered(message.kind, message.params, Lang.EN, secret={"stop": "S", "draft_code": "C" * 12})
        own = (message.params["title"], message.params["filer"])
        words = f"{said.subject}\n{said.body}"
        for text in own:
            words = words.replace(text, "")
        assert re.findall("[\u4e00-\u9fff]|[{}]", words) == []
        assert "To stop these reminders: S" in words


def test_what_is_missing_is_told_with_its_columns() -> None:
    number = begun()
    save_draft(actor=filer_of(number), number=number, edits=[Edit("c-1-name", "", was="示例轴承有限公司")])
    come_near()
    remind_due()
    params = OutboxMessage.objects.get().params
    assert (params["missing"], params["columns"]) == (1, "名称")


def test_without_the_sites_address_no_link_is_written() -> None:
    begun()
    come_near()
    with sending() as sink:
        remind_due()
        send_due()
    assert "http" not in sink.bodies[0]
    assert sink.bodies[0].count("\n\n") == 0


def test_whoever_stops_is_left_in_peace() -> None:
    number = begun()
    stop_reminders(stop=stop_of(stop_key(Stop(number))))
    assert reach_of(number=number) is None
    come_near()
    assert (remind_due(), recipients()) == (0, [])
    with pytest.raises(Refused) as refused:
        stop_of(stop_key(Stop(number))[:-1] + "!")
    assert refused.value.code == "reminders_link_bad"
    stop_reminders(stop=Stop("AAAA-BBBB-CCCC"))


def test_an_address_is_kept_encrypted_and_dropped() -> None:
    number = begun()
    reach = bytes(Draft.objects.get().reach or b"")
    assert b"wang" not in reach
    assert reach_of(number=number) == WANG
    drop_reach(actor=filer_of(number), number=number)
    assert (reach_of(number=number), Draft.objects.get().reach) == (None, None)
    for actor in (PUBLIC, filer_of("AAAA-BBBB-CCCC"), clerk()):
        with pytest.raises(NotAllowed):
            set_reach(actor=actor, number=number, address=WANG)
        with pytest.raises(NotAllowed):
            drop_reach(actor=actor, number=number)


def test_the_people_of_an_organization_are_reached_at_theirs() -> None:
    organization = Organization.objects.create(name="示例公司", created_at=database_now())
    colleague(organization, "wang", WANG)
    li = colleague(organization, "li", LI)
    colleague(organization, "zhao", None)
    gone = colleague(organization, "qian", Address("mail", "qian@example.com"))
    Member.objects.filter(user=gone).update(until=database_now())
    number = begun(organization=organization.id)
    come_near()
    assert remind_due() == 1
    # Wang is told once, though his address is the draft's as well.
    assert recipients() == ["li@example.com", "wang@example.com"]
    stop_reminders(stop=Stop(number, li.id.hex))
    come_near()
    assert remind_due() == 1
    assert recipients() == ["li@example.com", "wang@example.com", "wang@example.com"]


def test_a_filing_that_is_not_complete_is_reminded_of() -> None:
    opened(seconds=240 * HOURS)
    reached = sent()._replace(reach=WANG, confirmed=True)
    number = submit(actor=PUBLIC, call_slug="call-1", sent=reached).filing.number
    silent = submit(actor=PUBLIC, call_slug="call-1", sent=sent()).filing.number
    back = submit(actor=PUBLIC, call_slug="call-1", sent=sent()).filing.number
    withdraw(actor=filer_of(back), number=back)
    come_near()
    assert remind_due() == 2
    assert remind_due() == 0
    told = OutboxMessage.objects.filter(kind="reminder_filing")
    assert {one.filing.number: one.channel for one in told if one.filing} == {number: "mail", silent: ""}
    with sending() as sink:
        send_due()
    # The receipt went first.
    body = sink.bodies[-1]
    assert f"报送件 {number} 还没有完成报送" in body
    assert "两者有一即完成报送" in body


def test_a_filing_is_left_in_peace_once_its_filer_says_so() -> None:
    opened(seconds=240 * HOURS)
    number = submit(actor=PUBLIC, call_slug="call-1", sent=sent()).filing.number
    stop_reminders(stop=Stop(number))
    stop_reminders(stop=Stop(number))
    come_near()
    assert remind_due() == 0


def test_the_people_of_an_organization_are_reminded_of_its_filing() -> None:
    organization = Organization.objects.create(name="示例公司", created_at=database_now())
    colleague(organization, "wang", WANG)
    li = colleague(organization, "li", LI)
    colleague(organization, "sun", LI)
    closed = colleague(organization, "zhou", Address("mail", "zhou@example.com"))
    close_account(operator="li", username=closed.username)
    opened(seconds=240 * HOURS)
    reached = sent()._replace(reach=WANG, confirmed=True, organization=organization.id)
    number = submit(actor=PUBLIC, call_slug="call-1", sent=reached).filing.number
    come_near()
    with sending(JIANYOU_URL="https://site.example.com") as sink:
        send_due()
        received = len(sink.letters)
        assert (remind_due(), remind_due()) == (1, 0)
        send_due()
    # Wang's address is the filing's as well, and Sun's is Li's.
    assert [letter["To"] for letter in sink.letters[received:]] == ["wang@example.com", "li@example.com"]
    own, other = sink.bodies[received:]
    assert f"报送件 {number} 还没有完成报送" in other
    assert "接着" not in own
    assert "https://site.example.com/my/" in other
    key = other.partition("/reminders/stop/")[2].partition("/")[0]
    assert stop_of(key) == Stop(number, li.id.hex)
    kept = OutboxMessage.objects.filter(kind="reminder_filing").order_by("id")
    assert [(one.filing_id is None, one.recipient is None) for one in kept] == [(False, False), (True, True)]
    stop_reminders(stop=stop_of(key))
    stop_reminders(stop=Stop(number))
    OutboxMessage.objects.all().delete()
    assert (remind_due(), recipients()) == (1, ["li@example.com"])
    sun = OutboxMessage.objects.get(filing=None)
    assert json.loads(site_keys().decrypt(bytes(sun.secret or b""))) == {}
    assert OutboxMessage.objects.exclude(filing=None).get().channel == ""


def test_who_declined_for_a_draft_has_declined_for_its_filing() -> None:
    organization = Organization.objects.create(name="示例公司", created_at=database_now())
    wang, li = colleague(organization, "wang", WANG), colleague(organization, "li", LI)
    number = begun(reach=None, organization=organization.id)
    stop_reminders(stop=Stop(number, wang.id.hex))
    draft = Draft.objects.get()
    whole = sent()._replace(token=draft.token)
    asker = filer_of(number)
    file_draft(actor=asker, call_slug="call-1", number=number, seen=draft.revision, sent=whole)
    come_near()
    assert (remind_due(), recipients()) == (1, ["li@example.com"])
    stop_reminders(stop=Stop(number, li.id.hex))
    OutboxMessage.objects.all().delete()
    assert (remind_due(), recipients()) == (1, [])


def test_two_processes_at_once_remind_nobody_twice() -> None:
    for _ in range(6):
        begun()
    come_near()
    keys = list(Draft.objects.values_list("id", flat=True))
    start, done = threading.Barrier(3), list[int]()

    def work() -> None:
        try:
            start.wait(10)
            done.append(remind_drafts(call_slug="call-1", keys=keys))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    remind_due()
    assert len(done) == 3
    assert recipients() == ["wang@example.com"] * 6


def test_so_many_drafts_cost_so_many_questions() -> None:
    for _ in range(3):
        begun()
    come_near()
    with CaptureQueriesContext(connection) as told:
        assert remind_due() == 3
    statements = [one["sql"] for one in told.captured_queries]
    framing = re.compile(r"BEGIN|COMMIT|SAVEPOINT|RELEASE|SELECT pg_")
    # Clock, calls, drafts, filings; then call, clock and drafts of the batch; of each a message and its mark.
    assert len([one for one in statements if not framing.match(one)]) == 4 + 3 + 2 * 3


def test_a_stop_going_ends_a_round() -> None:
    begun()
    come_near()
    assert remind_due(going=lambda: False) == 0
