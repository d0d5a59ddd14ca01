"""Every byte of a package compared with what its signed manifest determines; whatever differs is named."""

import hashlib
import io
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import IO, NamedTuple

from jianyou.domain.packages.manifest import MANIFEST, SIGNATURE, FileMark, Manifest, Signed, signatures_from
from jianyou.officefiles.container import CRC_AT, Foreign, Member, header_of, list_of, pieces_at, places_of
from jianyou.officefiles.unpacking import show
from jianyou.terms.finding import Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import NO_PARAMS, Param, say

_DOUBTS = {"parcel_signature_unreadable", "parcel_signature_wrong", "parcel_sm2_wrong"}

MOST_TOLD = 200
"""How many findings of one kind are told; the rest are counted."""

Step = Callable[[int, int], None]


def no_step(done: int, of: int) -> None:
    """Tell nobody how far it is."""
    del done, of


class Trusted(NamedTuple):
    """A signer's public keys in hex; with an `sm2` key, that signature must be there and hold too."""

    key: str
    sm2: str = ""


class ParcelFinding(NamedTuple):
    """One thing about a package; `member` is the file it is about, "" for the package as a whole."""

    code: str
    severity: Severity
    member: str = ""
    params: Mapping[str, Param] = NO_PARAMS

    def text(self, lang: Lang = Lang.ZH) -> str:
        """What it is, in words."""
        return say(self.code, self.params, lang)


def check_parcel(
    file: IO[bytes],
    manifest: Manifest,
    sizes: Mapping[str, int],
    trusted: Collection[Trusted] | None,
    step: Step,
) -> tuple[Signed, tuple[ParcelFinding, ...]]:
    """The manifest with the signatures found beside it, and all that differs.

    `sizes` are those of all members in their order, manifest and signatures first.
    """
    signed, said = _signatures(file, manifest, sizes, trusted)
    container = _Container(file, manifest, sizes, doubted=any(each.code in _DOUBTS for each in said))
    container.walk(step)
    return signed, (*said, *container.findings())


def _signatures(
    file: IO[bytes], manifest: Manifest, sizes: Mapping[str, int], trusted: Collection[Trusted] | None
) -> tuple[Signed, list[ParcelFinding]]:
    size = sizes[SIGNATURE]
    at = places_of(sizes)[SIGNATURE] + len(header_of(Member(SIGNATURE, size, 0)))
    signed = signatures_from(b"".join(pieces_at(file, at, size)), manifest)
    if signed is None:
        return Signed(manifest, ""), [_error("parcel_signature_unreadable", SIGNATURE)]
    found = []
    if not signed.valid:
        found.append(_error("parcel_signature_wrong", MANIFEST, key=manifest.key))
    if signed.sm2_valid is False:
        found.append(_error("parcel_sm2_wrong", MANIFEST, key=manifest.sm2))
    if trusted is not None:
        known = next((each for each in trusted if each.key == manifest.key), None)
        if known is None:
            found.append(_error("parcel_key_unknown", MANIFEST, key=manifest.key))
        elif known.sm2 and known.sm2 != manifest.sm2:
            found.append(_error("parcel_sm2_unknown", MANIFEST, key=manifest.sm2 or "—"))
    return signed, found


class _Container:
    """What the walk through a container found: by place first, by its own list where it was written anew."""

    def __init__(
        self, file: IO[bytes], manifest: Manifest, sizes: Mapping[str, int], *, doubted: bool
    ) -> None:
        self._file = file
        self._manifest = manifest
        self._doubted = doubted
        self._sizes = sizes
        self._places = places_of(sizes)
        self._changed: list[str] = []
        self._headers: list[str] = []
        self._listed: list[str] = []
        self._beyond = 0

    def walk(self, step: Step) -> None:
        members = []
        for done, (name, size) in enumerate(self._sizes.items(), 1):
            members.append(self._member(name, size))
            step(done, len(self._sizes))
        self._list(members)

    def findings(self) -> Iterator[ParcelFinding]:
        changed = self._changed
        if self._headers or self._listed or self._beyond:
            foreign = Foreign(self._file)
            if foreign.names:
                yield from _some("parcel_member_added", _added(foreign, self._sizes))
                # A damaged list may lack a member that still lies in its place.
                missing = [name for name in changed if name not in foreign.names]
                yield from _some("parcel_member_missing", missing)
                changed = [name for name in changed if name not in missing and self._differs(foreign, name)]
        yield from _some("parcel_file_changed", changed)
        yield from _some("parcel_header_changed", self._headers)
        yield from _some("parcel_list_changed", [name for name in self._listed if name])
        if "" in self._listed:
            yield _error("parcel_end_changed")
        if self._beyond:
            yield _error("parcel_beyond_end", count=self._beyond)

    def _member(self, name: str, size: int) -> Member:
        """The member as it lies at its place, whose checksum the headers must tell."""
        at = self._places[name]
        long = len(header_of(Member(name, size, 0)))
        read, crc, digest = 0, 0, hashlib.sha256()
        for piece in pieces_at(self._file, at + long, size):
            crc = zlib.crc32(piece, crc)
            digest.update(piece)
            read += len(piece)
        mark = self._manifest.files.get(name)
        differs = read != size or (mark is not None and digest.hexdigest() != mark.sha256)
        if differs:
            self._changed.append(name)
        # Where the content was changed, its checksum of before stands in the headers rightly.
        member = Member(name, size, self._told_crc(at) if differs or self._in_doubt(name) else crc)
        if b"".join(pieces_at(self._file, at, long)) != header_of(member):
            self._headers.append(name)
        return member

    def _in_doubt(self, name: str) -> bool:
        """Whether it is the manifest or the signatures, and one of them was changed."""
        return self._doubted and name not in self._manifest.files

    def _told_crc(self, at: int) -> int:
        return int.from_bytes(b"".join(pieces_at(self._file, at + CRC_AT, 4)), "little")

    def _list(self, members: list[Member]) -> None:
        at = self._places[""]
        for name, expected in list_of(members):
            if b"".join(pieces_at(self._file, at, len(expected))) != expected:
                self._listed.append(name)
            at += len(expected)
        self._beyond = max(0, self._file.seek(0, io.SEEK_END) - at)

    def _differs(self, foreign: Foreign, name: str) -> bool:
        mark = self._manifest.files.get(name)
        if mark is None:
            return True
        digest, size = hashlib.sha256(), 0
        for piece in foreign.pieces(name, mark.size):
            digest.update(piece)
            size += len(piece)
        return FileMark(size, digest.hexdigest()) != mark


def _added(foreign: Foreign, sizes: Mapping[str, int]) -> list[str]:
    """Members that the manifest doesn't know, or that stand there twice."""
    return [name for name, count in Counter(foreign.names).items() if name not in sizes or count > 1]


def shortened(findings: Iterable[ParcelFinding]) -> Iterator[ParcelFinding]:
    """Findings kind by kind, errors before the rest; of each kind the first 200, then how many more."""
    kinds: dict[tuple[bool, str], list[ParcelFinding]] = {}
    more: Counter[tuple[bool, str]] = Counter()
    for each in findings:
        kind = each.severity is not Severity.ERROR, each.code
        told = kinds.setdefault(kind, [])
        if len(told) < MOST_TOLD:
            told.append(each)
        else:
            more[kind] += 1
    for kind in sorted(kinds, key=lambda kind: kind[0]):
        yield from kinds[kind]
        if more[kind]:
            yield ParcelFinding("parcel_more", kinds[kind][0].severity, params={"count": more[kind]})


def _some(code: str, names: list[str]) -> Iterator[ParcelFinding]:
    """A finding for each name; beyond 200 their number."""
    return shortened(_error(code, name, name=show(name)) for name in names)


def _error(code: str, member: str = "", **params: Param) -> ParcelFinding:
    return ParcelFinding(code, Severity.ERROR, member, params)
