"""Calibrating scores: from score rows to a `Standing`."""

from collections.abc import Iterable, Mapping
from typing import get_args

from jianyou.domain.judging.calibration.arrays import as_arrays
from jianyou.domain.judging.calibration.design import cover, locks, remark_on_design
from jianyou.domain.judging.calibration.models import HeavyTails, Progress, model
from jianyou.domain.judging.calibration.reading import Points, Row, group_entries, read_reviews
from jianyou.domain.judging.calibration.standing import Standing
from jianyou.domain.judging.calibration.telling import (
    tell_entries,
    tell_experts,
    tell_model,
    tell_spread,
    tell_wild_scores,
)
from jianyou.terms.finding import Refused


def calibrate(
    scores: Iterable[Row],
    groups: Mapping[str, str] | None = None,
    *,
    quota: int,
    seed: int = 0,
    heavy_tails: HeavyTails = "auto",
    band: tuple[Points, Points] | None = None,
    progress: Progress | None = None,
) -> Standing:
    """What the scores say of entries and experts, and how sure they are of it.

    Args:
        scores: rows of expert, entry, points; points None where the score isn't in yet.
        groups: the industry group of each entry; None: all are of one.
        quota: how many entries can be recommended, from 1.
        seed: of the random draws, from 0; the same seed and scores, in any order, give the same standing.
        heavy_tails: "auto" takes the model with heavy tails when a score or an expert lies far out.
        band: the least and the most points that can be given; scores outside don't count and are remarked.
        progress: told draws done and draws in all.

    Raises:
        Refused: `quota`, `seed` or `heavy_tails` makes no sense, or there is more than can be calibrated.
    """
    _check(quota, seed, heavy_tails)
    reviews = read_reviews(scores, band)
    grouped = group_entries(reviews.entries, groups)
    coverage = cover(reviews, grouped.given)
    locked = locks(reviews, coverage)
    modeled = None if locked else model(as_arrays(reviews, grouped.joined), heavy_tails, seed, progress)
    remarks = (*reviews.remarks, *grouped.remarks, *remark_on_design(reviews, coverage))
    return Standing(
        method="locked" if modeled is None else "heavy_tails" if modeled.heavy else "mixed",
        scaled=modeled is not None and modeled.scaled,
        quota=quota,
        seed=seed,
        scores=len(reviews.scores),
        missing=reviews.missing,
        locked=locked,
        entries=tell_entries(modeled, reviews, grouped.given, quota),
        experts=tell_experts(modeled, reviews),
        wild_scores=() if modeled is None else tell_wild_scores(modeled, reviews),
        coverage=coverage,
        spread=None if modeled is None else tell_spread(modeled),
        remarks=remarks if modeled is None else (*remarks, *tell_model(modeled, reviews, heavy_tails)),
    )


def _check(quota: int, seed: int, heavy_tails: str) -> None:
    if quota < 1:
        raise Refused("calibration_quota_wrong", quota=quota)
    if seed < 0:
        raise Refused("calibration_seed_wrong", seed=seed)
    if heavy_tails not in get_args(HeavyTails):
        raise Refused("calibration_heavy_tails_wrong", value=heavy_tails)
