"""Styles as far as they change what is read: numbering and hidden text by style."""

import re
from dataclasses import dataclass, field

from jianyou.officefiles.word.names import (
    BASED_ON,
    DEFAULT,
    DOC_DEFAULTS,
    ILVL,
    NUM_ID,
    NUM_PR,
    PPR,
    RPR,
    STYLE,
    STYLE_ID,
    TYPE,
    VANISH,
    Element,
    number,
    switch,
    value,
)

_DEFAULT_STYLE = re.compile(rb"default\s*=\s*[\"'](?:1|true|on)")
_TELLING = (b"vanish", b"numPr")
_LONGEST_CHAIN = 64


@dataclass(frozen=True, slots=True)
class Style:
    """One style: what it sets itself; `level` and `list_id` are its numbering."""

    based_on: str | None
    hides: bool | None
    list_id: str | None
    level: int | None


@dataclass(slots=True)
class Styles:
    """The styles of a document. `hiding` and `numbering` say whether any of them hides or numbers."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default_paragraph: str | None = None
    hides_by_default: bool = False
    hiding: bool = False
    numbering: bool = False
    _hides: dict[str | None, bool] = field(default_factory=dict)
    _lists: dict[str | None, tuple[str, int | None] | None] = field(default_factory=dict)

    def hides(self, style_id: str | None) -> bool:
        """Whether text in this style is hidden."""
        known = self._hides.get(style_id)
        if known is None:
            own = (style.hides for style in self._chain(style_id) if style.hides is not None)
            known = self._hides[style_id] = next(own, False)
        return known

    def list_of(self, style_id: str | None) -> tuple[str, int | None] | None:
        """The numbering list and level that a paragraph style gives, None where it gives none."""
        if style_id not in self._lists:
            self._lists[style_id] = self._find_list(style_id or self.default_paragraph)
        return self._lists[style_id]

    def _find_list(self, style_id: str | None) -> tuple[str, int | None] | None:
        level = None
        for style in self._chain(style_id):
            level = style.level if level is None else level
            if style.list_id is not None:
                return style.list_id, level
        return None

    def _chain(self, style_id: str | None) -> list[Style]:
        chain: list[Style] = []
        while style_id is not None and len(chain) < _LONGEST_CHAIN:
            style = self.by_id.get(style_id)
            if style is None:
                break
            chain.append(style)
            style_id = style.based_on
        return chain


def defaults_matter(styles: bytes) -> bool:
    """Whether text that names no style could be hidden or numbered by the default ones."""
    spans = [(styles.find(b"docDefaults"), styles.rfind(b"docDefaults"))]
    spans += [
        (found.start(), styles.find(b"style>", found.end())) for found in _DEFAULT_STYLE.finditer(styles)
    ]
    return any(word in styles[start:end] for start, end in spans for word in _TELLING)


def read_styles(root: Element) -> Styles:
    """Read word/styles.xml."""
    styles = Styles()
    defaults = root.find(DOC_DEFAULTS)
    if defaults is not None:
        styles.hides_by_default = any(switch(rpr, VANISH) is True for rpr in defaults.iter(RPR))
    for element in root.iterchildren(STYLE):
        style_id = element.get(STYLE_ID)
        if style_id is None:
            continue
        style = _read_style(element)
        styles.by_id[style_id] = style
        if element.get(TYPE) == "paragraph" and element.get(DEFAULT) in ("1", "true", "on"):
            styles.default_paragraph = style_id
    styles.hiding = styles.hides_by_default or any(style.hides for style in styles.by_id.values())
    styles.numbering = any(style.list_id is not None for style in styles.by_id.values())
    return styles


def _read_style(element: Element) -> Style:
    rpr, ppr = element.find(RPR), element.find(PPR)
    listed = None if ppr is None else ppr.find(NUM_PR)
    level = value(listed, ILVL)
    return Style(
        based_on=value(element, BASED_ON),
        hides=None if rpr is None else switch(rpr, VANISH),
        list_id=value(listed, NUM_ID),
        level=None if level is None else number(level, 0),
    )
