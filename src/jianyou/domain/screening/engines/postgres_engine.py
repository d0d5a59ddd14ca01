"""Rules over a table of a PostgreSQL database, or over files by way of one: nothing of the user's is changed.

All happens in one transaction that is rolled back; what it makes are temporary tables of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import psycopg
from psycopg import sql

from jianyou.domain.eligibility.facts import FactSpec, FactType
from jianyou.domain.eligibility.resolve import Rules
from jianyou.domain.screening.engines.dialects import Postgres
from jianyou.domain.screening.engines.failing import failed
from jianyou.domain.screening.engines.frames import canonical, mapping_table, scanned
from jianyou.domain.screening.engines.plan import Plan, check_columns, planned
from jianyou.domain.screening.engines.sql import Source, result_names, statement
from jianyou.domain.screening.register import ColumnPlan, Register
from jianyou.terms.finding import Refused

_SQL = Postgres()
_LISTS = (FactType.CHOICES, FactType.RECORDS)
_JSON = ("json", "jsonb", "text", "varchar", "bpchar")
_CARRIED: dict[str, pl.DataType] = {
    "bool": pl.Boolean(),
    **dict.fromkeys(("int2", "int4", "int8"), pl.Int64()),
    **dict.fromkeys(("float4", "float8"), pl.Float64()),
    "date": pl.Date(),
}
"""Carried columns of these types keep them; all others are carried as texts."""
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": "\ufffd"}
_ESCAPES_OF_JSON = {"\\\\": "\\\\", "\\u0000": "\ufffd"}
"""PostgreSQL holds no NUL, neither as such nor as JSON writes it, unless that backslash is itself escaped."""
_PIECE = 1 << 20

Connection = psycopg.Connection[tuple[object, ...]]


def screen(
    register: Register, rules: Sequence[Rules], out: Path, offset: int = 0, length: int | None = None
) -> None:
    """Write the carried columns and the results of every pack to one Parquet file.

    The rows of a table come in no order. A part of one is only sound while nobody writes to it.

    Raises:
        Refused: no database is given, it fails, or a name would stand for two columns.
    """
    plan = planned(register.columns, rules, register.carried)
    if not register.database:
        raise Refused("screening_no_database")
    try:
        with TemporaryDirectory(dir=out.parent, prefix=".postgres-") as name, _session(register) as session:
            work = _Work(session, plan, register, Path(name))
            found = work.of_files(offset, length) if register.paths else work.of_table(offset, length)
            found.sink_parquet(out, compression="zstd")
    except (psycopg.Error, pl.exceptions.PolarsError, OSError) as error:
        raise failed("PostgreSQL", error) from error


@contextmanager
def _session(register: Register) -> Iterator[Connection]:
    """A connection whose work is undone at its end."""
    with psycopg.connect(register.database, client_encoding="utf8", connect_timeout=10) as connection:
        # Temporary tables are made only where they are needed: a standby or an account may forbid them.
        mapped = any(each.mapping is not None for each in register.columns)
        connection.read_only = not (register.paths or mapped)
        connection.execute("SET LOCAL DateStyle = ISO")
        connection.execute("SET LOCAL standard_conforming_strings = on")
        connection.execute("SET LOCAL extra_float_digits = 1")
        yield connection
        connection.rollback()


class _Work:
    """One screening in one transaction."""

    def __init__(self, session: Connection, plan: Plan, register: Register, folder: Path) -> None:
        self._session = session
        self._plan = plan
        self._register = register
        self._folder = folder

    def of_files(self, offset: int, length: int | None) -> pl.LazyFrame:
        """Facts of files go into a temporary table, made canonical; what is carried never leaves."""
        frame = scanned(self._register, offset, length)
        schema = frame.collect_schema()
        check_columns(schema, self._register.columns, self._register.carried)
        facts = self._plan.facts
        names = [f"f{at}" for at in range(len(facts))]
        values = [_plain(canonical(each, schema[each.source]), each.spec) for each in facts]
        # One column at least, so that the rows are counted.
        taken = frame.select(
            [each.alias(name) for name, each in zip(names, values, strict=True)] or pl.nth(0).alias("f")
        )
        columns = [
            ("row", "bigint"),
            *((name, _type(each.spec)) for name, each in zip(names, facts, strict=True)),
        ]
        self._load("jianyou_facts", columns, taken.with_row_index("row").select("row", *names))
        named = [_SQL.cast(f"f{at}", each.spec) for at, each in enumerate(facts)]
        source = Source("jianyou_facts", named, ["row"], {})
        answered = self._answered(source, ["row"], [pl.Int64()]).drop("row")
        carried = frame.select(self._register.carried)
        return pl.concat([carried, answered], how="horizontal") if self._register.carried else answered

    def of_table(self, offset: int, length: int | None) -> pl.LazyFrame:
        """The rules go to the table."""
        table = sql.Identifier(*self._register.table.split(".", 1)).as_string(self._session)
        types = self._types(table)
        check_columns(types, self._register.columns, self._register.carried)
        rows = f"{table} AS register"
        if offset or length is not None:
            limit = "ALL" if length is None else str(length)
            rows = f"(SELECT * FROM {table} ORDER BY ctid LIMIT {limit} OFFSET {offset}) AS register"  # noqa: S608  quoted
        facts = []
        for at, fact in enumerate(self._plan.facts):
            column = _read(fact, types[fact.source])
            if fact.mapping is not None:
                columns = [("raw", "text"), ("value", _type(fact.spec))]
                self._load(f"jianyou_map{at}", columns, mapping_table(fact, as_text=True).lazy())
                rows += f" LEFT JOIN jianyou_map{at} AS map{at} ON map{at}.raw = CAST({column} AS text)"
                column = f"map{at}.value"
            elif fact.spec.type in _LISTS:
                column = f"CAST({column} AS jsonb)"
            facts.append(_SQL.cast(column, fact.spec))
        carried = self._register.carried
        source = Source(rows, facts, [f"register.{_SQL.name(name)}" for name in carried], {})
        return self._answered(source, carried, [_CARRIED.get(types[name], pl.String()) for name in carried])

    def _types(self, table: str) -> dict[str, str]:
        """The names of the types of a table's columns, empty for arrays and others that aren't plain."""
        cursor = self._session.execute(f"SELECT * FROM {table} LIMIT 0".encode())  # noqa: S608  quoted
        named = {}
        for column in cursor.description or ():
            kind = self._session.adapters.types.get(column.type_code)
            named[column.name] = kind.name if kind and kind.oid == column.type_code else ""
        return named

    def _load(self, name: str, columns: Sequence[tuple[str, str]], frame: pl.LazyFrame) -> None:
        """A temporary table of a frame's columns, sent as text in which every backslash stands doubled."""
        path = self._folder / f"{name}.txt"
        lists = [_replaced(column, _ESCAPES_OF_JSON) for column, kind in columns if kind == "jsonb"]
        frame.with_columns(lists).with_columns(_replaced(pl.String, _ESCAPES)).sink_csv(
            path, include_header=False, separator="\t", quote_style="never", null_value="\\N"
        )
        types = ", ".join(f"{column} {kind}" for column, kind in columns)
        self._session.execute(f"CREATE TEMPORARY TABLE {name} ({types}) ON COMMIT DROP".encode())
        with path.open("rb") as file, self._session.cursor().copy(f"COPY {name} FROM STDIN".encode()) as copy:
            while piece := file.read(_PIECE):
                copy.write(piece)
        path.unlink()
        self._session.execute(f"ANALYZE {name}".encode())

    def _answered(self, source: Source, carried: Sequence[str], types: Sequence[pl.DataType]) -> pl.LazyFrame:
        """The answers as they are fetched, in a file of the folder; from here on nothing may be written."""
        query = statement(self._plan, source, _SQL) + ("" if self._register.table else " ORDER BY c0")
        path = self._folder / "answers.csv"
        self._session.execute("SET TRANSACTION READ ONLY")
        with path.open("wb") as file, self._session.cursor().copy(_copied(query)) as copy:
            for piece in copy:
                file.write(piece)
        names = result_names(self._plan, carried)
        found = pl.scan_csv(
            path, has_header=False, schema=dict.fromkeys(names, pl.String()), glob=False, raise_if_empty=False
        )
        wanted = dict(zip(names, types, strict=False))
        return found.select(
            _value(short, wanted.get(short, _result_type(short))).alias(name) for short, name in names.items()
        )


def _replaced(columns: str | type[pl.String], by: Mapping[str, str]) -> pl.Expr:
    return pl.col(columns).str.replace_many(list(by), list(by.values()))


def _copied(query: str) -> bytes:
    return f"COPY ({query}) TO STDOUT (FORMAT csv)".encode()


def _value(column: str, wanted: pl.DataType) -> pl.Expr:
    if wanted == pl.Boolean:
        return pl.col(column) == "t"
    if wanted == pl.Date:
        return pl.col(column).str.to_date("%Y-%m-%d", strict=False)
    return pl.col(column).cast(wanted)


def _result_type(column: str) -> pl.DataType:
    if column.startswith("v"):
        return pl.String()
    return pl.Boolean() if column.startswith("r") else pl.Int64()


def _type(spec: FactSpec) -> str:
    return "jsonb" if spec.type in _LISTS else _SQL.types[spec.type]


def _read(fact: ColumnPlan, given: str) -> str:
    """A column, lists that aren't JSON yet as such: their texts are what a mapping leads from."""
    column = f"register.{_SQL.name(fact.source)}"
    return f"to_jsonb({column})" if fact.spec.type in _LISTS and given not in _JSON else column


def _plain(column: pl.Expr, spec: FactSpec) -> pl.Expr:
    """Values as one text a cell: lists as JSON."""
    if spec.type not in _LISTS:
        return column
    whole = pl.struct(column.alias("all")).struct.json_encode()
    return pl.when(column.is_not_null()).then(whole.str.strip_prefix('{"all":').str.strip_suffix("}"))
