"""Scores that lie too far out to be chance, and experts whose scores follow the others' too little."""

import numpy as np
from scipy.special import chdtrc, ndtri

from jianyou.domain.judging.calibration.arrays import Arrays, Floats, Ints
from jianyou.domain.judging.calibration.estimates import Estimates

FALSE_ALARMS = 0.05
"""How often a committee whose scores are all honest may see anything flagged."""
FAR = 2.5
"""Usual distances from the middle beyond which an expert's harshness stands out: one of 80 does."""


def wild(estimates: Estimates) -> Ints:
    """The indices of wild scores, sorted."""
    _, standard = estimates.surprises()
    limit = -float(ndtri(FALSE_ALARMS / (2 * len(standard))))
    return np.flatnonzero(np.abs(standard) > limit)


def noises(estimates: Estimates) -> Floats:
    """Per expert (R): how far his scores lie from what the others' let expect; 1 is usual."""
    arrays = estimates.arrays
    _, standard = estimates.surprises()
    return np.sqrt(arrays.by_expert(standard**2) / _loads(arrays))


def uneven(estimates: Estimates) -> Ints:
    """The indices of experts whose scores lie too far out for so many, sorted."""
    loads = _loads(estimates.arrays)
    chances = chdtrc(loads, noises(estimates) ** 2 * loads)
    return np.flatnonzero(chances < FALSE_ALARMS / len(loads))


def asks_for_heavy_tails(estimates: Estimates) -> bool:
    """Whether normal noise of one size for all doesn't do."""
    return len(wild(estimates)) > 0 or len(uneven(estimates)) > 0


def outstanding(values: Floats) -> Ints:
    """The indices of values far from the middle of all, measured by the middle of distances, sorted."""
    distances = np.abs(values - np.median(values))
    return np.flatnonzero(distances > FAR * 1.4826 * np.median(distances))


def disagreements(estimates: Estimates) -> Floats:
    """Per entry (N): the standard deviation of its scores with harshness taken out; nan below two."""
    arrays = estimates.arrays
    looks = np.bincount(arrays.entry, minlength=arrays.entries)
    gaps = arrays.points - estimates.expected()
    middle = arrays.by_entry(gaps) / looks
    squares = arrays.by_entry((gaps - middle[arrays.entry]) ** 2)
    return np.where(looks > 1, np.sqrt(squares / np.maximum(looks - 1, 1)), np.nan)


def _loads(arrays: Arrays) -> Ints:
    return np.bincount(arrays.expert, minlength=arrays.experts)
