"""The hour of the deadline: two firms by web, one at the counter before it, one after; then anyone checks.

With JIANYOU_PICTURES set to a folder, what the people see is kept there as pictures.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from jianyou.domain.lifecycle.roles import Role
from tests.browser.driving import DESKTOP, context_of, launch
from tests.site.kit import copied_site
from tests.site.public import form, row
from tests.site.serving import in_time, open_call, served
from tests.site.signin import NAME, PASSWORD, account

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("story")]

SECONDS = 40
FIRMS = ("示例轴承有限公司", "示例齿轮厂", "示例仪表股份有限公司", "示例食品有限公司")
_PICTURES = os.environ.get("JIANYOU_PICTURES", "")


class Hour(NamedTuple):
    """A site in its last seconds, and until when (time.time())."""

    address: str
    over: float


@pytest.fixture
def hour(tmp_path: Path) -> Iterator[Hour]:
    with copied_site(tmp_path / "site") as home:
        account(Role.COUNTER_CLERK)
        over = time.time() + SECONDS
        open_call(home, "city", in_time(seconds=SECONDS))
        with served(home) as address:
            yield Hour(address, over)


@pytest.fixture
def chromium(hour: Hour) -> Iterator[Browser]:
    assert hour
    with sync_playwright() as playwright:
        opened = launch(playwright)
        yield opened
        opened.close()


def shot(page: Page, name: str) -> None:
    if _PICTURES:
        Path(_PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(_PICTURES) / f"{name}.png"), full_page=True)


def press(page: Page) -> None:
    page.locator("main form .button-primary").first.click()


def by_upload(context: BrowserContext, hour: Hour, folder: Path) -> str:
    """A firm with its Word form and a scan; its number."""
    table, scan = folder / "汇总表.docx", folder / "盖章件.pdf"
    table.write_bytes(form(row(FIRMS[0])))
    scan.write_bytes(b"%PDF-1.4\n")
    page = context.new_page()
    page.goto(f"{hour.address}/calls/city/")
    shot(page, "1-征集")
    page.goto(f"{hour.address}/calls/city/file/")
    page.locator("#form").set_input_files(table)
    page.locator("#scan").set_input_files(scan)
    page.locator("#filer").fill(FIRMS[0])
    press(page)
    page.locator("#not_classified").check()
    shot(page, "2-核对")
    press(page)
    expect(page.locator("h1")).to_have_text("报送回执")
    shot(page, "3-回执")
    return page.url.split("/filings/")[1].split("/")[0]


def by_page(context: BrowserContext, hour: Hour, folder: Path) -> str:
    """A firm that fills the page and adds its scan afterwards; its number."""
    page = context.new_page()
    page.goto(f"{hour.address}/calls/city/fill/")
    page.locator("#filer").fill(FIRMS[1])
    page.locator("[name=c-0-department]").fill(FIRMS[1])
    page.locator("[name=c-1-name]").fill(FIRMS[1])
    page.locator("[name=c-1-profile]").fill("成立于1985年，集体企业，主营齿轮，现有员工210人。")
    shot(page, "4-网上填写")
    press(page)
    page.locator("#not_classified").check()
    press(page)
    expect(page.locator("h1")).to_have_text("报送回执")
    number = page.url.split("/filings/")[1].split("/")[0]
    page.locator(f"a[href*='{number}/scan']").first.click()
    page.locator("#scan").set_input_files(folder / "盖章件.pdf")
    press(page)
    expect(page.get_by_text("已报送").first).to_be_visible()
    shot(page, "5-补交扫描件")
    return number


def counter_of(context: BrowserContext, hour: Hour) -> Page:
    page = context.new_page()
    page.goto(f"{hour.address}/account/sign-in/?next=/counter/")
    page.locator("[name=login]").fill(NAME)
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/counter/city/")
    return page


def stamped(page: Page, hour: Hour, number: int) -> None:
    page.goto(f"{hour.address}/counter/city/")
    page.locator("#stamp").click()
    expect(page.locator(".ticket-number")).to_have_text(str(number))


def registered(page: Page, hour: Hour, arrival: int, firm: str) -> str:
    page.goto(f"{hour.address}/counter/city/arrivals/{arrival}/?q={firm}")
    page.locator("#filer").fill(firm)
    page.locator("#names").fill(firm)
    page.locator("form:has(#filer) input[name=original]").check()
    page.locator("form:has(#filer) button").last.click()
    page.wait_for_url("**/papers/**")
    return re.search(r"/papers/([0-9A-Z-]+)/", page.url)[1]  # type: ignore[index]


def verified(folder: Path, *arguments: str) -> tuple[int, str]:
    """`jianyou verify …` in another folder, without the site."""
    whole = [sys.executable, "-m", "jianyou", "verify", *arguments]
    done = subprocess.run(whole, check=False, cwd=folder, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout + done.stderr


def test_the_hour_of_the_deadline(hour: Hour, chromium: Browser, tmp_path: Path) -> None:
    context = context_of(chromium, DESKTOP)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    numbers = [by_upload(context, hour, tmp_path), by_page(context, hour, tmp_path)]
    counter = counter_of(context, hour)
    stamped(counter, hour, 1)
    shot(counter, "6-窗口-到场登记")
    assert time.time() < hour.over, "the machine was too slow for the story"
    time.sleep(max(0.0, hour.over - time.time()) + 1)
    stamped(counter, hour, 2)
    shot(counter, "7-窗口-截止以后")
    for arrival, firm in ((1, FIRMS[2]), (2, FIRMS[3])):
        numbers.append(registered(counter, hour, arrival, firm))
        shot(counter, f"8-窗口-回执-{arrival}")
    page = context.new_page()
    for _ in range(40):  # the sealer closes the call within seconds
        page.goto(f"{hour.address}/calls/city/")
        if page.locator("a[href$='ledger.jsonl']").count():
            break
        time.sleep(0.5)
    shot(page, "9-封存以后")
    key = re.sub(r"\s", "", page.locator(".hex", has_text=re.compile("[0-9a-f]")).last.inner_text())[-64:]
    assert _receipts(numbers, elsewhere) == ["filed", "filed", "filed", "late"]
    _fetch(context, hour, elsewhere, "calls/city/ledger.jsonl", "账本.jsonl")
    with_ledger = ("--ledger", "账本.jsonl", "--key", key)
    assert verified(elsewhere, "ledger", "账本.jsonl", "--key", key)[0] == 0
    checks = [verified(elsewhere, "receipt", f"{number}.json", *with_ledger)[0] for number in numbers]
    assert checks == [0, 0, 0, 0]
    _tampered(elsewhere, numbers[0], key)
    _by_page(context, hour, elsewhere, numbers[0])
    context.close()


def _fetch(context: BrowserContext, hour: Hour, folder: Path, path: str, name: str) -> None:
    answer = context.request.get(f"{hour.address}/{path}")
    assert answer.ok, path
    (folder / name).write_bytes(answer.body())


def _receipts(numbers: list[str], folder: Path) -> list[str]:
    """The receipts as files, taken once they are sealed; what each says of its filing."""
    said = []
    for number in numbers:
        path = folder / f"{number}.json"
        for _ in range(40):
            whole = [sys.executable, "-m", "jianyou", "site", "receipt", number, "-o", str(path)]
            subprocess.run(
                [*whole, "--home", str(settings.JIANYOU_HOME)], check=True, capture_output=True, timeout=60
            )
            told = json.loads(path.read_text("utf-8"))
            if told.get("inclusion"):
                break
            time.sleep(0.5)
        said.append(told["content"]["status"])
    return said


def _tampered(folder: Path, number: str, key: str) -> None:
    """A receipt and a ledger with one sign changed are refused."""
    receipt = (folder / f"{number}.json").read_text("utf-8")
    (folder / "改过.json").write_text(receipt.replace(FIRMS[0], "示例轴承有限公同"), "utf-8")
    status, told = verified(folder, "receipt", "改过.json", "--key", key)
    assert (status, "回执无效" in told) == (1, True), told
    lines = (folder / "账本.jsonl").read_text("utf-8").splitlines(keepends=True)
    taken_out = next(at for at, line in enumerate(lines) if number in line)
    (folder / "改过.jsonl").write_text("".join([*lines[:taken_out], *lines[taken_out + 1 :]]), "utf-8")
    assert verified(folder, "ledger", "改过.jsonl", "--key", key)[0] == 1


def _by_page(context: BrowserContext, hour: Hour, folder: Path, number: str) -> None:
    """The same by the one HTML file, opened from the disk."""
    _fetch(context, hour, folder, "verify", "核验.html")
    page = context.new_page()
    page.goto((folder / "核验.html").as_uri())
    for receipt, wanted in (
        (f"{number}.json", ["回执真实，已列入账本。"]),
        ("改过.json", ["回执无效：见标“否”的项。"]),
        ("改过.jsonl", [re.compile("账本有 [0-9]+ 处问题：")]),
    ):
        page.get_by_label("回执或账本文件").set_input_files([folder / receipt])
        page.get_by_role("button", name="核验", exact=True).click()
        expect(page.locator(".answer .sum")).to_have_text(wanted)
        shot(page, f"10-核验页面-{receipt}")
