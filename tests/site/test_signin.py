"""Signing in and out: passwords, lockout, sessions, and what nobody learns."""

import re
import threading
import time
from datetime import timedelta
from http import HTTPStatus
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth.hashers import identify_hasher
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import get_resolver

from jianyou.actions.staff import close_account, reset_password
from jianyou.config.environment import second_factor_required
from jianyou.config.hashing import Argon2id
from jianyou.domain.lifecycle.roles import Role
from jianyou.store.dialect import database_now
from jianyou.terms.finding import Refused
from tests.site.public import browser, opened_city, text_of
from tests.site.signin import (
    DESK,
    GIVEN,
    NAME,
    PASSWORD,
    SIGN_IN,
    account,
    confirm,
    problems_on,
    sign_in,
    signed_in,
)

pytestmark = pytest.mark.usefixtures("site")

WRONG = "用户名或密码不对。请核对大小写和输入法后再试；连续输错 5 次，要等 15 分钟。"
ADDRESSES = {
    "account/": "mfa_index",
    "account/sign-in/": "account_login",
    "account/sign-in/code/": "mfa_authenticate",
    "account/sign-in/passkey/": "mfa_login_webauthn",
    "account/sign-in/passkey/options": "passkey_options",
    "account/sign-up/": "account_signup",
    "account/sign-up/invited/": "account_join",
    "account/passkeys/": "mfa_list_webauthn",
    "account/passkeys/add/": "mfa_add_webauthn",
    "account/passkeys/%(key)s/": "passkey",
    "account/forgotten/": "account_forgotten",
    "account/reach/": "account_reach",
    "account/sign-out/": "account_logout",
    "account/password/": "account_change_password",
    "account/confirm/": "account_reauthenticate",
    "account/confirm/code/": "mfa_reauthenticate",
    "account/second-factor/": "mfa_activate_totp",
    "account/second-factor/off/": "mfa_deactivate_totp",
    "account/recovery-codes/": "mfa_view_recovery_codes",
    "account/recovery-codes/new/": "mfa_generate_recovery_codes",
    "desk/": "desk",
}


def test_every_address_of_an_account_is_listed_here() -> None:
    routes = get_resolver("jianyou.config.urls").reverse_dict
    found = {
        routes.getlist(name)[0][0][0][0]: name
        for name in routes
        if isinstance(name, str) and routes.getlist(name)[0][0][0][0].startswith(("account/", "desk/"))
    }
    assert found == ADDRESSES


def test_nothing_else_of_the_library_is_there() -> None:
    client = browser()
    for path in ("signup/", "email/", "password/reset/", "password/set/", "login/", "inactive/", "2fa/"):
        assert client.get(f"/account/{path}").status_code == HTTPStatus.NOT_FOUND, path


def test_passwords_are_kept_by_argon2id_at_19_mib() -> None:
    kept = account().password
    assert kept.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert isinstance(identify_hasher(kept), Argon2id)
    assert len(settings.PASSWORD_HASHERS) == 1


def test_signing_in_and_out() -> None:
    account()
    client = browser()
    away = client.get("/account/?a=b")
    assert away.headers["Location"] == f"{SIGN_IN}?next=%2Faccount%2F%3Fa%3Db"
    assert 'name="next" value="/account/?a=b"' in client.get(away.headers["Location"]).content.decode()
    answer = sign_in(client, next_="/account/?a=b")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/?a=b")
    told = text_of(client.get("/account/"))
    for words in ("李示例", NAME, "示例市经济信息化委员会", "经办人", "未启用"):
        assert words in told
    assert client.get(SIGN_IN).headers["Location"] == DESK
    assert client.get("/account/sign-out/").status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert client.get("/account/").status_code == HTTPStatus.OK
    assert client.post("/account/sign-out/").headers["Location"] == SIGN_IN
    assert client.get("/account/").status_code == HTTPStatus.FOUND
    assert Session.objects.count() == 0


def test_a_name_is_taken_as_it_was_meant() -> None:
    account()
    for typed in ("Li.ShiLi", "  li.shili ", "ｌｉ．ｓｈｉｌｉ"):
        assert sign_in(browser(), username=typed).status_code == HTTPStatus.FOUND, typed


UNUSABLE = "这一项的内容太长，或有不能用的字符，请重新填写。"
MISTAKES: list[tuple[dict[str, str], list[tuple[str, str]]]] = [
    ({}, [("login", "请填写用户名。"), ("password", "请填写密码。")]),
    ({"login": NAME, "password": ""}, [("password", "请填写密码。")]),
    ({"login": NAME, "password": "x" * 201}, [("password", UNUSABLE)]),
    ({"login": "a\0b", "password": "x"}, [("login", UNUSABLE)]),
    ({"login": "x" * 41, "password": "x"}, [("login", UNUSABLE)]),
    ({"login": NAME, "password": PASSWORD + " "}, [("login", WRONG)]),
]


def test_what_is_wrong_is_told() -> None:
    account()
    for fields, problems in MISTAKES:
        answer = browser().post(SIGN_IN, fields)
        assert (answer.status_code, problems_on(answer)) == (HTTPStatus.UNPROCESSABLE_ENTITY, problems)
        assert settings.SESSION_COOKIE_NAME not in answer.cookies


class Counting(Argon2id):
    """Writes down how often it works."""

    worked: list[str] = []  # noqa: RUF012  — Django makes a new one each time

    def encode(self, password: str, salt: str) -> str:
        self.worked.append("encode")
        return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        self.worked.append("verify")
        return super().verify(password, encoded)


@override_settings(PASSWORD_HASHERS=["tests.site.test_signin.Counting"])
def test_nobody_learns_which_names_there_are() -> None:
    account()
    account(username="zhao.shili", name="赵示例")
    close_account(operator="root", username="zhao.shili")
    pages, worked = [], []
    for name in (NAME, "nobody", "zhao.shili"):
        Counting.worked.clear()
        answer = sign_in(browser(), "不是这个密码，真的不是", name)
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
        pages.append((html.replace(name, "?"), sorted(answer.headers), sorted(answer.cookies)))
        worked.append(len(Counting.worked))
    assert pages[0] == pages[1] == pages[2]
    assert worked == [1, 1, 1]


def test_a_closed_account_lets_nobody_in() -> None:
    client = signed_in()
    close_account(operator="root", username=NAME)
    assert client.get("/account/").status_code == HTTPStatus.FOUND
    assert problems_on(sign_in(browser())) == [("login", WRONG)]


def rows_of_cache() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM store_cache")
        return int(cursor.fetchone()[0])


def time_passes(seconds: int) -> None:
    """What is kept in the cache ends so much earlier: its times are moved, not the clock."""
    earlier = database_now() - timedelta(seconds=seconds)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, expires FROM store_cache")
        assert cursor.fetchall()
        cursor.execute("UPDATE store_cache SET expires = %s", [earlier.replace(tzinfo=None, microsecond=0)])


def test_five_wrong_passwords_lock_a_name_for_a_while() -> None:
    account()
    account(username="wang.shili", name="王示例")
    for number in range(5):
        # From other places and under another name of the host: only the name counts.
        answer = Client(SERVER_NAME=["localhost", "127.0.0.1"][number % 2]).post(
            SIGN_IN, {"login": NAME.upper(), "password": "wrong"}, REMOTE_ADDR=f"10.0.0.{number}"
        )
        assert problems_on(answer) == [("login", WRONG)]
    assert rows_of_cache() >= 1
    locked = sign_in(browser(), REMOTE_ADDR="10.0.1.1")
    assert locked.status_code == HTTPStatus.TOO_MANY_REQUESTS
    wait = "输错的次数太多，15 分钟后再试。忘记密码的，请本站管理员重设，重设后不用等。"
    assert problems_on(locked) == [("login", wait)]
    unknown = [sign_in(browser(), "x", "nobody", REMOTE_ADDR="10.0.2.1") for _ in range(6)]
    assert problems_on(unknown[-1]) == [("login", wait)]
    other = sign_in(browser(), username="wang.shili", REMOTE_ADDR="10.0.1.1")
    assert other.status_code == HTTPStatus.FOUND
    time_passes(1)
    assert sign_in(browser(), REMOTE_ADDR="10.0.1.1").status_code == HTTPStatus.FOUND


def test_a_new_password_ends_the_wait() -> None:
    account()
    for _ in range(6):
        answer = sign_in(browser(), "wrong")
    assert answer.status_code == HTTPStatus.TOO_MANY_REQUESTS
    reset_password(operator="root", username=NAME, password=GIVEN)
    assert sign_in(browser(), GIVEN).status_code == HTTPStatus.FOUND


def test_the_right_password_uses_up_no_tries() -> None:
    account()
    for _ in range(4):
        sign_in(browser(), "wrong")
    for _ in range(3):
        assert sign_in(browser()).status_code == HTTPStatus.FOUND
    assert problems_on(sign_in(browser(), "wrong")) == [("login", WRONG)]
    assert sign_in(browser()).status_code == HTTPStatus.TOO_MANY_REQUESTS


def test_one_place_tries_ten_names_a_minute() -> None:
    account()
    for number in range(10):
        # Nobody stands in front of this site, so whoever says so isn't believed.
        said = {"X-Forwarded-For": f"192.0.2.{number}"}
        sign_in(browser(), "x", f"name{number}", REMOTE_ADDR="10.0.0.1", headers=said)
    told = problems_on(sign_in(browser(), "x", "another", REMOTE_ADDR="10.0.0.1"))
    assert told == [("login", "输错的次数太多，1 分钟后再试。忘记密码的，请本站管理员重设，重设后不用等。")]
    assert sign_in(browser(), REMOTE_ADDR="10.0.0.2").status_code == HTTPStatus.FOUND


def test_tries_at_the_same_time_are_all_counted() -> None:
    account()
    statuses: list[int] = []

    def attempt(number: int) -> None:
        try:
            statuses.append(sign_in(browser(), "wrong", REMOTE_ADDR=f"10.0.0.{number}").status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    # Who couldn't get at the count in time must wait, too.
    assert set(statuses) == {422, 429}
    assert statuses.count(422) <= 5


def test_too_many_forms_are_answered_by_a_page() -> None:
    client = browser()
    answers = [client.post(SIGN_IN, {}) for _ in range(31)]
    assert [answer.status_code for answer in answers] == [422] * 30 + [429]
    assert "请过一分钟再试" in text_of(answers[-1])


def test_only_own_addresses_are_gone_to() -> None:
    account()
    for elsewhere in (
        *("https://evil.example/", "//evil.example/", "/\\evil.example", "https:///evil.example", "desk/"),
        *("javascript:alert(1)", "http://localhost/desk/x", "", "\x01//evil.example"),
    ):
        client = browser()
        assert sign_in(client, next_=elsewhere).headers["Location"] == DESK, elsewhere
        answer = client.post("/account/sign-out/", {"next": elsewhere})
        assert answer.headers["Location"] == SIGN_IN, elsewhere


def test_the_key_of_a_session_is_a_new_one_after_signing_in() -> None:
    account()
    client = browser()
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store["planted"] = "by somebody else"
    store.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted = store.session_key
    sign_in(client)
    mine = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert mine != planted
    assert list(Session.objects.values_list("session_key", flat=True)) == [mine]


def test_the_cookie_and_the_end_of_a_session() -> None:
    client = signed_in()
    cookie = client.cookies["jianyou_session"]
    told = (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["expires"], cookie["path"])
    assert told == (True, "Lax", "", "", "/")
    row = Session.objects.get()
    assert timedelta(hours=9, minutes=59) < row.expire_date - database_now() <= timedelta(hours=10)
    assert NAME not in row.session_data
    assert str(client.session["_auth_user_id"]) not in row.session_data
    # Nothing that is done in it makes it last longer.
    session = client.session
    session["began"] = time.time() - 9 * 3600
    session.save()
    client.post("/account/confirm/", {"password": PASSWORD})
    left = Session.objects.get().expire_date - database_now()
    assert timedelta(minutes=59) < left <= timedelta(hours=1)
    session["began"] = time.time() - 10 * 3600 - 1
    session.save()
    assert client.get("/account/").status_code == HTTPStatus.FOUND
    sign_in(client)
    assert Session.objects.count() == 1


def test_forms_of_other_sites_do_nothing() -> None:
    account()
    client = browser(enforce_csrf_checks=True)
    assert sign_in(client).status_code == HTTPStatus.FORBIDDEN
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(SIGN_IN).content.decode())
    assert token
    fields = {"login": NAME, "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
    assert client.post(SIGN_IN, fields).status_code == HTTPStatus.FOUND
    assert client.post("/account/sign-out/").status_code == HTTPStatus.FORBIDDEN
    assert client.get("/account/").status_code == HTTPStatus.OK


def test_a_page_is_always_answered_by_a_page() -> None:
    answer = browser().post(
        SIGN_IN, {}, headers={"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"}
    )
    assert answer.headers["Content-Type"].startswith("text/html")


def test_pages_of_an_account_are_kept_by_no_browser() -> None:
    client = signed_in()
    confirm(client)
    for path in ("/account/", "/account/password/", "/account/confirm/", "/account/second-factor/"):
        assert "no-store" in client.get(path).headers["Cache-Control"], path
    assert "no-store" in browser().get(SIGN_IN).headers["Cache-Control"]


def test_pages_for_anyone_know_of_no_session() -> None:
    opened_city()
    account(Role.OFFICE_CLERK)
    counts = []
    client = browser()
    client.get("/")  # what a process looks up once
    for _ in range(2):  # before somebody signed in at this browser, and after he signed out
        asked = []
        for path in ("/", "/calls/city/", "/calls/city/file/", "/filings/", "/verify", "/nothing"):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                answer = client.get(path)
            asked.append(len(queries))
            assert not [one for one in queries if "session" in one["sql"] or "store_user" in one["sql"]], path
            assert not answer.wsgi_request.session.accessed, path
            assert settings.SESSION_COOKIE_NAME not in answer.cookies, path
            if "csrfmiddlewaretoken" not in answer.content.decode(errors="replace"):
                assert "Cookie" not in answer.headers.get("Vary", ""), path
        counts.append(asked)
        sign_in(client)
        client.post("/account/sign-out/")
        client.cookies.pop(settings.SESSION_COOKIE_NAME)  # a browser drops a cookie that is over
    assert counts[0] == counts[1]


def test_whether_a_second_factor_is_demanded() -> None:
    assert [second_factor_required({"JIANYOU_MFA": one}) for one in ("", "optional", "required")] == [
        *(False, False, True)
    ]
    with pytest.raises(Refused) as refused:
        second_factor_required({"JIANYOU_MFA": "yes"})
    assert refused.value.code == "staff_mfa_unknown"
