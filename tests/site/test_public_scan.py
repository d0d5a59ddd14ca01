"""The sealed scan comes after the filing; and the official annex to print and seal."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyou.actions.deciding import admit_late
from jianyou.actions.sealing import seal
from jianyou.domain.annexes.intake import read_in
from jianyou.domain.ledger.receipts import check_receipt, read_receipt
from jianyou.store.files import path_of
from jianyou.store.models import Filing, LogRow, StoredFile
from jianyou.store.sitekeys import site_keys
from tests.site.filling import GOOD
from tests.site.kit import builtin, head, moved_deadline
from tests.site.public import SCAN, body, browser, opened_city, row, text_of, upload
from tests.site.returning import Filer, filer_of_form, filer_of_page, returned

pytestmark = pytest.mark.usefixtures("site")


def hand_in(filer: Filer, data: bytes = SCAN, name: str = "盖章件.pdf") -> Any:
    return filer.client.post(filer.path("scan"), {"scan": upload(name, data)})


def next_said(filer: Filer) -> str:
    found = re.search(r'<h2 id="next-title">(.*?)</h2>', filer.page().content.decode())
    assert found
    return found[1]


def status() -> str:
    return str(Filing.objects.get().status)


@pytest.mark.parametrize(
    ("completes_on", "begins", "ends"),
    [
        ("either", "请打印、盖章，在 ", " 之前补交盖章扫描件，或者把原件送达"),
        ("sealed_scan", "请打印、盖章，在 ", " 之前补交盖章扫描件"),
    ],
)
def test_a_scan_in_time_completes_the_filing(completes_on: str, begins: str, ends: str) -> None:
    opened_city(completes_on=completes_on)
    filer = filer_of_page(browser())
    said = next_said(filer)
    assert (said.startswith(begins), said.endswith(ends)) == (True, True)
    told = text_of(filer.client.get(filer.path("scan")))
    assert ("之前交来，即完成报送。" in told, "交扫描件，完成报送" in told) == (True, True)
    answer = hand_in(filer)
    assert answer.status_code == 302
    (kept,) = Filing.objects.all()
    assert (kept.status, kept.filed_at is not None) == ("filed", True)
    assert next_said(filer) == "已经报送，现在不用做什么"
    page = text_of(filer.client.get(answer.headers["Location"]))
    for words in ("已在截止时间之前完成报送。", "盖章件.pdf", "第 2 版"):
        assert words in page, words
    assert path_of(StoredFile.objects.get(purpose="sealed_scan").digest).read_bytes() == SCAN
    acts = LogRow.objects.filter(kind="receipt").order_by("at").values_list("act", flat=True)
    assert list(acts) == ["submit", "register_scan"]


def test_the_receipt_is_renewed() -> None:
    opened_city()
    filer = filer_of_page(browser())
    hand_in(filer)
    seal(call_slug="city")
    written = body(filer.client.get(filer.path("receipt.json"))).decode()
    checked = check_receipt(read_receipt(written), site_keys().signing.public)
    assert [each.holds for each in checked] == [True] * 6
    content = json.loads(written)["content"]
    assert (content["status"], content["files"][0]["name"]) == ("filed", "盖章件.pdf")


def test_where_paper_completes_a_scan_is_a_copy() -> None:
    opened_city(completes_on="paper")
    filer = filer_of_page(browser())
    assert next_said(filer).endswith("之前把原件送达")
    page = filer.page().content.decode()
    assert "annex.docx" in page.partition("button-primary")[2][:60]
    assert "不能代替送达的盖章纸质件" in text_of(filer.client.get(filer.path("scan")))
    hand_in(filer)
    assert (status(), LogRow.objects.filter(act="add_copy").count()) == ("prefilled", 1)
    assert next_said(filer).endswith("之前把原件送达")


def test_what_is_filed_takes_copies() -> None:
    opened_city()
    filer = filer_of_form(browser(), row("示例轴承有限公司"))
    assert "只作附存" in text_of(filer.client.get(filer.path("scan")))
    hand_in(filer, b"%PDF-1.4\nanother\n")
    assert StoredFile.objects.filter(version__ordinal=2, purpose="sealed_scan").count() == 2
    assert status() == "filed"


def test_late_where_the_call_admits_late_ones() -> None:
    call = opened_city(late=True)
    filer = filer_of_page(browser())
    moved_deadline(call, -125)
    assert re.match(r"截止时间已过 2 分 \d+ 秒，还可以按逾期件补交盖章扫描件", next_said(filer))
    told = text_of(filer.client.get(filer.path("scan")))
    assert re.search(r"截止时间已过 2 分 \d+ 秒。 *现在交来的登记为逾期件，不算完成报送", told)
    assert "交扫描件，登记为逾期件" in told
    assert hand_in(filer).status_code == 302
    assert (status(), LogRow.objects.filter(act="register_late").count()) == ("late", 1)
    assert re.match(r"逾期 2 分 \d+ 秒，还没有接收", next_said(filer))
    told = text_of(filer.page())
    assert ("是否接收由征集部门决定" in told, "未完成报送" in told) == (True, True)
    again = hand_in(filer, b"%PDF-1.4\nanother\n")
    assert (again.status_code, "已经登记为逾期件，不再收材料" in text_of(again)) == (403, True)
    admit_late(actor=head(), number=filer.number, reason="道路中断")
    assert next_said(filer) == "已经报送，现在不用做什么"
    told = text_of(filer.page())
    assert ("经批准接收，视为完成报送" in told, "逾期 2 分" in told) == (True, False)


def test_late_where_the_call_admits_none() -> None:
    call = opened_city()
    filer = filer_of_page(browser())
    page = filer.client.get(filer.path("scan"))
    assert page.status_code == 200
    moved_deadline(call, -125)
    answer = hand_in(filer)
    told = text_of(answer)
    assert answer.status_code == 403
    assert re.search(r"超过 2 分 \d+ 秒.*本次征集不接收逾期件。.*这一次什么都没有收下.*科技处", told)
    assert "什么都没有收下" not in text_of(filer.client.get(filer.path("scan")))
    assert (status(), StoredFile.objects.count()) == ("prefilled", 0)
    assert re.match(r"截止时间已过 2 分 \d+ 秒，这份报送没有完成", next_said(filer))


def test_what_was_withdrawn_takes_nothing() -> None:
    opened_city()
    filer = filer_of_page(browser())
    filer.client.post(filer.path("withdraw"), {"sure": "yes"})
    answer = hand_in(filer)
    assert (answer.status_code, "已经撤回，不再收材料" in text_of(answer)) == (403, True)
    assert next_said(filer) == "已经撤回，不再参加本次征集"
    assert "重新报送" in text_of(filer.page())


def test_the_button_pressed_twice_adds_one_scan() -> None:
    opened_city()
    filer = filer_of_page(browser())
    assert [hand_in(filer).status_code for _ in range(2)] == [302, 302]
    assert Filing.objects.get().versions.count() == 2


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("盖章件.pdf", b"", "是空文件"),
        ("盖章件.pdf", b"MZ not a scan", "不是 PDF、JPG 或 PNG 文件"),
        ("x" * 300 + ".pdf", b"<html>", "不是 PDF、JPG 或 PNG 文件"),
        ("大.pdf", b"%PDF-" + bytes(20 * 1024 * 1024), "超过 20 MB"),
    ],
)
def test_what_is_no_scan_is_told(site: Path, name: str, data: bytes, words: str) -> None:
    opened_city()
    filer = filer_of_page(browser())
    answer = hand_in(filer, data, name)
    assert (answer.status_code, words in text_of(answer)) == (422, True)
    page = answer.content.decode()
    assert ('id="scan-error"' in page, 'href="#scan"' in page) == (True, True)
    assert (status(), list((site / "spool").iterdir())) == ("prefilled", [])


def test_no_file_chosen() -> None:
    opened_city()
    filer = filer_of_page(browser())
    answer = filer.client.post(filer.path("scan"))
    assert (answer.status_code, "还没有选择盖章扫描件" in text_of(answer)) == (422, True)


def test_the_annex_to_seal_is_what_was_typed(tmp_path: Path) -> None:
    opened_city()
    filer = filer_of_page(browser(), GOOD, GOOD | {"name": "示例齿轮厂"})
    answer = filer.client.get(filer.path("annex.docx"))
    assert "attachment" in answer["Content-Disposition"]
    path = tmp_path / "annex.docx"
    path.write_bytes(body(answer))
    schema = builtin().annex
    read = read_in(path, file=path.name, schema=schema)
    assert [one.text("name") for one in read.rows] == ["示例轴承有限公司", "示例齿轮厂"]
    assert {key: read.rows[0].text(key) for key in GOOD} == GOOD
    header = {key: value.text for key, value in read.header.items()}
    assert header == {"department": "渝北区经济信息委", "contact": "王示例", "phone": "023-60000002"}
    (shown,) = LogRow.objects.filter(act="show_personal_data")
    assert (shown.actor, shown.filing) == ("filer", Filing.objects.get())


def test_the_annex_follows_the_corrections(tmp_path: Path) -> None:
    opened_city()
    filer = filer_of_form(browser(), row("示例轴承有限公司"))
    assert "/preview/" not in filer.page().content.decode()
    returned(filer, feature="请缩短。")
    filer.answers("send", feature="人人把关")
    assert "/preview/" in filer.page().content.decode()
    path = tmp_path / "annex.docx"
    path.write_bytes(body(filer.client.get(filer.path("annex.docx"))))
    (read,) = read_in(path, file=path.name, schema=builtin().annex).rows
    assert (read.text("feature"), read.text("contact")) == ("人人把关", "李示例，质量部部长，023-60000001")


def test_only_who_was_let_in() -> None:
    opened_city()
    filer, other = filer_of_page(browser()), filer_of_page(browser())
    for query in ("", "?key=x", f"?{other.query}"):
        for end in ("scan", "annex.docx"):
            assert browser().get(f"/filings/{filer.number}/{end}{query}").status_code == 403
        answer = browser().post(f"/filings/{filer.number}/scan{query}", {"scan": upload("a.pdf", SCAN)})
        assert answer.status_code == 403
    assert LogRow.objects.filter(act__in=["show_personal_data", "register_scan"]).count() == 0
    assert filer.client.head(filer.path("annex.docx")).status_code == 405


def test_queries() -> None:
    opened_city()
    filer = filer_of_page(browser())
    with CaptureQueriesContext(connection) as captured:
        filer.client.get(filer.path("scan"))
    assert len(captured) == 5
