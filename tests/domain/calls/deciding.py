"""The example call decided: twelve entries scored, chosen, and written down."""

import hashlib
from decimal import Decimal
from functools import cache
from pathlib import Path

from jianyou.domain.calls.call import Call
from jianyou.domain.calls.choosing import problem_of
from jianyou.domain.calls.load import load_call
from jianyou.domain.judging.record import (
    About,
    Decided,
    Decision,
    How,
    Inputs,
    points_of,
    pseudonyms,
    record_of,
)
from jianyou.domain.judging.record_choice import result_plain
from jianyou.domain.judging.scores.official import official_scores
from jianyou.domain.judging.scores.sheets import Mark, Sheet
from jianyou.domain.judging.scores.stages import ReviewStage
from jianyou.domain.judging.selection.select import Selection

PATH = Path(__file__).resolve().parents[3] / "examples" / "review-2026.yaml"
ENTRIES = {f"N{number:02}": "benchmark" for number in range(1, 13)}
ATTRIBUTES = {
    key: {
        "district": ("江津区", "永川区", "涪陵区")[at % 3],
        "industry": ("34", "38")[at % 2],
        "size": "中小企业" if at % 2 else "大型企业",
        "group": "示例集团" if at in (0, 1) else "",
    }
    for at, key in enumerate(ENTRIES)
}


@cache
def call() -> Call:
    return load_call(str(PATH))


def _marks(stage: ReviewStage, at: int, expert: int) -> dict[str, Mark]:
    """Points that fall from entry to entry; the second half of the experts is a little stricter."""
    share = Decimal(96 - 3 * at - expert % 2) / 100
    return {item.key: Mark(item.most * share // item.step * item.step) for item in stage.rubric.items}


def sheets() -> list[Sheet]:
    review = call().review
    assert review is not None
    return [
        Sheet(f"e{expert}", key, stage.key, _marks(stage, at, expert))
        for stage in review.stages
        for at, key in enumerate(ENTRIES)
        for expert in range(stage.per_entry)
    ]


@cache
def record() -> str:
    """The record of what the rules of the example come to."""
    review, (choice,) = call().review, call().choices
    assert review is not None
    scores = official_scores(review, ENTRIES, sheets())
    problem = problem_of(choice, review, scores, ATTRIBUTES)
    selection = Selection(problem)
    inputs = Inputs(
        about=About(
            call().id,
            hashlib.sha256(PATH.read_bytes()).hexdigest(),
            choice.award,
            "2026-11-20T09:00:00+08:00",
            "0.1.0",
        ),
        review=review,
        entries=tuple(ENTRIES),
        assigned=None,
        sheets=points_of(sheets(), pseudonyms((each.expert for each in sheets()), b"example")),
        problem=problem,
        decision=Decision(
            How.COLLECTIVE,
            "2026-11-20T10:00:00+08:00",
            tuple(Decided(each.key, each.tier) for each in selection.chosen),
        ),
    )
    return record_of(inputs, result_plain(selection, [each.key for each in problem.candidates], 3))
