"""An official paper as a Word file."""

from collections.abc import Iterator
from dataclasses import replace
from xml.sax.saxutils import escape

from jianyou.officefiles.paper import Written
from jianyou.officefiles.writing.docx import annex_body
from jianyou.officefiles.writing.docx_foot import PAGE, Part, W
from jianyou.officefiles.writing.docx_parts import font_table, run_look, settings, style, styles
from jianyou.officefiles.writing.fonts import BODY, HEADING, KAI, TITLE, Face
from jianyou.officefiles.writing.official import (
    DATE_BLANK,
    NUMBER_BLANK,
    RED,
    Head,
    Level,
    OfficialPaper,
    attachment_lines,
    is_heading,
    issuer_line,
    pieces_of,
    signature,
)
from jianyou.officefiles.writing.package import (
    OFFICE,
    PROPERTIES,
    RELATIONS,
    XML,
    content_types,
    package_parts,
    relations,
    zipped,
)
from jianyou.officefiles.writing.printable import printable, printable_text
from jianyou.officefiles.writing.spots import locate_in_word

# Twips: 16838 less both margins holds 22 lines of 579; a character less 0.25 pt makes 28 of them a line.
_PAGE = '<w:pgSz w:w="11906" w:h="16838"/>'
_MARGINS = (
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="{header}"'
    ' w:footer="{footer}" w:gutter="0"/>'
)
_LINE, _CHARACTER, _TIGHTER = 579, 315, -5
# The page number's own foot, 7 mm below the text; the lower rule of a letter, 20 mm above the edge.
_HEAD_EDGE, _FOOT, _LETTER_FOOT = 1701, 1304, 1134
_DOWN = 1984  # 35 mm: what is free above the issuer of a document
_BEYOND = 397  # 7 mm: a letter's rules are 170 mm wide
_BODY, _PLAIN, _MAIN, _ISSUER = "OfficialBody", "OfficialPlain", "OfficialTitle", "OfficialIssuer"
_ODD, _EVEN, _FIRST_FOOT, _FIRST_HEAD = "rId4", "rId5", "rId6", "rId7"
_WORD = f"{OFFICE}.wordprocessingml"
_FACES = {Level.FIRST: HEADING, Level.SECOND: KAI, Level.BODY: None}
_RULE = '<w:pBdr><w:{side} w:val="{kind}" w:sz="{size}" w:space="{space}" w:color="{red}"/></w:pBdr>'


def official_docx(paper: OfficialPaper) -> Written:
    """The paper as a .docx, its annex in landscape. Characters that XML can't hold are left out."""
    paper = _printable(paper)
    main = "word/document.xml"
    annex, findings = printable(paper.annex, locate_in_word(paper.annex)) if paper.annex else (None, [])
    body = "".join(_paragraphs(paper))
    if annex is None:
        body += f"{_section(paper)}</w:body></w:document>"
    else:
        last = '<w:spacing w:line="20" w:lineRule="exact"/>'
        body += f"<w:p><w:pPr>{last}{_section(paper)}</w:pPr></w:p>{annex_body(annex, _ODD)}"
    document = f'{XML}<w:document xmlns:w="{W}" xmlns:r="{RELATIONS}"><w:body>{body}'
    return Written(
        zipped((*_parts(paper), (main, document), *package_parts(main, paper.title))), tuple(findings)
    )


def _printable(paper: OfficialPaper) -> OfficialPaper:
    def on_one_line(text: str) -> str:
        return " ".join(printable_text(text).split("\n"))

    return replace(
        paper,
        issuer=on_one_line(paper.issuer),
        title=on_one_line(paper.title),
        number=on_one_line(paper.number),
        signer=on_one_line(paper.signer),
        addressee=on_one_line(paper.addressee),
        signed_by=on_one_line(paper.signed_by),
        date=on_one_line(paper.date),
        note=on_one_line(paper.note),
        paragraphs=[
            line for text in paper.paragraphs for line in printable_text(text).split("\n") if line.strip()
        ],
        attachments=[on_one_line(name) for name in paper.attachments],
    )


def _paragraphs(paper: OfficialPaper) -> Iterator[str]:
    yield from _document_head(paper) if paper.head is Head.DOCUMENT else _letter_head(paper)
    yield _line(_MAIN, _run(paper.title))
    yield _line(_PLAIN)
    if paper.addressee:
        yield _line(_PLAIN, _run(f"{paper.addressee}："))
    for paragraph in paper.paragraphs:
        pieces = pieces_of(paragraph)
        stays = "<w:keepNext/>" if is_heading(pieces) else ""
        yield _line(_BODY, "".join(_run(piece.text, _FACES[piece.level]) for piece in pieces), stays)
    if paper.attachments:
        yield _line(_PLAIN)
        yield from _attachments(paper)
    if paper.signed_by:
        yield _line(_PLAIN)
        yield from _signed(paper)
    if paper.note:
        yield _line(_BODY, _run(f"（{paper.note}）"))


def _document_head(paper: OfficialPaper) -> Iterator[str]:
    yield _line(_ISSUER, _issuer(paper), f'<w:spacing w:before="{_DOWN}"/>')
    yield _line(_PLAIN) * 2
    number = _run(paper.number or NUMBER_BLANK)
    rule = _RULE.format(side="bottom", kind="single", size=12, space=11, red=RED)
    if paper.upward:
        stop = f'<w:tabs><w:tab w:val="right" w:pos="{27 * _CHARACTER}"/></w:tabs>'
        start = f'<w:ind w:left="0" w:firstLine="{_CHARACTER}"/>'
        signer = _run("签发人：") + _run(paper.signer or "　　　", KAI)
        yield _line(_PLAIN, f"{number}<w:r><w:tab/></w:r>{signer}", f"{rule}{stop}{start}")
    else:
        yield _line(_PLAIN, number, f'{rule}<w:jc w:val="center"/>')
    yield _line(_PLAIN) * 2


def _letter_head(paper: OfficialPaper) -> Iterator[str]:
    # The first rule stands above the text; the number follows it at 7/8 of a character's height.
    yield _line(
        _PLAIN, _run(paper.number or NUMBER_BLANK), '<w:spacing w:before="280"/><w:jc w:val="right"/>'
    )
    yield _line(_PLAIN) * 2


def _attachments(paper: OfficialPaper) -> Iterator[str]:
    for label, name in attachment_lines(paper):
        hanging = round(len(label.replace(". ", "．")) * _CHARACTER)
        indent = f'<w:ind w:left="{2 * _CHARACTER + hanging}" w:hanging="{hanging}"/>'
        yield _line(_PLAIN, _run(label + name), indent)


def _signed(paper: OfficialPaper) -> Iterator[str]:
    width, right = signature(paper)
    left = round((28 - width - right) * _CHARACTER)
    indent = f'<w:ind w:left="{max(0, left)}" w:right="{round(right * _CHARACTER)}"/><w:jc w:val="center"/>'
    yield _line(_PLAIN, _run(paper.signed_by), f"<w:keepNext/>{indent}")
    yield _line(_PLAIN, _run(paper.date or DATE_BLANK), indent)


def _line(style_id: str, runs: str = "", properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{properties}</w:pPr>{runs}</w:p>'


def _run(text: str, face: Face | None = None) -> str:
    fonts = (
        f'<w:rFonts w:eastAsia="{face.word}" w:hint="eastAsia"/>' if face else '<w:rFonts w:hint="eastAsia"/>'
    )
    return f'<w:r><w:rPr>{fonts}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _issuer(paper: OfficialPaper) -> str:
    text, size = issuer_line(paper)
    half_points = round(size * 2)
    look = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    run = f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/>{look}</w:rPr>'
    return f'{run}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _section(paper: OfficialPaper) -> str:
    letter = paper.head is Head.LETTER
    feet = "".join(
        f'<w:footerReference w:type="{kind}" r:id="{target}"/>'
        for kind, target in (
            ("default", _ODD),
            ("even", _EVEN),
            *((("first", _FIRST_FOOT),) if letter else ()),
        )
    )
    head = f'<w:headerReference w:type="first" r:id="{_FIRST_HEAD}"/>' if letter else ""
    margins = _MARGINS.format(header=_HEAD_EDGE if letter else 850, footer=_LETTER_FOOT if letter else _FOOT)
    own = "<w:titlePg/>" if letter else ""
    grid = f'<w:docGrid w:type="lines" w:linePitch="{_LINE}"/>'
    return f"<w:sectPr>{head}{feet}{_PAGE}{margins}{own}{grid}</w:sectPr>"


def _styles() -> str:
    exact = (
        '<w:widowControl w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{_LINE}" w:lineRule="exact"/>'
    )
    text = run_look(BODY, 32).replace("<w:sz ", f'<w:spacing w:val="{_TIGHTER}"/><w:sz ', 1)
    red = run_look(TITLE, 72).replace("<w:sz ", f'<w:color w:val="{RED}"/><w:sz ', 1)
    return styles(
        style(_PLAIN, "公文行", exact, text)
        + style(_BODY, "公文正文", f'{exact}<w:ind w:firstLineChars="200" w:firstLine="640"/>', text)
        + style(
            _MAIN,
            "公文标题",
            '<w:keepNext/><w:spacing w:before="0" w:after="0" w:line="660" w:lineRule="exact"/>'
            '<w:jc w:val="center"/><w:outlineLvl w:val="0"/>',
            run_look(TITLE, 44),
        )
        + style(
            _ISSUER,
            "发文机关标志",
            '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>',
            red,
        )
    )


def _parts(paper: OfficialPaper) -> tuple[Part, ...]:
    kinds = {
        "word/document.xml": "document.main",
        "word/styles.xml": "styles",
        "word/settings.xml": "settings",
        "word/fontTable.xml": "fontTable",
        "word/footer1.xml": "footer",
        "word/footer2.xml": "footer",
        "word/footer3.xml": "footer",
        "word/header1.xml": "header",
    }
    types = {name: f"{_WORD}.{kind}+xml" for name, kind in kinds.items()}
    related = (
        *(("styles", "styles.xml"), ("settings", "settings.xml"), ("fontTable", "fontTable.xml")),
        *(("footer", "footer1.xml"), ("footer", "footer2.xml"), ("footer", "footer3.xml")),
        ("header", "header1.xml"),
    )
    return (
        content_types({**types, **PROPERTIES}),
        ("word/_rels/document.xml.rels", relations([(f"{RELATIONS}/{kind}", to) for kind, to in related])),
        ("word/styles.xml", _styles()),
        ("word/settings.xml", settings("<w:evenAndOddHeaders/>")),
        ("word/fontTable.xml", font_table(KAI)),
        ("word/footer1.xml", _foot(_page_line("right", paper))),
        ("word/footer2.xml", _foot(_page_line("left", paper))),
        ("word/footer3.xml", _foot(_letter_rule("top", "thinThickSmallGap", 1, line=20))),
        ("word/header1.xml", _first_head(paper)),
    )


def _page_line(side: str, paper: OfficialPaper) -> str:
    # A letter's foot lies lower for its rule: its page numbers are lifted to the standard's place.
    lift = f'<w:spacing w:after="{_FOOT - _LETTER_FOOT}"/>' if paper.head is Head.LETTER else ""
    indent = f'<w:ind w:{side}="280"/><w:jc w:val="{side}"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/>{lift}{indent}</w:pPr>{PAGE}</w:p>'


def _letter_rule(side: str, kind: str, space: int, *, line: int) -> str:
    rule = _RULE.format(side=side, kind=kind, size=24, space=space, red=RED)
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>'
    return f'<w:p><w:pPr>{rule}{spacing}<w:ind w:left="-{_BEYOND}" w:right="-{_BEYOND}"/></w:pPr></w:p>'


def _first_head(paper: OfficialPaper) -> str:
    rule = _RULE.format(side="bottom", kind="thickThinSmallGap", size=24, space=11, red=RED)
    beyond = f'<w:ind w:left="-{_BEYOND}" w:right="-{_BEYOND}"/>'
    line = _line(_ISSUER, _issuer(paper), f"{rule}{beyond}")
    return f'{XML}<w:hdr xmlns:w="{W}" xmlns:r="{RELATIONS}">{line}</w:hdr>'


def _foot(paragraph: str) -> str:
    return f'{XML}<w:ftr xmlns:w="{W}" xmlns:r="{RELATIONS}">{paragraph}</w:ftr>'
