"""`python -m examples.forms OUT`: write sample forms and their truth."""

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from tqdm import tqdm

from examples.forms.generator import KINDS, generate, select


def _advance(bar: "tqdm[NoReturn]", done: int) -> None:
    bar.update(done - bar.n)


def main(arguments: list[str] | None = None) -> int:
    """Run the command: 0 when done; a wrong option ends it with 2."""
    parser = argparse.ArgumentParser(prog="python -m examples.forms", description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", help="the folder to write into")
    parser.add_argument("--count", type=int, default=300, help="how many files (300)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same files (1)")
    parser.add_argument(
        "--kind", action="append", help="only this kind, or all of docx, xlsx, fault; repeatable"
    )
    parser.add_argument("--no-faults", action="store_true", help="good forms only")
    parser.add_argument("--truth", type=Path, help="where the truth goes (OUT/truth.json)")
    parser.add_argument("--list-kinds", action="store_true", help="print the kinds and end")
    options = parser.parse_args(arguments)
    if options.list_kinds:
        print("\n".join(KINDS))
        return 0
    if options.out is None:
        parser.error("OUT is missing")
    try:
        select(options.kind or [])
    except ValueError as unknown:
        parser.error(f"no such kind: {unknown} (see --list-kinds)")
    with tqdm(total=options.count, unit="file", disable=not sys.stderr.isatty()) as bar:
        records = generate(
            options.out,
            count=options.count,
            seed=options.seed,
            kinds=options.kind,
            faults=not options.no_faults,
            truth=options.truth,
            progress=lambda done: _advance(bar, done),
        )
    wrong = sum(bool(record["faults"]) for record in records)
    rows = sum(len(record["rows"]) for record in records)
    print(f"{len(records)} 份样表，{rows} 条，其中 {wrong} 份有意写错 / ", end="")
    print(f"{len(records)} forms, {rows} entries, {wrong} forms wrong on purpose: {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
