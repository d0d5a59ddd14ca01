"""Labels for the papers of a day, on a sheet of 3 by 8 or one by one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jianyou.queries.counter import get_day
from jianyou.queries.counter_labels import MOST_LABELS, list_labels
from jianyou.queries.counter_records import Label
from jianyou.terms.finding import Refused
from jianyou.web.account.gate import staff_only
from jianyou.web.counter.context import ROLES, call_or_404, clerk_of, page
from jianyou.web.counter.typed import day_in, number_in

PLACES = 24
"""Labels on a sheet: 70 x 37 mm each, three in a row."""

_SHEET, _ONE = "sheet", "one"


@require_safe
@staff_only(*ROLES)
def labels(request: HttpRequest, slug: str) -> HttpResponse:
    """The labels of the papers named, or of all that were registered on the day."""
    viewer = clerk_of(request)
    call = call_or_404(viewer, slug)
    problems: dict[str, Refused] = {}
    on, typed = None, request.GET.get("on", "")
    if typed.strip():
        try:
            on = day_in(typed)
        except Refused as refused:
            problems["on"] = refused
    chosen = list(dict.fromkeys(request.GET.getlist("paper")))[:MOST_LABELS]
    day = None if chosen and on is None else get_day(viewer=viewer, slug=slug, on=on)
    numbers = chosen or [one.number for one in day.papers] if day else chosen
    found = list_labels(viewer=viewer, slug=slug, numbers=numbers)
    size = _ONE if request.GET.get("size") == _ONE else _SHEET
    first = min(max(number_in(request.GET.get("first", "")) or 1, 1), PLACES)
    told: dict[str, Any] = {
        "call": call,
        "day": day,
        "chosen": {one.registered.paper.number for one in found},
        "count": len(found),
        "most": MOST_LABELS,
        "sheets": _sheets(found, first) if size == _SHEET else [[one] for one in found],
        "size": size,
        "first": first,
        "places": PLACES,
        "at": "labels",
    }
    return page(request, "counter/labels.html", told, problems=problems)


def _sheets(found: tuple[Label, ...], first: int) -> list[list[Label | None]]:
    """The places of each sheet, None where the first one was used before."""
    places: list[Label | None] = [*[None] * (first - 1), *found]
    return [places[at : at + PLACES] for at in range(0, len(places), PLACES)] if found else []
