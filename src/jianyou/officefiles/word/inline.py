"""The text of one paragraph as a person sees it: runs, fields, content controls, tracked changes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

from jianyou.officefiles.word import names as n
from jianyou.officefiles.word.context import Box, Context
from jianyou.officefiles.word.fields import Field, check_box, drop_down, is_dde
from jianyou.officefiles.word.names import Element
from jianyou.officefiles.word.symbols import (
    CHECKED_BOX,
    CHECKED_MARKS,
    EMPTY_BOX,
    EMPTY_MARKS,
    INVISIBLE,
    PRIVATE,
    SUSPECT,
    code_points,
    font_of,
    in_symbol_font,
    plain,
    symbol,
    symbol_font,
)
from jianyou.terms.finding import Severity

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_R, _T = n.R, n.T
_SKIPPED = frozenset({n.PPR, n.RPR, n.SDT_PR})


class State(NamedTuple):
    """Where fields stand, what they swallowed, and the text that waits for its paragraph."""

    fields: list[Field]
    silent: int
    swallowed: list[str]
    pending: str | None


_NOTHING_OPEN = State([], 0, [], None)


@dataclass(slots=True)
class Inline:
    """Reads paragraphs. Fields may run over several of them, so their state is kept between."""

    context: Context
    fields: list[Field] = field(default_factory=list)
    silent: int = 0  # how many of these fields are still in their instruction
    swallowed: list[str] = field(default_factory=list)
    pending: str | None = None
    placeholder: int = 0
    _paragraph_style: str | None = None
    _font: str | None = None

    def paragraph(self, element: Element) -> str | None:
        """The paragraph's text with its automatic number.

        None if its mark is deleted: the text then waits for the next paragraph, as in Word.
        """
        marks = self.context.marks
        properties = element.find(n.PPR) if marks.numbered or marks.deleted_marks or marks.hidden else None
        if marks.hidden:
            self._paragraph_style = n.value(properties, n.P_STYLE)
        pieces: list[str] = []
        self._content(element, pieces)
        text = "".join(pieces)
        if self.pending is not None:
            text, self.pending = self.pending + text, None
        if marks.deleted_marks and properties is not None and _mark_is_deleted(properties):
            self.context.notes.tracked(self.context.place())
            self.pending = text
            return None
        if marks.numbered and self.context.numbering is not None:
            label = self.context.label(properties)
            text = label + text if text else label.rstrip()
        if self.placeholder:
            self.context.notes.quote("placeholder_left", Severity.INFO, self.context.place(), text)
            return ""
        return text

    def step_aside(self) -> State:
        """Begin a cell or a text box: the fields and the waiting text around it don't reach in."""
        if not self.fields and self.pending is None:
            return _NOTHING_OPEN
        state = State(self.fields, self.silent, self.swallowed, self.pending)
        self.fields, self.silent, self.swallowed, self.pending = [], 0, [], None
        return state

    def step_back(self, state: State) -> None:
        """End it and take up the state that `step_aside` gave."""
        if state is not _NOTHING_OPEN:
            self.fields, self.silent, self.swallowed, self.pending = state

    def flush(self) -> str | None:
        """The text that waits for a paragraph which never comes: at a cell's or a table's edge."""
        text, self.pending = self.pending, None
        return text

    def close_fields(self) -> None:
        """At the end of a cell or of the text: say what an unfinished field swallowed."""
        if self.silent:
            text = "".join(self.swallowed)
            self.context.notes.quote("field_unfinished", Severity.WARNING, self.context.place(), text)
        if self.fields:
            self.fields, self.silent, self.swallowed = [], 0, []

    def _content(self, parent: Element, pieces: list[str]) -> None:
        marks = self.context.marks
        run = self._run if marks.symbol_fonts or marks.hidden else self._run_content
        for element in parent:
            tag = element.tag
            if tag == _R:
                run(element, pieces)
            elif tag not in _SKIPPED:
                self._other(element, pieces)

    def _other(self, element: Element, pieces: list[str]) -> None:
        """What is neither a run nor its text: by its own handler, else for what stands inside it."""
        handler = self._HANDLERS.get(element.tag)
        if handler is not None:
            handler(self, element, pieces)
        elif len(element):
            self._content(element, pieces)

    def _run(self, run: Element, pieces: list[str]) -> None:
        marks = self.context.marks
        if marks.symbol_fonts or marks.hidden:
            properties = run.find(n.RPR)
            if marks.symbol_fonts:
                self._font = symbol_font(properties)
            if marks.hidden and self.context.is_hidden(properties, self._paragraph_style):
                hidden: list[str] = []
                self._run_content(run, hidden)
                self.context.notes.quote(
                    "hidden_text", Severity.WARNING, self.context.place(), "".join(hidden)
                )
                return
        self._run_content(run, pieces)

    def _run_content(self, run: Element, pieces: list[str]) -> None:
        for element in run:
            tag = element.tag
            if tag == _T:
                text = element.text
                if text:
                    text = self._clean(element, text) if SUSPECT.search(text) else text
                    if self.silent or self._font is not None:
                        self._emit(text, pieces)
                    else:
                        pieces.append(text)
            elif tag not in _SKIPPED:
                self._other(element, pieces)

    def _emit(self, text: str, pieces: list[str]) -> None:
        if self._font is not None:
            text = in_symbol_font(text, self._font)
        (self.swallowed if self.silent else pieces).append(text)

    def _clean(self, element: Element, text: str) -> str:
        text = plain(text, preserve=element.get(_SPACE) == "preserve")
        if PRIVATE.search(text):
            text = self._symbols_in(text, element.getparent())
        found = {char for char in set(text) if INVISIBLE.match(char)}
        if not found:
            return text
        self.context.notes.invisible(self.context.place(), found)
        return INVISIBLE.sub("", text)

    def _symbols_in(self, text: str, run: Element | None) -> str:
        """Text with the private characters of its symbol font as they are seen."""
        font = font_of(None if run is None else run.find(n.RPR))
        unknown = set()
        for char in set(PRIVATE.findall(text)):
            shown = symbol(font, ord(char))
            text = text.replace(char, shown or "")
            if shown is None:
                unknown.add(char)
        if unknown:
            named = f"{font} {code_points(unknown)}".strip()
            self.context.notes.quote("symbol_unknown", Severity.WARNING, self.context.place(), named)
        return text

    def _text(self, element: Element, pieces: list[str]) -> None:
        if element.text:
            self._emit(self._clean(element, element.text), pieces)

    def _elsewhere(self, _: Element, __: list[str]) -> None:
        self.context.notes.add("content_elsewhere", Severity.WARNING, self.context.place())

    def _out_of_place(self, element: Element, _: list[str]) -> None:
        text = n.all_text(element)
        self.context.notes.quote("text_out_of_place", Severity.WARNING, self.context.place(), text)

    def _text_box(self, element: Element, _: list[str]) -> None:
        self.context.boxes.append(Box(element, self.context.place()))

    def _line_break(self, _: Element, pieces: list[str]) -> None:
        self._emit("\n", pieces)

    def _tab(self, _: Element, pieces: list[str]) -> None:
        self._emit("\t", pieces)

    def _hyphen(self, _: Element, pieces: list[str]) -> None:
        self._emit("-", pieces)

    def _symbol(self, element: Element, pieces: list[str]) -> None:
        font, code = element.get(n.FONT, ""), element.get(n.CHAR, "")
        try:
            shown = symbol(font, int(code, 16))
        except ValueError:
            shown = None
        if shown is None:
            text = f"{font} {code}"
            self.context.notes.quote("symbol_unknown", Severity.WARNING, self.context.place(), text)
        else:
            self._font = None
            self._emit(shown, pieces)

    def _dropped(self, element: Element, _: list[str]) -> None:
        if len(element):
            self.context.notes.tracked(self.context.place())

    def _inserted(self, element: Element, pieces: list[str]) -> None:
        if len(element):
            self.context.notes.tracked(self.context.place())
        self._content(element, pieces)

    def _ruby(self, element: Element, pieces: list[str]) -> None:
        for base in element.iterchildren(n.RUBY_BASE):
            self._content(base, pieces)

    def _alternate(self, element: Element, pieces: list[str]) -> None:
        chosen = self.context.branch(element)
        if chosen is not None:
            self._run_content(chosen, pieces)

    def _picture(self, element: Element, _: list[str]) -> None:
        boxes = list(_text_boxes(element, self.context))
        if not boxes:
            self.context.pictures += 1
        self.context.boxes.extend(Box(box, self.context.place()) for box in boxes)

    def _object(self, element: Element, pieces: list[str]) -> None:
        self.context.notes.add("embedded_object", Severity.WARNING, self.context.place())
        self._picture(element, pieces)

    def _control(self, control: Element, pieces: list[str]) -> None:
        properties, content = control.find(n.SDT_PR), control.find(n.SDT_CONTENT)
        if content is None:
            return
        inner: list[str] = []
        self._content(content, inner)
        text = "".join(inner)
        if n.is_on(properties, n.SHOWING_PLACEHOLDER):
            self.context.notes.quote("placeholder_left", Severity.INFO, self.context.place(), text)
            return
        box = None if properties is None else properties.find(n.W14_CHECKBOX)
        pieces.append(text if box is None else _box_mark(box, text))

    def _simple_field(self, element: Element, pieces: list[str]) -> None:
        self._note_instruction(element.get(n.INSTR, ""))
        self._content(element, pieces)

    def _field_character(self, element: Element, pieces: list[str]) -> None:
        kind = element.get(n.FLD_CHAR_TYPE)
        if kind == "begin":
            self.fields.append(Field(element.find(n.FF_DATA)))
            self.silent += 1
        elif kind == "separate" and self.fields and not self.fields[-1].showing:
            self.fields[-1].showing = True
            self.silent -= 1
        elif kind == "end" and self.fields:
            ended = self.fields.pop()
            self.silent -= not ended.showing
            if not self.silent:
                self.swallowed = []
            self._note_instruction("".join(ended.instruction))
            shown = check_box(ended.form) or ("" if ended.showing else drop_down(ended.form))
            if shown:
                self._emit(shown, pieces)

    def _instruction(self, element: Element, _: list[str]) -> None:
        if self.fields and element.text:
            self.fields[-1].instruction.append(element.text)

    def _note_instruction(self, instruction: str) -> None:
        if is_dde(instruction):
            self.context.notes.quote("field_code_dde", Severity.WARNING, self.context.place(), instruction)

    _HANDLERS: ClassVar[dict[str, Callable[["Inline", Element, list[str]], None]]] = {
        n.BR: _line_break,
        n.CR: _line_break,
        n.TAB: _tab,
        n.PTAB: _tab,
        n.NO_BREAK_HYPHEN: _hyphen,
        n.SYM: _symbol,
        n.R: _run,
        n.T: _text,
        n.MATH_T: _text,
        n.P: _out_of_place,
        n.TBL: _out_of_place,
        n.TEXT_BOX: _text_box,
        n.SUB_DOC: _elsewhere,
        n.ALT_CHUNK: _elsewhere,
        n.RUBY: _ruby,
        n.DEL: _dropped,
        n.MOVE_FROM: _dropped,
        n.INS: _inserted,
        n.MOVE_TO: _inserted,
        n.SDT: _control,
        n.ALTERNATE: _alternate,
        n.DRAWING: _picture,
        n.PICT: _picture,
        n.OBJECT: _object,
        n.FLD_SIMPLE: _simple_field,
        n.FLD_CHAR: _field_character,
        n.INSTR_TEXT: _instruction,
    }


def _mark_is_deleted(properties: Element) -> bool:
    mark = properties.find(n.RPR)
    return mark is not None and (mark.find(n.DEL) is not None or mark.find(n.MOVE_FROM) is not None)


def _box_mark(box: Element, text: str) -> str:
    """☑ or ☐; what is seen wins where it contradicts the stored state."""
    state = box.find(n.W14_CHECKED)
    checked = state is not None and state.get(n.W14_VAL, "1").lower() in ("1", "true", "on")
    contrary = EMPTY_MARKS if checked else CHECKED_MARKS
    if text.strip() in contrary:
        return text
    return CHECKED_BOX if checked else EMPTY_BOX


def _text_boxes(element: Element, context: Context) -> Iterator[Element]:
    """The contents of text boxes under a drawing; of alternatives only the one that counts."""
    waiting = [element]
    while waiting:
        current = waiting.pop()
        if current.tag == n.TEXT_BOX:
            yield current
        elif current.tag == n.ALTERNATE:
            chosen = context.branch(current)
            if chosen is not None:
                waiting.append(chosen)
        else:
            waiting.extend(reversed(current))
