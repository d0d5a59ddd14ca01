"""A remark and the cell it belongs to; how remarks are worded so that ours are known again."""

from collections.abc import Sequence
from typing import NamedTuple

from jianyou.officefiles.unpacking import LIMITS, Limits
from jianyou.officefiles.writing.printable import code_points, printable_text
from jianyou.terms.finding import Finding, Refused, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param
from jianyou.terms.place import Place

__all__ = ["LIMITS", "MARK", "Limits", "RemarkAt", "Wording", "is_ours"]

# Word, WPS and LibreOffice may drop or change anything about a comment but its words.
MARK = "【荐优】"


class RemarkAt(NamedTuple):
    """What to say at a place of the file; the text may have several lines, the place's `file` is ignored."""

    place: Place
    text: str


class Wording:
    """Words remarks for one file, and keeps what could not be said as it was handed in."""

    def __init__(self, lang: Lang) -> None:
        self.findings: list[Finding] = []
        self._lang = lang

    def lines(self, remarks: Sequence[RemarkAt], *, here: Place | None) -> list[str]:
        """The lines of one comment, without our mark; numbered where there are several remarks.

        A remark whose place isn't `here` names its own place.
        """
        lines: list[str] = []
        for number, remark in enumerate(remarks, 1):
            text = self._text(remark, here)
            lines += (f"{number}. {text}" if len(remarks) > 1 else text).split("\n")
        return lines

    def author(self, author: str) -> str:
        """The author's name on one line."""
        return " ".join(printable_text(author).split())

    def moved(self, remark: RemarkAt) -> None:
        """Keep that a remark stands elsewhere than at the cell or paragraph it was meant for."""
        if remark.place.column is not None or remark.place.paragraph is not None:
            self._note("remark_moved", Severity.INFO, remark)

    def cut(self, remark: RemarkAt) -> None:
        """Keep that the comment which begins with a remark was too long to be written whole."""
        self._note("remark_cut", Severity.WARNING, remark)

    def _text(self, remark: RemarkAt, here: Place | None) -> str:
        printable = printable_text(remark.text)
        if printable != remark.text and (lost := [each for each in remark.text if not printable_text(each)]):
            codes = code_points("".join(lost))
            self._note("control_characters_removed", Severity.WARNING, remark, count=len(lost), codes=codes)
        text = printable.strip("\n")
        if here is not None and remark.place._replace(file=here.file) == here:
            return text
        colon = "：" if self._lang is Lang.ZH else ": "
        return f"{remark.place.text(self._lang)}{colon}{text}"

    def _note(self, code: str, severity: Severity, remark: RemarkAt, **params: Param) -> None:
        self.findings.append(Finding(code, severity, remark.place._replace(file=""), params))


def is_ours(text: str) -> bool:
    """Whether a comment of this text is one that we wrote."""
    return text.lstrip().startswith(MARK)


def refuse_signed(names: Sequence[str]) -> None:
    """Refused where a digital signature seals the package: any change would break it."""
    if any("_xmlsignatures/" in f"/{name.lower()}" for name in names):
        raise Refused("annotate_signed")
