"""Read a .docx, directly on its XML, into paragraphs and tables with their exact cells."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass

from jianyou.officefiles.guard import Guarded
from jianyou.officefiles.model import Document, Table
from jianyou.officefiles.trees import parse_xml
from jianyou.officefiles.word import names as n
from jianyou.officefiles.word.blocks import Blocks
from jianyou.officefiles.word.context import Context, Marks, marks_of
from jianyou.officefiles.word.inline import Inline
from jianyou.officefiles.word.largexml import parse_large
from jianyou.officefiles.word.names import Element
from jianyou.officefiles.word.notes import Notes
from jianyou.officefiles.word.numbering import Numbering, read_numbering
from jianyou.officefiles.word.styles import Styles
from jianyou.officefiles.word.stylesheets import styles_of
from jianyou.terms.finding import Finding, Refused, Severity
from jianyou.terms.place import Place

_LARGE = 1024 * 1024
_FREE_OF_CHARGE = 16 * 1024 * 1024  # a larger file leaves less memory for its tree
_MOST_BESIDE = 2 * 1024 * 1024
_BESIDE = re.compile(r"/(header|footer|footnotes)\d*\.xml$", re.IGNORECASE)
_PARTS = {"header": "header", "footer": "footer", "footnotes": "footnote"}


@dataclass(slots=True)
class _Source:
    """A guarded file and the folder of its main part."""

    guarded: Guarded
    folder: str

    def neighbour(self, name: str) -> bytes | None:
        """A part beside the main one, with transitional namespaces; None if there is none."""
        path = posixpath.join(self.folder, name)
        return n.transitional(self.guarded.part(path)) if path in self.guarded.parts else None


def read_word(guarded: Guarded, inline: Callable[[Context], Inline] = Inline) -> Document:
    """Read a guarded .docx; Refused if its main part is damaged, too large or no Word text.

    `inline` makes the reader of paragraphs; one that keeps them tells which cell each belongs to.
    """
    source = _Source(guarded, posixpath.dirname(guarded.main))
    try:
        return _read(source, inline)
    except RecursionError as error:
        raise Refused("part_too_deep", part=guarded.main) from error


def _read(source: _Source, inline: Callable[[Context], Inline]) -> Document:
    guarded = source.guarded
    root, marks = _main(guarded)
    body = root.find(n.BODY)
    if body is None:
        raise Refused("word_without_body")
    styles = styles_of(guarded, posixpath.join(source.folder, "styles.xml"), used=marks.styled)
    numbering = _numbering(source, styles) if marks.numbered or styles.numbering else None
    marks = marks._replace(hidden=marks.hidden or styles.hiding, numbered=numbering is not None)
    notes = Notes(guarded.file)
    context = Context(guarded.file, notes, marks, styles, numbering)
    blocks = Blocks(context, inline(context))
    blocks.read(body)
    _read_beside(source, blocks)
    findings = [*guarded.findings, *notes.gather()]
    if context.pictures and not any(isinstance(block, Table) for block in blocks.found):
        findings.append(Finding("only_pictures", Severity.WARNING, Place(guarded.file)))
    return Document(guarded.file, guarded.kind, blocks.found, findings)


def _main(guarded: Guarded) -> tuple[Element, Marks]:
    """The main part parsed, and the features it uses."""
    name = guarded.main
    if guarded.parts[name] > _LARGE:
        room = guarded.limits.tree_bytes - max(0, len(guarded.data) - _FREE_OF_CHARGE)
        root = parse_large(guarded.stream(name), name, room)
        return root, marks_of(root)
    data = n.transitional(guarded.part(name))
    root = parse_xml(data, name)
    return root, marks_of(root, data)


def _numbering(source: _Source, styles: Styles) -> Numbering | None:
    data = source.neighbour("numbering.xml")
    return None if data is None else read_numbering(parse_xml(data, "numbering.xml"), styles)


def _read_beside(source: _Source, blocks: Blocks) -> None:
    """Page headers, footers and footnotes, where they hold any text."""
    context, parts = blocks.context, source.guarded.parts
    beside = [
        (name, _PARTS[found[1].lower()])
        for name in sorted(parts)
        if (found := _BESIDE.search(name)) and posixpath.dirname(name) == source.folder
    ]
    if sum(parts[name] for name, _ in beside) > _MOST_BESIDE:
        context.notes.add("margins_not_read", Severity.WARNING, Place(source.guarded.file))
        return
    for name, part in beside:
        data = n.transitional(source.guarded.part(name))
        if b"t>" not in data and b"t " not in data:
            continue
        root = parse_xml(data, name)
        marks = marks_of(root, data)
        context.marks = marks._replace(hidden=marks.hidden or context.styles.hiding, numbered=False)
        context.part = part
        blocks.read(root)
        context.part = ""
