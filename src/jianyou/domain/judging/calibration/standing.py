"""What calibration has to say: of each entry, each expert, each wild score, and of the sample as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import NamedTuple

from jianyou.datafiles.canonical import Plain
from jianyou.terms.finding import Severity
from jianyou.terms.message import Message

DIGITS = Decimal("0.000001")
"""Floating point differs between processors in digits behind these."""


def rounded(value: float | Fraction) -> Decimal:
    """The value to 6 digits after the point, never -0."""
    exact = (
        Decimal(value.numerator) / Decimal(value.denominator)
        if isinstance(value, Fraction)
        else Decimal(value)
    )
    return exact.quantize(DIGITS, ROUND_HALF_EVEN) + Decimal(0)


def in_digits(value: Fraction | float, places: int = 2) -> str:
    """The value for a sentence: at most `places` digits after the point, no zeros at the end."""
    text = f"{rounded(value):.{places}f}"
    short = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if short == "-0" else short


class Remark(NamedTuple):
    """Something to look at; `expert` and `entry` are keys where it is about one."""

    severity: Severity
    message: Message
    expert: str | None = None
    entry: str | None = None


class Interval(NamedTuple):
    """Both ends included."""

    low: Decimal
    high: Decimal


class RankInterval(NamedTuple):
    """Ranks from 1, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Plainly:
    """How plain methods would rank an entry, for comparison: the score of each, and its rank from 1.

    `trimmed` leaves out the highest and the lowest of three or more scores; `z` is the mean of scores
    in standard deviations of their experts.
    """

    mean: Decimal
    mean_rank: int
    trimmed: Decimal
    trimmed_rank: int
    z: Decimal
    z_rank: int


@dataclass(frozen=True, slots=True)
class EntryStanding:
    """An entry; points, ranks from 1; `group` is "" without one. While locked, what the model says is None.

    `adjusted` is the quality to be expected from all scores, harshness taken out, drawn towards the mean
    of its industry group as far as the scores are few; `interval` holds it with 90 %. `rank` is the
    place by it, `expected_rank` the mean over draws, `rank_interval` holds the rank with 90 %.
    `disagreement` is the standard deviation of its scores with harshness taken out, None below two.
    """

    entry: str
    group: str
    reviews: int
    plainly: Plainly
    adjusted: Decimal | None = None
    interval: Interval | None = None
    rank: int | None = None
    expected_rank: Decimal | None = None
    rank_interval: RankInterval | None = None
    p_in_quota: Decimal | None = None
    disagreement: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ExpertStanding:
    """An expert; None while calibration is locked.

    `harshness` is by how many points he scores a middling entry below the others (above: negative);
    `scale` is how widely he spreads his points (1: as the others). Intervals hold them with 90 %.
    `noise` is how far his scores lie from what the others' let expect, as a multiple of what is usual.
    """

    expert: str
    scores: int
    harshness: Decimal | None = None
    harshness_interval: Interval | None = None
    scale: Decimal | None = None
    scale_interval: Interval | None = None
    noise: Decimal | None = None


@dataclass(frozen=True, slots=True)
class WildScore:
    """A score far from what all others let expect: `by` points, `times` what is usual; `why` in words."""

    expert: str
    entry: str
    points: Decimal
    expected: Decimal
    by: Decimal
    times: Decimal
    why: Message


@dataclass(frozen=True, slots=True)
class GroupCoverage:
    """An industry group: its entries and scores, and who scored how many of them.

    `crossing` counts the pairs of scores, one in the group and one outside, that one expert gave:
    without them its level can't be told from the harshness of its experts.
    """

    group: str
    entries: int
    scores: int
    crossing: int
    by_expert: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How the scores hang together. `parts` are (entries, experts) of each connected part, largest first."""

    connected: bool
    parts: tuple[tuple[int, int], ...]
    apart: tuple[str, ...]
    groups: tuple[GroupCoverage, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """Standard deviations, in points: of qualities within a group, of harshness, of noise."""

    quality: Decimal
    harshness: Decimal
    noise: Decimal


@dataclass(frozen=True, slots=True)
class Standing:
    """The whole check. While `locked` says why (in words, each with what is missing) nothing is estimated.

    `method` is "locked", "mixed" or "heavy_tails"; `scaled` says whether experts have scales of their own.
    Entries, experts and wild scores are sorted by their keys.
    """

    method: str
    scaled: bool
    quota: int
    seed: int
    scores: int
    missing: int
    locked: tuple[Message, ...]
    entries: tuple[EntryStanding, ...]
    experts: tuple[ExpertStanding, ...]
    wild_scores: tuple[WildScore, ...]
    coverage: Coverage
    spread: Spread | None
    remarks: tuple[Remark, ...]

    def entry(self, key: str) -> EntryStanding:
        """The entry with this key; KeyError if it has no score."""
        return {each.entry: each for each in self.entries}[key]

    def expert(self, key: str) -> ExpertStanding:
        """The expert with this key; KeyError if he has no score."""
        return {each.expert: each for each in self.experts}[key]

    def as_plain(self) -> dict[str, Plain]:
        """For JSON and for hashing: records as mappings, decimals as text with 6 digits."""
        return {each.name: _plain(getattr(self, each.name)) for each in fields(self)}


def _plain(value: object) -> Plain:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, (Message, Remark)):
        return {name: _plain(each) for name, each in value._asdict().items()}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if value is None or isinstance(value, (bool, int, str)):
        return value
    raise TypeError(type(value).__name__)
