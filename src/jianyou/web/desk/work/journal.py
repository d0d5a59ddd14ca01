"""更正和确认: what a person changed or took on herself, as a sheet of the findings workbook."""

from collections.abc import Iterator, Sequence

from jianyou.domain.annexes.corrections import HEADER, text_at
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.officefiles.paper import PaperColumn, SheetPaper
from jianyou.terms.lang import Lang
from jianyou.terms.message import say
from jianyou.web.desk.work.holding import Held, keyed

_COLUMNS = (
    ("heading_file", 2.4),
    ("heading_entry", 0.6),
    ("heading_column", 1.8),
    ("desk_changes_kind", 0.8),
    ("desk_changes_before", 3.0),
    ("desk_changes_after", 3.0),
)


def changes_sheet(held: Sequence[Held], schema: AnnexSchema, lang: Lang) -> SheetPaper:
    """Every correction (before, after), confirmation (finding, reason) and file set aside (reason)."""
    columns = [PaperColumn(say(code, lang=lang), width) for code, width in _COLUMNS]
    rows = [row for each in held for row in _rows(each, schema, lang)]
    return SheetPaper(say("desk_changes_sheet", lang=lang), columns, rows)


def _rows(held: Held, schema: AnnexSchema, lang: Lang) -> Iterator[list[str]]:
    titles = {column.key: column.title for column in schema.columns}
    titles |= {field.key: field.label for field in schema.header}
    for entry, column, text in held.page.all_corrections():
        number = "" if entry == HEADER else str(entry)
        before = text_at(held.sent, entry, column) or ""
        kind = say("desk_changes_corrected", lang=lang)
        yield [held.name, number, titles.get(column, column), kind, before, text]
    for key, one in keyed(held.form):
        if key in held.page.confirmed:
            title, kind = titles.get(one.column or "", ""), say("desk_changes_confirmed", lang=lang)
            note = held.page.confirmed[key]
            yield [held.name, str(one.row or ""), title, kind, one.text(lang), note]
    if held.page.set_aside is not None:
        yield [held.name, "", "", say("desk_changes_set_aside", lang=lang), "", held.page.set_aside]
