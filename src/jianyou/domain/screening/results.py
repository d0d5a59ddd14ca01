"""What a screened register tells: counts, what blocks first, and the reasons behind the masks of a row."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import polars as pl

from jianyou.domain.eligibility.pack import Basis, Condition, Said, leaves
from jianyou.domain.eligibility.resolve import KIND, Rule, Rules, Test, tests
from jianyou.domain.eligibility.values_labels import fact_label
from jianyou.domain.screening.output import false_column, outcome_column, unknown_column
from jianyou.domain.screening.parquet import reason_of
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say
from jianyou.terms.verdict import Verdict


class Reason(NamedTuple):
    """Why one condition isn't met, or what its answer waits for.

    `facts` and `proofs` are what would answer it, in words; of those met or not met none are told.
    """

    code: str
    clause: str
    verdict: Verdict
    text: str
    facts: tuple[str, ...] = ()
    proofs: tuple[str, ...] = ()


@dataclass(slots=True)
class PackCounts:
    """How the nominees of a register stand to one pack, in rows.

    `first_blocking` counts the first condition not met of each nominee, `blocking` every one, by code;
    `waiting` those of nominees with an open outcome that are unknown. `missing` tells how many nominees
    with an open outcome wait for how many conditions.
    """

    rules: Rules
    outcomes: dict[str, int] = field(default_factory=lambda: {each.value: 0 for each in Verdict})
    first_blocking: dict[str, int] = field(default_factory=dict)
    blocking: dict[str, int] = field(default_factory=dict)
    waiting: dict[str, int] = field(default_factory=dict)
    missing: dict[int, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """All nominees."""
        return sum(self.outcomes.values())

    def add(self, outcome: str, false: int, unknown: int, rows: int) -> None:
        """Count nominees of one outcome with these masks."""
        self.outcomes[outcome] += rows
        blocking = list(codes_of(false, self.rules))
        for code in blocking:
            self.blocking[code] = self.blocking.get(code, 0) + rows
        if blocking:
            self.first_blocking[blocking[0]] = self.first_blocking.get(blocking[0], 0) + rows
        if outcome == Verdict.UNKNOWN.value:
            waiting = list(codes_of(unknown, self.rules))
            for code in waiting:
                self.waiting[code] = self.waiting.get(code, 0) + rows
            self.missing[len(waiting)] = self.missing.get(len(waiting), 0) + rows


def open_result(out: Path) -> pl.LazyFrame:
    """The rows of a result, a file or a folder of parts.

    Raises:
        Refused: there is none.
    """
    columns_of(out)
    # A scan that was asked for its columns takes four times the memory, so this one is new.
    return pl.scan_parquet(_paths(out), glob=False)


def columns_of(out: Path) -> list[str]:
    """The columns of a result.

    Raises:
        Refused: there is none.
    """
    try:
        return list(pl.scan_parquet(_paths(out), glob=False).collect_schema())
    except (pl.exceptions.PolarsError, OSError) as error:
        raise Refused("screening_result_unreadable", name=str(out), reason=reason_of(error)) from error


def _paths(out: Path) -> list[Path]:
    paths = sorted(out.glob("part-*.parquet")) if out.is_dir() else [out]
    if not paths:
        raise FileNotFoundError(2, "no part-*.parquet", str(out))
    return paths


def count_result(out: Path, packs: Sequence[Rules]) -> tuple[PackCounts, ...]:
    """How the nominees of a result stand to each pack.

    Raises:
        Refused: there is no result, or it lacks a pack.
    """
    return tuple(_counted(out, rules) for rules in packs)


def _counted(out: Path, rules: Rules) -> PackCounts:
    columns = [outcome_column(rules), false_column(rules), unknown_column(rules)]
    if not set(columns) <= set(columns_of(out)):
        raise Refused("screening_result_other", name=str(out), pack=rules.pack.id)
    counts = PackCounts(rules)
    counted = open_result(out).group_by(columns).len().collect(engine="streaming")
    for row in counted.sort(columns).iter_rows():
        counts.add(*row)
    return counts


def codes_of(mask: int, rules: Rules) -> Iterator[str]:
    """The codes of the conditions whose bits are set, in the order of the pack."""
    return (rule.code for at, rule in enumerate(rules.rules) if mask >> at & 1)


def reasons(false: int, unknown: int, rules: Rules, lang: Lang = Lang.ZH) -> list[Reason]:
    """The conditions not met and those unknown, in the order of the pack, from a row's masks."""
    found = []
    for at, rule in enumerate(rules.rules):
        if false >> at & 1:
            found.append(reason_of_rule(rule, Verdict.NOT_MET, lang))
        elif unknown >> at & 1:
            found.append(reason_of_rule(rule, Verdict.UNKNOWN, lang))
    return found


def reason_of_rule(rule: Rule, verdict: Verdict, lang: Lang = Lang.ZH) -> Reason:
    """What one condition says, and, where it is unknown, what would answer it."""
    condition = rule.condition
    waits = verdict is Verdict.UNKNOWN
    return Reason(
        rule.code,
        condition.clause.label(),
        verdict,
        say("told_kind_condition", lang=lang) if rule.code == KIND else condition.words(lang),
        _once(_asked(rule, lang)) if waits else (),
        _once(_proofs(condition, lang)) if waits else (),
    )


def _asked(rule: Rule, lang: Lang) -> Iterator[str]:
    """The facts that a condition looks at, and what people have to say, in words."""
    for test in tests(rule.part):
        if isinstance(test, Test):
            if test.leaf.fact != KIND or rule.code == KIND:
                yield fact_label(test.leaf.fact, test.spec, lang)
        else:
            yield _said(test, lang)


def _said(said: Said, lang: Lang) -> str:
    text = (said.text_en if lang is Lang.EN else "") or said.text
    if said.basis is Basis.JUDGED:
        return (
            say("screening_judgement_of", {"text": text}, lang)
            if text
            else say("screening_judgement", lang=lang)
        )
    return (
        say("screening_declaration_of", {"text": text}, lang)
        if text
        else say("screening_declaration", lang=lang)
    )


def _proofs(condition: Condition, lang: Lang) -> Iterator[str]:
    for leaf in leaves(condition.node):
        if leaf.proof is not None:
            yield (leaf.proof.text_en if lang is Lang.EN else "") or leaf.proof.text


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
