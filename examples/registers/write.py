"""Registers as files, made in spans of rows so that ten million fit into little memory."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from examples.registers.typed import typed
from examples.registers.untidy import untidy

SPAN = 250_000


def write_register(path: Path, *, rows: int, seed: int = 7, files: int = 1) -> list[Path]:
    """Write a register and tell its files: typed .parquet, untidy .csv, or a folder of `files` parts."""
    if files > 1:
        path.mkdir(parents=True, exist_ok=True)
        edges = [rows * number // files for number in range(files + 1)]
        parts = [path / f"register-{number:03}.parquet" for number in range(1, files + 1)]
        for part, first, last in zip(parts, edges, edges[1:], strict=False):
            _write(part, first, last, seed)
        return parts
    _write(path, 0, rows, seed)
    return [path]


def _write(path: Path, first: int, last: int, seed: int) -> None:
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        spans = [(start, min(last, start + SPAN)) for start in range(first, last, SPAN)] or [(first, last)]
        parts = [Path(folder) / f"{number:05}.parquet" for number in range(len(spans))]
        for part, (start, end) in zip(parts, spans, strict=True):
            typed(end - start, seed=seed, first=start).sink_parquet(part)
        _join(parts, path, seed)


def _join(parts: Sequence[Path], path: Path, seed: int) -> None:
    whole = pl.scan_parquet(list(parts))
    if path.suffix.lower() == ".csv":
        untidy(whole, seed=seed).sink_csv(path)
    else:
        whole.sink_parquet(path)
