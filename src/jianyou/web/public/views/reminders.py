"""提醒我: an address at which a draft's reminders are read, confirmed by a code; and the end of reminders."""

import uuid
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jianyou.actions.confirming import (
    DIGITS,
    LONGEST_ADDRESS,
    Asking,
    address_of,
    masked,
    offered_channels,
    opened_asking,
    sealed_asking,
)
from jianyou.actions.reminding import drop_reach, reach_of, set_reach, stop_of, stop_reminders
from jianyou.domain.lifecycle.reminders import Reminder, moment_of
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.queries.drafts import DraftView
from jianyou.terms.finding import Refused
from jianyou.web.public.asking import TOO_LATE, look_at_code, send
from jianyou.web.public.draft_pages import code_of, opened
from jianyou.web.public.drafting import let_in
from jianyou.web.public.views.drafts import gone
from jianyou.web.public.views.filing import late

_ASK, _CONFIRM, _STOP = "ask", "confirm", "stop"
_LONGEST_CODE = 20
_LONGEST_ASKING = 2000
_GONE = "reminders_asking_gone"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest, number: str) -> HttpResponse:
    """Asks for an address, confirms it, tells when reminders come, and ends them."""
    try:
        view = let_in(request, number)
        if request.method != "POST":
            return _page(request, view)
        return _posted(request, view)
    except Refused as refused:
        return gone(request, number, refused)


def _posted(request: HttpRequest, view: DraftView) -> HttpResponse:
    do = request.POST.get("do", "")
    if do == _STOP:
        drop_reach(actor=filer_of(view.number), number=view.number)
        return _back(view)
    if not view.call.open:
        return late(request, view.call)
    try:
        return _confirmed(request, view) if do == _CONFIRM else _asked(request, view)
    except Refused as refused:
        if refused.code == "draft_gone":
            raise
        if refused.code in TOO_LATE:
            return late(request, view.call)
        asking = _asking(request, view) if do == _CONFIRM and refused.code != _GONE else None
        return _page(request, view, refused, asking)


def _asked(request: HttpRequest, view: DraftView) -> HttpResponse:
    """Sends a code to the address, or to the one that was asked for before."""
    asking = _asking(request, view)
    if asking is None:
        # A token of the draft's own, so that only so many codes are sent for it, and others for filing it.
        token = uuid.uuid5(view.token, "reminders")
        asking = Asking(token, address_of(request.POST.get("address", "")[: LONGEST_ADDRESS + 1]))
    send(request, view.slug, asking)
    return _page(request, view, asking=asking)


def _confirmed(request: HttpRequest, view: DraftView) -> HttpResponse:
    asking = _asking(request, view)
    if asking is None:
        raise Refused(_GONE)
    code = request.POST.get("code", "")
    if not code.strip():
        raise Refused("reminders_code_missing")
    look_at_code(code, view.call, asking)
    set_reach(actor=filer_of(view.number), number=view.number, address=asking.address)
    return _back(view)


def _asking(request: HttpRequest, view: DraftView) -> Asking | None:
    """The address that is being confirmed for this draft, as the page carries it."""
    found = opened_asking(request.POST.get("asking", "")[:_LONGEST_ASKING])
    return found if found and found.token == uuid.uuid5(view.token, "reminders") else None


def _back(view: DraftView) -> HttpResponse:
    return HttpResponseRedirect(reverse("draft_reminders", args=[view.number]))


def _page(
    request: HttpRequest, view: DraftView, problem: Refused | None = None, asking: Asking | None = None
) -> HttpResponse:
    reach, deadline = reach_of(number=view.number), view.call.deadline
    field = "code" if asking else "address"
    moments = [moment_of(each, deadline) for each in Reminder]
    told = {
        "here": "home",
        "view": view,
        "call": view.call,
        "draft_code": code_of(view),
        "channels": offered_channels(),
        "reach": masked(reach) if reach else "",
        "ahead": [at for at in moments if at > view.call.now],
        "asking": sealed_asking(asking) if asking else "",
        "masked": masked(asking.address) if asking else "",
        "channel": asking.address.channel if asking else "",
        "digits": DIGITS,
        "address": request.POST.get("address", view.content.address)[: LONGEST_ADDRESS + 1],
        "code": request.POST.get("code", "")[:_LONGEST_CODE],
        "field": field,
        "problem": problem,
        "order": [(field, problem)] if problem else [],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return opened(request, render(request, "public/reminders.html", told, status=status), view)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, signed: str) -> HttpResponse:
    """Ends reminders for whoever holds the signed link; a button does it, since programs follow links."""
    try:
        found = stop_of(signed)
    except Refused as refused:
        told = {"here": "home", "problem": refused}
        return render(request, "public/reminders_stop.html", told, status=HTTPStatus.NOT_FOUND)
    done = request.method == "POST"
    if done:
        stop_reminders(stop=found)
    return render(request, "public/reminders_stop.html", {"here": "home", "signed": signed, "done": done})
