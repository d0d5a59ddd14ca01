"""What a PDF would do besides being read: scripts, actions at its opening, programs, files that it carries.

Links that are followed by a click, and a page that it opens at, are let be; so are attached data in XML, as
electronic receipts and licences carry them.
"""

import re
from enum import Enum
from pathlib import Path

from jianyou.officefiles.confined import running

_SCRIPT = Path(__file__).with_name("acting_child.py")
_SECONDS = 15.0
_SIGNS = re.compile(
    rb"/(?:(?:JS|JavaScript|Launch|XFA|OpenAction|AA|EF|Encrypt|First)\b"
    rb"|[^\x00\t\n\f\r ()<>\[\]{}/%#]{0,10}#[0-9A-Fa-f]{2})"
)
"""Names that stand in plain bytes (`First` wherever objects are packed), or one that is written in hex."""


class Acting(Enum):
    """What was found; the value is the helper's word for it."""

    NOTHING = b"N"
    ACTS = b"A"
    CARRIES = b"C"
    LOCKED = b"L"
    UNREAD = b"U"


def acting(data: bytes, *, seconds: float = _SECONDS) -> Acting:
    """What a PDF does; `UNREAD` where it is damaged, or takes more than its share of time or memory.

    Refused if the helper can't be started.
    """
    if not _SIGNS.search(data):
        return Acting.NOTHING
    with running(_SCRIPT, data, seconds=seconds) as helper:
        answer = helper.read(1)
    return Acting(answer) if answer else Acting.UNREAD
