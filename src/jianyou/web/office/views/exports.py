"""What an office takes away from a call."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from jianyou.actions.showing import export_master
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.office_calls import get_office_call
from jianyou.queries.office_exports import list_filed_tables
from jianyou.terms.finding import Refused
from jianyou.web.components.language import page_lang
from jianyou.web.office.context import for_deciders, for_viewers, posted
from jianyou.web.office.exporting import MEDIA, ExportForm, findings_file, master_file
from jianyou.web.office.views.calls import call_page


@posted
@for_deciders
def master(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """推荐汇总表, once the reason was logged; it is made afterwards, in no transaction."""
    view, form = get_office_call(viewer=viewer, slug=slug), ExportForm.of(request.POST)
    if form.problem:
        return call_page(request, viewer, slug, form)
    try:
        rows = export_master(
            actor=viewer, call_slug=slug, reason=form.reason, accepted_only=form.accepted_only
        )
    except Refused as refused:
        return call_page(
            request, viewer, slug, ExportForm(form.kind, form.reason, form.accepted_only, refused)
        )
    data = master_file(view.schema, rows, view.office, form.kind)
    return _to_keep(data, f"{view.schema.title}.{form.kind}", MEDIA[form.kind])


@require_safe
@for_viewers
def findings(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """What the formal check found in all that was filed."""
    del request
    view = get_office_call(viewer=viewer, slug=slug)
    data = findings_file(view.schema, list_filed_tables(viewer=viewer, slug=slug), page_lang())
    return _to_keep(data, gettext("问题清单") + ".xlsx", MEDIA["xlsx"])


def _to_keep(data: bytes, name: str, media: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media)
    response.headers["Content-Disposition"] = str(content_disposition_header(True, name))
    return response
