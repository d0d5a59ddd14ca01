"""Counts of a run, the status they deserve, and kinds of finding in words."""

import re

import pytest

from jianyou.domain.annexes.records import Form, FormStatus
from jianyou.domain.calls.load import load_call
from jianyou.domain.mailbox.labels import Labels
from jianyou.domain.mailbox.tally import FindingKind, Tally
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.place import Place
from jianyou.terms.texts import TEXTS

READ, REJECTED = FormStatus.READ, FormStatus.REJECTED


def form(status: FormStatus, *severities: Severity) -> Form:
    findings = [Finding("value_missing", severity, Place("x"), {"title": "名称"}) for severity in severities]
    return Form("x", status, findings=findings)


def test_states_of_files() -> None:
    tally = Tally()
    for one in (
        form(READ),
        form(READ, Severity.INFO),
        form(READ, Severity.ERROR, Severity.INFO),
        form(REJECTED),
    ):
        tally.add(one)
    assert (tally.files, tally.flawed, tally.remarked) == ({READ: 3, REJECTED: 1}, 1, 1)


def test_the_most_frequent_come_first_and_ties_by_severity() -> None:
    tally = Tally()
    tally.add(form(READ, Severity.INFO, Severity.WARNING, Severity.INFO, Severity.ERROR))
    ranked = [(kind.severity, count) for kind, count in tally.most_frequent(3)]
    assert ranked == [(Severity.INFO, 2), (Severity.ERROR, 1), (Severity.WARNING, 1)]
    assert len(tally.most_frequent(2)) == 2


@pytest.mark.parametrize("lang", list(Lang))
def test_every_message_can_be_said_as_a_kind(lang: Lang) -> None:
    said = {code: FindingKind(code, Severity.ERROR).text(lang) for code in TEXTS}
    assert [code for code, text in said.items() if not text or text.endswith(("。", "."))] == []
    unfilled = re.compile(r"\{[a-z_]+\}")
    assert [code for code, text in said.items() if unfilled.search(text)] == []


def test_a_kind_in_words() -> None:
    assert FindingKind("value_missing", Severity.ERROR).text(Lang.ZH) == "“…”没有填写"
    assert FindingKind("value_missing", Severity.ERROR).text(Lang.EN) == "“…” is empty"


@pytest.mark.parametrize(
    ("column", "row", "label"),
    [
        ("contact", 1, "联系人姓名职务及电话"),
        ("contact", None, "联系人"),
        ("feature", 1, "质量工作特色"),
        ("name", None, "组织（个人）名称"),
        (None, None, ""),
        ("unheard_of", 1, ""),
    ],
)
def test_labels(column: str | None, row: int | None, label: str) -> None:
    finding = Finding("value_missing", Severity.ERROR, Place("x"), row=row, column=column)
    assert Labels(load_call("chongqing-2024").annex, Lang.ZH).column(finding) == label
