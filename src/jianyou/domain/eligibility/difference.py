"""What differs between two editions of a rule pack: leaf by leaf, parameter by parameter."""

import json
from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from jianyou.domain.eligibility.cells import shown_test, shown_value
from jianyou.domain.eligibility.coverage import basis_of
from jianyou.domain.eligibility.facts import COMMON_FACTS, FactSpec
from jianyou.domain.eligibility.pack import (
    All,
    Any,
    Condition,
    Example,
    Leaf,
    Node,
    Not,
    Op,
    Pack,
    Parameter,
    Proof,
    Said,
    leaves,
)
from jianyou.domain.eligibility.settings import shown
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say

Told = Mapping[str, str]
"""What is said of one thing, by the key of the pack file."""


class What(StrEnum):
    """What a change is about."""

    PACK = "pack"
    FACT = "fact"
    PARAMETER = "parameter"
    CONDITION = "condition"
    LEAF = "leaf"
    EXAMPLE = "example"


class Change(NamedTuple):
    """One difference. `key` is that of the pack file; empty where the whole thing came or went.

    `old` is None for what came, `new` for what went; "" means that nothing was said there.
    """

    what: What
    code: str
    key: str
    old: str | None
    new: str | None

    def text(self, lang: Lang = Lang.ZH) -> str:
        """The change in words, with both values."""
        what = say(f"difference_{self.what}", {"code": self.code}, lang)
        nothing = say("difference_nothing", lang=lang)
        said: dict[str, Param] = {"what": what, "key": self.key}
        if self.old is None:
            return say("difference_added", {**said, "new": self.new or nothing}, lang)
        if self.new is None:
            return say("difference_removed", {**said, "old": self.old or nothing}, lang)
        return say(
            "difference_changed", {**said, "old": self.old or nothing, "new": self.new or nothing}, lang
        )


def difference(old: Pack, new: Pack) -> tuple[Change, ...]:
    """Every difference between two packs, digests of the files aside."""
    return tuple(
        chain(
            _compare(What.PACK, {"": _pack(old)}, {"": _pack(new)}),
            _compare(What.FACT, _facts(old), _facts(new)),
            _compare(What.PARAMETER, _parameters(old), _parameters(new)),
            _compare(What.CONDITION, _conditions(old), _conditions(new)),
            _compare(What.LEAF, _leaves(old), _leaves(new)),
            _compare(What.EXAMPLE, _examples(old), _examples(new)),
        )
    )


def _compare(what: What, old: Mapping[str, Told], new: Mapping[str, Told]) -> Iterator[Change]:
    """Changes of what stands on both sides and what went, in the old order; then what came."""
    for code, before in old.items():
        after = new.get(code)
        if after is None:
            yield Change(what, code, "", _whole(before), None)
            continue
        for key in dict.fromkeys((*before, *after)):
            if before.get(key, "") != after.get(key, ""):
                yield Change(what, code, key, before.get(key, ""), after.get(key, ""))
    for code, after in new.items():
        if code not in old:
            yield Change(what, code, "", None, _whole(after))


def _whole(told: Told) -> str:
    return "；".join(f"{key}: {value}" for key, value in told.items() if value)


def _pack(pack: Pack) -> Told:
    """The pack's own keys; the order of conditions too, for the bits of masks go by it."""
    return {
        "pack": pack.id,
        "title": pack.title,
        "title_en": pack.title_en,
        "family": pack.family,
        "notice": pack.notice,
        "valid_from": str(pack.valid_from),
        "valid_until": str(pack.valid_until or ""),
        "partial": pack.partial,
        "serves": "；".join(f"{each.path} {each.since}—{each.until or ''}" for each in pack.services),
        "applies_to": "、".join(pack.applies_to),
        "conditions": "、".join(condition.code for condition in pack.conditions),
    }


def _facts(pack: Pack) -> dict[str, Told]:
    return {name: _fact(spec) for name, spec in pack.facts.items() if name not in COMMON_FACTS}


def _fact(spec: FactSpec) -> Told:
    fields = (f"{each.name}({each.type}: {'、'.join(each.options)})" for each in spec.fields)
    return {
        "type": spec.type.value,
        "options": "、".join(spec.options),
        "fields": "；".join(fields),
        "label": spec.label,
        "label_en": spec.label_en,
        "unit": spec.unit,
    }


def _parameters(pack: Pack) -> dict[str, Told]:
    return {name: _parameter(parameter) for name, parameter in pack.parameters.items()}


def _parameter(parameter: Parameter) -> Told:
    values = {f"values {day}": shown(value) for day, value in parameter.values}
    return {
        **values,
        "label": parameter.label,
        "label_en": parameter.label_en,
        "clause": str(parameter.clause or ""),
        "question": parameter.question,
        "question_en": parameter.question_en,
    }


def _conditions(pack: Pack) -> dict[str, Told]:
    return {condition.code: _condition(condition) for condition in pack.conditions}


def _condition(condition: Condition) -> Told:
    return {
        "clause": str(condition.clause),
        "text": condition.text,
        "text_en": condition.text_en,
        "applies_to": "、".join(condition.applies_to),
        "digest": condition.digest,
        "rule": _shape(condition.node),
    }


def _shape(node: Node) -> str:
    """A rule by the codes of its leaves: `all(a, not(b))`."""
    if isinstance(node, Not):
        return f"not({_shape(node.node)})"
    if isinstance(node, (All, Any)):
        return f"{'all' if isinstance(node, All) else 'any'}({', '.join(map(_shape, node.nodes))})"
    return node.code


def _leaves(pack: Pack) -> dict[str, Told]:
    return {
        leaf.code: _leaf(leaf, condition) for condition in pack.conditions for leaf in leaves(condition.node)
    }


def _leaf(leaf: Leaf | Said, condition: Condition) -> Told:
    asked = _asked(leaf) if isinstance(leaf, Leaf) else {}
    return {
        "condition": condition.code,
        "basis": basis_of(leaf).value,
        **asked,
        "text": leaf.text,
        "text_en": leaf.text_en,
        "clause": str(leaf.clause or ""),
        "proof": _proof(leaf.proof),
    }


def _asked(leaf: Leaf) -> Told:
    return {
        "fact": leaf.fact,
        "op": leaf.op.value,
        "values": shown_value(leaf.values),
        "unsure": shown_value(leaf.unsure),
        "years" if leaf.op is Op.HELD_YEARS else "number": shown_value(leaf.number),
        "is": shown_value(leaf.flag) if leaf.op is Op.IS else "",
        "where": "；".join(map(shown_test, leaf.where)),
        "by_parent": shown(value=leaf.by_parent),
    }


def _proof(proof: Proof | None) -> str:
    """A proof on one line, its validity in months at the end."""
    if proof is None:
        return ""
    return " / ".join(str(part) for part in (proof.text, proof.text_en, proof.months) if part)


def _examples(pack: Pack) -> dict[str, Told]:
    return {example.name: _example(example) for example in pack.examples}


def _example(example: Example) -> Told:
    return {
        "as_of": str(example.as_of),
        "facts": json.dumps(example.facts, ensure_ascii=False),
        "outcome": str(example.outcome),
        "conditions": ", ".join(f"{code}: {verdict}" for code, verdict in example.conditions.items()),
    }
