"""Tables: every cell at its grid position, whatever shell, merge or nesting it stands in."""

from pathlib import Path

import pytest

from jianyou.terms.finding import Finding, Severity
from jianyou.terms.place import Place
from tests.corpus.wordxml import p, r, sdt, tbl, tc, tr
from tests.officefiles.reading import codes, grid, read, rows, tables, texts

SPAN_2 = '<w:gridSpan w:val="2"/>'
DOWN = "<w:vMerge/>"
START = '<w:vMerge w:val="restart"/>'


def cell(row: int, column: int) -> Place:
    return Place("form.docx", table=1, row=row, column=column)


def test_plain_table_and_empty_cells(tmp_path: Path) -> None:
    found = read(tmp_path, tbl(tr("甲", ""), tr("", "乙"), grid=2))
    assert grid(tables(found)[0]) == [[("甲", 1, 1, 1), ("", 2, 1, 1)], [("", 1, 1, 1), ("乙", 2, 1, 1)]]
    assert [[c.row for c in row] for row in tables(found)[0].rows] == [[1, 1], [2, 2]]
    assert tables(found)[0][1:] == (1, "", 1)


def test_paragraphs_of_a_cell_are_lines(tmp_path: Path) -> None:
    found = read(tmp_path, tbl(tr(tc("甲", "", "乙"))))
    assert rows(tables(found)[0]) == [["甲\n\n乙"]]


def test_spans_and_free_columns(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        tbl(
            tr(tc("题", properties='<w:gridSpan w:val="3"/>')),
            tr("甲", "乙", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
            tr(tc("丙", properties=SPAN_2), "丁"),
        ),
    )
    assert grid(tables(found)[0]) == [
        [("题", 1, 3, 1)],
        [("甲", 2, 1, 1), ("乙", 3, 1, 1)],
        [("丙", 1, 2, 1), ("丁", 3, 1, 1)],
    ]
    assert found.findings == []


def test_vertical_merges(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        tbl(
            tr(tc("甲", properties=START), "1", tc("乙", properties=START)),
            tr(tc(properties=DOWN), "2", tc(properties='<w:vMerge w:val="continue"/>')),
            tr(tc(properties=DOWN), "3", tc("丙", properties=START)),
            tr("丁", "4", tc(properties=DOWN)),
        ),
    )
    assert grid(tables(found)[0]) == [
        [("甲", 1, 1, 3), ("1", 2, 1, 1), ("乙", 3, 1, 2)],
        [("2", 2, 1, 1)],
        [("3", 2, 1, 1), ("丙", 3, 1, 2)],
        [("丁", 1, 1, 1), ("4", 2, 1, 1)],
    ]


def test_merge_that_continues_nothing_is_a_cell(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        tbl(
            tr(tc("甲", properties=DOWN), tc("乙", properties=START + SPAN_2)),
            tr("丙", tc("丁", properties=DOWN), "戊"),
        ),
    )
    assert rows(tables(found)[0]) == [["甲", "乙"], ["丙", "丁", "戊"]]
    assert found.findings == [Finding("merge_unclear", Severity.WARNING, cell(2, 2))]


def test_wide_and_tall_merge(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        tbl(
            tr(tc("甲", properties=SPAN_2 + START), "乙"),
            tr(tc(properties=SPAN_2 + DOWN), "丙"),
        ),
    )
    assert grid(tables(found)[0]) == [[("甲", 1, 2, 2), ("乙", 3, 1, 1)], [("丙", 3, 1, 1)]]


def test_legacy_horizontal_merge(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        tbl(
            tr(
                tc("甲", properties='<w:hMerge w:val="restart"/>'),
                tc(properties="<w:hMerge/>"),
                tc(properties='<w:hMerge w:val="continue"/>'),
                "乙",
            )
        ),
    )
    assert grid(tables(found)[0]) == [[("甲", 1, 3, 1), ("乙", 4, 1, 1)]]


def test_text_covered_by_a_merge_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, tbl(tr(tc("甲", properties=START)), tr(tc("遮住", properties=DOWN))))
    assert grid(tables(found)[0]) == [[("甲", 1, 1, 2)], []]
    assert found.findings == [Finding("text_under_merge", Severity.WARNING, cell(2, 1), {"text": "遮住"})]


@pytest.mark.parametrize("span", ["2000000000", "9" * 4000, "64"])
def test_span_beyond_any_page_is_clamped_and_told(tmp_path: Path, span: str) -> None:
    found = read(tmp_path, tbl(tr(tc("甲", properties=f'<w:gridSpan w:val="{span}"/>'), "乙")))
    assert grid(tables(found)[0]) == [[("甲", 1, 63, 1), ("乙", 64, 1, 1)]]
    assert found.findings == [Finding("span_too_wide", Severity.WARNING, cell(1, 1), {"limit": 63})]


@pytest.mark.parametrize("span", ["-5", "0", "x", "1.5", ""])
def test_span_without_sense_is_one(tmp_path: Path, span: str) -> None:
    found = read(tmp_path, tbl(tr(tc("甲", properties=f'<w:gridSpan w:val="{span}"/>'), "乙")))
    assert grid(tables(found)[0]) == [[("甲", 1, 1, 1), ("乙", 2, 1, 1)]]


def test_grid_before_is_clamped_and_told(tmp_path: Path) -> None:
    found = read(tmp_path, tbl(tr("甲", properties='<w:gridBefore w:val="2000000000"/>')))
    assert grid(tables(found)[0]) == [[("甲", 64, 1, 1)]]
    assert codes(found) == ["span_too_wide"]


def test_controls_around_table_row_cell_and_paragraph(tmp_path: Path) -> None:
    inner = tbl(sdt(tr(sdt(tc(sdt(p(sdt(r("甲")))))), "乙")), f"<w:customXml>{tr('丙', '丁')}</w:customXml>")
    found = read(tmp_path, sdt(sdt(p("题")) + inner))
    assert texts(found) == ["题"]
    assert rows(tables(found)[0]) == [["甲", "乙"], ["丙", "丁"]]


def test_nested_tables_stand_in_their_cell(tmp_path: Path) -> None:
    inner = tbl(tr("内一"), tr(tc(tbl(tr("最内")), p())))
    found = read(tmp_path, tbl(tr(tc(p("外"), inner, p()), tc(tbl(tr("右")), p()))), tbl(tr("后")))
    outer, after = tables(found)
    assert (outer.number, after.number) == (1, 5)
    assert rows(outer) == [["外", ""]]
    (first,) = outer.rows[0][0].nested
    assert (first.number, rows(first)) == (2, [["内一"], [""]])
    assert [table.number for table in first.rows[1][0].nested] == [3]
    assert [(table.number, rows(table)) for table in outer.rows[0][1].nested] == [(4, [["右"]])]


def test_places_inside_nested_tables(tmp_path: Path) -> None:
    inner = tbl(tr("甲", tc(p(r("藏", "<w:vanish/>")))))
    found = read(tmp_path, tbl(tr("外", tc(inner, p(r("漏", "<w:vanish/>"))))))
    assert [finding.place for finding in found.findings] == [
        Place("form.docx", table=2, row=1, column=2),
        cell(1, 2),
    ]


def test_rows_and_cells_tracked_as_deleted_and_inserted(tmp_path: Path) -> None:
    mark = 'w:id="1" w:author="a"'
    found = read(
        tmp_path,
        tbl(
            tr("甲", "乙"),
            tr("删", "除", properties=f"<w:del {mark}/>"),
            tr("新", "增", properties=f"<w:ins {mark}/>"),
            tr(
                tc("删", properties=f"<w:cellDel {mark}/>"), tc("插", properties=f"<w:cellIns {mark}/>"), "丙"
            ),
        ),
        tbl(tr("全删", properties=f"<w:del {mark}/>")),
        tbl(tr("后")),
    )
    assert [rows(table) for table in tables(found)] == [
        [["甲", "乙"], ["新", "增"], ["插", "丙"]],
        [["后"]],
    ]
    assert [table.number for table in tables(found)] == [1, 2]
    assert [(c.row, c.column) for c in tables(found)[0].rows[2]] == [(3, 1), (3, 2)]
    assert codes(found) == ["tracked_changes"]


def test_tracked_vertical_merge(tmp_path: Path) -> None:
    mark = 'w:id="1" w:author="a"'
    found = read(
        tmp_path,
        tbl(
            tr(tc("甲", properties=f'<w:cellMerge {mark} w:vMerge="rest"/>'), "乙"),
            tr(tc(properties=f'<w:cellMerge {mark} w:vMerge="cont"/>'), "丙"),
        ),
    )
    assert grid(tables(found)[0]) == [[("甲", 1, 1, 2), ("乙", 2, 1, 1)], [("丙", 2, 1, 1)]]


def test_rows_of_different_length(tmp_path: Path) -> None:
    found = read(tmp_path, tbl(tr("甲"), tr("乙", "丙", "丁"), tr("戊", "己"), grid=2))
    assert rows(tables(found)[0]) == [["甲"], ["乙", "丙", "丁"], ["戊", "己"]]


def test_picture_standing_for_a_value_is_told(tmp_path: Path) -> None:
    picture = "<w:r><w:drawing><wp:inline/></w:drawing></w:r>"
    found = read(tmp_path, tbl(tr(tc(p(picture)), tc(p("有字", picture)), tc(tbl(tr(tc(p(picture)))), p()))))
    assert rows(tables(found)[0]) == [["", "有字", ""]]
    assert found.findings == [
        Finding("picture_in_cell", Severity.INFO, cell(1, 1)),
        Finding("picture_in_cell", Severity.INFO, Place("form.docx", table=2, row=1, column=1)),
    ]


def test_pictures_without_a_table_are_told(tmp_path: Path) -> None:
    found = read(tmp_path, p("<w:r><w:pict><v:shape/></w:pict></w:r>"))
    assert found.findings == [Finding("only_pictures", Severity.WARNING, Place("form.docx"))]


def test_embedded_object_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, tbl(tr(tc(p("<w:r><w:object><v:shape/></w:object></w:r>")))))
    assert codes(found) == ["embedded_object", "picture_in_cell"]


def test_table_without_rows_is_none(tmp_path: Path) -> None:
    found = read(tmp_path, tbl(), tbl(tr("甲")))
    assert [(table.number, rows(table)) for table in tables(found)] == [(1, [["甲"]])]


def test_structure_out_of_place_is_told(tmp_path: Path) -> None:
    stray = tbl(tr("内"))
    found = read(
        tmp_path,
        tbl(stray + tr(tc("甲") + tbl(tr("二")), p("三")) + tc("四")),
        tr("五"),
        p("六", tbl(tr("七")), p("八")),
    )
    assert rows(tables(found)[0]) == [["甲"]]
    assert texts(found) == ["六"]
    assert sorted(str(finding.params["text"]) for finding in found.findings) == ["七八", "二三四", "五", "内"]
