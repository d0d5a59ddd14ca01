"""条款: where a notice says something, and whether its words are still those that were cited."""

import hashlib
import re
import unicodedata
from typing import NamedTuple

_HAN = "[一二三四五六七八九十]{1,3}"
_CLAUSE = re.compile(
    rf"(?:附件(?P<attachment>[1-9]\d?) ?)?"
    rf"(?P<path>(?:{_HAN})?(?:（{_HAN}）)?(?:[1-9]\d?)?(?:（[1-9]\d?）)?)"
    r"(?:#(?P<first>[1-9]\d?)(?:-(?P<last>[1-9]\d?))?)?"
)
_PART = re.compile(r"[^，。；：,;:]*[，。；：,;:]?")
_DIGEST = 16


class Clause(NamedTuple):
    """A clause by its numbers: `附件1一（二）1（1）#3`.

    `attachment` is 0 for the body of the notice. `path` is made of the headings' own numbers, empty
    for what stands outside of them. `parts` (first and last, from 1) are the pieces of the clause
    between its punctuation marks that are meant, None for all of it.
    """

    attachment: int
    path: str
    parts: tuple[int, int] | None = None

    def __str__(self) -> str:
        # 附件1 1（1）: without the space it would be attachment 11.
        space = " " if self.path[:1].isdecimal() else ""
        shown = f"附件{self.attachment}{space}{self.path}" if self.attachment else self.path
        if self.parts is None:
            return shown
        first, last = self.parts
        return f"{shown}#{first}" if first == last else f"{shown}#{first}-{last}"

    @property
    def whole(self) -> "Clause":
        """The clause without its parts."""
        return self._replace(parts=None)

    def label(self) -> str:
        """The clause as people cite it: `附件1 一（二）1（1）`."""
        return f"附件{self.attachment} {self.path}".strip() if self.attachment else self.path

    def words(self, text: str) -> str:
        """Its own words within the text of the whole clause; "" where the text has no such part."""
        if self.parts is None:
            return text.strip()
        first, last = self.parts
        pieces = [piece for piece in _PART.findall(text) if piece.strip()]
        return "".join(pieces[first - 1 : last]).strip() if last <= len(pieces) else ""


def parse_clause(text: str) -> Clause | None:
    """The clause that a text names, None where it names none."""
    found = _CLAUSE.fullmatch(text)
    if found is None or not (found["attachment"] or found["path"]):
        return None
    parts = (int(found["first"]), int(found["last"] or found["first"])) if found["first"] else None
    if parts and parts[0] > parts[1]:
        return None
    return Clause(int(found["attachment"] or 0), found["path"], parts)


def digest(words: str) -> str:
    """Sixteen hex digits that change with the words, not with their spaces, lines or widths."""
    same = "".join(unicodedata.normalize("NFKC", words).split())
    return hashlib.sha256(same.encode(errors="surrogatepass")).hexdigest()[:_DIGEST]
