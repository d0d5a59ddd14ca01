"""What processes cost: CPU seconds of one and of all that it started."""

import os
from collections import defaultdict
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_of(pid: int) -> float:
    """User and system seconds of a process and of those below it, ended ones included."""
    below: dict[int, list[int]] = defaultdict(list)
    spent: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile, and its parent has its seconds
        own = int(path.parent.name)
        below[int(fields[1])].append(own)
        spent[own] = sum(map(int, fields[11:15]))
    found, total = [pid], 0
    while found:
        one = found.pop()
        total += spent.get(one, 0)
        found += below[one]
    return total / _TICKS
