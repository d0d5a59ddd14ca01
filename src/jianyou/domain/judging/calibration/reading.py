"""Score rows as they come in: which of them count, and what is wrong with the others."""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from jianyou.domain.judging.calibration.standing import Remark, in_digits
from jianyou.terms.finding import Refused, Severity
from jianyou.terms.message import Message

Points = Decimal | Fraction | int | float
Row = tuple[str, str, Points | None]
"""An expert's key, an entry's key, and the points; None where the score isn't in yet."""

MOST_SCORES, MOST_ENTRIES, MOST_EXPERTS = 500_000, 20_000, 3_000
FARTHEST = 10**9
"""Points beyond which a number is no score."""
MOST_DIGITS = 30
"""Digits before or after the point of a decimal, beyond which it is no score."""
SMALLEST_GROUP = 5
"""Entries below which an industry group has no mean of its own: it would be that of a few scores."""
THE_REST = ""
"""The name under which small groups, and entries without a group, share one mean."""


class Review(NamedTuple):
    """One expert's points for one entry."""

    expert: str
    entry: str
    points: Fraction


class Reviews(NamedTuple):
    """The scores that count, sorted by entry and expert, and what is to be said of the others."""

    scores: tuple[Review, ...]
    entries: tuple[str, ...]
    experts: tuple[str, ...]
    missing: int
    remarks: tuple[Remark, ...]


def read_reviews(rows: Iterable[Row], band: tuple[Points, Points] | None = None) -> Reviews:
    """The scores that count: each within `band` (both ends included), one for each expert and entry.

    The same score twice counts once; two that differ count neither, since nothing tells which was meant.

    Raises:
        Refused: there are more scores, entries or experts than can be calibrated.
    """
    given: dict[tuple[str, str], list[Points | None]] = {}
    for at, (expert, entry, points) in enumerate(rows):
        if at >= MOST_SCORES:
            raise Refused(
                "calibration_too_large", most=MOST_SCORES, entries=MOST_ENTRIES, experts=MOST_EXPERTS
            )
        given.setdefault((entry, expert), []).append(points)
    scores: list[Review] = []
    remarks: list[Remark] = []
    missing = 0
    for (entry, expert), values in sorted(given.items()):
        there = [value for value in values if value is not None]
        missing += not there
        score, wrong = _one_score(expert, entry, there, band)
        if score is not None:
            scores.append(score)
        if wrong is not None:
            remarks.append(wrong)
    entries = tuple(sorted({score.entry for score in scores}))
    experts = tuple(sorted({score.expert for score in scores}))
    if len(entries) > MOST_ENTRIES or len(experts) > MOST_EXPERTS:
        raise Refused("calibration_too_large", most=MOST_SCORES, entries=MOST_ENTRIES, experts=MOST_EXPERTS)
    return Reviews(tuple(scores), entries, experts, missing, tuple(remarks))


def _one_score(
    expert: str, entry: str, values: list[Points], band: tuple[Points, Points] | None
) -> tuple[Review | None, Remark | None]:
    about: dict[str, str | int] = {"expert": expert, "entry": entry}
    if not values:
        missing = Message("calibration_score_missing", {**about})
        return None, Remark(Severity.WARNING, missing, expert, entry)
    wrong = _wrong(about, values, band)
    if wrong is not None:
        return None, Remark(Severity.ERROR, wrong, expert, entry)
    score = Review(expert, entry, Fraction(values[0]))
    if len(values) == 1:
        return score, None
    points = in_digits(score.points)
    twice = Message("calibration_score_twice", {**about, "points": points, "count": len(values)})
    return score, Remark(Severity.WARNING, twice, expert, entry)


def _wrong(
    about: Mapping[str, str | int], values: list[Points], band: tuple[Points, Points] | None
) -> Message | None:
    if not all(_is_score(value) for value in values):
        return Message("calibration_score_no_number", {**about})
    exact = sorted({Fraction(value) for value in values})
    if len(exact) > 1:
        points = "、".join(in_digits(value) for value in exact)
        return Message("calibration_scores_differ", {**about, "points": points})
    if band is not None and not Fraction(band[0]) <= exact[0] <= Fraction(band[1]):
        low, high = (in_digits(Fraction(end)) for end in band)
        points = in_digits(exact[0])
        return Message("calibration_score_out_of_band", {**about, "points": points, "low": low, "high": high})
    return None


def _is_score(value: Points) -> bool:
    """Whether it is a number of a sensible size and length; 1E-99999999 alone would fill the memory."""
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        if not isinstance(exponent, int) or exponent < -MOST_DIGITS or value.adjusted() > MOST_DIGITS:
            return False
    return -FARTHEST <= value <= FARTHEST


class Grouped(NamedTuple):
    """The industry group of each entry as it was given ("": none), and as the model takes it."""

    given: dict[str, str]
    joined: dict[str, str]
    remarks: tuple[Remark, ...]


def group_entries(entries: Iterable[str], groups: Mapping[str, str] | None) -> Grouped:
    """The groups of entries, small ones joined; without any, all entries are of one."""
    given = {entry: (groups or {}).get(entry) or THE_REST for entry in sorted(entries)}
    if not groups:
        return Grouped(given, given, ())
    sizes = Counter(given.values())
    remarks = [
        Remark(Severity.WARNING, Message("calibration_entry_without_group", {"entry": entry}), entry=entry)
        for entry, name in given.items()
        if name == THE_REST
    ]
    small = sorted(name for name, size in sizes.items() if size < SMALLEST_GROUP and name != THE_REST)
    if small:
        params: dict[str, str | int] = {"groups": "、".join(small), "least": SMALLEST_GROUP}
        remarks.append(Remark(Severity.INFO, Message("calibration_groups_joined", params)))
    joined = {entry: THE_REST if name in small else name for entry, name in given.items()}
    return Grouped(given, joined, tuple(remarks))
