"""Readers of a few lines, independent of ours and of the generator: which characters a file shows."""

import io
import zipfile

import openpyxl
from lxml import etree

from examples.forms.kinds import Made

# What an accepted document doesn't show, and what stands twice.
UNSEEN = ("del", "moveFrom", "rt", "instrText", "fldData", "Fallback")
# Word's own numbers and symbols have no characters in the file.
WITHOUT_CHARACTERS = {"docx.autonumber": ("serial", "profile"), "docx.checkbox": ("willing",)}
# A value on two rows stands in pieces.
IN_PIECES = ("docx.entry_on_two_rows", "xlsx.entry_on_two_rows", "docx.combined", "xlsx.combined")


def squeezed(text: str) -> str:
    return "".join(text.split())


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


def shown(part: bytes) -> str:
    """The characters of a Word part that a reader sees once every change is accepted."""
    root = etree.fromstring(part)
    pieces = []
    for element in root.iter(etree.Element):
        if any(local(parent) in UNSEEN for parent in element.iterancestors()):
            continue
        if local(element) == "t":
            pieces.append(element.text or "")
        elif local(element) == "noBreakHyphen":
            pieces.append("-")
    return squeezed("".join(pieces))


def word_text(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if name in ("word/document.xml", "word/header1.xml")]
        return "".join(shown(package.read(name)) for name in names)


def sheet_text(data: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    texts = ("" if cell is None else str(cell).replace("_x000D_", "") for cell in cells)
    return squeezed("|".join(texts))


def cells_missing(made: Made, text: str, kind: str) -> list[str]:
    """The values of the truth that `text` lacks."""
    skipped = WITHOUT_CHARACTERS.get(kind, ())
    rows = [{key: value for key, value in row.items() if key not in skipped} for row in made.rows]
    values = [value for row in [*rows, made.header] for value in row.values()]
    if kind in IN_PIECES:
        values = [line for value in values for line in value.split("\n")]
    return [value for value in values if squeezed(value) not in text]
