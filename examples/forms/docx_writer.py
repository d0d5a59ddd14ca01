"""From a draft to a .docx file, with hooks where a layout marks things up otherwise."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from examples.forms import word_parts, word_xml
from examples.forms.draft import Box, Draft, Line, Row, Table
from examples.forms.package import pack
from examples.forms.word_xml import TABLE_WIDTH, Look

APPLICATION = "Microsoft Office Word"

_FACES = (("仿宋_GB2312", 21), ("仿宋_GB2312", 24), ("宋体", 21), ("宋体", 18))


def _same(markup: str, _: Box | Row | Table) -> str:
    return markup


@dataclass(slots=True)
class Word:
    """A Word file being made. Hooks take what stands there anyway and return what shall stand there."""

    draft: Draft
    look: Look
    write_text: Callable[[str, Look], str] = word_xml.run
    write_cell: Callable[[Box], str] | None = None
    write_line: Callable[[Line], str] | None = None
    wrap_cell: Callable[[str, Box], str] = _same
    wrap_row: Callable[[str, Row], str] = _same
    wrap_table: Callable[[str, Table], str] = _same
    row_properties: Callable[[Row], str] = lambda _: ""
    parts: dict[str, str] = field(default_factory=dict)
    relations: dict[str, tuple[str, str]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    section: str = ""
    application: str = APPLICATION
    rewrite: Callable[[str], str] = lambda text: text
    after_body: Callable[[], None] = lambda: None

    @property
    def rng(self) -> Random:
        """The only source of chance."""
        return self.draft.rng

    def cell_look(self, box: Box) -> Look:
        """Centered short cells, text to the left, headings bold."""
        if box.key in ("profile", "feature", "honors"):
            return self.look
        return self.look._replace(align="center")

    def cell_content(self, box: Box, row: Row) -> str:
        """The paragraphs of a cell."""
        if row.role in ("heading", "title"):
            look = Look("黑体", 36 if row.role == "title" else 21, align="center")
            return word_xml.paragraphs(box.text, look, self.write_text)
        if row.role in ("header", "note"):
            return word_xml.paragraphs(box.text, self.look, self.write_text)
        if self.write_cell:
            return self.write_cell(box)
        return word_xml.paragraphs(box.text, self.cell_look(box), self.write_text)

    def line(self, line: Line) -> str:
        """A line outside the table."""
        if self.write_line:
            return self.write_line(line)
        return plain_line(line)

    def table(self, table: Table, total: int = TABLE_WIDTH) -> str:
        """A table, `total` wide."""
        widths = word_xml.widths_of(table.shares, total)
        rows = "".join(self._row(row, widths) for row in table.rows)
        return self.wrap_table(word_xml.table(rows, widths), table)

    def _row(self, row: Row, widths: list[int]) -> str:
        cells = word_xml.row_cells(row, widths, lambda box: self.cell_content(box, row), self.wrap_cell)
        more = ""
        if row.skip:
            before = sum(widths[: row.skip])
            more = f'<w:gridBefore w:val="{row.skip}"/><w:wBefore w:w="{before}" w:type="dxa"/>'
        more += self.row_properties(row)
        if row.role == "heading":
            more += "<w:tblHeader/>"
        return self.wrap_row(word_xml.row(cells, more), row)

    def body(self) -> str:
        """Everything between `<w:body>` and the section properties."""
        return "".join(
            self.line(part) if isinstance(part, Line) else self.table(part) for part in self.draft.body
        )


def begin(draft: Draft) -> Word:
    """A Word file of the draft in a face of its own."""
    font, size = draft.rng.choice(_FACES)
    return Word(draft, Look(font, size))


def plain_line(line: Line, write: Callable[[str, Look], str] = word_xml.run) -> str:
    """A line as the annex prints it."""
    look = {
        "label": Look("黑体", 32),
        "title": Look("方正小标宋简体", 44, align="center"),
        "header": Look("仿宋_GB2312", 28),
        "note": Look("仿宋_GB2312", 24),
    }.get(line.role, Look("仿宋_GB2312", 24))
    return word_xml.paragraphs(line.text, look, write)


def document(body: str, section: str = "") -> str:
    """word/document.xml."""
    page = (
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1440" w:right="1440" '
        'w:bottom="1440" w:left="1440" w:header="851" w:footer="992" w:gutter="0"/><w:cols w:space="425"/>'
        '<w:docGrid w:type="lines" w:linePitch="312"/>'
    )
    return (
        f'{word_parts.DECLARATION}<w:document {word_parts.namespaces()} mc:Ignorable="w14 w15">'
        f"<w:body>{body}<w:sectPr>{section}{page}</w:sectPr></w:body></w:document>"
    )


def save(word: Word) -> bytes:
    """The bytes of the file."""
    main = _with_ids(document(word.body(), word.section), word.rng)
    word.after_body()
    return package(
        main,
        parts=word.parts,
        relations=word.relations,
        links=word.links,
        application=word.application,
        rewrite=word.rewrite,
    )


def _with_ids(main: str, rng: Random) -> str:
    """Paragraphs with the ids that Word gives them: who wrote them in which session."""
    sessions = [f"00{rng.randrange(1 << 24):06X}" for _ in range(6)]

    def identify(_: re.Match[str]) -> str:
        session = rng.choice(sessions)
        return (
            f'<w:p w14:paraId="{rng.randrange(1 << 20, 1 << 31):08X}" w14:textId="77777777" '
            f'w:rsidR="{session}" w:rsidRDefault="{session}">'
        )

    return re.sub("<w:p>", identify, main)


def package(
    main: str,
    *,
    parts: dict[str, str] | None = None,
    relations: dict[str, tuple[str, str]] | None = None,
    links: dict[str, str] | None = None,
    application: str = APPLICATION,
    rewrite: Callable[[str], str] = lambda text: text,
) -> bytes:
    """A .docx around word/document.xml; `rewrite` passes over every part."""
    parts = parts or {}
    known = {
        "rId1": ("styles", "styles.xml"),
        "rId2": ("settings", "settings.xml"),
        "rId3": ("webSettings", "webSettings.xml"),
        "rId4": ("fontTable", "fontTable.xml"),
        "rId5": ("theme", "theme/theme1.xml"),
    }
    names = ["word/document.xml", *word_parts.FIXED_WORD_PARTS, "docProps/app.xml", *parts]
    fixed = {name: word_parts.fixed_part(file) for name, file in word_parts.FIXED_WORD_PARTS.items()}
    moving = {
        "[Content_Types].xml": word_parts.content_types(names),
        "_rels/.rels": word_parts.package_relationships("word/document.xml", list(parts)),
        "word/document.xml": main,
        "word/_rels/document.xml.rels": word_parts.relationships({**known, **(relations or {})}, links),
        "docProps/app.xml": word_parts.app_properties(application),
        **parts,
    }
    return pack(
        [(name, rewrite(text)) for name, text in moving.items()],
        [(name, rewrite(text)) for name, text in fixed.items()],
    )
