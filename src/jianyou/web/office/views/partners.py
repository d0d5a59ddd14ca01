"""往来单位: the offices of other sites, each added by its card once the keys were compared; their quotas."""

import re
from collections.abc import Mapping
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.partners import (
    LONGEST_DISTRICT,
    LONGEST_NAME,
    MOST_QUOTA,
    add_partner,
    retire_partner,
    set_partner_quota,
)
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.packages.cards import MOST_BYTES, Relation, SiteCard, card_from
from jianyou.queries.office_calls import get_call_line
from jianyou.queries.partners import get_partner, list_partners, list_quotas, own_card
from jianyou.terms.finding import Refused
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.papers import reason_typed
from jianyou.web.office.views.exports import to_keep

_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY
_PLACES = {
    "partner_card_missing": "card",
    "partner_card_unreadable": "card",
    "partner_is_us": "card",
    "partner_there": "card",
    "partner_name_wrong": "name",
    "partner_relation_missing": "relation",
}
_FIELDS = ("name", "relation", "district")
_QUOTA = re.compile(r"[0-9]{1,9}")
_LONGEST = {"name": LONGEST_NAME, "district": LONGEST_DISTRICT}


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def partners(request: HttpRequest, viewer: Actor) -> HttpResponse:
    """Every office that packages go to and come from; the form that adds one, and its second step."""
    if request.method != "POST" or viewer.role is not Role.SECTION_HEAD:
        status = HTTPStatus.FORBIDDEN if request.method == "POST" else HTTPStatus.OK
        return _list_page(request, viewer, {}, status=status)
    typed = {name: fit_text(request.POST.get(name, "")[:1000], lines=False) for name in _FIELDS}
    card: SiteCard | None = None
    try:
        card = _card(request, viewer)
        if "edit" in request.POST:
            return _list_page(request, viewer, typed, card)
        relation = _relation(typed)
        if not typed["name"]:
            typed["name"] = card.name
        if "sure" in request.POST:
            name, district = typed["name"], typed["district"]
            add_partner(actor=viewer, card=card, name=name, relation=relation, district=district)
            return HttpResponseRedirect(f"{reverse('office:partners')}?done=added")
    except Refused as refused:
        return _list_page(request, viewer, typed, card, refused, _WRONG)
    told = {"card": card, "typed": typed, "written": card.written().decode()}
    return page(request, "office/packages_partner_sure.html", told)


def _card(request: HttpRequest, viewer: Actor) -> SiteCard:
    """The card that was uploaded, or that the second step sends again; not this site's own."""
    card = _sent_card(request)
    if card.key == own_card(viewer=viewer).key:
        raise Refused("partner_is_us")
    return card


def _sent_card(request: HttpRequest) -> SiteCard:
    upload = request.FILES.get("card")
    if upload is not None and not isinstance(upload, list):
        return card_from(upload.read(MOST_BYTES + 1))
    written = request.POST.get("written", "")
    if not written:
        raise Refused("partner_card_missing")
    return card_from(written[: MOST_BYTES + 1].encode("utf-8", "replace"))


def _relation(typed: Mapping[str, str]) -> Relation:
    if typed["relation"] not in set(Relation):
        raise Refused("partner_relation_missing")
    return Relation(typed["relation"])


def _list_page(
    request: HttpRequest,
    viewer: Actor,
    typed: Mapping[str, str],
    card: SiteCard | None = None,
    problem: Refused | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """The list, and the form as it was typed; a card that was read is kept unless it is what is wrong."""
    place = _PLACES.get(problem.code, "name") if problem else ""
    told = {
        "partners": list_partners(viewer=viewer),
        "own": own_card(viewer=viewer),
        "heads": viewer.role is Role.SECTION_HEAD,
        "typed": typed,
        "card": card if place != "card" else None,
        "written": card.written().decode() if card else "",
        "problems": [(place, problem)] if problem else [],
        "by_place": {place: problem} if problem else {},
        "longest": _LONGEST,
        "done": request.GET.get("done", ""),
    }
    return page(request, "office/packages_partners.html", told, status)


@require_safe
@for_viewers
def card_file(request: HttpRequest, viewer: Actor) -> HttpResponse:
    """This office's own card, to be handed to others."""
    del request
    return to_keep(own_card(viewer=viewer).written(), "jianyou-card.json", "application/json")


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def partner(request: HttpRequest, viewer: Actor, partner: UUID) -> HttpResponse:
    """One of them; a section head may retire it, with a reason."""
    view, problem = get_partner(viewer=viewer, key=partner), None
    reason, status = "", HTTPStatus.OK
    heads = viewer.role is Role.SECTION_HEAD
    if request.method == "POST" and heads:
        reason, problem = reason_typed(request.POST)
        try:
            if problem is not None:
                raise problem
            retire_partner(actor=viewer, partner=partner, reason=reason)
            return HttpResponseRedirect(f"{reverse('office:partners')}?done=retired")
        except Refused as refused:
            problem, status = refused, _WRONG
    elif request.method == "POST":
        status = HTTPStatus.FORBIDDEN
    problems = [("reason", problem)] if problem else []
    told = {"view": view, "heads": heads, "reason": reason, "problem": problem, "problems": problems}
    return page(request, "office/packages_partner.html", told, status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def quotas(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """What each office below may name in a call; kept line by line by a section head."""
    call, lines = get_call_line(viewer=viewer, slug=slug), list_quotas(viewer=viewer, slug=slug)
    texts = {one.partner: "" if one.most is None else str(one.most) for one in lines}
    problems: dict[str, Refused] = {}
    heads = viewer.role is Role.SECTION_HEAD
    if request.method == "POST" and heads:
        texts = {one.partner: request.POST.get(f"most-{one.partner}", "").strip()[:40] for one in lines}
        for key, text in texts.items():
            if text and not (_QUOTA.fullmatch(text) and int(text) <= MOST_QUOTA):
                problems[f"most-{key}"] = Refused("district_most_wrong", text=text[:20], most=MOST_QUOTA)
        if not problems:
            for key, text in texts.items():
                most = int(text) if text else None
                set_partner_quota(actor=viewer, call_slug=slug, partner=key, most=most)
            return HttpResponseRedirect(f"{reverse('office:packages', args=[slug])}?done=quotas")
    told = {
        "call": call,
        "lines": [(one, texts[one.partner], problems.get(f"most-{one.partner}")) for one in lines],
        "heads": heads,
        "problems": list(problems.items()),
    }
    refused = HTTPStatus.FORBIDDEN if request.method == "POST" and not heads else HTTPStatus.OK
    return page(request, "office/packages_quotas.html", told, _WRONG if problems else refused)
