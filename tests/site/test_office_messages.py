"""The words of messages: an office's own in letters, previewed, kept, taken back; letters about its inbox."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jianyou.actions.filing import submit
from jianyou.actions.message_words import Which, keep_message_words, reset_message_words
from jianyou.actions.outbox import Address
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import PUBLIC
from jianyou.domain.mailbox.templates import Words
from jianyou.jobs.sending import send_due
from jianyou.store.models import InboxLetters, MessageTemplate, OutboxMessage, SiteAct
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from tests.site.kit import clerk, counter, head, opened, sent, somewhere_else
from tests.site.mailbox_sink import sending
from tests.site.office import CLERK, fields_on, working
from tests.site.public import text_of

pytestmark = pytest.mark.usefixtures("site")

PAGE = "/office/messages/words/received/"
WORDS = {"subject": "收到了：{number}", "body": "{filer}：\r\n{number} 已收到（{at}）。"}
OWN = Words("收到了：{number}", "{filer}：\n{number} 已收到（{at}）。")
RECEIVED = Which(kind="received", lang=Lang.ZH)


@pytest.fixture
def client() -> Client:
    opened()
    return working(CLERK)


def seen() -> str:
    row = MessageTemplate.objects.get()
    return f"{row.id.hex}-{row.at.timestamp():.6f}"


def letters(*, lang: str = "zh") -> tuple[list[str], list[str]]:
    """The subjects and bodies of what is sent after a filing."""
    with sending() as sink:
        told = sent()._replace(reach=Address("mail", "wang@example.com"), confirmed=True, lang=lang)
        submit(actor=PUBLIC, call_slug="call-1", sent=told)
        send_due()
    return sink.subjects, sink.bodies


def test_letters_are_written_in_the_offices_words_in_their_language() -> None:
    opened()
    keep_message_words(actor=clerk(), which=RECEIVED, words=OWN)
    (subject,), (body,) = letters()
    number = OutboxMessage.objects.get().params["number"]
    assert subject == f"收到了：{number}"
    assert body.split("\n")[1].startswith(f"{number} 已收到（")
    assert "验证码：" in body
    assert letters(lang="en")[0][0].startswith("Received: filing ")
    reset_message_words(actor=head(), which=replace(RECEIVED, seen=seen()))
    assert letters()[0][0].startswith("已收到：报送件 ")
    acts = SiteAct.objects.filter(act__startswith="message_words").order_by("at", "id")
    assert [(one.act, one.subject) for one in acts] == [
        ("message_words_kept", "received"),
        ("message_words_reset", "received"),
    ]


def test_another_offices_words_are_not_ours() -> None:
    opened()
    keep_message_words(actor=somewhere_else(), which=RECEIVED, words=OWN)
    assert letters()[0][0].startswith("已收到：报送件 ")


def test_who_may_change_words_and_which() -> None:
    opened()
    with pytest.raises(NotAllowed):
        keep_message_words(actor=counter(), which=RECEIVED, words=OWN)
    for kind in ("inbox", "account_code", "none"):
        with pytest.raises(Refused, match="template_kind_unknown"):
            keep_message_words(actor=clerk(), which=Which(kind=kind, lang=Lang.ZH), words=OWN)
    with pytest.raises(Refused, match="template_name_missing"):
        keep_message_words(actor=clerk(), which=RECEIVED, words=Words("x", "y"))
    keep_message_words(actor=clerk(), which=RECEIVED, words=OWN)
    with pytest.raises(Refused, match="template_stale"):
        keep_message_words(actor=head(), which=RECEIVED, words=OWN)
    assert MessageTemplate.objects.count() == 1


def test_nothing_is_kept_before_it_was_previewed(client: Client) -> None:
    answer = client.post(PAGE, {**WORDS, "seen": "", "do": "preview"})
    text = text_of(answer)
    assert "改好以后是这样" in text
    assert "收到了：7K3M-9QXA-2BCD" in text
    assert "验证码：12AB-34CD-56EF" in text
    assert "短信：" in text
    assert MessageTemplate.objects.count() == 0
    kept = fields_on(answer)
    answer = client.post(PAGE, {**kept, "do": "keep"}, follow=True)
    assert "已保存，以后寄出的消息用这段文字。" in text_of(answer)
    row = MessageTemplate.objects.get()
    assert (row.subject, row.body, row.lang) == (*OWN, "zh")
    assert "现在用的是本部门的文字" in text_of(answer)
    answer = client.post(PAGE, {"seen": seen(), "do": "reset"}, follow=True)
    assert "已恢复原有文字。" in text_of(answer)
    assert MessageTemplate.objects.count() == 0


def test_what_is_wrong_stands_beside_its_field(client: Client) -> None:
    answer = client.post(PAGE, {"subject": "", "body": "{number}\n{phone}", "do": "keep"})
    assert answer.status_code == 422
    text = text_of(answer)
    assert "请填写文字。" in text
    assert "第 2 行第 1 个字：{phone} 不是这类消息里有的内容" in text
    assert MessageTemplate.objects.count() == 0


def test_words_that_were_changed_meanwhile_are_not_overwritten(client: Client) -> None:
    keep_message_words(actor=head(), which=RECEIVED, words=OWN)
    answer = client.post(PAGE, {"subject": "别的", "body": "{number} {at}", "seen": "", "do": "keep"})
    assert answer.status_code == 409
    assert "这段文字刚被改过" in text_of(answer)
    assert f'value="{OWN.subject}"' in answer.content.decode()
    assert MessageTemplate.objects.get().subject == OWN.subject


def test_hostile_words_are_shown_as_they_are(client: Client) -> None:
    answer = client.post(
        PAGE, {"subject": "<b>x</b>", "body": "<script>1</script> {number}", "do": "preview"}
    )
    page = answer.content.decode()
    assert "<script>1" not in page
    assert "&lt;script&gt;1" in page
    assert client.get("/office/messages/words/none/").status_code == 404
    assert client.post(PAGE, {"body": "x" * 500_000, "do": "preview"}).status_code == 422


def test_the_list_costs_the_same_with_words_of_ones_own(client: Client) -> None:
    counts = []
    for kind in ("", "received", "returned", "refused"):
        if kind:
            body = {"received": OWN.body, "returned": "{number} {due}", "refused": "{number}"}[kind]
            keep_message_words(actor=clerk(), which=Which(kind=kind, lang=Lang.ZH), words=Words("x", body))
        with CaptureQueriesContext(connection) as captured:
            text = text_of(client.get("/office/messages/words/"))
        counts.append(len(captured))
        assert text.count("中文：本部门的文字") == MessageTemplate.objects.count()
    assert counts == [4, 4, 4, 4]


def test_letters_about_the_inbox_need_an_address(client: Client) -> None:
    assert "您的账号还没有确认过的消息地址" in text_of(client.get("/office/messages/letters/"))
    answer = client.post("/office/messages/letters/", {"how": "daily", "hour": "9"})
    assert answer.status_code == 422
    assert "请先在账号里留一个" in text_of(answer)
    for typed in ({}, {"how": "daily", "hour": "9x"}, {"how": "x" * 9000, "hour": "8"}):
        assert client.post("/office/messages/letters/", typed).status_code == 422
    assert InboxLetters.objects.count() == 0
