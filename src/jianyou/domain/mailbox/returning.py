"""退回补正: the sender's own file with remarks in it, or a list of findings where it can't take any."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from jianyou.domain.annexes.duplicates import names_another_file
from jianyou.domain.annexes.records import Form, FormStatus
from jianyou.domain.calls.call import Call
from jianyou.domain.mailbox.labels import Labels, readable
from jianyou.domain.mailbox.moment import moment_text
from jianyou.domain.mailbox.provenance import sender
from jianyou.domain.mailbox.reminders import reminder
from jianyou.officefiles.annotating.remark import RemarkAt
from jianyou.officefiles.annotating.sheet import annotate_xlsx
from jianyou.officefiles.annotating.word import annotate_docx
from jianyou.officefiles.model import FileKind
from jianyou.officefiles.paper import Paper, PaperColumn, Written
from jianyou.officefiles.writing.docx import write_docx
from jianyou.terms.display import plain
from jianyou.terms.finding import Finding, Refused, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say
from jianyou.terms.place import Place

_ANNOTATE = {FileKind.DOCX: annotate_docx, FileKind.XLSX: annotate_xlsx}
_TOLD = (Severity.ERROR, Severity.WARNING)
_COLUMNS = (
    ("list_number", 0.5, True),
    ("list_nominee", 1.8, False),
    ("list_column", 1.6, False),
    ("list_remark", 4.6, False),
    ("list_place", 1.8, False),
)


class Returned(NamedTuple):
    """A file to send back: the name it had, or that of a list; how many remarks it holds.

    `findings` say what could not be put where it belongs, and why a file took no remarks.
    """

    name: str
    data: bytes
    findings: tuple[Finding, ...] = ()
    remarks: int = 0


def return_form(
    form: Form,
    original: bytes | None,
    call: Call,
    *,
    author: str,
    at: datetime,
    lang: Lang = Lang.ZH,
    severities: Sequence[Severity] = _TOLD,
) -> Returned | None:
    """What goes back to the form's sender; None where there is nothing for him to mend.

    A .docx or .xlsx that was read comes back as it was, with a remark at each cell concerned, by
    `author`, dated `at`. Everything else, and a file that can take no remarks, gets a list of its
    findings as a Word file. No other sender's file is named. Never raises for a bad file.
    """
    if form.status is FormStatus.SEALED_SCAN:
        return None
    if form.status is FormStatus.REJECTED and reminder(form, call, lang=lang) is None:
        return None  # the reason lies with the reader, not with the sender
    told = [finding for finding in form.findings if finding.severity in severities]
    if form.status is FormStatus.READ and not told:
        return None
    base = readable(form.file).rpartition("/")[2]
    annotate = _ANNOTATE.get(form.kind) if form.kind else None
    hindered: tuple[Finding, ...] = ()
    if form.status is FormStatus.READ and original is not None and annotate is not None:
        remarks = [RemarkAt(finding.place, _text_of(finding, lang)) for finding in told]
        try:
            written = annotate(original, remarks, author=author, at=at, lang=lang)
        except Refused as refused:
            hindered = (Finding(refused.code, Severity.INFO, Place(form.file), refused.params),)
        except Exception as error:  # noqa: BLE001  — a defect of ours met by one file must not cost the others
            params: dict[str, Param] = {"error": type(error).__name__}
            hindered = (Finding("annotate_failed", Severity.WARNING, Place(form.file), params),)
        else:
            return Returned(base, written.data, _named(written, form.file), len(remarks))
    sheet = write_docx(_paper(form, told, call, at, lang))
    stem = base.rpartition(".")[0] or base
    name = f"{stem}-{say('list_file', lang=lang)}.docx"
    return Returned(name, sheet.data, (*hindered, *_named(sheet, name)), len(told) + bool(form.reason))


def _named(written: Written, file: str) -> tuple[Finding, ...]:
    return tuple(finding._replace(place=finding.place._replace(file=file)) for finding in written.findings)


def _text_of(finding: Finding, lang: Lang) -> str:
    """What is wrong; of a repeat across files not which, as the other file is another sender's."""
    if names_another_file(finding):
        return say("reminder_repeated", {"text": str(finding.params.get("text", ""))}, lang)
    return finding.text(lang)


def _paper(form: Form, told: Sequence[Finding], call: Call, at: datetime, lang: Lang) -> Paper:
    """The list of findings, which says whose file it is about and what to do until when."""
    deadline = moment_text(call.deadline, lang)
    late = at > call.deadline
    file = plain(readable(form.file).rpartition("/")[2])
    do = say("list_send_back_late" if late else "list_send_back", {"deadline": deadline}, lang)
    return Paper(
        title=say("list_title", {"title": call.annex.title}, lang),
        columns=[PaperColumn(say(code, lang=lang), width, centered) for code, width, centered in _COLUMNS],
        rows=_rows(form, told, call, lang),
        header=[
            (say("list_of_file", lang=lang), file),
            (say("list_sender", lang=lang), plain(sender(form, call.annex)) or "—"),
        ],
        note=do,
    )


def _rows(form: Form, told: Sequence[Finding], call: Call, lang: Lang) -> list[list[str]]:
    labels, name = Labels(call.annex, lang), call.annex.name_column.key
    rows = [["", "", "", form.reason.text(lang), Place(form.file).text(lang)]] if form.reason else []
    for finding in told:
        entry = form.rows[finding.row - 1] if finding.row and finding.row <= len(form.rows) else None
        nominee = entry.text(name) if entry else ""
        rows.append(["", nominee, labels.column(finding), _text_of(finding, lang), finding.place.text(lang)])
    return [[str(number), *row[1:]] for number, row in enumerate(rows, 1)]
