"""The mixed model: points = harshness of the expert + scale of the expert x quality of the entry + noise.

Qualities scatter around the mean of their industry group, harshness around none; how much of each there
is, is estimated by restricted maximum likelihood (REML). Each entry's quality is absorbed, so that what
is left to solve has one row an expert and one a group: O(R^3), whatever the number of entries.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve, solve_triangular
from scipy.sparse import csr_array

from jianyou.domain.judging.calibration.arrays import Arrays, Floats
from jianyou.domain.judging.calibration.estimates import Estimates

FIRST_STEP, NEAR_STEP, LAST_STEP = 2.0, 1 / 4, 1 / 16
"""Steps of the search for variance ratios, in powers of two. The last one is far finer than ratios can be
known, and a lattice gives every processor the same ratios."""
BOUNDS = (-8.0, 16.0)
NEIGHBORS = ((0, 0), (-1, 0), (1, 0), (0, -1), (0, 1))


@dataclass(frozen=True, slots=True)
class Mixed:
    """A fitted model. `own` (G + R): means of groups, then harshness as an addition to points."""

    arrays: Arrays
    scales: Floats
    ratios: tuple[float, float]
    noise: float
    own: Floats
    qualities: Floats
    system: "System"

    def estimates(self) -> Estimates:
        """What it has come to."""
        groups = self.arrays.groups
        return Estimates(
            arrays=self.arrays,
            qualities=self.qualities,
            means=self.own[:groups],
            harshness=self.own[groups:],
            scales=self.scales,
            weights=self.system.weights,
            noise=self.noise,
            within=self.noise * 2.0 ** (-self.ratios[0] / 2),
            severity=self.noise * 2.0 ** (-self.ratios[1] / 2),
        )

    def draws(
        self, rng: np.random.Generator, count: int, *, most: int = 250
    ) -> Iterator[tuple[Floats, Floats]]:
        """Qualities (at most `most` x N) and harshness (x R) as the scores leave them open, in batches."""
        factor, _, shrink = self.system.solve(self.ratios)
        for start in range(0, count, most):
            batch = min(most, count - start)
            scatter = solve_triangular(
                factor, rng.standard_normal((len(self.own), batch)), lower=True, trans=1
            )
            own = self.own[:, None] + self.noise * scatter
            means = self.system.qualities(own, shrink)
            free = rng.standard_normal((self.arrays.entries, batch))
            drawn = means + self.noise * np.sqrt(shrink)[:, None] * free
            yield drawn.T, own[self.arrays.groups :].T


class System:
    """The normal equations for given scales (R) and weights (n), for any ratios of variances."""

    def __init__(self, arrays: Arrays, scales: Floats, weights: Floats) -> None:
        self.arrays = arrays
        self.weights = weights
        slope = scales[arrays.expert]
        pull = weights * slope
        at = np.arange(len(slope))
        columns = np.concatenate([arrays.group[arrays.entry], arrays.groups + arrays.expert])
        shape = (len(at), arrays.groups + arrays.experts)
        rows = csr_array((np.concatenate([slope, np.ones(len(at))]), (np.tile(at, 2), columns)), shape)
        weighted = rows.multiply(weights[:, None]).tocsr()
        by_entry = csr_array((pull, (arrays.entry, at)), (arrays.entries, len(at)))
        self.crossed = csr_array(by_entry @ rows)
        self.known = arrays.by_entry(pull * slope)
        self.sums = arrays.by_entry(pull * arrays.points)
        self.square = (rows.T @ weighted).toarray()
        self.right = weighted.T @ arrays.points
        self.total = float(np.sum(weights * arrays.points**2))

    def solve(self, ratios: tuple[float, float]) -> tuple[Floats, Floats, Floats]:
        """The Cholesky factor, its solution (G + R), and each entry's variance over that of noise (N)."""
        arrays = self.arrays
        shrink = 1 / (2.0 ** ratios[0] + self.known)
        absorbed = (self.crossed.T @ self.crossed.multiply(shrink[:, None])).toarray()
        matrix = self.square - absorbed
        harshness = np.arange(arrays.groups, arrays.groups + arrays.experts)
        matrix[harshness, harshness] += 2.0 ** ratios[1]
        factor, _ = cho_factor(matrix, lower=True)
        own = cho_solve((factor, True), self.right - self.crossed.T @ (shrink * self.sums))
        return factor, own, shrink

    def misfit(self, ratios: tuple[float, float]) -> tuple[float, float]:
        """Minus twice the restricted log likelihood, up to a constant, and the variance of noise."""
        arrays = self.arrays
        factor, own, shrink = self.solve(ratios)
        right = self.right - self.crossed.T @ (shrink * self.sums)
        degrees = len(arrays.points) - arrays.groups
        variance = (self.total - float(shrink @ self.sums**2) - float(own @ right)) / degrees
        variance = max(variance, 1e-12)
        determinant = 2 * float(np.sum(np.log(np.diag(factor)))) - float(np.sum(np.log(shrink)))
        gained = np.log(2.0) * (ratios[0] * arrays.entries + ratios[1] * arrays.experts)
        return degrees * float(np.log(variance)) + determinant - gained, variance

    def qualities(self, own: Floats, shrink: Floats) -> Floats:
        """Qualities (N x columns of `own`) that are expected for given group means and harshness."""
        arrays = self.arrays
        pulled = shrink[:, None] * (self.sums[:, None] - self.crossed @ own)
        return np.asarray(own[arrays.group] + pulled)


def fit_mixed(
    arrays: Arrays, scales: Floats, weights: Floats, near: tuple[float, float] | None = None
) -> Mixed:
    """The model for given scales (R) and weights (n), its variance ratios chosen by REML.

    Ratios are log2 of (noise / qualities) and (noise / harshness), as variances; the search begins `near`
    those of a model that differs little.
    """
    system = System(arrays, scales, weights)
    ratios = _search(system, near or (0.0, 0.0), NEAR_STEP if near else FIRST_STEP)
    _, own, shrink = system.solve(ratios)
    return Mixed(
        arrays=arrays,
        scales=scales,
        ratios=ratios,
        noise=float(np.sqrt(system.misfit(ratios)[1])),
        own=own,
        qualities=system.qualities(own[:, None], shrink)[:, 0],
        system=system,
    )


def _search(system: System, start: tuple[float, float], step: float) -> tuple[float, float]:
    """The best point of a lattice, from coarse to fine: no derivatives, and no last digits to differ."""
    seen: dict[tuple[float, float], float] = {}

    def misfit(at: tuple[float, float]) -> float:
        if at not in seen:
            seen[at] = system.misfit(at)[0]
        return seen[at]

    best = start
    while step >= LAST_STEP:
        around = [(best[0] + one * step, best[1] + other * step) for one, other in NEIGHBORS]
        nearest = min((at for at in around if _within_bounds(at)), key=misfit)
        if nearest == best:
            step /= 2
        best = nearest
    return best


def _within_bounds(ratios: tuple[float, float]) -> bool:
    return all(BOUNDS[0] <= ratio <= BOUNDS[1] for ratio in ratios)
