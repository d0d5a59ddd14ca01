"""Growth with size: 1,000 files against 10,000, each in a process of its own."""

from benchmarks import corpus
from benchmarks.timing import Table, run_process

FEW, MANY = 1_000, 10_000


def run(table: Table) -> None:
    """`jianyou form check FOLDER`: time a file, and memory, must not grow with the number."""
    costs = {}
    for count in (FEW, MANY):
        print(f"scale: {count:,} forms")
        with corpus.forms(count, faults=True) as folder:
            costs[count] = run_process("-m", "jianyou", "form", "check", str(folder), "--quiet")
    per_file = costs[MANY].cpu / MANY / (costs[FEW].cpu / FEW)
    table.at_most(f"CPU a file, {MANY:,} files / {FEW:,} files", per_file, 1.15)
    grown = costs[MANY].megabytes - costs[FEW].megabytes
    table.at_most(f"memory, {MANY:,} files - {FEW:,} files", grown, 10, unit=" MB")
    table.figure(f"memory at {MANY:,} files", costs[MANY].megabytes, unit=" MB")
    table.figure(f"`form check` of {MANY:,} files", costs[MANY].wall, unit=" s")
