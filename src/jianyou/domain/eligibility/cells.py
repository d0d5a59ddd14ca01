"""How a leaf of a rule pack stands in the cells of a sheet, and back again."""

import json
import re
from typing import Any

from jianyou.domain.eligibility.pack import FieldOp, FieldTest, Leaf, Op, Ref, Setting
from jianyou.domain.eligibility.settings import flag_of, list_of, number_of, shown
from jianyou.domain.eligibility.write_pack import as_number

Plain = Any
"""What a cell says, as it would stand in the pack file."""

LISTING = (Op.ONE_OF, Op.PREFIX_IN, Op.HAS_ANY)
COMPARING = (Op.AT_LEAST, Op.AT_MOST, Op.ABOVE, Op.BELOW)
_UNSURE = re.compile(r"unsure\s+")
_JSON = json.JSONDecoder()


def shown_value(value: Setting | Ref) -> str:
    """A value of a rule, or the parameter that it refers to: `5`, `$years`; "" where there is none."""
    if isinstance(value, Ref):
        return f"${value.name}"
    return "" if value is None or value == () else shown(value)


def shown_test(test: FieldTest) -> str:
    """A test of a record's field on one line: `severity one_of major、larger unsure general`."""
    parts = [test.field, test.op.value, shown_value(test.values), shown_value(test.years)]
    if test.op is FieldOp.IS:
        parts.append(shown(test.flag))
    if test.unsure:
        parts.append(f"unsure {shown_value(test.unsure)}")
    return " ".join(part for part in parts if part)


def shown_asked(leaf: Leaf) -> str:
    """What a leaf compares its fact with: its list, number, years or flag, by its operation."""
    if leaf.op is Op.IS:
        return shown_value(leaf.flag)
    return shown_value(leaf.values) if leaf.op in LISTING else shown_value(leaf.number)


def asked_of(op: str, text: str) -> tuple[str, Plain]:
    """The key that a cell's value belongs under for that operation, and the value.

    What can't be read stays text: whoever reads the pack file has a message for it.
    """
    if op == Op.IS:
        return "is", _flag(text)
    if op == Op.HELD_YEARS or op in COMPARING:
        return "years" if op == Op.HELD_YEARS else "number", _number(text)
    return "values", listed(text)


def listed(text: str) -> Plain:
    """The texts of a list, or the parameter that stands for them."""
    return text if text.startswith("$") else _or(list_of(text), text)


def where_of(text: str) -> list[dict[str, Plain]]:
    """The tests of records' fields, one a line.

    Raises:
        ValueError: a line isn't `field operation values unsure values`.
    """
    return [_test(line.strip()) for line in text.splitlines() if line.strip()]


def _test(line: str) -> dict[str, Plain]:
    field, op, *rest = line.split(maxsplit=2)
    test: dict[str, Plain] = {"field": field, "op": op}
    left = rest[0] if rest else ""
    if op == FieldOp.IS:
        test["is"] = _flag(left)
    elif op == FieldOp.WITHIN_YEARS:
        test["years"] = _number(left)
    elif op == FieldOp.ONE_OF:
        test["values"], left = _taken(left)
        if left:
            test["unsure"], left = _taken(_UNSURE.sub("", left, count=1) if _UNSURE.match(left) else "")
            if left:
                raise ValueError(line)
    elif left:
        raise ValueError(line)
    return test


def _taken(text: str) -> tuple[Plain, str]:
    """The list at the beginning of a text, and what follows it."""
    if text.startswith("["):
        values, end = _JSON.raw_decode(text)
        if not all(isinstance(value, str) for value in values):
            raise ValueError(text)
        return values, text[end:].strip()
    first, *rest = text.split(maxsplit=1)
    return listed(first), rest[0] if rest else ""


def _flag(text: str) -> Plain:
    return _or(flag_of(text), text)


def _number(text: str) -> Plain:
    number = number_of(text)
    return text if number is None else as_number(number)


def _or(value: Plain, text: str) -> Plain:
    """The value, its tuple a list; the text where there is no value."""
    if value is None:
        return text
    return list(value) if isinstance(value, tuple) else value
