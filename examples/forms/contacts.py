"""Made-up people and how they can be reached; every number lies in a range made up for this."""

import re
from random import Random
from typing import NamedTuple

from examples.forms.words import DEPUTIES, GIVEN, OFFICE_POSTS, POSTS, SURNAMES

# All numbers of the samples look like this, so that none can be a living person's by mistake.
MOBILE = re.compile(r"1990000\d{4}")
LANDLINE = re.compile(r"6000\d{4}")

STYLES = (
    *("{name} {post} {phone}", "{name}-{post}-{phone}", "{name}—{post}—{phone}", "{name}/{post}/{phone}"),
    *("{name}、{post}、{phone}", "{name}，{post}，{phone}", "{name}（{post}）{phone}", "{name}{post}{phone}"),
    *(
        "{name}\n{post}\n{phone}",
        "{name} {post}\n{phone}",
        "{name}，{post}\n{phone}",
        "{name}　{post}　{phone}",
    ),
    *("姓名：{name}\n职务：{post}\n电话：{phone}", "联系人：{name} 职务：{post} 联系电话：{phone}"),
    *(
        "{name}（{post}），{phone}",
        "{post}{name} {phone}",
        "{name}一{post}一{phone}",
        "{name};{post};{phone}",
    ),
)

TWO_PHONES = (
    "{phone}/{second}",
    "{phone}、{second}",
    "{phone}\n{second}",
    "{phone}，{second}",
    "{phone} {second}",
)


class Contact(NamedTuple):
    """A person to call: `phone` is the number in digits, a mobile one or eight of a landline."""

    name: str
    post: str
    phone: str


def person_name(rng: Random) -> str:
    """A surname, seldom one of two characters, and a given name of one or two."""
    given = "".join(rng.sample(GIVEN, rng.choice((1, 2, 2, 2))))
    return rng.choice(SURNAMES) + given


def mobile(rng: Random) -> str:
    """An eleven-digit number of the invented range."""
    return f"1990000{rng.randint(0, 9999):04d}"


def landline(rng: Random) -> str:
    """An eight-digit number of the invented range, without its area code."""
    return f"6000{rng.randint(0, 9999):04d}"


def contact(rng: Random, *, office: bool = False) -> Contact:
    """Somebody of a firm, or of an office."""
    post = rng.choice(OFFICE_POSTS) if office else rng.choice(POSTS)
    if post == "总经理" and not office:
        post = rng.choice(DEPUTIES) + post
    return Contact(person_name(rng), post, mobile(rng) if rng.random() < 0.6 else landline(rng))


def written_phone(rng: Random, phone: str) -> str:
    """The number as people write it: bare, grouped, with an area code and one of its dashes."""
    if len(phone) == 11:
        grouped = (f"{phone[:3]} {phone[3:7]} {phone[7:]}", f"{phone[:3]}-{phone[3:7]}-{phone[7:]}")
        return rng.choice((phone, phone, phone, phone, *grouped))
    return rng.choice(
        (
            *(phone, phone, phone, f"023-{phone}", f"023-{phone}", f"023—{phone}", f"023一{phone}"),
            *(f"（023）{phone}", f"(023){phone}", f"023{phone}", f"023 {phone}"),
        )
    )


def written_contact(rng: Random, who: Contact) -> str:
    """Name, post and one or two numbers in one of the styles seen."""
    phone = written_phone(rng, who.phone)
    if rng.random() < 0.15:
        second = landline(rng) if len(who.phone) == 11 else mobile(rng)
        style = rng.choice(TWO_PHONES)
        if " " in style:
            phone = f"{who.phone} {second}"
        else:
            phone = style.format(phone=phone, second=written_phone(rng, second))
    return rng.choice(STYLES).format(name=who.name, post=who.post, phone=phone)
