"""The look of the pages: chosen by anybody, kept in cookies that name no one, the same on every frame."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyou.domain.lifecycle.roles import Role
from jianyou.web.components.look import CHOICES
from jianyou.web.components.specimens import specimens
from jianyou.web.components.states import CALLS, CORRECTIONS, ENTRIES, FILES, FILINGS, SEVERITIES
from tests.site.public import browser, opened_city, text_of
from tests.site.signin import signed_in

pytestmark = pytest.mark.usefixtures("site")


def marked(answer: object, name: str) -> str:
    """What the root of the page says of its look."""
    found = re.search(rf'<html [^>]*\b{name}="([^"]*)"', answer.content.decode())  # type: ignore[attr-defined]
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("name", "value", "shown"), [("scheme", "dark", "data-scheme"), ("text", "large", "data-text")]
)
def test_a_look_is_kept_for_every_page(name: str, value: str, shown: str) -> None:
    client = browser()
    assert marked(client.get("/"), shown) == CHOICES[name][0]
    answer = client.get("/look", {name: value, "back": "/filings/"})
    assert (answer.status_code, answer["Location"]) == (302, "/filings/")
    cookie = answer.cookies[f"jianyou_{name}"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == (value, True, "Lax")
    for path in ("/", "/filings/", "/account/sign-in/", "/nothing", "/look"):
        assert marked(client.get(path), shown) == value
    client.get("/look", {name: "nonsense"})
    assert marked(client.get("/"), shown) == value
    client.cookies[f"jianyou_{name}"] = "nonsense"
    assert marked(client.get("/"), shown) == CHOICES[name][0]


def test_the_page_to_choose_on_shows_what_is_chosen() -> None:
    client = browser()
    client.get("/look", {"scheme": "dark", "text": "large", "lang": "zh"})
    page = client.get("/look", {"back": "/calls/city/"}).content.decode()
    chosen = re.findall(r'name="(\w+)" value="(\w+)" checked', page)
    assert chosen == [("scheme", "dark"), ("text", "large"), ("lang", "zh")]
    assert '<input type="hidden" name="back" value="/calls/city/">' in page
    assert client.post("/look").status_code == 405


@pytest.mark.parametrize(
    "back", ["//evil.example/", "https://evil.example", "javascript:alert(1)", "\\\\evil"]
)
def test_choosing_a_look_leads_nowhere_else(back: str) -> None:
    assert browser().get("/look", {"text": "large", "back": back})["Location"] == "/"


def test_the_language_is_one_of_the_choices() -> None:
    client = browser()
    assert client.get("/look", {"lang": "en"}).cookies["jianyou_lang"].value == "en"
    assert marked(client.get("/"), "lang") == "en"


def test_the_foot_leads_back_to_where_one_was() -> None:
    opened_city()
    page = browser().get("/calls/city/?x=1").content.decode()
    foot = page[page.index('<footer class="foot">') :]
    assert re.findall(r'href="([^"]+)"', foot) == [
        "/look?text=large&amp;back=/calls/city/%3Fx%3D1",
        "/look?scheme=dark&amp;back=/calls/city/%3Fx%3D1",
        "/look?scheme=light&amp;back=/calls/city/%3Fx%3D1",
        "/look?back=/calls/city/%3Fx%3D1",
        "/language?to=en&amp;back=/calls/city/%3Fx%3D1",
    ]


def test_staff_choose_how_dense_their_pages_are() -> None:
    client = signed_in(Role.OFFICE_CLERK)
    assert marked(client.get("/office/"), "data-density") == "compact"
    assert 'name="density" value="compact" checked' in client.get("/look").content.decode()
    client.get("/look", {"density": "roomy"})
    assert marked(client.get("/office/"), "data-density") == "roomy"
    assert marked(client.get("/"), "data-density") == "roomy"
    assert "density" not in browser().get("/look").content.decode().split("<form", 1)[1]


def test_who_is_signed_in_is_told_and_nobody_else_is_asked_about() -> None:
    with CaptureQueriesContext(connection) as asked:
        told = text_of(browser().get("/look"))
    assert (len(asked), "退出" in told, "登录" in told) == (0, False, True)
    client = signed_in(Role.OFFICE_CLERK)
    told = text_of(client.get("/look"))
    assert ("李示例" in told, "退出" in told, "登录" in told) == (True, True, False)
    page = client.get("/").content.decode()
    assert re.findall(r'href="(/desk/|/account/sign-in/)"', page) == ["/desk/"]


def test_a_session_that_is_over_asks_to_sign_in() -> None:
    client = browser()
    client.cookies["jianyou_session"] = "0123456789abcdef0123456789abcdef"
    assert "登录" in text_of(client.get("/look"))


def test_the_components_are_shown_in_every_state() -> None:
    with CaptureQueriesContext(connection) as asked:
        answer = browser().get("/components")
    assert (answer.status_code, len(asked)) == (200, 0)
    page = answer.content.decode()
    pills = set(re.findall(r'<span class="pill tone-\w+">.*?</svg>([^<]+)</span>', page))
    states = (FILES, SEVERITIES, CALLS, FILINGS, ENTRIES, CORRECTIONS)
    assert {str(state.word) for kind in states for state in kind.values()} - pills == set()
    assert page.count('<svg class="swatch"') == len(specimens()["colours"])
    assert "style=" not in page
