"""工作日: the days that the office declared, and declaring more or taking some back."""

from collections.abc import Mapping
from datetime import date
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jianyou.actions.workdays import LONGEST_REASON, MOST_DAYS, Declared, declare_days, take_back_days
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.papers.publicity import day_text
from jianyou.queries.workdays import MOST_CHANGES, list_declared_days
from jianyou.terms.finding import Refused
from jianyou.web.components.language import page_lang
from jianyou.web.office.context import for_deciders, page
from jianyou.web.office.days import Misplaced, day_in

_FIELDS = ("first", "last", "declared", "reason", "why")
_MOST_DIGITS = 4
_PLACES = {
    "workdays_range_wrong": "first",
    "workdays_many_at_once": "last",
    "workdays_many": "last",
    "workdays_not_declared": "days",
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def workdays(request: HttpRequest, viewer: Actor) -> HttpResponse:
    """The days declared; more of them, or some taken back."""
    if request.method != "POST":
        return _page(request, viewer)
    taking = "take_back" in request.POST
    try:
        count = _taken_back(viewer, request.POST) if taking else _declared(viewer, request.POST)
    except Refused as refused:
        place = _PLACES.get(refused.code, "why" if taking else "reason")
        return _page(request, viewer, {place: refused})
    except Misplaced as wrong:
        return _page(request, viewer, {wrong.field: wrong.refused})
    return HttpResponseRedirect(
        f"{reverse('office:workdays')}?done={'taken' if taking else 'declared'}.{count}"
    )


def _declared(viewer: Actor, posted: QueryDict) -> int:
    first = _day(posted, "first")
    last = _day(posted, "last") if posted.get("last", "").strip() else first
    declared = posted.get("declared", "")
    if declared not in set(Declared):
        raise Misplaced("declared", Refused("workdays_kind_missing"))
    reason = posted.get("reason", "")[:1000]
    return declare_days(actor=viewer, first=first, last=last, declared=Declared(declared), reason=reason)


def _day(posted: QueryDict, name: str) -> date:
    day = day_in(posted, name)
    if day is None:
        raise Misplaced(name, Refused("call_answer_day"))
    return day


def _taken_back(viewer: Actor, posted: QueryDict) -> int:
    days = []
    for text in posted.getlist("day")[:MOST_CHANGES]:
        try:
            days.append(date.fromisoformat(text[:10]))
        except ValueError:
            continue
    return take_back_days(actor=viewer, days=days, reason=posted.get("why", "")[:1000])


def _page(request: HttpRequest, viewer: Actor, problems: Mapping[str, Refused] | None = None) -> HttpResponse:
    wrong = problems or {}
    typed = {name: fit_text(request.POST.get(name, "")[:1000], lines=False) for name in _FIELDS}
    done, _, count = request.GET.get("done", "").partition(".")
    view, lang = list_declared_days(viewer=viewer), page_lang()
    told = {
        "view": view,
        "days": [(one.on.isoformat(), day_text(one.on, lang), one) for one in view.days],
        "typed": typed,
        "chosen": set(request.POST.getlist("day")[:MOST_CHANGES]),
        "by_place": wrong,
        "problems": list(wrong.items()),
        "longest": LONGEST_REASON,
        "most": MOST_DAYS,
        "done": done if done in {"declared", "taken"} else "",
        "count": int(count) if count.isascii() and count.isdigit() and len(count) <= _MOST_DIGITS else 0,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return page(request, "office/workdays_page.html", told, status)
