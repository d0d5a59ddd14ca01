"""Text boxes are read once, after the block that holds them; of alternatives exactly one counts."""

from pathlib import Path

import pytest

from jianyou.terms.finding import Finding, Severity
from jianyou.terms.place import Place
from tests.corpus.wordxml import p, r, tbl, tc, tr
from tests.officefiles.reading import read, rows, tables, texts


def shape(*content: str) -> str:
    return (
        "<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>"
        f"{''.join(content)}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )


def legacy(*content: str) -> str:
    inner = "".join(content)
    return (
        f"<w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )


def either(requires: str, choice: str, fallback: str | None) -> str:
    second = "" if fallback is None else f"<mc:Fallback>{fallback}</mc:Fallback>"
    return (
        f'<mc:AlternateContent><mc:Choice Requires="{requires}">{choice}</mc:Choice>{second}'
        "</mc:AlternateContent>"
    )


def run(content: str) -> str:
    return f"<w:r>{content}</w:r>"


@pytest.mark.parametrize(
    "box",
    [
        shape(p("填报部门：甲局")),
        legacy(p("填报部门：甲局")),
        either("wps", shape(p("填报部门：甲局")), legacy(p("填报部门：甲局"))),
        either("wps", shape(p("填报部门：甲局")), None),
        either("x99", shape(p("错")), legacy(p("填报部门：甲局"))),
        either("unbound", shape(p("错")), legacy(p("填报部门：甲局"))),
        either("x99", shape(p("填报部门：甲局")), None),
    ],
)
def test_text_box_is_read_once(tmp_path: Path, box: str) -> None:
    found = read(tmp_path, p("前", run(box), "后"), p("末"))
    assert [(block.part, block[0]) for block in found.blocks] == [
        ("", "前后"),
        ("textbox", "填报部门：甲局"),
        ("", "末"),
    ]
    assert found.findings == []


def test_table_in_a_text_box(tmp_path: Path) -> None:
    found = read(tmp_path, p(run(shape(p("题"), tbl(tr("甲", "乙"))))), tbl(tr("丙")))
    assert [(table.number, table.part, rows(table)) for table in tables(found)] == [
        (1, "textbox", [["甲", "乙"]]),
        (2, "", [["丙"]]),
    ]


def test_text_box_over_a_cell_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, tbl(tr("甲", tc(p(run(shape(p("盖上的值"))))))))
    assert rows(tables(found)[0]) == [["甲", ""]]
    assert texts(found) == ["盖上的值"]
    place = Place("form.docx", table=1, row=1, column=2)
    assert found.findings == [Finding("textbox_in_cell", Severity.WARNING, place, {"text": "盖上的值"})]


def test_places_in_a_text_box(tmp_path: Path) -> None:
    found = read(tmp_path, p("前", run(shape(p("一"), p("二\u200b")))))
    assert [finding.place for finding in found.findings] == [Place("form.docx", "textbox", paragraph=2)]


def test_box_in_a_box(tmp_path: Path) -> None:
    found = read(tmp_path, p(run(shape(p("外", run(legacy(p("内"))))))), p("末"))
    assert texts(found) == ["外", "内", "末"]


def test_alternatives_of_runs_and_blocks(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        p("甲", either("w14", r("选"), r("弃"))),
        either("x99", p("弃"), p("选")),
        tbl(tr(either("w14", tc("选"), tc("弃")), "乙")),
    )
    assert texts(found) == ["甲选", "选"]
    assert rows(tables(found)[0]) == [["选", "乙"]]


def test_boxes_keep_off_the_text_around_them(tmp_path: Path) -> None:
    mark = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    begun = '<w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>'
    found = read(
        tmp_path,
        p("甲", run(shape(p("盒"))), properties=mark),
        p("乙", run(begun + shape(p("域中"))), run('<w:fldChar w:fldCharType="end"/>')),
    )
    assert texts(found) == ["盒", "甲乙", "域中"]
