"""From the mappings of a call file to what it says of other levels."""

import re

from jianyou.datafiles.fields import Section, problem_of_name
from jianyou.datafiles.problems import quoted
from jianyou.domain.calls.fixed import ALWAYS, MAY_BE_FIXED
from jianyou.domain.calls.levels import Intentions, Packages, RollsUp
from jianyou.terms.message import Message

_DIGEST = re.compile(r"[0-9a-f]{64}")


def read_intentions(section: Section | None) -> Intentions | None:
    """Until when intentions are told and amended."""
    if section is None:
        return None
    until, amend_until = section.moment("until"), section.moment("amend_until")
    section.done()
    if until is None or amend_until is None:
        return None  # told already
    if amend_until < until:
        section.problem("amend_until", "call_intentions_backwards", until=until.isoformat())
    return Intentions(until, amend_until)


def read_packages(section: Section | None) -> Packages | None:
    """Until when packages from below are taken."""
    if section is None:
        return None
    until = section.moment("until")
    section.done()
    return Packages(until) if until else None


def read_rolls_up(section: Section | None) -> RollsUp | None:
    """The call above that fixed parts of this one; table, awards and places are always among them."""
    if section is None:
        return None
    fixed = section.chosen("fixed", MAY_BE_FIXED, required=True)
    if section.given("fixed") and not set(ALWAYS) <= set(fixed):
        section.problem("fixed", "call_fixed_lacks", names=", ".join(ALWAYS))
    found = RollsUp(
        call=section.text("call", required=True, check=problem_of_name),
        office=section.text("office", required=True),
        digest=section.text("digest", required=True, check=_problem_of_digest),
        fixed=fixed,
    )
    section.done()
    return found


def _problem_of_digest(text: str) -> Message | None:
    return None if _DIGEST.fullmatch(text) else Message("call_bad_fixed_digest", {"text": quoted(text)})
