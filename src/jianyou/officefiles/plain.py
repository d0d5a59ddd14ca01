"""The plain text of a paper: of text files and web pages too, which no form comes as."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from lxml import etree, html

from jianyou.officefiles.guard import LIMITS, Guarded, Limits, admit
from jianyou.officefiles.legacy.office import Office
from jianyou.officefiles.model import Block, FileKind, Table
from jianyou.officefiles.read import read_file
from jianyou.officefiles.trees import count
from jianyou.terms.finding import Refused

_TEXT_BYTES = 8 * 1024 * 1024
_PAGE_TREE_BYTES = 60_000_000
_ENCODINGS = ("utf-8-sig", "gb18030")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)
_CHINESE = {"gb2312", "gbk", "gb18030", "x-gbk"}
_SILENT = {"script", "style", "noscript", "template", "svg", "iframe", "object", "head", "select", "button"}
_OWN_LINE = {
    *(
        "p",
        "div",
        "br",
        "tr",
        "li",
        "ul",
        "ol",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
    ),
    *(
        "header",
        "footer",
        "main",
        "nav",
        "aside",
        "form",
        "blockquote",
        "pre",
        "dd",
        "dt",
        "dl",
        "hr",
        "body",
    ),
}
_CELLS = {"td", "th"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MOST_IN_CELL = 60
_LONGEST_CELL = 600


def paper_text(path: Path, *, office: Office | None = None, limits: Limits = LIMITS) -> str:
    """The text of any readable file: a line per paragraph, tables row by row with tabs between cells.

    The title of a web page stands first, as a line `# title: …`. Refused where the file can't be read.
    """
    guarded = admit(path, limits=limits)
    if guarded.kind is FileKind.TEXT:
        return decoded(_bounded(guarded))
    if guarded.kind is FileKind.HTML:
        return page_text(_bounded(guarded))
    document = read_file(path, limits=limits, office=office)
    text = "\n".join(line for block in document.blocks for line in _lines(block))
    if not text.strip():
        raise Refused("paper_without_text", kind=guarded.kind.value)
    return text


def _bounded(guarded: Guarded) -> bytes:
    if len(guarded.data) > _TEXT_BYTES:
        raise Refused("text_too_large", limit_mb=_TEXT_BYTES // (1024 * 1024))
    return guarded.data


def decoded(data: bytes) -> str:
    """Bytes as text: UTF-16 by its mark, else UTF-8, else GB18030; Refused if it is none of them."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("text_encoding_unknown")


def _lines(block: Block) -> Iterator[str]:
    if not isinstance(block, Table):
        yield block.text
        return
    for row in block.rows:
        yield "\t".join(" ".join(cell.text.split()) for cell in row)


def page_text(data: bytes) -> str:
    """The text that a web page shows; Refused if it is too large a tree or not readable."""
    if count(data).tree_bytes > _PAGE_TREE_BYTES:
        raise Refused("text_too_large", limit_mb=_TEXT_BYTES // (1024 * 1024))
    if data.lstrip()[:13].lower() == b"mime-version:":
        raise Refused("page_unreadable")
    text = _page_source(data)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Refused("page_unreadable") from error
    title = " ".join((root.findtext(".//title") or "").split())
    pieces = [f"# title: {title}\n"] if title else []
    _gather(root, pieces)
    lines = (
        "\t".join(" ".join(cell.split()) for cell in line.split("\t")).strip(" ")
        for line in "".join(pieces).split("\n")
    )
    return "\n".join(lines)


def _page_source(data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    name = declared[1].decode("ascii", "replace").lower() if declared else ""
    if name in _CHINESE:
        data = data.decode("gb18030", "replace").encode()
    source = decoded(data)
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", source)


def _gather(root: "etree._Element", pieces: list[str]) -> None:
    """Adds the visible text in reading order; walks without recursion, for pages are nested deeply."""
    silent, cells = 0, 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        hides, cell = _hides(element), _is_cell(element)
        if event == "start":
            silent += hides
            cells += cell
            if not silent:
                pieces.append(_before(element, cells))
                pieces.append(_flat(element.text))
            continue
        silent -= hides
        cells -= cell
        if not silent:
            if element.tag in _OWN_LINE:
                pieces.append(" " if cells else "\n")
            pieces.append(_flat(element.tail))


def _before(element: "etree._Element", cells: int) -> str:
    if element.tag in _CELLS:
        return "\n" if cells == 0 else "\t" * (element.getprevious() is not None)
    if element.tag in _OWN_LINE:
        return " " if cells else "\n"
    return ""


def _hides(element: "etree._Element") -> bool:
    style = element.get("style") or ""
    return element.tag in _SILENT or element.get("hidden") is not None or bool(_HIDDEN.search(style))


def _is_cell(element: "etree._Element") -> bool:
    """Whether a cell holds a value; a large one only gives the page its columns."""
    if element.tag not in _CELLS:
        return False
    length = 0
    for inner in islice(element.iter(), _MOST_IN_CELL + 1):
        length += len(inner.text or "") + len(inner.tail or "")
        if inner.tag == "table" or length > _LONGEST_CELL:
            return False
    return next(islice(element.iter(), _MOST_IN_CELL, None), None) is None


def _flat(words: str | None) -> str:
    return re.sub(r"\s+", " ", words or "")
