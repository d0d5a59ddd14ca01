"""Published award winners, as names through a form and the master table."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from jianyou.domain.annexes.duplicates import DuplicateWatch
from jianyou.domain.annexes.intake import take_in
from jianyou.domain.annexes.merge import merge
from jianyou.domain.annexes.nominees import NomineeKind, kind_of
from jianyou.domain.annexes.records import Form
from jianyou.domain.calls.load import load_call
from jianyou.officefiles.paper import Paper, PaperColumn
from jianyou.officefiles.writing.docx import write_docx
from jianyou.officefiles.writing.xlsx import write_xlsx

CALL = load_call("chongqing-2024")
A_FORM = 9


@pytest.fixture(scope="module")
def awards(shared: Path) -> list[dict[str, str]]:
    text = (shared / "lists" / "quality_award_winners.csv").read_text("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


@pytest.fixture(scope="module")
def winners(awards: list[dict[str, str]]) -> list[str]:
    return [row["获奖者"] for row in awards]


def form_of(names: list[str], path: Path) -> Form:
    columns = [PaperColumn(column.title, column.width) for column in CALL.annex.columns]
    rows = [[str(number), name, "", "", "", "", "", ""] for number, name in enumerate(names, 1)]
    paper = Paper(title=CALL.annex.title, columns=columns, rows=rows)
    written = write_docx(paper) if path.suffix == ".docx" else write_xlsx([paper])
    path.write_bytes(written.data)
    return take_in(path, file=path.name, schema=CALL.annex, deadline=CALL.deadline)


@pytest.mark.shared
@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_every_winner_comes_through_and_repeats_are_named(
    winners: list[str], suffix: str, tmp_path: Path
) -> None:
    handed_in = [*winners, winners[0].replace("公司", " 公司")]
    forms = [
        form_of(handed_in[start : start + A_FORM], tmp_path / f"{start:03}{suffix}")
        for start in range(0, len(handed_in), A_FORM)
    ]
    assert [row.row.text("name") for row in merge(forms).rows] == handed_in
    watch = DuplicateWatch(CALL.annex)
    repeated = [finding.params["text"] for form in forms for finding in watch.look_at(form)]
    assert repeated == [handed_in[-1]]


@pytest.mark.shared
def test_winners_are_told_apart_by_their_names(awards: list[dict[str, str]]) -> None:
    kinds = Counter(kind_of(row["获奖者"]) for row in awards)
    people = [row["获奖者"] for row in awards if "个人" in row["奖项"]]
    assert [row["获奖者"] for row in awards if kind_of(row["获奖者"]) is NomineeKind.INDIVIDUAL] == people
    assert kinds[NomineeKind.UNKNOWN] <= 1
