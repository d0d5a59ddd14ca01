"""消息地址: the page on which a signed-in person gives, changes or removes the address of the account."""

from collections.abc import Callable
from http import HTTPStatus

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
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
from jianyou.actions.outbox import Address
from jianyou.actions.reaching import confirm_reach, drop_reach, reach_asking, reach_of, send_reach_code
from jianyou.terms.finding import Refused
from jianyou.web.account.gate import View, account_only, key_of, person_of
from jianyou.web.account.signing_up import next_of, signed_up_just_now
from jianyou.web.components.language import page_lang

LONGEST_CODE, LONGEST_ASKING = 20, 2000
OFTEN = ("reach_codes_over", "reach_address_over", "reach_tries_over", "recovery_often")
_CONFIRM, _DROP = "confirm", "drop"


def asked_on(request: HttpRequest) -> Asking | None:
    """The address that is being confirmed, as the page carries it."""
    return opened_asking(request.POST.get("asking", "")[:LONGEST_ASKING])


def address_on(request: HttpRequest) -> str:
    """What was typed for an address, and a sign more than may be."""
    return request.POST.get("address", "")[: LONGEST_ADDRESS + 1]


def _asking(request: HttpRequest) -> Asking | None:
    """What is being confirmed for this very account."""
    found = asked_on(request)
    same = found and found == reach_asking(user_id=key_of(request), address=found.address)
    return found if same else None


def _to_be_sure(request: HttpRequest) -> bool:
    """Whether the password is asked for anew.

    It isn't while a code is on its way, since it was asked for before; nor of who has just chosen it.
    """
    if _asking(request):
        return False
    return not signed_up_just_now(request) or reach_of(user_id=key_of(request)) is not None


# allauth has no types; a decorator of it gives back what it was given.
_confirmed: Callable[[View[...]], View[...]] = reauthentication_required(
    app="allauth.mfa", enabled=_to_be_sure
)


@require_http_methods(["GET", "HEAD", "POST"])
@account_only
@_confirmed
def own(request: HttpRequest) -> HttpResponse:
    """Asks for an address, confirms it by a code, and forgets it."""
    if request.method != "POST" or not (offered_channels() or request.POST.get("do") == _DROP):
        return _page(request)
    do, asking = request.POST.get("do", ""), _asking(request)
    try:
        if do == _DROP:
            drop_reach(user_id=key_of(request))
            return _onward(request)
        if do == _CONFIRM:
            return _confirmed_by_code(request, asking)
        return _page(request, asking=_sent(request, asking))
    except Refused as refused:
        return _page(request, refused, asking)


def _sent(request: HttpRequest, asking: Asking | None) -> Asking:
    """A code for the address that was typed, or once more for the one before."""
    address = asking.address if asking else _typed(request)
    return send_reach_code(user_id=key_of(request), address=address, lang=page_lang().value)


def _typed(request: HttpRequest) -> Address:
    text = address_on(request)
    if not text.strip():
        raise Refused("reach_address_missing")
    return address_of(text)


def _confirmed_by_code(request: HttpRequest, asking: Asking | None) -> HttpResponse:
    if asking is None:
        raise Refused("reach_asking_gone")
    code = request.POST.get("code", "")
    confirm_reach(user_id=key_of(request), asking=asking, code=code, lang=page_lang().value)
    return _onward(request)


def _onward(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(next_of(request) or reverse("mfa_index"))


def _page(request: HttpRequest, problem: Refused | None = None, asking: Asking | None = None) -> HttpResponse:
    reach = reach_of(user_id=key_of(request))
    told = {
        "person": person_of(request),
        "channels": offered_channels(),
        "reach": masked(reach.address) if reach else "",
        "asking": sealed_asking(asking) if asking else "",
        "masked": masked(asking.address) if asking else "",
        "channel": asking.address.channel if asking else "",
        "digits": DIGITS,
        "address": address_on(request),
        "code": request.POST.get("code", "")[:LONGEST_CODE],
        "problems": {"code" if asking else "address": problem} if problem else {},
        "next": next_of(request),
    }
    return render(request, "account/reach.html", told, status=status_of(problem))


def status_of(problem: Refused | None) -> HTTPStatus:
    """The status of a page that tells of that."""
    if problem is None:
        return HTTPStatus.OK
    return HTTPStatus.TOO_MANY_REQUESTS if problem.code in OFTEN else HTTPStatus.UNPROCESSABLE_ENTITY
