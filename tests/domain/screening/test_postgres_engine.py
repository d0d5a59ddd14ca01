"""Rules that go to a table of the user's: its types, and that nothing there is changed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl
import psycopg
import pytest

from jianyou.domain.eligibility.pack import FieldOp, FieldTest, Leaf, Op
from jianyou.domain.eligibility.resolve import resolve
from jianyou.domain.screening.engines.postgres_engine import screen
from jianyou.domain.screening.register import ColumnPlan, Register
from jianyou.terms.finding import Refused
from tests.domain.screening.optable import AS_OF, FACTS, HOSTILE, pack_of

MOTTO = ColumnPlan("motto", FACTS["motto"], 'the "motto" of it')
NAMES = [*HOSTILE, "", None, 'x,"y"', "\\N", "\r\n"]
CREATE = """
    CREATE SCHEMA "Odd 'schema";
    CREATE TABLE "Odd 'schema"."firms.of 2024" (
        name text, "the ""motto"" of it" varchar(40), established_on timestamp, revenue numeric,
        is_legal_person boolean, types text[], types_json json, types_text text, accidents jsonb, staff int,
        share real, day date, kept uuid
    )
"""
DROP = """DROP SCHEMA "Odd 'schema" CASCADE"""
INSERT = """
    INSERT INTO "Odd 'schema"."firms.of 2024" VALUES
    (%s, %s, '2019-02-28 08:00', 'NaN', true, '{service,NULL}', '["service"]', '[]',
     '[{"on": "2024-01-01", "responsible": true, "kind": "safety"}]', 1, 0.5, '2020-02-29',
     '00000000-0000-0000-0000-000000000001'),
    ('b', 'y', '2019-03-01', 5, false, '{}', '["school"]', '["school"]', '[]', 2, 'NaN', NULL, NULL),
    ('c', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '{"no": "list"}', NULL, NULL, NULL, NULL),
    ('d', '', NULL, 4.9, NULL, '{school}', 'null', '["other"]',
     '[{"on": "long ago", "responsible": 1}, null]', NULL, NULL, NULL, NULL)
"""
TABLE = "Odd 'schema.firms.of 2024"


@pytest.fixture
def firms(database_url: str) -> Iterator[str]:
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(CREATE)
        connection.execute(INSERT, ("a\n\\.\n", "x"))
        yield database_url
        connection.execute(DROP)


def _register(database: str, *plans: ColumnPlan, carried: tuple[str, ...] = ("name",)) -> Register:
    return Register((), plans, carried, 4, table=TABLE, database=database)


def _found(out: Path, count: int) -> list[list[object]]:
    """The answers of rows by the order of their names."""
    found = pl.read_parquet(out).sort("name")
    return [found[f"table-2024.c{at}"].to_list() for at in range(1, count + 1)]


def test_columns_of_every_type(firms: str, tmp_path: Path) -> None:
    facts = {"established_on": "established_on", "revenue": "revenue", "is_legal_person": "is_legal_person"}
    plans = [MOTTO, *(ColumnPlan(fact, FACTS[fact], column) for fact, column in facts.items())]
    nodes = [
        Leaf("a", "motto", Op.ONE_OF, values=("x",)),
        Leaf("b", "established_on", Op.HELD_YEARS, number=5.0),
        Leaf("c", "revenue", Op.AT_LEAST, number=5.0),
        Leaf("d", "is_legal_person", Op.IS),
    ]
    screen(_register(firms, *plans), [resolve(pack_of(*nodes), AS_OF)], tmp_path / "out.parquet")
    assert _found(tmp_path / "out.parquet", 4) == [
        [True, False, None, False],
        [True, False, None, None],
        [None, True, None, False],
        [True, False, None, None],
    ]


@pytest.mark.parametrize(
    ("column", "answers"),
    [
        ("types", [True, False, None, False]),
        ("types_json", [True, False, None, None]),
        ("types_text", [False, False, None, None]),
    ],
)
def test_lists_as_arrays_and_json(column: str, answers: list[object], firms: str, tmp_path: Path) -> None:
    plan = ColumnPlan("organization_types", FACTS["organization_types"], column)
    leaf = Leaf("a", "organization_types", Op.HAS_ANY, values=("service",), unsure=("other",))
    screen(_register(firms, plan), [resolve(pack_of(leaf), AS_OF)], tmp_path / "out.parquet")
    assert _found(tmp_path / "out.parquet", 1) == [answers]


@pytest.mark.parametrize(
    ("column", "mapping"),
    [
        ("types", {'["service", null]': '["service"]', "[]": '["other"]', '["school"]': None}),
        ("types_json", {'["service"]': '["service"]', '["school"]': '["other"]'}),
        ("types_text", {"[]": '["service"]', '["school"]': '["other"]'}),
    ],
)
def test_mapped_lists(column: str, mapping: dict[str, str | None], firms: str, tmp_path: Path) -> None:
    plan = ColumnPlan("organization_types", FACTS["organization_types"], column, mapping)
    leaf = Leaf("a", "organization_types", Op.HAS_ANY, values=("service",), unsure=("other",))
    screen(_register(firms, plan), [resolve(pack_of(leaf), AS_OF)], tmp_path / "out.parquet")
    assert _found(tmp_path / "out.parquet", 1) == [[True, None, None, None]]


def test_records_in_jsonb(firms: str, tmp_path: Path) -> None:
    """What is no list, no day and no flag is unknown."""
    plan = ColumnPlan("accidents", FACTS["accidents"], "accidents")
    recent = FieldTest("on", FieldOp.WITHIN_YEARS, years=3.0)
    liable = FieldTest("responsible", FieldOp.IS)
    wheres = ((recent,), (liable,), (recent, liable), ())
    nodes = [Leaf("a", "accidents", Op.SOME, where=where) for where in wheres]
    screen(_register(firms, plan), [resolve(pack_of(*nodes), AS_OF)], tmp_path / "out.parquet")
    found = _found(tmp_path / "out.parquet", 4)
    assert found == [[True, False, None, None]] * 3 + [[True, False, None, True]]


def test_carried_columns_keep_their_values(firms: str, tmp_path: Path) -> None:
    carried = ("name", "staff", "share", "day", "is_legal_person", "revenue", "kept", "types")
    rules = resolve(pack_of(Leaf("a", "motto", Op.KNOWN)), AS_OF)
    screen(_register(firms, MOTTO, carried=carried), [rules], tmp_path / "out.parquet")
    found = pl.read_parquet(tmp_path / "out.parquet").sort("name").select(carried)
    assert found.dtypes == [pl.String, pl.Int64, pl.Float64, pl.Date, pl.Boolean, *[pl.String] * 3]
    first, uuid = found.row(0), "00000000-0000-0000-0000-000000000001"
    assert first[:3] == ("a\n\\.\n", 1, 0.5)
    assert (str(first[3]), *first[4:]) == ("2020-02-29", True, "NaN", uuid, "{service,NULL}")
    assert found.row(2) == ("c", None, None, None, None, None, None, None)


def test_carried_texts_of_any_kind(firms: str, tmp_path: Path) -> None:
    with psycopg.connect(firms, autocommit=True) as connection:
        connection.execute("""CREATE TABLE "Odd 'schema".texts (at int, name text)""")
        for at, name in enumerate(NAMES):
            connection.execute("""INSERT INTO "Odd 'schema".texts VALUES (%s, %s)""", (at, name))
    plan = ColumnPlan("motto", FACTS["motto"], "name")
    register = Register((), (plan,), ("at", "name"), len(NAMES), table="Odd 'schema.texts", database=firms)
    rules = resolve(pack_of(Leaf("a", "motto", Op.ONE_OF, values=HOSTILE)), AS_OF)
    screen(register, [rules], tmp_path / "out.parquet")
    found = pl.read_parquet(tmp_path / "out.parquet").sort("at")
    assert found["name"].to_list() == NAMES
    assert found["table-2024.c1"].to_list() == [True] * len(HOSTILE) + [False, None, False, False, False]


def test_parts_of_a_table(firms: str, tmp_path: Path) -> None:
    rules = resolve(pack_of(Leaf("a", "motto", Op.KNOWN)), AS_OF)
    names = []
    for offset in range(5):
        screen(_register(firms, MOTTO), [rules], tmp_path / "out.parquet", offset, 1)
        names += pl.read_parquet(tmp_path / "out.parquet")["name"].to_list()
    assert [name[:1] for name in names] == ["a", "b", "c", "d"]


def test_nothing_is_changed(firms: str, tmp_path: Path) -> None:
    everything = "SELECT oid, relname FROM pg_class ORDER BY oid"
    with psycopg.connect(firms, autocommit=True) as connection:
        rows = """SELECT xmin, ctid, * FROM "Odd 'schema"."firms.of 2024\""""
        before = str(connection.execute(rows).fetchall()), connection.execute(everything).fetchall()
        plan = ColumnPlan("motto", FACTS["motto"], 'the "motto" of it', {"x": "y"})
        rules = resolve(pack_of(Leaf("a", "motto", Op.ONE_OF, values=("y",))), AS_OF)
        screen(_register(firms, plan), [rules], tmp_path / "out.parquet")
        after = str(connection.execute(rows).fetchall()), connection.execute(everything).fetchall()
        assert after == before


def test_who_may_only_read_the_table_may_screen_it(firms: str, tmp_path: Path) -> None:
    with psycopg.connect(firms, autocommit=True) as connection:
        connection.execute("CREATE ROLE reader LOGIN")
        connection.execute("""GRANT USAGE ON SCHEMA "Odd 'schema" TO reader""")
        connection.execute("""GRANT SELECT ON ALL TABLES IN SCHEMA "Odd 'schema" TO reader""")
        connection.execute("ALTER ROLE reader SET default_transaction_read_only = on")
        connection.execute("ALTER ROLE reader SET standard_conforming_strings = off")
        connection.execute("ALTER ROLE reader SET DateStyle = 'German'")
        try:
            rules = resolve(pack_of(Leaf("a", "motto", Op.ONE_OF, values=("x", "\\'"))), AS_OF)
            register = _register(firms.replace("postgres@", "reader@"), MOTTO, carried=("name", "day"))
            screen(register, [rules], tmp_path / "out.parquet")
            assert _found(tmp_path / "out.parquet", 1) == [[True, False, None, False]]
            assert str(pl.read_parquet(tmp_path / "out.parquet").sort("name")["day"][0]) == "2020-02-29"
            mapped = ColumnPlan("motto", FACTS["motto"], 'the "motto" of it', {"x": "x"})
            screen(_register(register.database, mapped), [rules], tmp_path / "out.parquet")
            assert _found(tmp_path / "out.parquet", 1) == [[True, None, None, None]]
        finally:
            connection.execute("DROP OWNED BY reader")
            connection.execute("DROP ROLE reader")


def test_refusals(firms: str, tmp_path: Path) -> None:
    rules = resolve(pack_of(Leaf("a", "motto", Op.KNOWN)), AS_OF)
    bad_json = ColumnPlan("accidents", FACTS["accidents"], "name")
    some = resolve(pack_of(Leaf("a", "accidents", Op.SOME)), AS_OF)
    refusals = [
        ("screening_no_database", Register((), (MOTTO,), (), 1, table="firms"), rules),
        ("screening_engine_failed", replace(_register(firms, MOTTO), table="public.none"), rules),
        ("screening_engine_failed", _register("postgresql://nobody@/none?host=/nowhere", MOTTO), rules),
        ("screening_engine_failed", _register(firms, bad_json), some),
        ("screening_column_absent", _register(firms, MOTTO, carried=("Name",)), rules),
    ]
    for code, register, asked in refusals:
        with pytest.raises(Refused) as refused:
            screen(register, [asked], tmp_path / "out.parquet")
        assert refused.value.code == code
        assert "\n" not in refused.value.text()
    assert list(tmp_path.iterdir()) == []
