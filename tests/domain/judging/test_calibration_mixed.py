"""The mixed model against dense algebra on the whole covariance matrix, and scales against known ones."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from benchmarks.judging.simulation import BASE, Sample, simulate
from jianyou.domain.judging.calibration.arrays import Arrays, Floats, as_arrays
from jianyou.domain.judging.calibration.mixed import System, fit_mixed
from jianyou.domain.judging.calibration.reading import group_entries, read_reviews
from jianyou.domain.judging.calibration.scales import fit_scaled
from jianyou.domain.judging.calibration.tally import Moments, Tally


def arrays_of(sample: Sample) -> Arrays:
    reviews = read_reviews(sample.scores)
    return as_arrays(reviews, group_entries(reviews.entries, sample.groups).joined)


@pytest.fixture(scope="module")
def arrays() -> Arrays:
    return arrays_of(simulate(replace(BASE, entries=24, experts=7, reviews=3), 1))


@pytest.fixture(scope="module")
def unlike(arrays: Arrays) -> tuple[Floats, Floats]:
    rng = np.random.Generator(np.random.PCG64(3))
    return rng.uniform(0.5, 1.5, arrays.experts), rng.uniform(0.3, 2.0, len(arrays.points))


class Dense:
    """The same model, written out: points have covariance V, group means are fixed effects X."""

    def __init__(self, arrays: Arrays, scales: Floats, weights: Floats, ratios: tuple[float, float]) -> None:
        slope = scales[arrays.expert][:, None]
        self.by_entry = slope * np.eye(arrays.entries)[arrays.entry]
        self.by_expert = np.eye(arrays.experts)[arrays.expert]
        self.fixed = slope * np.eye(arrays.groups)[arrays.group[arrays.entry]]
        self.quality, self.severity = 2.0 ** -ratios[0], 2.0 ** -ratios[1]
        self.matrix = np.diag(1 / weights)
        self.matrix += self.quality * self.by_entry @ self.by_entry.T
        self.matrix += self.severity * self.by_expert @ self.by_expert.T
        inverse = np.linalg.inv(self.matrix)
        self.information = self.fixed.T @ inverse @ self.fixed
        self.means = np.linalg.solve(self.information, self.fixed.T @ inverse @ arrays.points)
        self.rest = inverse @ (arrays.points - self.fixed @ self.means)
        self.degrees = len(arrays.points) - arrays.groups
        self.variance = float(arrays.points @ self.rest) / self.degrees
        signs = np.linalg.slogdet(self.matrix)[1] + np.linalg.slogdet(self.information)[1]
        self.misfit = self.degrees * np.log(self.variance) + signs
        self.harshness = self.severity * self.by_expert.T @ self.rest
        self.qualities = self.means[arrays.group] + self.quality * self.by_entry.T @ self.rest


RATIOS = [(0.0, 0.0), (1.5, -2.0), (-3.0, 4.0), (16.0, 16.0)]


@pytest.mark.parametrize("ratios", RATIOS)
def test_estimates_are_those_of_dense_algebra(
    arrays: Arrays, unlike: tuple[Floats, Floats], ratios: tuple[float, float]
) -> None:
    dense = Dense(arrays, *unlike, ratios)
    system = System(arrays, *unlike)
    _, own, shrink = system.solve(ratios)
    np.testing.assert_allclose(own[: arrays.groups], dense.means, rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(own[arrays.groups :], dense.harshness, rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(system.qualities(own[:, None], shrink)[:, 0], dense.qualities, rtol=1e-8)
    assert system.misfit(ratios)[1] == pytest.approx(dense.variance, rel=1e-9)


def test_likelihood_is_that_of_dense_algebra_up_to_a_constant(
    arrays: Arrays, unlike: tuple[Floats, Floats]
) -> None:
    system = System(arrays, *unlike)
    gaps = [system.misfit(ratios)[0] - Dense(arrays, *unlike, ratios).misfit for ratios in RATIOS]
    assert max(abs(one - other) for one, other in pairwise(gaps)) < 1e-7


def test_search_ends_on_the_best_point_of_the_lattice(arrays: Arrays) -> None:
    ones = np.ones(arrays.experts), np.ones(len(arrays.points))
    fitted = fit_mixed(arrays, *ones)
    system = System(arrays, *ones)
    steps = np.arange(-3, 6, 0.25)
    grid = min(system.misfit((float(one), float(other)))[0] for one in steps for other in steps)
    assert system.misfit(fitted.ratios)[0] <= grid
    near = fit_mixed(arrays, *ones, (fitted.ratios[0] + 0.5, fitted.ratios[1] - 0.5))
    assert near.ratios == fitted.ratios


def test_draws_have_the_mean_and_the_spread_that_scores_leave_open(
    arrays: Arrays, unlike: tuple[Floats, Floats]
) -> None:
    fitted = fit_mixed(arrays, *unlike)
    dense = Dense(arrays, *unlike, fitted.ratios)
    qualities, harshness = Moments(arrays.entries), Moments(arrays.experts)
    for one, other in fitted.draws(np.random.Generator(np.random.PCG64(1)), 40_000, most=10_000):
        qualities.add(one)
        harshness.add(other)
    np.testing.assert_allclose(qualities.mean(), fitted.qualities, atol=0.02)
    np.testing.assert_allclose(harshness.mean(), fitted.own[arrays.groups :], atol=0.02)
    inverse = np.linalg.inv(dense.matrix)
    covariance = np.linalg.inv(dense.information)
    left = inverse - inverse @ dense.fixed @ covariance @ dense.fixed.T @ inverse
    prior = dense.severity * np.eye(arrays.experts)
    posterior = prior - dense.severity**2 * dense.by_expert.T @ left @ dense.by_expert
    np.testing.assert_allclose(harshness.deviation(), fitted.noise * np.sqrt(np.diag(posterior)), rtol=0.03)
    lean = np.eye(arrays.groups)[arrays.group] - dense.quality * dense.by_entry.T @ inverse @ dense.fixed
    inner = dense.quality * np.eye(arrays.entries)
    inner -= dense.quality**2 * dense.by_entry.T @ inverse @ dense.by_entry
    whole = inner + lean @ covariance @ lean.T
    np.testing.assert_allclose(qualities.deviation(), fitted.noise * np.sqrt(np.diag(whole)), rtol=0.03)


def test_what_is_left_out_is_what_a_fit_without_it_would_say(arrays: Arrays) -> None:
    """For the first score: its entry's quality from the others, harshness and means being known."""
    fitted = fit_mixed(arrays, np.ones(arrays.experts), np.ones(len(arrays.points))).estimates()
    others = np.flatnonzero((arrays.entry == arrays.entry[0]) & (np.arange(len(arrays.points)) > 0))
    prior = (fitted.noise / fitted.within) ** 2
    sums = prior * fitted.means[arrays.group[arrays.entry[0]]]
    sums += np.sum(arrays.points[others] - fitted.harshness[arrays.expert[others]])
    qualities, variances = fitted.left_out()
    assert qualities[0] == pytest.approx(sums / (prior + len(others)))
    assert variances[0] == pytest.approx(fitted.noise**2 / (prior + len(others)))


def test_scales_are_wanted_where_there_are_some_and_close_to_the_true() -> None:
    none = arrays_of(simulate(replace(BASE, spread=0.0), 2))
    model, scales = fit_scaled(none)
    assert not scales.wanted
    assert set(model.scales) == {1.0}
    some = arrays_of(simulate(replace(BASE, spread=0.5, noise=2.0, harshness=0.0), 2))
    model, scales = fit_scaled(some)
    assert scales.wanted
    assert np.std(np.log(scales.scales)) == pytest.approx(0.5, abs=0.12)


def test_ranks_of_draws() -> None:
    one = arrays_of(simulate(replace(BASE, entries=3, experts=7, reviews=3), 1))
    tally = Tally(one, 20)
    still = np.zeros((10, one.experts))
    tally.add(np.tile([3.0, 1.0, 2.0], (10, 1)), still, still)
    tally.add(np.tile([1.0, 2.0, 3.0], (10, 1)), still, still)
    ranks = tally.ranks(1)
    assert ranks.expected.tolist() == [2, 2.5, 1.5]
    assert (ranks.first.tolist(), ranks.last.tolist()) == ([1, 2, 1], [3, 3, 2])
    assert ranks.in_quota.tolist() == [0.5, 0, 0.5]
    assert tally.quality.mean().tolist() == [2, 1.5, 2.5]
    assert tally.quality.deviation().tolist() == [1, 0.5, 0.5]


def test_extreme_quantiles_leave_five_of_a_hundred_out_on_each_side() -> None:
    one = arrays_of(simulate(replace(BASE, entries=100, experts=7, reviews=3), 1))
    tally = Tally(one, 100)
    still = np.zeros((100, one.experts))
    tally.add(np.array([np.roll(np.arange(100.0), by) for by in range(100)]), still, still)
    ranks = tally.ranks(10)
    assert set(ranks.first.tolist()) == {6}
    assert set(ranks.last.tolist()) == {95}
    assert set(ranks.in_quota.tolist()) == {0.1}
