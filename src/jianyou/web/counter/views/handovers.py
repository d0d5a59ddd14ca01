"""交接单: papers chosen and handed over, and the section's signature for them."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jianyou.actions.handing_over import MOST_PAPERS, hand_over, take_over
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.counter_records import CounterCall
from jianyou.queries.handovers import get_slip, list_slips_over, list_to_hand_over
from jianyou.terms.finding import Refused
from jianyou.web.account.gate import actor_of, person_of, staff_only
from jianyou.web.counter.context import READERS, SIGNERS, call_or_404, clerk_of, page
from jianyou.web.counter.typed import plain_text

LONGEST_NOTE = 500
_PAPERS, _NOTE, _SIGN = "papers", "note", "sign"


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*READERS)
def handovers(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits to be handed over, to be chosen from, and the slips so far."""
    viewer = actor_of(request, *READERS)
    call = call_or_404(viewer, slug)
    if request.method != "POST":
        return _list_page(request, viewer, call, {})
    clerk = clerk_of(request)
    note, problems = _note(request)
    if not problems:
        try:
            chosen = request.POST.getlist("paper")
            number = hand_over(actor=clerk, call_slug=slug, numbers=chosen, note=note)
            return HttpResponseRedirect(f"{reverse('counter_handover', args=[slug, number])}?done=made")
        except Refused as refused:
            problems[_PAPERS] = refused
    return _list_page(request, viewer, call, problems)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*READERS)
def handover(request: HttpRequest, slug: str, handover: int) -> HttpResponse:
    """A slip to print, and to sign for where the viewer is of the section."""
    viewer = actor_of(request, *READERS)
    call = call_or_404(viewer, slug)
    if request.method != "POST":
        return _slip_page(request, call, handover, {})
    signer = actor_of(request, *SIGNERS)
    note, problems = _note(request)
    if problems:
        return _slip_page(request, call, handover, problems)
    try:
        missing = request.POST.getlist("missing")
        take_over(actor=signer, call_slug=slug, number=handover, missing=missing, note=note)
    except Refused as refused:
        field = _NOTE if refused.code == "handover_note_missing" else _SIGN
        return _slip_page(request, call, handover, {field: refused})
    return HttpResponseRedirect(f"{reverse('counter_handover', args=[slug, handover])}?done=taken")


def _note(request: HttpRequest) -> tuple[str, dict[str, Refused]]:
    note = plain_text(request.POST.get("note", ""))
    long = len(note) > LONGEST_NOTE
    return note, {_NOTE: Refused("site_text_long", most=LONGEST_NOTE)} if long else {}


def _list_page(
    request: HttpRequest, viewer: Actor, call: CounterCall, problems: dict[str, Refused]
) -> HttpResponse:
    found = list_to_hand_over(viewer=viewer, slug=call.slug, most=MOST_PAPERS + 1)
    posted = request.method == "POST"
    told: dict[str, Any] = {
        "call": call,
        "papers": found[:MOST_PAPERS],
        "more": len(found) > MOST_PAPERS,
        "most": MOST_PAPERS,
        "ticked": set(request.POST.getlist("paper")) if posted else {one.paper.number for one in found},
        "note": request.POST.get("note", ""),
        "slips": list_slips_over(viewer=viewer, slug=call.slug),
        "at": "handovers",
    }
    return page(request, "counter/handovers.html", told, problems=problems)


def _slip_page(
    request: HttpRequest, call: CounterCall, number: int, problems: dict[str, Refused]
) -> HttpResponse:
    signers = set(SIGNERS) & set(person_of(request).roles)
    viewer = actor_of(request, *(SIGNERS if signers else READERS))
    try:
        slip = get_slip(viewer=viewer, slug=call.slug, number=number)
    except Refused as refused:
        raise Http404 from refused
    told: dict[str, Any] = {
        "call": call,
        "slip": slip,
        "missing": set(request.POST.getlist("missing")),
        "note": request.POST.get("note", ""),
        "done": request.GET.get("done", ""),
        "at": "handovers",
    }
    status = HTTPStatus.CONFLICT if _SIGN in problems else HTTPStatus.OK
    return page(request, "counter/handover.html", told, problems=problems, status=status)
