"""公示 for everybody: a list while it is public, and afterwards that it was, without a name."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jianyou.queries.objections import public_statistics
from jianyou.queries.publicity import PublishedView, get_published, get_snapshot, list_public_rounds
from jianyou.terms.finding import Refused
from jianyou.web.components.kept import to_keep
from jianyou.web.components.publicity import body_told
from jianyou.web.public.views.calls import call_or_404


@require_safe
def rounds(request: HttpRequest, slug: str) -> HttpResponse:
    """The rounds of a call, without names."""
    told = {"here": "home", "call": call_or_404(slug), "lines": list_public_rounds(slug=slug, over=True)}
    return _not_kept(render(request, "public/publicity_list.html", told))


@require_safe
def one(request: HttpRequest, slug: str, turn: int) -> HttpResponse:
    """A list while it is public; then the page tells that it is over (410)."""
    call, view = call_or_404(slug), _round_or_404(slug, turn)
    told = {"here": "home", "call": call, "view": view, "line": view.line, **body_told(view.list)}
    told["objections"] = public_statistics(slug=slug, publicity=turn)
    status = HTTPStatus.OK if view.line.public else HTTPStatus.GONE
    return _not_kept(render(request, "public/publicity_one.html", told, status=status))


@require_safe
def data(request: HttpRequest, slug: str, turn: int) -> HttpResponse:
    """What was published, word for word, while it is public: its digest is in the log."""
    del request
    _round_or_404(slug, turn)
    try:
        told = get_snapshot(slug=slug, number=turn)
    except Refused as refused:
        raise Http404 from refused
    response = HttpResponse(told, content_type="application/json")
    return _not_kept(to_keep(response, f"publicity-{slug}-{turn}.json"))


def _round_or_404(slug: str, turn: int) -> PublishedView:
    try:
        return get_published(slug=slug, number=turn)
    except Refused as refused:
        raise Http404 from refused


def _not_kept(response: HttpResponse) -> HttpResponse:
    """Nobody between us and the reader keeps the names longer than they are public."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response
