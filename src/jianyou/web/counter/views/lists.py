"""Handwritten slips of an outage, and the list of a day."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.arrivals import enter_slip
from jianyou.queries.counter import get_day, list_outages, list_slips
from jianyou.terms.finding import Refused
from jianyou.web.account.gate import staff_only
from jianyou.web.components.kept import to_keep
from jianyou.web.components.language import page_lang
from jianyou.web.counter.context import ROLES, call_or_404, clerk_of, page
from jianyou.web.counter.exporting import day_text, day_workbook
from jianyou.web.counter.typed import LONGEST_SLIP, day_in, number_in, plain_text, written_moment

_MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
_ABOUT_SLIP = ("site_slip_missing", "site_slip_twice")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*ROLES)
def slips(request: HttpRequest, slug: str) -> HttpResponse:
    """Enters a slip with the moment written on it; shows the outages that slips may lie in."""
    viewer = clerk_of(request)
    call = call_or_404(viewer, slug)
    problems: dict[str, Refused] = {}
    if request.method == "POST":
        slip = plain_text(request.POST.get("slip", ""))
        if not slip:
            problems["slip"] = Refused("site_slip_missing")
        elif len(slip) > LONGEST_SLIP:
            problems["slip"] = Refused("counter_slip_long", most=LONGEST_SLIP)
        try:
            written_at = written_moment(request.POST.get("written", ""))
            if not problems:
                arrival = enter_slip(actor=viewer, call_slug=slug, slip=slip, written_at=written_at)
                return HttpResponseRedirect(
                    f"{reverse('counter_slips', args=[slug])}?entered={arrival.number}"
                )
        except Refused as refused:
            problems["slip" if refused.code in _ABOUT_SLIP else "written"] = refused
    entered = number_in(request.GET.get("entered", ""))
    lines = list_slips(viewer=viewer, slug=slug)
    told: dict[str, Any] = {
        "call": call,
        "outages": list_outages(viewer=viewer, slug=slug),
        "slips": lines,
        "entered": next((line for line in lines if line.number == entered), None),
        "typed": request.POST,
        "at": "slips",
    }
    return page(request, "counter/slips.html", told, problems=problems)


@require_safe
@staff_only(*ROLES)
def day(request: HttpRequest, slug: str) -> HttpResponse:
    """What was stamped and registered on a day; today unless another is asked for."""
    viewer = clerk_of(request)
    call_or_404(viewer, slug)
    problems: dict[str, Refused] = {}
    on = None
    typed = request.GET.get("on", "")
    if typed.strip():
        try:
            on = day_in(typed)
        except Refused as refused:
            problems["on"] = refused
    found = get_day(viewer=viewer, slug=slug, on=on)
    told: dict[str, Any] = {
        "call": found.call,
        "day": found,
        "typed": typed if problems else f"{found.on:%Y-%m-%d}",
        "before": found.on - timedelta(days=1),
        "after": found.on + timedelta(days=1) if found.on < found.call.now.date() else None,
        "at": "day",
    }
    return page(request, "counter/day.html", told, problems=problems)


@require_safe
@staff_only(*ROLES)
def day_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The registered papers of a day to take away; Http404 for what is no day."""
    viewer = clerk_of(request)
    call_or_404(viewer, slug)
    typed = request.GET.get("on", "")
    try:
        found = get_day(viewer=viewer, slug=slug, on=day_in(typed) if typed.strip() else None)
    except Refused as refused:
        raise Http404 from refused
    make = day_workbook if kind == "xlsx" else day_text
    response = HttpResponse(make(found, page_lang()), content_type=_MEDIA[kind])
    name = f"{gettext('当日清单')} {found.on:%Y-%m-%d}.{kind}"
    to_keep(response, name)
    return response
