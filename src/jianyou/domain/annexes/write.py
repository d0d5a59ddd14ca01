"""What goes out: the blank annex, the master table, the list of findings."""

from collections.abc import Mapping, Sequence

from jianyou.domain.annexes.merge import Master
from jianyou.domain.annexes.records import Form, FormStatus
from jianyou.domain.annexes.schema import AnnexSchema, ColumnKind
from jianyou.officefiles.paper import Paper, PaperColumn, SheetPaper
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

_CENTERED = frozenset({ColumnKind.SERIAL, ColumnKind.YES_NO})


def blank_paper(schema: AnnexSchema, rows: int | None = None) -> Paper:
    """The authority's own annex, empty; `rows` blank rows instead of the schema's."""
    return _paper(schema, header={}, rows=(), blank_rows=schema.blank_rows if rows is None else rows)


def master_paper(schema: AnnexSchema, master: Master, *, header: Mapping[str, str]) -> Paper:
    """The master table in the annex's own layout. `header` is the office's, by header key."""
    keys = [column.key for column in schema.columns]
    serial = next((column.key for column in schema.columns if column.kind is ColumnKind.SERIAL), None)
    rows = [
        [str(entry.number) if key == serial else entry.row.text(key) for key in keys] for entry in master.rows
    ]
    return _paper(schema, header=header, rows=rows, blank_rows=0)


def _paper(
    schema: AnnexSchema, *, header: Mapping[str, str], rows: Sequence[Sequence[str]], blank_rows: int
) -> Paper:
    return Paper(
        title=schema.title,
        columns=[
            PaperColumn(column.title, column.width, column.kind in _CENTERED, column.key)
            for column in schema.columns
        ],
        rows=rows,
        label=schema.label,
        header=[(field.label, header.get(field.key, "")) for field in schema.header],
        note=schema.note,
        blank_rows=blank_rows,
    )


def findings_sheets(forms: Sequence[Form], schema: AnnexSchema, lang: Lang) -> list[SheetPaper]:
    """Two sheets: every finding with its file, row and cell; every file with its state.

    Neither shows a contact or a phone, so the workbook may be passed on.
    """
    findings = [_finding_row(schema, form, finding, lang) for form in forms for finding in form.findings]
    rejections = [_rejection_row(form, lang) for form in forms if form.reason]
    return [
        _sheet("findings_sheet", _FINDING_COLUMNS, rejections + findings, lang),
        _sheet("files_sheet", _FILE_COLUMNS, [_file_row(form, schema, lang) for form in forms], lang),
    ]


_FINDING_COLUMNS = (
    ("heading_file", 2.4, False),
    ("heading_entry", 0.6, True),
    ("heading_name", 2.0, False),
    ("heading_column", 1.8, False),
    ("heading_severity", 0.7, True),
    ("heading_message", 4.5, False),
    ("heading_place", 2.0, False),
)
_FILE_COLUMNS = (
    ("heading_file", 2.4, False),
    ("heading_status", 0.8, True),
    ("heading_department", 2.0, False),
    ("heading_entries", 0.7, True),
    ("heading_errors", 0.7, True),
    ("heading_warnings", 0.7, True),
    ("heading_infos", 0.7, True),
    ("heading_reason", 3.5, False),
)


def _sheet(
    name: str, columns: Sequence[tuple[str, float, bool]], rows: Sequence[Sequence[str]], lang: Lang
) -> SheetPaper:
    headings = [PaperColumn(say(code, lang=lang), width, centered) for code, width, centered in columns]
    return SheetPaper(say(name, lang=lang), headings, rows)


def _finding_row(schema: AnnexSchema, form: Form, finding: Finding, lang: Lang) -> list[str]:
    column = schema.by_key.get(finding.column or "")
    name = form.rows[finding.row - 1].text(schema.name_column.key) if finding.row else ""
    return [
        form.file,
        str(finding.row or ""),
        name,
        column.title if column else "",
        say(f"severity_{finding.severity}", lang=lang),
        finding.text(lang),
        finding.place.text(lang),
    ]


def _rejection_row(form: Form, lang: Lang) -> list[str]:
    reason = form.reason.text(lang) if form.reason else ""
    return [form.file, "", "", "", say("status_rejected", lang=lang), reason, ""]


def _file_row(form: Form, schema: AnnexSchema, lang: Lang) -> list[str]:
    department = form.header.get(schema.header[0].key) if schema.header else None
    counts = [str(form.count(severity)) for severity in Severity]
    read = form.status is FormStatus.READ
    return [
        form.file,
        say(f"status_{form.status}", lang=lang),
        department.text if department else "",
        str(len(form.rows)) if read else "",
        *(counts if read else ("", "", "")),
        form.reason.text(lang) if form.reason else "",
    ]
