"""What mail servers tell of letters that came back; whatever else comes is counted and left alone."""

import random
from uuid import UUID

import pytest

from jianyou.domain.mailbox.bounces import Bounce, Read, read_bounces
from tests.domain.mailbox.bounced import KEY, report

GONE = Bounce(KEY, "5.1.1", for_good=True)


def test_a_bounce_is_known_by_our_own_letters_name() -> None:
    assert read_bounces(report()) == Read((GONE,), 0)
    assert read_bounces(report(returned="text/rfc822-headers")) == Read((GONE,), 0)
    assert read_bounces(report().replace(b"\n", b"\r\n")) == Read((GONE,), 0)
    assert read_bounces(report(status="4.4.7 (timed out)")).bounces == (Bounce(KEY, "4.4.7", for_good=False),)


@pytest.mark.parametrize(
    "told",
    [
        {"action": "delayed", "status": "4.4.7"},
        {"action": "delivered", "status": "2.0.0"},
        {"status": "2.1.1"},
        {"status": "5.1.1.1"},
        {"status": "5.1111.1"},
        {"status": ""},
        {"name": "<else@site.example>"},
        {"name": f"<{KEY.hex}@site.example> <x@y>"},
        {"name": f"<{KEY.hex.upper()}@site.example>"},
    ],
)
def test_what_is_no_bounce_of_ours_is_left_alone(told: dict[str, str]) -> None:
    assert read_bounces(report(**told)) == Read((), 1)


def test_a_mailbox_file_holds_several() -> None:
    line = b"From MAILER-DAEMON Mon Apr 20 10:00:00 2026\n"
    answer = b"Subject: hello\n\nwhere\nFrom now on\n\n>From me\n\n"
    other = UUID(int=7)
    box = line + report() + b"\n" + line + answer + line + report(name=f"<{other.hex}@site.example>")
    assert read_bounces(box) == Read((GONE, Bounce(other, "5.1.1", for_good=True)), 1)
    assert read_bounces(b"") == read_bounces(b" \n") == Read((), 0)


def test_letters_beyond_what_is_read_are_counted_too() -> None:
    line = b"From MAILER-DAEMON Mon Apr 20 10:00:00 2026\n"
    box = (line + b"Subject: hello\n\nwhere\n\n") * 2300 + line + report()
    assert read_bounces(box) == Read((), 2301)
    assert read_bounces(b"From " + b"x" * 400 + b"\n\n" + line + report()) == Read((GONE,), 1)


def test_hostile_letters_are_counted() -> None:
    nested = "".join(f'Content-Type: multipart/mixed; boundary="{at}"\n\n--{at}\n' for at in range(500))
    deep = "Content-Type: message/rfc822\n\n" * 5000
    many = report().replace(b"Final-Recipient", b"Action: x\n\n" * 5000 + b"Final-Recipient")
    for letter in (
        nested.encode(),
        b"Content-Type: multipart/report; boundary=b\n\n--b\n" + deep.encode(),
        many,
        report() + b"x" * 300_000,
        report(name="<" + "a" * 100_000 + "@x>"),
        b"\xff\x00" * 1000,
    ):
        assert read_bounces(letter) == Read((), 1)


def test_a_bounce_that_was_damaged_anywhere_never_raises() -> None:
    chance = random.Random(7)
    whole = report()
    for _ in range(300):
        at, much = chance.randrange(len(whole)), chance.randrange(40)
        read = read_bounces(whole[:at] + chance.randbytes(much) + whole[at + much :])
        assert len(read.bounces) + read.others == 1
        assert set(read.bounces) <= {GONE}
