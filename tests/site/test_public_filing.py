"""Filing without an account: from the form to the receipt and back, as a browser without scripts sees it."""

import json
import re
import threading
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from jianyou.actions.sealing import seal
from jianyou.domain.ledger.receipts import check_receipt, read_receipt
from jianyou.store.files import path_of
from jianyou.store.models import Candidacy, Entry, Filing, FilingVersion, LogRow, PersonalDatum, StoredFile
from jianyou.store.sitekeys import load_keys
from tests.site.kit import moved_deadline
from tests.site.public import (
    SCAN,
    body,
    browser,
    filed,
    form,
    number_and_code,
    opened_city,
    row,
    sent,
    step_two,
    text_of,
)

pytestmark = pytest.mark.usefixtures("site")

LONG = "人人把关，件件可追溯，" * 5


def test_a_form_with_its_scan_is_filed() -> None:
    opened_city()
    client = browser()
    at = filed(client, sent(form(row("示例轴承有限公司"), row("示例齿轮厂", willing="否")), scan=SCAN))
    page = client.get(at)
    number, code = number_and_code(page)
    told = text_of(page)
    for words in (
        "已在截止时间之前完成报送。",
        "推荐对象 2 个",
        "示例齿轮厂",
        "渝北区经济信息委",
        "（北京时间）",
    ):
        assert words in told
    (kept,) = Filing.objects.all()
    assert (kept.number, kept.status, kept.channel, kept.filer) == (
        number,
        "filed",
        "web",
        "渝北区经济信息委",
    )
    assert re.fullmatch(r"[0-9A-F]{4}(-[0-9A-F]{4}){2}", code)
    assert list(Entry.objects.order_by("ordinal").values_list("name", "name_key")) == [
        ("示例轴承有限公司", "示例轴承有限公司"),
        ("示例齿轮厂", "示例齿轮厂"),
    ]
    said = Candidacy.objects.order_by("entry__ordinal", "award").values_list("award", "willing")
    assert list(said) == [("china_quality", True), ("mayor", None), ("china_quality", False), ("mayor", None)]
    purposes = dict(StoredFile.objects.values_list("purpose", "digest"))
    assert path_of(purposes["sealed_scan"]).read_bytes() == SCAN
    assert set(purposes) == {"form", "sealed_scan"}


def test_without_a_scan_it_is_a_prefilling_and_says_so() -> None:
    opened_city()
    client = browser()
    at = step_two(client)
    assert "提交电子预填 1 条" in text_of(client.get(at))
    told = text_of(client.get(client.post(at, {"not_classified": "yes"}).headers["Location"]))
    assert told.count("电子预填，尚未完成报送") == 2
    assert Filing.objects.get().filed_at is None


def test_where_paper_completes_a_scan_does_not() -> None:
    opened_city(completes_on="paper")
    client = browser()
    filed(client, sent(scan=SCAN))
    assert Filing.objects.get().status == "prefilled"


def test_findings_stand_at_their_cells_and_never_block() -> None:
    opened_city()
    client = browser()
    at = step_two(client, sent(form(row("示例轴承有限公司", feature=LONG, contact=""))))
    page = client.get(at).content.decode()
    cell = page.split('id="c-1-feature"')[1].split("</td>")[0]
    assert ("answer-error" in cell, "remark-red" in cell) == (True, True)
    assert 'href="#c-1-feature"' in page
    assert 'href="#c-1-contact"' in page
    assert "这些都不影响按时报送" in page
    assert client.post(at, {"not_classified": "yes"}).status_code == 302
    codes = {(one["column"], one["severity"]) for one in FilingVersion.objects.get().findings}
    assert {("feature", "error"), ("contact", "error")} <= codes


def test_between_the_pages_nothing_is_in_the_database(site: Path) -> None:
    opened_city()
    client = browser()
    at = step_two(client)
    assert (Filing.objects.count(), PersonalDatum.objects.count(), LogRow.objects.count()) == (0, 0, 1)
    assert not (site / "files").exists()
    (spooled,) = (site / "spool").iterdir()
    assert spooled.stat().st_mode & 0o077 == 0
    client.post(at, {"not_classified": "yes"})
    assert list((site / "spool").iterdir()) == []


def test_personal_data_goes_apart() -> None:
    opened_city()
    client = browser()
    filed(client, sent(form(row("示例轴承有限公司", contact="李示例 02360000001234567"))))
    version = FilingVersion.objects.get()
    receipt = LogRow.objects.get(kind="receipt")
    open_text = json.dumps([version.content, version.findings, receipt.content], ensure_ascii=False)
    for personal in ("李示例", "王示例", "60000001", "60000002"):
        assert personal not in open_text
    assert version.content["rows"][0]["profile"].startswith("成立于1998年")
    assert version.content["header"] == {"department": "渝北区经济信息委"}
    keys = load_keys(settings.JIANYOU_HOME)
    values = {each.field: keys.decrypt(bytes(each.value)) for each in PersonalDatum.objects.all()}
    assert values == {
        "0.contact": "王示例",
        "0.phone": "023-60000002",
        "1.contact": "李示例 02360000001234567",
    }


def test_the_declaration_is_asked_for() -> None:
    opened_city()
    client = browser()
    at = step_two(client)
    answer = client.post(at)
    assert answer.status_code == 422
    assert 'id="not_classified-error"' in answer.content.decode()
    assert 'href="#not_classified"' in answer.content.decode()
    assert Filing.objects.count() == 0


def test_the_button_pressed_twice_files_once() -> None:
    opened_city()
    client = browser()
    at = step_two(client)
    first, second = (client.post(at, {"not_classified": "yes"}) for _ in range(2))
    assert number_and_code(client.get(first["Location"])) == number_and_code(client.get(second["Location"]))
    assert Filing.objects.count() == 1


def test_pressed_at_once_by_four_hands_files_once() -> None:
    opened_city()
    at = step_two(browser())
    answers: list[Any] = []

    def press() -> None:
        try:
            answers.append(browser().post(at, {"not_classified": "yes"}))
        finally:
            connections.close_all()

    hands = [threading.Thread(target=press) for _ in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert [answer.status_code for answer in answers] == [302] * 4
    pages = {number_and_code(browser().get(answer["Location"])) for answer in answers}
    assert (len(pages), Filing.objects.count()) == (1, 1)


def test_late_by_how_much_and_nothing_is_filed() -> None:
    call = opened_city()
    client = browser()
    at = step_two(client)
    moved_deadline(call, -125)
    for answer in (
        client.post(at, {"not_classified": "yes"}),
        client.get(at),
        client.get("/calls/city/file/"),
    ):
        told = text_of(answer)
        assert answer.status_code == 403
        assert re.search(r"没有报送：已过截止时间.*超过 2 分 \d+ 秒.*不接收逾期件.*科技处", told)
    assert client.post("/calls/city/file/", sent()).status_code == 403
    assert Filing.objects.count() == 0


def test_a_call_that_admits_late_ones_says_so() -> None:
    moved_deadline(opened_city(late=True), -1)
    assert "本次征集可以接收逾期件" in text_of(browser().get("/calls/city/file/"))


def test_pressed_again_after_the_deadline_the_receipt_comes_back() -> None:
    call = opened_city()
    client = browser()
    at = step_two(client)
    first = client.post(at, {"not_classified": "yes"})
    moved_deadline(call, -1)
    again = client.post(at, {"not_classified": "yes"})
    assert number_and_code(client.get(again["Location"])) == number_and_code(client.get(first["Location"]))


def test_what_waited_too_long_is_gone() -> None:
    opened_city()
    client = browser()
    answer = client.post(f"/calls/city/file/{uuid.uuid4()}/", {"not_classified": "yes"})
    assert (answer.status_code, "没有新的内容报送" in text_of(answer)) == (410, True)
    assert client.get(f"/calls/city/file/{uuid.uuid4()}/").status_code == 410


def test_a_table_of_one_call_is_not_filed_in_another() -> None:
    opened_city()
    opened_city("other")
    client = browser()
    at = step_two(client)
    assert client.post(at.replace("city", "other"), {"not_classified": "yes"}).status_code == 410
    assert Filing.objects.count() == 0


def come_back(client: Any, number: str, code: str) -> Any:
    return client.post("/filings/", {"number": number, "code": code})


def test_coming_back_with_number_and_code() -> None:
    opened_city()
    client = browser()
    number, code = number_and_code(client.get(filed(client)))
    for typed in ((number, code), (number.lower(), code.replace("-", " ")), (number.replace("-", ""), code)):
        answer = come_back(browser(), *typed)
        assert answer.status_code == 302, typed
    page = client.get(answer["Location"])
    assert code not in page.content.decode()
    assert number in page.content.decode()


def test_who_lacks_the_code_sees_nothing() -> None:
    opened_city()
    client = browser()
    number, code = number_and_code(client.get(filed(client)))
    for typed in ((number, "0000-0000-0000"), ("2222-2222-2222", code), (number, ""), ("", ""), ("é", "\0")):
        answer = come_back(browser(), *typed)
        assert (answer.status_code, "没有找到编号和验证码相符" in text_of(answer)) == (422, True)
    for path in (f"/filings/{number}/", f"/filings/{number}/receipt.json"):
        for key in ("", "?key=", "?new=", "?key=x:y:z", f"?key={number}"):
            assert client.get(path + key).status_code == 403
    assert client.post(f"/filings/{number}/withdraw", {"sure": "yes"}).status_code == 403


def test_a_key_opens_its_own_filing_only() -> None:
    opened_city()
    client = browser()
    first, second = filed(client), filed(client)
    query = first.partition("?")[2]
    assert client.get(f"{second.partition('?')[0]}?{query}").status_code == 403


def test_guessing_is_slowed_down() -> None:
    opened_city()
    client = browser(REMOTE_ADDR="198.51.100.7")
    number, code = number_and_code(client.get(filed(client)))
    assert [come_back(client, number, "0").status_code for _ in range(10)] == [422] * 10
    answer = come_back(client, number, code)
    assert (answer.status_code, "10 分钟后再试" in text_of(answer)) == (429, True)
    assert come_back(browser(), number, code).status_code == 302


def test_the_receipt_is_renewed_with_its_proof() -> None:
    opened_city()
    client = browser()
    number, code = number_and_code(client.get(filed(client)))
    at = come_back(client, number, code)["Location"]
    path, _, query = at.partition("?")
    key = load_keys(settings.JIANYOU_HOME).signing.public

    def checks() -> list[bool | None]:
        answer = client.get(f"{path}receipt.json?{query}")
        assert f"{number}.json" in answer["Content-Disposition"]
        return [each.holds for each in check_receipt(read_receipt(body(answer).decode()), key)]

    assert checks() == [True, True, True, True, None]
    assert "写入账本后，再下载一次" in text_of(client.get(at))
    seal(call_slug="city")
    assert checks() == [True] * 6
    assert "下载的回执带有证明" in text_of(client.get(at))


def test_a_filing_is_withdrawn_while_there_is_time() -> None:
    opened_city()
    client = browser()
    number, code = number_and_code(client.get(filed(client, sent(scan=SCAN))))
    path, _, query = come_back(client, number, code)["Location"].partition("?")
    unsure = client.post(f"{path}withdraw?{query}")
    assert (unsure.status_code, 'id="sure-error"' in unsure.content.decode()) == (409, True)
    assert Filing.objects.get().status == "filed"
    done = client.post(f"{path}withdraw?{query}", {"sure": "yes"})
    page = client.get(done["Location"])
    assert (Filing.objects.get().status, Entry.objects.get().status) == ("withdrawn", "withdrawn")
    assert ("已撤回" in text_of(page), "我确认撤回" in text_of(page)) == (True, False)
    assert list(LogRow.objects.order_by("at").values_list("act", flat=True)) == [
        "open_call",
        "register_scan",
        "withdraw",
    ]
    again = client.post(f"{path}withdraw?{query}", {"sure": "yes"})
    assert (again.status_code, "不能办理“撤回”" in text_of(again)) == (409, True)
    assert LogRow.objects.filter(act="withdraw").count() == 1


def test_after_the_deadline_nothing_is_withdrawn_here() -> None:
    call = opened_city()
    client = browser()
    number, code = number_and_code(client.get(filed(client)))
    path, _, query = come_back(client, number, code)["Location"].partition("?")
    moved_deadline(call, -1)
    assert "我确认撤回" not in text_of(client.get(f"{path}?{query}"))
    answer = client.post(f"{path}withdraw?{query}", {"sure": "yes"})
    assert (answer.status_code, "截止时间已过，不能在网上撤回" in text_of(answer)) == (409, True)
    assert Filing.objects.get().status == "prefilled"


def test_the_whole_journey_in_few_queries_and_bytes() -> None:
    opened_city()
    client = browser(headers={"accept-encoding": "gzip"})
    answers: list[Any] = []
    counts: list[int] = []

    def took(answer: Any) -> Any:
        answers.append(answer)
        counts.append(len(captured) - sum(counts))
        return answer

    with CaptureQueriesContext(connection) as captured:
        took(client.get("/calls/city/"))
        took(client.get("/calls/city/file/"))
        at = took(client.post("/calls/city/file/", sent(scan=SCAN)))["Location"]
        took(client.get(at))
        at = took(client.post(at, {"not_classified": "yes"}))["Location"]
        took(client.get(at))
    submit = {"sqlite": 13, "postgresql": 14}[connection.vendor]
    assert counts == [3, 1, 1, 1, submit, 11]
    assert sum(counts) <= 38
    styles = ("tokens", "base", "components", "blocks", "public")
    assets = [f"/static/jianyou/{name}.css" for name in styles]
    answers += [
        client.get(path) for path in (*assets, "/static/jianyou/icons.svg", "/static/jianyou/mark.svg")
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 302, 200, 302, 200, *[200] * 7]
    weight = sum(len(body(answer)) + 500 for answer in answers)
    assert weight <= 83 * 1024
