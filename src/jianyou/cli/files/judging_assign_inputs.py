"""What `jianyou judging assign` is given: entries, experts, recusals, affinities, an older plan."""

import argparse
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from jianyou.cli.files.judging_tables import Column, Row, Table, read_keyed, read_table, tell_unused
from jianyou.cli.files.judging_words import ENTRY, EXPERT, INDUSTRY, NAME
from jianyou.codes.industry import get, recognize
from jianyou.domain.judging.assignment import matching
from jianyou.domain.judging.assignment.affinity import Affinity
from jianyou.domain.judging.assignment.matching import affinity_of
from jianyou.domain.judging.assignment.problem import Problem
from jianyou.domain.judging.recusal.facts import EntryFacts, ExpertFacts, Person
from jianyou.domain.judging.recusal.ties import Tie, barred, declared_tie, find_ties
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang

_GROUP = Column("group", ("集团", "所属集团"))
_ENTRIES = (
    ENTRY,
    NAME,
    INDUSTRY,
    _GROUP,
    Column("reviews", ("专家数", "评审专家数")),
    Column("text", ("文字", "简况", "组织简况", "profile")),
    Column("language", ("语言", "材料语言")),
    Column("units", ("单位", "相关单位")),
    Column("nominator", ("推荐单位", "推荐部门")),
    Column("people", ("人员", "相关人员")),
)
_KEY = Column("expert", ("专家", "专家编号", "编号", "key", "id"), required=True)
_EXPERTS = (
    _KEY,
    Column("name", ("姓名",)),
    Column("employer", ("工作单位", "所在单位", "单位")),
    Column("earlier", ("曾任职单位", "曾工作单位", "earlier employers")),
    _GROUP,
    Column("industries", ("行业", "熟悉行业", "industry")),
    Column("expertise", ("专长", "专业领域", "领域")),
    Column("languages", ("语言", "language")),
    Column("least", ("至少", "最少")),
    Column("most", ("至多", "最多")),
)
_REASON = Column("reason", ("理由", "原因"))
_AFFINITY = Column("affinity", ("匹配度",), required=True)
_PERSON = re.compile(r"(?P<name>[^（(]*)[（(](?P<unit>[^）)]*)[）)]")


class Asked(NamedTuple):
    """The problem, the ties behind its recusals, and what entries and experts are called and belong to.

    `limits` are the least and most entries of each expert.
    """

    problem: Problem
    ties: tuple[Tie, ...]
    entries: Mapping[str, str]
    experts: Mapping[str, str]
    industries: Mapping[str, str]
    limits: Mapping[str, tuple[int, int]]


def read_asked(options: argparse.Namespace, lang: Lang) -> Asked:
    """Reads all of it.

    Raises:
        Refused: a table can't be read, or says something that can't be.
    """
    entries = read_keyed(options.entries, _ENTRIES, ENTRY.key)
    experts = read_keyed(options.experts, _EXPERTS, _KEY.key)
    for table in (entries, experts):
        tell_unused(table, lang)
    keys = _keys(entries, ENTRY.key), _keys(experts, _KEY.key)
    ties = _ties(entries, experts, options.recusals, keys)
    lifted = _pairs(options.lifted, keys)
    recused = sorted((entry, expert) for expert, entry in barred(ties, lifted))
    limits = {row.text("expert"): _limits(experts, row, options) for row in experts.rows}
    reviews = {row.text("entry"): entries.whole(row, "reviews") for row in entries.rows}
    problem = Problem.of(
        *keys,
        per_entry=options.per_entry,
        own_demand={key: wanted for key, wanted in reviews.items() if wanted is not None},
        load=(options.least, options.most),
        own_load=limits,
        recusals=recused,
        affinity=_affinity(options.affinity, keys) if options.affinity else _fit(entries, experts),
        keep=[(entry, expert) for expert, entry in _pairs(options.keep)],
    )
    panel = cache(_panel)
    return Asked(
        problem,
        ties,
        _named(entries, ENTRY.key),
        _named(experts, _KEY.key),
        {row.text("entry"): panel(row.text("industry")) for row in entries.rows},
        limits,
    )


Keys = tuple[tuple[str, ...], tuple[str, ...]]
"""Of entries and of experts."""


def _keys(table: Table, key: str) -> tuple[str, ...]:
    return tuple(row.text(key) for row in table.rows)


def _named(table: Table, key: str) -> dict[str, str]:
    return {row.text(key): row.text("name") for row in table.rows}


def _limits(experts: Table, row: Row, options: argparse.Namespace) -> tuple[int, int]:
    least, most = experts.whole(row, "least"), experts.whole(row, "most")
    return options.least if least is None else least, options.most if most is None else most


def _ties(entries: Table, experts: Table, declared: str | None, keys: Keys) -> tuple[Tie, ...]:
    """Found ones and declared ones; a pair may have several."""
    found = find_ties(_expert_facts(experts), _entry_facts(entries))
    if declared is None:
        return found
    table = read_table(declared, (EXPERT, ENTRY, _REASON))
    _check_known(table, keys)
    told = {(row.text("expert"), row.text("entry")): row.text("reason") for row in table.rows}
    return (*(declared_tie(*pair, reason) for pair, reason in sorted(told.items())), *found)


def _expert_facts(experts: Table) -> Iterable[ExpertFacts]:
    for row in experts.rows:
        yield ExpertFacts(
            row.text("expert"),
            row.text("name"),
            row.text("employer"),
            experts.parts(row, "earlier"),
            row.text("group"),
        )


def _entry_facts(entries: Table) -> Iterable[EntryFacts]:
    for row in entries.rows:
        units = (row.text("name"), *entries.parts(row, "units"))
        yield EntryFacts(
            row.text("entry"),
            tuple(unit for unit in units if unit),
            row.text("group"),
            row.text("nominator"),
            tuple(map(_person, entries.parts(row, "people"))),
        )


def _person(written: str) -> Person:
    found = _PERSON.match(written)
    return Person(found["name"].strip(), found["unit"].strip()) if found else Person(written)


def _pairs(name: str | None, keys: Keys | None = None) -> Collection[tuple[str, str]]:
    """Pairs of expert and entry; of an older plan some may be gone, others must be known."""
    if name is None:
        return ()
    table = read_table(name, (EXPERT, ENTRY))
    if keys is not None:
        _check_known(table, keys)
    return {(row.text("expert"), row.text("entry")) for row in table.rows}


def _check_known(table: Table, keys: Keys) -> None:
    entries, experts = map(frozenset, keys)
    for row in table.rows:
        for key, known in ((row.text("entry"), entries), (row.text("expert"), experts)):
            if key not in known:
                raise Refused("judging_key_unknown", name=table.name, row=row.number, key=key[:60])


def _fit(entries: Table, experts: Table) -> Affinity:
    """Affinity from industry, expertise and language; industries that aren't recognized count for none."""
    code = cache(_industry_code)
    return affinity_of(
        [
            matching.EntryFacts(
                row.text("entry"), code(row.text("industry")), row.text("text"), row.text("language")
            )
            for row in entries.rows
        ],
        [
            matching.ExpertFacts(
                row.text("expert"),
                tuple(filter(None, map(code, experts.parts(row, "industries")))),
                experts.parts(row, "expertise"),
                experts.parts(row, "languages"),
            )
            for row in experts.rows
        ],
    )


def _industry_code(text: str) -> str:
    match = recognize(text) if text else None
    return match.industry.full_code if match else ""


def _panel(text: str) -> str:
    """The division of an industry by its name, else what was written."""
    match = recognize(text) if text else None
    division = get(match.industry.division) if match and match.industry.division else None
    return division.name if division else text


def _affinity(name: str, keys: Keys) -> Affinity:
    table = read_table(name, (EXPERT, ENTRY, _AFFINITY))
    rows = [(row.text("entry"), row.text("expert"), row.text("affinity")) for row in table.rows]
    return Affinity.of_rows(*keys, rows)


def recused_with_words(ties: Sequence[Tie], lang: Lang) -> list[tuple[str, str, str, str]]:
    """Expert, entry, whether it bars, and why in words."""
    return [(tie.expert, tie.entry, "yes" if tie.blocks else "no", tie.text(lang)) for tie in ties]
