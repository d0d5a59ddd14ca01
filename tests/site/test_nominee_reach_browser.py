"""From signing up to a forgotten password, in a real browser, by mail that really comes."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from jianyou.store.models import Count
from tests.browser.driving import DESKTOP, PHONE, context_of
from tests.site.at_home import apart
from tests.site.kit import copied_site, opened
from tests.site.mailbox_sink import Sink, listening
from tests.site.nominee import PASSWORD
from tests.site.serving import served
from tests.site.windows import SIZES, Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.slow]

NEW = "另一个密码，也长一些，也好记"
_PICTURES = os.environ.get("JIANYOU_PICTURES", "")


@pytest.fixture(scope="module")
def sink() -> Iterator[Sink]:
    found = Sink()
    with listening(found):
        yield found


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, sink: Sink) -> Iterator[str]:
    """A site that sends mail, under the name for which browsers offer passkeys without https."""
    mail = f"smtp://127.0.0.1:{sink.port}?from=site@example.com"
    with copied_site(tmp_path_factory.mktemp("served") / "site") as home:
        apart(opened)
        with served(home, JIANYOU_MAIL=mail) as url:
            yield url.replace("127.0.0.1", "localhost")


def fill(page: Page, **fields: str) -> None:
    """Fills the form and presses its first button."""
    for name, value in fields.items():
        page.locator(f"#{name}").fill(value)
    page.locator("main form.sheet .button-primary").click()


def code_of_letter(sink: Sink) -> str:
    """The code of the letter that comes next."""
    assert sink.came.wait(20)
    sink.came.clear()
    line = next(
        line for line in sink.bodies[-1].splitlines() if line.startswith(("确认码", "Confirmation code"))
    )
    return line[-6:]


def signed_up(page: Page, address: str, username: str) -> None:
    """At the page that offers to give an address, nothing counted before and no letter on its way."""
    apart(cache.clear)
    apart(Count.objects.all().delete)
    page.goto(f"{address}/account/sign-up/")
    who = {"organization": "示例轴承有限公司", "name": "王示例", "username": username}
    fill(page, **who, password1=PASSWORD, password2=PASSWORD)
    expect(page).to_have_url(f"{address}/account/reach/?next=%2Fmy%2F")


def with_authenticator(page: Page) -> None:
    """A phone that says yes to everything, within this browser."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "hasUserVerification": True, "isUserVerified": True}},
    )


def test_from_signing_up_to_a_forgotten_password(chromium: Browser, address: str, sink: Sink) -> None:
    context = context_of(chromium, DESKTOP)
    page = context.new_page()
    with_authenticator(page)
    signed_up(page, address, "whole.day")
    fill(page, address="wang@example.com")
    fill(page, code=code_of_letter(sink))
    expect(page).to_have_url(f"{address}/my/")
    page.goto(f"{address}/account/passkeys/add/")
    fill(page, password=PASSWORD)
    fill(page, name="办公室电脑")
    expect(page.locator(".lines li")).to_have_count(1)
    # At another computer the password is forgotten.
    elsewhere = context_of(chromium, PHONE, java_script_enabled=False)
    other = elsewhere.new_page()
    other.goto(f"{address}/account/sign-in/")
    other.get_by_role("link", name="忘记密码").click()
    fill(other, username="whole.day", address="wang@example.com")
    expect(other.locator("main")).to_contain_text("如果用户名对，而且 w***@example.com 是")
    fill(other, code=code_of_letter(sink), password1=NEW, password2=NEW)
    expect(other.locator("[role=status]")).to_contain_text("密码已重设")
    fill(other, login="whole.day", password=NEW)
    expect(other).to_have_url(f"{address}/my/")
    assert sink.came.wait(20)
    sink.came.clear()
    assert sink.subjects[-1] == "密码已重设"
    # Here the session is over, and the passkey opens it anew.
    page.goto(f"{address}/my/")
    expect(page).to_have_url(f"{address}/account/sign-in/?next=%2Fmy%2F")
    page.get_by_role("button", name="用通行密钥登录").click()
    expect(page).to_have_url(f"{address}/my/")
    page.goto(f"{address}/account/passkeys/")
    expect(page.locator(".lines .line-name")).to_have_text(["办公室电脑"])
    elsewhere.close()
    context.close()


def journey(page: Page, address: str, sink: Sink, username: str) -> Iterator[str]:
    """Through every page and state of it; yields its name when it stands."""
    page.goto(f"{address}/account/sign-up/")
    yield "sign up"
    signed_up(page, address, username)
    yield "offered"
    fill(page, address="wang@")
    yield "offered, refused"
    page.get_by_role("link", name="现在不留，继续").click()
    yield "desk without an address"
    page.goto(f"{address}/account/")
    yield "account without an address"
    page.goto(f"{address}/account/reach/?next=/my/")
    fill(page, address=f"{username}@example.com")
    yield "code"
    code = code_of_letter(sink)
    fill(page, code="")
    yield "code, refused"
    fill(page, code=code)
    page.goto(f"{address}/account/")
    yield "account"
    page.goto(f"{address}/account/reach/")
    fill(page, password=PASSWORD)
    yield "change"
    page.locator(".who button").click()
    page.goto(f"{address}/account/forgotten/")
    yield "forgotten"
    fill(page, username="", address="")
    yield "forgotten, refused"
    fill(page, username=username, address=f"{username}@example.com")
    yield "recovering"
    code = code_of_letter(sink)
    fill(page, code=code, password1="短", password2="短")
    yield "recovering, refused"
    fill(page, code=code, password1=NEW, password2=NEW)
    yield "recovered"
    assert sink.came.wait(20)
    sink.came.clear()


@pytest.mark.parametrize(("size", "scheme"), [("phone", "light"), ("desktop", "dark")])
def test_every_page_is_fit_for_everyone(
    window: Windows, address: str, sink: Sink, size: str, scheme: str
) -> None:
    page = window(SIZES[size], color_scheme=scheme).new_page()
    names, found = [], {}
    here = address.replace("localhost", "127.0.0.1")
    for name in journey(page, here, sink, f"user.{size}"):
        names.append(name)
        found[name] = faults(page)
        assert page.locator("h1").count() == 1, name
        assert page.locator(".button-primary").count() <= 1, name
        if _PICTURES:
            Path(_PICTURES).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{_PICTURES}/{size}-{name.replace(', ', '-')}.png", full_page=True)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert len(names) == 14
