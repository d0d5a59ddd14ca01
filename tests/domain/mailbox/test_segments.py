"""Parts of a text as networks count them."""

import pytest

from jianyou.domain.mailbox.segments import Segments, segments


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", Segments(0, 0, wide=False)),
        ("a" * 160, Segments(160, 1, wide=False)),
        ("a" * 161, Segments(161, 2, wide=False)),
        ("a" * 306, Segments(306, 2, wide=False)),
        ("a" * 307, Segments(307, 3, wide=False)),
        ("€" * 80, Segments(160, 1, wide=False)),
        # An extended sign isn't cut in two: 76 of them and one unit unused in each part.
        ("€" * 153, Segments(306, 3, wide=False)),
        ("字" * 70, Segments(70, 1, wide=True)),
        ("字" * 71, Segments(71, 2, wide=True)),
        ("字" * 134, Segments(134, 2, wide=True)),
        ("字" * 135, Segments(135, 3, wide=True)),
        ("a" * 70 + "。", Segments(71, 2, wide=True)),
        ("𠮷" * 35, Segments(70, 1, wide=True)),
        ("𠮷" * 67, Segments(134, 3, wide=True)),
    ],
)
def test_units_and_parts(text: str, told: Segments) -> None:
    assert segments(text) == told
