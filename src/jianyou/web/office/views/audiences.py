"""名单: the lists of firms that an office keeps, and how a new one comes in."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jianyou.actions.audiences import (
    LONGEST_BATCH,
    LONGEST_TITLE,
    ListTold,
    begin_list,
    drop_list,
    keep_list,
    map_list,
    retire_list,
)
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.screening.rosters import RosterKind
from jianyou.queries.audiences import ListState, get_list, get_looking, list_lists
from jianyou.terms.finding import Refused
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.invited_listing import FIELDS, KINDS, STATUSES, FirmListing, day_in

MOST_MB = 20
MOST_SHOWN = 100
"""Problems and changes that a page names; the others are counted."""
_FIELDS = ("kind", "title", "batch", "listed_on")
_PLACES = {
    "audience_title_missing": "title",
    "audience_kind_missing": "kind",
    "invited_day_wrong": "listed_on",
}
_MOST_DIGITS = 6


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def lists(request: HttpRequest, viewer: Actor) -> HttpResponseBase:
    """Every list of the office, and the form that brings another."""
    return _brought(request) if request.method == "POST" else _lists_page(request, viewer)


@for_deciders
def _brought(request: HttpRequest, viewer: Actor) -> HttpResponse:
    try:
        told, name, data = _told(request)
        key = begin_list(actor=viewer, told=told, name=name, data=data)
    except Refused as refused:
        return _lists_page(request, viewer, refused)
    return HttpResponseRedirect(reverse("office:audience_look", args=[key]))


def _told(request: HttpRequest) -> tuple[ListTold, str, bytes]:
    """The list as typed, with its file; Refused where something is missing."""
    post, upload = request.POST, request.FILES.get("file")
    if post.get("kind", "") not in set(RosterKind):
        raise Refused("audience_kind_missing")
    if not post.get("title", "").strip():
        raise Refused("audience_title_missing")
    typed = post.get("listed_on", "").strip()
    day = day_in(typed)
    if typed and day is None:
        raise Refused("invited_day_wrong")
    if upload is None or isinstance(upload, list):
        raise Refused("audience_file_missing")
    if (upload.size or 0) > MOST_MB * 1024 * 1024:
        raise Refused("audience_file_large", most=MOST_MB)
    told = ListTold(
        kind=RosterKind(post["kind"]), title=post["title"], batch=post.get("batch", ""), listed_on=day
    )
    return told, upload.name or "", upload.read()


def _lists_page(request: HttpRequest, viewer: Actor, problem: Refused | None = None) -> HttpResponse:
    place = _PLACES.get(problem.code, "file") if problem else ""
    told = {
        "lists": list_lists(viewer=viewer),
        "kinds": KINDS,
        "typed": {name: request.POST.get(name, "")[: 2 * LONGEST_TITLE] for name in _FIELDS},
        "problems": [(place, problem)] if problem else [],
        "by_place": {place: problem} if problem else {},
        "longest": {"title": LONGEST_TITLE, "batch": LONGEST_BATCH},
        "most_mb": MOST_MB,
        "done": request.GET.get("done", ""),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return page(request, "office/audience_lists.html", told, status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def one(request: HttpRequest, viewer: Actor, audience: UUID) -> HttpResponseBase:
    """One list with its firms; it may be retired."""
    if request.method == "POST":
        return _retired(request, audience=audience)
    return _one_page(request, viewer, audience)


def _one_page(request: HttpRequest, viewer: Actor, key: UUID, *, retiring: bool = False) -> HttpResponse:
    listing = FirmListing.of(request.GET)
    try:
        view = get_list(viewer=viewer, key=key, wanted=listing.wanted)
    except Refused as refused:
        return _missing(request, refused)
    told = {
        "view": view,
        "page": view.page,
        "listing": listing,
        "kinds": KINDS,
        "statuses": STATUSES,
        "chips": [
            (status, STATUSES[status], count, listing.other(status=status).query)
            for status, count in view.counts.items()
        ],
        "everything": listing.other(status=None).query,
        "retiring": retiring,
        "done": request.GET.get("done", ""),
    }
    return page(request, "office/audience_one.html", told)


@for_deciders
def _retired(request: HttpRequest, viewer: Actor, audience: UUID) -> HttpResponse:
    if "sure" not in request.POST:
        return _one_page(request, viewer, audience, retiring=True)
    try:
        retire_list(actor=viewer, key=audience)
    except Refused as refused:
        return _missing(request, refused)
    return HttpResponseRedirect(f"{reverse('office:audience', args=[audience])}?done=retired")


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def look(request: HttpRequest, viewer: Actor, audience: UUID) -> HttpResponse:
    """A file that was brought: its columns, what they come to and change; then it is kept, or dropped."""
    if request.method == "POST" and "drop" in request.POST:
        drop_list(actor=viewer, key=audience)
        return HttpResponseRedirect(f"{reverse('office:audiences')}?done=dropped")
    try:
        return _look(request, viewer, audience)
    except Refused as refused:
        if refused.code != "audience_gone":
            raise
    kept = any(
        line.key == audience and line.state is not ListState.READING for line in list_lists(viewer=viewer)
    )
    if kept:
        # The same file was read before, or two pressed the button.
        return HttpResponseRedirect(f"{reverse('office:audience', args=[audience])}?done=known")
    return _missing(request, Refused("audience_gone"))


def _look(request: HttpRequest, viewer: Actor, key: UUID) -> HttpResponse:
    looking = get_looking(viewer=viewer, key=key)
    problem = None
    if request.method == "POST":
        try:
            return _acted(request, viewer, key, len(looking.columns))
        except Refused as refused:
            if refused.code == "audience_gone":
                raise
            problem = refused
    change = looking.difference
    told = {
        "looking": looking,
        "line": looking.line,
        "kinds": KINDS,
        "fields": FIELDS,
        "statuses": [(STATUSES[status], count) for status, count in looking.statuses.items()],
        "shown": looking.roster.problems[:MOST_SHOWN],
        "more": max(0, len(looking.roster.problems) - MOST_SHOWN) + looking.roster.dropped,
        "sample": looking.roster.firms[:10],
        "changes": _changes(change) if change else [],
        "change": change,
        "problem": problem,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return page(request, "office/audience_look.html", told, status)


def _changes(change: Any) -> list[tuple[str, tuple[str, ...], int]]:
    """What a list changes, each kind with as many names as are shown and how many more."""
    renamed = tuple(f"{one.before} → {one.now}" for one in change.renamed)
    groups = (("came", change.came), ("gone", change.gone), ("renamed", renamed))
    return [(what, names[:MOST_SHOWN], max(0, len(names) - MOST_SHOWN)) for what, names in groups if names]


def _acted(request: HttpRequest, viewer: Actor, key: UUID, headings: int) -> HttpResponse:
    post = request.POST
    if "keep" in post:
        keep_list(
            actor=viewer,
            key=key,
            firms=_number(post.get("firms", "")),
            replaces=post.get("replaces") == "yes",
        )
        return HttpResponseRedirect(f"{reverse('office:audience', args=[key])}?done=kept")
    columns: dict[str, int] = {}
    for at in range(headings):
        field = post.get(f"column-{at}", "")
        if not field:
            continue
        if field in columns:
            raise Refused("roster_field_twice")
        columns[field] = at
    map_list(actor=viewer, key=key, columns=columns, headings=headings)
    return HttpResponseRedirect(f"{reverse('office:audience_look', args=[key])}#firms")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else -1


def _missing(request: HttpRequest, refused: Refused) -> HttpResponse:
    return page(request, "office/missing.html", {"problem": refused}, HTTPStatus.NOT_FOUND)
