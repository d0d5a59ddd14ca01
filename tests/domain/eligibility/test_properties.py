"""What holds of every pack and nominee: monotonic answers, missing leaves, JSON read as registers are."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from jianyou.domain.eligibility.evaluate import Truth, evaluate, every, negated, said, some
from jianyou.domain.eligibility.facts import Value
from jianyou.domain.eligibility.normalize import normalize
from jianyou.domain.eligibility.pack import Said
from jianyou.domain.eligibility.resolve import Every, Never, Part, resolve
from jianyou.domain.eligibility.resolve import Some as SomePart
from tests.strategies.eligibility import Row, days_of_reckoning, facts_of, packs, raw_of, rows


@settings(max_examples=50)
@given(st.data())
def test_an_outcome_is_the_and_of_its_conditions(data: st.DataObject) -> None:
    pack = data.draw(packs())
    as_of = data.draw(days_of_reckoning())
    got = evaluate(resolve(pack, as_of), facts_of(data.draw(rows(pack, as_of))))
    truths = [each.truth for each in got.conditions]
    assert got.truth is every(truths)
    false, unknown = got.masks()
    assert [bool(false >> at & 1) for at in range(len(truths))] == [truth is False for truth in truths]
    assert [bool(unknown >> at & 1) for at in range(len(truths))] == [truth is None for truth in truths]


@given(st.data())
def test_filling_in_an_unknown_never_flips_what_is_decided(data: st.DataObject) -> None:
    pack = data.draw(packs())
    as_of = data.draw(days_of_reckoning())
    rules = resolve(pack, as_of)
    row, other = data.draw(rows(pack, as_of)), data.draw(rows(pack, as_of))
    unanswered = {
        f"{leaf.basis}.{leaf.code}"
        for leaf in rules.tests()
        if isinstance(leaf, Said) and said(leaf, facts_of(row)) is None
    }
    full = filled(row, other, unanswered)
    before, after = evaluate(rules, facts_of(row)), evaluate(rules, facts_of(full))
    for was, became in zip(before.conditions, after.conditions, strict=True):
        assert was.truth in (None, became.truth)
    assert before.truth in (None, after.truth)


@settings(max_examples=50)
@given(st.data())
def test_the_missing_leaves_decide(data: st.DataObject) -> None:
    """Whatever they turn out to be, the condition is decided; and each of them is unknown now."""
    pack = data.draw(packs())
    as_of = data.draw(days_of_reckoning())
    got = evaluate(resolve(pack, as_of), facts_of(data.draw(rows(pack, as_of))))
    for each in got.conditions:
        missing = {id(leaf) for leaf in each.missing}
        assert bool(missing) == (each.truth is None)
        assert all(leaf.truth is None for leaf in each.missing)
        turned = [data.draw(st.booleans()) if id(leaf) in missing else leaf.truth for leaf in each.leaves]
        assert again(each.rule.part, iter(turned)) is not None
        assert again(each.rule.part, iter(leaf.truth for leaf in each.leaves)) is each.truth


@settings(max_examples=50)
@given(st.data())
def test_facts_as_json_answer_as_facts_in_a_register(data: st.DataObject) -> None:
    pack = data.draw(packs())
    as_of = data.draw(days_of_reckoning())
    row = {name: shortened(value) for name, value in data.draw(rows(pack, as_of)).items()}
    rules = resolve(pack, as_of)
    read = normalize(raw_of(pack, row), pack.facts, as_of).facts
    assert evaluate(rules, read).masks() == evaluate(rules, facts_of(row)).masks()


def shortened(value: Value | None) -> Value | None:
    """A region's code without the zeros that say nothing, as a normalized one is."""
    return "50" if value == "500000" else value


def filled(row: Row, other: Row, unanswered: set[str]) -> Row:
    """The row with its unknowns taken from another; fields of records from its first one.

    An answer by code overrides one by clause or for all, so that only what nobody answered is filled in.
    """
    full: Row = {}
    for name, value in row.items():
        beside = None if name.startswith(("declared.", "judged.")) and name not in unanswered else other[name]
        full[name] = beside if value is None else value
        if isinstance(value, tuple) and isinstance(beside, tuple) and beside:
            first = beside[0]
            records = [each for each in value if not isinstance(each, str)]
            if records and not isinstance(first, str):
                full[name] = tuple(
                    {key: first[key] if field is None else field for key, field in record.items()}
                    for record in records
                )
    return full


def again(part: Part, truths: Iterator[Truth]) -> Truth:
    """A part's truth from the truths of its leaves, in order."""
    if isinstance(part, Never):
        return negated(again(part.part, truths))
    if isinstance(part, (Every, SomePart)):
        parts = [again(each, truths) for each in part.parts]
        return every(parts) if isinstance(part, Every) else some(parts)
    return next(truths)
