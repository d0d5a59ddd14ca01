"""参评的申报: which entries a review looks at."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.db.models import QuerySet

from jianyou.domain.judging.scores.official import StageScore, official_scores
from jianyou.domain.judging.scores.sheets import CONSENSUS, Mark
from jianyou.domain.judging.scores.sheets import Sheet as ScoreSheet
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.queries.calls import file_of
from jianyou.queries.reviews import judged_entries
from jianyou.store.models import Candidacy, Consensus, Entry, Review, Sheet


def reviewed_entries(review: Review) -> QuerySet[Entry]:
    """Accepted entries; of a later stage those that went on from the stages before it by the declared rule.

    The review brings its call.
    """
    entries = judged_entries(review.call)
    file = file_of(review.call.slug, review.call.source)
    if file.review is None or not file.review.stages or file.review.stages[0].key == review.stage:
        return entries
    return entries.filter(id__in=_going_on(review, entries))


def _going_on(review: Review, entries: QuerySet[Entry]) -> list[str]:
    """Those that passed every stage before this one, for one of their awards."""
    declared = file_of(review.call.slug, review.call.source).review
    assert declared is not None
    before = [stage.key for stage in declared.stages]
    before = before[: before.index(review.stage)]
    awards: dict[str, list[str]] = {}
    willing = Candidacy.objects.filter(entry__in=entries).exclude(willing=False)
    for key, award in willing.values_list("entry_id", "award"):
        awards.setdefault(key.hex, []).append(award)
    candidacies = {f"{entry} {award}": award for entry, own in awards.items() for award in own}
    found = []
    for entry, stage, expert, points in _marked(review, before):
        for award in awards.get(entry, ()):
            items = declared.by_key[stage].rubric.for_award(award).items
            marks = {item.key: Mark(Decimal(points[item.key])) for item in items if item.key in points}
            found.append(ScoreSheet(expert, f"{entry} {award}", stage, marks))
    scores = official_scores(declared, candidacies, found).by_entry
    return sorted(
        {
            key.partition(" ")[0]
            for key, score in scores.items()
            if score.stopped_at not in before and _scored(score.stages, before)
        }
    )


def _marked(review: Review, stages: list[str]) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    """(entry, stage, expert, points by item) of what was submitted and agreed on in these stages."""
    of_call = {"review__call_id": review.call_id, "review__stage__in": stages}
    sheets = Sheet.objects.filter(status=SheetStatus.SUBMITTED, **of_call)
    for entry, stage, expert, points in sheets.values_list(
        "entry_id", "review__stage", "expert_id", "points"
    ):
        yield entry.hex, stage, expert.hex, points
    agreed = Consensus.objects.filter(replaced_at=None, **of_call)
    for entry, stage, points in agreed.values_list("entry_id", "review__stage", "points"):
        yield entry.hex, stage, CONSENSUS, points


def _scored(stages: Mapping[str, StageScore], before: list[str]) -> bool:
    return all(key in stages and stages[key].score is not None for key in before)
