"""评分检查: ordered, computed beside the page, looked at; experts are asked to look at wild scores again."""

import uuid
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jianyou.actions.checking_scores import (
    MOST_ASKED,
    MOST_QUOTA,
    AskedAgain,
    CheckWishes,
    ask_check,
    ask_many_again,
    take_report,
)
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import ReviewStatus
from jianyou.queries.scoring import CheckView, check_progress, get_check, sheets_of_expert
from jianyou.queries.scoring_again import AgainView, get_again, list_requests
from jianyou.queries.scoring_report import get_report
from jianyou.terms.finding import Refused
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.exporting import LONGEST_REASON, MEDIA
from jianyou.web.office.scoring_plots import picture_file, pictures_of
from jianyou.web.office.scoring_table import report_file
from jianyou.web.office.scoring_there import there
from jianyou.web.office.views.exports import to_keep

_MOST_DIGITS = 6
_MOST_KEYS = 400
_MISSING = frozenset({"site_no_call", "site_no_review", "site_no_sheet"})
_AT_REASON = frozenset({"site_reason_missing", "site_text_long"})


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def check(request: HttpRequest, viewer: Actor, slug: str, review: int) -> HttpResponse:
    """What the newest check found; orders another."""
    if request.method != "POST":
        return _check_page(request, viewer, get_check(viewer=viewer, slug=slug, number=review))
    quota, award = request.POST.get("quota", "").strip(), request.POST.get("award", "")[:40]
    try:
        wishes = CheckWishes(_number(quota), award)
        ask_check(actor=viewer, call_slug=slug, review=review, wishes=wishes)
    except Refused as refused:
        if refused.code in _MISSING:
            raise
        view = get_check(viewer=viewer, slug=slug, number=review)
        return _check_page(request, viewer, view, problem=refused, quota=quota[:20], award=award)
    return HttpResponseRedirect(reverse("office:scoring_check", args=[slug, review]))


def _check_page(
    request: HttpRequest,
    viewer: Actor,
    view: CheckView,
    *,
    problem: Refused | None = None,
    quota: str = "",
    award: str = "",
) -> HttpResponse:
    review, found, newest = view.review, view.found, view.newest
    typed = quota or str(newest.quota if newest and newest.quota else view.usual)
    place = "quota" if problem and problem.code == "scoring_quota_wrong" else "act"
    told = {
        "view": view,
        "review": review,
        "found": found,
        "newest": newest,
        "pictures": pictures_of(found) if found else [],
        "requests": list_requests(viewer=viewer, slug=review.slug, number=review.number),
        "checks": Act.CHECK_SCORING in review.acts,
        "asks": review.status is ReviewStatus.SCORING,
        "closed": review.status is ReviewStatus.CLOSED,
        "quota": typed,
        "award": award or (newest.award if newest and newest.quota else ""),
        "award_names": dict(view.awards),
        "problems": [(place, problem)] if problem else [],
        "problem": problem,
        "at_quota": place == "quota",
        "most_quota": MOST_QUOTA,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return page(request, "office/scoring_check.html", told, status)


@require_safe
@for_viewers
def progress(_request: HttpRequest, viewer: Actor, slug: str, review: int) -> HttpResponse:
    """How far the check is that was ordered last, as data: done, total, percent, current, running."""
    line = check_progress(viewer=viewer, slug=slug, number=review)
    told: dict[str, Any] = {"done": 0, "total": 0, "percent": 0, "running": False, "current": ""}
    if line:
        told |= {"done": line.done, "total": line.of, "percent": line.percent, "running": line.running}
    return JsonResponse(told)


@require_safe
@for_viewers
def picture(_request: HttpRequest, viewer: Actor, slug: str, review: int, figure: str) -> HttpResponseBase:
    """One of the pictures as a file."""
    view = get_check(viewer=viewer, slug=slug, number=review)
    svg = picture_file(view.found, figure) if view.found else None
    if svg is None:
        raise Http404
    return to_keep(svg.encode(), f"{view.review.name}-{figure}.svg", "image/svg+xml")


@require_POST
@for_deciders
def again(request: HttpRequest, viewer: Actor, slug: str, review: int) -> HttpResponse:
    """Whom, what and with which words: shown first, then asked with the button that names how many."""
    sheets = _chosen(request.POST, viewer, slug, review)
    view = get_again(viewer=viewer, slug=slug, number=review, sheets=sheets)
    reason = fit_text(request.POST.get("reason", "")[: 2 * LONGEST_REASON], lines=True)
    if "sure" not in request.POST:
        return _again_page(request, view, _usual_reason(), _unfit(view))
    try:
        done = _asked(viewer, view, request.POST.get("count", ""), reason)
    except Refused as refused:
        if refused.code in _MISSING:
            raise
        return _again_page(request, view, reason, refused)
    if done.refused:
        view = get_again(viewer=viewer, slug=slug, number=review, sheets=sheets)
        return _again_page(request, view, reason, next(iter(done.refused.values())))
    address = reverse("office:scoring_check", args=[slug, review])
    return HttpResponseRedirect(f"{address}?asked={done.done}#requests")


def _unfit(view: AgainView) -> Refused | None:
    if not view.asked:
        return Refused("scoring_again_none")
    return Refused("scoring_again_many", most=MOST_ASKED) if len(view.asked) > MOST_ASKED else None


def _asked(viewer: Actor, view: AgainView, count: str, reason: str) -> AskedAgain:
    if len(view.asked) != _number(count):
        raise Refused("scoring_again_changed", now=len(view.asked))
    return ask_many_again(
        actor=viewer,
        call_slug=view.review.slug,
        review=view.review.number,
        sheets=[one.key for one in view.asked],
        reason=_fitting(reason),
    )


def _usual_reason() -> str:
    """What experts read unless the office writes something else: nothing of others' scores, no advice."""
    return gettext(
        "请对照材料和评分标准，再看一次您对这件申报的评分。改不改由您决定；认为合适的，原样再提交一次即可。"
    )


def _fitting(reason: str) -> str:
    if len(reason) > LONGEST_REASON:
        raise Refused("site_text_long", most=LONGEST_REASON)
    return reason


def _again_page(request: HttpRequest, view: AgainView, reason: str, problem: Refused | None) -> HttpResponse:
    at_reason = problem is not None and problem.code in _AT_REASON
    told = {
        "view": view,
        "review": view.review,
        "reason": reason,
        "longest": LONGEST_REASON,
        "problem": problem,
        "problems": [("reason" if at_reason else "act", problem)] if problem else [],
        "at_reason": at_reason,
    }
    return page(request, "office/scoring_again.html", told, HTTPStatus.CONFLICT if problem else HTTPStatus.OK)


def _chosen(post: QueryDict, viewer: Actor, slug: str, review: int) -> list[uuid.UUID]:
    """The sheets that were ticked, and all submitted ones of experts who were."""
    keys = [key for text in post.getlist("sheet")[:_MOST_KEYS] if (key := _key(text))]
    for text in post.getlist("expert")[:_MOST_KEYS]:
        if expert := _key(text):
            keys += sheets_of_expert(viewer=viewer, slug=slug, number=review, expert=expert)
    return list(dict.fromkeys(keys))


@require_safe
@for_viewers
@there
def report(request: HttpRequest, viewer: Actor, slug: str, review: int) -> HttpResponse:
    """Once scores are closed: what the rule came to beside what the check says, and who was asked again."""
    return _report_page(request, viewer, slug, review)


@require_POST
@for_viewers
@there
def report_table(request: HttpRequest, viewer: Actor, slug: str, review: int) -> HttpResponseBase:
    """The report as a workbook; that it is taken away is logged first."""
    reason = fit_text(request.POST.get("reason", "")[: 2 * LONGEST_REASON], lines=False)
    view = get_report(viewer=viewer, slug=slug, number=review)
    try:
        told = _fitting(reason)
        take_report(actor=viewer, call_slug=slug, review=review, rows=len(view.lines), reason=told)
    except Refused as refused:
        return _report_page(request, viewer, slug, review, refused)
    name = f"{view.review.name}-{gettext('评分检查报告')}-{view.review.now:%Y%m%d-%H%M}.xlsx"
    return to_keep(report_file(view), name, MEDIA["xlsx"])


def _report_page(
    request: HttpRequest, viewer: Actor, slug: str, review: int, problem: Refused | None = None
) -> HttpResponse:
    view = get_report(viewer=viewer, slug=slug, number=review)
    told = {"view": view, "review": view.review, "problem": problem}
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    return page(request, "office/scoring_report.html", told, status)


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 0
