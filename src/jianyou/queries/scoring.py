"""评分检查 as the office sees it: what the newest check found, told with the names of entries and experts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localtime

from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.queries.calls import file_of
from jianyou.queries.reviews import ReviewView, get_review, own_review
from jianyou.queries.scoring_found import Found, WildFound, read_found
from jianyou.store.models import Call, Review, ScoringCheck, Sheet
from jianyou.terms.message import Message

_USUAL_QUOTA = 10


class CheckLine(NamedTuple):
    """A check: when and by whom it was ordered, for how many places of which award, how far it is."""

    number: int
    status: str
    quota: int
    award: str
    by: str
    at: datetime
    done: int
    of: int
    failure: Message | None

    @property
    def running(self) -> bool:
        """Whether it is still being computed."""
        return self.status == "running"

    @property
    def percent(self) -> int:
        """How far it is."""
        return round(100 * self.done / self.of) if self.of else 0


@dataclass(frozen=True, slots=True)
class CheckView:
    """The scoring check of a review. `awards` are those of the call (key, name).

    `usual` is how many can be recommended, to start from.
    `newest` is the check that was ordered last, `found` what came of the last one that is done.
    """

    review: ReviewView
    awards: tuple[tuple[str, str], ...]
    usual: int
    newest: CheckLine | None
    found: Found | None


def get_check(*, viewer: Actor, slug: str, number: int) -> CheckView:
    """The newest check of a review of the viewer's office.

    Raises:
        Refused: that office has no such call, or the call no such review.
    """
    view = get_review(viewer=viewer, slug=slug, number=number)
    review = own_review(viewer, slug, number)
    checks = ScoringCheck.objects.filter(review=review).order_by("-number")
    newest = checks.defer("standing").first()
    done = (
        newest
        if newest and newest.status == "done"
        else checks.filter(status="done").defer("standing").first()
    )
    found = _found(done, review) if done else None
    return CheckView(
        review=view,
        awards=tuple((award.key, award.name) for award in view.call_file.awards),
        usual=usual_quota(review.call),
        newest=_line(newest, found) if newest else None,
        found=found,
    )


def check_progress(*, viewer: Actor, slug: str, number: int) -> CheckLine | None:
    """How far the check is that was ordered last, None where there is none.

    Raises:
        Refused: that office has no such call, or the call no such review.
    """
    review = own_review(viewer, slug, number)
    newest = ScoringCheck.objects.filter(review=review).defer("standing").order_by("-number").first()
    if newest is None:
        return None
    told = (newest.number, newest.status, 0, "", newest.by, localtime(newest.at), newest.done, newest.of)
    return CheckLine(*told, None)


def sheets_of_expert(*, viewer: Actor, slug: str, number: int, expert: UUID) -> list[UUID]:
    """The sheets that an expert has submitted in a review.

    Raises:
        Refused: that office has no such call, or the call no such review.
    """
    review = own_review(viewer, slug, number)
    own = Sheet.objects.filter(review=review, expert=expert, status=SheetStatus.SUBMITTED)
    return list(own.order_by("entry__filing__number", "entry__ordinal").values_list("id", flat=True))


def usual_quota(call: Call) -> int:
    """How many can be recommended as the call file tells, of all awards and tiers that tell it."""
    told = [
        tier.n
        for choice in file_of(call.slug, call.source).choices
        for tier in choice.tiers
        if tier.n is not None
    ]
    return sum(told) or _USUAL_QUOTA


def _line(check: ScoringCheck, found: Found | None) -> CheckLine:
    if found and found.number == check.number:
        told: dict[str, Any] = {"wanted": {"quota": found.quota, "award": found.award}}
    else:
        told = check.standing
    wanted, reason = told.get("wanted", {"quota": 0, "award": ""}), told.get("reason")
    return CheckLine(
        number=check.number,
        status=check.status,
        quota=wanted["quota"],
        award=wanted["award"],
        by=check.by,
        at=localtime(check.at),
        done=check.done,
        of=check.of,
        failure=Message(reason[0], reason[1]) if reason else None,
    )


def _changed_since(review: Review, at: datetime) -> bool:
    later = Q(submitted_at__gte=at) | Q(dropped_at__gte=at) | Q(assigned_at__gte=at)
    return Sheet.objects.filter(later, review=review).exists()


_KEPT: dict[UUID, Found] = {}
"""What came of the newest checks that were shown: once done, a check doesn't change."""
_KEPT_AT_ONCE = 4


def _found(check: ScoringCheck, review: Review) -> Found:
    found = _KEPT.get(check.id)
    if found is None:
        found = read_found(check)
        while len(_KEPT) >= _KEPT_AT_ONCE:
            _KEPT.pop(next(iter(_KEPT)), None)
        _KEPT[check.id] = found
    return replace(found, stale=_changed_since(review, found.read_at), wild=_wild(found.wild, review))


def _wild(told: Sequence[WildFound], review: Review) -> tuple[WildFound, ...]:
    """The same with their sheets as they stand now."""
    experts = {one.key[0] for one in told}
    sheets = Sheet.objects.filter(review=review, expert__in=experts).exclude(status=SheetStatus.DROPPED)
    now = {
        (expert, entry): (key, SheetStatus(status))
        for key, expert, entry, status in sheets.values_list("id", "expert_id", "entry_id", "status")
    }
    none: tuple[UUID | None, SheetStatus | None] = (None, None)
    return tuple(
        replace(one, sheet=sheet, status=status) for one in told for sheet, status in [now.get(one.key, none)]
    )
