"""The foot of a .docx: the page number, and where a paper has a mark its line and its square code."""

from xml.sax.saxutils import escape

from jianyou.officefiles.paper import MARK_EDGE, MARK_SIDE, FootMark
from jianyou.officefiles.squarecode import QUIET, matrix_of, png_of
from jianyou.officefiles.writing.package import RELATIONS, XML, relations
from jianyou.officefiles.writing.printable import printable_text

Part = tuple[str, str | bytes]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MARK_PICTURE = "word/media/mark.png"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_EMU = 36_000  # in a millimetre
# Millimetres, as the page of `docx` has them; the middle of its line in twips.
_PAGE_WIDTH, _PAGE_HEIGHT, _SIDE, _MIDDLE = 297.0, 210.0, 22.0, 7172
PAGE = (
    '<w:r><w:t xml:space="preserve">— </w:t></w:r>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    '<w:r><w:t xml:space="preserve"> —</w:t></w:r>'
)


def foot_parts(mark: FootMark | None) -> tuple[Part, ...]:
    """The footer, and what it shows; (name in the package, content)."""
    if mark is None:
        return (("word/footer1.xml", _footer('<w:pStyle w:val="Footer"/>', PAGE)),)
    tabs = f'<w:tabs><w:tab w:val="center" w:pos="{_MIDDLE}"/></w:tabs>'
    properties = f'<w:pStyle w:val="Footer"/>{tabs}<w:jc w:val="left"/>'
    line = (
        '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(printable_text(mark.line))}</w:t></w:r>'
    )
    return (
        ("word/footer1.xml", _footer(properties, f"{line}{_picture(mark)}<w:r><w:tab/></w:r>{PAGE}")),
        ("word/_rels/footer1.xml.rels", relations([(f"{RELATIONS}/image", "media/mark.png")])),
        (MARK_PICTURE, png_of(mark.code)),
    )


def _footer(properties: str, runs: str) -> str:
    start = f'{XML}<w:ftr xmlns:w="{W}" xmlns:r="{RELATIONS}">'
    return f"{start}<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p></w:ftr>"


def _picture(mark: FootMark) -> str:
    """The square code in the lower right corner, its dark part flush with the table."""
    modules = len(matrix_of(mark.code))
    quiet = MARK_SIDE * QUIET / modules
    side = MARK_SIDE + 2 * quiet
    left = _PAGE_WIDTH - _SIDE + quiet - side
    top = _PAGE_HEIGHT - MARK_EDGE + quiet - side
    extent = f'cx="{round(side * _EMU)}" cy="{round(side * _EMU)}"'
    name = 'id="1" name="二维码"'
    return (
        f'<w:r><w:drawing><wp:anchor xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0"'
        ' distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="1" locked="1" layoutInCell="1"'
        ' allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{round(left * _EMU)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{round(top * _EMU)}</wp:posOffset></wp:positionV>'
        f"<wp:extent {extent}/><wp:wrapNone/>"
        f'<wp:docPr {name} descr="编号和内容指纹的二维码"/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture">'
        f"<pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
        '<pic:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )
