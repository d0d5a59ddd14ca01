"""A file opened: what it says, what is wrong with it, and what a person does about it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from jianyou.terms.finding import Refused, Severity
from jianyou.terms.message import Message
from jianyou.web.components.policies import SOMEBODYS_FILE
from jianyou.web.components.somebodys import to_be_kept
from jianyou.web.desk.desk import desk_of
from jianyou.web.desk.listing import PAGE, Listing, page_of
from jianyou.web.desk.look import lang_of
from jianyou.web.desk.views.opened import posted, with_work
from jianyou.web.desk.work.records import FileLine, FileState, FileView, Remark
from jianyou.web.desk.work.work import Work

_NEVER_NEXT = (FileState.LOCKED, FileState.SEALED_SCAN, FileState.SET_ASIDE)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an act was refused, at which place of the page or remark (`key`), and what was typed there."""

    where: str
    reason: Refused
    typed: str = ""
    key: str = ""


@require_safe
@with_work
def file(request: HttpRequest, work: Work, file_id: str) -> HttpResponse:
    """The record of a file between its neighbours in the list."""
    return _page(request, work, file_id)


def _page(request: HttpRequest, work: Work, file_id: str, problem: Problem | None = None) -> HttpResponse:
    listing = Listing.of(request.GET)
    view = _view(request, work, file_id)
    lines = listing.lines(work)
    at = _position(file_id, lines, work)
    shown, to_do = page_of(lines, at // PAGE + 1), list(_to_do(view))
    told = {
        "here": "inbox",
        "view": view,
        "line": view.line,
        "listing": listing,
        "query": listing.query,
        "neighbours": shown,
        "position": at + 1 if at < len(lines) and lines[at].id == file_id else 0,
        "before": lines[at - 1] if 0 < at <= len(lines) else None,
        "after": _after(file_id, lines, at),
        "warnings": [each for _, _, each in to_do if each.severity is Severity.WARNING],
        "to_do": to_do,
        "may_review": view.line.state not in _NEVER_NEXT,
        "problem": problem,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return render(request, "desk/file.html", told, status=status)


def _view(request: HttpRequest, work: Work, file_id: str) -> FileView:
    try:
        return work.file(file_id, lang_of(request))
    except Refused as refused:
        raise Http404 from refused


def _position(file_id: str, lines: list[FileLine], work: Work) -> int:
    """Where the file stands in the list, or would stand if it hadn't just left it."""
    for at, line in enumerate(lines):
        if line.id == file_id:
            return at
    order = {line.id: place for place, line in enumerate(work.files())}
    own = order.get(file_id, len(order))
    return next((at for at, line in enumerate(lines) if order.get(line.id, 0) > own), len(lines))


def _after(file_id: str, lines: list[FileLine], at: int) -> FileLine | None:
    following = at + 1 if at < len(lines) and lines[at].id == file_id else at
    return lines[following] if following < len(lines) else None


def _to_do(view: FileView) -> Iterator[tuple[str, str, Remark]]:
    """Open errors and warnings in the order of the page: where they stand, of whom, and what."""
    for where, name, remark in _all_remarks(view):
        if not remark.confirmed and remark.severity is not Severity.INFO:
            yield where, name, remark


def _all_remarks(view: FileView) -> Iterator[tuple[str, str, Remark]]:
    yield from (("whole", "", remark) for remark in view.remarks)
    yield from ((f"c-0-{cell.key}", "", remark) for cell in view.header for remark in cell.remarks)
    for entry in view.entries:
        name = entry.name if len(view.entries) > 1 else ""
        yield from ((f"entry-{entry.number}", name, remark) for remark in entry.remarks)
        for cell in entry.cells:
            yield from ((f"c-{entry.number}-{cell.key}", name, remark) for remark in cell.remarks)


@posted
@with_work
def act(request: HttpRequest, work: Work, file_id: str, act: str) -> HttpResponse:
    """Does what a form of the page asks for, and shows the page again at the same place."""
    if act not in _ACTS:
        raise Http404
    _view(request, work, file_id)
    where, typed = request.POST.get("where", ""), request.POST.get("text") or request.POST.get("note", "")
    try:
        _ACTS[act](request, work, file_id)
    except Refused as refused:
        return _page(request, work, file_id, Problem(where, refused, typed, request.POST.get("key", "")))
    if act == "review" and "next" in request.POST:
        return _next(request, work, file_id)
    anchor = f"#{where}" if where else ""
    return HttpResponseRedirect(_address(file_id, Listing.of(request.GET)) + anchor)


def _address(file_id: str, listing: Listing) -> str:
    return reverse("file", args=[file_id]) + listing.query


def _next(request: HttpRequest, work: Work, file_id: str) -> HttpResponse:
    """The first file not gone through yet: after this one in the order of names, else from the top."""
    listing = Listing.of(request.GET)
    lines = listing.lines(work)
    at = _position(file_id, lines, work) if listing.by_name else 0
    for line in (*lines[at:], *lines[:at]):
        if not line.reviewed and line.state not in _NEVER_NEXT:
            return HttpResponseRedirect(_address(line.id, listing))
    desk_of(request).told.append(Message("desk_all_reviewed"))
    return HttpResponseRedirect(reverse("inbox") + listing.query)


def _correct(request: HttpRequest, work: Work, file_id: str) -> None:
    entry = request.POST.get("entry", "")
    number = int(entry) if entry.isascii() and entry.isdigit() and len(entry) < 8 else -1
    text = request.POST.get("text", "").replace("\r\n", "\n")
    work.correct(file_id, number, request.POST.get("column", ""), text)


def _confirm(request: HttpRequest, work: Work, file_id: str) -> None:
    work.confirm(file_id, request.POST.getlist("key"), request.POST.get("note", ""))


def _reopen(request: HttpRequest, work: Work, file_id: str) -> None:
    work.reopen(file_id, request.POST.getlist("key"))


def _review(request: HttpRequest, work: Work, file_id: str) -> None:
    work.review(file_id, done=request.POST.get("done", "yes") == "yes")


def _set_aside(request: HttpRequest, work: Work, file_id: str) -> None:
    work.set_aside(file_id, request.POST.get("note", ""))


def _take_back(_request: HttpRequest, work: Work, file_id: str) -> None:
    work.take_back(file_id)


def _password(request: HttpRequest, work: Work, file_id: str) -> None:
    work.give_password(file_id, request.POST.get("password", ""))


_ACTS: dict[str, Callable[[HttpRequest, Work, str], Any]] = {
    "correct": _correct,
    "confirm": _confirm,
    "reopen": _reopen,
    "review": _review,
    "set_aside": _set_aside,
    "take_back": _take_back,
    "password": _password,
}


@require_safe
@with_work
@xframe_options_sameorigin
def original(request: HttpRequest, work: Work, file_id: str) -> HttpResponseBase:
    """The sender's own file: a picture or PDF to look at, anything else to be kept."""
    view = _view(request, work, file_id)
    try:
        path, media = work.original(file_id)
    except Refused as refused:
        raise Http404 from refused
    stays = bool(media) and "keep" not in request.GET
    response = FileResponse(
        path.open("rb"),
        as_attachment=not stays,
        filename=view.line.base,
        content_type=media or "application/octet-stream",
    )
    response.headers["Content-Security-Policy"] = SOMEBODYS_FILE
    return response


@require_safe
@with_work
def annotated(request: HttpRequest, work: Work, file_id: str) -> HttpResponseBase:
    """The sender's own file with remarks at its cells, to be sent back."""
    _view(request, work, file_id)
    try:
        name, data = work.annotated(file_id, lang_of(request))
    except Refused as refused:
        return _page(request, work, file_id, Problem("annotated", refused))
    return to_be_kept(BytesIO(data), name)
