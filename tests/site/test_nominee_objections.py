"""What a nominee is asked about an objection, replies, and is told; never who objects nor what he wrote."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jianyou.actions.objecting_office import Decision, accept_objection, ask_for_reply, decide_objection
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.domain.publicity.objections import Effect, Outcome
from jianyou.queries.objection_rows import stamp_of, text_in
from jianyou.queries.objections import list_for_nominee
from jianyou.store.dialect import database_now
from jianyou.store.models import Objection, ObjectionFile
from jianyou.terms.texts.objections import TEXTS
from jianyou.web.public.doors import key_of_number
from tests.officefiles.planted import says
from tests.site.kit import clerk
from tests.site.objection_world import (
    NAME,
    PDF,
    PERSON,
    WHAT,
    a_file,
    entry_named,
    objection,
    public_list,
    raised,
)
from tests.site.public import browser

pytestmark = pytest.mark.usefixtures("site")

ASKED = "请说明申报年度是否发生过质量事故。"
PLANTED = (PERSON.name, PERSON.phone, PERSON.mail, PERSON.address, "177X", WHAT, "证据.pdf")


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def asked(seconds: float = 3600) -> tuple[str, str]:
    """An objection about which the nominee is asked; its number, and that of the filing."""
    public_list()
    number = raised().number
    accept_objection(actor=clerk(), number=number, seen=stamp_of(objection(number)))
    until = database_now() + timedelta(seconds=seconds)
    ask_for_reply(
        actor=clerk(), number=number, seen=stamp_of(objection(number)), statement=ASKED, until=until
    )
    return number, entry_named().filing.number


def page_of(filing: str) -> str:
    return f"/filings/{filing}/objections/?key={key_of_number(filing)}"


def reply(client: Client, filing: str, number: str, **told: Any) -> Any:
    return client.post(page_of(filing), {"objection": number, "text": "没有发生过。", **told})


def test_the_filing_page_leads_to_what_is_asked_and_the_reply_is_kept_with_its_files() -> None:
    number, filing = asked()
    client = browser()
    first = text_of(client.get(f"/filings/{filing}/?key={key_of_number(filing)}"))
    assert "公示期间有人提出异议，请在" in first
    assert ASKED in text_of(client.get(page_of(filing)))
    empty = reply(client, filing, number, text=" ")
    assert empty.status_code == 422
    assert re.findall(r'<li><a href="#([\w-]+)">([^<]*)<', text_of(empty)) == [
        (f"text-{number}", TEXTS["objection_reply_empty"][0])
    ]
    done = reply(client, filing, number, files=[SimpleUploadedFile("检测.pdf", PDF)])
    assert done.status_code == 302
    after = text_of(client.get(done["Location"]))
    assert ("说明已经交到征集部门。" in after, "没有发生过。" in after) == (True, True)
    assert text_in(objection(number).reply) == "没有发生过。"
    own = ObjectionFile.objects.get(role="reply")
    file = f"/filings/{filing}/objections/{number}/files/{own.id}?key={key_of_number(filing)}"
    assert b"".join(client.get(file)) == PDF
    theirs = ObjectionFile.objects.get(role="evidence")
    assert client.get(file.replace(str(own.id), str(theirs.id))).status_code == 404
    assert client.get(file.replace(str(own.id), "-" * 36)).status_code == 404
    assert browser().get(file.partition("?")[0]).status_code == 403
    assert browser().get(page_of(filing).partition("?")[0]).status_code == 403


def test_a_reply_is_taken_until_its_time_and_to_what_was_asked_of_this_filing_only() -> None:
    number, filing = asked(seconds=3600)
    other = raised(text="另一件，没有问过。").number
    client = browser()
    assert reply(client, filing, other).status_code == 404
    assert reply(client, filing, "AAAA-BBBB-CCCC").status_code == 404
    Objection.objects.filter(number=number).update(reply_until=database_now() - timedelta(seconds=1))
    late = reply(client, filing, number)
    assert (late.status_code, "没有发生过。" in text_of(late)) == (422, True)
    assert TEXTS["objection_reply_late"][0] in text_of(late)
    assert objection(number).reply is None


def test_nothing_served_to_the_nominee_or_the_public_tells_who_objects() -> None:
    number, filing = asked()
    client, key, asking = browser(), f"?key={key_of_number(filing)}", page_of(filing)
    reply(client, filing, number)
    decide_objection(
        actor=clerk(),
        number=number,
        seen=stamp_of(objection(number)),
        decision=Decision(outcome=Outcome.UPHELD, effect=Effect.REMOVE, reasons="经核查，情况属实。"),
    )
    pages = {
        address: client.get(address)
        for address in (
            f"/filings/{filing}/{key}",
            asking,
            f"/filings/{filing}/objections/{number}/notice.pdf{key}",
            "/calls/city/publicity/1/object/",
            "/calls/city/",
            "/calls/city/publicity/",
            "/calls/city/ledger/",
        )
    }
    assert {address: page.status_code for address, page in pages.items()} == dict.fromkeys(pages, 200)
    for address, page in pages.items():
        assert [told for told in PLANTED if says(page.content, told)] == [], address
    assert "经核查，情况属实。" in text_of(pages[asking])
    assert "异议成立" in text_of(pages[asking])
    [told] = list_for_nominee(viewer=filer_of(filing))
    assert (told.number, told.open) == (number, False)


def test_the_objector_reads_the_decision_and_takes_the_letter() -> None:
    number, filing = asked()
    later = raised(files=[a_file()])
    reply(browser(), filing, number, text="本单位没有发生过，名称是示例。")
    accept_objection(actor=clerk(), number=later.number, seen=stamp_of(objection(later.number)))
    client = browser()
    client.post("/objections/", {"number": later.number, "code": later.code})
    page = f"/objections/{later.number}/"
    assert "已经受理，正在核查。" in text_of(client.get(page))
    assert client.get(f"{page}answer.pdf").status_code == 404
    decide_objection(
        actor=clerk(),
        number=later.number,
        seen=stamp_of(objection(later.number)),
        decision=Decision(outcome=Outcome.DISMISSED, effect=Effect.NONE, reasons="经核查，没有依据。"),
    )
    told = text_of(client.get(page))
    for words in ("异议不成立", "公示名单不变", "经核查，没有依据。"):
        assert words in told
    assert "本单位没有发生过" not in told
    assert client.get(f"{page}answer.pdf")["Content-Type"] == "application/pdf"
    assert browser().get(f"{page}answer.pdf").status_code == 302
    # The nominee was asked nothing of the later one and nothing changes: it learns of neither.
    key = f"?key={key_of_number(filing)}"
    assert browser().get(f"/filings/{filing}/objections/{later.number}/notice.pdf{key}").status_code == 404
    assert later.number not in text_of(browser().get(page_of(filing)))
    assert NAME in told
