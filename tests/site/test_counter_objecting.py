"""Objections that staff enters: at the counter, and in the office what came by post or mail."""

import uuid

import pytest

from jianyou.actions.offices import make_office
from jianyou.domain.lifecycle.roles import Role
from jianyou.domain.lifecycle.states import PublicityStatus
from jianyou.domain.publicity.objections import Channel
from jianyou.queries.objection_rows import objector_in
from jianyou.store.models import Objection, Office, Publicity
from tests.site.at_counter import at_counter
from tests.site.objecting_pages import NEW, hidden, looked, pdf, problems, sent, text_of
from tests.site.objection_world import PERSON, public_list
from tests.site.public import browser

pytestmark = pytest.mark.usefixtures("site")

COUNTER = "/counter/city/objections/"


def test_the_counter_enters_what_is_brought_and_prints_number_and_code() -> None:
    public_list()
    client = at_counter()
    answer = sent(client, f"{COUNTER}?round=1", letters=[pdf("信.pdf")], files=[pdf()])
    row = Objection.objects.get()
    assert (row.channel, objector_in(row)) == (Channel.COUNTER, PERSON)
    assert answer["Location"].startswith(f"{COUNTER}{row.number}/?new=")
    query = answer["Location"].partition("?")[2]
    page = client.get(answer["Location"])
    assert row.number in text_of(page)
    receipt = client.get(f"{COUNTER}{row.number}/receipt.pdf?{query}")
    assert receipt["Content-Type"] == "application/pdf"
    assert ["no-store" in each["Cache-Control"] for each in (answer, page, receipt)] == [True] * 3
    # Afterwards the counter sees nothing of it any more.
    assert client.get(f"{COUNTER}{row.number}/").status_code == 404
    assert client.get(COUNTER).status_code == 200


@pytest.mark.slow
def test_the_office_types_in_what_came_by_post_or_mail() -> None:
    public_list()
    client = at_counter(Role.OFFICE_CLERK, username="jingban2")
    address = "/office/calls/city/objections/new/?round=1"
    refused = looked(client, address)
    assert [field for field, _ in problems(refused)] == ["channel"]
    refused = looked(client, address, channel="post", arrival="x7")
    assert [field for field, _ in problems(refused)] == ["arrival"]
    look = looked(client, address, channel="post", arrival="7")
    refused = client.post(address, {**hidden(look), "do": "send"})
    assert [field for field, _ in problems(refused)] == ["arrival"]
    answer = sent(client, address, channel="post", letters=[pdf("信.pdf")])
    row = Objection.objects.get()
    assert (row.channel, row.files.get().role) == (Channel.POST, "identity")
    assert f'<dd class="code">{row.number}</dd>' in text_of(client.get(answer["Location"]))


@pytest.mark.slow
def test_lists_that_are_not_there_and_those_of_another_office_are_not_found() -> None:
    client = at_counter(Role.OFFICE_CLERK, username="jingban2")
    make_office(operator="root", slug="elsewhere", name="示例市科学技术局")
    elsewhere = Office.objects.get(slug="elsewhere")
    stranger = at_counter(Role.OFFICE_CLERK, username="bieren", where=elsewhere)
    public_list()
    for address in (f"{COUNTER}?round=1", "/office/calls/city/objections/new/?round=1"):
        assert stranger.get(address).status_code == 404
        assert client.get(address).status_code == 200
        assert client.get(address.replace("=1", "=99")).status_code == 404
    Publicity.objects.update(status=PublicityStatus.PREPARED)
    assert "还没有公示过名单" in text_of(client.get(COUNTER))
    assert client.get(f"{COUNTER}?round=1").status_code == 404


@pytest.mark.slow
def test_the_form_gives_a_new_token_each_time() -> None:
    public_list()
    first, second = (uuid.UUID(hidden(browser().get(NEW))["token"]) for _ in range(2))
    assert first != second
