"""What a text is: a call for entries, another notice, a publicity list, or no notice."""

import re

from jianyou.domain.notices.layout import Laid
from jianyou.domain.notices.model import NoticeKind

_CALLS = re.compile(
    r"申报|推荐|征集|评选|遴选|选拔|评审|推选|报名|认定|申请|推报|评定|评比|寻找|选送|参评|提名|竞赛|大赛|比赛"
)
_PUBLICITY = re.compile(r"公示(?:名单|公告)?$|的公示")
_PUBLISHES = re.compile(r"(?:现|予以|进行|特此)(?:将[^。]{0,60})?公示|公示(?:期|时间)(?:为|自|:|从)")
_TO_FILE = re.compile(r"申报|报送|推荐|提交|上报|报名|寄送|递交|征集")
_MAKES_KNOWN = re.compile(r"关于(?:印发|公布|表彰|命名|授予|通报|废止|修订|修改|成立|调整|同意|批准)")
_ENOUGH = 2
_OPENING = 200


def kind_of(laid: Laid) -> tuple[NoticeKind, int]:
    """The kind, and how many of a notice's five marks were found (head, addressees, signature, sections)."""
    found = _marks(laid)
    title = laid.squeezed.text[slice(*laid.head.title)] if laid.head.title else ""
    text = laid.squeezed.text
    if found < _ENOUGH or not (laid.head.title or laid.head.number or laid.head.salutation):
        return NoticeKind.OTHER, found
    if _PUBLICITY.search(title) or (not title and _PUBLISHES.search(text)):
        return NoticeKind.PUBLICITY, found
    if _MAKES_KNOWN.match(title):
        return NoticeKind.NOTICE, found
    begin = laid.squeezed.index(laid.layout.body.start)
    subject = title if _CALLS.search(title) else text[begin : begin + _OPENING]
    if _CALLS.search(subject) and _TO_FILE.search(text):
        return NoticeKind.CALL, found
    return NoticeKind.NOTICE, found


def _marks(laid: Laid) -> int:
    head, tail = laid.head, laid.tail
    signed = tail.issued is not None and tail.start < tail.end
    return sum(
        (
            head.title is not None,
            head.number is not None,
            head.salutation is not None,
            signed,
            len(laid.layout.sections) >= _ENOUGH,
        )
    )
