"""The text of paragraphs: everything a person sees, nothing a person doesn't."""

from pathlib import Path

import pytest

from jianyou.terms.finding import Finding, Severity
from jianyou.terms.place import Place
from tests.corpus.wordxml import NAMESPACES, document, p, r, sdt, styles, tbl, tc, tr
from tests.officefiles.reading import cell_text, codes, read, rows, tables, text_of, texts

CELL = Place("form.docx", table=1, row=1, column=1)
FIRST = Place("form.docx", paragraph=1)


def field(instruction: str, result: str, *, form: str = "") -> str:
    data = f"<w:ffData>{form}</w:ffData>" if form else ""
    separated = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>{separated}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (r("甲") + r("乙"), "甲乙"),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>", "甲\n乙\n丙"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:ptab/><w:t>丙</w:t></w:r>", "甲\t乙\t丙"),
        ("<w:r><w:t>023</w:t><w:noBreakHyphen/><w:t>0000</w:t><w:softHyphen/></w:r>", "023-0000"),
        (f'<w:hyperlink r:id="rId9">{r("网址")}</w:hyperlink>', "网址"),
        (f'<w:smartTag w:element="x">{r("甲")}<w:smartTag>{r("乙")}</w:smartTag></w:smartTag>', "甲乙"),
        (f'<w:customXml w:element="x">{r("甲")}</w:customXml>', "甲"),
        (f'<w:bdo w:val="ltr">{r("甲")}</w:bdo><w:dir w:val="ltr">{r("乙")}</w:dir>', "甲乙"),
        (f"<x99:future>{r('甲')}</x99:future>", "甲"),
        (f"<w:r><w:ruby><w:rt>{r('jiǎ')}</w:rt><w:rubyBase>{r('甲')}</w:rubyBase></w:ruby></w:r>", "甲"),
        ("<m:oMath><m:r><w:rPr/><m:t>x+1</m:t></m:r></m:oMath>", "x+1"),
        ("<w:r><w:t xml:space='preserve'>甲\n  乙</w:t></w:r>", "甲 乙"),
        ("<w:r><w:t>\n    甲乙\n  </w:t></w:r>", "甲乙"),
        ("<w:r><w:t xml:space='preserve'>甲　乙 </w:t></w:r>", "甲　乙 "),
        ("<w:r><w:t>甲<!-- 注 -->乙</w:t></w:r>", "甲乙"),
        ("<w:r><w:t>甲<![CDATA[<乙>]]></w:t></w:r>", "甲<乙>"),
        ("<w:r><w:t>☑️是</w:t></w:r>", "☑是"),
        (f'<w:proofErr w:type="x"/><w:bookmarkStart w:id="0" w:name="a"/>{r("甲")}', "甲"),
    ],
)
def test_runs_and_shells(tmp_path: Path, content: str, text: str) -> None:
    assert text_of(tmp_path, content) == text


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "00A8", "☐"),
        ("Wingdings 2", "F052", "☑"),
        ("Wingdings 2", "F0A3", "□"),
        ("Symbol", "F0B7", "•"),
        ("宋体", "2611", "☑"),
    ],
)
def test_symbols_of_symbol_fonts(tmp_path: Path, font: str, code: str, shown: str) -> None:
    assert text_of(tmp_path, f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>', r("是")) == shown + "是"


def test_unknown_symbol_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, p('<w:r><w:sym w:font="Wingdings 3" w:char="F070"/></w:r>', "是"))
    assert texts(found) == ["是"]
    assert found.findings == [
        Finding("symbol_unknown", Severity.WARNING, FIRST, {"text": "Wingdings 3 F070"})
    ]


def test_letters_typed_in_a_symbol_font(tmp_path: Path) -> None:
    fonts = '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'
    assert text_of(tmp_path, r("R", fonts), r("是"), r("£", fonts), r("否")) == "☑是□否"


def test_private_characters_of_a_symbol_font(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        p(r("\uf0b7甲", '<w:rFonts w:hAnsi="Symbol"/>'), r("\uf0fe", '<w:rFonts w:ascii="Wingdings"/>')),
        p(r("\uf0fe乙"), "\uf8f5\ue123"),
    )
    assert texts(found) == ["•甲☑", "乙\uf8f5\ue123"]
    place = Place("form.docx", paragraph=2)
    assert found.findings == [Finding("symbol_unknown", Severity.WARNING, place, {"text": "U+F0FE"})]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (field("PAGE", "3"), "3"),
        (field(" DATE ", ""), ""),
        (field("IF " + "x" * 9, "甲") + r("乙"), "甲乙"),
        (f'<w:fldSimple w:instr="PAGE">{r("3")}</w:fldSimple>', "3"),
        (field("FORMTEXT", "填写内容"), "填写内容"),
        (field("FORMCHECKBOX", "", form='<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'), "☑"),
        (field("FORMCHECKBOX", "", form='<w:checkBox><w:default w:val="1"/></w:checkBox>'), "☑"),
        (field("FORMCHECKBOX", "", form='<w:checkBox><w:checked w:val="0"/></w:checkBox>'), "☐"),
        (
            field(
                "FORMDROPDOWN",
                "",
                form='<w:ddList><w:result w:val="1"/><w:listEntry w:val="否"/>'
                '<w:listEntry w:val="是"/></w:ddList>',
            ),
            "是",
        ),
    ],
)
def test_fields_show_their_results(tmp_path: Path, content: str, text: str) -> None:
    assert text_of(tmp_path, content) == text


def test_field_in_a_field_s_instruction(tmp_path: Path) -> None:
    inner = field("PAGE", "7")
    outer = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
        f'{inner}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("结果")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert text_of(tmp_path, outer) == "结果"


def test_field_over_two_paragraphs(tmp_path: Path) -> None:
    begun = (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/></w:r>'
    )
    found = read(tmp_path, p(begun, "一"), p("二", '<w:r><w:fldChar w:fldCharType="end"/></w:r>', "三"))
    assert texts(found) == ["一", "二三"]
    assert found.findings == []


@pytest.mark.parametrize("instruction", [" DDEAUTO c:\\\\x ", 'dde "Excel" a', "DDE"])
def test_dde_is_told_and_its_result_read(tmp_path: Path, instruction: str) -> None:
    text, findings = cell_text(tmp_path, p(field(instruction, "甲")))
    assert text == "甲"
    assert [(finding.code, finding.severity, finding.place) for finding in findings] == [
        ("field_code_dde", Severity.WARNING, CELL)
    ]


def test_dde_split_over_runs_and_in_a_simple_field(tmp_path: Path) -> None:
    split = field("D</w:instrText></w:r><w:r><w:instrText>DE x", "甲")
    simple = f'<w:fldSimple w:instr=" DDEAUTO x">{r("乙")}</w:fldSimple>'
    text, findings = cell_text(tmp_path, p(split, simple))
    assert text == "甲乙"
    assert [dict(finding.params) for finding in findings] == [{"text": "DDE x DDEAUTO x"}]


def test_unfinished_field_swallows_nothing_in_silence(tmp_path: Path) -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    found = read(tmp_path, tbl(tr(tc(p(begun, "甲")), "乙")), p("丙"))
    assert rows(tables(found)[0]) == [["", "乙"]]
    assert texts(found) == ["丙"]
    assert found.findings == [Finding("field_unfinished", Severity.WARNING, CELL, {"text": "甲"})]


def test_control_with_content(tmp_path: Path) -> None:
    assert cell_text(tmp_path, p(sdt(r("甲")), "乙")) == ("甲乙", [])


def test_unfilled_control_is_empty_and_told(tmp_path: Path) -> None:
    text, findings = cell_text(tmp_path, p(sdt(r("单击此处输入文字"), "<w:showingPlcHdr/>"), "乙"))
    assert text == "乙"
    assert findings == [Finding("placeholder_left", Severity.INFO, CELL, {"text": "单击此处输入文字"})]


def test_placeholder_switched_off_is_content(tmp_path: Path) -> None:
    assert cell_text(tmp_path, p(sdt(r("甲"), '<w:showingPlcHdr w:val="0"/>'))) == ("甲", [])


def test_unfilled_control_around_paragraphs_and_cells(tmp_path: Path) -> None:
    prompt = "<w:showingPlcHdr/>"
    found = read(
        tmp_path,
        sdt(p("提示一"), prompt),
        tbl(tr(sdt(tc("提示二"), prompt), "乙"), sdt(tr("丙", "丁"), prompt)),
        sdt(tbl(tr("戊")), prompt),
    )
    assert texts(found) == []
    assert [rows(table) for table in tables(found)] == [[["", "乙"], ["丙", "丁"]], [["戊"]]]
    assert codes(found) == ["placeholder_left", "placeholder_left"]


@pytest.mark.parametrize(
    ("state", "content", "text"),
    [
        ("1", "☒", "☑"),
        ("0", "☐", "☐"),
        ("1", "", "☑"),
        ("0", "", "☐"),
        ("1", "☐", "☐"),  # what is seen wins
        ("0", "☒", "☒"),
    ],
)
def test_check_box_control(tmp_path: Path, state: str, content: str, text: str) -> None:
    box = f'<w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox>'
    assert text_of(tmp_path, sdt(r(content), box), r("是")) == text + "是"


def test_tracked_changes_stand_as_accepted(tmp_path: Path) -> None:
    mark = 'w:id="1" w:author="a"'
    deleted = f"<w:del {mark}><w:r><w:delText>旧</w:delText></w:r></w:del>"
    inserted = f"<w:ins {mark}>{r('新')}</w:ins>"
    left = f"<w:moveFrom {mark}>{r('原处')}</w:moveFrom>"
    moved = f"<w:moveTo {mark}>{r('新处')}</w:moveTo>"
    found = read(tmp_path, p("甲", deleted, inserted), p(left, moved), tbl(tr(tc(p(inserted)))))
    assert texts(found) == ["甲新", "新处"]
    assert rows(tables(found)[0]) == [["新"]]
    assert found.findings == [Finding("tracked_changes", Severity.INFO, FIRST, {"count": 3})]


def test_deleted_paragraph_mark_joins(tmp_path: Path) -> None:
    mark = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    text, findings = cell_text(tmp_path, p("甲", properties=mark), p("乙"), p("丙", properties=mark))
    assert text == "甲乙\n丙"
    assert codes(findings) == ["tracked_changes"]
    found = read(tmp_path, p("甲", properties=mark), tbl(tr("格")), p("乙", properties=mark))
    assert texts(found) == ["甲", "乙"]
    assert rows(tables(found)[0]) == [["格"]]


@pytest.mark.parametrize("properties", ["<w:vanish/>", '<w:vanish w:val="true"/>', "<w:webHidden/>"])
def test_hidden_text_is_left_out_and_quoted(tmp_path: Path, properties: str) -> None:
    long = "隐藏的话一共有二十多个字所以只引用开头的二十个字"
    text, findings = cell_text(tmp_path, p("甲", r(long[:10], properties), r(long[10:], properties), "乙"))
    assert text == "甲乙"
    assert findings == [Finding("hidden_text", Severity.WARNING, CELL, {"text": long[:20] + "…"})]


def test_hidden_off_and_mark_alone_are_visible(tmp_path: Path) -> None:
    mark = "<w:rPr><w:vanish/></w:rPr>"
    assert text_of(tmp_path, r("甲", '<w:vanish w:val="0"/>'), properties=mark) == "甲"


def test_hidden_by_character_and_paragraph_style(tmp_path: Path) -> None:
    sheet = styles(
        '<w:style w:type="character" w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>',
        '<w:style w:type="character" w:styleId="Secret"><w:basedOn w:val="Base"/></w:style>',
        '<w:style w:type="paragraph" w:styleId="Note"><w:rPr><w:vanish/></w:rPr></w:style>',
    )
    parts = {"word/styles.xml": sheet}
    found = read(
        tmp_path,
        p("甲", r("乙", '<w:rStyle w:val="Secret"/>')),
        p("丙", r("丁", '<w:vanish w:val="0"/>'), properties='<w:pStyle w:val="Note"/>'),
        p(r("戊", '<w:rStyle w:val="Secret"/>'), properties='<w:pStyle w:val="Note"/>'),
        parts=parts,
    )
    assert texts(found) == ["甲", "丁", "戊"]  # two styles that both hide cancel each other
    assert [finding.params["text"] for finding in found.findings] == ["乙", "丙"]


def test_hidden_by_defaults(tmp_path: Path) -> None:
    rule = "<w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault>"
    by_defaults = styles(f"<w:docDefaults>{rule}</w:docDefaults>")
    assert text_of(tmp_path, "甲", styles=by_defaults) == ""
    by_style = styles(
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    assert text_of(tmp_path, "甲", styles=by_style) == ""


@pytest.mark.parametrize(
    ("char", "severity"),
    [
        ("\u200b", Severity.INFO),
        ("\ufeff", Severity.INFO),
        ("\u00ad", Severity.INFO),
        ("\u2060", Severity.INFO),
        ("\u0085", Severity.INFO),
        ("\u202e", Severity.WARNING),
        ("\u2066", Severity.WARNING),
    ],
)
def test_invisible_characters_are_removed_and_told(tmp_path: Path, char: str, severity: Severity) -> None:
    text, findings = cell_text(tmp_path, f"甲{char}乙{char}")
    assert text == "甲乙"
    params = {"characters": f"U+{ord(char):04X}"}
    assert findings == [Finding("invisible_characters", severity, CELL, params)]


def test_control_characters_by_reference(tmp_path: Path) -> None:
    text, findings = cell_text(tmp_path, p("<w:r><w:t>甲&#x200D;&#x7F;乙</w:t></w:r>"))
    assert text == "甲乙"
    assert [finding.params["characters"] for finding in findings] == ["U+007F U+200D"]


def test_findings_beyond_fifty_places_are_counted(tmp_path: Path) -> None:
    found = read(tmp_path, *[p(f"甲\u200b{number}") for number in range(53)])
    assert len(texts(found)) == 53
    assert codes(found) == ["findings_left_out"] + ["invisible_characters"] * 50
    assert found.findings[-1] == Finding(
        "findings_left_out", Severity.WARNING, Place("form.docx"), {"count": 3}
    )


def test_paragraphs_keep_their_numbers(tmp_path: Path) -> None:
    found = read(tmp_path, p("一"), p(), p("三"))
    assert [(block.number, block[0]) for block in found.blocks] == [(1, "一"), (3, "三")]


def test_strict_documents_read_alike(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    main = (
        document(p(r("甲", "<w:vanish/>"), "乙"), tbl(tr("丙")))
        .replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict)
        .replace('xmlns:m="http://schemas', 'xmlns:mm="http://schemas')
    )
    assert strict in main
    found = read(tmp_path, parts={"word/document.xml": main})
    assert texts(found) == ["乙"]
    assert rows(tables(found)[0]) == [["丙"]]
    assert codes(found) == ["hidden_text"]


@pytest.mark.parametrize("prefix", ["ns0", "", "W"])
def test_prefixes_are_free(tmp_path: Path, prefix: str) -> None:
    main = document(p(r("甲", "<w:vanish/>"), "乙"))
    colon = prefix + ":" if prefix else ""
    main = main.replace("<w:", f"<{colon}").replace("</w:", f"</{colon}")
    main = main.replace("xmlns:w=", f"xmlns:{prefix}=" if prefix else "xmlns=")
    found = read(tmp_path, parts={"word/document.xml": main})
    assert texts(found) == ["乙"]
    assert codes(found) == ["hidden_text"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "gb18030"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    declared = {"utf-16": "UTF-16", "utf-8-sig": "UTF-8", "gb18030": "GB18030"}[encoding]
    main = document(p("䶮江玥")).replace('encoding="UTF-8"', f'encoding="{declared}"')
    assert texts(read(tmp_path, parts={"word/document.xml": main.encode(encoding)})) == ["䶮江玥"]


def test_header_footer_and_footnotes(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        p("正文"),
        parts={
            "word/header1.xml": f"<w:hdr {NAMESPACES}>{p('填报部门：甲局')}{p()}</w:hdr>",
            "word/footer2.xml": f"<w:ftr {NAMESPACES}>{p('第1页')}</w:ftr>",
            "word/footnotes.xml": f"<w:footnotes {NAMESPACES}>{p('脚注')}</w:footnotes>",
        },
    )
    assert [(block.part, block[0]) for block in found.blocks] == [
        ("", "正文"),
        ("footer", "第1页"),
        ("footnote", "脚注"),
        ("header", "填报部门：甲局"),
    ]


def test_content_in_other_files_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, p("甲"), '<w:altChunk r:id="rId5"/>', p("乙", '<w:subDoc r:id="rId6"/>'))
    assert texts(found) == ["甲", "乙"]
    assert codes(found) == ["content_elsewhere", "content_elsewhere"]


def test_text_outside_any_paragraph_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, p("甲"), r("乙"), tbl(tr(tc(p("丙"), r("丁"))), "戊"))
    assert texts(found) == ["甲"]
    assert [finding.params["text"] for finding in found.findings] == ["乙", "丁"]
