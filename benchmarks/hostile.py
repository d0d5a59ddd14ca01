"""Hostile files, each checked by a process of its own: time and memory beyond its start-up."""

import json
import tempfile
from pathlib import Path

from benchmarks.timing import Process, Table, run_process
from tests.corpus.hostile import write_hostile
from tests.corpus.wordxml import plain_form

NO_ANSWER = "NO ANSWER"


def run(table: Table) -> None:
    """`jianyou form check FILE --json` on every hostile file."""
    with tempfile.TemporaryDirectory(prefix="jianyou-hostile-") as name:
        folder = Path(name)
        harmless = folder / "plain.docx"
        harmless.write_bytes(plain_form())
        base = _check(harmless)
        print(f"start-up: {base.wall:.2f} s, {base.megabytes:.0f} MB")
        seconds, megabytes, silent = {False: [0.0], True: [0.0]}, {False: [0.0], True: [0.0]}, 0
        for case in write_hostile(folder):
            cost = _check(folder / case.name)
            old = case.code == "legacy_no_office"
            seconds[old].append(cost.wall - base.wall)
            megabytes[old].append(cost.megabytes - base.megabytes)
            answer = _answer(cost.out)
            silent += answer == NO_ANSWER
            print(f"{case.name:<30} {seconds[old][-1]:>6.2f} s {megabytes[old][-1]:>6.1f} MB  {answer}")
    table.at_most("hostile files without an answer", silent, 0, unit="")
    table.at_most("hostile files, time beyond start-up", max(seconds[False]), 2, unit=" s")
    table.at_most("hostile files, memory beyond start-up", max(megabytes[False]), 100, unit=" MB")
    # An office program alone takes some 180 MB; decision 0016 says why old formats may cost more.
    table.figure("old formats in the office program, time", max(seconds[True]), unit=" s")
    table.figure("old formats in the office program, memory", max(megabytes[True]), unit=" MB")


def _check(path: Path) -> Process:
    return run_process("-m", "jianyou", "form", "check", str(path), "--json")


def _answer(out: bytes) -> str:
    try:
        form = json.loads(out)["files"][0]
    except (ValueError, LookupError):
        return NO_ANSWER
    told = sorted({finding["code"] for finding in form["findings"]})
    return f"{form['status']}: {form['reason'] or ', '.join(told)}"
