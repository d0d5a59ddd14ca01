"""参评的申报: which entries a review looks at."""

from uuid import UUID

from django.db.models import QuerySet

from jianyou.domain.judging.scores.official import OfficialScore
from jianyou.queries.calls import file_of
from jianyou.queries.judged import judged_entries
from jianyou.queries.official import official_basis
from jianyou.store.models import Call, Entry, Review


def reviewed_entries(review: Review) -> QuerySet[Entry]:
    """Accepted entries; of a later stage those that went on from the stages before it by the declared rule.

    The review brings its call.
    """
    entries = judged_entries(review.call)
    declared = file_of(review.call.slug, review.call.source).review
    stages = [stage.key for stage in declared.stages] if declared else []
    before = stages[: stages.index(review.stage)] if review.stage in stages else []
    return entries.filter(id__in=_going_on(review.call, before)) if before else entries


def _going_on(call: Call, before: list[str]) -> set[UUID]:
    """Those that passed every one of these stages, for one of their awards."""
    keys = set()
    for award in file_of(call.slug, call.source).awards:
        basis = official_basis(call, award.key)
        scores = basis.scores().by_entry
        keys |= {basis.entries[key].key for key, score in scores.items() if _passed(score, before)}
    return keys


def _passed(score: OfficialScore, stages: list[str]) -> bool:
    reached = all(key in score.stages and score.stages[key].score is not None for key in stages)
    return reached and score.stopped_at not in stages
