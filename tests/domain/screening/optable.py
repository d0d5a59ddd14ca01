"""One case per operation and class of values, with the answers written out by hand."""

from datetime import date
from typing import NamedTuple

from jianyou.domain.eligibility.facts import COMMON_FACTS, FactSpec, FactType, Plain, Record, Value
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
    Said,
)
from jianyou.terms.clause import Clause
from jianyou.terms.nominee import NomineeKind
from tests.strategies.eligibility import Row

AS_OF = date(2024, 2, 29)
HOSTILE = (
    *("o'clock", "back\\slash", "\\'", '"said"', "$1", "${spark.app.name}", "{x}", "--;", "/*", "%s", "5%"),
    *(
        "a_b",
        "a\nb",
        "a\tb",
        "\\.",
        " 重庆 ",
        "ｅ",
        "é",
        "😀",
        "NULL",
        "nan",
        "?",
        ":name",
        "`tick`",
        "\u200b",
    ),
)
CLAUSE = Clause(1, "二（二）1", (2, 2))
FACTS = {
    **COMMON_FACTS,
    "revenue": FactSpec("revenue", FactType.NUMBER, label="营业收入"),
    "motto": FactSpec("motto", FactType.TEXT, label="口号"),
}

Truth = bool | None


class Case(NamedTuple):
    """A rule over `fact` (and `kind`, where the values are pairs of kind and value) with its answers."""

    name: str
    node: Node
    rows: tuple[Row, ...]
    truths: tuple[Truth, ...]


def pack_of(*nodes: Node, id: str = "table-2024") -> Pack:  # noqa: A002
    conditions = tuple(Condition(f"c{at}", CLAUSE, f"条件{at}", node) for at, node in enumerate(nodes, 1))
    return Pack(
        id=id,
        title="表",
        notice="某发〔2024〕1号",
        valid_from=date(2019, 1, 1),
        applies_to=tuple(NomineeKind),
        conditions=conditions,
        facts=FACTS,
    )


def _case(name: str, fact: str, op: Op, answers: list[tuple[Value | None, Truth]], **leaf: object) -> Case:
    node = Leaf("leaf", fact, op, **leaf)  # type: ignore[arg-type]
    rows = tuple({fact: value} for value, _ in answers)
    return Case(f"{op.value}-{name}", node, rows, tuple(truth for _, truth in answers))


def _some(name: str, records: list[tuple[Value | None, Truth]], fact: str, *where: FieldTest) -> list[Case]:
    """The same records asked by SOME and by NONE."""
    contrary = [(value, None if truth is None else not truth) for value, truth in records]
    return [
        _case(name, fact, Op.SOME, records, where=where),
        _case(name, fact, Op.NONE, contrary, where=where),
    ]


def _accident(**fields: Plain) -> Record:
    return {"kind": None, "severity": None, "on": None, "responsible": None, **fields}


def _records(*records: Record) -> Value:
    return records


_T, _F = True, False
_ORG, _TEAM = NomineeKind.ORGANIZATION, NomineeKind.TEAM

PLAIN = [
    _case("yes", "is_legal_person", Op.IS, [(_T, _T), (_F, _F), (None, None)]),
    _case("no", "is_legal_person", Op.IS, [(_T, _F), (_F, _T), (None, None)], flag=False),
    _case(
        "unsure",
        "school_level",
        Op.ONE_OF,
        [("primary", _T), ("university", _F), ("other", None), (None, None)],
        values=("primary", "vocational"),
        unsure=("other",),
    ),
    _case(
        "one", "school_level", Op.ONE_OF, [("primary", _T), ("other", _F), (None, None)], values=("primary",)
    ),
    _case("none", "school_level", Op.ONE_OF, [("primary", _F), (None, None)]),
    _case("only-unsure", "school_level", Op.ONE_OF, [("other", None), ("primary", _F)], unsure=("other",)),
    _case(
        "both",
        "school_level",
        Op.ONE_OF,
        [("other", _T), ("primary", _F)],
        values=("other",),
        unsure=("other",),
    ),
    _case(
        "hostile",
        "motto",
        Op.ONE_OF,
        [*((text, _T) for text in HOSTILE), ("oclock", _F), ("x", _F), ("", _F), (None, None)],
        values=HOSTILE,
    ),
    *(
        _case(
            f"hostile-{at}",
            "motto",
            Op.ONE_OF,
            [(text, _T), (text + " ", _F), (text[:-1], _F)],
            values=(text,),
        )
        for at, text in enumerate(("o'clock", "back\\slash", "\\'", "${spark.app.name}", "a\nb"))
    ),
    _case("empty-text", "motto", Op.ONE_OF, [("", _T), (" ", _F), (None, None)], values=("",)),
    _case("halves", "motto", Op.ONE_OF, [("a", _T), ("b", _F), (None, None)], values=("\ud800", "a")),
    _case("nul", "motto", Op.ONE_OF, [("a", _T), ("b", _F), (None, None)], values=("b\0", "a")),
    _case(
        "code",
        "region",
        Op.PREFIX_IN,
        [("50", _T), ("500112", _T), ("5", None), ("15", _F), ("", _F), (None, None)],
        values=("50",),
    ),
    _case(
        "unsure",
        "industry",
        Op.PREFIX_IN,
        [("C36", _T), ("C3670", _T), ("C", None), ("D44", None), ("D4", None), ("I65", _F), (None, None)],
        values=("C36",),
        unsure=("D44",),
    ),
    _case("none", "industry", Op.PREFIX_IN, [("C36", _F), (None, None)]),
    _case(
        "hostile",
        "motto",
        Op.PREFIX_IN,
        [*((text + "后", _T) for text in HOSTILE), ("5x", _F), ("axb", _F), ("", _F), (None, None)],
        values=HOSTILE,
    ),
    _case("empty-text", "motto", Op.PREFIX_IN, [("", _T), ("a", _T), (None, None)], values=("",)),
    _case("nul", "motto", Op.PREFIX_IN, [("a", _T), ("b", _F), (None, None)], values=("b\0", "a")),
    _case(
        "unsure",
        "organization_types",
        Op.HAS_ANY,
        [
            ((), _F),
            (("service",), _T),
            (("school",), _F),
            (("other",), None),
            (("other", "service"), _T),
            (("other", "school"), None),
            (None, None),
        ],
        values=("service", "defense"),
        unsure=("other",),
    ),
    _case("none", "organization_types", Op.HAS_ANY, [((), _F), (("service",), _F), (None, None)]),
]
NUMBERS = [
    _case(name, "revenue", op, [(4.5, below), (5.0, at), (5.5, above), (None, None)], number=5.0)
    for name, op, below, at, above in (
        ("number", Op.AT_LEAST, _F, _T, _T),
        ("number", Op.AT_MOST, _T, _T, _F),
        ("number", Op.ABOVE, _F, _F, _T),
        ("number", Op.BELOW, _T, _F, _F),
    )
] + [
    _case("large", "revenue", Op.AT_LEAST, [(1e300, _T), (1e16, _T), (1e16 - 2, _F)], number=1e16),
    _case("fraction", "revenue", Op.AT_MOST, [(0.1, _T), (0.1 + 2e-17, _F), (-1e-9, _T)], number=0.1),
    _case("negative", "revenue", Op.BELOW, [(-3.0, _F), (-3.5, _T), (float("-inf"), _T)], number=-3.0),
    _case("any", "revenue", Op.AT_LEAST, [(-5.0, _T), (None, None)]),
]
DATES = [
    _case(
        "years",
        "established_on",
        Op.HELD_YEARS,
        [(date(2019, 2, 27), _T), (date(2019, 2, 28), _T), (date(2019, 3, 1), _F), (None, None)],
        number=5.0,
    ),
    _case(
        "today",
        "established_on",
        Op.HELD_YEARS,
        [(date(2024, 2, 29), _T), (date(2024, 3, 1), _F), (date(1, 1, 1), _T), (date(9999, 12, 31), _F)],
        number=0.0,
    ),
    _case("any", "established_on", Op.HELD_YEARS, [(date(2030, 1, 1), _T), (None, None)]),
]
KNOWN = [
    _case("text", "motto", Op.KNOWN, [("", _T), ("x", _T), (None, None)]),
    _case("flag", "is_legal_person", Op.KNOWN, [(_F, _T), (None, None)]),
    _case("date", "established_on", Op.KNOWN, [(AS_OF, _T), (None, None)]),
    _case("number", "revenue", Op.KNOWN, [(0.0, _T), (None, None)]),
    _case("choices", "organization_types", Op.KNOWN, [((), _T), (("service",), _T), (None, None)]),
    _case(
        "records",
        "violations",
        Op.KNOWN,
        [((), _T), (_records({"on": None, "what": None}), _T), (None, None)],
    ),
]
_RECENT = FieldTest("on", FieldOp.WITHIN_YEARS, years=3.0)
_EVER = FieldTest("on", FieldOp.WITHIN_YEARS)
_SAFETY = FieldTest("kind", FieldOp.ONE_OF, ("safety", "quality"), ("other",))
_LIABLE = FieldTest("responsible", FieldOp.IS)
_NEW, _OLD = date(2021, 2, 28), date(2021, 2, 27)
RECORDS = [
    *_some(
        "within",
        [
            ((), _F),
            (None, None),
            (_records(_accident(on=_NEW)), _T),
            (_records(_accident(on=_OLD)), _F),
            (_records(_accident()), None),
            (_records(_accident(on=_OLD), _accident()), None),
            (_records(_accident(on=_OLD), _accident(), _accident(on=_NEW)), _T),
        ],
        "accidents",
        _RECENT,
    ),
    *_some(
        "ever",
        [((), _F), (None, None), (_records(_accident()), _T), (_records(_accident(on=_OLD)), _T)],
        "accidents",
        _EVER,
    ),
    *_some("any-record", [((), _F), (None, None), (_records(_accident()), _T)], "accidents"),
    *_some(
        "several",
        [
            (_records(_accident(kind="safety", on=_NEW, responsible=True)), _T),
            (_records(_accident(kind="safety", on=_NEW, responsible=False)), _F),
            (_records(_accident(kind="safety", on=_NEW)), None),
            (_records(_accident(kind="other", on=_NEW, responsible=True)), None),
            (_records(_accident(kind="other", on=_OLD, responsible=True)), _F),
            (_records(_accident(kind="environment", on=_NEW, responsible=True)), _F),
            (_records(_accident(on=_OLD)), _F),
            # What holds of two records holds of neither.
            (
                _records(
                    _accident(kind="safety", on=_OLD, responsible=True), _accident(on=_NEW, responsible=False)
                ),
                _F,
            ),
        ],
        "accidents",
        _SAFETY,
        _RECENT,
        _LIABLE,
    ),
    *_some(
        "not-liable",
        [
            (_records(_accident(responsible=False)), _T),
            (_records(_accident(responsible=True)), _F),
            (_records(_accident()), None),
        ],
        "accidents",
        FieldTest("responsible", FieldOp.IS, flag=False),
    ),
    *_some(
        "not-over",
        [
            (_records({"since": None, "until": AS_OF}), _T),
            (_records({"since": None, "until": date(2024, 2, 28)}), _F),
            (_records({"since": AS_OF, "until": None}), None),
        ],
        "suspended_periods",
        FieldTest("until", FieldOp.NOT_OVER),
    ),
    *_some(
        "hostile",
        [(_records({"on": None, "what": text}), _T) for text in HOSTILE]
        + [(_records({"on": None, "what": "oclock"}), _F), (_records({"on": None, "what": None}), None)],
        "violations",
        FieldTest("what", FieldOp.ONE_OF, HOSTILE),
    ),
    *_some(
        "none-wanted",
        [(_records({"on": None, "what": "x"}), _F), (_records({"on": None, "what": None}), None), ((), _F)],
        "violations",
        FieldTest("what", FieldOp.ONE_OF),
    ),
]
_HELD = Leaf("held", "established_on", Op.HELD_YEARS, number=5.0, by_parent=True)
_LONG, _SHORT = date(2010, 1, 1), date(2023, 1, 1)
PARENTS = [
    Case(
        "by-parent",
        _HELD,
        tuple(
            {"kind": kind, "established_on": own, "parent.established_on": parent}
            for kind, own, parent in (
                (_TEAM, _SHORT, _LONG),
                (_TEAM, _LONG, _SHORT),
                (_TEAM, _LONG, None),
                (_ORG, _LONG, _SHORT),
                (_ORG, _SHORT, _LONG),
                (_ORG, None, _LONG),
                (None, _LONG, _LONG),
            )
        ),
        (_T, _F, None, _T, _F, None, None),
    ),
    Case(
        "by-parent-no-own",
        _HELD,
        ({"kind": _TEAM, "parent.established_on": _LONG}, {"kind": _ORG}),
        (_T, None),
    ),
    Case(
        "by-parent-no-parent", _HELD, ({"kind": _TEAM}, {"kind": _ORG, "established_on": _LONG}), (None, _T)
    ),
    Case("by-parent-no-kind", _HELD, ({"established_on": _LONG, "parent.established_on": _LONG},), (None,)),
]
_SAID = Said("honest", Basis.DECLARED, clause=CLAUSE)
_WHOLE = f"declared.{CLAUSE.whole}"
_NAMES = ("declared.honest", f"declared.{CLAUSE}", _WHOLE, "declared.*")
SAID = [
    Case(
        "said",
        _SAID,
        tuple(
            dict(zip(_NAMES, said, strict=True))
            for said in (
                (_T, _F, _F, _F),
                (None, _F, _T, _T),
                (None, None, _T, _F),
                (None, None, None, _F),
                (None, None, None, None),
            )
        ),
        (_T, _F, _T, _F, None),
    ),
    Case("said-for-all", _SAID, ({"declared.*": _T}, {"declared.*": None}), (_T, None)),
    Case("said-otherwise", _SAID, ({"judged.honest": _T, "declared.else": _T},), (None,)),
]
_A = Leaf("a", "is_legal_person", Op.IS)
_B = Leaf("b", "on_abnormal_list", Op.IS)
_PAIRS: tuple[Row, ...] = tuple(
    {"is_legal_person": one, "on_abnormal_list": other} for one in (_T, _F, None) for other in (_T, _F, None)
)
_MISSING = Leaf("missing", "revenue", Op.AT_LEAST, number=1.0)
LOGIC = [
    Case("and", All((_A, _B)), _PAIRS, (_T, _F, None, _F, _F, _F, None, _F, None)),
    Case("or", Any((_A, _B)), _PAIRS, (_T, _T, _T, _T, _F, None, _T, None, None)),
    Case("not", Not(_A), _PAIRS, (_F, _F, _F, _T, _T, _T, None, None, None)),
    Case("not-and", Not(All((_A, Not(_B)))), _PAIRS, (_T, _F, None, _T, _T, _T, _T, None, None)),
    Case("twice", All((_A, _A, Not(Not(_A)))), _PAIRS, (_T, _T, _T, _F, _F, _F, None, None, None)),
    Case("nothing-all", All(()), _PAIRS, (_T,) * 9),
    Case("nothing-any", Any(()), _PAIRS, (_F,) * 9),
    Case("and-missing", All((_A, _MISSING)), _PAIRS, (None, None, None, _F, _F, _F, None, None, None)),
    Case("or-missing", Any((_A, _MISSING)), _PAIRS, (_T, _T, _T, None, None, None, None, None, None)),
    Case("missing", Not(_MISSING), _PAIRS, (None,) * 9),
    Case(
        "and-same-as-or",
        Any((All((_A, _B)), Not(Any((_A, _B))))),
        _PAIRS,
        (_T, _F, None, _F, _T, None, None, None, None),
    ),
]

CASES = [*PLAIN, *NUMBERS, *DATES, *KNOWN, *RECORDS, *PARENTS, *SAID, *LOGIC]
