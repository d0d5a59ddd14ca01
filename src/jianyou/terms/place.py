"""Where something stands in a file that somebody handed in."""

from typing import NamedTuple

from jianyou.terms.lang import Lang


class Place(NamedTuple):
    """A place in a file, as exact as is known; rows, columns and tables count from 1.

    A Word cell has `table`, `row` and `column`; a workbook cell has `part` (its sheet), `row`
    and `column`; a paragraph outside any table has `paragraph`; and a bare `file` stands for
    the whole file. For Word `part` is empty for the body, else "textbox", "header" or "footer".
    """

    file: str
    part: str = ""
    table: int | None = None
    row: int | None = None
    column: int | None = None
    paragraph: int | None = None

    def text(self, lang: Lang = Lang.ZH) -> str:
        """The place without its file, in words: `第1个表格第3行第5列`, `工作表“汇总表”E3`."""
        if self.table is not None:
            return _word_cell(self, lang)
        if self.row is not None:
            return _sheet_cell(self, lang)
        if self.paragraph is not None:
            return _paragraph(self, lang)
        return _PARTS[lang].get(self.part, self.part)

    def as_dict(self) -> dict[str, str | int]:
        """What is known of the place, for JSON."""
        return {key: value for key, value in self._asdict().items() if value not in (None, "")}


_PARTS = {
    Lang.ZH: {"": "整个文件", "textbox": "文本框", "header": "页眉", "footer": "页脚", "footnote": "脚注"},
    Lang.EN: {
        "": "whole file",
        "textbox": "text box",
        "header": "page header",
        "footer": "page footer",
        "footnote": "footnote",
    },
}


def column_letters(column: int) -> str:
    """The spreadsheet name of a column that counts from 1: 1 -> A, 27 -> AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _word_cell(place: Place, lang: Lang) -> str:
    if lang is Lang.ZH:
        row = f"第{place.row}行" if place.row else ""
        column = f"第{place.column}列" if place.column else ""
        return f"第{place.table}个表格{row}{column}"
    parts = [f"table {place.table}"]
    if place.row:
        parts.append(f"row {place.row}")
    if place.column:
        parts.append(f"column {place.column}")
    return ", ".join(parts)


def _sheet_cell(place: Place, lang: Lang) -> str:
    sheet = f"工作表“{place.part}”" if lang is Lang.ZH else f"sheet “{place.part}” "
    if place.column:
        return f"{sheet}{column_letters(place.column)}{place.row}"
    return f"{sheet}第{place.row}行" if lang is Lang.ZH else f"{sheet}row {place.row}"


def _paragraph(place: Place, lang: Lang) -> str:
    part = _PARTS[lang].get(place.part, place.part) if place.part else ""
    if lang is Lang.ZH:
        return f"{part or '正文'}第{place.paragraph}段"
    return f"{part or 'text'}, paragraph {place.paragraph}"
