"""A table that goes on over pages is one table, and a row broken by a page's end is one row."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.officefiles.guard import admit
from jianyou.officefiles.model import Document, Paragraph
from jianyou.officefiles.pdf.marks import Ruling
from jianyou.officefiles.pdf.reader import read_pdf
from jianyou.officefiles.pdf.rulings import grids_of
from jianyou.terms.finding import Severity
from tests.corpus.pdfs import line, pdf, rules, table, text, write
from tests.officefiles.reading import codes, grid, rows, tables, texts

COLUMNS = (50, 100, 300, 500)
HEADING = ["序号", "名称", "简况"]
FULL = "一二三四五六七八九十一二三四五六七八"
FIRST = [["1", "甲公司", FULL], ["2", "乙公司", FULL]]
NEXT = [["3", "丙公司", "好"], ["4", "丁公司", "好"]]


def read(folder: Path, *pages: str) -> Document:
    return read_pdf(admit(write(folder / "form.pdf", pdf(*pages))))


def low(cells: Sequence[Sequence[str]], height: float = 30) -> str:
    """A table that ends near the page's foot."""
    return table(COLUMNS, 780 - height * len(cells), cells, height)


def high(cells: Sequence[Sequence[str]]) -> str:
    """A table at the page's head."""
    return table(COLUMNS, 70, cells)


def only(document: Document) -> list[list[str]]:
    (one,) = tables(document)
    assert [cell.row for cells in one.rows for cell in cells] == [
        number for number, cells in enumerate(one.rows, 1) for _ in cells
    ]
    return rows(one)


@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_over_two_pages(tmp_path: Path, repeated: bool) -> None:
    following = [HEADING, *NEXT] if repeated else NEXT
    document = read(tmp_path, low([HEADING, *FIRST]), high(following))
    assert only(document) == [HEADING, *FIRST, *NEXT]
    assert [(one.code, one.params) for one in document.findings] == [
        ("pdf_table_stitched", {"first": 1, "last": 2, "starts": "2: 4"}),
        ("pdf_read", {"pages": 2}),
    ]


def test_a_heading_below_a_title_row_is_dropped_where_it_is_repeated(tmp_path: Path) -> None:
    titled = [["", "汇总表", ""], HEADING, *FIRST]
    document = read(tmp_path, low(titled), high([HEADING, *NEXT]))
    assert only(document) == [*titled, *NEXT]


def test_a_row_that_is_like_the_first_one_is_kept(tmp_path: Path) -> None:
    document = read(tmp_path, low([HEADING, FIRST[0], FIRST[1]]), high([FIRST[0], *NEXT]))
    assert only(document) == [HEADING, *FIRST, FIRST[0], *NEXT]


def test_heads_feet_and_page_numbers_do_not_part_a_table_and_come_once(tmp_path: Path) -> None:
    def page(number: int, drawn: str) -> str:
        return text(50, 40, "某某区汇总表") + drawn + text(280, 810, f"— {number} —")

    document = read(tmp_path, page(1, low([HEADING, *FIRST])), page(2, high(NEXT)))
    assert only(document) == [HEADING, *FIRST, *NEXT]
    assert [block for block in document.blocks if isinstance(block, Paragraph)] == [
        Paragraph("某某区汇总表", 1, "header"),
        Paragraph("— 1 —", 1, "footer"),
    ]


def test_words_between_two_tables_part_them(tmp_path: Path) -> None:
    document = read(
        tmp_path, low([HEADING, *FIRST], 20) + text(50, 800, "注：以上为企业。"), high([HEADING, *NEXT])
    )
    assert [rows(one) for one in tables(document)] == [[HEADING, *FIRST], [HEADING, *NEXT]]
    assert texts(document) == ["注：以上为企业。"]


def test_a_table_of_another_width_is_another(tmp_path: Path) -> None:
    document = read(tmp_path, low([HEADING, *FIRST]), table((50, 100, 300), 70, [["甲", "乙"], ["丙", "丁"]]))
    assert len(tables(document)) == 2


@pytest.mark.parametrize("repeated", [True, False])
def test_a_row_broken_by_the_pages_end_is_whole_again(tmp_path: Path, repeated: bool) -> None:
    rest = [["", "", "末句。"], *NEXT]
    document = read(tmp_path, low([HEADING, *FIRST], 20), high([HEADING, *rest] if repeated else rest))
    assert only(document) == [HEADING, FIRST[0], ["2", "乙公司", FULL + "末句。"], *NEXT]
    found = [(one.place.row, one.severity) for one in document.findings if one.code == "pdf_row_joined"]
    assert found == [(3, Severity.INFO)]


def test_a_row_over_three_pages(tmp_path: Path) -> None:
    middle = table(COLUMNS, 70, [HEADING, ["", "", FULL]], 20)
    document = read(tmp_path, low([HEADING, *FIRST], 20), middle, high([HEADING, ["", "", "末句。"], *NEXT]))
    assert only(document)[2] == ["2", "乙公司", FULL + FULL + "末句。"]
    assert len(only(document)) == 5


def test_a_row_without_its_number_below_one_that_ends_early_is_another(tmp_path: Path) -> None:
    document = read(
        tmp_path, low([HEADING, ["1", "甲公司", "好"]], 80), high([["", "乙公司", "很好"], *NEXT])
    )
    assert only(document) == [HEADING, ["1", "甲公司", "好"], ["", "乙公司", "很好"], *NEXT]


def test_cells_over_several_rows_go_on_over_the_page(tmp_path: Path) -> None:
    def broken(top: float, upper: str, lower: str, name: str) -> str:
        lines = (
            rules((50, 100, 300), (top, top + 40)) + line(300, top, 500, top) + line(500, top, 500, top + 40)
        )
        lines += line(300, top + 20, 500, top + 20) + line(300, top + 40, 500, top + 40)
        return lines + text(103, top + 14, name) + text(303, top + 14, upper) + text(303, top + 34, lower)

    first = table(COLUMNS, 720, [HEADING], 20) + broken(740, "荣誉一", "荣誉二", "甲公司")
    document = read(tmp_path, first, broken(70, "荣誉三", "荣誉四", "") + table(COLUMNS, 110, NEXT))
    assert [[cell[:2] + cell[3:] for cell in cells] for cells in grid(tables(document)[0])] == [
        [("序号", 1, 1), ("名称", 2, 1), ("简况", 3, 1)],
        [("", 1, 4), ("甲公司", 2, 4), ("荣誉一", 3, 1)],
        [("荣誉二", 3, 1)],
        [("荣誉三", 3, 1)],
        [("荣誉四", 3, 1)],
        [("3", 1, 1), ("丙公司", 2, 1), ("好", 3, 1)],
        [("4", 1, 1), ("丁公司", 2, 1), ("好", 3, 1)],
    ]
    assert "pdf_row_joined" not in codes(document)


def test_a_merged_cell_that_hides_a_column_on_one_page(tmp_path: Path) -> None:
    wide = rules((50, 100, 500), (70, 100)) + text(110, 90, "小计：两家企业")
    document = read(tmp_path, low([HEADING, *FIRST]), wide)
    assert grid(tables(document)[0])[3] == [("", 1, 1, 1), ("小计：两家企业", 2, 2, 1)]


HEADER_LINES = {
    "within its column": (
        (186, "联系人：王某"),
        "息化委员会",
        "填报部门：某某区经济和信息化委员会    联系人：王某",
    ),
    "at the margin": (
        (380, "联系电话："),
        "023-00001234",
        "填报部门：某某区经济和信    联系电话：023-00001234",
    ),
    "not at all": (
        (300, "联系人：王某"),
        "联系电话：2",
        "填报部门：某某区经济和信    联系人：王某\n联系电话：2",
    ),
}


@pytest.mark.parametrize(("second", "below", "whole"), HEADER_LINES.values(), ids=HEADER_LINES)
def test_a_header_line_that_wraps(tmp_path: Path, second: tuple[int, str], below: str, whole: str) -> None:
    lines = text(50, 40, "填报部门：某某区经济和信") + text(second[0], 40, second[1]) + text(50, 54, below)
    document = read(tmp_path, lines + table((50, 100, 300, 440), 70, [HEADING, *NEXT]))
    assert texts(document) == whole.split("\n")


def test_a_row_without_number_and_without_anything_that_runs_on_is_another(tmp_path: Path) -> None:
    document = read(tmp_path, low([HEADING, ["1", "甲公司", "好"]]), high([["", "合计：一家", ""]]))
    assert only(document) == [HEADING, ["1", "甲公司", "好"], ["", "合计：一家", ""]]


def test_a_row_with_a_name_and_a_text_that_run_on_is_joined_with_a_warning(tmp_path: Path) -> None:
    long = "渝州第一精密机械制造有限责任公司江北新"
    document = read(tmp_path, low([HEADING, ["1", long, FULL]], 20), high([["", "区分厂", "末句。"], *NEXT]))
    assert only(document)[1] == ["1", long + "区分厂", FULL + "末句。"]
    found = [one.severity for one in document.findings if one.code == "pdf_row_joined_unsure"]
    assert found == [Severity.WARNING]


Rectangle = tuple[int, int, int, int]


@st.composite
def partitions(draw: st.DrawFn) -> list[Rectangle]:
    """A table cut into cells: left, top, right, bottom in steps."""
    whole = (0, 0, draw(st.integers(2, 6)), draw(st.integers(2, 6)))
    done: list[Rectangle] = []
    waiting = [whole]
    while waiting:
        left, top, right, bottom = waiting.pop()
        upright = right - left > 1 and draw(st.booleans())
        if not upright and (bottom - top < 2 or draw(st.booleans())):
            done.append((left, top, right, bottom))
        elif upright:
            cut = draw(st.integers(left + 1, right - 1))
            waiting += [(left, top, cut, bottom), (cut, top, right, bottom)]
        else:
            cut = draw(st.integers(top + 1, bottom - 1))
            waiting += [(left, top, right, cut), (left, cut, right, bottom)]
    return sorted(done)


@given(partitions(), st.randoms(use_true_random=False))
def test_any_table_is_found_as_it_is_drawn(cells: list[Rectangle], chance: object) -> None:
    step = 20.0
    rulings = []
    for left, top, right, bottom in cells:
        off = chance.uniform(-0.8, 0.8)  # type: ignore[attr-defined]
        for level, at, start, end in (
            (True, top, left, right),
            (True, bottom, left, right),
            (False, left, top, bottom),
            (False, right, top, bottom),
        ):
            rulings.append(Ruling(level, at * step + off, start * step, end * step))
    chance.shuffle(rulings)  # type: ignore[attr-defined]
    found = [
        tuple(round(side / step) for side in one.sides(box)) for one in grids_of(rulings) for box in one.boxes
    ]
    assert sorted(found) == (cells if len(cells) > 1 else [])
