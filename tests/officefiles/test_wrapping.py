"""The estimate of lines errs on the safe side only, and its quick bound never lies below it."""

from hypothesis import given
from hypothesis import strategies as st

from jianyou.officefiles.writing.wrapping import RowHeights, count_lines, lines_at_most, text_width
from tests.officefiles.papers import ANY_TEXT

WIDTHS = st.floats(2, 120)
TEXTS = st.one_of(
    ANY_TEXT.map(lambda text: text.encode(errors="ignore").decode()),
    st.text("AW%@ ab中，。1-", max_size=80),
)


@given(TEXTS, WIDTHS)
def test_the_quick_bound_is_never_exceeded(text: str, width: float) -> None:
    assert count_lines(text, width) <= lines_at_most(text, width)


@given(st.lists(TEXTS, min_size=1, max_size=4), WIDTHS, st.integers(1, 9))
def test_a_row_is_as_tall_as_its_tallest_cell(row: list[str], width: float, floor: int) -> None:
    widths = [width + number for number in range(len(row))]
    counted = [count_lines(text, width) for text, width in zip(row, widths, strict=True)]
    assert RowHeights(widths).lines(row, floor=floor) == max(floor, *counted)


@given(st.text("中文字", max_size=200), st.integers(4, 80))
def test_chinese_needs_no_more_lines_than_estimated(text: str, width: int) -> None:
    needed = max(1, -(-len(text) // (width // 2)))
    # At most the room that punctuation may ask for: half a character a line.
    assert needed <= count_lines(text, width) <= max(1, -(-2 * len(text) // (2 * (width // 2) - 1)))


@given(st.lists(st.text("abcdefg", min_size=1, max_size=12), max_size=30), st.integers(30, 80))
def test_words_need_no_more_lines_than_estimated(words: list[str], width: int) -> None:
    lines, used = 1, 0
    for word in words:
        if used and used + len(word) > width:
            lines, used = lines + 1, 0
        used += len(word) + 1
    assert lines <= count_lines(" ".join(words), width)


def test_every_newline_begins_a_line() -> None:
    assert [count_lines(text, 20) for text in ("", "甲", "甲\n乙", "\n\n", "字" * 11)] == [1, 1, 2, 3, 2]


def test_widths_are_those_of_the_screen() -> None:
    assert [text_width(text) for text in ("", "ab1", "中文，", "a中")] == [0, 3, 6, 3]
