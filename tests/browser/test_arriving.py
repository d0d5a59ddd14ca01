"""收件: what is dropped, chosen or named comes in, is read, and is counted as the command line counts it."""

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Start
from tests.browser.driving import PATIENCE, Running, Seen, drop, enter, environment, wait_read
from tests.browser.letters import write_letters
from tests.cli.samples import GOOD, write_form

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def expect_said(page: Page, new: int, known: int, refused: int = 0) -> None:
    """Waits until the page tells so after an upload."""
    said = f"收入 {new} 份，已有 {known} 份，没有收入 {refused} 份。"
    expect(page.locator("[data-upload-said]")).to_have_text(said, timeout=PATIENCE)


def shown_counts(page: Page) -> dict[str, int]:
    """Files by state, as the filters of the list show them."""
    counts = {}
    for link in page.locator(".filters a").all():
        state = re.search(r"state=(\w+)", link.get_attribute("href") or "")
        counts[state.group(1) if state else "all"] = int(link.locator(".number").inner_text())
    return counts


def checked_counts(folder: Path, home: Path) -> dict[str, int]:
    """The same, as `jianyou form check --json` tells of a folder."""
    command = [sys.executable, "-m", "jianyou", "form", "check", "--json", str(folder)]
    told = subprocess.run(command, capture_output=True, check=False, env=environment(home)).stdout
    files = json.loads(told)["files"]
    return Counter(state_of(one["status"], {each["severity"] for each in one["findings"]}) for one in files)


def state_of(status: str, severities: set[str]) -> str:
    if status != "read":
        return status
    return "errors" if "error" in severities else "warnings" if "warning" in severities else "clean"


def test_three_hundred_forms_are_dropped_and_counted_as_the_command_counts(
    page: Page, start: Start, tmp_path: Path, three_hundred: Path
) -> None:
    running = start(tmp_path / "工作")
    enter(page, running)
    told: set[str] = set()

    def keep(text: str) -> None:
        told.add(text)

    page.expose_function("telling", keep)
    page.evaluate(
        "new MutationObserver(() => telling(document.querySelector('[data-upload-told]')?.textContent ?? ''))"
        ".observe(document.body, { subtree: true, childList: true, characterData: true })"
    )
    drop(page, three_hundred)
    expect_said(page, 300, 0)
    assert {"正在收入 0 / 300 份", "正在收入 280 / 300 份"} <= told
    wait_read(page)
    shown = shown_counts(page)
    drop(page, three_hundred)
    expect_said(page, 0, 300)
    checked = checked_counts(three_hundred, tmp_path / "home")
    assert shown.pop("all") == sum(checked.values())
    # The command knows a locked file and a lone scan as rejected only.
    rejected = sum(shown.pop(state, 0) for state in ("locked", "rejected", "sealed_scan"))
    assert {**shown, "rejected": rejected} == checked


@pytest.mark.slow
def test_the_list_fills_by_itself_while_files_are_read(
    page: Page, start: Start, tmp_path: Path, week: Path
) -> None:
    running = start(tmp_path / "工作", "--from", str(week))
    enter(page, running)
    expect(page.locator("[data-reading]")).to_be_hidden(timeout=PATIENCE)
    wait_count = shown_counts(page)["all"]
    wait_read(page)
    assert shown_counts(page)["all"] == wait_count


def test_a_dropped_folder_keeps_its_inner_folders(
    page: Page, start: Start, tmp_path: Path, letters: Path
) -> None:
    running = start(tmp_path / "工作")
    enter(page, running)
    drop(page, letters)
    expect_said(page, 5, 0)
    wait_read(page)
    assert shown_counts(page) == {
        "all": 5,
        "locked": 1,
        "rejected": 1,
        "errors": 1,
        "warnings": 1,
        "clean": 1,
    }
    row = page.locator("li", has=page.get_by_role("link", name="长.docx"))
    expect(row).to_contain_text("渝北区")


def test_files_and_folders_are_chosen_by_buttons(
    page: Page, start: Start, tmp_path: Path, letters: Path
) -> None:
    running = start(tmp_path / "工作")
    enter(page, running)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="选择文件…").click()
    chooser.value.set_files([letters / "无年份.docx", letters / "坏.docx"])
    expect_said(page, 2, 0)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="选择文件夹…").click()
    chooser.value.set_files(letters)
    # Known by its bytes, not by its name or folder.
    expect_said(page, 3, 2)


def test_a_folder_is_taken_in_by_its_place_on_the_machine(
    page: Page, start: Start, tmp_path: Path, letters: Path
) -> None:
    running = start(tmp_path / "工作")
    enter(page, running)
    page.get_by_text("或写出文件夹在本机的位置").click()
    page.get_by_label("文件或文件夹的完整路径").fill(str(letters))
    page.get_by_role("button", name="全部收入").click()
    expect(page.locator("#told")).to_contain_text("5")
    wait_read(page)
    assert shown_counts(page)["all"] == 5


def test_what_comes_later_is_read_too_and_found_by_searching(inbox: Page, tmp_path: Path) -> None:
    assert shown_counts(inbox)["all"] == 5
    late = write_form(tmp_path / "补报.docx", [{**GOOD, "name": "重庆迟来仪表有限公司"}])
    drop(inbox, late)
    expect_said(inbox, 1, 0)
    wait_read(inbox)
    inbox.get_by_role("searchbox").fill("迟来仪表")
    inbox.get_by_role("searchbox").press("Enter")
    expect(inbox.locator(".line-name")).to_have_text(["补报.docx"])


def test_the_work_is_chosen_on_the_first_page(page: Page, start: Start, tmp_path: Path) -> None:
    letters = write_letters(tmp_path / "来件")
    running = start(None, "--from", str(letters))
    enter(page, running)
    expect(page).to_have_url(f"{running.root}/start")
    expect(page.locator("main")).to_contain_text(str(letters))
    page.get_by_label("放在哪个文件夹？").fill(str(tmp_path / "我的 工作"))
    page.get_by_role("button", name="开始", exact=True).click()
    expect(page).to_have_url(f"{running.root}/inbox")
    wait_read(page)
    assert shown_counts(page)["all"] == 5
    assert sorted(path.name for path in (tmp_path / "我的 工作" / "收到").rglob("*.docx")) == [
        "坏.docx",
        "好.docx",
        "无年份.docx",
        "锁.docx",
        "长.docx",
    ]


def test_a_lost_connection_is_told_and_nothing_is_half_done(
    page: Page, running: Running, letters: Path, seen: Seen
) -> None:
    enter(page, running)
    wait_read(page)
    page.route("**/inbox/add", lambda route: route.abort())
    drop(page, letters)
    expect_said(page, 0, 0, 5)
    expect(page.locator("[data-upload-refused] li").first).to_contain_text("与工作台的连接断了")
    seen.complaints.clear()
