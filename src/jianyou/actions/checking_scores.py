"""评分检查: a check on scoring is ordered, which a job computes; experts are asked to look again.

A check changes no score, and who is asked again decides alone.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max

from jianyou.actions.acting import on_call, reason_given
from jianyou.actions.assigning import ask_again
from jianyou.actions.log import log_act
from jianyou.actions.numbering import numbered
from jianyou.actions.reviewing import on_review
from jianyou.actions.reviews import log_review
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import ReviewStatus
from jianyou.queries.calls import file_of
from jianyou.queries.reviews import own_review
from jianyou.store.models import Call, ScoringCheck, Sheet
from jianyou.terms.finding import Refused

MOST_QUOTA = 20_000
REPORT = "scoring_report"
"""What the log calls the report that is taken away."""
MOST_ASKED = 200
"""Sheets that are asked again at once."""


@dataclass(frozen=True, slots=True)
class CheckWishes:
    """How many entries can be recommended, and the award that it is about, "" for all of them."""

    quota: int
    award: str = ""

    def as_plain(self) -> dict[str, str | int]:
        """The same for JSON."""
        return {"quota": self.quota, "award": self.award}


def ask_check(*, actor: Actor, call_slug: str, review: int, wishes: CheckWishes) -> int:
    """Orders a check, which a job computes; its number within the review. Logs `check_scoring`.

    One that still runs is given up.

    Raises:
        Refused: there is no such review or award, the quota makes no sense, or nothing was submitted yet.
        NotAllowed: who asks may not, or the review's state forbids it.
    """
    if not 1 <= wishes.quota <= MOST_QUOTA:
        raise Refused("scoring_quota_wrong", most=MOST_QUOTA)
    return numbered(lambda: _ask(actor, call_slug, review, wishes))


class AskedAgain(NamedTuple):
    """How many sheets went back, and why others did not, by their keys."""

    done: int
    refused: dict[uuid.UUID, Refused]


def ask_many_again(
    *, actor: Actor, call_slug: str, review: int, sheets: Sequence[uuid.UUID], reason: str
) -> AskedAgain:
    """Asks the experts of these sheets to look once more, each by itself; all read the same reason.

    Raises:
        Refused: no reason is given, none or too many are chosen, or a sheet isn't of this review.
    """
    told = reason_given(reason)
    chosen = list(dict.fromkeys(sheets))
    if not chosen:
        raise Refused("scoring_again_none")
    if len(chosen) > MOST_ASKED:
        raise Refused("scoring_again_many", most=MOST_ASKED)
    here = Sheet.objects.filter(id__in=chosen, review=own_review(actor, call_slug, review))
    if here.count() != len(chosen):
        raise Refused("site_no_sheet")
    refused = {}
    for sheet in chosen:
        try:
            ask_again(actor=actor, sheet=sheet, reason=told)
        except Refused as why:
            refused[sheet] = why
    return AskedAgain(len(chosen) - len(refused), refused)


def take_report(*, actor: Actor, call_slug: str, review: int, rows: int, reason: str) -> None:
    """Logs `export_evidence` before the report on a review's scoring is taken away; supervisors may, too.

    Raises:
        Refused: there is no such review, its scores aren't closed, or no reason is given.
        NotAllowed: who asks may not.
    """
    told = reason_given(reason)
    with transaction.atomic():
        on = on_call(actor, Act.EXPORT_EVIDENCE, call_slug)
        if own_review(actor, call_slug, review).status != ReviewStatus.CLOSED:
            raise Refused("scoring_report_open")
        content: dict[str, Plain] = {"review": review, "list": REPORT, "rows": rows, "reason": told}
        log_act(call=on.call, act=Act.EXPORT_EVIDENCE, actor=actor, at=on.at, content=content)


def _ask(actor: Actor, call_slug: str, review: int, wishes: CheckWishes) -> int:
    on = on_review(actor, Act.CHECK_SCORING, call_slug, review)
    award = _award_name(on.call, wishes.award)
    if not Sheet.objects.filter(review=on.review, total__isnull=False).exclude(status="dropped").exists():
        raise Refused("scoring_no_sheets")
    checks = ScoringCheck.objects.filter(review=on.review)
    reason = {"reason": ["scoring_check_replaced", {}]}
    checks.filter(status="running").update(status="failed", standing=reason, settled_at=on.at)
    number = (checks.aggregate(last=Max("number"))["last"] or 0) + 1
    ScoringCheck.objects.create(
        office_id=on.review.office_id,
        review=on.review,
        number=number,
        standing={"wanted": wishes.as_plain()},
        by=actor.person,
        at=on.at,
    )
    content: dict[str, Plain] = {"check": number, "quota": wishes.quota, "award": award}
    log_review(on, Act.CHECK_SCORING, actor, content)
    return number


def _award_name(call: Call, key: str) -> str:
    names = {award.key: award.name for award in file_of(call.slug, call.source).awards}
    if key and key not in names:
        raise Refused("official_no_award", name=key[:40])
    return names.get(key, "")
