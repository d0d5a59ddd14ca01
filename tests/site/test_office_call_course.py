"""The course, the handlers and the end of a call on the office's pages, each in two steps."""

import re
from http import HTTPStatus

import pytest

from jianyou.actions.sealing import seal
from jianyou.domain.calls.load import parse_call
from jianyou.store.models import Call, CourseChange, Handling, OutboxMessage
from tests.site.drafted_calls import form_on
from tests.site.kit import moved_deadline
from tests.site.office import CLERK, HEAD, SUPERVISOR, done, filed_city, working
from tests.site.public import opened_city, text_of

pytestmark = pytest.mark.usefixtures("site")

COURSE, HANDLERS = "/office/calls/city/course", "/office/calls/city/handlers"
WRONG = HTTPStatus.UNPROCESSABLE_ENTITY


def kinds() -> list[str]:
    """The stages of the call as they stand."""
    return [stage.kind.value for stage in parse_call(Call.objects.get().source, source="x").stages]


def test_the_course_is_changed_after_it_was_looked_at() -> None:
    opened_city()
    filed_city()
    client, before = working(CLERK), kinds()
    form = form_on(client, COURSE)
    moved = client.post(COURSE, {**form, "reason": "先审议", "move": "up-5"})
    html = moved.content.decode()
    assert kinds() == before
    form = {**form, **dict(re.findall(r'<input[^>]*? name="([\w-]+)" value="([^"]*)"', html))}
    assert "请写明理由" in text_of(client.post(COURSE, {**form, "reason": ""}))
    looked = client.post(COURSE, {**form, "reason": "先审议", "starts-4": "2099-05-01"})
    assert "调整为 7 个阶段" in text_of(looked)
    assert "已有的 1 件不受影响" in text_of(looked)
    assert kinds() == before
    fields = dict(
        re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)">', looked.content.decode())
    )
    answer = client.post(COURSE, {**fields, "reason": "先审议", "sure": "yes"})
    assert answer.headers["Location"] == f"{COURSE}?done=changed"
    after = [*before[:3], before[4], before[3], *before[5:]]
    assert kinds() == after
    change = CourseChange.objects.get()
    assert (change.reason, change.by) == ("先审议", "jingban")
    assert "先审议" in text_of(client.get(COURSE))
    public = client.get("/calls/city/").content.decode()
    assert public.index("审议</strong>") < public.index("征求部门意见</strong>")
    # The same page once more changes nothing, and what rests on the former course is refused.
    again = client.post(COURSE, {**fields, "reason": "先审议", "sure": "yes"})
    assert (again.status_code, "程序没有改动" in text_of(again)) == (WRONG, True)
    late = {**form_on(client, COURSE), "ends-6": "2099-06-01", "reason": "改日期", "sure": "yes"}
    again = client.post(COURSE, {**late, "seen": fields["seen"]})
    assert (again.status_code, "您打开以后，程序已被改过" in text_of(again)) == (HTTPStatus.CONFLICT, True)
    assert CourseChange.objects.count() == 1


def test_a_course_that_stays_or_loses_filing_is_refused() -> None:
    opened_city()
    client = working(CLERK)
    form = form_on(client, COURSE)
    answer = client.post(COURSE, {**form, "reason": "没有改"})
    assert (answer.status_code, "程序没有改动" in text_of(answer)) == (WRONG, True)
    lost = {**form, "reason": "不要报送", "stage-1": ""}
    answer = client.post(COURSE, {**lost, "sure": "yes"})
    assert (answer.status_code, "“报送”阶段由截止时间决定" in text_of(answer)) == (WRONG, True)
    backwards = {**form, "reason": "改日期", "starts-2": "2099-05-02", "ends-2": "2099-05-01"}
    answer = client.post(COURSE, backwards)
    assert re.findall(r'<li><a href="#([\w-]+)">', answer.content.decode()) == ["ends-2"]
    assert CourseChange.objects.count() == 0


def test_who_may_see_and_change_the_course() -> None:
    opened_city()
    supervisor = working(SUPERVISOR)
    page = supervisor.get(COURSE)
    assert (page.status_code, "<textarea" in page.content.decode()) == (HTTPStatus.OK, False)
    assert supervisor.post(COURSE, {"reason": "看"}).status_code == HTTPStatus.FORBIDDEN
    elsewhere = working(CLERK, HEAD, slug="elsewhere")
    for address in (COURSE, HANDLERS, "/office/calls/city/cancel", "/office/calls/city/archive"):
        assert elsewhere.get(address).status_code == HTTPStatus.NOT_FOUND, address
        assert elsewhere.post(address, {"reason": "看"}).status_code == HTTPStatus.NOT_FOUND, address


def test_handlers_are_named_on_their_page() -> None:
    opened_city()
    client = working(CLERK)
    assert client.post(HANDLERS, {"handler": ["jingban"]}).headers["Location"] == f"{HANDLERS}?done=assigned"
    assert list(Handling.objects.values_list("user__username", flat=True)) == ["jingban"]
    assert client.get(HANDLERS).content.decode().count(" checked") == 1
    answer = client.post(HANDLERS, {"handler": ["nobody"]})
    assert (answer.status_code, "不是本部门的经办人" in text_of(answer)) == (WRONG, True)


def test_a_call_is_cancelled_and_another_archived_in_two_steps() -> None:
    call = opened_city()
    filed_city()
    clerk, head = working(CLERK), working(HEAD)
    assert "须由本部门的处室负责人" in text_of(clerk.get("/office/calls/city/cancel"))
    assert "截止并封存以后才能归档" in text_of(clerk.get("/office/calls/city/archive"))
    moved_deadline(call, -1)
    seal(call_slug="city")
    told = OutboxMessage.objects.filter(kind="cancelled")
    answer = done(head, "/office/calls/city/cancel", reason="上级取消了评选")
    assert answer.headers["Location"] == "/office/calls/city/?done=cancel"
    assert (Call.objects.get().status, told.count()) == ("cancelled", 1)
    other = opened_city("later")
    moved_deadline(other, -1)
    seal(call_slug="later")
    answer = done(clerk, "/office/calls/later/archive", reason="已经上报")
    assert answer.headers["Location"] == "/office/calls/later/?done=archive"
    assert Call.objects.get(slug="later").status == "archived"


OFFERED = {
    "": ("/cancel", "/archive", "/outage"),
    "decisions/": ("/decisions/new",),
    "letters/": ("/letters/make",),
    "clearance/": ("/clearance/new",),
    "entries/": ("/entries/refuse", "/letters/make", "/clearance/new", "/decisions/new"),
    "invited/": ("/invited/add",),
}
"""What pages of a closed call offer to a section head, by the ends of addresses."""


def test_what_can_be_done_no_more_is_not_offered() -> None:
    call = opened_city()
    filed_city()
    Call.objects.filter(id=call.id).update(status="closed")
    client = working(HEAD)

    def offered(page: str) -> tuple[str, ...]:
        html = client.get(f"/office/calls/city/{page}").content.decode()
        found = re.findall(r'(?:href|formaction|action)="/office/calls/city(/[^"?#]*)', html)
        return tuple(end for end in OFFERED[page] if end in found)

    assert {page: offered(page) for page in OFFERED} == OFFERED
    Call.objects.filter(id=call.id).update(status="archived")
    assert {page: offered(page) for page in OFFERED} == dict.fromkeys(OFFERED, ())
    answer = client.get("/office/calls/city/decisions/new")
    assert answer.headers["Location"] == "/office/calls/city/decisions/"
    assert "导出这个列表" in text_of(client.get("/office/calls/city/entries/"))
