"""One nominee: the verdict with its whole trace, by our reference reading and by zen-engine."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.eligibility import ours, zen_hand
from benchmarks.eligibility.data import CARRIED, NEEDED
from jianyou.domain.eligibility.evaluate import evaluate
from jianyou.domain.eligibility.explain import explain
from jianyou.domain.eligibility.normalize import normalize
from jianyou.terms.lang import Lang


def contestants(register: Path) -> Mapping[str, Callable[[], object]]:
    """`trace` from facts that are read, `explanation` from facts as written to words for a person."""
    rules = ours.rules()
    raw = _written(pl.read_parquet(register, n_rows=1).select(*CARRIED, *NEEDED).to_dicts()[0])
    facts = normalize(raw, rules.pack.facts, rules.as_of).facts
    (row,) = zen_hand.rows(register, most=1)
    decision = zen_hand.engine().get_decision(zen_hand.KEY)
    theirs = decision.evaluate(row, {"trace": True})["result"]
    outcome = evaluate(rules, facts)
    if (theirs["outcome"], theirs["false_mask"], theirs["unknown_mask"]) != (
        outcome.verdict,
        *outcome.masks(),
    ):
        raise SystemExit(f"zen answers otherwise for one nominee: {theirs}")
    return {
        "trace": lambda: evaluate(rules, facts),
        "explanation": lambda: explain(
            evaluate(rules, normalize(raw, rules.pack.facts, rules.as_of).facts), facts, Lang.ZH
        ),
        "zen": lambda: decision.evaluate(row, {"trace": True}),
    }


def _written(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, dict):
        return {name: _written(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_written(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
