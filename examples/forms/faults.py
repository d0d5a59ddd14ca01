"""Every kind of wrong form by name: `fault.…`, each with what a reader or a check must say of it.

A truth record's `faults` are {"fault", "row", "column"}, and "of" (another file) for a duplicate
across files. With status `rejected` the file can't be read as a form; with `read` its rows are as
written all the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from examples.forms import contacts, docx_writer, phrases, word_xml
from examples.forms.content import COLUMN_KEYS, Entry, Form, World
from examples.forms.docx_writer import Word
from examples.forms.draft import LABELS, Box, start
from examples.forms.file_faults import FILE_FAULTS
from examples.forms.kinds import Made, make, make_docx
from examples.forms.layouts import plain
from examples.forms.value_faults import VALUE_FAULTS, visible, written_otherwise

HIDDEN_TEXT = "（内部资料，此句已隐藏）"

# Layouts plain enough for a fault to be the only thing to find.
_PLAIN_KINDS = ("docx.plain", "docx.merged_title", "docx.wps", "xlsx.plain", "xlsx.inline_strings")


@dataclass(slots=True)
class Wrong:
    """A wrong file: bytes, suffix and truth."""

    suffix: str
    data: bytes
    status: str
    faults: list[dict[str, Any]]
    rows: list[dict[str, str]] = field(default_factory=list)
    header: dict[str, str] = field(default_factory=dict)


Maker = Callable[[World, Sequence[dict[str, Any]]], Wrong]
"""Makes a wrong file; the records are the truth of the files written before it."""


def value_fault(name: str) -> Maker:
    """A form with one spoiled cell."""

    def wrong(world: World, _: Sequence[dict[str, Any]]) -> Wrong:
        form, index = _form_with_firm(world)
        column = VALUE_FAULTS[name](form.entries[index], world)
        kind = world.rng.choice(_PLAIN_KINDS)
        made = make(kind, form, world.rng)
        for row in made.rows:
            row.update({key: visible(text) for key, text in row.items()})
        return _read(kind, made, [{"fault": name, "row": index + 1, "column": column}])

    return wrong


def file_fault(name: str) -> Maker:
    """A file that is no form."""

    def wrong(world: World, _: Sequence[dict[str, Any]]) -> Wrong:
        junk = FILE_FAULTS[name](world)
        return Wrong(junk.suffix, junk.data, "rejected", [{"fault": name, "row": None, "column": None}])

    return wrong


def duplicate_in_file(world: World, _: Sequence[dict[str, Any]]) -> Wrong:
    """The same firm twice in one form, its brackets or spaces varied."""
    form = world.form(2)
    first, last = _firm(world, form.district), len(form.entries)
    form.entries[0] = first
    form.entries[-1] = dict(first, name=written_otherwise(first["name"], world.rng))
    kind = world.rng.choice(_PLAIN_KINDS)
    return _read(
        kind, make(kind, form, world.rng), [{"fault": "duplicate_in_file", "row": last, "column": "name"}]
    )


def duplicate_across(world: World, earlier: Sequence[dict[str, Any]]) -> Wrong:
    """A firm that an earlier file has already; without earlier files, a form without a fault."""
    form = world.form()
    others = [record for record in earlier if _first_is_good(record)]
    faults = []
    if others:
        other = world.rng.choice(others)
        row = other["rows"][0]
        entry = {key: row[key] for key in COLUMN_KEYS if key != "serial"}
        form.entries[0] = dict(entry, name=written_otherwise(row["name"], world.rng))
        faults.append({"fault": "duplicate_across", "row": 1, "column": "name", "of": other["file"]})
    kind = world.rng.choice(_PLAIN_KINDS)
    return _read(kind, make(kind, form, world.rng), faults)


def hidden_text(world: World, _: Sequence[dict[str, Any]]) -> Wrong:
    """Text formatted as hidden in a profile; it is no part of it."""
    form, index = _form_with_firm(world)
    spoiled = form.entries[index]["profile"]

    def hide(word: Word) -> None:
        def write(box: Box) -> str:
            look = word.cell_look(box)
            shown = word_xml.paragraphs(box.text, look)
            if box.text != spoiled:
                return shown
            return shown.replace("</w:p>", word_xml.run(HIDDEN_TEXT, look, "<w:vanish/>") + "</w:p>", 1)

        word.write_cell = write

    made = make_docx(plain, hide, form, world.rng)
    return _read("docx", made, [{"fault": "hidden_text", "row": index + 1, "column": "profile"}])


def empty_form(world: World, _: Sequence[dict[str, Any]]) -> Wrong:
    """The form as handed out: headings and empty rows."""
    form = Form("", dict.fromkeys(LABELS, ""), [dict.fromkeys(COLUMN_KEYS, "") for _ in range(4)])
    kind = world.rng.choice(("docx.no_serial", "xlsx.no_serial", "docx.plain", "xlsx.plain"))
    made = make(kind, form, world.rng)
    return _read(kind, made._replace(rows=[]), [{"fault": "empty_form", "row": None, "column": None}])


def header_missing(world: World, _: Sequence[dict[str, Any]]) -> Wrong:
    """Nobody named in the header line."""
    form = world.form()
    form.header = dict.fromkeys(LABELS, "")
    kind = world.rng.choice(_PLAIN_KINDS)
    return _read(
        kind,
        make(kind, form, world.rng),
        [{"fault": "header_missing", "row": None, "column": key} for key in LABELS],
    )


def column_missing(world: World, _: Sequence[dict[str, Any]]) -> Wrong:
    """A form from which the sender deleted a column."""
    draft = start(world.form(), world.rng)
    column = draft.columns.pop(draft.rng.choice((-1, -4)))
    draft.relay()
    data = docx_writer.save(docx_writer.begin(draft))
    made = Made(data, draft.rows, draft.header)
    return _read("docx", made, [{"fault": "column_missing", "row": None, "column": column.key}])


FAULTS: dict[str, Maker] = {
    **{name: value_fault(name) for name in VALUE_FAULTS},
    **{name: file_fault(name) for name in FILE_FAULTS},
    **{
        fault.__name__: fault
        for fault in (
            *(duplicate_in_file, duplicate_across, hidden_text, empty_form, header_missing, column_missing),
        )
    },
}

FAULT_KINDS = tuple(f"fault.{name}" for name in FAULTS)


def _read(kind: str, made: Made, faults: list[dict[str, Any]]) -> Wrong:
    return Wrong("." + kind.partition(".")[0], made.data, "read", faults, made.rows, made.header)


def _first_is_good(record: dict[str, Any]) -> bool:
    """Whether the record's first row has a name and no fault."""
    rows, faults = record["rows"], record["faults"]
    return bool(rows) and bool(rows[0]["name"]) and all(fault["row"] not in (1, None) for fault in faults)


def _form_with_firm(world: World) -> tuple[Form, int]:
    """A form and the place in it of an entry that is a firm."""
    form = world.form()
    index = world.rng.randrange(len(form.entries))
    form.entries[index] = _firm(world, form.district)
    return form, index


def _firm(world: World, district: str) -> Entry:
    facts = world.firm_facts(district or world.district())
    return world.entry_of(facts, phrases.profile(world.rng, facts), contacts.contact(world.rng))
