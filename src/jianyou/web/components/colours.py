"""The colours of both looks as tokens.css tells them, and how far apart they are (WCAG 2)."""

import re
from collections.abc import Mapping
from functools import cache
from itertools import product
from pathlib import Path

from jianyou.web.components.states import TONES

TOKENS = Path(__file__).parents[1] / "static" / "jianyou" / "tokens.css"
LOOKS = {
    "light": ":root",
    "dark": ':root:not([data-scheme="light"])',
    "dark_by_hand": ':root[data-scheme="dark"]',
}
"""The rule that tells each look."""

GROUNDS = ("ground", "sheet", "sunken")
TEXT_LEAST, SHAPE_LEAST = 4.5, 3.0
TEXT = (
    *product(("ink", "soft", "link", *TONES), GROUNDS),
    *((tone, f"{tone}-ground") for tone in TONES if tone != "grey"),
    *(("ink", f"{tone}-ground") for tone in TONES if tone != "grey"),
    ("link", "blue-ground"),
    ("on-primary", "primary"),
    ("on-primary", "primary-hover"),
    ("primary", "sheet"),
    ("rule", "sheet"),
    ("came", "came-ground"),
    ("gone", "gone-ground"),
)
"""Which colour is written on which ground."""

SHAPES = (
    *product(("edge",), GROUNDS),
    ("primary", "ground"),
    ("primary", "line"),
    ("focus-inner", "focus-outer"),
)
"""Which line or mark stands on which ground."""

_RULE = re.compile(r"^\s*(:root[^{]*?)\s*\{([^}]*)\}", re.MULTILINE)
_COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6});")
_KNEE = 0.04045


@cache
def looks() -> Mapping[str, Mapping[str, str]]:
    """The colours (`#rrggbb`) of each of LOOKS by their names."""
    told = {rule: dict(_COLOUR.findall(block)) for rule, block in _RULE.findall(TOKENS.read_text("utf-8"))}
    return {name: told[rule] for name, rule in LOOKS.items()}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= _KNEE else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
