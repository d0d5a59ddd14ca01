"""Parts of a text as networks count them."""

import pytest

from jianyou.domain.mailbox.segments import Segments, segments


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", Segments(0, 0)),
        ("a" * 160, Segments(160, 1)),
        ("a" * 161, Segments(161, 2)),
        ("a" * 306, Segments(306, 2)),
        ("a" * 307, Segments(307, 3)),
        ("€" * 80, Segments(160, 1)),
        # An extended sign isn't cut in two: 76 of them and one unit unused in each part.
        ("€" * 153, Segments(306, 3)),
        ("字" * 70, Segments(70, 1)),
        ("字" * 71, Segments(71, 2)),
        ("字" * 134, Segments(134, 2)),
        ("字" * 135, Segments(135, 3)),
        ("a" * 70 + "。", Segments(71, 2)),
        ("𠮷" * 35, Segments(70, 1)),
        ("𠮷" * 67, Segments(134, 3)),
    ],
)
def test_units_and_parts(text: str, told: Segments) -> None:
    assert segments(text) == told
