"""Whatever address an expert tries, nothing comes of entries that aren't his; nobody else gets into his."""

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter

from jianyou.actions.recusals import recuse
from jianyou.actions.uploads import keep_upload
from jianyou.domain.lifecycle.roles import Role
from jianyou.store.dialect import database_now
from jianyou.store.models import Entry, Panelist, StoredFile, User
from jianyou.web.public.doors import key_of_number
from tests.site.kit import clerk, office
from tests.site.public import SCAN, body, browser
from tests.site.sheets_world import Scoring, at_desk, scoring, submitted
from tests.site.signin import account
from tests.site.test_routes import routes

pytestmark = pytest.mark.usefixtures("site")

_NAMED = frozenset({"expert:ties"})
"""Where the names of all nominees stand, so that ties can be told."""


class Tried:
    """Everything that stands in addresses of an entry that the first expert has nothing to do with."""

    def __init__(self, made: Scoring, place: tuple[int, int]) -> None:
        self.sheet = made.sheets[place]
        entry = Entry.objects.select_related("filing").get(id=made.world.entries[place[1] - 1])
        self.number, self.entry, self.name = entry.filing.number, entry.id, entry.name
        sent = keep_upload(name=f"{entry.name}报告.pdf", data=SCAN + entry.name.encode(), purpose="proof")
        StoredFile.objects.create(
            office=office(),
            version=entry.filing.versions.latest("ordinal"),
            name=sent.name,
            digest=sent.digest,
            size=sent.size,
            purpose="proof",
            kind="other",
            entry=1,
        )
        self.digest, self.review = sent.digest, made.review
        self.expert = made.world.experts[place[0] - 1]

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Every route of the site, once with each of the keys where its address holds one."""
        for route in routes():
            converters = _converters(route)
            for key in (self.sheet, self.entry, self.review, self.expert):
                told = {name: self._value(name, one, key) for name, one in converters.items()}
                yield route, reverse(route, kwargs=told)
                if not any(isinstance(one, UUIDConverter) for one in converters.values()):
                    break

    def _value(self, name: str, converter: Any, key: uuid.UUID) -> Any:
        own = {"review_key": self.review, "digest": self.digest, "slug": "judged"}
        own |= {"figure": "course", "kind": "docx", "ordinal": 1, "award": "mayor", "signed": "x:y:z"}
        own |= {"letter": self.entry}
        if name in own:
            return own[name]
        if isinstance(converter, UUIDConverter) or (name == "key" and converter is None):
            return key
        if isinstance(converter, IntConverter):
            return 1
        # Of a choice of words the first, of anything else the filing's number.
        words = converter.regex.split("|") if converter else ["?"]
        return words[0] if all(re.fullmatch("[a-z_-]+", word) for word in words) else self.number


def _converters(route: str) -> dict[str, Any]:
    space, _, name = route.rpartition(":")
    resolver: Any = get_resolver("jianyou.config.urls")
    if space:
        resolver = resolver.namespace_dict[space][1]
    ((((_, names), *_), _, _, converters),) = resolver.reverse_dict.getlist(name)
    return {name: converters.get(name) for name in names}


def _tells(answer: Any, name: str) -> bool:
    """Whether an answer names somebody, in what it says or how it is headed."""
    whole = body(answer).decode("utf-8", "replace") + repr(answer.headers)
    return name in whole or name.encode().hex() in whole


def _leaks(client: Client, tried: Tried) -> list[str]:
    """The routes by which an expert learned something of the entry."""
    found = []
    reached = 0
    # What goes wrong on the public's pages is for their own tests; here it may only tell nothing.
    client.raise_request_exception = False
    for route, address in tried.addresses():
        reached += 1
        if route in _NAMED or route in {"account_logout", "office:experts_blank"}:
            continue
        for method, ask in (("GET", client.get), ("POST", client.post)):
            answer = ask(f"{address}?expert={tried.expert}&q={tried.number}&filing={tried.number}")
            if route.startswith(("office:", "counter")) and answer.status_code not in {
                302,
                403,
                404,
                405,
            }:
                found.append(f"{method} {route} {answer.status_code}")
            if route.startswith("expert:sheet") and answer.status_code not in {403, 404, 405, 409, 422}:
                found.append(f"{method} {route} {answer.status_code}")
            if answer.status_code >= 500 and route.startswith(("office:", "expert:", "counter")):
                found.append(f"{method} {route} {answer.status_code}")
            if _tells(answer, tried.name):
                found.append(f"{method} {route} names it")
    assert reached > 200
    return found


@pytest.mark.parametrize("blind", [False, True])
def test_no_address_leads_to_an_entry_that_isnt_ones_own(blind: bool) -> None:
    made = scoring(3, 2, blind=blind, given={1: (1,), 2: (2, 3)})
    submitted(made.sheets[2, 2], 2)
    client = at_desk()
    assert _leaks(client, Tried(made, (2, 2))) == []
    # Still signed in, and his own is his.
    assert client.get(f"/expert/sheets/{made.sheets[1, 1]}/").status_code == 200


def test_no_address_leads_to_an_entry_that_one_is_recused_from() -> None:
    made = scoring(3, 2, given={1: (1, 2), 2: (2,)})
    submitted(made.sheets[1, 2])
    recuse(
        actor=clerk(),
        call_slug=made.world.slug,
        review=made.world.review,
        expert=made.world.experts[0],
        entry=made.world.entries[1],
        reason="同一集团。",
    )
    assert _leaks(at_desk(), Tried(made, (1, 2))) == []


@pytest.mark.parametrize("row", ["left", "declined"])
def test_who_left_the_panel_reads_nothing_any_more(row: str) -> None:
    made = scoring()
    place = Panelist.objects.filter(expert=made.world.experts[0])
    place.update(**({"left_at": database_now()} if row == "left" else {"state": "declined"}))
    client = at_desk()
    assert client.get(f"/expert/sheets/{made.sheets[1, 1]}/").status_code == 404
    assert client.get(f"/expert/reviews/{made.review}/print/").status_code == 404
    assert b"\xe7\xa4\xba\xe4\xbe\x8b\xe4\xbc\x81\xe4\xb8\x9a" not in client.get("/expert/").content


def test_a_filers_own_code_opens_his_filing_to_an_expert_as_to_anybody() -> None:
    """What a filer hands on by himself isn't the experts' way: it needs his code, signed in or not."""
    made = scoring()
    number = Entry.objects.get(id=made.world.entries[2]).filing.number
    for client in (at_desk(), browser()):
        assert client.get(f"/filings/{number}/").status_code in {302, 403}
        assert client.get(f"/filings/{number}/?key={key_of_number(number)}").status_code == 200


def test_the_pages_of_experts_let_in_nobody_else() -> None:
    made = scoring()
    account(Role.OFFICE_CLERK, Role.SECTION_HEAD, Role.COUNTER_CLERK, Role.SUPERVISOR, username="alle.shili")
    clerks = browser()
    clerks.force_login(User.objects.get(username="alle.shili"))
    found = {}
    for route, address in Tried(made, (1, 1)).addresses():
        if route.startswith("expert:"):
            found[route] = {clerks.get(address).status_code, clerks.post(address).status_code} - {405}
    assert found == {key: {403} for key in found}
    assert browser().get("/expert/").headers["Location"] == "/account/sign-in/?next=%2Fexpert%2F"


def test_an_expert_who_is_on_no_panel_has_nothing() -> None:
    made = scoring()
    account(Role.EXPERT, username="fremd.shili")
    stranger = browser()
    stranger.force_login(User.objects.get(username="fremd.shili"))
    assert stranger.get(f"/expert/sheets/{made.sheets[1, 1]}/").status_code == 404
    assert "现在没有请您参加的评审" in stranger.get("/expert/").content.decode()
