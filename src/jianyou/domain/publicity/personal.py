"""个人信息: what in a text looks like somebody's number, address or file, and so isn't made public.

It looks for how such things are written, not for whose they are: what looks like one is one, until a person
takes it out. An amount with its unit isn't taken for a telephone.
"""

import re
import string
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from jianyou.codes.phones import BadNumber, Found, Phone, PhoneKind, find, fold
from jianyou.codes.uscc import is_valid

COVER = "＊＊＊"
"""What stands in the place of what was covered."""


class Kind(StrEnum):
    """What it looks like; its name is said by the code `personal_<kind>`."""

    PHONE = "phone"
    MAILBOX = "mailbox"
    IDENTITY = "identity"
    CREDIT_CODE = "credit_code"
    ACCOUNT = "account"
    CONTACT = "contact"
    FILE = "file"


class Seen(NamedTuple):
    """It stands from `start` to `end` of the text."""

    kind: Kind
    start: int
    end: int


_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九幺", "001234567891")
_HAN_RUN = re.compile(r"[0-9〇零一二三四五六七八九幺](?:[ -]?[0-9〇零一二三四五六七八九幺]){6,}")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_ENDING = r"\.(?i:pdf|ofd|docx?|wps|xlsx?|jpe?g|png|bmp|tiff?|heic|zip|rar|7z)(?![A-Za-z0-9])"
_IN_MAILBOX = string.ascii_letters + string.digits + "._%+-"
_FROM_AT = re.compile(
    rf"(?<=[{re.escape(_IN_MAILBOX)}]) ?@ ?"
    r"(?:[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*|[\u4e00-\u9fff]{1,10}\.[\u4e00-\u9fffA-Za-z]{2,6})"
)
_FILE_ENDING = re.compile(_ENDING)
"""What stands in every name of a file, and is found faster than the whole."""
_PATTERNS: Mapping[Kind, re.Pattern[str]] = {
    Kind.IDENTITY: re.compile(r"(?<!\d)\d(?:[ -]{0,2}\d){14,17}[ -]?[Xx]?(?![0-9A-Za-z])"),
    Kind.CREDIT_CODE: re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{2}\d{6}[0-9A-Za-z]{10}(?![0-9A-Za-z])"),
    Kind.ACCOUNT: re.compile(
        r"(?i:QQ|微信|wechat|vx)(?:号码?|群|邮箱)?[: ]*[A-Za-z0-9_-]{5,20}"
        r"|(?:护照|证件|军官证|银行卡|账号|帐号)号?码?[: ]*[A-Za-z0-9]{6,30}"
    ),
    Kind.CONTACT: re.compile(r"(?:联系人|联络人|经办人|填报人|填表人)(?:姓名)?[: ]+[\u4e00-\u9fff·]{2,12}"),
    Kind.FILE: re.compile(rf"[\w（）()《》·.-]{{1,80}}{_ENDING}"),
}
_NO_NUMBER = re.compile(
    r"[A-Z]{2,4}(?:/[A-Z]{1,3})? ?\d{1,5}(?:\.\d{1,3})?(?:-\d{4})?(?!\d)|ZL ?(?:19|20)\d{10}\.?[\dX](?![\dX])"
)
"""Numbers of standards and patents."""
_SPOKEN = re.compile(r"(?:电话|手机|座机|热线|传真|联系|(?i:tel|fax|phone))[^\d\n]{0,8}$")
_UNIT = re.compile(
    r" ?(?:余|多)?(?:[万亿千百]|元|美元|欧元|台|套|件|吨|个|只|辆|箱|人|户|家|次|项|亩|平|米|公里|千瓦|度|份|"
    r"号|年|%|㎡|㎥|m|k|t|G|M|K)"
)
_NEAR = 14
_LONG = 9
_IDENTITY_DIGITS = 15


def seen_in(text: str) -> tuple[Seen, ...]:
    """All that looks personal, in order and apart from each other; places are in the text as it stands."""
    told = _folded(text)
    found = sorted(_all(told), key=lambda one: (one.start, -one.end))
    apart: list[Seen] = []
    for one in found:
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
        elif one.end > apart[-1].end:
            apart[-1] = apart[-1]._replace(end=one.end)
    return tuple(apart)


def covered(text: str) -> str:
    """The text with everything covered that looks personal; doing it again changes nothing more."""
    # What is covered may have kept something beside it from being seen.
    while found := seen_in(text):
        parts, at = [], 0
        for one in found:
            parts += [text[at : one.start], COVER]
            at = one.end
        text = "".join([*parts, text[at:]])
    return text


def is_credit_code(text: str) -> bool:
    """Whether the text is nothing but a credit code, as a column of such codes has it."""
    return is_valid(text.strip())


def _folded(text: str) -> str:
    """As numbers are looked for: half width, no characters that nobody sees, Chinese figures in long runs."""
    plain = _UNSEEN.sub("-", fold(text))
    return _HAN_RUN.sub(lambda run: run[0].translate(_HAN_DIGITS), plain)


def _all(told: str) -> Iterator[Seen]:
    if "@" in told:
        yield from _mailboxes(told)
    for kind, pattern in _PATTERNS.items():
        if kind is Kind.FILE and not _FILE_ENDING.search(told):
            continue
        for match in pattern.finditer(told):
            if kind is not Kind.CREDIT_CODE or _looks_coded(match[0]):
                yield Seen(kind, match.start(), match.end())
    for found in find(_NO_NUMBER.sub(lambda other: "\0" * len(other[0]), told)):
        if number := _number(told, found):
            yield Seen(number, found.start, found.end)


def _mailboxes(told: str) -> Iterator[Seen]:
    """Found by the @: however long a run stands before it, it is looked at once."""
    end = 0
    for match in _FROM_AT.finditer(told):
        start = end + len(told[end : match.start()].rstrip(_IN_MAILBOX))
        if start < match.start():
            end = match.end()
            yield Seen(Kind.MAILBOX, start, end)


def _looks_coded(text: str) -> bool:
    return not text.isdigit() and not text[2:].isalpha()


def _number(told: str, found: Found) -> Kind | None:
    """What a number looks like; None for what is none of anybody's."""
    what = found.what
    digits = sum(sign.isdigit() for sign in told[found.start : found.end])
    if digits >= _IDENTITY_DIGITS:
        return Kind.IDENTITY
    if what is None:
        return Kind.PHONE
    if isinstance(what, Phone) and _surely(what, told[found.start : found.end]):
        return Kind.PHONE
    if _SPOKEN.search(told, max(0, found.start - _NEAR), found.start):
        return Kind.PHONE
    amount = bool(_UNIT.match(told, found.end))
    if isinstance(what, BadNumber):
        return Kind.PHONE if digits >= _LONG and not amount else None
    short = what.kind is PhoneKind.SERVICE
    return None if amount or short else Kind.PHONE


def _surely(phone: Phone, written: str) -> bool:
    """Whether it is one even where a unit follows."""
    if phone.kind is PhoneKind.SERVICE:
        return len(phone.number) >= _LONG
    if phone.kind is PhoneKind.LOCAL:
        return False
    return not phone.lost_zero or "-" in written
