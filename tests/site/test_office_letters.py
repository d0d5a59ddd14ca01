"""Letters of decisions: made once, looked at, sent by somebody, told to their filers; or dropped."""

import re
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime

from jianyou.actions.correcting import extend_correction
from jianyou.actions.deciding import Looked, Remark, accept_entry, refuse_entry, reopen_entry, return_entry
from jianyou.actions.letters import How, drop_letter, make_letters, send_letters
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.papers.letters import LetterKind
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.letters import (
    LetterStatus,
    Making,
    get_letter,
    list_filer_letters,
    list_letters,
    list_to_make,
)
from jianyou.store.dialect import database_now
from jianyou.store.models import Letter, LogRow, Office, OutboxMessage
from jianyou.terms.finding import Refused
from jianyou.web.public.doors import key_of_number
from tests.site.kit import clerk, head, office, somewhere_else, staff
from tests.site.office import CLERK, HEAD, SUPERVISOR, filed_city, typed, working
from tests.site.public import browser, opened_city, text_of

pytestmark = pytest.mark.usefixtures("site")

NAME, OTHER = "示例轴承有限公司", "示例齿轮厂"
LETTERS = "/office/calls/city/letters/"


@pytest.fixture
def number() -> str:
    """A filing of two entries: the first accepted, the second refused."""
    opened_city()
    number = filed_city(typed(NAME), typed(OTHER))
    accept_entry(actor=clerk(), looked=Looked(number, 1, 1))
    refuse_entry(actor=clerk(), looked=Looked(number, 2, 1), reason="没有盖章。\n没有证明材料。")
    return number


def made(number: str, kind: LetterKind = LetterKind.ACCEPTANCE, actor: Actor | None = None) -> Letter:
    """A letter of the first entry that the kind was decided on."""
    keys = [EntryKey(number, 1), EntryKey(number, 2)]
    assert make_letters(actor=actor or clerk(), call_slug="city", kind=kind, keys=keys) == 1
    return Letter.objects.get(kind=kind, status="held")


def told() -> list[str]:
    """The kinds of the messages to the filer, the newest last."""
    rows = OutboxMessage.objects.filter(audience="filer").order_by("at", "id")
    return list(rows.values_list("kind", flat=True))


def test_a_letter_is_made_once_of_each_decision(number: str) -> None:
    keys = [EntryKey(number, 1), EntryKey(number, 2), EntryKey(number, 1), EntryKey(number, 7)]
    for count in (1, 0):
        made = make_letters(actor=clerk(), call_slug="city", kind=LetterKind.ACCEPTANCE, keys=keys)
        assert made == count
    letter = Letter.objects.get()
    assert (letter.status, letter.made_by, letter.addressee) == ("held", "jingban", "渝北区经济信息委")
    assert letter.content["paragraphs"] == [
        f"你单位报送的“{NAME}”的材料（“关于征集推荐一批质量领域优质组织和个人的通知”，"
        f"报送编号{number}第1条）收悉。",
        "经形式审查，符合要求，予以受理。",
        "受理只表示材料符合形式要求，不代表推荐或者评审的结果。",
    ]
    assert told()[-1] == "refused"


def test_a_refusal_tells_its_reasons_one_by_one(number: str) -> None:
    paragraphs = made(number, LetterKind.REFUSAL).content["paragraphs"]
    assert paragraphs[1:4] == ["经审查，有下列情形，不予受理：", "1. 没有盖章。", "2. 没有证明材料。"]


def test_a_correction_tells_no_contact(number: str) -> None:
    reopen_entry(actor=head(), looked=Looked(number, 2, 1), reason="再看")
    due = database_now().replace(microsecond=0)
    remarks = [Remark("profile", "请写明成立时间。"), Remark("contact", "应为023-60000009")]
    return_entry(
        actor=clerk(),
        looked=Looked(number, 2, 1),
        remarks=remarks,
        due=due + timedelta(days=7),
        note="请加盖公章。",
    )
    letter = made(number, LetterKind.CORRECTION)
    assert letter.content["paragraphs"][2:5] == [
        "1. “组织（个人）简况”栏：请写明成立时间。",
        "2. “联系人姓名、职务及联系电话”栏：具体意见见征集网站上的补正页面。",
        "请加盖公章。",
    ]
    assert "60000009" not in str(letter.content)
    before = letter.content["paragraphs"][5]
    extend_correction(actor=clerk(), number=number, ordinal=2, due=due + timedelta(days=9), reason="多给两天")
    assert re.fullmatch(r"请在.+之前补正。.*", before)


def test_sent_letters_are_dated_told_and_logged_once(number: str) -> None:
    keys = [made(number).id, made(number, LetterKind.REFUSAL).id]
    assert send_letters(actor=clerk(), call_slug="city", keys=keys) == 2
    assert send_letters(actor=clerk(), call_slug="city", keys=keys) == 0
    assert told()[-2:] == ["letter", "letter"]
    messages = OutboxMessage.objects.filter(kind="letter")
    assert sorted(one.params["letter"] for one in messages) == ["不予受理通知书", "受理通知书"]
    (row,) = LogRow.objects.filter(act="send_letters")
    assert row.content
    assert [(one["kind"], one["number"], one["ordinal"]) for one in row.content["letters"]] == [
        ("acceptance", number, 1),
        ("refusal", number, 2),
    ]
    assert get_letter(viewer=clerk(), slug="city", key=keys[0]).paper.on == localtime(row.at).date()
    assert [one.title for one in list_filer_letters(number=number)] == ["受理通知书", "不予受理通知书"]


def test_printed_letters_tell_nobody(number: str) -> None:
    send_letters(actor=clerk(), call_slug="city", keys=[made(number).id], how=How.PRINTED)
    assert "letter" not in told()
    line = list_letters(viewer=clerk(), slug="city", status=LetterStatus.SENT).items[0]
    assert (line.how, line.sent_by) == ("printed", "jingban")


def test_a_letter_of_a_decision_that_stands_no_more_is_not_sent(number: str) -> None:
    keys = [made(number).id, made(number, LetterKind.REFUSAL).id]
    reopen_entry(actor=head(), looked=Looked(number, 1, 1), reason="漏看一项")
    with pytest.raises(Refused) as refused:
        send_letters(actor=clerk(), call_slug="city", keys=keys)
    assert (refused.value.code, refused.value.params) == ("letters_stale", {"count": 1})
    assert Letter.objects.filter(status="held").count() == 2
    # Accepted anew, it is another decision: it gets a letter of its own.
    accept_entry(actor=clerk(), looked=Looked(number, 1, 1))
    new = make_letters(
        actor=clerk(), call_slug="city", kind=LetterKind.ACCEPTANCE, keys=[EntryKey(number, 1)]
    )
    assert new == 1
    stale = {
        line.key: line.stale
        for line in list_letters(viewer=clerk(), slug="city", status=LetterStatus.HELD).items
    }
    assert sorted(stale.values()) == [False, False, True]
    assert stale[keys[0]] is True


def test_a_dropped_letter_is_kept(number: str) -> None:
    letter = made(number)
    with pytest.raises(Refused) as refused:
        drop_letter(actor=clerk(), call_slug="city", key=letter.id, reason=" ")
    assert refused.value.code == "site_reason_missing"
    drop_letter(actor=clerk(), call_slug="city", key=letter.id, reason="写错了")
    letter.refresh_from_db()
    assert (letter.status, letter.content["because"], letter.content["dropped_by"]) == (
        "dropped",
        "写错了",
        "jingban",
    )
    with pytest.raises(Refused) as refused:
        send_letters(actor=clerk(), call_slug="city", keys=[letter.id])
    assert refused.value.code == "letter_dropped"
    assert made(number).id != letter.id


def test_a_sent_letter_is_never_dropped(number: str) -> None:
    letter = made(number)
    send_letters(actor=clerk(), call_slug="city", keys=[letter.id])
    with pytest.raises(Refused) as refused:
        drop_letter(actor=clerk(), call_slug="city", key=letter.id, reason="写错了")
    assert refused.value.code == "letter_sent_already"


def test_where_two_are_wanted_the_maker_does_not_send(number: str) -> None:
    letter = made(number)
    Office.objects.filter(id=office().id).update(second_person=True)
    with pytest.raises(Refused) as refused:
        send_letters(actor=clerk(), call_slug="city", keys=[letter.id])
    assert (refused.value.code, refused.value.params) == ("letters_own", {"count": 1})
    assert send_letters(actor=staff(Role.OFFICE_CLERK, "tongshi"), call_slug="city", keys=[letter.id]) == 1


def test_another_office_finds_none(number: str) -> None:
    letter = made(number)
    for act in (
        lambda: send_letters(actor=somewhere_else(), call_slug="city", keys=[letter.id]),
        lambda: make_letters(actor=somewhere_else(), call_slug="city", kind=LetterKind.REFUSAL, keys=[]),
        lambda: get_letter(viewer=somewhere_else(), slug="city", key=letter.id),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "site_no_call"
    with pytest.raises(Refused) as refused:
        send_letters(actor=clerk(), call_slug="city", keys=[uuid.uuid4()])
    assert refused.value.code == "letter_unknown"


def test_what_can_be_made_is_told(number: str) -> None:
    keys = [EntryKey(number, 1), EntryKey(number, 2)]
    lines = list_to_make(viewer=clerk(), slug="city", kind=LetterKind.ACCEPTANCE, wanted=keys)
    assert [line.making for line in lines] == [Making.NEW, Making.NOT_DECIDED]
    made(number)
    lines = list_to_make(viewer=clerk(), slug="city", kind=LetterKind.ACCEPTANCE, wanted=keys)
    assert [line.making for line in lines] == [Making.MADE, Making.NOT_DECIDED]
    assert list_to_make(viewer=clerk(), slug="city", kind=LetterKind.ACCEPTANCE, wanted=None) == ()


def test_from_the_list_to_the_filer(number: str) -> None:
    client = working(CLERK)
    page = client.get(f"{LETTERS}make?kind=acceptance&entry={number}.1&entry={number}.2")
    assert "要制作 1 份" in text_of(page)
    entries = re.findall(r'name="entries" hidden>\n(.*?)</textarea>', page.content.decode(), re.DOTALL)
    # The choice of another kind carries the whole selection, the button only what will be made.
    assert entries[0] == f"{number}.1\n{number}.2"
    assert entries[1] == f"{number}.1"
    answer = client.post(f"{LETTERS}make", {"kind": "acceptance", "entries": entries[1], "sure": "yes"})
    assert answer.headers["Location"] == f"{LETTERS}?status=held&done=made.1"
    letter = Letter.objects.get()
    preview = client.post(f"{LETTERS}send", {"letter": str(letter.id)})
    assert "要发出 1 份" in text_of(preview)
    assert OutboxMessage.objects.filter(kind="letter").count() == 0
    answer = client.post(f"{LETTERS}send", {"letters": letter.id.hex, "how": "message", "sure": "yes"})
    assert answer.headers["Location"] == f"{LETTERS}?status=sent&done=sent.1"
    assert "发出了 1 份" in text_of(client.get(answer.headers["Location"]))
    key = key_of_number(number)
    page = browser().get(f"/filings/{number}/?key={key}")
    assert "受理通知书" in text_of(page)
    pdf = browser().get(f"/filings/{number}/letters/{letter.id}?key={key}")
    assert pdf.content.startswith(b"%PDF-")
    assert browser().get(f"/filings/{number}/letters/{letter.id}").status_code == 403


def test_held_letters_are_no_filers_business(number: str) -> None:
    letter = made(number)
    key = key_of_number(number)
    assert browser().get(f"/filings/{number}/letters/{letter.id}?key={key}").status_code == 404
    assert "受理通知书" not in text_of(browser().get(f"/filings/{number}/?key={key}"))


def test_pages_of_a_letter(number: str) -> None:
    letter = made(number)
    clerk_at, supervisor = working(CLERK), working(SUPERVISOR)
    for client in (clerk_at, supervisor):
        assert "予以受理" in text_of(client.get(f"{LETTERS}{letter.id}/"))
        assert client.get(f"{LETTERS}{letter.id}/docx").content.startswith(b"PK")
        assert client.get(f"{LETTERS}{letter.id}/pdf").content.startswith(b"%PDF-")
    assert clerk_at.post(f"{LETTERS}{letter.id}/", {"reason": ""}).status_code == 422
    assert clerk_at.post(f"{LETTERS}{letter.id}/", {"reason": "错" * 501}).status_code == 422
    assert Letter.objects.get().status == "held"
    assert clerk_at.post(f"{LETTERS}{letter.id}/", {"reason": "写错了"}).status_code == 302
    assert Letter.objects.get().status == "dropped"


def test_a_stale_letter_is_listed_apart(number: str) -> None:
    made(number)
    reopen_entry(actor=head(), looked=Looked(number, 1, 1), reason="漏看一项")
    client: Client = working(HEAD)
    page = text_of(client.post(f"{LETTERS}send", {"which": "all"}))
    assert "1 份与现在的决定不一致，不发出" in page
    assert "要发出 0 份" in page
    answer = client.post(f"{LETTERS}send", {"letters": Letter.objects.get().id.hex, "sure": "yes"})
    assert answer.status_code == 409


def test_nothing_chosen_is_told(number: str) -> None:
    made(number)
    answer = working(CLERK).post(f"{LETTERS}send", {})
    assert answer.status_code == 409
    assert "没有选中任何一条" in text_of(answer)


def test_the_list_asks_as_often_for_1_as_for_60(number: str) -> None:
    letter = made(number)
    counts = []
    for many in (0, 59):
        rows = Letter.objects.filter(id=letter.id)
        for _ in range(many):
            row = rows.get()
            row.pk = uuid.uuid4()
            row._state.adding = True
            row.save()
        with CaptureQueriesContext(connection) as asked:
            assert len(list_letters(viewer=clerk(), slug="city", status=LetterStatus.HELD).items) in {1, 50}
        counts.append(len(asked))
    assert counts == [5, 5]
