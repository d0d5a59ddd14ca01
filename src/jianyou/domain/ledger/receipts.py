"""回执: what was filed, when, and the proof that the log holds it; one JSON file for anyone to keep.

The signature is there as soon as the filing is; the inclusion proof follows when the log is sealed.
"""

import json
from collections.abc import Mapping
from typing import NamedTuple

from jianyou.datafiles.canonical import Plain
from jianyou.domain.ledger.entries import SALT_BYTES, Entry, EntryKind, commitment, entry_from
from jianyou.domain.ledger.heads import SignedHead, head_from, unhex
from jianyou.domain.ledger.keys import PublicKey, Purpose, SigningKey
from jianyou.domain.ledger.tree import leaf_hash, root_from
from jianyou.terms.finding import Refused

FORMAT = "jianyou-receipt-1"
MOST_BYTES = 1024 * 1024
_HASH_DIGITS = 64
_DEEPEST = 64
_KEYS = {"format", "entry", "content", "salt", "key", "signature", "inclusion"}
_PROOF_KEYS = {"position", "hashes", "head"}


class Inclusion(NamedTuple):
    """Where the entry stands in the log, and the hashes that lead from it to a signed head."""

    position: int
    hashes: tuple[str, ...]
    head: SignedHead


class Receipt(NamedTuple):
    """A receipt: its entry, the content that the entry commits to, and the site's signature, in hex."""

    entry: Entry
    content: Mapping[str, Plain]
    salt: str
    key: str
    signature: str
    inclusion: Inclusion | None = None

    def written(self) -> str:
        """The receipt as the text of a file."""
        proof = self.inclusion and {
            "position": self.inclusion.position,
            "hashes": list(self.inclusion.hashes),
            "head": self.inclusion.head.as_plain(),
        }
        plain = {
            "format": FORMAT,
            "entry": self.entry.as_plain(),
            "content": self.content,
            "salt": self.salt,
            "key": self.key,
            "signature": self.signature,
            "inclusion": proof,
        }
        return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def sign_receipt(entry: Entry, content: Mapping[str, Plain], salt: bytes, key: SigningKey) -> Receipt:
    """The receipt for an entry made of that content and salt, not yet in the log."""
    signature = key.sign(Purpose.RECEIPT, entry.written())
    return Receipt(entry, content, salt.hex(), key.public.raw.hex(), signature.hex())


class Check(NamedTuple):
    """One step of a verification; `code` is that of the step's words, None as truth means not yet."""

    code: str
    holds: bool | None


def read_receipt(text: str) -> Receipt:
    """The receipt that a file holds.

    Raises:
        Refused: it is no receipt.
    """
    plain = _mapping(text)
    entry = entry_from(_part(plain, "entry"))
    content = plain.get("content")
    texts = [plain.get(name) for name in ("salt", "key", "signature")]
    if entry is None or not isinstance(content, dict) or not all(isinstance(each, str) for each in texts):
        raise Refused("receipt_unreadable")
    salt, key, signature = map(str, texts)
    return Receipt(entry, content, salt, key, signature, _inclusion(plain.get("inclusion")))


def check_receipt(receipt: Receipt, trusted: PublicKey | None = None) -> list[Check]:
    """Every step in order; the receipt is good where none is False.

    `trusted` is the site's key as its call page shows it; without it the receipt's own key is used,
    and that step stays open.
    """
    checks = [
        Check("receipt_key_trusted", None if trusted is None else receipt.key == trusted.raw.hex()),
        Check("receipt_kind", receipt.entry.kind is EntryKind.RECEIPT),
        Check("receipt_content_committed", _committed(receipt)),
        Check("receipt_signed", _signed(receipt)),
    ]
    found = receipt.inclusion
    if found is None:
        return [*checks, Check("receipt_in_log", None)]
    same_key = found.head.key == receipt.key
    checks.append(Check("receipt_head_signed", found.head.valid and same_key))
    checks.append(Check("receipt_in_log", _included(receipt.entry, found)))
    return checks


def _committed(receipt: Receipt) -> bool:
    salt = unhex(receipt.salt, 2 * SALT_BYTES)
    try:
        return salt is not None and commitment(receipt.content, salt) == receipt.entry.commitment
    except (TypeError, UnicodeEncodeError):
        return False


def _signed(receipt: Receipt) -> bool:
    key, signature = unhex(receipt.key, 64), unhex(receipt.signature, 128)
    if key is None or signature is None:
        return False
    return PublicKey(key).verifies(Purpose.RECEIPT, receipt.entry.written(), signature)


def _included(entry: Entry, found: Inclusion) -> bool:
    hashes = [unhex(each, _HASH_DIGITS) for each in found.hashes]
    if any(each is None for each in hashes) or found.head.head.log != entry.call:
        return False
    proof = [each for each in hashes if each is not None]
    root = root_from(leaf_hash(entry.written()), found.position, found.head.head.size, proof)
    return root is not None and root.hex() == found.head.head.root


def _mapping(text: str) -> dict[str, object]:
    if len(text) > MOST_BYTES:
        raise Refused("receipt_too_large", most=MOST_BYTES // 1024)
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused("receipt_unreadable") from None
    if not isinstance(plain, dict) or set(plain) != _KEYS or plain.get("format") != FORMAT:
        raise Refused("receipt_unreadable")
    return plain


def _part(plain: Mapping[str, object], name: str) -> dict[str, object]:
    part = plain.get(name)
    return part if isinstance(part, dict) else {}


def _inclusion(plain: object) -> Inclusion | None:
    if plain is None:
        return None
    if not isinstance(plain, dict) or set(plain) != _PROOF_KEYS:
        raise Refused("receipt_unreadable")
    position, hashes = plain.get("position"), plain.get("hashes")
    head = head_from(_part(plain, "head"))
    if not isinstance(position, int) or not isinstance(hashes, list) or len(hashes) > _DEEPEST:
        raise Refused("receipt_unreadable")
    if head is None or isinstance(position, bool) or not all(isinstance(each, str) for each in hashes):
        raise Refused("receipt_unreadable")
    return Inclusion(position, tuple(hashes), head)
