"""The files to read: folders walked in natural order, and everything passed over named."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from jianyou.terms.finding import Refused

_DIGITS = re.compile(r"([0-9]+)")
_OFFICE_LEFTOVER = re.compile(r"~\$|~.*\.tmp$|\.~lock\.")
_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "__macosx"})


class Skipped(NamedTuple):
    """A file or folder passed over; `code` says why."""

    name: str
    code: str


@dataclass(slots=True)
class Inputs:
    """What the paths come to.

    `files` are those to read, under their names in findings: the path as given, with what lies
    below it. `lost` are folders that couldn't be opened: not passed over by choice.
    """

    files: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    lost: list[Skipped] = field(default_factory=list)


def collect(paths: Sequence[str], *, outputs: Iterable[Path] = ()) -> Inputs:
    """The files at the paths, folders with all their subfolders, each file once.

    Never an output of the same run, never through a symbolic link inside a folder, never anything
    but ordinary files; temporary, hidden and system files are passed over, and all of it is noted.

    Raises:
        Refused: a path isn't there.
    """
    missing = [path for path in paths if not Path(path).exists()]
    if missing:
        raise Refused("path_missing", count=len(missing), names="、".join(missing[:5]))
    collector = _Collector({identity(output) for output in outputs})
    for path in paths:
        collector.take(path)
    return collector.inputs


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts `表2` before `表10`: runs of digits by their value, all else by its folded text."""
    pieces = (piece for piece in _DIGITS.split(name) if piece)
    return tuple(
        (0, int(piece), piece) if piece[0] in "0123456789" else (1, 0, piece.casefold()) for piece in pieces
    )


def identity(path: str | Path) -> str:
    """What two ways to write the path of one file share."""
    try:
        return os.path.normcase(Path(path).resolve())
    except (OSError, RuntimeError):  # links that lead round in a circle
        return os.path.normcase(Path(path).absolute())


class _Collector:
    def __init__(self, outputs: set[str]) -> None:
        self.inputs = Inputs()
        self._outputs = outputs
        self._seen: set[str] = set()

    def take(self, path: str) -> None:
        """Takes in a path that somebody gave: it may be a link, and its name may be anything."""
        if Path(path).is_dir():
            self._walk(path, identity(path))
        elif Path(path).is_file():
            self._add(path, identity(path))
        else:
            self._skip(path, "skipped_special")

    def _walk(self, folder: str, real: str) -> None:
        waiting = [(folder, real)]
        while waiting:
            name, inside = waiting.pop()
            try:
                entries = sorted(os.scandir(name), key=lambda entry: (natural_key(entry.name), entry.name))
            except OSError:
                self.inputs.lost.append(Skipped(str(Path(name)), "folder_unreadable"))
                continue
            folders = list(self._files_of(entries, inside))
            waiting.extend(reversed(folders))

    def _files_of(self, entries: Sequence[os.DirEntry[str]], real: str) -> Iterator[tuple[str, str]]:
        """Takes in the files among the entries, yields the folders."""
        for entry in entries:
            inner = f"{real}{os.sep}{os.path.normcase(entry.name)}"
            passed = _reason_to_skip(entry)
            if passed:
                self._skip(entry.path, passed)
            elif entry.is_dir(follow_symlinks=False):
                yield entry.path, inner
            else:
                self._add(entry.path, inner)

    def _add(self, path: str, real: str) -> None:
        if real in self._outputs:
            self._skip(path, "skipped_output")
        elif real in self._seen:
            self._skip(path, "skipped_twice")
        else:
            self._seen.add(real)
            self.inputs.files.append(str(Path(path)))

    def _skip(self, name: str, code: str) -> None:
        self.inputs.skipped.append(Skipped(str(Path(name)), code))


def reason_to_skip(name: str) -> str | None:
    """Why a file or folder of that bare name is passed over wherever it lies; None if it isn't."""
    if _OFFICE_LEFTOVER.match(name):
        return "skipped_temporary"
    if name.startswith("."):
        return "skipped_hidden"
    return "skipped_system" if name.casefold() in _SYSTEM else None


def _reason_to_skip(entry: os.DirEntry[str]) -> str | None:
    by_name = reason_to_skip(entry.name)
    if by_name is not None:
        return by_name
    if entry.is_symlink():
        return "skipped_link"
    if entry.is_dir(follow_symlinks=False) or entry.is_file(follow_symlinks=False):
        return None
    return "skipped_special"
