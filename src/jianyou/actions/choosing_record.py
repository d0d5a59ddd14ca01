"""The decision record of a choice: what goes into it, from what the choice is made from."""

from collections.abc import Iterable, Mapping, Sequence

from jianyou import __version__
from jianyou.datafiles.canonical import Plain
from jianyou.domain.calls.choosing import problem_of
from jianyou.domain.judging.changes import Changes
from jianyou.domain.judging.plain import plain_of
from jianyou.domain.judging.record import (
    About,
    Ballot,
    Decided,
    Decision,
    How,
    Inputs,
    ballot_plain,
    parts_of,
    points_of,
    pseudonyms,
)
from jianyou.domain.judging.scores.official import Scores, official_scores
from jianyou.domain.judging.scores.sheets import CONSENSUS, Assigned
from jianyou.domain.judging.selection.inputs import Problem
from jianyou.queries.choice_basis import Basis

BASED_ON = ("review", "entries", "assigned", "sheets", "scores", "choice", "draws")
"""The parts of a record that a change of scores, entries or rules would change."""


def scores_of(basis: Basis) -> Scores:
    """The official scores of the entries."""
    entries = dict.fromkeys(basis.entries, basis.declared.award)
    return official_scores(basis.review, entries, basis.sheets, basis.assigned)


def problem_for(basis: Basis, scores: Scores, places: Mapping[str, int], changes: Changes) -> Problem:
    """What is chosen from, by the declared rules with these changes.

    Raises:
        Refused: the places of a tier are nowhere said, or an entry still waits for its score.
    """
    problem = problem_of(
        basis.declared, basis.review, scores, basis.attributes, places=places, lots=basis.lots
    )
    return changes.applied(problem)


def inputs_of(
    basis: Basis, about: tuple[str, str, str, str], problem: Problem, chosen: Iterable[Decided], secret: bytes
) -> Inputs:
    """All that goes into a record; `chosen` is what the rules came to, `about` what `Claimed` tells."""
    call, source, award, at = about
    experts = {sheet.expert for sheet in basis.sheets} | {one.expert for one in basis.assigned}
    names = pseudonyms(experts - {CONSENSUS}, secret)
    return Inputs(
        about=About(call, source, award, at, __version__),
        review=basis.review,
        entries=basis.entries,
        assigned=tuple(Assigned(names[one.expert], one.entry, one.stage) for one in basis.assigned),
        sheets=points_of(basis.sheets, names),
        problem=problem,
        decision=Decision(How.RULES, at, tuple(chosen)),
        draws=basis.draws,
    )


def changed_parts(
    basis: Basis,
    about: tuple[str, str, str, str],
    places: Mapping[str, int],
    secret: bytes,
    told: Mapping[str, Plain],
) -> Sequence[str]:
    """Which parts of a record `told` are no longer what they would be now.

    Raises:
        Refused: there could be no such choice now.
    """
    problem = problem_for(basis, scores_of(basis), places, Changes())
    parts = parts_of(inputs_of(basis, about, problem, (), secret), {})
    return [name for name in BASED_ON if parts[name] != told[name]]


def decided_record(
    parts: Mapping[str, Plain], decision: Decision, ballots: Sequence[Ballot]
) -> dict[str, Plain]:
    """The parts of a record with what people decided in the end."""
    return {**parts, "decision": plain_of(decision), "ballots": [ballot_plain(each) for each in ballots]}
