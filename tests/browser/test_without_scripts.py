"""The essential path with scripts off: plain forms and links do all of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from jianyou.domain.annexes.intake import take_in
from jianyou.domain.calls.load import load_call
from tests.browser.conftest import Start
from tests.browser.driving import Seen, context_of, enter, wait_read
from tests.browser.letters import PASSWORD, SHORT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

CALL = load_call("chongqing-2024")


@pytest.fixture
def plain(browser: Browser, seen: Seen, start: Start) -> Iterator[Page]:
    """A window that runs no scripts."""
    del start
    context = context_of(browser, java_script_enabled=False)
    seen.watch(context)
    yield context.new_page()
    context.close()
    assert (seen.elsewhere, seen.complaints) == ([], [])


def test_from_upload_to_download(plain: Page, start: Start, tmp_path: Path, letters: Path) -> None:
    running = start(None)
    enter(plain, running)
    plain.get_by_label("放在哪个文件夹？").fill(str(tmp_path / "工作"))
    plain.get_by_role("button", name="开始", exact=True).click()
    chosen = sorted(letters.rglob("*.docx"))
    plain.locator("input[type=file][name=files]").set_input_files(chosen)
    plain.get_by_role("button", name="收入所选文件").click()
    expect(plain.locator("#told")).to_contain_text("5")
    wait_read(plain)
    assert plain.locator(".line-name").count() == 5

    plain.get_by_role("link", name="锁.docx").click()
    plain.get_by_label("密码", exact=True).fill(PASSWORD)
    plain.get_by_role("button", name="打开文件").click()
    expect(plain.locator(".record-head .pill")).to_have_text("无问题")

    plain.goto(f"{running.root}/inbox")
    plain.get_by_role("link", name="长.docx").click()
    feature = plain.locator("#c-1-feature")
    feature.locator("summary", has_text="改正").click()
    feature.locator("textarea[name=text]").last.fill(SHORT)
    feature.get_by_role("button", name="保存改正").click()
    expect(plain.locator(".record-head .pill")).to_have_text("无问题")
    assert plain.url.endswith("#c-1-feature")

    plain.goto(f"{running.root}/results")
    plain.locator("form[data-busy] button").click()
    with plain.expect_download() as download:
        plain.locator("#made a[href='/results/master_docx']").click()
    path = tmp_path / "总表.docx"
    download.value.save_as(path)
    form = take_in(path, file=path.name, schema=CALL.annex, deadline=CALL.deadline)
    assert sorted(row.text("feature") for row in form.rows) == sorted(
        [SHORT, *["人人把关，件件可追溯"] * 3],
    )


def test_a_place_on_the_machine_and_nothing_that_needs_scripts(
    plain: Page, start: Start, tmp_path: Path, letters: Path
) -> None:
    running = start(tmp_path / "工作")
    enter(plain, running)
    assert [each.is_visible() for each in plain.locator(".needs-script").all()] == [False] * 3
    plain.get_by_text("或写出文件夹在本机的位置").click()
    plain.get_by_label("文件或文件夹的完整路径").fill(str(letters))
    plain.get_by_role("button", name="全部收入").click()
    wait_read(plain)
    assert plain.locator(".line-name").count() == 5
    plain.goto(f"{running.root}/reminders")
    assert [each.is_visible() for each in plain.locator(".needs-script").all()] == [False] * 4
    plain.get_by_role("button", name="全部存为 Word").click()
    expect(plain.locator("#made")).to_be_visible()


@pytest.mark.slow
def test_while_files_are_read_the_page_comes_again_by_itself(
    plain: Page, start: Start, tmp_path: Path, three_hundred: Path
) -> None:
    running = start(tmp_path / "工作", "--from", str(three_hundred))
    enter(plain, running)
    shown = plain.content()
    assert 'http-equiv="refresh"' in shown or plain.locator("[data-reading]").is_hidden()
    expect(plain.locator(".filters .number").first).to_have_text("301", timeout=30_000)
