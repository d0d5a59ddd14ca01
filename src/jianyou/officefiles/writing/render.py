"""A result in the format of its file's ending, rendered whole before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jianyou.officefiles.files import write_atomically
from jianyou.officefiles.paper import Paper, SheetPaper, Written
from jianyou.terms.finding import Refused


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file's content, ready to be written."""

    path: Path
    written: Written


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
    done: list[str] = []
    for one in rendered:
        try:
            write_atomically(one.path, one.written.data)
        except OSError as error:
            reason = error.strerror or str(error)
            code = "output_failed_after" if done else "output_failed"
            raise Refused(code, name=str(one.path), reason=reason, done="、".join(done)) from error
        done.append(str(one.path))
