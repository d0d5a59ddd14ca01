"""Coming back with number and code: how a filing stands, what to do next, its receipt, and taking it back."""

import uuid
from collections.abc import Iterator
from datetime import datetime
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jianyou.actions.confirming import offered_channels
from jianyou.actions.uploads import code_again
from jianyou.actions.withdrawing import withdraw
from jianyou.domain.lifecycle.completion import completion_code
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.domain.lifecycle.states import FilingStatus
from jianyou.domain.mailbox.messages import Said, rendered
from jianyou.queries.drafts import is_draft_code
from jianyou.queries.filings import FilingView, find_filing, get_filing, get_just_filed
from jianyou.queries.ledger import get_receipt
from jianyou.queries.letters import list_filer_letters
from jianyou.queries.objections import list_for_nominee
from jianyou.queries.scans import list_scans
from jianyou.queries.support_filer import get_filer_support
from jianyou.terms.display import code_signs, in_groups
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message
from jianyou.web.account.membership import opens_filing
from jianyou.web.components.kept import to_keep
from jianyou.web.public.doors import key_of_number, open_draft_door, opens, token_of_key
from jianyou.web.public.look import lang_of
from jianyou.web.public.next_step import has_button, next_step
from jianyou.web.public.tries import SECONDS, Tries

_LONGEST = 40
_TRIES = Tries()


@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Asks for number and code, and leads to the filing."""
    if request.method != "POST":
        return _find_page(request)
    number = in_groups(code_signs(request.POST.get("number", ""), _LONGEST))
    try:
        is_draft = look_up(request, number, request.POST.get("code", ""), drafts=True)
    except Refused as refused:
        return _find_page(request, refused)
    if is_draft:
        return open_draft_door(request, HttpResponseRedirect(reverse("draft", args=[number])), number)
    return to_filing(number)


def look_up(request: HttpRequest, number: str, code: str, *, drafts: bool = False) -> bool:
    """Looks at whether number and code go together; wrong ones are counted.

    With `drafts` those of a draft are looked for too; whether it is one.

    Raises:
        Refused: they don't, or too many wrong ones were tried.
    """
    who = (request.META.get("REMOTE_ADDR", ""), number)
    if _TRIES.too_many(who):
        raise Refused("public_too_often", minutes=SECONDS // 60)
    signs = code_signs(code, _LONGEST)
    is_draft = False
    try:
        find_filing(number=number, code=signs)
    except Refused:
        is_draft = drafts and is_draft_code(number=number, code=signs)
        if not is_draft:
            _TRIES.failed(who)
            raise
    _TRIES.forget(who)
    return is_draft


def _find_page(request: HttpRequest, problem: Refused | None = None) -> HttpResponse:
    told = {
        "here": "filings",
        "problem": problem,
        "number": request.POST.get("number", ""),
        "sends_again": bool(offered_channels()),
    }
    status = HTTPStatus.OK
    if problem:
        often = problem.code == "public_too_often"
        status = HTTPStatus.TOO_MANY_REQUESTS if often else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "public/find.html", told, status=status)


def to_filing(number: str, key: str | None = None) -> HttpResponse:
    """To the page of that filing, for who gave its code, or with the key that was had before."""
    query = urlencode({"key": key_of_number(number) if key is None else key})
    return HttpResponseRedirect(f"{reverse('filing', args=[number])}?{query}")


@require_safe
@never_cache
def filing(request: HttpRequest, number: str) -> HttpResponse:
    """How the filing stands and its receipt; with its code for who has just filed."""
    token = token_of_key(request.GET.get("new", ""))
    if token is not None:
        view = _just_filed(token)
        if view.number == number:
            return _filing_page(request, view, code_again(token=token))
    let_in(request, number)
    return _filing_page(request, view_or_404(number))


def _just_filed(token: uuid.UUID) -> FilingView:
    try:
        return get_just_filed(token=token)
    except Refused as refused:
        raise PermissionDenied from refused


def let_in(request: HttpRequest, number: str) -> None:
    """Only who gave number and code goes on, or belongs to the organization that the filing belongs to.

    Raises:
        PermissionDenied: the address has no key of that filing, or one that is too old, and nobody of its
            organization is signed in.
    """
    if not opens(request.GET.get("key", ""), number) and not opens_filing(request, number):
        raise PermissionDenied


def key_for(request: HttpRequest, number: str) -> str:
    """The key for the next page of who was let in; none by membership, which a key would outlast."""
    by_membership = not opens(request.GET.get("key", ""), number) and opens_filing(request, number)
    return "" if by_membership else key_of_number(number)


def view_or_404(number: str) -> FilingView:
    """The filing of that number; Http404 where there is none."""
    try:
        return get_filing(number=number)
    except Refused as refused:
        raise Http404 from refused


def _filing_page(
    request: HttpRequest, view: FilingView, code: str = "", problem: Refused | None = None
) -> HttpResponse:
    admitted, step = view.admitted_at is not None, next_step(view)
    told = {
        "here": "filings",
        "view": view,
        "said": Message(completion_code(view.status, view.completes_on, admitted=admitted)),
        "step": step,
        "primary": has_button(step, view),
        "messages": list(_inbox(request, view)),
        "code": in_groups(code),
        "key": key_for(request, view.number),
        "problem": problem,
        "objections": list_for_nominee(viewer=filer_of(view.number)),
        "letters": list_filer_letters(number=view.number) if view.status is FilingStatus.FILED else (),
        "filed": view.status is FilingStatus.FILED,
        "support": get_filer_support(number=view.number) if view.status is FilingStatus.FILED else None,
        "scans": list_scans(number=view.number, schema=view.schema) if view.has_scan else (),
    }
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    return render(request, "public/filing.html", told, status=status)


def _inbox(request: HttpRequest, view: FilingView) -> Iterator[tuple[datetime, Said]]:
    """The messages in the language of the page, whichever they were sent in."""
    for each in view.messages:
        yield each.at, rendered(each.kind, each.params, lang_of(request), schema=view.schema)


@require_POST
def take_back(request: HttpRequest, number: str) -> HttpResponse:
    """Withdraws the filing for whoever was let in to it."""
    let_in(request, number)
    if "sure" not in request.POST:
        return _filing_page(request, view_or_404(number), problem=Refused("public_withdraw_unsure"))
    try:
        withdraw(actor=filer_of(number), number=number)
    except Refused as refused:
        return _filing_page(request, view_or_404(number), problem=refused)
    return to_filing(number, key_for(request, number))


@require_safe
@never_cache
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt as data, with the proof of its place once it is sealed."""
    let_in(request, number)
    try:
        written = get_receipt(number=number).written()
    except Refused as refused:
        raise Http404 from refused
    return to_keep(HttpResponse(written, content_type="application/json"), f"{number}.json")
