"""预填: the ways to begin a table, and filling a draft from an earlier one after a look at the changes."""

from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jianyou.actions.prefilling import Origin, begin_prefilled, fill_draft
from jianyou.domain.annexes.drafting import Drafted
from jianyou.domain.annexes.prefill import Change, Plan, Way
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.queries.calls import CallView
from jianyou.queries.drafts import DraftView, get_draft, list_opened
from jianyou.queries.earlier import list_earlier
from jianyou.terms.display import code_signs, in_groups
from jianyou.terms.finding import Refused
from jianyou.web.account.membership import opens_filing, organization_of
from jianyou.web.public.asking import TOO_LATE
from jianyou.web.public.doors import opened_drafts
from jianyou.web.public.draft_pages import code_of, opened
from jianyou.web.public.drafting import let_in
from jianyou.web.public.look import lang_of
from jianyou.web.public.prefilling import Came, came_again, earlier_filing, plan_for, uploaded_form
from jianyou.web.public.uploaded import MOST_BYTES
from jianyou.web.public.views.calls import call_or_404, offers_self_check
from jianyou.web.public.views.drafts import gone
from jianyou.web.public.views.filing import late
from jianyou.web.public.views.filings import look_up

_LOOK, _FILL, _REPLACE = "look", "fill", "replace"
_OF_NUMBER = frozenset({"public_no_filing", "public_too_often", "prefill_filing_gone"})
_MOST_NUMBER = 9
_LONGEST = 40


class Group(NamedTuple):
    """The fields of one entry, `number` as people count it (0: the header), and whom it names."""

    number: int
    name: str
    changes: tuple[Change, ...]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """The ways to begin; from a form or an earlier filing it makes the draft at once."""
    call = call_or_404(slug)
    if not call.open:
        return late(request, call)
    if request.method != "POST":
        return _start_page(request, call)
    try:
        came = _came(request, call)
        done = begin_prefilled(call_slug=slug, plan=_whole(came, call), origin=_origin(request))
    except Refused as refused:
        if refused.code in TOO_LATE:
            return late(request, call_or_404(slug))
        return _start_page(request, call, refused)
    view = get_draft(number=done.number)
    return opened(request, HttpResponseRedirect(_address(view, came, done=True)), view)


def _came(request: HttpRequest, call: CallView) -> Came:
    """What was uploaded, or the filing whose number and code were typed; one's own needs no code.

    Raises:
        Refused: neither was given, the form can't be read, or number and code don't go together.
    """
    upload = request.FILES.get("form")
    if upload is not None:
        return uploaded_form(request, upload, call)
    posted = request.POST
    number = in_groups(code_signs(posted.get("own") or posted.get("number", ""), _LONGEST))
    if not number:
        raise Refused("prefill_form_or_number")
    if not opens_filing(request, number):
        look_up(request, number, posted.get("code", ""))
    return earlier_filing(number, call)


def _whole(came: Came, call: CallView) -> Plan:
    """What filling an empty draft comes to.

    Raises:
        Refused: it comes to nothing.
    """
    found = plan_for(came, call, Drafted(), Way.EMPTY_ONLY)
    if not found.changes:
        raise Refused("prefill_nothing", name=came.form or came.number)
    return found


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def prefill(request: HttpRequest, number: str) -> HttpResponse:
    """Asks where from, shows what would be filled, and fills it."""
    try:
        view = let_in(request, number)
        return _prefill(request, view)
    except Refused as refused:
        return gone(request, number, refused)


def _prefill(request: HttpRequest, view: DraftView) -> HttpResponse:
    do = request.POST.get("do", "")
    try:
        if do == _LOOK:
            return HttpResponseRedirect(_address(view, _came(request, view.call)))
        came = came_again(request, view.call)
    except Refused as refused:
        return _ask_page(request, view, refused)
    if came is None:
        return _ask_page(request, view)
    if do in {_FILL, _REPLACE}:
        return _filled(request, view, came, Way.REPLACE if do == _REPLACE else Way.EMPTY_ONLY)
    return _look_page(request, view, came)


def _filled(request: HttpRequest, view: DraftView, came: Came, way: Way) -> HttpResponse:
    seen = request.POST.get("seen", "")
    if not (seen.isdecimal() and len(seen) <= _MOST_NUMBER and int(seen) == view.revision):
        return _look_page(request, view, came, [Refused("prefill_changed")])
    done = fill_draft(
        actor=filer_of(view.number), number=view.number, plan=plan_for(came, view.call, view.content, way)
    )
    if done.left:
        told = [Refused("prefill_conflict", title=each.title) for each in done.left]
        return _look_page(request, get_draft(number=view.number), came, told)
    return HttpResponseRedirect(_address(view, came, done=True))


def _origin(request: HttpRequest) -> Origin:
    return Origin(lang_of(request).value, organization_of(request), request.META.get("REMOTE_ADDR", ""))


def _address(view: DraftView, came: Came, *, done: bool = False) -> str:
    query = urlencode({**came.query, **({"done": "1"} if done else {})})
    return f"{reverse('draft_prefill', args=[view.number])}?{query}"


def _start_page(request: HttpRequest, call: CallView, problem: Refused | None = None) -> HttpResponse:
    begun = list_opened(numbers=opened_drafts(request), slug=call.slug)
    told = {"begun": begun, "self_check": offers_self_check(call)}
    return _asking(request, call, problem, "public/start.html", told)


def _ask_page(request: HttpRequest, view: DraftView, problem: Refused | None = None) -> HttpResponse:
    return _asking(
        request, view.call, problem, "public/prefill_ask.html", {"view": view, "code": code_of(view)}
    )


def _asking(
    request: HttpRequest, call: CallView, problem: Refused | None, template: str, more: Mapping[str, Any]
) -> HttpResponse:
    field = "number" if problem and problem.code in _OF_NUMBER else "form"
    told = {
        **more,
        "here": "home",
        "call": call,
        "problem": problem,
        "field": field,
        "order": [(field, problem)] if problem else [],
        "number": request.POST.get("number", "")[:_LONGEST],
        "earlier": list_earlier(organization=organization_of(request)),
        "most": MOST_BYTES // 1024 // 1024,
    }
    status = HTTPStatus.OK
    if problem:
        often = problem.code == "public_too_often"
        status = HTTPStatus.TOO_MANY_REQUESTS if often else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, template, told, status=status)


def _look_page(
    request: HttpRequest, view: DraftView, came: Came, told: Iterable[Refused] = ()
) -> HttpResponse:
    """What would be filled and what stays; what says the same already, where it is to be looked at again."""
    plan = plan_for(came, view.call, view.content, Way.EMPTY_ONLY)
    problems = list(told)
    again = tuple(each for each in plan.same if each.look)
    context = {
        "here": "home",
        "call": view.call,
        "view": view,
        "code": code_of(view),
        "came": came,
        "plan": plan,
        "free": list(_grouped(plan.changes, plan, view)),
        "kept": list(_grouped(plan.kept, plan, view)),
        "again": list(_grouped(again, plan, view)),
        "address": _address(view, came),
        "done": "done" in request.GET and not problems and request.method != "POST",
        "problems": problems,
    }
    status = HTTPStatus.CONFLICT if problems else HTTPStatus.OK
    return opened(request, render(request, "public/prefill.html", context, status=status), view)


def _grouped(changes: Iterable[Change], plan: Plan, view: DraftView) -> Iterator[Group]:
    """The fields by their entries, in the order of the page."""
    by_row: dict[int, list[Change]] = {}
    for each in changes:
        by_row.setdefault(each.row, []).append(each)
    key = view.call.file.annex.name_column.key
    names = {row.id: row.values.get(key, "") for row in view.content.rows}
    for row in sorted(by_row, key=lambda row: plan.numbers.get(row, 0)):
        own = next((each.text for each in by_row[row] if each.name == f"c-{row}-{key}"), "")
        yield Group(plan.numbers.get(row, 0), names.get(row) or own, tuple(by_row[row]))
