"""Where results go: checked before any work, rendered before anything is written."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from jianyou.officefiles.arrivals.folders import identity
from jianyou.terms.finding import Refused

TABLE_SUFFIXES = (".docx", ".xlsx", ".pdf")
WORKBOOK_SUFFIXES = (".xlsx",)
PAGE_SUFFIXES = (".html", ".htm")
CALL_SUFFIXES = (".yaml", ".yml")


class Target(NamedTuple):
    """A file asked for, and the endings that it may have."""

    path: Path
    suffixes: Sequence[str]


def check_targets(targets: Iterable[Target]) -> None:
    """Refuses targets that could never be written, before hours of work go into them.

    Raises:
        Refused: an ending that we don't write, a folder that isn't there, one file asked for twice.
    """
    seen: set[str] = set()
    for path, suffixes in targets:
        name = str(path)
        if path.suffix.lower() not in suffixes:
            raise Refused("output_suffix", name=name, suffixes=" ".join(suffixes))
        check_place(path)
        if identity(path) in seen:
            raise Refused("output_twice", name=name)
        seen.add(identity(path))


def check_place(path: Path) -> None:
    """Refuses a place where no file can be.

    Raises:
        Refused: it is a folder, or its folder isn't there.
    """
    if path.is_dir():
        raise Refused("output_is_folder", name=str(path))
    if not path.parent.is_dir():
        raise Refused("output_folder_missing", name=str(path), folder=str(path.parent))


def check_overwriting(targets: Iterable[Path], paths: Sequence[str], *, replace: bool) -> None:
    """Refuses to overwrite what somebody filed.

    An input named itself is never overwritten; a file that stands in an input folder only with
    `replace`, since nobody but its owner can tell an earlier result from a filled form.

    Raises:
        Refused: such a target is there.
    """
    inputs = [(identity(path), Path(path).is_dir()) for path in paths]
    for target in targets:
        if not target.exists():
            continue
        real = Path(identity(target))
        for given, is_folder in inputs:
            if not is_folder and given == str(real):
                raise Refused("output_is_input", name=str(target))
            if is_folder and Path(given) in real.parents and not replace:
                raise Refused("output_among_inputs", name=str(target))
