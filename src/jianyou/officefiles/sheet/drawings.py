"""The words in a sheet's text boxes and shapes: the header line of a form may stand in one."""

from collections.abc import Iterator

from lxml import etree

from jianyou.officefiles.guard import Guarded
from jianyou.officefiles.sheet.package import SheetPart, relations_of


def has_drawings(guarded: Guarded) -> bool:
    """Whether the package holds any drawing at all."""
    return any("drawing" in part.lower() for part in guarded.parts)


def drawing_parts(guarded: Guarded, sheet: SheetPart) -> list[str]:
    """The drawings of a sheet."""
    relations = relations_of(guarded, sheet.part).values()
    return [relation.part for relation in relations if relation.kind == "drawing" and relation.part]


def paragraphs_of(guarded: Guarded, part: str) -> Iterator[str]:
    """The paragraphs of a drawing's visible shapes that hold words, as written."""
    for shape in guarded.xml(part).iter("{*}sp"):
        if _is_shown(shape):
            for paragraph in shape.iterfind("{*}txBody/{*}p"):
                text = "".join(_words(paragraph))
                if text.strip():
                    yield text


def _is_shown(shape: "etree._Element") -> bool:
    """Not hidden, and not the stand-in for programs that don't know the first choice."""
    if any(etree.QName(parent).localname == "Fallback" for parent in shape.iterancestors()):
        return False
    properties = shape.find("{*}nvSpPr/{*}cNvPr")
    return properties is None or properties.get("hidden") not in ("1", "true")


def _words(paragraph: "etree._Element") -> Iterator[str]:
    for element in paragraph.iter("{*}t", "{*}br"):
        yield "\n" if etree.QName(element).localname == "br" else (element.text or "")
