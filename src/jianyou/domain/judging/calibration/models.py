"""The two models behind one answer: estimates, and a tally of draws."""

from collections.abc import Callable
from typing import Literal, NamedTuple

import numpy as np

from jianyou.domain.judging.calibration.arrays import Arrays, Floats
from jianyou.domain.judging.calibration.estimates import Estimates
from jianyou.domain.judging.calibration.gibbs import DROPPED, SWEEPS, State, states
from jianyou.domain.judging.calibration.mixed import Mixed
from jianyou.domain.judging.calibration.scales import Scales, fit_scaled
from jianyou.domain.judging.calibration.tally import Tally
from jianyou.domain.judging.calibration.wild import asks_for_heavy_tails

DRAWS = 2000
BATCH = 100
HEAVY_FROM = 3.0
"""Scores an entry, on average, from which tails can be told: of two that differ, either may be wild."""

HeavyTails = Literal["auto", "never", "always"]
Progress = Callable[[int, int], None]


class Modeled(NamedTuple):
    """Estimates and the tally of draws; `errors` (R) are the standard errors of scales."""

    heavy: bool
    scaled: bool
    estimates: Estimates
    tally: Tally
    errors: Floats


def model(arrays: Arrays, heavy_tails: HeavyTails, seed: int, progress: Progress | None) -> Modeled:
    """The mixed model, or that with heavy tails where they are wanted, or seen, and can be told."""
    rng = np.random.Generator(np.random.PCG64(seed))
    mixed, scales = fit_scaled(arrays)
    estimates = mixed.estimates()
    enough = can_be_heavy(arrays)
    if enough and (heavy_tails == "always" or (heavy_tails == "auto" and asks_for_heavy_tails(estimates))):
        return _heavy(mixed, rng, progress)
    return _normal(mixed, estimates, scales, rng, progress)


def can_be_heavy(arrays: Arrays) -> bool:
    """Whether there are enough scores an entry to tell which one is wild."""
    return len(arrays.points) >= HEAVY_FROM * arrays.entries


def _normal(
    mixed: Mixed, estimates: Estimates, scales: Scales, rng: np.random.Generator, progress: Progress | None
) -> Modeled:
    tally = Tally(mixed.arrays, DRAWS)
    done = 0
    for qualities, harshness in mixed.draws(rng, DRAWS, most=BATCH):
        tally.add(qualities, harshness, np.broadcast_to(mixed.scales, harshness.shape))
        done += len(qualities)
        if progress is not None:
            progress(done, DRAWS)
    return Modeled(heavy=False, scaled=scales.wanted, estimates=estimates, tally=tally, errors=scales.errors)


def _heavy(mixed: Mixed, rng: np.random.Generator, progress: Progress | None) -> Modeled:
    arrays = mixed.arrays
    tally = Tally(arrays, SWEEPS - DROPPED)
    means = _Means(arrays)
    for sweep, state in enumerate(states(mixed, rng), start=1):
        if sweep > DROPPED:
            tally.add(state.quality[None], state.harshness[None], state.scale[None])
            means.add(state)
        if progress is not None and (sweep % BATCH == 0 or sweep == SWEEPS):
            progress(sweep, SWEEPS)
    estimates = means.estimates(tally)
    return Modeled(heavy=True, scaled=True, estimates=estimates, tally=tally, errors=tally.scale.deviation())


class _Means:
    """Sums over states of what only estimates need."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self._count = 0
        self._means = np.zeros(arrays.groups)
        self._precision = np.zeros(len(arrays.points))
        self._spreads = np.zeros(3)

    def add(self, state: State) -> None:
        self._count += 1
        self._means += state.mean
        self._precision += state.weight / state.variance[self._arrays.expert]
        self._spreads += state.middle, state.within, state.severity

    def estimates(self, tally: Tally) -> Estimates:
        noise, within, severity = np.sqrt(self._spreads / self._count)
        return Estimates(
            arrays=self._arrays,
            qualities=tally.quality.mean(),
            means=self._means / self._count,
            harshness=tally.harshness.mean(),
            scales=tally.scale.mean(),
            weights=self._precision / self._count * noise**2,
            noise=float(noise),
            within=float(within),
            severity=float(severity),
        )
