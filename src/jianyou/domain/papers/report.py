"""签报: tells those who decide how entries came and what was decided of them together."""

from collections.abc import Iterator
from dataclasses import dataclass

from jianyou.domain.papers.course import (
    Course,
    Together,
    by_award,
    by_district,
    by_industry,
    came,
    cleared,
    made_public,
    met,
    subject_of,
)
from jianyou.domain.papers.official import or_blank
from jianyou.officefiles.paper import Paper, PaperColumn
from jianyou.officefiles.writing.official import Head, OfficialPaper
from jianyou.terms.display import plain
from jianyou.terms.message import say

_COLUMNS = (
    ("paper_serial", 0.5, True),
    ("paper_name", 2.4, False),
    ("paper_filer", 1.8, False),
    ("paper_district", 0.9, True),
    ("paper_industry", 0.8, True),
    ("paper_award", 1.7, False),
    ("paper_outcome", 0.8, True),
    ("paper_reason", 2.2, False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTold:
    """What the report tells; `call` is the call's title."""

    call: str
    office: str
    course: Course
    together: Together


def report_paper(told: ReportTold) -> OfficialPaper:
    """The report with all that was decided as a table, nobody's contact in it."""
    annex = _annex(told)
    return OfficialPaper(
        issuer=told.office,
        head=Head.DOCUMENT,
        upward=True,
        title=say("report_title", {"subject": subject_of(told.call)}),
        addressee=or_blank(""),
        paragraphs=tuple(_paragraphs(told)),
        attachments=(annex.title,),
        signed_by=told.office,
        annex=annex,
    )


def _paragraphs(told: ReportTold) -> Iterator[str]:
    together, recommended = told.together, told.together.recommended
    yield say("report_opening", {"call": plain(told.call)})
    yield say("report_course")
    yield from came(told.course)
    yield say("report_clearance")
    yield cleared(told.course)
    yield say("report_decision")
    yield from met(together)
    yield from made_public(told.course)
    if awards := by_award(recommended):
        yield say("recommend_awards_told", {"awards": awards})
    if districts := by_district(recommended):
        yield say("recommend_districts", {"counts": districts})
    if industries := by_industry(recommended):
        yield say("recommend_industries", {"counts": industries})
    yield say("report_advice")
    yield say("report_advice_told", {"count": len({line.name for line in recommended})})


def _annex(told: ReportTold) -> Paper:
    return Paper(
        label="附件",
        title=say("report_annex"),
        columns=[PaperColumn(say(code), width, centered) for code, width, centered in _COLUMNS],
        rows=[
            [
                str(number),
                plain(line.name),
                plain(line.filer),
                line.district,
                line.industry,
                line.award,
                say(f"outcome_{line.outcome}"),
                line.reason,
            ]
            for number, line in enumerate(told.together.lines, 1)
        ],
    )
