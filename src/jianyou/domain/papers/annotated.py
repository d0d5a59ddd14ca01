"""带批注的原表: the form that a filer sent, with what is to be corrected as comments at its cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from jianyou.domain.annexes.intake import read_in
from jianyou.domain.annexes.records import FormStatus
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.officefiles.annotating.remark import RemarkAt
from jianyou.officefiles.annotating.sheet import annotate_xlsx
from jianyou.officefiles.annotating.word import annotate_docx
from jianyou.officefiles.model import FileKind
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang

_ANNOTATE = {FileKind.DOCX: annotate_docx, FileKind.XLSX: annotate_xlsx}


class EntryRemark(NamedTuple):
    """What is to be corrected in a column of an entry; with no column, in the entry as such."""

    ordinal: int
    column: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotating:
    """A form as it was sent (its name, and where its bytes lie), and the remarks by `author` at `at`."""

    name: str
    path: Path
    schema: AnnexSchema
    remarks: Sequence[EntryRemark]
    author: str
    at: datetime
    lang: Lang = Lang.ZH


def annotated(what: Annotating) -> bytes:
    """The form with the remarks in it; all else stays as it was sent.

    Raises:
        Refused: there are no remarks, it is no .docx or .xlsx that comments can be put into, or the entry
            isn't found in it.
    """
    if not what.remarks:
        raise Refused("annotated_nothing")
    form = read_in(what.path, file=what.name, schema=what.schema)
    annotate = _ANNOTATE.get(form.kind) if form.kind and form.status is FormStatus.READ else None
    if annotate is None:
        raise Refused("annotated_not_possible")
    placed = []
    for remark in what.remarks:
        if not 0 < remark.ordinal <= len(form.rows):
            raise Refused("annotated_not_found", ordinal=remark.ordinal)
        row = form.rows[remark.ordinal - 1]
        value = row.values.get(remark.column)
        placed.append(RemarkAt(value.place if value else row.place, remark.text))
    data = what.path.read_bytes()
    return annotate(data, placed, author=what.author, at=what.at, lang=what.lang).data
