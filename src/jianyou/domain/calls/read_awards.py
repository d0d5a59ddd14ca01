"""The awards of a call file: tiers, quotas, scope, conditions."""

import re
from collections.abc import Sequence

from jianyou.datafiles.fields import Section, problem_of_name
from jianyou.datafiles.problems import quoted
from jianyou.domain.calls.awards import Award, Condition, Quota, QuotaHolder, QuotaOp, Scope, Tier
from jianyou.domain.calls.unique import check_keys
from jianyou.domain.eligibility.facts import COMMON_FACTS
from jianyou.domain.eligibility.read_rules import read_rule
from jianyou.domain.eligibility.vocabulary import Vocabulary
from jianyou.terms.message import Message
from jianyou.terms.nominee import NomineeKind

_DIGEST = re.compile(r"[0-9a-f]{16}")
_SHARES = ("%", "％")
_MOST_HEADS = 999_999
_LONGEST_CONDITION = 1000


def read_awards(sections: Sequence[Section]) -> tuple[Award, ...]:
    """The awards, told apart by their keys."""
    awards = tuple(map(_award, sections))
    check_keys(sections, (award.key for award in awards))
    return awards


def _award(section: Section) -> Award:
    tier_sections = section.sections("tiers", most=50)
    award = Award(
        key=section.slug("key"),
        name=section.text("name", required=True),
        holder=section.text("holder"),
        basis=section.texts("basis"),
        cycle_years=_cycle(section),
        accepts=section.members("accepts", NomineeKind),
        tiers=tuple(map(_tier, tier_sections)),
        scopes=tuple(map(_scope, section.sections("scopes", most=100))),
        conditions=_conditions(section.sections("conditions", most=300)),
        rules=section.text("rules", check=problem_of_name),
        as_of=section.day("as_of"),
        own_application=section.flag("own_application"),
        clause=section.clause(),
    )
    section.done()
    check_keys(tier_sections, (tier.key for tier in award.tiers))
    return award


def _cycle(section: Section) -> int | None:
    given = section.given("cycle_years")
    return section.whole("cycle_years", default=None, low=1, high=100) if given else None


def _tier(section: Section) -> Tier:
    inner = section.section("quota")
    tier = Tier(
        key=section.slug("key"),
        name=section.text("name", required=True),
        quota=read_quota(inner) if inner else None,
    )
    section.done()
    return tier


def read_quota(section: Section) -> Quota:
    """One number with whose limit it is; a share of heads (`op: percent`, or the unit %) is at most 100."""
    op = section.choice("op", tuple(QuotaOp), default=None)
    unit = section.text("unit", longest=20) or ("%" if op == QuotaOp.PERCENT else "个")
    n = _number(section, share=op == QuotaOp.PERCENT or unit in _SHARES)
    quota = Quota(
        op=QuotaOp(op or QuotaOp.MAX),
        n=n,
        holder=section.member("holder", QuotaHolder),
        unit=unit,
        most=_most(section, n) if op == QuotaOp.RANGE else None,
        who=section.text("who"),
        clause=section.clause(),
    )
    if not op:
        section.given("most")  # whether it belongs here can't be told
    section.done(elsewhere=("most",))
    return quota


def _number(section: Section, *, share: bool) -> float:
    if share:
        return section.decimal("n", default=None, high=100)
    return section.whole("n", default=None, low=0, high=_MOST_HEADS)


def _most(section: Section, n: float) -> int:
    """The upper end of a range, which lies above its lower end."""
    return section.whole("most", default=None, low=int(n) + 1, high=_MOST_HEADS)


def _scope(section: Section) -> Scope:
    scope = Scope(
        label=section.text("label", required=True),
        items=section.texts("items", required=True),
        kind=section.member("kind", NomineeKind) if section.given("kind") else None,
        closed=section.flag("closed"),
        clause=section.clause(),
    )
    section.done()
    return scope


def _conditions(sections: Sequence[Section]) -> tuple[Condition, ...]:
    """The conditions; a rule may ask all that every pack may, and has no parameters."""
    vocabulary = Vocabulary(COMMON_FACTS, {})
    return tuple(_condition(each, vocabulary, number) for number, each in enumerate(sections, 1))


def _condition(section: Section, vocabulary: Vocabulary, number: int) -> Condition:
    clause, rule = section.clause(), section.section("rule")
    condition = Condition(
        text=section.text("text", required=True, longest=_LONGEST_CONDITION),
        clause=clause,
        digest=section.text("digest", check=_problem_of_digest),
        rule=read_rule(rule, vocabulary, f"condition_{number}", clause) if rule else None,
    )
    section.done()
    return condition


def _problem_of_digest(text: str) -> Message | None:
    return None if _DIGEST.fullmatch(text) else Message("call_bad_digest", {"text": quoted(text)})
