"""评审组: who is on it, who may be put on it, invitations, answers, leaving; changes in two steps."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.acting import LONGEST_TEXT
from jianyou.actions.panels import answer_invitation, invite_panel, leave_panel
from jianyou.actions.reviews import name_panel
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.panels import get_panel, list_candidates, names_of_experts
from jianyou.queries.reviews import get_review
from jianyou.terms.finding import Refused
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.expert_listing import ExpertListing
from jianyou.web.office.invited_listing import keys_in
from jianyou.web.office.listing import Inbox, page_number
from jianyou.web.office.review_boxes import number_typed, typed

_MOST_LOAD = 9999


@require_safe
@for_viewers
def panel(request: HttpRequest, viewer: Actor, slug: str, review: int) -> HttpResponse:
    """Everybody on the panel with their answers, and the fields that they cover."""
    view = get_panel(viewer=viewer, slug=slug, number=review, page=page_number(request.GET))
    told = {
        "view": view.review,
        "panel": view,
        "page": view.page,
        "listing": Inbox(view.page.number),
        "grows": Act.NAME_PANEL in view.review.acts,
        "scarce": [one for one in view.coverage if one.scarce],
        "done": request.GET.get("done", ""),
    }
    return page(request, "office/panels_list.html", told)


@require_safe
@for_deciders
def candidates(request: HttpRequest, viewer: Actor, slug: str, review: int) -> HttpResponse:
    """The pool, to tick who is put on the panel."""
    listing = ExpertListing.of(request.GET)
    found = list_candidates(viewer=viewer, slug=slug, number=review, wanted=listing.wanted)
    told = {
        "view": found.review,
        "page": found.page,
        "listing": listing,
        "coverage": found.coverage,
        "scarce": [one for one in found.coverage if one.scarce],
        "least": found.review.stage.load.least if found.review.stage.load else "",
        "most": found.review.stage.load.most if found.review.stage.load else "",
        "nobody": "nobody" in request.GET,
    }
    return page(request, "office/panels_add.html", told)


@dataclass(frozen=True, slots=True)
class PanelAct:
    """An act on people of a panel: what it is called, what it asks, and what does it; `back` is its list."""

    title: Any
    asks: str
    back: str
    do: Callable[["_On"], None]


@dataclass(frozen=True, slots=True)
class _On:
    actor: Actor
    slug: str
    review: int
    keys: tuple[UUID, ...]
    post: QueryDict


def _add(on: _On) -> None:
    name_panel(
        actor=on.actor,
        call_slug=on.slug,
        review=on.review,
        experts=on.keys,
        least=number_typed(on.post, "least", 0, _MOST_LOAD),
        most=number_typed(on.post, "most", 1, _MOST_LOAD),
    )


def _invite(on: _On) -> None:
    invite_panel(actor=on.actor, call_slug=on.slug, review=on.review, experts=on.keys)


def _answered(on: _On, *, accepts: bool) -> None:
    note = typed(on.post, "reason", LONGEST_TEXT, lines=True)
    for key in on.keys[:1]:
        answer_invitation(
            actor=on.actor, call_slug=on.slug, review=on.review, expert=key, accepts=accepts, note=note
        )


def _accept(on: _On) -> None:
    _answered(on, accepts=True)


def _decline(on: _On) -> None:
    _answered(on, accepts=False)


def _leave(on: _On) -> None:
    reason = typed(on.post, "reason", LONGEST_TEXT, lines=True)
    for key in on.keys[:1]:
        leave_panel(actor=on.actor, call_slug=on.slug, review=on.review, expert=key, reason=reason)


ACTS = {
    "add": PanelAct(gettext_lazy("加入评审组"), "bounds", "office:panel_candidates", _add),
    "invite": PanelAct(gettext_lazy("发出邀请"), "", "office:panel", _invite),
    "accept": PanelAct(gettext_lazy("登记接受邀请"), "note", "office:panel", _accept),
    "decline": PanelAct(gettext_lazy("登记谢绝邀请"), "note", "office:panel", _decline),
    "leave": PanelAct(gettext_lazy("移出评审组"), "reason", "office:panel", _leave),
}
"""The acts by their place in the address."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def act(request: HttpRequest, viewer: Actor, slug: str, review: int, name: str) -> HttpResponse:
    """Whom an act is about, what it does, and the button that names it and how many; then it is done."""
    told, post = ACTS[name], request.POST
    back = reverse(told.back, args=[slug, review])
    if request.method != "POST":
        return HttpResponseRedirect(back)
    view = get_review(viewer=viewer, slug=slug, number=review)
    # A button in a row is about that one, whoever is ticked.
    ticked = [post["one"]] if "one" in post else post.getlist("expert")
    people = names_of_experts(viewer=viewer, keys=keys_in(ticked))
    if not people:
        return HttpResponseRedirect(f"{back}?nobody=yes")
    problem = None
    if "sure" in post:
        try:
            told.do(_On(viewer, slug, review, tuple(key for key, _, _ in people), post))
        except Refused as refused:
            if refused.code == "site_no_review":
                raise
            problem = refused
        else:
            return HttpResponseRedirect(f"{reverse('office:panel', args=[slug, review])}?done={name}")
    context = {
        "view": view,
        "name": name,
        "deed": told,
        "back": back,
        "people": people,
        "texts": {
            field: typed(post, field, LONGEST_TEXT, lines=field == "reason")
            for field in ("least", "most", "reason")
        },
        "longest": LONGEST_TEXT,
        "problem": problem,
        "problems": [("reason" if told.asks else "act", problem)] if problem else [],
    }
    return page(
        request, "office/panels_preview.html", context, HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    )
