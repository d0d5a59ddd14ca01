"""Answering rules over a register and for one nominee, against hand-written queries and other engines."""

import json
import statistics
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from benchmarks.eligibility.data import write_register
from benchmarks.eligibility.floors import make_ready
from benchmarks.eligibility.nominee import contestants
from benchmarks.timing import Process, Table, interleaved, run_process

ROWS = 1_000_000
ROWS_OF_ZEN = 20_000
"""It takes about a minute for the million, and goes linearly."""
MANY_ROWS = 10_000_000
ROUNDS = 5
CALLS = 400
"""Of one nominee, in each of the rounds."""


def run(table: Table) -> None:
    """All bars; what contestants answer is compared first. For CPU seconds each gets one core."""
    with TemporaryDirectory(prefix="jianyou-bench-") as name:
        folder = Path(name)
        print(f"eligibility: {ROWS:,} rows, Parquet to Parquet")
        register = write_register(folder / "register.parquet", ROWS)
        few = write_register(folder / "few.parquet", ROWS_OF_ZEN)
        contest = _Contest(folder)
        contest.compare(register, few)
        make_ready(folder / "hand Polars.parquet", folder)
        _time_tables(table, contest, register, few)
        _time_nominee(table, few)
        _measure_memory(table, folder, register)


def _time_tables(table: Table, contest: "_Contest", register: Path, few: Path) -> None:
    names = ("polars", "duckdb", "hand Polars", "hand DuckDB", "Polars floor", "DuckDB floor", "openfisca")
    sources = {**dict.fromkeys(names, register), "zen batch": few, "whole run": register}
    taken = contest.rounds(sources)
    taken["zen batch"] = [seconds * ROWS / ROWS_OF_ZEN for seconds in taken["zen batch"]]

    def ratio(one: str, other: str) -> float:
        """The median of the rounds' own ratios: what disturbs a round disturbs both."""
        return statistics.median(a / b for a, b in zip(taken[one], taken[other], strict=True))

    table.at_most("screening on Polars / hand-written Polars", ratio("polars", "hand Polars"), 1.25)
    table.at_most("screening on DuckDB / hand-written SQL", ratio("duckdb", "hand DuckDB"), 1.25)
    table.at_most("screening on Polars / reading + writing", ratio("polars", "Polars floor"), 2)
    table.at_most("screening on DuckDB / reading + writing", ratio("duckdb", "DuckDB floor"), 2)
    table.at_most("screening on Polars / openfisca-core", ratio("polars", "openfisca"), 0.67)
    zen = f"zen-engine batch / screening ({ROWS_OF_ZEN:,} rows, scaled)"
    table.at_least(zen, ratio("zen batch", "polars"), 20)
    table.figure("screening on DuckDB / openfisca-core", ratio("duckdb", "openfisca"), unit="x")
    table.figure("with the report of columns / screening alone", ratio("whole run", "polars"), unit="x")
    for name, seconds in taken.items():
        table.figure(f"CPU a million rows: {name}", statistics.median(seconds), unit=" s")


def _time_nominee(table: Table, register: Path) -> None:
    """One nominee: the verdict with its whole trace; with facts read and explained in words besides."""
    print("eligibility: one nominee")
    runs = {name: _repeated(call) for name, call in contestants(register).items()}
    seconds = interleaved(runs, rounds=ROUNDS, clock=time.process_time)
    each = {name: taken / CALLS for name, taken in seconds.items()}
    table.at_most("one nominee with full trace", 1000 * each["trace"], 1, unit=" ms")
    table.at_most("one nominee, facts to explanation", 1000 * each["explanation"], 1, unit=" ms")
    against = each["trace"] / each["zen"]
    table.at_most("one nominee with trace / zen-engine with trace", against, 0.5)


def _repeated(call: Callable[[], object]) -> Callable[[], object]:
    def repeat() -> None:
        for _ in range(CALLS):
            call()

    return repeat


def _measure_memory(table: Table, folder: Path, register: Path) -> None:
    """The whole run over one large file, at its peak."""
    print(f"eligibility: {MANY_ROWS:,} rows in one file")
    large = folder / "large.parquet"
    pl.concat([pl.scan_parquet(register)] * (MANY_ROWS // ROWS)).sink_parquet(large, compression="zstd")
    for name in ("whole run", "whole run on DuckDB"):
        ran = _child(name, large, folder / f"large {name}.parquet", "all")
        table.at_most(f"memory of the {name}, {MANY_ROWS:,} rows", ran.megabytes, 1000, unit=" MB")
        table.figure(f"time of the {name}, {MANY_ROWS:,} rows", ran.wall, unit=" s")


def _child(name: str, source: Path, out: Path, cores: str) -> Process:
    return run_process("-m", "benchmarks.eligibility.child", name, str(source), str(out), cores)


class _Contest:
    """Runs contestants in processes of their own, and takes the CPU seconds that they report."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def rounds(self, sources: Mapping[str, Path]) -> dict[str, list[float]]:
        """The seconds of each contestant, round by round; all run once in each, and once before."""
        taken: dict[str, list[float]] = {name: [] for name in sources}
        for number in range(ROUNDS + 1):
            for name, source in sources.items():
                seconds = self._run(name, source)
                taken[name] += [seconds] if number else []
        return taken

    def _run(self, name: str, source: Path) -> float:
        return float(json.loads(_child(name, source, self._out(name), "one").out))

    def compare(self, register: Path, few: Path) -> None:
        """Ends the run where a contestant answers otherwise than we do, in any column of any row."""
        for source, others in (
            (register, ("duckdb", "whole run", "hand Polars", "hand DuckDB", "openfisca")),
            (few, ("zen batch",)),
        ):
            ours = self._answer("polars", source)
            for name in others:
                theirs = self._answer(name, source)
                differing = [each for each in ours.columns if not _same(ours[each], theirs[each])]
                if differing:
                    raise SystemExit(f"{name} answers otherwise: {', '.join(differing)}")

    def _answer(self, name: str, source: Path) -> pl.DataFrame:
        self._run(name, source)
        return pl.read_parquet(self._out(name))

    def _out(self, name: str) -> Path:
        return self._folder / f"{name}.parquet"


def _same(one: pl.Series, other: pl.Series) -> bool:
    return one.len() == other.len() and one.cast(other.dtype).equals(other)
