"""Spark answers as the others do.

pyspark is large and stands in an environment of its own (`scripts/spark.sh`): from the usual one, these
tests are run over there by the last of them.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jianyou.domain.eligibility.pack import Leaf, Op
from jianyou.domain.eligibility.resolve import resolve
from jianyou.domain.screening.engines.choose import engine
from jianyou.domain.screening.register import ColumnPlan, Register
from jianyou.terms.finding import Refused
from tests.domain.screening.optable import AS_OF, FACTS, pack_of
from tests.domain.screening.test_agreement import (
    agree,
    answer_all_cases,
    answer_columns_types_masks,
    answer_nul,
    answer_odd_columns,
    answer_parts,
    answer_without_columns,
)

ROOT = Path(__file__).parents[3]
HERE = find_spec("pyspark") is not None
PYTHON = Path(os.environ.get("JIANYOU_SPARK_PYTHON") or ROOT / ".venv-spark/bin/python")

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("spark")]
needs_spark = pytest.mark.skipif(not HERE, reason="pyspark isn't in this environment, see the last test here")


@needs_spark
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_answers_as_the_reference_does(data: st.DataObject) -> None:
    agree(data, [engine("spark")])


@needs_spark
def test_operations(tmp_path: Path) -> None:
    answer_all_cases(engine("spark"), tmp_path)


@needs_spark
def test_columns_types_masks(tmp_path: Path) -> None:
    answer_columns_types_masks(engine("spark"), tmp_path)


@needs_spark
def test_odd_columns(tmp_path: Path) -> None:
    answer_odd_columns(engine("spark"), tmp_path)


@needs_spark
def test_nul(tmp_path: Path) -> None:
    answer_nul(engine("spark"), tmp_path)


@needs_spark
def test_parts(tmp_path: Path) -> None:
    answer_parts(engine("spark"), tmp_path)


@needs_spark
def test_nothing_to_go_by(tmp_path: Path) -> None:
    answer_without_columns(engine("spark"), tmp_path)


@needs_spark
def test_session_of_the_caller_keeps_no_views(tmp_path: Path) -> None:
    from jianyou.domain.screening.engines.spark_engine import screen

    with session(tmp_path) as spark:
        register = _register(tmp_path)
        rules = resolve(pack_of(Leaf("leaf", "motto", Op.ONE_OF, values=("x",))), AS_OF)
        screen(register, [rules], tmp_path / "out.parquet", session=spark)
        assert pl.read_parquet(tmp_path / "out.parquet")["table-2024.c1"].to_list() == [True, False, None]
        assert [view.name for view in spark.catalog.listTables()] == []


@needs_spark
def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    whole = _register(tmp_path)
    damaged = whole.paths[0].read_bytes()
    # The file's directory is sound, so that it is Spark which finds the damage.
    whole.paths[0].write_bytes(b"PAR1" + b"\0" * 40 + damaged[44:])
    register = replace(whole, carried=())
    rules = resolve(pack_of(Leaf("leaf", "motto", Op.KNOWN)), AS_OF)
    with pytest.raises(Refused) as refused:
        engine("spark")(register, [rules], tmp_path / "out.parquet")
    assert refused.value.code == "screening_engine_failed"
    assert refused.value.params["engine"] == "Spark"


@pytest.mark.skipif(HERE, reason="pyspark is here, so the tests above have run")
@pytest.mark.skipif(not PYTHON.exists(), reason=f"no {PYTHON}: run scripts/spark.sh")
def test_in_its_own_environment() -> None:
    command = [str(PYTHON), "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "slow", str(Path(__file__))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1200, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert " passed" in done.stdout


@pytest.mark.skipif(HERE, reason="pyspark is here")
def test_without_pyspark_the_engine_says_how_to_install_it() -> None:
    with pytest.raises(Refused) as refused:
        engine("spark")
    assert refused.value.code == "screening_engine_missing"
    assert refused.value.params["command"] == "pip install 'jianyou[screening,spark]'"
    assert "jianyou.domain.screening.engines.spark_engine" not in sys.modules


def _register(folder: Path) -> Register:
    path = folder / "in [x]{y}.parquet"
    pl.DataFrame({"${motto}": ["x", "y", None]}).write_parquet(path)
    return Register((path,), (ColumnPlan("motto", FACTS["motto"], "${motto}"),), ("${motto}",), 3)


@contextmanager
def session(folder: Path) -> Iterator[Any]:
    builder = import_module("pyspark.sql").SparkSession.builder.master("local[2]")
    builder = builder.config("spark.sql.warehouse.dir", str(folder / "warehouse"))
    yield builder.config("spark.ui.enabled", "false").getOrCreate()
