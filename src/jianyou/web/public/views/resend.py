"""忘了验证码: number and code of a filing are sent once more, to the address that was confirmed for it."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jianyou.actions.confirming import LONGEST_ADDRESS, address_of, offered_channels, send_code_again
from jianyou.terms.display import code_signs, in_groups
from jianyou.terms.finding import Refused

_LONGEST = 40


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resend(request: HttpRequest) -> HttpResponse:
    """Asks for number and address. The answer is the same whether they go together or not."""
    if not offered_channels():
        raise Http404
    if request.method != "POST":
        return _page(request, {})
    number = _number(request.POST.get("number", ""))
    problems = {} if number else {"number": Refused("confirm_number_missing")}
    try:
        address = address_of(request.POST.get("address", ""))
        if number:
            send_code_again(number=number, address=address)
    except Refused as refused:
        problems["address"] = refused
    if problems:
        return _page(request, problems)
    return HttpResponseRedirect(f"{reverse('lost')}?asked=1")


def _number(typed: str) -> str:
    """A number as it is written, whatever stood between its signs."""
    return in_groups(code_signs(typed, _LONGEST))


def _page(request: HttpRequest, problems: dict[str, Refused]) -> HttpResponse:
    told = {
        "here": "filings",
        "asked": "asked" in request.GET and not problems,
        "channels": offered_channels(),
        "problems": problems,
        "order": list(problems.items()),
        "number": request.POST.get("number", "")[:_LONGEST],
        "address": request.POST.get("address", "")[:LONGEST_ADDRESS],
    }
    status = HTTPStatus.OK
    if problems:
        often = any(one.code == "confirm_lost_often" for one in problems.values())
        status = HTTPStatus.TOO_MANY_REQUESTS if often else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "public/resend.html", told, status=status)
