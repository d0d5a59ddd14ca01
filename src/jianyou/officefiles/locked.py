"""Files locked with a password, opened with the one that a person gave for that very file.

The library reads the whole directory of a compound file, and derives keys as often as the file
demands: it works in a process of its own with limits (see `compound` for what that can cost).
"""

from pathlib import Path

from jianyou.officefiles.confined import running
from jianyou.officefiles.kinds import OLE_MAGIC
from jianyou.officefiles.unpacking import LIMITS
from jianyou.terms.finding import Refused

LOCKED = frozenset({"archive_locked", "kind_encrypted", "password_wrong", "pdf_locked", "sheet_encrypted"})
"""Codes of refusals that the right password would lift."""

_SCRIPT = Path(__file__).with_name("locked_child.py")
_SECONDS = 20.0
_LONGEST_PASSWORD = 255  # of Office; the other formats know no longer ones either


def unlock(data: bytes, password: str) -> bytes:
    """An Office file (.docx, .xlsx, .doc, .xls) without its lock; what isn't locked comes back as it is.

    Refused("password_wrong"), or Refused("lock_unknown") for a lock that the library doesn't know, a
    damaged file, or one that takes more than its share of memory or time. Takes up to six times the
    file's size in memory, in another process.
    """
    if not data.startswith(OLE_MAGIC):
        return data
    spelled = password.encode("utf-8", "replace")
    if not password or len(password) > _LONGEST_PASSWORD:
        raise Refused("password_wrong")
    order = len(spelled).to_bytes(4, "big") + spelled + data
    with running(_SCRIPT, order, seconds=_SECONDS) as helper:
        answer, plain = helper.read(1), helper.read(LIMITS.file_bytes + 1)
    match answer:
        case b"D" if 0 < len(plain) <= LIMITS.file_bytes:
            return plain
        case b"N":
            return data
        case b"W":
            raise Refused("password_wrong")
        case _:
            raise Refused("lock_unknown")
