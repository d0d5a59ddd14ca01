"""结果: what became of a call's entries, recorded in two steps; and titles conferred from it."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.acting import LONGEST_TEXT
from jianyou.actions.results import LONGEST_DOCUMENT, record_results
from jianyou.actions.titles import LONGEST_BATCH, confer_titles
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.office_calls import get_office_call
from jianyou.queries.results import ResultsView, get_results
from jianyou.terms.finding import Refused
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.result_form import (
    MOST_ROWS,
    NOTHING,
    HeadTyped,
    RowTyped,
    TierTyped,
    day_told,
    fresh,
    head_problems,
    head_typed,
    lines_of,
    rows_of,
    tiers_of_form,
    vacancies_of,
)
from jianyou.web.office.review_boxes import number_typed, typed

_OVER = "result_over_places"
_PLACES = {_OVER: "over", "title_day_future": "on", "title_document_missing": "document"}
_CONFER_PLACES = {
    "title_day_future": "on",
    "title_batch_missing": "batch",
    "title_document_missing": "document",
}
_GONE = frozenset({"site_no_call"})
_MOST = 99_999
_LONGEST_DAY = 20


@require_safe
@for_viewers
def results(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The results of a call, award by award and tier by tier."""
    found = get_results(viewer=viewer, slug=slug)
    told = {
        "view": get_office_call(viewer=viewer, slug=slug),
        "results": found,
        "groups": {award.key: [(tier, award.of(tier.key)) for tier in award.tiers] for award in found.awards},
        "done": request.GET.get("done", ""),
    }
    return page(request, "office/results_page.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def record(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The form of results, what it will record, and recording it."""
    view = get_results(viewer=viewer, slug=slug)
    post = request.POST if request.method == "POST" else None
    rows = rows_of(view, post)
    tiers = tiers_of_form(view, rows, post)
    if post is None:
        return _form(request, viewer, slug, view, rows, tiers, HeadTyped(), {})
    head = head_typed(post)
    day, wrong = head_problems(head)
    problems = dict(wrong)
    lines = lines_of(rows)
    if not lines:
        problems["lines"] = Refused("result_nothing")
    over = next((tier for tier in tiers if tier.over), None)
    if over and not head.over.strip():
        problems["over"] = Refused(
            _OVER, tier=over.name, places=over.places or 0, count=over.given, over=over.over
        )
    if "edit" in post or problems or day is None:
        return _form(request, viewer, slug, view, rows, tiers, head, {} if "edit" in post else problems)
    if "sure" not in post:
        return _preview(request, viewer, slug, rows, tiers, head)
    try:
        record_results(
            actor=viewer,
            call_slug=slug,
            lines=lines,
            document=head.document,
            on=day,
            over_places=head.over,
            vacancies=vacancies_of(tiers),
        )
    except Refused as refused:
        if refused.code in _GONE:
            raise
        place = _PLACES.get(refused.code, "lines")
        now = fresh(rows) if refused.code == "result_changed" else rows
        return _form(request, viewer, slug, view, now, tiers, head, {place: refused}, stale=True)
    return HttpResponseRedirect(f"{reverse('office:results', args=[slug])}?done=recorded")


def _form(
    request: HttpRequest,
    viewer: Actor,
    slug: str,
    view: ResultsView,
    rows: Sequence[RowTyped],
    tiers: Sequence[TierTyped],
    head: HeadTyped,
    problems: Mapping[str, Refused],
    *,
    stale: bool = False,
) -> HttpResponse:
    told = {
        "view": get_office_call(viewer=viewer, slug=slug),
        "rows": rows,
        "groups": _groups(view, rows),
        "tiers": tiers,
        "keys": "\n".join(one.key for one in rows),
        "head": head,
        "problems": list(problems.items()),
        "by_place": problems,
        "nothing": NOTHING,
        "more": max(0, len(view.rows) - MOST_ROWS),
        "longest": {"document": LONGEST_DOCUMENT, "text": LONGEST_TEXT},
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "office/results_form.html", told, HTTPStatus.CONFLICT if stale else status)


def _groups(view: ResultsView, rows: Sequence[RowTyped]) -> list[tuple[str, list[RowTyped]]]:
    """The rows award by award."""
    groups = [(award.name, [one for one in rows if one.row.award == award.key]) for award in view.awards]
    return [(name, own) for name, own in groups if own]


def _preview(
    request: HttpRequest,
    viewer: Actor,
    slug: str,
    rows: Sequence[RowTyped],
    tiers: Sequence[TierTyped],
    head: HeadTyped,
) -> HttpResponse:
    given = [
        (tier, [one for one in rows if one.row.award == tier.award.key and one.chosen == tier.choice])
        for tier in tiers
    ]
    told = {
        "view": get_office_call(viewer=viewer, slug=slug),
        "given": [(tier, own) for tier, own in given if own or tier.empty],
        "nothing": [one for one in rows if one.chosen == NOTHING],
        "rows": rows,
        "tiers": tiers,
        "keys": "\n".join(one.key for one in rows),
        "head": head,
        "count": len(lines_of(rows)),
        "silent": len(rows) - len(lines_of(rows)),
    }
    return page(request, "office/results_preview.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def confer(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The titles that the results come to, and entering them: the list itself is the preview."""
    view = get_results(viewer=viewer, slug=slug)
    problems: dict[str, Refused] = {}
    post = request.POST
    if request.method == "POST":
        day, problems = day_told(typed(post, "on", _LONGEST_DAY))
        if day is not None:
            try:
                confer_titles(
                    actor=viewer,
                    call_slug=slug,
                    batch=typed(post, "batch", LONGEST_BATCH),
                    document=typed(post, "document", LONGEST_DOCUMENT),
                    on=day,
                    count=number_typed(post, "count", 0, _MOST) or 0,
                )
            except Refused as refused:
                if refused.code in _GONE:
                    raise
                problems = {_CONFER_PLACES.get(refused.code, "titles"): refused}
            else:
                return HttpResponseRedirect(f"{reverse('office:results', args=[slug])}?done=conferred")
    documents = [row.result.document for row in view.conferrable if row.result]
    days = [row.result.on.isoformat() for row in view.conferrable if row.result]
    start = {"document": documents[0], "on": days[0]} if documents else {}
    told = {
        "view": get_office_call(viewer=viewer, slug=slug),
        "rows": view.conferrable,
        "groups": [
            (tier.name, award, [row for row in award.of(tier.key) if not row.title])
            for award in view.awards
            for tier in award.tiers
        ],
        "typed": {name: typed(post, name, LONGEST_DOCUMENT) for name in ("batch", "document", "on")}
        if request.method == "POST"
        else {"batch": "", **start},
        "problems": list(problems.items()),
        "by_place": problems,
        "longest": {"batch": LONGEST_BATCH, "document": LONGEST_DOCUMENT},
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "office/results_confer.html", told, status)
