"""A choice in words for its pages: limits, what a scenario changes, the picture of how full quotas are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.calls.choosing import rules_of
from jianyou.domain.calls.review import Choice as Declared
from jianyou.domain.calls.told_review import review_lines
from jianyou.domain.judging.changes import Changes, changes_of
from jianyou.domain.judging.selection.inputs import AtLeast, Limit, LimitKind, OneOf
from jianyou.domain.judging.selection.limits import limit_text
from jianyou.domain.judging.selection.told import Use, Why
from jianyou.domain.papers.plots_choice import Quota, quota_plot
from jianyou.queries.choices import ChoiceView
from jianyou.terms.message import say
from jianyou.web.components.language import page_lang

_MOST_WORDS = 300


class LimitLine(NamedTuple):
    """A limit in words with how far it is used; `least` tells that it bounds from below."""

    words: str
    used: int
    n: int
    full: bool
    least: bool


class Quotas(NamedTuple):
    """All limits of a choice, and the picture of them; `svg` is markup, every text in it escaped."""

    lines: tuple[LimitLine, ...]
    svg: SafeString
    title: str


def quotas_of(uses: Sequence[Use], digits: int) -> Quotas:
    """How far each limit is used."""
    lines = tuple(
        LimitLine(
            _limit(use.limit, digits),
            use.used,
            use.limit.n,
            use.full,
            use.limit.kind is LimitKind.AT_LEAST,
        )
        for use in uses
    )
    every = {tier for use in uses for tier in use.limit.tiers}
    drawn = [
        Quota(
            _short(use.limit, every) or line.words,
            use.used,
            least=line.n if line.least else 0,
            most=None if line.least else line.n,
        )
        for use, line in zip(uses, lines, strict=True)
        if use.limit.kind is not LimitKind.ONE_OF
    ]
    plot = quota_plot(drawn, page_lang())
    return Quotas(lines, mark_safe(plot.svg()), plot.title)  # noqa: S308  — its texts are escaped


def _short(limit: Limit, every: set[str]) -> str:
    """A limit as the picture has room for it: the same value may be bounded in one tier and in all."""
    value, tiers = _named(limit).value, "、".join(limit.tiers)
    return f"{value}·{tiers}" if value and tiers and set(limit.tiers) < every else value or tiers


def why_words(why: Why) -> str:
    """Reasons in words, kinds of nominees by their names."""
    return replace_kinds(why).text(page_lang())


def replace_kinds(why: Why) -> Why:
    """The reasons with kinds of nominees by their names instead of their keys."""
    return why._replace(blocked_by=tuple(_named(limit) for limit in why.blocked_by))


def _limit(limit: Limit, digits: int) -> str:
    return limit_text(_named(limit), digits, page_lang())[:_MOST_WORDS]


def _named(limit: Limit) -> Limit:
    if limit.attribute != "kind" or not limit.value:
        return limit
    return replace(limit, value=say(f"show_kind_{limit.value}", lang=page_lang()))


def blocked_words(why: Why) -> list[str]:
    """The limits that are in an entry's way."""
    return [_limit(limit, why.digits) for limit in why.blocked_by]


def scoring_words(file: CallFile) -> list[str]:
    """How the official score is made: the formula of each stage, and how stages are combined."""
    lines = review_lines(file, page_lang())
    after = [lines[at + 1].text for at, line in enumerate(lines[:-1]) if line.label]
    return [*after, *(line.text for line in lines[-1:])]


class RuleLine(NamedTuple):
    """A declared rule by its place (from 0): in words, and its number; None where it has none."""

    at: int
    words: str
    n: int | None


def rule_lines(declared: Declared) -> tuple[RuleLine, ...]:
    """The declared rules as a scenario may change them."""
    names = {tier.key: tier.name for tier in declared.tiers}
    lines = []
    for at, rule in enumerate(rules_of(declared)):
        if isinstance(rule, OneOf):
            limit = Limit(LimitKind.ONE_OF, at, 1, rule.attribute, "", (), rule.clause, rule.attribute)
            lines.append(RuleLine(at, _limit(limit, 0), None))
            continue
        kind = LimitKind.AT_LEAST if isinstance(rule, AtLeast) else LimitKind.AT_MOST
        each = gettext("每个{what}").format(what=attribute_word(rule.per)) if rule.per else ""
        tiers = tuple(names[key] for key in rule.tiers)
        limit = Limit(kind, at, rule.n, rule.per, rule.value, tiers, rule.clause, rule.value or each)
        lines.append(RuleLine(at, _limit(limit, 0), rule.n))
    return tuple(lines)


def attribute_word(key: str) -> str:
    """What rules count by, in words; a column keeps its key."""
    known = {"district", "industry", "kind", "group", "filer"}
    return say(f"call_told_by_{key}", lang=page_lang()) if key in known else key


def change_lines(view: ChoiceView) -> list[str]:
    """What a scenario changes, a line each."""
    declared = next((one for one in view.call_file.choices if one.award == view.line.award), None)
    changes = changes_of(view.changes)
    return list(_changes(declared, changes)) if declared else []


def _changes(declared: Declared, changes: Changes) -> Iterator[str]:
    names: Mapping[str, Any] = {tier.key: tier.name for tier in declared.tiers}
    rules = {line.at: line.words for line in rule_lines(declared)}
    for key, n in changes.places.items():
        yield gettext("{tier}：名额 {n}").format(tier=names.get(key, key), n=n)
    for key, floor in changes.floors.items():
        word = gettext("{tier}：没有底线") if floor is None else gettext("{tier}：底线 {floor} 分")
        yield word.format(tier=names.get(key, key), floor=floor)
    for at, n in changes.numbers.items():
        yield gettext("“{rule}”改为 {n}").format(rule=rules.get(at, ""), n=n)
    for at in sorted(changes.without):
        yield gettext("不用“{rule}”").format(rule=rules.get(at, ""))
