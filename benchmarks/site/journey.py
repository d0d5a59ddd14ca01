"""A filer's whole way through the site, and crowds of filers."""

import html
import json
import re
import secrets
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any, NamedTuple

from benchmarks.site.browsing import Exchange, Failed, Http, Page, Upload, Visitor
from benchmarks.site.mailbox import Mailbox

_FILER = "渝北区经济信息委"
_TYPED = {
    "filer": _FILER,
    "c-0-department": _FILER,
    "c-0-contact": "王示例",
    "c-0-phone": "023-60000002",
    "c-1-name": "示例轴承有限公司",
    "c-1-location_industry": "渝北区，制造业（通用设备制造业）",
    "c-1-profile": "成立于1998年，民营股份制企业，主营轴承研发制造，现有员工320人。",
    "c-1-feature": "一轴一档，件件可追溯",
    "c-1-honors": "2023年全国质量标杆（国家级）",
    "c-1-contact": "李示例，质量部部长，023-60000001",
    "c-1-willing": "是",
}
"""By the names of the fields of the built-in call."""
_PASSWORD = "示例的密码，长一些，而且好记"
_HIDDEN = re.compile(r'<input type="hidden" name="(token|seen|looked|next)" value="([^"]*)"')


class Receipted(NamedTuple):
    """What a filer has in hand in the end: number and code from the receipt's page, the receipt as data."""

    number: str
    code: str
    receipt: dict[str, Any]


@dataclass(slots=True)
class Way:
    """One filer on his way: where he is, and what he carries."""

    visitor: Visitor
    slug: str
    form: bytes
    page: Page | None = None
    token: str = ""
    address: str = ""
    number: str = ""
    code: str = ""
    receipt: dict[str, Any] = field(default_factory=dict)

    @property
    def at(self) -> Page:
        """The page before him."""
        assert self.page is not None
        return self.page


Step = Callable[[Way], None]


def look_at_call(way: Way) -> None:
    """The call's page."""
    way.page = way.visitor.get(f"/calls/{way.slug}/", "1 call")
    way.at.found(rf'href="(/calls/{way.slug}/file/)"')


def ask_for_upload(way: Way) -> None:
    """The page that asks for the filled form."""
    way.page = way.visitor.get(f"/calls/{way.slug}/file/", "2 form")


def upload(way: Way) -> None:
    """Hands the filled form in, and comes to "check your answers"."""
    files = {"form": Upload("form.docx", way.form)}
    way.page = way.visitor.post(way.at, f"/calls/{way.slug}/file/", "3 hand in", {"filer": _FILER}, files)
    way.token = way.at.path
    way.at.found(r'(name="not_classified")')


def declare(way: Way) -> None:
    """Declares, files, and comes to the receipt."""
    _declare(way, {})


def _declare(way: Way, fields: Mapping[str, str]) -> None:
    told = {**_hidden(way.at), "not_classified": "yes", **fields}
    way.page = way.visitor.post(way.at, way.token, "4 file", told)
    _read_receipt(way)


def _hidden(page: Page) -> dict[str, str]:
    """What a form carries unseen, beside its token."""
    return {name: html.unescape(value) for name, value in _HIDDEN.findall(page.text)}


def _read_receipt(way: Way) -> None:
    way.number = way.at.found(r'<dd class="code">([^<]+)</dd>')
    way.code = way.at.found(r'<dd class="code">[^<]+</dd>.*?<dd class="code">([^<]+)</dd>')


def take_receipt(way: Way) -> None:
    """Takes the receipt as data."""
    link = html.unescape(way.at.found(r'href="(/filings/[^"]+/receipt\.json[^"]*)"'))
    way.receipt = json.loads(way.visitor.get(link, "5 receipt").body)
    if way.receipt["content"]["number"] != way.number:
        raise Failed(f"the receipt of another filing than {way.number}")


def ask_for_fields(way: Way) -> None:
    """The page to fill."""
    way.page = way.visitor.get(f"/calls/{way.slug}/fill/", "2 form")


def fill(way: Way) -> None:
    """Fills every field of the page, and comes to "check your answers"."""
    _fill(way, _TYPED)


def _fill(way: Way, typed: Mapping[str, str]) -> None:
    for name in typed:
        way.at.found(f'name="({name})"')
    told = {**_hidden(way.at), **typed, "do": "check"}
    way.page = way.visitor.post(way.at, f"/calls/{way.slug}/fill/", "3 hand in", told)
    way.token = way.at.path
    way.at.found(r'(name="not_classified")')


UPLOADING: Sequence[Step] = (look_at_call, ask_for_upload, upload, declare, take_receipt)
"""With a filled Word form; in the end the receipt is taken away as data."""

FILLING: Sequence[Step] = (look_at_call, ask_for_fields, fill, declare)
"""On the page made of the annex, up to the receipt's page."""


def confirming(mailbox: Mailbox) -> Sequence[Step]:
    """The same, with an address for messages that is confirmed by the code sent there."""

    def fill_with_address(way: Way) -> None:
        way.address = f"{secrets.token_hex(8)}@example.org"
        _fill(way, _TYPED | {"address": way.address})

    def declare_with_code(way: Way) -> None:
        _declare(way, {"code": mailbox.code(way.address)})

    return (look_at_call, ask_for_fields, fill_with_address, declare_with_code)


def sign_up(way: Way) -> None:
    """Makes an account for a new organization, and is led to the page to fill."""
    ask = f"/account/sign-up/?next=/calls/{way.slug}/fill/"
    way.page = way.visitor.get(ask, "2 sign up")
    fields = {
        "organization": _FILER,
        "name": "王示例",
        "username": f"u{secrets.token_hex(8)}",
        "password1": _PASSWORD,
        "password2": _PASSWORD,
    }
    way.page = way.visitor.post(way.at, ask, "2 sign up", {**_hidden(way.at), **fields})
    if way.at.path.startswith("/account/reach/"):
        # An address for messages is offered first, where the site sends any; this one does without.
        ask_for_fields(way)


SIGNING_UP: Sequence[Step] = (look_at_call, sign_up, fill, declare)
"""Somebody new who wants an account: from the call's page to the receipt's."""


def signed_in(cookie: str, sessions: Sequence[str]) -> Sequence[Step]:
    """Somebody who signed in before, one of those whose sessions are given."""

    def come_back(way: Way) -> None:
        way.visitor.carry(cookie, secrets.choice(sessions))
        look_at_call(way)

    return (come_back, ask_for_fields, fill, declare)


def ask_for_floor(way: Way) -> None:
    """The floor's form."""
    way.page = way.visitor.get("/form/", "1 form")


def file_at_floor(way: Way) -> None:
    """Files with the floor."""
    fields = dict(zip(re.findall(r'name="(field\d+)"', way.at.text), _TYPED.values(), strict=True))
    way.page = way.visitor.post(way.at, "/form/", "2 file", fields)
    way.number = way.at.found(r'<p class="code">(\d+)</p>')


FLOOR: Sequence[Step] = (ask_for_floor, file_at_floor)
"""Through `benchmarks.site.floor`."""


def go(way: Way, steps: Sequence[Step] = UPLOADING) -> Receipted:
    """Goes the whole way.

    Raises:
        Failed: a page was not what it should be.
        OSError, HTTPException: the site didn't answer, longer than the visitor's patience.
    """
    for step in steps:
        step(way)
    return Receipted(way.number, way.code, way.receipt)


@dataclass(slots=True)
class Outcome:
    """What became of a crowd.

    Its receipts, what failed how often, wall seconds of all and of each journey, the exchanges of
    journeys that came to their end, and how many requests had to be sent again.
    """

    receipts: list[Receipted] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    each: list[float] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)
    resent: int = 0


def crowd(
    address: str,
    slug: str,
    form: bytes,
    *,
    clients: int,
    going: Callable[[], bool],
    steps: Sequence[Step] = UPLOADING,
    most: int = 10_000,
    patience: float = 0.0,
) -> Outcome:
    """So many clients, each filing again and again as long as `going()`, at most `most` journeys each."""
    outcome = Outcome()

    def client() -> int:
        visitor = Visitor(Http(address), patience=patience)
        made = 0
        while made < most and going():
            _file(Way(visitor, slug, form), steps, outcome)
            made += 1
        visitor.close()
        return visitor.resent

    start = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        outcome.resent = sum(future.result() for future in [pool.submit(client) for _ in range(clients)])
    outcome.seconds = time.perf_counter() - start
    return outcome


def _file(way: Way, steps: Sequence[Step], outcome: Outcome) -> None:
    way.visitor.forget()
    start = time.perf_counter()
    try:
        outcome.receipts.append(go(way, steps))
    except (Failed, OSError, HTTPException) as error:
        outcome.failures[f"{type(error).__name__}: {error}"[:120]] += 1
    else:
        outcome.each.append(time.perf_counter() - start)
        outcome.exchanges.extend(way.visitor.exchanges)
