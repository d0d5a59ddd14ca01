"""The filer comes back: how the filing stands, what to do next, and an answer to what was asked."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyou.actions.correcting import cancel_correction, expire_correction, extend_correction
from jianyou.actions.deciding import Looked, accept_entry, refuse_entry
from jianyou.actions.sealing import seal
from jianyou.actions.showing import show_personal_data
from jianyou.domain.ledger.receipts import check_receipt, read_receipt
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.store.dialect import database_now
from jianyou.store.models import Candidacy, Correction, Entry, FilingVersion, LogRow
from jianyou.store.sitekeys import site_keys
from tests.site.filling import fields_of
from tests.site.kit import clerk, moved_deadline
from tests.site.public import body, browser, opened_city, row, text_of
from tests.site.returning import LONG, Filer, filer_of_form, moved_due, newest, returned

pytestmark = pytest.mark.usefixtures("site")

TWO = (row("示例轴承有限公司"), row("示例齿轮厂", feature=LONG))


@pytest.fixture
def filer() -> Filer:
    """Two entries are filed; the second one's feature is too long, and was returned."""
    opened_city()
    came = filer_of_form(browser(), *TWO)
    returned(came, 2, feature="超过 25 字，请缩短。", note="其余不用改。")
    return came


def next_said(page: Any) -> str:
    found = re.search(r'<h2 id="next-title">(.*?)</h2>', page.content.decode())
    assert found
    return found[1]


def state_of(ordinal: int) -> str:
    return str(Entry.objects.get(ordinal=ordinal).status)


def test_what_to_do_next_stands_at_the_top(filer: Filer) -> None:
    page = filer.page()
    assert re.fullmatch(r"第 2 条需要补正，请在 \d{4}年.*（北京时间） 之前改好", next_said(page))
    told = text_of(page)
    for words in (
        "还有 2 天 23 小时",
        "退回补正",
        "待审查",
        "待补正",
        "超过 25 字，请缩短。",
        "其余不用改。",
    ):
        assert words in told, words
    assert "需要补正：报送件" in told
    assert page.content.decode().count("button-primary") == 1
    assert f"/entries/2/correct?{filer.query.partition('=')[0]}=" in page.content.decode()


def test_only_what_was_asked_can_be_typed(filer: Filer) -> None:
    page = filer.client.get(filer.correct(2))
    assert set(fields_of(page).values) == {"version", "c-2-feature"}
    assert fields_of(page).values["c-2-feature"] == LONG
    assert fields_of(page).described["c-2-feature"].split()[0] == "c-2-feature-asked"
    told = text_of(page)
    for words in ("示例齿轮厂", "不公开，不在这里显示", "成立于1998年", "其余不用改。", "不必重新盖章"):
        assert words in told, words
    for personal in ("李示例", "60000001", "王示例"):
        assert personal not in told
    assert LogRow.objects.filter(act="show_personal_data").count() == 0


def test_the_changes_are_looked_at_before_they_are_sent(filer: Filer) -> None:
    shorter = LONG[:22]
    answer = filer.answers("check", 2, feature=shorter)
    assert answer.status_code == 200
    # What was taken away is marked; what stays isn't.
    assert f"{shorter}<del>{LONG[22:]}</del>" in answer.content.decode()
    assert "还没有提交" in text_of(answer)
    assert fields_of(answer).values["c-2-feature"] == shorter
    assert (state_of(2), FilingVersion.objects.count()) == ("returned", 1)
    edited = filer.client.post(filer.correct(2), fields_of(answer).values | {"do": "edit"})
    assert fields_of(edited).values["c-2-feature"] == shorter


def test_an_answer_in_time_is_taken_with_its_receipt(filer: Filer) -> None:
    answer = filer.answers("send", 2, feature="人人把关")
    page = filer.client.get(answer.headers["Location"])
    assert next_said(page) == "补正已经收到，现在不用做什么"
    assert re.search(r"第 2 条的补正已于 .*\d\d:\d\d:\d\d.* 收到，等征集部门审查", text_of(page))
    assert [state_of(1), state_of(2)] == ["pending", "resubmitted"]
    first, second = FilingVersion.objects.order_by("ordinal")
    assert second.content["rows"][1]["feature"] == "人人把关"
    first.content["rows"][1]["feature"] = "人人把关"
    assert second.content == first.content
    assert (Correction.objects.get().status, Correction.objects.get().answer) == ("answered", second)
    receipts = LogRow.objects.filter(kind="receipt").order_by("at").values_list("act", flat=True)
    assert list(receipts) == ["register_scan", "resubmit_entry"]
    seal(call_slug="city")
    told = read_receipt(body(filer.client.get(filer.path("receipt.json"))).decode())
    assert [each.holds for each in check_receipt(told, site_keys().signing.public)] == [True] * 6
    assert (told.content["version"], told.content["corrected"]) == (2, 2)
    assert (filer.page().content.decode().count("第 2 条补正"), newest(filer)) == (1, 2)


def test_findings_are_told_and_never_block(filer: Filer) -> None:
    answer = filer.answers("check", 2, feature=LONG + "又")
    assert (answer.status_code, "超过 25 字的限制" in text_of(answer)) == (200, True)
    edited = filer.client.post(filer.correct(2), fields_of(answer).values | {"do": "edit"})
    assert fields_of(edited).wrong == ["c-2-feature"]
    assert filer.answers("send", 2, feature=LONG + "又").status_code == 302
    assert state_of(2) == "resubmitted"


def test_findings_of_what_was_mended_are_gone_and_the_others_stay(filer: Filer) -> None:
    before = FilingVersion.objects.get().findings
    filer.answers("send", 2, feature="人人把关")
    after = FilingVersion.objects.get(ordinal=2).findings

    def by_place(findings: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
        return sorted((one["row"] or 0, one["column"], one["code"]) for one in findings)

    gone = [one for one in by_place(before) if one[:2] == (2, "feature")]
    assert [code for _, _, code in gone] == ["over_limit"]
    assert by_place(after) == [one for one in by_place(before) if one not in gone]


def test_nothing_changed_is_said_and_can_be_sent(filer: Filer) -> None:
    assert "各栏都没有改动" in text_of(filer.answers("check", 2))
    assert filer.answers("send", 2).status_code == 302
    first, second = FilingVersion.objects.order_by("ordinal")
    assert first.content == second.content


def test_personal_data_are_shown_to_their_filer_and_logged() -> None:
    opened_city()
    filer = filer_of_form(browser(), row("示例轴承有限公司"))
    returned(filer, contact="请写明手机。", name="请写全称。")
    page = filer.client.get(filer.correct())
    assert fields_of(page).values["c-1-contact"] == "李示例，质量部部长，023-60000001"
    assert LogRow.objects.filter(act="show_personal_data", actor="filer").count() == 1
    new = "李示例，质量部部长，023-60000009"
    filer.answers("send", name="示例轴承（集团）有限公司", contact=new)
    entry = Entry.objects.get()
    assert (entry.status, entry.name) == ("resubmitted", "示例轴承（集团）有限公司")
    shown = show_personal_data(actor=filer_of(filer.number), number=filer.number, reason="")
    assert shown == {"0.contact": "王示例", "0.phone": "023-60000002", "1.contact": new}
    kept = json.dumps(
        [list(LogRow.objects.values_list("content", flat=True)), FilingVersion.objects.last().content],  # type: ignore[union-attr]
        ensure_ascii=False,
    )
    assert ("李示例" in kept, "60000009" in kept) == (False, False)


def test_willingness_goes_with_its_column() -> None:
    opened_city()
    filer = filer_of_form(browser(), row("示例轴承有限公司", willing="看情况"))
    returned(filer, willing="请写是或否。")
    assert fields_of(filer.client.get(filer.correct())).values["c-1-willing"] == "看情况"
    filer.answers("send", willing="否")
    assert Candidacy.objects.get(award="china_quality").willing is False


def test_what_the_browser_lays_out_anew_is_no_change() -> None:
    opened_city()
    text = "李示例\n质量部部长\n023-60000001"
    filer = filer_of_form(browser(), row("示例轴承有限公司", contact=text))
    returned(filer, contact="请核对。", profile="请核对。")
    assert fields_of(filer.client.get(filer.correct())).values["c-1-contact"] == text.replace("\n", " ")
    assert "各栏都没有改动" in text_of(filer.answers("check"))
    filer.answers("send")
    shown = show_personal_data(actor=filer_of(filer.number), number=filer.number, reason="")
    assert shown["1.contact"] == text


def test_past_due_nothing_is_taken(filer: Filer) -> None:
    fields = filer.fields(2) | {"c-2-feature": "人人把关", "do": "send"}
    moved_due(-125)
    page = filer.client.get(filer.correct(2))
    assert page.status_code == 403
    assert re.search(r"第 2 条的补正期限已过.*超过 2 分 \d+ 秒.*请尽快联系：.*科技处", text_of(page))
    answer = filer.client.post(filer.correct(2), fields)
    assert (answer.status_code, "这一次什么都没有收下" in text_of(answer)) == (403, True)
    assert (state_of(2), FilingVersion.objects.count()) == ("returned", 1)
    assert next_said(filer.page()) == "补正期限已过，请与征集部门联系"
    expire_correction(number=filer.number, ordinal=2)
    assert filer.client.get(filer.correct(2)).status_code == 403
    assert next_said(filer.page()) == "补正期限已过，请与征集部门联系"


def test_more_time_and_none_needed_any_more(filer: Filer) -> None:
    later = database_now() + timedelta(days=9, hours=1)
    extend_correction(actor=clerk(), number=filer.number, ordinal=2, due=later, reason="申请延长")
    assert "还有 9 天" in text_of(filer.client.get(filer.correct(2)))
    cancel_correction(actor=clerk(), number=filer.number, ordinal=2, reason="不必改")
    answer = filer.client.get(filer.correct(2))
    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (
        302,
        f"/filings/{filer.number}/",
    )
    assert next_said(filer.page()) == "已经报送，现在不用做什么"


def test_the_button_pressed_twice_answers_once(filer: Filer) -> None:
    fields = filer.fields(2) | {"c-2-feature": "人人把关", "do": "send"}
    answers = [filer.client.post(filer.correct(2), fields) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert next_said(filer.client.get(answers[1].headers["Location"])) == "补正已经收到，现在不用做什么"
    assert newest(filer) == 2


def test_several_corrections_the_first_due_first(filer: Filer) -> None:
    returned(filer, 1, days=1, name="请写全称。")
    page = filer.page()
    assert next_said(page).startswith("第 1 条需要补正")
    assert "第 2 条也需要补正" in text_of(page)
    assert page.content.decode().count("button-primary") == 1
    filer.answers("send", 1, name="示例轴承（集团）有限公司")
    page = filer.page()
    assert next_said(page).startswith("第 2 条需要补正")
    assert "第 1 条的补正已于" in text_of(page)
    filer.answers("send", 2, feature="短")
    assert [state_of(1), state_of(2), newest(filer)] == ["resubmitted", "resubmitted", 3]


def test_what_was_decided_is_read_here(filer: Filer) -> None:
    filer.answers("send", 2, feature="短")
    accept_entry(actor=clerk(), looked=Looked(filer.number, 1, 2))
    refuse_entry(actor=clerk(), looked=Looked(filer.number, 2, 2), reason="不在征集范围。")
    page = filer.page()
    assert next_said(page) == "审查已有结果，现在不用做什么"
    told = text_of(page)
    messages = told[told.index("消息") :]
    assert re.search(r"不予受理：.*理由：不在征集范围。.*已受理：.*需要补正：.*已收到：", messages)
    assert ("已受理" in told, "不予受理" in told) == (True, True)
    assert filer.client.get(filer.correct(2)).status_code == 302


def test_in_english_everything_is(filer: Filer) -> None:
    filer.client.cookies["jianyou_lang"] = "en"
    page = text_of(filer.page())
    assert "Entry 2 has to be corrected" in page
    assert "To be corrected: entry 2" in page
    assert "returned for correction" in page


def test_after_the_deadline_of_the_call_it_can_still_be_corrected(filer: Filer) -> None:
    moved_deadline(Entry.objects.get(ordinal=2).call, -60)
    assert filer.answers("send", 2, feature="短").status_code == 302
    assert state_of(2) == "resubmitted"


@pytest.mark.parametrize("count", [1, 3, 60])
def test_the_pages_take_as_many_queries_whatever_stands_in_them(count: int) -> None:
    opened_city()
    filer = filer_of_form(browser(), *(row(f"示例{number}厂") for number in range(1, count + 1)))
    for ordinal in {1, count}:
        returned(filer, ordinal, feature="请缩短。")
    fields = filer.fields() | {"do": "check"}

    def queries(path: str, posted: dict[str, str] | None = None) -> int:
        with CaptureQueriesContext(connection) as captured:
            answer = filer.client.post(path, posted) if posted else filer.client.get(path)
        assert answer.status_code == 200
        return len(captured)

    assert queries(filer.path()) == 12
    assert queries(filer.correct()) == 7
    assert queries(filer.correct(), fields) == 7


def test_coming_back_takes_few_queries(filer: Filer) -> None:
    with CaptureQueriesContext(connection) as captured:
        filer.client.post("/filings/", {"number": filer.number, "code": filer.code})
    assert len(captured) == 3
