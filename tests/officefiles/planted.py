"""Files that bear a name wherever a file can bear one without showing it, and files that show it."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, PngImagePlugin

from tests.officefiles.scanning import pdf

NAME = "YANQING"
"""Latin, so that a PDF's standard fonts can show it."""
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_MAIN = {"word": "wordprocessingml.document.main", "xl": "spreadsheetml.sheet.main"}


def planted_pdf(shown: str = "Quality report of last year, with figures", boxes: str = "") -> bytes:
    """Title, author, XMP, an attached file's name, a bookmark, a hidden layer's name; `shown` is on the page.

    `boxes` are drawn over it, as PDF operators.
    """
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc>{NAME}</dc></x:xmpmeta>'.encode()
    text = f"BT /F 18 Tf 72 720 Td ({shown}) Tj ET {boxes}".encode()
    packed = zlib.compress(text)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R/Metadata 6 0 R/Names<</EmbeddedFiles<</Names[(%b)8 0 R]>>>>"
        b"/Outlines<</Type/Outlines/First 9 0 R/Last 9 0 R/Count 1>>>>" % NAME.encode(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Metadata/Subtype/XML/Length %d>>stream\n%b\nendstream" % (len(xmp), xmp),
        b"<</Title(%b)/Author(%b)/Producer(%b)>>" % ((NAME.encode(),) * 3),
        b"<</Type/Filespec/F(%b.docx)/Desc(%b)>>" % ((NAME.encode(),) * 2),
        b"<</Title(%b)/Parent 1 0 R>>" % NAME.encode(),
    )
    return pdf(*objects).replace(b"/Root 1 0 R>>", b"/Root 1 0 R/Info 7 0 R>>")


def planted_docx(shown: str = "质量报告正文", header: str = "") -> bytes:
    """Properties, comments, tracked changes, hidden text, bookmarks, variables, a picture."""
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        f'<w:p>{run.format(shown)}<w:del w:id="1" w:author="{NAME}"><w:r><w:delText>{NAME}</w:delText></w:r>'
        f'</w:del><w:ins w:id="2" w:author="{NAME}">{run.format("增补")}</w:ins>'
        f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{NAME}</w:t></w:r>"
        f'<w:bookmarkStart w:id="3" w:name="{NAME}"/><w:bookmarkEnd w:id="3"/>'
        f'<w:r><w:commentReference w:id="0"/></w:r><w:sdt><w:sdtPr><w:alias w:val="{NAME}"/></w:sdtPr>'
        f"<w:sdtContent>{run.format('控件')}</w:sdtContent></w:sdt></w:p>"
    )
    parts: dict[str, str | bytes] = {
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        "word/comments.xml": f'<w:comments xmlns:w="{_W}"><w:comment w:id="0" w:author="{NAME}">'
        f"<w:p>{run.format(NAME)}</w:p></w:comment></w:comments>",
        "word/settings.xml": f'<w:settings xmlns:w="{_W}"><w:docVars>'
        f'<w:docVar w:name="{NAME}" w:val="{NAME}"/></w:docVars></w:settings>',
        "word/media/image1.png": picture("PNG"),
    }
    if header:
        parts["word/header1.xml"] = f'<w:hdr xmlns:w="{_W}"><w:p>{run.format(header)}</w:p></w:hdr>'
    return _package("word", "word/document.xml", parts)


def planted_xlsx(shown: str = "质量数据", sheet: str = "数据") -> bytes:
    """Properties, defined names, cell comments; `sheet` is the name of its sheet."""
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets><sheet name="{sheet}" sheetId="1"'
        f' r:id="rId1"/></sheets><definedNames><definedName name="{NAME}">{sheet}!$A$1</definedName>'
        "</definedNames></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(("rId1", f"{_R}/worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_S}"><sheetData><row r="3"><c r="B3"'
        f' t="inlineStr"><is><t>{shown}</t></is></c></row></sheetData></worksheet>',
        "xl/comments1.xml": f'<comments xmlns="{_S}"><authors><author>{NAME}</author></authors><commentList>'
        f'<comment ref="B3" authorId="0"><text><t>{NAME}</t></text></comment></commentList></comments>',
    }
    return _package("xl", "xl/workbook.xml", parts)


def picture(kind: str = "JPEG") -> bytes:
    """A picture whose file tells the name: EXIF and a comment, or PNG texts."""
    drawn = Image.new("RGB", (300, 200), "white")
    sink = io.BytesIO()
    if kind == "PNG":
        told = PngImagePlugin.PngInfo()
        told.add_text("Author", NAME)
        drawn.save(sink, "PNG", pnginfo=told)
        return sink.getvalue()
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = exif[0x8298] = NAME
    exif[0x0112] = 6  # turned by a quarter
    drawn.save(sink, "JPEG", exif=exif, comment=NAME.encode())
    return sink.getvalue()


def all_bytes(data: bytes) -> bytes:
    """A file's bytes, its streams unpacked, its parts, and the words and properties of a PDF."""
    pieces = [data]
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            pieces.append(zlib.decompress(found[1]))
        except zlib.error:
            continue
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            pieces += [package.read(name) for name in package.namelist()]
    if data.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(data)
        texts = [page.get_textpage().get_text_range() for page in document]
        pieces.append("\n".join([*texts, *document.get_metadata_dict().values()]).encode())
    return b"\n".join(pieces)


def says(data: bytes, name: str = NAME) -> bool:
    """Whether a name stands anywhere in a file, in any of the usual encodings."""
    whole = all_bytes(data)
    return any(name.encode(one) in whole for one in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"))


def _package(folder: str, main: str, parts: Mapping[str, str | bytes]) -> bytes:
    core = f'<cp:coreProperties xmlns:cp="{_P}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    properties = (
        f"{_OFFICE.replace('application/vnd.', 'http://schemas.').replace('-officedocument', '.org')}"
    )
    told: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_P}/content-types"><Default Extension="rels"'
        f' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"'
        f' ContentType="application/xml"/><Override PartName="/{main}"'
        f' ContentType="{_OFFICE}.{_MAIN[folder]}+xml"/></Types>',
        "_rels/.rels": _relations(("rId1", f"{_R}/officeDocument", main)),
        **parts,
        "docProps/core.xml": f"{core}<dc:title>{NAME}</dc:title><dc:creator>{NAME}</dc:creator>"
        "</cp:coreProperties>",
        "docProps/app.xml": f'<Properties xmlns="{properties}"><Company>{NAME}</Company></Properties>',
        "docProps/custom.xml": f'<Properties xmlns="{properties}"><property name="{NAME}"/></Properties>',
    }
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in told.items():
            package.writestr(name, _HEAD + part if isinstance(part, str) else part)
    return sink.getvalue()


def _relations(*told: Sequence[str]) -> str:
    rows = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{to}"/>' for key, kind, to in told)
    return f'<Relationships xmlns="{_P}/relationships">{rows}</Relationships>'
