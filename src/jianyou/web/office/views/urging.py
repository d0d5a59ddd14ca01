"""催报文字: what to paste for those who haven't filed or corrected, and mail to those who have to correct."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jianyou.actions.inviting import remind_returned
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.transitions import allowed_acts
from jianyou.domain.mailbox.moment import moment_text
from jianyou.domain.papers.urging import (
    correction_short,
    correction_text,
    firm_text,
    group_texts,
    short_text_of,
)
from jianyou.queries.invited import count_to_remind, get_invited, list_returned, names_to_remind
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.paging import Page, turned_to
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.listing import Inbox, page_number
from jianyou.web.office.views.invited import occasion_of

LENGTH = 20
CORRECTION = "correction"
_MOST_DIGITS = 6


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def urging(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponseBase:
    """The texts for who hasn't filed; with `of=correction` for who hasn't corrected."""
    if request.method == "POST":
        return _reminded(request, slug=slug)
    if request.GET.get("of") == CORRECTION:
        return _corrections(request, viewer, slug)
    return _firms(request, viewer, slug)


def _firms(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    view = get_invited(viewer=viewer, slug=slug)
    occasion = occasion_of(view)
    waiting = names_to_remind(viewer=viewer, slug=slug)
    number = turned_to(page_number(request.GET), len(waiting), LENGTH)
    some = waiting[(number - 1) * LENGTH : number * LENGTH]
    told = {
        "view": view,
        "of": "",
        "groups": group_texts(occasion, waiting),
        "texts": [(name, firm_text(occasion, name), short_text_of(occasion, name)) for name in some],
        "page": Page(some, number, len(waiting), LENGTH),
        "listing": Inbox(number),
    }
    return page(request, "office/invited_texts.html", told)


def _corrections(
    request: HttpRequest, viewer: Actor, slug: str, problem: Refused | None = None, *, sure: bool = False
) -> HttpResponse:
    view = get_invited(viewer=viewer, slug=slug)
    occasion = occasion_of(view)
    number = page_number(request.GET)
    found = list_returned(viewer=viewer, slug=slug, page=number)
    texts = []
    for line in found.items:
        due = moment_text(line.due, Lang.ZH)
        text = correction_text(occasion, filer=line.filer, name=line.name, number=line.number, due=due)
        texts.append((line.filer, text, correction_short(filer=line.filer, number=line.number, due=due)))
    told = {
        "view": view,
        "may": Act.INVITE in allowed_acts(view.status),
        "of": CORRECTION,
        "groups": (),
        "texts": texts,
        "page": found,
        "listing": Inbox(found.number),
        "reached": count_to_remind(viewer=viewer, slug=slug),
        "sure": sure,
        "problem": problem,
        "done": request.GET.get("done", "")[:6],
    }
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    return page(request, "office/invited_texts.html", told, status)


@for_deciders
def _reminded(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    if "sure" not in request.POST:
        return _corrections(request, viewer, slug, sure=True)
    try:
        shown = request.POST.get("count", "")
        known = int(shown) if shown.isascii() and shown.isdigit() and len(shown) <= _MOST_DIGITS else -1
        count = remind_returned(actor=viewer, call_slug=slug, count=known)
    except Refused as refused:
        return _corrections(request, viewer, slug, refused)
    return HttpResponseRedirect(f"{reverse('office:urging', args=[slug])}?of={CORRECTION}&done={count}")
