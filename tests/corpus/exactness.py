"""Generated forms against their truth: what was read exactly, what was told, what was wrong in silence."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from jianyou.domain.annexes.intake import take_in
from jianyou.domain.annexes.records import Form, FormStatus
from jianyou.domain.calls.call import Call
from jianyou.terms.finding import Severity


class Outcome(NamedTuple):
    """One file: whether header and rows are as they should be, and whether a fault was told."""

    file: str
    kind: str
    header: bool
    rows: bool
    told: bool

    @property
    def exact(self) -> bool:
        return self.header and self.rows

    @property
    def silent(self) -> bool:
        """Wrong, and nobody was told: what must never be."""
        return not self.exact and not self.told


def compare(folder: Path, truth: Sequence[Mapping[str, Any]], call: Call) -> Iterator[Outcome]:
    """Reads every file of the truth and compares."""
    for expected in truth:
        form = take_in(
            folder / expected["file"],
            file=expected["file"],
            schema=call.annex,
            deadline=call.deadline,
            regions=call.regions,
        )
        yield outcome(form, expected)


def outcome(form: Form, expected: Mapping[str, Any]) -> Outcome:
    """How one form compares with its truth."""
    told = form.status is FormStatus.REJECTED or any(
        finding.severity is not Severity.INFO for finding in form.findings
    )
    if expected["status"] != form.status.value:
        return Outcome(expected["file"], expected["kind"], header=False, rows=False, told=told)
    header = {key: form.header[key].text if key in form.header else "" for key in expected["header"]}
    rows = [
        {key: row.text(key) for key in wanted if key != "serial"}
        for row, wanted in zip(form.rows, expected["rows"], strict=False)
    ]
    wanted_rows = [{k: v for k, v in row.items() if k != "serial"} for row in expected["rows"]]
    exact_rows = len(form.rows) == len(wanted_rows) and rows == wanted_rows
    return Outcome(expected["file"], expected["kind"], header == expected["header"], exact_rows, told)
