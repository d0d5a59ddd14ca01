"""`python -m benchmarks.eligibility.child NAME SOURCE OUT one|all`: one contestant, on so many cores.

Prints the CPU seconds of the work, its own threads included. What a library costs to load isn't counted,
for anybody; everything after that is: reading rules, building queries, reading and writing Parquet. On
one core no thread burns time waiting for another, which is no measure of work.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

Run = Callable[[Path, Path], None]

MODULES = {
    "polars": ("ours", "polars"),
    "duckdb": ("ours", "duckdb"),
    "whole run": ("ours", "whole_run"),
    "whole run on DuckDB": ("ours", "whole_run_on_duckdb"),
    "hand Polars": ("polars_hand", "run"),
    "hand DuckDB": ("duckdb_hand", "run"),
    "Polars floor": ("floors", "polars_floor"),
    "DuckDB floor": ("floors", "duckdb_floor"),
    "openfisca": ("openfisca_hand", "run"),
    "zen batch": ("zen_hand", "run"),
}


def main(name: str, source: str, out: str, cores: str) -> None:
    if cores == "one" and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    module, function = MODULES[name]
    run: Run = getattr(import_module(f"benchmarks.eligibility.{module}"), function)
    start = time.process_time()
    run(Path(source), Path(out))
    print(json.dumps(time.process_time() - start))


if __name__ == "__main__":
    main(*sys.argv[1:])
