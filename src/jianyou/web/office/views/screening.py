"""筛查: the firms of lists by the awards' rules, and who of them is put on a call's list."""

from datetime import date
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.inviting import invite_firms
from jianyou.domain.eligibility.told import LineKind
from jianyou.domain.eligibility.told import told as told_lines
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.office_calls import get_office_call
from jianyou.queries.screened import Screened, get_screening, judge_firm, lists_for, select_screened
from jianyou.terms.finding import Refused
from jianyou.terms.verdict import Verdict
from jianyou.web.components.language import page_lang
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.invited_listing import KINDS, LONGEST_QUERY, ScreeningListing, day_in, keys_in

MOST_SHOWN = 200
"""Firms that a preview names; the others are counted."""
_MOST_DIGITS = 6
_LEFT_OUT = (LineKind.MISSING, LineKind.NOTE)
"""What is said to who writes facts in a file."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def screening(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponseBase:
    """The firms that count, by award and answer; those chosen are put on the list in two steps."""
    return _invite(request, slug=slug) if request.method == "POST" else _page(request, viewer, slug)


def _page(request: HttpRequest, viewer: Actor, slug: str, problem: Refused | None = None) -> HttpResponse:
    call = get_office_call(viewer=viewer, slug=slug)
    lists = lists_for(viewer=viewer, slug=slug)
    query = request.GET if request.method != "POST" else _asked(request)
    listing = _listing(query, lists, call.call.deadline.date())
    view = get_screening(viewer=viewer, slug=slug, wanted=listing.wanted)
    told = {
        "call": call,
        "may": Act.INVITE in call.acts,
        "lists": [(one, KINDS[one.kind], one.key in listing.wanted.lists) for one in lists],
        "listing": listing,
        "everything": listing.other(award="", verdict=None, district="", search="", news=False).query,
        "view": view,
        "page": view.page,
        "awards": [
            (
                award,
                [(each, count, _only(listing, award.award, each)) for each, count in award.verdicts.items()],
            )
            for award in view.awards
        ],
        "names": {award.award: award.name for award in view.awards},
        "verdicts": list(Verdict),
        "problem": problem,
    }
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    return page(request, "office/invited_screening.html", told, status)


def _only(listing: ScreeningListing, award: str, verdict: Verdict) -> str:
    return listing.other(award=award, verdict=verdict).query


def _listing(query: QueryDict, lists: Any, day: date) -> ScreeningListing:
    return ScreeningListing.of(query, [one.key for one in lists if one.addressed], day)


def _asked(request: HttpRequest) -> QueryDict:
    """The end of the address of the screening that a form was on."""
    return QueryDict(request.POST.get("query", "")[:LONGEST_QUERY].removeprefix("?"))


@for_deciders
def _invite(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The preview of whom it concerns, then the act."""
    call = get_office_call(viewer=viewer, slug=slug)
    listing = _listing(_asked(request), lists_for(viewer=viewer, slug=slug), call.call.deadline.date())
    whole = "which" in request.POST
    keys = None if whole else keys_in([*request.POST.getlist("firm"), *request.POST.get("firms", "").split()])
    try:
        if "sure" in request.POST:
            count = invite_firms(
                actor=viewer,
                call_slug=slug,
                wanted=listing.wanted,
                keys=keys,
                count=_number(request.POST.get("count", "")),
            )
            return HttpResponseRedirect(f"{reverse('office:invited', args=[slug])}?done=added.{count}")
        firms = select_screened(viewer=viewer, slug=slug, wanted=listing.wanted, keys=keys)
    except Refused as refused:
        return _page(request, viewer, slug, refused)
    if not firms:
        return _page(request, viewer, slug, Refused("invited_nobody"))
    return _preview(request, call, listing, firms, keys)


def _preview(
    request: HttpRequest,
    call: Any,
    listing: ScreeningListing,
    firms: tuple[Screened, ...],
    keys: tuple[UUID, ...] | None,
) -> HttpResponse:
    fresh = [firm for firm in firms if not firm.invited]
    unmet = [
        firm
        for firm in fresh
        if firm.answers and all(each.verdict is Verdict.NOT_MET for each in firm.answers.values())
    ]
    told = {
        "call": call,
        "listing": listing,
        "fresh": fresh[:MOST_SHOWN],
        "count": len(fresh),
        "more": max(0, len(fresh) - MOST_SHOWN),
        "already": len(firms) - len(fresh),
        "unmet": len(unmet),
        "keys": None if keys is None else " ".join(key.hex for key in keys),
    }
    return page(request, "office/invited_preview.html", told)


@require_safe
@for_viewers
def judged(request: HttpRequest, viewer: Actor, slug: str, listed: UUID) -> HttpResponse:
    """What each award's rules say to one firm, condition by condition."""
    call = get_office_call(viewer=viewer, slug=slug)
    on = day_in(request.GET.get("on", "")) or call.call.deadline.date()
    try:
        name, awards = judge_firm(viewer=viewer, slug=slug, key=listed, on=on)
    except Refused as refused:
        if refused.code != "audience_no_such_firm":
            raise
        return page(request, "office/missing.html", {"problem": refused}, HTTPStatus.NOT_FOUND)
    told = {
        "call": call,
        "name": name,
        "on": on,
        "awards": [
            (
                one.award.name,
                one.outcome.verdict,
                [
                    line
                    for line in told_lines(one.outcome, one.facts, page_lang())
                    if line.kind not in _LEFT_OUT
                ],
            )
            for one in awards
        ],
    }
    return page(request, "office/invited_judged.html", told)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else -1
