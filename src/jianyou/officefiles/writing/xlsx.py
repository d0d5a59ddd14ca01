"""Papers and plain sheets as a workbook: strings only, no formula ever, rows tall enough to read.

Its XML is built as text, as that of Word files is: it's faster than any library, and nothing can
take a text for a formula, a number, a link or rich text.
"""

import re
from collections.abc import Sequence

from jianyou.officefiles.paper import Paper, SheetPaper, Written
from jianyou.officefiles.writing.package import package_parts, zipped
from jianyou.officefiles.writing.printable import printable_text
from jianyou.officefiles.writing.xlsx_parts import WORKBOOK, sheet_part, styles, workbook
from jianyou.officefiles.writing.xlsx_sheet import SheetWriter, Strings, cut
from jianyou.terms.finding import Finding

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x7f-\x9f]")
_NAME_LENGTH = 31


def write_xlsx(sheets: Sequence[Paper | SheetPaper]) -> Written:
    """A workbook with one sheet for each paper; the same papers give the same bytes.

    Text that looks like a formula or a link stays text. What exceeds Excel's 32,767 characters a
    cell is cut with an error finding, and a row too low to show all its text gets a warning. Raises
    Refused (`sheet_rows_exceeded`) for more rows than a sheet has, ValueError for no sheet at all.
    """
    if not sheets:
        raise ValueError("a workbook has at least one sheet")
    titles = [_title(paper) for paper in sheets]
    names = _sheet_names(titles)
    strings = Strings()
    parts: list[tuple[str, str]] = []
    defined: list[str] = []
    findings: list[Finding] = []
    for number, (name, paper) in enumerate(zip(names, sheets, strict=True)):
        writer = SheetWriter(number, name, paper, strings)
        parts.append((sheet_part(number + 1), writer.xml()))
        defined += writer.defined_names()
        findings += writer.findings
    parts = [
        *workbook(names, defined),
        *package_parts(WORKBOOK, titles[0]),
        *parts,
        ("xl/styles.xml", styles()),
        ("xl/sharedStrings.xml", strings.xml()),
    ]
    return Written(zipped(parts), tuple(findings))


def _title(paper: Paper | SheetPaper) -> str:
    return printable_text(paper.title if isinstance(paper, Paper) else paper.name)


def _sheet_names(titles: Sequence[str]) -> list[str]:
    r"""Names that Excel accepts: at most 31 characters, none of []:*?/\, and all different."""
    names: list[str] = []
    taken = {"history"}  # Excel keeps this name for itself
    for number, title in enumerate(titles, 1):
        plain = _NOT_IN_NAMES.sub("", " ".join(title.split()))
        base = name = cut(plain.strip("' "), _NAME_LENGTH).strip("' ") or f"表{number}"
        repeat = 1
        while name.lower() in taken:
            repeat += 1
            suffix = f"({repeat})"
            name = cut(base, _NAME_LENGTH - len(suffix)) + suffix
        taken.add(name.lower())
        names.append(name)
    return names
