"""帮扶 on a filing's own page: what came of the nomination, needs to tell, seats to ask for and give back."""

from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.acting import LONGEST_TEXT
from jianyou.actions.support_needs import tell_need
from jianyou.actions.support_seats import LONGEST_WISH, ask_for_seat, give_back
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.domain.mailbox.calendars import MEDIUM
from jianyou.domain.support.rules import rule_told
from jianyou.queries.support_activities import activity_calendar
from jianyou.queries.support_filer import (
    FilerSupport,
    get_filer_activity,
    get_filer_record,
    get_filer_support,
)
from jianyou.terms.finding import Refused
from jianyou.web.components.kept import to_keep
from jianyou.web.public.views.filings import key_for, let_in

_DONE = frozenset({"told", "asked", "left"})
_OF_NEED = {
    "support_need_missing": "text",
    "support_kind_unknown": "kind",
    "site_no_entry": "entry",
    "support_entry_missing": "entry",
    "site_text_long": "text",
    "support_needs_many": "text",
}
_OF_SEAT = {"site_text_long": "wish", "support_leave_unsure": "sure"}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def support(request: HttpRequest, number: str) -> HttpResponse:
    """What came of the filing; telling a need, asking for a seat, giving it back."""
    let_in(request, number)
    view = _view(number)
    if request.method != "POST":
        return _page(request, view)
    try:
        done = _acted(request, view)
    except Refused as refused:
        return _page(request, _view(number), {_place(request, view, refused): refused})
    query = urlencode({"key": key_for(request, number), "done": done})
    return HttpResponseRedirect(f"{reverse('filing_support', args=[number])}?{query}")


@never_cache
@require_safe
def calendar(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """An activity for the nominee's calendar."""
    let_in(request, number)
    try:
        told = get_filer_activity(number=number, key=UUID(key))
    except (Refused, ValueError) as error:
        raise Http404 from error
    return to_keep(HttpResponse(activity_calendar(told), content_type=MEDIUM), f"{told.title}.ics")


@never_cache
@require_safe
def record(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """The record from which anyone gives an activity's seats anew, for those who asked for one."""
    let_in(request, number)
    try:
        text = get_filer_record(number=number, key=UUID(key))
    except (Refused, ValueError) as error:
        raise Http404 from error
    return to_keep(HttpResponse(text, content_type="application/json"), f"seats-{key}.json")


def _view(number: str) -> FilerSupport:
    try:
        view = get_filer_support(number=number)
    except Refused as refused:
        raise Http404 from refused
    if view is None:
        raise Http404
    return view


def _acted(request: HttpRequest, view: FilerSupport) -> str:
    posted, actor = request.POST, filer_of(view.number)
    ordinal = _ordinal(posted.get("entry", ""), view)
    do, _dot, activity = posted.get("do", "")[:60].partition(".")
    if do == "need":
        text = fit_text(posted.get("text", "")[: 2 * LONGEST_TEXT], lines=True)
        tell_need(
            actor=actor, number=view.number, ordinal=ordinal, kind=posted.get("kind", "")[:20], text=text
        )
        return "told"
    key = _key(activity)
    if do == "ask":
        wish = fit_text(posted.get("wish", "")[: 2 * LONGEST_WISH], lines=True)
        ask_for_seat(actor=actor, activity=key, number=view.number, ordinal=ordinal, wish=wish)
        return "asked"
    if "sure" not in posted:
        raise Refused("support_leave_unsure")
    give_back(actor=actor, activity=key, number=view.number, ordinal=ordinal)
    return "left"


def _place(request: HttpRequest, view: FilerSupport, refused: Refused) -> str:
    """The field that a refusal speaks of, else the activities as a whole (`act`)."""
    if request.POST.get("do") == "need":
        return _OF_NEED.get(refused.code, "act")
    field = _OF_SEAT.get(refused.code, "")
    return _field(field, request, view) if field else "act"


def _field(name: str, request: HttpRequest, view: FilerSupport) -> str:
    """The name of a field of the activity and the nominee that were sent."""
    key = request.POST.get("do", "").partition(".")[2]
    number = next((one.activity.number for one in view.activities if str(one.activity.key) == key), 0)
    return f"{name}-{number}-{request.POST.get('entry', '')[:9]}"


def _ordinal(text: str, view: FilerSupport) -> int:
    """The nominee that is meant; the only one where there is no choice."""
    known = {str(ordinal): ordinal for ordinal in view.entries}
    if not text and len(known) == 1:
        return next(iter(view.entries))
    if text not in known:
        raise Refused("support_entry_missing")
    return known[text]


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refused("support_activity_unknown") from None


def _page(
    request: HttpRequest, view: FilerSupport, problems: dict[str, Refused] | None = None
) -> HttpResponse:
    found = problems or {}
    done = request.GET.get("done", "")
    told = {
        "here": "filings",
        "view": view,
        "key": key_for(request, view.number),
        "problems": found,
        "order": list(found.items()),
        "typed": {name: request.POST.get(name, "")[: 2 * LONGEST_TEXT] for name in ("text", "kind", "entry")}
        | {_field("wish", request, view): request.POST.get("wish", "")[: 2 * LONGEST_WISH]},
        "rules": {one.activity.key: rule_told(one.activity.rule) for one in view.activities},
        "longest": LONGEST_TEXT,
        "longest_wish": LONGEST_WISH,
        "done": done if done in _DONE and not found and request.method != "POST" else "",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if found else HTTPStatus.OK
    return render(request, "public/filing_support.html", told, status=status)
