"""Phone numbers in a squeezed text, told apart from what stood beside them before the white space went.

A number may be broken by spaces and line ends, and may stand directly before a list's next number or
another cell: the gaps of the original text decide which digits belong together.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from jianyou.codes import phones
from jianyou.domain.notices.text import Squeezed

_RUN = re.compile(r"[(+]?\d(?:[\d\-—–―‐‑‒−一()/转]{0,40}[\d])?")
_NOT_BEFORE = re.compile(
    r"(?:QQ|qq|微信|账号|帐号|代码|邮编|邮政编码|传真|备案号?|ICP备|字|第|编号|[A-Za-z@._/=&?-])(?:群|号)*:?$"
)
_NOT_BEHIND = re.compile(r"[A-Za-z0-9._-]*@|[A-Za-z._/]{2}|[年月日号元万亿%]|\.\d|-\d")
_LIST = re.compile(r"[.、]")


class PhoneHere(NamedTuple):
    """A phone of the squeezed text: its place there and its normal form (`023-60000001`, `…转801`)."""

    start: int
    end: int
    number: str


def find_phones(squeezed: Squeezed) -> list[PhoneHere]:
    """All phones in order; what can't be one (mail, QQ, a date, too many digits) is passed by."""
    return [
        found for run in _RUN.finditer(squeezed.text) for found in _in_run(squeezed, run.start(), run.end())
    ]


def _in_run(squeezed: Squeezed, start: int, end: int) -> Iterator[PhoneHere]:
    if end - start < 5 or _NOT_BEFORE.search(squeezed.text[max(0, start - 8) : start]):
        return
    pieces = _pieces(squeezed, start, end)
    if pieces and _NOT_BEHIND.match(squeezed.text[end : end + 40]):
        pieces.pop()  # the last belongs to what follows, the ones before it may be phones
    elif len(pieces) > 1 and pieces[-1][1] - pieces[-1][0] <= 2 and _LIST.match(squeezed.text, end):
        pieces.pop()
    at = 0
    while at < len(pieces):
        for last in range(len(pieces), at, -1):
            found = _phones(squeezed, pieces[at][0], pieces[last - 1][1], whole=last - at > 1)
            if found:
                yield from found
                at = last
                break
        else:
            at += 1


def _pieces(squeezed: Squeezed, start: int, end: int) -> list[tuple[int, int]]:
    """The run cut where the original text has a gap."""
    cuts = [at for at in range(start + 1, end) if squeezed.places[at] - squeezed.places[at - 1] > 1]
    return list(zip([start, *cuts], [*cuts, end], strict=True))[:12]


def _phones(squeezed: Squeezed, start: int, end: int, *, whole: bool) -> list[PhoneHere]:
    """The phones of a stretch; where pieces are joined for it, only if it is one phone and nothing else."""
    letters = squeezed.text[start:end]
    found = phones.find(phones.fold(letters))
    good = [each for each in found if isinstance(each.what, phones.Phone)]
    if whole and (
        len(letters) < 7
        or len(good) != 1
        or len(found) != 1
        or good[0].end - good[0].start < len(letters.strip("()/-"))
    ):
        return []
    return [
        PhoneHere(start + each.start, start + each.end, each.what.text())
        for each in good
        if isinstance(each.what, phones.Phone)
    ]
