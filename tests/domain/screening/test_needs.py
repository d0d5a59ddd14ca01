"""What is the same in every row is taken out of the rules without changing any answer."""

from hypothesis import given, settings
from hypothesis import strategies as st

from jianyou.domain.eligibility.evaluate import evaluate
from jianyou.domain.eligibility.facts import COMMON_FACTS
from jianyou.domain.eligibility.resolve import Every, resolve
from jianyou.domain.screening.needs import fields_asked, needed_facts, overruled, said_names, settled
from tests.domain.screening.samples import small_rules
from tests.strategies.eligibility import days_of_reckoning, facts_of, packs, rows


def test_needed_facts_are_those_of_every_leaf() -> None:
    needed = needed_facts([small_rules()])
    assert list(needed) == [
        *("kind", "established_on", "region", "revenue", "accidents", "organization_types"),
        *("judged.excellent", "judged.附件1一6", "judged.*"),
    ]
    assert needed["region"] == COMMON_FACTS["region"]
    assert fields_asked([small_rules()]) == {"accidents": {"severity", "on"}}


def test_said_names_go_from_near_to_far() -> None:
    said = [test for test in small_rules().tests() if not hasattr(test, "leaf")]
    assert said_names(said[0]) == ["judged.excellent", "judged.附件1一6", "judged.*"]


@settings(max_examples=60)
@given(st.data())
def test_settled_rules_give_the_same_answers(data: st.DataObject) -> None:
    pack = data.draw(packs())
    as_of = data.draw(days_of_reckoning())
    rules = resolve(pack, as_of)
    row = data.draw(rows(pack, as_of))
    chosen = data.draw(st.sets(st.sampled_from(sorted(row))))
    fixed = {name: value for name, value in row.items() if name in chosen and value is not None}
    columned = set(row) - fixed.keys()
    # What a fixed name says counts only where no nearer name has a column.
    overruling = {wider for wider, _ in overruled([rules], fixed, columned)}
    fixed = {name: value for name, value in fixed.items() if name not in overruling}
    facts = facts_of(row)
    columned = set(row) - fixed.keys()
    assert evaluate(settled(rules, fixed, columned), facts).masks() == evaluate(rules, facts).masks()


def test_a_nearer_column_goes_before_a_value_for_all() -> None:
    rules = small_rules()
    fixed = {"judged.*": True}
    assert overruled([rules], fixed, {"judged.excellent"}) == [("judged.*", "judged.excellent")]
    assert settled(rules, fixed, {"judged.excellent"}).rules[-1].part == rules.rules[-1].part
    assert (overruled([rules], fixed, set()), settled(rules, fixed).rules[-1].part) == ([], Every(()))
