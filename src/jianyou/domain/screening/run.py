"""筛查: a register of any kind through an engine into a result, resumable, told as it goes."""

import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from jianyou.domain.eligibility.resolve import Rules
from jianyou.domain.screening.columns import (
    ColumnMap,
    carried_columns,
    choose_columns,
    name_column,
    read_column_map,
)
from jianyou.domain.screening.engines.choose import engine as chosen_engine
from jianyou.domain.screening.journal import Journal, order_of
from jianyou.domain.screening.needs import fields_asked, needed_facts, overruled, settled
from jianyou.domain.screening.normal import ColumnReport, Reading, ValueFinding, amend, read_columns
from jianyou.domain.screening.opened import Opened, Progress, no_progress
from jianyou.domain.screening.register import Register
from jianyou.domain.screening.registers import exported, open_register
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message

UNIT_ROWS = 2_000_000
"""Rows that are screened at a time: what an interruption can cost, and what bounds the memory."""
_IN_PLACE = "postgres"
_PART = "part-{:05}.parquet"

Screen = Callable[[Register, Sequence[Rules], Path, int, int | None], None]
"""An engine: writes rows of a register, from an offset on, with their results to a Parquet file."""


@dataclass(frozen=True, slots=True)
class Screening:
    """A finished screening: where its result is, and what was understood of the register.

    `out` is a Parquet file, or a folder of them where there was more than one piece of work. `rules` are
    the packs as given; `name` is the column of the result that names the nominees, empty without one.
    """

    out: Path
    rules: tuple[Rules, ...]
    register: str
    identity: tuple[tuple[str, int, int], ...]
    rows: int
    engine: str
    columns: tuple[ColumnReport, ...]
    findings: tuple[ValueFinding, ...]
    notes: tuple[Message, ...]
    carried: tuple[str, ...]
    name: str


class Unit(NamedTuple):
    """One piece of work: rows of one register, from `offset` on; all of them without a `length`."""

    name: str
    register: Register
    offset: int = 0
    length: int | None = None

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return self.register.rows if self.length is None else self.length


def screen_register(
    source: str | Path,
    packs: Sequence[Rules],
    out: Path,
    *,
    engine: str = "polars",
    columns: Path | ColumnMap | None = None,
    table: str = "",
    database: str = "",
    progress: Progress = no_progress,
    unit_rows: int = UNIT_ROWS,
) -> Screening:
    """Screen a register by packs resolved on one day, and write the result to `out`.

    `database` is one that the engine `postgres` may work in where the register is a file. The folder
    `out.work` holds what is done until all is: run again, the same screening goes on there.

    Raises:
        Refused: the register can't be read, the work folder belongs to another screening, or the engine
            can't be had or fails.
        DataFileInvalid: the column mapping is wrong.
        OSError: the result can't be written.
    """
    if len({rules.as_of for rules in packs}) != 1:
        raise ValueError("packs are resolved on one day")
    screen = chosen_engine(engine)
    _check_out(out)
    work = out.with_name(out.name + ".work")
    with _new_folder(work):
        opened = open_register(source, work, table=table, progress=progress)
        _check_input(opened, out)
        if opened.table and engine != _IN_PLACE:
            opened = exported(opened, work)
        prepared = _prepare(opened, packs, columns, progress)
        journal = Journal(work, order_of(packs, engine, opened, prepared.given, unit_rows))
        done = journal.resume()
        journal.write()
    units = _units(opened, prepared, work, database, unit_rows)
    parts = work / "parts"
    parts.mkdir(exist_ok=True)
    _work_off(units, parts, done, journal, screen, prepared.rules, progress)
    _deliver(parts, [unit.name for unit in units], out)
    shutil.rmtree(work, ignore_errors=True)
    return _told(out, engine, packs, opened, prepared)


class _Prepared(NamedTuple):
    """What is known of the register before any row is screened."""

    given: ColumnMap | None
    reading: Reading
    carried: tuple[str, ...]
    name: str
    rules: tuple[Rules, ...]
    notes: tuple[Message, ...]


def _prepare(
    opened: Opened, packs: Sequence[Rules], columns: Path | ColumnMap | None, progress: Progress
) -> _Prepared:
    headings = list(opened.schema)
    needed = needed_facts(packs)
    given = read_column_map(columns, needed, headings) if isinstance(columns, Path) else columns
    choices = choose_columns(needed, headings, given)
    reading = read_columns(opened, choices, packs[0].as_of, fields_asked(packs), progress)
    fixed = {choice.fact: choice.value for choice in choices if choice.value is not None}
    columned = {plan.fact for plan in reading.plans}
    rules = tuple(settled(each, fixed, columned) for each in packs)
    notes = [
        Message("screening_value_overruled", {"fact": fact, "column": nearer})
        for fact, nearer in overruled(packs, fixed, columned)
    ]
    return _Prepared(
        given, reading, carried_columns(headings, given), name_column(headings, given), rules, tuple(notes)
    )


def _work_off(
    units: Sequence[Unit],
    parts: Path,
    done: Collection[str],
    journal: Journal,
    screen: Screen,
    rules: Sequence[Rules],
    progress: Progress,
) -> None:
    """Screen what isn't done yet, each piece whole or not at all."""
    total = sum(unit.rows for unit in units)
    finished = 0
    for unit in units:
        progress("screen", finished, total)
        part = parts / unit.name
        if unit.name not in done or not part.exists():
            temporary = part.with_suffix(".tmp")
            screen(unit.register, rules, temporary, unit.offset, unit.length)
            temporary.replace(part)
            journal.note(unit.name)
        finished += unit.rows
    progress("screen", total, total)


def _told(out: Path, engine: str, packs: Sequence[Rules], opened: Opened, prepared: _Prepared) -> Screening:
    return Screening(
        out,
        tuple(packs),
        opened.name,
        opened.identity,
        opened.rows,
        engine,
        tuple(prepared.reading.reports),
        tuple(prepared.reading.findings),
        (*opened.notes, *prepared.notes),
        prepared.carried,
        prepared.name,
    )


@contextmanager
def _new_folder(work: Path) -> Iterator[None]:
    """Make the work folder, and take it away again where nothing worth resuming comes to be."""
    made = not work.exists()
    work.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        if made:
            shutil.rmtree(work, ignore_errors=True)
        raise


def _check_input(opened: Opened, out: Path) -> None:
    """Refuse to write over the register."""
    target = out.resolve()
    for path in (Path(name) for name, _, _ in opened.identity if not opened.table):
        if target in (path, *path.parents):
            raise Refused("screening_out_is_input", name=str(out))


def _check_out(out: Path) -> None:
    """Refuse to replace a folder that isn't an earlier result."""
    if out.is_dir() and not all(_is_part(path) for path in out.iterdir()):
        raise Refused("screening_out_is_folder", name=str(out))


def _is_part(path: Path) -> bool:
    return path.name.startswith("part-") and path.suffix == ".parquet"


def _units(opened: Opened, prepared: _Prepared, work: Path, database: str, unit_rows: int) -> list[Unit]:
    """The register as engines take it, in pieces of work.

    A table has no order that would hold from one query to the next, so it isn't cut.
    """
    ready = amend(opened, prepared.reading, prepared.carried, work)
    whole = Register(
        ready.paths,
        tuple(prepared.reading.plans),
        prepared.carried,
        ready.rows,
        table=ready.table,
        database=ready.database or database,
    )
    if whole.table:
        return [Unit(_PART.format(1), whole)]
    return [
        Unit(_PART.format(number), *piece)
        for number, piece in enumerate(_pieces(whole, ready.counts, unit_rows), 1)
    ]


def _pieces(whole: Register, counts: Sequence[int], unit_rows: int) -> list[tuple[Register, int, int | None]]:
    """Small files together, large ones in slices: each with its offset and length."""
    pieces: list[tuple[Register, int, int | None]] = []
    waiting: list[Path] = []
    rows = 0

    def gather() -> None:
        nonlocal waiting, rows
        if waiting:
            pieces.append((replace(whole, paths=tuple(waiting), rows=rows), 0, None))
        waiting, rows = [], 0

    for path, count in zip(whole.paths, counts, strict=True):
        if rows + count > unit_rows:
            gather()
        if count > unit_rows:
            large = replace(whole, paths=(path,), rows=count)
            pieces += [
                (large, offset, min(unit_rows, count - offset)) for offset in range(0, count, unit_rows)
            ]
        else:
            waiting.append(path)
            rows += count
    gather()
    return pieces


def _deliver(parts: Path, names: Sequence[str], out: Path) -> None:
    """Give the finished parts their place: one as the file itself, several as a folder of that name."""
    if len(names) == 1:
        _clear(out, folder=True)
        (parts / names[0]).replace(out)
        return
    for path in parts.iterdir():
        if path.name not in names:
            path.unlink()
    _clear(out, folder=False)
    parts.replace(out)


def _clear(out: Path, *, folder: bool) -> None:
    """Take an earlier result away: a folder of parts always, a file only where a folder takes its place."""
    if out.is_dir():
        shutil.rmtree(out)
    elif not folder:
        out.unlink(missing_ok=True)
