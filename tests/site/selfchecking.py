"""What the tests of the self-check share: a firm without fault, and somebody who answers."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape
from typing import Any
from urllib.parse import urlencode

from jianyou.actions.calls import open_call
from jianyou.domain.calls.load import parse_call, source_of
from jianyou.store.dialect import database_now
from jianyou.store.models import Call
from tests.site.kit import clerk
from tests.site.public import CITY, browser, text_of

AS_OF = date(2024, 2, 22)
START = "/calls/city/self-check/"
MAYOR, CHINA = f"{START}mayor/", f"{START}china_quality/"
Fields = Mapping[str, str | list[str]]
FIRM: dict[str, Fields] = {
    "kind": {"answer": "organization"},
    "region": {"answer": "重庆市南岸区"},
    "is_legal_person": {"answer": "yes"},
    "industry": {"answer": "通用设备制造业"},
    "declared.follows_policies": {"answer": "yes"},
    "in_operation_since": {"answer": "2010年3月1日"},
    "suspended_periods": {"answer": "none"},
    "accidents": {"answer": "none"},
    "spot_check_failures": {"answer": "none"},
    "declared.good_credit": {"answer": "yes"},
    "on_abnormal_list": {"answer": "no"},
    "on_serious_breach_list": {"answer": "no"},
}
"""What a firm without fault answers for the Mayor's Award, in the order of the questions."""


@dataclass(frozen=True)
class Page:
    """An answer of the site: its status, its marks, its words."""

    status: int
    html: str
    words: str

    def hidden(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.html)
        return unescape(found[1]) if found else ""

    @property
    def asked(self) -> str:
        return self.hidden("asked")

    @property
    def given(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.hidden("given"))
        return told

    @property
    def form(self) -> dict[str, str]:
        names = ("given", "asked", "whole")
        return {name: self.hidden(name) for name in names if self.hidden(name)}


def page_of(answer: Any) -> Page:
    assert answer.cookies.output() == ""
    return Page(answer.status_code, answer.content.decode(), text_of(answer))


def get(path: str = MAYOR) -> Page:
    return page_of(browser(enforce_csrf_checks=True).get(path))


def post(fields: Mapping[str, object], path: str = MAYOR) -> Page:
    data = urlencode(fields, doseq=True, errors="surrogatepass")
    media = "application/x-www-form-urlencoded"
    return page_of(browser(enforce_csrf_checks=True).post(path, data, content_type=media))


def answered(page: Page, fields: Fields, path: str = MAYOR) -> Page:
    """Answers what the page asks, its form as it stands."""
    return post({**page.form, **fields}, path)


def walk(answers: Mapping[str, Fields], path: str = MAYOR, upto: str = "") -> Page:
    """Answers one question after the other, up to one or to the result; what isn't there is not known."""
    page, seen = get(path), list[str]()
    while page.asked and page.asked != upto:
        seen.append(page.asked)
        assert len(seen) == len(set(seen)) < 40
        page = answered(page, answers.get(page.asked, {"do": "unknown"}), path)
        assert page.status == 200, page.words
    return page


def settled_city(**packs: str) -> Call:
    """The city's call with a day of reckoning, and other packs by the names of those that it has."""
    deadline = (database_now() + timedelta(days=2)).isoformat(timespec="seconds")
    text = re.sub("^deadline: .*$", f"deadline: {deadline}", source_of(CITY), flags=re.MULTILINE)
    text = re.sub("^call: .*$", "call: city", text, flags=re.MULTILINE)
    text = re.sub("^    rules: (.*)$", rf"    rules: \1\n    as_of: {AS_OF}", text, flags=re.MULTILINE)
    for old, new in packs.items():
        text = text.replace(f"rules: {old.replace('_', '-')}", f"rules: {new}")
    return open_call(actor=clerk(), file=parse_call(text, source="city"), source=text)


def clauses_told(page: Page) -> dict[str, str]:
    """The verdict of each clause by its words, the kind of nominee aside."""
    told = {}
    for state, group in re.findall(r'id="group-(\w+)">(.*?)</section>', page.html, flags=re.DOTALL):
        for words in re.findall(r'<li>\s*<p><span class="clause-label".*?</span> (.*?)</p>', group):
            told[unescape(words)] = "unknown" if state == "judged" else state
    return told


def outcome_told(page: Page) -> dict[str, int]:
    """How many clauses stand how, by the groups of the result."""
    groups = re.findall(r'id="group-(\w+)">.*?(\d+) 条', page.html, flags=re.DOTALL)
    return {state: int(count) for state, count in groups}
