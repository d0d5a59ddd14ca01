"""The whole life, second part: firms file on the web, at the counter, by a folder; all of it is checked."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from django.utils.timezone import localtime
from playwright.sync_api import FilePayload, Page, expect

from jianyou.domain.annexes.write import blank_paper
from jianyou.domain.calls.load import parse_call
from jianyou.officefiles.writing.render import render_table
from jianyou.store.models import Call
from tests.browser.driving import PATIENCE
from tests.site.clerk_acts import button, downloaded, told
from tests.site.clerk_papers import SAID, answered
from tests.site.office import CLERK, COUNTER
from tests.site.public import SCAN
from tests.site.whole_life_world import BEARINGS, GEARS, LIFTS, OWN_CALL, PUMPS, Home

CONTACT, PHONE = "李示例，质量部部长，023-60000001", "023-60000001"


class Filed(NamedTuple):
    """A filing by its number, and the code with which its filer comes back."""

    number: str
    code: str


def cells(name: str) -> dict[str, str]:
    """What a firm tells of itself, by the keys of the annex's columns."""
    return {
        "name": name,
        "column_3": "示例区",
        "column_4": f"{name}成立于1998年，现有员工320人，推行卓越绩效模式。",
        "contact": CONTACT,
    }


def by_web(home: Home, name: str, scan: Path | None) -> Filed:
    """A firm fills the page in, looks, declares and files; with its scan that is complete."""
    page = home.at(None, f"/calls/{home.call}/fill/")
    page.locator("#filer").fill(name)
    page.locator("[name=c-0-department]").fill(name)
    for key, text in cells(name).items():
        page.locator(f"[name=c-1-{key}]").fill(text)
    button(page, "核对")
    page.locator("#not_classified").check()
    page.locator("main form .button-primary").last.click()
    expect(page.locator("h1")).to_have_text("报送回执")
    number, code = page.locator(".keep .code").all_inner_texts()
    if scan:
        page.locator(f"a[href*='{number}/scan']").first.click()
        page.locator("#scan").set_input_files(scan)
        page.locator("main form .button-primary").first.click()
        expect(page.get_by_text("已报送").first).to_be_visible()
    return Filed(number, code)


def at_counter(home: Home, filed: Filed) -> None:
    """The sealed paper comes to the counter: stamped, found, registered."""
    page = home.at(COUNTER, f"/counter/{home.call}/")
    page.locator("#stamp").click()
    page.wait_for_url("**/?stamped=*")
    arrival = page.url.rpartition("=")[2]
    page.goto(f"{home.address}/counter/{home.call}/arrivals/{arrival}/?q={filed.number}")
    form = page.locator("form[data-once]").first
    form.locator("[name=original]").check()
    form.locator(".button-primary").click()
    page.wait_for_url(re.compile(r"/papers/[\w-]+/\?done"))


def imported(home: Home, folder: Path) -> None:
    """A folder of forms in the call's own table is read, looked at and entered."""
    forms = folder / "来件"
    forms.mkdir()
    for name in (LIFTS, PUMPS):
        (forms / f"{name}.docx").write_bytes(home.ask(partial(_form, name)))
    page = home.of_call(CLERK, "imports/")
    with page.expect_file_chooser() as chooser:
        button(page, "选择文件夹…")
    chooser.value.set_files(forms)
    page.wait_for_url("**/imports/*/")
    expect(page.locator("[data-live]")).to_have_attribute("data-running", "no", timeout=PATIENCE)
    page.get_by_label("列出的全部 2 份").check()
    button(page, "盖章纸质件已经在手边")
    button(page, "下一步：核对要登记的 2 份")
    button(page, "登记 2 份")
    expect(page.locator(".record-head .pill")).to_have_text("已登记", timeout=PATIENCE)


def _form(name: str) -> bytes:
    annex = parse_call(Call.objects.get(slug=OWN_CALL).source, source=OWN_CALL).annex
    told: Mapping[str, str] = cells(name)
    row = tuple(told.get(column.key, "") for column in annex.columns)
    header = [("填报单位", name), ("联系人", "王示例")]
    paper = replace(blank_paper(annex), rows=(row,), blank_rows=0, header=header)
    return render_table(Path("form.docx"), paper).written.data


def checked_and_accepted(home: Home, filed: Filed, count: int) -> None:
    """One goes through the list of the formal check; then all of them are accepted."""
    page = home.at(CLERK, f"/office/entries/{filed.number}/1/checking/")
    page.goto(f"{home.address}/office/entries/{filed.number}/1/check/")
    for answer in page.locator("[name^=m-][value=ok]").all():
        answer.check()
    button(page, "保存核对情况")
    told(page, "核对情况已经保存")
    accepted(home, count)


def accepted(home: Home, count: int) -> None:
    """All that wait are accepted together."""
    page = home.of_call(CLERK, "entries/?state=pending")
    expect(page.locator("#found")).to_have_text(f"{count} 条")
    page.locator("#which").check()
    button(page, "受理…")
    button(page, f"受理 {count} 条")
    told(page, f"办理了 {count} 条。")


def cleared(home: Home, folder: Path, count: int) -> None:
    """A department is asked, and its table comes back."""
    page = home.of_call(CLERK, "clearance/new")
    page.locator("#due").fill("2099-04-30")
    button(page, "下一步：核对")
    expect(page.locator("main")).to_contain_text(f"{count} 条申报")
    page.locator("button[name=sure]").click()
    page.get_by_role("link", name="市场监管").click()
    page.locator("#how").fill("公文系统")
    button(page, "登记为已发出")
    told(page, "已登记发出")
    replied(home, folder, 1, min(SAID, count))


def replied(home: Home, folder: Path, letter: int, count: int) -> None:
    """The department's table comes back, filled in for the first entries, and is entered."""
    page = home.of_call(CLERK, f"clearance/{letter}/")
    table = downloaded(page, "a:has-text('名单表（Excel）')", folder)
    answered(table)
    page.locator("#file").set_input_files(table)
    page.locator("#reply_on").fill(localtime().date().isoformat())
    button(page, "读出来核对")
    button(page, f"登记 {count} 条答复")
    told(page, "答复已登记")


def decided(home: Home, names: tuple[str, ...], reserve: str = "") -> None:
    """A meeting recommends these in their order, and keeps one back; its minutes are recorded."""
    page = home.of_call(CLERK, "decisions/new")
    for name in (*names, reserve):
        if name:
            _line(page, name, str(names.index(name) + 1) if name in names else "")
    recorded(page, len(names) + bool(reserve))


def recorded(page: Page, count: int) -> None:
    """The meeting's day, minutes and people are told beside its lines, and all of it is recorded."""
    for name, text in {
        "held_on": "2026-01-05",
        "minutes": "示例办公会纪要〔2026〕3号",
        "subject": "研究推荐对象",
        "participants": "张示例，主任\n李示例，副主任",
    }.items():
        page.locator(f"#{name}").fill(text)
    minutes = FilePayload(name="纪要.pdf", mimeType="application/pdf", buffer=SCAN)
    page.locator("#file").set_input_files(minutes)
    button(page, "下一步：核对")
    button(page, f"记录对 {count} 条的集体研究")
    told(page, "已经记录")


def _line(page: Page, name: str, order: str) -> None:
    line = page.locator(".decide-line", has=page.locator(".name", has_text=name))
    line.locator("select").select_option("recommended" if order else "reserve")
    if order:
        line.locator(".decide-order").fill(order)
    else:
        line.locator(".decide-reason").fill("名额有限")


def all_filed(home: Home, folder: Path) -> tuple[Filed, Filed]:
    """By page with a scan, by page with paper at the counter, two by a folder; the first two."""
    scan = folder / "盖章件.pdf"
    scan.write_bytes(SCAN)
    first = by_web(home, BEARINGS, scan)
    second = by_web(home, GEARS, None)
    at_counter(home, second)
    imported(home, folder)
    return first, second
