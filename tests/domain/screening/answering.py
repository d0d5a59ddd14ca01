"""Rows as registers, the answers that the reference reading gives, and those that an engine gave."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from jianyou.domain.eligibility.evaluate import evaluate
from jianyou.domain.eligibility.facts import PARENT, FactSpec, FactType, Value
from jianyou.domain.eligibility.pack import Pack
from jianyou.domain.eligibility.resolve import Rules
from jianyou.domain.screening.engines.choose import Screen
from jianyou.domain.screening.engines.frames import canonical_type
from jianyou.domain.screening.register import ColumnPlan, Register
from tests.strategies.eligibility import Row, facts_of

Answers = list[tuple[object, ...]]


def spec_of(pack: Pack, fact: str) -> FactSpec:
    """What a register's column of that fact holds."""
    basis, _, inner = fact.partition(".")
    if basis in {"declared", "judged"}:
        return FactSpec(fact, FactType.FLAG)
    return pack.facts[inner if fact.startswith(PARENT) else fact]


def typed_frame(pack: Pack, rows: Sequence[Row], facts: Sequence[str]) -> pl.DataFrame:
    """Rows with canonical values, and the number of each row."""
    columns = [
        pl.Series(fact, [_listed(row.get(fact)) for row in rows], canonical_type(spec_of(pack, fact)))
        for fact in facts
    ]
    return pl.DataFrame([pl.Series("row", range(len(rows)), pl.Int64), *columns])


def typed_register(pack: Pack, rows: Sequence[Row], facts: Sequence[str], folder: Path) -> Register:
    """A register whose columns are canonical as they stand."""
    path = folder / "typed.parquet"
    typed_frame(pack, rows, facts).write_parquet(path, row_group_size=7)
    return Register(
        paths=(path,),
        columns=tuple(ColumnPlan(fact, spec_of(pack, fact), fact) for fact in facts),
        carried=("row",),
        rows=len(rows),
    )


def written_register(pack: Pack, rows: Sequence[Row], facts: Sequence[str], folder: Path) -> Register:
    """A register of texts with mappings to values; `?` stands for what isn't understood."""
    path = folder / "written.parquet"
    texts = {fact: [written(row.get(fact)) for row in rows] for fact in facts}
    values = {fact: {written(row.get(fact)): _mapped(row.get(fact)) for row in rows} for fact in facts}
    columns = [pl.Series(fact, each, pl.String) for fact, each in texts.items()]
    pl.DataFrame([pl.Series("row", range(len(rows)), pl.Int64), *columns]).write_parquet(path)
    plans = [
        ColumnPlan(
            fact, spec_of(pack, fact), fact, {raw: value for raw, value in each.items() if raw is not None}
        )
        for fact, each in values.items()
    ]
    return Register((path,), tuple(plans), ("row",), len(rows))


def written(value: Value | None) -> str | None:
    """A value as a register of texts may have it, told apart from how it is written canonically."""
    return "?" if value is None else f"'{_mapped(value)}"


def expected(rules: Rules, rows: Sequence[Row], facts: Sequence[str] | None = None) -> Answers:
    """Row number, outcome, masks and conditions as the reference reading has them."""
    answers: Answers = []
    for number, row in enumerate(rows):
        there = row if facts is None else {fact: row[fact] for fact in facts if fact in row}
        outcome = evaluate(rules, facts_of(there))
        conditions = [each.truth for each in outcome.conditions]
        answers.append((number, outcome.verdict.value, *outcome.masks(), *conditions))
    return answers


def answered(screen: Screen, register: Register, rules: Sequence[Rules], folder: Path) -> pl.DataFrame:
    """What an engine wrote."""
    out = folder / "out.parquet"
    out.unlink(missing_ok=True)
    screen(register, rules, out)
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
    return pl.read_parquet(out, glob=False)


def _listed(value: Value | None) -> object:
    return list(value) if isinstance(value, tuple) else value


def _mapped(value: Value | None) -> bool | float | str | None:
    """A value as a mapping has it."""
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False, default=_day)
    return value.isoformat() if isinstance(value, date) else value


def _day(value: object) -> object:
    assert isinstance(value, date | Mapping)
    return value.isoformat() if isinstance(value, date) else dict(value)
