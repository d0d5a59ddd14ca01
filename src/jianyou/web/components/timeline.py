"""The course of a call as a line of time: what is over, what is now, what comes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from jianyou.domain.calls.course import Stage, StageKind
from jianyou.queries.calls import CallView, ExtensionView

DONE, NOW, NEXT = "done", "now", "next"
NOTICE, OPENED, DEADLINE, SEALED = "notice", "opened", "deadline", "sealed"


@dataclass(frozen=True, slots=True)
class Dot:
    """One point: its kind (a StageKind, or one of those above), where it stands (done, now, next).

    `at` is its moment, `starts_on` and `ends_on` are the days that the call prints; None where there is
    none. `extensions` are those of the deadline.
    """

    kind: str
    when: str
    at: datetime | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    extensions: tuple[ExtensionView, ...] = ()

    @property
    def stage(self) -> bool:
        """Whether it is a stage of the call, and not one of the moments that the site itself knows."""
        return self.kind in set(StageKind)


def dots(call: CallView) -> list[Dot]:
    """The course in order. Filing is judged by the deadline in force, other stages by their printed days.

    A stage that prints no day is said to come: the site doesn't know how far the office is with it.
    """
    stages = call.file.stages or (Stage(StageKind.FILING),)
    return [*_before(call), *(dot for stage in stages for dot in _of(call, stage))]


def _before(call: CallView) -> Iterator[Dot]:
    issued_on = call.file.notice.issued_on
    if issued_on:
        yield Dot(NOTICE, DONE, starts_on=issued_on)
    if call.opened_at:
        yield Dot(OPENED, DONE, at=call.opened_at)


def _of(call: CallView, stage: Stage) -> Iterator[Dot]:
    if stage.kind is not StageKind.FILING:
        when = _when(stage, call.now.date())
        yield Dot(stage.kind.value, when, starts_on=stage.starts_on, ends_on=stage.ends_on)
        return
    yield Dot(stage.kind.value, NOW if call.open else DONE)
    yield Dot(DEADLINE, NEXT if call.open else DONE, at=call.deadline, extensions=call.extensions)
    sealed = datetime.fromisoformat(call.head.head.at) if call.head else None
    yield Dot(SEALED, DONE if sealed else NEXT, at=sealed)


def _when(stage: Stage, today: date) -> str:
    if stage.ends_on and stage.ends_on < today:
        return DONE
    return NOW if stage.starts_on and stage.starts_on <= today else NEXT
