"""Files that are no filled form at all: each must be rejected with its reason, none may stop a run."""

import struct
import zlib
from collections.abc import Callable
from typing import NamedTuple

from examples.forms import docx_writer, word_xml
from examples.forms.content import World
from examples.forms.draft import Box, Line, Row, Table
from examples.forms.kinds import make
from examples.forms.ole import compound
from examples.forms.package import pack
from examples.forms.word_xml import Look


class Junk(NamedTuple):
    """Bytes, and the suffix that somebody gave them."""

    suffix: str
    data: bytes


def wrong_annex(world: World) -> Junk:
    """Another table of another notice."""
    rng = world.rng
    headings = ("序号", "项目名称", "建设地点", "总投资（万元）", "开工时间", "责任单位", "备注")
    rows = [Row([Box(text) for text in headings], "heading")]
    for number in range(1, rng.randint(3, 6)):
        facts = world.firm_facts(world.district())
        texts = (
            *(str(number), f"{facts.trade.word}智能化改造项目", facts.district, str(rng.randint(800, 9000))),
            *(f"2023年{rng.randint(1, 12)}月", facts.name, ""),
        )
        rows.append(Row([Box(text) for text in texts]))
    table = Table(rows, [0.5, 3, 1.5, 1.2, 1.2, 2.5, 1])
    look = Look()
    title = docx_writer.plain_line(Line("title", "2024年重点技术改造项目汇总表"))
    body = title + word_xml.simple_table(table, lambda box: word_xml.paragraphs(box.text, look))
    return Junk(".docx", docx_writer.package(docx_writer.document(body + "<w:p/>")))


def letter(world: World) -> Junk:
    """Prose where a table is asked for."""
    facts = world.firm_facts(world.district())
    lines = (
        Line("title", "关于推荐质量领域优质组织的函"),
        Line("text", f"{facts.district}经济和信息化委员会："),
        Line("text", f"    兹推荐{facts.name}参加质量领域优质组织征集，有关材料另行报送，请予接收。"),
        Line("text", "    特此致函。"),
        Line("text", f"{facts.name}\n2024年2月19日"),
    )
    body = "".join(docx_writer.plain_line(line) for line in lines)
    return Junk(".docx", docx_writer.package(docx_writer.document(body)))


def truncated(world: World) -> Junk:
    """A .docx whose transfer broke off."""
    data = make("docx.plain", world.form(), world.rng).data
    return Junk(".docx", data[: len(data) * 3 // 5])


def empty_file(_: World) -> Junk:
    """Nothing."""
    return Junk(".docx", b"")


def encrypted(world: World) -> Junk:
    """What Word makes of a .docx with a password."""
    noise = world.rng.randbytes(9000)
    streams = {
        "EncryptionInfo": struct.pack("<HHI", 4, 4, 0x40) + b"<encryption/>",
        "EncryptedPackage": noise,
    }
    return Junk(".docx", compound(streams))


def old_doc(world: World) -> Junk:
    """The shell of a Word 97 file."""
    text = world.firm_facts(world.district()).name.encode("utf-16-le")
    head = struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0x804, 0, 0x1200).ljust(1536, b"\0")
    return Junk(".doc", compound({"WordDocument": head + text, "1Table": b"\0" * 512}))


def scan(world: World) -> Junk:
    """A gray picture of a page with ruled lines."""
    width, height = 248, 350
    rows = bytearray()
    for y in range(height):
        line = bytearray(world.rng.choice((250, 252, 254)) for _ in range(width))
        if y % 40 == 0:
            line[20:228] = bytes(208)
        for x in range(20, 229, 26):
            line[x] = 0
        rows += b"\0" + line
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(rows))),
        (b"IEND", b""),
    )
    data = b"\x89PNG\r\n\x1a\n"
    for kind, content in chunks:
        check = struct.pack(">I", zlib.crc32(kind + content))
        data += struct.pack(">I", len(content)) + kind + content + check
    return Junk(".png", data)


def pdf(_: World) -> Junk:
    """A page of PDF with a line of text."""
    stream = b"BT /F1 14 Tf 72 760 Td (Form printed to PDF) Tj ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return Junk(".pdf", data + b"xref\n0 6\n0000000000 65535 f \n" + table + end)


def archive(world: World) -> Junk:
    """Forms packed into a .zip."""
    forms = [(f"汇总表{number}.docx", make("docx.plain", world.form(), world.rng).data) for number in (1, 2)]
    return Junk(".zip", pack(forms))


def web_page(world: World) -> Junk:
    """A web page saved as .doc, as some office systems export it."""
    name = world.firm_facts(world.district()).name
    text = (
        f'<html xmlns:w="urn:schemas-microsoft-com:office:word"><body><table><tr><td>{name}</td></tr></table>'
    )
    return Junk(".doc", (text + "</body></html>").encode())


FILE_FAULTS: dict[str, Callable[[World], Junk]] = {
    fault.__name__: fault
    for fault in (
        *(wrong_annex, letter, truncated, empty_file, encrypted, old_doc, scan, pdf, archive, web_page),
    )
}
