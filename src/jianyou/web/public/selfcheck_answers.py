"""Answers of the self-check: as a form sends them, as the next form carries them, and what is wrong."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from jianyou.domain.eligibility.asking import AnswerKind, Question
from jianyou.domain.eligibility.facts import FactSpec, FactType
from jianyou.domain.eligibility.resolve import KIND
from jianyou.domain.eligibility.values import normal_value
from jianyou.domain.eligibility.values_text import shown
from jianyou.terms.finding import Refused
from jianyou.terms.texts import TEXTS

LONGEST_GIVEN = 20_000
"""Characters of all answers that a form carries on: 180 KB at most on their way, below Django's own bound."""
LONGEST_ANSWER = 100
"""Characters of one field."""
MOST_RECORDS = 8
_MOST_FIELDS = 80

Given = dict[str, object]
"""Raw answers by the keys of their questions, in the order given; None for "I don't know yet"."""
Problems = dict[str, Refused]
"""What is wrong, by the id of the field."""

YES, NO, NONE_OF_THESE, THERE_ARE_NONE, THERE_ARE = "yes", "no", "-", "none", "some"
FIELD = "answer"
_FLAGS = {YES: True, NO: False}


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields of one question: what is chosen or written, and the texts of each record."""

    chosen: tuple[str, ...] = ()
    rows: tuple[Mapping[str, str], ...] = ()

    @property
    def text(self) -> str:
        """What is written."""
        return "".join(self.chosen[:1])

    def with_one_more(self, question: Question) -> "Typed":
        """With an empty record at the end, where there is room for one."""
        rows = (*self.rows, {})[: most_records(question)]
        return Typed((THERE_ARE,), rows)


def most_records(question: Question) -> int:
    """How many records a page takes: a request has only so many fields."""
    return max(1, min(MOST_RECORDS, _MOST_FIELDS // max(1, len(question.fields))))


def given_in(text: str) -> Given:
    """The answers that a form carried; nothing where it was tampered with past reading."""
    if len(text) > LONGEST_GIVEN:
        return {}
    try:
        told = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def carried(given: Given) -> str:
    """The answers for a form to carry."""
    return json.dumps(given, ensure_ascii=False, separators=(",", ":"))


def typed_in(posted: QueryDict, question: Question) -> Typed:
    """What a browser sent for a question."""
    chosen = tuple(posted.getlist(FIELD)[:_MOST_FIELDS])
    rows = [
        {field.name: posted.get(field_id(number, field), "").strip() for field in question.fields}
        for number in range(1, most_records(question) + 1)
        if any(field_id(number, field) in posted for field in question.fields)
    ]
    return Typed(chosen, tuple(rows))


def typed_before(value: object, question: Question) -> Typed:
    """An answer that was given before, as it stands in the fields."""
    if question.kind is AnswerKind.RECORDS and isinstance(value, list):
        rows = [each for each in value if isinstance(each, dict)]
        texts = tuple({name: _text(row.get(name)) for name in _names(question)} for row in rows)
        return Typed((THERE_ARE if value else THERE_ARE_NONE,), texts)
    if isinstance(value, list):
        return Typed(tuple(map(_text, value)) or (NONE_OF_THESE,))
    return Typed((_text(value),)) if value is not None else Typed()


def answer_of(typed: Typed, question: Question, as_of: date) -> tuple[object, Problems]:
    """The raw answer that `normalize` understands, or what is wrong with it."""
    if question.kind is AnswerKind.RECORDS:
        return _records(typed, question, as_of)
    if question.kind is AnswerKind.SEVERAL:
        return _several(typed, question)
    try:
        if question.spec is None or question.kind is AnswerKind.YES_NO:
            return _one_of(typed, _FLAGS), {}
        if question.kind is AnswerKind.ONE_OF:
            unchosen = "selfcheck_choose_kind" if question.key == KIND else "selfcheck_choose"
            return _one_of(typed, {option: option for option in question.spec.options}, unchosen), {}
        return _written(typed.text, question.spec, as_of), {}
    except Refused as wrong:
        return None, {FIELD: wrong}


def field_id(number: int, field: FactSpec) -> str:
    """The name of a record's field on the page."""
    return f"r-{number}-{field.name}"


def _names(question: Question) -> list[str]:
    return [field.name for field in question.fields]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    return value[:LONGEST_ANSWER] if isinstance(value, str) else ""


def _one_of(typed: Typed, values: Mapping[str, object], unchosen: str = "selfcheck_choose") -> object:
    if typed.text not in values:
        raise Refused(unchosen)
    return values[typed.text]


def _several(typed: Typed, question: Question) -> tuple[object, Problems]:
    options = question.spec.options if question.spec else ()
    kept = [option for option in options if option in typed.chosen]
    if NONE_OF_THESE in typed.chosen:
        return ([], {}) if not kept else (None, {FIELD: Refused("selfcheck_choose_one_side")})
    return (kept, {}) if kept else (None, {FIELD: Refused("selfcheck_choose_several")})


def _written(text: str, spec: FactSpec, as_of: date) -> str:
    """A text that can be made canonical; it is carried on as it was written."""
    text = text.strip()
    if len(text) > LONGEST_ANSWER:
        raise Refused("selfcheck_long", count=len(text), most=LONGEST_ANSWER)
    normal = normal_value(spec, text, as_of)
    if normal.value is not None:
        return text
    if not normal.code:
        raise Refused("selfcheck_empty")
    code = f"selfcheck_bad_{normal.code.removeprefix('value_')}"
    if code in TEXTS:
        raise Refused(code, **normal.params)
    raise Refused("selfcheck_unread", written=shown(text))


def _records(typed: Typed, question: Question, as_of: date) -> tuple[object, Problems]:
    if typed.text == THERE_ARE_NONE:
        return [], {}
    if typed.text != THERE_ARE:
        return None, {FIELD: Refused("selfcheck_choose")}
    if not question.fields:
        return [{}], {}
    records, problems = [], Problems()
    for number, row in enumerate(typed.rows, 1):
        record: dict[str, object] = {}
        for field in question.fields:
            if not row.get(field.name):
                continue
            try:
                record[field.name] = _field(row[field.name], field, as_of)
            except Refused as wrong:
                problems[field_id(number, field)] = wrong
        if record:
            records.append(record)
    if not records and not problems:
        problems[field_id(1, question.fields[0])] = Refused("selfcheck_no_record")
    return (None, problems) if problems else (records, {})


def _field(text: str, field: FactSpec, as_of: date) -> object:
    if field.type is FactType.FLAG:
        return _one_of(Typed((text,)), _FLAGS)
    if field.type is FactType.CHOICE:
        return _one_of(Typed((text,)), {option: option for option in field.options})
    return _written(text, field, as_of)
