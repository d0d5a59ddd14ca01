"""What a sealed scan bears, told to its filer and to the office beside the data."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from jianyou.domain.lifecycle.roles import Role
from jianyou.store.models import StoredFile
from jianyou.web.public import uploaded
from jianyou.web.public.uploaded import look_at_scan
from tests.officefiles.scanning import pdf_of, scanned
from tests.officefiles.signing import signed
from tests.site.filling import GOOD
from tests.site.kit import builtin
from tests.site.office import working
from tests.site.public import body, browser, filed, form, opened_city, row, sent, text_of, upload
from tests.site.returning import Filer, come_back, filer_of_page, returned

pytestmark = pytest.mark.usefixtures("site")


def printed(filer: Filer) -> bytes:
    return body(filer.client.get(filer.path("annex.pdf")))


def hand_in(filer: Filer, data: bytes, name: str = "盖章件.pdf") -> str:
    """Hand in a scan; what the filing's page says afterwards."""
    answer = filer.client.post(filer.path("scan"), {"scan": upload(name, data)})
    assert answer.status_code == 302, answer.content.decode()
    return text_of(filer.page()).partition("盖章扫描件的核对")[2]


def test_a_scan_of_what_was_filed_agrees() -> None:
    opened_city()
    filer = filer_of_page(browser(), GOOD, GOOD | {"name": "示例齿轮厂"})
    said = hand_in(filer, scanned(printed(filer)), "盖章件.jpg")
    assert "扫描件上的编号和内容指纹，与现在的数据一致。" in said
    assert "共 1 页，查看了 1 页，其中 1 页有本站的二维码。" in said
    seen = StoredFile.objects.get(purpose="sealed_scan").seen
    assert (seen["marks"][0][0], seen["table"], seen["problem"]) == (filer.number, None, "")


def test_after_a_correction_the_changes_are_listed() -> None:
    opened_city()
    filer = filer_of_page(browser())
    hand_in(filer, pdf_of([scanned(printed(filer))]))
    returned(filer, feature="请缩短。")
    filer.answers("send", feature="人人把关")
    page = text_of(filer.page()).partition("盖章扫描件的核对")[2]
    assert "扫描件是第 1 版打印的，此后数据改过" in page
    assert "扫描件 一轴一档，件件可追溯 现在的数据 人人把关" in page


@pytest.mark.slow
def test_the_scan_of_another_filing_tells_its_first_group_only() -> None:
    opened_city()
    filer, other = filer_of_page(browser()), filer_of_page(browser())
    said = hand_in(filer, scanned(printed(other)), "别家.jpg")
    first, rest = other.number.split("-", 1)
    assert f"扫描件上的编号以 {first} 开头，是另一份报送的。" in said
    assert rest not in filer.page().content.decode()


def test_a_scan_without_a_code() -> None:
    opened_city()
    filer = filer_of_page(browser())
    blank = scanned(printed(filer), dpi=40)
    assert "未找到二维码，请人工核对。" in hand_in(filer, blank, "手机.jpg")


@pytest.mark.slow
def test_a_file_that_cannot_be_looked_into_is_taken() -> None:
    opened_city()
    filer = filer_of_page(browser())
    said = hand_in(filer, b"%PDF-1.4\n% a sealed table\n")
    assert "扫描件已收下，但没有自动查看，请人工核对。 文件打不开" in said


@pytest.mark.slow
def test_words_in_a_pdf_are_compared_without_contacts() -> None:
    opened_city()
    filer, other = filer_of_page(browser()), filer_of_page(browser(), GOOD | {"feature": "改过的话"})
    said = hand_in(filer, printed(filer))
    assert "文件中的文字也读过，各栏与现在的数据一致" in said
    plain = hand_in(other, printed(filer))
    assert "文件中的文字有 1 处与现在的数据不一致。" in plain
    assert "扫描件 一轴一档，件件可追溯 现在的数据 改过的话" in plain
    kept = StoredFile.objects.filter(purpose="sealed_scan")
    assert "023-6000" not in str([each.seen for each in kept])


@pytest.mark.slow
def test_a_signed_pdf_tells_who_and_what_is_not_known() -> None:
    opened_city()
    filer = filer_of_page(browser())
    said = hand_in(filer, signed(printed(filer), "示例轴承有限公司"))
    assert "示例轴承有限公司 签名，签名覆盖整个文件，签名之后没有改动。" in said
    assert "证书没有追溯到根证书" in said


def test_a_scan_that_comes_with_the_form_is_looked_into_too() -> None:
    opened_city()
    first = filer_of_page(browser())
    client: Client = browser()
    pdf = printed(first)
    page = client.get(filed(client, sent(form(row("示例轴承有限公司")), scan=pdf)))
    assert "是另一份报送的" in text_of(page)
    come_back(client, page)
    assert StoredFile.objects.get(purpose="sealed_scan").seen["marked"] == 1


def test_the_office_sees_the_same() -> None:
    opened_city()
    filer = filer_of_page(browser())
    hand_in(filer, scanned(printed(filer)), "盖章件.jpg")
    page: Any = working(Role.OFFICE_CLERK).get(f"/office/filings/{filer.number}/")
    assert "扫描件上的编号和内容指纹，与现在的数据一致。" in text_of(page)


@pytest.mark.parametrize("seconds", [0, 59])
def test_near_the_deadline_nothing_is_waited_for(tmp_path: Any, seconds: int) -> None:
    seen = look_at_scan(tmp_path / "absent", builtin().annex, timedelta(seconds=seconds))
    assert seen["problem"] == "scan_near_deadline"


def test_when_many_hand_in_nobody_waits_long(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploaded, "_LOOK_PATIENCE", 0.05)
    held = [uploaded._LOOKS_AT_ONCE.acquire(), uploaded._LOOKS_AT_ONCE.acquire()]
    try:
        assert held == [True, True]
        seen = look_at_scan(tmp_path / "absent", builtin().annex, timedelta(hours=1))
    finally:
        uploaded._LOOKS_AT_ONCE.release(2)
    assert seen["problem"] == "scan_busy"
