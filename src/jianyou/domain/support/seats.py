"""给席位: by the selection engine, under the rule and a draw; each request seated or waiting, and why.

Limits count by organization within district within all, so that the engine's best choice is also what one
gets by going through the published order and seating everybody whom no limit stops. That walk tells the
reasons, and moves the waiting list up.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from jianyou.domain.judging.selection.inputs import (
    AtMost,
    ByLot,
    ByValue,
    Candidate,
    FewerPlaces,
    OneOf,
    Problem,
    Tie,
    Tier,
)
from jianyou.domain.judging.selection.inputs import Rule as Limit
from jianyou.domain.judging.selection.select import Selection
from jianyou.domain.support.rules import Criterion, Request, Rule, check_rule, standing
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message

_DISTRICT, _ORGANIZATION = "district", "organization"


class Answer(NamedTuple):
    """What came of a request: its place in the published order, and on the waiting list (0: it has a seat).

    `why` goes criterion by criterion and ends with what decided; `change` tells what would have to happen.
    """

    key: str
    place: int
    waiting: int
    why: tuple[Message, ...]
    change: tuple[Message, ...] = ()

    @property
    def seated(self) -> bool:
        """Whether it has a seat."""
        return self.waiting == 0


def give_seats(
    requests: Sequence[Request], seats: int, rule: Rule, lots: Mapping[str, int]
) -> tuple[Answer, ...]:
    """All requests in the published order, `seats` of them or fewer with a seat; however they are given in.

    `lots` has a place in the draw for each request, 1 first.

    Raises:
        Refused: the rule is wrong, a request stands twice or has no lot, or there is none.
    """
    problem = problem_of(requests, seats, rule, lots)
    selection = Selection(problem)
    by_key = {each.key: each for each in counted(requests, rule)}
    seated = {each.key for each in selection.chosen}
    return tuple(_answers([by_key[key] for key in selection.order], seated, seats, rule, lots))


def problem_of(requests: Sequence[Request], seats: int, rule: Rule, lots: Mapping[str, int]) -> Problem:
    """What the selection engine is asked.

    The score counts levels of equal standing by the criteria in front of `spread`, the lowest being 1:
    under limits of this kind the highest total gives the best levels their seats first.

    Raises:
        Refused: as `give_seats`.
    """
    check_rule(rule, seats)
    if not requests:
        raise Refused("support_nobody")
    if missing := [each.key for each in requests if each.key not in lots]:
        raise Refused("support_lot_missing", key=missing[0])
    before = _before_spread(rule)
    levels = {
        level: n
        for n, level in enumerate(sorted({standing(each, before) for each in requests}, reverse=True), 1)
    }
    names = [criterion.value for criterion in rule.criteria if criterion is not Criterion.SPREAD]
    candidates = tuple(
        Candidate(
            key=each.key,
            score=Decimal(levels[standing(each, before)]),
            attributes={_DISTRICT: each.district, _ORGANIZATION: each.organization},
            values=dict(zip(names, map(Decimal, standing(each, rule)), strict=True)),
            lot=lots[each.key],
        )
        for each in counted(requests, rule)
    )
    tier = Tier("seat", "seat", seats)
    return Problem(candidates, (tier,), tuple(_limits(rule)), tuple(_ties(rule)), digits=0)


def counted(requests: Sequence[Request], rule: Rule) -> list[Request]:
    """The requests as limits count them: those of one organization in one district, that of its first key."""
    first: dict[str, str] = {}
    for each in sorted(requests):
        first.setdefault(each.organization, each.district)
    if not rule.one_per_organization:
        return list(requests)
    return [
        each._replace(district=first[each.organization]) if each.organization else each for each in requests
    ]


def in_order(requests: Sequence[Request], rule: Rule, places: Mapping[str, int]) -> list[Request]:
    """The requests of a record as limits count them, by their `places` in the published order."""
    # Counted before any is left out: an organization counts where its first request does, even if that left.
    return sorted(
        (each for each in counted(requests, rule) if each.key in places), key=lambda each: places[each.key]
    )


def next_up(
    order: Sequence[Request], seated: Collection[str], waiting: Collection[str], seats: int, rule: Rule
) -> str:
    """Who of the waiting comes next now that a seat is free; empty for nobody. `order` is `in_order`."""
    walk = _Walk(seats, rule)
    for each in order:
        if each.key in seated:
            walk.take(each)
    return next((each.key for each in order if each.key in waiting and not walk.stopped(each)), "")


class Waits(NamedTuple):
    """Where one stands on the waiting list now, and what would have to happen."""

    number: int
    change: Message


def criteria_told(request: Request, rule: Rule) -> tuple[Message, ...]:
    """What the rule compares of a request by itself, in words."""
    alone = Rule(tuple(one for one in rule.criteria if one is not Criterion.SPREAD), rule.groups, rule.months)
    return tuple(_by_criteria(request, alone, _Walk(0, alone)))


def waiting_list(
    order: Sequence[Request], seated: Collection[str], waiting: Collection[str], seats: int, rule: Rule
) -> dict[str, Waits]:
    """The waiting list as it stands now; `order` is `in_order`."""
    walk = _Walk(seats, rule)
    for each in order:
        if each.key in seated:
            walk.take(each)
    rest = [each for each in order if each.key in waiting]
    return {each.key: Waits(number, _change(walk.stopped(each), each)) for number, each in enumerate(rest, 1)}


class _Walk:
    """Seats taken so far, and what stops the next one."""

    def __init__(self, seats: int, rule: Rule) -> None:
        self.seats, self.rule = seats, rule
        self.districts: Counter[str] = Counter()
        self.organizations: set[str] = set()
        self.taken = 0

    def take(self, request: Request) -> None:
        self.taken += 1
        self.districts[request.district] += 1
        self.organizations.add(request.organization)

    def stopped(self, request: Request) -> str:
        """The limit that stops it: organization, district or seats; empty where none does."""
        if (
            self.rule.one_per_organization
            and request.organization
            and request.organization in self.organizations
        ):
            return _ORGANIZATION
        if (
            self.rule.per_district
            and request.district
            and self.districts[request.district] >= self.rule.per_district
        ):
            return _DISTRICT
        return "seats" if self.taken >= self.seats else ""


def _before_spread(rule: Rule) -> Rule:
    """The rule with those criteria alone that come before the balance of districts."""
    at = rule.criteria.index(Criterion.SPREAD) if Criterion.SPREAD in rule.criteria else len(rule.criteria)
    return Rule(rule.criteria[:at], rule.groups, rule.months)


def _limits(rule: Rule) -> Iterator[Limit]:
    if rule.per_district:
        yield AtMost(rule.per_district, per=_DISTRICT)
    if rule.one_per_organization:
        yield OneOf(_ORGANIZATION)


def _ties(rule: Rule) -> Iterator[Tie]:
    for criterion in rule.criteria:
        if criterion is Criterion.SPREAD:
            yield FewerPlaces(_DISTRICT)
        else:
            yield ByValue(criterion.value, larger_first=False)
    yield ByLot("support_rule_lot")


def _answers(
    order: Sequence[Request], seated: Collection[str], seats: int, rule: Rule, lots: Mapping[str, int]
) -> Iterator[Answer]:
    walk, waiting = _Walk(seats, rule), 0
    equals: dict[tuple[int, ...], list[int]] = {}
    for each in order:
        equals.setdefault(standing(each, rule), []).append(lots[each.key])
    for place, each in enumerate(order, 1):
        own = tuple(_by_criteria(each, rule, walk))
        among = sorted(equals[standing(each, rule)])
        if len(among) > 1:
            drawn = {"place": among.index(lots[each.key]) + 1, "count": len(among)}
            own = (*own, Message("support_why_lot", drawn))
        if each.key in seated:
            walk.take(each)
            yield Answer(each.key, place, 0, (*own, Message("support_why_seated", {"place": place})))
            continue
        waiting += 1
        stopped = walk.stopped(each)
        yield Answer(
            each.key,
            place,
            waiting,
            (*own, _end(stopped, each, seats, rule)),
            (_change(stopped, each),),
        )


def _by_criteria(request: Request, rule: Rule, walk: _Walk) -> Iterator[Message]:
    for criterion in rule.criteria:
        if criterion is Criterion.GROUP:
            group = next((one for one in rule.groups if one in request.groups), "")
            yield Message(_GROUPS[group])
        elif criterion is Criterion.SERVED and request.served:
            yield Message("support_why_served", {"months": rule.months, "count": request.served})
        elif criterion is Criterion.SERVED:
            yield Message("support_why_not_served", {"months": rule.months})
        elif request.district:
            yield Message("support_why_spread", {"count": walk.districts[request.district]})


_GROUPS = {
    "": "support_why_no_group",
    "conferred": "support_why_conferred",
    "recommended": "support_why_recommended",
    "nominated": "support_why_nominated",
}


def _end(stopped: str, request: Request, seats: int, rule: Rule) -> Message:
    if stopped == _ORGANIZATION:
        return Message("support_why_organization")
    if stopped == _DISTRICT:
        return Message("support_why_district", {"district": request.district, "most": rule.per_district})
    return Message("support_why_full", {"seats": seats})


def _change(stopped: str, request: Request) -> Message:
    if stopped == _ORGANIZATION:
        return Message("support_change_organization")
    if stopped == _DISTRICT:
        return Message("support_change_district", {"district": request.district})
    return Message("support_change_full")
