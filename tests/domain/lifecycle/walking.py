"""Everything that can come of a call with one filing: all states that acts and the passing of time reach."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import STAFF, Actor, Role
from jianyou.domain.lifecycle.states import CallStatus
from jianyou.domain.lifecycle.subjects import Subject, after
from jianyou.domain.lifecycle.who_may import can

OFFICE, FILING = "office-1", "filing-1"
REGISTERING = frozenset({Act.REGISTER_PAPER, Act.REGISTER_SCAN})
GIVING_TIME = frozenset({Act.RETURN_ENTRY, Act.EXTEND_CORRECTION})


def somebody(role: Role, *, office: str = OFFICE, filing: str = FILING, person: str = "") -> Actor:
    return Actor(
        role=role,
        person=person or role.value,
        office=office if role in STAFF else "",
        filing=filing if role is Role.FILER else "",
    )


EVERYBODY = tuple(map(somebody, Role))


def beginning(*, late_admission: bool) -> Subject:
    return Subject(
        office=OFFICE,
        call=CallStatus.DRAFT,
        in_time=True,
        filing_key=FILING,
        late_admission=late_admission,
        expert=Role.EXPERT.value,
    )


def moments_of(subject: Subject, act: Act) -> Iterator[Subject]:
    """Yield the subject as the act finds it: a stamped arrival may be in time though the deadline is past."""
    yield subject
    if act in REGISTERING and not subject.in_time:
        yield replace(subject, in_time=True)


def done(subject: Subject, found: Subject, act: Act) -> Subject:
    """Return what the act leaves, with the clock as it was and time to correct where that is given."""
    correcting = True if act in GIVING_TIME else subject.correcting
    return replace(after(found, act), in_time=subject.in_time, correcting=correcting)


BEGINS = {
    Act.START_FILING: "filing",
    Act.START_REVIEW: "review",
    Act.PREPARE_PUBLICITY: "publicity",
    Act.RAISE_OBJECTION: "objection",
    Act.PLAN_ACTIVITY: "activity",
}


def _begins_another(subject: Subject, act: Act) -> bool:
    if act not in BEGINS:
        return False
    if subject.late_admission and act is not Act.START_FILING:
        return True
    return any(getattr(subject, field) for begun, field in BEGINS.items() if begun is not act)


@cache
def steps(subject: Subject) -> tuple[tuple[Actor, Act, Subject, Subject], ...]:
    """Return every act that somebody may do: who, what, how it found things, how it left them.

    Filing, review, publicity, objection and activity of one call don't touch each other: one of them at a
    time is enough.
    """
    return tuple(
        (actor, act, found, done(subject, found, act))
        for act in Act
        if not _begins_another(subject, act)
        for found in moments_of(subject, act)
        for actor in EVERYBODY
        if can(actor, act, found)
    )


def passing(subject: Subject) -> Iterator[Subject]:
    """Yield what the passing of time makes of it."""
    yield replace(subject, in_time=False)
    if subject.correction is not None:
        yield replace(subject, correcting=False)


@cache
def reachable() -> frozenset[Subject]:
    seen: set[Subject] = set()
    waiting = [beginning(late_admission=late) for late in (False, True)]
    while waiting:
        subject = waiting.pop()
        if subject in seen:
            continue
        seen.add(subject)
        waiting += [left for *_, left in steps(subject)]
        waiting += passing(subject)
    return frozenset(seen)


@cache
def all_steps() -> tuple[tuple[Actor, Act, Subject, Subject], ...]:
    return tuple(step for subject in reachable() for step in steps(subject))
