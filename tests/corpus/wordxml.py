"""Small Word files made by hand, part by part, so that a test says exactly what stands in the XML."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "x99": "urn:an-extension-that-nobody-knows",
    }.items()
)
CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    '/officeDocument" Target="word/document.xml"/></Relationships>'
)
RUN_FORMAT = (
    '<w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hAnsi="宋体" w:cs="宋体"/>'
    '<w:color w:val="000000"/><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr>'
)


_HEADS = ("序号", "名称", "所在区县及行业", "简况", "质量工作特色", "近五年质量荣誉", "联系人", "是否愿意")
_VALUES = (
    "1",
    "山城齿轮样机制造有限公司",
    "沙坪坝区、通用设备制造业",
    "公司成立于2003年，为民营企业，主营精密齿轮与减速机，现有员工八百六十人。" * 6,
    "以数字化首检贯通全流程质量追溯",
    "2021年市级质量管理小组一等奖；2022年区长质量奖；2023年质量标杆",
    "韩某某 质量部部长 023-00000000",
    "是",
)


def r(text: str, properties: str = "") -> str:
    """A run with its text."""
    shape = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{shape}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*content: str, properties: str = "") -> str:
    """A paragraph; content that is no XML becomes a run."""
    inner = "".join(piece if piece.startswith("<") else r(piece) for piece in content if piece)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def tc(*content: str, properties: str = "") -> str:
    """A cell; content that is no XML becomes a paragraph."""
    inner = "".join(piece if piece.startswith("<") else p(piece) for piece in content) or p()
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; cells that are no XML become cells."""
    inner = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inner}</w:tr>"


def tbl(*rows: str, grid: int = 0) -> str:
    """A table of rows made by `tr`."""
    columns = '<w:gridCol w:w="1000"/>' * grid
    return f"<w:tbl><w:tblPr/>{f'<w:tblGrid>{columns}</w:tblGrid>' if grid else ''}{''.join(rows)}</w:tbl>"


def sdt(content: str, properties: str = "") -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def document(*body: str) -> str:
    """The main part."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<w:document {NAMESPACES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>"
    )


def styles(*inner: str) -> str:
    """word/styles.xml."""
    return f"<w:styles {NAMESPACES}>{''.join(inner)}</w:styles>"


def numbering(*inner: str) -> str:
    """word/numbering.xml."""
    return f"<w:numbering {NAMESPACES}>{''.join(inner)}</w:numbering>"


def zip_bytes(parts: Sequence[tuple[str, str | bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of named parts, in order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return stream.getvalue()


def docx_bytes(*body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A .docx of these blocks, with further parts by name (which may replace the standard ones)."""
    standard = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": document(*body),
    }
    return zip_bytes(list({**standard, **(parts or {})}.items()))


def write_docx(path: Path, *body: str, parts: Mapping[str, str | bytes] | None = None) -> Path:
    """The same as a file."""
    path.write_bytes(docx_bytes(*body, parts=parts))
    return path


def plain_form() -> bytes:
    """A small form of annex 2, filled in for one invented firm."""
    head = p("附件2") + p("汇总表") + p("填报部门：城东区经济局    联系人：韩某某    联系电话：023-00000000")
    return docx_bytes(head, tbl(tr(*_HEADS), tr(*_VALUES)), p("注：可另附页。"))


def office_cell(text: str, width: int = 1200) -> str:
    """A cell formatted at length, as word processors write it."""
    shape = f'<w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/>'
    run = f'<w:r w:rsidRPr="00A41B2C">{RUN_FORMAT}<w:t>{escape(text)}</w:t></w:r>' if text else ""
    paragraph = (
        '<w:p w:rsidR="00A41B2C" w:rsidRDefault="00A41B2C" w:rsidP="00C90D11"><w:pPr>'
        f'<w:spacing w:line="320" w:lineRule="exact"/><w:jc w:val="center"/>{RUN_FORMAT}</w:pPr>{run}</w:p>'
    )
    return f"<w:tc><w:tcPr>{shape}</w:tcPr>{paragraph}</w:tc>"


def office_form(path: Path, rows: int) -> Path:
    """A form of 8 columns and about 330 characters a row, formatted at length, as a floor for speed."""
    table = "".join(
        f'<w:tr w:rsidR="00A41B2C"><w:trPr><w:cantSplit/><w:trHeight w:val="600"/><w:jc w:val="center"/>'
        f"</w:trPr>{''.join(map(office_cell, row))}</w:tr>"
        for row in (_HEADS, *([_VALUES] * rows))
    )
    head = p("附件2") + p("汇总表") + p("填报部门：    联系人：    联系电话：")
    return write_docx(path, head, f"<w:tbl><w:tblPr/><w:tblGrid/>{table}</w:tbl>", p("注：可另附页。"))
