"""The list of calls, the desk with its queue, and the stamp."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from jianyou.actions.arrivals import mark_arrival, void_arrival
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.counter import get_arrival, get_desk, list_counter_calls
from jianyou.queries.counter_records import ArrivalLine
from jianyou.terms.finding import Refused
from jianyou.web.account.gate import staff_only
from jianyou.web.counter.context import ROLES, call_or_404, clerk_of, page
from jianyou.web.counter.typed import number_in

_LONGEST_REASON = 200


@require_safe
@staff_only(*ROLES)
def home(request: HttpRequest) -> HttpResponse:
    """The calls that take papers; straight to the only one, unless the whole list is asked for."""
    calls = list_counter_calls(viewer=clerk_of(request))
    taking = [call for call in calls if call.taking]
    if len(taking) == 1 and "all" not in request.GET:
        return HttpResponseRedirect(reverse("counter_desk", args=[taking[0].slug]))
    told = {"taking": taking, "over": [call for call in calls if not call.taking]}
    return page(request, "counter/home.html", told)


@require_safe
@staff_only(*ROLES)
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """The clock, the button, the queue, and what was registered today."""
    return _desk_page(request, clerk_of(request), slug)


@require_safe
@staff_only(*ROLES)
def queue(request: HttpRequest, slug: str) -> HttpResponse:
    """Who waits and what was registered, as a piece of the desk's page that a script puts in anew."""
    try:
        desk_now = get_desk(viewer=clerk_of(request), slug=slug)
    except Refused as refused:
        raise Http404 from refused
    return page(request, "counter/queue.html", {"desk": desk_now, "call": desk_now.call})


@require_POST
@staff_only(*ROLES)
def stamp(request: HttpRequest, slug: str) -> HttpResponse:
    """到场登记: stamps one arrival and leads back to the desk, which shows its number.

    Pressed twice it stamps twice: a number too many does no harm, one too few costs somebody the deadline.
    """
    viewer = clerk_of(request)
    call_or_404(viewer, slug)
    try:
        arrival = mark_arrival(actor=viewer, call_slug=slug)
    except Refused as refused:
        return _desk_page(request, viewer, slug, problem=refused)
    return HttpResponseRedirect(f"{reverse('counter_desk', args=[slug])}?stamped={arrival.number}")


@require_POST
@staff_only(*ROLES)
def void(request: HttpRequest, slug: str, arrival: int) -> HttpResponse:
    """作废: a number too many, or somebody who left; leads back to the desk."""
    viewer = clerk_of(request)
    call_or_404(viewer, slug)
    reason = request.POST.get("reason", "")[:_LONGEST_REASON]
    try:
        void_arrival(actor=viewer, call_slug=slug, number=arrival, reason=reason)
    except Refused as refused:
        if refused.code == "site_no_arrival":
            raise Http404 from refused
        return _desk_page(request, viewer, slug, problem=refused)
    return HttpResponseRedirect(reverse("counter_desk", args=[slug]))


def _desk_page(
    request: HttpRequest, viewer: Actor, slug: str, *, problem: Refused | None = None
) -> HttpResponse:
    try:
        desk_now = get_desk(viewer=viewer, slug=slug)
    except Refused as refused:
        raise Http404 from refused
    told = {
        "desk": desk_now,
        "call": desk_now.call,
        "stamped": _stamped(viewer, slug, request.GET.get("stamped", "")),
        "at": "desk",
    }
    if problem is None:
        return page(request, "counter/desk.html", told)
    return page(request, "counter/desk.html", told, problems={"stamp": problem}, status=HTTPStatus.CONFLICT)


def _stamped(viewer: Actor, slug: str, typed: str) -> ArrivalLine | None:
    number = number_in(typed)
    try:
        return get_arrival(viewer=viewer, slug=slug, number=number) if number else None
    except Refused:
        return None
