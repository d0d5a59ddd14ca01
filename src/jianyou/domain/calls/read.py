"""From the mappings of a call file to the call: its top level, and what must agree between its parts."""

from collections.abc import Sequence
from typing import Any

from jianyou.datafiles.fields import NAME, Section
from jianyou.datafiles.nodes import Mapping
from jianyou.datafiles.problems import Problems, quoted
from jianyou.domain.calls.awards import Award
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.read_annex import REGIONS, read_annex
from jianyou.domain.calls.read_awards import read_awards, read_quota
from jianyou.domain.calls.read_choices import read_choices
from jianyou.domain.calls.read_course import (
    read_clearance,
    read_filing,
    read_objections,
    read_publicity,
    read_stages,
    read_support,
)
from jianyou.domain.calls.read_levels import read_intentions, read_packages, read_rolls_up
from jianyou.domain.calls.read_notice import read_audiences, read_contacts, read_notice
from jianyou.domain.calls.read_review import read_review
from jianyou.domain.calls.read_titles import read_titles
from jianyou.terms.message import Message

MOST_AWARDS = 30
MOST_QUOTAS = 500
"""A table of every school in a district still fits."""


def read_call(root: Mapping, problems: Problems) -> Call:
    """The call told by the file's root; raises DataFileInvalid with all that is wrong."""
    section = Section(root, "", problems)
    call_id = section.text("call", required=True, check=_problem_of_id)
    notice = read_notice(section.section("notice", required=True))
    deadline = section.moment("deadline")
    if deadline and notice.issued_on and deadline.date() < notice.issued_on:
        section.problem("deadline", "call_deadline_before_issue", issued_on=notice.issued_on.isoformat())
    regions = section.choice("regions", REGIONS, default="")
    filing = read_filing(section.section("filing"))
    audiences = read_audiences(section.sections("audiences", most=50))
    contacts = read_contacts(section.sections("contacts", most=100))
    awards = read_awards(section.sections("awards", most=MOST_AWARDS))
    quotas = tuple(map(read_quota, section.sections("quotas", most=MOST_QUOTAS)))
    stages = read_stages(section.sections("stages", most=30), notice.issued_on)
    clearance = read_clearance(section.section("clearance"))
    annex = read_annex(section.section("annex", required=True), regions)
    publicity = read_publicity(section, stages, annex)
    objections = read_objections(section.section("objections"))
    support = read_support(section.section("support"))
    review = read_review(section, stages, awards)
    choices = read_choices(section.sections("choices", most=MOST_AWARDS), awards, annex, review)
    later = _read_later(section, awards)
    section.done()
    problems.raise_if_any()
    assert deadline is not None
    assert annex is not None
    return Call(
        id=call_id,
        notice=notice,
        deadline=deadline,
        annex=annex,
        regions=regions,
        filing=filing,
        audiences=audiences,
        contacts=contacts,
        awards=awards,
        quotas=quotas,
        stages=stages,
        clearance=clearance,
        publicity=publicity,
        objections=objections,
        support=support,
        review=review,
        choices=choices,
        **later,
    )


def _read_later(section: Section, awards: Sequence[Award]) -> dict[str, Any]:
    """What concerns other sites and what follows the choice, by the call's fields."""
    return {
        "intentions": read_intentions(section.section("intentions")),
        "packages": read_packages(section.section("packages")),
        "rolls_up": read_rolls_up(section.section("rolls_up")),
        "titles": read_titles(section.sections("titles", most=MOST_AWARDS), awards),
    }


def _problem_of_id(text: str) -> Message | None:
    return None if NAME.fullmatch(text) else Message("call_bad_id", {"text": quoted(text)})
