"""评审: the stages of a call, a review with what is next, its settings, and the acts that move it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.acting import LONGEST_TEXT
from jianyou.actions.reviews import (
    close_scoring,
    open_consensus,
    reopen_scoring,
    set_review,
    start_review,
    start_scoring,
)
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import ReviewStatus
from jianyou.queries.reviews import ReviewView, get_review, list_reviews
from jianyou.terms.finding import Refused
from jianyou.web.components.moments import LONGEST, moment_to_type, moment_typed
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.review_boxes import Box, typed

_PLACES = {
    "moment_missing": "due",
    "moment_unreadable": "due",
    "review_due_past": "due",
    "site_text_long": "undertaking",
}
_WEEKS = timedelta(days=14)
_CLOSING_HOUR = 18
_MOST_DIGITS = 7


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def reviews(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponseBase:
    """The stages that the call file declares, and how far each is; one may be started."""
    return _started(request, slug=slug) if request.method == "POST" else _list(request, viewer, slug)


@for_deciders
def _started(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    try:
        number = start_review(actor=viewer, call_slug=slug, stage=request.POST.get("stage", "")[:40])
    except Refused as refused:
        if refused.code == "site_no_call":
            raise
        return _list(request, viewer, slug, refused)
    return HttpResponseRedirect(f"{reverse('office:review', args=[slug, number])}?done=started")


def _list(request: HttpRequest, viewer: Actor, slug: str, problem: Refused | None = None) -> HttpResponse:
    view = list_reviews(viewer=viewer, slug=slug)
    told = {"view": view, "problem": problem, "can_start": Act.START_REVIEW in view.acts}
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    return page(request, "office/reviews_list.html", told, status)


@require_safe
@for_viewers
def review(request: HttpRequest, viewer: Actor, slug: str, review: int) -> HttpResponse:
    """Where a review stands, what is next, and the doors to everything in it."""
    view = get_review(viewer=viewer, slug=slug, number=review)
    told = {
        "view": view,
        "can": {name: act.act in view.acts for name, act in ACTS.items()},
        "settable": Act.NAME_PANEL in view.acts,
        "done": request.GET.get("done", ""),
    }
    return page(request, "office/reviews_one.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def settings(request: HttpRequest, viewer: Actor, slug: str, review: int) -> HttpResponse:
    """Until when experts score, on what, whether they know whose entry it is, and what they sign."""
    view = get_review(viewer=viewer, slug=slug, number=review)
    texts = _texts_of(view)
    problems: dict[str, Refused] = {}
    if request.method == "POST":
        fixed = view.status is not ReviewStatus.PREPARING
        texts = {
            "due": typed(request.POST, "due", LONGEST),
            "phones": request.POST.get("phones", ""),
            "blind": texts["blind"] if fixed else request.POST.get("blind", ""),
            "undertaking": texts["undertaking"]
            if fixed
            else typed(request.POST, "undertaking", LONGEST_TEXT, lines=True),
        }
        try:
            due = moment_typed(texts["due"])
            set_review(
                actor=viewer,
                call_slug=slug,
                review=review,
                blind=texts["blind"] == "yes",
                phones=texts["phones"] == "yes",
                due=due,
                undertaking=texts["undertaking"],
            )
        except Refused as refused:
            problems = {_PLACES.get(refused.code, "due"): refused}
        else:
            return HttpResponseRedirect(f"{reverse('office:review', args=[slug, review])}?done=set")
    told = {"view": view, "boxes": _boxes(view, texts, problems), "problems": list(problems.items())}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "office/reviews_settings.html", told, status)


def _texts_of(view: ReviewView) -> dict[str, str]:
    return {
        "due": moment_to_type(view.due or _usual_due(view.now)),
        "phones": "yes" if view.phones else "",
        "blind": "yes" if view.blind else "",
        "undertaking": view.undertaking,
    }


def _usual_due(now: datetime) -> datetime:
    return (now + _WEEKS).replace(hour=_CLOSING_HOUR, minute=0, second=0, microsecond=0)


def _boxes(view: ReviewView, texts: dict[str, str], problems: dict[str, Refused]) -> list[Box]:
    fixed = view.status is not ReviewStatus.PREPARING
    return [
        Box(
            name="due",
            label=gettext("评分截止时间"),
            hint=gettext("北京时间，例如 2026-04-30 18:00。到时仍可提交，页面标为超期；结束评分由您办理。"),
            kind="moment",
            text=texts["due"],
            longest=LONGEST,
            problem=problems.get("due"),
        ),
        Box(
            name="blind",
            label=gettext("隐名评审"),
            hint=gettext("专家看不到名称，只看隐名副本；申报回避时仍要看名单。"),
            kind="check",
            text=texts["blind"],
            off=fixed,
        ),
        Box(
            name="phones",
            label=gettext("允许用手机评分"),
            hint=gettext("默认不允许：手机容易拍照外传，也不便看材料。"),
            kind="check",
            text=texts["phones"],
        ),
        Box(
            name="undertaking",
            label=gettext("专家承诺书"),
            hint=gettext("专家在评分前签署；改动以后，签过的要重新签。"),
            kind="text",
            text=texts["undertaking"],
            longest=LONGEST_TEXT,
            problem=problems.get("undertaking"),
            off=fixed,
        ),
    ]


@dataclass(frozen=True, slots=True)
class ReviewAct:
    """An act that moves a review: its name on the page, which fields it asks, and what does it."""

    act: Act
    title: Any
    fields: tuple[str, ...]
    do: Callable[[Actor, ReviewView, "_Given"], None]


@dataclass(frozen=True, slots=True)
class _Given:
    reason: str
    due: str
    unfinished: int


def _start(actor: Actor, view: ReviewView, given: _Given) -> None:
    del given
    start_scoring(actor=actor, call_slug=view.slug, review=view.number)


def _close(actor: Actor, view: ReviewView, given: _Given) -> None:
    close_scoring(
        actor=actor,
        call_slug=view.slug,
        review=view.number,
        unfinished=given.unfinished,
        reason=given.reason,
    )


def _reopen(actor: Actor, view: ReviewView, given: _Given) -> None:
    due = moment_typed(given.due)
    reopen_scoring(actor=actor, call_slug=view.slug, review=view.number, due=due, reason=given.reason)


def _talk(actor: Actor, view: ReviewView, given: _Given) -> None:
    del given
    open_consensus(actor=actor, call_slug=view.slug, review=view.number)


ACTS = {
    "start": ReviewAct(Act.START_SCORING, gettext_lazy("开始评分"), (), _start),
    "consensus": ReviewAct(Act.OPEN_CONSENSUS, gettext_lazy("开始合议"), (), _talk),
    "close": ReviewAct(Act.CLOSE_SCORING, gettext_lazy("结束评分"), ("reason",), _close),
    "reopen": ReviewAct(Act.REOPEN_SCORING, gettext_lazy("重新开放评分"), ("due", "reason"), _reopen),
}
"""The acts by their place in the address."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def act(request: HttpRequest, viewer: Actor, slug: str, review: int, name: str) -> HttpResponse:
    """What an act will do to how many, and the button that does it."""
    view, told = get_review(viewer=viewer, slug=slug, number=review), ACTS[name]
    given = _Given(
        reason=typed(request.POST, "reason", LONGEST_TEXT, lines=True),
        due=typed(request.POST, "due", LONGEST),
        unfinished=_number(request.POST.get("unfinished", "")),
    )
    problem = None
    if request.method == "POST":
        try:
            told.do(viewer, view, given)
        except Refused as refused:
            problem = refused
            view = get_review(viewer=viewer, slug=slug, number=review)
        else:
            return HttpResponseRedirect(f"{reverse('office:review', args=[slug, review])}?done={name}")
    place = _place(told, problem) if problem else "act"
    context = {
        "view": view,
        "name": name,
        "deed": told,
        "may": told.act in view.acts,
        "boxes": _act_boxes(view, told, given, {place: problem} if problem else {}),
        "problems": [(place, problem)] if problem else [],
    }
    return page(
        request, "office/reviews_act.html", context, HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    )


def _place(told: ReviewAct, problem: Refused) -> str:
    place = "reason" if problem.code in {"site_reason_missing", "site_text_long"} else "act"
    place = _PLACES.get(problem.code, place) if place == "act" else place
    return place if place in told.fields else "act"


def _act_boxes(view: ReviewView, told: ReviewAct, given: _Given, problems: dict[str, Refused]) -> list[Box]:
    boxes = {
        "due": Box(
            name="due",
            label=gettext("新的评分截止时间"),
            hint=gettext("北京时间，例如 2026-04-30 18:00。"),
            kind="moment",
            text=given.due or moment_to_type(_usual_due(view.now)),
            longest=LONGEST,
            problem=problems.get("due"),
        ),
        "reason": Box(
            name="reason",
            label=gettext("理由"),
            hint=gettext("记入操作留痕。"),
            kind="text",
            text=given.reason,
            longest=LONGEST_TEXT,
            problem=problems.get("reason"),
        ),
    }
    return [boxes[name] for name in told.fields]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 0
