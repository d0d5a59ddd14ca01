"""Organizations' pages and passkeys in a real browser: with a virtual authenticator, on phone and screen."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from django.db import connection
from playwright.sync_api import Browser, Page, expect, sync_playwright

from jianyou.actions.staff import close_account
from jianyou.store.models import Count
from tests.browser.driving import DESKTOP, PHONE, context_of, launch, too_wide
from tests.site.kit import copied_site, opened
from tests.site.nominee import PASSWORD, draft_of_anybody, filed_by_anybody
from tests.site.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

SIZES = {"phone": PHONE, "desktop": DESKTOP}
Made = TypeVar("Made")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site under the name for which browsers offer passkeys without https."""
    with copied_site(tmp_path_factory.mktemp("served") / "site") as home, served(home) as url:
        yield url.replace("127.0.0.1", "localhost")


@pytest.fixture(scope="module")
def chromium(address: str) -> Iterator[Browser]:
    """Begun after the site and ended before it."""
    assert address
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


def outside(work: Callable[[], Made]) -> Made:
    """Does it in a thread of its own: Django asks no database where a browser's loop runs."""

    def done() -> Made:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(done).result()


def fill(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.locator(f"#{name}").fill(value)
    page.locator("main form.sheet .button").first.click()


def signed_up(page: Page, address: str, username: str) -> None:
    outside(cache.clear)
    outside(Count.objects.all().delete)
    page.goto(f"{address}/account/sign-up/")
    who = {"organization": "示例轴承有限公司", "name": "王示例", "username": username}
    fill(page, **who, password1=PASSWORD, password2=PASSWORD)
    expect(page).to_have_url(f"{address}/my/")


def authenticator(page: Page) -> None:
    """A phone that says yes to everything, within this browser."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def add_passkey(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/account/passkeys/add/")
    if "/account/confirm/" in page.url:
        fill(page, password=PASSWORD)
    expect(page.locator("#no-passkeys")).to_be_hidden()
    fill(page, name=name)


def test_a_passkey_from_the_first_to_the_last_day(chromium: Browser, address: str) -> None:
    context = context_of(chromium, DESKTOP)
    page = context.new_page()
    authenticator(page)
    signed_up(page, address, "passkey")
    add_passkey(page, address, "办公室电脑")
    expect(page).to_have_url(f"{address}/account/passkeys/")
    expect(page.locator(".lines li")).to_have_count(1)
    # The same device again is told so by the browser, and nothing is sent.
    add_passkey(page, address, "再来一次")
    expect(page.locator("[data-problem=stopped]")).to_be_visible()
    page.goto(f"{address}/account/passkeys/")
    page.get_by_role("link", name="办公室电脑").click()
    fill(page, name="我的手机")
    expect(page.locator(".lines .line-name")).to_have_text(["我的手机"])
    page.locator(".who button").click()
    # Signed in by it alone, and led to where one wanted to go.
    page.goto(f"{address}/my/people/")
    page.get_by_role("button", name="用通行密钥登录").click()
    expect(page).to_have_url(f"{address}/my/people/")
    page.goto(f"{address}/account/passkeys/")
    expect(page.locator(".lines")).to_contain_text("上次使用")
    page.locator(".who button").click()
    # A password goes on serving, and asks for no passkey beside it.
    fill(page, login="passkey", password=PASSWORD)
    expect(page).to_have_url(f"{address}/my/")
    page.goto(f"{address}/account/passkeys/")
    page.get_by_role("link", name="我的手机").click()
    fill(page, password=PASSWORD)
    page.get_by_role("button", name="删去这个通行密钥").click()
    expect(page.locator(".empty")).to_be_visible()
    page.locator(".who button").click()
    page.goto(f"{address}/account/sign-in/")
    page.get_by_role("button", name="用通行密钥登录").click()
    expect(page.locator("#problems")).to_contain_text("不是本站的，或者已经删除")
    context.close()


def test_a_passkey_of_a_closed_account_opens_nothing(chromium: Browser, address: str) -> None:
    context = context_of(chromium, DESKTOP)
    page = context.new_page()
    authenticator(page)
    signed_up(page, address, "closing")
    add_passkey(page, address, "电脑")
    expect(page.locator(".lines li")).to_have_count(1)
    outside(lambda: close_account(operator="root", username="closing"))
    page.goto(f"{address}/account/sign-in/")
    page.get_by_role("button", name="用通行密钥登录").click()
    expect(page.locator("#problems")).to_contain_text("没有登录")
    context.close()


def test_without_https_the_page_says_that_there_are_none(chromium: Browser, address: str) -> None:
    """By its number this machine is a safe place to the browser; by any other name it isn't."""
    context = context_of(chromium, DESKTOP, java_script_enabled=False)
    page = context.new_page()
    signed_up(page, address, "plain")
    page.goto(f"{address}/account/passkeys/add/")
    fill(page, password=PASSWORD)
    expect(page.locator("#no-passkeys")).to_contain_text("https://")
    expect(page.locator("#add-passkey")).to_be_hidden()
    page.goto(f"{address}/account/sign-in/")
    expect(page.get_by_role("button", name="用通行密钥登录")).to_have_count(0)
    context.close()


def journey(page: Page, address: str, size: str) -> Iterator[str]:
    """Through every page and state of an organization; yields its name when it stands."""
    page.goto(f"{address}/account/sign-up/")
    yield "sign up"
    fill(page, organization="", name="")
    yield "sign up, refused"
    page.goto(f"{address}/account/sign-up/invited/")
    yield "sign up by an invitation"
    page.goto(f"{address}/account/sign-in/")
    yield "sign in"
    signed_up(page, address, f"user.{size}")
    yield "desk, empty"
    page.goto(f"{address}/my/take/")
    yield "take"
    fill(page, number="7K3M-9QXA-2BCD", code="1")
    yield "take, refused"
    call = outside(lambda: opened(f"call-{size}"))
    filed = outside(lambda: filed_by_anybody(f"call-{size}"))
    outside(lambda: draft_of_anybody(call, f"DRAF-TDRA-{size[:4].upper()}"))
    for number, code in (
        (filed.filing.number, filed.code),
        (f"DRAF-TDRA-{size[:4].upper()}", "0123456789AB"),
    ):
        page.goto(f"{address}/my/take/")
        fill(page, number=number, code=code)
    yield "desk"
    page.goto(f"{address}/my/messages/")
    yield "messages"
    page.goto(f"{address}/my/people/")
    yield "people"
    page.get_by_role("button", name="发一个邀请码").click()
    yield "people with an invitation"
    page.goto(f"{address}/my/people/leave")
    yield "leave"
    page.locator("main form.sheet button").click()
    yield "leave, refused"
    page.goto(f"{address}/my/course/")
    yield "course"
    page.goto(f"{address}/my/filings/{filed.filing.number}/hand-out")
    yield "hand out"
    page.locator("main form.sheet button").click()
    yield "handed out"
    for name, path in {
        "join": "/my/join/",
        "found": "/my/found/",
        "account": "/account/",
        "passkeys": "/account/passkeys/",
        "not for staff": "/office/",
    }.items():
        page.goto(address + path)
        yield name
    page.goto(f"{address}/account/passkeys/add/")
    fill(page, password=PASSWORD)
    yield "add a passkey"


@pytest.mark.parametrize(
    ("size", "scheme"),
    [("phone", "light"), pytest.param("desktop", "dark", marks=pytest.mark.slow)],
)
def test_every_page_is_fit_for_everyone(chromium: Browser, address: str, size: str, scheme: str) -> None:
    context = context_of(chromium, SIZES[size], color_scheme=scheme)
    page = context.new_page()
    names, found = [], {}
    for name in journey(page, address, size):
        names.append(name)
        wrong = Axe().run(page).response["violations"]
        axe = [f"{one['id']}: {node['html'][:160]}" for one in wrong for node in one["nodes"]]
        found[name] = [*axe, *too_wide(page)]
        assert page.locator("h1").count() == 1, name
        assert page.locator(".button-primary").count() <= 1, name
        if name.endswith("refused"):
            assert page.evaluate("document.activeElement.id") == "problems", name
    context.close()
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert len(names) == 22
