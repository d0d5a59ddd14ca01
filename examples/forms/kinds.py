"""Every kind of good form by name: `docx.…` and `xlsx.…`, each written from a form and a seed."""

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from examples.forms import docx_layouts, docx_markup, docx_noise, docx_writer, xlsx_layouts, xlsx_writer
from examples.forms.content import Form
from examples.forms.docx_layouts import WordLayout
from examples.forms.draft import start
from examples.forms.layouts import LEAST_ENTRIES, SHARED, Layout

WORD_LAYOUTS: dict[str, WordLayout] = {
    layout.__name__: layout
    for layout in (
        *(
            docx_layouts.header_in_textbox,
            docx_layouts.header_in_small_table,
            docx_layouts.header_in_page_header,
        ),
        *(docx_layouts.nested, docx_layouts.grid_before, docx_layouts.grid_before_no_serial),
        *(docx_layouts.line_breaks, docx_layouts.vertical_text),
        *(docx_markup.block_sdt, docx_markup.cell_sdt, docx_markup.row_sdt, docx_markup.run_sdt),
        *(
            docx_markup.tracked,
            docx_markup.tracked_paragraph_mark,
            docx_markup.autonumber,
            docx_markup.checkbox,
        ),
        *(
            docx_noise.split_runs,
            docx_noise.comments,
            docx_noise.ruby,
            docx_noise.strict,
            docx_noise.odd_prefix,
        ),
        docx_noise.wps,
    )
}


class Made(NamedTuple):
    """A file's bytes and its truth: rows by column key, and the header line."""

    data: bytes
    rows: list[dict[str, str]]
    header: dict[str, str]


Maker = Callable[[Form, Random], Made]


def make_docx(layout: Layout | None, word_layout: WordLayout | None, form: Form, rng: Random) -> Made:
    """A .docx of the form in a shared layout, a Word layout, or as printed."""
    draft = start(form, rng)
    if layout:
        layout(draft)
    word = docx_writer.begin(draft)
    if word_layout:
        word_layout(word)
    data = docx_writer.save(word)
    return Made(data, draft.rows, draft.header)


def make_xlsx(
    layout: Layout | None, excel_layout: xlsx_layouts.ExcelLayout | None, form: Form, rng: Random
) -> Made:
    """An .xlsx of the form in a shared layout, an Excel layout, or as printed."""
    draft = start(form, rng)
    if layout:
        layout(draft)
    excel = xlsx_writer.begin(draft)
    if excel_layout:
        excel_layout(excel)
    data = xlsx_writer.save(excel)
    return Made(data, draft.rows, draft.header)


def make(kind: str, form: Form, rng: Random) -> Made:
    """A file of that kind; KeyError if there is no such kind."""
    suffix, _, name = kind.partition(".")
    if name == COMBINED:
        return _combined(suffix, form, rng)
    if suffix == "docx":
        own = WORD_LAYOUTS.get(name)
        return make_docx(None if own else SHARED[name], own, form, rng)
    sheet = xlsx_layouts.EXCEL_LAYOUTS.get(name)
    return make_xlsx(None if sheet else SHARED[name], sheet, form, rng)


COMBINED = "combined"
"""The kind that lays a form out in one shared way and marks it up in others besides."""

_AROUND_CELLS = (
    *(docx_markup.block_sdt, docx_markup.cell_sdt, docx_markup.row_sdt, docx_markup.tracked_paragraph_mark),
    *(docx_noise.comments, docx_noise.ruby),
)
_AROUND_TEXT = (docx_noise.split_runs, docx_noise.odd_prefix, docx_noise.wps)
_STORAGE = (
    *(xlsx_layouts.inline_strings, xlsx_layouts.rich_text, xlsx_layouts.carriage_returns),
    *(xlsx_layouts.no_references, xlsx_layouts.formula_results),
)
_PLACE = (xlsx_layouts.offset, xlsx_layouts.instructions_first, xlsx_layouts.hidden_helper_sheet)


def _combined(suffix: str, form: Form, rng: Random) -> Made:
    layout = rng.choice(list(SHARED.values()))
    if suffix == "docx":
        cells, text = rng.choice(_AROUND_CELLS), rng.choice(_AROUND_TEXT)

        def mark_up(word: docx_writer.Word) -> None:
            cells(word)
            text(word)

        return make_docx(layout, mark_up, form, rng)
    storage, place = rng.choice(_STORAGE), rng.choice(_PLACE)

    def store(excel: xlsx_writer.Excel) -> None:
        storage(excel)
        place(excel)

    return make_xlsx(layout, store, form, rng)


GOOD_KINDS = (
    *(f"docx.{name}" for name in (*SHARED, *WORD_LAYOUTS, COMBINED)),
    *(f"xlsx.{name}" for name in (*SHARED, *xlsx_layouts.EXCEL_LAYOUTS, COMBINED)),
)


def least_entries(kind: str) -> int:
    """How many entries a form of that kind needs."""
    return LEAST_ENTRIES.get(kind.partition(".")[2], 1)
