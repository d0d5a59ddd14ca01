"""One file for a whole package (.jyp), written and opened in little memory however large its files are.

It begins with the manifest and its signatures; the files follow in the order of their names. Opening reads
every byte of it, and finds and names whatever isn't as it was signed.
"""

import hashlib
import io
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, NamedTuple, Self

from jianyou.domain.packages.manifest import (
    MANIFEST,
    MOST_BYTES,
    SIGNATURE,
    FileMark,
    Manifest,
    Signed,
    manifest_from,
    signature_size,
)
from jianyou.domain.packages.parcel_check import ParcelFinding, Step, Trusted, check_parcel, no_step
from jianyou.officefiles.container import (
    PIECE,
    Member,
    Packing,
    first_member,
    header_of,
    pieces_at,
    places_of,
)
from jianyou.terms.finding import Refused, Severity

SUFFIX = ".jyp"

Source = bytes | Path
"""A file's content, or where it lies."""


class Parcel(NamedTuple):
    """An opened package: what was signed, and all that differs from it; close it, or use `with`.

    `findings` of severity error mean that nothing in it may be used.
    """

    signed: Signed
    findings: tuple[ParcelFinding, ...]
    file: IO[bytes]
    places: Mapping[str, int]

    @property
    def manifest(self) -> Manifest:
        """What the package says that it is."""
        return self.signed.manifest

    @property
    def good(self) -> bool:
        """Whether nothing in it differs from what was signed by a trusted key."""
        return all(each.severity is not Severity.ERROR for each in self.findings)

    def pieces(self, name: str) -> Iterator[bytes]:
        """A file's content in pieces of at most 256 KB.

        Raises:
            KeyError: there is no such file.
        """
        size = self.manifest.files[name].size
        yield from pieces_at(self.file, self.places[name] + len(header_of(Member(name, size, 0))), size)

    def read(self, name: str, most: int) -> bytes:
        """A file's content as a whole.

        Raises:
            KeyError: there is no such file.
            Refused: it has more than `most` bytes, or was changed since the package was opened.
        """
        mark = self.manifest.files[name]
        if mark.size > most:
            raise Refused("parcel_file_too_large", name=name, most=most // 1024)
        content = b"".join(self.pieces(name))
        if hashlib.sha256(content).hexdigest() != mark.sha256:
            raise Refused("parcel_file_changed", name=name)
        return content

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()


def mark_of(source: Source) -> FileMark:
    """What a manifest says of a file."""
    digest, size = hashlib.sha256(), 0
    for piece in _pieces_of(source):
        digest.update(piece)
        size += len(piece)
    return FileMark(size, digest.hexdigest())


def write_parcel(out: IO[bytes], signed: Signed, files: Mapping[str, Source], step: Step = no_step) -> None:
    """Write the package to an empty file that can be rewound; the same input gives the same bytes.

    `step` is told after each file how many there are done, and of how many; what it raises ends the work.

    Raises:
        Refused: a file isn't what the manifest says of it, or isn't there.
    """
    manifest = signed.manifest
    packing = Packing(out)
    for name, content in ((MANIFEST, manifest.written()), (SIGNATURE, signed.written())):
        packing.add(name, len(content), [content])
    for done, name in enumerate(sorted(manifest.files), 1):
        mark, digest = manifest.files[name], hashlib.sha256()
        try:
            packing.add(name, mark.size, _digested(_pieces_of(files[name]), digest.update))
        except (KeyError, ValueError, FileNotFoundError):
            raise Refused("parcel_file_differs", name=name) from None
        if digest.hexdigest() != mark.sha256:
            raise Refused("parcel_file_differs", name=name)
        step(done, len(manifest.files))
    packing.finish()


def parcel_bytes(signed: Signed, files: Mapping[str, bytes]) -> bytes:
    """A small package in memory.

    Raises:
        Refused: as for `write_parcel`.
    """
    out = io.BytesIO()
    write_parcel(out, signed, files)
    return out.getvalue()


def open_parcel(
    source: Source, *, trusted: Collection[Trusted] | None = None, step: Step = no_step
) -> Parcel:
    """Open a package and compare every byte of it with what was signed; all that differs is in its findings.

    `trusted` are the keys that it may be signed with; None leaves that open, and its signer is only told.

    Raises:
        Refused: it has no manifest that can be read; nothing at all can be said about it.
        OSError: the file can't be read.
    """
    file: IO[bytes] = io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
    try:
        raw = first_member(file, MANIFEST, MOST_BYTES) or b""
        manifest = manifest_from(raw)
        sizes = {MANIFEST: len(raw), SIGNATURE: signature_size(manifest)}
        sizes.update((name, manifest.files[name].size) for name in sorted(manifest.files))
        places = places_of(sizes)
        signed, findings = check_parcel(file, manifest, sizes, trusted, step)
        return Parcel(signed, findings, file, places)
    except BaseException:
        file.close()
        raise


def _pieces_of(source: Source) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _digested(pieces: Iterable[bytes], update: Callable[[bytes], None]) -> Iterator[bytes]:
    for piece in pieces:
        update(piece)
        yield piece
