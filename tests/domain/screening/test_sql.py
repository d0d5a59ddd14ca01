"""How rules are written as SQL, dialect by dialect."""

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jianyou.domain.eligibility.facts import FactSpec, FactType
from jianyou.domain.eligibility.pack import All, Leaf, Not, Op
from jianyou.domain.eligibility.resolve import resolve
from jianyou.domain.screening.engines.dialects import Dialect, DuckDB, Postgres, Spark
from jianyou.domain.screening.engines.plan import planned
from jianyou.domain.screening.engines.sql import Source, result_names, statement
from jianyou.domain.screening.register import ColumnPlan
from tests.domain.screening.answering import spec_of
from tests.domain.screening.optable import AS_OF, FACTS, pack_of
from tests.strategies.eligibility import days_of_reckoning, packs, rows

DIALECTS = [DuckDB(), Postgres(), Spark()]
NAMES = [type(dialect).__name__ for dialect in DIALECTS]
# It binds as NOT (x IS NULL), whatever was meant.
LOOSE_NOT = re.compile(r"\bNOT\s+(?!IN\b|NULL\b)[^()]*?\bIS\s+(NOT\s+)?NULL")


@pytest.mark.parametrize(
    ("dialect", "written"),
    [
        (DuckDB(), ["'a'", "'o''clock'", "'\\'", "'$1'", "'重庆'", "'a\nb'"]),
        (Postgres(), ["'a'", "'o''clock'", "'\\'", "'$1'", "'重庆'", "'a\nb'"]),
        (
            Spark(),
            [
                "'a'",
                "CAST(X'6f27636c6f636b' AS STRING)",
                "CAST(X'5c' AS STRING)",
                "CAST(X'2431' AS STRING)",
                "'重庆'",
                "CAST(X'610a62' AS STRING)",
            ],
        ),
    ],
    ids=NAMES,
)
def test_texts(dialect: Dialect, written: list[str]) -> None:
    assert dialect.texts(["a", "o'clock", "\\", "$1", "重庆", "a\nb"]) == written


def test_no_text_of_postgres_has_a_nul() -> None:
    assert Postgres().texts(["a\0b", "c"]) == ["'c'"]


@pytest.mark.parametrize(
    ("dialect", "name"), list(zip(DIALECTS, ['"a""b`c"', '"a""b`c"', '`a"b``c`'], strict=True)), ids=NAMES
)
def test_names(dialect: Dialect, name: str) -> None:
    assert dialect.name('a"b`c') == name


@pytest.mark.parametrize("dialect", DIALECTS, ids=NAMES)
def test_constants(dialect: Dialect) -> None:
    kind = "double precision" if isinstance(dialect, Postgres) else "DOUBLE"
    assert dialect.day(date(987, 1, 2)) == "DATE '0987-01-02'"
    assert dialect.number(1e16) == f"CAST('1e+16' AS {kind})"
    assert dialect.number(0.1) == f"CAST('0.1' AS {kind})"
    assert [dialect.truth(each) for each in (True, False, None)] == ["TRUE", "FALSE", "CAST(NULL AS BOOLEAN)"]
    assert "1152921504606846976" in dialect.bit("TRUE", 60)


def test_whole_statement() -> None:
    leaf = Leaf("a", "motto", Op.ONE_OF, values=("x",))
    node = All((leaf, Not(Leaf("b", "revenue", Op.ABOVE, number=5.0)), leaf))
    columns = [ColumnPlan("motto", FACTS["motto"], "m"), ColumnPlan("revenue", FACTS["revenue"], "r")]
    plan = planned(columns, [resolve(pack_of(node), AS_OF)], ["name"])
    source = Source("firms", ["m", "r"], ["name"], {})
    assert statement(plan, source, Dialect()) == (
        "SELECT c0, CASE WHEN no0 <> 0 THEN 'not_met' WHEN open0 <> 0 THEN 'unknown' ELSE 'met' END AS v0, "
        "no0, open0, r0_0, r0_1 FROM "
        "(SELECT c0, r0_0, r0_1, "
        "CASE WHEN NOT coalesce(r0_0, TRUE) THEN CAST(1 AS BIGINT) ELSE 0 END"
        " + CASE WHEN NOT coalesce(r0_1, TRUE) THEN CAST(2 AS BIGINT) ELSE 0 END AS no0, "
        "CASE WHEN r0_0 IS NULL THEN CAST(1 AS BIGINT) ELSE 0 END"
        " + CASE WHEN r0_1 IS NULL THEN CAST(2 AS BIGINT) ELSE 0 END AS open0 FROM "
        "(SELECT c0, CAST(NULL AS BOOLEAN) AS r0_0, (q0 AND (NOT q1)) AS r0_1 FROM "
        "(SELECT c0, (f0 IN ('x')) AS q0, (f1 > CAST('5.0' AS DOUBLE)) AS q1 FROM "
        "(SELECT name AS c0, m AS f0, r AS f1 FROM firms) AS facts) AS answers) AS conditions) AS masks"
    )
    assert result_names(plan, ["name"]) == {
        "c0": "name",
        "v0": "table-2024.outcome",
        "no0": "table-2024.false_mask",
        "open0": "table-2024.unknown_mask",
        "r0_0": "table-2024.kind",
        "r0_1": "table-2024.c1",
    }


def test_postgres_keeps_the_steps_apart() -> None:
    """It would merge nested SELECTs, and then compute an answer as often as it is named."""
    columns = [ColumnPlan("motto", FACTS["motto"], "m")]
    plan = planned(columns, [resolve(pack_of(Leaf("a", "motto", Op.KNOWN)), AS_OF)], [])
    assert statement(plan, Source("firms", ["m"], [], {}), Postgres()).count("OFFSET 0)") == 4
    assert "OFFSET" not in statement(plan, Source("firms", ["m"], [], {}), DuckDB())


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_not_and_is_null_stand_in_brackets(data: st.DataObject) -> None:
    pack = data.draw(packs())
    as_of = data.draw(days_of_reckoning())
    facts = sorted(data.draw(rows(pack, as_of)))
    columns = [ColumnPlan(fact, spec_of(pack, fact), fact) for fact in facts]
    plan = planned(columns, [resolve(pack, as_of)], [])
    source = Source("t", [f"x{at}" for at in range(len(plan.facts))], [], {})
    for dialect in DIALECTS:
        query = re.sub(r"'(?:[^']|'')*'", "''", statement(plan, source, dialect))
        assert LOOSE_NOT.findall(query.replace("IS NOT NULL", "IS KNOWN")) == []
        assert query.count("(") == query.count(")")


def test_the_check_for_loose_not_finds_one() -> None:
    assert LOOSE_NOT.search("CASE WHEN NOT q0 IS NULL THEN 1 END")
    assert not LOOSE_NOT.search("(NOT q0) AND q1 IS NULL")


@pytest.mark.parametrize("dialect", DIALECTS, ids=NAMES)
def test_numbers_that_are_none(dialect: Dialect) -> None:
    cast = dialect.cast("x", FactSpec("n", FactType.NUMBER))
    assert ("isnan" in cast) is not isinstance(dialect, Postgres)
    assert ("nullif" in cast) is isinstance(dialect, Postgres)
