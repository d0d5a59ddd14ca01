"""Answers to choose from in the cells of a workbook that was just written."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from jianyou.officefiles.writing.package import zipped
from jianyou.terms.place import column_letters

_AFTER = "<printOptions"


def with_choices(
    workbook: bytes, *, columns: Sequence[int], rows: tuple[int, int], choices: Sequence[str], hint: str
) -> bytes:
    """Our own workbook whose first sheet offers `choices` in these columns (from 1) and rows, both included.

    Whoever types something else is asked whether he means it, with the `hint`; it isn't forbidden.
    ValueError for choices with commas or quotes, which a list in a cell can't hold.
    """
    if any(sign in choice for choice in choices for sign in ',"'):
        raise ValueError("a choice holds a comma or quote")
    cells = " ".join(f"{column_letters(one)}{rows[0]}:{column_letters(one)}{rows[1]}" for one in columns)
    told = (
        f'<dataValidations count="1"><dataValidation type="list" errorStyle="information" allowBlank="1"'
        f' showInputMessage="1" showErrorMessage="1" error={quoteattr(hint)} prompt={quoteattr(hint)}'
        f' sqref="{cells}"><formula1>"{",".join(choices)}"</formula1></dataValidation></dataValidations>'
    )
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        parts: list[tuple[str, str | bytes]] = [(name, archive.read(name)) for name in archive.namelist()]
    sheet = "xl/worksheets/sheet1.xml"
    return zipped(
        (name, content.decode().replace(_AFTER, told + _AFTER, 1))
        if name == sheet and isinstance(content, bytes)
        else (name, content)
        for name, content in parts
    )
