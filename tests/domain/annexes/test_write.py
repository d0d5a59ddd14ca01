from jianyou.domain.annexes.merge import merge
from jianyou.domain.annexes.records import Form, FormStatus
from jianyou.domain.annexes.write import blank_paper, findings_sheets, master_paper
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import Message
from jianyou.terms.place import Place
from tests.domain.annexes.tables import FIRST, HEADINGS, SECOND, TRAINING, read, table


def test_blank_paper_is_the_annex_itself() -> None:
    paper = blank_paper(TRAINING, rows=2)
    assert (paper.label, paper.title, paper.blank_rows, list(paper.rows)) == ("附件1", "讲师推荐表", 2, [])
    assert [column.title for column in paper.columns] == list(HEADINGS)
    assert list(paper.header) == [("推荐单位", ""), ("联系电话", "")]


def test_master_is_renumbered_and_headed_by_the_office_alone() -> None:
    first = read("推荐单位：渝北区 联系电话：023-1", table([HEADINGS, ("7", *FIRST[1:])]))
    second = read(table([HEADINGS, ("7", *SECOND[1:])]))
    paper = master_paper(TRAINING, merge([first, second]), header={"department": "市教研院"})
    assert [list(row) for row in paper.rows] == [["1", *FIRST[1:]], ["2", *SECOND[1:]]]
    assert list(paper.header) == [("推荐单位", "市教研院"), ("联系电话", "")]


def test_findings_sheets_name_file_entry_column_and_cell() -> None:
    form = read("推荐单位：渝北区", table([HEADINGS, FIRST]))
    place = Place("表.docx", "", 1, 2, 6)
    form.findings.append(
        Finding("value_missing", Severity.ERROR, place, {"title": "是否愿意授课"}, 1, "willing")
    )
    bad = Form("坏.docx", FormStatus.REJECTED, Message("no_entries"))
    findings, files = findings_sheets([form, bad], TRAINING, Lang.ZH)
    assert [list(row) for row in findings.rows] == [
        ["坏.docx", "", "", "", "未能读取", "表格是空的，没有填写任何推荐对象。请填写后再报。", ""],
        [
            *("表.docx", "1", "贺明远", "是否愿意授课", "错误"),
            *("“是否愿意授课”没有填写，请补填。", "第1个表格第2行第6列"),
        ],
    ]
    assert [list(row) for row in files.rows] == [
        ["表.docx", "已读取", "渝北区", "1", "1", "0", "0", ""],
        ["坏.docx", "未能读取", "", "", "", "", "", "表格是空的，没有填写任何推荐对象。请填写后再报。"],
    ]
    assert [column.title for column in findings_sheets([], TRAINING, Lang.EN)[0].columns] == [
        "File",
        "Entry",
        "Nominee",
        "Column",
        "Severity",
        "What is wrong",
        "Place",
    ]
