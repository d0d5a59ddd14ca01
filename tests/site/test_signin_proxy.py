"""Signing in where another server does https in front of the site."""

import re
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

import pytest

from tests.site.kit import copied_site
from tests.site.serving import served
from tests.site.signin import NAME, PASSWORD, SIGN_IN, account


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """Of a site that believes a server on this machine."""
    with copied_site(tmp_path / "site") as home:
        account()
        with served(home, JIANYOU_HTTPS="1") as url:
            yield urlsplit(url).port or 0


class Answer(NamedTuple):
    """What the site answers: status, headers and words."""

    status: int
    headers: HTTPMessage
    text: str


def asked(port: int, method: str, visitor: str, body: str = "", cookie: str = "") -> Answer:
    """What the site answers to a server that asks for a visitor."""
    headers = {
        "Host": "localhost",
        "X-Forwarded-For": visitor,
        "X-Forwarded-Proto": "https",
        "Referer": f"https://localhost{SIGN_IN}",
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": cookie,
    }
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request(method, SIGN_IN, body, headers)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read().decode())


def signing_in(port: int, visitor: str, username: str, password: str = "wrong") -> Answer:
    page = asked(port, "GET", visitor)
    cookie = page.headers["Set-Cookie"].partition(";")[0]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
    assert token
    fields = {"login": username, "password": password, "csrfmiddlewaretoken": token[1]}
    return asked(port, "POST", visitor, urlencode(fields), cookie)


def test_each_visitor_is_counted_apart(port: int) -> None:
    first = [signing_in(port, "203.0.113.1", f"name{number}").status for number in range(11)]
    assert first == [422] * 10 + [429]
    # What a visitor himself says he passed on counts for nothing: the server in front has the last word.
    assert signing_in(port, "192.0.2.7, 203.0.113.1", "another").status == 429
    assert signing_in(port, "203.0.113.2", "another").status == 422
    answer = signing_in(port, "203.0.113.2", NAME, PASSWORD)
    assert (answer.status, answer.headers["Location"]) == (302, "/desk/")
    cookies = [one for one in answer.headers.get_all("Set-Cookie", []) if one.startswith("jianyou_session=")]
    assert [sorted(cookies[0].split("; ")[1:])] == [["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]]
