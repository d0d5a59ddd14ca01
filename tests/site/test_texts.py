"""Texts that somebody typed: fit to be kept, never cut in silence."""

import pytest

from jianyou.actions.texts import in_lines, one_line
from jianyou.terms.finding import Refused


def test_a_line_is_one_line_and_lines_stay() -> None:
    assert one_line("  某\u0000 单\n位\t\t示例  ", 20) == "某 单 位 示例"
    assert in_lines("  第一行\r\n第二行  ", 20) == "第一行\n第二行"
    assert (one_line(" \n ", 5), in_lines("", 5)) == ("", "")


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_what_must_be_there_is_told(text: str) -> None:
    for fit in (one_line, in_lines):
        with pytest.raises(Refused, match="support_need_missing"):
            fit(text, 5, "support_need_missing")


def test_nothing_behind_much_white_space_is_lost() -> None:
    assert one_line("甲" + " " * 100 + "乙", 5) == "甲 乙"
    with pytest.raises(Refused, match="site_text_long"):
        one_line("甲" * 5 + " " * 100 + "乙", 5)


def test_the_longest_is_kept_and_one_more_is_refused() -> None:
    assert (one_line("甲" * 5, 5), in_lines("甲" * 5, 5)) == ("甲" * 5, "甲" * 5)
    for fit in (one_line, in_lines):
        with pytest.raises(Refused, match="site_text_long"):
            fit("甲" * 6, 5)
