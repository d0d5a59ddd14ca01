"""How each column is read: as it stands, or by a table of its distinct values made canonical one by one.

The same reading serves a single nominee (`eligibility.values`); what it remarks on is counted here, with
the first rows where it occurs.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

import polars as pl

from jianyou.domain.eligibility.facts import PARENT, FactSpec, FactType, Value
from jianyou.domain.eligibility.values import Normal, normal_value
from jianyou.domain.eligibility.values_dates import PAST
from jianyou.domain.eligibility.values_notes import Note
from jianyou.domain.screening.columns import Choice
from jianyou.domain.screening.fitting import as_text, fits, lists_fit, quick_reading, record_fields
from jianyou.domain.screening.opened import ROW_NUMBER, Opened, Progress, no_progress
from jianyou.domain.screening.register import MOST_MAPPED, ColumnPlan
from jianyou.terms.finding import Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import Message, Param, say

MOST_ROWS_TOLD = 100
MOST_EXAMPLES = 5
MANY = 50_000
"""Texts of numbers and days beyond this many are read in bulk where they are written plainly."""

_LONGEST_EXAMPLE = 60
_LISTS = (FactType.CHOICES, FactType.RECORDS)


class ValueFinding(NamedTuple):
    """A remark on values of a column: in how many rows, the first of these, and the values found there.

    `params` are those of the most frequent value. Rows are numbered as in the file handed in; a database
    table has none.
    """

    code: str
    severity: Severity
    fact: str
    column: str
    params: Mapping[str, Param]
    occurs: int
    rows: tuple[int, ...]
    values: tuple[str, ...]

    def text(self, lang: Lang = Lang.ZH) -> str:
        """The remark in words, as on the most frequent value."""
        return say(self.code, self.params, lang)


@dataclass(frozen=True, slots=True)
class ColumnReport:
    """What was understood of a fact's column, in rows; `problem` says why a column isn't used.

    `examples` are values that couldn't be understood, the most frequent first.
    """

    choice: Choice
    understood: int = 0
    empty: int = 0
    not_understood: int = 0
    examples: tuple[str, ...] = ()
    problem: Message | None = None


@dataclass(slots=True)
class Reading:
    """The columns of a register ready for an engine, with what was remarked on.

    `amended` are columns that no engine could take as they stand, to be written anew.
    """

    plans: list[ColumnPlan] = field(default_factory=list)
    reports: list[ColumnReport] = field(default_factory=list)
    findings: list[ValueFinding] = field(default_factory=list)
    amended: dict[str, pl.Expr] = field(default_factory=dict)


class _Texts(NamedTuple):
    """The distinct texts of a column (null among them) with their numbers of rows and readings."""

    pairs: list[tuple[str | None, int]]
    normal: dict[str, Normal]


def read_columns(
    opened: Opened,
    choices: Sequence[Choice],
    as_of: date,
    asked: Mapping[str, Collection[str]],
    progress: Progress = no_progress,
) -> Reading:
    """Plan how every chosen column is read. `asked` are the fields of records that are tested, by fact."""
    reading = Reading()
    columns = _Columns(opened, as_of, reading)
    for number, choice in enumerate(choices):
        progress("values", number, len(choices))
        fields = sorted(asked.get(choice.fact.removeprefix(PARENT), ()))
        reading.reports.append(columns.read(choice, fields) if choice.column else ColumnReport(choice))
    return reading


class _Columns:
    """Reads the columns of one register."""

    def __init__(self, opened: Opened, as_of: date, reading: Reading) -> None:
        self._opened = opened
        self._as_of = as_of
        self._reading = reading

    def read(self, choice: Choice, asked: Sequence[str]) -> ColumnReport:
        """Plan a column; one that can't be read at all is left out, with the reason."""
        try:
            return self._read(choice, asked)
        except pl.exceptions.PolarsError:
            self._reading.amended.pop(self._amended_name(choice), None)
            kind = str(self._opened.schema[choice.column])[:_LONGEST_EXAMPLE]
            return ColumnReport(choice, problem=Message("register_column_type", {"type": kind}))

    def _read(self, choice: Choice, asked: Sequence[str]) -> ColumnReport:
        given = self._opened.schema[choice.column]
        if fits(choice.spec, given):
            return self._typed(choice)
        if self._opened.table:
            return self._looked_up(choice, pl.col(choice.column))
        frame = self._opened.scan()
        if choice.spec.type in _LISTS and lists_fit(frame, choice.column, given, choice.spec, asked):
            return self._typed(choice, missing=[name for name in asked if name not in record_fields(given)])
        text = as_text(choice.column, given)
        if text is None:
            return self._looked_up(choice, pl.col(choice.column))
        self._reading.amended[self._amended_name(choice)] = text
        return self._looked_up(choice, text, amended=True)

    @staticmethod
    def _amended_name(choice: Choice) -> str:
        """The new column's name, its own because another fact may want the same column in another way."""
        return f"{choice.column} -> {choice.fact}"

    def _typed(self, choice: Choice, missing: Sequence[str] = ()) -> ColumnReport:
        """A column that can be taken as it stands; only what is missing is counted."""
        self._plan(choice, choice.column, None)
        problem = None
        if missing and choice.spec.type is FactType.RECORDS:
            problem = Message("register_fields_missing", {"fields": "、".join(missing)})
        if self._opened.table:
            from jianyou.domain.screening.tables import count_known  # noqa: PLC0415  — for databases only

            known = count_known(self._opened, choice.column)
            return ColumnReport(choice, known, self._opened.rows - known, problem=problem)
        value = pl.col(choice.column)
        unknown = value.is_null()
        if self._opened.schema[choice.column].is_float():
            unknown |= value.is_nan()
        frame = self._opened.scan()
        empty = int(frame.select(unknown.fill_null(value=True).sum()).collect(engine="streaming").item())
        if choice.spec.type is FactType.DATE and choice.spec.name in PAST:
            self._note_later(choice, frame)
        return ColumnReport(choice, understood=self._opened.rows - empty, empty=empty, problem=problem)

    def _note_later(self, choice: Choice, frame: pl.LazyFrame) -> None:
        """Days after the day of reckoning, as the reading of texts remarks on them."""
        day = pl.col(choice.column).cast(pl.Date)
        later = frame.filter(day > self._as_of).select(day.alias("raw"))
        pairs = later.group_by("raw").len().sort("len", "raw", descending=True).collect(engine="streaming")
        if pairs.height:
            texts = _Texts([(str(raw), count) for raw, count in pairs.iter_rows()], {})
            for raw, _ in texts.pairs:
                texts.normal[str(raw)] = normal_value(choice.spec, raw, self._as_of)
            self._note(choice, texts, day.cast(pl.String))

    def _looked_up(self, choice: Choice, text: pl.Expr, *, amended: bool = False) -> ColumnReport:
        """A column whose distinct texts are read one by one."""
        source = self._amended_name(choice) if amended else choice.column
        plain = self._opened.schema[choice.column] == pl.String and not self._opened.table
        quick = quick_reading(choice.spec, choice.column) if plain else None
        pairs = self._distinct(choice, text, MOST_MAPPED if quick is None else MANY)
        if quick is not None and pairs is None:
            pairs = self._distinct(choice, pl.when(quick.is_null()).then(text), MOST_MAPPED)
        else:
            quick = None
        if pairs is None:
            self._reading.amended.pop(source, None)
            return ColumnReport(choice, problem=Message("register_too_many_values", {"most": MOST_MAPPED}))
        texts = self._read_texts(choice.spec, pairs)
        mapping = {raw: _canonical(each.value) for raw, each in texts.normal.items()}
        if quick is not None:
            self._in_bulk(choice, quick, mapping)
        elif self._stands(choice, texts):
            self._plan(choice, source, None)
        else:
            self._plan(choice, source, mapping)
        self._note(choice, texts, text)
        bulk = self._count(quick) if quick is not None else 0
        return self._report(choice, texts, bulk)

    def _in_bulk(
        self, choice: Choice, quick: pl.Expr, mapping: Mapping[str, bool | float | str | None]
    ) -> None:
        """Write the values of plain texts, and those looked up for all others, as a new column."""
        day = choice.spec.type is FactType.DATE
        values = pl.Series(list(mapping.values()), dtype=pl.String if day else pl.Float64, strict=False)
        if day:
            values = values.str.to_date("%Y-%m-%d", strict=False)
        keys = pl.Series(list(mapping), dtype=pl.String)
        others = pl.col(choice.column).replace_strict(keys, values, default=None, return_dtype=values.dtype)
        name = self._amended_name(choice)
        self._reading.amended[name] = pl.coalesce(quick, others)
        self._plan(choice, name, None)

    def _count(self, value: pl.Expr) -> int:
        return int(self._opened.scan().select(value.is_not_null().sum()).collect(engine="streaming").item())

    def _stands(self, choice: Choice, texts: _Texts) -> bool:
        """Whether every text is its own canonical value, so that nothing is to be looked up."""
        if self._opened.schema[choice.column] != pl.String:
            return False
        return all(each.value == raw for raw, each in texts.normal.items())

    def _distinct(self, choice: Choice, text: pl.Expr, most: int) -> list[tuple[str | None, int]] | None:
        """Distinct texts with their numbers of rows; None for more than `most`."""
        if self._opened.table:
            from jianyou.domain.screening.tables import distinct_texts  # noqa: PLC0415  — for databases only

            pairs = distinct_texts(self._opened, choice.column, most, lists=choice.spec.type in _LISTS)
        else:
            frame = self._opened.scan().select(text.cast(pl.String).alias("raw"))
            if self._opened.rows > most and self._roughly(frame) > 1.1 * most:
                return None
            pairs = frame.group_by("raw").len().collect(engine="streaming")
        if pairs.height > most:
            return None
        return [(raw, count) for raw, count in pairs.sort("len", "raw", descending=True).iter_rows()]

    @staticmethod
    def _roughly(frame: pl.LazyFrame) -> int:
        """About how many distinct texts there are, told in little memory."""
        return int(frame.select(pl.col("raw").approx_n_unique()).collect(engine="streaming").item())

    def _read_texts(self, spec: FactSpec, pairs: Iterable[tuple[str | None, int]]) -> _Texts:
        listed = list(pairs)
        normal = {raw: normal_value(spec, raw, self._as_of) for raw, _ in listed if raw is not None}
        return _Texts(listed, normal)

    def _plan(
        self, choice: Choice, source: str, mapping: Mapping[str, bool | float | str | None] | None
    ) -> None:
        self._reading.plans.append(ColumnPlan(choice.fact, choice.spec, source, mapping))

    def _note(self, choice: Choice, texts: _Texts, text: pl.Expr) -> None:
        """One finding for each code that the readings remark with."""
        remarked: dict[str, list[str]] = {}
        notes: dict[str, Note] = {}
        for raw, _ in texts.pairs:
            for note in texts.normal[raw].notes if raw is not None else ():
                noted = remarked.setdefault(note.message.code, [])
                if raw is not None and raw not in noted[-1:]:
                    noted.append(raw)
                notes.setdefault(note.message.code, note)
        counts = {raw: count for raw, count in texts.pairs if raw is not None}
        for code, raws in remarked.items():
            self._reading.findings.append(
                ValueFinding(
                    code,
                    notes[code].severity,
                    choice.fact,
                    choice.column,
                    notes[code].message.params,
                    sum(counts[raw] for raw in raws),
                    self._first_rows(text, raws),
                    tuple(map(_shown, raws[:MOST_EXAMPLES])),
                )
            )

    def _first_rows(self, text: pl.Expr, raws: Sequence[str]) -> tuple[int, ...]:
        if self._opened.table:
            return ()
        frame = self._opened.scan()
        if not self._opened.numbered:
            frame = frame.with_row_index(ROW_NUMBER, offset=1)
        found = frame.filter(text.cast(pl.String).is_in(raws)).select(ROW_NUMBER).head(MOST_ROWS_TOLD)
        return tuple(found.collect(engine="streaming").to_series().to_list())

    def _report(self, choice: Choice, texts: _Texts, bulk: int) -> ColumnReport:
        understood = empty = not_understood = 0
        examples: list[str] = []
        for raw, count in texts.pairs:
            normal = Normal(None) if raw is None else texts.normal[raw]
            if normal.value is not None:
                understood += count
            elif normal.code:
                not_understood += count
                examples += [_shown(raw or "")] if len(examples) < MOST_EXAMPLES else []
            else:
                empty += count
        return ColumnReport(choice, understood + bulk, empty - bulk, not_understood, tuple(examples))


def _canonical(value: Value | None) -> bool | float | str | None:
    """A value as mappings hold it: days in ISO, lists and records in JSON."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False, default=date.isoformat)
    return str(value) if isinstance(value, str) else value


def _shown(text: str) -> str:
    plain = "".join(character if character.isprintable() else " " for character in text)
    return plain if len(plain) <= _LONGEST_EXAMPLE else plain[: _LONGEST_EXAMPLE - 1] + "…"


def amend(opened: Opened, reading: Reading, carried: Sequence[str], work: Path) -> Opened:
    """Write the amended columns and those that engines read besides into files of our own."""
    if not reading.amended:
        return opened
    folder = work / "amended"
    folder.mkdir(parents=True, exist_ok=True)
    sources = {plan.source for plan in reading.plans} - reading.amended.keys()
    kept = [column for column in opened.schema if column in sources or column in carried]
    made = []
    for number, path in enumerate(opened.paths, 1):
        target = folder / f"part-{number:05}.parquet"
        temporary = target.with_suffix(".tmp")
        frame = pl.scan_parquet(path, glob=False)
        new = [expression.alias(name) for name, expression in reading.amended.items()]
        frame.select(*kept, *new).sink_parquet(temporary, compression="lz4")
        temporary.replace(target)
        made.append(target)
    schema = dict(pl.scan_parquet(made[0], glob=False).collect_schema())
    return Opened(
        opened.name,
        schema,
        opened.rows,
        opened.identity,
        tuple(made),
        opened.counts,
        numbered=opened.numbered,
    )
