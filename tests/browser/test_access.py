"""axe-core finds nothing to complain of, on any page, in any state, size, light or language."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Start
from tests.browser.driving import DESKTOP, PHONE, Running, Seen, drop, enter, wait_read
from tests.browser.letters import write_letters
from tests.browser.pages import NAMES, choose, visit
from tests.browser.test_settling import feature, open_file

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SIZES = {"phone": PHONE, "desktop": DESKTOP}
# The other combinations are looked at in `make test-slow`.
DAILY = [("desktop", "light", "zh")]
REST = [
    (size, scheme, lang)
    for size in SIZES
    for scheme in ("light", "dark")
    for lang in ("zh", "en")
    if (size, scheme, lang) not in DAILY
]


def violations(page: Page) -> list[str]:
    """What axe-core finds on the page as it stands, each with its element."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize(
    ("size", "scheme", "lang"), [*DAILY, *(pytest.param(*rest, marks=pytest.mark.slow) for rest in REST)]
)
def test_every_page(page: Page, week_desk: Running, seen: Seen, size: str, scheme: str, lang: str) -> None:
    page.set_viewport_size({"width": SIZES[size][0], "height": SIZES[size][1]})
    enter(page, week_desk)
    choose(page, week_desk, scheme=scheme, lang=lang)
    found = {}
    for name in NAMES:
        visit(page, week_desk, name)
        found[name] = violations(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    seen.complaints.clear()  # the browser reports the missing page


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_states_a_page_gets_into(
    page: Page, start: Start, seen: Seen, tmp_path: Path, scheme: str
) -> None:
    running = start(None)
    enter(page, running)
    choose(page, running, scheme=scheme)
    page.reload()
    found = {"start": violations(page)}
    page.get_by_label("放在哪个文件夹？").fill(str(tmp_path / "工作"))
    page.get_by_role("button", name="开始", exact=True).click()
    found["empty"] = violations(page)
    drop(page, write_letters(tmp_path / "又一批"))
    expect(page.locator("[data-upload-report]")).to_be_visible()
    found["uploaded"] = violations(page)
    wait_read(page)
    open_file(page, "长.docx")
    feature(page).locator("[data-mend]").click()
    feature(page).get_by_text("说明理由后确认").click()
    page.get_by_text("搁置…").click()
    found["everything open"] = violations(page)
    note = feature(page).locator("input[name=note]")
    note.evaluate("field => field.removeAttribute('required')")
    feature(page).get_by_role("button", name="确认此项").click()
    expect(feature(page).locator(".field-error")).to_be_visible()
    found["refused"] = violations(page)
    feature(page).locator("input[name=note]").fill("保留")
    feature(page).get_by_role("button", name="确认此项").click()
    expect(page.locator(".remark-settled")).to_be_visible()
    found["settled"] = violations(page)
    page.get_by_text("搁置…").click()
    page.get_by_label("搁置的理由").fill("撤回")
    page.get_by_role("button", name="搁置这份文件").click()
    expect(page.locator(".record-head .pill")).to_have_text("已搁置")
    found["set aside"] = violations(page)
    page.goto(f"{running.root}/inbox")
    open_file(page, "锁.docx")
    page.get_by_label("密码", exact=True).fill("错")
    page.get_by_role("button", name="打开文件").click()
    expect(page.locator("#password-error")).to_be_visible()
    found["wrong password"] = violations(page)
    page.goto(f"{running.root}/quit")
    page.get_by_role("button", name="结束").click()
    expect(page.locator("h1")).to_have_text("工作台已结束")
    found["ended"] = violations(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    seen.complaints.clear()  # the browser reports what was refused
