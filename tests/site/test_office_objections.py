"""The office's pages of objections: the list, acts in two steps, who objects shown with a reason, letters."""

import re
import time
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime

from jianyou.actions.objecting_office import recuse_officer
from jianyou.domain.lifecycle.states import ObjectionStatus
from jianyou.domain.publicity.objections import FileRole, ObjectionKind
from jianyou.store.dialect import database_now
from jianyou.store.models import LogRow, Objection, Published
from tests.site.kit import clerk
from tests.site.objection_world import (
    NAME,
    PDF,
    PERSON,
    UNIT,
    WHAT,
    a_file,
    objection,
    public_list,
    raised,
)
from tests.site.office import CLERK, COUNTER, HEAD, SUPERVISOR, working
from tests.site.public import text_of

pytestmark = pytest.mark.usefixtures("site")

LIST = "/office/calls/city/objections/"


@pytest.fixture
def number(site: Path) -> str:
    """An objection to the first row that waits."""
    del site
    public_list()
    return raised().number


def page(number: str, act: str = "") -> str:
    return f"{LIST}{number}/{act}"


def acted(client: Client, number: str, act: str, **told: Any) -> Any:
    """Through the form, its preview, and the button."""
    version = re.search(r'name="version" value="([0-9a-f]+)"', client.get(page(number, act)).content.decode())
    assert version
    whole = {**told, "version": version[1]}
    preview = client.post(page(number, act), whole)
    assert (preview.status_code, 'name="sure"' in preview.content.decode()) == (200, True), text_of(preview)
    return client.post(page(number, act), {**whole, "sure": "yes"})


def test_an_objection_is_taken_asked_about_looked_into_and_decided(number: str) -> None:
    client = working(CLERK)
    assert PERSON.name not in text_of(client.get(page(number)))
    assert WHAT in text_of(client.get(page(number)))
    assert acted(client, number, "accept").headers["Location"] == page(number, "?done=accept")
    until = (localtime(database_now()) + timedelta(days=3)).strftime("%Y-%m-%d %H:%M")
    acted(client, number, "ask", statement="请说明质量事故的处理情况。", until=until)
    told = client.get(page(number)).content.decode()
    (version,) = re.findall(r'name="version" value="([0-9a-f]+)"', told)
    sent = {
        "text": "到现场核实。",
        "version": version,
        "files": SimpleUploadedFile("笔录.pdf", PDF, "application/pdf"),
    }
    assert client.post(page(number, "step"), sent).status_code == 302
    acted(client, number, "decide", result="upheld.remove", reasons="情况属实。", column="none", value="")
    row = objection(number)
    assert (row.status, row.outcome, row.effect) == (ObjectionStatus.DECIDED, "upheld", "remove")
    assert Published.objects.get(removed_at__isnull=False).entry.name == NAME
    whole = text_of(client.get(page(number)))
    for words in (
        "异议成立",
        "从公示名单中移除",
        "情况属实。",
        "到现场核实。",
        "笔录.pdf",
        "代替第 1 次公示",
    ):
        assert words in whole
    assert PERSON.name not in whole
    (finding,) = row.files.filter(role=FileRole.FINDING)
    kept = client.get(page(number, f"files/{finding.id}"))
    assert b"".join(kept.streaming_content) == PDF  # type: ignore[attr-defined]
    for which in ("answer", "notice"):
        letter = client.get(page(number, f"{which}.docx"))
        assert (letter.status_code, letter.content[:2]) == (200, b"PK")
        assert client.get(page(number, f"{which}.pdf")).content[:5] == b"%PDF-"


def test_who_objects_is_shown_on_that_answer_only_and_each_time_is_logged(number: str) -> None:
    client = working(CLERK)
    empty = client.post(page(number, "objector"), {"reason": " "})
    assert (empty.status_code, PERSON.name in text_of(empty)) == (422, False)
    shown = client.post(page(number, "objector"), {"reason": "需要电话核实"})
    for told in (PERSON.name, PERSON.phone, PERSON.mail, PERSON.address, PERSON.identity_last4):
        assert told in text_of(shown)
    assert PERSON.name not in text_of(client.get(page(number)))
    (logged,) = LogRow.objects.filter(act="show_objector").values_list("content", flat=True)
    assert logged
    assert (logged["reason"], logged["objection"], logged["actor"]) == ("需要电话核实", number, "jingban")
    supervised = working(SUPERVISOR).post(page(number, "objector"), {"reason": "监督"})
    assert PERSON.phone in text_of(supervised)
    unit = raised(person=UNIT, files=[a_file(), a_file("异议函.pdf", FileRole.IDENTITY)]).number
    file = objection(unit).files.get(role=FileRole.IDENTITY)
    assert client.get(page(unit, f"files/{file.id}")).status_code == 404
    got = client.post(page(unit, "objector"), {"reason": "核对印章", "file": str(file.id)})
    assert b"".join(got.streaming_content) == PDF  # type: ignore[attr-defined]
    assert client.post(page(unit, "objector"), {"reason": "核对", "file": "x"}).status_code == 404


def test_a_recused_officer_finds_nothing_of_it(number: str) -> None:
    client, head = working(CLERK), working(HEAD)
    acted(head, number, "recuse", person="jingban", reason="与申报单位有亲属关系")
    assert NAME not in text_of(client.get(LIST))
    assert "有 1 件您已回避" in text_of(client.get(LIST))
    for act in ("", "accept", "step", "objector", "answer.docx", "decide"):
        answer = client.get(page(number, act), follow=True)
        assert (answer.status_code, WHAT in text_of(answer)) == (403, False), act
    posted = client.post(page(number, "objector"), {"reason": "看看"})
    assert (posted.status_code, PERSON.name in text_of(posted)) == (403, False)
    assert NAME in text_of(head.get(LIST))


def test_a_form_of_before_decides_nothing(number: str) -> None:
    client = working(CLERK)
    stale = {"version": "0" * 16, "code": "none", "words": "不属实", "sure": "yes"}
    answer = client.post(page(number, "refuse"), stale)
    assert (answer.status_code, "又有了新情况" in text_of(answer)) == (409, True)
    assert client.post(page(number, "decide"), {"sure": "yes"}).status_code == 409
    assert objection(number).status == ObjectionStatus.RECEIVED
    told = client.post(
        page(number, "refuse"), {"code": "none", "words": f"{PERSON.name}没有证据", "sure": "yes"}
    )
    assert "写到了异议人的名称" in text_of(told)
    wrong = client.post(page(number, "refuse"), {"code": "x", "words": ""})
    assert wrong.status_code == 422
    assert client.post(page(number, "step"), {"text": "x", "version": ""}).status_code == 422


@pytest.mark.slow
def test_a_typing_error_takes_the_short_path(number: str) -> None:
    client = working(CLERK)
    typing = raised(kind=ObjectionKind.TYPING, person=None, files=()).number
    doors = re.findall(r'href="[^"]+/([a-z]+)"[^>]*>[^<]*…</a>', client.get(page(typing)).content.decode())
    assert doors == ["typo", "accept", "refuse", "lead", "recuse"]
    acted(client, typing, "typo", column="name", value="示例轴承股份有限公司", reasons="与原表核对")
    assert Published.objects.get(entry__name=NAME).values["name"] == "示例轴承股份有限公司"
    assert client.post(page(typing, "accept"), {"version": "x"}).status_code == 409
    assert objection(number).status == ObjectionStatus.RECEIVED


def test_the_list_is_filtered_and_asks_as_often_for_one_as_for_many(number: str) -> None:
    client = working(CLERK)
    client.get(LIST)
    counts = []
    for more in (0, 2):
        for _ in range(more):
            raised()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(LIST).status_code == 200
        counts.append(len(asked))
    assert counts == [11, 11]
    Objection.objects.filter(number=number).update(
        answer_due=localtime(database_now()).date() - timedelta(days=1)
    )
    late = client.get(f"{LIST}?overdue=1").content.decode()
    assert re.findall(r'class="code">([0-9A-Z-]+)<', late) == [number]
    assert "没有这样的异议" in text_of(client.get(f"{LIST}?status=decided"))
    assert client.get(f"{LIST}?status=x&list=x&page=x").status_code == 200


@pytest.mark.slow
def test_only_who_works_or_supervises_here_sees_them(number: str) -> None:
    for client in (working(COUNTER), working(CLERK, slug="elsewhere")):
        assert client.get(LIST).status_code in (403, 404)
        assert client.get(page(number)).status_code in (403, 404)
    supervisor = working(SUPERVISOR)
    assert supervisor.get(page(number)).status_code == 200
    assert supervisor.get(page(number, "accept")).status_code == 403


@pytest.mark.slow
def test_who_recused_himself_comes_back_to_the_list(number: str) -> None:
    client = working(CLERK)
    working(HEAD)
    led = acted(client, number, "recuse", person="jingban", reason="亲属").headers["Location"]
    assert led == f"{LIST}?done=recused"
    assert "已登记回避" in text_of(client.get(f"{LIST}?done=recused"))
    second = raised().number
    recuse_officer(actor=clerk(), number=second, username="jingban", reason="亲属")
    assert "有 2 件您已回避" in text_of(client.get(LIST))


@pytest.mark.slow
def test_the_call_tells_how_many_are_open_and_overdue(number: str) -> None:
    client = working(CLERK)
    assert "异议 1 受理、核查" in text_of(client.get("/office/calls/city/"))
    yesterday = localtime(database_now()).date() - timedelta(days=1)
    Objection.objects.filter(number=number).update(answer_due=yesterday)
    assert "异议 1 1 件逾期" in text_of(client.get("/office/calls/city/"))


@pytest.mark.slow
def test_a_list_of_ten_thousand_is_quick(number: str) -> None:
    client, row = working(CLERK), objection(number)
    rows = [
        Objection(
            office_id=row.office_id,
            call_id=row.call_id,
            publicity_id=row.publicity_id,
            entry_id=row.entry_id,
            number=f"AAAA-{at:04}",
            token=uuid.uuid4(),
            code_index="",
            channel="web",
            kind="substance",
            named=True,
            person=row.person,
            text=row.text,
            at=row.at,
            moment=row.moment,
            in_time=True,
            status="decided" if at % 3 else "received",
        )
        for at in range(10_000)
    ]
    Objection.objects.bulk_create(rows, batch_size=1000)
    took = []
    for _ in range(5):
        began = time.process_time()
        assert client.get(LIST).status_code == 200
        took.append(time.process_time() - began)
    assert min(took) < 0.15, took
