"""推荐函 and 签报 of a decision, made of what rows tell."""

from collections.abc import Sequence

from jianyou.actions.exporting import MasterRow
from jianyou.domain.annexes.merge import merge
from jianyou.domain.annexes.typed import form_of_values
from jianyou.domain.annexes.write import master_paper
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.papers.course import Course, DecidedOn, Together
from jianyou.domain.papers.recommendation import RecommendationTold, recommendation_paper
from jianyou.domain.papers.report import ReportTold, report_paper
from jianyou.officefiles.writing.official_file import write_official
from jianyou.queries.collective import DecisionView, get_authority, get_course, get_decision
from jianyou.queries.office_calls import get_office_call

_DEPARTMENT = "department"


def recommendation_file(viewer: Actor, slug: str, number: int, rows: Sequence[MasterRow], kind: str) -> bytes:
    """The letter with the rows as the authority's own table."""
    view, decision = (
        get_office_call(viewer=viewer, slug=slug),
        get_decision(viewer=viewer, slug=slug, number=number),
    )
    schema = view.schema
    header = {_DEPARTMENT: view.office} if any(one.key == _DEPARTMENT for one in schema.header) else {}
    form = form_of_values(schema, {}, [row.values for row in rows])
    authority = get_authority(viewer=viewer, slug=slug)
    told = RecommendationTold(
        call=view.call.title,
        notice=authority.notice,
        office=view.office,
        authority=authority.name,
        course=_course(viewer, slug),
        together=_together(decision),
    )
    paper = recommendation_paper(told, master_paper(schema, merge([form]), header=header))
    return write_official(paper, pdf=kind == "pdf").data


def report_file(viewer: Actor, slug: str, number: int, kind: str) -> bytes:
    """The report."""
    view, decision = (
        get_office_call(viewer=viewer, slug=slug),
        get_decision(viewer=viewer, slug=slug, number=number),
    )
    told = ReportTold(
        call=view.call.title,
        office=view.office,
        course=_course(viewer, slug),
        together=_together(decision),
    )
    return write_official(report_paper(told), pdf=kind == "pdf").data


def _course(viewer: Actor, slug: str) -> Course:
    return get_course(viewer=viewer, slug=slug)


def _together(decision: DecisionView) -> Together:
    lines = [
        DecidedOn(
            line.name,
            line.filer,
            line.district,
            line.industry,
            line.award_name,
            line.outcome,
            line.reason,
        )
        for line in decision.lines
        if not line.removed
    ]
    return Together(
        held_on=decision.held_on,
        minutes=decision.minutes,
        people=len(decision.participants),
        over_quota=decision.over_quota,
        lines=lines,
    )
