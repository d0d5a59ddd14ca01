"""Runs under the system's Python, beside LibreOffice: takes jobs on stdin, types, saves, answers on stdout.

Kept apart because only that Python has the bridge `uno`; see fill_in_office for the way in.
"""

import contextlib
import json
import re
import sys
import time
from typing import Any

import uno  # type: ignore[import-not-found]  # comes with LibreOffice, not from a package index

HEADINGS = {
    "序号": "serial",
    "组织（个人）名称": "name",
    "所在区县及所属行业": "location_industry",
    "组织（个人）简况": "profile",
    "请用一句话概括组织或个人的质量工作特色（不超过25个字）": "feature",
    "近五年所获的国家级或省部级质量荣誉": "honors",
    "联系人姓名、职务及联系电话": "contact",
    "是否有意愿申报中国质量奖": "willing",
}
LABELS = {"department": "填报部门", "contact": "联系人", "phone": "联系电话"}
FILTERS = {
    ".docx": "MS Word 2007 XML",
    ".doc": "MS Word 97",
    ".odt": "writer8",
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xls": "MS Excel 97",
    ".ods": "calc8",
}
PATIENCE = 60.0
PARAGRAPH_BREAK = 0


def main() -> None:
    """Do every job; an answer is empty, or says what went wrong."""
    order = json.load(sys.stdin)
    desktop = connect(order["pipe"])
    answers = []
    for job in order["jobs"]:
        try:
            run(desktop, job)
            answers.append("")
        except Exception as error:  # noqa: BLE001  — the office raises its own kinds; the caller hears all
            answers.append(f"{type(error).__name__}: {error}")
    json.dump(answers, sys.stdout)
    with contextlib.suppress(Exception):  # the office hangs up while it ends
        desktop.terminate()


def connect(pipe: str) -> Any:
    """The desktop of the office that listens on the pipe."""
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    last = time.monotonic() + PATIENCE
    while True:
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        except Exception:
            if time.monotonic() > last:
                raise
            time.sleep(0.2)


def run(desktop: Any, job: dict[str, Any]) -> None:
    """Open, type, save."""
    document = desktop.loadComponentFromURL(job["blank"], "_blank", 0, (option("Hidden", value=True),))
    if document is None:
        raise ValueError("the blank form could not be opened")
    try:
        if document.supportsService("com.sun.star.text.TextDocument"):
            type_into_text(document, job["entries"], job["header"])
        else:
            type_into_sheet(document, job["entries"], job["header"])
        suffix = job["out"][job["out"].rindex(".") :].lower()
        document.storeToURL(job["out"], (option("FilterName", value=FILTERS[suffix]),))
    finally:
        document.close(True)


def option(name: str, *, value: object) -> Any:
    """A named argument of the office."""
    pair = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    pair.Name, pair.Value = name, value
    return pair


def type_into_text(document: Any, entries: list[dict[str, str]], header: dict[str, str]) -> None:
    """Values behind the labels of the header line, entries into the rows under the headings."""
    for key, label in LABELS.items():
        search = document.createSearchDescriptor()
        search.SearchRegularExpression = True
        search.SearchString = f"{label}[：:]"
        found = document.findFirst(search)
        if found is not None:
            found.getEnd().setString(header.get(key, ""))
    table, heading_row, columns = find_table(document)
    missing = heading_row + 1 + len(entries) - table.Rows.Count
    if missing > 0:
        table.Rows.insertByIndex(table.Rows.Count, missing)
    for offset, entry in enumerate(numbered(entries), 1):
        for key, letter in columns.items():
            type_lines(table.getCellByName(f"{letter}{heading_row + 1 + offset}"), entry.get(key, ""))


def find_table(document: Any) -> tuple[Any, int, dict[str, str]]:
    """The table with the headings, the row of them (from 0) and the letter of each column."""
    for table in document.TextTables:
        columns: dict[str, str] = {}
        row = 0
        for name in table.CellNames:
            place = re.fullmatch(r"([A-Za-z]+)(\d+)", name)
            key = HEADINGS.get(plain(table.getCellByName(name).String))
            if place and key:
                columns[key], row = place[1], int(place[2]) - 1
        if "name" in columns:
            return table, row, columns
    raise ValueError("no table with the headings of the annex")


def type_lines(cell: Any, text: str) -> None:
    """Type a text, with the Enter key between its lines."""
    cell.setString("")
    cursor = cell.createTextCursor()
    cursor.gotoEnd(False)
    for number, line in enumerate(text.split("\n")):
        if number:
            cell.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        cell.insertString(cursor, line, False)


def type_into_sheet(document: Any, entries: list[dict[str, str]], header: dict[str, str]) -> None:
    """The same in the first sheet that has the headings."""
    sheet, heading_row, columns = find_sheet(document)
    used = used_area(sheet)
    for row in range(used[0] + 1):
        for column in range(used[1] + 1):
            cell = sheet.getCellByPosition(column, row)
            line = with_values(cell.String, header)
            if line != cell.String:
                cell.setString(line)
    free = 0
    while heading_row + 1 + free <= used[0] and is_blank(sheet, heading_row + 1 + free, columns):
        free += 1
    if len(entries) > free:
        sheet.Rows.insertByIndex(heading_row + 1 + free, len(entries) - free)
    for offset, entry in enumerate(numbered(entries), 1):
        for key, column in columns.items():
            sheet.getCellByPosition(column, heading_row + offset).setString(entry.get(key, ""))


def find_sheet(document: Any) -> tuple[Any, int, dict[str, int]]:
    """The sheet with the headings, the row of them and the number of each column, from 0."""
    for sheet in document.Sheets:
        last_row, last_column = used_area(sheet)
        columns: dict[str, int] = {}
        heading_row = 0
        for row in range(last_row + 1):
            for column in range(last_column + 1):
                key = HEADINGS.get(plain(sheet.getCellByPosition(column, row).String))
                if key:
                    columns[key], heading_row = column, row
        if "name" in columns:
            return sheet, heading_row, columns
    raise ValueError("no sheet with the headings of the annex")


def used_area(sheet: Any) -> tuple[int, int]:
    """The last row and column in use, from 0."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    return cursor.RangeAddress.EndRow, cursor.RangeAddress.EndColumn


def is_blank(sheet: Any, row: int, columns: dict[str, int]) -> bool:
    """Whether the row waits for an entry: no cell of it is filled, its number aside, and none is merged."""
    cells = [sheet.getCellByPosition(column, row) for key, column in columns.items() if key != "serial"]
    first = sheet.getCellByPosition(columns.get("serial", columns["name"]), row)
    return not any(cell.String for cell in cells) and not first.IsMerged


def with_values(line: str, header: dict[str, str]) -> str:
    """The line with each value behind its label."""
    for key, label in LABELS.items():
        found = re.search(f"{label}[：:]", line)
        if found:
            line = line[: found.end()] + header.get(key, "") + line[found.end() :]
    return line


def numbered(entries: list[dict[str, str]]) -> list[dict[str, str]]:
    """The entries with their numbers."""
    return [{"serial": str(number), **entry} for number, entry in enumerate(entries, 1)]


def plain(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


if __name__ == "__main__":
    main()
