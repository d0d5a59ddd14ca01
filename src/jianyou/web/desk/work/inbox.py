"""收到: the originals as they arrived, under names that any system can hold; nothing is overwritten."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from jianyou.officefiles.files import free_path, storable_name, why
from jianyou.terms.finding import Refused

_CHUNK = 1024 * 1024
_MOST_BYTES = 1024 * 1024 * 1024
_COMING = ".incoming-"
_NOTHING = hashlib.sha256().hexdigest()


class Kept(NamedTuple):
    """A file kept: its name below 收到 with forward slashes, and the digest of its bytes."""

    name: str
    digest: str


class Inbox:
    """The folder of originals. Not safe for threads: the work takes turns."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: set[str] = set()

    def open(self) -> list[Kept]:
        """What the folder holds, in no particular order; leftovers of an upload that broke off go."""
        kept = []
        for path in _files(self.folder):
            if path.name.startswith(_COMING):
                path.unlink(missing_ok=True)
                continue
            name = path.relative_to(self.folder).as_posix()
            digest = digest_of(path)
            self._known.add(_sameness(digest, name))
            kept.append(Kept(name, digest))
        return kept

    def path(self, name: str) -> Path:
        """Where a kept file lies."""
        return self.folder / name

    def keep(self, name: str, data: BinaryIO) -> Kept | None:
        """Keeps a file under its name, or one near it where that is taken; None if it is known already.

        Raises:
            Refused: it is too large, or the folder can't be written.
        """
        wanted = self.folder / storable_name(name)
        coming = self.folder / f"{_COMING}{id(data):x}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            digest = _copy(data, coming)
            if _sameness(digest, storable_name(name)) in self._known:
                return None
            wanted.parent.mkdir(parents=True, exist_ok=True)
            target = free_path(wanted, Path.exists)
            coming.replace(target)
        except OSError as error:
            raise Refused("desk_folder_unwritable", folder=str(self.folder), reason=why(error)) from error
        finally:
            coming.unlink(missing_ok=True)
        kept = Kept(target.relative_to(self.folder).as_posix(), digest)
        self._known.add(_sameness(digest, storable_name(name)))
        return kept


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sameness(digest: str, name: str) -> str:
    """What two files share that are one: their bytes, and the name where there are no bytes."""
    return f"{digest} {name}" if digest == _NOTHING else digest


def _copy(data: BinaryIO, target: Path) -> str:
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as stream:
        while piece := data.read(_CHUNK):
            size += len(piece)
            if size > _MOST_BYTES:
                raise Refused("desk_upload_too_large", limit_mb=_MOST_BYTES // 1024 // 1024)
            digest.update(piece)
            stream.write(piece)
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
