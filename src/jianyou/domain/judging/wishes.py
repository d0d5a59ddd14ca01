"""分配方案的要求: what an office asks of an assignment, as it is kept."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

from jianyou.terms.finding import Refused

MOST_REVIEWS = 99
MOST_LOAD = 9999


class Aim(StrEnum):
    """What is made as large as can be: the total affinity, or the mean one of the worst-served entry."""

    TOTAL = "total"
    WORST = "worst"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """`per_entry` experts judge each entry, each of them `least` to `most` entries.

    `keep`: who judges an entry now goes on with it, unless the limits forbid it. `answered`: only experts
    who have accepted. `anchors`: experts are to judge across industries, as many as it takes for scores of
    different industries to be comparable, also where that fits less well.
    """

    per_entry: int
    least: int
    most: int
    aim: Aim = Aim.TOTAL
    keep: bool = True
    answered: bool = True
    anchors: bool = False

    def __post_init__(self) -> None:
        for code, value, low, high in (
            ("assign_per_entry_bounds", self.per_entry, 1, MOST_REVIEWS),
            ("assign_least_bounds", self.least, 0, MOST_LOAD),
            ("assign_most_bounds", self.most, 1, MOST_LOAD),
        ):
            if not low <= value <= high:
                raise Refused(code, low=low, high=high)
        if self.least > self.most:
            raise Refused("assign_least_above_most", least=self.least, most=self.most)

    def as_plain(self) -> dict[str, Any]:
        """As a plain object."""
        return asdict(self)

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Self:
        """From a plain object."""
        return cls(**{**plain, "aim": Aim(plain["aim"])})
