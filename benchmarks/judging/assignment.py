"""Assigning experts: against OR-tools' flow over all pairs, and the worst-served entry against its bound."""

import json
import statistics
from pathlib import Path

from benchmarks.timing import Table, run_process

CHILD = ("-m", "benchmarks.judging.assignment_child")
SIZES = ((100, 30, 5), (1000, 200, 5), (5000, 1000, 5))
LARGE = (20_000, 3_000, 3)
SEEDS = (0, 1, 2)
ROUNDS = 3
NEEDED_GB = 10
"""What all arcs of the large one want."""

Told = dict[str, float]


def run(table: Table, rounds: int = ROUNDS) -> None:
    """CPU seconds and memory in fresh processes, interleaved."""
    for size in SIZES:
        for seed in SEEDS:
            _against_all_arcs(table, size, seed, rounds)
    _large(table)
    for seed in SEEDS:
        told = _child("worst", SIZES[1], seed)
        name = f"{_named(SIZES[1])}, seed {seed}: worst served"
        table.at_least(f"{name} / its bound", told["worst"] / told["bound"], 0.95)
        table.figure(f"{name}, CPU", told["cpu"], unit=" s")
        table.at_most(f"{name}, faults", told["faults"], 0, unit="")


def _against_all_arcs(table: Table, size: tuple[int, int, int], seed: int, rounds: int) -> None:
    runs: dict[str, list[Told]] = {"ours": [], "all arcs": []}
    for _ in range(rounds):
        for name, each in runs.items():
            each.append(_child(name, size, seed))
    ours, peer = (_median(each) for each in runs.values())
    # On a hundred entries both are over in milliseconds, most of them spent before either begins.
    _compared(table, f"{_named(size)}, seed {seed}", ours, peer, bars=(1.5 if size[0] > 100 else None, None))


def _large(table: Table) -> None:
    ours = _child("ours", LARGE, SEEDS[0])
    if _free_gigabytes() < NEEDED_GB:
        print(f"  {_named(LARGE)}: all arcs left out, they want {NEEDED_GB} GB")
        table.at_least(f"{_named(LARGE)}: proven", ours["holds"], 1, unit="")
        return
    _compared(table, _named(LARGE), ours, _child("all arcs", LARGE, SEEDS[0]), bars=(0.2, 0.05))


def _compared(
    table: Table, name: str, ours: Told, peer: Told, *, bars: tuple[float | None, float | None]
) -> None:
    table.at_least(
        f"{name}: proven, with the same total", ours["holds"] and ours["total"] == peer["total"], 1, unit=""
    )
    for what, bar in zip(("cpu", "megabytes"), bars, strict=True):
        ratio = ours[what] / peer[what]
        if bar is None:
            table.figure(f"{name}: {what} / all arcs", ratio, unit="x")
        else:
            table.at_most(f"{name}: {what} / all arcs", ratio, bar)
    table.figure(f"{name}: CPU of ours", ours["cpu"], unit=" s")
    table.figure(f"{name}: CPU of all arcs", peer["cpu"], unit=" s")
    table.figure(f"{name}: memory of ours", ours["megabytes"], unit=" MB")
    table.figure(f"{name}: check of the proof", ours["check"], unit=" s")


def _median(runs: list[Told]) -> Told:
    return {name: statistics.median(each[name] for each in runs) for name in runs[0]}


def _child(name: str, size: tuple[int, int, int], seed: int) -> Told:
    told: Told = json.loads(run_process(*CHILD, name, *map(str, (*size, seed))).out)
    return told


def _named(size: tuple[int, int, int]) -> str:
    return "x".join(map(str, size))


def _free_gigabytes() -> float:
    return int(Path("/proc/meminfo").read_text().partition("MemAvailable:")[2].split()[0]) / 1024**2
