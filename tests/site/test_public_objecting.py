"""Objecting on the web, at the counter and by letter; coming back with number and code."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from jianyou.actions.objecting import MOST_AN_HOUR, WRONG_CODES
from jianyou.actions.objecting_uploads import MOST_UPLOADS
from jianyou.domain.lifecycle.states import CallStatus, ObjectionStatus, PublicityStatus
from jianyou.domain.publicity.objections import Channel, ObjectionKind
from jianyou.queries.objection_rows import objector_in, text_in
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Objection, ObjectionFile, Publicity
from jianyou.terms.texts import TEXTS
from tests.site.objecting_pages import FILLED, NEW, hidden, looked, pdf, pdf_text, problems, sent, text_of
from tests.site.objection_world import NAME, OTHER, PDF, PERSON, UNIT, WHAT, public_list, raised
from tests.site.public import browser

pytestmark = pytest.mark.usefixtures("site")


def test_an_objection_goes_from_the_form_to_its_number_and_code_and_is_kept_as_it_was_typed() -> None:
    public_list()
    client = browser()
    look = looked(client, files=[pdf("甲.pdf"), pdf("乙.pdf")])
    assert Objection.objects.count() == 0
    for told in (NAME, PERSON.name, PERSON.phone, PERSON.mail, PERSON.address, "177X", "甲.pdf", "乙.pdf"):
        assert told in text_of(look)
    answer = client.post(NEW, {**hidden(look), "do": "send"})
    row = Objection.objects.get()
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"/objections/{row.number}/?new=")
    assert (text_in(row.text), objector_in(row), row.channel, row.kind) == (
        WHAT,
        PERSON,
        Channel.WEB,
        ObjectionKind.SUBSTANCE,
    )
    assert row.entry is not None
    assert row.entry.name == NAME
    assert [text_in(file.name) for file in row.files.order_by("at", "id")] == ["甲.pdf", "乙.pdf"]
    page = client.get(answer["Location"])
    code = re.search(r'查询码</dt><dd class="code">([0-9A-F-]{14})<', text_of(page))
    assert code is not None
    # The button pressed twice, or the page sent again.
    again = client.post(NEW, {**hidden(look), "do": "send"})
    assert again["Location"].partition("?")[0] == f"/objections/{row.number}/"
    assert Objection.objects.count() == 1
    other = browser()
    found = other.post("/objections/", {"number": row.number.lower(), "code": code[1].replace("-", " ")})
    assert found["Location"] == f"/objections/{row.number}/"
    came = text_of(other.get(found["Location"]))
    assert WHAT in came
    assert code[1] not in came


def test_mistakes_are_told_together_at_their_fields_and_nothing_is_lost() -> None:
    public_list()
    client = browser()
    told = {"about": "", "kind": "", "text": "", "name": "", "phone": "12", "mail": "a@", "address": ""}
    answer = looked(client, **told, files=[pdf("甲.pdf")], letters=[pdf("程序.pdf", b"MZ\x90\x00")])
    assert answer.status_code == 422
    assert [field for field, _ in problems(answer)] == [
        *("about", "kind", "text", "name", "phone", "mail", "letters"),
    ]
    for field, _ in problems(answer):
        assert f'id="{field}-error"' in text_of(answer)
    assert 'value="12"' in text_of(answer)
    assert "甲.pdf" in text_of(answer)
    # The file that was taken needn't be chosen again.
    look = client.post(NEW, {**hidden(answer), **FILLED, "do": "look"})
    done = client.post(NEW, {**hidden(look), "do": "send"})
    assert done.status_code == 302
    assert [text_in(file.name) for file in ObjectionFile.objects.all()] == ["甲.pdf"]


@pytest.mark.slow
def test_the_way_back_from_the_look_keeps_all_and_a_file_can_be_taken_out() -> None:
    public_list()
    client = browser()
    look = looked(client, files=[pdf("甲.pdf"), pdf("乙.pdf")], text='他说：“<b>不实</b>”\n& "假"')
    form = client.post(NEW, {**hidden(look), "do": "back"})
    assert form.status_code == 200
    assert escape('他说：“<b>不实</b>”\n& "假"') in text_of(form)
    digest = re.search(r'name="drop" value="([0-9a-f]{64})"><label for="drop-1">[^乙]*甲', text_of(form))
    assert digest is not None
    look = client.post(NEW, {**hidden(form), **FILLED, "do": "look", "drop": digest[1]})
    client.post(NEW, {**hidden(look), "do": "send"})
    assert [text_in(file.name) for file in ObjectionFile.objects.all()] == ["乙.pdf"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("told", "field", "code"),
    [
        ({"text": "长" * 5001}, "text", "objection_text_long"),
        ({"about": "9"}, "about", "objecting_about_missing"),
        ({"kind": "other"}, "kind", "objecting_kind_missing"),
        ({"who": "somebody"}, "who", "objecting_who_missing"),
        ({"who": "nobody"}, "who", "objecting_anonymous_filled"),
        ({"identity_last4": "12345"}, "identity_last4", "objection_field_long"),
        ({"who": "unit", "uscc": "91500000MA5U0177X1"}, "uscc", "objection_uscc_bad"),
        ({"files": [pdf(f"{at}.pdf") for at in range(11)]}, "files", "objecting_files_total"),
    ],
)
def test_what_is_out_of_bounds_is_refused_at_its_field(told: dict[str, Any], field: str, code: str) -> None:

    public_list()
    answer = looked(browser(), **told)
    assert answer.status_code == 422
    [(place, words)] = problems(answer)
    beginning = re.split(r"[{“]", TEXTS[code][0])[0]
    assert (place, words.startswith(beginning)) == (field, True)
    assert Objection.objects.count() == 0


def test_an_anonymous_one_without_evidence_is_told_before_and_after_what_becomes_of_it() -> None:
    public_list()
    client = browser()
    nobody = {"who": "nobody", "name": "", "phone": "", "mail": "", "address": "", "identity_last4": ""}
    look = looked(client, **nobody)
    assert escape(TEXTS["objection_missing_name"][0]) in text_of(look)
    assert escape(TEXTS["objection_missing_evidence"][0]) in text_of(look)
    done = client.post(NEW, {**hidden(look), "do": "send"})
    page = text_of(client.get(done["Location"]))
    assert "没有署名，将作为线索转交，不作答复。" in page
    row = Objection.objects.get()
    assert (row.named, row.person, row.missing) == (
        False,
        None,
        ["objection_missing_name", "objection_missing_evidence"],
    )


@pytest.mark.slow
def test_a_unit_objects_with_its_letter_and_what_is_a_persons_is_not_kept() -> None:
    public_list()
    told = {
        "who": "unit",
        "name": UNIT.name,
        "phone": UNIT.phone,
        "uscc": UNIT.uscc,
        "mail": "",
        "address": "",
    }
    sent(browser(), **told, letters=[pdf("异议函.pdf")], files=[pdf()])
    row = Objection.objects.get()
    assert objector_in(row) == UNIT
    assert row.missing == []
    assert sorted(row.files.values_list("role", flat=True)) == ["evidence", "identity"]


def over(publicity: Publicity, status: PublicityStatus = PublicityStatus.PUBLIC) -> None:
    """The list is public no more, and objections are late, by the clock."""
    at = database_now() - timedelta(minutes=5)
    Publicity.objects.filter(id=publicity.id).update(ends_at=at, objections_until=at, status=status)


def test_after_its_end_no_name_is_shown_and_lateness_is_told_before_and_after() -> None:
    over(public_list())
    client = browser()
    form = client.get(NEW)
    assert "异议期限已于" in text_of(form)
    assert (NAME in text_of(form), OTHER in text_of(form)) == (False, False)
    named = {**FILLED, "about": "", "about_name": NAME, "do": "look"}
    look = client.post(NEW, {**hidden(form), **named})
    assert escape(TEXTS["objection_missing_time"][0]) in text_of(look)
    done = client.post(NEW, {**hidden(look), "do": "send"})
    assert "收到时已过异议期限" in text_of(client.get(done["Location"]))
    row = Objection.objects.get()
    assert (row.in_time, row.entry and row.entry.name) == (False, NAME)


@pytest.mark.slow
def test_a_name_that_no_row_has_goes_into_the_text_and_the_page_answers_alike() -> None:
    over(public_list())
    client = browser()
    pages = []
    for name in (NAME, "示例不存在厂"):
        look = client.post(NEW, {**hidden(client.get(NEW)), **FILLED, "about_name": name, "do": "look"})
        told = {**hidden(look)}
        pages.append(re.sub(r'value="[^"]*"', "", text_of(look)).replace(name, "名称"))
    assert pages[0] == pages[1]
    client.post(NEW, {**told, "do": "send"})
    row = Objection.objects.get()
    assert (row.entry, text_in(row.text)) == (None, f"示例不存在厂\n{WHAT}")


@pytest.mark.slow
def test_what_was_chosen_while_the_list_was_shown_stays_chosen_when_it_ends_between_look_and_button() -> None:
    publicity = public_list()
    client = browser()
    look = looked(client, about="2")
    over(publicity, PublicityStatus.ENDED)
    done = client.post(NEW, {**hidden(look), "do": "send"})
    assert done.status_code == 302
    row = Objection.objects.get()
    assert (row.in_time, row.entry and row.entry.name) == (False, OTHER)


@pytest.mark.slow
def test_lists_that_are_not_public_yet_and_calls_that_are_over_take_none() -> None:
    publicity = public_list()
    assert browser().get("/calls/city/publicity/2/object/").status_code == 404
    Publicity.objects.filter(id=publicity.id).update(status=PublicityStatus.PREPARED)
    assert browser().get(NEW).status_code == 404
    Publicity.objects.filter(id=publicity.id).update(status=PublicityStatus.ENDED)
    Call.objects.filter(slug="city").update(status=CallStatus.ARCHIVED)
    answer = browser().get(NEW)
    assert (answer.status_code, "本次征集的工作已经结束" in text_of(answer)) == (403, True)
    Call.objects.filter(slug="city").update(status=CallStatus.CANCELLED)
    assert browser().get(NEW).status_code == 404


@pytest.mark.slow
def test_a_form_field_of_somebody_else_or_tampered_with_brings_no_files() -> None:
    public_list()
    client = browser()
    look = looked(client, files=[pdf("甲.pdf")])
    other = hidden(browser().get(NEW))
    for brought in (hidden(look)["brought"], hidden(look)["brought"][:-1] + "x"):
        answer = client.post(NEW, {**other, **FILLED, "brought": brought, "do": "look"})
        assert [field for field, _ in problems(answer)] == ["files"]
        assert "甲.pdf" not in text_of(answer)


@pytest.mark.slow
def test_uploads_and_objections_from_one_place_are_bounded() -> None:
    public_list()
    client = browser()
    for _ in range(MOST_AN_HOUR):
        assert sent(client).status_code == 302
    refused = sent(client)
    assert (refused.status_code, [field for field, _ in problems(refused)]) == (422, ["send"])
    assert Objection.objects.count() == MOST_AN_HOUR
    for at in range(0, MOST_UPLOADS, 10):
        assert looked(client, files=[pdf(f"{at + one}.pdf") for one in range(10)]).status_code == 200
    refused = looked(client, files=[pdf("多.pdf")])
    assert [field for field, _ in problems(refused)] == ["files"]


def test_number_and_code_open_it_and_wrong_ones_are_told_alike_and_counted() -> None:
    public_list()
    told = raised()
    client = browser()
    assert client.get(f"/objections/{told.number}/")["Location"] == f"/objections/?number={told.number}"
    for number in (told.number, "AAAA-BBBB-CCCC"):
        answer = client.post("/objections/", {"number": number, "code": "0000-0000-0000"})
        assert (answer.status_code, problems(answer)) == (
            422,
            [("number", TEXTS["objection_not_found"][0])],
        )
    for _ in range(WRONG_CODES - 1):
        client.post("/objections/", {"number": told.number, "code": "0"})
    answer = client.post("/objections/", {"number": told.number, "code": told.code})
    assert answer.status_code == 429
    elsewhere = browser()
    elsewhere.defaults["REMOTE_ADDR"] = "192.0.2.7"
    assert elsewhere.post("/objections/", {"number": told.number, "code": told.code}).status_code == 302


def let_in(told: Any) -> Client:
    client = browser()
    client.post("/objections/", {"number": told.number, "code": told.code})
    return client


def test_one_door_opens_one_objection_and_closes_again() -> None:
    public_list()
    one, two = raised(), raised(text="另一件。")
    client = let_in(one)
    own, other = f"/objections/{one.number}/", f"/objections/{two.number}/"
    assert client.get(own).status_code == 200
    file = ObjectionFile.objects.get(objection__number=two.number)
    for address in (other, f"{other}files/{file.id}", f"{other}receipt.pdf"):
        assert client.get(address)["Location"] == f"/objections/?number={two.number}"
    for address in (f"{other}add", f"{other}withdraw"):
        assert client.post(address, {"text": "x", "reason": "x", "sure": "y"}).status_code == 302
    assert Objection.objects.get(number=two.number).status == ObjectionStatus.RECEIVED
    assert client.get(f"{own}files/{file.id}").status_code == 404
    assert client.get(f"{own}files/{'-' * 36}").status_code == 404
    mine = ObjectionFile.objects.get(objection__number=one.number)
    assert b"".join(client.get(f"{own}files/{mine.id}")) == PDF
    client.post(f"{own}leave")
    assert client.get(own).status_code == 302


@pytest.mark.slow
def test_an_anonymous_one_is_given_a_name_and_evidence_afterwards() -> None:
    public_list()
    told = raised(person=None, files=[])
    client = let_in(told)
    page = f"/objections/{told.number}/"
    answer = client.post(f"{page}add", {"who": "person", "name": PERSON.name})
    assert [field for field, _ in problems(answer)] == ["phone"]
    assert client.post(f"{page}add", {}).status_code == 422
    person = {key: FILLED[key] for key in ("who", "name", "phone", "mail", "address", "identity_last4")}
    answer = client.post(f"{page}add", {**person, "files": [pdf()], "text": "补充证据。"})
    assert answer["Location"] == f"{page}?done=added"
    row = Objection.objects.get()
    assert (objector_in(row), row.missing) == (PERSON, [])
    assert "已补充。" in text_of(client.get(answer["Location"]))


def test_it_is_withdrawn_with_a_reason_after_saying_so_twice() -> None:
    public_list()
    told = raised()
    client = let_in(told)
    page = f"/objections/{told.number}/"
    answer = client.post(f"{page}withdraw", {"reason": "看错了。"})
    assert ([field for field, _ in problems(answer)], "看错了。" in text_of(answer)) == (["sure"], True)
    answer = client.post(f"{page}withdraw", {"sure": "yes", "reason": " "})
    assert [field for field, _ in problems(answer)] == ["reason"]
    client.post(f"{page}withdraw", {"sure": "yes", "reason": "看错了。"})
    assert Objection.objects.get().status == ObjectionStatus.WITHDRAWN
    shown = text_of(client.get(page))
    assert ("不再核查" in shown, 'action="/objections/' in shown.replace("/leave", "")) == (True, True)
    assert (f"{page}add" in shown, f"{page}withdraw" in shown) == (False, False)


def test_the_paper_has_number_and_code_once_and_never_who_objects() -> None:
    public_list()
    client = browser()
    done = sent(client, files=[pdf()])
    row = Objection.objects.get()
    query = done["Location"].partition("?")[2]
    paper = client.get(f"/objections/{row.number}/receipt.pdf?{query}")
    words = pdf_text(paper.content)
    page = text_of(client.get(done["Location"]))
    code = re.search(r'查询码</dt><dd class="code">([0-9A-F-]{14})<', page)
    assert code is not None
    assert (row.number in words, code[1] in words) == (True, True)
    assert [told for told in (PERSON.name, PERSON.phone, PERSON.mail, PERSON.address) if told in words] == []
    assert client.get(f"/objections/{row.number}/receipt.pdf?new=x").status_code == 302
    assert browser().get(f"/objections/{row.number}/receipt.pdf?{query}").status_code == 302
