"""Ed25519 keys of a site: signing with one, verifying with the other.

Every signature names its purpose, so that none can be taken for one of another kind.
"""

import hashlib
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_RAW = (serialization.Encoding.Raw, serialization.PublicFormat.Raw)


class Purpose(StrEnum):
    """What a signature is for."""

    RECEIPT = "jianyou receipt 1"
    HEAD = "jianyou head 1"
    PACKAGE = "jianyou package 1"
    ARCHIVE = "jianyou archive 1"


class PublicKey(NamedTuple):
    """32 bytes that anyone may have."""

    raw: bytes

    @property
    def id(self) -> str:
        """Sixteen hex digits to tell keys apart and to compare by eye."""
        return hashlib.sha256(self.raw).hexdigest()[:16]

    def verifies(self, purpose: Purpose, message: bytes, signature: bytes) -> bool:
        """Whether the signature is this key's for that purpose and message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, _signed(purpose, message))
        except (InvalidSignature, ValueError):
            return False
        return True


class SigningKey(NamedTuple):
    """32 secret bytes."""

    raw: bytes

    @classmethod
    def new(cls) -> "SigningKey":
        """A key that nobody has had before."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def public(self) -> PublicKey:
        """The key that others verify with."""
        return PublicKey(_private(self.raw).public_key().public_bytes(*_RAW))

    def sign(self, purpose: Purpose, message: bytes) -> bytes:
        """The signature of a message, 64 bytes."""
        return _private(self.raw).sign(_signed(purpose, message))


@lru_cache(maxsize=8)
def _private(raw: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(raw)


def _signed(purpose: Purpose, message: bytes) -> bytes:
    return purpose.value.encode() + b"\n" + message
