"""What goes out of a call: the master table in the official layout, and the list of what was found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.http import QueryDict

from jianyou.actions.showing import MasterRow
from jianyou.domain.annexes.merge import merge
from jianyou.domain.annexes.records import Form, FormStatus, Row, Value
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.annexes.typed import fit_text, form_of_values
from jianyou.domain.annexes.write import findings_sheets, master_paper
from jianyou.officefiles.writing.render import render_table, render_workbook
from jianyou.queries.office_exports import FiledTable
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.place import Place
from jianyou.web.components.answers import finding_of

MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
LONGEST_REASON = 500
_DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class ExportForm:
    """What was asked of an export, and what is wrong with it."""

    kind: str = "docx"
    reason: str = ""
    accepted_only: bool = False
    problem: Refused | None = None

    @classmethod
    def of(cls, posted: QueryDict) -> "ExportForm":
        """What a browser sent; a kind that there isn't becomes Word."""
        kind, reason = posted.get("kind", ""), fit_text(posted.get("reason", ""), lines=False)
        problem = None
        if not reason:
            problem = Refused("site_reason_missing")
        elif len(reason) > LONGEST_REASON:
            problem = Refused("site_text_long", most=LONGEST_REASON)
        kind = kind if kind in MEDIA else "docx"
        return cls(kind, reason[: 2 * LONGEST_REASON], posted.get("which") == "accepted", problem)


def master_file(schema: AnnexSchema, rows: Iterable[MasterRow], office: str, kind: str) -> bytes:
    """The master table as Word, Excel or PDF, under the office's name; entries keep their order."""
    form = form_of_values(schema, {}, [row.values for row in rows])
    header = {_DEPARTMENT: office} if any(one.key == _DEPARTMENT for one in schema.header) else {}
    return render_table(
        Path(f"master.{kind}"), master_paper(schema, merge([form]), header=header)
    ).written.data


def findings_file(schema: AnnexSchema, tables: Sequence[FiledTable], lang: Lang) -> bytes:
    """Every finding with its filing, entry and column, as a workbook; it holds nobody's contact."""
    forms = [_form(table) for table in tables]
    return render_workbook(Path("findings.xlsx"), findings_sheets(forms, schema, lang)).written.data


def _form(table: FiledTable) -> Form:
    name = f"{table.number} {table.filer}"
    place = Place(name)
    return Form(
        file=name,
        status=FormStatus.READ,
        header={key: Value(text, place) for key, text in table.header.items()},
        rows=[Row(number, place, _values(row, place)) for number, row in enumerate(table.rows, 1)],
        findings=[finding_of(plain) for plain in table.findings],
    )


def _values(row: Mapping[str, str], place: Place) -> dict[str, Value]:
    return {key: Value(text, place) for key, text in row.items()}
