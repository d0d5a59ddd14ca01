"""Word noise that changes nothing a reader should see: split runs, bookmarks, comments, namespaces."""

from random import Random
from xml.sax.saxutils import escape

from examples.forms import word_xml
from examples.forms.docx_writer import Word
from examples.forms.draft import Box
from examples.forms.word_parts import DECLARATION, fixed_part, namespaces
from examples.forms.word_xml import Look, paragraph, run, run_properties

_STRICT = (
    ("http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/"),
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/",
        "http://purl.oclc.org/ooxml/wordprocessingml/",
    ),
    ("http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/"),
)


_SMART_TAGS = "urn:schemas-microsoft-com:office:smarttags"


def split_runs(word: Word) -> None:
    """Runs cut anywhere, with revision ids, bookmarks, smart tags, links, fields and no-break hyphens."""
    word.links["rId30"] = "https://example.invalid/"
    word.write_text = lambda text, look: _noisy(text, look, word.rng)


def comments(word: Word) -> None:
    """Reviewers' comments: their anchors stand in the text, their words don't."""
    remarks: list[str] = []

    def write(box: Box) -> str:
        look = word.cell_look(box)
        if not box.text or word.rng.random() < 0.6:
            return word_xml.paragraphs(box.text, look)
        number = len(remarks)
        remarks.append(word.rng.choice(("请核实。", "与上年不一致？", "字数超了吗")))
        first, *rest = box.text.split("\n")
        inside = (
            f'<w:commentRangeStart w:id="{number}"/>{run(first, look)}<w:commentRangeEnd w:id="{number}"/>'
            f'<w:r><w:commentReference w:id="{number}"/></w:r>'
        )
        return paragraph(inside, look) + "".join(paragraph(run(line, look), look) for line in rest)

    def finish() -> None:
        word.parts["word/comments.xml"] = _comments_part(remarks)

    word.write_cell, word.after_body = write, finish
    word.relations["rId22"] = ("comments", "comments.xml")


def ruby(word: Word) -> None:
    """Pinyin above the characters of a name (拼音指南): only the characters are text."""

    def write(box: Box) -> str:
        look = word.cell_look(box)
        if box.key != "name" or "\n" in box.text or len(box.text) < 2:
            return word_xml.paragraphs(box.text, look)
        cut = word.rng.randint(1, len(box.text) - 1)
        above = f"<w:rt><w:r>{run_properties(look)}<w:t>pīn</w:t></w:r></w:rt>"
        base = f"<w:rubyBase>{run(box.text[cut - 1 : cut], look)}</w:rubyBase>"
        properties = '<w:rubyPr><w:rubyAlign w:val="distributeSpace"/><w:hps w:val="10"/></w:rubyPr>'
        marked = f"<w:r><w:ruby>{properties}{above}{base}</w:ruby></w:r>"
        return paragraph(run(box.text[: cut - 1], look) + marked + run(box.text[cut:], look), look)

    word.write_cell = write


def strict(word: Word) -> None:
    """The namespaces of ISO/IEC 29500 Strict."""

    def rewrite(text: str) -> str:
        for transitional, standard in _STRICT:
            text = text.replace(transitional, standard)
        return text.replace("<w:document ", '<w:document w:conformance="strict" ', 1)

    word.rewrite = rewrite


def odd_prefix(word: Word) -> None:
    """WordprocessingML under a prefix other than `w`."""

    def rewrite(text: str) -> str:
        if "<w:document" not in text:
            return text
        for usual, odd in (
            ("<w:", "<ns0:"),
            ("</w:", "</ns0:"),
            (" w:", " ns0:"),
            ("xmlns:w=", "xmlns:ns0="),
        ):
            text = text.replace(usual, odd)
        return text

    word.rewrite = rewrite


def wps(word: Word) -> None:
    """As WPS Office writes it: hints on every run, a custom part, a product version."""
    data = "http://www.wps.cn/officeDocument/2013/wpsCustomData"
    word.application = "WPS Office_12.1.0.16120_F1E327BC-269C-435d-A152-05C5408002CA"
    item = (
        f'<s:customData xmlns="{data}" xmlns:s="{data}"><customSectProps><customSectPr/></customSectProps>'
        "</s:customData>"
    )
    word.parts["customXml/item1.xml"] = DECLARATION + item
    word.parts["docProps/custom.xml"] = fixed_part("custom-wps.xml")
    word.relations["rId23"] = ("customXml", "../customXml/item1.xml")
    word.rewrite = lambda text: text.replace(
        ' mc:Ignorable="w14 w15"', f' xmlns:wpsCustomData="{data}" mc:Ignorable="w14 w15"'
    )
    word.write_text = _wps_run
    word.wrap_table = lambda markup, _: markup.replace(
        '<w:jc w:val="center"/><w:tblLayout',
        '<w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
        "<w:tblLayout",
        1,
    )


def _wps_run(text: str, look: Look) -> str:
    language = '<w:kern w:val="0"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    return run(text, look).replace("</w:rPr>", f"{language}</w:rPr>", 1)


def _comments_part(remarks: list[str]) -> str:
    by = 'w:author="样例" w:date="2024-02-19T09:00:00Z"'
    inside = "".join(
        f'<w:comment w:id="{number}" {by}><w:p><w:r><w:t>{remark}</w:t></w:r></w:p></w:comment>'
        for number, remark in enumerate(remarks)
    )
    return f"{DECLARATION}<w:comments {namespaces('w')}>{inside}</w:comments>"


def _noisy(text: str, look: Look, rng: Random) -> str:
    """The text in pieces; put together they are the text again."""
    pieces, start = [], 0
    while start < len(text):
        end = start + rng.randint(1, 12)
        pieces.append(_wrapped(text[start:end], look, rng))
        start = end
    return "".join(pieces)


def _wrapped(text: str, look: Look, rng: Random) -> str:
    """A piece in one of Word's wrappers, or in none."""
    piece = run(text, look).replace("<w:r>", f'<w:r w:rsidR="00{rng.randrange(1 << 24):06X}">', 1)
    mark = rng.randrange(1, 1_000_000)
    wrapped = (
        f'<w:proofErr w:type="spellStart"/>{piece}<w:proofErr w:type="spellEnd"/>',
        f'<w:bookmarkStart w:id="{mark}" w:name="_Hlk{mark}"/>{piece}<w:bookmarkEnd w:id="{mark}"/>',
        f'<w:smartTag w:uri="{_SMART_TAGS}" w:element="PersonName">{piece}</w:smartTag>',
        f'<w:hyperlink r:id="rId30" w:history="1">{piece}</w:hyperlink>',
        f'<w:fldSimple w:instr=" DOCPROPERTY 样例 ">{piece}</w:fldSimple>',
        f"<w:r><w:lastRenderedPageBreak/></w:r>{piece}<w:r><w:softHyphen/></w:r>",
        _field(escape(text), look) if text.strip() == text else piece,
        _no_break_hyphens(text, look),
    )
    return rng.choice(wrapped) if rng.random() < 0.5 else piece


def _no_break_hyphens(text: str, look: Look) -> str:
    hyphen = f"<w:r>{run_properties(look)}<w:noBreakHyphen/></w:r>"
    return hyphen.join(run(part, look) if part else "" for part in text.split("-"))


def _field(result: str, look: Look) -> str:
    properties = run_properties(look)
    steps = (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> HYPERLINK "https://example.invalid/" </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{result}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{properties}{step}</w:r>" for step in steps)
