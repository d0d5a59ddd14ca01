"""分配专家: a plan is asked for, computed beside the page, looked at, adopted; gaps are filled by hand."""

import uuid
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jianyou.actions.assigning import adopt_plan, ask_plan, assign_by_hand, drop_plan
from jianyou.actions.exporting import Listing, export_list
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.assigning import (
    PlansView,
    PlanView,
    get_candidates,
    get_plan,
    list_pairs,
    list_plans,
    plan_progress,
)
from jianyou.terms.finding import Refused
from jianyou.web.office.assigning_figures import figures_of
from jianyou.web.office.assigning_form import PLANS, WishesForm
from jianyou.web.office.assigning_table import pairs_file
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.exporting import LONGEST_REASON, MEDIA
from jianyou.web.office.there import telling
from jianyou.web.office.views.exports import to_keep

_MISSING = dict.fromkeys(("assign_no_plan", "assign_not_reviewed", "visit_unknown"), HTTPStatus.NOT_FOUND)
there = telling(_MISSING)
"""Says what is missing where there is no such plan, entry or visit."""
_MOST_DIGITS = 6
_MOST_NAMED = 500
"""Pairs that the page of adopting names of each kind: nobody reads more, and thousands take seconds."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def plans(request: HttpRequest, viewer: Actor, slug: str, review: int) -> HttpResponseBase:
    """Assignment in a review: how it stands, its plans, where experts are missing; asks for a plan."""
    if request.method == "POST":
        return _asked(request, slug=slug, review=review)
    view = list_plans(viewer=viewer, slug=slug, number=review)
    return _plans_page(request, view, WishesForm.starting(view.wishes))


@for_deciders
def _asked(request: HttpRequest, viewer: Actor, slug: str, review: int) -> HttpResponse:
    view = list_plans(viewer=viewer, slug=slug, number=review)
    form = WishesForm.of(request.POST)
    if form.wishes is None:
        return _plans_page(request, view, form)
    try:
        number = ask_plan(actor=viewer, call_slug=slug, review=review, wishes=form.wishes)
    except Refused as refused:
        return _plans_page(request, view, WishesForm(form.typed, {"act": refused}))
    return HttpResponseRedirect(reverse("office:plan", args=[slug, review, number]))


def _plans_page(request: HttpRequest, view: PlansView, form: WishesForm) -> HttpResponse:
    told = {
        "view": view,
        "review": view.review,
        "plans": [(line, PLANS[line.status]) for line in view.plans],
        "assigns": Act.ASSIGN_EXPERTS in view.review.acts,
        "typed": form.typed,
        "problems": list(form.problems.items()),
        "wrong": form.problems,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.problems else HTTPStatus.OK
    return page(request, "office/assigning_plans.html", told, status)


@require_safe
@for_viewers
@there
def plan(request: HttpRequest, viewer: Actor, slug: str, review: int, plan: int) -> HttpResponse:
    """A plan: how far it is, or what it is and what adopting it would change."""
    view = get_plan(viewer=viewer, slug=slug, number=review, plan=plan)
    return page(request, "office/assigning_plan.html", _plan_told(view))


def _plan_told(view: PlanView, problem: Refused | None = None) -> dict[str, Any]:
    return {
        "view": view,
        "review": view.review,
        "state": PLANS[view.line.status],
        "assigns": Act.ASSIGN_EXPERTS in view.review.acts,
        "figures": figures_of(view) if view.report else None,
        "problem": problem,
    }


@require_safe
@for_viewers
@there
def progress(_request: HttpRequest, viewer: Actor, slug: str, review: int, plan: int) -> HttpResponse:
    """How far a plan's computing is, as data: done, total, percent, current, running."""
    status, done, of = plan_progress(viewer=viewer, slug=slug, number=review, plan=plan)
    percent = round(100 * done / of) if of else 0
    told = {"done": done, "total": of, "percent": percent, "running": status == "running", "current": ""}
    return JsonResponse(told)


@require_POST
@for_deciders
@there
def drop(request: HttpRequest, viewer: Actor, slug: str, review: int, plan: int) -> HttpResponse:
    """Gives up a plan, also while it is being computed."""
    try:
        drop_plan(actor=viewer, call_slug=slug, review=review, plan=plan)
    except Refused as refused:
        if refused.code in _MISSING:
            raise
        view = get_plan(viewer=viewer, slug=slug, number=review, plan=plan)
        return page(request, "office/assigning_plan.html", _plan_told(view, refused), HTTPStatus.CONFLICT)
    return HttpResponseRedirect(reverse("office:plans", args=[slug, review]))


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
@there
def adopt(request: HttpRequest, viewer: Actor, slug: str, review: int, plan: int) -> HttpResponse:
    """Shows what will be given and taken away, to how many; adopts the plan with the button that says so."""
    problem: Refused | None = None
    reason = fit_text(request.POST.get("reason", "")[: 2 * LONGEST_REASON], lines=False)
    if request.method == "POST":
        try:
            adopt_plan(
                actor=viewer,
                call_slug=slug,
                review=review,
                plan=plan,
                given=_count(request.POST.get("given", "")),
                taken=_count(request.POST.get("taken", "")),
                reason=reason,
            )
            return HttpResponseRedirect(reverse("office:plans", args=[slug, review]))
        except Refused as refused:
            if refused.code in _MISSING:
                raise
            problem = refused
    view = get_plan(viewer=viewer, slug=slug, number=review, plan=plan, named=_MOST_NAMED)
    told = _plan_told(view, problem) | {"reason": reason, "at_reason": _is_about_reason(problem)}
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    return page(request, "office/assigning_adopt.html", told, status)


def _is_about_reason(problem: Refused | None) -> bool:
    return problem is not None and problem.code in {"site_reason_missing", "site_text_long"}


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else -1


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
@there
def by_hand(request: HttpRequest, viewer: Actor, slug: str, review: int, entry: uuid.UUID) -> HttpResponse:
    """Everybody on the panel for one entry, the next best first; gives it to the one who is chosen."""
    problem: Refused | None = None
    view = list_plans(viewer=viewer, slug=slug, number=review)
    if request.method == "POST":
        try:
            chosen = _key(request.POST.get("expert", ""))
            assign_by_hand(actor=viewer, call_slug=slug, review=review, expert=chosen, entry=entry)
            return HttpResponseRedirect(reverse("office:plans", args=[slug, review]))
        except Refused as refused:
            if refused.code in _MISSING:
                raise
            problem = refused
    judged, candidates = get_candidates(viewer=viewer, slug=slug, number=review, entry=entry)
    told = {
        "view": view,
        "review": view.review,
        "entry": judged,
        "able": [one for one in candidates if one.why is None],
        "unable": [one for one in candidates if one.why is not None],
        "problem": problem,
        "problems": [("act", problem)] if problem else [],
    }
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    return page(request, "office/assigning_hand.html", told, status)


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Refused("assign_pair_missing") from None


@require_POST
@for_deciders
def table(request: HttpRequest, viewer: Actor, slug: str, review: int) -> HttpResponseBase:
    """Who judges what, as a workbook; that it is taken away is logged first."""
    reason = fit_text(request.POST.get("reason", "")[: 2 * LONGEST_REASON], lines=False)
    view = list_plans(viewer=viewer, slug=slug, number=review)
    rows = list_pairs(viewer=viewer, slug=slug, number=review)
    try:
        export_list(actor=viewer, call_slug=slug, listing=Listing.ASSIGNMENT, count=len(rows), reason=reason)
    except Refused as refused:
        form = WishesForm.starting(view.wishes)
        return _plans_page(request, view, WishesForm(form.typed, {"reason": refused}))
    name = f"{view.review.name}-{view.review.now:%Y%m%d-%H%M}.xlsx"
    return to_keep(pairs_file(rows), name, MEDIA["xlsx"])
