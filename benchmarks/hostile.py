"""Hostile files, each checked by a process of its own: time and memory beyond its start-up."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.corpus.hostile import write_hostile

from benchmarks.timing import Table
from tests.corpus.wordxml import plain_form


class Cost(NamedTuple):
    """Wall seconds, peak MB of the process and of its children, and what it answered."""

    seconds: float
    megabytes: float
    answer: str


def run(table: Table) -> None:
    """`jianyou form check FILE --json` on every hostile file."""
    with tempfile.TemporaryDirectory(prefix="jianyou-hostile-") as name:
        folder = Path(name)
        harmless = folder / "plain.docx"
        harmless.write_bytes(plain_form())
        base = _check(harmless)
        print(f"start-up: {base.seconds:.2f} s, {base.megabytes:.0f} MB")
        worst = Cost(0, 0, "")
        for case in write_hostile(folder):
            cost = _check(folder / case[0])
            seconds, megabytes = cost.seconds - base.seconds, cost.megabytes - base.megabytes
            print(f"{case[0]:<40} {seconds:>6.2f} s {megabytes:>7.1f} MB  {cost.answer}")
            worst = Cost(max(worst.seconds, seconds), max(worst.megabytes, megabytes), "")
    table.at_most("hostile files, time beyond start-up", worst.seconds, 2, unit=" s")
    table.at_most("hostile files, memory beyond start-up", worst.megabytes, 100, unit=" MB")


def _check(path: Path) -> Cost:
    command = [sys.executable, "-m", "jianyou", "form", "check", str(path), "--json"]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    out = process.stdout.read() if process.stdout else b""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(time.perf_counter() - start, usage.ru_maxrss / 1024, _answer(out, process.returncode))


def _answer(out: bytes, status: int) -> str:
    try:
        form = json.loads(out)["files"][0]
    except (ValueError, LookupError):
        return f"NO ANSWER, exit {status}"
    told = sorted({finding["code"] for finding in form["findings"]})
    return f"{form['status']}: {form['reason'] or ', '.join(told)}"
