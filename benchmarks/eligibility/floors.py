"""The least that any engine must do: read the columns that rules need, and write a result that is ready."""

from pathlib import Path

import duckdb
import polars as pl

from benchmarks.eligibility.data import NEEDED


def make_ready(result: Path, folder: Path) -> None:
    """Keeps a result as an engine has it in memory: Arrow pages to map, and a table of DuckDB's own."""
    pl.scan_parquet(result).sink_ipc(folder / "ready.arrow", compression="uncompressed")
    with duckdb.connect(folder / "ready.duckdb") as connection:
        connection.execute(f"CREATE TABLE ready AS FROM read_parquet('{result}')")


def polars_floor(source: Path, out: Path) -> None:
    """Every needed column decoded and dropped; the ready result compressed and written."""
    pl.scan_parquet(source).select(NEEDED).sink_batches(lambda _batch: None)
    pl.scan_ipc(out.parent / "ready.arrow").sink_parquet(out, compression="zstd")


def duckdb_floor(source: Path, out: Path) -> None:
    """Every needed column decoded and counted; the ready result compressed and written."""
    counts = ", ".join(f'count("{name}")' for name in NEEDED)
    with duckdb.connect(out.parent / "ready.duckdb", read_only=True) as connection:
        connection.execute(f"SELECT {counts} FROM read_parquet('{source}')").fetchall()
        connection.execute(f"COPY ready TO '{out}' (FORMAT parquet, COMPRESSION zstd)")
