"""The conditions of a rule pack and the trees of their rules."""

import re
from collections.abc import Sequence

from jianyou.datafiles.fields import Section
from jianyou.datafiles.problems import quoted
from jianyou.domain.eligibility.pack import MOST_CONDITIONS, All, Any, Basis, Condition, Node, Not
from jianyou.domain.eligibility.read_leaf import LeafReader
from jianyou.domain.eligibility.vocabulary import Vocabulary
from jianyou.terms.clause import Clause
from jianyou.terms.message import Message
from jianyou.terms.nominee import NomineeKind

SHAPES = ("all", "any", "not", "declared", "judged", "fact")
"""The keys that tell what a rule is; each rule has one of them."""

_MOST_PARTS = 60
_DIGEST = re.compile(r"[0-9a-f]{16}")
_NOWHERE = Clause(0, "")


def read_conditions(
    section: Section, vocabulary: Vocabulary, kinds: Sequence[NomineeKind]
) -> tuple[Condition, ...]:
    """The conditions in their order; each for all kinds of the pack or some of them."""
    inner = section.sections("conditions", most=MOST_CONDITIONS, required=True)
    return tuple(_condition(each, vocabulary, kinds) for each in inner)


def _condition(section: Section, vocabulary: Vocabulary, kinds: Sequence[NomineeKind]) -> Condition:
    code = section.slug("code")
    vocabulary.take_code(section, "code", code)
    clause = section.clause()
    if not section.given("clause"):
        section.problem("clause", "data_key_missing")
    rule = section.section("rule", required=True)
    condition = Condition(
        code,
        clause or _NOWHERE,
        section.text("text", required=True, longest=400),
        read_rule(rule, vocabulary, code, clause) if rule else All(()),
        text_en=section.text("text_en", longest=800),
        applies_to=tuple(map(NomineeKind, section.chosen("applies_to", tuple(kinds)))),
        digest=section.text("digest", check=_problem_of_digest),
    )
    section.done()
    return condition


def read_rule(section: Section, vocabulary: Vocabulary, code: str, clause: Clause | None) -> Node:
    """The rule of the condition of that code; its leaves are of that clause unless they name another."""
    return _node(section, LeafReader(vocabulary, code, clause))


def _node(section: Section, reader: LeafReader) -> Node:
    shapes = [key for key in SHAPES if section.node(key) is not None]
    if not shapes:
        section.problem("fact", "pack_rule_shapeless", section.line, known=" / ".join(SHAPES))
        return All(())
    for key in shapes[1:]:
        section.problem(key, "pack_rule_two_shapes", name=key, first=shapes[0])
    shape = shapes[0]
    if shape == "fact":
        return reader.leaf(section)
    if shape in (Basis.DECLARED, Basis.JUDGED):
        return reader.said(section, Basis(shape))
    node = _combined(section, shape, reader)
    section.done()
    return node


def _combined(section: Section, shape: str, reader: LeafReader) -> Node:
    if shape == "not":
        inner = section.section("not", required=True)
        return Not(_node(inner, reader)) if inner else All(())
    parts = section.sections(shape, most=_MOST_PARTS, required=True)
    nodes = tuple(_node(each, reader) for each in parts)
    return All(nodes) if shape == "all" else Any(nodes)


def _problem_of_digest(text: str) -> Message | None:
    return None if _DIGEST.fullmatch(text) else Message("pack_bad_digest", {"text": quoted(text)})
