"""The gate before the pages of staff: who gets in, who is sent where, and as whom he acts."""

from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.auth import get_user
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path

from jianyou.actions.offices import make_office
from jianyou.actions.staff import set_roles
from jianyou.domain.lifecycle.roles import STAFF, Actor, Role
from jianyou.queries.people import Person
from jianyou.store.models import Office
from jianyou.web.account.gate import actor_of, person_of, staff_only
from tests.site.kit import office
from tests.site.public import browser, text_of
from tests.site.signin import DESK, GIVEN, NAME, PASSWORD, SIGN_IN, account, problems_on, sign_in, signed_in

pytestmark = pytest.mark.usefixtures("site")


@staff_only(Role.OFFICE_CLERK, Role.SECTION_HEAD)
def for_office(request: HttpRequest, number: str = "") -> HttpResponse:
    """Tells who was let in, and as whom he acts."""
    actor = actor_of(request, Role.SECTION_HEAD, Role.OFFICE_CLERK)
    return HttpResponse(f"{person_of(request).name} {actor.role} {number}")


@staff_only(Role.COUNTER_CLERK)
def for_counter(request: HttpRequest) -> HttpResponse:
    return HttpResponse(person_of(request).name)


@staff_only()
def for_anyone(request: HttpRequest) -> HttpResponse:
    return HttpResponse(person_of(request).name)


urlpatterns = [
    path("gate/office/", for_office),
    path("gate/office/<str:number>/", for_office),
    path("gate/counter/", for_counter),
    path("gate/anyone/", for_anyone),
    path("", include("jianyou.config.urls")),
]


@pytest.fixture(autouse=True)
def _addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The site's addresses, and these."""
    from django.conf import settings
    from django.urls import clear_url_caches, set_urlconf

    monkeypatch.setattr(settings, "ROOT_URLCONF", __name__)
    clear_url_caches()
    set_urlconf(None)


OPEN = {
    Role.OFFICE_CLERK: {"office", "anyone"},
    Role.SECTION_HEAD: {"office", "anyone"},
    Role.COUNTER_CLERK: {"counter", "anyone"},
    Role.SUPERVISOR: {"anyone"},
    Role.EXPERT: {"anyone"},
}


def test_who_gets_in_where() -> None:
    client = signed_in(Role.OFFICE_CLERK)
    assert set(OPEN) == STAFF
    for role, doors in OPEN.items():
        set_roles(operator="root", username=NAME, roles=[role])  # holds at once, for those signed in too
        for door in ("office", "counter", "anyone"):
            for method in (client.get, client.head, client.post):
                status = method(f"/gate/{door}/").status_code
                assert status == (200 if door in doors else 403), (role, door, method)


def test_who_is_not_let_in_is_told_who_would_be() -> None:
    client = signed_in(Role.COUNTER_CLERK, Role.SUPERVISOR)
    answer = client.get("/gate/office/")
    told = text_of(answer)
    assert "能打开它的岗位：经办人、处室负责人。 您的岗位：窗口人员、监督人员。" in told
    assert "no-store" in answer.headers["Cache-Control"]


def test_strangers_are_led_to_sign_in_and_back() -> None:
    account()
    client = browser()
    for asked, back in {
        "/gate/office/?q=1&a=%E4%B8%80": "%2Fgate%2Foffice%2F%3Fq%3D1%26a%3D%25E4%25B8%2580",
        "/gate/office/7K3M-9QXA/": "%2Fgate%2Foffice%2F7K3M-9QXA%2F",
    }.items():
        away = client.get(asked)
        assert away.headers["Location"] == f"/account/sign-in/?next={back}"
    answer = sign_in(client, next_="/gate/office/7K3M-9QXA/")
    assert client.get(answer.headers["Location"]).content.decode() == "李示例 office_clerk 7K3M-9QXA"


def test_a_form_sent_too_late_leads_back_to_its_page() -> None:
    for came, back in {
        "http://localhost/office/filings/1/?tab=2#x": "?next=%2Foffice%2Ffilings%2F1%2F%3Ftab%3D2",
        "http://evil.example/office/": "",
        "": "",
    }.items():
        headers = {"Referer": came} if came else {}
        answer = browser().post("/gate/office/", {"note": "x"}, headers=headers)
        assert answer.headers["Location"] == f"/account/sign-in/{back}"


def test_a_given_password_is_changed_first() -> None:
    account(settled=False)
    client, other = browser(), browser()
    sign_in(client, GIVEN)
    sign_in(other, GIVEN)
    for asked in (DESK, "/gate/anyone/", "/account/"):
        assert client.get(asked).headers["Location"].startswith("/account/password/?next="), asked
    page = client.get("/account/password/?next=%2Fgate%2Fanyone%2F")
    assert "现在的密码是别人给您的" in text_of(page)
    assert 'name="next" value="/gate/anyone/"' in page.content.decode()
    answer = client.post("/account/password/", {**new_password(), "next": "/gate/anyone/"})
    assert answer.headers["Location"] == "/gate/anyone/"
    assert client.get("/gate/anyone/").status_code == HTTPStatus.OK
    assert other.get("/gate/anyone/").headers["Location"].startswith(SIGN_IN)
    assert sign_in(browser(), GIVEN).status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def new_password(old: str = GIVEN, new: str = PASSWORD, again: str = "") -> dict[str, str]:
    return {"oldpassword": old, "password1": new, "password2": again or new}


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        (
            {},
            {
                "oldpassword": "请填写密码。",
                "password1": "请填写新密码。",
                "password2": "请把新密码再输入一次。",
            },
        ),
        (new_password("wrong"), {"oldpassword": "密码不对，请重新输入。"}),
        (new_password(new="短的密码"), {"password1": "新密码太短，至少要 12 个字符。"}),
        (
            new_password(new="314159265358979"),
            {"password1": "新密码全是数字，容易试出来，请加进文字或字母。"},
        ),
        (new_password(new="qwerty123456"), {"password1": "这个密码用的人太多，一猜就中，请换一个。"}),
        (new_password(new="li.shili.2026"), {"password1": "新密码和用户名或姓名太像，请换一个。"}),
        (new_password(new=GIVEN), {"password1": "新密码与现在的相同，请换一个。"}),
        (new_password(again=PASSWORD + "x"), {"password2": "两次输入的新密码不一样，请都重新输入。"}),
    ],
)
def test_what_a_new_password_must_be(fields: dict[str, str], problems: dict[str, str]) -> None:
    account(settled=False)
    client = browser()
    sign_in(client, GIVEN)
    answer = client.post("/account/password/", fields)
    assert (answer.status_code, dict(problems_on(answer))) == (422, problems)
    assert sign_in(browser(), GIVEN).status_code == HTTPStatus.FOUND


def test_another_password_by_oneself() -> None:
    client = signed_in()
    assert "现在的密码是别人给您的" not in text_of(client.get("/account/password/"))
    answer = client.post("/account/password/", new_password(PASSWORD, "另一个真的够长的示例密码"))
    assert answer.headers["Location"] == "/account/?changed="
    assert "密码已更改。" in text_of(client.get("/account/?changed="))
    answers = [client.post("/account/password/", {}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [422] * 4 + [429]


LEADS: list[tuple[list[Role], str]] = [
    ([Role.OFFICE_CLERK], "/office/"),
    ([Role.SECTION_HEAD], "/office/"),
    ([Role.OFFICE_CLERK, Role.SECTION_HEAD], "/office/"),
    ([Role.COUNTER_CLERK], "/counter/"),
    ([Role.COUNTER_CLERK, Role.OFFICE_CLERK], ""),
    ([Role.SUPERVISOR], "/office/"),
]


def test_where_to_work() -> None:
    client = signed_in()
    for roles, lead_to in LEADS:
        set_roles(operator="root", username=NAME, roles=roles)
        answer = client.get(DESK)
        assert answer.headers.get("Location", "") == lead_to
        if not lead_to:
            html = answer.content.decode()
            doors = ["/office/", "/counter/"]
            assert [door for door in doors if f'href="{door}"' in html] == doors


def asked_by(client: Client) -> HttpRequest:
    """A request as the gate sees it."""
    request: Any = RequestFactory().get("/")
    request.session = client.session
    request.user = get_user(request)
    asked: HttpRequest = request
    return asked


def test_as_whom_one_acts() -> None:
    account(Role.SECTION_HEAD, Role.OFFICE_CLERK)
    client = browser()
    sign_in(client)
    request = asked_by(client)
    with pytest.raises(AttributeError):
        person_of(request)
    assert for_anyone(request).status_code == HTTPStatus.OK
    key = office().id.hex
    assert person_of(request) == Person(
        username=NAME,
        name="李示例",
        office=key,
        office_slug="office",
        office_name="示例市经济信息化委员会",
        roles=(Role.OFFICE_CLERK, Role.SECTION_HEAD),
        must_change=False,
    )
    clerk_, head = Role.OFFICE_CLERK, Role.SECTION_HEAD
    assert actor_of(request, clerk_, head) == Actor(role=clerk_, person=NAME, office=key)
    assert actor_of(request, head, clerk_) == Actor(role=head, person=NAME, office=key)
    assert actor_of(request, Role.COUNTER_CLERK, head).role is head
    with pytest.raises(PermissionDenied):
        actor_of(request, Role.COUNTER_CLERK)


def test_offices_are_kept_apart() -> None:
    make_office(operator="root", slug="other", name="示例区经济信息化局")
    account(slug="other")
    client = browser()
    sign_in(client)
    request = asked_by(client)
    for_anyone(request)
    assert actor_of(request, Role.OFFICE_CLERK).office == Office.objects.get(slug="other").id.hex


def test_a_script_is_told_who_is_not_let_in_and_where_the_door_is() -> None:
    client = browser()
    page = "http://localhost/gate/office/?q=1#here"
    asked = client.get("/gate/office/", headers={"Accept": "application/json", "Referer": page})
    assert asked.status_code == HTTPStatus.UNAUTHORIZED
    assert asked.json() == {
        "problem": "没有登录，或者登录已过期。请登录后再做一次。",
        "door": "/account/sign-in/?next=%2Fgate%2Foffice%2F%3Fq%3D1",
    }
    sent = client.post("/gate/office/", "{}", content_type="application/json")
    assert (sent.status_code, sent.json()["door"]) == (HTTPStatus.UNAUTHORIZED, "/account/sign-in/")
    other = client.get(
        "/gate/office/",
        headers={"Accept": "application/json, text/html;q=0.9", "Referer": "https://elsewhere.example/x"},
    )
    assert other.json()["door"] == "/account/sign-in/"


def test_a_script_is_told_what_the_account_may_not() -> None:
    told = signed_in(Role.OFFICE_CLERK).get("/gate/counter/", headers={"Accept": "application/json"})
    assert told.status_code == HTTPStatus.FORBIDDEN
    assert told.json() == {"problem": "这个账号不能做这一步。请换用有权限的账号登录，或与管理员联系。"}


def test_a_script_is_told_that_a_given_password_comes_first() -> None:
    account(Role.OFFICE_CLERK, settled=False)
    client = browser()
    sign_in(client, GIVEN)
    told = client.get("/gate/office/", headers={"Accept": "application/json"})
    assert told.status_code == HTTPStatus.FORBIDDEN
    assert told.json() == {
        "problem": "还在用别人给的密码。请先换成自己的密码。",
        "door": "/account/password/",
    }
