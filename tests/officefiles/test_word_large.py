"""A part beyond 1 MB goes another way, and must come out the same."""

from pathlib import Path

import pytest

from jianyou.officefiles.guard import LIMITS
from jianyou.officefiles.model import Document
from jianyou.officefiles.word.largexml import parse_large
from jianyou.terms.finding import Refused
from tests.corpus.wordxml import document, numbering, office_cell, p, r, sdt, styles, tbl, tc, tr
from tests.officefiles.reading import read

FILLER = p("此处补足篇幅" * 70_000)
PARTS = {
    "word/styles.xml": styles(
        '<w:style w:type="paragraph" w:styleId="n"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        '</w:style><w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
    ),
    "word/numbering.xml": numbering(
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    ),
}
MARK = 'w:id="1" w:author="a"'
BODIES = {
    "formatted cells": f"<w:tbl><w:tr>{office_cell('甲')}{office_cell('')}</w:tr></w:tbl>",
    "merges": tbl(
        tr(tc("甲", properties='<w:tcW w:w="9"/><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>'), "乙"),
        tr(tc(properties='<w:gridSpan w:val="2"/><w:vMerge/><w:vAlign w:val="x"/>'), "丙"),
        tr("丁", properties='<w:gridBefore w:val="1"/><w:cantSplit/>'),
        tr(tc("戊", properties='<w:hMerge w:val="restart"/>'), tc(properties="<w:hMerge/>")),
    ),
    "tracked": tbl(
        tr("甲", properties=f"<w:cantSplit/><w:del {MARK}/>"),
        tr(tc("乙", properties=f'<w:tcW w:w="1"/><w:cellDel {MARK}/>'), "丙", properties=f"<w:ins {MARK}/>"),
    )
    + p("丁", properties=f'<w:jc w:val="left"/><w:rPr><w:sz w:val="2"/><w:del {MARK}/></w:rPr>')
    + p("戊"),
    "hidden": p(r("甲", "<w:b/><w:vanish/>"), r("乙", '<w:sz w:val="2"/><w:rStyle w:val="h"/>'), "丙"),
    "numbered": p("甲", properties='<w:jc w:val="x"/><w:pStyle w:val="n"/>')
    + tbl(tr(tc(p(properties='<w:spacing/><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:b/></w:rPr>')))),
    "symbols": p(
        r("R", '<w:b/><w:rFonts w:ascii="Wingdings 2"/>'),
        r("\uf0b7", '<w:rFonts w:hAnsi="Symbol"/>'),
        r("甲", '<w:rFonts w:ascii="仿宋"/><w:b/>'),
    ),
    "controls": sdt(tbl(sdt(tr(sdt(tc("提示"), "<w:showingPlcHdr/>"), "乙")))),
    "box": p("<w:r><w:pict><w:txbxContent>" + p("盒") + "</w:txbxContent></w:pict></w:r>"),
    "attributes that are read": p(
        '<w:r><w:t xml:space="preserve"> 甲\n </w:t><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    ),
}


@pytest.mark.parametrize("name", BODIES)
def test_large_parts_read_like_small_ones(tmp_path: Path, name: str) -> None:
    small = read(tmp_path, BODIES[name], parts=PARTS)
    large = read(tmp_path, BODIES[name], FILLER, parts=PARTS)
    assert large.blocks[-1][0] == "此处补足篇幅" * 70_000
    assert Document(large.file, large.kind, large.blocks[:-1], large.findings) == small
    assert small.blocks


def test_pieces_may_break_anywhere() -> None:
    main = document(p("甲"), tbl(tr("乙", "丙"))).encode()
    whole = [element.tag for element in parse_large([main], "x", LIMITS.tree_bytes).iter()]
    single = [bytes([byte]) for byte in main]
    single[:1] = [main[:300]]
    del single[1:300]
    assert [element.tag for element in parse_large(single, "x", LIMITS.tree_bytes).iter()] == whole


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<w:p/>" * 4_000, "part_too_complex"),
        ("<w:p>", "part_damaged"),
        ("<w:p>" * 300, "part_too_deep"),
    ],
)
def test_what_is_refused(body: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_large([document(body).encode()], "word/document.xml", 400_000)
    assert (caught.value.code, dict(caught.value.params)) == (code, {"part": "word/document.xml"})


def test_formatting_dropped_makes_room() -> None:
    cells = f"<w:tbl><w:tr>{office_cell('甲') * 900}</w:tr></w:tbl>"
    main = document(cells).encode()
    pieces = [main[at : at + 4096] for at in range(0, len(main), 4096)]
    root = parse_large(pieces, "x", 1_000_000)
    assert sum(1 for _ in root.iter()) < 900 * 4 + 10
    with pytest.raises(Refused):
        parse_large(pieces, "x", 500_000)
