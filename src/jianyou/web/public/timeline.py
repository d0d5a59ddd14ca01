"""The stages of a call as a line of time: what is over, what is now, what comes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jianyou.domain.calls.course import Stage, StageKind
from jianyou.queries.calls import CallView

DONE, NOW, NEXT = "done", "now", "next"


@dataclass(frozen=True, slots=True)
class Dot:
    """One stage: its kind, where it stands (done, now, next), and the days that the call prints."""

    kind: StageKind
    when: str
    starts_on: date | None = None
    ends_on: date | None = None


def dots(call: CallView) -> list[Dot]:
    """The stages in order. Filing is judged by the deadline in force, the others by their printed days.

    A stage that prints no day is said to come: the site doesn't know how far the office is with it.
    """
    stages = call.file.stages or (Stage(StageKind.FILING),)
    return list(_dots(call, stages))


def _dots(call: CallView, stages: tuple[Stage, ...]) -> Iterator[Dot]:
    today = call.now.date()
    for stage in stages:
        if stage.kind is StageKind.FILING:
            yield Dot(stage.kind, NOW if call.open else DONE)
        else:
            yield Dot(stage.kind, _when(stage, today), stage.starts_on, stage.ends_on)


def _when(stage: Stage, today: date) -> str:
    if stage.ends_on and stage.ends_on < today:
        return DONE
    return NOW if stage.starts_on and stage.starts_on <= today else NEXT
