"""站点名片: an office of a site with its public keys, as a file; the keys are compared by eye."""

import hashlib
import json
from enum import StrEnum
from typing import NamedTuple

from jianyou.datafiles.canonical import canonical
from jianyou.domain.ledger.heads import unhex
from jianyou.domain.ledger.keys import PublicKey
from jianyou.domain.packages.sm2 import PUBLIC_DIGITS
from jianyou.terms.finding import Refused

FORMAT = "jianyou-site-1"
MOST_BYTES = 4096
_KEY_DIGITS, _MOST_SLUG, _MOST_NAME = 64, 40, 200


class Relation(StrEnum):
    """Where another office stands: packages go up to one, and come from the other."""

    UPPER = "upper"
    LOWER = "lower"


class SiteCard(NamedTuple):
    """An office by its short name on its own site, its name, and its keys in hex; `sm2` may be ""."""

    office: str
    name: str
    key: str
    sm2: str = ""

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits of the Ed25519 key in fours, to be compared on the phone."""
        return in_fours(PublicKey(bytes.fromhex(self.key)).id)

    @property
    def sm2_fingerprint(self) -> str:
        """The same of the SM2 key, "" without one."""
        return in_fours(hashlib.sha256(bytes.fromhex(self.sm2)).hexdigest()[:16]) if self.sm2 else ""

    @property
    def address(self) -> str:
        """What a package for this office bears as its recipient."""
        return address_of(self.office, self.key)

    def written(self) -> bytes:
        """The file."""
        return canonical({"format": FORMAT, **self._asdict()}) + b"\n"


def address_of(office: str, key: str) -> str:
    """The recipient that a package names: the office's short name at its site's key."""
    return f"{office}@{PublicKey(bytes.fromhex(key)).id}"


def in_fours(digits: str) -> str:
    """The digits in groups of four."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def card_from(data: bytes) -> SiteCard:
    """The card that was written so.

    Raises:
        Refused: it is none.
    """
    try:
        plain = json.loads(data) if len(data) <= MOST_BYTES else None
        if not isinstance(plain, dict) or plain.pop("format", "") != FORMAT:
            raise Refused("partner_card_unreadable")
        card = SiteCard(**{name: _text(plain.pop(name)) for name in SiteCard._fields})
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refused("partner_card_unreadable") from None
    sound = unhex(card.key, _KEY_DIGITS) and (not card.sm2 or unhex(card.sm2, PUBLIC_DIGITS))
    named = card.office.isascii() and 0 < len(card.office) <= _MOST_SLUG and "@" not in card.office
    if plain or not sound or not named or not 0 < len(card.name) <= _MOST_NAME:
        raise Refused("partner_card_unreadable")
    return card


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.isprintable():
        raise TypeError(value)
    return value
