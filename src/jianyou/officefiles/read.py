"""Read any file that somebody hands in: admitted by the guard, then by the reader of its kind."""

from pathlib import Path

from jianyou.officefiles.guard import LIMITS, Guarded, Limits, admit, admit_data
from jianyou.officefiles.kinds import OLE_MAGIC
from jianyou.officefiles.legacy.office import Office
from jianyou.officefiles.model import Document, FileKind
from jianyou.officefiles.word.reader import read_word
from jianyou.terms.finding import Finding, Refused, Severity
from jianyou.terms.place import Place

_OPEN_DOCUMENTS = (".odt", ".ods", ".ott", ".ots")
LEGACY = (FileKind.DOC, FileKind.RTF, FileKind.ODT, FileKind.ODS)
"""Kinds that an office program turns into Word or Excel before they are read."""


def legacy_kind(path: Path) -> FileKind | None:
    """The kind of a file that an office program must turn first, None for all others; never raises.

    Only files that may be such are opened further than their first bytes.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(len(OLE_MAGIC))
        if not head.startswith((OLE_MAGIC, b"{\\rtf")) and path.suffix.lower() not in _OPEN_DOCUMENTS:
            return None
        kind = admit(path).kind
    except (OSError, Refused):
        return None
    return kind if kind in LEGACY else None


def read_file(
    path: Path,
    *,
    file: str | None = None,
    limits: Limits = LIMITS,
    office: Office | None = None,
    password: str | None = None,
) -> Document:
    """Read a form, workbook, printed or scanned paper; Refused, with the reason, for anything else.

    `file` is the name that findings show, by default the path's own. `office` turns old formats
    into new ones; without it they are refused. `password` is one that a person gave for this file.
    """
    guarded = admit(path, file=file, limits=limits)
    if password is not None and guarded.kind is not FileKind.PDF:
        from jianyou.officefiles.locked import unlock  # noqa: PLC0415  — slow to load, only for locked files

        data = unlock(guarded.data, password)
        guarded = admit_data(data, file=guarded.file, suffix=path.suffix, limits=limits)
    if guarded.refusal:
        raise Refused(guarded.refusal)
    if guarded.kind in LEGACY:
        return _read_converted(guarded, path, office, unlocked=password is not None)
    return _read(guarded, password)


def _read_converted(guarded: Guarded, path: Path, office: Office | None, *, unlocked: bool) -> Document:
    """Read what the office program made of an old file; the places are those of the original."""
    if office is None:
        raise Refused("legacy_no_office", kind=guarded.kind.value)
    source = office.keep(guarded.data, guarded.kind) if unlocked else path
    from jianyou.officefiles.legacy.losses import conversion_losses  # noqa: PLC0415  — only for old files

    converted = admit(office.converted(source, guarded.kind), file=guarded.file, limits=guarded.limits)
    if converted.refusal:
        raise Refused("legacy_failed", kind=guarded.kind.value)
    document = _read(converted, None)
    note = Finding("legacy_converted", Severity.INFO, Place(guarded.file), {"kind": guarded.kind.value})
    losses = conversion_losses(guarded, converted)
    findings = [*guarded.findings, note, *losses, *document.findings]
    return Document(guarded.file, guarded.kind, document.blocks, findings)


def _read(guarded: Guarded, password: str | None) -> Document:
    # Each reader is loaded for its own kind of file only: they are slow to load.
    match guarded.kind:
        case FileKind.XLSX | FileKind.XLS:
            from jianyou.officefiles.sheet.reader import read_sheet  # noqa: PLC0415  — see above

            return read_sheet(guarded)
        case FileKind.PDF:
            from jianyou.officefiles.pdf.reader import read_pdf  # noqa: PLC0415  — see above

            return read_pdf(guarded, password)
        case FileKind.OFD:
            from jianyou.officefiles.ofd import read_ofd  # noqa: PLC0415  — see above

            return read_ofd(guarded)
        case FileKind.IMAGE:
            from jianyou.officefiles.pictures import read_picture  # noqa: PLC0415  — see above

            return read_picture(guarded)
        case _:
            return read_word(guarded)
