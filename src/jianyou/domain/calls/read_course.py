"""The course of a call file: what counts as filed, the stages, and the parameters of those that have any."""

from collections.abc import Sequence
from datetime import date

from jianyou.datafiles.fields import Section
from jianyou.datafiles.problems import quoted
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.calls.course import (
    ORDINARY_FILING,
    Activity,
    ActivityKind,
    Clearance,
    CompletesOn,
    Delivery,
    DeliveryForm,
    FilingRules,
    Objections,
    PriorityGroup,
    Publicity,
    Stage,
    StageKind,
    Support,
)
from jianyou.terms.message import Message

_MOST_DAYS = 365


def read_filing(section: Section | None) -> FilingRules:
    """What counts as filed; the ordinary rules where nothing is said."""
    if section is None:
        return ORDINARY_FILING
    rules = FilingRules(
        completes_on=section.member("completes_on", CompletesOn) if section.given("completes_on") else None,
        sealed=section.flag("sealed"),
        deadline_counts=section.flag("deadline_counts"),
        late_admission=section.flag("late_admission"),
        delivery=tuple(map(_delivery, section.sections("delivery", most=30))),
        clause=section.clause(),
    )
    section.done()
    return rules


def _delivery(section: Section) -> Delivery:
    delivery = Delivery(
        form=section.member("form", DeliveryForm),
        place=section.text("place"),
        address=section.text("address"),
        clause=section.clause(),
    )
    section.done()
    return delivery


def read_stages(sections: Sequence[Section], issued_on: date | None) -> tuple[Stage, ...]:
    """The stages in the office's order; only publicity may come twice, and none before the notice."""
    stages = []
    first: dict[str, int] = {}
    for section in sections:
        name = section.choice("stage", tuple(StageKind), default=None)
        if name in first and name != StageKind.PUBLICITY:
            section.problem("stage", "call_stage_twice", name=name, first=first[name])
        if name:
            first.setdefault(name, section.line_of("stage"))
        stages.append(_stage(section, StageKind(name or StageKind.FILING), issued_on))
    return tuple(stages)


def _stage(section: Section, kind: StageKind, issued_on: date | None) -> Stage:
    stage = Stage(kind, section.day("starts_on"), section.day("ends_on"), section.clause())
    for key, day in (("starts_on", stage.starts_on), ("ends_on", stage.ends_on)):
        if day and issued_on and day < issued_on:
            section.problem(key, "call_stage_before_issue", issued_on=issued_on.isoformat())
    if stage.starts_on and stage.ends_on and stage.ends_on < stage.starts_on:
        section.problem("ends_on", "call_stage_backwards", starts_on=stage.starts_on.isoformat())
    section.done()
    return stage


def read_clearance(section: Section | None) -> Clearance | None:
    """The departments that are asked."""
    if section is None:
        return None
    clearance = Clearance(section.texts("departments", required=True))
    section.done()
    return clearance


def read_publicity(root: Section, stages: Sequence[Stage], annex: AnnexSchema | None) -> Publicity | None:
    """What is made public, in columns of the annex; it needs its stage where stages are listed."""
    section = root.section("publicity")
    if section is None:
        return None
    if stages and all(stage.kind is not StageKind.PUBLICITY for stage in stages):
        root.problem("publicity", "call_publicity_without_stage")
    shows = section.texts("shows", check=lambda key: _problem_of_shown(key, annex), required=True)
    publicity = Publicity(
        days=section.whole("days", default=None, low=1, high=_MOST_DAYS),
        working_days=section.flag("working_days"),
        shows=tuple(dict.fromkeys(shows)),
        places=section.texts("places"),
        clause=section.clause(),
    )
    section.done()
    return publicity


def _problem_of_shown(key: str, annex: AnnexSchema | None) -> Message | None:
    if annex is None:
        return None  # the missing table is told already
    column = annex.by_key.get(key)
    if column is None:
        return Message("call_shows_no_column", {"name": quoted(key), "known": ", ".join(annex.by_key)})
    if column.personal:
        return Message("call_shows_personal", {"name": quoted(key), "title": quoted(column.title)})
    return None


def read_objections(section: Section | None) -> Objections | None:
    """What an objection needs; by name and with evidence unless told otherwise."""
    if section is None:
        return None
    objections = Objections(
        days=_days(section, "days"),
        named_only=section.flag("named_only", default=True),
        evidence=section.flag("evidence", default=True),
        answer_days=_days(section, "answer_days"),
        clause=section.clause(),
    )
    section.done()
    return objections


def _days(section: Section, key: str) -> int | None:
    return section.whole(key, default=None, low=1, high=_MOST_DAYS) if section.given(key) else None


def read_support(section: Section | None) -> Support | None:
    """What help is promised, and to whom first."""
    if section is None:
        return None
    support = Support(
        activities=tuple(map(_activity, section.sections("activities", most=50, required=True))),
        priority=section.members("priority", PriorityGroup),
        clause=section.clause(),
    )
    section.done()
    return support


def _activity(section: Section) -> Activity:
    activity = Activity(section.member("kind", ActivityKind), section.text("name", required=True))
    section.done()
    return activity
