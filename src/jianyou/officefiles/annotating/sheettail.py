"""What follows a sheet's cells, where the drawing of its notes is named; the cells are not gone through."""

from typing import NamedTuple

from jianyou.officefiles.annotating.splicing import Edit, Parser
from jianyou.officefiles.unpacking import show
from jianyou.terms.finding import Refused

# What stands after legacyDrawing in a worksheet (ECMA-376 part 1, 18.3.1.99); alternatives wrap controls.
_LATER = frozenset(
    ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts",
     "extLst", "AlternateContent")
)  # fmt: skip
_DATA_END = b"sheetData>"
_HEAD = 64 * 1024


class SheetTail(NamedTuple):
    """The sheet's namespace, its prefix with the colon, the drawing's id and place, and where one goes."""

    space: str
    prefix: bytes
    drawing_id: str
    drawing_span: tuple[int, int]
    insert_at: int

    def drawing(self, key: str, relations: str) -> Edit:
        """The edit that names a drawing by its relationship's id, in place of one named in vain."""
        markup = b'<%slegacyDrawing xmlns:r="%s" r:id="%s"/>' % (
            self.prefix,
            relations.encode(),
            key.encode(),
        )
        start, end = self.drawing_span
        return Edit(start, end, markup) if end else Edit(self.insert_at, self.insert_at, markup)


def read_tail(xml: bytes, part: str) -> SheetTail:
    """Find it in a sheet's XML in UTF-8; Refused if that isn't sound."""
    root = _Root(xml)
    root.find(part)
    cut = xml.rfind(_DATA_END) + len(_DATA_END)
    # Comments could hide another end of the cells: then all is gone through.
    if cut < len(_DATA_END) + root.end or b"<!--" in xml:
        cut = root.end
    tail = _Tail(xml[root.start : root.end] + xml[cut:])
    tail.run(tail.begin, tail.finish, part)
    shift = cut - (root.end - root.start)
    start, end = tail.span
    return SheetTail(
        space=root.name.rpartition(" ")[0],
        prefix=root.prefix,
        drawing_id=tail.drawing_id,
        drawing_span=(start + shift, end + shift) if end else (0, 0),
        insert_at=tail.insert_at + shift,
    )


class _Root(Parser):
    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.name = ""
        self.prefix = b""
        self.start = self.end = 0

    def find(self, part: str) -> None:
        """Read little further than the root's start tag."""
        self.run(self._begin, lambda _: None, part, head=_HEAD)
        if not self.name:
            raise Refused("part_damaged", part=show(part))

    def _begin(self, name: str, _: list[str]) -> None:
        if not self.name:
            self.name, self.start = name, self.here
            self.end, single = self.tag()
            if single:
                raise Refused("part_damaged", part="-")
            before, colon, _rest = self.written().rpartition(b":")
            self.prefix = before + colon


class _Tail(Parser):
    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.drawing_id = ""
        self.span = (0, 0)
        self.insert_at = 0
        self._depth = 0
        self._open = -1

    def begin(self, name: str, attributes: list[str]) -> None:
        self._depth += 1
        if self._depth != 2:
            return
        local = name.rpartition(" ")[2]
        if local == "legacyDrawing":
            named = dict(zip(attributes[::2], attributes[1::2], strict=True))
            self.drawing_id = next((value for key, value in named.items() if key.endswith(" id")), "")
            end, single = self.tag()
            self.span = (self.here, end)
            self._open = -1 if single else self._depth
        elif local in _LATER and not self.insert_at:
            self.insert_at = self.here

    def finish(self, _: str) -> None:
        if self._depth == self._open:
            self.span, self._open = (self.span[0], self.end_of_end()), -1
        self._depth -= 1
        if not self._depth and not self.insert_at:
            self.insert_at = self.here
