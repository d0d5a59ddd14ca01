"""Whether scores hang together and are enough: what can be told apart, and what is missing."""

from collections import Counter
from collections.abc import Mapping

from jianyou.domain.judging.calibration.reading import SMALLEST_GROUP, Reviews
from jianyou.domain.judging.calibration.standing import Coverage, GroupCoverage, Remark
from jianyou.terms.finding import Severity
from jianyou.terms.message import Message

FEWEST_EXPERTS, THEIR_SCORES = 5, 3
"""Experts with as many scores each: a spread of harshness from fewer is a guess."""
FEWEST_ENTRIES, THEIR_REVIEWS = 10, 2
"""Entries with as many reviews each: only where two looked at one entry can they be compared."""
FEWEST_SPARE = 15
"""Scores beyond one an entry and one an expert: they know the noise to within a fifth."""
MOST_APART = 0.1
"""The share of entries that may hang together with no others, or only with few, before nothing is said."""
FEWEST_CROSSING = 10
"""Pairs of scores across the border of an industry group, below which its level is hardly known."""


def cover(reviews: Reviews, groups: Mapping[str, str]) -> Coverage:
    """The connected parts of the graph of experts and entries, and how groups are tied by experts."""
    parts = _parts(reviews)
    counted = {group: Counter[str]() for group in groups.values()}
    for review in reviews.scores:
        counted[groups[review.entry]][review.expert] += 1
    load = Counter(review.expert for review in reviews.scores)
    sizes = Counter(groups[entry] for entry in reviews.entries)
    return Coverage(
        connected=len(parts) <= 1,
        parts=tuple((len(entries), experts) for entries, experts in parts),
        apart=tuple(sorted(entry for entries, _ in parts[1:] for entry in entries)),
        groups=tuple(
            GroupCoverage(
                group=group,
                entries=sizes[group],
                scores=experts.total(),
                crossing=sum(min(count, load[expert] - count) for expert, count in experts.items()),
                by_expert=dict(sorted(experts.items())),
            )
            for group, experts in sorted(counted.items())
        ),
    )


def _parts(reviews: Reviews) -> list[tuple[list[str], int]]:
    """The entries, and the number of experts, of each connected part: largest first, then by key."""
    above: dict[tuple[str, str], tuple[str, str]] = {}

    def top(node: tuple[str, str]) -> tuple[str, str]:
        while (higher := above.setdefault(node, node)) != node:
            above[node] = above[higher]
            node = higher
        return node

    for review in reviews.scores:
        above[top(("entry", review.entry))] = top(("expert", review.expert))
    parts: dict[tuple[str, str], tuple[list[str], set[str]]] = {}
    for review in reviews.scores:
        entries, experts = parts.setdefault(top(("entry", review.entry)), ([], set()))
        experts.add(review.expert)
        if not entries or entries[-1] != review.entry:
            entries.append(review.entry)
    listed = [(entries, len(experts)) for entries, experts in parts.values()]
    return sorted(listed, key=lambda part: (-len(part[0]), part[0]))


def locks(reviews: Reviews, coverage: Coverage) -> tuple[Message, ...]:
    """Why nothing can be said yet, and what is missing; empty when the scores are enough."""
    if not reviews.scores:
        return (Message("calibration_locked_no_scores"),)
    found = []
    loads = Counter(review.expert for review in reviews.scores)
    looks = Counter(review.entry for review in reviews.scores)
    experts = sum(load >= THEIR_SCORES for load in loads.values())
    entries = sum(look >= THEIR_REVIEWS for look in looks.values())
    spare = len(reviews.scores) - len(looks) - len(loads)
    if experts < FEWEST_EXPERTS:
        params: dict[str, str | int] = {"scores": THEIR_SCORES, "least": FEWEST_EXPERTS, "count": experts}
        found.append(Message("calibration_locked_experts", params))
    if entries < FEWEST_ENTRIES:
        params = {"reviews": THEIR_REVIEWS, "least": FEWEST_ENTRIES, "count": entries}
        found.append(Message("calibration_locked_entries", params))
    if spare < FEWEST_SPARE:
        params = {"least": FEWEST_SPARE, "count": max(spare, 0), "more": FEWEST_SPARE - spare}
        found.append(Message("calibration_locked_spare", params))
    if len(coverage.apart) > MOST_APART * len(reviews.entries):
        sizes = "、".join(f"{entries}×{experts}" for entries, experts in coverage.parts[:10])
        params = {"parts": len(coverage.parts), "sizes": sizes, "entry": coverage.apart[0]}
        found.append(Message("calibration_locked_parts", params))
    if len({review.points for review in reviews.scores}) == 1:
        found.append(Message("calibration_locked_equal"))
    return tuple(found)


def remark_on_design(reviews: Reviews, coverage: Coverage) -> tuple[Remark, ...]:
    """What weakens the comparison without forbidding it."""
    remarks = [
        Remark(Severity.WARNING, Message("calibration_entry_apart", {"entry": entry}), entry=entry)
        for entry in coverage.apart
    ]
    if len(coverage.groups) > 1:
        remarks += [
            Remark(Severity.WARNING, _few_crossing(group))
            for group in coverage.groups
            if group.crossing < FEWEST_CROSSING and group.entries >= SMALLEST_GROUP
        ]
    given: dict[str, list[object]] = {}
    for review in reviews.scores:
        given.setdefault(review.expert, []).append(review.points)
    for expert, points in sorted(given.items()):
        params: dict[str, str | int] = {"expert": expert, "count": len(points)}
        if len(points) < THEIR_SCORES:
            few = Message("calibration_expert_few_scores", params)
            remarks.append(Remark(Severity.INFO, few, expert=expert))
        elif len(set(points)) == 1:
            same = Message("calibration_expert_one_value", params)
            remarks.append(Remark(Severity.WARNING, same, expert=expert))
    return tuple(remarks)


def _few_crossing(group: GroupCoverage) -> Message:
    params: dict[str, str | int] = {"group": group.group, "count": group.crossing, "least": FEWEST_CROSSING}
    return Message("calibration_group_few_crossing", params)
