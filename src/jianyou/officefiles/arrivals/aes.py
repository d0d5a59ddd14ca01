"""The AES lock of zip archives (WinZip's AE-1 and AE-2, APPNOTE extra field 0x9901).

A key of 16, 24 or 32 bytes comes from the password and a salt by PBKDF2 (SHA-1, 1,000 rounds),
the bytes are under AES in counter mode (little endian, from 1), followed by 10 bytes of HMAC-SHA1.
"""

import hashlib
import hmac
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jianyou.terms.finding import Refused

AES_METHOD = 99
AES_FIELD = 0x9901
_KEY_BYTES = {1: 16, 2: 24, 3: 32}
_CHECK_BYTES, _CODE_BYTES, _ROUNDS = 2, 10, 1000


@dataclass(frozen=True, slots=True)
class AesLock:
    """One member's lock; `method` is how its plain bytes are packed, `has_crc` whether a CRC counts too."""

    key_bytes: int
    method: int
    has_crc: bool
    password: bytes

    @classmethod
    def of(cls, field: bytes, password: bytes) -> "AesLock":
        """The lock that the extra field tells of; Refused for another than AE-1 and AE-2."""
        if len(field) < 7:
            raise Refused("archive_lock_unknown")
        version, vendor, strength, method = struct.unpack_from("<H2sBH", field)
        if vendor != b"AE" or version not in {1, 2} or strength not in _KEY_BYTES:
            raise Refused("archive_lock_unknown")
        return cls(_KEY_BYTES[strength], method, version == 1, password)

    def opened(self, stored: Iterable[bytes], size: int) -> Iterator[bytes]:
        """The packed bytes of a member of `size` stored bytes; Refused for a wrong password or damage."""
        from Cryptodome.Cipher import AES  # noqa: PLC0415  — slow to load, only for locked archives
        from Cryptodome.Util import Counter  # noqa: PLC0415  — the same

        salt_bytes = self.key_bytes // 2
        left = size - salt_bytes - _CHECK_BYTES - _CODE_BYTES
        if left < 0:
            raise Refused("member_damaged")
        pieces = _Pieces(stored)
        salt, check = pieces.take(salt_bytes), pieces.take(_CHECK_BYTES)
        keys = hashlib.pbkdf2_hmac("sha1", self.password, salt, _ROUNDS, 2 * self.key_bytes + _CHECK_BYTES)
        if keys[-_CHECK_BYTES:] != check:
            raise Refused("password_wrong")
        counter = Counter.new(128, little_endian=True, initial_value=1)
        cipher = AES.new(keys[: self.key_bytes], AES.MODE_CTR, counter=counter)
        code = hmac.new(keys[self.key_bytes : 2 * self.key_bytes], digestmod="sha1")
        for piece in pieces.up_to(left):
            code.update(piece)
            yield cipher.decrypt(piece)
        if not hmac.compare_digest(code.digest()[:_CODE_BYTES], pieces.take(_CODE_BYTES)):
            raise Refused("member_damaged")


class _Pieces:
    """Pieces cut where it is needed."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._rest = b""

    def take(self, size: int) -> bytes:
        """Exactly so many bytes; Refused if there are fewer."""
        while len(self._rest) < size:
            piece = next(self._pieces, b"")
            if not piece:
                raise Refused("member_damaged")
            self._rest += piece
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken

    def up_to(self, size: int) -> Iterator[bytes]:
        """So many bytes as they come."""
        while size:
            piece = self._rest or next(self._pieces, b"")
            if not piece:
                raise Refused("member_damaged")
            taken, self._rest = piece[:size], piece[size:]
            size -= len(taken)
            yield taken
