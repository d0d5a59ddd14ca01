"""The official annex with what was typed or filed, to be looked at, printed, sealed and handed in."""

from jianyou.actions.handing_in import handed_in
from jianyou.actions.showing import show_personal_data
from jianyou.datafiles.canonical import Plain
from jianyou.domain.annexes.reading import as_read
from jianyou.domain.annexes.typed import form_of_values
from jianyou.domain.ledger.fingerprints import mark_of
from jianyou.domain.lifecycle.completion import Channel
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.queries.drafts import DraftView
from jianyou.queries.filings import FiledContent, get_content
from jianyou.web.components.printed import Annex
from jianyou.web.public.correcting import whole_table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF_TYPE = "application/pdf"


def annex_of_draft(view: DraftView) -> Annex:
    """The annex of a draft, with the mark that its filing has if nothing is changed before."""
    schema = view.call.file.annex
    rows = [row.values for row in view.content.rows]
    reading = as_read(form_of_values(schema, view.content.header, rows))
    sent = handed_in(reading, view.call.file, filer="", channel=Channel.WEB, token=view.token)
    values = [row.values for row in reading.rows]
    return Annex(schema, reading.header, values, mark_of(view.number, sent.content))


def annex_of_filing(number: str) -> Annex:
    """The annex with what a filing says now; that its filer looks at it is logged.

    Raises:
        Refused: there is no such filing.
    """
    content = get_content(number=number)
    personal = show_personal_data(actor=filer_of(number), number=number, reason="")
    header, rows = whole_table(content, personal)
    return Annex(content.file.annex, header, rows, mark_of(number, said_in(content)))


def said_in(content: FiledContent) -> dict[str, Plain]:
    """Header and rows of a filing as they are fingerprinted."""
    return {"header": dict(content.header), "rows": [dict(row) for row in content.rows]}
