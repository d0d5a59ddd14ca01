"""The keys of a site: made once by `site init`, kept in one file that only its account may read.

Personal data is encrypted with the newest key and decrypted with any, so keys can be rotated; it is
found by an HMAC of its normalized text, never by itself.
"""

import hmac
import json
import os
import secrets
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from jianyou.domain.ledger.keys import SigningKey
from jianyou.domain.packages.sm2 import Sm2Key
from jianyou.officefiles.files import write_atomically
from jianyou.terms.finding import Refused

FILE = "keys.json"


class SiteKeys(NamedTuple):
    """Keys for signing, for pages (Django's secret), for encryption (newest first) and for lookups.

    `sm2` signs packages beside `signing`; sites made before there were packages have none until they are
    upgraded.
    """

    signing: SigningKey
    pages: str
    encryption: tuple[str, ...]
    lookup: bytes
    sm2: Sm2Key | None = None

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

    def renewed(self, data: bytes) -> bytes:
        """The same text, encrypted with the newest key.

        Raises:
            Refused: none of the site's keys fits.
        """
        return self.encrypt(self.decrypt(data))

    def is_newest(self, data: bytes) -> bool:
        """Whether the newest key alone decrypts it."""
        try:
            Fernet(self.encryption[0].encode()).decrypt(data)
        except InvalidToken:
            return False
        return True

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
        (_new_encryption(),),
        secrets.token_bytes(32),
        Sm2Key.new(),
    )
    try:
        handle = os.open(folder / FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Refused("site_keys_exist", path=str(folder / FILE)) from None
    with os.fdopen(handle, "wb") as file:
        file.write(_written(keys))
        file.flush()
        os.fsync(file.fileno())
    return keys


def site_keys() -> SiteKeys:
    """The keys of the site that this process runs.

    Raises:
        Refused: there are none, or they can't be read.
    """
    return load_keys(settings.JIANYOU_HOME)


def load_keys(folder: Path) -> SiteKeys:
    """The keys of the site in that folder, as they are now: a running site sees rotated ones at once.

    Raises:
        Refused: there are none, or they can't be read.
    """
    path = folder / FILE
    try:
        return _load(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        raise Refused("site_keys_missing", path=str(path)) from None
    except (OSError, ValueError, KeyError, TypeError):
        raise Refused("site_keys_unreadable", path=str(path)) from None


def add_encryption_key(folder: Path) -> SiteKeys:
    """Puts a new key for personal data before those there are; all still decrypt."""
    keys = load_keys(folder)
    return _replace(folder, keys._replace(encryption=(_new_encryption(), *keys.encryption)))


def add_sm2_key(folder: Path) -> SiteKeys:
    """Gives a site without an SM2 key one; a key that is there stays."""
    keys = load_keys(folder)
    return keys if keys.sm2 else _replace(folder, keys._replace(sm2=Sm2Key.new()))


def drop_former_keys(folder: Path) -> SiteKeys:
    """Keeps the newest key for personal data alone; what still needs another is lost for good."""
    keys = load_keys(folder)
    return _replace(folder, keys._replace(encryption=keys.encryption[:1]))


def _replace(folder: Path, keys: SiteKeys) -> SiteKeys:
    write_atomically(folder / FILE, _written(keys))
    return keys


def _new_encryption() -> str:
    return Fernet.generate_key().decode()


def _written(keys: SiteKeys) -> bytes:
    plain = {
        "signing": keys.signing.raw.hex(),
        "pages": keys.pages,
        "encryption": list(keys.encryption),
        "lookup": keys.lookup.hex(),
        **({"sm2": keys.sm2.raw.hex()} if keys.sm2 else {}),
    }
    return json.dumps(plain, indent=1).encode()


@lru_cache(maxsize=8)
def _load(path: Path, changed: int) -> SiteKeys:
    del changed
    plain = json.loads(path.read_text("utf-8"))
    return SiteKeys(
        SigningKey(bytes.fromhex(plain["signing"])),
        str(plain["pages"]),
        tuple(map(str, plain["encryption"])),
        bytes.fromhex(plain["lookup"]),
        Sm2Key(bytes.fromhex(plain["sm2"])) if "sm2" in plain else None,
    )
