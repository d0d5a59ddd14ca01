"""报送 without an account: upload, check what was read, confirm the address that was left, hand it in."""

import uuid
from collections.abc import Iterable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from jianyou.actions.confirming import LONGEST_ADDRESS, Asking, offered_channels
from jianyou.actions.filing import submit
from jianyou.actions.outbox import Address
from jianyou.domain.lifecycle.roles import PUBLIC
from jianyou.queries.calls import CallView
from jianyou.queries.filings import number_of
from jianyou.terms.finding import Refused
from jianyou.web.account.membership import organization_of
from jianyou.web.components.answers import answers_of
from jianyou.web.components.forms.reading import filer_named
from jianyou.web.public import spool
from jianyou.web.public.asking import TOO_LATE, address_in, asking_for, came_from, send
from jianyou.web.public.check_pages import AGAIN, ToCheck, check_page, pressed
from jianyou.web.public.doors import key_of_token
from jianyou.web.public.handing_in import sent_of
from jianyou.web.public.look import lang_of
from jianyou.web.public.spool import Spooled
from jianyou.web.public.uploaded import MOST_BYTES, check_scan, look_at_scan, read_form
from jianyou.web.public.views.calls import call_or_404

_FIELDS = ("form", "scan", "filer", "address")


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks for the filled form and who files; reads it, and leads to the page that shows what was read."""
    call = call_or_404(slug)
    if not call.open:
        return late(request, call)
    if request.method != "POST":
        return _upload_page(request, call)
    token = spool.new_token()
    problems: dict[str, Refused] = {}
    try:
        spooled = _taken_in(request, call, token, problems)
    except Refused:
        return late(request, call_or_404(slug))
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
    """What was sent; None with `problems` by field, all of them at once.

    Raises:
        Refused: the deadline passed meanwhile.
    """
    filer = ""
    try:
        filer = filer_named(request.POST.get("filer", ""))
    except Refused as refused:
        problems["filer"] = refused
    address = address_in(request.POST.get("address", ""), problems)
    scan, scan_name = _scan(token, request.FILES.get("scan"), problems)
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
    asking = None if problems else _asking(request, call, address, problems)
    if problems:
        return None
    seen = look_at_scan(scan, call.file.annex, call.left) if scan else {}
    return Spooled(token, call.slug, filer, form_name, scan_name, reading, asking, seen)


def _asking(
    request: HttpRequest, call: CallView, address: Address | None, problems: dict[str, Refused]
) -> Asking | None:
    try:
        return asking_for(request, call, address)
    except Refused as refused:
        problems["address"] = refused
        if refused.code in TOO_LATE:
            raise
        return None


def _scan(
    token: uuid.UUID, scan: "UploadedFile[Any] | None", problems: dict[str, Refused]
) -> tuple[Path | None, str]:
    """Where the scan lies, and its name."""
    if scan is None:
        return None, ""
    try:
        path, name = spool.keep(token, scan, "scan")
        check_scan(path, name)
    except Refused as refused:
        problems["scan"] = refused
        return None, ""
    return path, name


def _upload_page(
    request: HttpRequest, call: CallView, problems: dict[str, Refused] | None = None
) -> HttpResponse:
    found, before = problems or {}, came_from(request, call.slug)
    left = before.asking.address.text if before and before.asking else ""
    told = {
        "here": "home",
        "call": call,
        "problems": found,
        "order": [(name, found[name]) for name in _FIELDS if name in found],
        "filer": request.POST.get("filer", before.filer if before else ""),
        "address": request.POST.get("address", left)[: LONGEST_ADDRESS + 1],
        "channels": offered_channels(),
        "before": before.token if before else "",
        "most": MOST_BYTES // 1024 // 1024,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return render(request, "public/upload.html", told, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, slug: str, token: uuid.UUID) -> HttpResponse:
    """Shows the table as read; with the declaration given, files it and leads to the receipt.

    Who left an address for messages types the code that was sent there. Mail may come late, and the
    deadline doesn't wait for it: what waits can be filed without the code, and then without the address.
    """
    try:
        return _check(request, spool.load(token, slug))
    except Refused as refused:
        # The button pressed twice: the first press may just have filed and cleared the table away.
        number = number_of(token=token) if request.method == "POST" else ""
        if number:
            return to_receipt(number, token)
        if refused.code in TOO_LATE:
            return late(request, call_or_404(slug))
        return _gone(request, call_or_404(slug), refused)


def _check(request: HttpRequest, spooled: Spooled) -> HttpResponse:
    call = call_or_404(spooled.slug)
    if request.method != "POST":
        return _check_page(request, call, spooled, {}) if call.open else late(request, call)
    do, asking = request.POST.get("do", ""), spooled.asking
    if not call.open:
        return _filed(request, call, spooled)
    if do == AGAIN and asking:
        return _again(request, call, spooled, asking)
    problems: dict[str, Refused] = {}
    confirmed = pressed(request, call, asking, problems)
    if problems:
        return _check_page(request, call, spooled, problems)
    return _filed(request, call, spooled, confirmed)


def _again(request: HttpRequest, call: CallView, spooled: Spooled, asking: Asking) -> HttpResponse:
    try:
        send(request, call.slug, asking)
    except Refused as refused:
        if refused.code in TOO_LATE:
            raise
        return _check_page(request, call, spooled, {"code": refused})
    return _check_page(request, call, spooled, {}, again=True)


def _filed(
    request: HttpRequest, call: CallView, spooled: Spooled, confirmed: Address | None = None
) -> HttpResponse:
    """Files what waits, with the address that was confirmed, and leads to the receipt."""
    if not call.open and not number_of(token=spooled.token):
        return late(request, call)
    sent = sent_of(spooled, call.file)._replace(
        reach=confirmed,
        confirmed=confirmed is not None,
        lang=lang_of(request),
        organization=organization_of(request),
    )
    done = submit(actor=PUBLIC, call_slug=call.slug, sent=sent)
    spool.drop(spooled.token)
    return to_receipt(done.filing.number, spooled.token)


def to_receipt(number: str, token: uuid.UUID) -> HttpResponse:
    """To the receipt with its code, for who has just filed."""
    query = urlencode({"new": key_of_token(token)})
    return HttpResponseRedirect(f"{reverse('filing', args=[number])}?{query}")


def _check_page(
    request: HttpRequest,
    call: CallView,
    spooled: Spooled,
    problems: dict[str, Refused],
    *,
    again: bool = False,
) -> HttpResponse:
    table = ToCheck(
        call,
        spooled.filer,
        answers_of(spooled.reading, call.file.annex, lang_of(request)),
        spooled.asking,
        action=reverse("check", args=[call.slug, spooled.token]),
        back=f"{reverse('upload', args=[call.slug])}?from={spooled.token}",
        form=spooled.form,
        scan=spooled.scan,
    )
    return check_page(request, table, problems, again=again)


def late(request: HttpRequest, call: CallView, typed: Iterable[tuple[str, str]] = ()) -> HttpResponse:
    """Past the deadline: by how much, that nothing was filed, where to turn; what was `typed` just now."""
    told = {"here": "home", "call": call, "typed": list(typed)}
    return render(request, "public/late.html", told, status=HTTPStatus.FORBIDDEN)


def _gone(request: HttpRequest, call: CallView, refused: Refused) -> HttpResponse:
    told = {"here": "home", "call": call, "reason": refused}
    return render(request, "public/gone.html", told, status=HTTPStatus.GONE)
