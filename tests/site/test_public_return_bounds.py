"""What an answer to a correction can't do: forged fields, old versions, strangers, pages open too long."""

import threading
import time

import pytest
from django.core.signing import TimestampSigner, b62_encode
from django.db import connections

from jianyou.actions.adding import add_scan
from jianyou.actions.filing import SentFile
from jianyou.actions.showing import show_personal_data
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.store.models import Entry, FilingVersion
from tests.site.filling import fields_of
from tests.site.public import browser, opened_city, row, text_of
from tests.site.returning import LONG, Filer, filer_of_form, filer_of_page, newest, returned

pytestmark = pytest.mark.usefixtures("site")

TWO = (row("示例轴承有限公司"), row("示例齿轮厂", feature=LONG))


@pytest.fixture
def filer() -> Filer:
    """Two entries are filed; the second one's feature is too long, and was returned."""
    opened_city()
    came = filer_of_form(browser(), *TWO)
    returned(came, 2, feature="超过 25 字，请缩短。", note="其余不用改。")
    return came


def state_of(ordinal: int) -> str:
    return str(Entry.objects.get(ordinal=ordinal).status)


@pytest.mark.parametrize("do", ["check", "send"])
def test_forged_fields_change_nothing_else(filer: Filer, do: str) -> None:
    forged = {
        "c-2-name": "别的厂",
        "c-2-contact": "别人",
        "c-1-feature": "改了",
        "c-0-department": "别的部门",
        "c-3-name": "多一个",
        "filer": "别的单位",
        "c-2-feature": "人人把关",
    }
    answer = filer.client.post(filer.correct(2), filer.fields(2) | forged | {"do": do})
    assert not any(text in answer.content.decode() for text in ("别的厂", "别人", "改了", "多一个"))
    if do == "send":
        first, second = FilingVersion.objects.order_by("ordinal")
        first.content["rows"][1]["feature"] = "人人把关"
        assert second.content == first.content
        assert list(Entry.objects.order_by("ordinal").values_list("name", flat=True))[1] == "示例齿轮厂"
        shown = show_personal_data(actor=filer_of(filer.number), number=filer.number, reason="")
        assert shown["2.contact"].startswith("李示例")


def test_a_field_that_does_not_come_is_untouched(filer: Filer) -> None:
    answer = filer.client.post(filer.correct(2), {"version": "1", "do": "send"})
    assert answer.status_code == 302
    assert FilingVersion.objects.get(ordinal=2).content == FilingVersion.objects.get(ordinal=1).content


def test_texts_are_cleaned_and_bounded(filer: Filer) -> None:
    answer = filer.answers("send", 2, feature="长" * 5001)
    assert (answer.status_code, fields_of(answer).wrong) == (422, ["c-2-feature"])
    assert 'href="#c-2-feature"' in answer.content.decode()
    assert state_of(2) == "returned"
    filer.answers("send", 2, feature="  人\0人\x07把关\r\n第二行 ")
    assert FilingVersion.objects.get(ordinal=2).content["rows"][1]["feature"] == "人人把关\n第二行"


def test_a_name_cannot_be_emptied() -> None:
    opened_city()
    filer = filer_of_page(browser())
    add_scan(
        actor=filer_of(filer.number),
        number=filer.number,
        file=SentFile("盖章.pdf", "0" * 64, 1, "sealed_scan"),
    )
    returned(filer, name="请写全称。")
    answer = filer.answers("send", name=" ")
    assert (answer.status_code, "不能空着" in text_of(answer)) == (422, True)


def test_the_serial_number_has_no_field() -> None:
    opened_city()
    filer = filer_of_form(browser(), row("示例轴承有限公司"))
    returned(filer, serial="序号有误。", feature="请缩短。")
    page = filer.client.get(filer.correct())
    assert ("序号有误。" in text_of(page), set(fields_of(page).values)) == (True, {"version", "c-1-feature"})
    assert filer.answers("check", feature="短").status_code == 200
    assert filer.answers("send", feature="短").status_code == 302


def test_pressed_at_once_by_four_hands_answers_once(filer: Filer) -> None:
    fields = filer.fields(2) | {"c-2-feature": "人人把关", "do": "send"}
    answers: list[int] = []

    def press() -> None:
        try:
            answers.append(browser().post(filer.correct(2), fields).status_code)
        finally:
            connections.close_all()

    hands = [threading.Thread(target=press) for _ in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert (answers, newest(filer)) == ([302] * 4, 2)


@pytest.mark.parametrize("do", ["check", "send"])
def test_a_newer_version_is_told_and_no_word_is_lost(filer: Filer, do: str) -> None:
    fields = filer.fields(2) | {"c-2-feature": "人人把关", "do": do}
    file = SentFile("盖章件2.pdf", "1" * 64, 1, "sealed_scan")
    add_scan(actor=filer_of(filer.number), number=filer.number, file=file)
    answer = filer.client.post(filer.correct(2), fields)
    assert (answer.status_code, "有了新的版本（第 2 版）" in text_of(answer)) == (409, True)
    kept = fields_of(answer).values
    assert kept == {"version": "2", "c-2-feature": "人人把关"}
    assert filer.client.post(filer.correct(2), kept | {"do": "send"}).status_code == 302
    assert state_of(2) == "resubmitted"


@pytest.mark.parametrize("version", ["", "x", "-1", "９", "9" * 40])
def test_a_version_that_is_none_is_not_taken(filer: Filer, version: str) -> None:
    answer = filer.client.post(filer.correct(2), {"version": version, "c-2-feature": "短", "do": "send"})
    assert (answer.status_code, state_of(2)) == (409, "returned")


def test_no_such_entry(filer: Filer) -> None:
    assert filer.client.get(filer.correct(3)).status_code == 404
    assert filer.client.get(filer.path("entries/0/correct")).status_code == 404
    assert filer.client.get(filer.correct(1)).status_code == 302


def test_only_who_was_let_in(filer: Filer) -> None:
    other = filer_of_form(browser(), row("别的厂"))
    for query in ("", "key=", f"{other.query}", "new=x"):
        path = f"/filings/{filer.number}/entries/2/correct?{query}"
        assert browser().get(path).status_code == 403
        answer = browser().post(path, {"version": "1", "c-2-feature": "短", "do": "send"})
        assert (answer.status_code, "示例齿轮厂" in text_of(answer)) == (403, False)
    assert state_of(2) == "returned"


class Old(TimestampSigner):
    """Signs as one did three hours ago."""

    def timestamp(self) -> str:
        return b62_encode(int(time.time()) - 3 * 3600)


def test_a_page_open_too_long_loses_no_word(filer: Filer) -> None:
    path = f"/filings/{filer.number}/entries/2/correct"
    old = f"{path}?key={Old(salt='public.let_in').sign(filer.number)}"
    assert filer.client.get(old).status_code == 403
    fields = filer.fields(2) | {"c-2-feature": "人人\n把关", "do": "send"}
    answer = filer.client.post(old, fields)
    assert (answer.status_code, "刚才填写的内容还在" in text_of(answer)) == (403, True)
    kept = fields_of(answer).values
    assert kept == fields | {"code": ""}
    wrong = filer.client.post(path, kept | {"code": "0000"})
    assert (wrong.status_code, fields_of(wrong).values) == (422, kept)
    assert fields_of(wrong).wrong == ["code"]
    assert filer.client.post(path, kept | {"code": filer.code.lower()}).status_code == 302
    assert FilingVersion.objects.get(ordinal=2).content["rows"][1]["feature"] == "人人\n把关"


def test_guessing_there_is_slowed_down(filer: Filer) -> None:
    path = f"/filings/{filer.number}/entries/2/correct"
    client = browser(REMOTE_ADDR="198.51.100.9")
    for _ in range(10):
        assert client.post(path, {"code": "0"}).status_code == 422
    answer = client.post(path, {"code": filer.code, "do": "send", "version": "1"})
    assert ("10 分钟后再试" in text_of(answer), state_of(2)) == (True, "returned")
