"""Hostile files: each told for what it is, within 100 MB and two seconds, and never a crash."""

import random
from pathlib import Path

import pytest

from jianyou.officefiles.read import read_file
from jianyou.terms.finding import Refused
from jianyou.terms.texts import TEXTS
from tests.corpus.cost import Cost, measure
from tests.corpus.hostile import Hostile, write_hostile
from tests.corpus.mutants import mutants
from tests.corpus.wordxml import office_form, sdt, tbl, tc, tr, write_docx
from tests.officefiles.reading import tables

MOST_MEGABYTES = 100
MOST_CPU_SECONDS = 20  # tells a hang on any machine; the bar of 2 s is the benchmarks' to measure


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Hostile, Cost]]:
    folder = tmp_path_factory.mktemp("hostile")
    files = write_hostile(folder)
    return list(zip(files, measure([folder / file.name for file in files]), strict=True))


def test_each_is_told_for_what_it_is(costs: list[tuple[Hostile, Cost]]) -> None:
    assert [(file.name, cost.codes) for file, cost in costs] == [(file.name, file.code) for file, _ in costs]


def test_none_costs_more_than_it_may(costs: list[tuple[Hostile, Cost]]) -> None:
    dear = [
        (file.name, cost.seconds, cost.megabytes)
        for file, cost in costs
        if cost.seconds > MOST_CPU_SECONDS or cost.megabytes > MOST_MEGABYTES
    ]
    assert dear == []


def test_mutated_forms_are_read_or_refused(tmp_path: Path) -> None:
    seeds = [
        office_form(tmp_path / "office.docx", 1),
        write_docx(tmp_path / "shells.docx", sdt(tbl(sdt(tr(sdt(tc("甲")), "乙"))))),
    ]
    outcomes = set()
    for mutant in mutants([seed.read_bytes() for seed in seeds], 300, random.Random(7)):
        path = tmp_path / "mutant.docx"
        path.write_bytes(mutant)
        outcomes.update(outcome(path))
    assert {"read", "package_part_damaged", "part_damaged", "package_damaged"} <= outcomes
    assert outcomes - {"read"} <= set(TEXTS)


def outcome(path: Path) -> list[str]:
    """`read` and the codes of the findings, or the code of the refusal; anything else is a leak."""
    try:
        return ["read", *(finding.code for finding in read_file(path).findings)]
    except Refused as refused:
        return [refused.code]


def test_a_thousand_rows_are_a_legitimate_form(tmp_path: Path) -> None:
    document = read_file(office_form(tmp_path / "master.docx", 1000))
    (table,) = tables(document)
    assert [len(row) for row in table.rows] == [8] * 1001
    assert table.rows[1000] == [cell._replace(row=1001) for cell in table.rows[1]]
    assert document.findings == []
