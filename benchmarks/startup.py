"""The whole process of a clerk's shortest command, wall time."""

import statistics
from pathlib import Path

from benchmarks import corpus
from benchmarks.timing import Table, run_process

ROUNDS = 9


def run(table: Table) -> None:
    """`jianyou form check` on one Word form and on one Excel form."""
    with corpus.forms(40) as folder:
        for extension in (".docx", ".xlsx"):
            seconds = _median(corpus.files(folder, extension)[0])
            table.at_most(f"`form check` on one {extension}, whole process", seconds, 0.5, unit=" s")


def _median(path: Path) -> float:
    return statistics.median(
        run_process("-m", "jianyou", "form", "check", str(path)).wall for _ in range(ROUNDS)
    )
