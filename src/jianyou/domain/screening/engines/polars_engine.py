"""Rules over a register by Polars: lazily, in batches, from Parquet to Parquet."""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import and_, ge, gt, le, lt, or_
from pathlib import Path

import polars as pl

from jianyou.domain.eligibility.facts import FactSpec
from jianyou.domain.eligibility.pack import FieldOp, Op
from jianyou.domain.eligibility.resolve import FieldCheck, Rules
from jianyou.domain.screening.engines.failing import failed
from jianyou.domain.screening.engines.frames import canonical, canonical_type, field_types, scanned
from jianyou.domain.screening.engines.plan import (
    And,
    Answer,
    Combined,
    Fixed,
    Hearing,
    Negated,
    PackPlan,
    Plan,
    Question,
    check_columns,
    planned,
)
from jianyou.domain.screening.register import ColumnPlan, Register
from jianyou.terms.nominee import NomineeKind
from jianyou.terms.verdict import Verdict

_BYTE = 8
_FEW = 8
"""Up to so many texts are compared one by one, which is faster than looking each up in a set."""


def screen(
    register: Register, rules: Sequence[Rules], out: Path, offset: int = 0, length: int | None = None
) -> None:
    """Write the carried columns and the results of every pack to one Parquet file.

    Raises:
        Refused: the register can't be read, or a name would stand for two columns.
    """
    try:
        frame = scanned(register, offset, length)
        answered = answers(frame, register.columns, rules, register.carried)
        answered.sink_parquet(out, compression="zstd")
    except (pl.exceptions.PolarsError, OSError) as error:
        raise failed("Polars", error) from error


def answers(
    frame: pl.LazyFrame, plans: Sequence[ColumnPlan], rules: Sequence[Rules], carried: Sequence[str] = ()
) -> pl.LazyFrame:
    """The carried columns and the results of every pack, row by row of the frame."""
    plan = planned(plans, rules, carried)
    schema = frame.collect_schema()
    check_columns(schema, plans, carried)
    facts = [canonical(fact, schema[fact.source]).alias(f"f{at}") for at, fact in enumerate(plan.facts)]
    kept = [pl.col(name).alias(f"c{at}") for at, name in enumerate(carried)]
    # One column at least, so that the rows are counted.
    stage = frame.select([*kept, *facts] or [pl.nth(0).alias("c")])
    types = stage.collect_schema()
    stage = stage.with_columns(
        _answer(question, types).alias(f"q{at}") for at, question in enumerate(plan.questions)
    )
    stage = stage.with_columns(
        _combined(rule.answer).alias(rule.column) for pack in plan.packs for rule in pack.rules
    )
    return _concluded(stage, plan, carried)


def _concluded(stage: pl.LazyFrame, plan: Plan, carried: Sequence[str]) -> pl.LazyFrame:
    masks = [mask for pack in plan.packs for mask in _masks(pack)]
    columns = [pl.col(f"c{at}").alias(name) for at, name in enumerate(carried)]
    for pack in plan.packs:
        columns.append(_outcome(pack).alias(pack.outcome))
        columns.append(pl.col(f"no{pack.number}").alias(pack.false_mask))
        columns.append(pl.col(f"open{pack.number}").alias(pack.unknown_mask))
        columns.extend(pl.col(rule.column).alias(rule.result) for rule in pack.rules)
    return stage.with_columns(masks).select(columns)


# Questions


def _answer(question: Question | Hearing, types: Mapping[str, pl.DataType]) -> pl.Expr:
    if isinstance(question, Hearing):
        return pl.coalesce(question.columns)
    own = _asked(question, question.own, types)
    if question.kind is None:
        return own
    kind = pl.col(question.kind)
    team = pl.when(kind == NomineeKind.TEAM.value).then(_asked(question, question.parent, types))
    return team.when(kind.is_not_null()).then(own)


def _asked(question: Question, fact: str | None, types: Mapping[str, pl.DataType]) -> pl.Expr:
    """The answer for one column of a fact; null where that is null."""
    if fact is None:
        return pl.lit(None, pl.Boolean)
    return _ANSWERS[question.op](pl.col(fact), question, types[fact])


def _compared(
    comparison: Callable[[pl.Expr, float], pl.Expr],
) -> Callable[[pl.Expr, Question, pl.DataType], pl.Expr]:
    """A comparison with the question's number; every known number will do where it has none."""
    return lambda column, question, _: (
        _known(column) if question.number is None else comparison(column, question.number)
    )


def _known(column: pl.Expr) -> pl.Expr:
    return _if_known(column, column.is_not_null())


def _if_known(column: pl.Expr, answer: pl.Expr) -> pl.Expr:
    return pl.when(column.is_not_null()).then(answer)


def _among(column: pl.Expr, values: Sequence[str], unsure: Sequence[str]) -> pl.Expr:
    found = _within(column, values)
    return pl.when(found | ~_within(column, unsure)).then(found) if unsure else found


def _within(column: pl.Expr, values: Sequence[str]) -> pl.Expr:
    if 0 < len(values) <= _FEW:
        return reduce(or_, [column == value for value in values])
    return column.is_in(list(values))


def _begins(column: pl.Expr, asked: Question) -> pl.Expr:
    found = _prefixed(column, asked.values)
    unsure = [_prefixed(column, asked.unsure)] if asked.unsure else []
    unsure += [_within(column, asked.coarser)] if asked.coarser else []
    return pl.when(found | ~reduce(or_, unsure)).then(found) if unsure else found


def _prefixed(column: pl.Expr, prefixes: Sequence[str]) -> pl.Expr:
    if not prefixes:
        return _if_known(column, column.is_null())
    return reduce(or_, [column.str.starts_with(prefix) for prefix in prefixes])


def _some_record(column: pl.Expr, question: Question, given: pl.DataType) -> pl.Expr:
    there = field_types(given)
    specs = {field.name: field for field in question.spec.fields}
    checks = [_field_holds(check, specs[check.field], there.get(check.field)) for check in question.where]
    rest = [check for check in checks if isinstance(check, pl.Expr)]
    unknown = any(check is None for check in checks)
    if not rest:
        # No field to look at: every record answers the same.
        return _of_parts(column, pl.lit(None if unknown else True, pl.Boolean))
    return _any_part(column, reduce(and_, [*rest, pl.lit(None, pl.Boolean)] if unknown else rest))


def _any_part(column: pl.Expr, passes: pl.Expr) -> pl.Expr:
    """Kleene's or over the parts of a list."""
    return _of_parts(column, column.list.agg(passes.any(ignore_nulls=False)))


def _of_parts(column: pl.Expr, answer: pl.Expr) -> pl.Expr:
    """The answer for lists with any part, no for empty ones; where most are empty, this saves much time."""
    length = column.list.len()
    return pl.when(length > 0).then(answer).when(length == 0).then(pl.lit(value=False))


def _field_holds(check: FieldCheck, spec: FactSpec, given: pl.DataType | None) -> pl.Expr | Fixed:
    if check.op is FieldOp.WITHIN_YEARS and check.cutoff is None:
        return True
    if given is None:
        return None
    field = pl.element().struct.field(check.field)
    wanted = canonical_type(spec)
    field = field if given == wanted else field.cast(wanted, strict=False)
    match check.op:
        case FieldOp.IS:
            return field if check.flag else ~field
        case FieldOp.ONE_OF:
            return _among(field, check.values, check.unsure)
        case _:
            return field >= check.cutoff


_ANSWERS: Mapping[Op, Callable[[pl.Expr, Question, pl.DataType], pl.Expr]] = {
    Op.KNOWN: lambda column, _asked, _type: _known(column),
    Op.IS: lambda column, asked, _type: column if asked.flag else ~column,
    Op.ONE_OF: lambda column, asked, _type: _among(column, asked.values, asked.unsure),
    Op.PREFIX_IN: lambda column, asked, _type: _begins(column, asked),
    Op.HAS_ANY: lambda column, asked, _type: _any_part(
        column, _among(pl.element(), asked.values, asked.unsure)
    ),
    Op.AT_LEAST: _compared(ge),
    Op.AT_MOST: _compared(le),
    Op.ABOVE: _compared(gt),
    Op.BELOW: _compared(lt),
    Op.HELD_YEARS: lambda column, asked, _type: (
        _known(column) if asked.cutoff is None else column <= asked.cutoff
    ),
    Op.SOME: _some_record,
    Op.NONE: lambda column, asked, given: ~_some_record(column, asked, given),
}


# Conditions and conclusions


def _combined(part: Combined) -> pl.Expr:
    if part is None or isinstance(part, bool):
        return pl.lit(part, pl.Boolean)
    if isinstance(part, Answer):
        return pl.col(part.column)
    if isinstance(part, Negated):
        return ~_combined(part.part)
    operands = [_combined(each) for each in part.parts]
    operands += [pl.lit(None, pl.Boolean)] if part.unknown else []
    return reduce(and_ if isinstance(part, And) else or_, operands)


def _masks(pack: PackPlan) -> list[pl.Expr]:
    no, unknown = [], []
    for at, rule in enumerate(pack.rules):
        column = pl.col(rule.column)
        no.append((at, ~column.fill_null(value=True)))
        unknown.append((at, column.is_null()))
    return [_bits(no).alias(f"no{pack.number}"), _bits(unknown).alias(f"open{pack.number}")]


def _bits(flags: Sequence[tuple[int, pl.Expr]]) -> pl.Expr:
    """One whole number of 64 bits, put together from bytes so that little memory is moved."""
    octets: dict[int, list[pl.Expr]] = {}
    for at, flag in flags:
        octets.setdefault(at // _BYTE, []).append(flag.cast(pl.UInt8) * pl.lit(1 << at % _BYTE, pl.UInt8))
    return reduce(
        or_,
        [
            reduce(or_, parts).cast(pl.Int64) * pl.lit(1 << _BYTE * octet, pl.Int64)
            for octet, parts in octets.items()
        ],
    )


def _outcome(pack: PackPlan) -> pl.Expr:
    met, not_met, unknown = (pl.lit(each.value) for each in (Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN))
    no, still_open = pl.col(f"no{pack.number}"), pl.col(f"open{pack.number}")
    return pl.when(no != 0).then(not_met).when(still_open != 0).then(unknown).otherwise(met)
