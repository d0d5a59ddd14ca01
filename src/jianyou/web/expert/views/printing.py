"""Score sheets on paper: to be filled in and signed by hand, or as they were filled in here."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.expert_tasks import get_task
from jianyou.queries.sheets import SheetView, get_sheet, list_sheets
from jianyou.web.components.language import page_lang
from jianyou.web.expert.context import for_experts, no_phone, on_phone, page
from jianyou.web.expert.views.sheet import off_phones


@require_safe
@for_experts
@off_phones
def one_sheet(request: HttpRequest, viewer: Actor, sheet_key: UUID) -> HttpResponse:
    """One sheet to print; `?empty` leaves the fields to the pen."""
    return _printed(request, (get_sheet(viewer=viewer, key=sheet_key, lang=page_lang(), dossier=False),))


@require_safe
@for_experts
def all_sheets(request: HttpRequest, viewer: Actor, review_key: UUID) -> HttpResponse:
    """All of one's own in a review at once, each on a page of its own."""
    if not get_task(viewer=viewer, review=review_key).phones and on_phone(request):
        return no_phone(request)
    return _printed(request, list_sheets(viewer=viewer, review=review_key))


def _printed(request: HttpRequest, sheets: tuple[SheetView, ...]) -> HttpResponse:
    empty = "empty" in request.GET
    told = {"sheets": sheets, "empty": empty}
    return page(request, "expert/print.html", told)
