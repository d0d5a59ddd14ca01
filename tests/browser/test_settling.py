"""A file's page: corrected, confirmed, opened with its password, set aside; all of it stays."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Start
from tests.browser.driving import Running, Seen, enter, wait_read
from tests.browser.letters import DOUBTFUL, FAULTY, LOCKED, LONG, PASSWORD, SHORT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def open_file(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).first.click()
    expect(page.locator("h1")).to_have_text(name)


def feature(page: Page) -> Locator:
    return page.locator("#c-1-feature")


def correct(page: Page, text: str) -> None:
    """Opens the field of the long sentence, types and saves."""
    feature(page).locator("[data-mend]").click()
    feature(page).locator("textarea[name=text]").last.fill(text)
    feature(page).get_by_role("button", name="保存改正").click()


def state(page: Page) -> str:
    return page.locator(".record-head .pill").inner_text().strip()


def test_a_correction_settles_the_file_and_survives_reload_and_restart(
    inbox: Page, running: Running, start: Start
) -> None:
    open_file(inbox, "长.docx")
    assert state(inbox) == "有错误"
    expect(feature(inbox)).to_contain_text("超过 25 字")
    correct(inbox, SHORT)
    expect(inbox.locator(".record-head .pill")).to_have_text("无问题")
    expect(feature(inbox).locator(".cell-value")).to_have_text(SHORT)
    expect(feature(inbox).locator(".was")).to_contain_text("与来件的差别")
    inbox.reload()
    assert (state(inbox), feature(inbox).locator(".cell-value").inner_text()) == ("无问题", SHORT)
    address = inbox.url.removeprefix(running.root)
    inbox.goto("about:blank")
    assert running.ended() == 0
    again = start(running.folder)
    enter(inbox, again)
    wait_read(inbox)
    inbox.goto(again.root + address)
    assert (state(inbox), feature(inbox).locator(".cell-value").inner_text()) == ("无问题", SHORT)
    feature(inbox).get_by_role("button", name="恢复为来件的内容").click()
    expect(inbox.locator(".record-head .pill")).to_have_text("有错误")
    expect(feature(inbox).locator(".cell-value")).to_have_text(LONG)


def test_a_correction_that_is_still_wrong_keeps_its_remark(inbox: Page) -> None:
    open_file(inbox, "长.docx")
    correct(inbox, "二十六" * 9)
    expect(feature(inbox).locator(".remark")).to_contain_text("共 27 字")
    assert state(inbox) == "有错误"


def test_an_error_is_confirmed_with_a_reason_only(inbox: Page, seen: Seen) -> None:
    open_file(inbox, "长.docx")
    feature(inbox).get_by_text("说明理由后确认").click()
    note = feature(inbox).locator("input[name=note]")
    note.evaluate("field => field.removeAttribute('required')")
    feature(inbox).get_by_role("button", name="确认此项").click()
    expect(feature(inbox).locator(".field-error")).to_be_visible()
    assert state(inbox) == "有错误"
    seen.complaints.clear()  # the browser reports the refusal
    feature(inbox).locator("input[name=note]").fill("评审会同意保留原句")
    feature(inbox).get_by_role("button", name="确认此项").click()
    expect(inbox.locator(".record-head .pill")).to_have_text("无问题")
    inbox.reload()
    expect(feature(inbox)).to_contain_text("已确认，理由：评审会同意保留原句")
    feature(inbox).get_by_role("button", name="撤回确认").click()
    expect(inbox.locator(".record-head .pill")).to_have_text("有错误")


def test_a_reminder_is_confirmed_at_one_press(inbox: Page) -> None:
    open_file(inbox, "无年份.docx")
    assert state(inbox) == "有提醒"
    for _ in range(inbox.locator("[data-confirm]").count()):
        left = inbox.locator("[data-confirm]").count()
        inbox.locator("[data-confirm]").first.click()
        expect(inbox.locator("[data-confirm]")).to_have_count(left - 1)
    expect(inbox.locator(".record-head .pill")).to_have_text("无问题")
    inbox.reload()
    assert state(inbox) == "无问题"


def test_a_locked_form_opens_with_its_password_alone(inbox: Page, seen: Seen, tmp_path: Path) -> None:
    open_file(inbox, "锁.docx")
    inbox.get_by_label("密码", exact=True).fill("不是这个")
    inbox.get_by_role("button", name="打开文件").click()
    expect(inbox.locator("#password-error")).to_be_visible()
    expect(inbox.get_by_label("密码", exact=True)).to_have_value("")
    seen.complaints.clear()  # the browser reports the refusal
    inbox.get_by_label("密码", exact=True).fill(PASSWORD)
    inbox.get_by_role("button", name="打开文件").click()
    expect(inbox.locator("#c-1-name .cell-value")).to_have_text(LOCKED)
    kept = [path for path in (tmp_path / "工作").rglob("*") if path.is_file()]
    assert [path for path in kept if PASSWORD.encode() in path.read_bytes()] == []


def test_a_file_set_aside_leaves_the_results_until_it_is_taken_back(inbox: Page, running: Running) -> None:
    def going_in() -> str:
        other = inbox.context.new_page()
        other.goto(f"{running.root}/results")
        count = other.locator(".tile strong").first.inner_text()
        other.close()
        return count

    assert going_in() == "3"
    open_file(inbox, "无年份.docx")
    inbox.get_by_text("搁置…").click()
    inbox.get_by_label("搁置的理由").fill("对方已撤回")
    inbox.get_by_role("button", name="搁置这份文件").click()
    expect(inbox.locator(".record-head .pill")).to_have_text("已搁置")
    expect(inbox.locator("main")).to_contain_text("对方已撤回")
    assert going_in() == "2"
    inbox.get_by_role("button", name="取回，重新计入").click()
    expect(inbox.locator(".record-head .pill")).to_have_text("有提醒")
    assert going_in() == "3"


def test_files_are_gone_through_one_after_the_other(inbox: Page) -> None:
    # A file whose password isn't known today is passed by.
    inbox.locator("#begin").click()
    for name in ("坏.docx", "长.docx", "无年份.docx", "好.docx"):
        expect(inbox.locator("h1")).to_have_text(name)
        inbox.locator("[data-review]").click()
    expect(inbox).to_have_url(re.compile("/inbox$"))
    expect(inbox.locator(".lines .counts", has_text="已核")).to_have_count(4)


def test_what_is_being_typed_is_not_lost_by_another_act(inbox: Page) -> None:
    open_file(inbox, "无年份.docx")
    cell = inbox.locator("#c-1-profile")
    cell.locator("[data-mend]").click()
    cell.locator("textarea[name=text]").fill("还没写完的简况")
    inbox.locator("[data-confirm]").first.click()
    expect(inbox.locator(".remark-settled")).to_have_count(1)
    expect(inbox.locator("#c-1-profile textarea[name=text]")).to_have_value("还没写完的简况")
    expect(inbox.locator("#c-1-profile .cell-value")).not_to_have_text("还没写完的简况")


def test_the_firms_page_joins_what_names_the_same_firm(inbox: Page, running: Running) -> None:
    inbox.goto(f"{running.root}/firms")
    names = inbox.locator(".lines-firms strong.name").all_inner_texts()
    assert sorted(names) == sorted([DOUBTFUL, FAULTY, "重庆某某机械有限公司"])
    inbox.get_by_role("searchbox").fill("泵业")
    inbox.get_by_role("searchbox").press("Enter")
    expect(inbox.locator(".lines-firms strong.name")).to_have_text([DOUBTFUL])
    inbox.locator(".lines-firms a").click()
    expect(inbox.locator("h1")).to_have_text("无年份.docx")
