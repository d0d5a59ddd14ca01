"""补交盖章扫描件: the scan of the sealed table, handed in after the filing."""

from http import HTTPStatus
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jianyou.actions.adding import add_scan
from jianyou.actions.filing import SEALED_SCAN, SentFile
from jianyou.actions.uploads import keep_upload
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.domain.lifecycle.states import FilingStatus
from jianyou.queries.filings import FilingView
from jianyou.terms.finding import Refused
from jianyou.web.public import spool
from jianyou.web.public.uploaded import MOST_BYTES, check_scan, look_at_scan
from jianyou.web.public.views.calls import call_or_404
from jianyou.web.public.views.filings import key_for, let_in, to_filing, view_or_404


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def scan(request: HttpRequest, number: str) -> HttpResponse:
    """Asks for the scan, says what it comes to, and takes it."""
    let_in(request, number)
    view = view_or_404(number)
    if view.scan_act is None:
        return _over(request, view)
    if request.method != "POST":
        return _page(request, view)
    try:
        file = _kept(request.FILES.get("scan"), view)
    except Refused as refused:
        return _page(request, view, refused)
    if _is_there(view, file):
        return to_filing(number, key_for(request, number))
    try:
        add_scan(actor=filer_of(number), number=number, file=file)
    except Refused as refused:
        now = view_or_404(number)
        return _over(request, now) if now.scan_act is None else _page(request, now, refused)
    return to_filing(number, key_for(request, number))


def _kept(upload: "UploadedFile[Any] | None", view: FilingView) -> SentFile:
    """The scan, looked into and kept before any row speaks of it.

    Raises:
        Refused: there is none, it is empty, too large, or no scan.
    """
    if upload is None:
        raise Refused("public_scan_missing")
    token = spool.new_token()
    try:
        path, name = spool.keep(token, upload, "scan")
        check_scan(path, name)
        seen = look_at_scan(path, view.schema, view.left)
        return keep_upload(name=name, data=path.read_bytes(), purpose=SEALED_SCAN)._replace(seen=seen)
    finally:
        spool.drop(token)


def _is_there(view: FilingView, file: SentFile) -> bool:
    """Whether the filing has that very scan: the button was pressed twice."""
    return any(each.purpose == file.purpose and each.digest == file.digest for each in view.files)


def _page(request: HttpRequest, view: FilingView, problem: Refused | None = None) -> HttpResponse:
    told = {
        "here": "filings",
        "view": view,
        "comes_to": view.scan_act and view.scan_act.value,
        "filed": view.status is FilingStatus.FILED,
        "order": [("scan", problem)] if problem else [],
        "problem": problem,
        "most": MOST_BYTES // 1024 // 1024,
        "key": key_for(request, view.number),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return render(request, "public/scan.html", told, status=status)


def _over(request: HttpRequest, view: FilingView) -> HttpResponse:
    """Nothing more is taken: why, and where to turn."""
    told = {
        "here": "filings",
        "view": view,
        "call": call_or_404(view.call),
        "key": key_for(request, view.number),
        "sent": request.method == "POST",
    }
    return render(request, "public/scan_over.html", told, status=HTTPStatus.FORBIDDEN)
