"""登记收到的异议: what came by post, by mail or to the office is typed in; its confirmation to send back."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.publicity.objections import Channel
from jianyou.queries.office_calls import get_call_line
from jianyou.web.components.objecting.receipts import find_url, just_raised, key_of_token, receipt_file
from jianyou.web.components.objecting.staff import entered
from jianyou.web.office.context import for_deciders, page
from jianyou.web.office.there import telling

_GONE = {"objection_no_list": HTTPStatus.NOT_FOUND}
_CHANNELS = (Channel.POST, Channel.MAIL, Channel.COUNTER)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
@telling(_GONE)
def new(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The form of an objection, a look at it, and registering it."""
    call = get_call_line(viewer=viewer, slug=slug)
    entry = entered(request, viewer, slug, _CHANNELS)
    address = reverse("office:objection_new", args=[slug])
    told = {"call": call, "rounds": entry.rounds, "listed": entry.listed}
    step = entry.step
    if step is None or entry.entering is None:
        return page(request, "office/objecting_lists.html", told | {"address": address})
    if step.raised is not None:
        query = urlencode({"new": key_of_token(step.token)})
        done = reverse("office:objection_entered", args=[slug, step.raised.number])
        return HttpResponseRedirect(f"{done}?{query}")
    told |= {"address": f"{address}?round={entry.entering.listed.number}"} | step.told(entry.entering)
    template = "office/objecting_check.html" if step.checking else "office/objecting_new.html"
    status = HTTPStatus.UNPROCESSABLE_ENTITY if step.problems else HTTPStatus.OK
    return page(request, template, told, status)


@require_safe
@never_cache
@for_deciders
def done(request: HttpRequest, viewer: Actor, slug: str, number: str) -> HttpResponse:
    """The confirmation with number and code, for half an hour."""
    call = get_call_line(viewer=viewer, slug=slug)
    found = just_raised(request.GET.get("new", ""), number=number)
    if found is None or found.view.slug != slug:
        raise Http404
    pdf = f"{reverse('office:objection_paper', args=[slug, number])}?{urlencode({'new': found.key})}"
    told = {"call": call, "new": found, "pdf": pdf, "find": find_url(request, number)}
    return page(request, "office/objecting_done.html", told)


@require_safe
@for_deciders
def paper(request: HttpRequest, viewer: Actor, slug: str, number: str) -> HttpResponse:
    """The same to print."""
    get_call_line(viewer=viewer, slug=slug)
    found = just_raised(request.GET.get("new", ""), number=number)
    if found is None or found.view.slug != slug:
        raise Http404
    return receipt_file(request, found)
