"""An uploaded proof: what kind of file it is by its own bytes, and that it does nothing when it is opened."""

from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from jianyou.actions.filing import SentFile
from jianyou.actions.uploads import keep_upload
from jianyou.officefiles.compound import root_names
from jianyou.officefiles.guard import Guarded, admit
from jianyou.officefiles.model import FileKind
from jianyou.queries.proofs import PROOF
from jianyou.terms.finding import Refused, Severity
from jianyou.web.public import spool

_PICTURES = {b"\xff\xd8\xff": (".jpg", ".jpeg"), b"\x89PNG\r\n\x1a\n": (".png",)}
_ENDINGS: dict[FileKind, tuple[str, ...]] = {
    FileKind.PDF: (".pdf",),
    FileKind.DOCX: (".docx",),
    FileKind.XLSX: (".xlsx",),
    FileKind.DOC: (".doc", ".wps"),
    FileKind.XLS: (".xls", ".et"),
}
_MACROS = frozenset({"macros", "_vba_project_cur"})


def kept_proof(upload: "UploadedFile[Any] | None") -> SentFile:
    """The proof, looked at and kept before any row speaks of it; nothing is told of it yet.

    Its name gets the ending of what it is, where it goes by another.

    Raises:
        Refused: there is none, it is empty, too large, locked, of another kind, or not harmless.
    """
    if upload is None:
        raise Refused("proof_file_missing")
    token = spool.new_token()
    try:
        path, name = spool.keep(token, upload, "proof")
        endings = check_proof(path, name)
        if Path(name).suffix.lower() not in endings:
            name += endings[0]
        return keep_upload(name=name, data=path.read_bytes(), purpose=PROOF)
    finally:
        spool.drop(token)


def check_proof(path: Path, name: str) -> tuple[str, ...]:
    """The endings that such a file goes by, the usual one first.

    Raises:
        Refused: it is locked, damaged, of another kind, holds macros, or fetches something from elsewhere.
    """
    try:
        guarded = admit(path, file=name)
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
