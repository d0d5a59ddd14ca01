"""申报意向: the lists of who means to be named, typed in and amended, beside what was filed."""

from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from jianyou.actions.intentions import LONGEST_SOURCE, record_intentions
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.packages.downward import Intended
from jianyou.queries.intentions import IntentionsView, get_intentions
from jianyou.terms.finding import Refused
from jianyou.web.office.context import DECIDERS, for_viewers, page

_LONGEST = 200_000
_MOST_LINE = 1000
_DIGITS = 6


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def intentions(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The lists that count with their former versions, who didn't file, who filed unasked; the form."""
    view = get_intentions(viewer=viewer, slug=slug)
    may = viewer.role in DECIDERS
    if request.method != "POST" or not may:
        status = HTTPStatus.FORBIDDEN if request.method == "POST" else HTTPStatus.OK
        return _page(request, view, _started(view, request.GET.get("of", "")), None, status, may=may)
    typed = {
        "source": fit_text(request.POST.get("source", "")[: 2 * LONGEST_SOURCE], lines=False),
        "lines": fit_text(request.POST.get("lines", "")[:_LONGEST], lines=True),
        "seen": request.POST.get("seen", "")[:_DIGITS],
    }
    try:
        seen = int(typed["seen"]) if typed["seen"].isascii() and typed["seen"].isdecimal() else 0
        items = _items(typed["lines"])
        record_intentions(actor=viewer, call_slug=slug, source=typed["source"], items=items, seen=seen)
    except Refused as refused:
        now = get_intentions(viewer=viewer, slug=slug)
        stale = refused.code == "intentions_changed"
        status = HTTPStatus.CONFLICT if stale else HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(request, now, typed, refused, status, may=may)
    return HttpResponseRedirect(f"{request.path}?done=kept")


def _started(view: IntentionsView, source: str) -> dict[str, str]:
    """The form with the newest list of that source in it, or empty."""
    found = next((one for one in view.newest if one.source == source and not one.package), None)
    if found is None:
        return {"source": "", "lines": "", "seen": "0"}
    lines = "\n".join("，".join(part for part in one if part) for one in found.items)
    return {"source": source, "lines": lines, "seen": str(found.ordinal)}


def _items(text: str) -> list[Intended]:
    """The lines as typed: name, credit code and award with commas or tabs between, the last two optional."""
    return [_item(line[:_MOST_LINE]) for line in text.split("\n") if line.strip()]


def _item(line: str) -> Intended:
    parts = [part.strip() for part in line.replace("\t", "，").replace(",", "，").split("，")]
    rest = [part for part in parts[1:] if part]
    code = next((part for part in rest if part.isascii() and part.isalnum() and len(part) > 14), "")
    award = next((part for part in rest if part != code), "")
    return Intended(parts[0], code, award)


def _page(
    request: HttpRequest,
    view: IntentionsView,
    typed: Mapping[str, str],
    problem: Refused | None,
    status: int,
    *,
    may: bool,
) -> HttpResponse:
    place = "source" if problem and problem.code in {"intentions_source", "intentions_changed"} else "lines"
    told = {
        "view": view,
        "typed": typed,
        "may": may and view.stage != "over",
        "problems": [(place, problem)] if problem else [],
        "by_place": {place: problem} if problem else {},
        "longest": LONGEST_SOURCE,
        "done": request.GET.get("done", ""),
    }
    return page(request, "office/packages_intentions.html", told, status)
