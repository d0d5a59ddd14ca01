"""评分检查报告: once scores are closed, the declared rule's result beside what the check says.

For supervisors: what is official stays what the rule came to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import ReviewStatus
from jianyou.queries.official import official_basis, ranks_of
from jianyou.queries.reviews import ReviewView, own_review
from jianyou.queries.scoring import get_check
from jianyou.queries.scoring_again import Request, requests_of
from jianyou.queries.scoring_found import EntryTold, ExpertFound, Found
from jianyou.store.models import Call
from jianyou.terms.finding import Refused


class ReportLine(NamedTuple):
    """An entry: its stage score by the declared rule with the rank, and what the check says of it."""

    entry: EntryTold
    score: Decimal | None
    rank: int | None
    adjusted: Decimal | None
    adjusted_rank: int | None
    first: int | None
    last: int | None
    chance: Decimal | None
    asked: int

    @property
    def percent(self) -> str:
        """The chance to be within the quota, as percent; empty for none."""
        return "" if self.chance is None else f"{self.chance:.0%}"


@dataclass(frozen=True, slots=True)
class ReportView:
    """The report of a review; `lines` by the declared rule's rank. `found` is None where nobody checked."""

    review: ReviewView
    award: str
    found: Found | None
    lines: tuple[ReportLine, ...]
    experts: tuple[ExpertFound, ...]
    requests: tuple[Request, ...]

    @property
    def moved(self) -> int:
        """How many scores were changed on a second look."""
        return sum(bool(one.change) for one in self.requests)


def get_report(*, viewer: Actor, slug: str, number: int) -> ReportView:
    """The report on the scoring of a review.

    Raises:
        Refused: that office has no such call, or the call no such review; its scores aren't closed.
    """
    check = get_check(viewer=viewer, slug=slug, number=number)
    if check.review.status is not ReviewStatus.CLOSED:
        raise Refused("scoring_report_open")
    review = own_review(viewer, slug, number)
    requests = requests_of(viewer, review)
    found = check.found
    award = found.award if found else ""
    scores = _stage_scores(review.call, review.stage, [award] if award else [key for key, _ in check.awards])
    ranks = ranks_of([score for score in scores.values() if score is not None])
    asked: dict[tuple[str, int], int] = {}
    for one in requests:
        asked[one.number, one.ordinal] = asked.get((one.number, one.ordinal), 0) + 1
    lines = [
        ReportLine(
            entry=one.entry,
            score=(score := scores.get(one.entry.key.hex)),
            rank=None if score is None else ranks[score],
            adjusted=one.adjusted,
            adjusted_rank=one.rank,
            first=one.first,
            last=one.last,
            chance=one.chance,
            asked=asked.get((one.entry.number, one.entry.ordinal), 0),
        )
        for one in (found.entries if found else ())
    ]
    last = len(lines) + 1
    lines.sort(key=lambda line: (line.rank or last, line.entry.number, line.entry.ordinal))
    return ReportView(
        review=check.review,
        award=dict(check.awards).get(award, ""),
        found=found,
        lines=tuple(lines),
        experts=found.experts if found else (),
        requests=requests,
    )


def _stage_scores(call: Call, stage: str, awards: Sequence[str]) -> dict[str, Decimal | None]:
    """What the declared rule comes to in a stage, by entry; of one that stands for several the first's."""
    scores: dict[str, Decimal | None] = {}
    for award in awards:
        for key, each in official_basis(call, award).scores().by_entry.items():
            scores.setdefault(key, each.stages[stage].score if stage in each.stages else None)
    return scores
