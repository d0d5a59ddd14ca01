"""SM2 keys beside the site's Ed25519 key, for readers whose rules ask for the national algorithms."""

from typing import NamedTuple

from jianyou.domain.ledger.heads import unhex
from jianyou.domain.ledger.keys import Purpose
from jianyou.officefiles import sm2

PUBLIC_DIGITS = 2 * sm2.PUBLIC_BYTES
SIGNATURE_DIGITS = 2 * sm2.SIGNATURE_BYTES


class Sm2Key(NamedTuple):
    """32 secret bytes."""

    raw: bytes

    @classmethod
    def new(cls) -> "Sm2Key":
        """A key that nobody has had before."""
        return cls(sm2.new_secret())

    @property
    def public(self) -> str:
        """The key that others verify with: 130 hex digits."""
        return sm2.public_of(self.raw).hex()

    def sign(self, purpose: Purpose, message: bytes) -> str:
        """The signature of a message: 128 hex digits."""
        return sm2.sign(self.raw, _signed(purpose, message)).hex()


def sm2_verifies(public: str, purpose: Purpose, message: bytes, signature: str) -> bool:
    """Whether the signature, in hex like the key, is the key's for that purpose and message."""
    key, given = unhex(public, PUBLIC_DIGITS), unhex(signature, SIGNATURE_DIGITS)
    return key is not None and given is not None and sm2.verifies(key, _signed(purpose, message), given)


def _signed(purpose: Purpose, message: bytes) -> bytes:
    # The library is slow by the byte: a fast SM3 goes over a long message, and the signature over that.
    return purpose.value.encode() + b"\n" + sm2.sm3(message).hex().encode()
