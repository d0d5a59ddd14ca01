"""Random rule packs, and nominees that stand where their rules decide.

Draw a pack, a day of reckoning and a row, in this order:

    pack = data.draw(packs())
    as_of = data.draw(days_of_reckoning())
    row = data.draw(rows(pack, as_of))       # canonical values by fact name, as a register's columns
    facts = facts_of(row)                    # for `evaluate`
    raw = raw_of(pack, row)                  # the same as facts JSON, for `normalize`

`raw_facts(pack, as_of)` draws the JSON at once. Values hug what the pack asks for: bounds and their
neighbors, the day so many years ago and the days beside it, listed, unsure and unlisted texts, prefixes
cut short, empty lists, records with fields missing.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from jianyou.domain.eligibility.facts import (
    PARENT,
    Facts,
    FactSpec,
    FactType,
    Known,
    Plain,
    Value,
)
from jianyou.domain.eligibility.pack import (
    All,
    Any,
    Basis,
    Condition,
    FieldOp,
    FieldTest,
    Leaf,
    Node,
    Not,
    Op,
    Pack,
    Parameter,
    Proof,
    Ref,
    Said,
    Setting,
    leaves,
)
from jianyou.domain.eligibility.resolve import KIND, resolve, years_before
from jianyou.terms.clause import Clause, parse_clause
from jianyou.terms.nominee import NomineeKind
from tests.strategies.vocabulary import CLAUSES, CODES, FACTS, NUMBERS, TEXTS, YEARS

_Known = TypeVar("_Known")

Row = dict[str, Value | None]
"""Canonical values by fact; `parent.…` for the parent, `declared.…` and `judged.…` for what was said."""

_PLAIN_OPS = {
    FactType.FLAG: (Op.IS,),
    FactType.DATE: (Op.HELD_YEARS,),
    FactType.NUMBER: (Op.AT_LEAST, Op.AT_MOST, Op.ABOVE, Op.BELOW),
    FactType.CHOICE: (Op.ONE_OF,),
    FactType.CODE: (Op.PREFIX_IN, Op.ONE_OF),
    FactType.TEXT: (Op.ONE_OF, Op.PREFIX_IN),
    FactType.CHOICES: (Op.HAS_ANY,),
    FactType.RECORDS: (Op.NONE, Op.SOME),
}
_SINCE = date(2019, 1, 1)


def packs(*, most_conditions: int = 6, deepest: int = 3) -> st.SearchStrategy[Pack]:
    """Valid packs of up to so many conditions; every parameter has a value from 2019 on.

    Rules nest up to `deepest`; a file can hold rules of depth 2 whatever their leaves are.
    """
    return st.composite(_pack)(most_conditions, deepest)


def days_of_reckoning() -> st.SearchStrategy[date]:
    """Days from 2020 on, leap days and ends of months among them."""
    edges = [date(2024, 2, 29), date(2023, 2, 28), date(2025, 3, 1), date(2024, 8, 31), date(2020, 1, 1)]
    return st.sampled_from(edges) | st.dates(date(2020, 1, 1), date(2030, 12, 31))


def rows(pack: Pack, as_of: date) -> st.SearchStrategy[Row]:
    """Canonical values of every fact that the pack can ask for; None where it is unknown."""
    drawn: dict[str, st.SearchStrategy[Value | None]] = {KIND: _weighted(st.sampled_from(list(NomineeKind)))}
    days = _days(pack, as_of)
    for leaf in _leaves(pack):
        if isinstance(leaf, Said):
            for name in _said_names(leaf):
                drawn[f"{leaf.basis.value}.{name}"] = st.sampled_from((None, None, True, False))
            continue
        value = _weighted(_values(pack.facts[leaf.fact], days))
        drawn[leaf.fact] = value if leaf.fact != KIND else drawn[KIND]
        if leaf.by_parent:
            drawn[PARENT + leaf.fact] = value
    return st.fixed_dictionaries(drawn)


def raw_facts(pack: Pack, as_of: date) -> st.SearchStrategy[dict[str, object]]:
    """The same as facts JSON: days as texts, the parent's facts within `parent`."""
    return rows(pack, as_of).map(lambda row: raw_of(pack, row))


def facts_of(row: Row) -> Facts:
    """What a row tells, as the reference reading takes it."""
    bases = {basis.value for basis in Basis}
    said: dict[tuple[str, str], bool] = {}
    known: dict[str, Known] = {}
    for name, value in row.items():
        basis, _, about = name.partition(".")
        if value is None:
            continue
        if basis in bases:
            said[basis, about] = bool(value)
        else:
            known[name] = Known(value)
    return Facts(known, said)


def raw_of(pack: Pack, row: Row) -> dict[str, object]:
    """What a row tells, as facts JSON; unknown values are null or left out, by turns."""
    raw: dict[str, object] = {}
    for number, (name, value) in enumerate(row.items()):
        if value is None and number % 2:
            continue
        within, _, inner = name.partition(".")
        if inner:
            place = raw.setdefault(within, {})
            assert isinstance(place, dict)
            place[inner] = _plain(value)
        else:
            raw[name] = _plain(value)
    assert all(name in pack.facts or name in {"parent", "declared", "judged"} for name in raw)
    return raw


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return value


def _said_names(said: Said) -> Iterator[str]:
    yield said.code
    if said.clause is not None:
        yield str(said.clause)


def _leaves(pack: Pack) -> Iterator[Leaf | Said]:
    for condition in pack.conditions:
        yield from leaves(condition.node)


# Packs


def _pack(draw: st.DrawFn, most_conditions: int, deepest: int) -> Pack:
    kinds = draw(st.lists(st.sampled_from(list(NomineeKind)), min_size=1, unique=True))
    parameters = _parameters(draw)
    count = draw(st.integers(1, most_conditions))
    conditions = tuple(_condition(draw, f"c{number}", kinds, deepest) for number in range(1, count + 1))
    return Pack(
        id=draw(st.sampled_from(("random-2024", "other", "a-1"))),
        title="随机条件",
        notice="某发〔2024〕5号",
        valid_from=_SINCE,
        applies_to=tuple(kinds),
        conditions=conditions,
        facts=FACTS,
        parameters={name: each for name, each in parameters.items() if name in _used(conditions)},
    )


def _used(conditions: tuple[Condition, ...]) -> set[str]:
    """The parameters that rules refer to."""
    found: list[object] = []
    for condition in conditions:
        for leaf in leaves(condition.node):
            if isinstance(leaf, Leaf):
                found += [leaf.values, leaf.unsure, leaf.number, leaf.flag]
                found += [value for test in leaf.where for value in (test.values, test.unsure, test.years)]
    return {value.name for value in found if isinstance(value, Ref)}


def _parameters(draw: st.DrawFn) -> dict[str, Parameter]:
    """Parameters of every kind that an operation may refer to; the second value holds from 2024-02-29."""
    settings: dict[str, tuple[Setting, ...]] = {
        "span": YEARS,
        "bound": NUMBERS,
        "wanted": (True, False),
        "severities": ((), ("major",), ("especially_major", "major", "larger")),
        "words": ((), ("AAA",), ("AAA", "5%", "重庆")),
    }
    found = {}
    for name, choices in settings.items():
        values = [(_SINCE, draw(st.sampled_from(choices)))]
        if draw(st.booleans()):
            values.append((date(2024, 2, 29), draw(st.sampled_from(choices))))
        found[name] = Parameter(name, f"参数{name}", tuple(values))
    return found


def _condition(draw: st.DrawFn, code: str, kinds: Sequence[NomineeKind], deepest: int) -> Condition:
    clause = _clause(draw)
    node = _node(draw, _Codes(code), clause, depth=draw(st.integers(0, deepest)))
    asked = draw(st.lists(st.sampled_from(kinds), unique=True)) if draw(st.booleans()) else []
    return Condition(code, clause, f"条件{code}", node, applies_to=tuple(asked))


class _Codes:
    """Codes for the leaves of one condition."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._count = 0

    def next(self) -> str:
        self._count += 1
        return f"{self._prefix}_leaf{self._count}"


def _clause(draw: st.DrawFn) -> Clause:
    clause = parse_clause(draw(st.sampled_from(CLAUSES)))
    assert clause is not None
    return clause


def _node(draw: st.DrawFn, codes: _Codes, clause: Clause, depth: int) -> Node:
    shape = draw(st.sampled_from(("leaf", "all", "any", "not"))) if depth else "leaf"
    if shape == "leaf":
        return _leaf(draw, codes.next(), clause)
    if shape == "not":
        return Not(_node(draw, codes, clause, depth - 1))
    count = draw(st.integers(1, 3))
    nodes = tuple(_node(draw, codes, clause, depth - 1) for _ in range(count))
    return All(nodes) if shape == "all" else Any(nodes)


def _leaf(draw: st.DrawFn, code: str, clause: Clause) -> Leaf | Said:
    clause = clause if draw(st.booleans()) else _clause(draw)
    proof = draw(st.sampled_from((None, Proof("证明", "a paper", 6), Proof("复函"))))
    if draw(st.integers(0, 5)) == 0:
        basis = draw(st.sampled_from((Basis.DECLARED, Basis.JUDGED)))
        return Said(code, basis, clause=clause, proof=proof)
    spec = FACTS[draw(st.sampled_from(list(FACTS)))]
    op = draw(st.sampled_from((*_PLAIN_OPS[spec.type], Op.KNOWN)))
    values, unsure = _lists(draw, spec, op)
    return Leaf(
        code,
        spec.name,
        op,
        values=values,
        unsure=unsure,
        number=_number(draw, op),
        flag=_flag(draw) if op is Op.IS else True,
        where=_where(draw, spec) if op in (Op.SOME, Op.NONE) else (),
        by_parent=spec.name != KIND and draw(st.integers(0, 3)) == 0,
        text="一问" if draw(st.booleans()) else "",
        clause=clause,
        proof=proof,
    )


def _flag(draw: st.DrawFn) -> bool | Ref:
    return Ref("wanted") if draw(st.booleans()) else draw(st.booleans())


def _number(draw: st.DrawFn, op: Op) -> float | Ref | None:
    if op is Op.HELD_YEARS:
        return _years(draw)
    if op in _PLAIN_OPS[FactType.NUMBER]:
        return Ref("bound") if draw(st.booleans()) else draw(st.sampled_from(NUMBERS))
    return None


def _years(draw: st.DrawFn) -> float | Ref:
    """A span of years; that there is none can only come from a parameter."""
    written = draw(st.sampled_from(YEARS))
    return Ref("span") if written is None or draw(st.booleans()) else written


def _lists(draw: st.DrawFn, spec: FactSpec, op: Op) -> tuple[tuple[str, ...] | Ref, tuple[str, ...] | Ref]:
    """Values and unsure values of a leaf; written ones don't overlap, those of a parameter may."""
    if op not in (Op.ONE_OF, Op.PREFIX_IN, Op.HAS_ANY):
        return (), ()
    if spec.type is FactType.TEXT and draw(st.integers(0, 3)) == 0:
        unsure = draw(st.sampled_from(((), ("国家级", "AAA"))))
        return Ref("words"), Ref("words") if draw(st.booleans()) else unsure
    return _disjoint(draw, _domain(spec))


def _disjoint(draw: st.DrawFn, domain: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    drawn = draw(st.lists(st.sampled_from(domain), min_size=1, max_size=5, unique=True))
    cut = draw(st.integers(1, len(drawn)))
    return tuple(drawn[:cut]), tuple(drawn[cut:])


def _domain(spec: FactSpec) -> tuple[str, ...]:
    return spec.options or CODES.get(spec.name, TEXTS)


def _where(draw: st.DrawFn, spec: FactSpec) -> tuple[FieldTest, ...]:
    return tuple(_field_test(draw, spec) for _ in range(draw(st.integers(0, 3))))


def _field_test(draw: st.DrawFn, spec: FactSpec) -> FieldTest:
    field = draw(st.sampled_from(spec.fields))
    if field.type is FactType.FLAG:
        return FieldTest(field.name, FieldOp.IS, flag=draw(st.booleans()))
    if field.type is FactType.DATE:
        if draw(st.integers(0, 2)) == 0:
            return FieldTest(field.name, FieldOp.NOT_OVER)
        return FieldTest(field.name, FieldOp.WITHIN_YEARS, years=_years(draw))
    if field.name == "severity" and draw(st.booleans()):
        return FieldTest(field.name, FieldOp.ONE_OF, Ref("severities"))
    values, unsure = _disjoint(draw, _domain(field))
    return FieldTest(field.name, FieldOp.ONE_OF, values, unsure)


# Nominees


def _weighted(known: st.SearchStrategy[_Known]) -> st.SearchStrategy[_Known | None]:
    return st.one_of(known, known, known, st.none())


def _days(pack: Pack, as_of: date) -> tuple[date, ...]:
    """Every day on which an answer may change, with the days beside it."""
    edges = {as_of, date(2024, 2, 29), date(2001, 1, 1)}
    for test in resolve(pack, as_of).tests():
        if not isinstance(test, Said):
            cutoffs = [test.cutoff, *(check.cutoff for check in test.where)]
            edges.update(cutoff for cutoff in cutoffs if cutoff is not None)
    edges.update(years_before(as_of, years) for years in YEARS if years is not None)
    around = {day + timedelta(days=days) for day in edges for days in (-1, 0, 1)}
    return tuple(sorted(around))


def _values(spec: FactSpec, days: tuple[date, ...]) -> st.SearchStrategy[Value]:
    if spec.type is FactType.RECORDS:
        return _records(spec, days)
    if spec.type is FactType.CHOICES:
        lists = st.lists(st.sampled_from(spec.options), unique=True, max_size=3)
        return lists.map(lambda values: tuple(sorted(values)))
    return _plain_values(spec, days)


def _plain_values(spec: FactSpec, days: tuple[date, ...]) -> st.SearchStrategy[Plain]:
    match spec.type:
        case FactType.FLAG:
            return st.booleans()
        case FactType.DATE:
            return st.sampled_from(days)
        case FactType.NUMBER:
            beside = [number + step for number in NUMBERS for step in (-1.0, -0.5, 0.0, 0.5, 1.0)]
            return st.sampled_from(beside)
        case FactType.CHOICE:
            return st.sampled_from(spec.options)
        case FactType.CODE:
            return st.sampled_from(CODES.get(spec.name, ("A", "B")))
        case _:
            longer = [text + "级" for text in TEXTS] + ["Z" + text for text in TEXTS]
            return st.sampled_from((*TEXTS, *longer, "AA", "5", "a%b", "axb"))


def _records(spec: FactSpec, days: tuple[date, ...]) -> st.SearchStrategy[Value]:
    """Up to three records; any field may be unknown."""
    fields = {field.name: _weighted(_plain_values(field, days)) for field in spec.fields}
    return st.lists(st.fixed_dictionaries(fields), max_size=3).map(_tuple)


def _tuple(records: list[dict[str, Plain | None]]) -> Value:
    return tuple(records)
