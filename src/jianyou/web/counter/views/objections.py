"""登记异议 at the counter: what somebody brings or has typed in for him; its confirmation is printed."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.domain.publicity.objections import Channel
from jianyou.terms.finding import Refused
from jianyou.web.account.gate import staff_only
from jianyou.web.components.objecting.receipts import find_url, just_raised, key_of_token, receipt_file
from jianyou.web.components.objecting.staff import entered
from jianyou.web.counter.context import ROLES, call_or_404, clerk_of, page


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*ROLES)
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of an objection, a look at it, and registering it."""
    viewer = clerk_of(request)
    call = call_or_404(viewer, slug)
    try:
        entry = entered(request, viewer, slug, (Channel.COUNTER,))
    except Refused as refused:
        raise Http404 from refused
    address = reverse("counter_objections", args=[slug])
    told = {"call": call, "at": "objections", "rounds": entry.rounds, "listed": entry.listed}
    step = entry.step
    if step is None or entry.entering is None:
        return page(request, "counter/objection_lists.html", told | {"address": address})
    if step.raised is not None:
        query = urlencode({"new": key_of_token(step.token)})
        done = reverse("counter_objection", args=[slug, step.raised.number])
        return HttpResponseRedirect(f"{done}?{query}")
    shown = step.told(entry.entering)
    told |= {"address": f"{address}?round={entry.entering.listed.number}"} | shown
    template = "counter/objection_check.html" if step.checking else "counter/objection_new.html"
    return page(request, template, told, problems=dict(shown["order"]))


@require_safe
@never_cache
@staff_only(*ROLES)
def registered(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """The confirmation with number and code, for as long as a jammed printer takes."""
    call = call_or_404(clerk_of(request), slug)
    new = just_raised(request.GET.get("new", ""), number=number)
    if new is None or new.view.slug != slug:
        raise Http404
    pdf = f"{reverse('counter_objection_pdf', args=[slug, number])}?{urlencode({'new': new.key})}"
    told = {"call": call, "at": "objections", "new": new, "pdf": pdf, "find": find_url(request, number)}
    return page(request, "counter/objection_done.html", told)


@require_safe
@staff_only(*ROLES)
def registered_pdf(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """The same to print."""
    call_or_404(clerk_of(request), slug)
    new = just_raised(request.GET.get("new", ""), number=number)
    if new is None or new.view.slug != slug:
        raise Http404
    return receipt_file(request, new)
