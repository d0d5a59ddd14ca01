"""数据包 of a call: what was sent and taken; one is made in two steps; one that was sent is taken away."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.exporting_packages import export_sent
from jianyou.datafiles.fields import NAME
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.calls.fixed import ALWAYS, MAY_BE_FIXED
from jianyou.domain.lifecycle.roles import Actor
from jianyou.jobs.packing import make_intentions, make_nomination, make_result, make_rules
from jianyou.queries.nominating import get_nominating
from jianyou.queries.office_calls import get_call_line
from jianyou.queries.packages import SentLine, get_sent, list_sent, list_taken
from jianyou.queries.results_back import list_ready_results
from jianyou.terms.finding import Refused
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.papers import REASON_WRONG, reason_typed
from jianyou.web.office.views.exports import to_keep

_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY
_LONGEST = 64


@require_safe
@for_viewers
def packages(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The packages of a call, and the ways to further ones."""
    told = {
        "call": get_call_line(viewer=viewer, slug=slug),
        "sent": list_sent(viewer=viewer, slug=slug),
        "taken": list_taken(viewer=viewer, slug=slug),
        "ready": list_ready_results(viewer=viewer, slug=slug),
        "done": request.GET.get("done", ""),
    }
    return page(request, "office/packages_list.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_deciders
def nominate(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """上报: which entries, for whom, with what; then it is made."""
    problem: Refused | None = None
    if request.method == "POST":
        try:
            key = make_nomination(
                actor=viewer,
                call_slug=slug,
                partner=_partner(request),
                their_call=_their_call(request),
                header=_header(request),
                stamp=request.POST.get("stamp", "")[:_LONGEST],
                scans="scans" in request.POST,
            )
            return _made(key)
        except Refused as refused:
            problem = refused
    view = get_nominating(viewer=viewer, slug=slug)
    chosen = request.POST.get("partner", str(view.partners[0].key) if len(view.partners) == 1 else "")
    told = {
        "view": view,
        "chosen": chosen,
        "their_call": request.POST.get("their_call", view.their_call)[: 2 * _LONGEST],
        "header": [
            (key, label, _header(request).get(key, start) if request.method == "POST" else start)
            for key, label, start in view.header
        ],
        "with_scans": request.method != "POST" or "scans" in request.POST,
        **_problem(problem),
    }
    return page(request, "office/packages_nominate.html", told, _status(problem))


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def rules(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """统一规则: which parts of the call file are fixed; then the package is made."""
    problem: Refused | None = None
    parts = [part for part in MAY_BE_FIXED if part in ALWAYS or part in request.POST.getlist("fixed")]
    if request.method == "POST":
        try:
            return _made(make_rules(actor=viewer, call_slug=slug, fixed=parts))
        except Refused as refused:
            problem = refused
    told = {
        "call": get_call_line(viewer=viewer, slug=slug),
        "parts": [(part, part in ALWAYS, part in parts) for part in MAY_BE_FIXED],
        **_problem(problem),
    }
    return page(request, "office/packages_rules.html", told, _status(problem))


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def result(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """结果: the offices below whose entries have results; a package for one of them is made."""
    problem: Refused | None = None
    if request.method == "POST":
        try:
            their_call = _their_call(request)
            return _made(
                make_result(actor=viewer, call_slug=slug, partner=_partner(request), their_call=their_call)
            )
        except Refused as refused:
            problem = refused
    told = {
        "call": get_call_line(viewer=viewer, slug=slug),
        "ready": list_ready_results(viewer=viewer, slug=slug),
        **_problem(problem),
    }
    return page(request, "office/packages_result.html", told, _status(problem))


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def intentions_up(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """申报意向: who means to be named, as a package for the office above."""
    problem: Refused | None = None
    if request.method == "POST":
        try:
            their_call = _their_call(request)
            return _made(
                make_intentions(
                    actor=viewer, call_slug=slug, partner=_partner(request), their_call=their_call
                )
            )
        except Refused as refused:
            problem = refused
    view = get_nominating(viewer=viewer, slug=slug)
    told = {
        "view": view,
        "chosen": request.POST.get("partner", str(view.partners[0].key) if len(view.partners) == 1 else ""),
        "their_call": request.POST.get("their_call", view.their_call)[: 2 * _LONGEST],
        **_problem(problem),
    }
    return page(request, "office/packages_intend.html", told, _status(problem))


@require_safe
@for_viewers
def sent(request: HttpRequest, viewer: Actor, package: UUID) -> HttpResponse:
    """A package that was made: what it is, and how to take it away."""
    return _sent_page(request, viewer, get_sent(viewer=viewer, key=package))


def _sent_page(
    request: HttpRequest, viewer: Actor, line: SentLine, reason: str = "", problem: Refused | None = None
) -> HttpResponse:
    told = {
        "line": line,
        "call": get_call_line(viewer=viewer, slug=line.call),
        "done": request.GET.get("done", ""),
        "reason": reason,
        "by_place": {"reason": problem} if problem else {},
        "problems": [("reason", problem)] if problem else [],
    }
    return page(request, "office/packages_sent.html", told, _WRONG if problem else HTTPStatus.OK)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def sent_file(request: HttpRequest, viewer: Actor, package: UUID) -> HttpResponse:
    """The bytes of a package that was made; one with contacts in it once its reason was logged."""
    line = get_sent(viewer=viewer, key=package)
    if line.personal and request.method != "POST":
        return HttpResponseRedirect(f"{reverse('office:package_sent', args=[package])}#take")
    reason, too_long = reason_typed(request.POST)
    try:
        if too_long is not None:
            raise too_long
        data = export_sent(actor=viewer, key=package, reason=reason)
    except Refused as refused:
        if refused.code not in REASON_WRONG:
            raise
        return _sent_page(request, viewer, line, reason, refused)
    return to_keep(data, f"{line.call}-{line.kind.value}-{line.number}.jyp", "application/octet-stream")


def _partner(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("partner", ""))
    except ValueError:
        raise Refused("partner_unknown") from None


def _header(request: HttpRequest) -> dict[str, str]:
    """The line above the table, as far as it was typed."""
    given = {name: text for name, text in request.POST.items() if name.startswith("head-")}
    return {name.removeprefix("head-"): str(text)[:1000] for name, text in given.items()}


def _their_call(request: HttpRequest) -> str:
    text = fit_text(request.POST.get("their_call", "")[: 2 * _LONGEST], lines=False)
    if not NAME.fullmatch(text):
        raise Refused("package_their_call")
    return text


def _made(key: UUID) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('office:package_sent', args=[key])}?done=made")


def _problem(problem: Refused | None) -> dict[str, Any]:
    places = {
        "package_their_call": "their_call",
        "partner_unknown": "partner",
        "report_header_missing": "header",
        "report_header_long": "header",
    }
    place = places.get(problem.code, "act") if problem else ""
    return {
        "problems": [(place, problem)] if problem else [],
        "by_place": {place: problem} if problem else {},
    }


def _status(problem: Refused | None) -> int:
    if problem is None:
        return HTTPStatus.OK
    return HTTPStatus.CONFLICT if problem.code == "package_list_changed" else _WRONG
