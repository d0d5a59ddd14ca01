"""Rules over a register by Spark SQL, on this machine or in a session that is handed in."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any

import polars as pl

from jianyou.domain.eligibility.facts import FactType
from jianyou.domain.eligibility.resolve import Rules
from jianyou.domain.screening.engines.dialects import Spark
from jianyou.domain.screening.engines.failing import failed
from jianyou.domain.screening.engines.frames import Piece, field_types, mapping_table, pieces, scanned
from jianyou.domain.screening.engines.plan import Plan, check_columns, planned
from jianyou.domain.screening.engines.sql import Source, result_names, statement
from jianyou.domain.screening.register import Register
from jianyou.terms.finding import Refused

# An optional library, and a large one: whoever chooses this engine without it is told so.
_spark = import_module("pyspark.sql")
_functions = import_module("pyspark.sql.functions")
_errors = (import_module("pyspark.errors").PySparkException, import_module("py4j.protocol").Py4JError)

_SQL = Spark()
_SETTINGS = {
    "spark.master": "local[*]",
    "spark.app.name": "jianyou",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.caseSensitive": "true",
    # Nothing is kept there, but Spark makes the folder, otherwise where one happens to stand.
    "spark.sql.warehouse.dir": str(Path(gettempdir()) / "jianyou-spark"),
    "spark.sql.legacy.parquet.nanosAsLong": "true",
}
_ROW = "row"


def screen(
    register: Register,
    rules: Sequence[Rules],
    out: Path,
    offset: int = 0,
    length: int | None = None,
    session: Any = None,
) -> None:
    """Write the carried columns and the results of every pack to one Parquet file.

    Spark answers by row number; what is carried comes from the files, so that it stays as it is.

    Raises:
        Refused: the register can't be read, or a name would stand for two columns.
    """
    plan = planned(register.columns, rules, register.carried)
    frame = scanned(register, offset, length)
    try:
        check_columns(frame.collect_schema(), register.columns, register.carried)
        spark = session or _local()
        with TemporaryDirectory(dir=out.parent, prefix=".spark-") as name:
            work = _Work(spark, plan, register, Path(name))
            wanted = pieces(register, offset, length)
            answered = pl.concat(work.answered(at, piece) for at, piece in enumerate(wanted))
            carried = frame.select(register.carried)
            found = pl.concat([carried, answered], how="horizontal") if register.carried else answered
            found.sink_parquet(out, compression="zstd")
    except (*_errors, pl.exceptions.PolarsError, OSError) as error:
        raise failed("Spark", error) from error


def _local() -> Any:
    builder = _spark.SparkSession.builder
    for name, value in _SETTINGS.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


class _Work:
    """One screening, file by file."""

    def __init__(self, spark: Any, plan: Plan, register: Register, folder: Path) -> None:
        self._spark = spark
        self._plan = plan
        self._register = register
        self._folder = folder
        self._views: list[str] = []

    def answered(self, number: int, piece: Piece) -> pl.LazyFrame:
        """The answers to the rows of one file, in their order."""
        path, first, last = piece
        rows = self._spark.read.parquet(_plain(path))
        index = _functions.col("_metadata.row_index")
        needed = list(dict.fromkeys(fact.source for fact in self._plan.facts))
        columns = [rows[_SQL.name(name)].alias(f"s{at}") for at, name in enumerate(needed)]
        rows = rows.where((index >= first) & (index < last)).select(index.alias(_ROW), *columns)
        self._view("jianyou_register", rows)
        source = self._source({name: f"s{at}" for at, name in enumerate(needed)}, path)
        folder = self._folder / f"answers{number}"
        try:
            self._spark.sql(statement(self._plan, source, _SQL)).write.parquet(str(folder))
        finally:
            for view in self._views:
                self._spark.catalog.dropTempView(view)
        parts = pl.scan_parquet(sorted(folder.glob("*.parquet")), glob=False)
        return self._ordered(parts, first, last)

    def _view(self, name: str, rows: Any) -> None:
        """A name for SQL, as long as one file is answered."""
        rows.createOrReplaceTempView(name)
        self._views.append(name)

    def _source(self, columns: dict[str, str], path: Path) -> Source:
        schema = pl.scan_parquet(path, glob=False).collect_schema()
        tables, facts, fields = "jianyou_register", [], {}
        for at, fact in enumerate(self._plan.facts):
            column = columns[fact.source]
            if fact.mapping is not None:
                made = self._folder / f"map{at}.parquet"
                mapping_table(fact).write_parquet(made)
                mapping = _functions.broadcast(self._spark.read.parquet(_plain(made)))
                self._view(f"jianyou_map{at}", mapping)
                tables += f" LEFT JOIN jianyou_map{at} AS map{at} ON map{at}.raw = CAST({column} AS STRING)"
                column = f"map{at}.value"
            elif fact.spec.type is FactType.RECORDS:
                fields[f"f{at}"] = frozenset(field_types(schema[fact.source]))
            facts.append(_SQL.cast(column, fact.spec))
        return Source(tables, facts, [_ROW], fields)

    def _ordered(self, parts: pl.LazyFrame, first: int, last: int) -> pl.LazyFrame:
        """Spark keeps the order of one file's rows as a rule, but doesn't promise it."""
        names = result_names(self._plan, [_ROW])
        there = parts.select(
            pl.len(), (pl.col("c0") == pl.int_range(pl.len()) + first).all().alias("ordered")
        ).collect()
        count, ordered = there.row(0)
        if count != last - first:
            raise Refused("screening_engine_failed", engine="Spark", reason=f"{count} != {last - first}")
        parts = parts if ordered else parts.sort("c0")
        return parts.select(pl.col(short).alias(name) for short, name in names.items() if short != "c0")


def _plain(path: Path) -> str:
    """A file by its name alone, whatever signs of patterns are in that."""
    return "".join(f"\\{sign}" if sign in "\\*?[]{}" else sign for sign in str(path))
