"""现场安排: when and where each entry is seen and by whom; planned one at a time or as a series."""

import uuid
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.visiting import (
    MOST_AT_ONCE,
    cancel_visit,
    change_visit,
    plan_series,
    plan_visit,
    slots_of,
)
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.mailbox.calendars import MEDIUM
from jianyou.queries.visits import VisitsView, get_visit, get_visits, list_own_visits
from jianyou.terms.finding import Refused
from jianyou.web.components.calendars import calendar_of
from jianyou.web.office.acting import Deed, in_two_steps
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.forms import Asked, Form, Given
from jianyou.web.office.views.assigning import there
from jianyou.web.office.views.exports import to_keep
from jianyou.web.office.visit_form import VisitForm

_REASON = "reason"
_MOST_LISTED = 200
"""Entries to choose from; among more one is looked for first."""
_LONGEST_SEARCH = 100
_GONE = frozenset({"site_no_call", "site_no_review", "visit_unknown"})
_FIRST: Mapping[str, str] = {"minutes": "30", "pause": "10", "a_day": "8"}
"""What stands in the form of a series at first."""


@require_safe
@for_viewers
def visits(request: HttpRequest, viewer: Actor, slug: str, review: int) -> HttpResponse:
    """All visits by day, what can't be kept, and the entries without one."""
    view = get_visits(viewer=viewer, slug=slug, number=review)
    return page(request, "office/assigning_visits.html", _told(view))


def _told(view: VisitsView, form: VisitForm | None = None) -> dict[str, Any]:
    return {
        "view": view,
        "review": view.review,
        "plans": Act.PLAN_VISITS in view.review.acts,
        "form": form,
        "problems": form.wrong if form else [],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def begin(request: HttpRequest, viewer: Actor, slug: str, review: int) -> HttpResponse:
    """Plans one visit."""

    def do(form: VisitForm) -> VisitForm | None:
        told = form.visit()
        if isinstance(told, VisitForm):
            return told
        plan_visit(actor=viewer, call_slug=slug, review=review, entry=form.entry(), told=told)
        return None

    start = VisitForm({"entry": request.GET.get("entry", "")[:36]}, frozenset(), {})
    return _with_form(request, viewer, (slug, review), start, do)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
@there
def change(request: HttpRequest, viewer: Actor, slug: str, review: int, visit: uuid.UUID) -> HttpResponse:
    """Moves a visit, or changes who comes."""
    line = get_visit(viewer=viewer, slug=slug, number=review, key=visit)

    def do(form: VisitForm) -> VisitForm | None:
        told = form.visit()
        if isinstance(told, VisitForm):
            return told
        reason = form.typed["reason"]
        change_visit(actor=viewer, call_slug=slug, review=review, visit=visit, told=told, reason=reason)
        return None

    return _with_form(request, viewer, (slug, review), VisitForm.showing(line), do, {"visit": line})


def _with_form(
    request: HttpRequest,
    viewer: Actor,
    where: tuple[str, int],
    start: VisitForm,
    do: Callable[[VisitForm], VisitForm | None],
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Shows the form, does what it says, or shows it again with what is wrong."""
    slug, review = where
    form, status = start, HTTPStatus.OK
    if request.method == "POST":
        form = VisitForm.of(request.POST)
        try:
            wrong = do(form)
        except Refused as refused:
            if refused.code in _GONE:
                raise
            wrong = form.refused(refused)
        if wrong is None:
            return HttpResponseRedirect(reverse("office:visits", args=[slug, review]))
        form, status = wrong, HTTPStatus.UNPROCESSABLE_ENTITY
    view = get_visits(viewer=viewer, slug=slug, number=review)
    told = _told(view, form) | {"visit": None} | _choice(request, view, form) | dict(more or {})
    return page(request, "office/assigning_visit.html", told, status)


def _choice(request: HttpRequest, view: VisitsView, form: VisitForm) -> dict[str, Any]:
    """Entries to choose from: whose names have what was looked for, and the one that is chosen."""
    search = " ".join(fit_text(request.GET.get("q", "")[:_LONGEST_SEARCH], lines=False).split())
    chosen = [one for one in view.open if str(one.key) == form.typed.get("entry")]
    found = [one for one in view.open if search in one.name and one not in chosen]
    listed = [*chosen, *found[:_MOST_LISTED]]
    return {"choice": listed, "search": search, "many": len(view.open) > _MOST_LISTED}


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def series(request: HttpRequest, viewer: Actor, slug: str, review: int) -> HttpResponse:
    """Plans all entries without a visit one after the other: first the times are shown."""
    view = get_visits(viewer=viewer, slug=slug, number=review)
    coming = view.open[:MOST_AT_ONCE]
    form, preview, status = VisitForm(_FIRST, frozenset(), {}), None, HTTPStatus.OK
    if request.method == "POST":
        form = VisitForm.of(request.POST)
        told = form.series()
        if isinstance(told, VisitForm):
            form, status = told, HTTPStatus.UNPROCESSABLE_ENTITY
        else:
            try:
                times = slots_of(len(coming), told)
                if "sure" in request.POST:
                    _check_count(request.POST.get("count", ""), len(coming))
                    entries = [one.key for one in coming]
                    plan_series(actor=viewer, call_slug=slug, review=review, entries=entries, told=told)
                    return HttpResponseRedirect(reverse("office:visits", args=[slug, review]))
                preview = None if "edit" in request.POST else list(zip(coming, times, strict=True))
            except Refused as refused:
                form, status = form.refused(refused), HTTPStatus.UNPROCESSABLE_ENTITY
    context = _told(view, form) | {"preview": preview, "coming": coming}
    return page(request, "office/assigning_series.html", context, status)


def _check_count(shown: str, now: int) -> None:
    if shown != str(now):
        raise Refused("visit_series_changed", shown=shown[:6], now=now)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
@there
def cancel(request: HttpRequest, viewer: Actor, slug: str, review: int, visit: uuid.UUID) -> HttpResponse:
    """Cancels a visit, with a reason."""

    def made() -> Deed:
        line = get_visit(viewer=viewer, slug=slug, number=review, key=visit)
        view = get_visits(viewer=viewer, slug=slug, number=review)
        back = reverse("office:visits", args=[slug, review])

        def do(given: Given) -> None:
            cancel_visit(
                actor=viewer, call_slug=slug, review=review, visit=visit, reason=given.texts[_REASON]
            )

        form = Form(
            title=gettext("取消现场安排"),
            tells=gettext("专家的日程里不再有这一项；安排和理由都保留。请另行告知企业。"),
            button=gettext("取消 1 项安排"),
            fields=(Asked(_REASON, gettext("理由")),),
        )
        return Deed(form=form, do=do, done=back, back=back, about={"of_visit": line, "review": view.review})

    return in_two_steps(request, made)


@require_safe
@for_deciders
def calendar(
    _request: HttpRequest, viewer: Actor, slug: str, review: int, expert: uuid.UUID
) -> HttpResponseBase:
    """What an expert has before him, to be handed to him for his calendar."""
    name, own = list_own_visits(viewer=viewer, slug=slug, number=review, expert=expert)
    return to_keep(calendar_of(own), f"{gettext('现场安排')}-{name}.ics", MEDIUM)
