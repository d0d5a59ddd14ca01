"""成果、催办: what is taken away holds what was corrected on the page."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from jianyou.domain.annexes.intake import take_in
from jianyou.domain.calls.load import load_call
from tests.browser.driving import PATIENCE, Running, Seen
from tests.browser.letters import DOUBTFUL, FAULTY, SHORT
from tests.browser.test_settling import correct, feature, open_file
from tests.cli.samples import GOOD

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

CALL = load_call("chongqing-2024")
FAULTY_FILES = ["无年份.docx", "渝北区/长.docx"]
OFFICE = {"department": "样例市经济信息委", "contact": "经办人", "phone": "023-60000009"}


def make(page: Page, running: Running, *keys: str) -> None:
    """Ticks just these results, fills in the office's header line and makes them."""
    page.goto(f"{running.root}/results")
    for box in page.locator("[name=make]").all():
        box.set_checked(box.get_attribute("value") in keys)
    for key, text in OFFICE.items():
        page.locator(f"[name=header-{key}]").fill(text)
    page.locator("form[data-busy] button").click()
    expect(page.locator("#made .made")).to_have_count(len(keys), timeout=PATIENCE)
    # Until then the page may still move to its anchor, away from under a click.
    page.wait_for_load_state("load")


def take(page: Page, key: str, folder: Path) -> Path:
    """Downloads a result."""
    with page.expect_download() as download:
        page.locator(f"#made a[href='/results/{key}']").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_the_master_table_reads_back_as_the_corrected_forms(
    inbox: Page, running: Running, tmp_path: Path
) -> None:
    open_file(inbox, "长.docx")
    correct(inbox, SHORT)
    expect(feature(inbox).locator(".cell-value")).to_have_text(SHORT)
    make(inbox, running, "master_docx", "master_xlsx")
    doubtful = {**GOOD, "name": DOUBTFUL, "honors": "重庆市质量奖（重庆市人民政府）"}
    wanted = [doubtful, GOOD, {**GOOD, "name": FAULTY, "feature": SHORT}]
    for key in ("master_docx", "master_xlsx"):
        path = take(inbox, key, tmp_path)
        form = take_in(path, file=path.name, schema=CALL.annex, deadline=CALL.deadline, regions=CALL.regions)
        assert {key: value.text for key, value in form.header.items()} == OFFICE
        read = [{key: row.text(key) for key in GOOD} for row in form.rows]
        assert sorted(read, key=name_of) == sorted(wanted, key=name_of)


def name_of(row: dict[str, str]) -> str:
    return row["name"]


def test_results_say_when_they_are_no_longer_true(inbox: Page, running: Running) -> None:
    make(inbox, running, "master_xlsx")
    expect(inbox.locator("#made")).not_to_contain_text("需重新生成")
    inbox.goto(f"{running.root}/inbox")
    open_file(inbox, "长.docx")
    correct(inbox, SHORT)
    expect(feature(inbox).locator(".cell-value")).to_have_text(SHORT)
    inbox.goto(f"{running.root}/results")
    expect(inbox.locator("#made")).to_contain_text("需重新生成")


def test_forms_to_send_back_carry_remarks_and_findings_carry_changes(
    inbox: Page, running: Running, tmp_path: Path
) -> None:
    make(inbox, running, "annotated_zip", "findings_xlsx")
    with zipfile.ZipFile(take(inbox, "annotated_zip", tmp_path)) as packed:
        names = sorted(packed.namelist())
        assert [name for name in names if name.endswith(("长.docx", "无年份.docx"))] == FAULTY_FILES
        # The two that can't be read go back as a list of what is wrong.
        assert len(names) == 4
        parts = [zipfile.ZipFile(packed.open(name)) for name in FAULTY_FILES]
        remarks = [part.read("word/comments.xml").decode() for part in parts]
    assert ["超过 25 字" in text for text in remarks] == [False, True]
    book = load_workbook(take(inbox, "findings_xlsx", tmp_path))
    texts = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert any("超过 25 字" in text for text in texts)


def test_one_form_is_taken_with_its_remarks_from_its_own_page(inbox: Page, tmp_path: Path) -> None:
    open_file(inbox, "长.docx")
    with inbox.expect_download() as download:
        inbox.get_by_role("link", name="带批注的表，可退回").click()
    download.value.save_as(tmp_path / "退回.docx")
    with zipfile.ZipFile(tmp_path / "退回.docx") as packed:
        assert "超过 25 字" in packed.read("word/comments.xml").decode()


def test_the_original_comes_back_byte_for_byte(inbox: Page, letters: Path, tmp_path: Path) -> None:
    open_file(inbox, "长.docx")
    with inbox.expect_download() as download:
        inbox.get_by_role("link", name="原件").click()
    download.value.save_as(tmp_path / "原件.docx")
    assert (tmp_path / "原件.docx").read_bytes() == (letters / "渝北区" / "长.docx").read_bytes()


def test_a_reminder_is_copied_as_it_is_shown(inbox: Page, running: Running) -> None:
    inbox.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=running.root)
    inbox.goto(f"{running.root}/reminders?q=长.docx")
    text = inbox.locator("textarea").first.input_value()
    assert "超过 25 字" in text
    inbox.get_by_role("button", name="复制").first.click()
    expect(inbox.get_by_role("button", name="已复制")).to_be_visible()
    assert inbox.evaluate("navigator.clipboard.readText()") == text


def test_reminders_go_into_one_word_file(inbox: Page, running: Running, tmp_path: Path) -> None:
    inbox.goto(f"{running.root}/reminders")
    texts = [field.input_value() for field in inbox.locator("textarea").all()]
    inbox.get_by_role("button", name="全部存为 Word").click()
    with inbox.expect_download() as download:
        inbox.locator("#made a").click()
    download.value.save_as(tmp_path / "催办.docx")
    with zipfile.ZipFile(tmp_path / "催办.docx") as packed:
        document = packed.read("word/document.xml").decode()
    assert len(texts) == 4
    assert [text.splitlines()[-1] in document for text in texts] == [True] * 4


def test_a_report_is_looked_at_without_anything_from_elsewhere(inbox: Page, running: Running) -> None:
    make(inbox, running, "summary_html")
    with inbox.expect_popup() as popup:
        inbox.locator("#made a[href$='?look']").click()
    expect(popup.value.locator("body")).to_contain_text("3")
    popup.value.close()


def test_nothing_ticked_is_told(inbox: Page, running: Running, seen: Seen) -> None:
    inbox.goto(f"{running.root}/results")
    for box in inbox.locator("[name=make]").all():
        box.uncheck()
    inbox.locator("form[data-busy] button").click()
    expect(inbox.locator("#problem")).to_be_visible()
    seen.complaints.clear()  # the browser reports the refusal
