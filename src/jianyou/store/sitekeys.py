"""The keys of a site: made once by `site init`, kept in one file that only its account may read.

Personal data is encrypted with the newest key and decrypted with any, so keys can be rotated; it is
found by an HMAC of its normalized text, never by itself.
"""

import hmac
import json
import os
import secrets
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from jianyou.domain.ledger.keys import SigningKey
from jianyou.terms.finding import Refused

FILE = "keys.json"


class SiteKeys(NamedTuple):
    """Keys for signing, for pages (Django's secret), for encryption (newest first) and for lookups."""

    signing: SigningKey
    pages: str
    encryption: tuple[str, ...]
    lookup: bytes

    def encrypt(self, text: str) -> bytes:
        """The text as only this site can read it."""
        return self._fernet.encrypt(text.encode())

    def decrypt(self, data: bytes) -> str:
        """The text again.

        Raises:
            Refused: none of the site's keys fits.
        """
        try:
            return self._fernet.decrypt(data).decode()
        except InvalidToken:
            raise Refused("site_key_lost") from None

    def finder(self, purpose: str, text: str) -> str:
        """64 hex digits by which a text can be found, and by nobody without the key."""
        return hmac.digest(self.lookup, f"{purpose}\0{text}".encode(), "sha256").hex()

    @property
    def _fernet(self) -> MultiFernet:
        return MultiFernet([Fernet(each.encode()) for each in self.encryption])


def make_keys(folder: Path) -> SiteKeys:
    """New keys in a file of their own.

    Raises:
        Refused: there are keys already; losing them would lose all that they keep.
    """
    keys = SiteKeys(
        SigningKey.new(),
        secrets.token_urlsafe(48),
        (Fernet.generate_key().decode(),),
        secrets.token_bytes(32),
    )
    plain = {
        "signing": keys.signing.raw.hex(),
        "pages": keys.pages,
        "encryption": list(keys.encryption),
        "lookup": keys.lookup.hex(),
    }
    try:
        handle = os.open(folder / FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Refused("site_keys_exist", path=str(folder / FILE)) from None
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(plain, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    return keys


@cache
def load_keys(folder: Path) -> SiteKeys:
    """The keys of the site in that folder.

    Raises:
        Refused: there are none, or they can't be read.
    """
    try:
        plain = json.loads((folder / FILE).read_text("utf-8"))
        return SiteKeys(
            SigningKey(bytes.fromhex(plain["signing"])),
            str(plain["pages"]),
            tuple(map(str, plain["encryption"])),
            bytes.fromhex(plain["lookup"]),
        )
    except FileNotFoundError:
        raise Refused("site_keys_missing", path=str(folder / FILE)) from None
    except (OSError, ValueError, KeyError, TypeError):
        raise Refused("site_keys_unreadable", path=str(folder / FILE)) from None
