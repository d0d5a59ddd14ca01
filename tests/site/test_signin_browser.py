"""Every page of an account in a real browser: on phone and screen, in both languages, without scripts."""

import io
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import qrcode  # type: ignore[import-untyped]
from django.core.cache import cache
from django.db import connection
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from jianyou.domain.lifecycle.roles import Role
from tests.browser.driving import PHONE, context_of
from tests.site.kit import copied_site
from tests.site.serving import served
from tests.site.signin import GIVEN, PASSWORD, account, code_of
from tests.site.windows import SIZES, Windows, faults

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site that runs, and that this process can reach into."""
    with copied_site(tmp_path_factory.mktemp("served") / "site") as home, served(home) as url:
        yield url


def outside(work: Callable[[], object]) -> None:
    """Does it in a thread of its own: Django asks no database where a browser's loop runs."""

    def done() -> None:
        try:
            work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(done).result()


def clerk(username: str, *, settled: bool = True) -> None:
    """An account with two roles, nothing counted from the tests before."""
    roles = (Role.OFFICE_CLERK, Role.COUNTER_CLERK)
    outside(cache.clear)
    outside(lambda: account(*roles, username=username, settled=settled))


def press(page: Page) -> None:
    page.locator("main form.sheet button").click()


def fill(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.locator(f"#{name}").fill(value)
    press(page)


def secret_on(page: Page) -> str:
    return page.locator(".secret").inner_text().replace(" ", "")


def journey(page: Page, address: str, username: str) -> Iterator[str]:
    """Through every page and state; yields its name when it stands."""
    page.goto(f"{address}/desk/")
    yield "sign in"
    fill(page, login="", password="")
    yield "sign in, missing, refused"
    fill(page, login=username, password="wrong")
    yield "sign in, refused"
    fill(page, login=username, password=GIVEN)
    yield "a given password"
    fill(page, oldpassword=GIVEN, password1="short", password2=PASSWORD)
    yield "password, refused"
    fill(page, oldpassword=GIVEN, password1=PASSWORD, password2=PASSWORD)
    yield "desk"
    page.locator(".who a").click()
    yield "account"
    page.locator("main a[href='/account/second-factor/']").click()
    yield "confirm"
    fill(page, password="wrong")
    yield "confirm, refused"
    fill(page, password=PASSWORD)
    yield "second factor"
    fill(page, code="000000")
    yield "second factor, refused"
    secret = secret_on(page)
    fill(page, code=code_of(secret))
    expect(page.locator(".codes li")).to_have_count(10)
    yield "codes on paper"
    codes = page.locator(".codes li").all_inner_texts()
    page.reload()
    yield "codes on paper, again"
    page.goto(f"{address}/account/recovery-codes/new/")
    yield "new codes"
    page.goto(f"{address}/account/second-factor/off/")
    yield "second factor off"
    page.goto(f"{address}/account/confirm/code/")
    yield "confirm by code"
    fill(page, code="1")
    yield "confirm by code, refused"
    page.goto(f"{address}/account/")
    yield "account with a second factor"
    page.locator(".who button").click()
    yield "signed out"
    fill(page, login=username, password=PASSWORD)
    yield "code"
    fill(page, code="000000")
    yield "code, refused"
    fill(page, code=codes[0])
    expect(page).to_have_url(f"{address}/desk/")


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
    window: Windows, address: str, size: str, lang: str, scheme: str
) -> None:
    username = f"{size}.{lang}"
    clerk(username, settled=False)
    page = window(SIZES[size], color_scheme=scheme).new_page()
    page.goto(f"{address}/language?to={lang}&back=/")
    names, found = [], {}
    for name in journey(page, address, username):
        names.append(name)
        found[name] = faults(page)
        assert page.locator("h1").count() == 1, name
        assert page.locator("html").get_attribute("lang") == {"zh": "zh-Hans", "en": "en"}[lang]
        assert page.locator(".button-primary").count() <= 1, name
        if name.endswith("refused"):
            assert page.evaluate("document.activeElement.id") == "problems", name
        if lang == "en":
            shown = re.sub("李示例|示例市经济信息化委员会|中文", "", page.locator("body").inner_text())
            assert not re.search(r"[\u3400-\u9fff]", shown), name
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert len(names) == 21


@pytest.mark.slow
def test_all_of_it_without_scripts(chromium: Browser, address: str) -> None:
    clerk("plain", settled=False)
    context = context_of(chromium, PHONE, java_script_enabled=False)
    assert len(list(journey(context.new_page(), address, "plain"))) == 21
    context.close()


@pytest.mark.slow
def test_the_picture_can_be_read(window: Windows, address: str) -> None:
    """The picture holds what the link does: its squares are those of the code made of the link."""
    clerk("picture")
    page = window(color_scheme="dark").new_page()
    page.goto(f"{address}/account/second-factor/")
    fill(page, login="picture", password=PASSWORD)
    fill(page, password=PASSWORD)
    link = page.locator("main a[href^='otpauth:']").get_attribute("href")
    code = qrcode.QRCode()
    code.add_data(link)
    code.make()
    modules = len(code.get_matrix())
    shot = page.locator(".qr").screenshot()
    image = Image.open(io.BytesIO(shot)).convert("L")
    inner = image.crop((10, 10, image.width - 10, image.height - 10))
    read = inner.resize((modules, modules), Image.Resampling.BOX).tobytes()
    dark = [[read[y * modules + x] < 128 for x in range(modules)] for y in range(modules)]
    assert dark == code.get_matrix()


@pytest.mark.slow
def test_codes_on_paper_are_printed_alone(window: Windows, address: str) -> None:
    clerk("printing")
    page = window().new_page()
    page.goto(f"{address}/account/second-factor/")
    fill(page, login="printing", password=PASSWORD)
    fill(page, password=PASSWORD)
    fill(page, code=code_of(secret_on(page)))
    page.emulate_media(media="print")
    for gone in (".masthead", ".foot", ".no-print"):
        assert not any(each.is_visible() for each in page.locator(gone).all()), gone
    expect(page.locator(".codes li").first).to_be_visible()
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
