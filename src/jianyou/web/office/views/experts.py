"""专家库: the office's pool of experts, one of them, their accounts, and whole lists from a file."""

from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.experts import give_account, keep_expert, retire_expert, show_experts
from jianyou.actions.experts_import import COLUMNS, LONGEST_TOKEN, MOST_ROWS, keep_read, look_at_experts
from jianyou.actions.staff import one_time_password
from jianyou.domain.lifecycle.roles import Actor
from jianyou.officefiles.paper import PaperColumn, SheetPaper
from jianyou.officefiles.writing.render import render_workbook
from jianyou.queries.experts import ExpertView, get_expert, list_experts
from jianyou.terms.finding import Refused
from jianyou.web.office.context import for_deciders, page
from jianyou.web.office.expert_listing import (
    PLACES,
    ExpertListing,
    boxes_of,
    expert_typed,
    texts_of,
    texts_typed,
)
from jianyou.web.office.exporting import MEDIA
from jianyou.web.office.review_boxes import Box, placed, typed
from jianyou.web.office.views.exports import to_keep

MOST_MB = 5
_SHOWN = "experts_shown"
_USERNAME = 40
_LONGEST_REASON = 2000
_MOST_DIGITS = 6


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def experts(request: HttpRequest, viewer: Actor) -> HttpResponse:
    """The pool, searched and filtered; contacts masked until it was logged that they are shown."""
    listing = ExpertListing.of(request.GET)
    if request.method == "POST":
        view = list_experts(viewer=viewer, wanted=listing.wanted)
        _show(request, viewer, view.page.total)
        return HttpResponseRedirect(f"{reverse('office:experts')}{listing.query}")
    shown = _is_shown(request)
    view = list_experts(viewer=viewer, wanted=listing.wanted, shown=shown)
    told = {"view": view, "page": view.page, "listing": listing, "shown": shown}
    return _private(page(request, "office/experts_list.html", told | {"done": request.GET.get("done", "")}))


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def new(request: HttpRequest, viewer: Actor) -> HttpResponse:
    """The form of another expert."""
    return _form(request, viewer, None, {"zh": "yes"})


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def change(request: HttpRequest, viewer: Actor, expert: UUID) -> HttpResponse:
    """The form of an expert who is in the pool; it shows his contacts, which is logged."""
    view = _found(viewer, expert)
    if not _is_shown(request) and request.method == "GET":
        show_experts(actor=viewer, count=1)
    return _form(request, viewer, view, texts_of(_found(viewer, expert, shown=True)))


def _form(
    request: HttpRequest, viewer: Actor, view: ExpertView | None, texts: Mapping[str, str]
) -> HttpResponse:
    problems: dict[str, Refused] = {}
    if request.method == "POST":
        texts = texts_typed(request.POST)
        try:
            key = keep_expert(actor=viewer, told=expert_typed(texts), key=view.line.key if view else None)
        except Refused as refused:
            problems = placed(refused, PLACES, "name")
        else:
            return HttpResponseRedirect(f"{reverse('office:expert', args=[key])}?done=kept")
    told = {"view": view, "boxes": boxes_of(texts, problems), "problems": list(problems.items())}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return _private(page(request, "office/experts_form.html", told, status))


@require_safe
@for_deciders
def one(request: HttpRequest, viewer: Actor, expert: UUID) -> HttpResponse:
    """One expert: what is kept, what he was asked for."""
    shown = _is_shown(request)
    told = {"view": _found(viewer, expert, shown=shown), "shown": shown, "done": request.GET.get("done", "")}
    return _private(page(request, "office/experts_one.html", told))


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def retire(request: HttpRequest, viewer: Actor, expert: UUID) -> HttpResponse:
    """What retiring an expert does, and the button that does it."""
    view = _found(viewer, expert)
    reason, problem = typed(request.POST, "reason", _LONGEST_REASON, lines=True), None
    if request.method == "POST":
        try:
            retire_expert(actor=viewer, key=expert, reason=reason)
        except Refused as refused:
            problem = refused
        else:
            return HttpResponseRedirect(f"{reverse('office:experts')}?done=retired")
    box = Box(
        name="reason",
        label=gettext("理由"),
        kind="text",
        text=reason,
        longest=_LONGEST_REASON,
        problem=problem,
    )
    told = {"view": view, "box": box, "problems": [("reason", problem)] if problem else []}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return page(request, "office/experts_retire.html", told, status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def account(request: HttpRequest, viewer: Actor, expert: UUID) -> HttpResponse:
    """Gives an account; its password is shown this once."""
    view = _found(viewer, expert)
    username, problem, password = typed(request.POST, "username", _USERNAME).strip(), None, ""
    if request.method == "POST":
        password = one_time_password()
        try:
            give_account(actor=viewer, key=expert, username=username, password=password)
        except Refused as refused:
            problem, password = refused, ""
    box = Box(
        name="username",
        label=gettext("登录名"),
        hint=gettext("2 至 40 位小写字母、数字、点、横线，例如 zhang.san。"),
        text=username,
        longest=_USERNAME,
        problem=problem,
        chinese=False,
    )
    told = {
        "view": view,
        "box": box,
        "username": username,
        "password": password,
        "problems": [("username", problem)] if problem else [],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return _private(page(request, "office/experts_account.html", told, status))


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def brought(request: HttpRequest, viewer: Actor) -> HttpResponse:
    """Experts from a file: read, looked at, then kept."""
    told: dict[str, object] = {"columns": COLUMNS, "most_rows": MOST_ROWS, "most_mb": MOST_MB, "problems": []}
    if request.method != "POST":
        return page(request, "office/experts_import.html", told)
    try:
        if "token" in request.POST:
            count = keep_read(
                actor=viewer,
                token=request.POST["token"][:LONGEST_TOKEN],
                count=_number(request.POST.get("count", "")),
            )
            return HttpResponseRedirect(f"{reverse('office:experts')}?done=brought-{count}")
        name, data = _upload(request)
        told["looked"] = look_at_experts(actor=viewer, name=name, data=data)
    except Refused as refused:
        told["problem"], told["problems"] = refused, [("file", refused)]
        return page(request, "office/experts_import.html", told, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _private(page(request, "office/experts_import.html", told))


@require_safe
@for_deciders
def blank(request: HttpRequest, viewer: Actor) -> HttpResponseBase:
    """An empty table with the headings that are understood."""
    del request, viewer
    columns = [PaperColumn(names[0], 1.5) for names in COLUMNS.values()]
    sheet = SheetPaper(gettext("评审专家"), columns, [])
    data = render_workbook(Path("experts.xlsx"), [sheet]).written.data
    return to_keep(data, f"{gettext('评审专家')}.xlsx", MEDIA["xlsx"])


def _upload(request: HttpRequest) -> tuple[str, bytes]:
    upload = request.FILES.get("file")
    if upload is None or isinstance(upload, list):
        raise Refused("expert_file_missing")
    if (upload.size or 0) > MOST_MB * 1024 * 1024:
        raise Refused("expert_file_large", most=MOST_MB)
    return upload.name or "", upload.read()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else -1


def _found(viewer: Actor, key: UUID, *, shown: bool = False) -> ExpertView:
    return get_expert(viewer=viewer, key=key, shown=shown)


def _show(request: HttpRequest, viewer: Actor, count: int) -> None:
    """From now on in this session; logged once."""
    if not _is_shown(request):
        show_experts(actor=viewer, count=count)
        request.session[_SHOWN] = True


def _is_shown(request: HttpRequest) -> bool:
    return bool(request.session.get(_SHOWN))


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
