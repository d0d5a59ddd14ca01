"""A draft: its fields saved and checked, with and without scripts, and forgotten in this browser."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jianyou.actions.drafting import MOST_BYTES, RowAct, Saved, drop_draft, mark_asked, save_draft
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.queries.drafts import DraftView
from jianyou.terms.finding import Refused
from jianyou.web.components.forms.typed import most_entries
from jianyou.web.public.asking import send
from jianyou.web.public.doors import close_draft_door
from jianyou.web.public.draft_pages import (
    code_of,
    draft_problems,
    fields_page,
    filed_meanwhile,
    gone_page,
    opened,
)
from jianyou.web.public.drafting import (
    Unread,
    asking_of,
    check_let_in,
    edits_posted,
    edits_sent,
    let_in,
    told_of,
)
from jianyou.web.public.look import lang_of
from jianyou.web.public.views.filing import to_receipt

_ROW_ACTS = {"remove-": RowAct.REMOVE, "restore-": RowAct.RESTORE}
STATUS = {
    "draft_gone": HTTPStatus.GONE,
    "draft_body_too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "draft_begun_often": HTTPStatus.TOO_MANY_REQUESTS,
    "site_no_call": HTTPStatus.NOT_FOUND,
    "site_too_late": HTTPStatus.FORBIDDEN,
    "site_call_not_open": HTTPStatus.FORBIDDEN,
}
"""The status of what was refused to a script; 422 for all else."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, number: str) -> HttpResponse:
    """The fields of a draft; saves them, adds or removes an entry, and leads to the table to be checked.

    `?checked` shows what is still missing too, `?did=` tells what was done last.
    """
    try:
        view = let_in(request, number)
        if request.method == "POST":
            return _posted(request, view)
    except Refused as refused:
        return gone(request, number, refused)
    checked = "checked" in request.GET
    problems = draft_problems(view) if checked and view.call.open else {}
    return fields_page(request, view, problems, checked=checked, **_done(request, view))


def gone(request: HttpRequest, number: str, refused: Refused) -> HttpResponse:
    """To the receipt of what a draft became; else a page that says that there is no such draft."""
    token = filed_meanwhile(request, number)
    return to_receipt(number, token) if token else gone_page(request, refused)


def _done(request: HttpRequest, view: DraftView) -> dict[str, Any]:
    """What the page says was done last: an entry added, removed or brought back, or all saved."""
    act, _, told = request.GET.get("did", "").partition("-")
    number = int(told) if told.isdecimal() and len(told) < 6 else 0
    places = {row.id: place for place, row in enumerate(view.content.rows, 1)}
    match act:
        case "add":
            return {"focus": places.get(number, 0)}
        case "remove":
            back = next((row.id for row in view.content.removed if row.id == number), 0)
            return {"removed": True, "brings_back": back}
        case "restore":
            return {"restored": places.get(number, 0)}
        case "save":
            return {"saved": True}
        case _:
            return {}


def _posted(request: HttpRequest, view: DraftView) -> HttpResponse:
    do = request.POST.get("do", "")
    if do == "drop":
        return _dropped(request, view)
    row, row_id = row_act_of(do)
    try:
        saved = save_draft(
            actor=filer_of(view.number),
            number=view.number,
            edits=edits_posted(request.POST),
            row=row,
            row_id=row_id,
            most_rows=most_entries(view.call.file.annex),
        )
    except Refused as refused:
        if refused.code == "draft_gone":
            raise
        return fields_page(request, view, {"filer": refused})
    return after_saving(request, saved, do)


def row_act_of(do: str) -> tuple[RowAct, int]:
    """What a button does to the rows, and to which."""
    for begins, act in _ROW_ACTS.items():
        number = do.removeprefix(begins)
        if number != do and number.isdecimal() and len(number) < 6:
            return act, int(number)
    return (RowAct.ADD if do == "add" else RowAct.NONE), 0


def after_saving(request: HttpRequest, saved: Saved, do: str) -> HttpResponse:
    """The page again where something can't stand as it is; else to where the button leads."""
    view = saved.view
    if saved.conflicts:
        return fields_page(request, view, {}, saved.conflicts)
    row, row_id = row_act_of(do)
    if row is RowAct.ADD:
        row_id = view.content.rows[-1].id
    if row is not RowAct.NONE:
        return _to_draft(request, view, f"?did={row.value}-{row_id}")
    if do == "save":
        return _to_draft(request, view, "?did=save")
    return _to_check(request, saved)


def _to_draft(request: HttpRequest, view: DraftView, more: str) -> HttpResponse:
    return opened(request, HttpResponseRedirect(reverse("draft", args=[view.number]) + more), view)


def _to_check(request: HttpRequest, saved: Saved) -> HttpResponse:
    """To the table as it will be filed; past the deadline that page says so."""
    view = saved.view
    if view.call.open and (problems := _kept_from_checking(request, saved)):
        return fields_page(request, view, problems, checked=True)
    return opened(request, HttpResponseRedirect(reverse("draft_check", args=[view.number])), view)


def _kept_from_checking(request: HttpRequest, saved: Saved) -> dict[str, Refused]:
    """What has to be mended first; where nothing has, a code goes to an address that has none yet."""
    view, asked = saved.view, saved.before.asked
    problems, asking = draft_problems(view), asking_of(view)
    if asking and not problems and asking.address.text != asked:
        try:
            send(request, view.slug, asking)
            asked = asking.address.text
        except Refused as refused:
            problems["address"] = refused
    if asked != view.content.asked:
        mark_asked(actor=filer_of(view.number), number=view.number, address=asked)
    return problems


def _dropped(request: HttpRequest, view: DraftView) -> HttpResponse:
    if "sure" not in request.POST:
        return fields_page(request, view, {"sure": Refused("draft_drop_unsure")})
    drop_draft(actor=filer_of(view.number), number=view.number)
    response = HttpResponseRedirect(reverse("call", args=[view.slug]))
    close_draft_door(response, view.number)
    return response


@never_cache
@require_POST
def save(request: HttpRequest, number: str) -> JsonResponse:
    """Saves what a script sends, and tells what is found in it."""
    try:
        check_let_in(request, number)
        saved = save_draft(actor=filer_of(number), number=number, edits=edits_sent(request.body))
    except PermissionDenied:
        return problem(
            Refused("draft_not_let_in"), lang_of(request), HTTPStatus.FORBIDDEN, door=reverse("find")
        )
    except Unread:
        return problem(Refused("draft_body_unreadable"), lang_of(request), HTTPStatus.UNPROCESSABLE_ENTITY)
    except RequestDataTooBig:
        return problem(Refused("draft_body_too_large", most=MOST_BYTES // 1024), lang_of(request))
    except Refused as refused:
        return _save_refused(request, number, refused)
    return JsonResponse(answer_of(saved) | {"told": told_of(saved, lang_of(request))})


def _save_refused(request: HttpRequest, number: str, refused: Refused) -> JsonResponse:
    lang = lang_of(request)
    if refused.code != "draft_gone":
        return problem(refused, lang)
    try:
        filed = filed_meanwhile(request, number)
    except PermissionDenied:
        return problem(refused, lang, url=reverse("find"))
    return problem(refused, lang, url=to_receipt(number, filed)["Location"] if filed else reverse("home"))


def answer_of(saved: Saved) -> dict[str, Any]:
    """What a script is told of what it sent."""
    return {
        "revision": saved.revision,
        "at": f"{saved.at:%H:%M:%S}",
        "saved": list(saved.saved),
        "conflicts": [{"name": one.name, "theirs": one.theirs} for one in saved.conflicts],
    }


def begun_answer(request: HttpRequest, saved: Saved) -> HttpResponse:
    """What a script is told of the draft that it began."""
    told = {
        "number": saved.number,
        "code": code_of(saved.view),
        "url": reverse("draft", args=[saved.number]),
        "save_url": reverse("draft_save", args=[saved.number]),
    }
    answer = JsonResponse(told | answer_of(saved), status=HTTPStatus.CREATED)
    return opened(request, answer, saved.view)


def problem(refused: Refused, lang: Any, status: HTTPStatus | None = None, **more: str) -> JsonResponse:
    """What a script is told that couldn't be done."""
    told = {"problem": refused.text(lang), "code": refused.code, **more}
    return JsonResponse(told, status=status or STATUS.get(refused.code, HTTPStatus.UNPROCESSABLE_ENTITY))


@require_POST
def leave(request: HttpRequest, number: str) -> HttpResponse:
    """Forgets the draft in this browser; number and code open it again."""
    del request
    response = HttpResponseRedirect(reverse("find"))
    close_draft_door(response, number)
    return response
