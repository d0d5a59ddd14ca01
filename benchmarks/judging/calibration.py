"""Calibration against truth: scores of which the true qualities are known, and what it costs."""

import json
import statistics

from benchmarks.judging.calibration_child import CHANCES
from benchmarks.judging.simulation import COMMITTEES, SCENARIOS
from benchmarks.timing import Table, run_process

SETS = 48
"""Data sets a scenario; the bars are on means over them."""
CHILD = ("-m", "benchmarks.judging.calibration_child")
SIZES = ((300, 60, 5), (5000, 600, 5))
MOST_SECONDS = {("never", 300): 1.0, ("always", 300): 1.0, ("never", 5000): 10.0, ("always", 5000): 20.0}
ROUNDS = 3


def run(table: Table, sets: int = SETS) -> None:
    """Lost quality against the raw mean, honesty of intervals, CPU seconds and memory."""
    print(f"calibration: {len(SCENARIOS)} scenarios, {sets} data sets each")
    found = {scenario.name: _truth(scenario.name, sets) for scenario in SCENARIOS}
    for name, each in found.items():
        table.at_most(f"{name}: regret / that of the raw mean", each["regret ours"] / each["regret raw"], 1)
        table.at_least(f"{name}: coverage of 90 % rank intervals", 100 * each["coverage"], 87, unit=" %")
        table.at_most(f"{name}: the same, not too wide", 100 * each["coverage"], 96, unit=" %")
        table.figure(f"{name}: the same, the best twelfth", 100 * each["coverage front"], unit=" %")
        table.figure(f"{name}: with heavy tails", 100 * each["heavy"], unit=" %")
    for method in ("trimmed", "z"):
        ratio = _mean(found, f"regret {method}") / _mean(found, "regret raw")
        table.figure(f"mean regret at the top 10: {method} / raw mean", ratio, unit="x")
    ratio = _mean(found, "regret ours") / _mean(found, "regret raw")
    table.at_most("mean regret at the top 10 / that of the raw mean", ratio, 0.65)
    for method in ("raw", "trimmed", "z", "ours"):
        table.figure(f"the best 10 found: {method}", _mean(found, f"overlap {method}"), unit=" of 10")
    table.figure("Brier score of the chance to be within the quota", _mean(found, "brier"), unit="")
    for chance in CHANCES:
        ratio = _mean(found, f"told {chance}") / _mean(found, f"true {chance}")
        table.figure(f"entries told a chance of {chance} that get in: told / true", ratio, unit="x")
    _compare_small(table, sets)
    _time(table)


def _compare_small(table: Table, sets: int) -> None:
    """Committees as small as calibration takes them, more of each: no loss, and intervals not too narrow."""
    for scenario in COMMITTEES:
        each = _truth(scenario.name, 5 * sets)
        table.at_most(
            f"{scenario.name}: regret / that of the raw mean", each["regret ours"] / each["regret raw"], 1
        )
        table.at_least(
            f"{scenario.name}: coverage of 90 % rank intervals", 100 * each["coverage"], 87, unit=" %"
        )


def _truth(name: str, sets: int) -> dict[str, float]:
    found: dict[str, float] = json.loads(run_process(*CHILD, "truth", name, str(sets)).out)
    print(
        f"  {name}: tau {found['tau raw']:.3f} -> {found['tau ours']:.3f}, regret {found['regret raw']:.3f} "
        f"-> {found['regret ours']:.3f} (trimmed {found['regret trimmed']:.3f}, z {found['regret z']:.3f}), "
        f"intervals {found['width']:.0f} ranks wide, {found['wild']:.1f} wild scores",
        flush=True,
    )
    return found


def _mean(found: dict[str, dict[str, float]], key: str) -> float:
    return statistics.mean(each[key] for each in found.values())


def _time(table: Table) -> None:
    """Each size and model in turn, so that all share the noise; the median of rounds."""
    runs = [(heavy, size) for size in SIZES for heavy in ("never", "always")]
    taken: dict[tuple[str, tuple[int, int, int]], list[tuple[float, float]]] = {each: [] for each in runs}
    for _ in range(ROUNDS):
        for heavy, size in runs:
            process = run_process(*CHILD, "time", *map(str, size), heavy)
            taken[heavy, size].append((json.loads(process.out)["cpu"], process.megabytes))
    for (heavy, size), figures in taken.items():
        words = "x".join(map(str, size)) + (", heavy tails" if heavy == "always" else ", mixed")
        seconds = statistics.median(cpu for cpu, _ in figures)
        table.at_most(f"CPU of {words}", seconds, MOST_SECONDS[heavy, size[0]], unit=" s")
        table.figure(f"memory of {words}", max(memory for _, memory in figures), unit=" MB")
