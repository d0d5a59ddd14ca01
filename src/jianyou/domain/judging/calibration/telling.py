"""From estimates in units of the model to records in points, rounded, and words on what stands out."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

import numpy as np

from jianyou.domain.judging.calibration.models import HeavyTails, Modeled, can_be_heavy
from jianyou.domain.judging.calibration.plain import compare_plainly
from jianyou.domain.judging.calibration.reading import Reviews
from jianyou.domain.judging.calibration.standing import (
    EntryStanding,
    ExpertStanding,
    Interval,
    RankInterval,
    Remark,
    Spread,
    WildScore,
    in_digits,
    rounded,
)
from jianyou.domain.judging.calibration.tally import Z
from jianyou.domain.judging.calibration.wild import disagreements, noises, outstanding, uneven, wild
from jianyou.terms.finding import Severity
from jianyou.terms.message import Message

NARROW, WIDE = 0.6, 1.6
"""Scales beyond which an expert's spread of points is worth a word."""


def tell_entries(
    modeled: Modeled | None, reviews: Reviews, groups: Mapping[str, str], quota: int
) -> tuple[EntryStanding, ...]:
    """Each entry, in the order of keys."""
    plainly = compare_plainly(reviews)
    looks = Counter(review.entry for review in reviews.scores)
    if modeled is None:
        return tuple(
            EntryStanding(entry=key, group=groups[key], reviews=looks[key], plainly=plainly[key])
            for key in reviews.entries
        )
    arrays, tally, ranks = modeled.estimates.arrays, modeled.tally, modeled.tally.ranks(quota)
    points = [rounded(arrays.middle + arrays.unit * value) for value in modeled.estimates.qualities.tolist()]
    reach = Z * arrays.unit * tally.quality.deviation()
    apart = disagreements(modeled.estimates) * arrays.unit
    places = _places(points)
    return tuple(
        EntryStanding(
            entry=key,
            group=groups[key],
            reviews=looks[key],
            plainly=plainly[key],
            adjusted=points[at],
            interval=_around(float(points[at]), float(reach[at])),
            rank=places[at],
            expected_rank=rounded(float(ranks.expected[at])),
            rank_interval=RankInterval(int(ranks.first[at]), int(ranks.last[at])),
            p_in_quota=rounded(float(ranks.in_quota[at])),
            disagreement=None if looks[key] < 2 else rounded(float(apart[at])),
        )
        for at, key in enumerate(reviews.entries)
    )


def _places(points: list[Decimal]) -> list[int]:
    """The rank of each, from 1; equal ones share the better."""
    first: dict[Decimal, int] = {}
    for rank, value in enumerate(sorted(points, reverse=True), start=1):
        first.setdefault(value, rank)
    return [first[value] for value in points]


def tell_experts(modeled: Modeled | None, reviews: Reviews) -> tuple[ExpertStanding, ...]:
    """Each expert, in the order of keys."""
    loads = Counter(review.expert for review in reviews.scores)
    if modeled is None:
        return tuple(ExpertStanding(expert=key, scores=loads[key]) for key in reviews.experts)
    unit = modeled.estimates.arrays.unit
    harshness = -unit * modeled.estimates.harshness
    reach = Z * unit * modeled.tally.harshness.deviation()
    scales, noise = modeled.estimates.scales, noises(modeled.estimates)
    return tuple(
        ExpertStanding(
            expert=key,
            scores=loads[key],
            harshness=rounded(float(harshness[at])),
            harshness_interval=_around(float(harshness[at]), float(reach[at])),
            scale=rounded(float(scales[at])),
            scale_interval=_around(float(scales[at]), float(Z * modeled.errors[at])),
            noise=rounded(float(noise[at])),
        )
        for at, key in enumerate(reviews.experts)
    )


def _around(middle: float, reach: float) -> Interval:
    return Interval(rounded(middle - reach), rounded(middle + reach))


def tell_spread(modeled: Modeled) -> Spread:
    """Standard deviations in points."""
    estimates, unit = modeled.estimates, modeled.estimates.arrays.unit
    return Spread(
        quality=rounded(unit * estimates.within),
        harshness=rounded(unit * estimates.severity),
        noise=rounded(unit * estimates.noise),
    )


def tell_wild_scores(modeled: Modeled, reviews: Reviews) -> tuple[WildScore, ...]:
    """Each wild score and why, in the order of entries and experts."""
    arrays = modeled.estimates.arrays
    gaps, times = modeled.estimates.surprises()
    told = []
    for at in wild(modeled.estimates).tolist():
        review, gap = reviews.scores[at], float(gaps[at]) * arrays.unit
        params = {
            "expert": review.expert,
            "entry": review.entry,
            "points": in_digits(review.points),
            "expected": in_digits(float(review.points) - gap, 1),
            "by": in_digits(abs(gap), 1),
            "times": in_digits(abs(float(times[at])), 1),
        }
        code = "calibration_score_wild_low" if gap < 0 else "calibration_score_wild_high"
        told.append(
            WildScore(
                expert=review.expert,
                entry=review.entry,
                points=rounded(review.points),
                expected=rounded(float(review.points) - gap),
                by=rounded(gap),
                times=rounded(abs(float(times[at]))),
                why=Message(code, params),
            )
        )
    return tuple(told)


def tell_model(modeled: Modeled, reviews: Reviews, heavy_tails: HeavyTails) -> tuple[Remark, ...]:
    """What stands out among experts, and what the model couldn't do."""
    remarks = []
    if not modeled.heavy and heavy_tails == "always" and not can_be_heavy(modeled.estimates.arrays):
        remarks.append(Remark(Severity.INFO, Message("calibration_no_heavy_tails")))
    return (*remarks, *_harsh(modeled, reviews), *_scaled(modeled, reviews), *_uneven(modeled, reviews))


def _harsh(modeled: Modeled, reviews: Reviews) -> list[Remark]:
    unit = modeled.estimates.arrays.unit
    harshness = -unit * modeled.estimates.harshness
    sure = np.abs(harshness) > Z * unit * modeled.tally.harshness.deviation()
    told = []
    for at in outstanding(harshness).tolist():
        if sure[at]:
            code = "calibration_expert_harsh" if harshness[at] > 0 else "calibration_expert_lenient"
            params = {"expert": reviews.experts[at], "by": in_digits(abs(float(harshness[at])), 1)}
            told.append(Remark(Severity.WARNING, Message(code, params), expert=reviews.experts[at]))
    return told


def _scaled(modeled: Modeled, reviews: Reviews) -> list[Remark]:
    told = []
    scales, reach = modeled.estimates.scales, Z * modeled.errors
    for expert, scale, far in zip(reviews.experts, scales.tolist(), reach.tolist(), strict=True):
        params = {"expert": expert, "times": in_digits(scale)}
        if scale < NARROW and scale + far < 1:
            told.append(Remark(Severity.WARNING, Message("calibration_expert_narrow", params), expert=expert))
        elif scale > WIDE and scale - far > 1:
            told.append(Remark(Severity.WARNING, Message("calibration_expert_wide", params), expert=expert))
    return told


def _uneven(modeled: Modeled, reviews: Reviews) -> list[Remark]:
    noise = noises(modeled.estimates)
    return [
        Remark(Severity.WARNING, Message("calibration_expert_uneven", params), expert=params["expert"])
        for at in uneven(modeled.estimates).tolist()
        for params in [{"expert": reviews.experts[at], "times": in_digits(float(noise[at]), 1)}]
    ]
