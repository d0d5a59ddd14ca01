"""The parts of a .docx that don't depend on its text: styles, fonts, settings, footer, relations."""

from functools import lru_cache

from jianyou.officefiles.paper import FootMark
from jianyou.officefiles.writing.docx_foot import MARK_PICTURE, Part, W, foot_parts
from jianyou.officefiles.writing.fonts import (
    BODY,
    CHARSET,
    HEADING,
    LATIN,
    LATIN_PANOSE,
    PAGE_NUMBER,
    TITLE,
    Face,
)
from jianyou.officefiles.writing.package import OFFICE, PROPERTIES, RELATIONS, XML, content_types, relations

# Style ids; Word lists the styles by their Chinese names.
LABEL, TITLE_LINE, HEADER_LINE, HEAD, TEXT, CENTERED, NOTE = (
    "PaperLabel",
    "Title",
    "PaperHeader",
    "PaperHead",
    "PaperText",
    "PaperCentered",
    "PaperNote",
)

_WORD = f"{OFFICE}.wordprocessingml"
_PARTS = {
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "word/footer1.xml": f"{_WORD}.footer+xml",
    **PROPERTIES,
}
_RELATED = ("styles", "settings", "fontTable", "footer")
FOOTER_ID = "rId4"


def run_look(face: Face, half_points: int, latin: str = LATIN) -> str:
    """The properties of a run in that face and size."""
    return (
        f'<w:rPr><w:rFonts w:ascii="{latin}" w:eastAsia="{face.word}" w:hAnsi="{latin}" w:cs="{latin}"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
    )


def style(style_id: str, name: str, paragraph: str, run: str) -> str:
    """A style of a paragraph, listed by its name."""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr>{run}</w:style>'
    )


def _cell_spacing(alignment: str) -> str:
    # "At least" keeps rows even whichever face stands in, and grows with a larger pasted font.
    return (
        f'<w:spacing w:before="0" w:after="0" w:line="300" w:lineRule="atLeast"/><w:jc w:val="{alignment}"/>'
    )


def styles(more: str = "") -> str:
    """The part of the styles; `more` are further ones."""
    built_in = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:jc w:val="both"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        f'<w:style w:type="paragraph" w:styleId="{TITLE_LINE}"><w:name w:val="Title"/>'
        '<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="240"'
        ' w:line="640" w:lineRule="atLeast"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr>'
        f"{run_look(TITLE, 44)}</w:style>"
        '<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:jc w:val="center"/></w:pPr>{run_look(PAGE_NUMBER, 28)}</w:style>'
    )
    # GB/T 9704-2012 sets the number of 附件2 in the same face, and close.
    label = run_look(HEADING, 32, HEADING.word)
    own = (
        style(LABEL, "附件标识", '<w:keepNext/><w:autoSpaceDN w:val="0"/><w:jc w:val="left"/>', label)
        + style(
            HEADER_LINE,
            "表头行",
            '<w:keepNext/><w:spacing w:after="120"/><w:jc w:val="left"/>',
            run_look(BODY, 28),
        )
        + style(HEAD, "表格栏目", _cell_spacing("center"), run_look(HEADING, 21, HEADING.word))
        + style(TEXT, "表格正文", _cell_spacing("left"), run_look(BODY, 21))
        + style(CENTERED, "表格居中", _cell_spacing("center"), run_look(BODY, 21))
        + style(NOTE, "表下说明", '<w:spacing w:before="120"/>', run_look(BODY, 24))
    )
    return (
        f'{XML}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{LATIN}" w:eastAsia="{BODY.word}" w:hAnsi="{LATIN}" w:cs="{LATIN}"/>'
        '<w:kern w:val="2"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault/></w:docDefaults>{built_in}{own}{more}</w:styles>"
    )


def _font(face: Face) -> str:
    return (
        f'<w:font w:name="{face.word}"><w:altName w:val="{",".join(face.alternatives)}"/>'
        f'<w:panose1 w:val="{face.panose}"/><w:charset w:val="{CHARSET:X}"/>'
        f'<w:family w:val="{face.family}"/><w:pitch w:val="{face.pitch}"/></w:font>'
    )


def font_table(*more: Face) -> str:
    """The part that tells what stands in for a face; `more` are further ones."""
    faces = "".join(_font(face) for face in (TITLE, BODY, HEADING, PAGE_NUMBER, *more))
    latin = (
        f'<w:font w:name="{LATIN}"><w:panose1 w:val="{LATIN_PANOSE}"/><w:charset w:val="00"/>'
        '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
    )
    return f'{XML}<w:fonts xmlns:w="{W}">{faces}{latin}</w:fonts>'


def settings(more: str = "") -> str:
    """The part of the settings; `more` are those between tab stops and spacing."""
    # Level 15 keeps Word from opening the file in its compatibility mode.
    return (
        f'{XML}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        f"{more}"
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting'
        ' w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


@lru_cache(maxsize=64)
def fixed_parts(mark: FootMark | None = None) -> tuple[Part, ...]:
    """(name in the package, content) of every part but the text: the same in all files, content types first.

    `mark` is the one exception: it stands in the footer, with its picture.
    """
    targets = [
        (f"{RELATIONS}/{kind}", f"{kind}1.xml" if kind == "footer" else f"{kind}.xml") for kind in _RELATED
    ]
    return (
        content_types({**_PARTS, MARK_PICTURE: "image/png"} if mark else _PARTS),
        ("word/_rels/document.xml.rels", relations(targets)),
        ("word/styles.xml", styles()),
        ("word/settings.xml", settings()),
        ("word/fontTable.xml", font_table()),
        *foot_parts(mark),
    )
