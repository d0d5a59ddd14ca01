"""A verdict with everything that it rests on: clause, seen value, its source, threshold, what is missing."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from jianyou.domain.eligibility.evaluate import (
    LeafOutcome,
    Outcome,
    RuleOutcome,
    Truth,
    applies,
    every,
    negated,
    some,
)
from jianyou.domain.eligibility.explain_demands import demand_data, demand_words
from jianyou.domain.eligibility.explain_missing import Missing, missing
from jianyou.domain.eligibility.explain_parameters import parameters_of, since_of
from jianyou.domain.eligibility.explain_values import (
    observed_words,
    plain_value,
    relevant_records,
    words_of,
)
from jianyou.domain.eligibility.facts import Facts
from jianyou.domain.eligibility.pack import Basis, Condition, Op, Pack, Proof, Said, leaves
from jianyou.domain.eligibility.resolve import KIND, Every, Never, Part, Rule, Rules, Some, years_before
from jianyou.domain.eligibility.values_labels import fact_label
from jianyou.terms.clause import Clause
from jianyou.terms.display import plain
from jianyou.terms.lang import Lang
from jianyou.terms.message import say
from jianyou.terms.verdict import Verdict

Explained = dict[str, Any]

MOST_RECORDS_SHOWN = 50
NO_QUOTES: Mapping[str, str] = {}
_AND = {Lang.ZH: "；", Lang.EN: "; "}
_OR = {Lang.ZH: " 或 ", Lang.EN: " or "}
_SOURCES = frozenset({"register", "reply", "statement", "proof"})


def explain(
    outcome: Outcome, facts: Facts, lang: Lang = Lang.ZH, quotes: Mapping[str, str] = NO_QUOTES
) -> Explained:
    """The verdict on one nominee as JSON takes it; conditions that aren't asked of its kind are left out.

    `quotes` are the exact words of whole clauses of the notice by clause (`附件1二（二）1`); conditions
    cite theirs. Each condition has `asked` false where it holds only because it doesn't concern the nominee.
    """
    teller = _Teller(outcome.rules, facts, lang, quotes)
    pack = outcome.rules.pack
    told = [teller.condition(each) for each in outcome.conditions if _is_asked(each.rule, facts, pack)]
    blocking = [str(each["code"]) for each in told if each["outcome"] == Verdict.NOT_MET.value]
    return {
        "pack": pack.id,
        "edition": pack.digest,
        "title": words_of(pack.title, pack.title_en, lang),
        "notice": pack.notice,
        "partial": pack.partial,
        "as_of": outcome.rules.as_of.isoformat(),
        "settings": {name: plain_value(value) for name, value in outcome.rules.settings.items()},
        "nominee": {
            name: plain_value(value)
            for name in ("name", "uscc", KIND)
            if (value := facts.value(name)) is not None
        },
        "outcome": outcome.verdict.value,
        "first_blocking": blocking[0] if blocking else None,
        "blocking": blocking,
        "conditions": told,
        "missing": list(_once(told)),
    }


def basis_of(condition: Condition) -> Basis:
    """How a condition gets its answer: by the most demanding of its leaves."""
    bases = {leaf.basis for leaf in leaves(condition.node) if isinstance(leaf, Said)}
    if Basis.JUDGED in bases:
        return Basis.JUDGED
    return Basis.DECLARED if bases else Basis.COMPUTED


class _Told(NamedTuple):
    """A part's truth, what it asks in words, and the leaves that it rests on.

    `denied` is what a negated part denies. A part is `idle` where it holds only because what it would
    ask something of isn't so: 若是学校，则须为小学 of what is no school.
    """

    truth: Truth
    words: str
    leaves: list[LeafOutcome]
    denied: str = ""
    idle: bool = False


class _Teller:
    """Tells the conditions of one nominee."""

    def __init__(self, rules: Rules, facts: Facts, lang: Lang, quotes: Mapping[str, str]) -> None:
        self._rules = rules
        self._facts = facts
        self._lang = lang
        self._quotes = quotes
        self._words: dict[int, tuple[str, str]] = {}

    def condition(self, outcome: RuleOutcome) -> Explained:
        rule = outcome.rule
        condition = rule.condition
        told = self._told_rule(outcome)
        rests = {id(leaf) for leaf in told.leaves}
        waits_for = told.leaves if outcome.truth is None else []
        needs = list(_distinct(need for leaf in waits_for for need in self._needs(leaf, condition)))
        explained: Explained = {
            "code": rule.code,
            "clause": str(condition.clause) or None,
            "clause_label": condition.clause.label(),
            "outcome": outcome.verdict.value,
            "basis": basis_of(condition).value,
            "asked": not told.idle,
            "text": self._text(rule),
            "observed": self._observed(told),
            "threshold": told.words,
            "missing": needs,
            "leaves": [
                self._leaf(leaf, condition, decisive=id(leaf) in rests)
                for leaf in outcome.leaves
                if id(leaf) in rests or not _narrows(leaf, rule)
            ],
        }
        quote = self._quote(condition.clause)
        return {**explained, "quote": quote} if quote else explained

    def _text(self, rule: Rule) -> str:
        if rule.code == KIND:
            return say("told_kind_condition", lang=self._lang)
        return rule.condition.words(self._lang)

    def _told_rule(self, outcome: RuleOutcome) -> _Told:
        """What a rule asks, without asking for the kind of nominee where that is known."""
        seen = iter(outcome.leaves)
        part = outcome.rule.part
        if isinstance(part, Some) and outcome.leaves and _narrows(outcome.leaves[0], outcome.rule):
            kind = next(seen)
            told = self._told(part.parts[1], seen)
            return told if kind.truth is not None else told._replace(leaves=[kind, *told.leaves])
        return self._told(part, seen)

    def _told(self, part: Part, seen: Iterator[LeafOutcome]) -> _Told:
        if isinstance(part, Never):
            inner = self._told(part.part, seen)
            words = say("told_not", {"said": inner.words}, self._lang)
            return inner._replace(truth=negated(inner.truth), words=words, denied=inner.words, idle=False)
        if isinstance(part, (Every, Some)):
            parts = [self._told(each, seen) for each in part.parts]
            truth = (every if isinstance(part, Every) else some)(each.truth for each in parts)
            kept = [each for each in parts if each.truth is truth]
            rests_on = [leaf for each in kept for leaf in each.leaves]
            if isinstance(part, Every):
                idle = bool(kept) and all(each.idle for each in kept)
                return _Told(truth, _AND[self._lang].join(each.words for each in kept), rests_on, idle=idle)
            return _Told(truth, self._either(kept, truth), rests_on, idle=truth is True and _idle(parts))
        leaf = next(seen)
        return _Told(leaf.truth, self._asked_and_seen(leaf)[0], [leaf])

    def _either(self, parts: list[_Told], truth: Truth) -> str:
        """One or the other; where what is denied stands beside something else, the one if the other."""
        denied = [each.denied for each in parts if each.denied]
        others = [each.words for each in parts if not each.denied]
        if truth is True or not (denied and others):
            return self._or([each.words for each in parts])
        first, then = _AND[self._lang].join(denied), self._or(others)
        return say("told_if", {"first": first, "then": then}, self._lang)

    def _or(self, words: list[str]) -> str:
        """One or the other; what is made of several is kept together."""
        mark = _AND[self._lang]
        several = len(words) > 1
        return _OR[self._lang].join(f"（{each}）" if several and mark in each else each for each in words)

    def _observed(self, told: _Told) -> str:
        lines = []
        for leaf in told.leaves:
            label = self._label(leaf)
            value = self._asked_and_seen(leaf)[1]
            lines.append(
                say("told_observed", {"label": label, "value": value}, self._lang) if label else value
            )
        return _AND[self._lang].join(dict.fromkeys(lines))

    def _asked_and_seen(self, leaf: LeafOutcome) -> tuple[str, str]:
        """What a leaf asks for and what it saw, in words; each leaf is told more than once."""
        words = self._words.get(id(leaf))
        if words is None:
            seen = observed_words(leaf, self._facts.value(leaf.fact), self._lang)
            words = self._words[id(leaf)] = demand_words(leaf, self._rules, self._lang), seen
        return words

    def _label(self, leaf: LeafOutcome) -> str:
        return "" if isinstance(leaf.test, Said) else fact_label(leaf.fact, leaf.test.spec, self._lang)

    def _needs(self, leaf: LeafOutcome, condition: Condition) -> list[Missing]:
        found = missing(leaf, self._facts, condition.words(self._lang), self._lang)
        own = leaf.test if isinstance(leaf.test, Said) else leaf.test.leaf
        if own.proof is None:
            return found
        return [{**each, "proof": self._proof(own.proof)} for each in found]

    def _proof(self, proof: Proof) -> dict[str, object]:
        """What is to be shown; with months of validity, the day that it may be issued on at the earliest."""
        told: dict[str, object] = {"text": words_of(proof.text, proof.text_en, self._lang)}
        if proof.months is not None:
            told["months"] = proof.months
            told["issued_from"] = years_before(self._rules.as_of, proof.months / 12).isoformat()
        return told

    def _leaf(self, leaf: LeafOutcome, condition: Condition, *, decisive: bool) -> Explained:
        test = leaf.test
        own = test if isinstance(test, Said) else test.leaf
        known = None if isinstance(test, Said) else self._facts.known.get(leaf.fact)
        asked, seen = self._asked_and_seen(leaf)
        parameters = parameters_of(test, self._rules, self._lang)
        proof = self._proof(own.proof) if own.proof else None
        explained: Explained = {
            "code": own.code,
            "text": words_of(own.text, own.text_en, self._lang),
            "clause": str(own.clause or condition.clause) or None,
            "outcome": Verdict.of(leaf.truth).value,
            "decisive": decisive,
            "fact": None if isinstance(test, Said) else leaf.fact,
            "label": self._label(leaf),
            "observed": self._observed_data(leaf),
            "observed_text": seen,
            "source": known.source if known else "",
            "source_text": self._source(known.source) if known else "",
            "on": known.on.isoformat() if known and known.on else None,
            "threshold": demand_data(test),
            "threshold_text": asked,
            "since": since_of(parameters, self._rules),
            "parameters": parameters,
            "proof": proof,
        }
        if known and known.on and proof and "issued_from" in proof:
            explained["outdated"] = known.on.isoformat() < str(proof["issued_from"])
        return explained

    def _observed_data(self, leaf: LeafOutcome) -> object:
        if isinstance(leaf.test, Said):
            return leaf.truth
        value = self._facts.value(leaf.fact)
        if leaf.test.leaf.op in (Op.SOME, Op.NONE) and isinstance(value, tuple):
            records = tuple(each for each in value if not isinstance(each, str))
            found = relevant_records(leaf.test, records)[:MOST_RECORDS_SHOWN]
            return [
                {"number": number, **{key: plain_value(each) for key, each in record.items()}}
                for number, record in found
            ]
        return plain_value(value)

    def _source(self, source: str) -> str:
        return say(f"told_source_{source}", lang=self._lang) if source in _SOURCES else plain(source)

    def _quote(self, clause: Clause) -> str:
        return clause.words(self._quotes.get(str(clause.whole), ""))


def _is_asked(rule: Rule, facts: Facts, pack: Pack) -> bool:
    """Whether a rule is asked of the nominee; of a kind that the pack isn't for only the kind is."""
    kind = facts.value(KIND)
    return rule.code == KIND or (applies(rule, facts) and (kind is None or kind in pack.applies_to))


def _idle(parts: list[_Told]) -> bool:
    """Whether what is denied isn't so, which leaves nothing to ask of what stands beside it."""
    return any(each.denied and each.truth is True for each in parts) and not all(
        each.denied for each in parts
    )


def _narrows(leaf: LeafOutcome, rule: Rule) -> bool:
    """Whether a leaf only tells of which kinds a condition is asked."""
    return rule.code != KIND and not isinstance(leaf.test, Said) and leaf.test.code == KIND


def _distinct(needs: Iterable[Missing]) -> Iterator[Missing]:
    """Each need once."""
    found: dict[tuple[str, str], Missing] = {}
    for need in needs:
        found.setdefault((need["need"], need["name"]), need)
    yield from found.values()


def _once(conditions: list[Explained]) -> Iterator[Missing]:
    """All that is missing, each need once, with the conditions that wait for it."""
    found: dict[tuple[str, str], Missing] = {}
    for condition in conditions:
        for need in condition["missing"]:
            entry = found.setdefault((need["need"], need["name"]), {**need, "conditions": []})
            entry["conditions"].append(condition["code"])
    yield from found.values()
