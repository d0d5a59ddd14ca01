"""From official scores to what a choice is made from: each candidate with its score and what ties compare."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from jianyou.domain.judging.scores.official import OfficialScore, Scores
from jianyou.domain.judging.selection.inputs import ByValue, Candidate, Tie
from jianyou.terms.finding import Refused


def tie_key(stage: str, item: str = "") -> str:
    """Under what key a candidate holds its score of a stage, or its mean of an item of that stage."""
    return f"{stage}.{item}" if item else stage


def candidates_of(
    scores: Scores,
    award: str,
    attributes: Mapping[str, Mapping[str, str]],
    ties: Iterable[Tie] = (),
    lots: Mapping[str, int] | None = None,
) -> tuple[Candidate, ...]:
    """Every entry of the award that has an official score, by its key.

    `attributes` are those of each entry, `lots` its place in a draw (1 is drawn first).

    Raises:
        Refused: an entry still waits for its score, or a tie compares what no stage has.
    """
    keys = [tie.key for tie in ties if isinstance(tie, ByValue)]
    own = [each for each in scores.by_entry.values() if each.award == award]
    for each in own:
        if each.score is None and not each.stopped_at:
            raise Refused("candidate_without_score", entry=each.entry)
    return tuple(
        Candidate(
            key=each.entry,
            score=each.score,
            attributes=dict(attributes.get(each.entry, {})),
            values={key: tie_value(each, key) for key in keys},
            lot=(lots or {}).get(each.entry),
        )
        for each in own
        if each.score is not None
    )


def tie_value(score: OfficialScore, key: str) -> Decimal:
    """What a tie compares under this key.

    Raises:
        Refused: no stage of the entry has it.
    """
    stage, _, item = key.partition(".")
    found = score.stages.get(stage)
    value = None if found is None else found.items.get(item) if item else found.score
    if value is None:
        raise Refused("candidate_without_value", entry=score.entry, value=key[:100])
    return value
