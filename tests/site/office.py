"""What the tests of the office's pages share: who works there, and filings to look at."""

import re
import uuid
from collections.abc import Mapping
from functools import cache
from html import unescape
from typing import Any

from django.test import Client

from jianyou.actions.arrivals import register_paper
from jianyou.actions.filing import Sent, SentFile
from jianyou.actions.handing_in import handed_in
from jianyou.actions.uploads import keep_upload
from jianyou.domain.calls.load import load_call
from jianyou.domain.lifecycle.completion import Channel
from jianyou.domain.lifecycle.roles import Role
from jianyou.store.dialect import database_now
from jianyou.store.models import Office, Post, User
from jianyou.web.components.forms.reading import read_typed
from tests.site.kit import counter
from tests.site.kit import office as the_office
from tests.site.public import CITY, GOOD, browser, text_of

CONTACT, PHONE = "李示例，质量部部长，023-60000001", "023-60000002"
FEATURE = "人人把关，件件可追溯，" * 5
FILER = "渝北区经济信息委"
CLERK, HEAD, COUNTER, SUPERVISOR = (
    Role.OFFICE_CLERK,
    Role.SECTION_HEAD,
    Role.COUNTER_CLERK,
    Role.SUPERVISOR,
)
NAMES = {CLERK: "jingban", HEAD: "chuzhang", COUNTER: "chuangkou", SUPERVISOR: "jiandu"}


def working(*roles: Role, slug: str = "office", username: str = "") -> Client:
    """A browser of somebody who has signed in, in these roles of an office."""
    the_office()
    owner = Office.objects.get_or_create(slug=slug, defaults={"name": "示例市科学技术局"})[0]
    name = username or (NAMES[roles[0]] if slug == "office" else f"{slug}-{roles[0]}")
    user, _ = User.objects.get_or_create(
        username=name, defaults={"name": f"{name}示例", "password": "!", "created_at": database_now()}
    )
    for role in roles:
        Post.objects.get_or_create(office=owner, user=user, role=role)
    client = browser()
    client.force_login(user)
    return client


def typed(name: str, **other: str) -> dict[str, str]:
    """One nominee as typed into the city's annex; its feature is too long unless told otherwise."""
    return {**dict(zip(_keys(), GOOD, strict=True)), "name": name, "feature": FEATURE, **other}


@cache
def _keys() -> tuple[str, ...]:
    """The columns of the city's annex: reading its file takes longer than filing a row."""
    return tuple(column.key for column in load_call(CITY).annex.columns)


def sent_city(*rows: Mapping[str, str], filer: str = FILER, scan: bytes | None = None) -> Sent:
    """A filing in the city's annex as the web hands it in."""
    call = load_call(CITY)
    header = {"department": filer, "contact": "王示例", "phone": PHONE}
    reading = read_typed(header, rows or (typed("示例轴承有限公司"),), call)
    files = (kept("盖章件.pdf", scan, "sealed_scan"),) if scan else ()
    return handed_in(reading, call, filer=filer, channel=Channel.WEB, token=uuid.uuid4(), files=files)


def kept(name: str, data: bytes, purpose: str) -> SentFile:
    """A file in the store."""
    return keep_upload(name=name, data=data, purpose=purpose)


def filed_city(
    *rows: Mapping[str, str], slug: str = "city", filer: str = FILER, scan: bytes | None = None
) -> str:
    """A filing that is complete, its sealed paper came to the counter; its number."""
    sent = sent_city(*rows, filer=filer, scan=scan)
    return register_paper(actor=counter(), call_slug=slug, sent=sent).filing.number


def fields_on(answer: Any) -> dict[str, str]:
    """The fields of the form of an act, with what stands in them, as a browser would send them again."""
    html = answer.content.decode()
    found = dict(re.findall(r'<input[^>]*? name="([\w-]+)" value="([^"]*)"', html))
    found |= dict(re.findall(r'<textarea[^>]*? name="([\w-]+)"[^>]*>\n(.*?)</textarea>', html, re.DOTALL))
    return {name: unescape(text) for name, text in found.items() if name != "csrfmiddlewaretoken"}


def previewed(client: Client, address: str, **fields: str) -> Any:
    """The first step of an act: its form with these fields; the page that says what will be done."""
    answer = client.post(address, {**fields_on(client.get(address)), **fields})
    assert answer.status_code == 200, text_of(answer)
    return answer


def done(client: Client, address: str, **fields: str) -> Any:
    """An act through both its steps: the form with these fields, then the button that names it."""
    return client.post(address, {**fields_on(previewed(client, address, **fields)), "sure": "yes"})
