"""择优: how the entries of each award are chosen, as a call file declares it."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from jianyou.datafiles.fields import Section
from jianyou.datafiles.problems import quoted
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.calls.awards import Award
from jianyou.domain.calls.read_review import MOST_POINTS, ZERO, read_number
from jianyou.domain.calls.review import (
    Attribute,
    Choice,
    ChoiceRule,
    ChoiceTier,
    Lottery,
    Tie,
)
from jianyou.domain.calls.unique import check_keys
from jianyou.domain.judging.scores.stages import Review
from jianyou.terms.clause import Clause
from jianyou.terms.nominee import NomineeKind

_MOST_PLACES = 99_999
_MOST_TIERS = 20
_MOST_RULES = 300
_STEPS = ("stage", "item", "fewer")


class _Around(NamedTuple):
    """What choices may name: awards, attributes, the review."""

    awards: Sequence[Award]
    attributes: tuple[str, ...]
    review: Review | None


def read_choices(
    sections: Sequence[Section], awards: Sequence[Award], annex: AnnexSchema | None, review: Review | None
) -> tuple[Choice, ...]:
    """How entries are chosen, one for each award at most."""
    columns = [column.key for column in annex.columns if not column.personal] if annex else []
    around = _Around(awards, tuple(dict.fromkeys([*Attribute, *columns])), review)
    choices = tuple(_choice(section, around) for section in sections)
    first: dict[str, int] = {}
    for section, choice in zip(sections, choices, strict=True):
        if choice.award in first:
            section.problem("award", "call_choice_twice", name=choice.award, first=first[choice.award])
        elif choice.award:
            first[choice.award] = section.line_of("award")
    return choices


def _choice(section: Section, around: _Around) -> Choice:
    name = section.choice("award", [award.key for award in around.awards], default=None)
    award = next((each for each in around.awards if each.key == name), None)
    tier_sections = section.sections("tiers", most=_MOST_TIERS, required=True)
    tiers = tuple(_tier(each, award, around.review) for each in tier_sections)
    check_keys(tier_sections, (tier.key for tier in tiers))
    keys = [tier.key for tier in tiers]
    lottery = section.section("lottery")
    choice = Choice(
        award=name,
        tiers=tiers,
        rules=tuple(_rule(each, keys, around) for each in section.sections("rules", most=_MOST_RULES)),
        one_of=section.chosen("one_of", around.attributes),
        ties=_ties(section.sections("ties", most=20), name, around),
        lottery=_lottery(lottery) if lottery else None,
        clause=section.clause(),
    )
    section.done()
    return choice


def _tier(section: Section, award: Award | None, review: Review | None) -> ChoiceTier:
    """A tier; its name may be left to the award's tier of that key."""
    key = section.slug("key")
    known = {tier.key: tier.name for tier in award.tiers} if award else {}
    most = review.combine.out_of if review else MOST_POINTS
    tier = ChoiceTier(
        key=key,
        name=section.text("name", required=key not in known) or known.get(key, ""),
        n=_places(section, "n"),
        floor=read_number(section, "floor", default=None, low=ZERO, high=most)
        if section.given("floor")
        else None,
        clause=section.clause(),
    )
    section.done()
    return tier


def _value(section: Section, per: str) -> str:
    if per == Attribute.KIND:
        return section.choice("value", tuple(NomineeKind), default="")
    return section.text("value")


def _places(section: Section, key: str) -> int | None:
    return section.whole(key, default=None, low=0, high=_MOST_PLACES) if section.given(key) else None


def _rule(section: Section, tiers: Collection[str], around: _Around) -> ChoiceRule:
    at_most, at_least = _places(section, "at_most"), _places(section, "at_least")
    if (at_most is None) == (at_least is None):
        section.problem("at_most", "call_choice_bound")
    per = section.choice("per", around.attributes, default="")
    rule = ChoiceRule(
        at_most=at_most,
        at_least=at_least,
        per=per,
        value=_value(section, per),
        tiers=section.chosen("tiers", list(tiers)),
        clause=section.clause(),
    )
    if rule.value and not rule.per:
        section.problem("value", "call_choice_value_of_nothing")
    section.done()
    return rule


def _ties(sections: Sequence[Section], award: str, around: _Around) -> tuple[Tie, ...]:
    found: list[Tie] = []
    for section in sections:
        tie = _tie(section, award, around)
        if tie in found:
            section.problem(_step_key(section), "call_choice_tie_twice")
        found.append(tie)
    return tuple(found)


def _tie(section: Section, award: str, around: _Around) -> Tie:
    """One step: a stage, an item of a stage, or fewer places by an attribute."""
    stages = around.review.by_key if around.review else {}
    only = next(iter(stages)) if len(stages) == 1 else ""
    item = section.text("item")
    per = section.choice("fewer", around.attributes, default="") if section.given("fewer") else ""
    stage = section.choice("stage", tuple(stages), default=only if item else "")
    given = [key for key in _STEPS if section.given(key)]
    if given not in (["stage"], ["item"], ["stage", "item"], ["fewer"]) or (item and not stage):
        section.problem(_step_key(section), "call_choice_tie")
    elif item and item not in (known := stages[stage].rubric.for_award(award).by_key):
        section.problem("item", "call_choice_tie_item", name=quoted(item), known=", ".join(known))
    section.done()
    return Tie(stage, item, per)


def _step_key(section: Section) -> str:
    return next((key for key in _STEPS if section.given(key)), _STEPS[0])


def _lottery(section: Section) -> Lottery:
    """A draw that decides needs the clause that allows it."""
    if not section.given("clause"):
        section.problem("clause", "call_choice_lottery_clause")
    clause = section.clause()
    section.done()
    return Lottery(clause or Clause(0, ""))
