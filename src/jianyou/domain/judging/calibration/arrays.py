"""Scores as arrays: the shape in which models work on them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jianyou.domain.judging.calibration.reading import Reviews

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Arrays:
    """n scores of N entries in G groups by R experts, sorted by entry and expert.

    `points` (n) are measured from `middle` in units of `unit` points, so that they have mean 0 and
    standard deviation 1; `entry` and `expert` (n) and `group` (N) are indices.
    """

    points: Floats
    entry: Ints
    expert: Ints
    group: Ints
    entries: int
    experts: int
    groups: int
    middle: float
    unit: float

    def by_entry(self, values: Floats) -> Floats:
        """The sums of `values` (n) over each entry (N)."""
        return np.bincount(self.entry, values, self.entries).astype(np.float64)

    def by_expert(self, values: Floats) -> Floats:
        """The sums of `values` (n) over each expert (R)."""
        return np.bincount(self.expert, values, self.experts).astype(np.float64)

    def by_group(self, values: Floats) -> Floats:
        """The sums of `values` (N) over each group (G)."""
        return np.bincount(self.group, values, self.groups).astype(np.float64)


def as_arrays(reviews: Reviews, groups: Mapping[str, str]) -> Arrays:
    """The arrays of scores that aren't all equal; `groups` must hold every entry."""
    points = np.array([float(review.points) for review in reviews.scores])
    middle, unit = float(points.mean()), float(points.std())
    entries = {key: at for at, key in enumerate(reviews.entries)}
    experts = {key: at for at, key in enumerate(reviews.experts)}
    names = {name: at for at, name in enumerate(sorted({groups[key] for key in reviews.entries}))}
    return Arrays(
        points=(points - middle) / unit,
        entry=np.array([entries[review.entry] for review in reviews.scores]),
        expert=np.array([experts[review.expert] for review in reviews.scores]),
        group=np.array([names[groups[key]] for key in reviews.entries]),
        entries=len(entries),
        experts=len(experts),
        groups=len(names),
        middle=middle,
        unit=unit,
    )
