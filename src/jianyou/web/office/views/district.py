"""Offices below in a call; an office below on its way up: order and table; where entries come from."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.district import name_districts, open_lower
from jianyou.actions.ranking import rank_entries
from jianyou.actions.reporting_up import LONGEST_HEADER, code_of_table, compile_table, report_table
from jianyou.domain.annexes.reading import as_read
from jianyou.domain.annexes.typed import form_of_values
from jianyou.domain.ledger.fingerprints import mark_of
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.mailbox.moment import moment_text
from jianyou.queries.district import Below, Districts, Standing, Upward, get_upward, list_districts
from jianyou.queries.packages import package_of
from jianyou.queries.provenance import get_provenance
from jianyou.terms.display import in_groups
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say
from jianyou.web.components.answers import answers_of
from jianyou.web.components.language import page_lang
from jianyou.web.components.printed import Annex, drawn
from jianyou.web.office.context import DECIDERS, for_deciders, for_viewers, page
from jianyou.web.office.districting import (
    Naming,
    Order,
    header_sent,
    header_started,
    moved,
    naming_sent,
    naming_started,
    order_of,
    order_sent,
    shown,
    signed_table,
    table_signed,
)

_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY


@require_safe
@for_viewers
def districts(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The offices below: how far each is, and what to write to those who haven't reported."""
    view = list_districts(viewer=viewer, slug=slug)
    if view.upper and not view.below and not view.others:
        return HttpResponseRedirect(reverse("office:upward", args=[slug]))
    told = {
        "view": view,
        "tallies": [(standing, view.count(standing)) for standing in Standing],
        "urging": [(one, _urged(view, one)) for one in view.below if one.standing is not Standing.SEALED],
        "done": request.GET.get("done", ""),
    }
    return page(request, "office/district_list.html", told)


def _urged(view: Districts, one: Below) -> str:
    """What to write to an office below; always in Chinese, whatever the page's language."""
    params: dict[str, Any] = {
        "office": one.name,
        "call": view.title,
        "deadline": moment_text(view.deadline, Lang.ZH),
    }
    if one.standing is Standing.NOT_BEGUN:
        return say("urge_not_begun", params, lang=Lang.ZH)
    if one.standing is Standing.REPORTED:
        return say("urge_reported", {**params, "number": one.number}, lang=Lang.ZH)
    quota = "urge_no_quota" if one.most is None else "urge_quota"
    params["quota"] = say(quota, {} if one.most is None else {"most": one.most}, lang=Lang.ZH)
    return say("urge_collecting", {**params, "accepted": one.accepted}, lang=Lang.ZH)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def district_new(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """Names offices below, in two steps."""
    view = list_districts(viewer=viewer, slug=slug)
    if request.method != "POST" or not view.open:
        return _naming_page(request, view, naming_started(view))
    naming = naming_sent(view, request.POST)
    if naming.problems:
        return _naming_page(request, view, naming, _WRONG)
    if "edit" in request.POST:
        return _naming_page(request, view, naming)
    if "sure" not in request.POST:
        return page(request, "office/district_preview.html", {"view": view, "naming": naming})
    try:
        name_districts(actor=viewer, call_slug=slug, parts=naming.named, at_once=naming.at_once)
    except Refused as refused:
        view = list_districts(viewer=viewer, slug=slug)
        again = naming_sent(view, request.POST)
        wrong = Naming(again.lines, again.at_once, again.parts, {"named": refused})
        return _naming_page(request, view, wrong, HTTPStatus.CONFLICT)
    return HttpResponseRedirect(f"{reverse('office:districts', args=[slug])}?done=named")


def _naming_page(
    request: HttpRequest, view: Districts, naming: Naming, status: int = HTTPStatus.OK
) -> HttpResponse:
    told = {"view": view, "naming": naming, "problems": list(naming.problems.items())}
    return page(request, "office/district_new.html", told, status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_viewers
def upward(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """An office below on its way: what is done, what is next, what was reported."""
    view, problem = get_upward(viewer=viewer, slug=slug), None
    if request.method == "POST":
        try:
            open_lower(actor=viewer, call_slug=slug)
            return HttpResponseRedirect(f"{request.path}?done=opened")
        except Refused as refused:
            view, problem = get_upward(viewer=viewer, slug=slug), refused
    decides = viewer.role in DECIDERS
    told = {
        "view": view,
        "problem": problem,
        "code": in_groups(code_of_table(actor=viewer, call_slug=slug)) if view.reported and decides else "",
        "asked": list(_asked(view)),
        "can_rank": decides and Act.RANK_ENTRIES in view.acts,
        "can_report": decides and Act.COMPILE_TABLE in view.acts and view.upper_open,
        "can_open": decides and Act.OPEN_CALL in view.acts and view.upper_open,
        "done": request.GET.get("done", ""),
    }
    return page(
        request, "office/district_upward.html", told, HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    )


def _asked(view: Upward) -> Iterator[dict[str, Any]]:
    """What the office above asks to be corrected, by the titles of the columns."""
    for one in view.reported.asked if view.reported else ():
        remarks = [(view.schema.by_key[key].title, text) for key, text in one.remarks.items()]
        yield {"one": one, "remarks": remarks}


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def ranking(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The accepted entries in order, by numbers or by moving one; the line where the quota ends."""
    view = get_upward(viewer=viewer, slug=slug)
    may = viewer.role in DECIDERS and Act.RANK_ENTRIES in view.acts
    if request.method != "POST":
        return _ranking_page(request, view, order_of(view), may=may)
    if not may:
        return _ranking_page(request, view, order_of(view), may=False, status=HTTPStatus.FORBIDDEN)
    order = order_sent(view, request.POST)
    if order.problems:
        return _ranking_page(request, view, order, may=True, status=_WRONG, unsaved=True)
    if command := request.POST.get("move", ""):
        changed = moved(view, order, command[:80])
        return _ranking_page(request, view, changed, may=True, unsaved=True)
    try:
        stamp = request.POST.get("stamp", "")
        rank_entries(actor=viewer, call_slug=slug, ranks=order.ranks, stamp=stamp)
    except Refused as refused:
        now = get_upward(viewer=viewer, slug=slug)
        return _ranking_page(request, now, _wrong(now, refused), may=True, status=HTTPStatus.CONFLICT)
    return HttpResponseRedirect(f"{request.path}?done=ranked")


def _wrong(view: Upward, refused: Refused) -> Order:
    kept = order_of(view)
    return Order(kept.texts, kept.ranks, {"order": refused})


def _ranking_page(
    request: HttpRequest,
    view: Upward,
    order: Order,
    *,
    may: bool,
    status: int = HTTPStatus.OK,
    unsaved: bool = False,
) -> HttpResponse:
    told = {
        "view": view,
        "rows": shown(view, order),
        "ranked": len(order.ranks),
        "over": max(0, len(order.ranks) - view.most) if view.most is not None else 0,
        "may": may,
        "unsaved": unsaved,
        "problems": list(order.problems.items()),
        "done": request.GET.get("done", ""),
    }
    return page(request, "office/district_ranking.html", told, status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_deciders
def report(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The own table: its header line, then as it will be printed, and only then it is reported."""
    view = get_upward(viewer=viewer, slug=slug)
    if request.method != "POST":
        return _header_page(request, viewer, view, header_started(view))
    header = header_sent(view, request.POST)
    if "edit" in request.POST:
        return _header_page(request, viewer, view, header)
    try:
        compiling = table_signed(request.POST.get("table", "")[:200_000], view, viewer.person, header)
        if "sure" in request.POST:
            report_table(actor=viewer, call_slug=slug, compiling=compiling)
            return HttpResponseRedirect(f"{reverse('office:upward', args=[slug])}?done=reported")
        table = compile_table(actor=viewer, call_slug=slug, compiling=compiling)
    except Refused as refused:
        now = get_upward(viewer=viewer, slug=slug)
        return _header_page(request, viewer, now, header, refused)
    annex = Annex(view.schema, table.header, table.rows, mark_of(table.number, table.content))
    reading = as_read(form_of_values(annex.schema, annex.header, annex.rows))
    told = {
        "view": view,
        "annex": annex,
        "drawn": drawn(annex),
        "answers": answers_of(reading, annex.schema, page_lang()),
        "table": request.POST["table"],
        "header": header,
    }
    return page(request, "office/district_table.html", told)


def _header_page(
    request: HttpRequest, viewer: Actor, view: Upward, header: dict[str, str], problem: Refused | None = None
) -> HttpResponse:
    at = _place(view, header) if problem and problem.code.startswith("report_header") else "act"
    told = {
        "view": view,
        "fields": [
            (field, header[field.key], problem if at == field.key else None) for field in view.schema.header
        ],
        "problem": problem,
        "problem_at": at if at == "act" else f"head-{at}",
        "can_report": Act.COMPILE_TABLE in view.acts and view.upper_open and not view.reported,
        "table": signed_table(view, viewer.person),
    }
    status = (HTTPStatus.CONFLICT if at == "act" else _WRONG) if problem else HTTPStatus.OK
    return page(request, "office/district_report.html", told, status)


def _place(view: Upward, header: dict[str, str]) -> str:
    """The first field of the header line that is missing or too long."""
    for field in view.schema.header:
        if not header[field.key] or len(header[field.key]) > LONGEST_HEADER:
            return field.key
    return "act"


@require_safe
@for_viewers
def provenance(request: HttpRequest, viewer: Actor, number: str) -> HttpResponse:
    """Where the entries of a table come from that an office below has reported."""
    package = package_of(viewer=viewer, number=number)
    if package is not None:
        return HttpResponseRedirect(reverse("office:package_taken", args=[package]))
    told = {"view": get_provenance(viewer=viewer, number=number)}
    return page(request, "office/district_origins.html", told)
