"""The clauses that a call file cites beside those of its notice."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, NamedTuple

from jianyou.domain.calls.call import Call
from jianyou.domain.notices.clauses import Clauses, citable
from jianyou.domain.notices.difference import Difference
from jianyou.domain.notices.model import NoticeFacts
from jianyou.terms.clause import Clause, digest
from jianyou.terms.display import excerpt

_QUOTE = 80


class Cited(NamedTuple):
    """A clause cited by a key of the call file, with the digest of its words where one is given."""

    key: str
    clause: Clause
    digest: str


def cited_clauses(call: Call) -> Iterator[Cited]:
    """Every clause that any part of the call cites, in the call's order."""
    yield from _within(call, "")


def _within(part: Any, path: str) -> Iterator[Cited]:
    if isinstance(part, Clause):
        return
    if isinstance(part, tuple):
        for number, item in enumerate(part, 1):
            yield from _within(item, f"{path}.{number}")
    elif is_dataclass(part):
        clause = getattr(part, "clause", None)
        if isinstance(clause, Clause):
            yield Cited(f"{path}.clause".lstrip("."), clause, getattr(part, "digest", ""))
        for each in fields(part):
            if each.compare:
                yield from _within(getattr(part, each.name), f"{path}.{each.name}".lstrip("."))


def words_cited(call: Call, clauses: Clauses) -> Mapping[str, str]:
    """The exact words of each clause cited that the notice has; of a part only the part's."""
    found: dict[str, str] = {}
    for cited in cited_clauses(call):
        words = next(
            (part for whole in clauses.words(cited.clause) if (part := cited.clause.words(whole))), ""
        )
        if words:
            found.setdefault(str(cited.clause), words)
    return found


def differing_clauses(facts: NoticeFacts, call: Call, clauses: Clauses) -> Iterator[Difference]:
    """Clauses that the notice doesn't have, whose words are others, and conditions that nothing cites."""
    cited = list(cited_clauses(call))
    for each in cited:
        wholes = clauses.words(each.clause)
        parts = [part for whole in wholes if (part := each.clause.words(whole))]
        if not wholes:
            yield Difference(each.key, "compare_clause_missing", str(each.clause), "", None)
        elif not parts:
            said = excerpt(wholes[0], _QUOTE)
            yield Difference(each.key, "compare_part_missing", str(each.clause), said, None)
        elif each.digest and each.digest not in map(digest, parts):
            said = excerpt(parts[0], _QUOTE)
            yield Difference(each.key, "compare_clause_changed", str(each.clause), said, None)
    wholes_cited = {each.clause.whole for each in cited}
    for condition in facts.conditions:
        clause = citable(condition.attachment, condition.path)
        if clause and clause not in wholes_cited:
            said = f"{clause} {excerpt(condition.text, _QUOTE)}"
            yield Difference("awards", "compare_condition_uncited", "", said, condition.span)
