"""What is Polars' own: answers without files, and plans that stay lean."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from jianyou.domain.eligibility.pack import FieldOp, FieldTest, Leaf, Op
from jianyou.domain.eligibility.resolve import resolve
from jianyou.domain.screening.engines.polars_engine import answers, screen
from jianyou.domain.screening.output import result_columns
from jianyou.domain.screening.register import ColumnPlan, Register
from jianyou.terms.finding import Refused
from tests.domain.screening.optable import AS_OF, FACTS, pack_of

MOTTO = ColumnPlan("motto", FACTS["motto"], "motto")


def test_answers_of_a_frame_need_no_files() -> None:
    rules = resolve(pack_of(Leaf("leaf", "motto", Op.ONE_OF, values=("x",))), AS_OF)
    frame = pl.LazyFrame({"motto": ["x", "y", None], "name": ["甲", "乙", "丙"]})
    assert answers(frame, [MOTTO], [rules]).collect().columns == result_columns(rules)
    found = answers(frame, [MOTTO], [rules], ["name"]).collect()
    assert found.select("name", "table-2024.c1").rows() == [("甲", True), ("乙", False), ("丙", None)]


def test_only_columns_that_are_asked_for_are_read() -> None:
    rules = resolve(pack_of(Leaf("leaf", "motto", Op.KNOWN)), AS_OF)
    frame = pl.LazyFrame({"motto": ["x"], "name": ["甲"], "revenue": [1.0]})
    unasked = ColumnPlan("revenue", FACTS["revenue"], "revenue")
    plan = answers(frame, [MOTTO, unasked], [rules], ["name"]).explain()
    assert 'PROJECT["name", "motto"] 2/3 COLUMNS' in plan


def test_equal_questions_of_two_packs_are_asked_once() -> None:
    leaf = Leaf("leaf", "motto", Op.PREFIX_IN, values=("x",))
    packs = [resolve(pack_of(leaf, id=name), AS_OF) for name in ("one", "two")]
    plan = answers(pl.LazyFrame({"motto": ["x"]}), [MOTTO], packs).explain()
    assert plan.count("starts_with") == 1


def test_records_that_can_be_cast_are(tmp_path: Path) -> None:
    """Days with a time of day, and flags as whole numbers, within records."""
    moments = pl.Series(["2024-01-01T08:00:00", "2001-01-01T08:00:00"]).str.to_datetime()
    records = pl.DataFrame({"on": moments, "responsible": [1, 0]}).to_struct()
    frame = pl.DataFrame({"accidents": pl.select(records.implode().repeat_by(1).list.first()).to_series()})
    where = (FieldTest("on", FieldOp.WITHIN_YEARS, years=3.0), FieldTest("responsible", FieldOp.IS))
    rules = resolve(pack_of(Leaf("leaf", "accidents", Op.SOME, where=where)), AS_OF)
    plan = ColumnPlan("accidents", FACTS["accidents"], "accidents")
    path = tmp_path / "in.parquet"
    frame.write_parquet(path)
    screen(Register((path,), (plan,), (), 1), [rules], tmp_path / "out.parquet")
    assert pl.read_parquet(tmp_path / "out.parquet")["table-2024.c1"].to_list() == [True]


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    path.write_bytes(b"PAR1 and nothing more")
    rules = resolve(pack_of(Leaf("leaf", "motto", Op.KNOWN)), date(2024, 1, 1))
    with pytest.raises(Refused) as refused:
        screen(Register((path,), (MOTTO,), (), 1), [rules], tmp_path / "out.parquet")
    assert refused.value.code == "screening_engine_failed"
    assert "\n" not in refused.value.text()
