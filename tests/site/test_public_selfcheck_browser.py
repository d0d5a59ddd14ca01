"""The self-check in a real browser: fit for everyone, back and again, without scripts, on paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import DESKTOP, PHONE
from tests.site.serving import command, in_time, open_call, served
from tests.site.windows import Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

STATES = (
    *("start", "kind", "kind refused", "region", "region refused", "industry", "declared", "suspended"),
    *("accidents", "accidents refused", "listed", "result", "changed", "not met", "several"),
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with one call for three days."""
    home = tmp_path_factory.mktemp("served") / "site"
    command(home, "init", "--office-name", "示例市经济和信息化委员会")
    open_call(home, "city", in_time(days=3, hours=4, minutes=1))
    with served(home) as url:
        yield url


def press(page: Page, button: str = "main form .button-primary") -> None:
    """Presses a button, and waits for the page that answers: its address is the same."""
    with page.expect_navigation():
        page.locator(button).click()


def choose(page: Page, *values: str) -> None:
    for value in values:
        page.locator(f"input[name=answer][value='{value}']").check()
    press(page)


def write(page: Page, text: str) -> None:
    page.locator("#answer").fill(text)
    press(page)


def expect_asked(page: Page, key: str) -> None:
    expect(page.locator("input[name=asked]")).to_have_value(key)


def journey(page: Page, address: str) -> Iterator[str]:
    """Through every kind of page; yields its name when it stands."""
    page.goto(f"{address}/calls/city/self-check/")
    yield "start"
    page.locator("main a.button").last.click()
    yield "kind"
    press(page)
    yield "kind refused"
    choose(page, "organization")
    page.locator("summary").click()
    yield "region"
    write(page, "月球")
    yield "region refused"
    write(page, "重庆市南岸区")
    choose(page, "yes")
    yield "industry"
    write(page, "C34")
    yield "declared"
    choose(page, "yes")
    write(page, "2010-03-01")
    yield "suspended"
    press(page, "button[value=unknown]")
    page.locator("input[name=answer][value=some]").check()
    press(page, "button[value=more]")
    expect(page.locator(".record")).to_have_count(2)
    yield "accidents"
    page.locator("#r-1-on").fill("2010")
    press(page)
    yield "accidents refused"
    page.locator("#r-1-on").fill("2010-01-01")
    press(page)
    choose(page, "none")
    choose(page, "yes")
    yield "listed"
    choose(page, "no")
    choose(page, "no")
    yield "result"
    press(page, "button[value='change:region']")
    expect(page.locator("#answer")).to_have_value("重庆市南岸区")
    yield "changed"
    write(page, "四川")
    yield "not met"
    page.goto(f"{address}/calls/city/self-check/china_quality/")
    choose(page, "organization")
    yield "several"


@pytest.mark.parametrize(
    ("size", "lang", "scheme"),
    [
        (PHONE, "zh", "light"),
        # The other combinations are looked at in `make test-slow`.
        pytest.param(DESKTOP, "zh", "dark", marks=pytest.mark.slow),
        pytest.param(PHONE, "en", "dark", marks=pytest.mark.slow),
        pytest.param(DESKTOP, "en", "light", marks=pytest.mark.slow),
    ],
)
def test_every_page_is_fit_for_everyone(
    window: Windows, address: str, size: tuple[int, int], lang: str, scheme: str
) -> None:
    page = window(size, color_scheme=scheme).new_page()
    page.goto(f"{address}/language?to={lang}&back=/")
    found = {}
    for name in journey(page, address):
        found[name] = faults(page)
        assert page.locator("h1").count() == 1, name
        assert page.locator(".button-primary").count() <= 1, name
        if name.endswith("refused"):
            assert page.evaluate("document.activeElement.id") == "problems", name
    assert found == {name: [] for name in STATES}


def test_back_and_again_without_scripts_and_without_a_cookie(window: Windows, address: str) -> None:
    context = window(PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/calls/city/self-check/mayor/")
    choose(page, "organization")
    write(page, "重庆市南岸区")
    choose(page, "yes")
    expect_asked(page, "industry")
    # What the browser kept of the page before still carries what was known then.
    page.go_back()
    expect_asked(page, "is_legal_person")
    choose(page, "no")
    expect(page.locator(".outcome .pill").first).to_have_text("不符合")
    page.go_back()
    page.go_back()
    expect_asked(page, "region")
    write(page, "四川")
    expect(page.locator(".outcome .pill").first).to_have_text("不符合")
    page.reload()
    expect(page.locator(".outcome .pill").first).to_have_text("不符合")
    press(page, "button[value=whole]")
    expect_asked(page, "is_legal_person")
    assert page.url == f"{address}/calls/city/self-check/mayor/"
    assert context.cookies() == []


def test_records_show_where_there_are_some(window: Windows, address: str) -> None:
    page = window(PHONE, java_script_enabled=False).new_page()
    page.goto(f"{address}/calls/city/self-check/china_quality/")
    choose(page, "individual")
    choose(page, "scholar")
    choose(page, "yes")
    expect_asked(page, "violations")
    expect(page.locator("#r-1-on")).to_be_hidden()
    page.get_by_label("有", exact=True).check()
    expect(page.locator("#r-1-on")).to_be_visible()
    page.get_by_label("没有", exact=True).check()
    expect(page.locator("#r-1-on")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("参评条件自测结果")


def test_the_result_on_paper(window: Windows, address: str) -> None:
    page = window(DESKTOP).new_page()
    for name in journey(page, address):
        if name == "result":
            break
    page.emulate_media(media="print")
    for gone in (".masthead", ".foot", "main form", "main .button"):
        assert not any(each.is_visible() for each in page.locator(gone).all()), gone
    # Nothing on it looks like a paper of the office.
    assert page.locator(".issuer, .red-rule").count() == 0
    expect(page.locator(".outcome-clauses").first).to_be_visible()
    assert page.pdf(format="A4").count(b"/Type /Page\n") <= 2
