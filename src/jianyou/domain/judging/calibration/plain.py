"""Plain methods of making one score of several, for comparison in the supervisor's report."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import fsum, sqrt

from jianyou.domain.judging.calibration.reading import Review, Reviews
from jianyou.domain.judging.calibration.standing import Plainly, rounded

TRIMMED_FROM = 3
"""Scores from which the highest and the lowest can be left out."""


def compare_plainly(reviews: Reviews) -> dict[str, Plainly]:
    """For each entry its mean, trimmed mean and mean z-score, each with the rank it gives (equal: equal)."""
    points: dict[str, list[Fraction]] = {entry: [] for entry in reviews.entries}
    for review in reviews.scores:
        points[review.entry].append(review.points)
    means = {entry: _mean(values) for entry, values in points.items()}
    trimmed = {entry: _trimmed_mean(values) for entry, values in points.items()}
    scores = _z_means(reviews.scores)
    by_mean, by_trimmed, by_z = _ranks(means), _ranks(trimmed), _ranks(scores)
    return {
        entry: Plainly(
            mean=rounded(means[entry]),
            mean_rank=by_mean[entry],
            trimmed=rounded(trimmed[entry]),
            trimmed_rank=by_trimmed[entry],
            z=rounded(scores[entry]),
            z_rank=by_z[entry],
        )
        for entry in reviews.entries
    }


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction()) / len(values)


def _trimmed_mean(values: Sequence[Fraction]) -> Fraction:
    return _mean(sorted(values)[1:-1] if len(values) >= TRIMMED_FROM else values)


def _z_means(scores: Iterable[Review]) -> dict[str, Fraction]:
    """Exact means of z-scores that are rounded first, so that equal ones are equal."""
    by_expert: dict[str, list[Review]] = {}
    for review in scores:
        by_expert.setdefault(review.expert, []).append(review)
    standard: dict[str, list[Fraction]] = {}
    for given in by_expert.values():
        middle = float(_mean([review.points for review in given]))
        gaps = [float(review.points) - middle for review in given]
        spread = sqrt(fsum(gap**2 for gap in gaps) / len(gaps))
        for review, gap in zip(given, gaps, strict=True):
            value = Fraction(rounded(gap / spread)) if spread > 0 else Fraction()
            standard.setdefault(review.entry, []).append(value)
    return {entry: _mean(values) for entry, values in standard.items()}


def _ranks(values: Mapping[str, Fraction]) -> dict[str, int]:
    ordered = sorted(values.values(), reverse=True)
    first: dict[Fraction, int] = {}
    for rank, value in enumerate(ordered, start=1):
        first.setdefault(value, rank)
    return {entry: first[value] for entry, value in values.items()}
