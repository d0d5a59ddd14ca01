"""Facts as JSON or a register's row tell them, made canonical in one place for every path.

Absent and null mean unknown, an empty list means known to be none. What can't be understood is unknown
and noted; nothing is guessed, and nothing raises, whatever was given.
"""

import difflib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from jianyou.domain.eligibility.facts import COMMON_FACTS, PARENT, Facts, FactSpec, Known
from jianyou.domain.eligibility.pack import Basis
from jianyou.domain.eligibility.values import read_value
from jianyou.domain.eligibility.values_dates import read_day
from jianyou.domain.eligibility.values_labels import fact_label, field_label
from jianyou.domain.eligibility.values_notes import Notes
from jianyou.domain.eligibility.values_text import cleaned, folded, shown
from jianyou.domain.eligibility.values_words import NO, YES
from jianyou.terms.clause import parse_clause
from jianyou.terms.finding import Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import NO_PARAMS, Param, say

MOST_KEYS = 500
LONGEST_SOURCE = 200
_WRAPPED = frozenset({"value", "source", "on"})
_SAID = frozenset({Basis.DECLARED.value, Basis.JUDGED.value})
_LONGEST_KEY = 100
_ALIKE = 0.7


class DataFinding(NamedTuple):
    """What was wrong, or not plain, in a fact as given.

    `fact` is its path: `accidents.2.severity`, `parent.region`, `declared.excellence`; empty for the
    whole. An error or warning leaves something unknown or doubtful, an info says how it was understood.
    """

    code: str
    fact: str
    params: Mapping[str, Param] = NO_PARAMS
    severity: Severity = Severity.WARNING
    label: tuple[str, str] = ("", "")

    def text(self, lang: Lang = Lang.ZH) -> str:
        """What is wrong and what to do, the fact's name first."""
        said = say(self.code, self.params, lang)
        label = self.label[0 if lang is Lang.ZH else 1]
        return say("facts_about", {"label": label, "said": said}, lang) if label else said

    def as_dict(self, lang: Lang = Lang.ZH) -> dict[str, object]:
        """The finding for JSON."""
        return {
            "code": self.code,
            "fact": self.fact,
            "severity": self.severity.value,
            "params": dict(self.params),
            "message": self.text(lang),
        }


class Normalized(NamedTuple):
    """A nominee's facts, and what was found in them as given."""

    facts: Facts
    findings: tuple[DataFinding, ...]


def normalize(
    raw: Mapping[str, object], specs: Mapping[str, FactSpec] = COMMON_FACTS, as_of: date | None = None
) -> Normalized:
    """A nominee's facts by name, with `parent`, `declared` and `judged`, made canonical.

    `specs` are the facts that may be given: those of a pack are `pack.facts`. The facts of a parent and
    what was declared or judged may also stand flat: `parent.region`, `declared.excellence`.
    """
    reader = _Reader(specs, as_of)
    reader.read(raw)
    reader.compare_days()
    return Normalized(Facts(reader.known, reader.said), tuple(reader.findings()))


class _Reader:
    """Gathers what one nominee's facts tell."""

    def __init__(self, specs: Mapping[str, FactSpec], as_of: date | None) -> None:
        self.known: dict[str, Known] = {}
        self.said: dict[tuple[str, str], bool] = {}
        self._specs = specs
        self._as_of = as_of
        self._notes = Notes(as_of=as_of)

    def read(self, raw: object) -> None:
        if not isinstance(raw, Mapping):
            self._notes.warn("facts_not_object", written=shown(raw))
            return
        for name, given in self._items(raw):
            first, _, rest = name.partition(".")
            if name in {"parent", *_SAID}:
                self._group(name, given)
            elif first in _SAID:
                self._answer(first, rest, given)
            else:
                self._fact(name.removeprefix(PARENT), given, PARENT if first == "parent" else "")

    def findings(self) -> Iterator[DataFinding]:
        for note in self._notes.notes:
            label = self._label(note.path, Lang.ZH), self._label(note.path, Lang.EN)
            yield DataFinding(note.message.code, note.path, note.message.params, note.severity, label)
        if self._notes.dropped:
            yield DataFinding("facts_more", "", {"count": self._notes.dropped})

    def compare_days(self) -> None:
        """Days of one nominee that don't fit together."""
        founded, working = (self._day(name) for name in ("established_on", "in_operation_since"))
        if founded and working and working < founded:
            with self._notes.within("in_operation_since"):
                self._notes.warn(
                    "facts_operation_before_founding",
                    founded=founded.isoformat(),
                    working=working.isoformat(),
                )

    def _day(self, name: str) -> date | None:
        value = self.known[name].value if name in self.known else None
        return value if isinstance(value, date) else None

    def _items(self, raw: Mapping[object, object]) -> Iterator[tuple[str, object]]:
        for number, (name, given) in enumerate(raw.items()):
            if number == MOST_KEYS:
                self._notes.warn("facts_too_many", most=MOST_KEYS)
                return
            yield (name if isinstance(name, str) else shown(name)), given

    def _group(self, group: str, given: object) -> None:
        if given is None:
            return
        with self._notes.within(group):
            if not isinstance(given, Mapping):
                self._notes.warn("facts_not_object", written=shown(given))
                return
        for name, value in self._items(given):
            if group == "parent":
                self._fact(name, value, PARENT)
            else:
                self._answer(group, name, value)

    def _answer(self, basis: str, name: str, given: object) -> None:
        """What was declared or judged: by code, by clause in any spelling, or for all."""
        clause = parse_clause(folded(name[:_LONGEST_KEY]).translate(_BRACKETS).replace(" ", ""))
        key = basis, str(clause) if clause else folded(name[:_LONGEST_KEY])
        value, _, _ = self._unwrapped(given)
        if value is None:
            return
        with self._notes.within(f"{basis}.{shown(name)}"):
            word = value if isinstance(value, bool) else _ANSWERS.get(folded(shown(value)).casefold())
            if word is None:
                self._notes.warn("value_not_flag", written=shown(value))
            elif key in self.said:
                self._notes.warn("facts_twice", written=shown(name))
            else:
                self.said[key] = word

    def _fact(self, name: str, given: object, prefix: str) -> None:
        spec = self._specs.get(name)
        with self._notes.within(prefix + (name if spec else shown(name))):
            if spec is None:
                self._no_such(name, () if prefix else ("parent", *_SAID))
                return
            raw, source, on = self._unwrapped(given)
            value = read_value(spec, raw, self._notes)
            if value is None:
                return
            if prefix + name in self.known:
                self._notes.warn("facts_twice", written=name)
                return
            self.known[prefix + name] = Known(value, source, on)

    def _unwrapped(self, given: object) -> tuple[object, str, date | None]:
        """A value with its source and day: `{value, source, on}`, or the value alone."""
        if not (isinstance(given, Mapping) and "value" in given and _WRAPPED.issuperset(given)):
            return given, "", None
        source = given.get("source")
        on = given.get("on")
        with self._notes.within("on"):
            day = None if on in (None, "") else read_day("on", on, self._notes)
        return given["value"], cleaned(str(source)[:LONGEST_SOURCE]) if isinstance(source, str) else "", day

    def _no_such(self, name: str, others: tuple[str, ...]) -> None:
        labels = {fact_label(each, spec, Lang.ZH): each for each, spec in self._specs.items()}
        names = [*self._specs, *labels, *others]
        near = difflib.get_close_matches(name[:_LONGEST_KEY], names, 1, _ALIKE)
        if near:
            self._notes.warn("facts_no_such_near", written=shown(name), near=labels.get(near[0], near[0]))
        else:
            self._notes.warn("facts_no_such", written=shown(name))

    def _label(self, path: str, lang: Lang) -> str:
        """The fact that a path leads to, in words: `事故记录第2条·等级`."""
        bare = path.removeprefix(PARENT)
        name, _, rest = bare.partition(".")
        spec = self._specs.get(name)
        if spec is None:
            return shown(path) if path.partition(".")[0] in _SAID else ""
        label = fact_label(PARENT + name if bare != path else name, spec, lang)
        number, _, inner = rest.partition(".")
        if not number.isdecimal():
            return label
        field = next((each for each in spec.fields if each.name == inner), None)
        words = field_label(name, field, lang) if field else ""
        code = "facts_field_of_record" if words else "facts_record"
        return say(code, {"label": label, "number": int(number), "field": words}, lang)


_BRACKETS = str.maketrans("()", "（）")
_ANSWERS = {**dict.fromkeys(YES, True), **dict.fromkeys(NO, False)}
