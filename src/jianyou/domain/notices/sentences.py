"""The sentences of a notice's body, for grammars that look at one sentence at a time."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from jianyou.domain.notices.layout import Laid
from jianyou.domain.notices.model import NoticeText

_STOP = re.compile(r"[。;!?]")


class Sentence(NamedTuple):
    """One sentence: its words in the squeezed text, and where they begin there."""

    words: str
    start: int

    def found(self, match: re.Match[str], group: int | str = 0) -> tuple[int, int]:
        """The characters of the squeezed text that a match within the sentence stands for."""
        return self.start + match.start(group), self.start + match.end(group)


def body_sentences(text: NoticeText, laid: Laid) -> Iterator[Sentence]:
    """The body cut at the ends of sentences, and where headings begin and end."""
    squeezed, layout = laid.squeezed, laid.layout
    begin, end = squeezed.index(layout.body.start), squeezed.index(layout.body.end)
    cuts = {begin, end} | {found.end() for found in _STOP.finditer(squeezed.text, begin, end)}
    for section in layout.sections:
        cuts.add(squeezed.index(section.heading.start))
        if text.text[section.heading.end :][:1] in ("", "\n"):
            cuts.add(squeezed.index(section.heading.end))
    places = sorted(cut for cut in cuts if begin <= cut <= end)
    for start, stop in pairwise(places):
        yield Sentence(squeezed.text[start:stop], start)
