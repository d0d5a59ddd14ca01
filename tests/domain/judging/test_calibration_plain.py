"""Plain methods by hand, and the simulation that benchmarks stand on."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from benchmarks.judging.calibration_child import compare
from benchmarks.judging.simulation import BASE, SCENARIOS, Scenario, simulate
from jianyou.domain.judging.calibration.calibrate import calibrate
from jianyou.domain.judging.calibration.plain import compare_plainly
from jianyou.domain.judging.calibration.reading import read_reviews
from jianyou.domain.judging.calibration.standing import in_digits, rounded


def test_means_and_ranks_by_hand() -> None:
    rows = [("A", "E", 80), ("B", "E", 60), ("C", "E", 73), ("A", "F", 80), ("B", "F", 66), ("A", "G", 50)]
    told = compare_plainly(read_reviews(rows))
    assert [(each.mean, each.trimmed) for each in told.values()] == [
        (Decimal("71.000000"), Decimal("73.000000")),
        (Decimal("73.000000"), Decimal("73.000000")),
        (Decimal("50.000000"), Decimal("50.000000")),
    ]
    assert [(each.mean_rank, each.trimmed_rank) for each in told.values()] == [(2, 1), (1, 1), (3, 3)]
    # A's 80, 80, 50 lie 1, 1 and -2 times 0.707107 from their mean, B's 60, 66 lie -1 and 1, C's 73 lies 0.
    z = [each.z for each in told.values()]
    assert z == [Decimal("-0.097631"), Decimal("0.853554"), Decimal("-1.414214")]
    assert [each.z_rank for each in told.values()] == [2, 1, 3]


def test_rounding_has_no_minus_nothing() -> None:
    assert str(rounded(-1e-9)) == "0.000000"
    assert str(rounded(Fraction(1, 3))) == "0.333333"
    assert [in_digits(value) for value in (90.0, 0.5, 1 / 3, -0.001, 100)] == [
        "90",
        "0.5",
        "0.33",
        "0",
        "100",
    ]


def test_a_simulation_is_as_declared() -> None:
    sample = simulate(BASE, 1)
    assert sample == simulate(BASE, 1)
    assert len(set(sample.scores)) == len({row[:2] for row in sample.scores}) == 1500
    assert len(sample.groups) == len(sample.truth) == 300
    load = np.unique([row[0] for row in sample.scores], return_counts=True)[1]
    assert (load.min(), load.max()) == (25, 25)
    assert all(0 <= row[2] <= 100 for row in sample.scores)


def test_panels_cross_as_often_as_declared() -> None:
    """15 % of reviews are open to all, among whom the own industry is too."""
    panels = next(each for each in SCENARIOS if each.crossing < 1)
    found = calibrate(simulate(panels, 1).scores, simulate(panels, 1).groups, quota=10, heavy_tails="never")
    crossing = sum(group.crossing for group in found.coverage.groups)
    assert 0.1 < crossing / 2 / found.scores < 0.25
    assert found.coverage.connected


def test_truth_is_found_better_than_by_the_mean() -> None:
    """Three committees; the benchmark holds the bars on many."""
    found = []
    for seed in range(3):
        sample = simulate(replace(BASE, harshness=8), seed)
        found.append(compare(sample, calibrate(sample.scores, sample.groups, quota=10, seed=seed)))
    means = {key: np.mean([each[key] for each in found]) for key in found[0]}
    assert means["regret ours"] < 0.65 * means["regret raw"]
    assert means["tau ours"] > means["tau raw"] + 0.05
    assert 0.87 < means["coverage"] < 0.96


@pytest.mark.slow
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_intervals_are_honest_in_every_scenario(scenario: Scenario) -> None:
    coverage = []
    for seed in range(100, 108):
        sample = simulate(scenario, seed)
        coverage.append(compare(sample, calibrate(sample.scores, sample.groups, quota=10))["coverage"])
    assert 0.87 < np.mean(coverage) < 0.96
