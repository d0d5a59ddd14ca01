"""参数: what kind of value a parameter takes, and a value as people write it in a cell or a command."""

import json
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from jianyou.datafiles.problems import quoted
from jianyou.domain.eligibility.facts import FactSpec, FactType
from jianyou.domain.eligibility.pack import Leaf, Op, Pack, Parameter, Ref, Setting, leaves
from jianyou.domain.eligibility.values import normal_value
from jianyou.domain.eligibility.values_text import folded
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message, Param

UNBOUNDED = "不限"
"""How a span of years without end is written in a cell; `null` in YAML."""

MOST_YEARS = 200
"""No span of a rule goes further back, and the days that it leads to exist."""

_YES, _NO = "是", "否"
_FLAGS = {_YES: True, "yes": True, "true": True, _NO: False, "no": False, "false": False}
_UNBOUNDED = (UNBOUNDED, "null", "unbounded")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?", re.ASCII)
_CODE = re.compile(r"[A-Z0-9]+", re.ASCII)
_BETWEEN = re.compile(r"[、；;，,\n]")
_NEEDS_QUOTES = re.compile(r"[、；;，,\n\s]|^[\[$]")


class SettingKind(StrEnum):
    """What a parameter's values are. A number may be None, which is a span of years without end."""

    NUMBER = "number"
    FLAG = "flag"
    TEXTS = "texts"


def kind_of(value: Setting) -> SettingKind:
    """The kind of one value."""
    if isinstance(value, tuple):
        return SettingKind.TEXTS
    return SettingKind.FLAG if isinstance(value, bool) else SettingKind.NUMBER


def kind_of_parameter(parameter: Parameter) -> SettingKind:
    """The kind of all values of a parameter, which have one kind only."""
    return kind_of(parameter.values[0][1])


def shown(value: Setting) -> str:
    """A value as it stands in a cell: `5`, `不限`, `是`, `especially_major、major`."""
    if value is None:
        return UNBOUNDED
    if isinstance(value, bool):
        return _YES if value else _NO
    return shown_list(value) if isinstance(value, tuple) else shown_number(value)


def shown_number(value: float) -> str:
    """A number without zeros that say nothing."""
    return str(int(value)) if value == int(value) else repr(value)


def shown_list(values: Sequence[str]) -> str:
    """Texts with 、 between them; as a JSON list where that couldn't be taken apart again."""
    if not values or any(_NEEDS_QUOTES.search(value) or not value for value in values):
        return json.dumps(list(values), ensure_ascii=False)
    return "、".join(values)


def number_of(text: str) -> float | None:
    """The number that a text is, None where it is none."""
    return float(text) if _NUMBER.fullmatch(text) else None


def flag_of(text: str) -> bool | None:
    """The answer that a text is, None where it is none."""
    return _FLAGS.get(text.strip().lower())


def list_of(text: str) -> tuple[str, ...] | None:
    """The texts of a list, None where a JSON list is broken."""
    if not text.startswith("["):
        return tuple(part.strip() for part in _BETWEEN.split(text) if part.strip())
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return tuple(values) if all(isinstance(value, str) for value in values) else None


def setting_of(kind: SettingKind, text: str) -> Setting:
    """The value of that kind that a text is.

    Raises:
        ValueError: it is none.
    """
    text = text.strip()
    value: Setting
    if kind is SettingKind.TEXTS:
        value = list_of(text)
    elif kind is SettingKind.FLAG:
        value = flag_of(text)
    elif text.lower() in _UNBOUNDED:
        return None
    else:
        value = number_of(text)
    if value is None:
        raise ValueError(text)
    return value


class Demand(NamedTuple):
    """What a rule asks of the parameter that it refers to under a key of its own.

    `spec` is the fact or field that texts are compared with; `prefix` where they are beginnings.
    """

    key: str
    name: str
    kind: SettingKind
    spec: FactSpec
    span: bool = False
    prefix: bool = False


def demands(leaf: Leaf, spec: FactSpec) -> Iterator[Demand]:
    """All that a leaf asks of parameters."""
    held, prefix = leaf.op is Op.HELD_YEARS, leaf.op is Op.PREFIX_IN
    number = Demand("years" if held else "number", "", SettingKind.NUMBER, spec, span=held)
    texts = Demand("values", "", SettingKind.TEXTS, spec, prefix=prefix)
    asked: list[tuple[Setting | Ref, Demand]] = [
        (leaf.number, number),
        (leaf.flag, Demand("is", "", SettingKind.FLAG, spec)),
        (leaf.values, texts),
        (leaf.unsure, texts._replace(key="unsure")),
    ]
    fields = {field.name: field for field in spec.fields}
    for at, test in enumerate(leaf.where, 1):
        field = fields.get(test.field, spec)
        texts = Demand(f"where.{at}.values", "", SettingKind.TEXTS, field)
        asked += [
            (test.years, Demand(f"where.{at}.years", "", SettingKind.NUMBER, field, span=True)),
            (test.values, texts),
            (test.unsure, texts._replace(key=f"where.{at}.unsure")),
        ]
    for given, demand in asked:
        if isinstance(given, Ref):
            yield demand._replace(name=given.name)


def problem_of(value: Setting, demand: Demand) -> Message | None:
    """What is wrong with a parameter's value for a demand, None where it serves."""
    said: dict[str, Param] = {"name": demand.name, "text": quoted(shown(value))}
    if kind_of(value) is not demand.kind or (value is None and not demand.span):
        return Message(f"pack_setting_not_{demand.kind}", said)
    if demand.span and not is_span(value):
        return Message("pack_setting_not_years", {**said, "most": MOST_YEARS})
    for text in value if isinstance(value, tuple) else ():
        wrong = problem_of_text(text, demand.spec, prefix=demand.prefix)
        if wrong is not None:
            return wrong
    return None


def problem_of_text(text: str, spec: FactSpec, *, prefix: bool = False) -> Message | None:
    """Why a text can't be among those that a fact is compared with, None where it can.

    Facts are canonical when rules see them: a region is a code, a text has half-width signs.
    """
    if spec.options:
        if text in spec.options:
            return None
        options = " / ".join(spec.options)
        return Message("data_bad_choice", {"text": quoted(text), "options": options})
    canonical = normal_value(spec, text).value
    if canonical == text or (prefix and canonical is None and _may_begin(text, spec)):
        return None
    said: dict[str, Param] = {"text": quoted(text), "fact": spec.name}
    if not isinstance(canonical, str):
        return Message("pack_value_never", said)
    return Message("pack_value_written", {**said, "written": quoted(canonical)})


def _may_begin(text: str, spec: FactSpec) -> bool:
    """Whether something canonical may begin with a text that isn't canonical itself: C3, 500."""
    return bool(_CODE.fullmatch(text)) if spec.type is FactType.CODE else folded(text) == text


def is_span(value: Setting) -> bool:
    """Whether it is a number of years that rules take: whole months, none too many, or None."""
    if value is None:
        return True
    return not isinstance(value, tuple) and 0 <= value <= MOST_YEARS and float(value * 12).is_integer()


def chosen_setting(pack: Pack, name: str, text: str) -> Setting:
    """The value that somebody sets a parameter to, for `resolve`.

    Raises:
        Refused: there is no such parameter, or it takes no such value.
    """
    parameter = pack.parameters.get(name)
    if parameter is None:
        raise Refused("pack_no_parameter", name=quoted(name), known="、".join(pack.parameters) or "-")
    kind = kind_of_parameter(parameter)
    try:
        value = setting_of(kind, text)
    except ValueError:
        raise Refused(f"pack_setting_not_{kind}", name=name, text=quoted(text)) from None
    for condition in pack.conditions:
        for leaf in leaves(condition.node):
            asked = demands(leaf, pack.facts[leaf.fact]) if isinstance(leaf, Leaf) else ()
            for demand in asked:
                wrong = problem_of(value, demand) if demand.name == name else None
                if wrong is not None:
                    raise Refused(wrong.code, **wrong.params)
    return value
