"""Where results go: checked before any work, rendered before anything is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from jianyou.cli.files.inputs import identity
from jianyou.officefiles.paper import Paper, SheetPaper, Written
from jianyou.terms.finding import Refused

TABLE_SUFFIXES = (".docx", ".xlsx", ".pdf")
WORKBOOK_SUFFIXES = (".xlsx",)
PAGE_SUFFIXES = (".html", ".htm")


class Target(NamedTuple):
    """A file asked for, and the endings that it may have."""

    path: Path
    suffixes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file's content, ready to be written."""

    path: Path
    written: Written


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
        if path.is_dir():
            raise Refused("output_is_folder", name=name)
        if not path.parent.is_dir():
            raise Refused("output_folder_missing", name=name, folder=str(path.parent))
        if identity(path) in seen:
            raise Refused("output_twice", name=name)
        seen.add(identity(path))


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


def render_table(path: Path, paper: Paper) -> Rendered:
    """The official table in the format of the path's ending."""
    # Each writer is loaded only when asked for: they and their fonts are slow to load.
    match path.suffix.lower():
        case ".docx":
            from jianyou.officefiles.writing.docx import write_docx  # noqa: PLC0415  — see above

            return Rendered(path, write_docx(paper))
        case ".xlsx":
            return render_workbook(path, [paper])
        case _:
            from jianyou.officefiles.writing.pdf import write_pdf  # noqa: PLC0415  — see above

            return Rendered(path, write_pdf(paper))


def render_workbook(path: Path, sheets: Sequence[Paper | SheetPaper]) -> Rendered:
    """A workbook, one sheet a paper."""
    from jianyou.officefiles.writing.xlsx import write_xlsx  # noqa: PLC0415  — slow to load, only for workbooks

    return Rendered(path, write_xlsx(sheets))


def write_all(rendered: Sequence[Rendered]) -> None:
    """Writes everything, each file whole or not at all.

    Raises:
        Refused: a file can't be written; says which ones stand already.
    """
    from jianyou.officefiles.files import write_atomically  # noqa: PLC0415  — only where something is written

    done: list[str] = []
    for one in rendered:
        try:
            write_atomically(one.path, one.written.data)
        except OSError as error:
            reason = error.strerror or str(error)
            code = "output_failed_after" if done else "output_failed"
            raise Refused(code, name=str(one.path), reason=reason, done="、".join(done)) from error
        done.append(str(one.path))
