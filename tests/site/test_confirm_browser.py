"""Confirming an address in a real browser without scripts: fit for everyone, by mail that really comes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.driving import PHONE, Seen, context_of
from tests.site.mailbox_sink import Sink, listening
from tests.site.public import form
from tests.site.serving import command, in_time, open_call, served
from tests.site.windows import SIZES, faults

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def sink() -> Iterator[Sink]:
    found = Sink()
    with listening(found):
        yield found


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, sink: Sink) -> Iterator[str]:
    """A site with a call that sends mail."""
    home = tmp_path_factory.mktemp("served") / "site"
    command(home, "init", "--office-name", "示例市经济和信息化委员会")
    open_call(home, "city", in_time(days=3))
    mail = f"smtp://127.0.0.1:{sink.port}?from=site@example.com"
    with served(home, JIANYOU_MAIL=mail, JIANYOU_URL="https://site.example.com") as url:
        yield url


def to_check(page: Page, address: str, path: Path, reach: str) -> None:
    """Up to "check your answers", with an address for messages."""
    path.write_bytes(form())
    page.goto(f"{address}/calls/city/file/")
    page.locator("#form").set_input_files(path)
    page.locator("#filer").fill("渝北区经济信息委")
    page.locator("#address").fill(reach)
    page.locator("main form .button-primary").click()


def journey(page: Page, address: str, sink: Sink, path: Path, reach: str) -> Iterator[str]:
    """Through every page and state of confirming; yields its name when it stands."""
    page.goto(f"{address}/calls/city/fill/")
    yield "fill"
    to_check(page, address, path, "wang@")
    yield "upload refused"
    to_check(page, address, path, reach)
    yield "code"
    page.locator("main form .button-primary").click()
    yield "code refused"
    page.locator("#not_classified").check()
    assert sink.came.wait(20)
    sink.came.clear()
    page.locator("button[value=again]").click()
    expect(page.locator("#again")).to_be_focused()
    expect(page.locator("#not_classified")).to_be_checked()
    yield "sent again"
    assert sink.came.wait(20)
    body = sink.bodies[-1]
    code = next(line for line in body.splitlines() if line.startswith(("确认码", "Confirmation code")))
    page.locator("#code").fill(code[-6:])
    page.locator("#code").press("Enter")
    expect(page.locator(".receipt-state").first).to_be_visible()
    number = page.locator(".keep .code").first.inner_text()
    page.goto(f"{address}/filings/lost/")
    yield "lost"
    page.locator("main form .button-primary").click()
    yield "lost refused"
    page.locator("#number").fill(number)
    page.locator("#address").fill(reach)
    page.locator("main form .button-primary").click()
    yield "asked"


@pytest.mark.parametrize(
    ("size", "lang"),
    [
        ("phone", "zh"),
        pytest.param("desktop", "zh", marks=pytest.mark.slow),
        pytest.param("phone", "en", marks=pytest.mark.slow),
        pytest.param("desktop", "en", marks=pytest.mark.slow),
    ],
)
def test_every_page_is_fit_for_everyone(
    chromium: Browser, address: str, sink: Sink, tmp_path: Path, size: str, lang: str
) -> None:
    seen = Seen()
    context = context_of(chromium, SIZES[size])
    seen.watch(context)
    page = context.new_page()
    page.goto(f"{address}/language?to={lang}&back=/")
    found = {}
    for name in journey(page, address, sink, tmp_path / "汇总表.docx", f"{size}-{lang}@example.com"):
        found[name] = faults(page)
        assert page.locator("h1").count() == 1, name
        assert page.locator("main .button-primary").count() == 1, name
        if name.endswith("refused"):
            assert page.evaluate("document.activeElement.id") == "problems", name
    context.close()
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert len(found) == 8
    assert seen.elsewhere == []


def test_without_scripts_and_without_waiting(chromium: Browser, address: str, tmp_path: Path) -> None:
    context = context_of(chromium, PHONE, java_script_enabled=False)
    page = context.new_page()
    to_check(page, address, tmp_path / "汇总表.docx", "li@example.com")
    expect(page.locator("main")).to_contain_text("确认码已发到 l***@example.com")
    page.get_by_role("link", name="改地址").click()
    expect(page.get_by_label("接收通知的邮箱（可以不填）")).to_have_value("li@example.com")
    page.go_back()
    page.get_by_label("已经保密审查").check()
    page.get_by_role("button", name="不等确认码，直接提交电子预填").click()
    expect(page.locator(".receipt-state").first).to_contain_text("电子预填，尚未完成报送")
    page.go_back()
    context.close()
