"""The counter in a real browser: by keyboard alone, without scripts, on paper, fit for everyone."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from jianyou.actions.arrivals import enter_slip, record_outage
from jianyou.actions.filing import submit
from jianyou.domain.lifecycle.roles import PUBLIC, Role
from jianyou.store.dialect import database_now
from jianyou.store.models import Arrival
from tests.browser.driving import DESKTOP, PHONE, Seen, context_of, launch, too_wide
from tests.site.kit import copied_site, counter, head, sent
from tests.site.public import opened_city
from tests.site.serving import served
from tests.site.signin import NAME, PASSWORD, account

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SIZES = {"phone": PHONE, "desktop": DESKTOP}
FILERS = ("示例区经济信息化局", "示例仪表股份有限公司", "示例轴承有限公司")


class Site(NamedTuple):
    """A site that runs: its address, and the numbers of what was prefilled there."""

    address: str
    numbers: list[str]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One call with three filings of the web and a slip of an outage, and a clerk."""
    with copied_site(tmp_path_factory.mktemp("served") / "site") as home:
        account(Role.COUNTER_CLERK)
        opened_city("city", seconds=3600, completes_on="paper")
        papers = [sent(f"示例{filer[2:4]}厂")._replace(filer=filer) for filer in FILERS]
        numbers = [submit(actor=PUBLIC, call_slug="city", sent=one).filing.number for one in papers]
        now = database_now()
        began, ended = now - timedelta(hours=1), now - timedelta(minutes=1)
        record_outage(actor=head(), call_slug="city", began=began, ended=ended, reason="停电")
        enter_slip(actor=counter(), call_slug="city", slip="A-07", written_at=began)
        with served(home) as url:
            yield Site(url, numbers)


@pytest.fixture(scope="module")
def chromium(site: Site) -> Iterator[Browser]:
    """Begun after the site and ended before it, which asks its database."""
    assert site
    with sync_playwright() as playwright:
        opened = launch(playwright)
        yield opened
        opened.close()


@pytest.fixture
def window(chromium: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Opens watched windows in which the clerk has signed in."""
    seen, opened = Seen(), list[BrowserContext]()

    def open_window(size: tuple[int, int] = DESKTOP, lang: str = "zh", **options: object) -> Page:
        context = context_of(chromium, size, **options)
        seen.watch(context)
        opened.append(context)
        page = context.new_page()
        page.goto(f"{site.address}/language?to={lang}&back=/")
        page.goto(f"{site.address}/account/sign-in/?next=/counter/")
        page.locator("[name=login]").fill(NAME)
        page.locator("[name=password]").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/counter/city/")
        return page

    yield open_window
    for context in opened:
        context.close()
    complaints = [one for one in seen.complaints if "the server responded with a status of 4" not in one]
    assert (seen.elsewhere, complaints) == ([], [])


def arrivals() -> int:
    """How many were stamped; asked in a thread of its own, as a browser's loop runs in this one."""

    def count() -> int:
        try:
            return Arrival.objects.count()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(count).result()


def journey(page: Page, site: Site) -> Iterator[str]:
    """Through every page and every state that it gets into; yields its name when it stands."""
    root = f"{site.address}/counter/"
    page.goto(f"{root}?all=1")
    yield "home"
    page.goto(f"{root}city/")
    page.locator("#stamp").click()
    page.wait_for_url("**/?stamped=*")
    yield "stamped"
    arrival = int(page.url.rpartition("=")[2])
    unknown = f"示例阀门{arrival}厂"
    for name, query in {
        "search": "",
        "several": "?q=示例",
        "one": f"?q={site.numbers[2]}",
        "none": f"?q={unknown}",
    }.items():
        page.goto(f"{root}city/arrivals/{arrival}/{query}")
        yield name
    page.locator("details .button-primary").click()
    yield "new refused"
    page.goto(f"{root}city/arrivals/{arrival}/?q={site.numbers[2]}")
    page.locator("form[data-once] .button-primary").first.click()
    yield "web refused"
    page.goto(f"{root}city/arrivals/{arrival}/?q={unknown}")
    page.locator("#names").fill("示例一厂\n示例二厂")
    page.locator("#original-new").check()
    page.locator("details .button-primary").click()
    page.wait_for_url(re.compile(r"/papers/[\w-]+/\?done"))
    yield "receipt"
    page.goto(f"{root}city/arrivals/{arrival}/")
    yield "used"
    page.goto(f"{root}city/slips/")
    yield "slips"
    page.locator("form[data-once] .button-primary").click()
    yield "slip refused"
    page.goto(f"{root}city/day/")
    yield "day"
    page.goto(f"{root}city/day/?on=x")
    yield "day refused"


@pytest.mark.parametrize(
    ("size", "lang", "scheme"),
    [
        ("phone", "zh", "light"),
        # The other combinations are looked at in `make test-slow`.
        pytest.param("desktop", "zh", "dark", marks=pytest.mark.slow),
        pytest.param("phone", "en", "dark", marks=pytest.mark.slow),
        pytest.param("desktop", "en", "light", marks=pytest.mark.slow),
    ],
)
def test_every_page_is_fit_for_everyone(
    window: Callable[..., Page], site: Site, size: str, lang: str, scheme: str
) -> None:
    page = window(SIZES[size], lang, color_scheme=scheme)
    names, found = [], {}
    for name in journey(page, site):
        names.append(name)
        wrong = Axe().run(page).response["violations"]
        axe = [f"{one['id']}: {node['html'][:160]}" for one in wrong for node in one["nodes"]]
        found[name] = [*axe, *too_wide(page)]
        assert page.locator("h1").count() == 1, name
        assert page.locator("main .button-primary:visible").count() <= 1, name
        assert page.locator("html").get_attribute("lang") == {"zh": "zh-Hans", "en": "en"}[lang]
        if name.endswith("refused"):
            assert page.evaluate("document.activeElement.id") == "problems", name
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert len(names) == 14


def test_a_whole_paper_by_keyboard_alone(window: Callable[..., Page], site: Site) -> None:
    page = window()
    before = arrivals()
    page.keyboard.press("F2")
    page.wait_for_url("**/?stamped=*")
    number = page.url.rpartition("=")[2]
    expect(page.locator(".ticket-number")).to_have_text(number)
    expect(page.locator("#stamp")).to_be_focused()
    page.keyboard.press("Enter")  # the next in the queue
    page.wait_for_url(f"**/?stamped={int(number) + 1}")
    assert arrivals() == before + 2
    page.keyboard.press("F4")  # whoever has waited longest: here the slip
    page.wait_for_url("**/arrivals/*/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.insert_text("区经济")
    page.keyboard.press("Enter")
    expect(page.locator("#original")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/papers/{site.numbers[0]}/*")
    expect(page.locator(".told")).to_contain_text("已登记，完成报送。")
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    page.keyboard.press("F9")
    expect(page).to_have_title("printed")
    page.keyboard.press("Enter")
    page.wait_for_url("**/counter/city/")
    expect(page.locator("#stamp")).to_be_focused()
    page.keyboard.press("F8")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("F2")  # the stamp is at hand from everywhere on the desk
    page.wait_for_url("**/?stamped=*")
    assert arrivals() == before + 3


def test_a_double_click_and_a_key_held_down_stamp_once(window: Callable[..., Page]) -> None:
    page = window()
    before = arrivals()
    page.locator("#stamp").dblclick(no_wait_after=True)
    page.wait_for_url("**/?stamped=*")
    assert arrivals() == before + 1
    for key in ("F2", "Enter"):
        page.keyboard.down(key)
        for _ in range(5):
            page.keyboard.down(key)
        page.keyboard.up(key)
        page.wait_for_load_state("networkidle")
    expect(page.locator(".ticket-number")).to_have_text(str(before + 3))
    assert arrivals() == before + 3


def test_the_clock_goes_on_from_the_servers(window: Callable[..., Page]) -> None:
    page = window()
    clock = page.locator("[data-clock-now]")
    first = clock.inner_text()
    expect(clock).not_to_have_text(first, timeout=3000)
    assert re.fullmatch(r"\d\d:\d\d:\d\d", clock.inner_text())
    expect(page.locator("[data-clock-left]")).to_have_text(re.compile(r"5\d 分 \d+ 秒"))
    # The same page, answered two seconds before its deadline: what it says turns by itself.
    page.route(
        "**/counter/city/",
        lambda route: route.fulfill(
            response=(answer := route.fetch()),
            body=re.sub(
                r'data-deadline="[^"]+"',
                lambda _: f'data-deadline="{_soon(answer.text())}"',
                answer.text(),
            ),
        ),
    )
    page.goto(page.url)
    expect(page.locator("[data-clock-before]")).to_be_visible()
    expect(page.locator("[data-clock-after]")).to_have_text(re.compile(r"已截止 \d 秒"), timeout=6000)
    expect(page.locator("[data-clock-before]")).to_be_hidden()


def _soon(html: str) -> str:
    """Two seconds after the moment of rendering."""
    from datetime import datetime

    found = re.search(r'data-clock="([^"]+)"', html)
    assert found
    return (datetime.fromisoformat(found[1]) + timedelta(seconds=2)).isoformat()


def test_all_of_it_without_scripts(window: Callable[..., Page], site: Site) -> None:
    page = window(PHONE, java_script_enabled=False)
    expect(page.locator("[data-clock-now]")).to_have_text(re.compile(r"\d\d:\d\d:\d\d"))
    page.get_by_role("button", name="到场登记").click()
    number = page.locator(".ticket-number").inner_text()
    expect(page.get_by_role("button", name="打印号票")).to_be_hidden()
    page.locator(".ticket").get_by_role("link", name="登记材料").click()
    page.get_by_role("searchbox").fill(site.numbers[1])
    page.get_by_role("button", name="查找").click()
    page.get_by_label("盖章原件").first.check()
    page.get_by_role("button", name="登记 1 份盖章原件", exact=True).click()
    expect(page.locator(".told")).to_contain_text("已登记，完成报送。")
    expect(page.locator(".receipt-facts")).to_contain_text(f"到场 {number} 号")
    page.get_by_role("link", name="回到窗口，下一位").click()
    page.get_by_role("link", name="不经到场号登记").click()
    page.get_by_text("网上没有预填：录入新材料").click()
    page.get_by_label("申报单位全称").fill("示例阀门厂")
    page.get_by_label("推荐对象", exact=True).fill("示例阀门厂")
    page.get_by_label("盖章原件").check()
    page.get_by_role("button", name="录入并登记 1 份盖章原件").click()
    expect(page.locator(".receipt-facts")).to_contain_text("验证码")


def test_number_slip_and_receipt_on_paper(window: Callable[..., Page], site: Site) -> None:
    page = window()
    page.goto(f"{site.address}/counter/city/papers/?q=示例水泵厂")
    page.locator("#names").fill("\n".join(f"示例第{number}机械制造有限责任公司" for number in range(12)))
    page.locator("#original-new").check()
    page.locator("details .button-primary").click()
    page.wait_for_url(re.compile(r"/papers/[\w-]+/\?done"))
    for size in ("A5", "A4"):
        assert page.pdf(format=size).count(b"/Type /Page\n") == 1, size
    page.emulate_media(media="print")
    for gone in (".masthead", ".counter-call", ".told", ".button"):
        assert not any(each.is_visible() for each in page.locator(gone).all()), gone
    expect(page.locator(".receipt-facts")).to_contain_text("验证码")
    page.emulate_media(media="screen")
    page.goto(f"{site.address}/counter/city/")
    page.locator("#stamp").click()
    page.wait_for_url("**/?stamped=*")
    page.emulate_media(media="print")
    expect(page.locator(".ticket-number")).to_be_visible()
    for gone in (".masthead", ".clock", ".queue", ".recent", "#stamp", ".search"):
        assert not any(each.is_visible() for each in page.locator(gone).all()), gone
    assert page.pdf(format="A5").count(b"/Type /Page\n") == 1
