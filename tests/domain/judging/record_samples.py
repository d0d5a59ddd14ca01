"""A small decision with everything in it: two stages, six entries, ties, a draw, a ballot."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache

from jianyou.domain.judging.ballot import BallotRules, Round, Tally, two_thirds
from jianyou.domain.judging.candidates import candidates_of
from jianyou.domain.judging.draw import Draw, DrawPlan, DrawPurpose, Secret, Ticket, commit, make_draw
from jianyou.domain.judging.record import (
    About,
    Ballot,
    Decided,
    Decision,
    How,
    Inputs,
    points_of,
    pseudonyms,
    record_of,
)
from jianyou.domain.judging.record_choice import result_plain
from jianyou.domain.judging.scores.sheets import Assigned, Mark, Sheet
from jianyou.domain.judging.scores.stages import Combine, Formula, FormulaKind, Review
from jianyou.domain.judging.selection.inputs import (
    AtLeast,
    AtMost,
    ByLot,
    ByValue,
    FewerPlaces,
    OneOf,
    Problem,
    Tier,
)
from jianyou.domain.judging.selection.select import Selection
from tests.domain.judging.score_samples import RUBRIC, stage

D = Decimal
ENTRIES = ("a01", "a02", "a03", "a04", "a05", "a06")
EXPERTS = ("li", "wang", "zhang")
FIRST = {
    "a01": ("28", "27.5", "18"),
    "a02": ("26", "26.5", "17"),
    "a03": ("26", "26.5", "17"),
    "a04": ("25", "20", "16"),
    "a05": ("20", "22", "12"),
    "a06": ("9", "10", "5"),
}
ATTRIBUTES = {
    key: {"district": district, "kind": kind, "group": group}
    for key, district, kind, group in (
        ("a01", "江津区", "organization", "甲集团"),
        ("a02", "江津区", "organization", ""),
        ("a03", "永川区", "organization", ""),
        ("a04", "永川区", "team", "甲集团"),
        ("a05", "涪陵区", "team", ""),
        ("a06", "涪陵区", "organization", ""),
    )
}
REVIEW = Review(
    (
        replace(stage(Formula(FormulaKind.TRIMMED, 1), rubric=RUBRIC), weight=D(60), gate=D(40)),
        replace(stage(Formula(), key="defence", per_entry=2, fewest=2), weight=D(40)),
    ),
    Combine(D(100)),
)


def _sheet(expert: str, entry: str, shift: int) -> Sheet:
    points = [D(each) + shift for each in FIRST[entry]]
    marks = {
        item.key: Mark(each, comment="不进记录") for item, each in zip(RUBRIC.items, points, strict=True)
    }
    return Sheet(expert, entry, "material", marks)


def _sheets() -> list[Sheet]:
    material = [_sheet(expert, entry, shift) for entry in ENTRIES for shift, expert in enumerate(EXPERTS, -1)]
    # a06 stops at the gate.
    defence = [
        Sheet(expert, entry, "defence", {"all": Mark(D(85 - number // 3))})
        for number, entry in enumerate(ENTRIES[:5])
        for expert in EXPERTS[:2]
    ]
    return [*material, *defence]


def tie_draw() -> Draw:
    secrets = (Secret("office", "一号", "0" * 32), Secret("supervisor", "二号", "1" * 32))
    plan = DrawPlan(
        DrawPurpose.TIES,
        "同分抽签",
        (Ticket("a02"), Ticket("a03")),
        2,
        "某日开奖号码",
        tuple(map(commit, secrets)),
        clause="附件3四6",
    )
    return make_draw(plan, "0102030405", secrets)


@cache
def inputs() -> Inputs:
    names = pseudonyms(EXPERTS, b"secret")
    draw = tie_draw()
    sheets = _sheets()
    assigned = [Assigned(names[sheet.expert], sheet.entry, sheet.stage) for sheet in sheets]
    made = Inputs(
        about=About("review-2026", "0" * 64, "benchmark", "2026-11-23T17:00:00+08:00", "0.1.0"),
        review=REVIEW,
        entries=ENTRIES,
        assigned=tuple(assigned),
        sheets=points_of(sheets, names),
        problem=Problem((), ()),
        decision=Decision(How.COLLECTIVE, "2026-11-24T10:00:00+08:00", ()),
        draws=(draw,),
        ballots=(
            Ballot(
                "提名",
                BallotRules(9, Fraction(2, 3), two_thirds()),
                ("a04", "a05"),
                (Round(8, {"a04": Tally(7, 1), "a05": Tally(3, 4, 1)}),),
            ),
        ),
    )
    ties = (
        ByValue("defence", "现场答辩"),
        ByValue("material.result"),
        FewerPlaces("district"),
        ByLot("附件3四6"),
    )
    problem = Problem(
        candidates_of(
            made.scores(), "benchmark", ATTRIBUTES, ties, {key: at for at, key in enumerate(draw.order, 1)}
        ),
        (Tier("first", "标杆", 1, D(60)), Tier("second", "提名", 2)),
        (
            AtMost(2, "district", clause="附件3四3"),
            AtLeast(1, "kind", "team", ("first", "second")),
            OneOf("group"),
        ),
        ties,
    )
    return replace(made, problem=problem)


@cache
def decided() -> Inputs:
    """The same with what the rules come to as the decision."""
    chosen = tuple(Decided(each.key, each.tier) for each in Selection(inputs().problem).chosen)
    return replace(inputs(), decision=replace(inputs().decision, chosen=chosen))


@cache
def record() -> str:
    problem = inputs().problem
    result = result_plain(Selection(problem), [each.key for each in problem.candidates], 3)
    return record_of(decided(), result)
