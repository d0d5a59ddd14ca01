"""Forms as JSON, one after another, so that any number of them stays flat in memory."""

import json
import re
import sys
from collections.abc import Mapping
from typing import Any, TextIO

from jianyou.domain.annexes.records import Form, FormStatus, Row, Value
from jianyou.domain.annexes.schema import AnnexSchema, ColumnKind
from jianyou.terms.finding import Finding
from jianyou.terms.lang import Lang

_HALF_PAIR = re.compile("[\ud800-\udfff]")
"""The bytes of a file name that isn't UTF-8, as Python carries them; JSON writes them as escapes."""


class JsonReport:
    """Writes `{"files": [...]}`; close it even after a failure, so that the text stays JSON."""

    def __init__(self, stream: TextIO, schema: AnnexSchema, lang: Lang) -> None:
        self._stream = stream
        self._schema = schema
        self._lang = lang
        self._count = 0
        self._stream.write('{"files": [')

    def form(self, form: Form) -> None:
        """Writes one form."""
        self._stream.write(",\n" if self._count else "\n")
        self._stream.write(to_json(form_as_dict(form, self._schema, self._lang)))
        self._count += 1

    def close(self) -> None:
        """Ends the list."""
        self._stream.write("\n]}\n")


def to_json(data: object, *, indent: int | None = None) -> str:
    """JSON text in plain characters, valid whatever file names it holds."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    return _HALF_PAIR.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def print_json(data: object, *, indent: int = 1) -> None:
    """Prints the data as JSON, in UTF-8 whatever the console speaks."""
    speak_utf8()
    print(to_json(data, indent=indent))


def speak_utf8() -> None:
    """Has standard output take any character, as JSON must."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8")


def form_as_dict(form: Form, schema: AnnexSchema, lang: Lang) -> dict[str, Any]:
    """A form by the keys that `form check --json` promises."""
    keys = [column.key for column in schema.columns if column.kind is not ColumnKind.SERIAL]
    scan = {"scan_of": form.scan_of} if form.status is FormStatus.SEALED_SCAN else {}
    return {
        "file": form.file,
        "status": form.status.value,
        **scan,
        "reason": form.reason.text(lang) if form.reason else None,
        "header": {field.key: _text(form.header, field.key) for field in schema.header},
        "rows": [_row_as_dict(row, keys) for row in form.rows],
        "findings": [_finding_as_dict(finding, lang) for finding in form.findings],
    }


def _row_as_dict(row: Row, keys: list[str]) -> dict[str, Any]:
    return {**{key: _text(row.values, key) for key in keys}, "parsed": row.parsed}


def _text(values: Mapping[str, Value], key: str) -> str | None:
    """The text as written; None where the form has no such cell at all."""
    value = values.get(key)
    return value.text if value else None


def _finding_as_dict(finding: Finding, lang: Lang) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "row": finding.row,
        "column": finding.column,
        "place": {**finding.place.as_dict(), "text": finding.place.text(lang)},
        "message": finding.text(lang),
    }
