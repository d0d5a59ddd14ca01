"""Addresses for messages as people type them."""

from collections.abc import Iterator

import pytest

from jianyou.actions.confirming import address_of, masked, offered_channels
from jianyou.actions.outbox import Address
from jianyou.terms.finding import Refused
from tests.site.mailbox_sink import sending_by

MAIL = Address("mail", "wang@example.com")
MOBILE = Address("mobile", "13800000000")


@pytest.fixture(autouse=True)
def _both() -> Iterator[None]:
    with sending_by(25, JIANYOU_MOBILE="tests.site.test_mail:gateway"):
        yield


def refused(typed: str) -> str:
    with pytest.raises(Refused) as told:
        address_of(typed)
    return told.value.code


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        (" Wang@Example.com ", MAIL, "w***@example.com"),
        ("wang＠example．com", MAIL, "w***@example.com"),
        ("wang@例子.中国", Address("mail", "wang@例子.中国"), "w***@例子.中国"),
        ("138 0000 0000", MOBILE, "138****0000"),
        ("+86-13800000000", MOBILE, "138****0000"),
    ],
)
def test_an_address_as_it_is_kept(typed: str, kept: Address, shown: str) -> None:
    assert address_of(typed) == kept
    assert masked(kept) == shown


@pytest.mark.parametrize(
    "typed",
    [
        *("wang", "wang@", "@example.com", "wang@localhost", "wang@[127.0.0.1]", "wang@example"),
        *("wang@example.com\r\nBcc: li@example.com", '"a b"@example.com', "a@example.com,b@example.com"),
        *("王@example.com", "a" * 300 + "@example.com", "wang\0@example.com", "\ud800@example.com"),
        *(
            "1380000000",
            "138000000001",
            "023-60000001",
            "13800000000转8",
            "400-800-0000",
            "13800000000 13900000000",
        ),
    ],
)
def test_what_is_no_address(typed: str) -> None:
    assert refused(typed) == "confirm_reach_bad"


def test_a_channel_that_the_site_has_not() -> None:
    assert offered_channels() == ("mail", "mobile")
    with sending_by(25):
        assert offered_channels() == ("mail",)
        assert refused("13800000000") == "confirm_address_bad"
        assert refused("　") == "confirm_address_missing"
