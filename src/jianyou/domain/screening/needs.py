"""What rules need of a register, and rules freed of what is the same in every row."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from jianyou.domain.eligibility.evaluate import ALL_SAID, holds
from jianyou.domain.eligibility.facts import PARENT, FactSpec, FactType, Value
from jianyou.domain.eligibility.pack import Said
from jianyou.domain.eligibility.resolve import KIND, Every, Never, Part, Rules, Some, Test
from jianyou.terms.nominee import NomineeKind


def needed_facts(packs: Sequence[Rules]) -> dict[str, FactSpec]:
    """Every fact that the rules may ask for, by its name in a register, in the order of asking.

    Those of a team's organization begin with `parent.`; declarations and judgements go by `declared.`
    or `judged.` and the leaf's code, its clause, or `*` for all.
    """
    found: dict[str, FactSpec] = {}
    for rules in packs:
        found.setdefault(KIND, rules.pack.facts[KIND])
        for test in rules.tests():
            for name, spec in _needed(test):
                found.setdefault(name, spec)
    return found


def fields_asked(packs: Sequence[Rules]) -> dict[str, set[str]]:
    """Which fields of records are tested, by fact."""
    found: dict[str, set[str]] = {}
    for rules in packs:
        for test in rules.tests():
            if isinstance(test, Test) and test.where:
                found.setdefault(test.leaf.fact, set()).update(check.field for check in test.where)
    return found


def said_names(said: Said) -> list[str]:
    """The columns that may answer what only people can say, the nearest first."""
    clauses = [str(said.clause), str(said.clause.whole)] if said.clause else []
    return [f"{said.basis.value}.{name}" for name in dict.fromkeys((said.code, *clauses, ALL_SAID))]


def _needed(test: Test | Said) -> Iterator[tuple[str, FactSpec]]:
    if isinstance(test, Said):
        for name in said_names(test):
            yield name, FactSpec(name, FactType.FLAG)
        return
    yield test.leaf.fact, test.spec
    if test.leaf.by_parent:
        yield PARENT + test.leaf.fact, test.spec


def settled(rules: Rules, fixed: Mapping[str, Value], columns: Collection[str] = ()) -> Rules:
    """The same rules where some facts are the same in every row: their tests become yes or no.

    A test that is unsure of its value stays, and finds no column. What people say stays with its nearest
    name: where that is among `columns`, no value of a wider name counts (`overruled` tells them).
    """
    if not fixed:
        return rules
    settled_rules = tuple(rule._replace(part=_settled(rule.part, fixed, columns)) for rule in rules.rules)
    return replace(rules, rules=settled_rules)


def overruled(
    packs: Sequence[Rules], fixed: Mapping[str, Value], columns: Collection[str]
) -> list[tuple[str, str]]:
    """Names with a value for all rows that doesn't count where a nearer name has a column: both of them."""
    found: dict[tuple[str, str], None] = {}
    for rules in packs:
        for test in rules.tests():
            if isinstance(test, Said):
                names = said_names(test)
                nearest = next((name for name in names if name in columns or name in fixed), "")
                wider = [name for name in names if name in fixed]
                if nearest in columns and wider:
                    found[wider[0], nearest] = None
    return list(found)


def _settled(part: Part, fixed: Mapping[str, Value], columns: Collection[str]) -> Part:
    if isinstance(part, Never):
        return Never(_settled(part.part, fixed, columns))
    if isinstance(part, Every):
        return Every(tuple(_settled(each, fixed, columns) for each in part.parts))
    if isinstance(part, Some):
        return Some(tuple(_settled(each, fixed, columns) for each in part.parts))
    if isinstance(part, Said):
        nearest = next((name for name in said_names(part) if name in columns or name in fixed), "")
        return part if nearest in columns else _answer(fixed.get(nearest), part)
    if part.leaf.by_parent:
        if KIND not in fixed:
            return part
        fact = PARENT + part.leaf.fact if fixed[KIND] == NomineeKind.TEAM else part.leaf.fact
        part = replace(part, leaf=replace(part.leaf, fact=fact, by_parent=False))
    value = fixed.get(part.leaf.fact)
    return part if value is None else _answer(holds(part, value), part)


def _answer(truth: object, part: Part) -> Part:
    if truth is None:
        return part
    return Every(()) if truth else Some(())
