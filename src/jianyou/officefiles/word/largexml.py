"""Large parts parsed in pieces; formatting that no reader needs is dropped as soon as it is read."""

from collections.abc import Iterable

from lxml import etree

from jianyou.officefiles.trees import SAFELY, Count, count, unsound
from jianyou.officefiles.unpacking import show
from jianyou.officefiles.word import names as n
from jianyou.officefiles.word.names import Element
from jianyou.officefiles.word.symbols import matters
from jianyou.terms.finding import Refused

_MOST_NODES = 1_850_000  # elements and attributes parsed, dropped ones too: about two seconds

# Of an element's properties these are read, and no others.
_PROPERTIES = {n.R: n.RPR, n.P: n.PPR, n.TC: n.TCPR, n.TR: n.TRPR}
_READ = {
    n.R: (n.R_STYLE, n.VANISH, n.WEB_HIDDEN, n.R_FONTS),
    n.P: (n.P_STYLE, n.NUM_PR, n.RPR),
    n.TC: (n.GRID_SPAN, n.V_MERGE, n.H_MERGE, n.CELL_DEL, n.CELL_INS, n.CELL_MERGE),
    n.TR: (n.GRID_BEFORE, n.DEL, n.INS),
}
_DELETED_MARK = (n.DEL, n.MOVE_FROM)


def parse_large(pieces: Iterable[bytes], part: str, tree_bytes: int) -> Element:
    """Parse a part from its pieces; Refused where what is kept of it would take more than `tree_bytes`."""
    parser = etree.XMLPullParser(events=("end",), tag=tuple(_PROPERTIES), **SAFELY)
    cost = _Cost(part, tree_bytes)
    last: Element | None = None
    try:
        for number, piece in enumerate(pieces):
            plain = n.transitional(piece) if number == 0 else piece
            parser.feed(plain)
            for _, element in parser.read_events():
                if isinstance(element, Element):
                    _prune(element)
                    last = element
            cost.add(plain, last)
        return parser.close()
    except etree.XMLSyntaxError as error:
        raise unsound(error, part) from error


class _Cost:
    """All that has been parsed, and the memory of the tree as it stands after pruning."""

    def __init__(self, part: str, tree_bytes: int) -> None:
        self.part = part
        self.limit = tree_bytes
        self.nodes = self.texts = self.kept = 0

    def add(self, piece: bytes, somewhere: Element | None) -> None:
        """Count a piece; Refused beyond the limits. `somewhere` is any element of the tree."""
        counted = count(piece)
        self.nodes += counted.elements + counted.attributes
        self.texts += counted.texts
        self.kept += counted.tree_bytes
        if self.kept > self.limit and somewhere is not None:
            # a quarter must have become free, or this would be counted again and again
            self.kept = self._tree_bytes(somewhere) * 4 // 3
        if self.kept > self.limit or self.nodes > _MOST_NODES:
            raise Refused("part_too_complex", part=show(self.part))

    def _tree_bytes(self, somewhere: Element) -> int:
        elements = attributes = 0
        for element in somewhere.getroottree().iter():
            elements += 1
            attributes += len(element.attrib)
        return Count(elements, attributes, self.texts).tree_bytes


def _prune(element: Element) -> None:
    """Drop the attributes of a row, cell, paragraph or run, which only trace edits, and its formatting."""
    element.attrib.clear()
    properties = next(element.iterchildren(_PROPERTIES[element.tag]), None)
    if properties is None:
        return
    read = [child for child in properties.iterchildren(*_READ[element.tag]) if _tells(child)]
    if not read:
        del properties[:]  # emptied first, as a full one is slow to take out
        element.remove(properties)
    elif len(read) < len(properties):
        properties[:] = read


def _tells(child: Element) -> bool:
    """Whether a property that can matter does: most fonts and most paragraph marks don't."""
    if child.tag == n.R_FONTS:
        return matters(child)
    if child.tag == n.RPR:
        return next(child.iterchildren(*_DELETED_MARK), None) is not None
    return True
