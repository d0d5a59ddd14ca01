"""XML parsed without entities and without network, and only where its tree will fit into memory."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from lxml import etree

from jianyou.officefiles.unpacking import LIMITS, MEGABYTE, Limits, show
from jianyou.terms.finding import Refused

# Bytes that libxml2 takes for an element, an attribute and a text node on a 64-bit machine.
ELEMENT_BYTES = 128
ATTRIBUTE_BYTES = 240
_TEXT_BYTES = 128
_SURELY_SMALL = MEGABYTE // 2
# What every parser here is told: nothing from outside, nothing that grows.
SAFELY: Mapping[str, Any] = MappingProxyType(
    {
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "huge_tree": False,
        "collect_ids": False,
        "remove_comments": True,
        "remove_pis": True,
    }
)
_PARSER = etree.XMLParser(**SAFELY)


class Count(NamedTuple):
    """What a piece of XML holds, by its marks; text that looks like marks only adds to it."""

    elements: int
    attributes: int
    texts: int

    @property
    def tree_bytes(self) -> int:
        """The memory of its tree, about."""
        return self.elements * ELEMENT_BYTES + self.attributes * ATTRIBUTE_BYTES + self.texts * _TEXT_BYTES


def count(piece: bytes) -> Count:
    """Count elements, attributes and text nodes without parsing."""
    return Count(
        elements=piece.count(b"<") - piece.count(b"</"),
        attributes=piece.count(b'="') + piece.count(b"='"),
        texts=piece.count(b">") - piece.count(b"><"),
    )


def parse_xml(data: bytes, part: str, limits: Limits = LIMITS) -> "etree._Element":
    """Parse bytes from `Guarded.part`; Refused if unsound, too deep, or its tree would be too large."""
    if len(data) > _SURELY_SMALL and count(data).tree_bytes > limits.tree_bytes // 2:
        raise Refused("part_too_complex", part=show(part))
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError, LookupError, RecursionError) as error:
        raise unsound(error, part) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused("part_declares_dtd", part=show(part))
    return root


def unsound(error: Exception, part: str) -> Refused:
    """What to say of XML that a parser gave up on."""
    deep = "depth" in str(error).lower()
    return Refused("part_too_deep" if deep else "part_damaged", part=show(part))


class Relationship(NamedTuple):
    """What a part leads to: `kind` is the last word of the type, `target` as written."""

    id: str
    kind: str
    target: str
    external: bool


def relationships(data: bytes, part: str) -> tuple[Relationship, ...]:
    """The relationships told by the bytes of a .rels part; Refused as for `parse_xml`."""
    return tuple(
        Relationship(
            element.get("Id") or "",
            (element.get("Type") or "").rpartition("/")[2],
            element.get("Target") or "",
            element.get("TargetMode") == "External",
        )
        for element in parse_xml(data, part)
    )
