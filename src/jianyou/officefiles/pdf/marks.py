"""What is drawn on a page: glyphs and straight lines, in points from the top left corner."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

MOST_GLYPHS = 20_000
MOST_RULINGS = 20_000
UNMAPPED = "\ufffd"
# Radicals that many fonts are mapped back to in place of the character (Unicode Character Database,
# Equivalent_Unified_Ideograph; the Kangxi radicals have compatibility mappings as well).
_RADICALS = str.maketrans(
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧"
    "⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍"
    "⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛"
    "犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶"
    "辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)
# Kangxi radicals, compatibility ideographs and Latin ligatures, which fonts are often mapped back to.
_COMPATIBLE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\U0002f800-\U0002fa1f]")


class ExcessError(Exception):
    """A paper goes beyond a limit: a code and its parameters."""


class Glyph(NamedTuple):
    """A character at its place: from `left` to `right` on the line `base`, `size` high.

    `turned` says that it stands askew to the page's text by a quarter or more: then `left` and
    `right` are its sides, and `base` its lower side.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    turned: bool = False

    @property
    def across(self) -> float:
        """Its middle from left to right."""
        return (self.left + self.right) / 2

    @property
    def middle(self) -> float:
        """Its middle from top to bottom, which no font's odd measures can shift."""
        return self.base - (0.5 if self.turned else 0.36) * self.size


class Ruling(NamedTuple):
    """A straight line along an edge of the page: `at` its height, or its distance from the left."""

    level: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class Marks:
    """A page: its size, what is drawn on it, and what there is to tell of it.

    `hidden` is text that nobody sees, `askew` text at an angle, `covered` how many pictures there are.
    """

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    askew: list[str] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)
    pictures: int = 0


def plain(text: str) -> str:
    """The character as it is commonly written, where a font maps it to one of its doubles."""
    return unicodedata.normalize("NFKC", text.translate(_RADICALS)) if _COMPATIBLE.search(text) else text


def rulings_of(
    points: Iterable[tuple[float, float]], *, thickest: float = 1.0, shortest: float = 2.0
) -> Iterable[Ruling]:
    """The sides of an open or closed way that run along the page's edges."""
    before: tuple[float, float] | None = None
    for x, y in points:
        if before is not None:
            wide, high = abs(x - before[0]), abs(y - before[1])
            if high <= thickest and wide >= shortest and wide > high:
                yield Ruling(True, (y + before[1]) / 2, min(x, before[0]), max(x, before[0]))
            elif wide <= thickest and high >= shortest:
                yield Ruling(False, (x + before[0]) / 2, min(y, before[1]), max(y, before[1]))
        before = (x, y)
