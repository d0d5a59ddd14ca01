"""What a model has come to, whichever one it was, in units of the arrays."""

from dataclasses import dataclass

import numpy as np

from jianyou.domain.judging.calibration.arrays import Arrays, Floats


@dataclass(frozen=True, slots=True)
class Estimates:
    """Point estimates: per entry (N), expert (R), group (G), score (n).

    `harshness` is added to points (harsh: negative). `weights` are those of scores relative to `noise`, a
    standard deviation like `within`, that of qualities within a group, and `severity`, that of harshness.
    """

    arrays: Arrays
    qualities: Floats
    means: Floats
    harshness: Floats
    scales: Floats
    weights: Floats
    noise: float
    within: float
    severity: float

    def expected(self) -> Floats:
        """What each score (n) would be without noise."""
        arrays = self.arrays
        return self.harshness[arrays.expert] + self.scales[arrays.expert] * self.qualities[arrays.entry]

    def left_out(self) -> tuple[Floats, Floats]:
        """For each score (n): its entry's quality as the other scores have it, and the variance of that."""
        arrays = self.arrays
        slope = self.scales[arrays.expert]
        strength = self.weights * slope**2
        pull = self.weights * slope * (arrays.points - self.harshness[arrays.expert])
        prior = (self.noise / self.within) ** 2
        known = prior + arrays.by_entry(strength)[arrays.entry] - strength
        sums = prior * self.means[arrays.group][arrays.entry] + arrays.by_entry(pull)[arrays.entry] - pull
        return sums / known, self.noise**2 / known

    def surprises(self) -> tuple[Floats, Floats]:
        """For each score (n): how far it lies from what all others let expect; the same in usual gaps.

        What is usual is taken from the middle of all scores, which wild ones don't move.
        """
        arrays = self.arrays
        quality, variance = self.left_out()
        slope = self.scales[arrays.expert]
        gaps = arrays.points - self.harshness[arrays.expert] - slope * quality
        standard = gaps / np.sqrt(self.noise**2 + slope**2 * variance)
        usual = 1.4826 * float(np.median(np.abs(standard)))
        return gaps, standard / usual if usual > 0 else np.zeros(len(gaps))
