"""From what was read to what is filed: personal data apart, nominees with their awards, files kept."""

from collections.abc import Iterator, Mapping
from typing import Any

from jianyou.actions.filing import Sent, SentEntry, SentFile
from jianyou.actions.uploads import keep_upload
from jianyou.domain.annexes.nominees import name_key
from jianyou.domain.annexes.schema import AnnexSchema, ColumnKind
from jianyou.domain.calls.call import Call
from jianyou.terms.finding import Finding
from jianyou.web.public.reading import Reading, ReadRow, finding_as_plain
from jianyou.web.public.spool import Spooled

CHANNEL = "web"
LONGEST_NAME = 300
_PERSONAL_KINDS = (ColumnKind.CONTACT, ColumnKind.PHONE)
_PERSONAL_HEADER = frozenset({"contact", "phone"})
_MASK = "…"


def sent_of(spooled: Spooled, call: Call) -> Sent:
    """The filing as the action takes it; its files are kept now, the call decides afterwards."""
    reading, columns = spooled.reading, personal_columns(call.annex)
    personal = dict(_personal(reading, columns))
    content: dict[str, Any] = {
        "header": {key: text for key, text in reading.header.items() if key not in _PERSONAL_HEADER},
        "rows": [
            {key: text for key, text in row.values.items() if key not in columns} for row in reading.rows
        ],
    }
    return Sent(
        token=spooled.token,
        filer=spooled.filer,
        channel=CHANNEL,
        content=content,
        findings=tuple(finding_as_plain(one, _params(one, columns, personal)) for one in reading.findings),
        entries=tuple(_entry(row, call) for row in reading.rows),
        files=tuple(_files(spooled)),
        personal=personal,
    )


def personal_columns(schema: AnnexSchema) -> frozenset[str]:
    """The keys of the columns that hold somebody's contact or phone."""
    return frozenset(column.key for column in schema.columns if column.kind in _PERSONAL_KINDS)


def _personal(reading: Reading, columns: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Values by field: entry 0 is the header line."""
    for key, text in reading.header.items():
        if key in _PERSONAL_HEADER and text:
            yield f"0.{key}", text
    for row in reading.rows:
        for key in sorted(columns):
            if row.values.get(key):
                yield f"{row.number}.{key}"[:40], row.values[key]


def _params(one: Finding, columns: frozenset[str], personal: Mapping[str, str]) -> Mapping[str, Any]:
    """The parameters of a finding; texts that could quote somebody's contact or phone are masked."""
    about = one.column in columns or one.column in _PERSONAL_HEADER
    values = [value for value in personal.values() if len(value) > 1]

    def masked(param: Any) -> Any:
        if not isinstance(param, str):
            return param
        quoted = len(param) > 1 and any(param in value or value in param for value in values)
        return _MASK if about or quoted else param

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


def _files(spooled: Spooled) -> Iterator[SentFile]:
    yield keep_upload(name=spooled.form, data=spooled.data("form"), purpose="form")
    if spooled.scan:
        yield keep_upload(name=spooled.scan, data=spooled.data("scan"), purpose="sealed_scan")
