"""What a filled form becomes: values with their cells, rows, findings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from jianyou.officefiles.model import FileKind
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.message import Message
from jianyou.terms.place import Place


class Value(NamedTuple):
    """A value as written in its cell, outer white space aside."""

    text: str
    place: Place


@dataclass(slots=True)
class Row:
    """One entry of a form. `number` counts the form's entries from 1, `values` go by column key.

    A column that the form does not have is absent from `values`. `parsed` holds, by column key,
    what was understood of a value, as plain data for JSON; what was not understood is absent.
    """

    number: int
    place: Place
    values: dict[str, Value]
    parsed: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """The value's text, empty where the form lacks the column."""
        value = self.values.get(key)
        return value.text if value else ""


class FormStatus(StrEnum):
    """A file is read whole as a form, rejected with one reason, or goes with another file's form.

    A sealed scan is a picture, a scan or a printed copy that belongs to a form which was read:
    nothing of it goes into the master table, and nothing is wrong with it.
    """

    READ = "read"
    REJECTED = "rejected"
    SEALED_SCAN = "sealed_scan"


@dataclass(slots=True)
class Form:
    """One file after intake: read (header, rows, findings), rejected (reason) or a sealed scan.

    `kind` is None where not even that could be told. `text` is what can be read on a paper without
    a table (a scan's text layer), to find whose it is. `scan_of` is the file whose form a sealed
    scan belongs to, `container` the archive or mail that the file came in.
    """

    file: str
    status: FormStatus
    reason: Message | None = None
    header: dict[str, Value] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    kind: FileKind | None = None
    text: str = ""
    scan_of: str = ""
    container: str = ""

    def count(self, severity: Severity) -> int:
        """How many findings of that severity the form has."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def has_errors(self) -> bool:
        """Whether the form was rejected or has a finding that must be mended."""
        return self.status is FormStatus.REJECTED or self.count(Severity.ERROR) > 0
