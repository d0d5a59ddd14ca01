"""A file that somebody hands in: of a kind that people read, and doing nothing when it is opened."""

from pathlib import PurePath

from jianyou.officefiles.compound import root_names
from jianyou.officefiles.guard import Guarded, admit_data
from jianyou.officefiles.model import FileKind
from jianyou.terms.finding import Refused, Severity

_PICTURES = {b"\xff\xd8\xff": (".jpg", ".jpeg"), b"\x89PNG\r\n\x1a\n": (".png",)}
_ENDINGS: dict[FileKind, tuple[str, ...]] = {
    FileKind.PDF: (".pdf",),
    FileKind.DOCX: (".docx",),
    FileKind.XLSX: (".xlsx",),
    FileKind.DOC: (".doc", ".wps"),
    FileKind.XLS: (".xls", ".et"),
}
_MACROS = frozenset({"macros", "_vba_project_cur"})


def harmless_name(data: bytes, name: str) -> str:
    """The name that a harmless file goes by: its own, with the ending of what it is where it has another.

    Raises:
        Refused: it is empty, locked, damaged, of another kind, holds macros, or fetches from elsewhere.
    """
    endings = _endings(data, name)
    return name if PurePath(name).suffix.lower() in endings else name + endings[0]


def _endings(data: bytes, name: str) -> tuple[str, ...]:
    try:
        guarded = admit_data(data, file=name, suffix=PurePath(name).suffix)
    except Refused:
        raise Refused("proof_file_kind", name=name) from None
    if guarded.kind is FileKind.ENCRYPTED:
        raise Refused("proof_file_locked", name=name)
    endings = _ENDINGS.get(guarded.kind) or _picture(guarded.data)
    if not endings or guarded.refusal:
        raise Refused("proof_file_kind", name=name)
    if _has_macros(guarded):
        raise Refused("proof_file_macros", name=name)
    if any(one.code == "external_links" and one.severity is Severity.WARNING for one in guarded.findings):
        raise Refused("proof_file_outside", name=name)
    return endings


def _picture(data: bytes) -> tuple[str, ...]:
    return next((endings for begin, endings in _PICTURES.items() if data.startswith(begin)), ())


def _has_macros(guarded: Guarded) -> bool:
    if any(one.code == "macro_present" for one in guarded.findings):
        return True
    return guarded.kind in {FileKind.DOC, FileKind.XLS} and not _MACROS.isdisjoint(root_names(guarded.data))
