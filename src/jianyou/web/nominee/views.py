"""我的单位: what is to be done, what was written, what was done, and taking in what was begun outside."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.confirming import offered_channels
from jianyou.actions.organizations import hand_out, see_messages, take_in
from jianyou.queries.organization_desk import get_desk, list_messages
from jianyou.queries.organizations import list_deeds
from jianyou.terms.display import code_signs, in_groups
from jianyou.terms.finding import Refused
from jianyou.web.account.gate import key_of, person_of
from jianyou.web.account.membership import members_only, membership_of
from jianyou.web.nominee.showing import page_number, shown

_LONGEST = 40


@require_safe
@members_only
def desk(request: HttpRequest) -> HttpResponse:
    """Each call with what the organization has in it, the most urgent first."""
    found, taken = get_desk(organization=membership_of(request).organization), request.GET.get("taken", "")
    numbers = {line.number for each in found.calls for lines in (each.drafts, each.filings) for line in lines}
    unreached = not person_of(request).reached and bool(offered_channels())
    told = {"desk": found, "taken": taken if taken in numbers else "", "unreached": unreached}
    return shown(request, "nominee/desk.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def messages(request: HttpRequest) -> HttpResponse:
    """What was written about its filings; by its button all of it was read."""
    if request.method == "POST":
        see_messages(user_id=key_of(request))
        return HttpResponseRedirect(reverse("my_messages"))
    page = list_messages(organization=membership_of(request).organization, page=page_number(request))
    told = {"page": page, "unread": any(message.unread for message in page.items)}
    return shown(request, "nominee/messages.html", told)


@require_safe
@members_only
def course(request: HttpRequest) -> HttpResponse:
    """Who did what in the organization."""
    page = list_deeds(organization=membership_of(request).organization, page=page_number(request))
    return shown(request, "nominee/course.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def take(request: HttpRequest) -> HttpResponse:
    """Takes in a filing or a draft by its number and code."""
    if request.method != "POST":
        return shown(request, "nominee/take.html", {"number": request.GET.get("number", "")[:_LONGEST]})
    number = in_groups(code_signs(request.POST.get("number", ""), _LONGEST))
    code = code_signs(request.POST.get("code", ""), _LONGEST)
    try:
        taken = take_in(user_id=key_of(request), number=number, code=code)
    except Refused as refused:
        told = {"number": request.POST.get("number", "")[:_LONGEST], "problems": {"number": refused}}
        often = refused.code == "organization_tries_over"
        status = HTTPStatus.TOO_MANY_REQUESTS if often else HTTPStatus.UNPROCESSABLE_ENTITY
        return shown(request, "nominee/take.html", told, status)
    return HttpResponseRedirect(f"{reverse('my')}?taken={taken.number}#{taken.number}")


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def handed_out(request: HttpRequest, number: str) -> HttpResponse:
    """Gives a filing out of the organization, after a word of what that means."""
    if request.method != "POST":
        return shown(request, "nominee/hand_out.html", {"number": number})
    try:
        code = hand_out(user_id=key_of(request), number=number)
    except Refused as refused:
        told = {"number": number, "problems": {"number": refused}}
        return shown(request, "nominee/hand_out.html", told, HTTPStatus.CONFLICT)
    return shown(request, "nominee/hand_out.html", {"number": number, "code": in_groups(code)})
