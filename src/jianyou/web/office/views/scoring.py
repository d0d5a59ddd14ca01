"""评分进度: who is how far, who is late and reminded or phoned, which sheet is taken back or asked again."""

import uuid
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Protocol
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.assigning import ask_again, take_sheet_back
from jianyou.actions.exporting import Listing, show_list
from jianyou.actions.reminding_experts import reachable, remind_experts
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import ReviewStatus
from jianyou.queries.scoring_progress import Only, get_progress, list_to_phone
from jianyou.queries.scoring_reminding import Reminding, get_reminding, get_sheet_line
from jianyou.terms.finding import Refused
from jianyou.terms.paging import Page, turned_to
from jianyou.web.office.acting import Deed, in_two_steps
from jianyou.web.office.assigning_form import MARKS
from jianyou.web.office.assigning_matrix import matrix_of
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.exporting import LONGEST_REASON
from jianyou.web.office.forms import Asked, Form, Given
from jianyou.web.office.listing import Inbox, page_number

_SHOWN = "experts_to_phone_shown"
_MOST_SHOWN = 50
_LONGEST_SEARCH = 100
_PHONES = 100
_MOST_DIGITS = 6
_REASON = "reason"


class SheetAct(Protocol):
    """收回 or 再看一次."""

    def __call__(self, *, actor: Actor, sheet: uuid.UUID, reason: str) -> None:
        """Does it."""


@dataclass(frozen=True, slots=True)
class EntriesListing:
    """Which entries the page lists, as an address tells it; `people` is the page of the experts."""

    only: Only
    search: str
    page: int
    people: int

    @classmethod
    def of(cls, query: QueryDict) -> "EntriesListing":
        """What an address asks for."""
        only = query.get("only", "")
        search = " ".join(fit_text(query.get("q", "")[:_LONGEST_SEARCH], lines=False).split())
        people = page_number(query, "people")
        return cls(Only(only) if only in set(Only) else Only.ALL, search, page_number(query), people)

    @property
    def query(self) -> str:
        """The end of an address that brings this list back."""
        told = {"only": self.only.value if self.only is not Only.ALL else "", "q": self.search}
        told["page"] = str(self.page) if self.page > 1 else ""
        told["people"] = str(self.people) if self.people > 1 else ""
        given = {name: text for name, text in told.items() if text}
        return f"?{urlencode(given)}" if given else ""

    def other(self, *, only: Only | None = None, page: int = 1) -> "EntriesListing":
        """The list with something changed, from its first page on."""
        return replace(self, only=only or self.only, page=page)


@dataclass(frozen=True, slots=True)
class PeopleListing:
    """The experts of the same page, turned by themselves."""

    entries: EntriesListing

    def other(self, page: int) -> EntriesListing:
        """Another page of them beside the same entries."""
        return replace(self.entries, people=page)


@require_safe
@for_viewers
def scoring(request: HttpRequest, viewer: Actor, slug: str, review: int) -> HttpResponse:
    """How far each expert is, and each entry with its experts."""
    listing = EntriesListing.of(request.GET)
    view = get_progress(
        viewer=viewer,
        slug=slug,
        number=review,
        only=listing.only,
        search=listing.search,
        page=listing.page,
        people=listing.people,
    )
    told = {
        "view": view,
        "review": view.review,
        "listing": listing,
        "people": PeopleListing(listing),
        "filters": [
            (only, count, listing.other(only=only).query, only is listing.only)
            for only, count in view.counts.items()
        ],
        "page": view.page,
        "entries": [(one, [(sheet, MARKS[sheet.mark]) for sheet in one.sheets]) for one in view.page.items],
        "matrix": matrix_of(view),
        "assigns": Act.ASSIGN_EXPERTS in view.review.acts,
        "scores": view.review.status is ReviewStatus.SCORING,
        "again": request.GET.get("again", "")[:_MOST_DIGITS],
    }
    return page(request, "office/assigning_progress.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def remind(request: HttpRequest, viewer: Actor, slug: str, review: int) -> HttpResponseBase:
    """Whom a reminder would reach, whom not; writes it with the button that names how many.

    Who can only be phoned is listed, masked until it was logged that it is shown.
    """
    problem: Refused | None = None
    reason = fit_text(request.POST.get("reason", "")[: 2 * LONGEST_REASON], lines=False)
    if request.method == "POST":
        try:
            if "show" in request.POST:
                view = get_reminding(viewer=viewer, slug=slug, number=review)
                _show(request, viewer, view, reason)
            else:
                count = _count(request.POST.get("count", ""))
                remind_experts(actor=viewer, call_slug=slug, review=review, count=count)
            return HttpResponseRedirect(reverse("office:remind_experts", args=[slug, review]))
        except Refused as refused:
            if refused.code in {"site_no_call", "site_no_review"}:
                raise
            problem = refused
    return _remind_page(request, viewer, slug, review, reason=reason, problem=problem)


def _remind_page(
    request: HttpRequest,
    viewer: Actor,
    slug: str,
    review: int,
    *,
    reason: str,
    problem: Refused | None,
) -> HttpResponse:
    view = get_reminding(viewer=viewer, slug=slug, number=review)
    shown = [slug, review] in request.session.get(_SHOWN, [])
    reached = reachable([one.key for one in view.others])
    keys = [one.key for one in view.others if one.key not in reached]
    at = turned_to(page_number(request.GET), len(keys), _PHONES)
    some = keys[(at - 1) * _PHONES : at * _PHONES]
    phones = list_to_phone(viewer=viewer, slug=slug, number=review, keys=some, shown=shown)
    at_reason = problem is not None and problem.code in {"site_reason_missing", "site_text_long"}
    told = {
        "view": view,
        "review": view.review,
        "written": [one for one in view.others if one.key in reached],
        "phones": Page(phones, at, len(keys), _PHONES),
        "listing": Inbox(at),
        "shown": shown,
        "reason": reason,
        "problem": problem,
        "at_reason": at_reason,
    }
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    response = page(request, "office/assigning_remind.html", told, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _show(request: HttpRequest, viewer: Actor, view: Reminding, reason: str) -> None:
    """From now on in this session; logged once."""
    slug, review = view.review.slug, view.review.number
    kept = request.session.get(_SHOWN, [])
    if [slug, review] in kept:
        return
    count = len(view.others) - len(reachable([one.key for one in view.others]))
    show_list(actor=viewer, call_slug=slug, listing=Listing.EXPERTS_TO_PHONE, count=count, reason=reason)
    request.session[_SHOWN] = [*kept, [slug, review]][-_MOST_SHOWN:]


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else -1


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def take_back(request: HttpRequest, viewer: Actor, slug: str, review: int, sheet: uuid.UUID) -> HttpResponse:
    """收回评分表, with a reason."""
    return in_two_steps(
        request,
        lambda: _deed(
            viewer,
            slug,
            review,
            sheet,
            title=gettext("收回评分表"),
            tells=gettext("专家不再看到这一份；已经写的保留，但不计分。申报因此缺一位专家，请在分配页补派。"),
            button=gettext("收回 1 份评分表"),
            hint=gettext("例如专家因故不能评。记入操作留痕，监督可以看到。"),
            act=take_sheet_back,
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def again(request: HttpRequest, viewer: Actor, slug: str, review: int, sheet: uuid.UUID) -> HttpResponse:
    """请专家再看一次, with a reason that the expert reads."""
    return in_two_steps(
        request,
        lambda: _deed(
            viewer,
            slug,
            review,
            sheet,
            title=gettext("请专家再看一次"),
            tells=gettext("评分表退给专家，由他决定改不改；原来提交的一版保留。不要替他定分。"),
            button=gettext("退给专家 1 份"),
            hint=gettext("专家会看到。写明哪里要再看，例如与其他专家相差很多、与材料不符。"),
            act=ask_again,
        ),
    )


def _deed(
    viewer: Actor,
    slug: str,
    review: int,
    sheet: uuid.UUID,
    *,
    title: str,
    tells: str,
    button: str,
    hint: str,
    act: SheetAct,
) -> Deed:
    line = get_sheet_line(viewer=viewer, slug=slug, number=review, sheet=sheet)
    back = reverse("office:scoring", args=[slug, review])

    def do(given: Given) -> None:
        act(actor=viewer, sheet=sheet, reason=given.texts[_REASON])

    form = Form(title=title, tells=tells, button=button, fields=(Asked(_REASON, gettext("理由"), hint),))
    return Deed(form=form, do=do, done=back, back=back, about={"of_sheet": line, "review": line.review})
