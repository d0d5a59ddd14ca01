import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.codes import wordcount
from jianyou.codes.wordcount import Counts, count, judge
from jianyou.terms.finding import Severity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Counts(0, 0, 0)),
        (" \t\n\u3000\xa0", Counts(0, 0, 0)),
        ("质量", Counts(2, 2, 2)),
        ("质量，效率。", Counts(6, 4, 6)),
        ("质量,效率.", Counts(6, 4, 6)),
        ("“质量”", Counts(4, 2, 4)),
        ("——千锤百炼……", Counts(8, 4, 8)),
        ("通过ISO9001认证", Counts(5, 5, 11)),
        ("ISO9001、IATF16949", Counts(3, 2, 17)),
        ("ISO9001:2015", Counts(1, 1, 12)),
        ("ISO 9001", Counts(2, 2, 7)),
        ("Total Quality Management", Counts(3, 3, 22)),
        ("合格率99.9%", Counts(4, 4, 8)),
        ("合格率99.9％", Counts(5, 4, 8)),
        ("１２３", Counts(3, 3, 3)),
        ("3～5年", Counts(4, 3, 4)),
        ("3~5年", Counts(2, 2, 4)),
        ("质量 ~ 效率", Counts(5, 4, 5)),
        ("质量 - 效率", Counts(5, 4, 5)),
        ("①质量", Counts(3, 3, 3)),
        ("质量+效率", Counts(5, 5, 5)),
        ("𠮷𬍛㐂", Counts(3, 3, 3)),
        ("葛\U000e0100城", Counts(2, 2, 2)),
        ("AB\u200bCD", Counts(1, 1, 4)),
        ("质\ufeff量", Counts(2, 2, 2)),
        ("买买提·阿不都", Counts(7, 6, 7)),
        ("品質はひらがな", Counts(7, 7, 7)),
        ("한국어", Counts(3, 3, 3)),
        ("café", Counts(1, 1, 4)),
        ("\ud800", Counts(1, 1, 1)),
    ],
)
def test_counts(text: str, expected: Counts) -> None:
    assert count(text) == expected


@given(st.text())
def test_the_counts_are_in_order(text: str) -> None:
    counts = count(text)
    assert 0 <= counts.words_without_punctuation <= counts.words <= counts.characters


@given(st.lists(st.text("质量，。——AB9.,%～ ①𠮷\u200b“”"), max_size=5))
def test_lines_add_up(lines: list[str]) -> None:
    parts = [count(line) for line in lines]
    assert count("\n".join(lines)) == Counts(*(sum(part[which] for part in parts) for which in range(3)))


@given(st.text("质量体系管理", max_size=50))
def test_plain_han_counts_one_each(text: str) -> None:
    assert count(text) == Counts(len(text), len(text), len(text))


@given(st.text())
def test_leaving_out_the_marks_of_a_text_alters_no_count_without_them(text: str) -> None:
    spaced = "".join(
        " " if unicodedata.category(character)[0] == "P" or character in "~～〜" else character
        for character in text
    )
    runs_joined = count(spaced)
    assert runs_joined.words == runs_joined.words_without_punctuation
    assert count(text).words_without_punctuation <= runs_joined.words


def test_the_classes_agree_with_unicode() -> None:
    east_asian = re.compile(f"[{wordcount._EAST_ASIAN}]")
    mark = re.compile(f"[{wordcount._EAST_ASIAN_MARKS}]")
    for code in range(0x110000):
        character = chr(code)
        is_mark = unicodedata.category(character)[0] == "P" or character in "～〜"
        if east_asian.match(character):
            assert bool(mark.match(character)) == is_mark, hex(code)
        else:
            assert not mark.match(character), hex(code)
            assert not re.match("CJK UNIFIED|HIRAGANA LETTER|FULLWIDTH", unicodedata.name(character, "")), (
                hex(code)
            )


@pytest.mark.parametrize(
    ("counts", "as_a_rule", "verdict"),
    [
        (Counts(25, 25, 25), False, None),
        (Counts(26, 26, 26), False, Severity.ERROR),
        (Counts(26, 25, 26), False, Severity.WARNING),
        (Counts(25, 25, 26), False, Severity.INFO),
        (Counts(26, 26, 26), True, Severity.WARNING),
        (Counts(26, 25, 26), True, Severity.WARNING),
        (Counts(25, 25, 26), True, Severity.INFO),
        (Counts(25, 25, 25), True, None),
        (Counts(0, 0, 0), False, None),
    ],
)
def test_the_verdict_against_a_limit(counts: Counts, as_a_rule: bool, verdict: Severity | None) -> None:
    assert judge(counts, 25, as_a_rule=as_a_rule) == verdict
