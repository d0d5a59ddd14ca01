"""发文机关: who issues the notice."""

import re
from collections.abc import Iterator

from jianyou.domain.notices.layout import Laid
from jianyou.domain.notices.organs import PLACED, SEAL, is_organ, parted
from jianyou.domain.notices.text import Squeezed

_DECIDES = re.compile(
    r"(?<=[,。;:])(?P<name>[一-龥]{4,30}?)(?:研究)?(?:决定|拟|将)(?:组织)?(?:开展|举行|举办|组织|评选|征集|遴选|选拔)"
)
_OPENING = 1_200


def find_issuers(laid: Laid) -> list[tuple[int, int]]:
    """The ranges of the offices that signed, else of those named in the head, else of who decides."""
    text, head, tail = laid.squeezed, laid.head, laid.tail
    for ranges in (tail.issuers, [head.issuers] if head.issuers else []):
        names = [name for each in ranges for name in _names(text, *each)]
        if names:
            return names
    begin = head.salutation.end if head.salutation else head.start
    return list(_who_decides(text, begin))


def signed(laid: Laid) -> bool:
    """Whether the issuer stands in the signature or the head, and not only in a sentence."""
    return bool(laid.tail.issuers or laid.head.issuers)


def _names(text: Squeezed, start: int, end: int) -> Iterator[tuple[int, int]]:
    for first, last in parted(text.text[start:end]):
        yield start + first, start + len(SEAL.sub("", text.text[start : start + last]))


def _who_decides(text: Squeezed, begin: int) -> Iterator[tuple[int, int]]:
    """An office named with its place that decides on the matter in the opening (某市某局决定开展)."""
    for found in _DECIDES.finditer(text.text, max(begin - 1, 0), min(len(text.text), begin + _OPENING)):
        name = found["name"]
        if PLACED.match(name) and is_organ(name):
            yield found.span("name")
            return
