"""From what was read to what is filed: personal data apart, nominees with their awards."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from jianyou.actions.filing import Sent, SentEntry, SentFile
from jianyou.codes.names import name_key
from jianyou.domain.annexes.reading import Reading, ReadRow, finding_as_plain
from jianyou.domain.annexes.schema import AnnexSchema, ColumnKind
from jianyou.domain.calls.call import Call
from jianyou.terms.finding import Finding

LONGEST_NAME = 300
_MASK = "…"


def handed_in(
    reading: Reading,
    call: Call,
    *,
    filer: str,
    channel: str,
    token: uuid.UUID,
    files: Iterable[SentFile] = (),
) -> Sent:
    """The filing as the actions take it."""
    header, columns = _personal_keys(call.annex)
    personal = dict(_personal(reading, header, columns))
    titles = {one.label for one in call.annex.header} | {one.title for one in call.annex.columns}
    content: dict[str, Any] = {
        "header": {key: text for key, text in reading.header.items() if key not in header},
        "rows": [
            {key: text for key, text in row.values.items() if key not in columns} for row in reading.rows
        ],
    }
    return Sent(
        token=token,
        filer=filer,
        channel=channel,
        content=content,
        findings=tuple(
            finding_as_plain(one, _params(one, header | columns, personal, titles))
            for one in reading.findings
        ),
        entries=tuple(_entry(row, call) for row in reading.rows),
        files=tuple(files),
        personal=personal,
    )


def _personal_keys(schema: AnnexSchema) -> tuple[frozenset[str], frozenset[str]]:
    """The keys of the header line and of the columns that hold what nobody publishes."""
    return (
        frozenset(field.key for field in schema.header if field.personal),
        frozenset(column.key for column in schema.columns if column.personal),
    )


def _personal(reading: Reading, header: frozenset[str], columns: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Values by field: entry 0 is the header line."""
    for key, text in reading.header.items():
        if key in header and text:
            yield f"0.{key}", text
    for row in reading.rows:
        for key in sorted(columns):
            if row.values.get(key):
                yield f"{row.number}.{key}"[:40], row.values[key]


def _params(
    one: Finding, about: frozenset[str], personal: Mapping[str, str], titles: AbstractSet[str]
) -> Mapping[str, Any]:
    """The parameters of a finding; texts that could quote somebody's contact or phone are masked.

    What the annex itself calls a column tells nothing of anybody.
    """
    values = [value for value in personal.values() if len(value) > 1]

    def masked(param: Any) -> Any:
        if not isinstance(param, str) or param in titles:
            return param
        quoted = len(param) > 1 and any(param in value or value in param for value in values)
        return _MASK if one.column in about or quoted else param

    return {name: masked(param) for name, param in one.params.items()}


def _entry(row: ReadRow, call: Call) -> SentEntry:
    name = " ".join(row.values.get(call.annex.name_column.key, "").split())
    willing = {award.key: _willing(row, call, award.name) for award in call.awards}
    return SentEntry(name[:LONGEST_NAME], name_key(name)[:LONGEST_NAME], willing)


def _willing(row: ReadRow, call: Call, award: str) -> bool | None:
    """The stated willingness for the award that a yes-or-no column names; unknown for all others."""
    for column in call.annex.columns:
        if column.kind is ColumnKind.YES_NO and award in column.title:
            return row.answers.get(column.key)
    return None
