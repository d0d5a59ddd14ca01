"""One objection in a browser: raised with evidence, answered, upheld, the list published anew."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils.timezone import localtime
from playwright.sync_api import Page, expect

from jianyou.actions.uploads import code_again
from jianyou.domain.papers.together import Outcome
from jianyou.store.models import Filing
from tests.browser.driving import DESKTOP, PHONE
from tests.site.at_desk import enter_desk
from tests.site.kit import site_at
from tests.site.objection_world import PERSON, WHAT
from tests.site.office import CLERK, HEAD
from tests.site.publicity_world import (
    NAMES,
    PUBLICITY,
    SLUG,
    filed,
    public_call,
    published,
    recommended,
    rows_of,
)
from tests.site.serving import served
from tests.site.signin import account
from tests.site.windows import Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.slow]

PICTURES = os.environ.get("JIANYOU_PICTURES", "")
ASKED, REPLY, REASONS = "请说明是否发生过质量事故。", "发生过一次，已整改。", "经核查，情况属实。"
LIST = f"/calls/{SLUG}/publicity/1/"
DESK = f"/office/calls/{SLUG}/objections/"
OBJECTIONS = "\nobjections: {answer_days: 15}\n"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What is chosen in the browser: evidence, and what isn't taken."""
    folder = tmp_path_factory.mktemp("brought")
    made = {"evidence": ("证据.pdf", b"%PDF-1.4\n% what shows it\n"), "program": ("程序.pdf", b"MZ\x90\x00")}
    for name, data in made.values():
        (folder / name).write_bytes(data)
    return {key: folder / name for key, (name, _) in made.items()}


@pytest.fixture(scope="module")
def filing() -> list[str]:
    """The number of the filing, once the site is there, and its code."""
    return []


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, filing: list[str]) -> Iterator[str]:
    """A site with a list of three that is public."""
    home: Path = tmp_path_factory.mktemp("objections") / "site"
    with site_at(home):
        public_call(PUBLICITY, objections=OBJECTIONS)
        account(CLERK, HEAD)
        number = filed(*rows_of(NAMES))
        recommended(number, *[Outcome.RECOMMENDED] * len(NAMES))
        published()
        filing += [number, code_again(token=Filing.objects.get(number=number).token)]
        with served(home) as url:
            yield url


def looked(page: Page, name: str) -> None:
    """Nothing is wrong with the page, wide or narrow, light or dark; its pictures where they are wanted."""
    for size in (DESKTOP, PHONE):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        assert faults(page) == [], name
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/{name}-{size[0]}.png", full_page=True)
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


def raise_one(page: Page, address: str, files: dict[str, Path]) -> tuple[str, str]:
    """Objects from the public page of the list, with one mistake on the way; number and code."""
    page.goto(address + LIST)
    page.get_by_role("link", name="提出异议").click()
    looked(page, "new")
    page.locator("#text").fill(WHAT)
    page.locator("#files").set_input_files([files["evidence"]])
    page.locator("#letters").set_input_files([files["program"]])
    press(page, "核对")
    expect(page.locator("#problems")).to_be_focused()
    looked(page, "refused")
    expect(page.locator("#text")).to_have_value(WHAT)
    page.locator("#about").select_option("2")
    page.locator("#kind-substance").check()
    page.locator("#who-person").check()
    page.locator("#name").fill(PERSON.name)
    page.locator("#phone").fill(PERSON.phone)
    press(page, "核对")
    expect(page.locator("h1")).to_have_text("核对异议")
    looked(page, "check")
    press(page, "返回修改")
    expect(page.locator("#phone")).to_have_value(PERSON.phone)
    press(page, "核对")
    press(page, "提交这 1 件异议")
    expect(page.locator("h1")).to_have_text("异议已经收到")
    looked(page, "done")
    number, code = page.locator(".keep-two dd").all_inner_texts()
    return number, code


def on_desk(page: Page, address: str, number: str, act: str, button: str, /, **fields: str) -> None:
    """An act of the office, through its preview."""
    page.goto(f"{address}{DESK}{number}/")
    page.locator(f"a[href$='/{number}/{act}']").click()
    for name, value in fields.items():
        radio = page.locator(f"main input[type=radio][name={name}][value='{value}']")
        field = page.locator(f"main [name={name}]").first
        if radio.count():
            radio.check()
        elif field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    primary = page.locator("main form .button-primary")
    if primary.last.inner_text().strip() != button:
        primary.last.click()
    press(page, button)
    expect(page.locator("main .tone-green").first).to_be_visible()


def test_one_objection_from_the_web_to_the_new_list(
    window: Windows, address: str, filing: list[str], files: dict[str, Path]
) -> None:
    outside, desk, nominee = (window(DESKTOP).new_page() for _ in range(3))
    number, code = raise_one(outside, address, files)
    enter_desk(desk, address)
    on_desk(desk, address, number, "accept", "受理 1 件异议")
    until = (localtime() + timedelta(hours=2)).strftime("%Y-%m-%d %H:%M")
    on_desk(desk, address, number, "ask", "请 1 个申报单位说明", statement=ASKED, until=until)
    nominee.goto(f"{address}/filings/")
    nominee.locator("#number").fill(filing[0])
    nominee.locator("#code").fill(filing[1])
    press(nominee, "查看")
    nominee.get_by_role("link", name="查看要说明的事，提交说明").click()
    looked(nominee, "asked")
    assert (PERSON.name in nominee.content(), WHAT in nominee.content()) == (False, False)
    nominee.locator("textarea").fill(REPLY)
    press(nominee, "把说明交给征集部门")
    expect(nominee.locator("main")).to_contain_text("说明已经交到征集部门。")
    on_desk(desk, address, number, "decide", "决定 1 件异议", result="upheld.remove", reasons=REASONS)
    outside.goto(f"{address}{LIST}")
    expect(outside.locator("main")).not_to_contain_text(NAMES[1])
    expect(outside.locator(".objection-counts")).to_contain_text("收到")
    looked(outside, "counts")
    publish_anew(desk, address)
    outside.goto(f"{address}/calls/{SLUG}/publicity/2/")
    expect(outside.locator("main")).to_contain_text(NAMES[0])
    expect(outside.locator("main")).not_to_contain_text(NAMES[1])
    again = window(PHONE).new_page()
    again.goto(f"{address}/objections/")
    looked(again, "find")
    again.locator("#number").fill(number)
    again.locator("#code").fill(code)
    press(again, "查看")
    expect(again.locator("main")).to_contain_text(REASONS)
    expect(again.locator("main")).to_contain_text("异议成立")
    looked(again, "answered")
    with again.expect_download() as letter:
        again.get_by_role("link", name="下载答复函（PDF）").click()
    assert letter.value.suggested_filename.endswith(f"{number}.pdf")
    nominee.reload()
    expect(nominee.locator("main")).to_contain_text(REASONS)
    looked(nominee, "told")


def publish_anew(page: Page, address: str) -> None:
    """Prepares the list that takes the place of the first, and makes it public."""
    page.goto(f"{address}/office/calls/{SLUG}/publicity/new")
    page.locator("#award").select_option("mayor")
    page.locator("#replaces").select_option("1")
    page.locator("#title").fill("关于示例市长质量奖拟推荐名单的重新公示")
    page.locator("#text").fill("异议成立，名单调整，重新公示。")
    page.locator("#unit1").fill("示例市经济和信息化委员会质量处")
    page.locator("#phone1").fill("023-60000009")
    page.locator("main form .button-primary").click()
    page.locator("#publish form .button-primary").click()
    expect(page.locator("main")).to_contain_text("已经公布。")


def test_the_form_works_without_scripts_at_the_counter_and_in_the_office(
    window: Windows, address: str, files: dict[str, Path]
) -> None:
    page = window(DESKTOP, java_script_enabled=False).new_page()
    enter_desk(page, address)
    for place, name in ((f"/counter/{SLUG}/objections/", "counter"), (f"{DESK}new/", "office")):
        page.goto(address + place)
        if page.get_by_text("对哪一次公示？").count():
            page.locator(".objection-lists a").last.click()
        if name == "office":
            page.locator("#channel-post").check()
        page.locator("#about").select_option("list")
        page.locator("#kind-substance").check()
        page.locator("#text").fill(WHAT)
        page.locator("#who-unit").check()
        page.locator("#name").fill("示例举报阀门厂")
        page.locator("#phone").fill("023-60000177")
        page.locator("#letters").set_input_files([files["evidence"]])
        press(page, "核对")
        press(page, "登记这 1 件异议")
        expect(page.locator("h1").first).to_have_text("异议已经登记")
    with_scripts = window(DESKTOP).new_page()
    enter_desk(with_scripts, address)
    for place, name in ((f"/counter/{SLUG}/objections/", "counter"), (f"{DESK}new/", "office")):
        with_scripts.goto(address + place)
        looked(with_scripts, name)
