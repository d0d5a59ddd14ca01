"""What an office takes away from a call."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from jianyou.actions.exporting import begin_master, master_rows
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import EntryStatus
from jianyou.queries.entries_page import get_entries_page
from jianyou.queries.handling import list_handlers
from jianyou.queries.office_calls import get_office_call
from jianyou.queries.office_exports import list_exports, list_filed_tables
from jianyou.terms.finding import Refused
from jianyou.web.components import kept
from jianyou.web.components.language import page_lang
from jianyou.web.office.context import for_deciders, for_viewers, page, posted
from jianyou.web.office.entry_listing import EntryListing
from jianyou.web.office.exporting import MEDIA, ExportForm, findings_file, master_pieces
from jianyou.web.office.listing import Inbox, page_number

_NOT_STORED = {"Cache-Control": "no-store"}
WHOLE = 500
"""A table of no more rows is written before it is sent, so that browsers know its size."""

MOST_IN_PDF = 2_000
"""Rows: a PDF is set as a whole, which takes 0.35 MB of memory a row."""


@require_safe
@for_viewers
def out(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """All that can be taken away, and who took what; `query` is the end of the address of a list."""
    query = EntryListing.of_text(request.GET.get("query", "")).query
    return _out_page(request, viewer, slug, ExportForm(query=query, by_list=bool(query)))


@posted
@for_deciders
def master(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponseBase:
    """推荐汇总表, once the reason was logged; it is made while it is sent, in no transaction."""
    view, form = get_office_call(viewer=viewer, slug=slug), ExportForm.of(request.POST)
    if form.problem:
        return _out_page(request, viewer, slug, form)
    try:
        export = begin_master(
            actor=viewer,
            call_slug=slug,
            reason=form.reason,
            accepted_only=form.accepted_only,
            by_rank=form.by_rank,
            wanted=form.wanted,
            most=MOST_IN_PDF if form.kind == "pdf" else None,
        )
    except Refused as refused:
        return _out_page(request, viewer, slug, _with(form, refused))
    count = len(export.entries)
    pieces = master_pieces(view.schema, master_rows(export), view.office, form.kind, most=count)
    name = f"{view.schema.title}-{slug}-{view.call.now:%Y%m%d-%H%M}.{form.kind}"
    if count > WHOLE:
        return to_keep_in_pieces(pieces, name, MEDIA[form.kind])
    return to_keep(b"".join(pieces), name, MEDIA[form.kind])


@require_safe
@for_viewers
def findings(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """What the formal check found in all that was filed."""
    del request
    view = get_office_call(viewer=viewer, slug=slug)
    data = findings_file(view.schema, list_filed_tables(viewer=viewer, slug=slug), page_lang())
    name = f"{gettext('问题清单')}-{slug}-{view.call.now:%Y%m%d-%H%M}.xlsx"
    return to_keep(data, name, MEDIA["xlsx"])


def _with(form: ExportForm, problem: Refused) -> ExportForm:
    return ExportForm(
        form.kind, form.reason, form.accepted_only, problem, form.query, form.by_list, form.by_rank
    )


def _out_page(request: HttpRequest, viewer: Actor, slug: str, form: ExportForm) -> HttpResponse:
    wanted = EntryListing.of_text(form.query).wanted
    entries = get_entries_page(viewer=viewer, slug=slug, wanted=wanted)
    done = list_exports(viewer=viewer, slug=slug, page=page_number(request.GET))
    told = {
        "view": entries,
        "export": form,
        "problems": [("reason", form.problem)] if form.problem else [],
        "kinds": (("docx", "Word"), ("xlsx", "Excel"), ("pdf", "PDF")),
        "accepted": entries.counts.states.get(EntryStatus.ACCEPTED, 0),
        "chosen": entries.counts.total,
        "most_in_pdf": MOST_IN_PDF,
        "handlers": list_handlers(viewer=viewer, slug=slug),
        "page": done,
        "listing": Inbox(done.number),
    }
    return page(request, "office/exports_page.html", told, 422 if form.problem else 200)


def to_keep(data: bytes | str, name: str, media: str) -> HttpResponse:
    """A file to be kept, and by nobody on its way."""
    return kept.to_keep(HttpResponse(data, content_type=media, headers=_NOT_STORED), name)


def to_keep_in_pieces(pieces: Iterator[bytes], name: str, media: str) -> HttpResponseBase:
    """The same as it is made; whoever closes the download ends its making."""
    return kept.to_keep(StreamingHttpResponse(pieces, content_type=media, headers=_NOT_STORED), name)
