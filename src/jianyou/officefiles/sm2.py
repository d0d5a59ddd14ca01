"""SM2 signatures (GB/T 32918.2) over SM3, with the identity that signers use who have agreed on none."""

from typing import Any

from cryptography.hazmat.primitives import hashes

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
    secret, _ = _curve().generate_keypair()
    return _full(secret)


def public_of(secret: bytes) -> bytes:
    """The public key of a secret one: 04, then both coordinates."""
    return bytes(_curve(secret).generate_pk(secret))


def sign(secret: bytes, message: bytes) -> bytes:
    """The signature: r, then s, of 32 bytes each."""
    r, s = _curve(secret, public_of(secret)).sign(message)
    return _full(r) + _full(s)


def verifies(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature is that key's for the message; False for what is no key or signature at all."""
    sound = len(public) == PUBLIC_BYTES and public.startswith(_UNCOMPRESSED)
    if not sound or len(signature) != SIGNATURE_BYTES:
        return False
    try:
        return bool(_curve(public=public).verify(message, signature[:32], signature[32:]))
    except Exception:  # noqa: BLE001  — a stranger's bytes: a point off the curve, a number out of range
        return False


def _curve(secret: bytes | None = None, public: bytes | None = None) -> Any:
    # Loaded when first asked: most sites and most readers have no such key.
    from gmalg import SM2  # type: ignore[import-untyped]  # noqa: PLC0415  — see above

    return SM2(secret, _IDENTITY, public)


def _full(number: bytes) -> bytes:
    """A number of 32 bytes; the library leaves leading zeros out."""
    return number.rjust(SECRET_BYTES, b"\0")
