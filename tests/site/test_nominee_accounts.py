"""The pages of organizations: whom each lets in, signing up, and what stands on them."""

import re
import uuid
from http import HTTPStatus
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from jianyou.actions.organizations import hand_out, invite, join, remove_colleague
from jianyou.domain.lifecycle.roles import Role
from jianyou.queries.organizations import get_membership
from jianyou.store.models import Invitation, User
from jianyou.web.nominee.urls import urlpatterns
from tests.site.kit import opened
from tests.site.nominee import (
    FIRM,
    OTHER_FIRM,
    PASSWORD,
    at_browser,
    colleague,
    filed_by_anybody,
    founder,
    member_key,
    place_of,
)
from tests.site.public import browser, text_of
from tests.site.signin import SIGN_IN, account, problems_on, sign_in

pytestmark = pytest.mark.usefixtures("site")

SIGN_UP, INVITED = "/account/sign-up/", "/account/sign-up/invited/"
VIEWERS = ("nobody", "manager", "colleague", "former", "stranger", "staff", "both")
MEMBERS = "manager colleague stranger both"
ACCOUNTS = "manager colleague former stranger staff both"
OWN = "manager colleague both"
TABLE = {
    "my": (MEMBERS, ""),
    "my_messages": (MEMBERS, MEMBERS),
    "my_take": (MEMBERS, MEMBERS),
    "my_course": (MEMBERS, ""),
    "my_people": (MEMBERS, ""),
    "my_invite": ("", "manager stranger"),
    "my_cancel_invitation": ("", "manager"),
    # Whoever belongs somewhere may ask for the page: it shows his own people.
    "my_remove": ("manager both", "manager"),
    "my_hand_over": ("manager both", "manager"),
    "my_leave": (MEMBERS, "colleague stranger both"),
    "my_hand_out": (MEMBERS, "manager"),
    "my_join": (ACCOUNTS, "former staff"),
    "my_found": (ACCOUNTS, "former staff"),
    "filing": (OWN, ""),
}
"""Whom each page lets in by GET, and who does by POST what it is for."""


class World:
    """An organization with a manager, a colleague and one who is both; and everybody else."""

    def __init__(self) -> None:
        opened()
        self.users: dict[str, uuid.UUID] = {"manager": founder()}
        manager = self.users["manager"]
        self.users["colleague"] = colleague(manager, "colleague", "赵示例")
        self.users["former"] = colleague(manager, "former", "钱示例")
        remove_colleague(user_id=manager, member=member_key(self.users["former"]))
        self.users["stranger"] = founder("stranger", organization=OTHER_FIRM)
        self.users["staff"] = account(Role.OFFICE_CLERK, username="staff").id
        self.users["both"] = account(Role.COUNTER_CLERK, username="both").id
        join(user_id=self.users["both"], code=invite(user_id=manager).code)
        self.filed = filed_by_anybody(organization=place_of(manager).organization)
        self.invitation = invite(user_id=manager) and Invitation.objects.get(used_by=None).id

    def browser_of(self, viewer: str) -> Client:
        return at_browser(self.users[viewer]) if viewer in self.users else browser()

    def address(self, route: str) -> str:
        """Acts on a person are on the colleague."""
        known: dict[str, dict[str, Any]] = {
            "my_cancel_invitation": {"invitation": self.invitation},
            "my_remove": {"member": member_key(self.users["colleague"])},
            "my_hand_over": {"member": member_key(self.users["colleague"])},
            "my_hand_out": {"number": self.filed.filing.number},
            "filing": {"number": self.filed.filing.number},
        }
        return reverse(route, kwargs=known.get(route, {}))


def test_every_page_is_in_the_table() -> None:
    assert sorted(TABLE) == sorted([str(one.name) for one in urlpatterns] + ["filing"])


def test_whom_each_page_shows_itself_to() -> None:
    world = World()
    found = {}
    for route in TABLE:
        statuses = {
            viewer: world.browser_of(viewer).get(world.address(route)).status_code for viewer in VIEWERS
        }
        assert set(statuses.values()) <= {200, 302, 403, 405, 409}, route
        found[route] = " ".join(viewer for viewer, status in statuses.items() if status == HTTPStatus.OK)
        if route != "filing" and statuses["nobody"] != HTTPStatus.METHOD_NOT_ALLOWED:
            assert statuses["nobody"] == HTTPStatus.FOUND, route
    assert found == {route: shown for route, (shown, _) in TABLE.items()}


def test_who_does_what_a_page_is_for() -> None:
    world = World()
    loose = filed_by_anybody()
    typed = {
        "my_take": {"number": loose.filing.number, "code": loose.code},
        "my_join": {"code": invite(user_id=world.users["stranger"]).code},
        "my_found": {"organization": OTHER_FIRM},
    }
    found = {}
    for route, (_, acts) in TABLE.items():
        if not acts:
            continue
        done = []
        for viewer in VIEWERS:
            client, address = world.browser_of(viewer), world.address(route)
            with transaction.atomic():
                answer = client.post(address, typed.get(route, {}))
                transaction.set_rollback(True)  # the next one finds everything as it was
            if answer.status_code == HTTPStatus.OK or answer.headers.get("Location", "").startswith("/my/"):
                done.append(viewer)
        found[route] = " ".join(done)
    assert found == {route: acts for route, (_, acts) in TABLE.items() if acts}


def test_staff_pages_are_not_for_organizations_and_the_reverse() -> None:
    world = World()
    for path in ("/office/", "/counter/", "/office/messages/"):
        answer = world.browser_of("manager").get(path)
        assert answer.status_code == HTTPStatus.FORBIDDEN
        assert "这个页面是给工作人员用的" in text_of(answer)
        assert 'href="/my/"' in answer.content.decode()
    answer = world.browser_of("staff").get("/my/")
    assert (answer.status_code, "您现在不属于任何单位" in text_of(answer)) == (403, True)


def test_where_signing_in_leads() -> None:
    World()
    for viewer, lead in {"manager": "/my/", "former": "/my/", "staff": "/office/", "both": ""}.items():
        client = browser()
        username = "wang.shili" if viewer == "manager" else viewer
        answer = sign_in(client, username=username)
        assert answer.headers["Location"] == "/desk/"
        assert client.get("/desk/").headers.get("Location", "") == lead, viewer
    html = client.get("/desk/").content.decode()
    assert re.findall(r'class="line-name" href="([^"]+)"', html) == ["/counter/", "/my/"]


@override_settings(JIANYOU_SECOND_FACTOR_REQUIRED=True)
def test_a_second_factor_is_demanded_of_staff_alone() -> None:
    world = World()
    assert world.browser_of("manager").get("/my/").status_code == HTTPStatus.OK
    for viewer in ("staff", "both"):
        away = world.browser_of(viewer).get("/my/").headers["Location"]
        assert away.startswith("/account/second-factor/"), viewer


def form(**other: str) -> dict[str, str]:
    """The form to sign up with, filled."""
    return {
        "organization": FIRM,
        "name": "王示例",
        "username": "wang.shili",
        "password1": PASSWORD,
        "password2": PASSWORD,
    } | other


def test_signing_up_signs_in() -> None:
    client = browser()
    answer = client.post(SIGN_UP, form(username="Ｗang.Shili"))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/my/")
    assert FIRM in text_of(client.get("/my/"))
    assert client.get(SIGN_UP).headers["Location"] == "/desk/"
    assert sign_in(browser(), PASSWORD, "wang.shili").headers["Location"] == "/desk/"
    assert [one["method"] for one in client.session["account_authentication_methods"]] == ["password"]


def test_signing_up_goes_on_where_it_began_but_only_on_this_site() -> None:
    for number, (asked, led) in enumerate(
        {
            "/calls/call-1/": "/calls/call-1/",
            "https://evil.example/": "/my/",
            "//evil.example": "/my/",
        }.items()
    ):
        answer = browser().post(SIGN_UP, form(username=f"user{number}", next=asked))
        assert answer.headers["Location"] == led


@pytest.mark.parametrize(
    ("wrong", "problems"),
    [
        (
            dict.fromkeys(form(), ""),
            {
                "organization": "请写出单位名称（最多 200 个字符）。",
                "name": "请写出您的姓名（最多 100 个字符）。",
                "username": "请填写用户名。",
                "password1": "请填写新密码。",
                "password2": "请把新密码再输入一次。",
            },
        ),
        ({"username": "taken"}, {"username": "用户名“taken”已经有人用，请换一个，例如加上单位的简称。"}),
        (
            {"username": "有中文"},
            {
                "username": "“有中文”不能作用户名，请用小写字母、数字、点、横线、下划线，"
                "2 到 40 个字符，以字母或数字开头。"
            },
        ),
        (
            {"password1": "短的密码", "password2": "短的密码"},
            {"password1": "新密码太短，至少要 12 个字符。"},
        ),
        (
            {"password1": "wang.shili.2026", "password2": "wang.shili.2026"},
            {"password1": "新密码和用户名或姓名太像，请换一个。"},
        ),
        ({"password2": PASSWORD + "x"}, {"password2": "两次输入的新密码不一样，请都重新输入。"}),
        ({"organization": "名" * 201}, {"organization": "这一项的内容太长，或有不能用的字符，请重新填写。"}),
        ({"name": "王\x00"}, {"name": "这一项的内容太长，或有不能用的字符，请重新填写。"}),
    ],
)
def test_what_is_wrong_with_a_sign_up(wrong: dict[str, str], problems: dict[str, str]) -> None:
    account(username="taken")
    answer = browser().post(SIGN_UP, form(**wrong))
    assert (answer.status_code, dict(problems_on(answer))) == (422, problems)
    assert PASSWORD not in answer.content.decode()
    assert User.objects.count() == 1


def test_a_person_signs_up_by_an_invitation() -> None:
    manager = founder()
    code = invite(user_id=manager).code
    typed = form(username="zhao.shili", name="赵示例", code=code.lower().replace("-", " "))
    client = browser()
    assert client.post(INVITED, typed).headers["Location"] == "/my/"
    assert FIRM in text_of(client.get("/my/"))
    again = browser().post(INVITED, typed | {"username": "other"})
    told = [("code", "这个邀请码已经用过，一个码只能用一次。请同事再给一个。")]
    assert (again.status_code, problems_on(again)) == (422, told)
    missing = browser().post(INVITED, typed | {"username": "other", "code": ""})
    assert problems_on(missing) == [("code", "请填写邀请码。")]


@override_settings(JIANYOU_SIGN_UP=False)
def test_a_site_that_is_closed_to_sign_ups_says_so() -> None:
    for path in (SIGN_UP, INVITED):
        for answer in (browser().get(path), browser().post(path, form())):
            assert (answer.status_code, "本站不开放注册" in text_of(answer)) == (403, True)
    assert "注册单位账号" not in text_of(browser().get(SIGN_IN))
    assert User.objects.count() == 0


def test_the_code_of_an_invitation_is_shown_once() -> None:
    client = at_browser(founder())
    answer = client.post("/my/people/invite")
    (code,) = re.findall(r'class="invitation code">([0-9A-Z-]{14})<', answer.content.decode())
    assert "no-store" in answer.headers["Cache-Control"]
    assert code not in client.get("/my/people/").content.decode()
    newcomer = account().id
    assert at_browser(newcomer).post("/my/join/", {"code": code}).headers["Location"] == "/my/"
    assert place_of(newcomer).name == FIRM


def test_a_removed_colleague_is_out_in_the_session_that_is_open() -> None:
    world = World()
    client, number = world.browser_of("colleague"), world.filed.filing.number
    address = f"/filings/{number}/"
    assert [client.get(path).status_code for path in ("/my/", address)] == [200, 200]
    # No address on the page opens it for longer than the membership lasts.
    assert set(re.findall(r"[?&]key=([^\"&]*)", client.get(address).content.decode())) <= {""}
    world.browser_of("manager").post(world.address("my_remove"))
    assert [client.get(path).status_code for path in ("/my/", address)] == [403, 403]
    assert client.post("/my/people/invite").status_code == HTTPStatus.FORBIDDEN


def test_taking_in_by_number_and_code_as_they_are_typed() -> None:
    opened()
    filed = filed_by_anybody()
    user = founder()
    client = at_browser(user)
    wrong = client.post("/my/take/", {"number": filed.filing.number, "code": "0000 0000 0000"})
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert [field for field, _ in problems_on(wrong)] == ["number"]
    typed = {"number": filed.filing.number.lower(), "code": " ".join(filed.code.lower())}
    answer = client.post("/my/take/", typed)
    assert answer.headers["Location"] == f"/my/?taken={filed.filing.number}#{filed.filing.number}"
    assert f"{filed.filing.number} 已收进本单位" in text_of(client.get(answer.headers["Location"]))
    assert "已收进本单位" not in text_of(client.get("/my/?taken=7K3M-9QXA-2BCD"))
    assert hand_out(user_id=user, number=filed.filing.number) == filed.code


def test_messages_are_read_by_a_button() -> None:
    world = World()
    client = world.browser_of("colleague")
    assert "1 条消息还没有看" in text_of(client.get("/my/"))
    assert "都看过了" in text_of(client.get("/my/messages/"))
    assert client.post("/my/messages/").headers["Location"] == "/my/messages/"
    assert "都看过了" not in text_of(client.get("/my/messages/"))
    assert "还没有看" not in text_of(world.browser_of("manager").get("/my/"))
    assert "赵示例 看过消息" in text_of(client.get("/my/course/"))


@pytest.mark.parametrize("page", ["0", "-1", "x", "9999999999", "²"])
def test_pages_of_lists_that_are_not_there(page: str) -> None:
    client = at_browser(founder())
    for path in ("/my/messages/", "/my/course/"):
        assert client.get(path, {"page": page}).status_code == HTTPStatus.OK


HOSTILE = ["", "{", "[]", "null", "1", '"x"', "{}", '{"response": 1}', "[" * 3000, "x" * 30_000] + [
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": ' + inner + "}"
    for inner in (
        "{}",
        "[]",
        '{"userHandle": 1}',
        '{"clientDataJSON": "AA", "authenticatorData": "AA", "signature": "AA", "userHandle": "AA"}',
        '{"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA", "userHandle": "4pyT"}',
        '{"clientDataJSON": "AA", "attestationObject": "AA"}',
    )
]


def test_whatever_is_sent_as_a_passkey_signs_in_nobody() -> None:
    client, user = browser(), founder()
    assert client.post("/account/sign-in/passkey/options").json()["publicKey"]["rpId"] == "localhost"
    mine = at_browser(user)
    mine.post("/account/confirm/", {"password": PASSWORD, "next": "/account/"})
    for sent in HOSTILE:
        cache.clear()
        answer = client.post("/account/sign-in/passkey/", {"credential": sent})
        told = "没有登录：这个通行密钥不是本站的，或者已经删除。请改用用户名和密码。"
        assert (answer.status_code, told in text_of(answer)) == (422, True), sent[:60]
        added = mine.post("/account/passkeys/add/", {"credential": sent, "name": "x"})
        assert (added.status_code, "通行密钥不完整" in text_of(added)) == (422, True), sent[:60]
    assert client.get("/my/").status_code == HTTPStatus.FOUND


def test_passkeys_of_others_and_of_nobody() -> None:
    client = at_browser(founder())
    client.post("/account/confirm/", {"password": PASSWORD, "next": "/account/"})
    assert client.get("/account/passkeys/1/").status_code == HTTPStatus.NOT_FOUND
    assert browser().get("/account/passkeys/").headers["Location"].startswith(SIGN_IN)
    # Adding one is asked of who has given his password just now.
    later = browser()
    sign_in(later, PASSWORD, "wang.shili")
    assert later.get("/account/passkeys/add/").headers["Location"].startswith("/account/confirm/?next=")


def test_who_left_may_begin_anew() -> None:
    world = World()
    client = world.browser_of("former")
    assert "您现在不属于任何单位" in text_of(client.get("/my/"))
    assert client.post("/my/found/", {"organization": OTHER_FIRM}).headers["Location"] == "/my/"
    own = get_membership(user_id=world.users["former"])
    assert own
    assert (own.name, own.manager) == (OTHER_FIRM, True)
