"""The filer comes back, in a real browser: seals, corrects; without scripts, fit for everyone."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Page, expect

from jianyou.actions.deciding import Looked
from tests.browser.driving import PHONE
from tests.site.filling import GOOD
from tests.site.kit import site_at
from tests.site.public import SCAN, opened_city
from tests.site.returning import LONG, moved_due, returned_by_office
from tests.site.serving import served
from tests.site.windows import SIZES, Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

SCAN_FILE = {"name": "盖章件.pdf", "mimeType": "application/pdf", "buffer": SCAN}
ASKED = {"feature": "超过 25 字，请缩短。", "contact": "请写明职务。"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with one call for a day."""
    home: Path = tmp_path_factory.mktemp("served") / "site"
    with site_at(home):
        opened_city()
        connections.close_all()
        with served(home) as url:
            yield url


def at_office(act: Callable[[], object]) -> None:
    """Does something on the site's database, in a thread of its own: the browser's has a loop."""
    failed: list[Exception] = []

    def do() -> None:
        try:
            act()
        except Exception as error:  # noqa: BLE001  — raised again where it is seen
            failed.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=do)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]


def press(page: Page) -> None:
    page.locator("main .button-primary").click()


def send_back(number: str, version: int, **remarks: str) -> None:
    """The office returns the first entry."""
    at_office(lambda: returned_by_office(Looked(number, 1, version), remarks, note="改好后不必重新盖章。"))


def journey(page: Page, address: str) -> Iterator[str]:
    """Through every state of the filer's pages; yields its name when it stands."""
    page.goto(f"{address}/calls/city/fill/")
    page.locator("#filer").fill("渝北区经济信息委")
    for key, text in (GOOD | {"feature": LONG}).items():
        if key != "willing":
            page.locator(f"#c-1-{key}").fill(text)
    press(page)
    page.locator("#not_classified").check()
    press(page)
    yield "just filed"
    number, code = page.locator(".keep .code").all_inner_texts()
    page.goto(f"{address}/filings/")
    page.locator("#number").fill(number)
    page.locator("#code").fill(code)
    press(page)
    yield "to be sealed"
    filing = page.url
    press(page)
    yield "scan"
    press(page)
    yield "scan refused"
    page.locator("#scan").set_input_files(SCAN_FILE)  # type: ignore[arg-type]
    press(page)
    yield "waiting"
    page.locator("main a", has_text="扫描件" if "zh" in lang(page) else "scan").last.click()
    yield "scan as a copy"
    send_back(number, 2, **ASKED)
    page.goto(filing)
    yield "returned"
    press(page)
    yield "correct"
    page.locator("#c-1-feature").fill("长" * 5001)
    press(page)
    yield "correct refused"
    page.locator("#c-1-feature").fill("一轴一档，件件可追溯")
    page.locator("#c-1-contact").fill("李示例，质量部部长")
    yield from key_too_old(page, code)
    press(page)
    yield "answered"
    send_back(number, 3, profile="请写明员工数量。")
    page.goto(filing)
    press(page)
    opened = page.url
    at_office(lambda: moved_due(-125))
    page.goto(opened)
    yield "correction over"
    page.goto(filing)
    yield "missed"


def key_too_old(page: Page, code: str) -> Iterator[str]:
    """The page stood open too long; with the code it goes on to the page that shows what changed."""
    page.locator("main form").evaluate("form => { form.action = form.action.split('?')[0] + '?key=old' }")
    press(page)
    yield "code asked"
    page.locator("#code").fill("0000")
    press(page)
    yield "code refused"
    page.locator("#code").fill(code)
    press(page)
    yield "changes"


def lang(page: Page) -> str:
    return page.locator("html").get_attribute("lang") or ""


STATES = (
    *(
        "just filed",
        "to be sealed",
        "scan",
        "scan refused",
        "waiting",
        "scan as a copy",
        "returned",
        "correct",
    ),
    *("correct refused", "code asked", "code refused", "changes", "answered", "correction over", "missed"),
)


@pytest.mark.parametrize(
    ("size", "language", "scheme"),
    [
        ("phone", "zh", "light"),
        # The other combinations are looked at in `make test-slow`.
        pytest.param("desktop", "zh", "dark", marks=pytest.mark.slow),
        pytest.param("phone", "en", "dark", marks=pytest.mark.slow),
        pytest.param("desktop", "en", "light", marks=pytest.mark.slow),
    ],
)
def test_every_page_is_fit_for_everyone(
    window: Windows, address: str, size: str, language: str, scheme: str
) -> None:
    page = window(SIZES[size], color_scheme=scheme).new_page()
    page.goto(f"{address}/language?to={language}&back=/")
    names, found = [], {}
    for name in journey(page, address):
        names.append(name)
        found[name] = faults(page)
        assert page.locator("h1").count() == 1, name
        assert page.locator("main .button-primary").count() <= 1, name
        if name.endswith("refused"):
            assert page.evaluate("document.activeElement.id") == "problems", name
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert tuple(names) == STATES


def test_all_of_it_without_scripts(window: Windows, address: str) -> None:
    page = window(PHONE, java_script_enabled=False).new_page()
    page.goto(f"{address}/calls/city/fill/")
    page.locator("#filer").fill("渝北区经济信息委")
    for key in ("name", "contact"):
        page.locator(f"#c-1-{key}").fill(GOOD[key])
    press(page)
    page.get_by_label("已经保密审查").check()
    press(page)
    number, code = page.locator(".keep .code").all_inner_texts()
    page.goto(f"{address}/filings/")
    page.get_by_label("报送编号").fill(number)
    page.get_by_label("验证码").fill(code)
    press(page)
    with page.expect_download() as annex:
        page.get_by_role("link", name="下载填好的正式表").first.click()
    assert annex.value.suggested_filename.endswith(f"{number}.docx")
    page.get_by_role("link", name="补交盖章扫描件").first.click()
    page.get_by_label("盖章扫描件").set_input_files(SCAN_FILE)  # type: ignore[arg-type]
    page.get_by_role("button", name="交扫描件，完成报送").click()
    expect(page.locator(".receipt-state")).to_have_text("已报送")
    send_back(number, 2, **ASKED)
    page.reload()
    page.get_by_role("link", name="补正第 1 条").click()
    expect(page.get_by_label("联系人姓名")).to_have_value(GOOD["contact"])
    page.locator("#c-1-feature").fill("一轴一档，件件可追溯")
    page.get_by_role("button", name="核对").click()
    expect(page.locator("ins")).to_have_text("一轴一档，件件可追溯")
    page.get_by_role("button", name="返回修改").click()
    expect(page.locator("#c-1-feature")).to_have_value("一轴一档，件件可追溯")
    page.get_by_role("button", name="核对").click()
    page.get_by_role("button", name="提交补正").click()
    expect(page.locator("#next-title")).to_have_text("补正已经收到，现在不用做什么")
