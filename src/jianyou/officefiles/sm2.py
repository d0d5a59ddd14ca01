"""SM2 signatures (GB/T 32918.2) over SM3, with the identity that signers use who have agreed on none."""

from cryptography.hazmat.primitives import hashes
from gmalg import SM2  # type: ignore[import-untyped]

SECRET_BYTES, PUBLIC_BYTES, SIGNATURE_BYTES = 32, 65, 64
_IDENTITY = b"1234567812345678"
_UNCOMPRESSED = b"\x04"


def sm3(data: bytes) -> bytes:
    """The 32 bytes of GB/T 32905."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize()


def new_secret() -> bytes:
    """A secret key that nobody has had before."""
    secret, _ = SM2().generate_keypair()
    return _full(secret)


def public_of(secret: bytes) -> bytes:
    """The public key of a secret one: 04, then both coordinates."""
    return bytes(SM2(secret).generate_pk(secret))


def sign(secret: bytes, message: bytes) -> bytes:
    """The signature: r, then s, of 32 bytes each."""
    r, s = SM2(secret, _IDENTITY, public_of(secret)).sign(message)
    return _full(r) + _full(s)


def verifies(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature is that key's for the message; False for what is no key or signature at all."""
    sound = len(public) == PUBLIC_BYTES and public.startswith(_UNCOMPRESSED)
    if not sound or len(signature) != SIGNATURE_BYTES:
        return False
    try:
        checker = SM2(uid=_IDENTITY, pk=public)
        return bool(checker.verify(message, signature[:32], signature[32:]))
    except Exception:  # noqa: BLE001  — a stranger's bytes: a point off the curve, a number out of range
        return False


def _full(number: bytes) -> bytes:
    """A number of 32 bytes; the library leaves leading zeros out."""
    return number.rjust(SECRET_BYTES, b"\0")
