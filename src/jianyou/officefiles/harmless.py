"""A file that somebody hands in: of a kind that people read, and doing nothing when it is opened.

Word and Excel files hold no macros and fetch nothing from afar. PDFs hold no scripts, no action but to show
a page, no files but XML data: `pdf.acting` tells exactly. Links that a reader may follow are let be; so is a
damaged PDF in which no name of such a thing stands.
"""

from pathlib import PurePath

from jianyou.officefiles.compound import root_names
from jianyou.officefiles.guard import Guarded, admit_data
from jianyou.officefiles.model import FileKind
from jianyou.officefiles.pdf.acting import Acting, acting
from jianyou.terms.finding import Refused, Severity

_PICTURES = {b"\xff\xd8\xff": (".jpg", ".jpeg"), b"\x89PNG\r\n\x1a\n": (".png",)}
_ENDINGS: dict[FileKind, tuple[str, ...]] = {
    FileKind.PDF: (".pdf",),
    FileKind.DOCX: (".docx",),
    FileKind.XLSX: (".xlsx",),
    FileKind.DOC: (".doc", ".wps"),
    FileKind.XLS: (".xls", ".et"),
}
_REFUSALS = {
    Acting.ACTS: "proof_pdf_acts",
    Acting.CARRIES: "proof_pdf_carries",
    Acting.LOCKED: "proof_file_locked",
    Acting.UNREAD: "proof_pdf_unread",
}
_MACROS = frozenset({"macros", "_vba_project_cur"})


def harmless_name(data: bytes, name: str) -> str:
    """The name that a harmless file goes by: its own, with the ending of what it is where it has another.

    Raises:
        Refused: it is empty, locked, damaged, of another kind, holds macros or scripts, carries files, or
            fetches from elsewhere.
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
    if guarded.kind is FileKind.PDF and (found := acting(data)) is not Acting.NOTHING:
        raise Refused(_REFUSALS[found], name=name)
    return endings


def _picture(data: bytes) -> tuple[str, ...]:
    return next((endings for begin, endings in _PICTURES.items() if data.startswith(begin)), ())


def _has_macros(guarded: Guarded) -> bool:
    if any(one.code == "macro_present" for one in guarded.findings):
        return True
    return guarded.kind in {FileKind.DOC, FileKind.XLS} and not _MACROS.isdisjoint(root_names(guarded.data))
