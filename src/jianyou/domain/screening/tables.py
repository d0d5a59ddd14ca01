"""Registers as tables of a PostgreSQL database, only ever read."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from jianyou.domain.screening.opened import Opened
from jianyou.terms.finding import Refused

try:
    import psycopg
    from psycopg import sql
except ImportError as error:  # libpq isn't there, or the package isn't
    raise Refused("screening_database_missing") from error

_TYPES: dict[str, pl.DataType] = {
    **dict.fromkeys(("text", "varchar", "bpchar", "name"), pl.String()),
    **dict.fromkeys(("int2", "int4", "int8"), pl.Int64()),
    **dict.fromkeys(("float4", "float8", "numeric"), pl.Float64()),
    "bool": pl.Boolean(),
    "date": pl.Date(),
    "timestamp": pl.Datetime(),
    **dict.fromkeys(("_text", "_varchar"), pl.List(pl.String())),
    **dict.fromkeys(("json", "jsonb"), pl.Object()),
}
"""The nearest type of a file for each of the database's own; all others are read as texts."""

_COLUMNS = """
    SELECT attname, typname FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
    WHERE attrelid = %s AND attnum > 0 AND NOT attisdropped ORDER BY attnum
"""
_TABLE = """
    SELECT pg_class.oid, nspname, relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE relkind IN ('r', 'v', 'm', 'p', 'f') AND relname = %s
        AND CASE WHEN %s = '' THEN pg_table_is_visible(pg_class.oid) ELSE nspname = %s END
"""


def open_table(database: str, table: str) -> Opened:
    """Open a table or view, named as it is or with its schema before a dot.

    Raises:
        Refused: no table was named, there is none of that name, or the database doesn't answer.
    """
    if not table:
        raise Refused("register_table_not_named")
    with reading(database) as connection:
        schema, _, name = table.rpartition(".")
        found = connection.execute(_TABLE, (name, schema, schema)).fetchone()
        if found is None:
            raise Refused("register_table_missing", table=table)
        types = connection.execute(_COLUMNS, (found[0],)).fetchall()
        count = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(found[1], found[2]))
        rows = connection.execute(count).fetchone()
    columns = {column: _TYPES.get(kind, pl.Binary()) for column, kind in types}
    if not columns:
        raise Refused("register_without_columns", name=table)
    full = f"{found[1]}.{found[2]}"
    identity = ((full, rows[0] if rows else 0, 0),)
    return Opened(table, columns, rows[0] if rows else 0, identity, table=full, database=database)


def distinct_texts(opened: Opened, column: str, most: int, *, lists: bool) -> pl.DataFrame:
    """The texts of a column (`raw`) with their numbers of rows (`len`), at most `most` + 1 of them.

    With `lists` what isn't JSON or text yet is turned into JSON.
    """
    as_json = lists and opened.schema[column] not in (pl.String(), pl.Object())
    query = sql.SQL("SELECT {} AS raw, count(*) FROM {} GROUP BY 1 LIMIT {}").format(
        _text(column, as_json=as_json), _table(opened), sql.Literal(most + 1)
    )
    with reading(opened.database) as connection:
        pairs = connection.execute(query).fetchall()
    schema = {"raw": pl.String(), "len": pl.UInt32()}
    return pl.DataFrame(pairs, schema=schema, orient="row")


def count_known(opened: Opened, column: str) -> int:
    """How many rows have a value in a column."""
    query = sql.SQL("SELECT count({}) FROM {}").format(sql.Identifier(column), _table(opened))
    with reading(opened.database) as connection:
        found = connection.execute(query).fetchone()
    return int(found[0]) if found else 0


def export_table(opened: Opened, work: Path) -> Path:
    """Write the whole table as texts, lists and records as JSON, to a Parquet file."""
    text, made = work / "table.csv", work / "table.parquet"
    columns = sql.SQL(", ").join(
        _text(column, as_json=isinstance(kind, pl.List)) for column, kind in opened.schema.items()
    )
    query = sql.SQL("COPY (SELECT {} FROM {}) TO STDOUT (FORMAT csv)").format(columns, _table(opened))
    try:
        with (
            reading(opened.database) as connection,
            connection.cursor().copy(query) as copied,
            text.open("wb") as file,
        ):
            for piece in copied:
                file.write(piece)
        schema = dict.fromkeys(opened.schema, pl.String())
        texts = pl.scan_csv(text, glob=False, has_header=False, schema=schema, raise_if_empty=False)
        texts.sink_parquet(made, compression="lz4")
    finally:
        text.unlink(missing_ok=True)
    return made


def _text(column: str, *, as_json: bool) -> sql.Composed:
    return sql.SQL("to_jsonb({})::text" if as_json else "{}::text").format(sql.Identifier(column))


def _table(opened: Opened) -> sql.Identifier:
    return sql.Identifier(*opened.table.split(".", 1))


@contextmanager
def reading(database: str) -> "Iterator[psycopg.Connection]":
    """A connection that can change nothing; Refused where the database fails us."""
    try:
        with psycopg.connect(database, connect_timeout=10) as connection:
            connection.read_only = True
            yield connection
    except psycopg.Error as error:
        reason = "".join(filter(str.isprintable, str(error).split("\n", 1)[0]))[:200]
        raise Refused("register_database", reason=reason or type(error).__name__) from error
