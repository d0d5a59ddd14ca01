"""The comments part of a Word file: the sender's comments stay, ours come and go."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import count

from lxml import etree

from jianyou.officefiles.annotating.parcel import Parcel
from jianyou.officefiles.annotating.remark import MARK, is_ours
from jianyou.officefiles.word.names import Element

_INITIALS = "JY"
_NAMESPACES = {
    False: (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    True: (
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
}
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
# Parts that speak of single comments: without a comments part they would hang in the air.
_BESIDE = ("commentsExtended", "commentsIds", "commentsExtensible")


class Comments:
    """The comments of one file. Ours are taken out as soon as it is opened; `removed` are their ids."""

    def __init__(self, parcel: Parcel, *, strict: bool) -> None:
        self._parcel = parcel
        self._main = parcel.guarded.main
        self._space, self._relations = _NAMESPACES[strict]
        related = parcel.relations(self._main)
        self._part = next((each.part for each in related if each.kind == "comments" and each.part), "")
        self._needed = any(each.kind in _BESIDE for each in related)
        if self._part:
            self._root = parcel.xml(self._part)
            self._space = etree.QName(self._root).namespace or self._space
        else:
            self._root = etree.Element(f"{{{self._space}}}comments", nsmap={"w": self._space})
        ours = [
            comment for comment in self._root.iterchildren(self._tag("comment")) if is_ours(_words(comment))
        ]
        self.removed = frozenset(comment.get(self._tag("id")) or "" for comment in ours)
        for comment in ours:
            self._root.remove(comment)
        self._changed = bool(ours)
        self._taken = {comment.get(self._tag("id")) for comment in self._root}
        self._ids = (str(number) for number in count() if str(number) not in self._taken)

    def spare(self, ids: Iterable[str]) -> None:
        """Let no new comment have one of these ids."""
        self._taken.update(ids)

    def add(self, lines: Sequence[str], author: str, at: datetime, *, apart: bool = False) -> str:
        """Add a comment, a paragraph for each line; returns its id.

        `apart` begins with a paragraph that holds nothing but Word's mark of the comment. In a
        content control LibreOffice 7 takes the comment's first paragraph for the control's own
        text: left empty, neither text is lost.
        """
        told = [MARK + lines[0], *lines[1:]]
        key = next(self._ids)
        # No offset: Word takes the time of the wall clock, whatever a Z behind it would say.
        values = {"id": key, "author": author, "date": f"{at:%Y-%m-%dT%H:%M:%S}", "initials": _INITIALS}
        attributes = {self._tag(name): value for name, value in values.items()}
        comment = etree.SubElement(self._root, self._tag("comment"), attributes)
        for number, line in enumerate(["", *told] if apart else told):
            self._paragraph(comment, line, first=number == 0)
        self._changed = True
        return key

    def save(self) -> None:
        """Put the part into the package, or take it out where nothing is left of it."""
        if not self._changed:
            return
        if self._part and not len(self._root) and not self._needed:
            self._parcel.take_out(self._part, of=self._main)
            return
        if not self._part:
            folder = self._main.rpartition("/")[0]
            stem = f"{folder}/comments" if folder else "comments"
            self._part = (
                self._parcel.unused(stem, ".xml") if self._parcel.named(f"{stem}.xml") else f"{stem}.xml"
            )
            self._parcel.declare(self._part, _TYPE)
            self._parcel.relate(self._main, f"{self._relations}/comments", self._part)
        self._parcel.put(self._part, self._root)

    def _paragraph(self, comment: Element, line: str, *, first: bool) -> None:
        # Said here and not by a style, as the sender's styles stay as they are: a form's own
        # standard paragraph is often indented, spaced and large.
        paragraph = etree.SubElement(comment, self._tag("p"))
        properties = etree.SubElement(paragraph, self._tag("pPr"))
        self._child(properties, "spacing", before="0", after="0", line="240", lineRule="auto")
        self._child(properties, "ind", left="0", right="0", firstLine="0", firstLineChars="0")
        self._child(properties, "jc", val="left")
        if first:
            etree.SubElement(etree.SubElement(paragraph, self._tag("r")), self._tag("annotationRef"))
        if not line:
            return
        run = etree.SubElement(paragraph, self._tag("r"))
        look = etree.SubElement(run, self._tag("rPr"))
        self._child(look, "rFonts", hint="eastAsia")
        self._child(look, "sz", val="18")
        self._child(look, "szCs", val="18")
        text = etree.SubElement(
            run, self._tag("t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
        )
        text.text = line

    def _child(self, parent: Element, name: str, **values: str) -> None:
        etree.SubElement(parent, self._tag(name), {self._tag(key): value for key, value in values.items()})

    def _tag(self, name: str) -> str:
        return f"{{{self._space}}}{name}"


def _words(comment: Element) -> str:
    return "".join(_texts(comment))


def _texts(comment: Element) -> Iterator[str]:
    for element in comment.iter("{*}t"):
        yield element.text or ""
