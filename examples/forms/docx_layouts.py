"""Word layouts: where the header line, the table and its cells can hide in a .docx."""

from collections.abc import Callable
from xml.sax.saxutils import escape

from examples.forms import word_xml
from examples.forms.docx_writer import Word, plain_line
from examples.forms.draft import HEADINGS, LABELS, Box, Line, Row, Table
from examples.forms.word_parts import DECLARATION, namespaces
from examples.forms.word_xml import TABLE_WIDTH, Look

WordLayout = Callable[[Word], None]


def header_in_textbox(word: Word) -> None:
    """The header line in a text box: a drawing, and its VML double that must not be read again."""
    look = Look("仿宋_GB2312", 28)

    def write(line: Line) -> str:
        if line.role != "header":
            return plain_line(line)
        content = f"<w:txbxContent>{word_xml.paragraphs(line.text, look)}</w:txbxContent>"
        return word_xml.paragraph(f"<w:r>{_text_box(content)}</w:r>", look)

    word.write_line = write


def header_in_small_table(word: Word) -> None:
    """The header line as a small table without borders, label and value together or apart."""
    header = word.draft.header
    apart = word.rng.random() < 0.5
    texts = [(f"{LABELS[key]}：", header[key]) for key in LABELS]
    boxes = [Box(text) for pair in texts for text in (pair if apart else ("".join(pair),))]
    small = Table([Row(boxes, "header")], [1.5, 3.2, 1.3, 1.3, 1.5, 2.2] if apart else [2.0, 1.0, 1.0])
    line = word.draft.line("header")
    word.draft.body[word.draft.position(line)] = small
    look = Look("仿宋_GB2312", 28)
    word.wrap_table = lambda markup, table: (
        word_xml.simple_table(table, lambda box: word_xml.paragraphs(box.text, look), borders=False)
        if table is small
        else markup
    )


def header_in_page_header(word: Word) -> None:
    """The header line in the page's header part."""
    line = word.draft.remove("header")
    inside = word_xml.paragraphs(line.text, Look("仿宋_GB2312", 28))
    word.parts["word/header1.xml"] = f"{DECLARATION}<w:hdr {namespaces()}>{inside}</w:hdr>"
    word.relations["rId20"] = ("header", "header1.xml")
    word.section = '<w:headerReference w:type="default" r:id="rId20"/>'


def nested(word: Word) -> None:
    """The real table inside the one cell of a table that only serves the layout."""
    lines = [part for part in word.draft.body if isinstance(part, Line)]
    table = word.draft.table
    title_apart = word.rng.random() < 0.5
    inner = word.table(table, TABLE_WIDTH - 400)
    above = "".join(plain_line(line) for line in lines if line.role in ("label", "title", "header"))
    width = [TABLE_WIDTH]
    if title_apart:
        rows = _outer_row(above, width) + _outer_row(f"{inner}<w:p/>", width)
    else:
        rows = _outer_row(f"{above}{inner}<w:p/>", width)
    outer = word_xml.table(rows, width)
    word.draft.body[:] = [Line("nested", ""), word.draft.line("note")]
    word.write_line = lambda line: outer if line.role == "nested" else plain_line(line)


def grid_before(word: Word) -> None:
    """Entries that begin one grid column late, under a first heading that spans two."""
    table = word.draft.table
    table.shares.insert(0, 0.1)
    for row in table.rows:
        if row.role == "entry":
            row.skip = 1
        else:
            row.boxes[0].across += 1


def grid_before_no_serial(word: Word) -> None:
    """Entries whose first cell is left out by `gridBefore`: their numbers have no cell."""
    for row in word.draft.entry_rows():
        del row.boxes[0]
        row.skip = 1
    for truth in word.draft.rows:
        truth["serial"] = ""


def line_breaks(word: Word) -> None:
    """Lines broken inside a paragraph, by `<w:br/>` and `<w:cr/>`, and an empty line between two."""
    for entry, truth in zip(word.draft.form.entries, word.draft.rows, strict=True):
        cut = entry["profile"].find("。") + 1
        if cut and word.rng.random() < 0.5:
            entry["profile"] = f"{entry['profile'][:cut]}\n\n{entry['profile'][cut:]}".strip()
            truth["profile"] = entry["profile"]
    for row, entry in zip(word.draft.entry_rows(), word.draft.form.entries, strict=True):
        next(box for box in row.boxes if box.key == "profile").text = entry["profile"]

    def write(box: Box) -> str:
        look = word.cell_look(box)
        broken = word_xml.run(box.text, look)
        if word.rng.random() < 0.3:
            broken = broken.replace("<w:br/>", "<w:cr/>")
        return word_xml.paragraph(broken, look)

    word.write_cell = write


def vertical_text(word: Word) -> None:
    """Turned and shaded headings in a row of exact height."""

    def wrap(markup: str, box: Box) -> str:
        if box.text != HEADINGS.get(box.key):
            return markup
        return markup.replace(
            "<w:vAlign",
            '<w:shd w:val="clear" w:color="auto" w:fill="D9D9D9"/><w:noWrap/>'
            '<w:textDirection w:val="tbRlV"/><w:vAlign',
        )

    def properties(row: Row) -> str:
        return '<w:trHeight w:val="2600" w:hRule="exact"/>' if row.role == "heading" else ""

    word.wrap_cell, word.row_properties = wrap, properties


def _outer_row(content: str, widths: list[int]) -> str:
    return word_xml.row(word_xml.cell(content, Box(), widths[0]))


def _text_box(content: str) -> str:
    size = '<wp:extent cx="8640000" cy="430000"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
    place = (
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset>'
        '</wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    )
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="8640000" cy="430000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        f"</wps:spPr><wps:txbx>{content}</wps:txbx>"
        '<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"/></wps:wsp>'
    )
    uri = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    drawing = (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" '
        f'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">{place}{size}<wp:wrapTopAndBottom/>'
        f'<wp:docPr id="1" name="{escape("文本框 1")}"/><wp:cNvGraphicFramePr/><a:graphic>'
        f'<a:graphicData uri="{uri}">{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing>'
    )
    picture = (
        '<w:pict><v:shape id="文本框_x0020_1" style="position:absolute;width:680pt;height:34pt" stroked="f">'
        f'<v:textbox inset="0,0,0,0">{content}</v:textbox></v:shape></w:pict>'
    )
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{picture}</mc:Fallback></mc:AlternateContent>"
    )
