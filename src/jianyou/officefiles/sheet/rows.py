"""One long sheet of a workbook, row by row: a register of up to about a hundred thousand rows.

Forms go through `reader`, which keeps merges, notes and places and admits 100,000 cells. A register is
one plain table and wants 20 times that; so its reader may cost up to 640 MB, in a process of its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jianyou.officefiles.confined import Helper, running
from jianyou.officefiles.guard import Limits, admit
from jianyou.officefiles.model import FileKind
from jianyou.officefiles.sheet.child import pack
from jianyou.officefiles.unpacking import MEGABYTE
from jianyou.terms.finding import Refused

SCRIPT = Path(__file__).with_name("rows_child.py")
MOST_CELLS = 3_000_000
MOST_CHARACTERS = 60_000_000
SECONDS = 120
LIMITS = Limits(file_bytes=100 * MEGABYTE, unpacked_bytes=1024 * MEGABYTE, part_bytes=1024 * MEGABYTE)

_HEADER = 4
_LARGEST_FRAME = 64 * MEGABYTE
_DETAIL = 120
_REFUSALS = {
    "sheet_too_large": {"sheet", "cell", "limit"},
    "sheet_too_much_text": {"sheet"},
    "sheet_encrypted": set[str](),
    "sheet_unreadable": {"detail"},
    "sheet_rows_missing": {"sheet"},
}


@dataclass(frozen=True, slots=True)
class LongSheet:
    """A sheet with the names of the other visible ones; `rows` counts from row 1, texts as shown."""

    name: str
    others: tuple[str, ...]
    rows: Iterator[list[str]]


@contextmanager
def open_rows(path: Path, sheet: str = "") -> Iterator[LongSheet]:
    """Read the sheet of that name, by default the first that holds anything.

    Raises:
        Refused: it is no workbook, has no such sheet, or can't be read within its limits; also from `rows`.
    """
    guarded = admit(path, limits=LIMITS)
    if guarded.kind not in (FileKind.XLSX, FileKind.XLS):
        raise Refused(guarded.refusal or "register_kind", name=path.name)
    order = pack([str(MOST_CELLS), str(MOST_CHARACTERS), sheet, str(SECONDS)]) + guarded.data
    del guarded
    with running(SCRIPT, order, seconds=SECONDS) as helper:
        del order
        kind, *fields = _frame(helper)
        if kind != "sheet" or len(fields) < 2 or not fields[1].isdecimal() or not int(fields[1]):
            raise Refused("sheet_reader_stopped")
        yield LongSheet(fields[0], tuple(fields[2:]), _rows(helper, int(fields[1])))


def _rows(helper: Helper, width: int) -> Iterator[list[str]]:
    while True:
        kind, *texts = _frame(helper)
        if kind == "end":
            return
        if kind != "rows" or len(texts) % width:
            raise Refused("sheet_reader_stopped")
        for start in range(0, len(texts), width):
            yield texts[start : start + width]


def _frame(helper: Helper) -> list[str]:
    """The fields of the next frame; Refused for a refusal and for what makes no sense."""
    head = helper.read(_HEADER)
    size = int.from_bytes(head, "big")
    body = helper.read(size) if len(head) == _HEADER and size <= _LARGEST_FRAME else b""
    if not body or len(body) < size:
        if helper.late:
            raise Refused("sheet_reader_timeout", seconds=SECONDS)
        raise Refused("sheet_reader_stopped")
    try:
        fields = body.decode().split("\0")
    except UnicodeDecodeError as error:
        raise Refused("sheet_reader_stopped") from error
    if fields[0] == "refused":
        raise _refused(fields[1:])
    return fields


def _refused(fields: list[str]) -> Refused:
    code = fields[0] if fields else ""
    params = dict(zip(fields[1::2], fields[2::2], strict=False))
    if _REFUSALS.get(code) != params.keys():
        return Refused("sheet_reader_stopped")
    shown = {name: "".join(filter(str.isprintable, text))[:_DETAIL] for name, text in params.items()}
    return Refused(code, **shown)
