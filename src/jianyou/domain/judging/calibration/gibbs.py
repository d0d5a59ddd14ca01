"""The whole model with heavy tails, by Gibbs sampling: for scores among which some are wild.

points = harshness + scale x quality + noise, where each expert has his own noise and each score a weight
that falls when it lies far out (Student's t). What is unknown is drawn in turn, given all the rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from jianyou.domain.judging.calibration.arrays import Floats
from jianyou.domain.judging.calibration.mixed import Mixed

SWEEPS, DROPPED = 1900, 400
"""Sweeps in all, and those at the start that forget where it started."""
TAILS = np.array([2.0, 3.0, 4.0, 6.0, 10.0, 20.0, 60.0])
"""Degrees of freedom of noise that are considered: from wild to as good as normal."""
ALIKE = np.array([3.0, 6.0, 12.0, 24.0, 48.0, 96.0])
"""Degrees of freedom of experts' variances that are considered: from very unlike to as good as one."""
EVERY = 5
"""Sweeps between two looks at the degrees of freedom, which move slowly."""
LOOSE = (2.0, 0.02)
"""Shape and rate of the inverse gamma prior of a variance, scores having variance 1."""

QUIETEST = 1e-6
"""The least variance of noise, scores having 1: those that agree to the last digit are rounded, not exact."""


@dataclass(slots=True)
class State:
    """One state of the chain; per entry (N), group (G), expert (R), score (n)."""

    quality: Floats
    mean: Floats
    harshness: Floats
    scale: Floats
    variance: Floats
    weight: Floats
    within: float
    severity: float
    kappa: float
    middle: float
    tails: float
    alike: float


def states(model: Mixed, rng: np.random.Generator) -> Iterator[State]:
    """The states of the chain, those dropped included; each is the same object, to be read at once."""
    chain = _Chain(model, rng)
    for sweep in range(SWEEPS):
        chain.sweep(sweep)
        yield chain.state


class _Chain:
    def __init__(self, model: Mixed, rng: np.random.Generator) -> None:
        arrays = self.arrays = model.arrays
        self.rng = rng
        self.counts = np.bincount(arrays.expert, minlength=arrays.experts)
        self.sizes = np.bincount(arrays.group, minlength=arrays.groups)
        noise = max(model.noise**2, QUIETEST)
        self.state = State(
            quality=model.qualities.copy(),
            mean=model.own[: arrays.groups].copy(),
            harshness=model.own[arrays.groups :].copy(),
            scale=model.scales.copy(),
            variance=np.full(arrays.experts, noise),
            weight=np.ones(len(arrays.points)),
            within=noise / 2.0 ** model.ratios[0],
            severity=noise / 2.0 ** model.ratios[1],
            kappa=0.04,
            middle=noise,
            tails=6.0,
            alike=12.0,
        )

    def sweep(self, number: int) -> None:
        """Every unknown once."""
        precision = self.state.weight / self.state.variance[self.arrays.expert]
        self._draw_qualities(precision)
        self._draw_experts(precision)
        self._shift()
        self._draw_spreads()
        self._draw_noise(look=number % EVERY == 0)

    def _inverse_gamma(self, squares: Floats) -> float:
        shape, rate = LOOSE
        return float((rate + 0.5 * squares.sum()) / self.rng.standard_gamma(shape + 0.5 * len(squares)))

    def _draw_qualities(self, precision: Floats) -> None:
        arrays, state = self.arrays, self.state
        pull = precision * state.scale[arrays.expert]
        known = 1 / state.within + arrays.by_entry(pull * state.scale[arrays.expert])
        sums = state.mean[arrays.group] / state.within
        sums += arrays.by_entry(pull * (arrays.points - state.harshness[arrays.expert]))
        state.quality = sums / known + self.rng.standard_normal(arrays.entries) / np.sqrt(known)
        scatter = np.sqrt(state.within / self.sizes)
        state.mean = arrays.by_group(state.quality) / self.sizes
        state.mean += scatter * self.rng.standard_normal(arrays.groups)

    def _draw_experts(self, precision: Floats) -> None:
        """Harshness and scale of an expert together: they lean on each other where his entries are alike."""
        arrays, state = self.arrays, self.state
        quality = state.quality[arrays.entry]
        mass = arrays.by_expert(precision)
        # Around their means: differences of large sums would lose all digits where noise is small.
        middle = arrays.by_expert(precision * quality) / mass
        usual = arrays.by_expert(precision * arrays.points) / mass
        gap = quality - middle[arrays.expert]
        pull = precision * gap
        level = 1 / state.severity + mass
        held = mass / (state.severity * level)
        slope = 1 / state.kappa + arrays.by_expert(pull * gap) + held * middle**2
        lean = 1 / state.kappa + held * middle * usual
        lean += arrays.by_expert(pull * (arrays.points - usual[arrays.expert]))
        first, second = self.rng.standard_normal((2, arrays.experts))
        state.scale = lean / slope + first / np.sqrt(slope)
        state.harshness = mass * (usual - middle * state.scale) / level + second / np.sqrt(level)

    def _shift(self) -> None:
        """Moves all qualities against all harshness, along which single draws would creep."""
        state = self.state
        mass = float(np.sum(state.scale**2))
        by = float(np.sum(state.scale * state.harshness)) / mass
        by += np.sqrt(state.severity / mass) * self.rng.standard_normal()
        state.quality = state.quality + by
        state.mean = state.mean + by
        state.harshness = state.harshness - state.scale * by

    def _draw_spreads(self) -> None:
        state = self.state
        state.within = self._inverse_gamma((state.quality - state.mean[self.arrays.group]) ** 2)
        state.severity = self._inverse_gamma(state.harshness**2)
        state.kappa = self._inverse_gamma((state.scale - 1) ** 2)

    def _draw_noise(self, *, look: bool) -> None:
        arrays, state, rng = self.arrays, self.state, self.rng
        fitted = state.harshness[arrays.expert] + state.scale[arrays.expert] * state.quality[arrays.entry]
        squares = (arrays.points - fitted) ** 2
        if look:
            state.tails = self._draw_tails(squares / state.variance[arrays.expert])
        rates = 0.5 * (state.tails + squares / state.variance[arrays.expert])
        state.weight = rng.standard_gamma(0.5 * (state.tails + 1), len(squares)) / rates
        shape = 0.5 * (state.alike + self.counts)
        rate = 0.5 * (state.alike * state.middle + arrays.by_expert(state.weight * squares))
        state.variance = np.maximum(rate / rng.standard_gamma(shape), QUIETEST)
        inverse = 1 / state.variance
        half = 0.5 * state.alike
        state.middle = rng.standard_gamma(1 + half * arrays.experts) / (half * float(inverse.sum()) + 0.01)
        if look:
            state.alike = self._draw_alike(inverse)

    def _draw_tails(self, squares: Floats) -> float:
        half = 0.5 * (TAILS + 1)
        far = np.array([np.log1p(squares / tails).sum() for tails in TAILS])
        each = gammaln(half) - gammaln(0.5 * TAILS) - 0.5 * np.log(TAILS)
        return self._pick(TAILS, len(squares) * each - half * far)

    def _draw_alike(self, inverse: Floats) -> float:
        half, middle = 0.5 * ALIKE, self.state.middle
        each = half * np.log(half * middle) - gammaln(half)
        logs, sums = float(np.log(inverse).sum()), float(inverse.sum())
        return self._pick(ALIKE, len(inverse) * each + (half - 1) * logs - half * middle * sums)

    def _pick(self, choices: Floats, logs: Floats) -> float:
        chances = np.cumsum(np.exp(logs - logs.max()))
        at = int(np.searchsorted(chances, self.rng.random() * chances[-1]))
        return float(choices[min(at, len(choices) - 1)])
