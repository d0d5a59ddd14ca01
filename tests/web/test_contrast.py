"""The colours of both looks are far enough apart, whoever reads them (WCAG 2: text 4.5, shapes 3)."""

import re
from pathlib import Path

import pytest

import jianyou.web

TOKENS = Path(jianyou.web.__file__).parent / "static" / "jianyou" / "tokens.css"
GROUNDS = ("ground", "sheet", "sunken")
TONES = ("red", "amber", "green", "violet", "blue")
TEXT = [
    *(
        (ink, ground)
        for ink in ("ink", "soft", "link", "red", "amber", "green", "blue", "violet", "grey")
        for ground in GROUNDS
    ),
    *((tone, f"{tone}-ground") for tone in TONES),
    *(("ink", f"{tone}-ground") for tone in TONES),
    ("link", "blue-ground"),
    ("on-primary", "primary"),
    ("on-primary", "primary-hover"),
    ("primary", "sheet"),
    ("came", "came-ground"),
    ("gone", "gone-ground"),
]
SHAPES = [
    *(("edge", ground) for ground in GROUNDS),
    ("primary", "ground"),
    ("primary", "line"),
    ("rule", "sheet"),
    ("focus-inner", "focus-outer"),
]


def looks() -> dict[str, dict[str, str]]:
    """Return the colours of each look by their names."""
    blocks = re.findall(r"^\s*(:root[^{]*?)\s*\{([^}]*)\}", TOKENS.read_text("utf-8"), re.MULTILINE)
    told = {name: dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", block)) for name, block in blocks}
    return {
        "light": told[":root"],
        "dark": told[':root:not([data-scheme="light"])'],
        "dark by hand": told[':root[data-scheme="dark"]'],
    }


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("look", ["light", "dark", "dark by hand"])
def test_text_and_shapes_stand_out(look: str) -> None:
    colours = looks()[look]
    weak = [(one, other, 4.5) for one, other in TEXT if contrast(colours[one], colours[other]) < 4.5]
    weak += [(one, other, 3) for one, other in SHAPES if contrast(colours[one], colours[other]) < 3]
    assert weak == []


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_ring_of_the_focus_is_seen_on_any_ground(look: str) -> None:
    colours = looks()[look]
    rings = ("focus-inner", "focus-outer")
    for ground in (*GROUNDS, *(f"{tone}-ground" for tone in TONES), "primary"):
        assert max(contrast(colours[ring], colours[ground]) for ring in rings) >= 3


def test_the_dark_look_is_one_look() -> None:
    told = looks()
    assert told["dark"] == told["dark by hand"]
    assert set(told["dark"]) == set(told["light"])
