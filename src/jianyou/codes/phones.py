"""电话: every number in a text, told apart, normalized, or reported as one that can't be right.

Separators may be spaces, any dash, the character 一 between digits, brackets, or nothing at all.
Numbers of other kinds (QQ, mail, postcode, identity card, a date) aren't phones and are passed by.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from jianyou.codes.fold import fold_width
from jianyou.terms.message import Message, Param


class PhoneKind(StrEnum):
    """Mobile; landline with its area code; local without one; service (400, 95xxx)."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    LOCAL = "local"
    SERVICE = "service"


class Phone(NamedTuple):
    """A number in digits, an area code and its number joined by `-`: `023-60000001`.

    `lost_zero` says that the area code stood without its 0, as in a cell stored as a number.
    """

    kind: PhoneKind
    number: str
    extension: str = ""
    lost_zero: bool = False

    def text(self) -> str:
        """The number as printed: `023-60000001转801`."""
        return f"{self.number}转{self.extension}" if self.extension else self.number


class BadNumber(NamedTuple):
    """Digits meant as a phone that can't be one; `written` hides the middle of long numbers."""

    written: str
    reason: Message


class Found(NamedTuple):
    """What stands from `start` to `end` of the text: a phone, a bad number, or neither (a fax)."""

    start: int
    end: int
    what: Phone | BadNumber | None


_DASHES = str.maketrans(dict.fromkeys("—–―‐‑‒−﹣﹘─━ー", "-"))
_HAN_ONE = re.compile(r"(?<=\d)一(?=\d)")
_NO_PHONE = re.compile(
    r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,255}"
    r"|(?i:QQ)(?:号码?|群|邮箱)?[: ]*\d{5,12}"
    r"|(?:微信|(?i:wechat|vx))号?[: ]*[A-Za-z][\w-]{4,19}"
    r"|(?:邮编|邮政编码|邮码)[: ]*\d{6}(?!\d)"
    r"|身份证(?:件?号码?)?[: ]*\d{14,17}[\dXx]"
    r"|(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?(?!\d)"
)
_GAP = r"[ .-]{0,3}"
_COUNTRY = rf"(?:(?:\+|00)?86{_GAP})?"
_LOCAL = r"[2-8]\d{2,3}[ -]?\d{4}"
_PHONE = re.compile(
    r"(?<![\d@])(?:"
    rf"(?P<service>[48]00{_GAP}(?:\d{{3}}{_GAP}\d{{4}}|\d{{4}}{_GAP}\d{{3}}))"
    rf"|{_COUNTRY}(?P<mobile>1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}})"
    rf"|{_COUNTRY}\(?0(?P<area>10|2\d|[3-9]\d\d)\)?{_GAP}(?P<far>{_LOCAL})"
    rf"|(?:\+|00)?86{_GAP}(?P<area2>10|2\d|[3-9]\d\d){_GAP}(?P<far2>{_LOCAL})"
    rf"|(?P<cut>10|2\d|[3-9]\d\d)-(?P<near>{_LOCAL})"
    r"|(?P<local>[2-8]\d{6,7}|(?!20\d\d[ -](?:19|20)\d\d)[2-8]\d{2,3}[ -]\d{4})"
    r")(?!\d)"
    r"(?: *(?:-|\(?转|分机号?|(?i:ext)\.?|\#|\*)[ :]*(?P<ext>\d{1,5})(?!\d))?"
    r"(?:/(?P<tail>\d{1,4})(?![ -]?\d))?"
)
_LEFTOVER = re.compile(r"(?<!\d)\(?\d(?:[ \-()]?\d){4,}(?!\d)")
_SHORT_SERVICE = re.compile(r"1[0-2]\d{3}|9[56]\d{3}")
_FAX = re.compile(r"(?<![/、和及])(?:传真|(?i:fax))[: ]*$")


def fold(text: str) -> str:
    """Half width, every dash a `-`, 一 between digits a `-`; the length stays the same."""
    folded = fold_width(text)
    if folded.isascii():
        return folded
    folded = folded.translate(_DASHES)
    return _HAN_ONE.sub("-", folded) if "一" in folded else folded


def find(folded: str) -> list[Found]:
    """All numbers of a folded text in order; `start` and `end` are places in it."""
    hidden = _NO_PHONE.sub(lambda other: "\x00" * len(other[0]), folded)
    found: list[Found] = []
    at = 0
    for number in _PHONE.finditer(hidden):
        found.extend(_leftovers(hidden, at, number.start()))
        at = number.end()
        fax = _FAX.search(hidden, max(0, number.start() - 8), number.start())
        found.extend(Found(number.start(), at, None if fax else phone) for phone in _phones(number))
    found.extend(_leftovers(hidden, at, len(hidden)))
    return found


def _phones(number: re.Match[str]) -> Iterator[Phone | BadNumber]:
    """The phone, and a second one where `/` and its last digits follow."""
    phone = _phone(number)
    yield phone
    tail = number["tail"]
    if tail and isinstance(phone, Phone):
        yield phone._replace(number=phone.number[: -len(tail)] + tail, extension="")


def _phone(number: re.Match[str]) -> Phone | BadNumber:
    extension = number["ext"] or ""
    if number["mobile"]:
        return Phone(PhoneKind.MOBILE, _digits(number["mobile"]), extension)
    if number["service"]:
        return Phone(PhoneKind.SERVICE, _digits(number["service"]), extension)
    if number["local"]:
        return Phone(PhoneKind.LOCAL, _digits(number["local"]), extension)
    if number["cut"]:
        return _landline(number["cut"], _digits(number["near"]), extension, lost_zero=True)
    area, local = (number["area"], number["far"]) if number["area"] else (number["area2"], number["far2"])
    return _landline(area, _digits(local), extension)


def _landline(area: str, local: str, extension: str = "", *, lost_zero: bool = False) -> Phone | BadNumber:
    if len(area) == 2 and len(local) != 8:
        written = f"0{area}-{local}"
        return BadNumber(written, Message("contact_area_number", {"number": written, "length": len(local)}))
    return Phone(PhoneKind.LANDLINE, f"0{area}-{local}", extension, lost_zero)


def _leftovers(hidden: str, start: int, end: int) -> Iterator[Found]:
    """Digits that no pattern took: numbers that lost a 0, and bad ones."""
    for run in _LEFTOVER.finditer(hidden, start, end):
        yield Found(run.start(), run.end(), _understood(run[0].strip(), _digits(run[0])))


def _understood(written: str, digits: str) -> Phone | BadNumber:
    length = len(digits)
    if _SHORT_SERVICE.fullmatch(written):
        return Phone(PhoneKind.SERVICE, digits)
    lost = re.fullmatch(r"(10|2\d)([2-8]\d{7})|([3-9]\d\d)([2-8]\d{6,7})", digits)
    if lost:
        return _landline(lost[1] or lost[3], lost[2] or lost[4], lost_zero=True)
    if length > 12:
        # 15 digits and more may be an identity or bank card: not repeated to anyone
        short = f"{digits[:3]}…{digits[-2:]}" if length > 14 else written
        return BadNumber(short, Message("contact_number_long", {"number": short, "length": length}))
    params: dict[str, Param] = {"number": written, "length": length}
    if digits[0] == "0" and length > 6:
        return BadNumber(written, Message("contact_area_number", params))
    if digits[0] == "1" and length >= 9:
        return BadNumber(written, Message("contact_mobile_number", params))
    return BadNumber(written, Message("contact_local_number", params))


def _digits(written: str) -> str:
    return "".join(filter(str.isdigit, written))
