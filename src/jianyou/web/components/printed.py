"""The official annex with what was typed or filed, as it is printed: its mark, its file, its pictures."""

import hashlib
import threading
from base64 import b64encode
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jianyou.domain.annexes.merge import merge
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.annexes.typed import form_of_values
from jianyou.domain.annexes.write import master_paper
from jianyou.domain.ledger.fingerprints import Mark
from jianyou.officefiles.drawing import draw_pages
from jianyou.officefiles.paper import FootMark, Paper
from jianyou.officefiles.writing.render import render_table
from jianyou.terms.display import in_groups
from jianyou.terms.message import say

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
