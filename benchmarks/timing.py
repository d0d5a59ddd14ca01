"""Interleaved timing in CPU seconds, child processes included, and the table of bars."""

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple


def cpu_seconds() -> float:
    """CPU time of this process and of its children, ended or still at work."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime + _living_children()


def _living_children() -> float:
    """CPU time of the children that run now, to the nanosecond where the kernel tells it."""
    total = 0.0
    for listing in Path("/proc/self/task").glob("*/children"):
        for pid in listing.read_text().split():
            total += int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    return total


def interleaved(
    contestants: Mapping[str, Callable[[], object]],
    *,
    rounds: int,
    clock: Callable[[], float] = cpu_seconds,
) -> dict[str, float]:
    """The median time of each contestant; every round runs each once, so that all share the noise."""
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for run in contestants.values():
        run()
    for _ in range(rounds):
        for name, run in contestants.items():
            start = clock()
            run()
            times[name].append(clock() - start)
    return {name: statistics.median(taken) for name, taken in times.items()}


class Process(NamedTuple):
    """A command run to its end: wall and CPU seconds, peak MB of it or any child, what it printed."""

    wall: float
    cpu: float
    megabytes: float
    out: bytes


# A process starts its life as a copy of the one that started it, memory peak included; a small
# one in between keeps our own size out of the figure.
_LAUNCHER = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
ended = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
wall = time.perf_counter() - start
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
figures = [wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024]
sys.stdout.buffer.write(json.dumps(figures).encode() + b"\\n" + ended.stdout)
"""


def run_process(*arguments: str) -> Process:
    """Runs Python with `arguments` in a process of its own and says what it cost."""
    command = [sys.executable, "-I", "-S", "-c", _LAUNCHER, sys.executable, *arguments]
    out = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    figures, _, printed = out.partition(b"\n")
    wall, cpu, megabytes = json.loads(figures)
    return Process(wall, cpu, megabytes, printed)


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement: a ratio or figure, and the bar that it must hold, if it has one."""

    what: str
    measured: str
    bar: str
    held: bool | None


@dataclass(slots=True)
class Table:
    """What was measured, printed at the end."""

    lines: list[Line] = field(default_factory=list)

    def at_most(self, what: str, value: float, bar: float, *, unit: str = "x") -> None:
        """A figure that must not go above its bar."""
        self._add(what, value, f"<= {bar:g}{unit}", held=value <= bar, unit=unit)

    def at_least(self, what: str, value: float, bar: float, *, unit: str = "x") -> None:
        """A figure that must not fall below its bar."""
        self._add(what, value, f">= {bar:g}{unit}", held=value >= bar, unit=unit)

    def figure(self, what: str, value: float, *, unit: str) -> None:
        """A figure without a bar."""
        self._add(what, value, "", held=None, unit=unit)

    def _add(self, what: str, value: float, bar: str, *, held: bool | None, unit: str) -> None:
        self.lines.append(Line(what, f"{value:.2f}{unit}", bar, held))
        print(f"  {what}: {value:.2f}{unit} {bar}", flush=True)

    @property
    def all_held(self) -> bool:
        """Whether no bar was missed."""
        return all(line.held is not False for line in self.lines)

    def text(self) -> str:
        """The table, one line a measurement."""
        width = max((len(line.what) for line in self.lines), default=0)
        words = {True: "held", False: "MISSED", None: ""}
        return "\n".join(
            f"{line.what:<{width}}  {line.measured:>12}  {line.bar:>10}  {words[line.held]}"
            for line in self.lines
        )
