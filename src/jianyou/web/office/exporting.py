"""What goes out of a call: the master table in the official layout, and the list of what was found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from django.http import QueryDict

from jianyou.actions.exporting import MasterRow
from jianyou.domain.annexes.merge import Master, merge
from jianyou.domain.annexes.reading import finding_of
from jianyou.domain.annexes.records import Form, FormStatus, Row, Value
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.annexes.typed import fit_text, form_of_values
from jianyou.domain.annexes.write import findings_sheets, master_paper
from jianyou.officefiles.writing.render import render_table, render_workbook
from jianyou.officefiles.writing.streaming import stream_docx, stream_xlsx
from jianyou.queries.entry_wanted import EntryWanted
from jianyou.queries.office_exports import FiledTable
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.place import Place
from jianyou.web.office.entry_listing import EntryListing

MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
LONGEST_REASON = 500
_DEPARTMENT = "department"
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class ExportForm:
    """What was asked of an export, and what is wrong with it."""

    kind: str = "docx"
    reason: str = ""
    accepted_only: bool = False
    problem: Refused | None = None
    query: str = ""
    by_list: bool = False
    by_rank: bool = False

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
        which = posted.get("which", "")
        return cls(
            kind,
            reason[: 2 * LONGEST_REASON],
            which == "accepted",
            problem,
            query=EntryListing.of_text(posted.get("query", "")).query,
            by_list=which == "list",
            by_rank=posted.get("order") == "rank",
        )

    @property
    def wanted(self) -> EntryWanted | None:
        """What a list's address chooses, where that was asked for."""
        return EntryListing.of_text(self.query).wanted if self.by_list else None


def master_pieces(
    schema: AnnexSchema, rows: Iterable[MasterRow], office: str, kind: str, *, most: int
) -> Iterator[bytes]:
    """The master table as Word or Excel, piece by piece while its rows come; PDF, which can't be, at once.

    It stands under the office's name, entries keep their order; `most` are how many rows there may be.
    """
    header = {_DEPARTMENT: office} if any(one.key == _DEPARTMENT for one in schema.header) else {}
    if kind == "pdf":
        paper = master_paper(schema, _merged(schema, rows), header=header)
        return iter((render_table(Path("master.pdf"), paper).written.data,))
    frame = master_paper(schema, Master(), header=header)
    batches = _batches(schema, rows)
    return stream_docx(frame, batches) if kind == "docx" else stream_xlsx(frame, batches, most=most)


def _batches(schema: AnnexSchema, rows: Iterable[MasterRow]) -> Iterator[Sequence[Sequence[str]]]:
    """The rows of the table, some at a time, numbered through."""
    coming, done = iter(rows), 0
    while some := list(islice(coming, _AT_ONCE)):
        merged = _merged(schema, some)
        numbered = Master([replace(row, number=row.number + done) for row in merged.rows])
        done += len(numbered.rows)
        yield master_paper(schema, numbered, header={}).rows


def _merged(schema: AnnexSchema, rows: Iterable[MasterRow]) -> Master:
    return merge([form_of_values(schema, {}, [row.values for row in rows])])


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
