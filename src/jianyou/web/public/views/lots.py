"""随机抽取: what was published of a call's draws, so that anyone can check them."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jianyou.queries.lots import LotsView, get_public_draw, list_public_draws
from jianyou.terms.finding import Refused
from jianyou.web.components.kept import to_keep
from jianyou.web.public.views.calls import call_or_404


@require_safe
def draws(request: HttpRequest, slug: str) -> HttpResponse:
    """The draws of a call."""
    told = {"here": "home", "call": call_or_404(slug), "lines": list_public_draws(slug=slug)}
    return render(request, "public/lots_list.html", told)


@require_safe
def one(request: HttpRequest, slug: str, draw: int) -> HttpResponse:
    """What was announced, what came of it, and how to check it."""
    told = {"here": "home", "call": call_or_404(slug), "view": _draw_or_404(slug, draw)}
    return render(request, "public/lots_one.html", told)


@require_safe
def record(request: HttpRequest, slug: str, draw: int) -> HttpResponse:
    """The same as data."""
    del request
    data = json.dumps(_draw_or_404(slug, draw).record, ensure_ascii=False, indent=1).encode()
    response = HttpResponse(data, content_type="application/json")
    return to_keep(response, f"draw-{slug}-{draw}.json")


def _draw_or_404(slug: str, number: int) -> LotsView:
    call_or_404(slug)
    try:
        return get_public_draw(slug=slug, number=number)
    except Refused:
        raise Http404 from None
