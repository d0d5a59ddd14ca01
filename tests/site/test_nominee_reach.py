"""The pages on which an account's address is given, and a forgotten password is replaced."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from jianyou.actions.outbox import Address
from jianyou.actions.reaching import Reach, confirm_reach, reach_of, send_reach_code
from jianyou.jobs.sending import send_due
from jianyou.store.models import Count, OutboxMessage, User
from tests.site.kit import opened
from tests.site.mailbox_sink import Sink, sending
from tests.site.nominee import PASSWORD, at_browser, founder
from tests.site.public import browser, text_of
from tests.site.signin import SIGN_IN, account, code_of, confirm, problems_on, second_factor, sign_in

pytestmark = pytest.mark.usefixtures("site")

SIGN_UP, REACH, FORGOTTEN = "/account/sign-up/", "/account/reach/", "/account/forgotten/"
NAME, NEW = "wang.shili", "另一个密码，也长一些，也好记"
WANG = "wang@example.com"
NEXT = "/account/reach/?next=%2Fmy%2F"


@pytest.fixture
def sink() -> Iterator[Sink]:
    """The site sends mail."""
    with sending() as found:
        yield found


def signing_up(**more: str) -> dict[str, str]:
    who = {"organization": "示例轴承有限公司", "name": "王示例", "username": NAME}
    return {**who, "password1": PASSWORD, "password2": PASSWORD, **more}


def signed_up() -> Client:
    """Somebody who has just made an account."""
    client = browser()
    assert client.post(SIGN_UP, signing_up()).status_code == 302
    return client


def carried(answer: Any) -> str:
    return str(re.findall(r'name="asking" value="([^"]+)"', answer.content.decode())[0])


def code_in(sink: Sink) -> str:
    send_due()
    return sink.bodies[-1].partition("确认码：")[2][:6]


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def with_address(sink: Sink, username: str = NAME, text: str = WANG) -> None:
    """The account has that address, nothing was counted and nothing came."""
    user = User.objects.get(username=username).id
    asking = send_reach_code(user_id=user, address=Address("mail", text), lang="zh")
    confirm_reach(user_id=user, asking=asking, code=code_in(sink), lang="zh")
    Count.objects.all().delete()
    sink.letters.clear()
    sink.recipients.clear()


def asked(sink: Sink, client: Client, username: str = NAME, address: str = WANG) -> dict[str, str]:
    """The second form of who forgot the password, filled; without a code where none came."""
    before = len(sink.letters)
    answer = client.post(FORGOTTEN, {"do": "ask", "username": username, "address": address})
    assert answer.status_code == 200, text_of(answer)
    send_due()
    code = code_in(sink) if len(sink.letters) > before else "000000"
    told = {"do": "confirm", "username": username, "asking": carried(answer), "code": code}
    return {**told, "password1": NEW, "password2": NEW}


def test_signing_up_leads_to_an_address_that_one_may_skip(sink: Sink) -> None:
    opened()
    assert "没有留的，忘记密码时不能自己找回" in text_of(browser().get(SIGN_UP))
    client = browser()
    answer = client.post(SIGN_UP, signing_up())
    assert (answer.status_code, answer.headers["Location"]) == (302, NEXT)
    page = client.get(NEXT)
    assert (page.status_code, '<a href="/my/">现在不留，继续</a>' in page.content.decode()) == (200, True)
    assert "您的账号没有留消息地址：忘记密码时不能自己找回" in text_of(client.get("/my/"))
    answer = client.post(REACH, {"do": "ask", "address": " Ｗang@Example.com", "next": "/my/"})
    assert "确认码已发到 w***@example.com" in text_of(answer)
    typed = {"do": "confirm", "asking": carried(answer), "code": code_in(sink), "next": "/my/"}
    answer = client.post(REACH, typed)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/my/")
    assert reach_of(user_id=User.objects.get().id) == Reach(Address("mail", WANG), "zh")
    assert "没有留消息地址" not in text_of(client.get("/my/"))
    assert "w***@example.com" in text_of(client.get("/account/"))
    for path in ("/my/", "/account/", REACH):
        assert WANG not in client.get(path, follow=True).content.decode()


def test_where_one_wanted_to_go_is_kept_on_the_way(sink: Sink) -> None:
    answer = browser().post(SIGN_UP, signing_up(next="/calls/call-1/"))
    assert answer.headers["Location"] == "/account/reach/?next=%2Fcalls%2Fcall-1%2F"
    client = browser()
    sign_in(client, PASSWORD, NAME)
    for evil in ("https://evil.example/", "//evil.example"):
        confirm(client, PASSWORD)
        answer = client.post(REACH, {"do": "ask", "address": WANG, "next": evil})
        typed = {"do": "confirm", "asking": carried(answer), "code": code_in(sink), "next": evil}
        assert client.post(REACH, typed).headers["Location"] == "/account/"
        assert f'href="{evil}"' not in client.get(REACH, {"next": evil}).content.decode()


def test_a_site_without_mail_asks_for_no_address_and_says_what_that_means() -> None:
    assert settings.JIANYOU_MESSAGES.get("mail", {}) == {}
    assert "忘记密码时不能自己找回，请记好密码" in text_of(browser().get(SIGN_UP))
    client = browser()
    assert client.post(SIGN_UP, signing_up()).headers["Location"] == "/my/"
    assert "留一个地址" not in text_of(client.get("/my/"))
    for path in (REACH, FORGOTTEN):
        for answer in (client.get(path), client.post(path, {"do": "ask", "username": NAME, "address": WANG})):
            html = answer.content.decode()
            assert (answer.status_code, "本站没有开通邮件和短信" in html, 'id="address"' in html) == (
                200,
                True,
                False,
            )
    assert OutboxMessage.objects.count() == 0


def test_the_password_is_asked_for_before_an_address_changes(sink: Sink) -> None:
    user = founder()
    client = browser()
    sign_in(client, PASSWORD, NAME)
    to_confirm = "/account/confirm/?next=%2Faccount%2Freach%2F"
    # Somebody else at an open computer can't make the account his own.
    assert client.get(REACH).headers["Location"] == to_confirm
    assert client.post(REACH, {"do": "ask", "address": WANG}).headers["Location"] == to_confirm
    assert OutboxMessage.objects.count() == 0
    with_address(sink)
    assert client.post(REACH, {"do": "drop"}).headers["Location"] == to_confirm
    assert reach_of(user_id=user) is not None
    confirm(client, PASSWORD)
    page = client.get(REACH)
    assert "现在的地址： w***@example.com" in text_of(page)
    answer = client.post(REACH, {"do": "ask", "address": "li@example.com"})
    typed = {"do": "confirm", "asking": carried(answer), "code": code_in(sink)}
    assert client.post(REACH, typed).headers["Location"] == "/account/"
    assert reach_of(user_id=user) == Reach(Address("mail", "li@example.com"), "zh")
    assert client.post(REACH, {"do": "drop"}).headers["Location"] == "/account/"
    assert reach_of(user_id=user) is None
    assert "没有留：忘记密码时不能自己找回" in text_of(client.get("/account/"))


def test_who_has_just_signed_up_gives_one_address_only(sink: Sink) -> None:
    client = signed_up()
    assert client.get(REACH).status_code == 200
    with_address(sink)
    assert client.get(REACH).headers["Location"].startswith("/account/confirm/")


def test_a_code_may_come_late(sink: Sink) -> None:
    client = signed_up()
    asking = carried(client.post(REACH, {"do": "ask", "address": WANG}))
    code = code_in(sink)
    later = at_browser(User.objects.get().id)
    assert later.get(REACH).headers["Location"].startswith("/account/confirm/")
    typed = {"do": "confirm", "asking": asking, "code": code}
    assert later.post(REACH, typed).headers["Location"] == "/account/"
    # What another began is nothing here.
    stranger = at_browser(founder("stranger", organization="示例齿轮厂"))
    assert stranger.post(REACH, typed).headers["Location"].startswith("/account/confirm/")
    confirm(stranger, PASSWORD)
    assert problems_on(stranger.post(REACH, typed)) == [
        ("address", "确认的步骤隔得太久，或者换了账号。请重新填写地址。")
    ]


NO_ADDRESS = {
    "": "请填写地址。",
    "  ": "请填写地址。",
    "wang": "“wang”不是完整的邮箱地址。请写成 name@example.com 的样子。",
    "13800000000": "“13800000000”不是完整的邮箱地址。请写成 name@example.com 的样子。",
}


def test_what_is_no_address_is_told_beside_it(sink: Sink) -> None:
    client = signed_up()
    for typed, problem in NO_ADDRESS.items():
        answer = client.post(REACH, {"do": "ask", "address": typed})
        assert (answer.status_code, problems_on(answer)) == (422, [("address", problem)])
        answer = client.post(FORGOTTEN, {"do": "ask", "address": typed, "username": NAME})
        assert (answer.status_code, problems_on(answer)) == (422, [("address", problem)])
    assert sink.letters == []


def test_a_wrong_code_is_told_and_another_may_be_had(sink: Sink) -> None:
    client = signed_up()
    asking = carried(client.post(REACH, {"do": "ask", "address": WANG}))
    code = code_in(sink)
    for typed, words in (
        ("", "请填写收到的 6 位数字确认码。没有收到的，请核对地址，再发一次。"),
        (other_than(code), "确认码不对，或者已经过期。请对照最近收到的一条消息，填写其中的 6 位数字。"),
    ):
        answer = client.post(REACH, {"do": "confirm", "asking": asking, "code": typed})
        assert (answer.status_code, problems_on(answer)) == (422, [("code", words)])
        asking = carried(answer)
    for _ in range(4):
        asking = carried(client.post(REACH, {"do": "ask", "asking": asking}))
    answer = client.post(REACH, {"do": "ask", "asking": asking})
    over = "今天已经发过 5 次确认码，不能再发。请填写最近收到的一个，或者明天再来。"
    assert (answer.status_code, problems_on(answer)) == (429, [("code", over)])
    assert client.post(REACH, {"do": "confirm", "asking": asking, "code": code_in(sink)}).status_code == 302


def test_a_forgotten_password_is_replaced_and_every_session_ends(sink: Sink) -> None:
    elsewhere = signed_up()
    with_address(sink)
    for _ in range(5):
        sign_in(browser(), "wrong", NAME)
    client = browser()
    assert f'href="{FORGOTTEN}"' in client.get(SIGN_IN).content.decode()
    answer = client.post(FORGOTTEN, asked(sink, client, " Ｗang.Shili "))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/sign-in/?recovered=")
    assert "密码已重设，此前的登录都已失效" in text_of(client.get(answer.headers["Location"]))
    # Nobody is signed in by a code alone.
    assert client.get("/my/").headers["Location"].startswith(SIGN_IN)
    assert elsewhere.get("/my/").headers["Location"].startswith(SIGN_IN)
    # The wait after wrong tries is over too.
    assert sign_in(client, NEW, NAME).headers["Location"] == "/desk/"
    assert problems_on(sign_in(browser(), PASSWORD, NAME))


def test_the_second_factor_is_asked_for_as_before(sink: Sink) -> None:
    account(username=NAME)
    with_address(sink)
    owner = browser()
    sign_in(owner, PASSWORD, NAME)
    secret, _ = second_factor(owner)
    cache.clear()
    with override_settings(JIANYOU_SECOND_FACTOR_REQUIRED=True):
        client = browser()
        assert client.post(FORGOTTEN, asked(sink, client)).status_code == 302
        assert sign_in(client, NEW, NAME).headers["Location"] == "/account/sign-in/code/"
        assert client.get("/office/").headers["Location"].startswith(SIGN_IN)
        answer = client.post("/account/sign-in/code/", {"code": code_of(secret)})
        assert answer.headers["Location"] == "/desk/"


def test_the_same_is_answered_whatever_was_asked(sink: Sink) -> None:
    signed_up()
    with_address(sink)
    pages = []
    for username, address in ((NAME, WANG), (NAME, "li@example.com"), ("nobody", WANG)):
        Count.objects.all().delete()
        client = browser()
        answer = client.post(FORGOTTEN, {"do": "ask", "username": username, "address": address})
        assert answer.status_code == 200
        html = answer.content.decode().replace(username, "NAME").replace(f"{address[0]}***", "MASKED")
        pages.append(re.sub(r'name="(asking|csrfmiddlewaretoken)" value="[^"]+"', "", html))
        with CaptureQueriesContext(connection) as told:
            answer = client.post(
                FORGOTTEN,
                {
                    "do": "confirm",
                    "username": username,
                    "asking": carried(answer),
                    "code": "000000",
                    "password1": NEW,
                    "password2": NEW,
                },
            )
        assert problems_on(answer)[0][1].startswith("确认码不对，或者已经过期。")
        pages[-1] += f"{answer.status_code} {len(told)}"
    assert pages == [pages[0]] * 3
    send_due()
    assert sink.recipients == [WANG]


WRONG: tuple[tuple[dict[str, str], list[str]], ...] = (
    ({"code": ""}, ["code"]),
    ({"code": "1" * 21}, ["code"]),
    ({"password1": "短", "password2": "短"}, ["password1"]),
    ({"password1": "", "password2": ""}, ["password1", "password2"]),
    ({"password2": NEW + "x"}, ["password2"]),
    ({"password1": "wang.shili.2026", "password2": "wang.shili.2026"}, ["password1"]),
    ({"asking": "x" * 3000}, ["username"]),
    ({"asking": ""}, ["username"]),
    ({"username": ""}, ["username"]),
    ({"username": "x" * 41}, ["username"]),
    ({"username": "a\x00b"}, ["username"]),
    ({"username": "someone.else"}, ["code"]),
)


def test_what_is_wrong_is_told_beside_it(sink: Sink) -> None:
    signed_up()
    with_address(sink)
    client = browser()
    typed = asked(sink, client)
    for wrong, problems in WRONG:
        answer = client.post(FORGOTTEN, typed | wrong)
        assert (answer.status_code, [field for field, _ in problems_on(answer)]) == (422, problems), wrong
        assert NEW not in answer.content.decode()
    assert User.objects.get().check_password(PASSWORD)


def test_asking_too_often_is_told_beside_it(sink: Sink) -> None:
    client = browser()
    for at in range(5):
        asked(sink, client, address=f"a{at}@example.com")
    answer = client.post(FORGOTTEN, {"do": "ask", "username": NAME, "address": WANG})
    over = "请求的次数太多。请过一小时再试，或者请本站管理员重设密码。"
    assert (answer.status_code, problems_on(answer)) == (429, [("address", over)])


def test_another_code_may_be_had_on_the_second_page(sink: Sink) -> None:
    signed_up()
    with_address(sink)
    client = browser()
    typed = asked(sink, client)
    answer = client.post(FORGOTTEN, {"do": "ask", "username": NAME, "asking": typed["asking"]})
    assert (answer.status_code, len(sink.letters)) == (200, 1)
    code = code_in(sink)
    assert len(sink.letters) == 2
    typed |= {"asking": carried(answer), "code": code}
    assert client.post(FORGOTTEN, typed).status_code == 302


def test_who_is_signed_in_by_something_else_may_ask_too(sink: Sink) -> None:
    client = signed_up()
    with_address(sink)
    assert client.post(FORGOTTEN, asked(sink, client)).status_code == 302
    assert client.get("/my/").headers["Location"].startswith(SIGN_IN)


@pytest.mark.usefixtures("sink")
def test_pages_with_codes_are_kept_by_no_browser() -> None:
    client = signed_up()
    for path in (REACH, FORGOTTEN):
        assert "no-store" in client.get(path).headers["Cache-Control"]
