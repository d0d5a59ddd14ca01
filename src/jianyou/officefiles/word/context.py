"""What is known while a Word file is being read: the place, and which features the file uses at all."""

from dataclasses import dataclass, field
from typing import NamedTuple

from jianyou.officefiles.word import names as n
from jianyou.officefiles.word.alternate import branch
from jianyou.officefiles.word.names import Element
from jianyou.officefiles.word.notes import Notes
from jianyou.officefiles.word.numbering import Numbering
from jianyou.officefiles.word.styles import Styles
from jianyou.terms.finding import Refused
from jianyou.terms.place import Place

_MOST_NAMESPACES = 2_000_000

_CELL_TAGS = (n.GRID_SPAN, n.V_MERGE, n.H_MERGE, n.CELL_DEL, n.CELL_INS, n.CELL_MERGE)
_ROW_TAGS = (n.GRID_BEFORE, n.DEL, n.INS)
_TELLING = (
    *_CELL_TAGS, *_ROW_TAGS, n.MOVE_FROM, n.VANISH, n.WEB_HIDDEN, n.NUM_PR, n.P_STYLE, n.R_STYLE,
)  # fmt: skip


class Marks(NamedTuple):
    """Which properties a part makes use of; those that it doesn't need not be looked for."""

    hidden: bool = True
    symbol_fonts: bool = True
    cells: bool = True
    rows: bool = True
    deleted_marks: bool = True
    numbered: bool = True
    styled: bool = True


class Box(NamedTuple):
    """A text box met on the way, to be read after the block that holds it."""

    content: Element
    place: Place


@dataclass(slots=True)
class Context:
    """The state of one reading."""

    file: str
    notes: Notes
    marks: Marks
    styles: Styles
    numbering: Numbering | None
    part: str = ""
    table: int | None = None
    row: int | None = None
    column: int | None = None
    paragraph: int | None = None
    pictures: int = 0
    boxes: list[Box] = field(default_factory=list)
    _namespaces: int = 0

    def branch(self, alternate: Element) -> Element | None:
        """The alternative to be read; Refused once choosing has cost too much."""
        chosen, cost = branch(alternate)
        self._namespaces += cost
        if self._namespaces > _MOST_NAMESPACES:
            raise Refused("part_too_complex", part="mc:AlternateContent")
        return chosen

    def place(self) -> Place:
        """Where the reading stands."""
        if self.table is not None:
            return Place(self.file, self.part, self.table, self.row, self.column)
        return Place(self.file, self.part, paragraph=self.paragraph)

    def label(self, properties: Element | None) -> str:
        """Count a paragraph (its w:pPr) and give its automatic number, empty where it has none."""
        style = n.value(properties, n.P_STYLE)
        listed = None if properties is None else properties.find(n.NUM_PR)
        list_id, level_text = n.value(listed, n.NUM_ID), n.value(listed, n.ILVL)
        level = None if level_text is None else n.number(level_text, 0)
        if list_id is None:
            by_style = self.styles.list_of(style)
            if by_style is None:
                return ""
            list_id, level = by_style[0], by_style[1] if level is None else level
        elif level is None:
            level = 0
        if self.numbering is None or list_id == "0":
            return ""
        return self.numbering.label(list_id, level, style or self.styles.default_paragraph)

    def is_hidden(self, properties: Element | None, paragraph_style: str | None) -> bool:
        """Whether a run (its w:rPr) in a paragraph of that style isn't seen."""
        if properties is not None:
            direct = n.switch(properties, n.VANISH)
            if n.is_on(properties, n.WEB_HIDDEN):
                return True
            if direct is not None:
                return direct
        styles = self.styles
        if not styles.hiding:
            return False
        by_character = styles.hides(n.value(properties, n.R_STYLE))
        by_paragraph = styles.hides(paragraph_style or styles.default_paragraph)
        # a toggle property: two styles that both set it cancel each other (ECMA-376 17.7.3)
        return styles.hides_by_default or by_character is not by_paragraph


def marks_of(root: Element, data: bytes | None = None) -> Marks:
    """Look which features a parsed part uses; `data` are its bytes where they are at hand."""
    used = {element.tag for element in root.iter(*_TELLING)}
    return Marks(
        hidden=n.VANISH in used or n.WEB_HIDDEN in used,
        symbol_fonts=data is None or b"dings" in data,
        cells=not used.isdisjoint(_CELL_TAGS),
        rows=not used.isdisjoint(_ROW_TAGS),
        deleted_marks=n.DEL in used or n.MOVE_FROM in used,
        numbered=n.NUM_PR in used,
        styled=n.P_STYLE in used or n.R_STYLE in used,
    )
