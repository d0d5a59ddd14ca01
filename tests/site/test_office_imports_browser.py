"""An import at a real browser: a folder chosen, read while one looks, entered, undone; fit for everyone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import PATIENCE
from tests.site.at_home import apart
from tests.site.kit import copied_site
from tests.site.office import filed_city, typed
from tests.site.public import form, opened_city, row
from tests.site.serving import start_server
from tests.site.signin import NAME, PASSWORD, account
from tests.site.windows import SIZES, Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]
ONE, TWO = "示例轴承有限公司", "示例齿轮有限公司"


def _furnish() -> None:
    opened_city()
    account()
    filed_city(typed(ONE))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with a call in which one nominee has filed, and a clerk."""
    folder = tmp_path_factory.mktemp("imports") / "site"
    with copied_site(folder):
        apart(_furnish)
        server = start_server(folder)
        try:
            yield server.address
        finally:
            server.kill()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of forms: one of a nominee that has filed, one without findings, one that is broken."""
    for name, data in {
        "甲/轴承.docx": form(row(ONE, feature="人人把关，件件可追溯，" * 5)),
        "乙/齿轮.xlsx": form(row(TWO), kind="xlsx"),
        "坏的.docx": b"PK\x03\x04",
    }.items():
        path = tmp_path / "来件" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "来件"


def sign_in(page: Page, address: str) -> None:
    """Signs the clerk in."""
    page.goto(f"{address}/account/sign-in/")
    page.locator("[name=login]").fill(NAME)
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/office/")


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("phone", "dark")])
def test_a_folder_through_all_its_pages(
    window: Windows, address: str, folder: Path, size: str, scheme: str
) -> None:
    page = window(SIZES[size], color_scheme=scheme).new_page()
    wrong: dict[str, list[str]] = {}

    def look(name: str) -> None:
        wrong[name] = faults(page)

    sign_in(page, address)
    page.goto(f"{address}/office/calls/city/imports/")
    look("list")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="选择文件夹…").click()
    chooser.value.set_files(folder)
    page.wait_for_url("**/imports/*/")
    expect(page.locator("[data-live]")).to_have_attribute("data-running", "no", timeout=PATIENCE)
    names = ["来件/甲/轴承.docx", "来件/乙/齿轮.xlsx", "来件/坏的.docx"]
    assert sorted(page.locator(".import-lines .line-name").all_inner_texts()) == sorted(names)
    look("preview")
    expect(page.get_by_text("还有 1 份要选择")).to_be_visible()
    page.locator(".import-lines .line-name", has_text="轴承").click()
    look("file")
    page.get_by_role("button", name="设为不登记").click()
    page.get_by_role("button", name="下一步：核对要登记的 1 份").click()
    look("before entering")
    page.get_by_role("button", name="登记 1 份").click()
    expect(page.locator(".record-head .pill")).to_have_text("已登记", timeout=PATIENCE)
    look("entered")
    page.get_by_role("link", name="撤销整次导入…").click()
    look("undoing")
    page.get_by_role("button", name="下一步：核对").click()
    look("reason missing")
    page.locator("#reason").fill("放错了文件夹")
    page.get_by_role("button", name="下一步：核对").click()
    look("before undoing")
    page.get_by_role("button", name="撤回 1 件").click()
    expect(page.locator(".record-head .pill")).to_have_text("已撤销", timeout=PATIENCE)
    assert {name: found for name, found in wrong.items() if found} == {}
    assert len(wrong) == 8


def test_without_scripts(window: Windows, address: str, folder: Path) -> None:
    page = window(java_script_enabled=False).new_page()
    sign_in(page, address)
    page.goto(f"{address}/office/calls/city/imports/")
    page.locator("[name=files]").set_input_files(folder / "坏的.docx")
    page.get_by_role("button", name="收入所选文件").click()
    page.wait_for_url("**/imports/*/")
    # The page asks anew by itself every three seconds.
    expect(page.locator(".import-lines .pill")).to_have_text("未能读取", timeout=PATIENCE)
    page.get_by_text("放弃这次导入…").click()
    page.get_by_label("我确认放弃").check()
    page.get_by_role("button", name="放弃 1 份").click()
    expect(page.locator(".record-head .pill")).to_have_text("已放弃")
