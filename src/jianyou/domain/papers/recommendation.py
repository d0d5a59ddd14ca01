"""推荐函: the office recommends to its authority, by what was decided together."""

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
from jianyou.officefiles.paper import Paper
from jianyou.officefiles.writing.official import Head, OfficialPaper
from jianyou.terms.display import plain
from jianyou.terms.message import say

_MOST_NAMES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationTold:
    """What the letter tells: `call` is its title, `notice` what it acts on, `authority` may be empty."""

    call: str
    notice: str
    office: str
    authority: str
    course: Course
    together: Together


def recommendation_paper(told: RecommendationTold, annex: Paper | None) -> OfficialPaper:
    """The letter with the table of those recommended; its date is left for the day of signing."""
    return OfficialPaper(
        issuer=told.office,
        head=Head.DOCUMENT,
        upward=True,
        title=say("recommend_title", {"subject": subject_of(told.call)}),
        addressee=or_blank(told.authority),
        paragraphs=tuple(_paragraphs(told)),
        attachments=(annex.title,) if annex else (),
        signed_by=told.office,
        annex=annex,
    )


def _paragraphs(told: RecommendationTold) -> Iterator[str]:
    yield say("recommend_opening", {"notice": or_blank(told.notice)})
    yield say("recommend_course")
    yield from came(told.course)
    yield cleared(told.course)
    yield from met(told.together)
    yield from made_public(told.course)
    yield say("recommend_names")
    yield _names(told.together)
    recommended = told.together.recommended
    if awards := by_award(recommended):
        yield say("recommend_awards_told", {"awards": awards})
    if districts := by_district(recommended):
        yield say("recommend_districts", {"counts": districts})
    if industries := by_industry(recommended):
        yield say("recommend_industries", {"counts": industries})
    yield say("recommend_request")


def _names(together: Together) -> str:
    names = list(dict.fromkeys(plain(line.name) for line in together.recommended))
    shown = "、".join(names[:_MOST_NAMES]) + ("等" if len(names) > _MOST_NAMES else "")
    return say("recommend_names_told", {"names": shown, "count": len(names)})
