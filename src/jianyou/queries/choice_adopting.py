"""What adopting a choice would make of it: who keeps a place, who comes in, who goes out, open ties."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jianyou.domain.judging.record import How
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.papers.together import Outcome
from jianyou.queries.ballots import passed_in
from jianyou.queries.choice_records import record_part
from jianyou.queries.choice_told import Named, Telling, Tie
from jianyou.queries.collective import Choice as Decidable
from jianyou.queries.collective import list_choices
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.office_calls import own_call
from jianyou.store.models import Call, Choice, CollectiveDecision, Decided
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message


class Place(NamedTuple):
    """An entry with the key and the name of its tier."""

    entry: Named
    tier: str
    name: str


@dataclass(frozen=True, slots=True)
class AdoptingView:
    """`keeping` have the tier of the rules, `coming` came in otherwise, `going` lost their place so.

    `tiers` are key, name and places; `ties` are told where the rules alone decide.
    """

    number: int
    award: str
    digest: str
    status: str
    tiers: tuple[tuple[str, str, int], ...]
    keeping: tuple[Place, ...]
    coming: tuple[Named, ...]
    going: tuple[Place, ...]
    ties: tuple[Tie, ...]


def get_adopting(
    *, viewer: Actor, slug: str, number: int, how: How, meeting: int, ballots: Sequence[int]
) -> AdoptingView:
    """What a computed choice would become on that ground.

    Raises:
        Refused: there is no such call or choice, it isn't computed or a scenario, no such meeting or ballot,
            or an entry was recommended that isn't among those that are chosen from.
    """
    call = own_call(viewer, slug)
    row = Choice.objects.filter(call=call, number=number).first()
    if row is None:
        raise Refused("choice_unknown")
    if row.changes:
        raise Refused("choice_is_scenario")
    if row.status != "computed":
        raise Refused("choice_changed")
    telling = Telling(call, row)
    due = telling.due
    wanted = _wanted(call, row.award, how, meeting, ballots) if how is not How.RULES else set(due)
    if wanted - telling.scores.keys():
        raise Refused("choice_entry_unknown")
    order: list[str] = record_part(row.file, "result")["order"]
    touched = [key for key in order if key in wanted or key in due]
    names = telling.names({*touched, *telling.tied})
    places = [Place(names[key], due[key], telling.tier_names[due[key]]) for key in touched if key in due]
    return AdoptingView(
        number=row.number,
        award=row.award,
        digest=row.digest,
        status=row.status,
        tiers=telling.tiers,
        keeping=tuple(place for place in places if place.entry.key.hex in wanted),
        coming=tuple(names[key] for key in touched if key not in due),
        going=tuple(place for place in places if place.entry.key.hex not in wanted),
        ties=telling.ties(names) if how is How.RULES else (),
    )


def _wanted(call: Call, award: str, how: How, meeting: int, ballots: Sequence[int]) -> set[str]:
    """Who was recommended in that meeting, or passed in those ballots."""
    if how is How.BALLOT:
        if not ballots:
            raise Refused("choice_ballot_missing")
        return passed_in(call, ballots)
    decision = CollectiveDecision.objects.filter(call=call, number=meeting).first()
    if decision is None:
        raise Refused("choice_meeting_missing")
    lines = Decided.objects.filter(decision=decision, outcome=Outcome.RECOMMENDED)
    return {key.hex for key in lines.filter(award__in=("", award)).values_list("entry_id", flat=True)}


@dataclass(frozen=True, slots=True)
class Draft:
    """A line of a collective decision as the choice would have it: the entry, its outcome and the reason.

    Those to be recommended need no reason.
    """

    line: Decidable
    outcome: Outcome
    reason: Message | None


def draft_decision(*, viewer: Actor, slug: str, number: int) -> tuple[Draft, ...]:
    """A choice as lines of a collective decision: its chosen are to be recommended, its reserve stands by.

    Raises:
        Refused: there is no such call or choice, or it isn't computed.
    """
    call = own_call(viewer, slug)
    row = Choice.objects.filter(call=call, number=number).first()
    if row is None or not row.file:
        raise Refused("choice_unknown")
    result = record_part(row.file, "result")
    outcomes = dict.fromkeys((one["key"] for one in result["reserve"]), Outcome.RESERVE)
    outcomes |= dict.fromkeys((one["key"] for one in result["chosen"]), Outcome.RECOMMENDED)
    order = [key for key in result["order"] if key in outcomes]
    names = Telling(call, row).names(order)
    keys = {EntryKey(names[key].number, names[key].ordinal): key for key in order}
    found = list_choices(viewer=viewer, slug=slug, wanted=list(keys))
    # Who said nothing of awards has a line of none in particular; one of the award itself comes after it.
    own = ("", row.award)
    lines = {keys[EntryKey(one.number, one.ordinal)]: one for one in found if one.award in own}
    reasons = {
        one["key"]: Message("choice_reserve_reason", {"number": one["number"]}) for one in result["reserve"]
    }
    ranked = sorted(order, key=lambda key: outcomes[key] is not Outcome.RECOMMENDED)
    return tuple(Draft(lines[key], outcomes[key], reasons.get(key)) for key in ranked if key in lines)
