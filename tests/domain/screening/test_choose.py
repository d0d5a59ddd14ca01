"""Engines by name, and what is said where one can't be had."""

import subprocess
import sys

import pytest

from jianyou.domain.screening.engines.choose import ENGINES, engine
from jianyou.terms.finding import Refused

_CHILD = """
import sys
for name in {forbidden!r}:
    sys.modules[name] = None
from jianyou.domain.screening.engines.choose import engine
from jianyou.terms.finding import Refused
loaded = [name for name in ("polars", "duckdb", "psycopg", "pyspark") if sys.modules.get(name)]
try:
    engine({name!r})
except Refused as refused:
    print(loaded, refused.code, *refused.params.values())
"""


@pytest.mark.parametrize(
    ("name", "library"),
    [("polars", "polars"), ("duckdb", "duckdb"), ("postgres", "psycopg"), ("spark", "pyspark")],
)
def test_a_missing_library_is_told_and_none_is_loaded_before(name: str, library: str) -> None:
    child = _CHILD.format(forbidden=[library, f"{library}.sql"], name=name)
    done = subprocess.run([sys.executable, "-c", child], capture_output=True, text=True, check=True)
    told = done.stdout.strip()
    assert told.startswith("[] screening_engine_missing " + name)
    assert told.endswith(ENGINES[name])


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        engine("sqlite")
    assert refused.value.code == "screening_engine_unknown"
    assert refused.value.params == {"name": "sqlite", "known": "polars、duckdb、postgres、spark"}


def test_engines_are_found() -> None:
    assert [callable(engine(name)) for name in ENGINES if name != "spark"] == [True, True, True]
