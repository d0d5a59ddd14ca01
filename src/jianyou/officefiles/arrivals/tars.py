"""Tar archives and gzip files: what Linux desktops send."""

import gzip
import itertools
import re
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from jianyou.officefiles.arrivals.member import CHUNK, BoundedFile, Member, Source
from jianyou.officefiles.arrivals.names import decoded
from jianyou.officefiles.unpacking import MEGABYTE
from jianyou.terms.finding import Refused

_HEADER_BYTES = MEGABYTE
_TAR_WITHIN = re.compile(r"\.(?:tar\.gz|tgz)\Z", re.IGNORECASE)


@contextmanager
def open_tar(source: Source) -> Iterator[Iterable[Member]]:
    """An archive's members in its order; links and devices are neither followed nor made."""
    with (
        BoundedFile(source.path, _HEADER_BYTES) as file,
        tarfile.open(fileobj=file, mode="r:", encoding="utf-8", errors="surrogateescape") as archive,
    ):
        # One more than may be, so that the budget tells; a damaged one can lead round in a circle.
        listed = list(itertools.islice(archive, source.limits.members + 1))
        infos = [info for info in listed if not info.isdir()]
        names = decoded(info.name.encode("utf-8", "surrogateescape") for info in infos)
        members = [_member(archive, info, name) for info, name in zip(infos, names, strict=True)]
        if len(listed) <= source.limits.members and not _is_ended(file, archive.offset):
            members.append(Member("", refusal=Refused("archive_damaged")))
        yield members


def _is_ended(file: BoundedFile, offset: int) -> bool:
    """Whether the listing stopped at the zeros that end an archive: the library stops at damage, too."""
    file.seek(offset)
    return file.read(tarfile.BLOCKSIZE) == bytes(tarfile.BLOCKSIZE)


def _member(archive: tarfile.TarFile, info: tarfile.TarInfo, name: str) -> Member:
    if info.issym() or info.islnk():
        return Member(name, skipped="skipped_link")
    if not info.isreg():
        return Member(name, skipped="skipped_special")
    if info.size < 0:
        return Member(name, refusal=Refused("member_damaged"))
    if info.issparse():
        return Member(name, refusal=Refused("member_packing_unknown"))
    return Member(name, info.size, partial(_pieces, archive, info))


def _pieces(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Iterator[bytes]:
    stream = archive.extractfile(info)
    if stream is None:
        raise Refused("member_damaged")
    while piece := stream.read(CHUNK):
        yield piece


@contextmanager
def open_gzip(source: Source) -> Iterator[Iterable[Member]]:
    """The one file within, called as the outer one without its ending."""
    with source.path.open("rb") as file, gzip.GzipFile(fileobj=file) as stream:
        bare = re.split(r"[/\\]", source.name)[-1]
        same = _TAR_WITHIN.search(bare) is not None or not bare.lower().endswith(".gz")
        pieces = partial(iter, partial(stream.read, CHUNK), b"")
        yield [Member(bare[:-3] or bare, pieces=pieces, same_name=same)]
