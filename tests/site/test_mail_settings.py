"""What the environment may say of sending, and what is refused; nothing of a password is repeated."""

import pytest

from jianyou.config.mail import mail_settings
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang


def test_nothing_said_nothing_sent() -> None:
    assert mail_settings({}) == {"mail": {}, "mobile": "", "url": ""}


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (
            "smtp://site%40example.com:p%3Aw%40rd@mail.example.com?tls=1&from=荐优 <site@example.com>",
            ("mail.example.com", 587, "site@example.com", "p:w@rd", True, False, "荐优 <site@example.com>"),
        ),
        (
            "smtps://site@example.com:pass@mail.example.com",
            ("mail.example.com", 465, "site@example.com", "pass", False, True, "site@example.com"),
        ),
        ("smtp://10.0.0.5?from=a@example.com", ("10.0.0.5", 25, "", "", False, False, "a@example.com")),
        ("smtp://[::1]:2525?from=a@example.com", ("::1", 2525, "", "", False, False, "a@example.com")),
    ],
)
def test_a_mail_server(url: str, told: tuple[object, ...]) -> None:
    mail = mail_settings({"JIANYOU_MAIL": url})["mail"]
    keys = ("host", "port", "username", "password", "use_tls", "use_ssl", "sender")
    assert tuple(mail[key] for key in keys) == told
    assert mail["timeout"] == 20


@pytest.mark.parametrize(
    "url",
    [
        "http://mail.example.com",
        "mail.example.com",
        "smtp://",
        "smtp://user:SECRET@host",
        "smtp://user:SECRET@host:99999?from=a@example.com",
        "smtp://user:SECRET@host:x?from=a@example.com",
        "smtp://user:SEC?RET@host?from=a@example.com",
        "smtp://user:SEC#RET@host?from=a@example.com",
        "smtp://user:SECRET@host?tls=yes&from=a@example.com",
        "smtp://user:SECRET@host?from=nobody",
        "smtp://user:SECRET@host?from=a@example.com%0d%0aBcc: b@example.com",
        "smtp://user:SECRET@host\n?from=a@example.com",
        "smtp://[SECRET?from=a@example.com",
    ],
)
def test_one_that_is_none(url: str) -> None:
    with pytest.raises(Refused) as refused:
        mail_settings({"JIANYOU_MAIL": url})
    assert refused.value.code == "mail_setting_bad"
    for lang in Lang:
        said = refused.value.text(lang)
        assert [word for word in ("SECRET", "SEC", "RET") if word in said] == []


def test_a_gateway_and_an_address() -> None:
    told = mail_settings({"JIANYOU_MOBILE": "office.sms:send", "JIANYOU_URL": "https://example.gov.cn/"})
    assert (told["mobile"], told["url"]) == ("office.sms:send", "https://example.gov.cn")


@pytest.mark.parametrize("name", ["office.sms", "office.sms:", ":send", "office sms:send", "a:b.c", "甲:乙"])
def test_a_gateway_that_is_none(name: str) -> None:
    with pytest.raises(Refused, match="mobile_setting_bad"):
        mail_settings({"JIANYOU_MOBILE": name})


@pytest.mark.parametrize("url", ["example.gov.cn", "ftp://x", "https://", "https://a b", "https://u:p@x/"])
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(Refused, match="url_setting_bad"):
        mail_settings({"JIANYOU_URL": url})
