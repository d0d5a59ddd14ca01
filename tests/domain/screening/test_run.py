"""A register through an engine: the same answers as one by one, resumable, never the wrong work resumed."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import psycopg
import pytest

from examples.registers.untidy import HEADINGS
from examples.registers.write import write_register
from jianyou.domain.eligibility.evaluate import evaluate
from jianyou.domain.eligibility.normalize import normalize
from jianyou.domain.eligibility.resolve import Rules
from jianyou.domain.screening.columns import ColumnMap
from jianyou.domain.screening.output import false_column, outcome_column, result_columns, unknown_column
from jianyou.domain.screening.results import open_result
from jianyou.domain.screening.run import Screening, screen_register
from jianyou.terms.finding import Refused
from tests.domain.screening.samples import AS_OF, builtin, parquet, small_rules

ENGINES = ["polars", "duckdb"]
PACKS = ["mayor-2024", "china-quality-2024"]


def expected(rows: Sequence[Mapping[str, Any]], rules: Rules) -> list[tuple[str, int, int]]:
    """Outcome and masks of every row by the reference reading of its facts."""
    found = []
    for row in rows:
        facts = normalize(
            {name: value for name, value in row.items() if value is not None}, rules.pack.facts, AS_OF
        )
        outcome = evaluate(rules, facts.facts)
        found.append((outcome.verdict.value, *outcome.masks()))
    return found


def answered(out: Path, rules: Rules) -> list[tuple[str, int, int]]:
    columns = [outcome_column(rules), false_column(rules), unknown_column(rules)]
    return open_result(out).select(columns).collect().rows()


@pytest.mark.parametrize("engine", ENGINES)
def test_a_typed_register_is_answered_as_its_rows_one_by_one(engine: str, tmp_path: Path) -> None:
    (path,) = write_register(tmp_path / "register.parquet", rows=800, seed=3)
    packs = [builtin(name) for name in PACKS]
    screened = screen_register(path, packs, tmp_path / "out.parquet", engine=engine)
    rows = pl.read_parquet(path).rows(named=True)
    for rules in packs:
        assert answered(screened.out, rules) == expected(rows, rules)
    assert (screened.rows, screened.carried, screened.name) == (800, ("name", "uscc"), "name")
    assert list(open_result(screened.out).collect_schema()) == [
        *("name", "uscc"),
        *(column for rules in packs for column in result_columns(rules)),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_untidy_register_is_answered_as_its_rows_one_by_one(engine: str, tmp_path: Path) -> None:
    (path,) = write_register(tmp_path / "register.csv", rows=800, seed=4)
    packs = [builtin(name) for name in PACKS]
    screened = screen_register(path, packs, tmp_path / "out.parquet", engine=engine)
    facts = {heading: fact for fact, heading in HEADINGS.items()}
    rows = pl.read_csv(path, infer_schema=False).rename(facts).rows(named=True)
    for rules in packs:
        assert answered(screened.out, rules) == expected(rows, rules)
    assert open_result(screened.out).select("行号").collect().to_series().to_list() == list(range(2, 802))
    assert {each.code for each in screened.findings} >= {"value_not_date"}


@pytest.mark.parametrize("engine", ["polars", "postgres"])
def test_a_table_is_answered_as_the_same_rows_in_a_file(
    engine: str, database_url: str, tmp_path: Path
) -> None:
    (path,) = write_register(tmp_path / "register.csv", rows=400, seed=5)
    rows = pl.read_csv(path, infer_schema=False)
    names = ", ".join(f'"{name}" text' for name in rows.columns)
    with psycopg.connect(database_url) as connection:
        connection.execute(f"DROP TABLE IF EXISTS untidy; CREATE TABLE untidy ({names})".encode())
        with connection.cursor().copy("COPY untidy FROM STDIN") as copy:
            for row in rows.iter_rows():
                copy.write_row(row)
    rules = builtin("mayor-2024")
    by_file = screen_register(path, [rules], tmp_path / "file.parquet")
    by_table = screen_register(
        database_url, [rules], tmp_path / "table.parquet", engine=engine, table="untidy"
    )
    found = open_result(by_table.out).sort("统一社会信用代码").collect()
    same = open_result(by_file.out).drop("行号").sort("统一社会信用代码").collect()
    assert found.equals(same)


def test_what_is_the_same_in_every_row_needs_no_column(tmp_path: Path) -> None:
    path = parquet(tmp_path, 企业名称=["甲", "乙"], revenue=[200.0, None])
    values = {"region": "50", "established_on": date(2019, 2, 22), "accidents": (), "judged.*": True}
    given = ColumnMap({}, {**values, "organization_types": ("service",)})  # type: ignore[dict-item]
    rules = small_rules()
    screened = screen_register(path, [rules], tmp_path / "out.parquet", columns=given)
    assert answered(screened.out, rules) == [("met", 0, 0), ("unknown", 0, 1 << 3)]


def test_facts_without_a_column_are_unknown_and_told(tmp_path: Path) -> None:
    path = parquet(tmp_path, 企业名称=["甲"], region=["510104"])
    rules = small_rules()
    screened = screen_register(path, [rules], tmp_path / "out.parquet")
    assert answered(screened.out, rules) == [("not_met", 1 << 2, 0b1111010)]
    how = {report.choice.fact: report.choice.how.value for report in screened.columns}
    assert how == {
        "kind": "assumed",
        "region": "named",
        **dict.fromkeys(("established_on", "revenue", "accidents", "organization_types"), "missing"),
        **dict.fromkeys(("judged.excellent", "judged.附件1一6", "judged.*"), "missing"),
    }


def register(folder: Path, rows: int = 100) -> Path:
    return parquet(
        folder,
        name=[f"厂{number}" for number in range(rows)],
        kind=["organization"] * rows,
        established_on=[AS_OF - timedelta(days=20 * number) for number in range(rows)],
    )


def test_large_registers_become_a_folder_of_parts(tmp_path: Path) -> None:
    path, rules = register(tmp_path), small_rules()
    whole = screen_register(path, [rules], tmp_path / "whole.parquet")
    parts = screen_register(path, [rules], tmp_path / "parts.parquet", unit_rows=30)
    assert sorted(part.name for part in parts.out.iterdir()) == [
        f"part-0000{n}.parquet" for n in (1, 2, 3, 4)
    ]
    assert open_result(parts.out).collect().equals(open_result(whole.out).collect())
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "parts.parquet",
        "register.parquet",
        "whole.parquet",
    ]


def test_small_files_are_screened_together(tmp_path: Path) -> None:
    for number in range(7):
        parquet(tmp_path, f"in/{number}.parquet", name=[f"{number}a", f"{number}b"], kind=["team"] * 2)
    screened = screen_register(tmp_path / "in", [small_rules()], tmp_path / "out.parquet", unit_rows=5)
    heights = [pl.read_parquet(part).height for part in sorted(screened.out.iterdir())]
    assert heights == [4, 4, 4, 2]


class _Interrupt:
    """Breaks off when so many rows are screened, as a person does at the keyboard."""

    def __init__(self, after: int) -> None:
        self.after = after
        self.stages: list[tuple[str, int, int]] = []

    def __call__(self, stage: str, done: int, total: int) -> None:
        self.stages.append((stage, done, total))
        if stage == "screen" and self.after <= done < total:
            raise KeyboardInterrupt


def broken_off(path: Path, out: Path, rules: Rules, after: int = 60) -> None:
    with pytest.raises(KeyboardInterrupt):
        screen_register(path, [rules], out, unit_rows=30, progress=_Interrupt(after))


def test_what_was_broken_off_goes_on_where_it_stood(tmp_path: Path) -> None:
    path, out, rules = register(tmp_path), tmp_path / "out.parquet", small_rules()
    broken_off(path, out, rules)
    parts = tmp_path / "out.parquet.work" / "parts"
    assert sorted(part.name for part in parts.iterdir()) == ["part-00001.parquet", "part-00002.parquet"]
    assert not out.exists()
    kept = {part.name: part.stat().st_ino for part in parts.iterdir()}
    told = _Interrupt(1000)
    screened = screen_register(path, [rules], out, unit_rows=30, progress=told)
    assert {name: (out / name).stat().st_ino for name in kept} == kept
    assert told.stages[-1] == ("screen", 100, 100)
    whole = screen_register(path, [rules], tmp_path / "whole.parquet")
    assert open_result(screened.out).collect().equals(open_result(whole.out).collect())
    assert not parts.parent.exists()


def test_work_of_another_order_is_not_resumed(tmp_path: Path) -> None:
    path, out, rules = register(tmp_path), tmp_path / "out.parquet", small_rules()
    broken_off(path, out, rules)
    orders: list[dict[str, Any]] = [
        {"packs": [small_rules(date(2024, 3, 1))]},
        {"packs": [rules, builtin("mayor-2024")]},
        {"engine": "duckdb"},
        {"columns": ColumnMap({}, {"region": "50"})},
        {"unit_rows": 40},
    ]
    for order in orders:
        with pytest.raises(Refused) as refused:
            screen_register(path, **{"packs": [rules], "out": out, "unit_rows": 30, **order})
        assert refused.value.code == "screening_other_order"
    register(tmp_path, rows=101)
    with pytest.raises(Refused) as refused:
        screen_register(path, [rules], out, unit_rows=30)
    assert (refused.value.code, out.exists()) == ("screening_other_order", False)


def test_an_earlier_result_is_replaced_but_no_other_folder(tmp_path: Path) -> None:
    path, out, rules = register(tmp_path), tmp_path / "out.parquet", small_rules()
    screened: Screening
    for unit_rows in (30, 1000, 30, 30):
        screened = screen_register(path, [rules], out, unit_rows=unit_rows)
        assert open_result(screened.out).select(pl.len()).collect().item() == 100
    (out / "letter.txt").write_text("keep", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        screen_register(path, [rules], out)
    assert (refused.value.code, (out / "letter.txt").exists()) == ("screening_out_is_folder", True)


def test_the_register_itself_is_never_written_over(tmp_path: Path) -> None:
    path = register(tmp_path)
    before = path.read_bytes()
    parquet(tmp_path, "out.parquet/part-00001.parquet", name=["甲"])
    for source, out in ((path, path), (tmp_path / "out.parquet", tmp_path / "out.parquet")):
        with pytest.raises(Refused) as refused:
            screen_register(source, [small_rules()], out)
        assert refused.value.code == "screening_out_is_input"
    assert path.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["out.parquet", "register.parquet"]


def test_columns_may_stand_in_another_order_in_each_file(tmp_path: Path) -> None:
    parquet(tmp_path, "in/a.parquet", name=["甲"], region=["500103"], kind=["team"])
    parquet(tmp_path, "in/b.parquet", kind=["individual"], region=["51"], name=["乙"])
    rules = small_rules()
    for engine in ENGINES:
        screened = screen_register(tmp_path / "in", [rules], tmp_path / "out.parquet", engine=engine)
        assert open_result(screened.out).select("name").collect().to_series().to_list() == ["甲", "乙"]
        assert answered(screened.out, rules) == [("unknown", 0, 0b1111010), ("not_met", 0b101, 0b1111010)]


def test_an_empty_register_gives_an_empty_result(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("企业名称,成立日期\n", encoding="utf-8")
    rules = small_rules()
    screened = screen_register(path, [rules], tmp_path / "out.parquet")
    assert (screened.rows, answered(screened.out, rules)) == (0, [])


def test_an_unknown_engine_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        screen_register(tmp_path / "nothing", [small_rules()], tmp_path / "out.parquet", engine="abacus")
    assert refused.value.code == "screening_engine_unknown"
