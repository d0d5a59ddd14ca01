"""Invented registers are the same every time, whatever they are made in, and hold what they promise."""

from pathlib import Path

import polars as pl

from examples.registers.__main__ import main
from examples.registers.typed import typed
from examples.registers.untidy import HEADINGS
from examples.registers.write import SPAN, write_register
from jianyou.codes import uscc
from jianyou.domain.eligibility.facts import COMMON_FACTS


def test_rows_do_not_depend_on_how_many_are_made() -> None:
    whole = typed(50, seed=3).collect()
    assert typed(20, seed=3, first=30).collect().equals(whole.slice(30))
    assert not typed(50, seed=4).collect().equals(whole)


def test_every_credit_code_is_right_and_no_two_are_the_same() -> None:
    codes = typed(3000).collect()["uscc"]
    assert codes.n_unique() == 3000
    assert [code for code in codes.head(300) if uscc.check(code).problems] == []


def test_columns_bear_the_names_of_facts() -> None:
    names = typed(1).collect_schema().names()
    said = {"declared.*", "judged.*"}
    assert {name.removeprefix("parent.") for name in names if name not in said} <= set(COMMON_FACTS)
    assert set(HEADINGS) <= set(names)


def test_files_join_into_the_same_register(tmp_path: Path) -> None:
    (whole,) = write_register(tmp_path / "whole.parquet", rows=SPAN + 10)
    parts = write_register(tmp_path / "parts", rows=SPAN + 10, files=3)
    assert pl.read_parquet(parts).equals(pl.read_parquet(whole))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["parts", "whole.parquet"]


def test_the_command_writes_an_untidy_text(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    assert main([str(path), "--rows", "200"]) == 0
    rows = pl.read_csv(path, infer_schema=False)
    assert (rows.height, rows.columns) == (200, list(HEADINGS.values()))
    assert set(rows["是否法人"].unique()) <= {"是", "否", " ", "待核", None}
