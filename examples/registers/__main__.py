"""`python -m examples.registers OUT.parquet --rows 1000000`: write an invented register."""

import argparse
import sys
from pathlib import Path

from examples.registers.write import write_register


def main(arguments: list[str] | None = None) -> int:
    """Run the command: 0 when done; a wrong option ends it with 2."""
    parser = argparse.ArgumentParser(prog="python -m examples.registers", description=__doc__)
    parser.add_argument(
        "out", type=Path, help="a .parquet file (typed), a .csv (untidy), or a folder for --files"
    )
    parser.add_argument("--rows", type=int, default=100_000, help="how many rows in all (100000)")
    parser.add_argument("--seed", type=int, default=7, help="the same seed gives the same register (7)")
    parser.add_argument(
        "--files", type=int, default=1, help="so many Parquet files in a folder (1: one file)"
    )
    options = parser.parse_args(arguments)
    if options.out.suffix.lower() not in (".parquet", ".csv") and options.files == 1:
        parser.error("OUT ends in .parquet or .csv, or is a folder for --files")
    paths = write_register(options.out, rows=options.rows, seed=options.seed, files=options.files)
    size = sum(path.stat().st_size for path in paths)
    print(f"{options.rows} 行 / rows, {size / 1e6:.1f} MB: {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
