"""Which clause became which condition, and what of the notice has none."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import NamedTuple

from jianyou.domain.eligibility.pack import Basis, Condition, Leaf, Pack, Proof, Ref, Said, leaves
from jianyou.terms.clause import Clause, digest, parse_clause

Notice = Mapping[str, str]
"""The exact words of a notice's clauses, each under its whole number: `附件1二（二）1`."""

_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}")
_DEMANDING = (Basis.COMPUTED, Basis.DECLARED, Basis.JUDGED)


class Words(NamedTuple):
    """A clause of the notice, or parts of it, in its own words."""

    clause: Clause
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One condition with what it rests on.

    `basis` is the most demanding of its leaves', `mixed` where they differ. With a notice at hand `quote`
    holds the exact words of its clause, and `same` tells whether they are still those that the pack was
    written from (None: there is nothing to compare).
    """

    condition: Condition
    basis: Basis
    mixed: bool
    leaves: tuple[Leaf | Said, ...]
    facts: tuple[str, ...]
    parameters: tuple[str, ...]
    proofs: tuple[Proof, ...]
    quote: str = ""
    same: bool | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The rows of a pack; with a notice also what of it has no row, and what rows cite in vain.

    `uncovered` are clauses, or parts between punctuation marks, of the same chapters of the notice that
    no condition cites. `unfound` are cited clauses that the notice doesn't have.
    """

    pack: Pack
    rows: tuple[Row, ...]
    uncovered: tuple[Words, ...] = ()
    unfound: tuple[Clause, ...] = ()

    @property
    def changed(self) -> tuple[Row, ...]:
        """The rows whose clause now reads differently."""
        return tuple(row for row in self.rows if row.same is False)


def coverage(pack: Pack, notice: Notice | None = None) -> Coverage:
    """The pack's rows, against the notice where its words are given."""
    rows = tuple(_row(condition, notice) for condition in pack.conditions)
    if notice is None:
        return Coverage(pack, rows)
    cited = list(dict.fromkeys(_cited(pack)))
    unfound = tuple(clause for clause in cited if not quote(clause, notice))
    return Coverage(pack, rows, tuple(_uncovered(cited, notice)), unfound)


def quote(clause: Clause, notice: Notice) -> str:
    """The exact words that a clause points to, "" where the notice has none there.

    A heading's words are those of all clauses below it, one a line.
    """
    whole = notice.get(str(clause.whole))
    if whole is not None:
        return clause.words(whole)
    below = [text.strip() for other, text in _clauses(notice) if _is_below(other, clause)]
    return "" if clause.parts else "\n".join(below)


def basis_of(leaf: Leaf | Said) -> Basis:
    """How a leaf gets its answer."""
    return Basis.COMPUTED if isinstance(leaf, Leaf) else leaf.basis


def parameters_of(leaf: Leaf | Said) -> tuple[str, ...]:
    """The parameters that a leaf refers to, each once."""
    if isinstance(leaf, Said):
        return ()
    given: list[object] = [leaf.values, leaf.unsure, leaf.number, leaf.flag]
    given += [value for test in leaf.where for value in (test.values, test.unsure, test.years)]
    return tuple(dict.fromkeys(value.name for value in given if isinstance(value, Ref)))


def _row(condition: Condition, notice: Notice | None) -> Row:
    found = tuple(leaves(condition.node))
    bases = {basis_of(leaf) for leaf in found}
    own = quote(condition.clause, notice) if notice else ""
    whole = quote(condition.clause.whole, notice) if notice else ""
    return Row(
        condition=condition,
        basis=max(bases, key=_DEMANDING.index),
        mixed=len(bases) > 1,
        leaves=found,
        facts=tuple(dict.fromkeys(leaf.fact for leaf in found if isinstance(leaf, Leaf))),
        parameters=tuple(dict.fromkeys(name for leaf in found for name in parameters_of(leaf))),
        proofs=tuple(dict.fromkeys(leaf.proof for leaf in found if leaf.proof)),
        quote=own,
        same=digest(whole) == condition.digest if whole and condition.digest else None,
    )


def _cited(pack: Pack) -> Iterator[Clause]:
    for condition in pack.conditions:
        yield condition.clause
        yield from (leaf.clause for leaf in leaves(condition.node) if leaf.clause)


def _uncovered(cited: Sequence[Clause], notice: Notice) -> Iterator[Words]:
    chapters = {_chapter(clause) for clause in cited}
    for clause, text in _clauses(notice):
        if _chapter(clause) not in chapters:
            continue
        citing = [each for each in cited if each.whole == clause or _stands_for(each.whole, clause, notice)]
        if not citing:
            yield Words(clause, text.strip())
        elif all(each.parts for each in citing):
            yield from _uncovered_parts(clause, text, [each.parts for each in citing if each.parts])


def _uncovered_parts(clause: Clause, text: str, cited: Sequence[tuple[int, int]]) -> Iterator[Words]:
    parts = takewhile(lambda part: clause._replace(parts=(part, part)).words(text), itertools.count(1))
    covered = {part for first, last in cited for part in range(first, last + 1)}
    left = [part for part in parts if part not in covered]
    for _, run in groupby(enumerate(left), lambda pair: pair[1] - pair[0]):
        together = [part for _, part in run]
        some = clause._replace(parts=(together[0], together[-1]))
        yield Words(some, some.words(text))


def _clauses(notice: Notice) -> Iterator[tuple[Clause, str]]:
    for number, text in notice.items():
        clause = parse_clause(number)
        if clause is not None:
            yield clause, text


def _chapter(clause: Clause) -> tuple[int, str]:
    """The attachment and the first heading within it: what one pack is made from."""
    heading = _HEADING.match(clause.path)
    return clause.attachment, heading[0] if heading else ""


def _stands_for(heading: Clause, clause: Clause, notice: Notice) -> bool:
    """Whether citing a heading cites the clause: one without words of its own stands for those below."""
    return str(heading) not in notice and _is_below(clause, heading)


def _is_below(clause: Clause, heading: Clause) -> bool:
    """Whether a clause stands below that heading."""
    if clause.attachment != heading.attachment or not clause.path.startswith(heading.path):
        return False
    rest = clause.path[len(heading.path) :]
    digits = heading.path[-1:].isdigit() and rest[:1].isdigit()
    han = bool(_HEADING.match(heading.path[-1:])) and bool(_HEADING.match(rest[:1]))
    return bool(rest) and not digits and not han and heading.parts is None
