"""Choosing 100 of 5,000 under 102 limits: against scipy's milp, and what each kind of answer costs."""

import json
import statistics

from benchmarks.timing import Table, run_process

CHILD = ("-m", "benchmarks.judging.selection_child")
PEERS = ("milp by tier", "milp weighted")
SEEDS = (0, 1, 2)
ROUNDS = 3
EXPLAINED = 300
MOST_MILLISECONDS = dict.fromkeys(("why", "missing_score", "margin", "displaced", "blocked_by"), 10.0)
"""The median's bars; the others are told without. `why` is all of it for one entry."""


def run(table: Table, rounds: int = ROUNDS) -> None:
    """CPU seconds and memory in fresh processes, interleaved; then milliseconds an explanation."""
    for seed in SEEDS:
        _against_peers(table, seed, rounds)
    for seed in SEEDS:
        _explanations(table, seed)


def _against_peers(table: Table, seed: int, rounds: int) -> None:
    told: dict[str, list[dict[str, float]]] = {name: [] for name in ("ours", *PEERS)}
    for _ in range(rounds):
        for name, each in told.items():
            each.append(json.loads(run_process(*CHILD, name, str(seed)).out))
    cpu = {name: statistics.median(each["cpu"] for each in runs) for name, runs in told.items()}
    megabytes = {name: statistics.median(each["megabytes"] for each in runs) for name, runs in told.items()}
    print(
        f"  seed {seed}: " + ", ".join(f"{name} {cpu[name]:.3f} s +{megabytes[name]:.0f} MB" for name in told)
    )
    mine = told["ours"][0]["totals"]
    right = [name for name in PEERS if all(each["totals"] == mine for each in told[name])]
    table.at_least(f"seed {seed}: peers with the same totals", len(right), 1, unit="")
    fastest = min(right or PEERS, key=lambda name: cpu[name])
    table.at_most(f"seed {seed}: CPU / that of scipy's {fastest}", cpu["ours"] / cpu[fastest], 0.25)
    table.figure(f"seed {seed}: CPU of ours", cpu["ours"] * 1000, unit=" ms")
    table.figure(f"seed {seed}: memory beyond the start", megabytes["ours"], unit=" MB")


def _explanations(table: Table, seed: int) -> None:
    told = json.loads(run_process(*CHILD, "explain", str(seed), str(EXPLAINED)).out)
    for name, taken in told["taken"].items():
        middle, most = statistics.median(taken), max(taken)
        if name in MOST_MILLISECONDS:
            table.at_most(f"seed {seed}: {name}, median", middle, MOST_MILLISECONDS[name], unit=" ms")
        else:
            table.figure(f"seed {seed}: {name}, median", middle, unit=" ms")
        table.figure(f"seed {seed}: {name}, most", most, unit=" ms")
    table.figure(f"seed {seed}: second best", told["second_best"], unit=" ms")
    broken = told["kept"].count(False)
    table.at_most(
        f"seed {seed}: of {len(told['kept'])} not in with 0.01 more or in with less", broken, 0, unit=""
    )
