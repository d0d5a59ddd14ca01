"""What the tests of signing in share: accounts, a clerk at a browser, and the codes of his phone."""

import re
import time
from collections.abc import Sequence
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from jianyou.actions.staff import add_staff
from jianyou.domain.lifecycle.roles import Role
from jianyou.store.models import User
from tests.site.kit import office
from tests.site.public import browser

NAME, PASSWORD = "li.shili", "示例的密码，长一些，而且好记"
GIVEN = "7K3M-9QXA-2BCD-4EFG"
SIGN_IN, DESK = "/account/sign-in/", "/desk/"


def account(
    *roles: Role, username: str = NAME, name: str = "李示例", slug: str = "office", settled: bool = True
) -> User:
    """An account in the office, its password chosen already unless `settled` is False."""
    if slug == "office":
        office()
    add_staff(
        operator="root",
        office=slug,
        username=username,
        name=name,
        roles=roles or (Role.OFFICE_CLERK,),
        password=PASSWORD if settled else GIVEN,
        must_change=not settled,
    )
    return User.objects.get(username=username)


def sign_in(
    client: Client, password: str = PASSWORD, username: str = NAME, next_: str = "", **more: Any
) -> Any:
    """Sends the first form."""
    fields = {"login": username, "password": password} | ({"next": next_} if next_ else {})
    return client.post(SIGN_IN, fields, **more)


def signed_in(*roles: Role, username: str = NAME) -> Client:
    """A browser whose person has signed in."""
    account(*roles, username=username)
    client = browser()
    assert sign_in(client, username=username).headers["Location"] == DESK
    return client


def confirm(client: Client, password: str = PASSWORD) -> None:
    """Gives the password once more."""
    answer = client.post("/account/confirm/", {"password": password, "next": "/account/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/")


def code_of(secret: str, steps: int = 0) -> str:
    """What a phone shows, so many half minutes from now; not at the very end of its time."""
    if time.time() % 30 > 29:
        time.sleep(1)
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def second_factor(client: Client) -> tuple[str, Sequence[str]]:
    """Sets up a phone; its secret, and the codes on paper."""
    confirm(client)
    secret = secret_on(client.get("/account/second-factor/"))
    # A code is good once, so the one before is spent here and those to come stay for signing in.
    answer = client.post("/account/second-factor/", {"code": code_of(secret, -1)})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/recovery-codes/")
    return secret, re.findall(
        r"<li>(\d{4} \d{4})</li>", client.get("/account/recovery-codes/").content.decode()
    )


def secret_on(answer: Any) -> str:
    """The secret that a page shows to type."""
    found = re.search(r'class="secret code">([A-Z2-7 ]+)<', answer.content.decode())
    assert found
    return found[1].replace(" ", "")


def problems_on(answer: Any) -> list[tuple[str, str]]:
    """The fields and what is wrong with them, as told at the top; each must be told at its field too."""
    html = answer.content.decode()
    top = re.findall(r'<li><a href="#(\w+)">([^<]+)</a></li>', html)
    for field, told in top:
        assert re.search(rf'id="{field}-error">.*?{re.escape(told)}', html), field
        assert re.search(rf'<input [^>]*name="{field}"[^>]*aria-invalid="true"', html), field
    return top
