"""What a choice can't be made from, refused with words before anything is computed."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from jianyou.domain.judging.selection.inputs import AtLeast, ByLot, ByValue, FewerPlaces, OneOf, Problem, Rule
from jianyou.terms.finding import Finding, Refused, Severity
from jianyou.terms.place import Place

MOST_CANDIDATES = 200_000
MOST_TIERS = 20
MOST_RULES = 1_000
MOST_DIGITS = 6
MOST_UNITS = 10**9
_LONGEST = 500


def check_problem(problem: Problem) -> tuple[Finding, ...]:
    """What is doubtful about the problem.

    Raises:
        Refused: something in it is wrong; the code and its parameters say what and where.
    """
    _check_sizes(problem)
    for key, times in Counter(each.key for each in problem.candidates).items():
        if times > 1:
            raise Refused("selection_key_twice", key=key)
    for candidate in problem.candidates:
        _check_text(candidate.key)
        to_units(candidate.score, problem.digits, candidate.key)
        for text in (*candidate.attributes, *candidate.attributes.values()):
            _check_text(text, empty=True)
    _check_tiers(problem)
    for rule in problem.rules:
        _check_rule(rule, problem)
    _check_ties(problem)
    return tuple(_doubts(problem))


def to_units(score: Decimal, digits: int, key: str) -> int:
    """The score as a whole number of units of 10**-digits.

    Raises:
        Refused: it is no number, negative, too large, or has more decimal places than declared.
    """
    if not score.is_finite() or score < 0 or score > MOST_UNITS:
        raise Refused("selection_score_wrong", key=key, score=str(score)[:60])
    units = score.scaleb(digits)
    if units > MOST_UNITS:
        raise Refused("selection_score_wrong", key=key, score=str(score)[:60])
    if units != units.to_integral_value():
        raise Refused("selection_score_digits", key=key, score=str(score)[:60], digits=digits)
    return int(units)


def _check_sizes(problem: Problem) -> None:
    for what, count, most in (
        ("candidates", len(problem.candidates), MOST_CANDIDATES),
        ("tiers", len(problem.tiers), MOST_TIERS),
        ("rules", len(problem.rules), MOST_RULES),
        ("digits", problem.digits, MOST_DIGITS),
    ):
        if count > most:
            raise Refused("selection_too_many", what=what, n=count, most=most)
    if not problem.tiers:
        raise Refused("selection_without_tiers")
    if problem.digits < 0:
        raise Refused("selection_number_wrong", what="digits", n=problem.digits)


def _check_text(text: str, *, empty: bool = False) -> None:
    if len(text) > _LONGEST or (not text and not empty):
        raise Refused("selection_name_wrong", name=text[:40], most=_LONGEST)


def _check_tiers(problem: Problem) -> None:
    for key, times in Counter(tier.key for tier in problem.tiers).items():
        _check_text(key)
        if times > 1:
            raise Refused("selection_tier_twice", tier=key)
    for tier in problem.tiers:
        if tier.most < 0:
            raise Refused("selection_number_wrong", what=tier.name, n=tier.most)
        if tier.floor is not None:
            to_units(tier.floor, problem.digits, tier.name)


def _check_rule(rule: Rule, problem: Problem) -> None:
    if isinstance(rule, OneOf):
        _check_attribute(rule.attribute, problem)
        return
    if rule.n < 0:
        raise Refused("selection_number_wrong", what=rule.label or rule.per, n=rule.n)
    if rule.value and not rule.per:
        raise Refused("selection_value_without_attribute", value=rule.value)
    if rule.per:
        _check_attribute(rule.per, problem)
    known = {tier.key for tier in problem.tiers}
    for tier in rule.tiers:
        if tier not in known:
            raise Refused("selection_tier_unknown", tier=tier[:60])


def _check_attribute(attribute: str, problem: Problem) -> None:
    for candidate in problem.candidates:
        if attribute not in candidate.attributes:
            raise Refused("selection_attribute_missing", key=candidate.key, attribute=attribute)


def _check_ties(problem: Problem) -> None:
    for tie in problem.ties:
        if isinstance(tie, FewerPlaces):
            _check_attribute(tie.per, problem)
        elif isinstance(tie, ByValue):
            for candidate in problem.candidates:
                value = candidate.values.get(tie.key)
                if value is None or not value.is_finite():
                    raise Refused("selection_tie_value_missing", key=candidate.key, value=tie.name or tie.key)
        elif not tie.clause.strip():
            raise Refused("selection_lot_without_clause")
    if any(isinstance(tie, ByLot) for tie in problem.ties):
        lots = Counter(each.lot for each in problem.candidates if each.lot is not None)
        for lot, times in lots.items():
            if times > 1:
                raise Refused("selection_lot_twice", lot=lot)


def _doubts(problem: Problem) -> Iterator[Finding]:
    for rule in problem.rules:
        if isinstance(rule, OneOf) or not rule.value:
            continue
        if all(each.attributes[rule.per] != rule.value for each in problem.candidates):
            severity = Severity.ERROR if isinstance(rule, AtLeast) and rule.n else Severity.WARNING
            params = {"attribute": rule.per, "value": rule.value}
            yield Finding("selection_value_unknown", severity, Place(""), params)
