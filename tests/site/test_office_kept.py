"""A refusal loses nothing: what was typed stands in the form again, with the error at its field and the head.

Where the act has become impossible meanwhile, what was written is still shown, so that it can be copied.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import pytest
from django.test import Client

from jianyou.actions.objecting import objector_actor, withdraw_objection
from jianyou.actions.objecting_office import accept_objection, refuse_objection
from jianyou.actions.workdays import Declared, declare_days
from jianyou.domain.publicity.objections import MOST_FILES
from jianyou.domain.titles.changing import ChangeKind
from jianyou.queries.objection_rows import stamp_of
from jianyou.store.models import Call
from tests.site import publicity_world, titles_world
from tests.site.kit import clerk
from tests.site.objecting_pages import NEW, pdf
from tests.site.objection_world import PERSON, objection, public_list, raised
from tests.site.office import HEAD, fields_on, working
from tests.site.public import browser, text_of

pytestmark = pytest.mark.usefixtures("site")

WORDS = "写了很久的一段话，不应当丢失。"
CALL = "/office/calls/city/"


def sent(address: str, **fields: Any) -> Any:
    """What a section head gets who sends the form at an address with these fields."""
    client = working(HEAD)
    return client.post(address, {**fields_on(client.get(address)), **fields})


def number(*, taken: bool = False, settled: bool = False) -> str:
    """An objection that waits, is looked into, or is settled."""
    public_list()
    one = raised().number
    seen = stamp_of(objection(one))
    if taken:
        accept_objection(actor=clerk(), number=one, seen=seen)
    if settled:
        refuse_objection(actor=clerk(), number=one, seen=seen, codes=[], words="不属实")
    return one


def tells_a_name() -> Any:
    words = f"{WORDS}{PERSON.name}"
    return sent(f"{CALL}objections/{number()}/refuse", code="none", words=words, sure="yes")


def tells_a_name_in_a_question() -> Any:
    until, told = "2099-01-01 18:00", f"{WORDS}{PERSON.phone}"
    return sent(f"{CALL}objections/{number(taken=True)}/ask", statement=told, until=until, sure="yes")


def corrects_nothing() -> Any:
    told = {"result": "upheld.correct", "reasons": WORDS, "column": "name", "value": "示例轴承有限公司"}
    return sent(f"{CALL}objections/{number(taken=True)}/decide", **told, sure="yes")


def recuses_who_is_unknown() -> Any:
    one = f"{CALL}objections/{number()}/recuse"
    told = {"person": "chuzhang", "reason": WORDS, "sure": "yes"}
    return sent(one, **told)


def too_many_files() -> Any:
    one = f"{CALL}objections/{number(taken=True)}/"
    client = working(HEAD)
    (version,) = re.findall(r'name="version" value="([0-9a-f]+)"', client.get(one).content.decode())
    files = [pdf(f"{at}.pdf") for at in range(MOST_FILES + 1)]
    return client.post(f"{one}step", {"version": version, "text": WORDS, "files": files})


def names_nobody_in_a_list() -> Any:
    publicity_world.proposed("")
    return sent(f"{CALL}publicity/new", text=WORDS, days="0", shows="name", phone1="023-60000009")


def declares_no_kind() -> Any:
    return sent("/office/workdays/", first="2027-01-01", reason=WORDS)


def takes_back_no_day() -> Any:
    day = date(2027, 1, 1)
    declare_days(actor=clerk(), first=day, last=day, declared=Declared.RESTS, reason="示例通知")
    return working(HEAD).post("/office/workdays/", {"take_back": "yes", "why": WORDS})


def revokes_without_a_document() -> Any:
    titles_world.entered()
    return sent("/office/titles/1/revoke/", reason=WORDS, document="", years="0", sure="yes")


def records_without_a_document() -> Any:
    titles_world.titled_call(1)
    return sent(f"/office/calls/{titles_world.SLUG}/results/record/", o1="none", over=WORDS, on="2026-03-01")


@pytest.mark.parametrize(
    ("refused", "place"),
    [
        (tells_a_name, "words"),
        (tells_a_name_in_a_question, "statement"),
        (corrects_nothing, "value"),
        (recuses_who_is_unknown, "person"),
        (too_many_files, "files"),
        (names_nobody_in_a_list, "days"),
        (declares_no_kind, "declared"),
        (takes_back_no_day, "days"),
        (revokes_without_a_document, "document"),
        (records_without_a_document, "document"),
    ],
)
def test_it_stands_in_the_form_with_the_error_at_its_field(refused: Callable[[], Any], place: str) -> None:
    answer = refused()
    html = answer.content.decode()
    assert answer.status_code in (409, 422)
    assert (WORDS in html, f'href="#{place}"' in html, f'id="{place}-error"' in html) == (True, True, True)


class Over(NamedTuple):
    """A form that was open while somebody else settled the matter: where it goes, and what is in it."""

    client: Client
    address: str
    fields: dict[str, str]


def decided_meanwhile() -> Over:
    return Over(working(HEAD), f"{CALL}objections/{number(settled=True)}/decide", {"reasons": WORDS})


def looked_into_meanwhile() -> Over:
    return Over(working(HEAD), f"{CALL}objections/{number(settled=True)}/step", {"text": WORDS})


def taken_down_meanwhile() -> Over:
    publicity_world.proposed()
    publicity_world.prepared()
    return Over(working(HEAD), f"{CALL}publicity/1/take-down", {"reason": WORDS})


def revoked_meanwhile() -> Over:
    titles_world.entered()
    titles_world.change(ChangeKind.REVOKED, years=5)
    fields = {
        "on": "2026-04-01",
        "reason": WORDS,
        "document": "示例",
        "years": "5",
        "seen": "0",
        "sure": "yes",
    }
    return Over(working(HEAD), "/office/titles/1/revoke/", fields)


def withdrawn_meanwhile(which: str, field: str) -> Over:
    public_list()
    told = raised()
    client = browser()
    client.post("/objections/", {"number": told.number, "code": told.code})
    withdraw_objection(actor=objector_actor(told.number), number=told.number, reason="看错了。")
    return Over(client, f"/objections/{told.number}/{which}", {field: WORDS, "sure": "yes"})


def added_to_what_is_withdrawn() -> Over:
    return withdrawn_meanwhile("add", "text")


def withdrawn_twice() -> Over:
    return withdrawn_meanwhile("withdraw", "reason")


def objected_to_what_is_over() -> Over:
    public_list()
    Call.objects.update(status="archived")
    return Over(browser(), NEW, {"text": WORDS, "do": "look"})


@pytest.mark.parametrize(
    "over",
    [
        decided_meanwhile,
        looked_into_meanwhile,
        taken_down_meanwhile,
        revoked_meanwhile,
        added_to_what_is_withdrawn,
        withdrawn_twice,
        objected_to_what_is_over,
    ],
)
def test_what_was_written_for_an_act_of_before_can_still_be_copied(over: Callable[[], Over]) -> None:
    told = over()
    answer = told.client.post(told.address, told.fields)
    assert answer.status_code in (403, 409, 422)
    assert WORDS in text_of(answer)


def test_a_wrong_mailbox_opens_what_is_folded() -> None:
    public_list()
    told = raised(person=None)
    client = browser()
    client.post("/objections/", {"number": told.number, "code": told.code})
    person = {"who": "person", "name": PERSON.name, "mail": "不是邮箱", "text": WORDS}
    html = client.post(f"/objections/{told.number}/add", person).content.decode()
    assert re.search(r'<details [^>]*id="add" open>', html)
    assert ("不是邮箱" in html, 'id="mail-error"' in html) == (True, True)
