"""A folder of filled forms with their truth: the same seed gives the same bytes on any machine."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from examples.forms.content import Form, World
from examples.forms.faults import FAULT_KINDS, FAULTS
from examples.forms.kinds import GOOD_KINDS, least_entries, make

KINDS = (*GOOD_KINDS, *FAULT_KINDS)

FAULTY_SHARE = 0.12
"""The share of wrong files in a mix."""

_PLAIN_AGAIN = ("docx.plain", "docx.plain", "docx.wps", "xlsx.plain")


def generate(
    out: Path,
    *,
    count: int,
    seed: int,
    kinds: Sequence[str] | None = None,
    faults: bool = True,
    truth: Path | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> list[dict[str, Any]]:
    """Write `count` forms below `out` and their truth to `truth` (out/truth.json unless given).

    `kinds` narrows them down: a whole name (`docx.tracked`) or its first part (`docx`, `fault`);
    they are taken in turn. Without `kinds` about 12 of 100 files are wrong, none if `faults` is
    false. `progress` is called with the number of files written. Returns the truth records:
    {file, kind, status, header, rows, faults}, `file` relative to `out` with forward slashes.

    Raises:
        ValueError: a kind is unknown.
    """
    rng = Random(seed)
    world = World(rng)
    records: list[dict[str, Any]] = []
    plan = _plan(rng, count, kinds, faults=faults)
    out.mkdir(parents=True, exist_ok=True)
    for number, kind in enumerate(plan, 1):
        records.append(_write(out, number, kind, world, records))
        progress(number)
    target = truth or out / "truth.json"
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    target.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    return records


def select(kinds: Sequence[str]) -> list[str]:
    """The kinds that whole names or first parts stand for; ValueError names an unknown one."""
    chosen: list[str] = []
    for wanted in kinds:
        found = [kind for kind in KINDS if kind == wanted or kind.startswith(f"{wanted}.")]
        if not found:
            raise ValueError(wanted)
        chosen += found
    return chosen


def _plan(rng: Random, count: int, kinds: Sequence[str] | None, *, faults: bool) -> list[str]:
    if kinds:
        chosen = [kind for kind in select(kinds) if faults or kind not in FAULT_KINDS]
        return [chosen[index % len(chosen)] for index in range(count)] if chosen else []
    wrong = round(count * FAULTY_SHARE) if faults else 0
    good = _dealt(rng, (*GOOD_KINDS, *_PLAIN_AGAIN))
    bad = _dealt(rng, FAULT_KINDS)
    plan = [next(good) for _ in range(count - wrong)] + [next(bad) for _ in range(wrong)]
    rng.shuffle(plan)
    return plan


def _dealt(rng: Random, kinds: Sequence[str]) -> Iterator[str]:
    """The kinds in random order, each once before any comes again."""
    while True:
        yield from rng.sample(kinds, len(kinds))


def _write(
    out: Path, number: int, kind: str, world: World, earlier: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    first, _, name = kind.partition(".")
    district, title = "", ""
    if first == "fault":
        wrong = FAULTS[name](world, earlier)
        suffix, data, status = wrong.suffix, wrong.data, wrong.status
        rows, header, faults = wrong.rows, wrong.header, wrong.faults
    else:
        form = world.form(least_entries(kind))
        made = make(kind, form, world.rng)
        suffix, data, status, faults = f".{first}", made.data, "read", []
        rows, header, district = made.rows, made.header, _folder(form, world.rng)
    title = _title(rows, header, name)
    folder = out / district if district else out
    folder.mkdir(exist_ok=True)
    path = folder / f"{number:03d}_{title}{suffix}"
    path.write_bytes(data)
    return {
        "file": path.relative_to(out).as_posix(),
        "kind": kind,
        "status": status,
        "header": header,
        "rows": rows,
        "faults": faults,
    }


def _folder(form: Form, rng: Random) -> str:
    """Some districts hand in a folder of their own."""
    return form.district if rng.random() < 0.3 else ""


def _title(rows: list[dict[str, str]], header: dict[str, str], name: str) -> str:
    """What a sender would call the file, without characters that a file name can't have."""
    title = rows[0]["name"] if len(rows) == 1 else header.get("department", "")
    safe = "".join(mark for mark in title if mark.isalnum() or mark in "（）()“”·")
    return safe or name
