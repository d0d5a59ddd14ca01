"""The counter in a real browser: by keyboard alone, without scripts, on paper, fit for everyone."""

import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import NamedTuple

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Page, expect

from jianyou.actions.arrivals import enter_slip, record_outage
from jianyou.actions.filing import submit
from jianyou.domain.lifecycle.roles import PUBLIC, Role
from jianyou.store.dialect import database_now
from jianyou.store.models import Arrival
from tests.browser.driving import DESKTOP, PHONE
from tests.site.counter_journey import journey
from tests.site.kit import copied_site, counter, head, sent
from tests.site.public import opened_city
from tests.site.serving import served
from tests.site.signin import NAME, PASSWORD, account
from tests.site.windows import SIZES, Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

DOUBLE_CLICK = 600
"""Milliseconds after which a press is another one."""

SECONDS_A_PAPER = 2
"""The machine's share of a paper; four times that on a core that other tests share."""

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
def address(site: Site) -> str:
    """Where the site is served."""
    return site.address


@pytest.fixture
def window(window: Windows, address: str) -> Callable[..., Page]:
    """Opens windows in which the clerk has signed in."""

    def open_window(size: tuple[int, int] = DESKTOP, lang: str = "zh", **options: object) -> Page:
        page = window(size, **options).new_page()
        page.goto(f"{address}/language?to={lang}&back=/")
        page.goto(f"{address}/account/sign-in/?next=/counter/")
        page.locator("[name=login]").fill(NAME)
        page.locator("[name=password]").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/counter/city/")
        return page

    return open_window


def arrivals() -> int:
    """How many were stamped; asked in a thread of its own, as a browser's loop runs in this one."""

    def count() -> int:
        try:
            return Arrival.objects.count()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(count).result()


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
    for name in journey(page, site.address, site.numbers[2]):
        names.append(name)
        found[name] = faults(page)
        assert page.locator("h1").count() == 1, name
        assert page.locator("main .button-primary:visible").count() <= 1, name
        assert page.locator("html").get_attribute("lang") == {"zh": "zh-Hans", "en": "en"}[lang]
        if name.endswith("refused"):
            assert page.evaluate("document.activeElement.id") == "problems", name
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert len(names) == 19


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


def test_ten_papers_of_a_queue_by_keyboard_alone(window: Callable[..., Page], site: Site) -> None:
    """The clerk's keys beside the name itself, and the machine's share of the time of each paper."""
    page = window()
    page.goto(f"{site.address}/counter/city/")
    before = arrivals()
    for count in range(10):
        page.keyboard.press("F2")
        page.wait_for_url(re.compile(r"\?stamped=\d+$"))
        expect(page.locator(".ticket-number")).to_have_text(str(before + count + 1))
    keys, slowest = 0, 0.0
    for number in range(10):
        pressed, begun = 0, time.perf_counter()

        def press(key: str) -> None:
            nonlocal pressed
            page.keyboard.press(key)
            pressed += 1

        press("F4")
        page.wait_for_url("**/arrivals/*/")
        expect(page.locator("#q")).to_be_focused()
        page.keyboard.insert_text(f"示例第{number}阀门厂")
        press("Enter")
        expect(page.locator("#filer")).to_be_focused()
        while page.evaluate("document.activeElement.id") != "original-new":
            press("Tab")
        press("Space")
        press("Enter")
        page.wait_for_url(re.compile(r"/papers/[\w-]+/\?done"))
        press("F4")
        page.wait_for_url("**/counter/city/")
        expect(page.locator("#stamp")).to_be_focused()
        keys, slowest = max(keys, pressed), max(slowest, time.perf_counter() - begun)
    assert keys <= 25
    assert slowest < 4 * SECONDS_A_PAPER, slowest
    assert arrivals() == before + 10


def test_somebody_comes_while_a_paper_is_typed(window: Callable[..., Page], site: Site) -> None:
    page = window()
    page.goto(f"{site.address}/counter/city/papers/?q=示例压缩机厂")
    page.locator("#names").fill("打到一半的名")
    before = arrivals()
    page.keyboard.press("F2")
    expect(page.locator("[data-stamped]")).to_have_text(
        re.compile(rf"到场号 {before + 1}，\d+年.*（北京时间）")
    )
    assert arrivals() == before + 1
    expect(page.locator("#names")).to_have_value("打到一半的名")
    expect(page.locator("#names")).to_be_focused()
    page.keyboard.type("/?")
    expect(page.locator("#names")).to_have_value("打到一半的名/?")
    page.context.clear_cookies()
    page.wait_for_timeout(DOUBLE_CLICK)
    page.keyboard.press("F2")
    expect(page.locator("[data-stamped]")).to_contain_text("这个页面已过期，刚才的操作没有执行。")
    expect(page.locator("#names")).to_have_value("打到一半的名/?")


def test_the_queue_renews_itself_beside_what_is_typed(window: Callable[..., Page]) -> None:
    page, other = window(), window()
    page.locator("#q").fill("正在打字")
    number = arrivals() + 1
    other.keyboard.press("F2")
    other.wait_for_url("**/?stamped=*")
    line = page.locator(f".queue a[href='?stamped={number}']")
    expect(line).to_be_visible(timeout=15_000)
    expect(page.locator("#q")).to_have_value("正在打字")
    expect(page.locator("#q")).to_be_focused()
    first = page.locator(f".queue li:has(a[href='?stamped={number}']) [data-since]")
    expect(first).to_have_text(re.compile(r"^\d+ 秒$"))
    seen = first.inner_text()
    expect(first).not_to_have_text(seen, timeout=5_000)
    # A link that has the focus keeps it when the list is put in anew.
    line.focus()
    with page.expect_response("**/queue/"):
        pass
    expect(line).to_be_focused()
    expect(page.locator("[data-lost]")).to_be_hidden()
    page.context.clear_cookies()
    expect(page.locator("[data-lost]")).to_be_visible(timeout=15_000)
    expect(page.locator("#q")).to_have_value("正在打字")


def test_keys_are_listed_and_search_is_at_hand(window: Callable[..., Page], site: Site) -> None:
    page = window()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("F2")  # nothing is stamped behind it
    assert faults(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    for key in ("/", "F3", "F8"):
        page.locator("#stamp").focus()
        page.keyboard.press(key)
        expect(page.locator("#q")).to_be_focused()
    page.goto(f"{site.address}/counter/city/day/")
    page.keyboard.press("/")
    page.wait_for_url("**/counter/city/papers/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.insert_text("slzcyxgs")
    page.keyboard.press("Enter")
    expect(page.locator("#original")).to_be_focused()


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
    page.get_by_role("button", name="登记盖章原件", exact=True).click()
    expect(page.locator(".told")).to_contain_text("已登记，完成报送。")
    expect(page.locator(".receipt-facts")).to_contain_text(f"到场 {number} 号")
    page.get_by_role("link", name="回到窗口，下一位").click()
    page.get_by_role("link", name="不经到场号登记").click()
    page.get_by_text("网上没有预填：录入新材料").click()
    page.get_by_label("申报单位全称").fill("示例阀门厂")
    page.get_by_label("推荐对象", exact=True).fill("示例阀门厂")
    page.get_by_label("盖章原件").check()
    page.get_by_role("button", name="录入并登记盖章原件").click()
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


def test_labels_and_the_slip_of_papers_on_paper(window: Callable[..., Page], site: Site) -> None:
    page = window()
    page.goto(f"{site.address}/counter/city/papers/?q=示例风机厂")
    page.locator("#original-new").check()
    page.locator("details .button-primary").click()
    page.wait_for_url(re.compile(r"/papers/[\w-]+/\?done"))
    number = page.url.split("/papers/")[1].split("/")[0]
    page.goto(f"{site.address}/counter/city/labels/?paper={number}&first=24")
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
    page.emulate_media(media="print")
    square = page.locator(".square")
    expect(square).to_have_count(1)
    box = square.bounding_box()
    assert box
    # In the last place of an A4 sheet, in CSS pixels of 96 an inch.
    assert (box["x"] > 140 / 25.4 * 96, box["y"] > 259 / 25.4 * 96) == (True, True)
    assert box["width"] / 96 * 25.4 == pytest.approx(25, abs=0.5)
    page.goto(f"{site.address}/counter/city/labels/?paper={number}&size=one")
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
    page.emulate_media(media="screen")
    page.goto(f"{site.address}/counter/city/handovers/")
    page.locator("form[data-once] .button-primary").click()
    page.wait_for_url("**/?done=made")
    page.emulate_media(media="print")
    for gone in (".masthead", ".counter-call", ".told", ".button"):
        assert not any(each.is_visible() for each in page.locator(gone).all()), gone
    expect(page.locator(".sign-line")).to_have_count(4)
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1


def test_signed_out_meanwhile_the_desk_says_so_and_leads_to_the_door(
    window: Callable[..., Page],
) -> None:
    page = window()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    lost = page.locator("[data-lost]")
    expect(lost).to_have_text("没有登录，或者登录已过期。请登录后再做一次。")
    door = lost.get_by_role("link")
    expect(door).to_have_attribute("href", "/account/sign-in/?next=%2Fcounter%2Fcity%2F")
    with page.context.expect_page() as opened:
        door.click()
    opened.value.locator("[name=login]").fill(NAME)
    opened.value.locator("[name=password]").fill(PASSWORD)
    opened.value.keyboard.press("Enter")
    opened.value.wait_for_url("**/counter/city/")
    page.bring_to_front()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(lost).to_be_hidden()


def test_signed_out_while_a_paper_is_typed_a_stamp_says_so(window: Callable[..., Page], site: Site) -> None:
    page = window()
    page.goto(f"{site.address}/counter/city/papers/{site.numbers[0]}/")
    before = arrivals()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.locator("form[data-aside] button").click()
    door = page.locator("[data-stamped]").get_by_role("link")
    expect(door).to_have_text("没有登录，或者登录已过期。请登录后再做一次。")
    assert arrivals() == before
