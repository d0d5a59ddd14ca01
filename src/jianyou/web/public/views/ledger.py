"""The sealed log: to be read page by page, searched, and taken away whole."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jianyou.queries.ledger import list_ledger
from jianyou.queries.public_ledger import get_ledger
from jianyou.terms.finding import Refused
from jianyou.web.components.kept import to_keep
from jianyou.web.public.listing import Listing
from jianyou.web.public.views.calls import call_or_404


@require_safe
def ledger_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What the log is, its heads, and its entries: once it is sealed, before that only what it will be."""
    call = call_or_404(slug)
    told = {"here": "home", "call": call}
    if call.head is None:
        return render(request, "public/ledger_open.html", told)
    listing = Listing.of(request.GET)
    page = listing.page if "page" in request.GET else None
    view = get_ledger(slug=slug, page=page, sought=listing.search)
    told |= {"view": view, "listing": listing}
    if not view.found and listing.search:
        code = "open_ledger_unreadable" if view.found is None else "open_ledger_not_found"
        told["problem"] = Refused(code)
    return render(request, "public/ledger.html", told)


@require_safe
def ledger(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The whole log, once its head was published: before that it would tell who is filing when."""
    del request
    if call_or_404(slug).head is None:
        raise Http404
    response = StreamingHttpResponse(list_ledger(call_slug=slug), content_type="application/jsonl")
    return to_keep(response, f"{slug}.jsonl")
