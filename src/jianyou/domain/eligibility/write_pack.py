"""A rule pack as YAML: what `parse_pack` reads back as an equal pack, its digest aside."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import yaml

from jianyou.domain.eligibility import pack as rules
from jianyou.domain.eligibility.facts import COMMON_FACTS, FactSpec
from jianyou.domain.eligibility.pack import Condition, Example, FieldTest, Leaf, Node, Pack, Parameter
from jianyou.terms.clause import Clause

Plain = dict[str, Any]
"""A mapping of the file: texts, numbers, flags, None, lists and mappings, in the order of their keys."""

_WIDTH = 110
_NOTHING: tuple[Any, ...] = ("", [], ())
_TAKEN_FOR_YAML = ("，", "：")


def pack_text(plain: Plain) -> str:
    """The YAML of a pack as plain values."""
    return yaml.dump(plain, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)


def plain_pack(pack: Pack) -> Plain:
    """The pack as the plain values of its file; keys that say nothing are left out."""
    own = [spec for name, spec in pack.facts.items() if name not in COMMON_FACTS]
    return _given(
        pack=pack.id,
        title=pack.title,
        title_en=pack.title_en,
        family=pack.family,
        notice=pack.notice,
        valid_from=pack.valid_from,
        valid_until=pack.valid_until,
        partial=pack.partial,
        serves=[_given(path=each.path, since=each.since, until=each.until) for each in pack.services],
        applies_to=_texts(pack.applies_to),
        facts=list(map(_fact, own)),
        parameters=list(map(_parameter, pack.parameters.values())),
        conditions=list(map(_condition, pack.conditions)),
        examples=list(map(_example, pack.examples)),
    )


def _given(**values: Any) -> Plain:
    """The keys under which something is said; days and clauses as texts."""
    said = {key: value for key, value in values.items() if value is not None and value not in _NOTHING}
    return {key.rstrip("_"): _plain(value) for key, value in said.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return Day(value.isoformat())
    if isinstance(value, Clause):
        return str(value)
    return as_number(value) if isinstance(value, float) else value


def as_number(value: float) -> float | int:
    """A whole number without its point."""
    return int(value) if value == int(value) else value


def _texts(texts: Iterable[str]) -> "_Line":
    return _Line(str(text) for text in texts)


def _fact(spec: FactSpec) -> Plain:
    return _given(
        name=spec.name,
        type=spec.type.value,
        options=_texts(spec.options),
        fields=list(map(_fact, spec.fields)),
        label=spec.label,
        label_en=spec.label_en,
        unit=spec.unit,
    )


def _parameter(parameter: Parameter) -> Plain:
    plain = _given(
        name=parameter.name,
        label=parameter.label,
        label_en=parameter.label_en,
        clause=parameter.clause,
        question=parameter.question,
        question_en=parameter.question_en,
    )
    values = {Day(day.isoformat()): plain_setting(value) for day, value in parameter.values}
    return {**plain, "values": values}


def plain_setting(value: rules.Setting | rules.Ref) -> Any:
    """A value, or the parameter that it refers to, as it stands in the file."""
    if isinstance(value, rules.Ref):
        return f"${value.name}"
    if isinstance(value, tuple):
        return _texts(value)
    return _plain(value)


def _condition(condition: Condition) -> Plain:
    return _given(
        code=condition.code,
        clause=condition.clause,
        text=condition.text,
        text_en=condition.text_en,
        applies_to=_texts(condition.applies_to),
        digest=condition.digest,
        rule=plain_node(condition.node, condition),
    )


def plain_node(node: Node, condition: Condition) -> Plain:
    """A rule of the condition; what a leaf shares with it is left out."""
    if isinstance(node, rules.Not):
        return {"not": plain_node(node.node, condition)}
    if isinstance(node, (rules.All, rules.Any)):
        shape = "all" if isinstance(node, rules.All) else "any"
        return {shape: [plain_node(each, condition) for each in node.nodes]}
    own = {
        "text": node.text,
        "text_en": node.text_en,
        "clause": None if node.clause == condition.clause else node.clause,
        "proof": _proof(node),
    }
    if isinstance(node, Leaf):
        return _leaf(node, condition, own)
    return _given(**{node.basis.value: node.code}, **own)


def _proof(node: Leaf | rules.Said) -> Plain | None:
    if node.proof is None:
        return None
    return _given(text=node.proof.text, text_en=node.proof.text_en, months=node.proof.months)


def _leaf(leaf: Leaf, condition: Condition, own: Mapping[str, Any]) -> Plain:
    held = leaf.op is rules.Op.HELD_YEARS
    listing = leaf.op in (rules.Op.ONE_OF, rules.Op.PREFIX_IN, rules.Op.HAS_ANY)
    return _given(
        code=None if leaf.code == condition.code else leaf.code,
        fact=leaf.fact,
        op=leaf.op.value,
        values=plain_setting(leaf.values) if listing else None,
        unsure=plain_setting(leaf.unsure),
        number=None if held else _number(leaf.number),
        years=_number(leaf.number) if held else None,
        is_=plain_setting(leaf.flag) if leaf.op is rules.Op.IS else None,
        where=list(map(_field_test, leaf.where)),
        by_parent=leaf.by_parent or None,
        **own,
    )


def _field_test(test: FieldTest) -> Plain:
    return _given(
        field=test.field,
        op=test.op.value,
        values=plain_setting(test.values),
        unsure=plain_setting(test.unsure),
        is_=test.flag if test.op is rules.FieldOp.IS else None,
        years=_number(test.years),
    )


def _number(value: float | rules.Ref | None) -> Any:
    return None if value is None else plain_setting(value)


def _example(example: Example) -> Plain:
    plain = _given(name=example.name, as_of=example.as_of)
    facts = {"facts": dict(example.facts), "outcome": str(example.outcome)}
    expected = {code: str(verdict) for code, verdict in example.conditions.items()}
    return {**plain, **facts, **_given(conditions=expected or None)}


class Day(str):
    """A day as text, which needs no quotes."""

    __slots__ = ()


class _Line(list[str]):
    """A list on one line."""


class _Dumper(yaml.SafeDumper):
    """Days without quotes, lists of texts on one line, texts that look like a slip in quotes."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  — as PyYAML calls it
        return True


def _represent_day(dumper: yaml.SafeDumper, day: Day) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", str(day))


def _represent_line(dumper: yaml.SafeDumper, line: _Line) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", line, flow_style=True)


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = '"' if any(sign in text for sign in _TAKEN_FOR_YAML) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Represent = Callable[[yaml.SafeDumper, Any], yaml.Node]
_Dumper.add_representer(Day, _represent_day)
_Dumper.add_representer(_Line, _represent_line)
_Dumper.add_representer(str, _represent_text)
