"""归档: the papers of a call, set anew for keeping, and kept ones as they came."""

from collections.abc import Callable, Iterator
from itertools import islice
from uuid import UUID

from jianyou.actions.exporting import LISTED, MasterExport, MasterRow, master_rows
from jianyou.domain.annexes.merge import merge
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.annexes.typed import form_of_values
from jianyou.domain.annexes.write import master_paper
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import FilingStatus, ObjectionStatus
from jianyou.domain.papers.letters import letter_pdf
from jianyou.domain.papers.objection_letters import ObjectionPaper, objection_paper
from jianyou.domain.papers.publicity import publicity_paper
from jianyou.jobs.recommending import recommendation_file, report_file
from jianyou.officefiles.writing.official_file import write_official
from jianyou.officefiles.writing.pdf import write_pdf
from jianyou.queries.archive_originals import kept_papers
from jianyou.queries.calls import file_of
from jianyou.queries.collective import recommended_now
from jianyou.queries.letters import get_letter
from jianyou.queries.objections_office import told_of
from jianyou.queries.publicity import told_list
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Entry, Objection, Publicity

Papers = Iterator[tuple[str, bytes | str]]
"""Names with the content, or with the digest of a kept file."""
ROWS = 400
"""Rows of a table on one paper."""
_SETTLED = (ObjectionStatus.DECIDED, ObjectionStatus.REFUSED)


def papers(call: Call, viewer: Actor, expect: Callable[[int], None]) -> Papers:
    """The papers that tell nobody's contact; `expect` is told how many more are to come."""
    kept, rounds = kept_papers(call), list(Publicity.objects.filter(call=call).exclude(snapshot=""))
    objections = list(
        Objection.objects.filter(call=call, status__in=_SETTLED)
        .select_related("call__office", "publicity", "entry__filing")
        .order_by("id")
    )
    expect(len(kept.files) + len(kept.letters) + len(kept.decisions) + len(rounds) + len(objections))
    yield from kept.files
    for number in kept.decisions:
        yield f"papers/decisions/{number:02}/report.pdf", report_file(viewer, call.slug, number, "pdf")
    for at, key in enumerate(kept.letters, 1):
        letter = get_letter(viewer=viewer, slug=call.slug, key=key)
        yield f"papers/letters/{at:04}-{letter.line.number}.pdf", letter_pdf(letter.paper)
    for row in rounds:
        paper = publicity_paper(told_list(row))
        yield f"publicity/round-{row.number:02}.pdf", write_official(paper, pdf=True).data
    for objection in objections:
        data = objection_paper(told_of(objection), ObjectionPaper.ANSWER, pdf=True)
        yield f"papers/objections/{objection.number}.pdf", data
    yield from _tables(call, expect, personal=False)


def personal_papers(call: Call, viewer: Actor, expect: Callable[[int], None]) -> Papers:
    """The papers with contacts: the table as it goes upward, and the letters of recommendation with it."""
    yield from _tables(call, expect, personal=True)
    for number in kept_papers(call).decisions:
        keys = tuple(entry.id for entry in recommended_now(call, number))
        if keys:
            expect(1)
            listed = list(master_rows(MasterExport(keys, database_now())))
            data = recommendation_file(viewer, call.slug, number, listed, "pdf")
            yield f"personal/recommendation-{number:02}.pdf", data


def _tables(call: Call, expect: Callable[[int], None], *, personal: bool) -> Papers:
    """The authority's own table of all that was filed, in parts; without contacts their cells stay empty."""
    schema = file_of(call.slug, call.source).annex
    folder, rows = "personal" if personal else "papers", master_rows(_filed(call))
    part = 0
    while some := list(islice(rows, ROWS)):
        part += 1
        expect(1)
        yield f"{folder}/master-table-{part:02}.pdf", _table(schema, some, personal=personal)


def _filed(call: Call) -> MasterExport:
    rows = Entry.objects.filter(call=call, filing__status=FilingStatus.FILED, status__in=LISTED)
    keys: list[UUID] = list(
        rows.order_by("filing__filed_at", "filing_id", "ordinal").values_list("id", flat=True)
    )
    return MasterExport(tuple(keys), database_now())


def _table(schema: AnnexSchema, rows: list[MasterRow], *, personal: bool) -> bytes:
    hidden = set() if personal else {column.key for column in schema.columns if column.personal}
    told = [{key: text for key, text in row.values.items() if key not in hidden} for row in rows]
    return write_pdf(master_paper(schema, merge([form_of_values(schema, {}, told)]), header={})).data
