"""A copy of a file that holds nothing of it but what is seen: made anew, never cleaned.

A PDF or picture becomes pictures of its pages; Word and Excel become a PDF of the words that were read.
Whatever else a file bears (author, company, comments, tracked changes, hidden text, layers, what is covered,
what it embeds, what a camera noted) has no way into the copy. Of pages that are drawn the text layer is
handed on beside them, so that it can be searched.
"""

import contextlib
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from jianyou.officefiles.confined import Helper, running
from jianyou.officefiles.guard import admit_data
from jianyou.officefiles.model import Block, FileKind, Paragraph, Table
from jianyou.officefiles.writing.pages_pdf import PagePicture, write_pages
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message

MOST_BYTES = 20 * 1024 * 1024
MOST_PAGES = 60
SECONDS = 40.0
MEMORY = 480 * 1024 * 1024
_SCRIPT = Path(__file__).with_name("neutral_child.py")
_MOST_OUT = 80 * 1024 * 1024
_LONGEST_FRAME = 4 * 1024 * 1024
_DRAWN = (FileKind.PDF, FileKind.IMAGE)
_READ = {FileKind.DOCX: ".docx", FileKind.XLSX: ".xlsx", FileKind.XLS: ".xls"}
_PROBLEMS = frozenset({"redact_kind", "redact_too_large", "redact_locked", "redact_damaged"})
_MEDIA = ("word/media/", "xl/media/", "word/embeddings/", "xl/embeddings/", "xl/charts/", "word/charts/")


class Part(NamedTuple):
    """A piece of a file's text and where it stands; `covered` tells from where to where nothing is seen."""

    text: str
    where: Message
    covered: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Neutral:
    """The copy: its bytes, its kind (`pdf`, `jpg`), its pages, the text it was made of.

    `by_eye` are pages (from 1) that show more than can be searched; `left_out` counts pictures, charts and
    embedded files that didn't come along.
    """

    data: bytes
    kind: str
    pages: int
    parts: tuple[Part, ...]
    by_eye: tuple[int, ...] = ()
    left_out: int = 0


def neutral_copy(data: bytes, *, title: str, seconds: float = SECONDS, memory: int = MEMORY) -> Neutral:
    """The copy of a PDF, JPEG, PNG, Word or Excel file; `title` is what a PDF of words is called.

    Raises:
        Refused: it is of another kind, locked, damaged, empty, or too large.
    """
    if len(data) > MOST_BYTES:
        raise Refused("redact_too_large")
    guarded = admit_data(data, file="", suffix="")
    if guarded.kind in _DRAWN:
        return _drawn(data, seconds, memory)
    if guarded.kind not in _READ:
        raise Refused("redact_kind")
    return _written(data, _READ[guarded.kind], title, _count_media(guarded.parts))


def _drawn(data: bytes, seconds: float, memory: int) -> Neutral:
    head = json.dumps({"seconds": seconds, "pages": MOST_PAGES, "memory": memory}).encode()
    pages: list[PagePicture] = []
    parts: list[Part] = []
    by_eye: list[int] = []
    with running(_SCRIPT, len(head).to_bytes(4, "big") + head + data, seconds=seconds) as helper:
        for told, jpeg in _pages(helper):
            pages.append(PagePicture(jpeg, _pair(told["pixels"]), _pair(told["points"])))
            where = Message("redact_at_page", {"page": len(pages)})
            parts.append(Part(str(told["text"]), where, tuple(_pair(run) for run in told["covered"])))
            if told["by_eye"] is True:
                by_eye.append(len(pages))
    if data[:1] != b"%":
        return Neutral(pages[0].jpeg, "jpg", 1, tuple(parts), tuple(by_eye))
    return Neutral(write_pages(pages), "pdf", len(pages), tuple(parts), tuple(by_eye))


def _pages(helper: Helper) -> Iterator[tuple[Mapping[str, Any], bytes]]:
    """The pages as they are told, to the end.

    Raises:
        Refused: there was no end, or a problem.
    """
    size = count = 0
    with contextlib.suppress(ValueError, KeyError, TypeError):
        while (told := _frame(helper)) is not None:
            if told["is"] == "end" and count:
                return
            if told["is"] == "problem":
                raise Refused(told["code"] if told["code"] in _PROBLEMS else "redact_damaged")
            if told["is"] != "page":
                continue
            size += told["jpeg"]
            count += 1
            if size > _MOST_OUT or count > MOST_PAGES:
                raise Refused("redact_too_large")
            yield told, helper.read(told["jpeg"])
    raise Refused("redact_too_large" if helper.late else "redact_damaged")


def _frame(helper: Helper) -> Mapping[str, Any] | None:
    head = helper.read(4)
    size = int.from_bytes(head, "big")
    if len(head) < 4:
        return None
    if size > _LONGEST_FRAME:
        raise ValueError(size)
    told = json.loads(helper.read(size))
    if not isinstance(told, dict):
        raise TypeError(type(told))
    return told


def _pair(told: Sequence[Any]) -> tuple[Any, Any]:
    one, other = told
    return one, other


def _written(data: bytes, suffix: str, title: str, left_out: int) -> Neutral:
    # Slow to load, and only needed for files of words.
    from jianyou.officefiles.read import read_file  # noqa: PLC0415  — see above
    from jianyou.officefiles.writing.plain_pdf import write_plain  # noqa: PLC0415  — see above

    with tempfile.TemporaryDirectory(prefix="jianyou-neutral-") as folder:
        path = Path(folder) / f"file{suffix}"
        path.write_bytes(data)
        document = read_file(path, file="")
    parts = tuple(_parts(document.blocks))
    if not any(part.text.strip() for part in parts):
        raise Refused("redact_no_words")
    pdf = write_plain(title, document.blocks)
    return Neutral(pdf, "pdf", 0, parts, left_out=left_out)


def _parts(blocks: Sequence[Block]) -> Iterator[Part]:
    sheet = ""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield Part(block.text, Message("redact_at_paragraph", {"number": block.number}))
            continue
        if block.part and not block.number and block.part != sheet:
            sheet = block.part
            yield Part(sheet, Message("redact_at_sheet", {"sheet": sheet}))
        yield from _cells(block)


def _cells(table: Table) -> Iterator[Part]:
    for row in table.rows:
        for cell in row:
            place = {"row": cell.row, "column": cell.column}
            if table.number:
                where = Message("redact_at_table", {"table": table.number, **place})
            else:
                where = Message("redact_at_cell", {"sheet": table.part, **place})
            yield Part(cell.text, where)
            for nested in cell.nested:
                yield from _cells(nested)


def _count_media(parts: Mapping[str, int]) -> int:
    return sum(name.lower().startswith(_MEDIA) and "/_rels/" not in name for name in parts)
