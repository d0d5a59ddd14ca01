"""Signs: regular expressions that can't make a check hang."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.datafiles.signs import problem_of_sign
from jianyou.domain.calls.load import load_call


def code_of(sign: str) -> str | None:
    problem = problem_of_sign(sign)
    return problem.code if problem else None


@pytest.mark.parametrize(
    "sign",
    [
        "成立|创建|设立",
        r"\d[\d,，]*\s*(?:余|多)?\s*(?:人|名)",
        r"[^。；]{0,12}?\d+人",
        r"(?:职工)?\d{1,6}",
        r"\(\*\+\)",
        r"[(*+)]+",
        r"[]*]+",
        r"(?P<count>\d+)(?=人)",
        r"(?<!不)成立",
        "(?:甲乙){1}",
    ],
)
def test_a_sign_that_may_be_used(sign: str) -> None:
    assert problem_of_sign(sign) is None


@pytest.mark.parametrize(
    ("sign", "code"),
    [
        ("(", "data_sign_bad_at"),
        ("[", "data_sign_bad_at"),
        ("*", "data_sign_bad_at"),
        ("(?P<a>x)(?P<a>y)", "data_sign_bad_at"),
        ("a{99999999999999999999}", "data_sign_bad"),
        ("[[a]", "data_sign_bad"),
        ("(" * 150 + "a" + ")" * 150, None),
        ("a*", "data_sign_empty"),
        ("成立|", "data_sign_empty"),
        ("(a+)+b", "data_sign_slow"),
        ("(a*)*b", "data_sign_slow"),
        ("((a+))+b", "data_sign_slow"),
        ("(?:(a+)b?)*c", "data_sign_slow"),
        ("(a|a)*b", "data_sign_slow"),
        ("(?:a?){40}b", "data_sign_slow"),
        ("(?:a{0,40}){0,40}b", "data_sign_slow"),
        ("(?:a{1,}){2,}b", "data_sign_slow"),
        ("(?:a+){,9}b", "data_sign_slow"),
        ("(?x)( a+ ) +b", "data_sign_slow"),
        ("(a+(?#note))+b", "data_sign_slow"),
        ("a*b*c*d*e", "data_sign_slow"),
        ("a{0,5000}b+c+d+e", "data_sign_slow"),
        ("x" * 401, "data_sign_too_long"),
    ],
)
def test_a_sign_that_may_not(sign: str, code: str | None) -> None:
    assert code_of(sign) == code


def test_a_bad_sign_is_told_with_its_place() -> None:
    problem = problem_of_sign("成立(")
    assert problem is not None
    assert problem.params == {"text": "成立(", "position": 3}


@given(st.text(alphabet="ab()[]{}*+?|\\^$.,0129:=!<>#xPi-", max_size=24))
def test_whatever_passes_compiles_and_does_not_hang(sign: str) -> None:
    if problem_of_sign(sign) is None:
        began = time.process_time()
        re.compile(sign).search("a" * 60 + "b" * 60 + "0" * 60)
        assert time.process_time() - began < 20


def test_the_built_in_signs_do_not_hang_on_hostile_text() -> None:
    columns = load_call("chongqing-2024").annex.columns
    groups = (fact for column in columns for fact in (*column.facts, *column.levels, *column.lower_levels))
    signs = [re.compile(sign) for fact in groups for sign in fact.signs]
    began = time.process_time()
    for text in ("1" * 5000, "员工" * 2500, "1 ,，" * 1250, " " * 5000):
        for sign in signs:
            sign.search(text)
    assert time.process_time() - began < 20
