"""The second factor: a phone's codes, those on paper, and what a site may demand."""

import time
from http import HTTPStatus

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test.utils import override_settings

from jianyou.actions.staff import reset_password
from jianyou.store.sitekeys import site_keys
from tests.site.public import browser, text_of
from tests.site.signin import (
    DESK,
    GIVEN,
    NAME,
    PASSWORD,
    SIGN_IN,
    account,
    code_of,
    confirm,
    problems_on,
    second_factor,
    secret_on,
    sign_in,
    signed_in,
)

pytestmark = pytest.mark.usefixtures("site")

CODE = "/account/sign-in/code/"
WRONG = "这个码不对，或已经用过。请填最新的一个；手机上的半分钟换一次。"


def test_setting_it_up_takes_the_password_once_more() -> None:
    client = signed_in()
    page = "/account/second-factor/"
    assert client.get(page).headers["Location"] == f"/account/confirm/?next={page.replace('/', '%2F')}"
    wrong = client.post("/account/confirm/", {"password": "wrong", "next": page})
    assert problems_on(wrong) == [("password", "密码不对，请重新输入。")]
    assert client.post("/account/confirm/", {"password": PASSWORD, "next": page}).headers["Location"] == page
    answer = client.get(page)
    html = answer.content.decode()
    secret = secret_on(answer)
    assert f'href="otpauth://totp/{NAME}?secret={secret}&amp;issuer=%E8%8D%90%E4%BC%98"' in html
    assert 'src="data:image/svg+xml;base64,' in html
    assert secret_on(client.get(page)) == secret  # a phone that has read it stays good
    assert problems_on(client.post(page, {"code": ""})) == [("code", "请填写动态码。")]
    assert problems_on(client.post(page, {"code": "123"})) == [("code", WRONG)]
    assert all(secret not in row.session_data for row in Session.objects.all())
    assert Authenticator.objects.count() == 0
    assert client.post(page, {"code": code_of(secret)}).headers["Location"] == "/account/recovery-codes/"
    assert client.get(page).headers["Location"] == "/account/second-factor/off/"
    assert "已启用" in text_of(client.get("/account/"))


def test_secrets_are_kept_encrypted() -> None:
    client = signed_in()
    secret, _ = second_factor(client)
    kept = {one.type: one.data for one in Authenticator.objects.all()}
    assert sorted(kept) == ["recovery_codes", "totp"]
    assert site_keys().decrypt(kept["totp"]["secret"].encode()) == secret
    assert secret not in kept["totp"]["secret"]
    assert len(site_keys().decrypt(kept["recovery_codes"]["seed"].encode())) == 80


def test_signing_in_takes_a_code_then() -> None:
    client = signed_in()
    secret, _ = second_factor(client)
    client.post("/account/sign-out/")
    assert sign_in(client, next_="/account/").headers["Location"] == CODE
    assert client.get("/account/").status_code == HTTPStatus.FOUND  # not signed in yet
    assert client.get(SIGN_IN).headers["Location"] == CODE
    assert "换一个账号登录" in text_of(client.get(CODE))
    for wrong, told in (("", "请填写动态码。"), ("000000", WRONG), ("二三四五六七", WRONG)):
        answer = client.post(CODE, {"code": wrong})
        assert (answer.status_code, problems_on(answer)) == (422, [("code", told)])
    assert (
        client.post(CODE, {"credential": "{}"}).status_code == 422
    )  # a form for a key, which we have none of
    before = client.cookies["jianyou_session"].value
    code = code_of(secret)
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    assert client.post(CODE, {"code": f"{wide[:3]} {wide[3:]}"}).headers["Location"] == "/account/"
    assert client.cookies["jianyou_session"].value != before
    assert client.get("/account/").status_code == HTTPStatus.OK
    other = browser()
    sign_in(other)
    # Spent, even though a clock that goes wrong would still let it pass.
    assert problems_on(other.post(CODE, {"code": f"{code[:2]}-{code[2:]}"})) == [("code", WRONG)]
    assert other.post("/account/sign-out/").headers["Location"] == SIGN_IN
    assert other.get(CODE).headers["Location"] == SIGN_IN


def test_a_clock_may_be_half_a_minute_wrong() -> None:
    client = signed_in()
    secret, _ = second_factor(client)
    if time.time() % 30 > 25:
        time.sleep(5)  # not over the edge of a period
    for steps, status in {-3: 422, 3: 422, 0: 302, 1: 302}.items():
        again = browser()
        sign_in(again)
        assert again.post(CODE, {"code": code_of(secret, steps)}).status_code == status, steps


def test_codes_on_paper() -> None:
    client = signed_in()
    _, codes = second_factor(client)
    assert len(codes) == len(set(codes)) == 10
    again = text_of(client.get("/account/recovery-codes/"))
    assert "还有 10 个备用码没有用过" in again
    assert not [code for code in codes if code in again]
    other = browser()
    sign_in(other)
    assert other.post(CODE, {"code": codes[3]}).headers["Location"] == DESK
    assert "未用 9 个" in text_of(other.get("/account/"))
    third = browser()
    sign_in(third)
    assert problems_on(third.post(CODE, {"code": codes[3]})) == [("code", WRONG)]
    page = "/account/recovery-codes/new/"
    assert other.get(page).status_code == HTTPStatus.FOUND  # signing in is not confirming
    assert "还没有用过的 9 个旧备用码随即失效" in text_of(client.get(page))
    assert client.post(page).headers["Location"] == "/account/recovery-codes/"
    fresh = text_of(client.get("/account/recovery-codes/"))
    assert "只显示这一次" in fresh
    assert not [code for code in codes if code in fresh]
    assert problems_on(third.post(CODE, {"code": codes[4]})) == [("code", WRONG)]


def test_no_codes_without_a_phone() -> None:
    client = signed_in()
    confirm(client)
    answer = client.post("/account/recovery-codes/new/")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "没有启用两步验证，用不着备用码。请先启用。" in text_of(answer)
    assert Authenticator.objects.count() == 0
    assert client.get("/account/recovery-codes/").status_code == HTTPStatus.NOT_FOUND
    assert client.get("/account/second-factor/off/").status_code == HTTPStatus.NOT_FOUND


def test_five_wrong_codes_lock_the_second_step() -> None:
    client = signed_in()
    secret, codes = second_factor(client)
    other = browser()
    sign_in(other)
    for number in range(5):
        answer = other.post(CODE, {"code": "000000"}, REMOTE_ADDR=f"10.0.0.{number}")
        assert problems_on(answer) == [("code", WRONG)]
    for code in (code_of(secret), codes[0]):
        locked = other.post(CODE, {"code": code}, REMOTE_ADDR="10.0.0.9")
        assert locked.status_code == HTTPStatus.TOO_MANY_REQUESTS
        assert problems_on(locked)[0][1].startswith("输错的次数太多，15 分钟后再试。")


def test_a_code_instead_of_the_password() -> None:
    client = signed_in()
    _, codes = second_factor(client)
    other = browser()
    sign_in(other)
    other.post(CODE, {"code": codes[0]})
    page = "/account/second-factor/off/"
    way = other.get(other.get(page).headers["Location"]).content.decode()
    assert 'href="/account/confirm/code/?next=%2Faccount%2Fsecond-factor%2Foff%2F"' in way
    code_page = f"/account/confirm/code/?next={page}"
    assert problems_on(other.post(code_page, {"code": "1"})) == [("code", WRONG)]
    assert other.post(code_page, {"code": codes[1]}).headers["Location"] == page
    assert "所有备用码随即失效" in text_of(other.get(page))
    assert Authenticator.objects.count() == 2
    assert other.post(page).headers["Location"] == "/account/"
    assert Authenticator.objects.count() == 0
    assert sign_in(browser()).headers["Location"] == DESK


def test_a_site_may_demand_it() -> None:
    account(settled=False)
    client = browser()
    with override_settings(JIANYOU_SECOND_FACTOR_REQUIRED=True):
        sign_in(client, GIVEN)
        assert client.get(DESK).headers["Location"].startswith("/account/password/")  # first things first
        new = {"oldpassword": GIVEN, "password1": PASSWORD, "password2": PASSWORD, "next": DESK}
        assert client.post("/account/password/", new).headers["Location"] == DESK
        for path in (DESK, "/account/"):
            assert client.get(path).headers["Location"].startswith("/account/second-factor/?next="), path
        confirm_page = client.get("/account/second-factor/").headers["Location"]
        assert (
            client.post(confirm_page, {"password": PASSWORD}).headers["Location"] == "/account/second-factor/"
        )
        page = client.get("/account/second-factor/")
        assert "本站要求两步验证" in text_of(page)
        client.post("/account/second-factor/", {"code": code_of(secret_on(page))})
        assert client.get("/account/").status_code == HTTPStatus.OK
        client.post("/account/second-factor/off/")
        assert client.get("/account/").headers["Location"].startswith("/account/second-factor/")
    assert client.get("/account/").status_code == HTTPStatus.OK


def test_a_lost_phone() -> None:
    second_factor(signed_in())
    reset_password(operator="root", username=NAME, password=GIVEN)
    assert sign_in(browser(), GIVEN).headers["Location"] == CODE
    reset_password(operator="root", username=NAME, password=GIVEN, without_second_factor=True)
    assert sign_in(browser(), GIVEN).headers["Location"] == DESK
