"""A filled form's way in: guard, reader, annex, formal check."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from jianyou.domain.annexes.check import Day, check_form
from jianyou.domain.annexes.read import read_annex
from jianyou.domain.annexes.records import Form, FormStatus
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.officefiles.legacy.office import Office
from jianyou.officefiles.model import Document, FileKind, Paragraph
from jianyou.officefiles.read import read_file
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message

_PAPERS = (FileKind.IMAGE, FileKind.PDF, FileKind.OFD)
_MOST_TEXT = 20_000


def take_in(
    path: Path,
    *,
    file: str,
    schema: AnnexSchema,
    deadline: datetime,
    regions: str = "",
    office: Office | None = None,
    password: str | None = None,
) -> Form:
    """Reads and checks one file as a filled form of `schema`; `file` is its name in findings.

    Never raises for a bad file: the form is then rejected, with the reason. Years asked of
    honors and dated codes are judged on the day of the deadline, in the deadline's own zone;
    `regions` names the table of regions that places are looked up in, empty for none. `office`
    and `password` are those of `read_file`.
    """
    form = read_in(path, file=file, schema=schema, office=office, password=password)
    return check_in(form, schema, Day(deadline.date(), regions))


def read_in(
    path: Path,
    *,
    file: str,
    schema: AnnexSchema,
    office: Office | None = None,
    password: str | None = None,
) -> Form:
    """The form as its sender wrote it, with the findings of reading alone; rejected for a bad file."""
    try:
        return _read(read_file(path, file=file, office=office, password=password), schema)
    except Refused as refused:
        return rejected(file, refused)
    except Exception as error:  # noqa: BLE001  — a defect of ours met by one file must not cost the others
        return rejected(file, Refused("intake_failed", error=type(error).__name__))


def check_in(form: Form, schema: AnnexSchema, day: Day) -> Form:
    """The form with the findings of the formal check, which are added to it; never raises."""
    if form.status is not FormStatus.READ:
        return form
    try:
        check_form(form, schema, day)
    except Exception as error:  # noqa: BLE001  — as above
        return rejected(form.file, Refused("intake_failed", error=type(error).__name__))
    return form


def rejected(file: str, refused: Refused) -> Form:
    """The form that stands for a file that can't be read."""
    return Form(file, FormStatus.REJECTED, Message(refused.code, refused.params))


def _read(document: Document, schema: AnnexSchema) -> Form:
    """The annex in a document; a paper without any table is kept for its looks and its words."""
    try:
        return replace(read_annex(document, schema), kind=document.kind)
    except Refused as refused:
        form = replace(rejected(document.file, refused), kind=document.kind)
    if _shows_paper(document):
        form.reason = Message("scan_without_form")
        form.text = _words(document)
    return form


def is_paper(form: Form) -> bool:
    """Whether a form came as a paper: one that may be another file's sealed scan or printed copy."""
    return form.kind in _PAPERS or (form.reason is not None and form.reason.code == "scan_without_form")


def _shows_paper(document: Document) -> bool:
    """Whether a file without the annex shows a paper: a scan, a picture, a print, a Word file of pictures."""
    only_pictures = any(finding.code == "only_pictures" for finding in document.findings)
    return document.kind in _PAPERS or only_pictures


def _words(document: Document) -> str:
    """What can be read on the paper, in reading order."""
    texts: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        else:
            texts.extend(cell.text for row in block.rows for cell in row)
    return "\n".join(texts)[:_MOST_TEXT]
