"""到件情况: the page, the part of it that is renewed, its pictures and figures as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.queries.arrivals_desk import DECISIONS, ArrivalsDesk, get_arrivals_desk
from jianyou.queries.invited import TO_REMIND, Progress
from jianyou.web.office.context import for_viewers, page
from jianyou.web.office.dashboard import figures_file, figures_of
from jianyou.web.office.entry_listing import EntryListing
from jianyou.web.office.exporting import MEDIA
from jianyou.web.office.listing import Listing
from jianyou.web.office.views.exports import to_keep

SECONDS = 60
"""After so long the figures are asked for again, where a browser has scripts."""


@require_safe
@for_viewers
def arrivals(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """What came and what is to be done; `part=now` answers with the figures alone."""
    desk = get_arrivals_desk(viewer=viewer, slug=slug)
    part = request.GET.get("part") == "now"
    template = "office/dashboard_now.html" if part else "office/dashboard_page.html"
    response = page(request, template, _told(desk))
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
@for_viewers
def picture(request: HttpRequest, viewer: Actor, slug: str, figure: str) -> HttpResponse:
    """One of the pictures as a file, with its colours in it."""
    desk = get_arrivals_desk(viewer=viewer, slug=slug)
    found = figures_of(desk).get(figure)
    if found is None:
        raise Http404
    told = {"figure": found, "desk": desk, "alone": True}
    text = render_to_string("office/dashboard_picture.html", told, request)
    return to_keep(text, f"{slug}-{figure}-{desk.now:%Y%m%d-%H%M}.svg", "image/svg+xml; charset=utf-8")


@require_safe
@for_viewers
def figures(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """All figures as a workbook."""
    del request
    desk = get_arrivals_desk(viewer=viewer, slug=slug)
    name = f"{gettext('到件情况')}-{slug}-{desk.now:%Y%m%d-%H%M}.xlsx"
    return to_keep(figures_file(desk), name, MEDIA["xlsx"])


def _told(desk: ArrivalsDesk) -> dict[str, object]:
    entries = [
        (status, count, EntryListing().other(states=frozenset({status})).query)
        for status, count in desk.entries.items()
    ]
    filings = [(status, count, Listing().other(state=status).query) for status, count in desk.filings.items()]
    waiting = frozenset({EntryStatus.PENDING, EntryStatus.RESUBMITTED})
    return {
        "desk": desk,
        "figures": figures_of(desk).values(),
        "entries": entries,
        "filings": filings,
        "undecided_query": EntryListing().other(states=waiting).query,
        "returned_query": EntryListing().other(states=frozenset({EntryStatus.RETURNED})).query,
        "resubmitted_query": EntryListing().other(states=frozenset({EntryStatus.RESUBMITTED})).query,
        "late_query": Listing().other(state=FilingStatus.LATE).query,
        "invited_all": sum(desk.invited.values()),
        "missing": sum(desk.invited.get(one, 0) for one in TO_REMIND),
        "nothing": Progress.NOTHING,
        "begun": Progress.BEGUN,
        "decisions": DECISIONS,
        "seconds": SECONDS,
    }
