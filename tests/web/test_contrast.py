"""The colours of both looks are far enough apart, whoever reads them (WCAG 2: text 4.5, shapes 3)."""

import pytest

from jianyou.web.components.colours import (
    GROUNDS,
    LOOKS,
    SHAPE_LEAST,
    SHAPES,
    TEXT,
    TEXT_LEAST,
    contrast,
    looks,
)
from jianyou.web.components.states import TONES


def test_the_measure_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert (TEXT_LEAST, SHAPE_LEAST) == (4.5, 3)


@pytest.mark.parametrize("look", LOOKS)
def test_text_and_shapes_stand_out(look: str) -> None:
    colours = looks()[look]
    weak = [(one, other, 4.5) for one, other in TEXT if contrast(colours[one], colours[other]) < 4.5]
    weak += [(one, other, 3) for one, other in SHAPES if contrast(colours[one], colours[other]) < 3]
    assert weak == []


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_ring_of_the_focus_is_seen_on_any_ground(look: str) -> None:
    colours = looks()[look]
    rings = ("focus-inner", "focus-outer")
    for ground in (*GROUNDS, *(f"{tone}-ground" for tone in TONES if tone != "grey"), "primary"):
        assert max(contrast(colours[ring], colours[ground]) for ring in rings) >= 3


def test_the_dark_look_is_one_look() -> None:
    told = looks()
    assert told["dark"] == told["dark_by_hand"]
    assert set(told["dark"]) == set(told["light"])
    assert len(told["light"]) == 29
