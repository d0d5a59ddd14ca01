"""What benchmarks of calibration run in a process of their own; prints JSON.

`truth SCENARIO SETS` compares with the true qualities; `time ENTRIES EXPERTS REVIEWS HEAVY_TAILS` only runs.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace

# First, so that numpy heeds the threads it asks for.
from jianyou.domain.judging.calibration.calibrate import calibrate  # isort: skip

import numpy as np
from scipy.stats import kendalltau

from benchmarks.judging.simulation import BASE, COMMITTEES, SCENARIOS, Sample, simulate
from jianyou.domain.judging.calibration.models import HeavyTails
from jianyou.domain.judging.calibration.standing import EntryStanding, Standing

CHANCES = {"low": (0.05, 0.35), "even": (0.35, 0.65), "high": (0.65, 0.95)}
"""Chances to be within the quota, for which what was told is compared with how many came true."""

METHODS: dict[str, Callable[[EntryStanding], float]] = {
    "raw": lambda entry: float(entry.plainly.mean),
    "trimmed": lambda entry: float(entry.plainly.trimmed),
    "z": lambda entry: float(entry.plainly.z),
    "ours": lambda entry: float(entry.adjusted or 0),
}


def compare(sample: Sample, standing: Standing) -> dict[str, float]:
    """Regret (in sd of quality), tau and overlap of each method; coverage; chances against what came true."""
    truth = np.array([sample.truth[entry.entry] for entry in standing.entries])
    ranks = np.empty(len(truth), int)
    ranks[np.argsort(-truth)] = np.arange(1, len(truth) + 1)
    quota = standing.quota
    best = np.sort(truth)[::-1][:quota].mean()
    found: dict[str, float] = {}
    for name, value in METHODS.items():
        values = np.array([value(entry) for entry in standing.entries])
        chosen = np.argsort(-values, kind="stable")[:quota]
        found[f"regret {name}"] = (best - truth[chosen].mean()) / truth.std()
        found[f"tau {name}"] = float(kendalltau(values, truth)[0])
        found[f"overlap {name}"] = float(np.sum(ranks[chosen] <= quota))
    intervals = [entry.rank_interval or (0, 0) for entry in standing.entries]
    held = np.array([low <= rank <= high for rank, (low, high) in zip(ranks, intervals, strict=True)])
    chances = np.array([float(entry.p_in_quota or 0) for entry in standing.entries])
    for name, (low, high) in CHANCES.items():
        told = (chances >= low) & (chances < high)
        found |= {
            f"told {name}": float(chances[told].sum()),
            f"true {name}": float(np.sum(ranks[told] <= quota)),
        }
    found |= {
        "coverage": float(held.mean()),
        "coverage front": float(held[ranks <= max(1, len(truth) // 12)].mean()),
        "width": float(np.mean([high - low for low, high in intervals])),
        "brier": float(np.mean((chances - (ranks <= quota)) ** 2)) * len(truth) / quota,
        "heavy": float(standing.method == "heavy_tails"),
        "wild": float(len(standing.wild_scores)),
    }
    return found


def against_truth(name: str, sets: int) -> dict[str, float]:
    """The means over `sets` data sets of a scenario."""
    scenario = next(each for each in (*SCENARIOS, *COMMITTEES) if each.name == name)
    found = []
    for seed in range(sets):
        sample = simulate(scenario, seed)
        quota = 10 if scenario in SCENARIOS else scenario.entries // 6
        found.append(compare(sample, calibrate(sample.scores, sample.groups, quota=quota, seed=seed)))
    return {key: float(np.mean([each[key] for each in found])) for key in found[0]}


def timed(entries: int, experts: int, reviews: int, heavy_tails: HeavyTails) -> dict[str, float]:
    """CPU and wall seconds of one calibration."""
    sample = simulate(replace(BASE, entries=entries, experts=experts, reviews=reviews), 1)
    wall, cpu = time.perf_counter(), time.process_time()
    calibrate(sample.scores, sample.groups, quota=max(1, entries // 30), heavy_tails=heavy_tails)
    return {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}


def main(arguments: list[str]) -> None:
    if arguments[0] == "truth":
        print(json.dumps(against_truth(arguments[1], int(arguments[2]))))
    else:
        entries, experts, reviews = map(int, arguments[1:4])
        heavy: HeavyTails = "always" if arguments[4] == "always" else "never"
        print(json.dumps(timed(entries, experts, reviews, heavy)))


if __name__ == "__main__":
    main(sys.argv[1:])
