"""The list of calls, a call's page, and what can be taken from it."""

from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.annexes.write import blank_paper
from jianyou.domain.eligibility.load import builtin_packs
from jianyou.domain.ledger.verifier.page import verifier_page
from jianyou.officefiles.writing.render import render_table
from jianyou.queries.calls import CallView, get_call
from jianyou.queries.district_family import family_of
from jianyou.queries.overview import public_key
from jianyou.queries.public_calls import list_public_calls
from jianyou.queries.publicity import list_public_rounds
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.web.components.kept import to_keep
from jianyou.web.components.policies import OWN_VERIFIER
from jianyou.web.components.timeline import dots
from jianyou.web.public.listing import Listing
from jianyou.web.public.look import lang_of

Answer = TypeVar("Answer", bound=HttpResponseBase)

_MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The calls, open ones first; searched, by year, page by page."""
    listing = Listing.of(request.GET)
    calls = list_public_calls(search=listing.search, year=listing.year, page=listing.page)
    return render(request, "public/home.html", {"here": "home", "calls": calls, "listing": listing})


def offers_self_check(call: CallView) -> bool:
    """Whether any of its awards has conditions that a program can ask for."""
    return any(award.rules in builtin_packs() for award in call.file.awards)


def call_or_404(slug: str, *, history: bool = False) -> CallView:
    """The call of that name, with its extensions where asked; Http404 where anyone may see none."""
    try:
        return get_call(slug=slug, history=history)
    except Refused as refused:
        raise Http404 from refused


@require_safe
def call_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What, until when, who may, what is wanted, what then; and what was published."""
    call = call_or_404(slug, history=True)
    main = _call_main(_all_day(call), lang_of(request))
    told = {
        "here": "home",
        "call": call,
        "main": main,
        "family": family_of(slug=slug),
        "self_check": offers_self_check(call),
        "public_lists": list_public_rounds(slug=slug) if call.lists else (),
    }
    return render(request, "public/call.html", told)


def _all_day(call: CallView) -> CallView:
    """The call without the hour, so that it is the same for everybody who looks on one day."""
    day = call.now.replace(hour=0, minute=0, second=0, microsecond=0)
    return replace(call, now=day, late=None if call.late is None else timedelta())


@lru_cache(maxsize=64)
def _call_main(call: CallView, lang: Lang) -> SafeString:
    """Most of the page, rendered once a day for each language; `lang` is the active one."""
    return render_to_string("public/call_main.html", {"call": call, "dots": dots(call), "lang": lang})


@require_safe
def blank(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The annex, empty, as Word or Excel."""
    del request
    call = call_or_404(slug)
    response = HttpResponse(_blank(call.file.annex, kind), content_type=_MEDIA[kind])
    return to_keep(response, f"{call.file.annex.title}.{kind}")


@lru_cache(maxsize=64)
def _blank(schema: AnnexSchema, kind: str) -> bytes:
    return render_table(Path(f"annex.{kind}"), blank_paper(schema)).written.data


@require_safe
def call_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The call as data, word for word as it was opened."""
    del request
    call = call_or_404(slug)
    response = HttpResponse(call.source, content_type="application/yaml; charset=utf-8")
    return to_keep(response, f"{slug}.yaml")


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """The page that verifies receipts and ledgers, with this site's key; works saved and offline, too."""
    response = HttpResponse(_verifier(lang_of(request), public_key(), reverse("home")))
    response.headers["Content-Security-Policy"] = OWN_VERIFIER
    return response


@lru_cache(maxsize=4)
def _verifier(lang: Lang, key: str, home: str) -> str:
    return verifier_page(lang, key, home)
