"""Signed tree heads: how long a log was at some moment, and the one hash that stands for all of it."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from jianyou.datafiles.canonical import Plain, canonical
from jianyou.domain.ledger.keys import PublicKey, Purpose, SigningKey

_HASH_DIGITS = 64
_KEY_DIGITS = 64
_SIGNATURE_DIGITS = 128
_HEX = re.compile("[0-9a-f]*")


class Head(NamedTuple):
    """A log (its call's id), its size, the root over its entries in hex, and when it was signed."""

    log: str
    size: int
    root: str
    at: str

    def written(self) -> bytes:
        """The bytes that are signed."""
        return canonical({"log": self.log, "size": self.size, "root": self.root, "at": self.at})


class SignedHead(NamedTuple):
    """A head with its signature; `key` is the public key, all in hex."""

    head: Head
    key: str
    signature: str

    @property
    def valid(self) -> bool:
        """Whether the signature is that of the key it names."""
        key, signature = unhex(self.key, _KEY_DIGITS), unhex(self.signature, _SIGNATURE_DIGITS)
        if key is None or signature is None:
            return False
        return PublicKey(key).verifies(Purpose.HEAD, self.head.written(), signature)

    def as_plain(self) -> dict[str, Plain]:
        """The head as it is written."""
        return {**self.head._asdict(), "key": self.key, "signature": self.signature}


def sign_head(head: Head, key: SigningKey) -> SignedHead:
    """The head with the key's signature."""
    return SignedHead(head, key.public.raw.hex(), key.sign(Purpose.HEAD, head.written()).hex())


def head_from(plain: Mapping[str, object]) -> SignedHead | None:
    """The signed head that was written so, None where it is none."""
    texts = {name: plain.get(name) for name in ("log", "root", "at", "key", "signature")}
    size = plain.get("size")
    if set(plain) != {*texts, "size"} or not all(isinstance(value, str) for value in texts.values()):
        return None
    if not isinstance(size, int) or isinstance(size, bool) or size < 0:
        return None
    if unhex(str(texts["root"]), _HASH_DIGITS) is None:
        return None
    head = Head(str(texts["log"]), size, str(texts["root"]), str(texts["at"]))
    return SignedHead(head, str(texts["key"]), str(texts["signature"]))


def unhex(text: str, digits: int) -> bytes | None:
    """The bytes of so many small hex digits, None for anything else."""
    return bytes.fromhex(text) if len(text) == digits and _HEX.fullmatch(text) else None
