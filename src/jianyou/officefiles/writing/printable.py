"""Characters that no office file can hold are taken out before writing, and never in silence."""

import re
from itertools import chain

from jianyou.officefiles.paper import Paper, SheetPaper
from jianyou.officefiles.writing.spots import AnyPaper, Locate, Spot, change_texts, finding_at
from jianyou.terms.finding import Finding, Severity

# Every line end becomes "\n": Word's own soft break is read as \x0b, and XML folds \r anyway.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# What XML 1.0 (production 2, Char) does not admit.
_NOT_XML = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TO_MEND = re.compile("[\x00-\x08\x0b-\x1f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_SHOWN = 8


def printable_text(text: str) -> str:
    """The text with a newline for every kind of line end and without what XML can't hold."""
    return _NOT_XML.sub("", _LINE_ENDS.sub("\n", text))


def printable(paper: AnyPaper, locate: Locate) -> tuple[AnyPaper, list[Finding]]:
    """The paper with printable texts, and a finding for each text that lost characters."""
    findings: list[Finding] = []
    if not _TO_MEND.search("\n".join(_all_texts(paper))):
        return paper, findings

    def mend(spot: Spot, text: str) -> str:
        lost = _NOT_XML.findall(_LINE_ENDS.sub("\n", text))
        if lost:
            findings.append(
                finding_at(
                    spot,
                    paper,
                    locate,
                    "control_characters_removed",
                    Severity.WARNING,
                    count=len(lost),
                    codes=code_points("".join(lost)),
                )
            )
        return printable_text(text)

    return change_texts(paper, mend), findings


def code_points(characters: str) -> str:
    """`U+0001、U+FFFE`: the distinct characters by number, at most 8, then an ellipsis."""
    distinct = list(dict.fromkeys(characters))
    shown = "、".join(f"U+{ord(character):04X}" for character in distinct[:_SHOWN])
    return shown + "…" * (len(distinct) > _SHOWN)


def _all_texts(paper: Paper | SheetPaper) -> chain[str]:
    cells = chain.from_iterable(paper.rows)
    headings = (column.title for column in paper.columns)
    if isinstance(paper, SheetPaper):
        return chain(headings, cells)
    pairs = chain.from_iterable(paper.header)
    return chain((paper.label, paper.title, paper.note), pairs, headings, cells)
