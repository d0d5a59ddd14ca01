"""The process that reads one long sheet row by row: a workbook's bytes in, rows of texts out.

Run as a script by `rows`, with the folders of its libraries as arguments. The request is a frame of
fields (most cells, most characters, name of the sheet or "", CPU seconds), then the workbook until the end.
The answer is frames: ("sheet", name, width, names of the other visible sheets...), then ("rows", texts
row by row from row 1...) as often as needed, then ("end"); or ("refused", code, key, value...).
"""

import io
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

# A sheet of two million cells with its texts needs 350 MB in the library.
MEMORY = 640 * 1024 * 1024
_FILES = 24
_HEADER = 4
_BLOCK_CELLS = 40_000


def main(folders: list[str]) -> None:
    """Load what is needed, give up what isn't, and answer the one request."""
    sys.path.extend(folders)
    import python_calamine  # noqa: PLC0415  — its folder is known only now

    from jianyou.officefiles.sheet.child import confine, limit_seconds, pack  # noqa: PLC0415  — the same

    confine(MEMORY, _FILES)
    source: BinaryIO = sys.stdin.buffer
    fields = source.read(int.from_bytes(source.read(_HEADER), "big")).decode().split("\0")
    limit_seconds(int(fields[3]))
    sink = sys.stdout.buffer
    for frame in answer(python_calamine, source.read(), int(fields[0]), int(fields[1]), fields[2]):
        sink.write(pack(frame))
    sink.flush()


def answer(calamine: Any, data: bytes, cells: int, characters: int, wanted: str) -> Iterator[list[str]]:
    """The frames that tell the sheet; any error is told as a refusal."""
    from jianyou.officefiles.sheet.child import Budget, ExcessError  # noqa: PLC0415  — the same

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        yield from sheet_frames(book, visible_sheets(calamine, book), Budget(cells, characters), wanted)
    except ExcessError as excess:
        yield ["refused", *excess.args]
    except calamine.PasswordError:
        yield ["refused", "sheet_encrypted"]
    except MemoryError:
        yield ["refused", "sheet_reader_stopped"]
    except Exception as error:  # noqa: BLE001  — a damaged workbook raises anything
        yield ["refused", "sheet_unreadable", "detail", f"{type(error).__name__}: {error}"[:200]]


def visible_sheets(calamine: Any, book: Any) -> list[str]:
    """The names of the worksheets that can be seen, in order."""
    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet
        and sheet.visible == calamine.SheetVisibleEnum.Visible
    ]


def sheet_frames(book: Any, names: list[str], budget: Any, wanted: str) -> Iterator[list[str]]:
    """The frames of the sheet of that name, by default of the first that holds anything."""
    from jianyou.officefiles.sheet.child import cell_texts  # noqa: PLC0415  — its folder is known only now

    for name in [each for each in names if wanted in ("", each)]:
        sheet = book.get_sheet_by_name(name)
        if sheet.start is None:
            continue
        budget.take(sheet)
        yield ["sheet", name, str(sheet.width), *(each for each in names if each != name)]
        rows = sheet.iter_rows()
        while block := list(islice(rows, max(1, _BLOCK_CELLS // sheet.width))):
            texts, _ = cell_texts(block)
            budget.take_texts(name, texts)
            yield ["rows", *texts]
        yield ["end"]
        return
    yield ["refused", "sheet_rows_missing", "sheet", wanted or "-"]


if __name__ == "__main__":
    main(sys.argv[1:])
