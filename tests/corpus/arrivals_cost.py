"""What taking containers apart costs, each measured in a fork of one process that has loaded everything."""

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_ROOT = Path(__file__).resolve().parents[2]


class Cost(NamedTuple):
    """Codes of refusals, CPU seconds, and peak MB beyond start-up, here and in the largest helper."""

    codes: list[str]
    seconds: float
    megabytes: float
    helper_megabytes: float


def measure(paths: Sequence[Path]) -> list[Cost]:
    command = [sys.executable, "-m", "tests.corpus.arrivals_cost", *map(str, paths)]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True)
    return [Cost(*json.loads(line)) for line in done.stdout.splitlines()]


def _codes(path: Path) -> list[str]:
    from jianyou.officefiles.arrivals.receive import receive

    codes = set[str]()
    with tempfile.TemporaryDirectory() as spool:
        for arrival in receive([(path.name, path)], Path(spool)):
            arrival.discard()
            codes |= {arrival.refusal.code} if arrival.refusal is not None else set()
        if any(Path(spool).iterdir()):
            codes.add("left something behind")
    return sorted(codes)


def _measured(path: Path) -> Cost:
    before = resource.getrusage(resource.RUSAGE_SELF)
    codes = _codes(path)
    after = resource.getrusage(resource.RUSAGE_SELF)
    helpers = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    seconds += helpers.ru_utime + helpers.ru_stime
    return Cost(codes, seconds, (after.ru_maxrss - before.ru_maxrss) / 1024, helpers.ru_maxrss / 1024)


def main() -> None:
    import jianyou.officefiles.arrivals.mails
    import jianyou.officefiles.arrivals.rars
    import jianyou.officefiles.arrivals.sevenzips
    import jianyou.officefiles.arrivals.tars
    import jianyou.officefiles.arrivals.zips  # noqa: F401

    for name in sys.argv[1:]:
        reader, writer = os.pipe()
        if (child := os.fork()) == 0:
            os.write(writer, json.dumps(_measured(Path(name))).encode())
            os._exit(0)
        os.close(writer)
        os.waitpid(child, 0)
        said = os.read(reader, 65_536).decode() or json.dumps(Cost(["died"], 0, 0, 0))
        sys.stdout.write(f"{said}\n")
        os.close(reader)


if __name__ == "__main__":
    main()
