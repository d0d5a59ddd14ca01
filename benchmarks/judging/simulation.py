"""Scores whose true qualities are known: nine ways in which experts differ, drawn from a seed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

ENTRIES, EXPERTS, REVIEWS = 300, 60, 5
INDUSTRIES = 8
MIDDLE, WITHIN, BETWEEN = 72.0, 7.4, 3.0
"""Points: the middle of qualities, their standard deviation within an industry and between industries."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """How experts differ; points, or shares from 0 to 1. `spread` and `unevenness` are of logarithms."""

    name: str
    entries: int = ENTRIES
    experts: int = EXPERTS
    reviews: int = REVIEWS
    harshness: float = 5.4
    spread: float = 0.2
    noise: float = 5.5
    unevenness: float = 0.0
    rogue: float = 0.0
    crossing: float = 1.0
    skewed: bool = False


BASE = Scenario("base")
SCENARIOS = (
    BASE,
    replace(BASE, name="no harshness", harshness=0.0),
    replace(BASE, name="strong harshness", harshness=9.0),
    replace(BASE, name="unequal spread", spread=0.4),
    replace(BASE, name="uneven experts", unevenness=0.5),
    replace(BASE, name="rogue scores 6 %", rogue=0.06),
    replace(BASE, name="industry panels, 15 % across", crossing=0.15),
    replace(BASE, name="3 reviews", reviews=3),
    replace(BASE, name="skewed qualities", skewed=True),
)
COMMITTEES = tuple(
    replace(BASE, name=f"{entries}x{experts}x{reviews}", entries=entries, experts=experts, reviews=reviews)
    for entries, experts, reviews in ((10, 5, 3), (20, 5, 2), (30, 8, 3), (40, 10, 2))
)
"""The smallest of which anything is said, and somewhat larger ones."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Score rows (expert, entry, points), each entry's industry, and its true quality."""

    scores: Sequence[tuple[str, str, int]]
    groups: Mapping[str, str]
    truth: Mapping[str, float]


def simulate(scenario: Scenario, seed: int) -> Sample:
    """One data set of the scenario: whole points from 0 to 100."""
    rng = np.random.Generator(np.random.PCG64(seed))
    entry_industry = _industries(scenario.entries, rng)
    expert_industry = _industries(scenario.experts, rng)
    quality = _qualities(scenario, entry_industry, rng)
    judge = _judge(scenario, rng)
    load = np.zeros(scenario.experts)
    scores = []
    for entry in range(scenario.entries):
        chosen: list[int] = []
        for _ in range(scenario.reviews):
            home = rng.random() >= scenario.crossing
            free = np.setdiff1d(np.arange(scenario.experts), chosen)
            own = free[expert_industry[free] == entry_industry[entry]]
            pool = own if home and len(own) else free
            expert = int(pool[np.argmin(load[pool] + rng.random(len(pool)))])
            load[expert] += 1
            chosen.append(expert)
            scores.append((f"R{expert:04}", f"E{entry:05}", judge(expert, float(quality[entry]))))
    return Sample(
        scores=scores,
        groups={f"E{entry:05}": f"G{group}" for entry, group in enumerate(entry_industry)},
        truth={f"E{entry:05}": float(value) for entry, value in enumerate(quality)},
    )


def _industries(count: int, rng: np.random.Generator) -> np.ndarray:
    """Crowded and rare industries by turns, in the same proportions for entries and experts."""
    shares = 1 / np.arange(1, INDUSTRIES + 1) ** 0.7
    borders = np.round(np.cumsum(shares / shares.sum()) * count)
    industries = np.searchsorted(borders, np.arange(count), side="right")
    rng.shuffle(industries)
    return industries


def _qualities(scenario: Scenario, industry: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    means = rng.normal(0, BETWEEN, INDUSTRIES)
    inner = rng.gamma(2.0, 1.0, len(industry)) if scenario.skewed else rng.normal(0, 1, len(industry))
    inner = (inner - 2) / np.sqrt(2) if scenario.skewed else inner
    return np.asarray(MIDDLE + means[industry] + WITHIN * inner)


def _judge(scenario: Scenario, rng: np.random.Generator) -> Callable[[int, float], int]:
    harshness = rng.normal(0, scenario.harshness, scenario.experts)
    spread = np.exp(rng.normal(0, scenario.spread, scenario.experts))
    noise = scenario.noise * np.exp(rng.normal(0, scenario.unevenness, scenario.experts))

    def judge(expert: int, quality: float) -> int:
        if rng.random() < scenario.rogue:
            return int(rng.integers(20, 101))
        points = MIDDLE - harshness[expert] + spread[expert] * (quality - MIDDLE)
        return int(np.clip(np.round(points + rng.normal(0, noise[expert])), 0, 100))

    return judge
