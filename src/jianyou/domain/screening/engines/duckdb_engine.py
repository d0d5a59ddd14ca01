"""Rules over a register by DuckDB: one query of our own SQL, from Parquet to Parquet."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

from jianyou.domain.eligibility.facts import FactType
from jianyou.domain.eligibility.resolve import Rules
from jianyou.domain.screening.engines.dialects import DuckDB
from jianyou.domain.screening.engines.failing import failed
from jianyou.domain.screening.engines.frames import field_types, mapping_table, pieces, scanned
from jianyou.domain.screening.engines.plan import Plan, check_columns, planned
from jianyou.domain.screening.engines.sql import Source, result_names, statement
from jianyou.domain.screening.register import Register

_SQL = DuckDB()
_SETTINGS = {
    "memory_limit": "700MB",
    "preserve_insertion_order": "true",
    "autoinstall_known_extensions": "false",
    # It makes a join of a long IN, and joins lose the order of rows.
    "disabled_optimizers": "in_clause",
}

Part = tuple[int, int | None]
"""The number of the first row, and how many; None for all that follow."""


def screen(
    register: Register, rules: Sequence[Rules], out: Path, offset: int = 0, length: int | None = None
) -> None:
    """Write the carried columns and the results of every pack to one Parquet file.

    Raises:
        Refused: the register can't be read, or a name would stand for two columns.
    """
    plan = planned(register.columns, rules, register.carried)
    try:
        with TemporaryDirectory(dir=out.parent, prefix=".duckdb-") as folder:
            schema = scanned(register).collect_schema()
            check_columns(schema, register.columns, register.carried)
            source = _source(register, plan, schema, Path(folder), (offset, length))
            names = result_names(plan, register.carried)
            query = statement(plan, source, _SQL)
            # In its files too, DuckDB takes names that differ in case alone for one, and adds to the second.
            alike = len({name.lower() for name in names.values()}) < len(names)
            made = Path(folder) / "made.parquet" if alike else out
            _write(
                _ordered(query, {short: short for short in names} if alike else names, source), made, folder
            )
            if alike:
                pl.scan_parquet(made, glob=False).rename(names).sink_parquet(out, compression="zstd")
    except (duckdb.Error, pl.exceptions.PolarsError, OSError) as error:
        raise failed("DuckDB", error) from error


def _write(query: str, out: Path, folder: str) -> None:
    with duckdb.connect(config={**_SETTINGS, "temp_directory": folder}) as connection:
        try:
            connection.execute(f"COPY ({query}) TO {_SQL.text(str(out))} (FORMAT parquet, COMPRESSION zstd)")
        except RuntimeError as error:  # so DuckDB says that a person has stopped it
            raise KeyboardInterrupt from error


def _ordered(query: str, names: Mapping[str, str], source: Source) -> str:
    """The results under their names; joins lose the order of rows, which then have brought their places."""
    columns = ", ".join(f"{short} AS {_SQL.name(name)}" for short, name in names.items())
    carried = sum(short.startswith("c") for short in names)
    places = [f"c{at}" for at in range(carried, len(source.carried))]
    order = f" ORDER BY {', '.join(places)}" if places else ""
    return f"SELECT {columns} FROM ({query}) AS results{order}"  # noqa: S608  names are quoted


def _source(register: Register, plan: Plan, schema: pl.Schema, folder: Path, part: Part) -> Source:
    """The files as a table whose columns go by position, so that names which differ in case are two."""
    columns = {name: f"s{at}" for at, name in enumerate(schema)}
    facts, fields, joins = [], {}, ""
    for at, fact in enumerate(plan.facts):
        column = f"register.{columns[fact.source]}"
        if fact.mapping is not None:
            path = folder / f"map{at}.parquet"
            mapping_table(fact).write_parquet(path)
            joins += f" LEFT JOIN read_parquet({_file(path)}) AS map{at}"
            joins += f" ON map{at}.raw = CAST({column} AS VARCHAR)"
            column = f"map{at}.value"
        elif fact.spec.type is FactType.RECORDS:
            fields[f"f{at}"] = frozenset(field_types(schema[fact.source]))
        facts.append(_SQL.cast(column, fact.spec))
    places = ["file_index", "file_row_number"] if joins else []
    rows = _rows(register, [*columns.values()], places, part)
    carried = [*(columns[name] for name in register.carried), *places]
    return Source(rows + joins, facts, [f"register.{column}" for column in carried], fields)


def _rows(register: Register, columns: Sequence[str], places: Sequence[str], part: Part) -> str:
    """The wanted rows, found by their numbers, so that others are hardly read."""
    if part == (0, None):
        return f"{_files(register.paths)} AS register({', '.join(columns)})"
    wanted = pieces(register, *part)
    tests = [
        f"(file_index = {at} AND file_row_number >= {piece.first} AND file_row_number < {piece.last})"
        for at, piece in enumerate(wanted)
    ]
    rows = f"{_files([piece.path for piece in wanted])} AS register({', '.join(columns)})"
    taken = ", ".join([*columns, *places])
    return f"(SELECT {taken} FROM {rows} WHERE {' OR '.join(tests)}) AS register"  # noqa: S608  names are ours


def _files(paths: Sequence[Path]) -> str:
    return f"read_parquet([{', '.join(map(_file, paths))}])"


def _file(path: Path) -> str:
    """A file by its name alone, whatever signs of patterns are in that."""
    plain = str(path).replace("[", "[[]").replace("*", "[*]").replace("?", "[?]")
    return _SQL.text(plain)
