"""Places in the bytes of a part, so that a few of them change and all others stay as they are."""

import re
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from jianyou.officefiles.unpacking import show
from jianyou.terms.finding import Refused

_TAG = re.compile(rb"<[^\s/>]+[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_NAME = re.compile(rb"<([^\s/>]+)")
_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_PARAGRAPHS = frozenset(f"{space} p" for space in _SPACES)
_PROPERTIES = frozenset(f"{space} pPr" for space in _SPACES)
_RUNS = frozenset(f"{space} r" for space in _SPACES)
_RUN_PROPERTIES = frozenset(f"{space} rPr" for space in _SPACES)
_MARKER_NAMES = ("commentRangeStart", "commentRangeEnd", "commentReference")
_MARKERS = frozenset(f"{space} {name}" for space in _SPACES for name in _MARKER_NAMES)
_IDS = frozenset(f"{space} id" for space in _SPACES)

StartTag = Callable[[str, list[str]], None]
EndTag = Callable[[str], None]


class Edit(NamedTuple):
    """The bytes from `start` to `end` (exclusive) give way to `data`."""

    start: int
    end: int
    data: bytes = b""


def spliced(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes with the edits made; none of them overlaps another, those at one place keep their order."""
    pieces: list[bytes] = []
    at = 0
    for edit in sorted(edits, key=lambda each: each[:2]):
        pieces += (data[at : edit.start], edit.data)
        at = edit.end
    pieces.append(data[at:])
    return b"".join(pieces)


@dataclass(slots=True)
class Span:
    """A paragraph's content in the bytes: from behind its properties to its end tag.

    `name` is the paragraph's name as written, with its prefix; an `empty` one is a single tag,
    which ends at `start`.
    """

    name: bytes
    start: int
    end: int
    empty: bool


class Parser:
    """Goes through a part and tells every tag with its place in the bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.ordered_attributes = True

    @property
    def here(self) -> int:
        """Where the tag begins that is being told; for the end of a single tag where that ends."""
        return self._parser.CurrentByteIndex

    def run(self, start: StartTag, end: EndTag, part: str, *, head: int = 0) -> None:
        """Tell all tags, or those in the first `head` bytes; Refused if the part isn't sound."""
        self._parser.StartElementHandler = start
        self._parser.EndElementHandler = end
        try:
            self._parser.Parse(self.data[:head] if head else self.data, not head)
        except expat.ExpatError as error:
            raise Refused("part_damaged", part=show(part)) from error

    def tag(self) -> tuple[int, bool]:
        """Where the start tag that is being told ends, and whether it is a single one."""
        found = _TAG.match(self.data, self.here)
        if found is None:
            raise Refused("part_damaged", part="-")
        return found.end(), self.data[found.end() - 2 : found.end() - 1] == b"/"

    def written(self) -> bytes:
        """The name of the tag as it is written, with its prefix."""
        found = _NAME.match(self.data, self.here)
        return found[1] if found else b""

    def end_of_end(self) -> int:
        """Where the end tag that is being told ends."""
        return self.data.index(b">", self.here) + 1


class _Paragraphs(Parser):
    def __init__(self, data: bytes, wanted: Container[int]) -> None:
        super().__init__(data)
        self.found: dict[int, Span] = {}
        self.count = 0
        self._wanted = wanted
        self._open: list[Span | None] = []
        self._fresh: Span | None = None  # a paragraph none of whose children was met yet
        self._headed: Span | None = None  # one whose properties are being passed
        self._nested = 0

    def start(self, name: str, _: list[str]) -> None:
        fresh, self._fresh = self._fresh, None
        if name in _PARAGRAPHS:
            span = None
            if self.count in self._wanted:
                end, empty = self.tag()
                span = Span(self.written(), end, end, empty)
                self.found[self.count] = span
            self._open.append(span)
            self._fresh = span
            self.count += 1
        elif name in _PROPERTIES:
            if self._headed is not None:
                self._nested += 1
            elif fresh is not None:
                fresh.start, single = self.tag()
                self._headed = None if single else fresh

    def end(self, name: str) -> None:
        if name in _PARAGRAPHS:
            self._fresh = None
            span = self._open.pop()
            if span is not None and not span.empty:
                span.end = self.here
        elif name in _PROPERTIES and self._headed is not None:
            if self._nested:
                self._nested -= 1
            else:
                self._headed.start = self.end_of_end()
                self._headed = None


def paragraph_spans(data: bytes, wanted: Container[int], part: str) -> tuple[dict[int, Span], int]:
    """The paragraphs of these numbers (in the order of their tags, from 0), and how many there are.

    Refused if the part isn't sound.
    """
    parser = _Paragraphs(data, wanted)
    parser.run(parser.start, parser.end, part)
    return parser.found, parser.count


@dataclass(slots=True)
class _Run:
    start: int
    depth: int
    others: bool = False
    references: list[Edit] = field(default_factory=list)


class _Markers(Parser):
    """Finds what ties comments of some ids to the text."""

    def __init__(self, data: bytes, ids: Container[str]) -> None:
        super().__init__(data)
        self.edits: list[Edit] = []
        self._ids = ids
        self._depth = 0
        self._runs: list[_Run] = []
        self._open: list[tuple[int, int, int]] = []  # depth, start, and end where the tag is a single one

    def start(self, name: str, attributes: list[str]) -> None:
        self._depth += 1
        if name in _MARKERS and self._is_meant(attributes):
            end, single = self.tag()
            self._open.append((self._depth, self.here, end if single else 0))
        elif self._runs and self._runs[-1].depth == self._depth - 1 and name not in _RUN_PROPERTIES:
            self._runs[-1].others = True
        if name in _RUNS:
            self._runs.append(_Run(self.here, self._depth))

    def end(self, name: str) -> None:
        self._depth -= 1
        if self._open and self._open[-1][0] == self._depth + 1:
            _, start, end = self._open.pop()
            edit = Edit(start, end or self.end_of_end())
            in_run = self._runs and self._runs[-1].depth == self._depth
            (self._runs[-1].references if in_run else self.edits).append(edit)
        elif name in _RUNS:
            run = self._runs.pop()
            if run.references and not run.others:
                self.edits.append(Edit(run.start, self.end_of_end()))
            else:
                self.edits += run.references

    def _is_meant(self, attributes: list[str]) -> bool:
        named = zip(attributes[::2], attributes[1::2], strict=True)
        return any(name in _IDS and value in self._ids for name, value in named)


def without_comments(data: bytes, ids: Container[str], part: str) -> bytes:
    """The main part without what ties the comments of these ids to it; their empty runs go too.

    Refused if the part isn't sound.
    """
    parser = _Markers(data, ids)
    parser.run(parser.start, parser.end, part)
    return spliced(data, parser.edits)
