"""提出异议 on the web: the form, a look at it, and the way to its confirmation."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jianyou.domain.lifecycle.roles import PUBLIC
from jianyou.domain.publicity.objections import Channel
from jianyou.queries.objected import get_objected
from jianyou.terms.finding import Refused
from jianyou.web.components.objecting.receipts import key_of_token
from jianyou.web.components.objecting.steps import Entering, stepped
from jianyou.web.components.objecting.typed import typed_in
from jianyou.web.public.look import lang_of
from jianyou.web.public.objecting_doors import open_objection


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def object_to(request: HttpRequest, slug: str, publicity: int) -> HttpResponse:
    """Takes an objection to a published list: form, then a look at it, then number and code."""
    try:
        listed = get_objected(viewer=PUBLIC, slug=slug, number=publicity)
    except Refused as refused:
        raise Http404 from refused
    if not listed.takes:
        told = {
            "here": "home",
            "listed": listed,
            "reason": Refused("objecting_over"),
            "text": typed_in(request.POST).text,
        }
        return render(request, "public/objection_over.html", told, status=HTTPStatus.FORBIDDEN)
    place = request.META.get("REMOTE_ADDR", "") or "?"
    entering = Entering(PUBLIC, listed, (Channel.WEB,), place, lang_of(request).value)
    step = stepped(request, entering)
    if step.raised is not None:
        number = step.raised.number
        query = urlencode({"new": key_of_token(step.token)})
        done = HttpResponseRedirect(f"{reverse('objection', args=[number])}?{query}")
        return open_objection(done, number)
    told = {"here": "home", "address": reverse("objection_new", args=[slug, publicity])}
    template = "public/objection_check.html" if step.checking else "public/objection_new.html"
    status = HTTPStatus.UNPROCESSABLE_ENTITY if step.problems else HTTPStatus.OK
    return render(request, template, told | step.told(entering), status=status)
