"""函件: a letter of an office, set in official layout as a Word file or a PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jianyou.domain.papers.official import written_date
from jianyou.officefiles.paper import Paper
from jianyou.officefiles.writing.official import Head, OfficialPaper
from jianyou.officefiles.writing.official_file import write_official


class LetterKind(StrEnum):
    """What a letter is for; its name is said by the code `letter_<kind>`."""

    ACCEPTANCE = "acceptance"
    REFUSAL = "refusal"
    CORRECTION = "correction"
    ADMISSION = "admission"
    CHOICE = "choice"
    INVITATION = "invitation"
    URGING = "urging"
    CLEARANCE = "clearance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter. `paragraphs` that begin with 一、 or （一） are set as headings to their first full stop.

    `signed_by` is the office, whose name also stands at the head. Number, seal and without `on` the date stay
    blank. `attachments` are names of papers; `table` is set on pages of its own after the letter. `note`
    stands in brackets below the date.
    """

    kind: LetterKind
    title: str
    addressee: str
    paragraphs: Sequence[str]
    signed_by: str
    on: date | None = None
    attachments: Sequence[str] = ()
    table: Paper | None = None
    note: str = ""


def letter_docx(letter: Letter) -> bytes:
    """The letter as a .docx."""
    return write_official(_paper(letter), pdf=False).data


def letter_pdf(letter: Letter) -> bytes:
    """The letter as a PDF."""
    return write_official(_paper(letter), pdf=True).data


def _paper(letter: Letter) -> OfficialPaper:
    return OfficialPaper(
        issuer=letter.signed_by,
        head=Head.LETTER,
        title=letter.title,
        addressee=letter.addressee,
        paragraphs=letter.paragraphs,
        signed_by=letter.signed_by,
        date=written_date(letter.on),
        attachments=letter.attachments,
        note=letter.note,
        annex=letter.table,
    )
