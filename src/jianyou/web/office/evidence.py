"""What the review pane shows of one entry: its row with counts and changes, and forms for single facts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from jianyou.actions.acting import LONGEST_TEXT
from jianyou.codes.wordcount import count
from jianyou.domain.annexes.reading import finding_of
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.eligibility.facts import FactType
from jianyou.queries.office_filing import EntryView, OfficeFiling
from jianyou.queries.review import FactAsked, FieldAsked
from jianyou.terms.finding import Finding, Refused
from jianyou.terms.lang import Lang
from jianyou.web.components.answers import Answers, Cell, answers_of
from jianyou.web.components.moments import moment_typed
from jianyou.web.office.table import Change

VALUE, SOURCE, ON, NOTE = "value", "source", "on", "note"
THERE_ARE, THERE_ARE_NONE = "some", "none"
ROWS = 3
"""Records that a form takes at once."""
LONGEST_VALUE = 500
_LONGEST_FIELD = 100


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _OneRow:
    """A table of one entry, which keeps its number."""

    header: Mapping[str, str]
    rows: tuple[_Row, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class EvidenceCell:
    """A value with what was found in it, how long it is where its length counts, and what it was before.

    `words` and `limit` are 字, None where no limit is set; `change` is the difference that is shown.
    """

    cell: Cell
    words: int | None
    limit: int | None
    change: Change | None

    @property
    def over(self) -> bool:
        """Whether it is longer than it may be."""
        return self.words is not None and self.limit is not None and self.words > self.limit


def table_of_one(view: OfficeFiling, entry: EntryView, lang: Lang, shown: Mapping[str, str]) -> Answers:
    """The entry's row and the header line; personal data is hidden but for the fields in `shown`."""
    version, schema, at = view.newest, view.schema, entry.ordinal
    hidden = dict.fromkeys(view.personal, gettext("（已隐藏）")) | dict(shown)
    row = dict(version.rows[at - 1]) if at <= len(version.rows) else {}
    row |= {column.key: hidden.get(f"{at}.{column.key}", "") for column in schema.columns if column.personal}
    header = {**version.header} | {
        one.key: hidden.get(f"0.{one.key}", "") for one in schema.header if one.personal
    }
    findings = tuple(finding_of(plain) for plain in version.findings if plain["row"] in (at, 0, None))
    return answers_of(_OneRow(header, (_Row(at, row),), findings), schema, lang)


def cells_of(table: Answers, schema: AnnexSchema, changes: Sequence[Change]) -> Iterator[EvidenceCell]:
    """The cells of the entry in the order of the official table."""
    columns = {f"c-{table.entries[0].number}-{column.key}": column for column in schema.columns}
    changed = {change.title: change for change in changes}
    for cell in table.entries[0].cells:
        limit = columns[cell.anchor].limit
        words = count(cell.text).words if limit else None
        yield EvidenceCell(cell, words, limit.characters if limit else None, changed.get(cell.title))


@dataclass(frozen=True, slots=True)
class FactForm:
    """What stands in the form of a fact: texts by field, and what is wrong by field."""

    asked: FactAsked
    texts: Mapping[str, str]
    problems: Mapping[str, Refused] = field(default_factory=dict)

    @property
    def more(self) -> bool:
        """Whether something stands in a record after the first."""
        return any(text for name, text in self.texts.items() if name[:2] in ("r2", "r3"))

    @property
    def rows(self) -> list[list[tuple[FieldAsked, str, str, Refused | None]]]:
        """The fields of each record, with id, text and problem."""
        return [
            [
                (
                    one,
                    f"r{at}-{one.name}",
                    self.texts.get(f"r{at}-{one.name}", ""),
                    self.problems.get(f"r{at}-{one.name}"),
                )
                for one in self.asked.fields
            ]
            for at in range(1, ROWS + 1)
        ]


@dataclass(frozen=True, slots=True)
class FactTyped:
    """A fact as typed: its value as `domain.eligibility.values` reads it, who says so, and when."""

    value: object
    source: str
    on: date | None
    note: str


def fact_form(asked: FactAsked, today: date) -> FactForm:
    """The empty form; the day is today's until another is given."""
    return FactForm(asked, {ON: today.isoformat()})


def fact_typed(asked: FactAsked, posted: QueryDict) -> tuple[FactTyped, FactForm]:
    """What a browser sent, and the form with it; its problems stand by field."""
    texts = {
        name: fit_text(text, lines=name == NOTE)[: 2 * LONGEST_TEXT] for name, text in _fields(asked, posted)
    }
    problems: dict[str, Refused] = {}
    value = _value(asked, posted, texts, problems)
    day = None
    try:
        day = moment_typed(f"{texts[ON]} 00:00").date() if texts[ON] else None
    except Refused:
        problems[ON] = Refused("fact_day_unread", written=texts[ON][:40])
    if not texts[SOURCE]:
        problems[SOURCE] = Refused("fact_source_missing")
    return FactTyped(value, texts[SOURCE], day, texts[NOTE]), FactForm(asked, texts, problems)


def _fields(asked: FactAsked, posted: QueryDict) -> Iterator[tuple[str, str]]:
    for name in (VALUE, SOURCE, ON, NOTE):
        yield name, posted.get(name, "")
    for at in range(1, ROWS + 1):
        for one in asked.fields:
            yield f"r{at}-{one.name}", posted.get(f"r{at}-{one.name}", "")


def _value(
    asked: FactAsked, posted: QueryDict, texts: Mapping[str, str], problems: dict[str, Refused]
) -> object:
    if asked.type == FactType.RECORDS:
        return _records(asked, texts, problems)
    if asked.type == FactType.CHOICES:
        known = {option for option, _ in asked.options}
        chosen = [one for one in posted.getlist(VALUE) if one in known]
        if not chosen and THERE_ARE_NONE not in posted.getlist(VALUE):
            problems[VALUE] = Refused("fact_value_missing")
        return chosen
    if not texts[VALUE] or (asked.options and texts[VALUE] not in dict(asked.options)):
        problems[VALUE] = Refused("fact_value_missing")
    return texts[VALUE][:LONGEST_VALUE]


def _records(asked: FactAsked, texts: Mapping[str, str], problems: dict[str, Refused]) -> object:
    """The records that were filled in; each field must be understood by itself."""
    records: list[dict[str, Any]] = []
    for at in range(1, ROWS + 1):
        told = {one.name: texts[f"r{at}-{one.name}"][:_LONGEST_FIELD] for one in asked.fields}
        if any(told.values()):
            records.append({name: text for name, text in told.items() if text})
    if texts[VALUE] == THERE_ARE_NONE and not records:
        return []
    if texts[VALUE] == THERE_ARE and records:
        return records
    problems[VALUE] = Refused("fact_records_unclear" if records or texts[VALUE] else "fact_value_missing")
    return records
