"""The office's addresses: who may open which, of which office, and that none of them is a dead end."""

import re
from http import HTTPStatus

import pytest
from django.test import Client

from jianyou.actions.calls import open_call
from jianyou.domain.calls.load import parse_call
from jianyou.store.models import LogRow
from tests.site.kit import TEMPLATE, somewhere_else
from tests.site.office import CLERK, COUNTER, HEAD, SUPERVISOR, filed_city, typed, working
from tests.site.public import browser, opened_city, text_of

pytestmark = pytest.mark.usefixtures("site")

OK, FOUND, FORBIDDEN, MISSING, MENDED, CONFLICT = (
    HTTPStatus.OK,
    HTTPStatus.FOUND,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.CONFLICT,
)
DIGEST = "0" * 64
READ = (
    "/office/",
    "/office/messages/",
    "/office/calls/city/",
    "/office/calls/city/filings/",
    "/office/calls/city/findings.xlsx",
    "/office/filings/{number}/",
    "/office/filings/{number}/versions",
)
"""What a supervisor reads too."""

FORMS = (
    "/office/calls/city/extend",
    "/office/calls/city/outage",
    "/office/filings/{number}/withdraw",
    "/office/filings/{number}/admit",
    *(
        f"/office/filings/{{number}}/entries/1/{act}"
        for act in ("return", "refuse", "reopen", "extend", "cancel")
    ),
)
"""Acts with pages of their own."""

TYPED = "/office/filings/{number}/details"
"""What a section head leaves to a clerk."""

POSTED = {
    "/office/calls/city/export": "/office/calls/city/",
    "/office/filings/{number}/personal": "/office/filings/{number}/",
    "/office/filings/{number}/entries/1/accept": "/office/filings/{number}/",
}
"""Addresses that only do something, and where merely opening them leads."""


@pytest.fixture
def number() -> str:
    """A filing of the office."""
    opened_city()
    return filed_city(typed("示例轴承有限公司"), scan=b"%PDF-1.4 sealed")


def statuses(client: Client, paths: tuple[str, ...], number: str) -> set[int]:
    return {client.get(path.format(number=number)).status_code for path in paths}


def test_clerk_and_head_open_everything(number: str) -> None:
    for role in (CLERK, HEAD):
        client = working(role)
        assert statuses(client, READ, number) == {OK}
        assert statuses(client, FORMS, number) == {OK}
        assert statuses(client, (TYPED,), number) == {OK if role is CLERK else FORBIDDEN}
    for path, above in POSTED.items():
        answer = client.get(path.format(number=number) + "?state=filed")
        assert (answer.status_code, answer.headers["Location"]) == (
            FOUND,
            above.format(number=number) + "?state=filed",
        )


def test_a_supervisor_reads_and_does_nothing(number: str) -> None:
    client = working(SUPERVISOR)
    assert statuses(client, READ, number) == {OK}
    assert statuses(client, (*FORMS, TYPED), number) == {FORBIDDEN}
    for path in (*FORMS, TYPED, *POSTED):
        assert (
            client.post(path.format(number=number), {"reason": "看一看", "version": "1"}).status_code
            == FORBIDDEN
        )
    assert client.get(f"/office/filings/{number}/files/{DIGEST}").status_code == FORBIDDEN
    html = "".join(
        client.get(path.format(number=number)).content.decode() for path in READ if "xlsx" not in path
    )
    assert re.findall(r'<form[^>]*method="post"[^>]*action="([^"]*)"', html) == ["/account/sign-out/"] * 6


def test_others_are_kept_out(number: str) -> None:
    counter, stranger = working(COUNTER), browser()
    before = LogRow.objects.count()
    for path in (*READ, *FORMS, TYPED, *POSTED, f"/office/filings/{{number}}/files/{DIGEST}"):
        address = path.format(number=number)
        answer = counter.post(address) if path in POSTED else counter.get(address)
        assert answer.status_code == FORBIDDEN, path
        assert "经办人" in text_of(answer)
        answer = stranger.post(address) if path in POSTED else stranger.get(address)
        assert answer.status_code == FOUND, path
        assert answer.headers["Location"].split("?")[0] == "/account/sign-in/"
    assert LogRow.objects.count() == before


def test_another_office_finds_nothing(number: str) -> None:
    client = working(CLERK, HEAD, slug="elsewhere")
    before = LogRow.objects.count()
    for path in (*READ[2:], *FORMS, TYPED, f"/office/filings/{{number}}/files/{DIGEST}"):
        answer = client.get(path.format(number=number))
        assert answer.status_code == MISSING, path
        assert "没有找到" in text_of(answer)
        assert "示例轴承" not in text_of(answer)
    for path in (*FORMS, TYPED, *POSTED):
        fields = {
            "reason": "想看",
            "version": "1",
            "due": "2099-01-01 00:00",
            "sure": "yes",
            "column-name": "改",
        }
        assert client.post(path.format(number=number), fields).status_code == MISSING, path
    assert LogRow.objects.count() == before
    assert "还没有征集" in text_of(client.get("/office/"))


def test_an_office_sees_its_own_calls_only(number: str) -> None:
    text = TEMPLATE.format(
        slug="theirs", deadline="2099-01-01T18:00:00+08:00", completes_on="either", counts="no"
    )
    open_call(actor=somewhere_else(), file=parse_call(text, source="theirs"), source=text)
    here, there = (text_of(working(CLERK, slug=slug).get("/office/")) for slug in ("office", "elsewhere"))
    assert ("示例优质组织" in here, "质量领域优质组织" in here) == (False, True)
    assert ("示例优质组织" in there, "质量领域优质组织" in there) == (True, False)
    assert number not in there


def test_what_is_not_there_says_so(number: str) -> None:
    client = working(CLERK)
    for path in (
        "/office/filings/7K3M-9QXA-2BCD/",
        "/office/calls/nothing/",
        "/office/filings/{number}/entries/9/refuse",
        "/office/filings/{number}/entries/99999999999999999999/return",
        f"/office/filings/{{number}}/files/{DIGEST}",
    ):
        answer = client.get(path.format(number=number))
        assert answer.status_code == MISSING, path
        assert "回到本部门的征集" in text_of(answer)
    for path in ("/office/filings/%00/", "/office/calls/%00/", f"/office/filings/{number}/nothing"):
        assert client.get(path).status_code == MISSING, path


def test_forms_need_their_token(number: str) -> None:
    account = working(CLERK)
    strict = browser(enforce_csrf_checks=True)
    strict.cookies = account.cookies
    before = LogRow.objects.count()
    for path in (*FORMS, TYPED, *POSTED):
        assert strict.post(path.format(number=number)).status_code == FORBIDDEN
    assert LogRow.objects.count() == before


def test_the_frame_leads_where_the_person_may_go() -> None:
    opened_city()
    for roles, tabs in {
        (CLERK,): ["经办", "消息", "窗口"],
        (HEAD,): ["经办", "消息"],
        (SUPERVISOR,): ["经办", "消息", "监督"],
        (CLERK, COUNTER): ["经办", "消息", "窗口"],
    }.items():
        client = working(*roles, username=f"u{len(roles)}{roles[0]}"[:20])
        html = client.get("/office/").content.decode()
        assert re.findall(r'<li><a href="/(?:office|counter)/[^"]*"[^>]*>([^<]+)</a></li>', html) == tabs
        assert html.count('action="/account/sign-out/"') == 1
        assert 'href="#main"' in html
