"""Clauses by their place and by their number, with their own words."""

from pathlib import Path

import pytest

from jianyou.domain.notices.clauses import Clauses, citable
from jianyou.domain.notices.layout import lay_out
from jianyou.domain.notices.read import open_notice, read_laid
from jianyou.domain.notices.text import notice_text
from jianyou.terms.clause import Clause
from tests.domain.notices.drafting import RICH
from tests.domain.notices.papers import COMMISSION

TEXT = notice_text(RICH)
CLAUSES = Clauses(TEXT, lay_out(TEXT).layout)


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        ("盖公章", "二（一）"),
        ("技术咨询", "二（二）"),
        ("详见附件1", "一"),
        ("近3年", "附件1一（二）2"),
        ("班组成立", "附件1二（二）1"),
        ("主要产品", "附件2"),
        ("按照《", "None"),
    ],
)
def test_a_place_stands_in_its_lowest_clause(words: str, clause: str) -> None:
    start = TEXT.text.index(words)
    assert str(CLAUSES.at(TEXT.lines[0].span._replace(start=start, end=start + 1))) == clause


def test_a_clause_has_its_own_words_without_those_below() -> None:
    assert CLAUSES.words(Clause(1, "一（二）2")) == ["近3年未发生重大事故。"]
    assert CLAUSES.words(Clause(1, "一（二）")) == ["参评条件。"]
    assert CLAUSES.words(Clause(1, "一")) == ["临江省精益制造奖参评条件"]
    assert CLAUSES.words(Clause(1, "")) == ["精益制造奖参评条件"]
    assert CLAUSES.words(Clause(3, "一")) == []
    assert CLAUSES.words(Clause(0, "三（四）")) == ["授奖。授予获奖企业“精益制造示范”称号。"]


@pytest.mark.parametrize("written", [RICH, COMMISSION])
def test_the_words_of_a_condition_are_those_that_were_read(written: str) -> None:
    text = notice_text(written)
    clauses = Clauses(text, lay_out(text).layout)
    conditions = read_laid(text).conditions
    assert conditions
    for each in conditions:
        assert clauses.words(Clause(each.attachment, each.path)) == [each.text]


def test_the_words_of_conditions_of_other_offices_too(shared: Path) -> None:
    for path in sorted((shared / "notices").glob("*.txt")):
        text = open_notice(path)
        clauses = Clauses(text, lay_out(text).layout)
        for each in read_laid(text).conditions:
            assert each.text in clauses.words(Clause(each.attachment, each.path))


def test_a_number_that_nobody_can_cite_is_none() -> None:
    assert citable(0, "一（二）3（4）") == Clause(0, "一（二）3（4）")
    assert citable(0, "") is None
    assert citable(0, "1（一）") is None
    assert citable(100, "一") is None
