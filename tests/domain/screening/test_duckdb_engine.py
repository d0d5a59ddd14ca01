"""What is DuckDB's own: names, the order of rows, and files that others wrote."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from jianyou.domain.eligibility.pack import Leaf, Op
from jianyou.domain.eligibility.resolve import resolve
from jianyou.domain.screening.engines.duckdb_engine import screen
from jianyou.domain.screening.register import ColumnPlan, Register
from jianyou.terms.finding import Refused
from tests.domain.screening.optable import AS_OF, FACTS, pack_of

ROOT = Path(__file__).parents[3]
MOTTO = ColumnPlan("motto", FACTS["motto"], "motto")


@pytest.mark.parametrize("values", [1, 3, 40, 400])
@pytest.mark.parametrize("mapped", [False, True])
def test_rows_keep_their_order(values: int, mapped: bool, tmp_path: Path) -> None:
    """A long IN becomes a join unless that is forbidden, and a join loses the order."""
    rows = 20_000
    path, out = tmp_path / "in.parquet", tmp_path / "out.parquet"
    pl.select(row=pl.int_range(rows), motto=pl.format("m{}", pl.int_range(rows) % 1000)).write_parquet(
        path, row_group_size=700
    )
    mapping = {f"m{at}": f"m{at}" for at in range(1000)} if mapped else None
    leaf = Leaf("leaf", "motto", Op.ONE_OF, values=tuple(f"m{at}" for at in range(values)))
    plan = ColumnPlan("motto", FACTS["motto"], "motto", mapping)
    screen(Register((path,), (plan,), ("row",), rows), [resolve(pack_of(leaf), AS_OF)], out)
    found = pl.read_parquet(out)
    assert found["row"].to_list() == list(range(rows))
    assert found["table-2024.c1"].to_list() == [row % 1000 < values for row in range(rows)]


def test_names_of_its_own_are_no_trouble(tmp_path: Path) -> None:
    """Columns that differ in case, and those named as DuckDB names what it knows of files itself."""
    names = ["Name", "name", "NAME", "file_index", "file_row_number", "s0", "c0", 'a "b"', "select", "motto"]
    path, out = tmp_path / "in *?[1].parquet", tmp_path / "it's out.parquet"
    frame = pl.DataFrame({name: [f"{name} {row}" for row in range(3)] for name in names})
    frame.write_parquet(path)
    mapping = {f"motto {row}": "x" if row else None for row in range(3)}
    plan = ColumnPlan("motto", FACTS["motto"], "motto", mapping)
    rules = resolve(pack_of(Leaf("leaf", "motto", Op.ONE_OF, values=("x",))), AS_OF)
    screen(Register((path,), (plan,), tuple(names), 3), [rules], out)
    found = pl.read_parquet(out, glob=False)
    assert found.select(names).equals(frame)
    assert found["table-2024.c1"].to_list() == [None, True, True]


def test_nan_that_no_bound_tells_of_is_unknown(tmp_path: Path) -> None:
    """Writers leave NaN out of a column's least and greatest value, by which DuckDB decides beforehand."""
    path, out = tmp_path / "in.parquet", tmp_path / "out.parquet"
    pl.DataFrame({"revenue": [float("nan"), 5.0, 5.0]}).write_parquet(path)
    plan = ColumnPlan("revenue", FACTS["revenue"], "revenue")
    nodes = [Leaf("leaf", "revenue", op, number=5.0) for op in (Op.KNOWN, Op.AT_LEAST, Op.AT_MOST, Op.BELOW)]
    screen(Register((path,), (plan,), (), 3), [resolve(pack_of(*nodes), AS_OF)], out)
    found = pl.read_parquet(out)
    answers = [found[f"table-2024.c{at}"].to_list() for at in range(1, 5)]
    assert answers == [[None, True, True], [None, True, True], [None, True, True], [None, False, False]]


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    frame = pl.DataFrame({"motto": ["x"] * 1000})
    frame.write_parquet(path, compression="uncompressed")
    whole = path.read_bytes()
    path.write_bytes(whole[:4] + b"\xff" * 30 + whole[34:])
    rules = resolve(pack_of(Leaf("leaf", "motto", Op.ONE_OF, values=("x",))), AS_OF)
    with pytest.raises(Refused) as refused:
        screen(Register((path,), (MOTTO,), (), 1000), [rules], tmp_path / "out.parquet")
    assert refused.value.code == "screening_engine_failed"
    assert refused.value.params["engine"] == "DuckDB"


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_a_person_can_stop_it(tmp_path: Path) -> None:
    """As Ctrl-C does; nothing but what was there before stays."""
    command = [sys.executable, "-c", _ENDLESS, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "begun\n"
        time.sleep(0.3)
        child.send_signal(signal.SIGINT)
        try:
            assert child.communicate(timeout=60)[0] == "stopped\n"
        finally:
            child.kill()
    assert {path.name for path in tmp_path.iterdir()} <= {"in.parquet", "out.parquet"}


_ENDLESS = """
import signal
import sys
from pathlib import Path
import polars as pl
from jianyou.domain.eligibility.pack import Leaf, Op
from jianyou.domain.eligibility.resolve import resolve
from jianyou.domain.screening.engines.duckdb_engine import screen
from jianyou.domain.screening.register import ColumnPlan, Register
from tests.domain.screening.optable import AS_OF, FACTS, pack_of
# Whoever started us in the background may have had it ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
folder = Path(sys.argv[1])
pl.select(motto=pl.format("m{}", pl.int_range(3_000_000) % 1000)).write_parquet(folder / "in.parquet")
leaves = [Leaf(f"a{at}", "motto", Op.PREFIX_IN, values=(f"m{at}",)) for at in range(50)]
rules = resolve(pack_of(*leaves), AS_OF)
plan = ColumnPlan("motto", FACTS["motto"], "motto")
register = Register((folder / "in.parquet",), (plan,), ("motto",), 3_000_000)
try:
    print("begun", flush=True)
    while True:
        screen(register, [rules], folder / "out.parquet")
except KeyboardInterrupt:
    print("stopped")
"""
