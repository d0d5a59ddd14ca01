"""The parameters of a rule pack: values with the days that they hold from."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import pairwise

from jianyou.datafiles.fields import Section
from jianyou.datafiles.nodes import Listing, Scalar
from jianyou.datafiles.nodes import Mapping as MappingNode
from jianyou.datafiles.plain import plain_value
from jianyou.datafiles.problems import quoted
from jianyou.datafiles.values import day_of
from jianyou.domain.eligibility.pack import Parameter, Setting
from jianyou.domain.eligibility.settings import kind_of

_MOST_PARAMETERS = 200
_MOST_TEXTS = 500


def read_parameters(section: Section, valid_from: date | None) -> Mapping[str, Parameter]:
    """The parameters by name; each has a value on the pack's first day."""
    found: dict[str, Parameter] = {}
    for each in section.sections("parameters", most=_MOST_PARAMETERS):
        parameter = _parameter(each, valid_from)
        if parameter.name in found:
            each.problem("name", "pack_parameter_twice", name=quoted(parameter.name))
        found.setdefault(parameter.name, parameter)
    return found


def check_used(section: Section, used: Collection[str]) -> None:
    """A parameter that no rule uses would change nothing, whatever an office sets it to."""
    for each in section.sections("parameters", most=_MOST_PARAMETERS):
        name = each.text("name")
        if name not in used:
            each.problem("name", "pack_parameter_unused", name=quoted(name))


def _parameter(section: Section, valid_from: date | None) -> Parameter:
    parameter = Parameter(
        name=section.slug("name"),
        label=section.text("label", required=True),
        values=_values(section, valid_from),
        label_en=section.text("label_en"),
        clause=section.clause(),
        question=section.text("question", longest=400),
        question_en=section.text("question_en", longest=800),
    )
    section.done()
    return parameter


def _values(section: Section, valid_from: date | None) -> tuple[tuple[date, Setting], ...]:
    inner = section.section("values", required=True)
    node = section.node("values")
    values: list[tuple[date, Setting]] = []
    if inner is not None and isinstance(node, MappingNode):
        for text in node.values:
            day = day_of(text)
            if day is None:
                section.problem("values", "data_bad_date", inner.line_of(text), text=quoted(text))
            else:
                values += [(day, value) for value in _setting(inner, text)]
        if not node.values:
            section.problem("values", "data_value_missing")
        if len(values) == len(node.values):
            _check_days(inner, values, valid_from)
    return tuple(values)


def _setting(section: Section, key: str) -> Iterator[Setting]:
    """The value under a day; none where it is no good."""
    node = section.node(key)
    if isinstance(node, Listing):
        yield tuple(dict.fromkeys(section.texts(key, most=_MOST_TEXTS)))
        return
    value = plain_value(node) if isinstance(node, Scalar) else ""
    if isinstance(value, str):
        text = quoted(node.text) if isinstance(node, Scalar) else "…"
        section.problem(key, "pack_bad_setting", text=text)
    else:
        yield value if value is None or isinstance(value, bool) else float(value)


def _check_days(section: Section, values: list[tuple[date, Setting]], valid_from: date | None) -> None:
    """Days go forward, the first isn't after the pack's own, and all values are of one kind."""
    for (earlier, first), (later, second) in pairwise(values):
        key = later.isoformat()
        if later < earlier:
            section.problem(key, "pack_days_backward", first=earlier.isoformat())
        if kind_of(first) is not kind_of(second):
            section.problem(key, "pack_parameter_mixed")
    if values and valid_from and values[0][0] > valid_from:
        section.problem(values[0][0].isoformat(), "pack_parameter_late", valid_from=valid_from.isoformat())
