"""The pages of a PDF as marks, by pdfminer.six. Runs in the child process only.

pdfminer.six's own layout forgets what is invisible or clipped, so its interpreter draws onto a
device of ours. Clips count by their outer box. ISO 32000-1: 8 graphics, 9 text, 12.5 annotations.
"""

import io
import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import Matrix, apply_matrix_pt, mult_matrix

from jianyou.officefiles.pdf.marks import (
    MOST_GLYPHS,
    MOST_RULINGS,
    UNMAPPED,
    ExcessError,
    Glyph,
    Marks,
    Ruling,
    plain,
    rulings_of,
)

Rect = tuple[float, float, float, float]
_THICKEST = 3.0
_MOST_FILLS = 3_000
_NOT_DRAWN = (3, 7)
_HIDDEN_FLAGS = 2 | 32
_FIELDS = ("Widget", "FreeText")
_STRAIGHT = 0.09
_TURNS = {(1, 0): 0, (0, 1): 1, (-1, 0): 2, (0, -1): 3}


class _Drawn(NamedTuple):
    """A character: where it begins and ends, how high, how many quarters it is turned (None: askew)."""

    text: str
    start: tuple[float, float]
    end: tuple[float, float]
    size: float
    quarter: int | None
    upright: bool
    unseen: bool


class Canvas(PDFTextDevice):
    """Keeps what is drawn on one page, in points with y upwards."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.clip: Rect = (-math.inf, -math.inf, math.inf, math.inf)
        self.drawn: list[_Drawn] = []
        self.rulings: list[tuple[float, float, float, float]] = []
        self.dark: list[Rect] = []
        self.fills = 0
        self.pictures = 0
        self.page_ctm: Matrix = (1, 0, 0, 1, 0, 0)
        self._unseen = False

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """Keep how the page is turned."""
        del page
        self.page_ctm = ctm

    def render_image(self, name: str, stream: PDFStream) -> None:
        """Count a picture; none is ever decoded."""
        del name, stream
        self.pictures += 1

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Draw a string, unless its font is missing."""
        if textstate.font is None:
            raise ValueError("text without a font")
        self._unseen = textstate.render in _NOT_DRAWN
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        """Keep a character; how far the next one is from it."""
        del ncs
        if len(self.drawn) >= MOST_GLYPHS:
            raise ExcessError("pdf_too_much_text")
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNMAPPED
        advance: float = font.char_width(cid) * fontsize * scaling
        self._keep(text, matrix, font, (fontsize, rise, advance), graphicstate)
        return advance

    def _keep(
        self, text: str, matrix: Matrix, font: PDFFont, sizes: tuple[float, float, float], state: Any
    ) -> None:
        fontsize, rise, advance = sizes
        a, b, c, d, _, _ = matrix
        size = abs(fontsize) * math.hypot(c, d)
        if not (math.isfinite(size) and 0.3 < size < 2_000):
            return
        start, end = (0.0, rise), (advance, rise)
        if font.is_vertical():  # the origin is above the middle of the glyph, which stands upright
            start, end = (-fontsize / 2, rise - 0.88 * fontsize), (fontsize / 2, rise - 0.88 * fontsize)
        first, last = apply_matrix_pt(matrix, start), apply_matrix_pt(matrix, end)
        middle = (
            (first[0] + last[0]) / 2 + 0.3 * fontsize * c,
            (first[1] + last[1]) / 2 + 0.3 * fontsize * d,
        )
        unseen = self._unseen or not _inside(middle, self.clip) or self._is_white_on_white(state, middle)
        shown = plain(text) or UNMAPPED
        self.drawn.append(_Drawn(shown, first, last, size, _quarter(a, b), a * d - b * c > 0, unseen))

    def _is_white_on_white(self, state: Any, middle: tuple[float, float]) -> bool:
        return _is_white(state.ncolor) and not any(_inside(middle, fill) for fill in self.dark)

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        """Keep the straight lines of a path, thin fills among them."""
        del evenodd
        stroke = stroke and not _is_white(graphicstate.scolor)
        for points in _ways(path, self.ctm or self.page_ctm):
            if stroke:
                self._rule(points)
            elif fill:
                self._fill(points, white=_is_white(graphicstate.ncolor))
        if len(self.rulings) > MOST_RULINGS or self.fills > _MOST_FILLS:
            raise ExcessError("pdf_too_many_lines")

    def _fill(self, points: list[tuple[float, float]], *, white: bool) -> None:
        left, bottom, right, top = box = _cut(_box(points), self.clip)
        wide, high = right - left, top - bottom
        if wide <= 0 or high <= 0:
            return
        if min(wide, high) <= _THICKEST:
            if not white and max(wide, high) > _THICKEST:
                middle = (left + right) / 2, (bottom + top) / 2
                line = (
                    (left, middle[1], right, middle[1])
                    if wide > high
                    else (middle[0], bottom, middle[0], top)
                )
                self.rulings.append(line)
            return
        self.fills += 1
        if not white:
            self.dark.append(box)
            return
        for index, drawn in enumerate(self.drawn):  # painted over
            if not drawn.unseen and _inside(_middle(drawn), box):
                self.drawn[index] = drawn._replace(unseen=True)

    def _rule(self, points: list[tuple[float, float]]) -> None:
        for level, at, start, end in rulings_of(points):
            line = (start, at, end, at) if level else (at, start, at, end)
            left, bottom, right, top = _cut(line, _grown(self.clip, 1.0))
            if left <= right and bottom <= top:
                self.rulings.append((left, bottom, right, top))


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter, which minds clips as well. Its operators have pdfminer's names."""

    device: Canvas

    def init_state(self, ctm: Matrix) -> None:
        """Begin a stretch of content without clips of its own."""
        super().init_state(ctm)
        self._clips: list[Rect] = []
        self._clipping = False

    def do_q(self) -> None:
        """Keep the clip with the other settings."""
        super().do_q()
        self._clips.append(self.device.clip)

    def do_Q(self) -> None:  # noqa: N802  — pdfminer's name
        """Take the clip back that was kept."""
        super().do_Q()
        if self._clips:
            self.device.clip = self._clips.pop()

    def do_W(self) -> None:  # noqa: N802  — the same
        """The next path is a clip."""
        self._clipping = True

    do_W_a = do_W  # noqa: N815  — the same

    def do_n(self) -> None:
        """End a path that isn't painted: narrow the clip if it is one."""
        if self._clipping:
            self._clipping = False
            points = [point for way in _ways(self.curpath, self.ctm) for point in way]
            self.device.clip = _cut(_box(points), self.device.clip) if points else self.device.clip
        super().do_n()

    def render_contents(self, resources: Any, streams: Any, ctm: Matrix = (1, 0, 0, 1, 0, 0)) -> None:
        """Draw a stretch of content; its clips end with it."""
        clip = self.device.clip
        super().render_contents(resources, streams, ctm)
        self.device.clip = clip


def open_document(data: bytes, password: str) -> PDFDocument:
    """The document; pdfminer's errors if it is locked or damaged."""
    return PDFDocument(PDFParser(io.BytesIO(data)), password)


def pages_of(document: PDFDocument) -> Iterator[PDFPage]:
    """Its pages in order."""
    yield from PDFPage.create_pages(document)


def layers_of(document: PDFDocument) -> bool:
    """Whether some layer is switched off: whatever is on it is read all the same."""
    properties = resolve1(document.catalog.get("OCProperties"))
    default = resolve1(properties.get("D")) if isinstance(properties, dict) else None
    return isinstance(default, dict) and bool(resolve1(default.get("OFF")))


def marks_of(page: PDFPage, resources: PDFResourceManager) -> Marks:
    """What is drawn on a page, turned so that most of its text reads from left to right."""
    canvas = Canvas(resources)
    interpreter = Interpreter(resources, canvas)
    interpreter.process_page(page)
    fields, unread = _draw_fields(page, interpreter)
    x0, y0, x1, y1 = (float(value) for value in page.mediabox)
    width, height = abs(x1 - x0), abs(y1 - y0)
    if page.rotate in (90, 270):
        width, height = height, width
    if not (0 < width < 15_000 and 0 < height < 15_000):
        raise ExcessError("pdf_page_odd")
    marks = _marks(canvas, width, height)
    marks.notes.update({"pdf_fields_read": fields, "pdf_fields_unread": unread})
    return marks


def _draw_fields(page: PDFPage, interpreter: Interpreter) -> tuple[int, int]:
    """Draw what stands in form fields and typed remarks: how many were, how many have no looks."""
    drawn = unread = 0
    for reference in resolve1(page.annots) or ():
        annotation = resolve1(reference)
        if not isinstance(annotation, dict) or getattr(annotation.get("Subtype"), "name", "") not in _FIELDS:
            continue
        if int(resolve1(annotation.get("F")) or 0) & _HIDDEN_FLAGS:
            continue
        looks = _looks(annotation)
        if looks is not None:
            before = len(interpreter.device.drawn)
            _draw(looks, [float(resolve1(side)) for side in resolve1(annotation["Rect"])], interpreter)
            drawn += len(interpreter.device.drawn) > before
        elif resolve1(annotation.get("V")) or resolve1(annotation.get("Contents")):
            unread += 1
    return drawn, unread


def _looks(annotation: dict[str, Any]) -> PDFStream | None:
    """The annotation's normal appearance, in its present state."""
    looks = resolve1((resolve1(annotation.get("AP")) or {}).get("N"))
    if isinstance(looks, dict):
        state = resolve1(annotation.get("AS"))
        looks = resolve1(looks.get(getattr(state, "name", "")))
    return looks if isinstance(looks, PDFStream) and "BBox" in looks else None


def _draw(looks: PDFStream, sides: list[float], interpreter: Interpreter) -> None:
    """Draw an appearance so that its box fills the annotation's (12.5.5, algorithm 8.1)."""
    own = [float(resolve1(value)) for value in resolve1(looks.get("Matrix")) or (1, 0, 0, 1, 0, 0)]
    matrix: Matrix = (own[0], own[1], own[2], own[3], own[4], own[5])
    x0, y0, x1, y1 = (float(resolve1(value)) for value in resolve1(looks["BBox"]))
    corners = [apply_matrix_pt(matrix, point) for point in ((x0, y0), (x1, y0), (x0, y1), (x1, y1))]
    left, bottom, right, top = _box(corners)
    target = _box([(sides[0], sides[1]), (sides[2], sides[3])])
    wide = (target[2] - target[0]) / (right - left) if right > left else 1.0
    high = (target[3] - target[1]) / (top - bottom) if top > bottom else 1.0
    onto: Matrix = (wide, 0, 0, high, target[0] - left * wide, target[1] - bottom * high)
    ctm = mult_matrix(mult_matrix(matrix, onto), interpreter.device.page_ctm)
    resources = resolve1(looks.get("Resources")) or {}
    interpreter.subinterp().render_contents(resources, [looks], ctm)


def _marks(canvas: Canvas, width: float, height: float) -> Marks:
    quarter = _most(canvas.drawn)
    marks = Marks(*((height, width) if quarter % 2 else (width, height)), pictures=canvas.pictures)
    all_unseen = all(drawn.unseen for drawn in canvas.drawn)
    if canvas.drawn and all_unseen:
        marks.notes["pdf_ocr_layer"] += 1
    if quarter:
        marks.notes["pdf_page_turned"] += 1

    def turn(point: tuple[float, float]) -> tuple[float, float]:
        x, y = point
        return ((x, height - y), (y, x), (width - x, y), (height - y, width - x))[quarter]

    for drawn in canvas.drawn:
        middle = turn(_middle(drawn))
        outside = not (-2 <= middle[0] <= marks.width + 2 and -2 <= middle[1] <= marks.height + 2)
        if (drawn.unseen and not all_unseen) or outside:
            marks.hidden.append(drawn.text)
        elif drawn.quarter is None or not drawn.upright:
            marks.askew.append(drawn.text)
        else:
            if UNMAPPED in drawn.text:
                marks.notes["pdf_unmapped"] += 1
            marks.glyphs.append(_glyph(drawn, turn, middle, turned=drawn.quarter != quarter))
    for left, bottom, right, top in canvas.rulings:
        (x0, y0), (x1, y1) = turn((left, bottom)), turn((right, top))
        level = abs(x1 - x0) >= abs(y1 - y0)
        ends = sorted((x0, x1) if level else (y0, y1))
        marks.rulings.append(Ruling(level, (y0 + y1) / 2 if level else (x0 + x1) / 2, *ends))
    return marks


def _glyph(drawn: _Drawn, turn: Any, middle: tuple[float, float], *, turned: bool) -> Glyph:
    start, end = turn(drawn.start), turn(drawn.end)
    if not turned:
        return Glyph(drawn.text, min(start[0], end[0]), max(start[0], end[0]), start[1], drawn.size)
    half = drawn.size / 2
    return Glyph(drawn.text, middle[0] - half, middle[0] + half, middle[1] + half, drawn.size, turned=True)


def _most(drawn: Sequence[_Drawn]) -> int:
    """How many quarters most of the text is turned to the left."""
    counts = [0, 0, 0, 0]
    for one in drawn:
        if one.quarter is not None and not one.text.isspace():
            counts[one.quarter] += 1
    return counts.index(max(counts))


def _quarter(a: float, b: float) -> int | None:
    length = math.hypot(a, b)
    if length == 0 or min(abs(a), abs(b)) > _STRAIGHT * length:
        return None
    return _TURNS[round(a / length), round(b / length)]


def _middle(drawn: _Drawn) -> tuple[float, float]:
    """About the middle of the character's body."""
    (x0, y0), (x1, y1) = drawn.start, drawn.end
    length = math.hypot(x1 - x0, y1 - y0) or 1.0
    up = 0.36 * drawn.size / length
    return (x0 + x1) / 2 - (y1 - y0) * up, (y0 + y1) / 2 + (x1 - x0) * up


def _ways(path: Any, ctm: Matrix) -> Iterator[list[tuple[float, float]]]:
    """The ways of a path as points on the page; of a curve only its ends."""
    points: list[tuple[float, float]] = []
    for step in path:
        kind = step[0]
        if kind == "m" and points:
            yield points
            points = []
        if kind == "h":
            points = [*points, points[0]] if points else points
        else:
            points.append(apply_matrix_pt(ctm, (float(step[-2]), float(step[-1]))))
    if points:
        yield points


def _is_white(color: Any) -> bool:
    parts = color if isinstance(color, (tuple, list)) else (color,)
    if not all(isinstance(part, (int, float)) for part in parts):
        return False
    return sum(parts) <= 0.02 if len(parts) == 4 else min(parts, default=0) >= 0.98


def _box(points: Sequence[tuple[float, float]]) -> Rect:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _cut(box: Rect, clip: Rect) -> Rect:
    return max(box[0], clip[0]), max(box[1], clip[1]), min(box[2], clip[2]), min(box[3], clip[3])


def _grown(box: Rect, by: float) -> Rect:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _inside(point: tuple[float, float], box: Rect) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]
