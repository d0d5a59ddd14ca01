"""国民经济行业分类 (GB/T 4754-2017): the table itself, by code and by name.

All 20 sections and 97 divisions; groups and classes of B, C and D (mining, manufacturing, energy
and water). A class code of another section still tells its section and division.
"""

import re
from enum import StrEnum
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from jianyou.codes.fold import fold_width

_DATA = Path(__file__).with_name("data") / "industry.csv"
DETAILED_SECTIONS = "BCD"


class Level(StrEnum):
    """门类, 大类, 中类, 小类."""

    SECTION = "section"
    DIVISION = "division"
    GROUP = "group"
    CLASS = "class"


_LEVELS = {1: Level.SECTION, 2: Level.DIVISION, 3: Level.GROUP, 4: Level.CLASS}


class Industry(NamedTuple):
    """One entry. `code` is the section's letter, or 2 to 4 digits; `name` as the standard has it."""

    code: str
    name: str
    section: str

    @property
    def level(self) -> Level:
        """Section, division, group or class."""
        return _LEVELS[len(self.code)]

    @property
    def division(self) -> str | None:
        """The two digits of the division; None for a section."""
        return self.code[:2] if len(self.code) > 1 else None

    @property
    def full_code(self) -> str:
        """The code with its section's letter in front: `C3670`."""
        return self.code if len(self.code) == 1 else self.section + self.code

    def covers(self, other: "Industry") -> bool:
        """Whether `other` is this very entry or lies within it."""
        if len(self.code) == 1:
            return self.code == other.section
        return other.code.startswith(self.code)


def sections() -> tuple[Industry, ...]:
    """The 20 sections, A to T."""
    return tuple(entry for entry in _table().values() if entry.level is Level.SECTION)


def divisions(section: str | None = None) -> tuple[Industry, ...]:
    """The 97 divisions, or those of one section."""
    found = (entry for entry in _table().values() if entry.level is Level.DIVISION)
    return tuple(entry for entry in found if section in (None, entry.section))


def entries() -> tuple[Industry, ...]:
    """Every entry of the table in the standard's order."""
    return tuple(_table().values())


def get(code: str) -> Industry | None:
    """The entry of `C`, `36`, `C36`, `361`, `3612` or `C3612`; None if the table has no such code."""
    letter, digits = _split(code)
    entry = _table().get(digits or letter)
    return entry if entry and letter in ("", entry.section) else None


def section_of(code: str) -> str | None:
    """The section of any code, known to the table or not, by its division; None if that can't be."""
    letter, digits = _split(code)
    entry = _table().get(digits[:2] or letter)
    return entry.section if entry and letter in ("", entry.section) else None


def find_name(name: str) -> Industry | None:
    """The entry of that name; marks and 和, 及, 与 may differ.

    A name that several levels share is the most specific one where they mean the same (铁矿采选,
    0810) and the widest one where they don't (燃气生产和供应业, 45).
    """
    return names().get(key(name))


_VARIANTS = (("通讯", "通信"), ("其它", "其他"), ("以及", "、、"), ("电器机械", "电气机械"), ("设備", "设备"))
IGNORED = frozenset("、,和及与() \t\r\n")


def fold(text: str) -> str:
    """Half width, and common other spellings as the standard's; the length stays the same."""
    folded = fold_width(text)
    for other, standard in _VARIANTS:
        if other in folded:
            folded = folded.replace(other, standard)
    return folded


def key(name: str) -> str:
    """What two spellings of one name share: no marks, no white space, no 和, 及, 与."""
    return "".join(character for character in fold(name) if character not in IGNORED)


@cache
def names() -> dict[str, Industry]:
    """Every name's key and its entry, see `find_name`."""
    found: dict[str, Industry] = {}
    children = _children()
    for entry in _table().values():
        found.setdefault(key(entry.name), entry)
    for name, entry in found.items():
        while len(children.get(entry.code, ())) == 1 and key(children[entry.code][0].name) == name:
            entry = children[entry.code][0]  # noqa: PLW2901  — walks down to the last of its name
        found[name] = entry
    return found


def _split(code: str) -> tuple[str, str]:
    """The letter and the digits of a code, both empty if it is none."""
    found = re.fullmatch(r"([A-T]?)(\d{2,4})?", fold_width(code).strip().upper(), re.ASCII)
    return (found[1], found[2] or "") if found else ("", "")


@cache
def _table() -> dict[str, Industry]:
    table = {}
    section = ""
    for line in islice(_DATA.read_text("utf-8").splitlines(), 1, None):
        code, name = line.split(",", 1)
        if len(code) == 1:
            section = code
        table[code] = Industry(code, name, section)
    return table


@cache
def _children() -> dict[str, list[Industry]]:
    children: dict[str, list[Industry]] = {}
    for entry in _table().values():
        parent = entry.section if entry.level is Level.DIVISION else entry.code[:-1]
        if parent:
            children.setdefault(parent, []).append(entry)
    return children
