"""How widely each expert spreads points, where the scores ask for it."""

from typing import NamedTuple

import numpy as np

from jianyou.domain.judging.calibration.arrays import Arrays, Floats
from jianyou.domain.judging.calibration.mixed import Mixed, fit_mixed

ROUNDS = 3
WANTED = 2.71
"""What minus twice the log likelihood must gain: 5 % where a variance may only be above nothing."""
KAPPAS = np.arange(0, 1.01, 0.02)
NARROWEST, WIDEST = 0.2, 3.0
FEWEST = 3
"""Scores of an expert below which his scale stays at 1: two make a line through anything."""


class Scales(NamedTuple):
    """Per expert (R): the scale (1 is as the others) and its standard error; whether it was wanted."""

    scales: Floats
    errors: Floats
    wanted: bool


def fit_scaled(arrays: Arrays) -> tuple[Mixed, Scales]:
    """The mixed model, with a scale per expert where REML wants it."""
    even = model = fit_mixed(arrays, np.ones(arrays.experts), np.ones(len(arrays.points)))
    scales = Scales(np.ones(arrays.experts), np.zeros(arrays.experts), wanted=False)
    for _ in range(ROUNDS):
        found = _scales(model)
        if not found.wanted:
            return even, found
        model, scales = fit_mixed(arrays, found.scales, _weights(model, found), model.ratios), found
    return model, scales


def _weights(model: Mixed, scales: Scales) -> Floats:
    """Less weight where an uncertain scale is multiplied by a quality far from the middle."""
    arrays = model.arrays
    unsure = scales.errors[arrays.expert] * model.qualities[arrays.entry]
    return np.asarray(1 / (1 + (unsure / model.noise) ** 2))


def _scales(model: Mixed) -> Scales:
    """Each expert's slope against what the others make of the same entries, pulled towards 1."""
    arrays = model.arrays
    quality, variance = model.estimates().left_out()
    weights = 1 / (model.noise**2 / model.system.weights + model.scales[arrays.expert] ** 2 * variance)
    mass = arrays.by_expert(weights)
    centered = quality - (arrays.by_expert(weights * quality) / mass)[arrays.expert]
    spread = arrays.by_expert(weights * centered**2)
    usable = (np.bincount(arrays.expert, minlength=arrays.experts) >= FEWEST) & (spread > 1e-9)
    slopes = arrays.by_expert(weights * centered * arrays.points) / np.where(usable, spread, 1)
    errors = 1 / np.where(usable, spread, 1)
    kappa, gained = _between(slopes[usable], errors[usable])
    if gained < WANTED:
        return Scales(np.ones(arrays.experts), np.zeros(arrays.experts), wanted=False)
    variances = np.where(usable, errors + kappa**2, 1)
    middle = float(
        np.sum(np.where(usable, slopes / variances, 0)) / np.sum(np.where(usable, 1 / variances, 0))
    )
    pulled = 1 + np.where(usable, kappa**2 / variances * (slopes - middle), 0)
    left = kappa * np.sqrt(np.where(usable, errors / variances, 1))
    return Scales(np.clip(pulled, NARROWEST, WIDEST), left, wanted=True)


def _between(slopes: Floats, errors: Floats) -> tuple[float, float]:
    """The standard deviation of true slopes, and how much better it fits than none."""
    if len(slopes) < FEWEST:
        return 0.0, 0.0
    misfits = []
    for kappa in KAPPAS:
        weights = 1 / (errors + kappa**2)
        middle = np.sum(weights * slopes) / np.sum(weights)
        rest = np.sum(weights * (slopes - middle) ** 2)
        misfits.append(float(rest - np.sum(np.log(weights)) + np.log(np.sum(weights))))
    best = int(np.argmin(misfits))
    return float(KAPPAS[best]), misfits[0] - misfits[best]
