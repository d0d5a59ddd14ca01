"""Built-in calls and built-in packs speak of the same awards, clauses and words."""

import pytest

from jianyou.domain.calls.awards import Award
from jianyou.domain.calls.load import builtin_names, load_call
from jianyou.domain.eligibility.load import load_pack

AWARDS = [award for name in builtin_names() for award in load_call(name).awards if award.rules]


@pytest.mark.parametrize("award", AWARDS, ids=lambda award: award.rules)
def test_a_pack_answers_every_clause_of_its_award(award: Award) -> None:
    pack = load_pack(award.rules)
    told = {str(condition.clause) for condition in award.conditions if condition.clause}
    answered = {str(condition.clause.whole) for condition in pack.conditions}
    assert answered == told
    assert set(pack.applies_to) == set(award.accepts)


@pytest.mark.parametrize("award", AWARDS, ids=lambda award: award.rules)
def test_both_were_made_from_the_same_words(award: Award) -> None:
    told = {str(condition.clause): condition.digest for condition in award.conditions}
    cited = {str(each.clause.whole): each.digest for each in load_pack(award.rules).conditions if each.digest}
    assert {clause: told[clause] for clause in cited} == cited
