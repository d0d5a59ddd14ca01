"""What the tests of the counter share: a clerk at a browser, and what stands on the pages."""

import re
import time
import uuid
from datetime import timedelta
from typing import Any

from django.test import Client

from jianyou.actions.filing import submit
from jianyou.domain.lifecycle.roles import PUBLIC, Role
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Office, Post, User
from tests.site.kit import office, sent
from tests.site.public import browser

NEW = {
    "filer": "示例区经济信息化局",
    "names": "示例轴承有限公司\n示例齿轮厂",
    "original": "yes",
}
"""The form of a paper that wasn't prefilled, filled."""


def at_counter(
    *roles: Role, username: str = "chuangkou", name: str = "周示例", where: Office | None = None
) -> Client:
    """A browser whose person has signed in; a counter clerk of the one office unless told otherwise."""
    user = User.objects.create(username=username, name=name, created_at=database_now())
    for role in roles or (Role.COUNTER_CLERK,):
        Post.objects.create(office=where or office(), user=user, role=role)
    client = browser()
    client.force_login(user)
    return client


def prefilled(name: str = "示例轴承有限公司", slug: str = "call-1") -> str:
    """A filing handed in on the web; its number."""
    return submit(actor=PUBLIC, call_slug=slug, sent=sent(name)).filing.number


def stamp(client: Client, slug: str = "call-1") -> int:
    """Presses the big button; the number that it gives."""
    answer = client.post(f"/counter/{slug}/stamp/")
    found = re.fullmatch(rf"/counter/{slug}/\?stamped=(\d+)", answer.headers["Location"])
    assert found
    return int(found[1])


def fresh(**other: str) -> dict[str, str]:
    """The form of a new paper with a token of its own."""
    return NEW | {"token": str(uuid.uuid4())} | other


def registered(answer: Any) -> tuple[str, str]:
    """The address that a registering led to, and the number in it."""
    assert answer.status_code == 302, answer.content.decode()
    found = re.fullmatch(r"/counter/[^/]+/papers/([^/]+)/\?.*", answer.headers["Location"])
    assert found
    return answer.headers["Location"], found[1]


def problems_on(answer: Any) -> list[tuple[str, str]]:
    """The fields and what is wrong with them, as told at the top; each must be told at its field, too."""
    html = answer.content.decode()
    top = re.findall(r'<li><a href="#([\w-]+)">([^<]+)</a></li>', html)
    for field, told in top:
        assert re.search(rf'id="{field}-error">.*?{re.escape(told)}', html), field
        assert re.search(rf'id="{field}" [^>]*aria-invalid="true"', html), field
    return top


def over(call: Call) -> None:
    """Let the deadline pass: after all that was done, before all that comes."""
    deadline = database_now() + timedelta(milliseconds=2)
    Call.objects.filter(id=call.id).update(deadline=deadline)
    while database_now() < deadline:
        time.sleep(0.001)
