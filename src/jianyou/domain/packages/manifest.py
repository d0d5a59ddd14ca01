"""清单: what a package is, from whom to whom, and every file's size and hash; it is what is signed."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from uuid import UUID

from jianyou.datafiles.canonical import Plain, canonical
from jianyou.domain.ledger.heads import unhex
from jianyou.domain.ledger.keys import PublicKey, Purpose, SigningKey
from jianyou.domain.ledger.tree import leaf_hash, root_of
from jianyou.domain.packages.sm2 import PUBLIC_DIGITS, SIGNATURE_DIGITS, Sm2Key, sm2_verifies
from jianyou.officefiles.container import is_member_name
from jianyou.terms.finding import Refused

FORMAT = "jianyou-package-1"
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
MOST_FILES = 200_000
MOST_BYTES = 64 * 1024 * 1024
"""Of a manifest."""
_LONGEST_TEXT = 400
_DEEPEST = 20
"""Levels of what the kind needs: writing it takes a call for each, and the stack may be used already."""
_KEY_DIGITS, _SIGNATURE_DIGITS, _HASH_DIGITS = 64, 128, 64


class Kind(StrEnum):
    """What a package carries: entries upward, results back, a call's rules, intentions, or a whole call."""

    NOMINATION = "nomination"
    RESULT = "result"
    RULES = "rules"
    INTENTIONS = "intentions"
    ARCHIVE = "archive"

    @property
    def purpose(self) -> Purpose:
        """What its signature is for: none of one kind can be taken for one of the other."""
        return Purpose.ARCHIVE if self is Kind.ARCHIVE else Purpose.PACKAGE


class FileMark(NamedTuple):
    """A file's size in bytes and its SHA-256 in hex."""

    size: int
    sha256: str


class Manifest(NamedTuple):
    """A package's own name (UUID), its number as its sender counts, and what it holds.

    `office` and `office_name` are the sender's; `call` its name for the call; `to` whom it is for, "" for
    nobody in particular. `made_at` is an ISO moment with its offset. `key` and `sm2` are the signer's public
    keys in hex, `sm2` "" where there is none; signing sets them. `about` is whatever the kind needs.
    """

    kind: Kind
    package: UUID
    number: int
    made_at: str
    office: str
    office_name: str
    call: str
    to: str
    files: Mapping[str, FileMark]
    about: Mapping[str, Plain] = {}
    key: str = ""
    sm2: str = ""

    @property
    def root(self) -> str:
        """The Merkle root over all files in the order of their names, in hex."""
        return root_of([_leaf(name, self.files[name]) for name in sorted(self.files)]).hex()

    @property
    def digest(self) -> str:
        """The SHA-256 of the manifest as it is written: one short text that stands for the whole package."""
        return hashlib.sha256(self.written()).hexdigest()

    def written(self) -> bytes:
        """The bytes that are signed."""
        files: dict[str, Plain] = {
            name: {"size": mark.size, "sha256": mark.sha256} for name, mark in self.files.items()
        }
        plain: dict[str, Plain] = {
            "format": FORMAT,
            "kind": self.kind.value,
            "package": str(self.package),
            "number": self.number,
            "made_at": self.made_at,
            "office": {"slug": self.office, "name": self.office_name},
            "call": self.call,
            "to": self.to,
            "keys": {"ed25519": self.key, "sm2": self.sm2},
            "files": files,
            "root": self.root,
            "about": self.about,
        }
        return canonical(plain)


class Signed(NamedTuple):
    """A manifest with its signatures in hex; `sm2` is "" where its signer has no such key."""

    manifest: Manifest
    signature: str
    sm2: str = ""

    def written(self) -> bytes:
        """The signatures as they stand beside the manifest, always of one length."""
        return canonical({"ed25519": self.signature, "sm2": self.sm2})

    @property
    def valid(self) -> bool:
        """Whether the Ed25519 signature is that of the key which the manifest names."""
        manifest = self.manifest
        key, signature = unhex(manifest.key, _KEY_DIGITS), unhex(self.signature, _SIGNATURE_DIGITS)
        if key is None or signature is None:
            return False
        return PublicKey(key).verifies(manifest.kind.purpose, manifest.written(), signature)

    @property
    def sm2_valid(self) -> bool | None:
        """The same of the SM2 signature; None where the manifest names no such key and there is none."""
        manifest = self.manifest
        if not manifest.sm2 and not self.sm2:
            return None
        return sm2_verifies(manifest.sm2, manifest.kind.purpose, manifest.written(), self.sm2)


def sign(manifest: Manifest, key: SigningKey, sm2: Sm2Key | None = None) -> Signed:
    """The manifest with the signer's keys in it, signed by each.

    Raises:
        ValueError: it isn't one that a reader would take: a name, a number or a moment is out of bounds.
    """
    named = manifest._replace(key=key.public.raw.hex(), sm2=sm2.public if sm2 else "")
    written = named.written()
    try:
        manifest_from(written)
    except Refused as refused:
        raise ValueError(refused.code) from refused
    purpose = named.kind.purpose
    return Signed(named, key.sign(purpose, written).hex(), sm2.sign(purpose, written) if sm2 else "")


def signature_size(manifest: Manifest) -> int:
    """How many bytes the signatures take that belong to the manifest."""
    return len(
        Signed(manifest, "0" * _SIGNATURE_DIGITS, "0" * (SIGNATURE_DIGITS if manifest.sm2 else 0)).written()
    )


def signatures_from(raw: bytes, manifest: Manifest) -> Signed | None:
    """The manifest with the signatures that were written so, None where they are none."""
    try:
        plain = json.loads(raw)
        signed = Signed(manifest, _text(plain["ed25519"]), _text(plain["sm2"]))
        return signed if signed.written() == raw else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def manifest_from(raw: bytes) -> Manifest:
    """The manifest that was written so, to the byte.

    Raises:
        Refused: it is none.
    """
    try:
        manifest = _from_plain(json.loads(raw))
        sound = manifest.written() == raw
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused("parcel_manifest_unreadable") from None
    if not sound:
        raise Refused("parcel_manifest_unreadable")
    wrong = next((name for name in manifest.files if not _is_file_name(name)), None)
    if wrong is not None:
        raise Refused("parcel_name_unsafe", name=wrong[:80])
    if len(manifest.files) > MOST_FILES or _names_clash(manifest.files):
        raise Refused("parcel_names_clash", most=MOST_FILES)
    return manifest


def _from_plain(plain: Any) -> Manifest:
    files = {name: _mark(each) for name, each in plain["files"].items()}
    office, keys = plain["office"], plain["keys"]
    texts = [plain[name] for name in ("made_at", "call", "to")]
    made_at, call, to, slug, told = (_text(each) for each in [*texts, office["slug"], office["name"]])
    if datetime.fromisoformat(made_at).tzinfo is None:
        raise ValueError(made_at)
    key, sm2 = _text(keys["ed25519"]), _text(keys["sm2"])
    if unhex(key, _KEY_DIGITS) is None or (sm2 and unhex(sm2, PUBLIC_DIGITS) is None):
        raise ValueError(key)
    about, kind, number = plain["about"], Kind(str(plain["kind"])), plain["number"]
    if not isinstance(about, dict) or not _is_shallow(about) or not _is_count(number) or number == 0:
        raise TypeError(number)
    return Manifest(
        kind, UUID(str(plain["package"])), number, made_at, slug, told, call, to, files, about, key, sm2
    )


def _mark(plain: Any) -> FileMark:
    size, digest = plain["size"], plain["sha256"]
    if not _is_count(size) or unhex(digest, _HASH_DIGITS) is None:
        raise ValueError(digest)
    return FileMark(size, digest)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 53


def _is_shallow(value: object, left: int = _DEEPEST) -> bool:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return left > 0 and all(_is_shallow(each, left - 1) for each in parts)


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT or not all(map(str.isprintable, value)):
        raise TypeError(value)
    return value


def _is_file_name(name: str) -> bool:
    plain = unicodedata.is_normalized("NFC", name) and name.isprintable()
    return plain and is_member_name(name) and name not in {MANIFEST, SIGNATURE}


def _names_clash(names: Iterable[str]) -> bool:
    """Whether two are one on some system, or one is a folder of another."""
    folded = [name.casefold() for name in names]
    folders = {str(folder) for name in folded for folder in PurePosixPath(name).parents}
    return len(set(folded)) < len(folded) or not folders.isdisjoint(folded)


def _leaf(name: str, mark: FileMark) -> bytes:
    return leaf_hash(canonical({"name": name, "size": mark.size, "sha256": mark.sha256}))
