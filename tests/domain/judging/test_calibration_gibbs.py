"""The model with heavy tails against the mixed one, and against truths that it should find."""

from dataclasses import replace

import numpy as np

from benchmarks.judging.simulation import BASE, simulate
from jianyou.domain.judging.calibration.gibbs import DROPPED, SWEEPS, states
from jianyou.domain.judging.calibration.models import model
from jianyou.domain.judging.calibration.scales import fit_scaled
from jianyou.domain.judging.calibration.wild import asks_for_heavy_tails, uneven, wild
from tests.domain.judging.test_calibration_mixed import arrays_of


def test_on_normal_scores_it_says_what_the_mixed_model_says() -> None:
    arrays = arrays_of(simulate(replace(BASE, entries=120, experts=24), 4))
    normal, heavy = (model(arrays, each, 1, None) for each in ("never", "always"))
    assert (normal.heavy, heavy.heavy) == (False, True)
    one, other = normal.estimates, heavy.estimates
    assert np.corrcoef(one.qualities, other.qualities)[0, 1] > 0.99
    assert np.corrcoef(one.harshness, other.harshness)[0, 1] > 0.98
    widths = [np.mean(each.tally.ranks(10).last - each.tally.ranks(10).first) for each in (normal, heavy)]
    assert 0.9 < widths[1] / widths[0] < 1.15
    assert not asks_for_heavy_tails(one)


def test_tails_and_unlike_experts_are_told_apart() -> None:
    """Degrees of freedom: low where scores are rogue, low between experts where experts are uneven."""
    tails, alike = {}, {}
    for scenario in (replace(BASE, rogue=0.06), replace(BASE, unevenness=0.5)):
        mixed, _ = fit_scaled(arrays_of(simulate(scenario, 1)))
        rng = np.random.Generator(np.random.PCG64(1))
        seen = [(each.tails, each.alike) for each in states(mixed, rng)]
        assert len(seen) == SWEEPS
        tails[scenario.rogue], alike[scenario.rogue] = np.median(seen[DROPPED:], axis=0)
    assert tails[0.06] <= 4
    assert tails[0.0] >= 10
    assert alike[0.0] <= 6
    assert alike[0.06] >= 12


def test_wild_scores_are_the_rogue_ones() -> None:
    """Of rogue scores far off (over 30 points), nine in ten are flagged; of honest ones next to none."""
    sample = simulate(replace(BASE, rogue=0.0), 9)
    arrays = arrays_of(sample)
    rng = np.random.Generator(np.random.PCG64(2))
    rogue = rng.choice(len(arrays.points), 60, replace=False)
    signs = np.where(arrays.points[rogue] > 0, -1, 1)
    points = arrays.points.copy()
    points[rogue] += signs * rng.uniform(35, 60, 60) / arrays.unit
    found = model(replace(arrays, points=points), "auto", 1, None)
    assert found.heavy
    flagged = set(wild(found.estimates).tolist())
    assert len(flagged & set(rogue.tolist())) >= 54
    assert len(flagged - set(rogue.tolist())) <= 1


def test_honest_committees_are_left_in_peace() -> None:
    """A false alarm in at most one committee of twenty, on average: four of twenty is far out."""
    alarms = 0
    for seed in range(20):
        mixed, _ = fit_scaled(arrays_of(simulate(replace(BASE, entries=100, experts=20), seed)))
        estimates = mixed.estimates()
        alarms += len(wild(estimates)) > 0
        assert len(uneven(estimates)) <= 1
    assert alarms <= 3
