"""Growth with size: 1,000 files against 10,000, each in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from benchmarks import corpus
from benchmarks.timing import Table

FEW, MANY = 1_000, 10_000


class Cost(NamedTuple):
    """What a run took: CPU seconds, and the peak resident memory of its main process in MB."""

    seconds: float
    megabytes: float


def run(table: Table) -> None:
    """`jianyou form check FOLDER --json`: time a file, and memory, must not grow with the number."""
    costs = {}
    for count in (FEW, MANY):
        print(f"scale: {count:,} forms")
        with corpus.forms(count, faults=True) as folder:
            costs[count] = _check(folder)
    per_file = costs[MANY].seconds / MANY / (costs[FEW].seconds / FEW)
    table.at_most(f"CPU a file, {MANY:,} files / {FEW:,} files", per_file, 1.15)
    grown = costs[MANY].megabytes - costs[FEW].megabytes
    table.at_most(f"memory, {MANY:,} files - {FEW:,} files", grown, 10, unit=" MB")
    table.figure(f"memory at {MANY:,} files", costs[MANY].megabytes, unit=" MB")
    table.figure(f"`form check` of {MANY:,} files", costs[MANY].seconds, unit=" s")


def _check(folder: Path) -> Cost:
    command = [sys.executable, "-m", "jianyou", "form", "check", str(folder), "--json"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
