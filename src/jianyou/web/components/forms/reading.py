"""What a form says and what the formal check found in it, kept as plain data between two pages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jianyou.domain.annexes.check import Day, check_form
from jianyou.domain.annexes.records import Form
from jianyou.domain.annexes.typed import form_of_values
from jianyou.domain.calls.call import Call
from jianyou.terms.finding import Finding, Refused, Severity
from jianyou.web.components.answers import finding_as_plain, finding_of

MOST_ENTRIES = 300
LONGEST_FILER = 200


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


def read_typed(header: Mapping[str, str], rows: Iterable[Mapping[str, str]], call: Call) -> Reading:
    """Reads and checks values typed on a page: no file is made or opened, and the check is the same."""
    form = form_of_values(call.annex, header, rows)
    check_form(form, call.annex, day_of(call))
    return as_read(form)


def filer_named(typed: str) -> str:
    """The filer's name, fit to keep.

    Raises:
        Refused: there is none, or it is too long.
    """
    filer = " ".join(clean(typed).split())
    if not filer:
        raise Refused("public_filer_missing")
    if len(filer) > LONGEST_FILER:
        raise Refused("public_filer_long", most=LONGEST_FILER)
    return filer


def day_of(call: Call) -> Day:
    """The day that a call's entries are counted from, with its regions."""
    return Day(call.deadline.date(), call.regions)


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
