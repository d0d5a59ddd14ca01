"""What is known of an entry, source by source, and what the awards' rules say to it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.timezone import localtime

from jianyou.domain.annexes.honors import parse
from jianyou.domain.annexes.nominees import NomineeKind as NamedKind
from jianyou.domain.annexes.nominees import kind_of
from jianyou.domain.annexes.schema import ColumnKind
from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.calls.conditions import is_printed, pack_of
from jianyou.domain.eligibility.claims import (
    Asked,
    Claim,
    SourceKind,
    Standing,
    asked_by,
    raw_of,
    standings,
)
from jianyou.domain.eligibility.evaluate import Outcome, evaluate
from jianyou.domain.eligibility.explain_values import plain_value
from jianyou.domain.eligibility.facts import COMMON_FACTS, Facts
from jianyou.domain.eligibility.normalize import normalize
from jianyou.domain.eligibility.pack import Basis, Said
from jianyou.domain.eligibility.resolve import Rules, resolve
from jianyou.domain.eligibility.values import normal_value
from jianyou.domain.titles.facts import REGISTER_BARS, REGISTER_TITLES
from jianyou.queries.calls import file_of
from jianyou.queries.title_facts import add_titles
from jianyou.store.models import Call, Entry, Fact, FilingVersion
from jianyou.terms.verdict import Verdict

FROM_TABLE = "statement"
"""The source of what the filer's table tells."""
CHUNK = 500
"""Entries at a time: a database takes only so many parameters."""
_HONORS = "honors"


class AwardRules(NamedTuple):
    """An award with its rules. `printed`: they are the call file's sentences, which only people answer."""

    award: str
    name: str
    rules: Rules
    printed: bool


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact as it was recorded: `key` finds it, `on` is the source's day, `by` an account's name."""

    key: str
    name: str
    value: object
    kind: SourceKind
    source: str
    on: date | None
    note: str
    by: str
    at: datetime
    withdrawn_at: datetime | None


class Judged(NamedTuple):
    """An award's answer to one entry, with the facts that it rests on."""

    award: AwardRules
    facts: Facts
    outcome: Outcome


class Known(NamedTuple):
    """What is known of one entry: what stands for each fact, and every award's answer."""

    told: Mapping[str, Standing]
    judged: tuple[Judged, ...]

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """The answers by award."""
        return {each.award.award: each.outcome.verdict for each in self.judged}


@lru_cache(maxsize=64)
def award_rules(slug: str, source: str) -> tuple[AwardRules, ...]:
    """The awards of a call that have rules: of a pack, else the sentences that its file prints."""
    file = file_of(slug, source)
    return tuple(_with_rules(file))


def asked_of(call: Call) -> Asked:
    """All that may be told of an entry of that call."""
    return asked_by(each.rules for each in award_rules(call.slug, call.source))


def known_of(call: Call, entries: Sequence[Entry], *, fresh: bool = False) -> dict[UUID, Known]:
    """What is known of entries of one call; of `fresh` ones nothing was recorded yet."""
    awards = award_rules(call.slug, call.source)
    if not awards:
        return {entry.id: Known({}, ()) for entry in entries}
    claims: dict[UUID, list[Claim]] = {entry.id: list(_of_table(entry)) for entry in entries}
    if _HONORS in _asked_facts(call.slug, call.source):
        _add_honors(call, entries, claims)
    if asks_register(call):
        add_titles(file_of(call.slug, call.source), entries, claims)
    if not fresh:
        for row in facts_of(entries):
            claims[row.entry_id].append(_claim(row))
    return {key: _known(awards, standings(own)) for key, own in claims.items()}


def asks_register(call: Call) -> bool:
    """Whether a call's rules ask what the register of titles tells."""
    return bool(_asked_facts(call.slug, call.source) & {REGISTER_TITLES, REGISTER_BARS})


def facts_of(entries: Sequence[Entry]) -> Iterator[Fact]:
    """The recorded facts of entries that weren't withdrawn, in the order of their records."""
    for at in range(0, len(entries), CHUNK):
        some = [entry.id for entry in entries[at : at + CHUNK]]
        yield from Fact.objects.filter(entry__in=some, withdrawn_at=None).order_by("at", "id")


def fact_lines(entry: Entry, names: Mapping[str, str]) -> tuple[FactLine, ...]:
    """Everything that was recorded of an entry, the newest first; people by their `names`."""
    return tuple(
        FactLine(
            key=row.id.hex,
            name=row.name,
            value=row.value,
            kind=SourceKind(row.kind),
            source=row.source,
            on=row.on,
            note=row.note,
            by=names.get(row.by, row.by),
            at=localtime(row.at),
            withdrawn_at=localtime(row.withdrawn_at) if row.withdrawn_at else None,
        )
        for row in Fact.objects.filter(entry=entry).order_by("-at", "-id")
    )


def _known(awards: Iterable[AwardRules], told: Mapping[str, Standing]) -> Known:
    judged = []
    raw = raw_of(told)
    for award in awards:
        own = {name: value for name, value in raw.items() if _is_of(name, award.rules)}
        facts = normalize(own, award.rules.pack.facts, award.rules.as_of).facts
        judged.append(Judged(award, facts, evaluate(award.rules, facts)))
    return Known(told, tuple(judged))


def _is_of(name: str, rules: Rules) -> bool:
    """Whether a fact is one that the pack knows; each award has its own."""
    return name.removeprefix("parent.") in rules.pack.facts or name.partition(".")[0] in set(Basis)


def _of_table(entry: Entry) -> Iterator[Claim]:
    """What the entry's row tells by itself."""
    kind = kind_of(entry.name)
    told = {
        "name": entry.name,
        "kind": "" if kind is NamedKind.UNKNOWN else kind.value,
        "uscc": entry.uscc,
        "region": entry.district,
        "industry": entry.industry,
    }
    for name, text in told.items():
        value = normal_value(COMMON_FACTS[name], text).value if text else None
        if value is not None:
            yield Claim(name, plain_value(value), SourceKind.FILER, FROM_TABLE)


@lru_cache(maxsize=64)
def _asked_facts(slug: str, source: str) -> frozenset[str]:
    """The facts that a call's rules ask for."""
    tests = (test for each in award_rules(slug, source) for test in each.rules.tests())
    return frozenset(test.leaf.fact for test in tests if not isinstance(test, Said))


def _add_honors(call: Call, entries: Sequence[Entry], claims: Mapping[UUID, list[Claim]]) -> None:
    """The honors that rows name, as far as their words tell."""
    file = file_of(call.slug, call.source)
    column = next((each for each in file.annex.columns if each.kind is ColumnKind.HONORS), None)
    if column is None:
        return
    rows = _rows_of({entry.filing_id for entry in entries})
    for entry in entries:
        row = rows.get(entry.filing_id, [])
        text = row[entry.ordinal - 1].get(column.key, "") if entry.ordinal <= len(row) else ""
        found = parse(text, column, file.deadline.date())
        if text:
            honors = [{"title": one.text} | ({"level": one.level} if one.level else {}) for one in found]
            claims[entry.id].append(Claim(_HONORS, honors, SourceKind.FILER, FROM_TABLE))


def _rows_of(filings: Iterable[UUID]) -> dict[UUID, list[Mapping[str, Any]]]:
    """The rows of the newest version of each filing."""
    keys, rows = sorted(filings), {}
    for at in range(0, len(keys), CHUNK):
        versions = FilingVersion.objects.filter(filing__in=keys[at : at + CHUNK]).order_by("ordinal")
        for filing, content in versions.values_list("filing_id", "content"):
            rows[filing] = content["rows"]
    return rows


def _claim(row: Fact) -> Claim:
    return Claim(row.name, row.value, SourceKind(row.kind), row.source, row.on, row.at, row.id.hex)


def _with_rules(file: CallFile) -> Iterator[AwardRules]:
    for award in file.awards:
        pack = pack_of(file, award)
        if pack:
            rules = resolve(pack, award.as_of or file.deadline.date())
            yield AwardRules(award.key, award.name, rules, printed=is_printed(award))
