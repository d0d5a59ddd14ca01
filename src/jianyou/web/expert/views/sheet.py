"""评分: one sheet with its dossier; saved while it is typed, checked, submitted; or given back by recusal."""

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jianyou.actions.recusals import recuse
from jianyou.actions.sheets import MOST_BYTES, SavedSheet, save_sheet, submit_sheet
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.judging.filling import findings_of
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.sheets import SheetView, allows_phones, get_sheet, get_sheet_file, origin_of
from jianyou.terms.finding import Refused
from jianyou.web.components.edits import Unread, clashes_of, edits_posted, edits_sent, marks_of, texts_posted
from jianyou.web.components.forms.typed import Clash
from jianyou.web.components.language import page_lang
from jianyou.web.components.sheet_page import fields_shown, problems_shown
from jianyou.web.components.somebodys import to_be_seen
from jianyou.web.expert.context import for_experts, no_phone, on_phone, page

LONGEST_REASON = 500
_UNSAID = frozenset({"score_item_missing"})
_Doing = Callable[..., HttpResponseBase]


def off_phones(view: _Doing) -> _Doing:
    """Nothing of a dossier reaches a phone where the review isn't done on phones."""

    @wraps(view)
    def kept(request: HttpRequest, viewer: Actor, sheet_key: UUID, **more: Any) -> HttpResponseBase:
        allowed = allows_phones(viewer=viewer, key=sheet_key)
        return (
            view(request, viewer, sheet_key, **more)
            if allowed or not on_phone(request)
            else no_phone(request)
        )

    return kept


@require_http_methods(["GET", "HEAD", "POST"])
@for_experts
@off_phones
def sheet(request: HttpRequest, viewer: Actor, sheet_key: UUID) -> HttpResponse:
    """The sheet beside its dossier; saves what a form sends, and leads to the page that checks it."""
    if request.method != "POST":
        view = get_sheet(viewer=viewer, key=sheet_key, lang=page_lang())
        return _sheet_page(request, view, checked="checked" in request.GET)
    try:
        saved = save_sheet(actor=viewer, sheet=sheet_key, edits=edits_posted(request.POST))
    except Refused as refused:
        view = get_sheet(viewer=viewer, key=sheet_key, lang=page_lang())
        return _sheet_page(request, view, trouble=refused)
    if saved.conflicts:
        view = get_sheet(viewer=viewer, key=sheet_key, lang=page_lang())
        return _sheet_page(request, view, clashes=clashes_of(saved.conflicts))
    here = reverse("expert:sheet", args=[sheet_key])
    if request.POST.get("do") == "save":
        return HttpResponseRedirect(f"{here}?saved")
    wrong = any(True for _ in findings_of(saved.filled, saved.rubric))
    return HttpResponseRedirect(
        f"{here}?checked" if wrong else reverse("expert:sheet_check", args=[sheet_key])
    )


def _sheet_page(
    request: HttpRequest,
    view: SheetView,
    *,
    checked: bool = False,
    trouble: Refused | None = None,
    clashes: Mapping[str, Clash] | None = None,
) -> HttpResponse:
    found = view.findings() if view.editable else ()
    problems = problems_shown(found) if checked else {}
    typed = texts_posted(request.POST)
    texts = {
        name: typed.get(name, text) if trouble or name in (clashes or {}) else text
        for name, text in view.texts.items()
    }
    told = {
        "view": view,
        "fields": fields_shown(view.items, texts, problems, clashes or {}, found),
        "marks": marks_of(view.texts, request.POST, clashes or {}),
        "problems": list(problems.items()),
        "clashes": clashes or {},
        "trouble": trouble,
        "saved": "saved" in request.GET,
    }
    status = HTTPStatus.OK
    if problems:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    if trouble or clashes:
        status = HTTPStatus.CONFLICT
    return page(request, "expert/sheet.html", told, status)


@require_POST
def save(request: HttpRequest, sheet_key: UUID) -> HttpResponseBase:
    """Saves what a script sends, and tells what is found in it."""
    answer = _save(request, sheet_key)
    if answer.status_code == HTTPStatus.UNAUTHORIZED:
        # The script goes on by itself once somebody signed in elsewhere, as it does with any closed door.
        answer.status_code = HTTPStatus.FORBIDDEN
    return answer


@for_experts
def _save(request: HttpRequest, viewer: Actor, sheet_key: UUID) -> JsonResponse:
    try:
        saved = save_sheet(actor=viewer, sheet=sheet_key, edits=edits_sent(request.body))
    except Unread:
        return _problem(Refused("sheet_sent_unreadable"), HTTPStatus.UNPROCESSABLE_ENTITY)
    except RequestDataTooBig:
        return _problem(
            Refused("draft_body_too_large", most=MOST_BYTES // 1024), HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        )
    except Refused as refused:
        gone = refused.code == "site_no_sheet"
        return _problem(refused, HTTPStatus.NOT_FOUND if gone else HTTPStatus.CONFLICT)
    return JsonResponse(_told(saved))


def _told(saved: SavedSheet) -> dict[str, Any]:
    """What the script is told: what was saved, what wasn't, what is found in the fields that were."""
    found: dict[str, list[dict[str, str]]] = {name: [] for name in saved.saved}
    for name, one in findings_of(saved.filled, saved.rubric):
        if name in found and one.code not in _UNSAID:
            found[name].append({"severity": one.severity.value, "text": one.text(page_lang())})
    return {
        "revision": saved.revision,
        "at": f"{saved.at:%H:%M:%S}",
        "saved": list(saved.saved),
        "conflicts": [{"name": one.name, "theirs": one.theirs} for one in saved.conflicts],
        "told": found,
    }


def _problem(refused: Refused, status: HTTPStatus) -> JsonResponse:
    return JsonResponse({"problem": refused.text(page_lang()), "code": refused.code}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_experts
@off_phones
def check(request: HttpRequest, viewer: Actor, sheet_key: UUID) -> HttpResponse:
    """Shows the sheet as it will be submitted, with its total; the button submits it."""
    view = get_sheet(viewer=viewer, key=sheet_key, lang=page_lang(), dossier=False)
    here = reverse("expert:sheet", args=[sheet_key])
    if not view.editable:
        return HttpResponseRedirect(here)
    if view.findings():
        return HttpResponseRedirect(f"{here}?checked")
    if request.method != "POST":
        return page(request, "expert/check.html", {"view": view})
    seen = request.POST.get("revision", "")
    try:
        submit_sheet(
            actor=viewer, sheet=sheet_key, seen=int(seen) if seen.isascii() and seen.isdigit() else -1
        )
    except Refused as refused:
        told = {"view": view, "trouble": refused}
        return page(request, "expert/check.html", told, HTTPStatus.CONFLICT)
    return HttpResponseRedirect(reverse("expert:tasks") + "?done=submitted")


@require_http_methods(["GET", "HEAD", "POST"])
@for_experts
@off_phones
def recused(request: HttpRequest, viewer: Actor, sheet_key: UUID) -> HttpResponse:
    """Asks why one may not judge this entry, shows what that comes to, then gives the sheet back."""
    view = get_sheet(viewer=viewer, key=sheet_key, lang=page_lang(), dossier=False)
    reason = fit_text(request.POST.get("reason", ""), lines=True)
    problem = _wrong_reason(reason) if request.method == "POST" else None
    if request.method == "POST" and not problem and "sure" in request.POST:
        origin = origin_of(viewer=viewer, key=sheet_key)
        try:
            recuse(
                actor=viewer,
                call_slug=origin.call_slug,
                review=origin.number,
                expert=origin.expert,
                entry=origin.entry,
                reason=reason,
            )
        except Refused as refused:
            problem = refused
        else:
            return HttpResponseRedirect(reverse("expert:tasks") + "?done=recused")
    told = {
        "view": view,
        "reason": reason[: 2 * LONGEST_REASON],
        "problems": [("reason", problem)] if problem else [],
        "sure": request.method == "POST" and not problem and "edit" not in request.POST,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return page(request, "expert/recuse.html", told, status)


def _wrong_reason(reason: str) -> Refused | None:
    if not reason:
        return Refused("site_reason_missing")
    return Refused("site_text_long", most=LONGEST_REASON) if len(reason) > LONGEST_REASON else None


@require_safe
@for_experts
@off_phones
def file(request: HttpRequest, viewer: Actor, sheet_key: UUID, digest: str) -> HttpResponseBase:
    """A proof, by the sheet's own address; a picture or PDF may be looked at."""
    found = get_sheet_file(viewer=viewer, key=sheet_key, digest=digest)
    return to_be_seen(found.path, found.name, keep="keep" in request.GET)
