"""One raw value of a fact, from JSON or a register, made canonical; what can't be is unknown, and said.

Read as unknown without a remark: nothing, NaN, and texts such as `-`, `N/A`, 不详. 无 says that lists of
records and of choices are empty; for any other fact it's unclear, so the fact stays unknown with a remark.
"""

import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from jianyou.domain.eligibility.facts import FactSpec, FactType, Plain, Record, Value
from jianyou.domain.eligibility.values_codes import read_code, read_credit_code
from jianyou.domain.eligibility.values_dates import read_day
from jianyou.domain.eligibility.values_labels import option_label, option_words
from jianyou.domain.eligibility.values_notes import Note, Notes
from jianyou.domain.eligibility.values_text import cleaned, folded, shown
from jianyou.domain.eligibility.values_words import EMPTY, MONEY, NO, NO_RECORDS, OPTIONS, YES
from jianyou.terms.lang import Lang
from jianyou.terms.message import NO_PARAMS, Param

MOST_RECORDS = 10_000
LONGEST_TEXT = 1_000
LONGEST_JSON = 1_000_000

_NUMBER = re.compile(
    r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,30})(?:\.\d{1,30})?(?:[eE][+-]?\d{1,3})?) ?(\D{0,10})", re.ASCII
)
_SEPARATORS = re.compile(r"[、，,;；|/\n]+")
_LISTS = (FactType.CHOICES, FactType.RECORDS)


class Normal(NamedTuple):
    """A canonical value, None where it is unknown, with the notes on it.

    `code` and `params` are those of the first note. Nothing at all: the value is empty (None) or plainly
    understood. A code with None: nothing could be made of it. A code with a value: look at it once more.
    """

    value: Value | None
    notes: tuple[Note, ...] = ()

    @property
    def code(self) -> str:
        """The message code of the first note, empty without any."""
        return self.notes[0].message.code if self.notes else ""

    @property
    def params(self) -> Mapping[str, Param]:
        """The parameters of the first note."""
        return self.notes[0].message.params if self.notes else NO_PARAMS


def normal_value(spec: FactSpec, raw: object, as_of: date | None = None) -> Normal:
    """One value of a fact made canonical; never raises, whatever `raw` is.

    `as_of` is the day that districts go by and that dates of the past are compared with.
    """
    notes = Notes(as_of=as_of)
    value = read_value(spec, raw, notes)
    return Normal(value, tuple(notes.notes))


def read_value(spec: FactSpec, raw: object, notes: Notes, within: str = "") -> Value | None:
    """One value of a fact, or of a field of the records of the fact `within`."""
    if raw is None or (isinstance(raw, float) and math.isnan(raw)):
        return None
    if isinstance(raw, str) and len(raw) < 20:
        word = folded(raw).casefold()
        if word in NO_RECORDS and spec.type in _LISTS:
            return ()
        if word == "无":
            notes.warn("value_none_unclear", written=word)
            return None
        if word in EMPTY:
            return None
    return _READERS[spec.type](spec, raw, notes, within)


def _flag(_spec: FactSpec, raw: object, notes: Notes, _within: str) -> bool | None:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, (str, int, float)):
        word = folded(shown(raw)).casefold()
        if word in YES or word in NO:
            return word in YES
    notes.warn("value_not_flag", written=shown(raw))
    return None


def _day(spec: FactSpec, raw: object, notes: Notes, _within: str) -> date | None:
    return read_day(spec.name, raw, notes)


def _number(spec: FactSpec, raw: object, notes: Notes, _within: str) -> float | None:
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        number = float(raw) if abs(raw) < 10**300 else math.inf
        if math.isfinite(number):
            return number
    elif isinstance(raw, str) and (found := _NUMBER.fullmatch(folded(raw[:LONGEST_TEXT]))):
        number = float(found[1].replace(",", ""))
        units = _units(found[2].strip(), spec.unit)
        if units is None:
            notes.warn("value_other_unit", written=shown(raw), unit=spec.unit or "-")
            return None
        number = number * units[0] / units[1]
        if math.isfinite(number):
            return number
    notes.warn("value_not_number", written=shown(raw))
    return None


def _units(unit: str, own: str) -> tuple[int, int] | None:
    """How much the written unit and the wanted one are worth, None where they don't compare."""
    if unit in ("", own):
        return 1, 1
    written = unit if unit.endswith("元") else unit + "元"
    return (MONEY[written], MONEY[own]) if own in MONEY and written in MONEY else None


def _choice(spec: FactSpec, raw: object, notes: Notes, within: str) -> str | None:
    path = f"{within}.{spec.name}" if within else spec.name
    if isinstance(raw, str):
        option = _options(path, spec.options).get(_option_key(raw[:LONGEST_TEXT]))
        if option is not None or not spec.options:
            return option or folded(raw)
    options = "、".join(option_words(path, option, Lang.ZH) for option in spec.options)
    notes.warn("value_not_option", written=shown(raw), options=options)
    return None


def _option_key(text: str) -> str:
    return folded(text).casefold().replace(" ", "").replace("其它", "其他")


@cache
def _options(path: str, options: tuple[str, ...]) -> Mapping[str, str]:
    """Every way to write an option, folded, with the option."""
    words: dict[str, str] = dict(OPTIONS.get(path, {}))
    for option in options:
        for word in (*(option_label(path, option, lang) for lang in Lang), option):
            words[word] = option
    return {_option_key(word): option for word, option in words.items()}


def _code(spec: FactSpec, raw: object, notes: Notes, _within: str) -> str | None:
    return read_code(spec.name, raw, notes) or None


def _text(spec: FactSpec, raw: object, notes: Notes, within: str) -> str | None:
    """A text in half width; a name stays as it is written."""
    if isinstance(raw, bool) or not isinstance(raw, (str, int, float)):
        notes.warn("value_not_text", written=shown(raw))
        return None
    text = raw if isinstance(raw, str) else shown(raw)
    if len(text) > LONGEST_TEXT:
        notes.warn("value_too_long", written=shown(text), most=LONGEST_TEXT)
        return None
    if spec.name == "uscc" and not within:
        return read_credit_code(folded(text), notes)
    return (cleaned(text) if spec.name == "name" else folded(text)) or None


def _choices(spec: FactSpec, raw: object, notes: Notes, within: str) -> tuple[str, ...] | None:
    given = raw
    if isinstance(raw, str):
        parts = [part for part in _SEPARATORS.split(raw[:LONGEST_JSON]) if part.strip()]
        given = _listed(raw) if raw.lstrip().startswith("[") else parts or None
    if not isinstance(given, (list, tuple)):
        notes.warn("value_not_list", written=shown(raw))
        return None
    if len(given) > MOST_RECORDS:
        notes.warn("value_too_many", most=MOST_RECORDS)
        return None
    read = [_choice(spec, each, notes, within) for each in given]
    known = {option for option in read if option is not None}
    return tuple(sorted(known)) if None not in read else None


def _records(spec: FactSpec, raw: object, notes: Notes, _within: str) -> tuple[Record, ...] | None:
    """Records with the fields that are known; one that can't be read leaves the whole list unknown."""
    given = _listed(raw) if isinstance(raw, str) else raw
    if isinstance(given, Mapping):
        given = [given]
    if not isinstance(given, (list, tuple)):
        known = "、".join(field.name for field in spec.fields)
        notes.warn("value_not_records", written=shown(raw), known=known)
        return None
    if len(given) > MOST_RECORDS:
        notes.warn("value_too_many", most=MOST_RECORDS)
        return None
    records = []
    for number, record in enumerate(given, 1):
        with notes.within(str(number)):
            if record is not None and not isinstance(record, Mapping):
                notes.warn("value_not_record", written=shown(record))
                return None
            records.append(_record(spec, record or {}, notes))
    return tuple(records)


def _record(spec: FactSpec, raw: Mapping[object, object], notes: Notes) -> Record:
    fields = {field.name: field for field in spec.fields}
    record: dict[str, Plain] = {}
    for name, given in raw.items():
        field = fields.get(name) if isinstance(name, str) else None
        if field is None:
            notes.warn("value_no_field", written=shown(name), known="、".join(fields))
            continue
        with notes.within(field.name):
            value = read_value(field, given, notes, spec.name)
        if value is not None and not isinstance(value, tuple):
            record[field.name] = value
    since, until = record.get("since"), record.get("until")
    if isinstance(since, date) and isinstance(until, date) and until < since:
        notes.warn("value_until_before_since", since=since.isoformat(), until=until.isoformat())
    return record


def _listed(text: str) -> object:
    """What a JSON text holds, None where it can't be read."""
    try:
        return json.loads(text) if len(text) <= LONGEST_JSON else None
    except (ValueError, RecursionError):
        return None


_Reader = Callable[[FactSpec, object, Notes, str], Value | None]
_READERS: Mapping[FactType, _Reader] = {
    FactType.FLAG: _flag,
    FactType.DATE: _day,
    FactType.NUMBER: _number,
    FactType.CHOICE: _choice,
    FactType.CODE: _code,
    FactType.TEXT: _text,
    FactType.CHOICES: _choices,
    FactType.RECORDS: _records,
}
