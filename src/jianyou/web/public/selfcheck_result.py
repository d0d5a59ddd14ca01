"""The result of the self-check: every clause with its answer, what it rests on, and what to prepare."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jianyou.domain.eligibility.evaluate import evaluate
from jianyou.domain.eligibility.explain import explain
from jianyou.domain.eligibility.facts import PARENT, Facts
from jianyou.domain.eligibility.pack import Basis
from jianyou.domain.eligibility.resolve import KIND, Rules
from jianyou.domain.eligibility.values_labels import fact_label, field_label
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say
from jianyou.terms.verdict import Verdict

MET, NOT_MET, UNKNOWN = Verdict.MET.value, Verdict.NOT_MET.value, Verdict.UNKNOWN.value
JUDGED, UNASKED = "judged", "unasked"
STATES = (NOT_MET, UNKNOWN, MET, JUDGED, UNASKED)
"""How a clause stands, in the order of the page. JUDGED waits for experts alone, UNASKED was not asked any
more because another clause had settled the outcome."""

Explained = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """A clause: what it asks in our words and exactly, what was answered, what to find out and to prepare."""

    clause: str
    text: str
    state: str
    demanded: str
    observed: str
    finds: str
    rulings: tuple[str, ...]
    proofs: str


@dataclass(frozen=True, slots=True)
class Group:
    """The clauses that stand alike."""

    state: str
    clauses: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome as a verdict, or JUDGED where only experts are still to speak.

    `readings` are open questions of the text that the answer rests on; `idle` counts the clauses that
    concern other nominees only.
    """

    state: str
    groups: tuple[Group, ...]
    readings: tuple[str, ...]
    partial: str
    idle: int

    def count(self, state: str) -> int:
        """How many clauses stand so."""
        return sum(len(group.clauses) for group in self.groups if group.state == state)

    @property
    def not_met(self) -> int:
        """How many clauses aren't met."""
        return self.count(NOT_MET)

    @property
    def unknown(self) -> int:
        """How many clauses still lack something."""
        return self.count(UNKNOWN)

    @property
    def judged(self) -> int:
        """How many clauses wait for experts alone."""
        return self.count(JUDGED)


def result_of(rules: Rules, facts: Facts, unasked: Collection[str], lang: Lang) -> Result:
    """The result; `unasked` are the codes of conditions that were not asked to their end."""
    explained = explain(evaluate(rules, facts), facts, lang)
    teller = _Teller(rules, facts, lang)
    asked = [each for each in explained["conditions"] if each["asked"]]
    told = [teller.told(each, unasked) for each in asked]
    groups = (Group(state, tuple(each for each in told if each.state == state)) for state in STATES)
    kept = tuple(group for group in groups if group.clauses)
    state = explained["outcome"]
    if state == UNKNOWN and all(group.state != UNKNOWN for group in kept):
        state = JUDGED
    shown = [each for each, one in zip(asked, told, strict=True) if one.state not in (JUDGED, UNASKED)]
    return Result(
        state=state,
        groups=kept,
        readings=tuple(_readings(shown, lang)),
        partial=rules.pack.partial,
        idle=len(explained["conditions"]) - len(asked),
    )


class _Teller:
    """Tells the clauses of one nominee."""

    def __init__(self, rules: Rules, facts: Facts, lang: Lang) -> None:
        self._rules = rules
        self._facts = facts
        self._lang = lang

    def told(self, condition: Explained, unasked: Collection[str]) -> Told:
        state = _state(condition, unasked)
        exact = state in (MET, NOT_MET, UNKNOWN)
        needs = [each for each in condition["missing"] if each["name"] != KIND or condition["code"] == KIND]
        open_needs = needs if state == UNKNOWN else []
        return Told(
            clause=condition["clause_label"] if condition["code"] != KIND else "",
            text=condition["text"],
            state=state,
            demanded=condition["threshold"] if exact else "",
            observed=condition["observed"] if state in (MET, NOT_MET) else "",
            finds=self._joined(self._finds(open_needs)),
            rulings=tuple(each["text"] for each in open_needs if each["need"] == "ruling"),
            # Where asking ended early the nominee can't enter: nothing is to be prepared.
            proofs="" if unasked or state == NOT_MET else self._joined(self._proofs(condition)),
        )

    def _joined(self, words: Iterator[str]) -> str:
        return ("；" if self._lang is Lang.ZH else "; ").join(dict.fromkeys(words))

    def _finds(self, needs: list[Explained]) -> Iterator[str]:
        """What the nominee itself has to find out."""
        for need in needs:
            if need["need"] == Basis.DECLARED:
                yield say("selfcheck_find_declared", lang=self._lang)
            elif need["need"] in ("fact", "field"):
                yield self._fact(need["name"])

    def _fact(self, name: str) -> str:
        """A fact, or a field of a record (`accidents.1.severity`), by its name in words."""
        prefix = PARENT if name.startswith(PARENT) else ""
        bare, _, rest = name.removeprefix(PARENT).partition(".")
        spec = self._rules.pack.facts[bare]
        label = fact_label(prefix + bare, spec, self._lang)
        if rest:
            number, _, inner = rest.partition(".")
            field = next(each for each in spec.fields if each.name == inner)
            words = field_label(bare, field, self._lang)
            params: dict[str, Param] = {"label": label, "number": int(number), "field": words}
            return say("selfcheck_find_field", params, self._lang)
        value = self._facts.value(name)
        if value is None:
            return say("selfcheck_find_fact", {"label": label}, self._lang)
        return say("selfcheck_find_finer", {"label": label, "value": str(value)}, self._lang)

    def _proofs(self, condition: Explained) -> Iterator[str]:
        for leaf in condition["leaves"]:
            proof = leaf["proof"]
            if not (proof and leaf["decisive"]):
                continue
            if "issued_from" in proof:
                params = {"proof": proof["text"], "day": proof["issued_from"]}
                yield say("selfcheck_proof_valid", params, self._lang)
            else:
                yield say("selfcheck_proof", {"proof": proof["text"]}, self._lang)


def _state(condition: Explained, unasked: Collection[str]) -> str:
    if condition["outcome"] != UNKNOWN:
        return str(condition["outcome"])
    if condition["code"] in unasked:
        return UNASKED
    needs = {each["need"] for each in condition["missing"] if each["name"] != KIND}
    return JUDGED if needs == {Basis.JUDGED.value} else UNKNOWN


def _readings(conditions: list[Explained], lang: Lang) -> Iterator[str]:
    """The parameters that the text leaves open, with the value that was reckoned with."""
    found = {
        parameter["name"]: parameter
        for condition in conditions
        for leaf in condition["leaves"]
        if leaf["decisive"]
        for parameter in leaf["parameters"]
        if parameter["question"]
    }
    for parameter in found.values():
        params: dict[str, Param] = {
            "label": parameter["label"],
            "value": parameter["value_text"],
            "question": parameter["question"],
        }
        yield say("told_note_question", params, lang)
