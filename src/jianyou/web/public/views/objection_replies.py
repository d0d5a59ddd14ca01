"""What a nominee is asked about objections, and its reply; never who objects, nor what he wrote."""

import uuid
from http import HTTPStatus
from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.objecting import reply_to_objection
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.domain.papers.objection_letters import ObjectionPaper, objection_paper
from jianyou.domain.publicity.objections import Effect, FileRole, Outcome
from jianyou.queries.objection_answers import notice_for_nominee
from jianyou.queries.objections import get_nominee_file, list_for_nominee
from jianyou.terms.finding import Refused
from jianyou.web.components.objecting.brought import Brought, brought_now
from jianyou.web.components.objecting.typed import typed_in
from jianyou.web.components.objecting.words import EFFECTS, OUTCOMES
from jianyou.web.components.somebodys import to_be_kept
from jianyou.web.public.views.filings import key_for, let_in, view_or_404
from jianyou.web.public.views.objections import letter_file, most

_LONGEST = 40


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def replies(request: HttpRequest, number: str) -> HttpResponse:
    """What was asked about the entries of a filing, and the reply to one of it."""
    let_in(request, number)
    if request.method != "POST":
        return _page(request, number)
    objection = request.POST.get("objection", "")[:_LONGEST]
    asked = next(
        (each for each in list_for_nominee(viewer=filer_of(number)) if each.number == objection), None
    )
    if asked is None:
        raise Http404
    typed, problems = typed_in({"text": request.POST.get("text", "")}), dict[str, Refused]()
    brought = brought_now(request, Brought(), number, problems, FileRole.REPLY)
    if not problems:
        try:
            reply_to_objection(actor=filer_of(number), number=objection, text=typed.text, files=brought.files)
        except Refused as refused:
            problems["text"] = refused
    if problems:
        return _page(request, number, objection, typed.text, problems)
    return HttpResponseRedirect(f"{_address(request, number)}&{urlencode({'done': objection})}")


@never_cache
@require_safe
def file(request: HttpRequest, number: str, objection: str, key: str) -> HttpResponseBase:
    """A file that came with a reply of this filing."""
    let_in(request, number)
    try:
        name, data = get_nominee_file(viewer=filer_of(number), number=objection, key=uuid.UUID(key))
    except (Refused, ValueError) as refused:
        raise Http404 from refused
    return to_be_kept(BytesIO(data), name)


@never_cache
@require_safe
def notice(request: HttpRequest, number: str, objection: str) -> HttpResponse:
    """The letter that tells the nominee what was decided, as a PDF."""
    let_in(request, number)
    try:
        told = notice_for_nominee(viewer=filer_of(number), number=objection)
    except Refused as refused:
        raise Http404 from refused
    data = objection_paper(told, ObjectionPaper.NOTICE, pdf=True)
    return letter_file(data, "objection_letter_notice", objection)


def _address(request: HttpRequest, number: str) -> str:
    query = urlencode({"key": key_for(request, number)})
    return f"{reverse('filing_objections', args=[number])}?{query}"


def _page(
    request: HttpRequest,
    number: str,
    replying: str = "",
    text: str = "",
    problems: dict[str, Refused] | None = None,
) -> HttpResponse:
    found = problems or {}
    view = view_or_404(number)
    asked = list_for_nominee(viewer=filer_of(number))
    told = {
        "here": "filings",
        "view": view,
        "key": key_for(request, number),
        "address": _address(request, number),
        "asked": [
            (
                each,
                OUTCOMES[Outcome(each.outcome)] if each.outcome else None,
                EFFECTS[Effect(each.effect)] if each.effect else None,
            )
            for each in asked
        ],
        "replying": replying,
        "text": text,
        "problems": found,
        "order": [(f"{field}-{replying}", problem) for field, problem in found.items()],
        "done": request.GET.get("done", "") if request.method != "POST" else "",
        "most": most(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if found else HTTPStatus.OK
    return render(request, "public/objection_replies.html", told, status=status)
