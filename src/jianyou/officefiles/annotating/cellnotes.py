"""The notes of one sheet: the sender's stay, ours are written beside or below them and come out again."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import cast

from lxml import etree

from jianyou.officefiles.annotating.remark import MARK, is_ours
from jianyou.officefiles.sheet.scan import Position
from jianyou.officefiles.word.names import Element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_THREADED = "tc="  # so begins the author of a note that only stands in for a threaded comment
_LONGEST = 32_000  # Excel holds 32,767 characters in a note


class CellNotes:
    """The notes of one sheet, ours taken out. `removed` are the cells that have no note any more."""

    def __init__(self, root: Element | None, space: str) -> None:
        """`root` is the sheet's part of notes, None where it has none; `space` the sheet's namespace."""
        self._space = space
        self.root = self._new() if root is None else root
        self.changed = False
        self.removed: list[Position] = []
        self.added: list[tuple[Position, str]] = []
        self._authors = self._part("authors")
        self._list = self._part("commentList")
        self._notes: dict[Position, Element] = {}
        gone = set()
        for note in list(self._list):
            position = position_of(note.get("ref") or "")
            if self._take_out_ours(note):
                gone.add(note.get("authorId"))
                self.removed.append(position)
            else:
                self._notes[position] = note
        self._drop_authors(gone)

    @property
    def empty(self) -> bool:
        """Whether no note is left."""
        return not len(self._list)

    def is_threaded(self, cell: Position) -> bool:
        """Whether a threaded comment stands at the cell, which no note can share."""
        note = self._notes.get(cell)
        if note is None:
            return False
        authors = [author.text or "" for author in self._authors]
        number = note.get("authorId") or ""
        known = number.isascii() and number.isdigit() and int(number) < len(authors)
        return known and authors[int(number)].startswith(_THREADED)

    def add(self, cell: Position, lines: Sequence[str], author: str) -> bool:
        """Write a note, below the sender's own where there is one; whether it was written whole."""
        head = f"{MARK}{author}：" if author else MARK
        body = "\n".join(lines)
        whole = len(head) + len(body) < _LONGEST
        body = body if whole else f"{body[: _LONGEST - len(head)]}…"
        note = self._notes.get(cell)
        if note is None:
            attributes = {"ref": str(cell), "authorId": str(self._author(author)), "shapeId": "0"}
            note = self._notes[cell] = etree.SubElement(self._list, self._tag("comment"), attributes)
            text = etree.SubElement(note, self._tag("text"))
            self.added.append((cell, f"{head}\n{body}"))
        else:
            text = self._ready(note)
            head = f"\n{head}"
        at = len(list(takewhile(self._is_text, text)))
        text.insert(at, self._run(f"\n{body}", bold=False))
        text.insert(at, self._run(head, bold=True))
        self.changed = True
        return whole

    def _take_out_ours(self, note: Element) -> bool:
        """Cut our words off; whether the whole note was ours and is gone."""
        texts = [text for text in note.iter(self._tag("t")) if _name(text.getparent()) in ("text", "r")]
        whole = "".join(text.text or "" for text in texts)
        if is_ours(whole):
            self._list.remove(note)
            self.changed = True
            return True
        cut = whole.find(f"\n{MARK}")
        if cut >= 0:
            self.changed = True
            _cut(texts, cut)
        return False

    def _drop_authors(self, gone: set[str | None]) -> None:
        """Drop authors at the list's end that only our notes had: those before are known by number."""
        used = {note.get("authorId") for note in self._notes.values()}
        while len(self._authors) and str(len(self._authors) - 1) in gone - used:
            self._authors.remove(self._authors[-1])

    def _author(self, name: str) -> int:
        names = [author.text or "" for author in self._authors]
        if name in names:
            return names.index(name)
        etree.SubElement(self._authors, self._tag("author")).text = name
        return len(names)

    def _ready(self, note: Element) -> Element:
        """The text of the sender's note, as a list of runs that ours may follow."""
        text = note.find(self._tag("text"))
        if text is None:
            text = etree.SubElement(note, self._tag("text"))
        for plain in text.findall(self._tag("t")):
            run = etree.Element(self._tag("r"))
            text.replace(plain, run)
            run.append(plain)
        return text

    def _run(self, words: str, *, bold: bool) -> Element:
        run = etree.Element(self._tag("r"))
        look = etree.SubElement(run, self._tag("rPr"))
        if bold:
            etree.SubElement(look, self._tag("b"))
        for name, value in (("sz", "9"), ("rFont", "宋体"), ("family", "3"), ("charset", "134")):
            etree.SubElement(look, self._tag(name), {"val": value})
        etree.SubElement(run, self._tag("t"), {_SPACE: "preserve"}).text = words
        return run

    def _new(self) -> Element:
        # The stubs know of no default namespace.
        return etree.Element(self._tag("comments"), nsmap=cast("dict[str, str]", {None: self._space}))

    def _part(self, name: str) -> Element:
        found = self.root.find(self._tag(name))
        return etree.SubElement(self.root, self._tag(name)) if found is None else found

    def _is_text(self, element: Element) -> bool:
        return element.tag in (self._tag("t"), self._tag("r"))

    def _tag(self, name: str) -> str:
        return f"{{{self._space}}}{name}"


def position_of(reference: str) -> Position:
    """The cell of a reference such as B3; row 0 for what is none."""
    found = _REFERENCE.fullmatch(reference.replace("$", "").upper())
    if found is None:
        return Position(0, 0)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return Position(int(found[2]), column)


def _cut(texts: Sequence[Element], at: int) -> None:
    """Leave of a note's texts the first `at` characters."""
    for text in texts:
        words = text.text or ""
        text.text = words[: max(at, 0)]
        run = text.getparent()
        if at <= 0 and run is not None and _name(run) == "r":
            above = run.getparent()
            if above is not None:
                above.remove(run)
        at -= len(words)


def _name(element: Element | None) -> str:
    return "" if element is None else etree.QName(element).localname
