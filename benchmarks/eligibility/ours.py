"""Our own contestants: the engines by themselves, and the whole run that a person starts."""

from datetime import date
from pathlib import Path

from benchmarks.eligibility.data import CARRIED, NEEDED
from jianyou.domain.eligibility.facts import FactSpec, FactType
from jianyou.domain.eligibility.load import load_pack
from jianyou.domain.eligibility.resolve import Rules, resolve
from jianyou.domain.screening.register import ColumnPlan, Register

AS_OF = date(2024, 2, 22)
RULES = Path(__file__).with_name("rules.yaml")


def rules() -> Rules:
    """The rules of the benchmark, read from their file."""
    return resolve(load_pack(str(RULES)), AS_OF)


def register(source: Path, read: Rules) -> Register:
    """The register as the engines take it, every column canonical as it stands."""
    facts = read.pack.facts
    plans = [ColumnPlan(name, facts.get(name, FactSpec(name, FactType.FLAG)), name) for name in NEEDED]
    return Register((source,), tuple(plans), CARRIED, rows=0)


def polars(source: Path, out: Path) -> None:
    from jianyou.domain.screening.engines.polars_engine import screen

    read = rules()
    screen(register(source, read), [read], out)


def duckdb(source: Path, out: Path) -> None:
    from jianyou.domain.screening.engines.duckdb_engine import screen

    read = rules()
    screen(register(source, read), [read], out)


def whole_run(source: Path, out: Path) -> None:
    """What `jianyou eligibility screen` does, its look at every column included."""
    from jianyou.domain.screening.run import screen_register

    screen_register(source, [rules()], out)


def whole_run_on_duckdb(source: Path, out: Path) -> None:
    from jianyou.domain.screening.run import screen_register

    screen_register(source, [rules()], out, engine="duckdb")
