"""成批导入: what was chosen is entered, what was entered is undone; both only once seen what happens."""

from collections import Counter
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jianyou.actions.acting import LONGEST_TEXT, reason_given
from jianyou.actions.importing import start_entering, start_undoing
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.completion import Means
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import FilingStatus
from jianyou.domain.mailbox.importing import comes_to, means_of
from jianyou.queries.import_records import FileLine, ImportView
from jianyou.queries.import_undoing import Undoable, get_undoable
from jianyou.queries.imports import get_import, list_chosen
from jianyou.terms.finding import Refused
from jianyou.web.office.context import for_clerks, for_deciders, page
from jianyou.web.office.import_listing import STAYS, ways_told
from jianyou.web.office.views.filing import whole_number
from jianyou.web.office.views.imports import import_page, there


@require_http_methods(["GET", "HEAD", "POST"])
@for_clerks
@there
def enter(request: HttpRequest, viewer: Actor, slug: str, batch: int) -> HttpResponse:
    """Shows what each chosen form would become; the button enters them all."""
    view = get_import(viewer=viewer, slug=slug, number=batch)
    sent = request.POST if request.method == "POST" else request.GET
    means = Means(sent["means"]) if sent.get("means") in {one.value for one in view.offered} else view.means
    if request.method != "POST":
        return _enter_page(request, viewer, view, means)
    count = request.POST.get("count", "")
    try:
        start_entering(
            actor=viewer,
            call_slug=slug,
            number=batch,
            count=int(count) if whole_number(count) else 0,
            means=means,
        )
    except Refused as refused:
        now = get_import(viewer=viewer, slug=slug, number=batch)
        if not now.choosing or now.asked or not now.chosen:
            return import_page(request, viewer, now, refused)
        return _enter_page(request, viewer, now, means, refused)
    return HttpResponseRedirect(reverse("office:import", args=[slug, batch]))


def _enter_page(
    request: HttpRequest, viewer: Actor, view: ImportView, means: Means, problem: Refused | None = None
) -> HttpResponse:
    if problem is None and (refused := _stopped(view)):
        return import_page(request, viewer, view, refused)
    chosen = list_chosen(viewer=viewer, slug=view.call.slug, number=view.number)
    ways = [_way(line, means, view) for line in chosen]
    lines = [(line, _comes_to(way, view)) for line, way in zip(chosen, ways, strict=True)]
    counted, came = Counter(status for _, status in lines), Counter(ways)
    told = {
        "view": view,
        "means": means,
        "ways": ways_told(came),
        "lines": lines,
        "comes_to": [(status, counted[status]) for status in FilingStatus if counted[status]],
        "refused": counted[None],
        "problem": problem,
    }
    return page(request, "office/import_enter.html", told, HTTPStatus.CONFLICT if problem else HTTPStatus.OK)


def _stopped(view: ImportView) -> Refused | None:
    """Why there is nothing to look at before entering."""
    if not view.choosing:
        return Refused("import_not_now", number=view.number)
    if view.asked:
        return Refused("import_to_choose", count=view.asked)
    return None if view.chosen else Refused("import_nothing_chosen")


def _way(line: FileLine, folder: Means, view: ImportView) -> Means:
    return means_of(line.means, folder, view.completes_on, scanned=bool(line.scans))


def _comes_to(means: Means, view: ImportView) -> FilingStatus | None:
    return comes_to(means, view.completes_on, in_time=view.call.late is None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
@there
def undo(request: HttpRequest, viewer: Actor, slug: str, batch: int) -> HttpResponse:
    """Asks for the reason, shows what would be withdrawn and what would stay, withdraws it."""
    view = get_import(viewer=viewer, slug=slug, number=batch)
    found = get_undoable(viewer=viewer, slug=slug, number=batch)
    if not view.undoing_possible:
        return import_page(request, viewer, view, Refused("import_not_now", number=batch))
    if request.method != "POST":
        return _undo_page(request, view, found)
    reason = fit_text(request.POST.get("reason", ""), lines=True)
    try:
        reason_given(reason)
        if "sure" not in request.POST:
            return _undo_page(request, view, found, reason, step="edit" if "edit" in request.POST else "sure")
        count = request.POST.get("count", "")
        start_undoing(
            actor=viewer,
            call_slug=slug,
            number=batch,
            count=int(count) if whole_number(count) else 0,
            reason=reason,
        )
    except Refused as refused:
        now = get_import(viewer=viewer, slug=slug, number=batch)
        if not now.undoing_possible:
            return import_page(request, viewer, now, refused)
        found = get_undoable(viewer=viewer, slug=slug, number=batch)
        return _undo_page(request, now, found, reason, problem=refused)
    return HttpResponseRedirect(reverse("office:import", args=[slug, batch]))


def _undo_page(
    request: HttpRequest,
    view: ImportView,
    found: Undoable,
    reason: str = "",
    *,
    step: str = "edit",
    problem: Refused | None = None,
) -> HttpResponse:
    told = {
        "view": view,
        "possible": found.possible,
        "stay": [(one, STAYS[one.stays]) for one in found.stay if one.stays],
        "reason": reason[: 2 * LONGEST_TEXT],
        "sure": step == "sure",
        "problem": problem,
        "of_reason": problem is not None and problem.code in {"site_reason_missing", "site_text_long"},
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return page(request, "office/import_undo.html", told, status)
