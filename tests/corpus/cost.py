"""What reading a file costs, measured in a process of its own that has loaded everything before."""

import json
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

_ROOT = Path(__file__).resolve().parents[2]


class Cost(NamedTuple):
    """What was said (codes joined by commas), CPU seconds and peak MB beyond start-up, with children."""

    codes: str
    seconds: float
    megabytes: float


def measure(paths: Sequence[Path]) -> list[Cost]:
    """Read each file in a fresh fork of one started process; one that dies says nothing but `died`."""
    command = [sys.executable, "-m", "tests.corpus.cost", *map(str, paths)]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True)
    return [Cost(*json.loads(line)) for line in done.stdout.splitlines()]


def say(path: Path) -> str:
    """All codes of a file in order, whether it was refused or read."""
    from jianyou.officefiles.read import read_file
    from jianyou.terms.finding import Refused

    try:
        return ",".join(sorted(finding.code for finding in read_file(path).findings))
    except Refused as refused:
        return refused.code


def _measured(path: Path) -> Cost:
    """Measure here; the process that reads workbooks has started before and is small at first.

    A started process counts as large as the one that it was forked from, so it is started early.
    """
    from jianyou.officefiles.sheet.process import KEEPER
    from tests.corpus.hostile import xlsx

    if path.suffix == ".xlsx":
        tiny = path.with_name(f"{path.stem}.start-up.xlsx")
        tiny.write_bytes(xlsx(""))
        say(tiny)
        KEEPER.close()
        say(tiny)
    seconds, own, children = _usage()
    try:
        codes = say(path)
    except BaseException as error:  # noqa: BLE001  — whatever leaks out is what the test is after
        codes = f"leaked {type(error).__name__}: {error}"
    KEEPER.close()
    seconds_after, own_after, children_after = _usage()
    megabytes = (own_after - own + children_after - children) / 1024
    return Cost(codes, round(seconds_after - seconds, 3), round(megabytes, 1))


def _usage() -> tuple[float, int, int]:
    """CPU seconds so far, and the peak KB of this process and of its largest child."""
    import resource

    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(own[:2]) + sum(children[:2]), own.ru_maxrss, children.ru_maxrss


def _in_a_fork(path: Path) -> str:
    import os

    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(sink, json.dumps(_measured(path)).encode())
        os._exit(0)
    os.close(sink)
    with os.fdopen(source, "rb") as stream:
        answer = stream.read().decode()
    os.waitpid(child, 0)
    return answer or json.dumps(Cost("died", 0, 0))


if __name__ == "__main__":
    import_module("jianyou.officefiles.sheet")
    say(Path(__file__))
    for name in sys.argv[1:]:
        sys.stdout.write(_in_a_fork(Path(name)) + "\n")
