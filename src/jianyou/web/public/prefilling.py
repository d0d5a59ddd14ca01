"""What a table is begun from: a filled form that was uploaded, or an earlier filing with its code.

Between two pages a form waits in its folder under a token; a filing is read again, by the key that opens it.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from jianyou.actions.showing import show_personal_data
from jianyou.domain.annexes.drafting import Drafted
from jianyou.domain.annexes.prefill import Plan, Source, Way, plan
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.queries.calls import CallView
from jianyou.queries.filings import get_content
from jianyou.terms.finding import Refused
from jianyou.web.components.forms.reading import day_of
from jianyou.web.components.forms.typed import most_entries
from jianyou.web.public import spool
from jianyou.web.public.correcting import whole_table
from jianyou.web.public.doors import key_of_number, opens
from jianyou.web.public.look import lang_of
from jianyou.web.public.spool import Spooled
from jianyou.web.public.uploaded import read_form


class Came(NamedTuple):
    """What a table is begun from: the file `form`, or the filing `number`; `query` finds it again."""

    source: Source
    form: str
    number: str
    query: Mapping[str, str]


def came_again(request: HttpRequest, call: CallView) -> Came | None:
    """What the address of the page names; None where it names nothing.

    Raises:
        Refused: it is gone, or can't be opened any more.
    """
    token, number = request.GET.get("form", ""), request.GET.get("filing", "")
    if token:
        return _waiting(spool.named(token, call.slug), call)
    if not number:
        return None
    if not opens(request.GET.get("key", ""), number):
        raise Refused("prefill_filing_gone")
    return earlier_filing(number, call)


def plan_for(came: Came, call: CallView, drafted: Drafted, way: Way) -> Plan:
    """What filling a draft of that call comes to."""
    schema = call.file.annex
    as_of = day_of(call.file).as_of
    return plan(came.source, schema, drafted, way, as_of=as_of, most=most_entries(schema))


def uploaded_form(request: HttpRequest, upload: "UploadedFile[Any]", call: CallView) -> Came:
    """A form that was uploaded, read.

    Raises:
        Refused: it can't be.
    """
    token = spool.new_token()
    try:
        path, name = spool.keep(token, upload, "form")
        reading = read_form(path, name, call.file, lang_of(request))
    except Refused:
        spool.drop(token)
        raise
    path.unlink()
    spooled = Spooled(token, call.slug, "", name, "", reading)
    spool.tell(spooled)
    return _waiting(spooled, call)


def _waiting(spooled: Spooled, call: CallView) -> Came:
    reading = spooled.reading
    rows = tuple(row.values for row in reading.rows)
    source = Source(call.file.annex, "", reading.header, rows, fresh=True)
    return Came(source, spooled.form, "", {"form": str(spooled.token)})


def earlier_filing(number: str, call: CallView) -> Came:
    """A filing, personal data included, which its log tells; only for who was let in to it.

    Raises:
        Refused: there is none.
    """
    content = get_content(number=number)
    personal = show_personal_data(actor=filer_of(number), number=number, reason="")
    header, rows = whole_table(content, personal)
    fresh = content.file.id == call.file.id
    source = Source(content.file.annex, content.filer, header, tuple(rows), fresh)
    return Came(source, "", number, {"filing": number, "key": key_of_number(number)})
