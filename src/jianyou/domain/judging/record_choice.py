"""The choice within a decision record: what it was made from, and all that it came to."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from jianyou.datafiles.canonical import Plain
from jianyou.domain.judging.plain import from_plain, plain_of
from jianyou.domain.judging.selection.inputs import (
    AtLeast,
    AtMost,
    ByLot,
    ByValue,
    Candidate,
    FewerPlaces,
    OneOf,
    Problem,
    Rule,
    Tie,
    Tier,
)
from jianyou.terms.finding import Refused

if TYPE_CHECKING:
    from jianyou.domain.judging.selection.select import Selection

Progress = Callable[[int, int], None]
"""Told how many are done, of how many."""

_RULES: Mapping[str, type[Any]] = {"at_most": AtMost, "at_least": AtLeast, "one_of": OneOf}
_TIES: Mapping[str, type[Any]] = {"value": ByValue, "fewer": FewerPlaces, "lot": ByLot}


def choice_plain(problem: Problem) -> dict[str, Plain]:
    """What a choice is made from; candidates in the order of their keys."""
    return {
        "candidates": [plain_of(each) for each in sorted(problem.candidates, key=lambda each: each.key)],
        "tiers": plain_of(problem.tiers),
        "rules": tagged_rules(problem.rules),
        "ties": tagged_ties(problem.ties),
        "digits": problem.digits,
    }


def tagged_rules(rules: Iterable[Rule]) -> list[Plain]:
    """Rules as plain values, each with its type."""
    return [_tagged(rule, _RULES) for rule in rules]


def tagged_ties(ties: Iterable[Tie]) -> list[Plain]:
    """What decides ties as plain values, each with its type."""
    return [_tagged(tie, _TIES) for tie in ties]


def problem_from(plain: object) -> Problem:
    """The same back again.

    Raises:
        Refused: a part is missing, unknown or of the wrong kind; `where` names it.
    """
    if not isinstance(plain, dict) or plain.keys() != {"candidates", "tiers", "rules", "ties", "digits"}:
        raise Refused("record_part_wrong", where="choice")
    return Problem(
        candidates=from_plain(tuple[Candidate, ...], plain["candidates"], "choice.candidates"),
        tiers=from_plain(tuple[Tier, ...], plain["tiers"], "choice.tiers"),
        rules=tuple(_untagged(plain["rules"], _RULES, "choice.rules")),
        ties=tuple(_untagged(plain["ties"], _TIES, "choice.ties")),
        digits=from_plain(int, plain["digits"], "choice.digits"),
    )


def result_plain(
    selection: "Selection", explained: Iterable[str], reserve: int, progress: Progress | None = None
) -> dict[str, Plain]:
    """What a choice came to; a few milliseconds for each reason and each place of the reserve list.

    `explained` are the entries whose reasons are told, `reserve` how many of the reserve list.
    """
    keys = sorted(set(explained))
    reasons: dict[str, Plain] = {}
    for done, key in enumerate(keys, 1):
        reasons[key] = _why(selection, key)
        if progress is not None:
            progress(done, len(keys))
    second = selection.second_best
    return {
        "chosen": plain_of(selection.chosen),
        "order": list(selection.order),
        "totals": plain_of(selection.totals),
        "unsettled": plain_of(selection.unsettled),
        "limits": plain_of(selection.quota_map),
        "second_best": plain_of(second),
        "reserve_asked": reserve,
        "reserve": plain_of(selection.reserve(reserve)) if reserve else [],
        "why": reasons,
    }


def _why(selection: "Selection", key: str) -> dict[str, Plain]:
    why = selection.why(key)
    return {
        "tier": why.tier,
        "margin": plain_of(why.margin),
        "missing_score": plain_of(why.missing_score),
        "toward": why.toward,
        "blocked_by": plain_of(why.blocked_by),
        "together": why.together,
        "displaced": plain_of(why.displaced),
    }


def _tagged(value: object, kinds: Mapping[str, type[Any]]) -> Plain:
    (name,) = [name for name, kind in kinds.items() if isinstance(value, kind)]
    plain = plain_of(value)
    assert isinstance(plain, dict)
    return {"type": name, **plain}


def _untagged(plain: object, kinds: Mapping[str, type[Any]], path: str) -> Iterable[Any]:
    if not isinstance(plain, list):
        raise Refused("record_part_wrong", where=path)
    for at, each in enumerate(plain, 1):
        kind = kinds.get(str(each.get("type"))) if isinstance(each, dict) else None
        if kind is None:
            raise Refused("record_part_wrong", where=f"{path}.{at}.type")
        rest = {name: value for name, value in each.items() if name != "type"}
        yield from_plain(kind, rest, f"{path}.{at}")
