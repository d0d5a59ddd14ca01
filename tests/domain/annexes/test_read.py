import pytest

from jianyou.terms.finding import Refused
from jianyou.terms.place import Place
from tests.domain.annexes.tables import (
    BOTH,
    FIRST,
    FIRST_ROW,
    HEADINGS,
    SECOND,
    SECOND_ROW,
    Line,
    codes,
    document,
    read,
    table,
    texts,
)


def test_plain_table() -> None:
    form = read("推荐单位：渝北区   联系电话：02360000001", table([HEADINGS, FIRST, SECOND]))
    assert texts(form) == BOTH
    assert {key: value.text for key, value in form.header.items()} == {
        "department": "渝北区",
        "phone": "02360000001",
    }
    assert codes(form) == []
    assert form.rows[1].values["unit"].place == Place("表.docx", "", 1, 3, 3)
    assert form.header["phone"].place == Place("表.docx", paragraph=1)


def test_title_and_header_line_inside_the_table() -> None:
    form = read(table([[("讲师推荐表", 6)], [("推荐单位：渝北区　联系电话：023-1", 6)], HEADINGS, FIRST]))
    assert texts(form) == [FIRST_ROW]
    assert form.header["department"].text == "渝北区"
    assert form.header["department"].place == Place("表.docx", "", 1, 2, 1)


def test_header_line_after_the_table_and_in_cells_of_its_own() -> None:
    below = table([["推荐单位", "渝北区", "联系电话：", "023-1"]], number=2)
    form = read(table([HEADINGS, FIRST]), below)
    assert {key: value.text for key, value in form.header.items()} == {
        "department": "渝北区",
        "phone": "023-1",
    }
    assert codes(form) == []


def test_text_with_a_colon_and_no_label_is_no_header_line() -> None:
    form = read("致：各单位", table([HEADINGS, FIRST]))
    assert form.header == {}


def test_nearest_header_line_wins_over_a_contact_in_the_notice_text() -> None:
    form = read("联系电话：023-9", "推荐单位：渝北区 联系电话：023-1", table([HEADINGS, FIRST]))
    assert form.header["phone"].text == "023-1"


def test_two_rows_of_headings() -> None:
    rows: list[Line] = [
        [("序号", 1, 2), ("讲师情况", 2), ("推荐理由", 1, 2), ("联系人及电话", 1, 2), ("是否愿意授课", 1, 2)],
        ["讲师姓名", "所在单位及部门"],
        FIRST,
    ]
    assert texts(read(table(rows))) == [FIRST_ROW]


def test_group_row_above_the_headings() -> None:
    rows: list[Line] = [[("基本情况", 3), ("推荐情况", 3)], HEADINGS, FIRST, SECOND]
    assert texts(read(table(rows))) == BOTH


def test_extra_and_permuted_columns() -> None:
    order = (5, 1, 0, 3, 2, 4)
    rows: list[Line] = [
        [row[place] for place in order] + [more] for row, more in ((HEADINGS, "备注"), (FIRST, "优先"))
    ]
    form = read(table(rows))
    assert texts(form) == [FIRST_ROW]
    assert [(finding.code, finding.place.column, finding.params) for finding in form.findings] == [
        ("extra_column", 7, {"heading": "备注"})
    ]


def test_a_column_written_as_several() -> None:
    rows: list[Line] = [
        (*HEADINGS[:4], "联系人", "电话", HEADINGS[5]),
        (*FIRST[:4], "贺明远", "19900000001", "是"),
    ]
    form = read(table(rows))
    assert texts(form) == [{**FIRST_ROW, "contact": "贺明远 19900000001"}]
    assert codes(form) == ["columns_joined"]


def test_repeated_headings_and_a_table_split_in_two() -> None:
    assert texts(read(table([HEADINGS, FIRST, HEADINGS, SECOND]))) == BOTH
    assert texts(read(table([HEADINGS, FIRST]), "", table([HEADINGS, SECOND], number=2))) == BOTH
    form = read(table([HEADINGS, FIRST]), table([SECOND], number=2))
    assert texts(form) == BOTH
    assert [row.number for row in form.rows] == [1, 2]
    assert form.rows[1].place == Place("表.docx", "", 2, 1)


def test_notes_blank_rows_and_totals_are_no_entries() -> None:
    rows: list[Line] = [
        HEADINGS,
        FIRST,
        ("2", "", "", "", "", ""),
        [("注：请如实填写", 6)],
        ["合计", "1", "", "", "", ""],
    ]
    form = read(table(rows))
    assert texts(form) == [FIRST_ROW]
    assert codes(form) == ["total_row_left_out"]


def test_a_cell_merged_over_two_entries_belongs_to_both() -> None:
    first: Line = (*FIRST[:2], ("渝北精铸厂", 1, 2), *FIRST[3:])
    second = (*SECOND[:2], *SECOND[3:])
    form = read(table([HEADINGS, first, second]))
    assert [row["unit"] for row in texts(form)] == ["渝北精铸厂", "渝北精铸厂"]
    assert [row["willing"] for row in texts(form)] == ["是", "否"]
    assert [(finding.code, finding.row, finding.column) for finding in form.findings] == [
        ("cell_shared", 2, "unit")
    ]


def test_one_entry_over_two_rows() -> None:
    upper: Line = [("1", 1, 2), ("贺明远", 1, 2), ("质量部", 1, 2), "善讲", ("贺明远", 1, 2), ("是", 1, 2)]
    form = read(table([HEADINGS, upper, ["案例丰富"], SECOND]))
    assert [row["reason"] for row in texts(form)] == ["善讲\n案例丰富", "案例丰富"]
    assert codes(form) == ["entry_on_several_rows"]


def test_one_name_with_two_serial_numbers_is_two_entries() -> None:
    upper: Line = ["1", ("贺明远", 1, 2), *FIRST[2:]]
    form = read(table([HEADINGS, upper, ["2", *SECOND[2:]]]))
    assert [row["name"] for row in texts(form)] == ["贺明远", "贺明远"]


def test_a_cell_over_two_columns_is_told() -> None:
    row = ("1", "贺明远", ("渝北精铸厂 善讲", 2), "贺明远 19900000001", "是")
    form = read(table([HEADINGS, row]))
    assert [(finding.code, finding.severity, finding.place.column) for finding in form.findings] == [
        ("cell_over_columns", "error", 3)
    ]


def test_lines_drawn_askew_are_read_by_order_and_told() -> None:
    rows: list[Line] = [
        [
            ("序号", 1),
            ("讲师姓名", 2),
            ("所在单位及部门", 2),
            ("推荐理由", 2),
            ("联系人及电话", 2),
            ("是否愿意授课", 1),
        ],
        [("1", 2), ("贺明远", 2), ("渝北精铸厂质量部", 2), ("善讲质量工具", 2), (FIRST[4], 1), ("是", 1)],
    ]
    form = read(table(rows))
    assert texts(form) == [FIRST_ROW]
    assert [(finding.code, finding.severity) for finding in form.findings] == [("cells_by_order", "warning")]


def test_text_beside_the_columns_is_told() -> None:
    form = read(table([(*HEADINGS, ""), (*FIRST, "另见附页"), (*SECOND, "", "再附")]))
    assert texts(form) == BOTH
    assert [(finding.code, finding.place.row, finding.place.column) for finding in form.findings] == [
        ("text_outside_entries", 2, 7),
        ("text_outside_entries", 3, 8),
    ]


def test_text_under_an_extra_column_is_told_once_with_its_heading() -> None:
    form = read(table([(*HEADINGS, ("备注", 2)), (*FIRST, "甲", "乙")]))
    assert texts(form) == [FIRST_ROW]
    assert codes(form) == ["extra_column"]


def test_an_entry_above_the_heading_is_told() -> None:
    form = read(table([SECOND, HEADINGS, FIRST]))
    assert texts(form) == [FIRST_ROW]
    assert [(finding.code, finding.place.row) for finding in form.findings] == [("text_outside_entries", 1)]


def test_nested_table_is_found() -> None:
    inner = table([HEADINGS, FIRST], number=2)
    outer = table([["外框"]])
    cell = outer.rows[0][0]._replace(text="", nested=(inner,))
    form = read(outer._replace(rows=[[cell]]))
    assert texts(form) == [FIRST_ROW]
    assert form.rows[0].place.table == 2


def test_missing_column_is_an_error_where_it_is_required() -> None:
    form = read(table([HEADINGS[:5], FIRST[:5]]))
    assert [(finding.code, finding.severity, finding.column) for finding in form.findings] == [
        ("column_missing", "warning", "willing")
    ]
    assert "willing" not in texts(form)[0]


def test_a_second_heading_with_other_columns_is_told_as_the_first_is() -> None:
    second = (*SECOND[:5], "优先")
    form = read(table([HEADINGS, FIRST, (*HEADINGS[:5], "备注"), second]))
    assert [row.get("willing") for row in texts(form)] == ["是", None]
    assert [(finding.code, finding.place.row, finding.place.column) for finding in form.findings] == [
        ("column_missing", 3, None),
        ("extra_column", 3, 6),
    ]


def test_a_heading_repeated_as_it_was_is_told_once() -> None:
    rows: list[Line] = [(*HEADINGS, "备注"), (*FIRST, ""), (*HEADINGS, "备注"), (*SECOND, "")]
    assert codes(read(table(rows))) == ["extra_column"]


def test_text_that_is_no_entry_is_never_dropped_in_silence() -> None:
    form = read(
        table([HEADINGS, FIRST, ["", "", "", "另附材料", "", ""]]),
        table([["甲", "乙"], ["丙", "丁"]], number=2),
    )
    assert codes(form) == ["text_outside_entries", "table_left_out"]


def test_signature_lines_and_continuation_marks_are_no_alarm() -> None:
    rows: list[Line] = [
        HEADINGS,
        FIRST,
        [("（续表）", 6)],
        SECOND,
        [("单位负责人（签字）：   填报日期：", 6)],
    ]
    form = read(table(rows))
    assert texts(form) == BOTH
    assert [(finding.code, finding.severity) for finding in form.findings] == [
        ("text_outside_entries", "info")
    ]


def test_a_cell_left_out_at_the_end_of_a_row_is_an_empty_value() -> None:
    form = read(table([HEADINGS, FIRST[:5]]))
    assert texts(form) == [{**FIRST_ROW, "willing": ""}]
    assert form.rows[0].values["willing"].place == Place("表.docx", "", 1, 2, 6)


def test_an_empty_form_is_read_and_told() -> None:
    assert codes(read(table([HEADINGS, ("1", "", "", "", "", "")]))) == ["no_entries"]


def test_a_second_department_in_one_file_is_told() -> None:
    form = read(
        "推荐单位：渝北区", table([HEADINGS, FIRST]), "推荐单位：江津区", table([HEADINGS, SECOND], number=2)
    )
    assert form.header["department"].text == "渝北区"
    assert codes(form) == ["second_header"]


@pytest.mark.parametrize(
    ("blocks", "code"),
    [
        ((), "no_table"),
        (("一封信",), "no_table"),
        ((table([["品名", "数量"], ["螺栓", "3"]]),), "wrong_table"),
        ((table([["序号", "联系人及电话", "推荐理由"], ["1", "向晓岚", "好"]]),), "wrong_table"),
    ],
)
def test_no_annex_is_refused_with_the_reason(blocks: tuple[object, ...], code: str) -> None:
    with pytest.raises(Refused) as refused:
        read(*blocks)  # type: ignore[arg-type]
    assert refused.value.code == code


def test_reading_leaves_the_document_as_it_was() -> None:
    given = document(table([HEADINGS, FIRST]))
    assert given.findings == []
    read(*given.blocks)
    assert given.findings == []


def test_second_row_stands_where_it_stood() -> None:
    form = read(table([HEADINGS, FIRST, SECOND]))
    assert texts(form)[1] == SECOND_ROW
    assert form.rows[1].place == Place("表.docx", "", 1, 3)
