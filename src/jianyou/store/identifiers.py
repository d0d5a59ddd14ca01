"""Keys of rows and numbers for people."""

import secrets
import time
import uuid
from datetime import datetime

_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0 O 1 I L U: read aloud and copied by hand without mistakes."""


def uuid7() -> uuid.UUID:
    """A UUID of version 7 (RFC 9562): 48 bits of milliseconds, then random ones."""
    moment = time.time_ns() // 1_000_000
    value = (moment & (1 << 48) - 1) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)


def first_uuid7(at: datetime) -> uuid.UUID:
    """The lowest key that a row can have which is written from that moment on."""
    return uuid.UUID(int=int(at.timestamp() * 1000) << 80)


def spoken_number(groups: int = 2) -> str:
    """A number such as `7K3M-9QXA`, 4 random signs a group; about 20 bits each."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(groups))
