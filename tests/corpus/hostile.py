"""Hostile and broken files, all made on the spot, each with what is to be said of it."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.corpus.cfb import compound_file
from tests.corpus.wordxml import (
    CONTENT_TYPES,
    NAMESPACES,
    RELATIONS,
    document,
    numbering,
    p,
    r,
    styles,
    tbl,
    tc,
    tr,
    zip_bytes,
)

MAIN = "word/document.xml"
Part = tuple[str, str | bytes]
_PROLOG = '<?xml version="1.0"?>'


class Hostile(NamedTuple):
    """A file's name and all codes to be said of it, in order and joined by commas."""

    name: str
    code: str


class Entry(NamedTuple):
    """A zip entry whose every figure is free."""

    name: str
    stored: bytes
    size: int
    checksum: int
    method: int = zipfile.ZIP_DEFLATED
    flags: int = 0


def write_hostile(folder: Path) -> list[Hostile]:
    """Write all hostile files into the folder; returns them in the order of their making."""
    written = []
    for name, code, make in _files():
        (folder / name).write_bytes(make())
        written.append(Hostile(name, code))
    return written


File = tuple[str, str, Callable[[], bytes]]


def _files() -> Iterator[File]:
    yield from _broken()
    yield from _other_kinds()
    yield from _packages()
    yield from _entities()
    yield from _large()
    yield from _deceiving()
    yield from _workbooks()


def _broken() -> Iterator[File]:
    noise = random.Random(1).randbytes(40_000)
    whole = docx(p("甲"), tbl(tr("乙", "丙")))
    yield "empty.docx", "file_empty", lambda: b""
    yield "random.docx", "kind_unknown", lambda: noise
    yield "zeros.docx", "kind_zeros", lambda: bytes(20_000)
    yield "truncated.docx", "package_damaged", lambda: whole[: len(whole) // 2]
    yield "end_overwritten.docx", "package_damaged", lambda: whole[:-40] + bytes(40)
    yield "zip_of_noise.docx", "package_damaged", lambda: b"PK\x03\x04" + noise
    yield "flipped_byte.docx", "package_part_damaged", lambda: _flipped(docx(p("甲" * 99)))
    yield "no_body.docx", "word_without_body", lambda: docx_of(f"<w:document {NAMESPACES}/>")
    yield "no_main.docx", "package_without_main_part", lambda: zip_bytes(standard("")[:2])
    yield "xml_cut.docx", "part_damaged", lambda: docx_of(document(p("甲"))[:-20])
    yield "xml_character.docx", "part_damaged", lambda: docx_of(document(p("甲")).replace("甲", "甲\x01"))
    yield "xml_reference.docx", "part_damaged", lambda: docx_of(document(p("甲")).replace("甲", "&#x1;"))
    yield "~$form.docx", "file_is_lock", lambda: b"\x06office".ljust(162, b" ")


def _other_kinds() -> Iterator[File]:
    package = compound_file({"EncryptedPackage": b"\x08", "EncryptionInfo": b"\x04"})
    yield "encrypted.docx", "kind_encrypted", lambda: package
    yield "encrypted.xlsx", "kind_encrypted", lambda: package
    yield "old.docx", "legacy_no_office", lambda: compound_file({"WordDocument": b"\xec\xa5", "1Table": b""})
    yield "ole_cut.doc", "ole_damaged", lambda: package[:700]
    yield "ole_noise.doc", "ole_damaged", lambda: package[:8] + random.Random(2).randbytes(9000)
    yield "form.pdf", "pdf_damaged", lambda: b"%PDF-1.7\n%\xe2\xe3\n"
    yield "form.rtf.docx", "legacy_no_office", lambda: b"{\\rtf1\\ansi }"
    yield "page.doc", "kind_html", lambda: "<html><body><table><tr><td>甲</td></tr></table>".encode("gb18030")
    yield "archive.mht.doc", "kind_html", lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n"
    yield "flat.docx", "kind_xml", lambda: b'<?xml version="1.0"?><pkg:package xmlns:pkg="urn:x"/>'
    yield "photo.docx", "picture_damaged", lambda: b"\x89PNG\r\n\x1a\n".ljust(100, b"\0")
    yield "forms.rar", "kind_archive", lambda: b"Rar!\x1a\x07\x01\x00".ljust(100, b"\1")
    yield "forms.zip", "kind_archive", lambda: zip_bytes([("表一.docx", b"x"), ("表二.docx", b"y")])
    yield (
        "form.ofd",
        "ofd_damaged",
        lambda: zip_bytes([("OFD.xml", "<OFD/>"), ("Doc_0/Document.xml", "<D/>")]),
    )
    yield "form.odt", "kind_odf", lambda: zip_bytes([("mimetype", "x"), ("content.xml", "<x/>")])
    yield "notes.txt.docx", "kind_text", lambda: "甲乙丙\r\n".encode("gb18030")
    yield "locked.docx", "kind_locked_by_office", lambda: b"%TSD-Header-###%".ljust(900, b"\x8f")


def _packages() -> Iterator[File]:
    body = document(p("甲"))
    yield "duplicate.docx", "package_duplicate_part", lambda: _quietly([*standard(body), (MAIN, body)])
    yield (
        "duplicate_case.docx",
        "package_duplicate_part",
        lambda: zip_bytes([*standard(body), ("Word/Document.xml", body)]),
    )
    yield (
        "path_up.docx",
        "package_unsafe_path",
        lambda: zip_bytes([*standard(body), ("word/../../x.xml", "<x/>")]),
    )
    yield (
        "path_root.docx",
        "package_unsafe_path",
        lambda: zip_bytes([*standard(body), ("/etc/x.xml", "<x/>")]),
    )
    yield (
        "path_drive.docx",
        "package_unsafe_path",
        lambda: zip_bytes([*standard(body), ("C:\\x.xml", "<x/>")]),
    )
    yield "password.zip", "package_encrypted", lambda: raw_zip([packed("x.docx", b"x")._replace(flags=1)])
    yield "bzip2.docx", "package_compression_unknown", lambda: zip_bytes(standard(body), zipfile.ZIP_BZIP2)
    yield (
        "many_parts.docx",
        "package_too_many_parts",
        lambda: zip_bytes([*standard(body), *((f"x{number}", b"") for number in range(6000))]),
    )
    yield "bomb.docx", "part_too_large", lambda: raw_zip([*_shell(), _bomb(600)])
    yield "small_bomb.docx", "part_expands_too_much", lambda: raw_zip([*_shell(), _bomb(40)])
    yield "bomb_stored_small.docx", "package_size_untrue", lambda: raw_zip([*_shell(), _bomb(600, 1000)])
    yield "bomb_in_styles.docx", "part_expands_too_much", lambda: _beside("styles", 40)
    yield "bomb.xlsx", "sheet_too_much_xml", lambda: _workbook_bomb(600)
    yield "small_bomb.xlsx", "part_expands_too_much", lambda: _workbook_bomb(20)


def _entities() -> Iterator[File]:
    laughs = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    declared = f'<!DOCTYPE w:document [<!ENTITY e0 "ha">{laughs}]>'
    quadratic = f'<!DOCTYPE w:document [<!ENTITY a "{"a" * 50_000}">]>'
    outside = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    remote = '<!DOCTYPE w:document SYSTEM "http://127.0.0.1:9/x.dtd">'

    def main(dtd: str, text: str) -> str:
        return document(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>").replace("?>", "?>" + dtd, 1)

    code = "part_declares_dtd"
    yield "billion_laughs.docx", code, lambda: docx_of(main(declared, "&e9;"))
    yield "quadratic_entities.docx", code, lambda: docx_of(main(quadratic, "&a;" * 20_000))
    yield "external_entity.docx", code, lambda: docx_of(main(outside, "&x;"))
    yield "remote_dtd.docx", code, lambda: docx_of(main(remote, ""))
    yield "dtd_after_comment.docx", code, lambda: docx_of(main("<!-- x -->\n" + declared, "&e9;"))
    wide = main(declared, "&e9;").replace("UTF-8", "UTF-16").encode("utf-16")
    yield "laughs_utf16.docx", code, lambda: docx_of(wide)
    unmarked = main(declared, "&e9;").replace("UTF-8", "UTF-16").encode("utf-16-be")
    yield "laughs_utf16_unmarked.docx", code, lambda: docx_of(unmarked)
    utf7 = '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x>'
    yield "laughs_utf7.docx", "part_encoding_unknown", lambda: docx_of(utf7)
    utf32 = main(declared, "&e9;").encode("utf-32")
    yield "laughs_utf32.docx", "part_encoding_unknown", lambda: docx_of(utf32)
    sheet = f"{_PROLOG}{declared.replace('w:document', 'w:styles')}<w:styles {NAMESPACES}/>"
    used = document(p("甲", properties='<w:pStyle w:val="a"/>'))
    yield "laughs_in_styles.docx", code, lambda: docx_of(used, ("word/styles.xml", sheet))
    book = f'{_PROLOG}{declared.replace("w:document", "workbook")}<workbook xmlns="urn:x">&e9;</workbook>'
    yield "laughs.xlsx", code, lambda: xlsx(rows="", book=book)


def _large() -> Iterator[File]:
    noise = random.Random(3)
    noisy = "".join(f'<w:p w:rsidR="{noise.getrandbits(32):08X}"/>' for _ in range(400_000))
    attributes = "".join(f' a{number}="{number}"' for number in range(600_000))
    levels = 200_000
    nested = "<w:tbl><w:tr><w:tc>" * (levels // 3) + "</w:tc></w:tr></w:tbl>" * (levels // 3)
    spans = "".join(tc("甲", properties='<w:gridSpan w:val="2000000000"/>') for _ in range(3))
    cells = "<w:tbl><w:tr>" + "<w:tc/>" * 140_000 + "</w:tr><w:tr>" + "<w:tc/>" * 140_000 + "</w:tr></w:tbl>"
    namespaces = " ".join(f'xmlns:q{number}="urn:{number}"' for number in range(9_000))
    choices = "<mc:AlternateContent><mc:Choice Requires='q1'/></mc:AlternateContent>" * 9_000
    yield "million_paragraphs.docx", "part_expands_too_much", lambda: docx("<w:p/>" * 1_000_000)
    yield "noisy_paragraphs.docx", "", lambda: docx(noisy[: len(noisy) // 20])
    yield "noisier_paragraphs.docx", "part_too_complex", lambda: docx(noisy.replace("rsidR", "x"))
    yield "attributes.docx", "part_too_complex", lambda: docx(f"<w:p{attributes}/>")
    yield "attributes_in_header.docx", "margins_not_read", lambda: _header(f"<w:p{attributes}/>")
    yield "nested.docx", "part_too_deep", lambda: docx(nested)
    yield "nested_80.docx", "", lambda: docx(_nested_tables(80))
    yield "too_many_cells.docx", "too_many_cells", lambda: docx(cells)
    yield "namespaces.docx", "part_too_complex", lambda: docx(f"<w:p {namespaces}>{choices}</w:p>")
    yield (
        "span_2e9.docx",
        "span_too_wide,span_too_wide,span_too_wide",
        lambda: docx(tbl(f"<w:tr>{spans}</w:tr>")),
    )
    yield "fields.docx", "field_unfinished", lambda: docx(_open_fields(20_000))
    yield "huge_numbers.docx", "", _huge_numbers
    yield "long_labels.docx", "", _long_labels
    yield "long_text.docx", "invisible_characters", lambda: docx(p("甲\u200b" * 600_000))


def _deceiving() -> Iterator[File]:
    instruction = ' DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"'
    dde = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    template = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        'Target="https://example.invalid/x.dotm" TargetMode="External"/></Relationships>'
    )
    yield "macro.docm", "macro_present", lambda: docx_of(document(p("甲")), ("word/vbaProject.bin", b"x"))
    yield "vanish.docx", "hidden_text", lambda: docx(p("甲", r("给审核人的暗话", "<w:vanish/>")))
    yield "zero_width.docx", "invisible_characters", lambda: docx(p("山\u200b城\u2060\u202e质量"))
    yield "dde.docx", "field_code_dde", lambda: docx(p(dde))
    yield (
        "template.docx",
        "external_links",
        lambda: docx_of(document(p("甲")), ("word/_rels/settings.xml.rels", template)),
    )
    yield "not_a_table.docx", "", lambda: docx(p("本单位没有可推荐的对象。"))
    yield "other_name.doc", "extension_differs", lambda: docx(p("甲"))


def _workbooks() -> Iterator[File]:
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>甲</t></is></c></row>'
    value = '<c r="A1" t="inlineStr"><is><t>甲</t></is></c>'
    merge = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    formula = '<c r="A1" t="str"><f>CMD|"/c calc"!A1</f><v>甲</v></c>'
    text = '<c r="A1" t="inlineStr"><is><t>=cmd|"/c calc"!A1</t></is></c>'
    empties = "".join(f'<row r="{n}" s="1" customFormat="1" ht="15"/>' for n in range(2, 400_002))
    yield "far_cell.xlsx", "", lambda: xlsx(far)
    yield "far_corners.xlsx", "sheet_too_large", lambda: xlsx(f'<row r="1">{value}</row>{far}')
    yield "merged_sheet.xlsx", "", lambda: xlsx(f'<row r="1">{value}</row>', after=merge)
    yield "empty_rows.xlsx", "", lambda: xlsx(f'<row r="1">{value}</row>{empties}')
    yield "formula.xlsx", "formula_cells", lambda: xlsx(f'<row r="1">{formula}</row>')
    yield "formula_text.xlsx", "", lambda: xlsx(f'<row r="1">{text}</row>')


def standard(main: str | bytes) -> list[Part]:
    """The three parts that a .docx can't do without."""
    return [("[Content_Types].xml", CONTENT_TYPES), ("_rels/.rels", RELATIONS), (MAIN, main)]


def docx_of(main: str | bytes, *parts: Part) -> bytes:
    """A .docx of this main part."""
    return zip_bytes([*standard(main), *parts])


def docx(*body: str) -> bytes:
    """A .docx of these blocks."""
    return docx_of(document(*body))


def xlsx(rows: str, *, after: str = "", book: str = "") -> bytes:
    """A workbook of one sheet."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"

    def related(kind: str, target: str) -> str:
        inner = f'<Relationship Id="r1" Type="{office}/{kind}" Target="{target}"/>'
        return f'{_PROLOG}<Relationships xmlns="{package}">{inner}</Relationships>'

    default = (
        f'{_PROLOG}<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="汇总表" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    return zip_bytes(
        [
            ("[Content_Types].xml", '<Types xmlns="urn:x"/>'),
            ("_rels/.rels", related("officeDocument", "xl/workbook.xml")),
            ("xl/workbook.xml", book or default),
            ("xl/_rels/workbook.xml.rels", related("worksheet", "worksheets/sheet1.xml")),
            (
                "xl/worksheets/sheet1.xml",
                f'{_PROLOG}<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>{after}</worksheet>',
            ),
        ]
    )


def packed(name: str, data: bytes) -> Entry:
    """An honest entry."""
    deflater = zlib.compressobj(6, zlib.DEFLATED, -15)
    return Entry(name, deflater.compress(data) + deflater.flush(), len(data), zlib.crc32(data))


def raw_zip(entries: Sequence[Entry]) -> bytes:
    """A zip written entry by entry, believing whatever it is told."""
    body = io.BytesIO()
    directory = b""
    for entry in entries:
        name = entry.name.encode()
        common = struct.pack(
            "<5H3L2H", 20, entry.flags, entry.method, 0, 33, entry.checksum, len(entry.stored), entry.size,
            len(name), 0,
        )  # fmt: skip
        at = body.tell()
        directory += b"PK\x01\x02\x14\x00" + common + struct.pack("<3H2L", 0, 0, 0, 0, at) + name
        body.write(b"PK\x03\x04" + common + name + entry.stored)
    end = struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, len(entries), len(entries), len(directory), body.tell(), 0
    )
    return body.getvalue() + directory + end


def _quietly(parts: Sequence[Part]) -> bytes:
    """Parts of which some share a name, without the warning that zipfile gives."""
    return raw_zip([packed(name, data.encode() if isinstance(data, str) else data) for name, data in parts])


def _shell(*, but: str = MAIN) -> list[Entry]:
    return [packed(name, str(data).encode()) for name, data in standard(document(p("甲"))) if name != but]


def _bomb(megabytes: int, declared: int | None = None, name: str = MAIN) -> Entry:
    """So many MB of spaces in a thousandth of them: one packed megabyte again and again."""
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    space = b" " * 1_048_576
    block = deflater.compress(space) + deflater.flush(zlib.Z_FULL_FLUSH)
    checksum = 0
    for _ in range(megabytes):
        checksum = zlib.crc32(space, checksum)
    size = megabytes * len(space) if declared is None else declared
    return Entry(name, block * megabytes + deflater.flush(), size, checksum)


def _beside(part: str, megabytes: int) -> bytes:
    return raw_zip([*_shell(but=""), _bomb(megabytes, name=f"word/{part}.xml")])


def _workbook_bomb(megabytes: int) -> bytes:
    with zipfile.ZipFile(io.BytesIO(xlsx(""))) as archive:
        honest = [packed(name, archive.read(name)) for name in archive.namelist()]
    return raw_zip([*honest[:-1], _bomb(megabytes, name=honest[-1].name)])


def _flipped(data: bytes) -> bytes:
    """One bit of the main part's packed text turned over."""
    at = data.index(MAIN.encode()) + len(MAIN) + 30
    return data[:at] + bytes([data[at] ^ 0x40]) + data[at + 1 :]


def _nested_tables(levels: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * levels + p("最内") + "</w:tc></w:tr></w:tbl>" * levels


def _open_fields(count: int) -> str:
    begin = '<w:fldChar w:fldCharType="begin"/>'
    shown = f'{begin}<w:fldChar w:fldCharType="separate"/><w:t>甲</w:t>'
    return f"<w:p><w:r>{shown * count}{begin}<w:t>乙</w:t></w:r></w:p>"


def _header(body: str) -> bytes:
    return docx_of(document(p("甲")), ("word/header1.xml", f"<w:hdr {NAMESPACES}>{body}</w:hdr>"))


def _huge_numbers() -> bytes:
    huge = "9" * 5000
    lists = _list(huge, "%1")
    listed = f'<w:numPr><w:ilvl w:val="{huge}"/><w:numId w:val="1"/></w:numPr>'
    first = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    return docx_of(
        document(p("甲", properties=listed), p("乙", properties=first)), ("word/numbering.xml", lists)
    )


def _long_labels() -> bytes:
    text = "%1" * 100_000
    lists = _list("780", text)
    chain = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % 99}"/></w:style>'
        for n in range(99)
    )
    item = p("甲", properties='<w:pStyle w:val="s0"/><w:numPr><w:numId w:val="1"/></w:numPr>')
    return docx_of(
        document(item * 5_000),
        ("word/numbering.xml", lists),
        ("word/styles.xml", styles(chain, '<w:style w:styleId="x"><w:rPr><w:vanish/></w:rPr></w:style>')),
    )


def _list(start: str, text: str) -> str:
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="lowerLetter"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )
    return numbering(
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>',
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )
