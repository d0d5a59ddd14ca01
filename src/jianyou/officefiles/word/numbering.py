"""Automatic numbers: the label that Word shows in front of a paragraph, which no text holds."""

import re
from dataclasses import dataclass, field, replace

from jianyou.officefiles.word.labels import label_number
from jianyou.officefiles.word.names import (
    ABSTRACT_NUM,
    ABSTRACT_NUM_ID,
    ASCII,
    H_ANSI,
    ILVL,
    IS_LGL,
    LVL,
    LVL_OVERRIDE,
    LVL_RESTART,
    LVL_TEXT,
    NUM,
    NUM_FMT,
    NUM_ID,
    NUM_STYLE_LINK,
    P_STYLE,
    R_FONTS,
    RPR,
    START,
    START_OVERRIDE,
    SUFF,
    VANISH,
    Element,
    is_on,
    number,
    value,
)
from jianyou.officefiles.word.styles import Styles
from jianyou.officefiles.word.symbols import symbol

_LEVELS = 9
_LONGEST_LABEL = 40
_PLACEHOLDER = re.compile(r"%([1-9])")
_BULLET = "•"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list as defined in numbering.xml."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    joined: bool = False
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    hidden: bool = False


@dataclass(slots=True)
class List:
    """A list (w:num): which definition it uses, and where it starts anew or redefines levels."""

    definition: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Numbering:
    """The lists of a document with their running counters, which go through it in reading order."""

    styles: Styles
    definitions: dict[str, dict[int, Level]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    lists: dict[str, List] = field(default_factory=dict)
    counters: dict[str, list[int | None]] = field(default_factory=dict)

    def label(self, list_id: str, level: int | None, style: str | None) -> str:
        """Count one paragraph of a list and give its label with what parts it from the text."""
        found = self.lists.get(list_id)
        if found is None:
            return ""
        definition = self._resolve(found.definition)
        levels = self.definitions.get(definition, {})
        if level is None:
            level = next((at for at, defined in levels.items() if style and defined.style == style), 0)
        level = min(max(level, 0), _LEVELS - 1)
        defined = found.levels.get(level) or levels.get(level)
        if defined is None:
            return ""
        counters = self._count(found, definition, {**levels, **found.levels}, level)
        if defined.hidden:
            return ""
        text = _label_text(defined, {**levels, **found.levels}, counters)
        return text if not text or defined.joined else text + " "

    def _resolve(self, definition: str) -> str:
        """Follow a list style to the definition it stands for."""
        linked = self.links.get(definition)
        if linked is None:
            return definition
        listed = self.styles.list_of(linked)
        target = self.lists.get(listed[0]) if listed is not None else None
        return definition if target is None else target.definition

    def _count(self, found: List, definition: str, levels: dict[int, Level], level: int) -> list[int | None]:
        counters = self.counters.setdefault(definition, [None] * _LEVELS)
        current = counters[level]
        if level in found.starts and level not in found.begun:
            counters[level] = found.starts[level]
        else:
            counters[level] = levels[level].start if current is None else current + 1
        found.begun.add(level)
        for deeper in range(level + 1, _LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or level < restart:
                counters[deeper] = None
        return counters


def _label_text(defined: Level, levels: dict[int, Level], counters: list[int | None]) -> str:
    if defined.number_format == "bullet":
        return defined.text

    def shown(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        level = levels.get(at, defined)
        counted = counters[at]
        number_format = "decimal" if defined.legal else level.number_format
        return label_number(level.start if counted is None else counted, number_format)

    return _PLACEHOLDER.sub(shown, defined.text)[:_LONGEST_LABEL]


def read_numbering(root: Element, styles: Styles) -> Numbering:
    """Read word/numbering.xml."""
    numbering = Numbering(styles)
    for element in root.iterchildren(ABSTRACT_NUM):
        definition = element.get(ABSTRACT_NUM_ID, "")
        numbering.definitions[definition] = _read_levels(element)
        link = value(element, NUM_STYLE_LINK)
        if link is not None:
            numbering.links[definition] = link
    for element in root.iterchildren(NUM):
        listed = List(value(element, ABSTRACT_NUM_ID) or "")
        for override in element.iterchildren(LVL_OVERRIDE):
            level = number(override.get(ILVL), 0)
            if not 0 <= level < _LEVELS:
                continue
            redefined = override.find(LVL)
            if redefined is not None:
                listed.levels[level] = _read_level(redefined)
            start = value(override, START_OVERRIDE)
            if start is not None:
                listed.starts[level] = number(start, 1)
        numbering.lists[element.get(NUM_ID, "")] = listed
    return numbering


def _read_levels(definition: Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for element in definition.iterchildren(LVL):
        at = number(element.get(ILVL), 0)
        if 0 <= at < _LEVELS:
            levels[at] = _read_level(element)
    return levels


def _read_level(element: Element) -> Level:
    restart = value(element, LVL_RESTART)
    level = Level(
        start=number(value(element, START), 0),
        number_format=value(element, NUM_FMT) or "decimal",
        text=(value(element, LVL_TEXT) or "")[:_LONGEST_LABEL],
        joined=value(element, SUFF) == "nothing",
        restart=None if restart is None else number(restart, 0),
        legal=is_on(element, IS_LGL),
        style=value(element, P_STYLE),
        hidden=is_on(element.find(RPR), VANISH),
    )
    if level.number_format == "bullet":
        level = replace(level, text=_bullet(level.text, element.find(RPR)))
    return level


def _bullet(text: str, rpr: Element | None) -> str:
    """A bullet as it is seen; symbol fonts keep theirs at private code points."""
    fonts = None if rpr is None else rpr.find(R_FONTS)
    font = "" if fonts is None else fonts.get(ASCII) or fonts.get(H_ANSI) or ""
    return "".join(symbol(font, ord(char)) or _BULLET for char in text)
