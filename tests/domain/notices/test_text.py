"""The squeezed text leads every character back to its place, whatever stands between."""

from hypothesis import given
from hypothesis import strategies as st

from jianyou.domain.notices.model import Span
from jianyou.domain.notices.text import notice_text, squeezed, words


def test_lines_keep_their_places() -> None:
    text = notice_text("  关于\r\n\r\n的通知 \x0c末")
    assert [(line.number, line.text, text.of(line.span)) for line in text.lines] == [
        (1, "关于", "关于"),
        (2, "", ""),
        (3, "的通知", "的通知"),
        (4, "末", "末"),
    ]


def test_squeezed_is_folded_and_without_white_space() -> None:
    folded = squeezed(notice_text("２０２4 年\n１\u200b月（试 行）"))
    assert folded.text == "2024年1月(试行)"
    assert list(folded.starts) == [0, 5]
    assert folded.begins_line(5)
    assert not folded.begins_line(4)
    assert folded.begins_line(len(folded.text))
    assert (folded.line_start(6), folded.line_end(2)) == (5, 5)


def test_a_character_folded_into_several_has_one_place() -> None:
    text = notice_text("甲⑴乙")
    folded = squeezed(text)
    assert folded.text == "甲(1)乙"
    assert text.of(folded.span(1, 4)) == "⑴"
    assert folded.index(2) == 4


def test_words_keep_spaces_between_latin_words_only() -> None:
    text = notice_text("关于 GB/T 4754\n标 准 的\u3000通知")
    assert words(text, Span(0, len(text.text))) == "关于GB/T 4754标准的通知"


def test_an_empty_range_has_a_place() -> None:
    assert squeezed(notice_text("")).span(0, 0) == Span(0, 0)
    assert squeezed(notice_text(" 甲")).span(1, 1) == Span(2, 2)


@given(st.text(max_size=200))
def test_every_place_holds_what_was_folded_from_it(written: str) -> None:
    text = notice_text(written)
    whole = squeezed(text)
    assert len(whole.places) == len(whole.text)
    assert not any(letter.isspace() for letter in whole.text)
    for at in range(len(whole.text)):
        span = whole.span(at, at + 1)
        assert whole.text[at] in squeezed(text, span).text
        assert whole.text[whole.index(span.start) : at + 1].endswith(whole.text[at])
    assert "".join(squeezed(text, line.span).text for line in text.lines) == whole.text
