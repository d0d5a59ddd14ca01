"""What is to be computed, before any engine sees it."""

import pytest

from jianyou.domain.eligibility.pack import All, Any, Basis, Leaf, Not, Op, Said
from jianyou.domain.eligibility.resolve import resolve
from jianyou.domain.screening.engines.plan import (
    And,
    Answer,
    Hearing,
    Negated,
    Or,
    Plan,
    check_columns,
    planned,
)
from jianyou.domain.screening.register import ColumnPlan
from jianyou.terms.finding import Refused
from tests.domain.screening.optable import AS_OF, CLAUSE, FACTS, pack_of

A = Leaf("a", "is_legal_person", Op.IS)
B = Leaf("b", "on_abnormal_list", Op.IS)
MISSING = Leaf("missing", "revenue", Op.KNOWN)
COLUMNS = [ColumnPlan(name, FACTS[name], name) for name in ("is_legal_person", "on_abnormal_list", "motto")]


def plan_of(*nodes: All | Any | Not | Leaf | Said, columns: list[ColumnPlan] = COLUMNS) -> Plan:
    return planned(columns, [resolve(pack_of(*nodes), AS_OF)], [])


def answers_of(plan: Plan) -> list[object]:
    return [rule.answer for rule in plan.packs[0].rules[1:]]


def test_questions_are_asked_once_and_only_columns_that_are_asked_for_taken() -> None:
    other = Leaf("another_code", "is_legal_person", Op.IS, text="其他说法")
    plan = plan_of(A, All((other, B)), Not(A))
    assert [each.fact for each in plan.facts] == ["is_legal_person", "on_abnormal_list"]
    assert len(plan.questions) == 2
    one, two = Answer("q0"), Answer("q1")
    assert answers_of(plan) == [one, And((one, two), unknown=False), Negated(one)]


@pytest.mark.parametrize(
    ("node", "answer"),
    [
        (MISSING, None),
        (Not(MISSING), None),
        (All((MISSING, A)), And((Answer("q0"),), unknown=True)),
        (Any((MISSING, A)), Or((Answer("q0"),), unknown=True)),
        (All((MISSING, Any(()))), False),
        (Any((MISSING, All(()))), True),
        (All((A, All(()))), Answer("q0")),
        (Any((A, Any(()))), Answer("q0")),
        (Not(Not(A)), Answer("q0")),
        (All((A, A)), Answer("q0")),
        (
            Any((All((A, B)), Any((A, B)))),
            Or((And((Answer("q0"), Answer("q1")), False), Or((Answer("q0"), Answer("q1")), False)), False),
        ),
    ],
)
def test_what_needs_no_row_is_settled(node: All | Any | Not | Leaf, answer: object) -> None:
    assert answers_of(plan_of(node)) == [answer]


def test_hearings_take_the_columns_that_are_there() -> None:
    names = ("declared.*", f"declared.{CLAUSE.whole}", "declared.said", "judged.said")
    columns = [ColumnPlan(name, FACTS["is_legal_person"], name) for name in names]
    plan = plan_of(Said("said", Basis.DECLARED, clause=CLAUSE), Said("other", Basis.JUDGED), columns=columns)
    assert [each.fact for each in plan.facts] == ["declared.said", f"declared.{CLAUSE.whole}", "declared.*"]
    assert plan.questions == (Hearing(("f0", "f1", "f2")),)
    assert answers_of(plan) == [Answer("q0"), None]


def test_an_absent_column_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        check_columns(["motto"], COLUMNS[2:], ["Motto"])
    assert refused.value.params == {"column": "Motto"}
    check_columns(["motto", "name"], COLUMNS[2:], ["name"])
