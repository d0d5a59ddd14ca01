"""The exit status that a run's files deserve."""

import pytest

from jianyou.cli.files.status import status_of
from jianyou.domain.annexes.records import Form, FormStatus
from jianyou.domain.mailbox.tally import Tally
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.place import Place

READ, REJECTED, SEALED = FormStatus.READ, FormStatus.REJECTED, FormStatus.SEALED_SCAN


def form(status: FormStatus, *severities: Severity) -> Form:
    findings = [Finding("value_missing", severity, Place("x"), {"title": "名称"}) for severity in severities]
    return Form("x", status, findings=findings)


@pytest.mark.parametrize(
    ("forms", "status"),
    [
        ([], 2),
        ([form(REJECTED)], 2),
        ([form(READ)], 0),
        ([form(READ, Severity.WARNING, Severity.INFO)], 0),
        ([form(READ, Severity.ERROR)], 1),
        ([form(READ), form(REJECTED)], 1),
        ([form(READ), form(SEALED, Severity.INFO)], 0),
        ([form(SEALED)], 2),
    ],
)
def test_status(forms: list[Form], status: int) -> None:
    tally = Tally()
    for one in forms:
        tally.add(one)
    assert status_of(tally) == status
