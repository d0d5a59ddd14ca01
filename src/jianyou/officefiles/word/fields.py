"""Fields: their instructions are never text, their results are; form fields show their state."""

from dataclasses import dataclass, field

from jianyou.officefiles.word import names as n
from jianyou.officefiles.word.names import Element
from jianyou.officefiles.word.symbols import CHECKED_BOX, EMPTY_BOX


@dataclass(slots=True)
class Field:
    """A field that has begun. `showing` turns true where its result starts."""

    form: Element | None
    showing: bool = False
    instruction: list[str] = field(default_factory=list)


def is_dde(instruction: str) -> bool:
    """Whether a field would start another program (DDE, DDEAUTO)."""
    words = instruction.replace('"', " ").split(maxsplit=1)
    return bool(words) and words[0].upper() in ("DDE", "DDEAUTO")


def check_box(form: Element | None) -> str:
    """A legacy check box as ☑ or ☐; empty if the field is none."""
    box = None if form is None else form.find(n.CHECK_BOX)
    if box is None:
        return ""
    checked = n.switch(box, n.CHECKED)
    if checked is None:
        checked = n.switch(box, n.DEFAULT)
    return CHECKED_BOX if checked else EMPTY_BOX


def drop_down(form: Element | None) -> str:
    """The chosen entry of a legacy drop-down list; empty if the field is none."""
    listed = None if form is None else form.find(n.DROP_DOWN)
    if listed is None:
        return ""
    chosen = n.value(listed, n.RESULT) or n.value(listed, n.DEFAULT)
    entries = [entry.get(n.VAL, "") for entry in listed.iterchildren(n.LIST_ENTRY)]
    at = n.number(chosen, 0)
    return entries[at] if 0 <= at < len(entries) else ""
