"""The official table of a filing as a page shows it: findings at their cells, personal data hidden."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from jianyou.domain.annexes.reading import finding_of
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.queries.office_filing import OfficeFiling, VersionView
from jianyou.terms.finding import Finding
from jianyou.terms.lang import Lang
from jianyou.web.components.answers import Answers, answers_of

_LONGEST_FIELD = 40


@dataclass(frozen=True, slots=True)
class _Entry:
    number: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its personal data in their places, as far as they were told."""

    header: Mapping[str, str]
    rows: tuple[_Entry, ...]
    findings: tuple[Finding, ...]


def values_of(view: OfficeFiling, personal: Mapping[str, str]) -> Table:
    """The newest version's table, with these personal data by field."""
    version, schema = view.newest, view.schema
    hidden = [one.key for one in schema.header if one.personal]
    header = {key: personal.get(f"0.{key}"[:_LONGEST_FIELD], "") for key in hidden}
    columns = [column.key for column in schema.columns if column.personal]
    rows = tuple(
        _Entry(
            number, {**row, **{key: personal.get(f"{number}.{key}"[:_LONGEST_FIELD], "") for key in columns}}
        )
        for number, row in enumerate(version.rows, 1)
    )
    findings = tuple(finding_of(plain) for plain in version.findings)
    return Table({**version.header, **header}, rows, findings)


def table_of(view: OfficeFiling, lang: Lang, shown: Mapping[str, str] | None = None) -> Answers:
    """The newest version's table; personal data is hidden but for the fields in `shown`."""
    personal = {field: _hidden() for field in view.personal} | dict(shown or {})
    return answers_of(values_of(view, personal), view.schema, lang)


def _hidden() -> str:
    return gettext("（已隐藏）")


@dataclass(frozen=True, slots=True)
class Change:
    """A value that differs between two versions; entry 0 is the header line."""

    entry: int
    title: str
    was: str
    now: str


def changes_between(
    earlier: VersionView, later: VersionView, schema: AnnexSchema, only: int | None = None
) -> tuple[Change, ...]:
    """What differs, in the order of the table; `only` that entry where one is given."""
    return tuple(each for each in _changes(earlier, later, schema) if only is None or each.entry == only)


def _changes(earlier: VersionView, later: VersionView, schema: AnnexSchema) -> Iterator[Change]:
    for field in schema.header:
        was, now = earlier.header.get(field.key, ""), later.header.get(field.key, "")
        if was != now:
            yield Change(0, field.label, was, now)
    for number in range(1, max(len(earlier.rows), len(later.rows)) + 1):
        old, new = _row(earlier, number), _row(later, number)
        for column in schema.columns:
            was, now = old.get(column.key, ""), new.get(column.key, "")
            if was != now:
                yield Change(number, column.title, was, now)


def _row(version: VersionView, number: int) -> Mapping[str, str]:
    return version.rows[number - 1] if number <= len(version.rows) else {}
