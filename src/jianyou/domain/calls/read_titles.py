"""称号规则 of a call file: how long titles hold, re-checks, and who can't be named again for a time."""

from collections.abc import Sequence

from jianyou.datafiles.fields import Section
from jianyou.domain.calls.awards import Award
from jianyou.domain.titles.rules import TitleRule

_MOST_YEARS = 50
_MOST_DAYS = 3660


def read_titles(sections: Sequence[Section], awards: Sequence[Award]) -> tuple[TitleRule, ...]:
    """What holds for the titles of awards, each award named once at most."""
    keys = [award.key for award in awards]
    rules = tuple(_rule(section, keys) for section in sections)
    first: dict[str, int] = {}
    for section, rule in zip(sections, rules, strict=True):
        if rule.award in first:
            section.problem("award", "call_titles_twice", name=rule.award, first=first[rule.award])
        elif rule.award:
            first[rule.award] = section.line_of("award")
    return rules


def _rule(section: Section, awards: Sequence[str]) -> TitleRule:
    rule = TitleRule(
        award=section.choice("award", awards, default=None),
        validity_years=_whole(section, "validity_years", 1, _MOST_YEARS),
        recheck_before_days=_whole(section, "recheck_before_days", 1, _MOST_DAYS),
        barred_years=_whole(section, "barred_years", 1, _MOST_YEARS),
        cooling_years=_whole(section, "cooling_years", 1, _MOST_YEARS),
        clause=section.clause(),
    )
    if rule.recheck_before_days is not None and rule.validity_years is None:
        section.problem("recheck_before_days", "call_titles_recheck_endless")
    section.done()
    return rule


def _whole(section: Section, key: str, low: int, high: int) -> int | None:
    return section.whole(key, default=None, low=low, high=high) if section.given(key) else None
