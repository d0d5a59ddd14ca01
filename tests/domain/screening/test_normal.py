"""Columns of every type are read as a single nominee's facts are, and what isn't understood is told."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from jianyou.domain.eligibility.facts import COMMON_FACTS, FactSpec, FactType
from jianyou.domain.screening.columns import Choice, How
from jianyou.domain.screening.normal import ColumnReport, Reading, amend, read_columns
from jianyou.domain.screening.register import ColumnPlan
from jianyou.domain.screening.registers import open_register
from tests.domain.screening.samples import AS_OF, parquet

REVENUE = FactSpec("revenue", FactType.NUMBER, unit="万元")
SPECS = {**COMMON_FACTS, "revenue": REVENUE}


def reading_of(folder: Path, fact: str, values: pl.Series, asked: tuple[str, ...] = ()) -> Reading:
    path = parquet(folder, x=values)
    choice = Choice(fact, SPECS[fact], How.GIVEN, "x")
    return read_columns(open_register(path, folder / "work"), [choice], AS_OF, {fact: asked})


def counted(report: ColumnReport) -> tuple[int, int, int]:
    return report.understood, report.empty, report.not_understood


def plan(reading: Reading) -> ColumnPlan:
    assert len(reading.plans) == 1
    return reading.plans[0]


NAN = float("nan")
DAY = date(2010, 1, 1)
MOMENTARY = pl.Struct({"severity": pl.String, "on": pl.Datetime})


@pytest.mark.parametrize(
    ("fact", "values", "counts"),
    [
        ("is_legal_person", pl.Series([True, False, None]), (2, 1, 0)),
        ("established_on", pl.Series([DAY, None]), (1, 1, 0)),
        ("established_on", pl.Series(["2010-01-01 08:00:00", None]).str.to_datetime(), (1, 1, 0)),
        ("revenue", pl.Series([1.5, NAN, None]), (1, 2, 0)),
        ("revenue", pl.Series([1, None], dtype=pl.Int16), (1, 1, 0)),
        ("revenue", pl.Series(["1.5", None]).cast(pl.Decimal(10, 2)), (1, 1, 0)),
        ("region", pl.Series(["500103", "51", None]), (2, 1, 0)),
        ("kind", pl.Series(["organization", None]), (1, 1, 0)),
        ("organization_types", pl.Series([["service"], [], None]), (2, 1, 0)),
    ],
)
def test_canonical_columns_stand(
    fact: str, values: pl.Series, counts: tuple[int, int, int], tmp_path: Path
) -> None:
    reading = reading_of(tmp_path, fact, values)
    assert (plan(reading).source, plan(reading).mapping) == ("x", None)
    assert (counted(reading.reports[0]), reading.findings, reading.amended) == (counts, [], {})


@pytest.mark.parametrize(
    ("fact", "values", "mapping", "counts"),
    [
        (
            "is_legal_person",
            pl.Series(["是", "否", "是", "？？", " ", None]),
            {"是": True, "否": False, "？？": None, " ": None},
            (3, 2, 1),
        ),
        ("is_legal_person", pl.Series([1, 0, 2, None]), {"1": True, "0": False, "2": None}, (2, 1, 1)),
        (
            "established_on",
            pl.Series(["2010年1月1日", "20100101", "不详"]),
            {"2010年1月1日": "2010-01-01", "20100101": "2010-01-01", "不详": None},
            (2, 1, 0),
        ),
        (
            "established_on",
            pl.Series([20100101, 40179]),
            {"20100101": "2010-01-01", "40179": "2010-01-01"},
            (2, 0, 0),
        ),
        (
            "revenue",
            pl.Series(["１，２００", "1亿元", "很多"]),
            {"１，２００": 1200.0, "1亿元": 10000.0, "很多": None},
            (2, 0, 1),
        ),
        ("region", pl.Series(["渝中区", "500103"]), {"渝中区": "500103", "500103": "500103"}, (2, 0, 0)),
        ("region", pl.Series([500103, 510104]), {"500103": "500103", "510104": "510104"}, (2, 0, 0)),
        (
            "organization_types",
            pl.Series(["制造业、服务业", "无", "其他的"]),
            {"制造业、服务业": '["manufacturing", "service"]', "无": "[]", "其他的": None},
            (2, 0, 1),
        ),
        (
            "accidents",
            pl.Series(['[{"severity": "重大", "on": "2023/1/2"}]', "[]", "{"]),
            {
                '[{"severity": "重大", "on": "2023/1/2"}]': '[{"severity": "major", "on": "2023-01-02"}]',
                "[]": "[]",
                "{": None,
            },
            (2, 0, 1),
        ),
    ],
)
def test_texts_and_whole_numbers_are_looked_up(
    fact: str, values: pl.Series, mapping: dict[str, Any], counts: tuple[int, int, int], tmp_path: Path
) -> None:
    reading = reading_of(tmp_path, fact, values)
    assert (plan(reading).source, dict(plan(reading).mapping or {})) == ("x", mapping)
    assert (counted(reading.reports[0]), reading.amended) == (counts, {})


@pytest.mark.parametrize(
    ("fact", "values", "mapping"),
    [
        ("region", pl.Series([500103.0, NAN, None]), {"500103": "500103"}),
        ("is_legal_person", pl.Series([1.0, 0.5]), {"1": True, "0.5": None}),
        ("region", pl.Series(["渝中区", None], dtype=pl.Categorical), {"渝中区": "500103"}),
        (
            "organization_types",
            pl.Series([["制造业", "服务业"]]),
            {'["制造业","服务业"]': '["manufacturing", "service"]'},
        ),
        (
            "established_on",
            pl.Series(["2010-01-01T23:00:00Z"]).str.to_datetime(),
            {"2010-01-02 07:00:00": "2010-01-02"},
        ),
        ("organization_types", pl.Series([["service", None]]), {'["service",null]': None}),
        (
            "accidents",
            pl.Series([[{"severity": "重大", "on": DAY}]]).cast(pl.List(MOMENTARY)),
            {
                '[{"severity":"重大","on":"2010-01-01 00:00:00"}]': (
                    '[{"severity": "major", "on": "2010-01-01"}]'
                )
            },
        ),
    ],
)
def test_other_types_are_written_anew_as_texts(
    fact: str, values: pl.Series, mapping: dict[str, Any], tmp_path: Path
) -> None:
    path = parquet(tmp_path, x=values, name=["甲"] * len(values), other=[1] * len(values))
    register = open_register(path, tmp_path / "work")
    choice = Choice(fact, SPECS[fact], How.GIVEN, "x")
    reading = read_columns(register, [choice], AS_OF, {fact: ("severity", "on")})
    assert (plan(reading).source, dict(plan(reading).mapping or {})) == (f"x -> {fact}", mapping)
    amended = amend(register, reading, ["name"], tmp_path / "work")
    assert list(amended.schema) == ["name", f"x -> {fact}"]
    assert (amended.rows, amended.identity) == (register.rows, register.identity)
    found = amended.scan().collect()[f"x -> {fact}"].drop_nulls().unique()
    assert set(found) == set(mapping)


RECORD = pl.Struct({"kind": pl.String, "severity": pl.String, "on": pl.Date, "note": pl.String})


def accidents(*records: dict[str, object]) -> pl.Series:
    return pl.Series([list(records), [], None], dtype=pl.List(RECORD))


def test_records_stand_where_the_fields_asked_for_are_canonical(tmp_path: Path) -> None:
    values = accidents({"kind": "环保", "severity": "major", "on": DAY}, {"severity": None})
    assert plan(reading_of(tmp_path, "accidents", values, ("severity", "on"))).mapping is None
    assert plan(reading_of(tmp_path, "accidents", values, ("kind", "on"))).mapping is not None


def test_fields_that_records_lack_are_told(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "accidents", accidents(), ("responsible", "severity"))
    problem = reading.reports[0].problem
    assert problem is not None
    assert (problem.code, dict(problem.params)) == ("register_fields_missing", {"fields": "responsible"})


def test_findings_tell_rows_counts_and_values(tmp_path: Path) -> None:
    values = pl.Series(["2010-01-01", "2021-02-30", "无", "2030-01-01", "2021-02-30"] * 60)
    findings = {each.code: each for each in reading_of(tmp_path, "established_on", values).findings}
    bad = findings["value_not_date"]
    assert (bad.occurs, bad.values, len(bad.rows), bad.rows[:3]) == (120, ("2021-02-30",), 100, (2, 5, 7))
    assert (findings["value_none_unclear"].occurs, findings["value_none_unclear"].rows[0]) == (60, 3)
    assert (findings["value_day_later"].occurs, findings["value_day_later"].rows[0]) == (60, 4)
    assert len(findings) == 3


def test_typed_days_after_the_day_of_reckoning_are_told(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "established_on", pl.Series([DAY, date(2025, 1, 1), None]))
    (finding,) = reading.findings
    assert (finding.code, finding.occurs, finding.rows) == ("value_day_later", 1, (2,))


def test_rows_of_a_text_file_are_numbered_as_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("名录\n名称,成立日期\n\n甲,不是日期\n", encoding="utf-8")
    choice = Choice("established_on", SPECS["established_on"], How.GIVEN, "成立日期")
    reading = read_columns(open_register(path, tmp_path / "work"), [choice], AS_OF, {})
    assert [(each.code, each.rows) for each in reading.findings] == [("value_not_date", (4,))]


def test_a_great_many_numbers_are_read_in_bulk(tmp_path: Path) -> None:
    """More texts than are looked up one by one; the odd ones among them still are."""
    odd = ["1,200", "很多", None, " 7 "]
    path = parquet(tmp_path, x=[str(number / 10) for number in range(60_000)] + odd)
    register = open_register(path, tmp_path / "work")
    reading = read_columns(register, [Choice("revenue", REVENUE, How.GIVEN, "x")], AS_OF, {})
    assert (plan(reading).source, plan(reading).mapping) == ("x -> revenue", None)
    assert (counted(reading.reports[0]), reading.reports[0].examples) == ((60_002, 1, 1), ("很多",))
    values = amend(register, reading, [], tmp_path / "work").scan().collect()["x -> revenue"]
    assert values.to_list() == [number / 10 for number in range(60_000)] + [1200.0, None, None, 7.0]


def test_a_great_many_moments_are_read_in_bulk(tmp_path: Path) -> None:
    moments = pl.datetime_range(DAY, DAY + timedelta(1), "1s", eager=True)
    texts = moments.dt.strftime("%Y-%m-%d %H:%M:%S").to_list()
    path = parquet(tmp_path, x=[*texts, "2010年1月1日", "2010-02-30 00:00:00"])
    register = open_register(path, tmp_path / "work")
    choice = Choice("established_on", SPECS["established_on"], How.GIVEN, "x")
    reading = read_columns(register, [choice], AS_OF, {})
    values = amend(register, reading, [], tmp_path / "work").scan().collect()["x -> established_on"]
    assert values.to_list() == [each.date() for each in moments] + [DAY, None]
    assert reading.reports[0].examples == ("2010-02-30 00:00:00",)


@pytest.mark.parametrize(
    ("values", "kind"),
    [(pl.Series([b"\xff\xfe", None]), "Binary"), (pl.Series([timedelta(1)]), "Duration(time_unit='us')")],
)
def test_a_column_of_a_type_without_texts_is_told(values: pl.Series, kind: str, tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "region", values)
    problem = reading.reports[0].problem
    assert problem is not None
    assert (problem.code, problem.params, reading.plans) == ("register_column_type", {"type": kind}, [])


def test_records_for_a_plain_fact_are_not_understood(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "region", pl.Series([{"a": 1}]))
    assert counted(reading.reports[0]) == (0, 0, 1)
