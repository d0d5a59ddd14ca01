"""收件: files come in, and the list tells where each of them stands."""

from http import HTTPStatus
from typing import Any, BinaryIO, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jianyou.terms.finding import Refused
from jianyou.web.desk import folders
from jianyou.web.desk.desk import desk_of
from jianyou.web.desk.listing import URGENCY, Listing, groups, page_of
from jianyou.web.desk.look import lang_of
from jianyou.web.desk.views.opened import posted, with_work
from jianyou.web.desk.work.records import Added, Counts, FileState, Progress
from jianyou.web.desk.work.work import Work


@require_safe
@with_work
def inbox(request: HttpRequest, work: Work) -> HttpResponse:
    """The files by state, most urgent first, or by name."""
    return _page(request, work)


def _page(request: HttpRequest, work: Work, **problems: Any) -> HttpResponse:
    listing, counts = Listing.of(request.GET), work.counts()
    lines = listing.lines(work)
    page = page_of(lines, listing.page)
    told = {
        "here": "inbox",
        "listing": listing,
        "everything": listing.other(state=None),
        "page": page,
        "groups": [(None, page.items)] if listing.by_name else groups(page.items),
        "filters": _filters(listing, counts),
        "counts": counts,
        "total": sum(counts.files.values()),
        "progress": work.progress(),
        "next": next((line for line in lines if _is_to_do(line.state) and not line.reviewed), None),
        "to_do": sum(_is_to_do(line.state) and not line.reviewed for line in lines),
        **problems,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return render(request, "desk/inbox.html", told, status=status)


def _is_to_do(state: FileState) -> bool:
    return state not in {FileState.LOCKED, FileState.SEALED_SCAN, FileState.SET_ASIDE}


def _filters(listing: Listing, counts: Counts) -> list[tuple[str, int, str, bool]]:
    """State, count, address and whether it is the one shown; states that no file is in are left out."""
    return [
        (state.value, counts.files.get(state, 0), listing.other(state=state).query, state is listing.state)
        for state in URGENCY
        if counts.files.get(state) or state is listing.state
    ]


@posted
@with_work
def add(request: HttpRequest, work: Work) -> HttpResponse:
    """Takes uploaded files in; a script sends their folders along and gets the outcome as data."""
    uploads, names = request.FILES.getlist("files"), request.POST.getlist("names")
    came = [
        work.add(names[at] if at < len(names) else upload.name or "", cast(BinaryIO, upload.file))
        for at, upload in enumerate(uploads)
    ]
    if request.headers.get("Accept") == "application/json":
        return JsonResponse(_outcome(came, request))
    if not uploads:
        return _page(request, work, upload_problem=Refused("desk_nothing_chosen"))
    desk_of(request).tell(*came)
    return HttpResponseRedirect(reverse("inbox"))


def _outcome(came: list[Added], request: HttpRequest) -> dict[str, object]:
    lang = lang_of(request)
    return {
        "new": sum(each.new for each in came),
        "known": sum(each.known for each in came),
        "refused": [[name, told.text(lang)] for each in came for name, told in each.refused],
    }


@posted
@with_work
def add_from(request: HttpRequest, work: Work) -> HttpResponse:
    """Takes in copies of what lies at a place on this machine."""
    given = request.POST.get("path", "").strip()
    try:
        desk_of(request).tell(work.add_from(folders.whole_path(given)))
    except Refused as refused:
        return _page(request, work, path_problem=refused, path=given)
    return HttpResponseRedirect(reverse("inbox"))


@require_safe
@with_work
def progress(_request: HttpRequest, work: Work) -> HttpResponse:
    """How far the reading is, as data: done, total, percent, current, running."""
    now: Progress = work.progress()
    return JsonResponse(
        {
            "done": now.done,
            "total": now.total,
            "percent": now.percent,
            "current": now.current,
            "running": now.running,
        }
    )
