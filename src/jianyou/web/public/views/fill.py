"""报送 without a form: the annex's fields on a page, then the same check as for an uploaded one."""

import uuid
from collections.abc import Mapping
from functools import lru_cache
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.confirming import offered_channels
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.queries.calls import CallView
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.web.components.answers import Answers, answers_of
from jianyou.web.components.forms.reading import filer_named, read_typed
from jianyou.web.components.forms.typed import (
    Section,
    Typed,
    most_entries,
    problems_of,
    sections_of,
    typed_in,
)
from jianyou.web.public import spool
from jianyou.web.public.asking import TOO_LATE, address_in, asking_for
from jianyou.web.public.look import lang_of
from jianyou.web.public.paper import MEDIA_TYPE, filled_annex
from jianyou.web.public.spool import Spooled
from jianyou.web.public.views.calls import call_or_404, to_keep
from jianyou.web.public.views.filing import late

_REMOVE = "remove-"


@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks for what the annex asks for; reads it, and leads to the page that shows what was read.

    `?from=` is the token of what was typed before: it stands in the fields, with what was found.
    """
    call = call_or_404(slug)
    if not call.open:
        return late(request, call)
    if request.method == "POST":
        return _posted(request, call, typed_in(request.POST, call.file.annex))
    if "from" not in request.GET:
        return _page(request, call, Typed())
    try:
        before = _typed_spool(request.GET["from"], slug)
    except Refused as refused:
        told = {"here": "home", "call": call, "reason": refused}
        return render(request, "public/gone.html", told, status=HTTPStatus.GONE)
    answers = answers_of(before.reading, call.file.annex, lang_of(request))
    return _page(request, call, _typed_before(before), answers=answers)


def _typed_spool(token: str, slug: str) -> Spooled:
    """What was typed under that token; an uploaded form is changed in its file and uploaded again."""
    spooled = spool.named(token, slug)
    if spooled.form:
        raise Refused("public_spool_gone")
    return spooled


def _typed_before(spooled: Spooled) -> Typed:
    """What was typed for a table that waits to be filed."""
    address = spooled.asking.address.text if spooled.asking else ""
    reading = spooled.reading
    return Typed(spooled.filer, address, reading.header, tuple(row.values for row in reading.rows))


def _posted(request: HttpRequest, call: CallView, typed: Typed) -> HttpResponse:
    schema, do = call.file.annex, request.POST.get("do", "")
    if do == "add":
        more = typed.with_one_more(most_entries(schema))
        return _page(request, call, more, focus=len(more.rows))
    number = do.removeprefix(_REMOVE)
    if number != do and number in {str(each + 1) for each in range(len(typed.rows))}:
        return _page(request, call, typed.without(int(number)), removed=int(number))
    problems: dict[str, Refused] = {}
    address = address_in(typed.address, problems)
    problems |= problems_of(typed, schema)
    if problems:
        return _page(request, call, typed, problems)
    reading = read_typed(typed.header, typed.rows, call.file)
    try:
        asking = asking_for(request, call, address)
    except Refused as refused:
        if refused.code in TOO_LATE:
            return late(request, call_or_404(call.slug))
        return _page(request, call, typed, {"address": refused})
    token = spool.new_token()
    spool.tell(Spooled(token, call.slug, filer_named(typed.filer), "", "", reading, asking))
    return HttpResponseRedirect(reverse("check", args=[call.slug, token]))


def _page(
    request: HttpRequest,
    call: CallView,
    typed: Typed,
    problems: dict[str, Refused] | None = None,
    *,
    answers: Answers | None = None,
    focus: int = 0,
    removed: int = 0,
) -> HttpResponse:
    schema, lang, channels = call.file.annex, lang_of(request), offered_channels()
    if typed == Typed() and not problems:
        sections = _blank(schema, lang, channels)
    else:
        shown = sections_of(typed, schema, lang, problems or {}, answers)
        sections = _sections(shown, typed, problems or {}, channels, most_entries(schema), focus)
    told = {
        "here": "home",
        "call": call,
        "order": sorted((problems or {}).items(), key=lambda one: one[0] != "filer"),
        "before": request.POST.get("from", "") or request.GET.get("from", ""),
        "answers": answers,
        "sections": sections,
        "removed": removed,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return render(request, "public/fill.html", told, status=status)


def _sections(
    shown: list[Section],
    typed: Typed,
    problems: Mapping[str, Refused],
    channels: tuple[str, ...],
    most: int,
    focus: int = 0,
) -> SafeString:
    header, *entries = shown
    told = {
        "header": header,
        "entries": entries,
        "filer": typed.filer,
        "address": typed.address,
        "channels": channels,
        "problems": problems,
        "most": most,
        "focus": focus,
    }
    return render_to_string("public/fill_sections.html", told)


@lru_cache(maxsize=64)
def _blank(schema: AnnexSchema, lang: Lang, channels: tuple[str, ...]) -> SafeString:
    """The fields with nothing in them, made once: most people begin here. `lang` is the active language."""
    return _sections(sections_of(Typed(), schema, lang, {}), Typed(), {}, channels, most_entries(schema))


@require_safe
def annex(request: HttpRequest, slug: str, token: uuid.UUID) -> HttpResponse:
    """The official annex with what was typed, to be printed and sealed."""
    del request
    call = call_or_404(slug)
    try:
        spooled = _typed_spool(str(token), slug)
    except Refused as refused:
        raise Http404 from refused
    data = filled_annex(call.file.annex, spooled.reading.header, [row.values for row in spooled.reading.rows])
    return to_keep(HttpResponse(data, content_type=MEDIA_TYPE), f"{call.file.annex.title}.docx")
