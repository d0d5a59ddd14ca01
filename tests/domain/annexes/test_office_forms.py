"""Blank forms filled in an office program, as a firm's clerk would, and read back."""

from pathlib import Path
from random import Random

import pytest

from examples.forms.content import World
from examples.forms.fill_in_office import fill
from jianyou.domain.annexes.intake import take_in
from jianyou.domain.annexes.write import blank_paper
from jianyou.domain.calls.load import load_call
from jianyou.officefiles.writing.docx import write_docx
from jianyou.officefiles.writing.xlsx import write_xlsx
from tests.corpus.exactness import outcome

CALL = load_call("chongqing-2024")


@pytest.mark.office
@pytest.mark.xdist_group("office")
@pytest.mark.parametrize(
    ("blank", "saved"),
    [(".docx", ".docx"), (".xlsx", ".xlsx"), (".xlsx", ".xls")],
)
def test_a_blank_form_filled_in_an_office_program_is_read_exactly(
    blank: str, saved: str, tmp_path: Path
) -> None:
    paper = blank_paper(CALL.annex)
    empty = tmp_path / f"空白表{blank}"
    empty.write_bytes((write_docx(paper) if blank == ".docx" else write_xlsx([paper])).data)
    form = World(Random(5)).form(3)
    filled = tmp_path / f"填好{saved}"
    fill(empty, form.entries, form.header, filled)
    taken = take_in(filled, file=filled.name, schema=CALL.annex, deadline=CALL.deadline)
    expected = {"file": filled.name, "kind": "office", "status": "read"}
    assert outcome(taken, {**expected, "header": form.header, "rows": form.entries}).exact
