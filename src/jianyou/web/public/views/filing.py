"""报送 without an account: upload, check what was read, hand it in."""

import uuid
from http import HTTPStatus
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from jianyou.actions.filing import submit
from jianyou.queries.calls import CallView
from jianyou.queries.filings import number_of
from jianyou.terms.finding import Refused
from jianyou.web.public import spool
from jianyou.web.public.answers import answers_of
from jianyou.web.public.doors import key_of_token
from jianyou.web.public.handing_in import sent_of
from jianyou.web.public.look import lang_of
from jianyou.web.public.reading import MOST_BYTES, check_scan, clean, read_form
from jianyou.web.public.spool import Spooled
from jianyou.web.public.views.calls import call_or_404

LONGEST_FILER = 200
_FIELDS = ("form", "scan", "filer")
_TOO_LATE = ("site_too_late", "site_call_not_open")


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks for the filled form and who files; reads it, and leads to the page that shows what was read."""
    call = call_or_404(slug)
    if not call.open:
        return _late(request, call)
    if request.method != "POST":
        return _upload_page(request, call)
    token = spool.new_token()
    problems: dict[str, Refused] = {}
    try:
        spooled = _taken_in(request, call, token, problems)
    finally:
        if problems:
            spool.drop(token)
    if spooled is None:
        return _upload_page(request, call, problems)
    spool.tell(spooled)
    return HttpResponseRedirect(reverse("check", args=[slug, token]))


def _taken_in(
    request: HttpRequest, call: CallView, token: uuid.UUID, problems: dict[str, Refused]
) -> Spooled | None:
    """What was sent; None with `problems` by field, all of them at once."""
    filer = " ".join(clean(request.POST.get("filer", "")).split())
    if not filer:
        problems["filer"] = Refused("public_filer_missing")
    elif len(filer) > LONGEST_FILER:
        problems["filer"] = Refused("public_filer_long", most=LONGEST_FILER)
    scan_name = _scan(token, request.FILES.get("scan"), problems)
    form = request.FILES.get("form")
    if form is None:
        problems["form"] = Refused("public_form_missing")
        return None
    try:
        path, form_name = spool.keep(token, form, "form")
        reading = read_form(path, form_name, call.file, lang_of(request))
    except Refused as refused:
        problems["form"] = refused
        return None
    return None if problems else Spooled(token, call.slug, filer, form_name, scan_name, reading)


def _scan(token: uuid.UUID, scan: "UploadedFile[Any] | None", problems: dict[str, Refused]) -> str:
    if scan is None:
        return ""
    try:
        path, name = spool.keep(token, scan, "scan")
        check_scan(path, name)
    except Refused as refused:
        problems["scan"] = refused
        return ""
    return name


def _upload_page(
    request: HttpRequest, call: CallView, problems: dict[str, Refused] | None = None
) -> HttpResponse:
    found = problems or {}
    told = {
        "here": "home",
        "call": call,
        "problems": found,
        "order": [(name, found[name]) for name in _FIELDS if name in found],
        "filer": request.POST.get("filer", ""),
        "most": MOST_BYTES // 1024 // 1024,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return render(request, "public/upload.html", told, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, slug: str, token: uuid.UUID) -> HttpResponse:
    """Shows the table as read; with the declaration given, files it and leads to the receipt."""
    call = call_or_404(slug)
    try:
        spooled = spool.load(token, slug)
        if request.method != "POST":
            return _check_page(request, call, spooled) if call.open else _late(request, call)
        if "not_classified" not in request.POST:
            return _check_page(request, call, spooled, Refused("public_declaration_missing"))
        return _filed(request, call, spooled)
    except Refused as refused:
        # The button pressed twice: the first press may just have filed and cleared the table away.
        number = number_of(token=token) if request.method == "POST" else ""
        if number:
            return _to_receipt(number, token)
        if refused.code in _TOO_LATE:
            return _late(request, call_or_404(slug))
        return _gone(request, call, refused)


def _filed(request: HttpRequest, call: CallView, spooled: Spooled) -> HttpResponse:
    if not call.open and not number_of(token=spooled.token):
        return _late(request, call)
    filed = submit(actor="filer", call_slug=call.slug, sent=sent_of(spooled, call.file))
    spool.drop(spooled.token)
    return _to_receipt(filed.filing.number, spooled.token)


def _to_receipt(number: str, token: uuid.UUID) -> HttpResponse:
    query = urlencode({"new": key_of_token(token)})
    return HttpResponseRedirect(f"{reverse('filing', args=[number])}?{query}")


def _check_page(
    request: HttpRequest, call: CallView, spooled: Spooled, problem: Refused | None = None
) -> HttpResponse:
    told = {
        "here": "home",
        "call": call,
        "spooled": spooled,
        "answers": answers_of(spooled.reading, call.file.annex, lang_of(request)),
        "count": len(spooled.reading.rows),
        "completes": bool(spooled.scan) and call.completes_on != "paper",
        "problem": problem,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return render(request, "public/check.html", told, status=status)


def _late(request: HttpRequest, call: CallView) -> HttpResponse:
    """Past the deadline: by how much, that nothing was filed, and where to turn."""
    return render(request, "public/late.html", {"here": "home", "call": call}, status=HTTPStatus.FORBIDDEN)


def _gone(request: HttpRequest, call: CallView, refused: Refused) -> HttpResponse:
    told = {"here": "home", "call": call, "reason": refused}
    return render(request, "public/gone.html", told, status=HTTPStatus.GONE)
