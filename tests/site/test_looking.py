"""Scans that were taken at once are looked into later, once, for filer and office alike."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyou.domain.lifecycle.roles import Role
from jianyou.jobs import looking
from jianyou.jobs.looking import look_due
from jianyou.store.files import path_of
from jianyou.store.models import Call, StoredFile
from tests.officefiles.scanning import scanned
from tests.site.filling import GOOD
from tests.site.kit import moved_deadline
from tests.site.office import working
from tests.site.public import body, browser, opened_city, text_of, upload
from tests.site.returning import Filer, filer_of_page, returned

pytestmark = pytest.mark.usefixtures("site")
WAITS = "扫描件已收下，还没有自动查看；稍后自动查看，结果写在这里。"
AGREES = "扫描件上的编号和内容指纹，与现在的数据一致。"


def late_scan(filer: Filer, call: Call) -> None:
    """A scan of what was filed, handed in within the last minute."""
    data = scanned(body(filer.client.get(filer.path("annex.pdf"))))
    moved_deadline(call, 30)
    answer = filer.client.post(filer.path("scan"), {"scan": upload("盖章件.jpg", data)})
    assert answer.status_code == 302, answer.content.decode()


def told(filer: Filer) -> str:
    return text_of(filer.page()).partition("盖章扫描件的核对")[2]


def test_a_scan_of_the_last_minute_is_looked_into_after_the_deadline() -> None:
    call = opened_city()
    filer = filer_of_page(browser())
    late_scan(filer, call)
    assert WAITS in told(filer)
    assert look_due() == 0
    moved_deadline(call, -1)
    assert look_due() == 1
    assert AGREES in told(filer)
    assert WAITS not in told(filer)
    page: Any = working(Role.OFFICE_CLERK).get(f"/office/filings/{filer.number}/")
    assert AGREES in text_of(page)
    assert look_due() == 0


@pytest.mark.slow
def test_every_version_that_holds_the_scan_learns_it() -> None:
    call = opened_city()
    filer = filer_of_page(browser())
    late_scan(filer, call)
    moved_deadline(call, 90_000)
    returned(filer, feature="请缩短。")
    filer.answers("send", feature="人人把关")
    assert look_due() == 1
    seen = [file.seen for file in StoredFile.objects.filter(purpose="sealed_scan")]
    assert [one["marks"][0][0] for one in seen] == [filer.number, filer.number]
    assert "扫描件是第 2 版打印的" not in told(filer)
    assert "扫描件是第 1 版打印的，此后数据改过" in told(filer)


@pytest.mark.slow
def test_a_file_that_is_gone_keeps_no_other_waiting() -> None:
    call = opened_city()
    filer, other = filer_of_page(browser()), filer_of_page(browser(), GOOD | {"name": "示例齿轮厂"})
    late_scan(filer, call)
    late_scan(other, call)
    path_of(StoredFile.objects.filter(purpose="sealed_scan").order_by("id")[0].digest).unlink()
    moved_deadline(call, -1)
    assert look_due() == 2
    assert "文件打不开" in told(filer)
    assert AGREES in told(other)


@pytest.mark.slow
def test_a_round_is_bounded_and_ends_when_it_shall(monkeypatch: pytest.MonkeyPatch) -> None:
    call = opened_city()
    filer, other = filer_of_page(browser()), filer_of_page(browser(), GOOD | {"name": "示例齿轮厂"})
    late_scan(filer, call)
    late_scan(other, call)
    moved_deadline(call, -1)
    assert look_due(going=lambda: False) == 0
    monkeypatch.setattr(looking, "MOST", 1)
    assert [look_due(), look_due(), look_due()] == [1, 1, 0]


def test_nothing_waits_without_looking_further() -> None:
    opened_city()
    filer_of_page(browser())
    with CaptureQueriesContext(connection) as asked:
        assert look_due() == 0
    assert len(asked) == 2
