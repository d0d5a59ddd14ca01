"""The words of every message that the acts write, in both languages, for the inbox and for letters."""

import json
import re
import uuid
from datetime import timedelta

import pytest

from jianyou.actions.arrivals import register_paper
from jianyou.actions.calls import cancel_call, extend_deadline
from jianyou.actions.confirming import send_code, send_code_again
from jianyou.actions.correcting import answer_correction, cancel_correction, extend_correction
from jianyou.actions.deciding import (
    Looked,
    Remark,
    accept_entry,
    admit_late,
    refuse_entry,
    reopen_entry,
    return_entry,
)
from jianyou.actions.filing import Filed, submit
from jianyou.actions.outbox import Address, Kind
from jianyou.actions.withdrawing import withdraw
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.calls.load import load_call
from jianyou.domain.lifecycle.roles import PUBLIC, filer_of
from jianyou.domain.mailbox.messages import rendered
from jianyou.jobs.expiring import expire_due
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Correction, OutboxMessage
from jianyou.store.sitekeys import site_keys
from jianyou.terms.lang import Lang
from tests.site.kit import clerk, counter, head, opened, sent
from tests.site.mailbox_sink import sending

MAIL = Address("mail", "wang@example.com")
ABOUT_ACCOUNTS = {Kind.ACCOUNT_CODE, Kind.RECOVERY_CODE, Kind.REACH_CHANGED, Kind.PASSWORD_RECOVERED}
MOMENT = {
    Lang.ZH: r"\d{4}年\d{1,2}月\d{1,2}日（周[一二三四五六日]）\d\d:\d\d(:\d\d)?（北京时间）",
    Lang.EN: r"[A-Z][a-z]+day, \d{4}-\d\d-\d\d, \d\d:\d\d(:\d\d)? \(Beijing time\)",
}


def _filed() -> Filed:
    return submit(actor=PUBLIC, call_slug="call-1", sent=sent()._replace(reach=MAIL, confirmed=True))


def _registered() -> str:
    number = _filed().filing.number
    register_paper(actor=counter(), number=number)
    return number


def _returned(number: str) -> None:
    looked = Looked(number, 1, 1)
    remarks = [Remark("name", "请写全称")]
    due = database_now() + timedelta(days=3)
    return_entry(actor=clerk(), looked=looked, remarks=remarks, due=due, note="盖章的表不用重交")


def _everything_happens() -> None:
    """Every act that tells anybody of it."""
    call = opened()
    with sending():
        send_code(call_slug="call-1", token=uuid.uuid4(), address=MAIL, lang="zh")
        first, second, third = _registered(), _registered(), _registered()
        send_code_again(number=first, address=MAIL)
    _returned(first)
    extend_correction(
        actor=head(), number=first, ordinal=1, due=database_now() + timedelta(days=9), reason="洪水"
    )
    answer = sent("示例轴承股份有限公司")._replace(channel="web")
    answer_correction(actor=filer_of(first), number=first, ordinal=1, version=1, sent=answer)
    accept_entry(actor=clerk(), looked=Looked(first, 1, 2), note="请留意后续通知")
    reopen_entry(actor=head(), looked=Looked(first, 1, 2), reason="有人举报")
    _returned(second)
    cancel_correction(actor=clerk(), number=second, ordinal=1, reason="看错了")
    refuse_entry(actor=clerk(), looked=Looked(second, 1, 1), reason="不在参评范围")
    _returned(third)
    Correction.objects.filter(status="asked").update(due=database_now())
    assert expire_due() == 1
    until = database_now() + timedelta(days=2)
    extend_deadline(actor=clerk(), call_slug="call-1", deadline=until, reason="洪水", approver=head())
    withdraw(actor=filer_of(third), number=third)
    late = _filed().filing.number
    Call.objects.filter(id=call.id).update(deadline=database_now(), late_admission=True)
    register_paper(actor=counter(), number=late)
    admit_late(actor=head(), number=late, reason="道路中断")
    cancel_call(actor=head(), call_slug="call-1", reason="上级取消了评选")


def _given(kind: str, messages: list[OutboxMessage]) -> OutboxMessage:
    return next(one for one in messages if one.kind == kind)


@pytest.mark.usefixtures("site")
def test_what_the_acts_tell_is_said_in_words() -> None:
    _everything_happens()
    messages = list(OutboxMessage.objects.order_by("id"))
    # Reminders are told by time, not by an act: test_reminding; what is about an account: test_account_reach.
    # Letters and invitations are written by people: test_office_letters, test_audiences.
    elsewhere = {
        *(Kind.REMINDER_DRAFT, Kind.REMINDER_FILING, *ABOUT_ACCOUNTS),
        *(Kind.LETTER, Kind.INVITATION, Kind.URGING, Kind.URGING_CORRECTION),
        # Of letters that came back, and of the inbox: test_bounces, test_office_messages.
        *(Kind.BOUNCED, Kind.BOUNCED_FOR_NOW, Kind.INBOX),
        # Of titles: test_titles.
        *(Kind.TITLE_CONFERRED, Kind.TITLES_DUE),
        # To experts: test_reminding_experts.
        *(Kind.EXPERT_INVITED, Kind.REMINDER_EXPERT, Kind.EXPERT_AGAIN),
        # Of help: test_support.
        *(Kind.NEEDS_ASKED, Kind.ACTIVITY_OPENED, Kind.ACTIVITY_CHANGED, Kind.ACTIVITY_CANCELLED),
        *(Kind.SEAT_GIVEN, Kind.SEAT_WAITING, Kind.SEAT_MOVED_UP),
        # Of objections: test_objecting_office.
        *(Kind.OBJECTION_ASKED, Kind.OBJECTION_DECIDED, Kind.OBJECTION_ANSWERED),
    }
    assert {one.kind for one in messages} == set(Kind) - elsewhere
    for message in messages:
        for lang in Lang:
            _check_words(message, lang)
    _check_what_the_office_wrote(messages)
    _check_nothing_lies_open(messages)


def _check_words(message: OutboxMessage, lang: Lang) -> None:
    said = rendered(message.kind, message.params, lang, link="https://example.com/")
    whole = f"{said.subject}\n{said.body}"
    assert not re.search(r"[{}]|\d{4}-\d\d-\d\dT", whole), whole
    assert "\n" not in said.subject
    moments = {"at", "before", "after", "due", "until"} & set(message.params)
    assert len(re.findall(MOMENT[lang], whole)) == len(moments), whole
    assert message.params["title"] in whole
    if message.filing is not None:
        assert message.filing.number in whole


def _check_what_the_office_wrote(messages: list[OutboxMessage]) -> None:
    told = {
        "returned": "说明：盖章的表不用重交",
        "correction_extended": "理由：洪水",
        "correction_cancelled": "理由：看错了",
        "accepted": "说明：请留意后续通知",
        "refused": "理由：不在参评范围",
        "reopened": "理由：有人举报",
        "admitted": "理由：道路中断",
        "extended": "理由：洪水",
    }
    for kind, words in told.items():
        message = _given(kind, messages)
        assert rendered(kind, message.params, Lang.ZH).body.endswith(words), kind


def _check_nothing_lies_open(messages: list[OutboxMessage]) -> None:
    open_text = json.dumps([[one.params, one.problem] for one in messages], ensure_ascii=False)
    for word in ("example.com", "示例人", "60000001", "wang"):
        assert word not in open_text
    keys = site_keys()
    secrets = {one.kind: json.loads(keys.decrypt(bytes(one.secret))) for one in messages if one.secret}
    assert set(secrets) == {"code", "received", "code_again"}
    assert re.fullmatch(r"\d{6}", secrets["code"]["code"])
    assert re.fullmatch(r"[0-9A-F]{12}", secrets["received"]["code"])
    for told in secrets.values():
        assert told["code"] not in open_text


def test_the_inbox_has_no_code_and_a_letter_has() -> None:
    params = {"number": "7K3M-9QXA-2BCD", "filer": "示例局", "title": "示例征集"}
    inbox = rendered("code_again", params, Lang.ZH)
    letter = rendered("code_again", params, Lang.ZH, link="", secret={"code": "12AB34CD56EF"})
    assert "验证码：" not in inbox.body
    assert "报送编号：7K3M-9QXA-2BCD\n验证码：12AB-34CD-56EF\n" in letter.body
    assert letter.body.endswith("本消息由系统自动发出，请不要回复。")


@pytest.fixture
def city() -> AnnexSchema:
    return load_call("chongqing-2024").annex


def test_remarks_stand_under_their_columns_but_those_on_contacts(city: AnnexSchema) -> None:
    remarks = [
        {"column": "feature", "text": "超过\n25 字"},
        {"column": "contact", "text": "023-60000001 少一位"},
    ]
    params = {
        "number": "7K3M-9QXA",
        "filer": "示例局",
        "title": "示例征集",
        "ordinal": 1,
        "name": " ",
        "remarks": remarks,
        "due": "2026-04-30T18:00:00+08:00",
        "note": "",
    }
    lines = rendered("returned", params, Lang.ZH, schema=city).body.split("\n")
    feature, contact = (city.by_key[key].title for key in ("feature", "contact"))
    assert lines[1:] == [f"· {feature}：超过 25 字", f"· {contact}：有一条意见，请在网上查看"]
    assert "第 1 条（未写名称）" in lines[0]
    assert "请在 2026年4月30日（周四）18:00（北京时间） 之前" in lines[0]
    without = rendered("returned", params, Lang.ZH).body
    assert without.endswith("指出 2 栏，意见请在网上查看。")


def test_a_name_is_never_a_pattern() -> None:
    params = {"number": "{code}", "filer": "{0.__class__}", "title": "%s"}
    body = rendered("withdrawn", params, Lang.ZH).body
    assert body.startswith("“%s”，{0.__class__}：报送件 {code} 已撤回")
