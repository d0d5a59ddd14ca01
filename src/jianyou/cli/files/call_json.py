"""A call as data for JSON: under the keys of the call file, with questions and differences beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from jianyou.domain.calls.call import Call
from jianyou.domain.calls.course import Stage
from jianyou.domain.calls.questions import Question
from jianyou.domain.judging.scores.exact import said
from jianyou.domain.judging.scores.rubrics import Rubric
from jianyou.domain.judging.scores.stages import Load
from jianyou.terms.clause import Clause
from jianyou.terms.lang import Lang

if TYPE_CHECKING:
    from jianyou.domain.notices.compare import Comparison


def as_data(
    call: Call, questions: Sequence[Question], compared: "Comparison | None", lang: Lang
) -> dict[str, Any]:
    """`call`, `questions`, and what was found beside the notice; null there where none was given."""
    return {
        "call": _plain(call),
        "questions": [
            {"key": each.key, "code": each.message.code, "message": each.message.text(lang)}
            for each in questions
        ],
        "differences": _differences(compared, lang) if compared else None,
        "texts": dict(compared.texts) if compared else None,
        "contacts": [
            {"unit": each.unit or None, "name": each.name or None, "phone": each.phone or None}
            for each in compared.contacts
        ]
        if compared
        else None,
    }


def _differences(compared: "Comparison", lang: Lang) -> list[dict[str, Any]]:
    return [
        {
            "key": each.key,
            "code": each.code,
            "call": each.said_in_call or None,
            "notice": each.said_in_notice or None,
            "span": list(each.span) if each.span else None,
            "message": each.text(lang),
        }
        for each in compared.differences
    ]


def _plain(value: Any) -> Any:
    """Records as mappings; clauses as written, moments in ISO 8601, enums by value, exact numbers as text."""
    match value:
        case Clause():
            return str(value)
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case Decimal():
            return said(value)
        case _:
            return _plain_parts(value)


def _plain_parts(value: Any) -> Any:
    match value:
        case Rubric():
            return _plain(value.items)
        case Load():
            return value._asdict()
        case tuple():
            return [_plain(each) for each in value]
        case Mapping():
            return {key: _plain(each) for key, each in value.items()}
    if is_dataclass(value):
        names = [each.name for each in fields(value) if each.compare]
        return {_key(value, name): _plain(getattr(value, name)) for name in names}
    return value


def _key(record: object, name: str) -> str:
    """The key of the call file where the record's own name is another."""
    renamed = {(Call, "id"): "call", (Stage, "kind"): "stage"}
    return renamed.get((type(record), name), name)
