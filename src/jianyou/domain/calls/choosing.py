"""From what a call declares to what a choice is made from."""

from collections.abc import Iterator, Mapping

from jianyou.domain.calls.review import Choice, ChoiceRule
from jianyou.domain.judging.candidates import candidates_of, tie_key
from jianyou.domain.judging.scores.official import Scores
from jianyou.domain.judging.scores.stages import Review
from jianyou.domain.judging.selection import inputs
from jianyou.terms.clause import Clause
from jianyou.terms.finding import Refused


def problem_of(
    choice: Choice,
    review: Review,
    scores: Scores,
    attributes: Mapping[str, Mapping[str, str]],
    *,
    places: Mapping[str, int] | None = None,
    lots: Mapping[str, int] | None = None,
) -> inputs.Problem:
    """What `selection.select` chooses from: the call's tiers, rules and ties, and the official scores.

    `places` are those of tiers whose number the call leaves open, by their keys. `lots` are the places in a
    draw (1 is drawn first), which decide only where the call cites a clause for it.

    Raises:
        Refused: the places of a tier are nowhere said, or an entry still waits for its score.
    """
    ties = ties_of(choice, review)
    return inputs.Problem(
        candidates=candidates_of(scores, choice.award, attributes, ties, lots if choice.lottery else None),
        tiers=tiers_of(choice, places or {}),
        rules=rules_of(choice),
        ties=ties,
        digits=review.combine.digits,
    )


def tiers_of(choice: Choice, places: Mapping[str, int]) -> tuple[inputs.Tier, ...]:
    """The tiers from the highest; `places` are those of tiers that the call leaves open.

    Raises:
        Refused: the places of a tier are nowhere said.
    """
    return tuple(_tiers(choice, places))


def rules_of(choice: Choice) -> tuple[inputs.Rule, ...]:
    """The rules of balance in the call's order, then what is chosen only once."""
    return (*map(_rule, choice.rules), *(inputs.OneOf(attribute) for attribute in choice.one_of))


def ties_of(choice: Choice, review: Review) -> tuple[inputs.Tie, ...]:
    """What decides between equal scores, in turn; a draw at last where the call cites a clause for it."""
    return tuple(_ties(choice, review))


def _tiers(choice: Choice, places: Mapping[str, int]) -> Iterator[inputs.Tier]:
    for tier in choice.tiers:
        most = places.get(tier.key) if tier.n is None else tier.n
        if most is None:
            raise Refused("choice_places_open", tier=tier.name)
        yield inputs.Tier(tier.key, tier.name, most, tier.floor)


def _rule(rule: ChoiceRule) -> inputs.Rule:
    if rule.at_most is not None:
        return inputs.AtMost(rule.at_most, rule.per, rule.value, rule.tiers, _cited(rule.clause))
    return inputs.AtLeast(rule.at_least or 0, rule.per, rule.value, rule.tiers, _cited(rule.clause))


def _ties(choice: Choice, review: Review) -> Iterator[inputs.Tie]:
    for tie in choice.ties:
        if tie.fewer:
            yield inputs.FewerPlaces(tie.fewer)
            continue
        stage = review.by_key[tie.stage]
        item = stage.rubric.by_key[tie.item].name if tie.item else ""
        yield inputs.ByValue(tie_key(tie.stage, tie.item), f"{stage.name}：{item}" if item else stage.name)
    if choice.lottery:
        yield inputs.ByLot(choice.lottery.clause.label())


def _cited(clause: Clause | None) -> str:
    return clause.label() if clause else ""
