"""Nothing leaves the machine, nobody else gets in, nothing that comes in runs."""

import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Start
from tests.browser.driving import Running, Seen, context_of, enter, wait_read
from tests.browser.pages import NAMES, visit
from tests.cli.samples import GOOD, write_form

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.mark.slow
def test_no_page_asks_anything_of_another_machine_or_complains(
    page: Page, week_desk: Running, seen: Seen
) -> None:
    for name in NAMES:
        if name != "missing":
            visit(page, week_desk, name)
    assert len(seen.requests) > len(NAMES)
    assert [url for url in seen.requests if not url.startswith((week_desk.root, "data:", "blob:"))] == []
    assert (seen.elsewhere, seen.complaints) == ([], [])


def test_a_form_with_its_scan_shows_the_scan(page: Page, week_desk: Running) -> None:
    enter(page, week_desk, "/inbox?q=霁构")
    page.get_by_role("link", name="重庆霁构调味品有限公司.docx", exact=True).click()
    picture = page.locator("img.scan").first
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("image => image.naturalWidth") > 500


def test_without_the_key_there_is_nothing(page: Page, week_desk: Running, seen: Seen) -> None:
    for path in ("/", "/inbox", "/results", "/files/nobody", "/static/jianyou/nothing.js"):
        answer = page.request.get(week_desk.root + path, max_redirects=0)
        assert (path, answer.status) == (path, 403)
    refused = page.request.get(f"{week_desk.root}/?key=wrong", max_redirects=0)
    assert refused.status == 403
    page.goto(f"{week_desk.root}/inbox")
    expect(page.locator("h1")).to_have_text("这个页面只供启动它的人使用")
    seen.complaints.clear()  # the browser reports the refusal


def test_the_key_is_nowhere_in_the_pages_or_their_addresses(page: Page, week_desk: Running) -> None:
    key = week_desk.address.partition("key=")[2]
    enter(page, week_desk)
    assert key not in page.url
    for name in ("inbox", "errors", "help", "quit"):
        visit(page, week_desk, name)
        assert key not in page.content()
    assert page.evaluate("document.cookie").find(key) == -1


def test_another_site_can_neither_frame_nor_post(
    browser: Browser, page: Page, running: Running, tmp_path: Path, seen: Seen
) -> None:
    enter(page, running)
    wait_read(page)
    trap = tmp_path / "trap.html"
    trap.write_text(
        f'<iframe src="{running.root}/inbox"></iframe>'
        f'<form method="post" action="{running.root}/quit"><button>x</button></form>'
    )
    page.goto(trap.as_uri())
    framed = page.frames[1]
    framed.wait_for_load_state()
    assert framed.locator("[data-drop]").count() == 0
    page.locator("button").click()
    expect(page.locator("body")).not_to_contain_text("工作台已结束")
    assert running.process.poll() is None
    seen.complaints.clear()  # the browser reports both
    other = context_of(browser).new_page()
    assert other.goto(f"{running.root}/inbox") is not None
    expect(other.locator("h1")).to_have_text("这个页面只供启动它的人使用")
    other.context.close()


def test_what_a_form_says_is_text_and_never_markup(page: Page, start: Start, tmp_path: Path) -> None:
    hostile = (
        '<img src="x" onerror="document.title=1"></textarea><script>document.title=2</script>' + "质" * 30
    )
    write_form(tmp_path / "来件" / "表.docx", [{**GOOD, "name": hostile, "feature": hostile}])
    running = start(tmp_path / "工作", "--from", str(tmp_path / "来件"))
    enter(page, running)
    wait_read(page)
    for path in ("/inbox", "/firms", page.locator(".line-name").get_attribute("href") or ""):
        page.goto(running.root + path)
        expect(page.locator("main")).to_contain_text("<img src=")
        assert page.locator("main img[src=x], main script").count() == 0
        assert page.title().endswith("荐优工作台")
    page.locator("#c-1-feature [data-mend]").click()
    expect(page.locator("#c-1-feature textarea[name=text]")).to_have_value(hostile)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_told_to_and_leaves_no_lock(start: Start, tmp_path: Path, sign: signal.Signals) -> None:
    running = start(tmp_path / "工作")
    ended = running.ended(sign)
    assert ended in ({0, 130} if sign is signal.SIGINT else {0, 143, -signal.SIGTERM})
    again = start(tmp_path / "工作")
    assert again.process.poll() is None


def test_it_ends_from_its_page(inbox: Page, running: Running) -> None:
    inbox.get_by_role("link", name="结束").click()
    inbox.get_by_role("button", name="结束").click()
    expect(inbox.locator("h1")).to_have_text("工作台已结束")
    expect(inbox.locator("main")).to_contain_text(str(running.folder))
    assert running.process.wait(15) == 0


def test_a_folder_that_is_open_already_leads_to_its_desk(start: Start, tmp_path: Path) -> None:
    first = start(tmp_path / "工作")
    second = start(tmp_path / "工作")
    assert (second.process.wait(15), second.address) == (0, first.address)
    assert first.process.poll() is None
