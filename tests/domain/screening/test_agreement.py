"""Every engine answers every row as the reference reading does."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jianyou.domain.eligibility.facts import FactSpec, FactType
from jianyou.domain.eligibility.pack import MOST_CONDITIONS, All, Basis, FieldOp, FieldTest, Leaf, Op, Said
from jianyou.domain.eligibility.resolve import resolve
from jianyou.domain.screening.engines.choose import Screen, engine
from jianyou.domain.screening.output import result_columns
from jianyou.domain.screening.register import ColumnPlan, Register
from jianyou.terms.finding import Refused
from tests.domain.screening.answering import answered, expected, typed_register, written_register
from tests.domain.screening.optable import AS_OF, CASES, FACTS, Case, pack_of
from tests.strategies.eligibility import Row, days_of_reckoning, packs, rows

ROWS = 20
PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)


def agree(data: st.DataObject, screens: Sequence[Screen], *, database: str = "") -> None:
    """Draw a pack and rows; some facts have no column, and columns are typed or texts with a mapping."""
    pack = data.draw(packs())
    as_of = data.draw(days_of_reckoning())
    drawn = data.draw(st.lists(rows(pack, as_of), min_size=ROWS, max_size=ROWS))
    known = sorted(drawn[0])
    without = data.draw(st.sets(st.sampled_from(known), max_size=2)) if data.draw(st.booleans()) else set()
    facts = [fact for fact in known if fact not in without]
    rules = resolve(pack, as_of)
    wanted = expected(rules, drawn, facts)
    registered = typed_register if data.draw(st.booleans()) else written_register
    with tempfile.TemporaryDirectory() as name:
        register = registered(pack, drawn, facts, Path(name))
        if database:
            register = in_database(register, database)
        for screen in screens:
            found = answered(screen, register, [rules], Path(name))
            assert found.columns == ["row", *result_columns(rules)]
            assert found.rows() == wanted, screen


def in_database(register: Register, database: str) -> Register:
    """The same register, to be answered in a database."""
    return replace(register, database=database)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(st.data())
def test_polars_and_duckdb_answer_as_the_reference_does(data: st.DataObject) -> None:
    agree(data, [engine("polars"), engine("duckdb")])


@pytest.mark.slow
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(data=st.data())
def test_postgres_answers_as_the_reference_does(data: st.DataObject, database_url: str) -> None:
    agree(data, [engine("postgres")], database=database_url)


@pytest.mark.parametrize("name", ["polars", "duckdb", pytest.param("postgres", marks=pytest.mark.slow)])
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_operation(case: Case, name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    database = request.getfixturevalue("database_url") if name == "postgres" else ""
    answer_case(case, engine(name), tmp_path, database)


def answer_case(case: Case, screen: Screen, folder: Path, database: str = "") -> None:
    """A case by an engine, from typed columns and from texts with a mapping, and by the reference."""
    pack = pack_of(case.node)
    rules = resolve(pack, AS_OF)
    facts = sorted({fact for row in case.rows for fact in row})
    assert [each[-1] for each in expected(rules, case.rows)] == list(case.truths)
    for registered in (typed_register, written_register):
        register = registered(pack, case.rows, facts, folder)
        found = answered(screen, in_database(register, database), [rules], folder)
        assert found[f"{pack.id}.c1"].to_list() == list(case.truths)
        assert found.rows() == expected(rules, case.rows)


def answer_all_cases(screen: Screen, folder: Path, database: str = "") -> None:
    """All cases at once, each a pack of its own that is put to the rows of all of them."""
    packs = [resolve(pack_of(case.node, id=f"p{at}"), AS_OF) for at, case in enumerate(CASES)]
    drawn: list[Row] = [row for case in CASES for row in case.rows]
    facts = sorted({fact for row in drawn for fact in row})
    for registered in (typed_register, written_register):
        register = registered(packs[0].pack, drawn, facts, folder)
        found = answered(screen, in_database(register, database), packs, folder)
        first = 0
        for rules, case in zip(packs, CASES, strict=True):
            answers = found.select("row", *result_columns(rules))
            assert answers.rows() == expected(rules, drawn), case.name
            own = answers[f"{rules.pack.id}.c1"].to_list()[first : first + len(case.rows)]
            assert own == list(case.truths), case.name
            first += len(case.rows)


@pytest.mark.parametrize("name", ["polars", "duckdb", pytest.param("postgres", marks=pytest.mark.slow)])
def test_all_operations_at_once(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    database = request.getfixturevalue("database_url") if name == "postgres" else ""
    answer_all_cases(engine(name), tmp_path, database)


@pytest.mark.parametrize("name", ["polars", "duckdb", pytest.param("postgres", marks=pytest.mark.slow)])
def test_columns_types_masks(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    database = request.getfixturevalue("database_url") if name == "postgres" else ""
    answer_columns_types_masks(engine(name), tmp_path, database)


def answer_columns_types_masks(screen: Screen, folder: Path, database: str = "") -> None:
    """Two packs at once, one with as many conditions as there may be: the last bit of a mask is the 61st."""
    abnormal = Leaf("abnormal", "on_abnormal_list", Op.IS, flag=False)
    most = pack_of(*[abnormal] * MOST_CONDITIONS, id="most")
    other = pack_of(abnormal, Said("said", Basis.JUDGED), id="其他")
    packs = [resolve(most, AS_OF), resolve(other, AS_OF)]
    drawn: list[Row] = [{"kind": "team", "on_abnormal_list": flag} for flag in (False, True, None)]
    register = typed_register(most, drawn, ["kind", "on_abnormal_list"], folder)
    register = replace(register, carried=("row", "on_abnormal_list"), database=database)
    found = answered(screen, register, packs, folder)
    codes = ["kind", *(f"c{at}" for at in range(1, MOST_CONDITIONS + 1))]
    assert dict(found.schema) == {
        "row": pl.Int64,
        "on_abnormal_list": pl.Boolean,
        "most.outcome": pl.String,
        "most.false_mask": pl.Int64,
        "most.unknown_mask": pl.Int64,
        **{f"most.{code}": pl.Boolean for code in codes},
        "其他.outcome": pl.String,
        "其他.false_mask": pl.Int64,
        "其他.unknown_mask": pl.Int64,
        **dict.fromkeys(("其他.kind", "其他.c1", "其他.c2"), pl.Boolean),
    }
    assert found.columns == ["row", "on_abnormal_list", *result_columns(packs[0]), *result_columns(packs[1])]
    all_but_kind = (1 << 61) - 2
    assert found["most.outcome"].to_list() == ["met", "not_met", "unknown"]
    assert found["most.false_mask"].to_list() == [0, all_but_kind, 0]
    assert found["most.unknown_mask"].to_list() == [0, 0, all_but_kind]
    assert found["most.c60"].to_list() == [True, False, None]
    assert found["其他.outcome"].to_list() == ["unknown", "not_met", "unknown"]
    assert found["其他.false_mask"].to_list() == [0, 2, 0]
    assert found["其他.unknown_mask"].to_list() == [4, 4, 6]
    assert found["其他.kind"].to_list() == [True, True, True]
    assert found["on_abnormal_list"].to_list() == [False, True, None]


@pytest.mark.parametrize("name", ["polars", "duckdb", pytest.param("postgres", marks=pytest.mark.slow)])
def test_odd_columns(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    database = request.getfixturevalue("database_url") if name == "postgres" else ""
    answer_odd_columns(engine(name), tmp_path, database)


def answer_odd_columns(screen: Screen, folder: Path, database: str = "") -> None:
    """What no canonical value is made of, but columns of a register may hold."""
    frame = pl.DataFrame(
        {
            "a number": [float("nan"), 5.0, None],
            "Whole": pl.Series([5, 4, None], dtype=pl.Int32),
            "whole": pl.Series(["service", "school", None], dtype=pl.Categorical),
            "时刻": pl.Series(["2010-01-01T08:00:00", "2023-01-01T00:00:00", None]).str.to_datetime(
                time_unit="ms"
            ),
            'types"`': [["service", None], [None], ["school", None]],
            # Fields in another order, one more and one less, and no record where one is listed.
            "records": [
                [{"level": "x", "on": date(2024, 1, 1), "extra": 1}],
                [None],
                [{"level": "y", "on": date(2001, 1, 1), "extra": 2}, None],
            ],
            "no list": pl.Series([None, [], [None]], dtype=pl.List(pl.Null)),
        },
    )
    path = folder / "odd [1].parquet"
    frame.write_parquet(path)
    nodes = (
        Leaf("nan", "revenue", Op.KNOWN),
        Leaf("whole", "staff", Op.AT_LEAST, number=5.0),
        Leaf("choice", "school_level", Op.ONE_OF, values=("service",)),
        Leaf("moment", "established_on", Op.HELD_YEARS, number=5.0),
        Leaf("types", "organization_types", Op.HAS_ANY, values=("service",)),
        Leaf("recent", "honors", Op.SOME, where=(FieldTest("on", FieldOp.WITHIN_YEARS, years=3.0),)),
        Leaf("titled", "honors", Op.SOME, where=(FieldTest("title", FieldOp.ONE_OF, ("z",)),)),
        Leaf("none", "violations", Op.NONE, where=(FieldTest("on", FieldOp.WITHIN_YEARS, years=3.0),)),
        Leaf("any", "violations", Op.SOME),
    )
    facts = {**FACTS, "staff": FactSpec("staff", FactType.NUMBER, label="人数")}
    pack = replace(pack_of(*nodes), facts=facts)
    sources = {
        "revenue": "a number",
        "staff": "Whole",
        "school_level": "whole",
        "established_on": "时刻",
        "organization_types": 'types"`',
        "honors": "records",
        "violations": "no list",
    }
    plans = tuple(ColumnPlan(fact, facts[fact], source) for fact, source in sources.items())
    register = Register((path,), plans, ("Whole", "whole", "records"), 3, database=database)
    found = answered(screen, register, [resolve(pack, AS_OF)], folder)
    conditions = [found[f"{pack.id}.c{at}"].to_list() for at in range(1, len(nodes) + 1)]
    assert conditions == [
        [None, True, None],
        [True, False, None],
        [True, False, None],
        [True, False, None],
        [True, None, None],
        [True, None, None],
        [None, None, None],
        [None, True, None],
        [None, False, True],
    ]
    assert found["Whole"].to_list() == [5, 4, None]
    assert found["whole"].cast(pl.String).to_list() == ["service", "school", None]
    assert found["records"].to_list() == frame["records"].to_list()


@pytest.mark.parametrize("name", ["polars", "duckdb", pytest.param("postgres", marks=pytest.mark.slow)])
def test_parts(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    database = request.getfixturevalue("database_url") if name == "postgres" else ""
    answer_parts(engine(name), tmp_path, database)


def answer_parts(screen: Screen, folder: Path, database: str = "") -> None:
    """Parts of a register of two files, in the order of its rows, also with a mapping larger than it."""
    whole = pl.DataFrame({"row": range(5000), "motto": [f"m{at % 3}" for at in range(5000)]})
    paths = (folder / "b.parquet", folder / "a.parquet")
    whole[:3000].write_parquet(paths[0], row_group_size=500)
    whole[3000:].write_parquet(paths[1], row_group_size=500)
    mapping = {f"m{at}": f"value {at}" for at in range(20_000)}
    plans = (ColumnPlan("motto", FACTS["motto"], "motto", mapping),)
    register = Register(paths, plans, ("row",), 5000, database=database)
    rules = resolve(pack_of(Leaf("leaf", "motto", Op.ONE_OF, values=("value 1",))), AS_OF)
    out = folder / "out.parquet"
    for offset, length in ((0, None), (0, 10), (2990, 20), (4990, None), (4990, 100), (5000, 10), (100, 0)):
        screen(register, [rules], out, offset, length)
        found = pl.read_parquet(out)
        rows = list(range(5000))[offset:][:length]
        assert found["row"].to_list() == rows
        assert found["table-2024.c1"].to_list() == [row % 3 == 1 for row in rows]
    assert sorted(path.name for path in folder.iterdir()) == ["a.parquet", "b.parquet", "out.parquet"]


@pytest.mark.parametrize("name", ["polars", "duckdb", pytest.param("postgres", marks=pytest.mark.slow)])
def test_nul(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    database = request.getfixturevalue("database_url") if name == "postgres" else ""
    answer_nul(engine(name), tmp_path, database)


def answer_nul(screen: Screen, folder: Path, database: str = "") -> None:
    """Texts with a NUL, and those that only write one, in texts and in records; carried as they are."""
    texts = ["a\0b", "\0\0", "\\u0000", "\\\\u0000\\", "x"]
    where = (FieldTest("what", FieldOp.ONE_OF, ("x", "\\u0000")),)
    nodes = (
        Leaf("a", "motto", Op.ONE_OF, values=("x", "\\u0000")),
        Leaf("b", "violations", Op.SOME, where=where),
    )
    drawn: list[Row] = [{"motto": text, "violations": ({"what": text, "on": None},)} for text in texts]
    pack = pack_of(*nodes)
    for registered in (typed_register, written_register):
        register = registered(pack, drawn, ["motto", "violations"], folder)
        register = replace(register, carried=("motto",), database=database)
        found = answered(screen, register, [resolve(pack, AS_OF)], folder)
        assert found["motto"].to_list() == pl.read_parquet(register.paths[0])["motto"].to_list()
        assert found[f"{pack.id}.c1"].to_list() == [False, False, True, False, True]
        assert found[f"{pack.id}.c2"].to_list() == [False, False, True, False, True]


@pytest.mark.parametrize("name", ["polars", "duckdb", pytest.param("postgres", marks=pytest.mark.slow)])
def test_nothing_to_go_by(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    database = request.getfixturevalue("database_url") if name == "postgres" else ""
    answer_without_columns(engine(name), tmp_path, database)


def answer_without_columns(screen: Screen, folder: Path, database: str = "") -> None:
    """No column of any fact, none carried: as many rows all the same."""
    path = folder / "in.parquet"
    pl.DataFrame({"other": [1, 2, 3]}).write_parquet(path)
    rules = resolve(pack_of(All(()), Leaf("leaf", "motto", Op.KNOWN)), AS_OF)
    found = answered(screen, Register((path,), (), (), 3, database=database), [rules], folder)
    assert found.rows() == [("unknown", 0, 5, None, True, None)] * 3


@pytest.mark.parametrize("name", ["polars", "duckdb"])
def test_refusals(name: str, tmp_path: Path) -> None:
    screen, out = engine(name), tmp_path / "out.parquet"
    path = tmp_path / "in.parquet"
    pl.DataFrame({"motto": ["x"], "table-2024.c1": ["y"]}).write_parquet(path)
    rules = resolve(pack_of(Leaf("leaf", "motto", Op.KNOWN)), AS_OF)
    plan = ColumnPlan("motto", FACTS["motto"], "motto")
    refusals = {
        "screening_column_twice": Register((path,), (plan,), ("table-2024.c1",), 1),
        "screening_column_absent": Register((path,), (ColumnPlan("motto", FACTS["motto"], "口号"),), (), 1),
        "screening_fact_type": Register((path,), (ColumnPlan("motto", FACTS["revenue"], "motto"),), (), 1),
        "screening_no_files": Register((), (plan,), (), 1, table="public.firms"),
        "screening_engine_failed": Register((tmp_path / "absent.parquet",), (plan,), (), 1),
    }
    for code, register in refusals.items():
        with pytest.raises(Refused) as refused:
            screen(register, [rules], out)
        assert refused.value.code == code
        assert refused.value.text()
    assert not out.exists()
