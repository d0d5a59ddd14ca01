"""The rules of a call as single limits, each with its words."""

from collections.abc import Iterator

from jianyou.domain.judging.selection.checks import to_units
from jianyou.domain.judging.selection.inputs import AtLeast, Limit, LimitKind, OneOf, Problem, Rule
from jianyou.terms.lang import Lang
from jianyou.terms.message import Message


def limits_of(problem: Problem) -> tuple[Limit, ...]:
    """Every limit that is counted: rules in the call's order, one for each value, then places of tiers."""
    found = [limit for number, rule in enumerate(problem.rules) for limit in _of_rule(number, rule, problem)]
    places = (Limit(LimitKind.PLACES, None, tier.most, tiers=(tier.name,)) for tier in problem.tiers)
    return (*found, *places)


def floors_of(problem: Problem) -> tuple[Limit | None, ...]:
    """The floor of each tier, None where it has none."""
    return tuple(
        None
        if tier.floor is None
        else Limit(
            LimitKind.FLOOR, None, to_units(tier.floor, problem.digits, tier.name), "", "", (tier.name,)
        )
        for tier in problem.tiers
    )


def _of_rule(number: int, rule: Rule, problem: Problem) -> Iterator[Limit]:
    if isinstance(rule, OneOf):
        for value in _values(rule.attribute, problem):
            yield Limit(
                LimitKind.ONE_OF, number, 1, rule.attribute, value, (), rule.clause, rule.label, each=True
            )
        return
    kind = LimitKind.AT_LEAST if isinstance(rule, AtLeast) else LimitKind.AT_MOST
    names = {tier.key: tier.name for tier in problem.tiers}
    tiers = tuple(names[tier.key] for tier in problem.tiers if tier.key in rule.tiers)
    each = bool(rule.per and not rule.value)
    for value in _values(rule.per, problem) if each else [rule.value]:
        yield Limit(kind, number, rule.n, rule.per, value, tiers, rule.clause, rule.label, each=each)


def _values(attribute: str, problem: Problem) -> list[str]:
    return sorted({each.attributes[attribute] for each in problem.candidates} - {""})


def limit_message(limit: Limit, digits: int = 0) -> Message:
    """The limit in words; `digits` are the decimal places of scores, which a floor is written with."""
    n = limit.n if limit.kind is not LimitKind.FLOOR else score_text(limit.n, digits)
    tiers = "、".join(limit.tiers)
    who = _who(limit)
    params = {"n": n, "who": who, "attribute": limit.attribute, "tiers": tiers, "clause": limit.clause}
    return Message(_CODES[limit.kind, bool(who), bool(tiers)], params)


def _who(limit: Limit) -> str:
    """Whom a limit counts, in the call's words where it has some."""
    if limit.each:
        return limit.value or limit.label or limit.attribute
    return limit.label or limit.value


_CODES = {
    (LimitKind.AT_MOST, True, True): "selection_limit_at_most_in",
    (LimitKind.AT_MOST, True, False): "selection_limit_at_most",
    (LimitKind.AT_MOST, False, True): "selection_limit_at_most_all_in",
    (LimitKind.AT_MOST, False, False): "selection_limit_at_most_all",
    (LimitKind.AT_LEAST, True, True): "selection_limit_at_least_in",
    (LimitKind.AT_LEAST, True, False): "selection_limit_at_least",
    (LimitKind.AT_LEAST, False, True): "selection_limit_at_least_all_in",
    (LimitKind.AT_LEAST, False, False): "selection_limit_at_least_all",
    (LimitKind.ONE_OF, True, False): "selection_limit_one_of",
    (LimitKind.PLACES, False, True): "selection_limit_places",
    (LimitKind.FLOOR, False, True): "selection_limit_floor",
}


def limit_text(limit: Limit, digits: int = 0, lang: Lang = Lang.ZH) -> str:
    """The limit in words, with the clause it rests on."""
    words = limit_message(limit, digits).text(lang)
    if not limit.clause:
        return words
    return f"{words}（{limit.clause}）" if lang is Lang.ZH else f"{words} ({limit.clause})"


def score_text(units: int, digits: int) -> str:
    """A number of units written with its decimal places: 9717 with 2 -> 97.17."""
    sign = "-" if units < 0 else ""
    whole, rest = divmod(abs(units), 10**digits)
    return f"{sign}{whole}.{rest:0{digits}d}" if digits else f"{sign}{whole}"
