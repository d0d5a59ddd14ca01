"""择优: the choices of a call, one of them with its ranking and reasons, its record, signatures."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.choosing import sign_choice, sign_on_paper
from jianyou.domain.calls.told_review import choice_lines
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.ballots import list_ballots
from jianyou.queries.choices import (
    choice_progress,
    get_choice,
    get_reason,
    get_record,
    list_computed,
)
from jianyou.terms.finding import Refused
from jianyou.web.components.language import page_lang
from jianyou.web.office.choosing_words import blocked_words, change_lines, quotas_of, scoring_words, why_words
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.listing import page_number
from jianyou.web.office.review_boxes import typed
from jianyou.web.office.views.exports import to_keep

_LONGEST = 60
_DONE = ("adopted", "signed", "asked")


class _Pages:
    """The pages of one ranking, as the pager asks for them."""

    def __init__(self, query: str = "") -> None:
        self.query = query

    def other(self, page: int) -> "_Pages":
        """Another page."""
        return _Pages(f"?page={page}#ranking")


@require_safe
@for_viewers
def choices(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The choices of a call, award by award, and its ballots."""
    view = list_computed(viewer=viewer, slug=slug)
    told = {
        "view": view,
        "ballots": list_ballots(viewer=viewer, slug=slug),
        "rules": choice_lines(view.file, page_lang()),
        "can": Act.MAKE_CHOICE in view.acts,
        "votes": Act.HOLD_BALLOT in view.acts,
    }
    return page(request, "office/choosing_list.html", told)


@require_safe
@for_viewers
def one(request: HttpRequest, viewer: Actor, slug: str, choice: int) -> HttpResponse:
    """A choice: the ranking with who is in, who just missed and why, quotas, reserve, ties, signatures."""
    return _page(request, viewer, slug, choice)


def _page(
    request: HttpRequest, viewer: Actor, slug: str, number: int, problems: dict[str, Refused] | None = None
) -> HttpResponse:
    view = get_choice(viewer=viewer, slug=slug, number=number, page=page_number(request.GET))
    rows = view.told.rows.items if view.told else ()
    told = {
        "view": view,
        "told": view.told,
        "rows": [
            (row, why_words(row.why), blocked_words(row.why)) if row.why else (row, "", []) for row in rows
        ],
        "scoring": scoring_words(view.call_file),
        "quotas": quotas_of(view.told.uses, view.told.digits) if view.told else None,
        "rules": choice_lines(view.call_file, page_lang()),
        "changes": change_lines(view) if view.changes else [],
        "conflicts": view.conflicts.get(page_lang().value, ()),
        "listing": _Pages(),
        "can": Act.MAKE_CHOICE in view.acts,
        "signs": Act.SIGN_CHOICE in view.acts and view.line.status == "adopted",
        "typed": {name: typed(request.POST, name, _LONGEST) for name in ("post", "name", "held")},
        "problems": list((problems or {}).items()),
        "by_place": problems or {},
        "done": request.GET.get("done", "") if request.GET.get("done") in _DONE else "",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "office/choosing_one.html", told, status)


@require_safe
@for_viewers
def progress(_request: HttpRequest, viewer: Actor, slug: str, choice: int) -> HttpResponse:
    """How far a choice's computing is, as data: done, total, percent, current, running."""
    status, done, of = choice_progress(viewer=viewer, slug=slug, number=choice)
    percent = round(100 * done / of) if of else 0
    told = {"done": done, "total": of, "percent": percent, "running": status == "running", "current": ""}
    return JsonResponse(told)


@require_safe
@for_viewers
def why(request: HttpRequest, viewer: Actor, slug: str, choice: int, entry: UUID) -> HttpResponse:
    """Why one entry stands where it does."""
    view = get_choice(viewer=viewer, slug=slug, number=choice)
    entry_named, reason = get_reason(viewer=viewer, slug=slug, number=choice, entry=entry)
    told = {"view": view, "entry": entry_named, "reason": reason, "words": why_words(reason)}
    return page(request, "office/choosing_why.html", told)


@require_safe
@for_viewers
def record(_request: HttpRequest, viewer: Actor, slug: str, choice: int) -> HttpResponseBase:
    """The decision record, as a file."""
    digest, data = get_record(viewer=viewer, slug=slug, number=choice)
    return to_keep(data, f"decision-{slug}-{choice}-{digest[:8]}.json", "application/json")


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def sign(request: HttpRequest, viewer: Actor, slug: str, choice: int) -> HttpResponse:
    """Puts a name to a choice: one's own, or that of somebody who signed on paper."""
    address = reverse("office:choice", args=[slug, choice])
    if request.method != "POST":
        return HttpResponseRedirect(address)
    digest = request.POST.get("digest", "")[:64]
    name, held, post = (typed(request.POST, field, _LONGEST) for field in ("name", "held", "post"))
    try:
        if "paper" in request.POST:
            sign_on_paper(actor=viewer, call_slug=slug, number=choice, digest=digest, name=name, post=held)
        else:
            sign_choice(actor=viewer, call_slug=slug, number=choice, digest=digest, post=post)
    except Refused as refused:
        if refused.code in {"choice_unknown", "site_no_call"}:
            raise
        place = "name" if "paper" in request.POST else "post"
        return _page(request, viewer, slug, choice, {place: refused})
    return HttpResponseRedirect(f"{address}?done=signed#signatures")
