"""What a form says and what the formal check found in it, as plain data that can be kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jianyou.domain.annexes.records import Form
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.place import Place

MOST_ENTRIES = 300
"""Entries of one form."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One entry as written, by column key, and the answers understood of yes-or-no columns."""

    number: int
    values: Mapping[str, str]
    answers: Mapping[str, bool | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """A form that was read: header and rows as written, and what the formal check found."""

    header: Mapping[str, str]
    rows: tuple[ReadRow, ...]
    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """How many findings of that severity there are."""
        return sum(one.severity is severity for one in self.findings)

    def as_plain(self) -> dict[str, Any]:
        """The same for JSON."""
        return {
            "header": dict(self.header),
            "rows": [
                {"number": row.number, "values": dict(row.values), "answers": dict(row.answers)}
                for row in self.rows
            ],
            "findings": [finding_as_plain(one, one.params) for one in self.findings],
        }


def reading_of(plain: Mapping[str, Any]) -> Reading:
    """The reading that was written so by `as_plain`."""
    return Reading(
        plain["header"],
        tuple(ReadRow(row["number"], row["values"], row["answers"]) for row in plain["rows"]),
        tuple(finding_of(one) for one in plain["findings"]),
    )


def as_read(form: Form) -> Reading:
    """What was read and checked, as any database keeps it."""
    return Reading(
        {key: clean(value.text) for key, value in form.header.items()},
        tuple(
            ReadRow(
                row.number,
                {key: clean(value.text) for key, value in row.values.items()},
                {key: told["answer"] for key, told in row.parsed.items() if "answer" in told},
            )
            for row in form.rows
        ),
        tuple(one._replace(params=dict(_clean_params(one.params))) for one in form.findings),
    )


def clean(text: str) -> str:
    """The text as any database keeps it: no NUL, no half of a surrogate pair."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _clean_params(params: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in params.items():
        yield key, clean(value) if isinstance(value, str) else value


def finding_as_plain(one: Finding, params: Mapping[str, Any]) -> dict[str, Any]:
    """A finding for JSON, with these parameters."""
    return {
        "code": one.code,
        "severity": one.severity.value,
        "params": dict(params),
        "row": one.row,
        "column": one.column,
        "place": one.place.as_dict(),
    }


def finding_of(plain: Mapping[str, Any]) -> Finding:
    """The finding that was written so by `finding_as_plain`."""
    return Finding(
        plain["code"],
        Severity(plain["severity"]),
        Place(**{"file": "", **plain["place"]}),
        plain["params"],
        plain["row"],
        plain["column"],
    )
