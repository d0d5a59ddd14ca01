"""审查: one entry opened to be decided on, with what the rules answer and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jianyou.domain.eligibility.claims import Asked, Claim, Standing, asked_by
from jianyou.domain.eligibility.explain import explain
from jianyou.domain.eligibility.explain_missing import how_words
from jianyou.domain.eligibility.explain_values import record_words, value_words, words_of
from jianyou.domain.eligibility.facts import PARENT, FactSpec, FactType, Value
from jianyou.domain.eligibility.pack import Said
from jianyou.domain.eligibility.resolve import tests
from jianyou.domain.eligibility.values import normal_value
from jianyou.domain.eligibility.values_labels import fact_label, field_label, option_label
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.who_may import can
from jianyou.queries.duplicates import DuplicateLine, duplicates_of
from jianyou.queries.facts import AwardRules, FactLine, Judged, Known, award_rules, fact_lines, known_of
from jianyou.queries.handling import handles
from jianyou.queries.office_calls import names_of
from jianyou.queries.presence import PresenceLine, list_presences
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now
from jianyou.store.models import Entry, Fact, PersonalDatum
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say
from jianyou.terms.verdict import Verdict

JUDGED = "judged"
"""How a condition stands that waits for experts alone."""
STATES = (Verdict.NOT_MET.value, Verdict.UNKNOWN.value, JUDGED, Verdict.MET.value)
"""How a condition stands, the most urgent first."""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One source's word, in words. `key` is empty for what the table itself tells; `note` belongs to it."""

    key: str
    value: str
    kind: str
    source: str
    on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class LeafView:
    """One question of a condition to one fact.

    `fact` names it, `observed` and `threshold` are told in words. `said` is the claim that stands, None
    while nothing is known; `others` are what other sources say, `disputed` where one says something else.
    `proof` is what is to be shown, with the earliest day that it may be issued on where it grows old;
    `outdated`: what is known is older.
    """

    fact: str
    text: str
    label: str
    outcome: str
    observed: str
    threshold: str
    said: ClaimView | None
    others: tuple[ClaimView, ...]
    disputed: bool
    proof: str
    issued_from: str
    outdated: bool
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConditionView:
    """A clause: what it asks in our words and exactly, how it stands, what it rests on, what is missing."""

    code: str
    clause: str
    text: str
    state: str
    observed: str
    threshold: str
    missing: tuple[str, ...]
    leaves: tuple[LeafView, ...]

    @property
    def disputed(self) -> bool:
        """Whether sources disagree on something that it asks."""
        return any(leaf.disputed for leaf in self.leaves)


@dataclass(frozen=True, slots=True)
class AwardView:
    """An award's answer. `willing` is what the nominee stated, None while it didn't.

    `idle` counts the conditions that concern other nominees only, `partial` says what the rules lack.
    """

    award: str
    name: str
    willing: bool | None
    verdict: str
    as_of: date
    printed: bool
    partial: str
    conditions: tuple[ConditionView, ...]
    idle: int

    @property
    def tally(self) -> dict[str, int]:
        """How many conditions stand how; those that none does are left out."""
        counts = {state: sum(one.state == state for one in self.conditions) for state in STATES}
        return {state: count for state, count in counts.items() if count}


@dataclass(frozen=True, slots=True)
class FieldAsked:
    """A field of a fact, or a fact of one value, to be filled in; `options` are (value, word) pairs."""

    name: str
    label: str
    type: str
    options: tuple[tuple[str, str], ...]
    how: str


@dataclass(frozen=True, slots=True)
class FactAsked:
    """A fact that may be recorded: `fields` where it is a list of records."""

    name: str
    label: str
    type: str
    options: tuple[tuple[str, str], ...]
    how: str
    fields: tuple[FieldAsked, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """An entry opened. `may_record`: facts can be recorded now; `handles`: the viewer handles the call."""

    number: str
    ordinal: int
    name: str
    district: str
    industry: str
    uscc: str
    rank: int | None
    call: str
    awards: tuple[AwardView, ...]
    facts: tuple[FactLine, ...]
    duplicates: tuple[DuplicateLine, ...]
    presences: tuple[PresenceLine, ...]
    may_record: bool
    handles: bool
    asked: FactAsked | None

    def fact(self, key: str) -> FactLine | None:
        """The recorded fact of that key, as long as it counts."""
        return next((one for one in self.facts if one.key == key and one.withdrawn_at is None), None)


def get_review(*, viewer: Actor, number: str, ordinal: int, lang: Lang, asked: str = "") -> Review:
    """An entry of the viewer's office; `asked` names the fact that is about to be recorded.

    Raises:
        Refused: that office has no such entry.
    """
    entry = _own(viewer, number, ordinal)
    call, filing = entry.call, entry.filing
    known = known_of(call, [entry])[entry.id]
    willing = dict(entry.candidacies.values_list("award", "willing"))
    by = list(Fact.objects.filter(entry=entry).values_list("by", flat=True))
    facts = fact_lines(entry, names_of(viewer, by))
    notes = {one.key: one.note for one in facts}
    subject = subject_at(call, database_now(), filing=filing, entry=entry)
    rules = award_rules(call.slug, call.source)
    return Review(
        number=filing.number,
        ordinal=entry.ordinal,
        name=entry.name,
        district=entry.district,
        industry=entry.industry,
        uscc=entry.uscc,
        rank=entry.rank,
        call=call.slug,
        awards=tuple(_award(one, known, willing.get(one.award.award), notes, lang) for one in known.judged),
        facts=facts,
        duplicates=duplicates_of(entry),
        presences=list_presences(viewer=viewer, number=number, ordinal=ordinal),
        may_record=can(viewer, Act.RECORD_FACT, subject),
        handles=handles(viewer, call),
        asked=_asked(asked, rules, lang) if asked else None,
    )


def get_contacts(*, viewer: Actor, number: str, ordinal: int) -> dict[str, str]:
    """The personal data of an entry and of its filing's header by field, for who handles the call.

    Only after showing them was logged in this session; who doesn't handle the call gets nothing.

    Raises:
        Refused: that office has no such entry.
    """
    entry = _own(viewer, number, ordinal)
    if not handles(viewer, entry.call):
        return {}
    keys, begins = site_keys(), ("0.", f"{ordinal}.")
    data = PersonalDatum.objects.filter(subject=entry.filing_id).values_list("field", "value")
    return {field: keys.decrypt(bytes(value)) for field, value in data if field.startswith(begins)}


def _own(viewer: Actor, number: str, ordinal: int) -> Entry:
    own = Entry.objects.filter(office_id=viewer.office, filing__number=number, ordinal=ordinal)
    entry = own.select_related("filing", "call").first()
    if entry is None:
        raise Refused("site_no_entry", number=number[:20], ordinal=ordinal)
    return entry


def _award(
    judged: Judged, known: Known, willing: bool | None, notes: Mapping[str, str], lang: Lang
) -> AwardView:
    award, facts, outcome = judged
    explained = explain(outcome, facts, lang)
    teller = _Teller(award, known.told, notes, lang)
    conditions = [teller.condition(each) for each in explained["conditions"] if each["asked"]]
    return AwardView(
        award=award.award,
        name=award.name,
        willing=willing,
        verdict=outcome.verdict.value,
        as_of=award.rules.as_of,
        printed=award.printed,
        partial=award.rules.pack.partial,
        conditions=tuple(sorted(conditions, key=lambda one: STATES.index(one.state))),
        idle=len(explained["conditions"]) - len(conditions),
    )


class _Teller:
    """Tells the conditions of one award with the sources of what they rest on."""

    def __init__(
        self, award: AwardRules, told: Mapping[str, Standing], notes: Mapping[str, str], lang: Lang
    ) -> None:
        self._asked = asked_by([award.rules])
        self._keys = {said.code: key for key, said in self._asked.said.items()}
        self._told = told
        self._notes = notes
        self._lang = lang

    def condition(self, told: Mapping[str, Any]) -> ConditionView:
        needs = {need["need"] for need in told["missing"]}
        state = JUDGED if needs == {JUDGED} else str(told["outcome"])
        return ConditionView(
            code=told["code"],
            clause=told["clause_label"],
            text=told["text"],
            state=state,
            observed=told["observed"],
            threshold=told["threshold"],
            missing=tuple(need["text"] for need in told["missing"] if need["need"] in ("field", "ruling")),
            leaves=tuple(self._leaf(leaf) for leaf in told["leaves"] if self._tells(leaf)),
        )

    def _tells(self, leaf: Mapping[str, Any]) -> bool:
        """Whether the answer rests on a leaf, or somebody recorded what it asks."""
        standing = self._told.get(leaf["fact"] or self._keys[leaf["code"]])
        return bool(leaf["decisive"] or (standing and standing.claim.key))

    def _leaf(self, leaf: Mapping[str, Any]) -> LeafView:
        name = leaf["fact"] or self._keys[leaf["code"]]
        standing = self._told.get(name)
        proof = leaf["proof"] or {}
        return LeafView(
            fact=name,
            text=leaf["text"],
            label=leaf["label"],
            outcome=leaf["outcome"],
            observed=leaf["observed_text"],
            threshold=leaf["threshold_text"],
            said=self._claim(standing.claim) if standing else None,
            others=tuple(self._claim(each) for each in standing.others) if standing else (),
            disputed=standing.disputed if standing else False,
            proof=str(proof.get("text", "")),
            issued_from=str(proof.get("issued_from", "")),
            outdated=bool(leaf.get("outdated")),
            readings=tuple(each["question"] for each in leaf["parameters"] if each["question"]),
        )

    def _claim(self, claim: Claim) -> ClaimView:
        note = self._notes.get(claim.key, "")
        value = claim_words(claim.name, claim.value, self._asked, self._lang)
        return ClaimView(claim.key, value, claim.kind.value, claim.source, claim.on, note)


def claim_words(name: str, value: object, asked: Asked, lang: Lang) -> str:
    """A fact's value in words."""
    if isinstance(value, bool):
        return say("told_yes" if value else "told_no", lang=lang)
    spec = asked.specs.get(name.removeprefix(PARENT))
    read: Value | None = normal_value(spec, value).value if spec else None
    if spec is None or read is None:
        return str(value)
    if spec.type is FactType.RECORDS and isinstance(read, tuple):
        records = [each for each in read if not isinstance(each, str)]
        told = [record_words(spec, at, each, lang) for at, each in enumerate(records, 1)]
        return ("；" if lang is Lang.ZH else "; ").join(told) or say("told_nothing", lang=lang)
    return value_words(spec, read, lang)


def _asked(name: str, rules: tuple[AwardRules, ...], lang: Lang) -> FactAsked | None:
    """The fact of that name as a form asks for it, None where no rule knows it."""
    asked = asked_by(each.rules for each in rules)
    if name in asked.said:
        own = _words_of_said(asked.said[name], rules, lang)
        return FactAsked(name, own, FactType.FLAG.value, _yes_no(lang), "")
    spec = asked.specs.get(name.removeprefix(PARENT))
    if spec is None:
        return None
    fields = tuple(_field(spec, field, lang) for field in spec.fields)
    how = how_words(spec, lang)
    return FactAsked(name, fact_label(name, spec, lang), spec.type.value, _options(spec, lang), how, fields)


def _words_of_said(said: Said, rules: tuple[AwardRules, ...], lang: Lang) -> str:
    """What is declared or judged; without words of its own it is its whole condition."""
    own = words_of(said.text, said.text_en, lang)
    asking = (rule for each in rules for rule in each.rules.rules if said in tests(rule.part))
    return own or next((rule.condition.words(lang) for rule in asking), said.code)


def _field(spec: FactSpec, field: FactSpec, lang: Lang) -> FieldAsked:
    options = _options(field, lang, f"{spec.name}.")
    label = field_label(spec.name, field, lang)
    return FieldAsked(field.name, label, field.type.value, options, how_words(field, lang, spec.name))


def _options(spec: FactSpec, lang: Lang, within: str = "") -> tuple[tuple[str, str], ...]:
    if spec.type is FactType.FLAG:
        return _yes_no(lang)
    return tuple((option, option_label(f"{within}{spec.name}", option, lang)) for option in spec.options)


def _yes_no(lang: Lang) -> tuple[tuple[str, str], ...]:
    return ("yes", say("told_yes", lang=lang)), ("no", say("told_no", lang=lang))
