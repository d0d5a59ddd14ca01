"""What the child tells, frame by frame, and how it is taken in: checked, for its sender isn't trusted.

A page is ("page", number, width, height), then ("text", left, top, right, bottom, text) for each
stretch outside tables, and for each table ("table", odd, inner, columns, rows) and its cells:
("cell", row, column, rowspan, colspan, below, behind, notes, text). ("note", code, count, text)
belongs to the page before. ("end") comes last, or ("refused", code, key, value...) instead.
"""

import math
from collections.abc import Iterator, Sequence

from jianyou.officefiles.pdf.layout import Block, Filled, PageLayout, Stretch
from jianyou.terms.finding import Refused

_DETAIL = 160
_MOST = 1_000_000
NOTES = frozenset(
    (
        "pdf_fields_read",
        "pdf_fields_unread",
        "pdf_layers",
        "pdf_ocr_layer",
        "pdf_page_turned",
        "pdf_text_askew",
        "pdf_text_beside",
        "pdf_text_hidden",
        "pdf_unmapped",
    )
)
CELL_NOTES = frozenset(("pdf_hyphen_unsure", "pdf_ruby_left_out", "pdf_text_crosses", "pdf_text_overlaps"))
_REFUSALS = {
    "ofd_damaged": {"detail"},
    "password_wrong": set[str](),
    "pdf_damaged": {"detail"},
    "pdf_encryption_unknown": set[str](),
    "pdf_locked": set[str](),
    "pdf_page_odd": {"page"},
    "pdf_reader_stopped": set[str](),
    "pdf_too_many_lines": {"page"},
    "pdf_too_many_pages": {"limit"},
    "pdf_too_much_text": {"page"},
    "pdf_too_slow": {"pages", "seconds"},
}


def fields_of(page: PageLayout) -> Iterator[Sequence[str]]:
    """The frames of a page."""
    yield ["page", str(page.number), _number(page.width), _number(page.height)]
    for stretch in page.stretches:
        yield ["text", *map(_number, stretch[1:]), stretch.text]
    for block in page.blocks:
        lines = (" ".join(map(_number, places)) for places in (block.columns, block.rows))
        yield ["table", str(int(block.odd)), str(int(block.inner)), *lines]
        for cell in block.cells:
            room = (_number(cell.below), _number(cell.behind))
            yield ["cell", *map(str, cell[:4]), *room, " ".join(cell.notes), cell.text]
    for code, count, text in page.notes:
        yield ["note", code, str(count), text]


def _number(value: float) -> str:
    return format(value, ".2f")


class Intake:
    """Takes frames and keeps the pages that they tell."""

    def __init__(self) -> None:
        self.pages: list[PageLayout] = []
        self.refusal: Refused | None = None

    def take(self, fields: list[str]) -> bool:
        """Take a frame; whether more are to come. ValueError for one that isn't sound."""
        match fields:
            case ["end"]:
                return False
            case ["refused", code, *params]:
                self.refusal = _refused(code, params)
                return False
            case ["page", number, width, height] if int(number) == len(self.pages) + 1:
                self.pages.append(PageLayout(int(number), _float(width), _float(height)))
            case ["text", left, top, right, bottom, text]:
                sides = (_float(left), _float(top), _float(right), _float(bottom))
                self._page().stretches.append(Stretch(text, *sides))
            case ["table", odd, inner, columns, rows]:
                block = Block(_places(columns), _places(rows), odd=odd == "1", inner=inner == "1")
                self._page().blocks.append(block)
            case ["cell", row, column, rowspan, colspan, *rest]:
                box = (_whole(row), _whole(column), _whole(rowspan), _whole(colspan))
                self._take_cell(box, rest)
            case ["note", code, count, text] if code in NOTES:
                self._page().notes.append((code, _whole(count), text))
            case _:
                raise ValueError(fields[:1])
        return True

    def _page(self) -> PageLayout:
        if not self.pages:
            raise ValueError("no page yet")
        return self.pages[-1]

    def _take_cell(self, box: tuple[int, int, int, int], rest: list[str]) -> None:
        below, behind, codes, text = rest
        block = self._page().blocks[-1] if self._page().blocks else None
        notes = tuple(codes.split())
        row, column, rowspan, colspan = box
        inside = (
            block is not None
            and rowspan > 0 < colspan
            and row + rowspan < len(block.rows)
            and column + colspan < len(block.columns)
        )
        if block is None or not inside or not CELL_NOTES.issuperset(notes):
            raise ValueError(box)
        block.cells.append(Filled(*box, text, _float(below), _float(behind), notes))


def _refused(code: str, params: list[str]) -> Refused:
    known = dict(zip(params[::2], params[1::2], strict=False))
    if _REFUSALS.get(code) != known.keys():
        return Refused("pdf_reader_stopped")
    shown = {key: "".join(filter(str.isprintable, text))[:_DETAIL] for key, text in known.items()}
    return Refused(code, **shown)


def _float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value) or abs(value) > _MOST:
        raise ValueError(text)
    return value


def _whole(text: str) -> int:
    value = int(text)
    if not 0 <= value <= _MOST:
        raise ValueError(text)
    return value


def _places(text: str) -> list[float]:
    places = [_float(place) for place in text.split()]
    if len(places) < 2 or places != sorted(places):
        raise ValueError(text[:40])
    return places
