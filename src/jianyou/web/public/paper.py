"""The official annex with what was typed or filed, to be looked at, printed, sealed and handed in."""

import hashlib
import threading
from base64 import b64encode
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jianyou.actions.handing_in import handed_in
from jianyou.actions.showing import show_personal_data
from jianyou.domain.annexes.merge import merge
from jianyou.domain.annexes.reading import as_read
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.annexes.typed import form_of_values
from jianyou.domain.annexes.write import master_paper
from jianyou.domain.ledger.canonical import Plain
from jianyou.domain.ledger.fingerprints import Mark, mark_of
from jianyou.domain.lifecycle.completion import Channel
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.officefiles.drawing import draw_pages
from jianyou.officefiles.paper import FootMark, Paper
from jianyou.officefiles.writing.render import render_table
from jianyou.queries.drafts import DraftView
from jianyou.queries.filings import FiledContent, get_content
from jianyou.terms.display import in_groups
from jianyou.terms.message import say
from jianyou.web.public.correcting import whole_table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF_TYPE = "application/pdf"
MOST_DRAWN = 6
"""Pages that a preview shows; the others stand in the PDF."""
_MOST_KEPT = 24


@dataclass(frozen=True, slots=True)
class Annex:
    """The table of a draft or filing with its personal data, and the mark that its print bears."""

    schema: AnnexSchema
    header: Mapping[str, str]
    rows: Sequence[Mapping[str, str]]
    mark: Mark

    def paper(self) -> Paper:
        """The annex as it is printed, its mark at the foot of each page."""
        master = merge([form_of_values(self.schema, self.header, self.rows)])
        paper = master_paper(self.schema, master, header=self.header)
        groups = in_groups(self.mark.fingerprint, " ")
        line = say("paper_mark", {"number": self.mark.number, "fingerprint": groups})
        return replace(paper, mark=FootMark(line, self.mark.text))


@dataclass(frozen=True, slots=True)
class Drawn:
    """A printed annex as pictures: the first pages as addresses that hold them, and how many there are."""

    pages: tuple[str, ...]
    count: int

    @property
    def more(self) -> int:
        """How many pages aren't shown."""
        return self.count - len(self.pages)


def annex_file(annex: Annex, kind: str) -> bytes:
    """The marked annex as `docx` or `pdf`; the same bytes for the same content."""
    return render_table(Path(f"annex.{kind}"), annex.paper()).written.data


def annex_of_draft(view: DraftView) -> Annex:
    """The annex of a draft, with the mark that its filing has if nothing is changed before."""
    schema = view.call.file.annex
    rows = [row.values for row in view.content.rows]
    reading = as_read(form_of_values(schema, view.content.header, rows))
    sent = handed_in(reading, view.call.file, filer="", channel=Channel.WEB, token=view.token)
    values = [row.values for row in reading.rows]
    return Annex(schema, reading.header, values, mark_of(view.number, sent.content))


def annex_of_filing(number: str) -> Annex:
    """The annex with what a filing says now; that its filer looks at it is logged.

    Raises:
        Refused: there is no such filing.
    """
    content = get_content(number=number)
    personal = show_personal_data(actor=filer_of(number), number=number, reason="")
    header, rows = whole_table(content, personal)
    return Annex(content.file.annex, header, rows, mark_of(number, said_in(content)))


def said_in(content: FiledContent) -> dict[str, Plain]:
    """Header and rows of a filing as they are fingerprinted."""
    return {"header": dict(content.header), "rows": [dict(row) for row in content.rows]}


def drawn(annex: Annex) -> Drawn:
    """The annex as it will be printed; kept for a while, as people look twice."""
    paper = annex.paper()
    key = hashlib.sha256(repr(paper).encode("utf-8", "replace")).digest()
    found = _KEPT.get(key)
    if found is None:
        pdf = render_table(Path("annex.pdf"), paper).written.data
        pictures, count = draw_pages(pdf, MOST_DRAWN)
        pages = tuple(f"data:image/png;base64,{b64encode(picture).decode()}" for picture in pictures)
        found = Drawn(pages, count)
        _KEPT.put(key, found)
    return found


class _Kept:
    """The newest previews: nothing of them is on the disk, and few are in memory."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._drawn: OrderedDict[bytes, Drawn] = OrderedDict()

    def get(self, key: bytes) -> Drawn | None:
        """What was drawn, None where it isn't kept."""
        with self._lock:
            found = self._drawn.get(key)
            if found is not None:
                self._drawn.move_to_end(key)
            return found

    def put(self, key: bytes, value: Drawn) -> None:
        """Keep it; the one that nobody looked at for longest goes."""
        with self._lock:
            self._drawn[key] = value
            while len(self._drawn) > _MOST_KEPT:
                self._drawn.popitem(last=False)


_KEPT = _Kept()
