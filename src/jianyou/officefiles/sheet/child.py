"""The process that reads workbooks: bytes in, texts out, with little memory and no files.

Run as a script by `process`; nothing of the package is imported here, so that it starts in
10 ms. It is fed with what the guard has admitted, and whatever it answers is checked as if it
came from a stranger. A frame is its length in 4 bytes, then fields in UTF-8 parted by NUL.

A request is a frame of fields (most cells, most characters, CPU seconds, length of the workbook),
then the workbook's bytes. The answer is a frame a sheet ("sheet", name, first row, first column,
height, width, merges, numbers, then the texts row by row), for a hidden sheet ("hidden", name),
then ("end"); or ("refused", code, key, value...) instead of any of them. Merges are four numbers
each (row, column, last row, last column, all from 1), numbers the places of texts that were numbers.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
import time

TYPE_CHECKING = False  # typing itself takes as long to load as all the rest
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, BinaryIO

HEADER = 4
READY = "ready"
_PIPE = 65_536
MEMORY = 72 * 1024 * 1024
_HALF_SECOND = dt.timedelta(microseconds=500_000)

_resource: Any = None  # stays None where there are no such limits: the parent's time limit remains
try:
    import resource

    _resource = resource
except ImportError:
    pass


class ExcessError(Exception):
    """The workbook goes beyond a limit: a code and its parameters."""


def number_text(value: float) -> str:
    """A number as a person writes it: no ".0", no exponent where it can be helped, 15 digits."""
    if value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    text = format(value, ".15g")
    mantissa, _, exponent = text.partition("e")
    if not exponent or not -20 < int(exponent) < 0:
        return text
    digits = mantissa.lstrip("-").replace(".", "")
    return ("-" if value < 0 else "") + "0." + "0" * (-int(exponent) - 1) + digits


def value_text(value: object) -> str:
    """A truth value or a point in time as text: TRUE, 2024-02-06, 2024-02-06 17:30, 08:15."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        if value.microsecond and value.year < dt.MAXYEAR:  # a fraction of a day is rarely a whole second
            value += _HALF_SECOND
        return value.isoformat(" ", "seconds").removesuffix(":00").removesuffix(" 00:00")
    if isinstance(value, dt.time):
        return value.isoformat("seconds").removesuffix(":00")
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}" + (f":{seconds:02}" if seconds else "")
    return str(value)


def cell_texts(rows: Sequence[Sequence[object]]) -> tuple[list[str], list[int]]:
    """The texts of a grid row by row, and which of them were numbers."""
    texts: list[str] = []
    numbers: list[int] = []
    for row in rows:
        for value in row:
            if type(value) is str:
                texts.append(value)
            elif isinstance(value, (int, float)) and not isinstance(value, bool):
                numbers.append(len(texts))
                texts.append(number_text(float(value)))
            else:
                texts.append(value_text(value))
    return texts, numbers


def pack(fields: Sequence[str]) -> bytes:
    """A frame of fields."""
    body = "\0".join(fields)
    if body.count("\0") != len(fields) - 1:  # a NUL in a text: let it stay a control character
        body = "\0".join(field.replace("\0", "\x01") for field in fields)
    data = body.encode("utf-8", "replace")
    return len(data).to_bytes(HEADER, "big") + data


def letters(column: int) -> str:
    """A column's name: 1 -> A, 27 -> AA."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


class Budget:
    """What a workbook may still hold."""

    def __init__(self, cells: int, characters: int) -> None:
        self.limit = self.cells = cells
        self.characters = characters

    def take(self, sheet: Any) -> None:
        """Count a sheet's grid before it is spread out."""
        self.cells -= sheet.height * sheet.width
        if self.cells < 0:
            row, column = sheet.end
            cell = f"{letters(column + 1)}{row + 1}"
            raise ExcessError("sheet_too_large", "sheet", sheet.name, "cell", cell, "limit", str(self.limit))

    def take_texts(self, name: str, texts: Sequence[str]) -> None:
        """Count the characters of a sheet."""
        self.characters -= sum(map(len, texts))
        if self.characters < 0:
            raise ExcessError("sheet_too_much_text", "sheet", name)


def sheet_fields(sheet: Any, budget: Budget) -> list[str]:
    """The fields that tell a sheet; an empty one has height and width 0."""
    if sheet.start is None:
        return ["sheet", sheet.name, "1", "1", "0", "0", "", ""]
    budget.take(sheet)
    texts, numbers = cell_texts(sheet.to_python(skip_empty_area=True))
    budget.take_texts(sheet.name, texts)
    row, column = sheet.start
    corners = [number + 1 for start, end in sheet.merged_cell_ranges or () for number in (*start, *end)]
    return [
        "sheet",
        sheet.name,
        str(row + 1),
        str(column + 1),
        str(sheet.height),
        str(sheet.width),
        " ".join(map(str, corners)),
        " ".join(map(str, numbers)),
        *texts,
    ]


def answer(calamine: Any, data: bytes, budget: Budget) -> Iterator[bytes]:
    """The frames that tell a workbook; any error is told as a refusal."""
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet in book.sheets_metadata:
            if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            if sheet.visible != calamine.SheetVisibleEnum.Visible:
                yield pack(["hidden", sheet.name])
            else:
                yield pack(sheet_fields(book.get_sheet_by_name(sheet.name), budget))
        yield pack(["end"])
    except ExcessError as excess:
        yield pack(["refused", *excess.args])
    except calamine.PasswordError:
        yield pack(["refused", "sheet_encrypted"])
    except MemoryError:
        yield pack(["refused", "sheet_reader_stopped"])
    except Exception as error:  # noqa: BLE001  — a damaged workbook raises anything
        yield pack(["refused", "sheet_unreadable", "detail", f"{type(error).__name__}: {error}"[:200]])


def serve(calamine: Any, source: BinaryIO, sink: BinaryIO) -> None:
    """Answer requests until the other end closes."""
    while len(head := source.read(HEADER)) == HEADER:
        fields = source.read(int.from_bytes(head, "big")).decode().split("\0")
        cells, characters, seconds, length = map(int, fields)
        data = source.read(length)
        if len(data) < length:
            return
        limit_seconds(seconds)
        sink.writelines(answer(calamine, data, Budget(cells, characters)))
        sink.flush()


def confine(memory: int = MEMORY, files: int = 3, *, threads: bool = False) -> None:
    """Give up files, processes and all but a little memory, where the system knows such limits.

    `files` counts the open ones, standard input and output among them. `threads` leaves room for
    the library's own, which count as processes for everybody but the superuser.
    """
    if _resource is None:
        return
    limits = [
        (_resource.RLIMIT_CORE, 0),
        (_resource.RLIMIT_FSIZE, 0),
        (_resource.RLIMIT_NOFILE, files),
    ]
    if not threads:
        limits.append((_resource.RLIMIT_NPROC, 0))
    try:
        with open("/proc/self/statm", "rb") as statm:  # noqa: PTH123  — pathlib is slow to load
            pages = int(statm.read().split()[0])
        limits.append((_resource.RLIMIT_AS, pages * os.sysconf("SC_PAGE_SIZE") + memory))
    except (OSError, ValueError, IndexError):  # not Linux, or /proc isn't mounted
        pass
    for kind, limit in limits:
        try:
            _resource.setrlimit(kind, (limit, limit))
        except (OSError, ValueError):  # forbidden, or beyond an outer limit that is lower still
            continue


def limit_seconds(seconds: int) -> None:
    """Let the system end this process when it has computed for so much longer."""
    if _resource is None:
        return
    try:
        hard = _resource.getrlimit(_resource.RLIMIT_CPU)[1]
        _resource.setrlimit(_resource.RLIMIT_CPU, (int(time.process_time()) + seconds, hard))
    except (OSError, ValueError):  # an outer limit is lower
        return


def main(folder: str) -> None:
    """Load the library from `folder`, give up what isn't needed, say so, and serve."""
    sys.path.append(folder)
    import python_calamine  # noqa: PLC0415  — its folder is known only now

    source = open(0, "rb", _PIPE, closefd=False)  # noqa: SIM115  — a pipe without a path
    sink = open(1, "wb", _PIPE, closefd=False)  # noqa: SIM115  — the same
    confine()
    sink.write(pack([READY]))
    sink.flush()
    serve(python_calamine, source, sink)


if __name__ == "__main__":
    main(sys.argv[1])
