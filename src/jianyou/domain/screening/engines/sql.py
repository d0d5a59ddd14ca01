"""Rules as SQL: one SELECT around another, so that every answer is computed once and then has a name.

Three-valued logic is that of SQL itself. What `NOT` and `IS NULL` are asked of stands in brackets, as
they bind differently than one thinks.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jianyou.domain.eligibility.facts import FactSpec
from jianyou.domain.eligibility.pack import FieldOp, Op
from jianyou.domain.eligibility.resolve import FieldCheck
from jianyou.domain.screening.engines.dialects import PART, Dialect
from jianyou.domain.screening.engines.plan import (
    And,
    Answer,
    Combined,
    Hearing,
    Negated,
    PackPlan,
    Plan,
    Question,
)
from jianyou.terms.nominee import NomineeKind
from jianyou.terms.verdict import Verdict

_COMPARISONS = {Op.AT_LEAST: ">=", Op.AT_MOST: "<=", Op.ABOVE: ">", Op.BELOW: "<"}


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from: `tables` as it stands after FROM, with an expression for every fact.

    `carried` are expressions too, and `fields` the fields that the records of a fact's column have; those
    of a fact that isn't named there are all there.
    """

    tables: str
    facts: Sequence[str]
    carried: Sequence[str]
    fields: Mapping[str, frozenset[str]]


def statement(plan: Plan, source: Source, dialect: Dialect) -> str:
    """A SELECT of the carried columns (`c0…`) and of the results: `v0` (outcome), `no0`, `open0`, `r0_0…`."""
    writer = _Writer(dialect, source.fields)
    carried = [f"c{at}" for at in range(len(source.carried))]
    facts = [f"{value} AS f{at}" for at, value in enumerate(source.facts)]
    questions = [f"{writer.answer(each)} AS q{at}" for at, each in enumerate(plan.questions)]
    rules = [rule for pack in plan.packs for rule in pack.rules]
    answers = [f"{writer.combined(rule.answer)} AS {rule.column}" for rule in rules]
    masks = [mask for pack in plan.packs for mask in writer.masks(pack)]
    columns = [column for pack in plan.packs for column in _results(pack)]
    kept = [f"{value} AS c{at}" for at, value in enumerate(source.carried)]
    inner = _select([*kept, *facts] or ["1 AS c"], source.tables, dialect.fence)
    inner = _select([*carried, *questions] or ["c"], f"({inner}) AS facts", dialect.fence)
    inner = _select([*carried, *answers], f"({inner}) AS answers", dialect.fence)
    own = [rule.column for rule in rules]
    inner = _select([*carried, *own, *masks], f"({inner}) AS conditions", dialect.fence)
    return _select([*carried, *columns], f"({inner}) AS masks", "")


def result_names(plan: Plan, carried: Sequence[str]) -> dict[str, str]:
    """The columns of `statement` with the names that they have in the result."""
    names = {f"c{at}": name for at, name in enumerate(carried)}
    for pack in plan.packs:
        names |= {f"v{pack.number}": pack.outcome}
        names |= {f"no{pack.number}": pack.false_mask, f"open{pack.number}": pack.unknown_mask}
        names |= {rule.column: rule.result for rule in pack.rules}
    return names


def _select(columns: Iterable[str], tables: str, fence: str) -> str:
    return f"SELECT {', '.join(columns)} FROM {tables}{fence}"  # noqa: S608  names are quoted by the dialect


def _results(pack: PackPlan) -> list[str]:
    no, still_open = f"no{pack.number}", f"open{pack.number}"
    outcome = (
        f"CASE WHEN {no} <> 0 THEN '{Verdict.NOT_MET}' WHEN {still_open} <> 0 THEN '{Verdict.UNKNOWN}' "
        f"ELSE '{Verdict.MET}' END AS v{pack.number}"
    )
    return [outcome, no, still_open, *(rule.column for rule in pack.rules)]


class _Writer:
    """Questions and conditions in one dialect."""

    def __init__(self, dialect: Dialect, fields: Mapping[str, frozenset[str]]) -> None:
        self._sql = dialect
        self._fields = fields

    def answer(self, question: Question | Hearing) -> str:
        if isinstance(question, Hearing):
            columns = question.columns
            return f"coalesce({', '.join(columns)})" if len(columns) > 1 else columns[0]
        own = self._asked(question, question.own)
        if question.kind is None:
            return own
        parent = self._asked(question, question.parent)
        return (
            f"CASE WHEN {question.kind} = '{NomineeKind.TEAM}' THEN {parent} "
            f"WHEN {question.kind} IS NOT NULL THEN {own} END"
        )

    def combined(self, part: Combined) -> str:
        if part is None or isinstance(part, bool):
            return self._sql.truth(part)
        if isinstance(part, Answer):
            return part.column
        if isinstance(part, Negated):
            return f"(NOT {self.combined(part.part)})"
        operands = [self.combined(each) for each in part.parts]
        operands += [self._sql.truth(None)] if part.unknown else []
        return "(" + (" AND " if isinstance(part, And) else " OR ").join(operands) + ")"

    def masks(self, pack: PackPlan) -> list[str]:
        columns = [rule.column for rule in pack.rules]
        no = [self._sql.bit(f"NOT coalesce({column}, TRUE)", at) for at, column in enumerate(columns)]
        still_open = [self._sql.bit(f"{column} IS NULL", at) for at, column in enumerate(columns)]
        return [f"{' + '.join(no)} AS no{pack.number}", f"{' + '.join(still_open)} AS open{pack.number}"]

    def _asked(self, question: Question, column: str | None) -> str:
        if column is None:
            return self._sql.truth(None)
        match question.op:
            case Op.IS:
                return column if question.flag else f"(NOT {column})"
            case Op.ONE_OF:
                return self._among(column, question.values, question.unsure)
            case Op.PREFIX_IN:
                return self._begins(column, question)
            case Op.HAS_ANY | Op.SOME | Op.NONE:
                return self._of_parts(question, column)
            case _:
                return self._compared(question, column)

    def _of_parts(self, question: Question, column: str) -> str:
        if question.op is Op.HAS_ANY:
            test = self._among(PART, question.values, question.unsure)
            return self._some(column, test, records=False)
        test = " AND ".join(self._checks(question, column)) or "TRUE"
        found = self._some(column, test, records=True)
        return found if question.op is Op.SOME else f"(NOT ({found}))"

    def _compared(self, question: Question, column: str) -> str:
        if question.op is Op.HELD_YEARS and question.cutoff is not None:
            return f"({column} <= {self._sql.day(question.cutoff)})"
        if question.op in _COMPARISONS and question.number is not None:
            return f"({column} {_COMPARISONS[question.op]} {self._sql.number(question.number)})"
        return f"CASE WHEN {column} IS NOT NULL THEN TRUE END"

    def _among(self, value: str, values: Sequence[str], unsure: Sequence[str]) -> str:
        return self._sorted(value, self._within(value, values), self._within(value, unsure) if unsure else "")

    def _begins(self, value: str, question: Question) -> str:
        unsure = [self._prefixed(value, question.unsure)] if question.unsure else []
        unsure += [self._within(value, question.coarser)] if question.coarser else []
        return self._sorted(value, self._prefixed(value, question.values), " OR ".join(unsure))

    def _sorted(self, value: str, yes: str, unsure: str) -> str:
        if not unsure:
            return yes
        return (
            f"CASE WHEN {yes} THEN TRUE WHEN {unsure} THEN NULL WHEN {value} IS NULL THEN NULL ELSE FALSE END"
        )

    def _within(self, value: str, values: Sequence[str]) -> str:
        texts = self._sql.texts(values)
        return f"({value} IN ({', '.join(texts)}))" if texts else _never(value)

    def _prefixed(self, value: str, prefixes: Sequence[str]) -> str:
        tests = [self._sql.begins(value, prefix) for prefix in self._sql.texts(prefixes)]
        return "(" + " OR ".join(tests) + ")" if tests else _never(value)

    def _checks(self, question: Question, column: str) -> list[str]:
        specs = {field.name: field for field in question.spec.fields}
        there = self._fields.get(column, specs.keys())
        return [
            self._check(check, specs[check.field]) if check.field in there else self._absent(check)
            for check in question.where
        ]

    def _check(self, check: FieldCheck, spec: FactSpec) -> str:
        field = self._sql.field(spec)
        if check.op is FieldOp.ONE_OF:
            return self._among(field, check.values, check.unsure)
        if check.op is FieldOp.IS:
            return field if check.flag else f"(NOT {field})"
        return self._sql.since(field, check.cutoff) if check.cutoff else "TRUE"

    def _absent(self, check: FieldCheck) -> str:
        """Where records have no such field."""
        any_day = check.op is FieldOp.WITHIN_YEARS and check.cutoff is None
        return self._sql.truth(True if any_day else None)

    def _some(self, column: str, test: str, *, records: bool) -> str:
        """Kleene's or over the parts of a list."""
        some = self._sql.some(column, test, records=records)
        maybe = self._sql.some(column, f"({test}) IS NULL", records=records)
        return (
            f"CASE WHEN {column} IS NULL THEN NULL WHEN {self._sql.size(column)} = 0 THEN FALSE "
            f"WHEN {some} THEN TRUE WHEN {maybe} THEN NULL ELSE FALSE END"
        )


def _never(value: str) -> str:
    """No known value will do."""
    return f"CASE WHEN {value} IS NOT NULL THEN FALSE END"
