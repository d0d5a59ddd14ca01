"""Clauses: written and read back, their parts, and digests that see words only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.terms.clause import Clause, digest, parse_clause

HAN = st.sampled_from(["一", "二", "十", "十二", "二十三"])
NUMBER = st.integers(1, 99).map(str)
PATHS = st.tuples(
    st.one_of(st.just(""), HAN),
    st.one_of(st.just(""), HAN.map("（{}）".format)),
    st.one_of(st.just(""), NUMBER),
    st.one_of(st.just(""), NUMBER.map("（{}）".format)),
).map("".join)
PARTS = st.one_of(st.none(), st.tuples(st.integers(1, 99), st.integers(1, 99)).map(sorted).map(tuple))
CLAUSES = st.builds(Clause, st.integers(0, 99), PATHS, PARTS).filter(lambda one: one.attachment or one.path)


@given(CLAUSES)
def test_a_clause_comes_back_as_written(clause: Clause) -> None:
    assert parse_clause(str(clause)) == clause


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("附件1一（二）1（1）#3-4", Clause(1, "一（二）1（1）", (3, 4))),
        ("二（一）", Clause(0, "二（一）")),
        ("附件2", Clause(2, "")),
        ("附件1 1（1）", Clause(1, "1（1）")),
        ("附件11（1）", Clause(11, "（1）")),
        ("一#2", Clause(0, "一", (2, 2))),
    ],
)
def test_clauses_as_people_write_them(text: str, clause: Clause) -> None:
    assert parse_clause(text) == clause


@pytest.mark.parametrize(
    "text", ["", "#1", "附件", "附件0一", "一(二)", "一#0", "一#3-2", "第一条", "一 （二）", "一#1-"]
)
def test_what_is_no_clause(text: str) -> None:
    assert parse_clause(text) is None


def test_its_words_are_the_pieces_between_punctuation() -> None:
    text = "基本条件。在国内依法设立。近5年内无重大事故，无违法行为。"
    assert Clause(0, "一").words(text) == text
    assert Clause(0, "一", (1, 1)).words(text) == "基本条件。"
    assert Clause(0, "一", (3, 4)).words(text) == "近5年内无重大事故，无违法行为。"
    assert Clause(0, "一", (4, 5)).words(text) == ""


def test_it_is_told_as_people_cite_it() -> None:
    assert Clause(1, "一（二）1", (2, 2)).label() == "附件1 一（二）1"
    assert Clause(0, "二（一）").label() == "二（一）"
    assert Clause(2, "").label() == "附件2"


def test_a_digest_sees_words_only() -> None:
    assert digest("近５年，\n 无事故") == digest("近5年,无事故")
    assert digest("近5年，无事故") != digest("近3年，无事故")
    assert len(digest("")) == 16
    assert digest("\ud800") != digest("")
