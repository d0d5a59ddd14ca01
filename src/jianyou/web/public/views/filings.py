"""Coming back with number and code: the receipt, its proof, and taking a filing back."""

from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jianyou.actions.uploads import code_again
from jianyou.actions.withdrawing import withdraw
from jianyou.domain.lifecycle.completion import completion_code
from jianyou.domain.lifecycle.states import FilingStatus
from jianyou.queries.filings import FilingView, find_filing, get_filing, number_of
from jianyou.queries.ledger import get_receipt
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message
from jianyou.web.public.doors import key_of_number, opens, token_of_key
from jianyou.web.public.tries import SECONDS, Tries
from jianyou.web.public.views.calls import to_keep

_LONGEST = 40
_TRIES = Tries()


@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Asks for number and code, and leads to the filing."""
    if request.method != "POST":
        return _find_page(request)
    number = "-".join(_groups(request.POST.get("number", "")))
    code = "".join(_groups(request.POST.get("code", "")))
    who = (request.META.get("REMOTE_ADDR", ""), number)
    if _TRIES.too_many(who):
        return _find_page(request, Refused("public_too_often", minutes=SECONDS // 60))
    try:
        view = find_filing(number=number, code=code)
    except Refused as refused:
        _TRIES.failed(who)
        return _find_page(request, refused)
    _TRIES.forget(who)
    return _to_filing(view.number)


def _groups(text: str) -> list[str]:
    """What was typed, in capitals and groups of four, whatever stood between its signs."""
    signs = "".join(sign for sign in text.upper()[:_LONGEST] if sign.isascii() and sign.isalnum())
    return [signs[at : at + 4] for at in range(0, len(signs), 4)]


def _find_page(request: HttpRequest, problem: Refused | None = None) -> HttpResponse:
    told = {"here": "filings", "problem": problem, "number": request.POST.get("number", "")}
    status = HTTPStatus.OK
    if problem:
        often = problem.code == "public_too_often"
        status = HTTPStatus.TOO_MANY_REQUESTS if often else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "public/find.html", told, status=status)


def _to_filing(number: str) -> HttpResponse:
    query = urlencode({"key": key_of_number(number)})
    return HttpResponseRedirect(f"{reverse('filing', args=[number])}?{query}")


@require_safe
@never_cache
def filing(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt; with its code for who has just filed."""
    token = token_of_key(request.GET.get("new", ""))
    if token is not None and number_of(token=token) == number:
        return _filing_page(request, number, code_again(token=token))
    _let_in(request, number)
    return _filing_page(request, number)


def _let_in(request: HttpRequest, number: str) -> None:
    if not opens(request.GET.get("key", ""), number):
        raise PermissionDenied


def _filing_page(
    request: HttpRequest, number: str, code: str = "", problem: Refused | None = None
) -> HttpResponse:
    view = _view(number)
    told = {
        "here": "filings",
        "view": view,
        "said": Message(completion_code(view.status, view.completes_on or "either")),
        "code": "-".join(_groups(code)),
        "key": key_of_number(number),
        "problem": problem,
        "filed": view.status is FilingStatus.FILED,
    }
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    return render(request, "public/filing.html", told, status=status)


def _view(number: str) -> FilingView:
    try:
        return get_filing(number=number)
    except Refused as refused:
        raise Http404 from refused


@require_POST
def take_back(request: HttpRequest, number: str) -> HttpResponse:
    """Withdraws the filing for whoever was let in to it."""
    _let_in(request, number)
    if "sure" not in request.POST:
        return _filing_page(request, number, problem=Refused("public_withdraw_unsure"))
    try:
        withdraw(number=number)
    except Refused as refused:
        return _filing_page(request, number, problem=refused)
    return _to_filing(number)


@require_safe
@never_cache
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt as data, with the proof of its place once it is sealed."""
    _let_in(request, number)
    try:
        written = get_receipt(number=number).written()
    except Refused as refused:
        raise Http404 from refused
    return to_keep(HttpResponse(written, content_type="application/json"), f"{number}.json")
