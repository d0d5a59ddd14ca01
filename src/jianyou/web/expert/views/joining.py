"""Before anything is read: the invitation answered, ties told, the undertaking signed."""

from collections.abc import Mapping
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jianyou.actions.joining import MOST_TIES, declare_ties, sign_undertaking
from jianyou.actions.panels import answer_invitation
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.expert_tasks import (
    NomineeLine,
    TaskView,
    Undertaking,
    get_place,
    get_task,
    get_undertaking,
    list_nominees,
)
from jianyou.queries.sheet_gate import Step
from jianyou.terms.finding import Refused
from jianyou.web.expert.context import for_experts, page

LONGEST_REASON = 500
_TIE, _REASON = "tie-", "reason-"


@require_http_methods(["POST"])
@for_experts
def answer(request: HttpRequest, viewer: Actor, review_key: UUID) -> HttpResponse:
    """Accepts or declines an invitation."""
    accepts = request.POST.get("do") == "accept"
    place = get_place(viewer=viewer, review=review_key)
    if place.step is not Step.ANSWER:
        return HttpResponseRedirect(reverse("expert:tasks"))
    note = fit_text(request.POST.get("note", ""), lines=False)[:LONGEST_REASON]
    answer_invitation(
        actor=viewer,
        call_slug=place.call_slug,
        review=place.number,
        expert=place.expert,
        accepts=accepts,
        note=note,
    )
    if accepts:
        return HttpResponseRedirect(reverse("expert:ties", args=[review_key]))
    return HttpResponseRedirect(reverse("expert:tasks") + "?done=declined")


@require_http_methods(["GET", "HEAD", "POST"])
@for_experts
def ties(request: HttpRequest, viewer: Actor, review_key: UUID) -> HttpResponse:
    """Asks which nominees one may not judge; then why, and tells what that comes to; then declares it."""
    nominees = list_nominees(viewer=viewer, review=review_key)
    task = get_task(viewer=viewer, review=review_key)
    if request.method != "POST":
        return _ties_page(request, task, nominees, None)
    # Only what is ticked is sent: a call may have thousands of nominees.
    chosen = tuple(one for one in nominees if not one.told and f"{_TIE}{one.key}" in request.POST)
    problem = _wrong_choice(request, chosen)
    if problem:
        return _ties_page(request, task, nominees, problem)
    if "sure" not in request.POST:
        return _reasons_page(request, task, chosen, [])
    reasons = {one.key: _reason(request, one.key) for one in chosen}
    problems = _wrong_reasons(chosen, reasons)
    if problems:
        return _reasons_page(request, task, chosen, problems)
    try:
        declare_ties(actor=viewer, review=review_key, ties=reasons)
    except Refused as refused:
        return _ties_page(request, task, nominees, refused)
    return HttpResponseRedirect(reverse("expert:tasks") + "?done=declared")


def _wrong_choice(request: HttpRequest, chosen: tuple[NomineeLine, ...]) -> Refused | None:
    none = "none" in request.POST
    if not chosen and not none:
        return Refused("sheet_ties_nothing")
    if chosen and none:
        return Refused("sheet_ties_both")
    return Refused("sheet_too_many_ties", most=MOST_TIES) if len(chosen) > MOST_TIES else None


def _wrong_reasons(chosen: tuple[NomineeLine, ...], reasons: Mapping[UUID, str]) -> list[tuple[str, Refused]]:
    wrong = []
    for one in chosen:
        if not reasons[one.key]:
            wrong.append((f"{_REASON}{one.key}", Refused("sheet_tie_reason", name=one.name)))
        elif len(reasons[one.key]) > LONGEST_REASON:
            wrong.append((f"{_REASON}{one.key}", Refused("site_text_long", most=LONGEST_REASON)))
    return wrong


def _reason(request: HttpRequest, key: UUID) -> str:
    return fit_text(request.POST.get(f"{_REASON}{key}", ""), lines=False)[: 2 * LONGEST_REASON]


def _ties_page(
    request: HttpRequest, task: TaskView, nominees: tuple[NomineeLine, ...], problem: Refused | None
) -> HttpResponse:
    told = {
        "task": task,
        "lines": [(one, f"{_TIE}{one.key}" in request.POST) for one in nominees],
        "declared": any(one.told for one in nominees),
        "none": "none" in request.POST,
        "problems": [("ties", problem)] if problem else [],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return page(request, "expert/ties.html", told, status)


def _reasons_page(
    request: HttpRequest,
    task: TaskView,
    chosen: tuple[NomineeLine, ...],
    problems: list[tuple[str, Refused]],
) -> HttpResponse:
    wrong = dict(problems)
    told = {
        "task": task,
        "ties": [(one, _reason(request, one.key), wrong.get(f"{_REASON}{one.key}")) for one in chosen],
        "problems": problems,
        "most": LONGEST_REASON,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "expert/ties_preview.html", told, status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_experts
def undertaking(request: HttpRequest, viewer: Actor, review_key: UUID) -> HttpResponse:
    """Shows the text with its fingerprint, and takes the name typed under it."""
    text = get_undertaking(viewer=viewer, review=review_key)
    if request.method != "POST" or text.signed_at:
        return _undertaking_page(request, text, [])
    name = fit_text(request.POST.get("name", ""), lines=False)[:100]
    if "read" not in request.POST:
        return _undertaking_page(request, text, [("read", Refused("sheet_undertaking_unread"))])
    try:
        sign_undertaking(actor=viewer, review=review_key, digest=request.POST.get("digest", ""), name=name)
    except Refused as refused:
        place = "name" if refused.code == "sheet_name_differs" else "text"
        return _undertaking_page(request, text, [(place, refused)])
    return HttpResponseRedirect(reverse("expert:tasks") + "?done=signed")


def _undertaking_page(
    request: HttpRequest, text: Undertaking, problems: list[tuple[str, Refused]]
) -> HttpResponse:
    told = {
        "text": text,
        "problems": problems,
        "wrong": dict(problems),
        "typed": request.POST.get("name", "")[:100],
        "read": "read" in request.POST,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "expert/undertaking.html", told, status)
