"""A call to choose from: 5,000 entries, two tiers, 102 limits, scores with two decimal places."""

import random
from decimal import Decimal

from jianyou.domain.judging.selection.inputs import AtLeast, AtMost, Candidate, OneOf, Problem, Rule, Tier

DISTRICTS, INDUSTRIES, GROUPS = 38, 20, 22
TIERS = (Tier("award", "质量奖", 10), Tier("nomination", "提名奖", 90))
RULES: tuple[Rule, ...] = (
    AtMost(8, "district"),
    AtMost(9, "industry"),
    AtLeast(2, "industry"),
    AtLeast(15, "kind", "individual"),
    AtLeast(25, "size", "small"),
    OneOf("group"),
)


def problem(seed: int, entries: int = 5_000) -> Problem:
    """Districts and industries of very different size; a few large groups with many entries each."""
    rng = random.Random(seed)
    large = [1 / (at + 1) ** 0.8 for at in range(DISTRICTS)]
    candidates = tuple(
        Candidate(
            key=f"e{number:05d}",
            score=Decimal(min(10_000, max(0, round(rng.gauss(7_500, 800))))).scaleb(-2),
            attributes={
                "district": f"d{rng.choices(range(DISTRICTS), large)[0]:02d}",
                "industry": f"i{rng.choices(range(INDUSTRIES), large[:INDUSTRIES])[0]:02d}",
                "kind": "individual" if rng.random() < 0.1 else "organization",
                "size": "small" if rng.random() < 0.3 else "large",
                "group": f"g{rng.randrange(GROUPS):02d}" if rng.random() < 0.05 else "",
            },
        )
        for number in range(entries)
    )
    return Problem(candidates, TIERS, RULES)
