"""The stages of a call as rows of a form: put in another order, dated, added and taken out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from jianyou.datafiles.edits import with_items, with_value
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.course import Stage, StageKind
from jianyou.terms.finding import Refused
from jianyou.web.office.days import day_typed

MOST_ROWS = 30
_LONGEST_DAY = 20
_TWICE = StageKind.PUBLICITY


class Row(NamedTuple):
    """A stage as typed. `was` is its number in the call file (from 1), 0 for one that isn't there yet."""

    kind: StageKind
    was: int = 0
    starts: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row with its number, and what is wrong with its days. `new`: it isn't in the call file yet."""

    number: int
    row: Row
    last: bool
    new: bool
    starts_problem: Any = None
    ends_problem: Any = None

    @property
    def starts_error(self) -> str:
        """Where the problem of its first day stands on the page."""
        return f"starts-{self.number}-error"

    @property
    def ends_error(self) -> str:
        """The same of its last day."""
        return f"ends-{self.number}-error"


def shown_rows(rows: Sequence[Row], call: Call, problems: Mapping[str, Any]) -> list[ShownRow]:
    """The rows as a page shows them."""
    return [
        ShownRow(
            number,
            row,
            last=number == len(rows),
            new=bool(call.stages) and not row.was,
            starts_problem=problems.get(f"starts-{number}"),
            ends_problem=problems.get(f"ends-{number}"),
        )
        for number, row in enumerate(rows, 1)
    ]


def rows_of(call: Call) -> list[Row]:
    """The stages as they stand; a call without any has filing alone."""
    if not call.stages:
        return [Row(StageKind.FILING)]
    return [
        Row(stage.kind, number, _iso(stage.starts_on), _iso(stage.ends_on))
        for number, stage in enumerate(call.stages, 1)
    ]


def rows_sent(posted: Mapping[str, str], call: Call) -> list[Row]:
    """What a browser sent, whatever makes no sense left out."""
    rows = []
    for number in range(1, MOST_ROWS + 1):
        kind, was = posted.get(f"stage-{number}", ""), posted.get(f"was-{number}", "0")
        if kind not in set(StageKind):
            continue
        known = int(was) if was.isascii() and was.isdigit() and len(was) < 3 else 0
        if known > len(call.stages) or (known and call.stages[known - 1].kind != kind):
            known = 0
        days = (fit_text(posted.get(f"{key}-{number}", ""), lines=False) for key in ("starts", "ends"))
        starts, ends = (day.strip()[:_LONGEST_DAY] for day in days)
        rows.append(Row(StageKind(kind), known, starts, ends))
    return rows


def free_kinds(rows: Sequence[Row]) -> list[StageKind]:
    """The stages that may still be added; only publicity may come twice."""
    there = [row.kind for row in rows]
    return [kind for kind in StageKind if there.count(kind) < (2 if kind is _TWICE else 1)]


def moved(rows: Sequence[Row], command: str, more: str) -> list[Row]:
    """The rows after a button was pressed: `up-2`, `down-2`, `drop-2` or `add` (the stage `more`)."""
    found = list(rows)
    verb, _, number = command.partition("-")
    if verb == "add":
        if more in free_kinds(found) and len(found) < MOST_ROWS:
            found.append(Row(StageKind(more)))
        return found
    at = int(number) - 1 if number.isascii() and number.isdigit() and len(number) < 3 else -1
    if not 0 <= at < len(found):
        return found
    if verb == "drop" and found[at].kind is not StageKind.FILING:
        del found[at]
    elif verb in ("up", "down"):
        to = at - 1 if verb == "up" else at + 1
        if 0 <= to < len(found):
            found[at], found[to] = found[to], found[at]
    return found


def problems_in(rows: Sequence[Row]) -> dict[str, Refused]:
    """What must be mended, by the field's name."""
    problems: dict[str, Refused] = {}
    for number, row in enumerate(rows, 1):
        days: dict[str, date | None] = {}
        for key, text in (("starts", row.starts), ("ends", row.ends)):
            try:
                days[key] = day_typed(text)
            except Refused as refused:
                problems[f"{key}-{number}"] = refused
        starts, ends = days.get("starts"), days.get("ends")
        if starts and ends and ends < starts:
            problems[f"ends-{number}"] = Refused("call_stage_day_order", number=number)
    return problems


def staged(source: str, call: Call, rows: Sequence[Row]) -> str:
    """The call file with these stages; their days must be such. Stages kept keep their lines."""
    if list(rows) == rows_of(call):
        return source
    items: list[int | Mapping[str, Any]] = [row.was or _stage(row) for row in rows]
    if list(items) != list(range(1, len(call.stages) + 1)):
        source = with_items(source, "stages", items)
    for number, row in enumerate(rows, 1):
        if row.was:
            source = _dated(source, number, row, call.stages[row.was - 1])
    return source


def _dated(source: str, number: int, row: Row, stage: Stage) -> str:
    for key, text, before in (
        ("starts_on", row.starts, stage.starts_on),
        ("ends_on", row.ends, stage.ends_on),
    ):
        day = day_typed(text)
        if day != before:
            source = with_value(source, f"stages.{number}.{key}", day or "")
    return source


def _stage(row: Row) -> dict[str, Any]:
    return {"stage": row.kind, "starts_on": day_typed(row.starts), "ends_on": day_typed(row.ends)}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
