"""What the tests of the page to fill share: its fields filled, sent, and found again on a page."""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

from django.test import Client

from jianyou.domain.annexes.drafting import Drafted
from jianyou.queries.drafts import DraftView, get_draft

FILL = "/calls/city/fill/"
GOOD = {
    "name": "示例轴承有限公司",
    "location_industry": "渝北区，制造业（通用设备制造业）",
    "profile": "成立于1998年，民营股份制企业，\n主营轴承研发制造，现有员工320人。",
    "feature": "一轴一档，件件可追溯",
    "honors": "2023年全国质量标杆（国家级）",
    "contact": "李示例，质量部部长，023-60000001",
    "willing": "是",
}
HEADER = {
    "filer": "渝北区经济信息委",
    "c-0-department": "渝北区经济信息委",
    "c-0-contact": "王示例",
    "c-0-phone": "023-60000002",
}
MOST = 56
"""Entries of the city's annex for which a request has room."""


def typed(*entries: Mapping[str, str], **other: str) -> dict[str, str]:
    """The page's fields, filled."""
    fields = {
        f"c-{number}-{key}": text
        for number, entry in enumerate(entries or (GOOD,), 1)
        for key, text in entry.items()
    }
    return HEADER | fields | other


def post(client: Client, fields: Mapping[str, str], path: str = FILL) -> Any:
    """The fields as a browser sends them."""
    data = urlencode(fields, errors="surrogatepass")
    return client.post(path, data, content_type="application/x-www-form-urlencoded")


def checked(client: Client, fields: Mapping[str, str] | None = None) -> str:
    """Fill, and give the address of the page "check your answers"."""
    answer = post(client, fields or typed())
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def number_of(at: str) -> str:
    """The draft that an address belongs to."""
    return at.split("/")[2]


def fields_at(at: str) -> str:
    """The page of the fields of the draft that an address belongs to."""
    return f"/drafts/{number_of(at)}/"


def draft_of(at: str) -> DraftView:
    return get_draft(number=number_of(at))


def content_of(at: str) -> Drafted:
    return draft_of(at).content


def pressed(client: Client, at: str, **fields: str) -> Any:
    """Looks at the page "check your answers" and presses a button there, the declaration given."""
    return client.post(at, looked_of(client.get(at)) | {"not_classified": "yes"} | fields)


def looked_of(page: Any) -> dict[str, str]:
    """What the page "check your answers" sends back of what it showed."""
    values = Fields(page.content.decode()).values
    return {name: values[name] for name in ("seen", "looked")}


def followed(client: Client, answer: Any) -> Any:
    """The page that an answer leads to."""
    assert answer.status_code == 302, answer.content.decode()
    return client.get(answer.headers["Location"])


class Fields(HTMLParser):
    """What a browser would send of a page, and which fields say why they are wrong."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.wrong: list[str] = []
        self.ids: set[str] = set()
        self.described: dict[str, str] = {}
        self._area = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {key: value or "" for key, value in attrs}
        self.ids |= {told.get("id", "")}
        name = told.get("name", "")
        if told.get("aria-invalid") and name:
            self.wrong.append(name)
        if "aria-describedby" in told:
            self.described[told.get("id") or tag] = told["aria-describedby"]
        if tag == "textarea":
            self._area, self.values[name] = name, ""
        elif tag == "input" and (told.get("type") != "radio" or "checked" in told):
            self.values[name] = told.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            # A browser drops the first newline of an area.
            self.values[self._area] = self.values[self._area].removeprefix("\n")
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] += data


def fields_of(answer: Any) -> Fields:
    found = Fields(answer.content.decode())
    for hidden in ("csrfmiddlewaretoken", "from", "token", "revision", "marks", "sure"):
        found.values.pop(hidden, None)
    for field, ids in found.described.items():
        assert set(ids.split()) <= found.ids, field
    return found
