"""Values asked of a mapping: what is missing, empty or wrong is told once, at its line."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.datafiles.fields import Section, problem_of_name
from jianyou.datafiles.problems import DataFileInvalid, Problems
from jianyou.datafiles.read import root_of
from jianyou.terms.clause import Clause, parse_clause

Asked = TypeVar("Asked")


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"


def asked(text: str, ask: Callable[[Section], Asked]) -> tuple[Asked, list[tuple[str, int | None, str]]]:
    """What the mapping answers, and the problems that were noted."""
    problems = Problems("file", "call_file_invalid")
    section = Section(root_of(text, problems), "", problems)
    answer = ask(section)
    section.done()
    try:
        problems.raise_if_any()
    except DataFileInvalid as invalid:
        return answer, [(problem.code, problem.line, problem.key) for problem in invalid.problems]
    return answer, []


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("clause: 二（一）", Clause(0, "二（一）")),
        ("clause: 附件1一（二）1（1）#3-4", Clause(1, "一（二）1（1）", (3, 4))),
        ("clause: '附件2 '", Clause(2, "")),
        ("clause:", None),
        ("other: x", None),
    ],
)
def test_a_clause(text: str, clause: Clause | None) -> None:
    told = asked(text, lambda section: (section.clause(), section.text("other")))
    assert told == ((clause, "x" if "other" in text else ""), [])


@pytest.mark.parametrize("written", ["二(一)", "第二条", "附件一", "二（一）#0", "#3", "x" * 300])
def test_what_is_no_clause(written: str) -> None:
    told = asked(f"a: 1\nclause: '{written}'", lambda section: (section.text("a"), section.clause())[1])
    assert told == (None, [("data_bad_clause", 2, "clause")])


@given(st.text(alphabet="一二三四（）()1239#-附件 ", max_size=14))
def test_a_clause_is_read_as_it_is_written(written: str) -> None:
    clause = parse_clause(written)
    assert clause is None or parse_clause(str(clause)) == clause


@pytest.mark.parametrize(
    ("text", "sides", "told"),
    [
        ("sides: [left, right, left]", (Side.LEFT, Side.RIGHT), []),
        ("sides: []", (), []),
        ("sides: ~", (), []),
        ("sides: left", (), [("data_not_list", 1, "sides")]),
        ("sides:\n- right\n- lift", (Side.RIGHT,), [("data_bad_choice_near", 3, "sides.2")]),
        ("sides:\n- right\n- 上", (Side.RIGHT,), [("data_bad_choice", 3, "sides.2")]),
    ],
)
def test_members_of_an_enum(text: str, sides: tuple[Side, ...], told: list[tuple[str, int, str]]) -> None:
    assert asked(text, lambda section: section.members("sides", Side)) == (sides, told)


def test_a_member_is_required_unless_it_has_a_default() -> None:
    assert asked("{}", lambda section: section.member("side", Side))[1] == [("data_key_missing", 1, "side")]
    assert asked("{}", lambda section: section.member("side", Side, default=Side.RIGHT)) == (Side.RIGHT, [])
    assert asked("side: right", lambda section: section.member("side", Side)) == (Side.RIGHT, [])


@pytest.mark.parametrize(
    ("text", "given"), [("{}", False), ("a:", False), ("a: ~", False), ("a: ''", False), ("a: []", True)]
)
def test_whether_anything_is_given(text: str, given: bool) -> None:
    assert asked(text, lambda section: section.given("a")) == (given, [])


def test_flags_and_numbers_have_their_defaults() -> None:
    assert asked("{}", lambda section: section.flag("a", default=True)) == (True, [])
    assert asked("a: No", lambda section: section.flag("a", default=True)) == (False, [])
    assert asked("{}", lambda section: section.decimal("a", default=None, high=9))[1] == [
        ("data_key_missing", 1, "a")
    ]
    assert asked("a: 9.5", lambda section: section.decimal("a", default=2.5, high=9)) == (
        2.5,
        [("data_bad_decimal", 1, "a")],
    )


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("mayor-2024", True),
        ("a", True),
        ("a" * 64, True),
        ("a" * 65, False),
        ("Mayor-2024", False),
        ("mayor_2024", False),
        ("mayor--2024", False),
        ("-mayor", False),
        ("../mayor", False),
        ("mayor-2024\n", False),
        ("市长", False),
    ],
)
def test_names_of_files(name: str, good: bool) -> None:
    assert (problem_of_name(name) is None) is good


def test_a_key_asked_twice_is_named_once() -> None:
    def ask(section: Section) -> None:
        section.given("a")
        section.text("a")

    problems = Problems("file", "call_file_invalid")
    section = Section(root_of("zzzz: 1", problems), "", problems)
    ask(section)
    section.done()
    with pytest.raises(DataFileInvalid) as caught:
        problems.raise_if_any()
    assert caught.value.problems[0].message.params["known"] == "a"
