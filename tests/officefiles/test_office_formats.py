"""Forms saved by LibreOffice in old and foreign formats: read back exactly, or told, never in silence."""

import random
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from examples.forms.content import World
from examples.forms.generator import KINDS
from examples.forms.kinds import least_entries, make
from jianyou.domain.annexes.intake import take_in
from jianyou.domain.annexes.records import Form
from jianyou.domain.calls.load import load_call
from jianyou.officefiles.guard import admit
from jianyou.officefiles.legacy.losses import conversion_losses
from jianyou.officefiles.legacy.office import Office
from jianyou.officefiles.model import FileKind
from tests.corpus.exactness import Outcome, outcome
from tests.officefiles.legacy_samples import save_as

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("office")]

CALL = load_call("chongqing-2024")
GOOD = [kind for kind in KINDS if not kind.startswith("fault.")]
FEW = ("docx.plain", "docx.two_row_header", "docx.header_in_textbox", "docx.tracked", "docx.line_breaks")

_CONTROLS = {"docx.block_sdt", "docx.cell_sdt", "docx.run_sdt", "docx.combined"}

# What LibreOffice 7.4 saves otherwise than it was: the old file itself says so, and nobody can tell.
SAVED_OTHERWISE: dict[str, set[str]] = {
    "doc": {"docx.checkbox", *_CONTROLS},  # another mark for a ticked box; controls repeated
    # The same mark, "?" for "、" after numbers, times of tracked changes as text, text gone with a mark.
    "rtf": {"docx.checkbox", "docx.autonumber", "docx.tracked", "docx.tracked_paragraph_mark"},
    "odt": set(),
    "xls": {"xlsx.formula_results"},  # 0 for the result of a formula that gives text
    "ods": set(),
}
# What it reads otherwise than it is written in the old file: always told.
READ_OTHERWISE: dict[str, set[str]] = {
    "doc": {"docx.no_title", "docx.note_row", "docx.combined"},  # a table at the end becomes paragraphs
    "rtf": _CONTROLS,  # repeated
    "odt": _CONTROLS,
    "xls": set(),
    "ods": set(),
}


def write_forms(folder: Path, kinds: Sequence[str]) -> dict[str, dict[str, Any]]:
    """A form of each kind below `folder`, and its truth by kind."""
    chance = Random(7)
    world = World(chance)
    truth = {}
    folder.mkdir()
    for kind in kinds:
        form = world.form(max(3, least_entries(kind)))
        made = make(kind, form, random.Random(chance.random()))
        file = f"{kind}.{kind.partition('.')[0]}"
        (folder / file).write_bytes(made.data)
        truth[kind] = {
            "file": file,
            "kind": kind,
            "status": "read",
            "header": made.header,
            "rows": made.rows,
        }
    return truth


def read_back(
    office: Path, folder: Path, suffix: str, truth: dict[str, dict[str, Any]]
) -> dict[str, tuple[Form, Outcome]]:
    """Each form as it reads after LibreOffice has saved it."""
    originals = [folder / record["file"] for record in truth.values()]
    saved = save_as(office, originals, suffix, folder.parent / suffix)
    read = {}
    with Office(program=office) as converter:
        if suffix != "xls":
            converter.prepare([(path, FileKind(suffix)) for path in saved])
        for path, (kind, record) in zip(saved, truth.items(), strict=True):
            form = take_in(
                path,
                file=path.name,
                schema=CALL.annex,
                deadline=CALL.deadline,
                regions=CALL.regions,
                office=converter,
            )
            read[kind] = form, outcome(form, record)
    return read


@pytest.mark.parametrize("suffix", ["doc", pytest.param("rtf", marks=pytest.mark.slow)])
def test_a_few_forms_saved_in_an_old_format_are_read_exactly(
    office: Path, tmp_path: Path, suffix: str
) -> None:
    kinds = [kind for kind in FEW if kind not in SAVED_OTHERWISE[suffix]]
    truth = write_forms(tmp_path / "docx", kinds)
    read = read_back(office, tmp_path / "docx", suffix, truth)
    assert {kind: result.exact for kind, (_, result) in read.items()} == dict.fromkeys(truth, True)
    assert {form.kind for form, _ in read.values()} == {FileKind(suffix)}


@pytest.mark.slow
@pytest.mark.parametrize("suffix", list(SAVED_OTHERWISE))
def test_every_kind_of_form_is_read_exactly_or_told(office: Path, tmp_path: Path, suffix: str) -> None:
    start = "xlsx." if suffix in {"xls", "ods"} else "docx."
    truth = write_forms(tmp_path / "forms", [kind for kind in GOOD if kind.startswith(start)])
    read = read_back(office, tmp_path / "forms", suffix, truth)
    wrong = {kind for kind, (_, result) in read.items() if not result.exact}
    assert wrong - SAVED_OTHERWISE[suffix] - READ_OTHERWISE[suffix] == set()
    silent = {kind for kind, (_, result) in read.items() if result.silent}
    assert silent - SAVED_OTHERWISE[suffix] == set()


@pytest.mark.slow
def test_text_that_a_conversion_repeats_is_told(office: Path, tmp_path: Path) -> None:
    write_forms(tmp_path / "docx", ["docx.run_sdt"])
    (saved,) = save_as(office, [tmp_path / "docx" / "docx.run_sdt.docx"], "odt", tmp_path / "odt")
    with Office(program=office) as converter:
        losses = conversion_losses(admit(saved), admit(converter.converted(saved, FileKind.ODT)))
    assert [finding.code for finding in losses] == ["legacy_text_added"]
