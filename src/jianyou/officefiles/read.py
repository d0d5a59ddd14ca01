"""Read any file that somebody hands in: admitted by the guard, then by the reader of its kind."""

from pathlib import Path

from jianyou.officefiles.guard import LIMITS, Limits, admit
from jianyou.officefiles.model import Document, FileKind
from jianyou.officefiles.word.reader import read_word
from jianyou.terms.finding import Refused

_SHEETS = (FileKind.XLSX, FileKind.XLS)


def read_file(path: Path, *, file: str | None = None, limits: Limits = LIMITS) -> Document:
    """Read a Word form or a workbook; Refused, with the reason, for anything else.

    `file` is the name that findings show, by default the path's own.
    """
    guarded = admit(path, file=file, limits=limits)
    if guarded.refusal:
        raise Refused(guarded.refusal)
    if guarded.kind in _SHEETS:
        from jianyou.officefiles.sheet.reader import read_sheet  # noqa: PLC0415  — slow to load, only for workbooks

        return read_sheet(guarded)
    return read_word(guarded)
