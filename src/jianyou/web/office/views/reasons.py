"""理由库: the reasons that an office gives again and again."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jianyou.actions.reasons import ReasonTold, keep_reason, retire_reason
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.papers.reasons import LONGEST_CLAUSE, LONGEST_REASON, LONGEST_TITLE, REASONED
from jianyou.queries.reasons import ReasonLine, get_reason, list_reasons
from jianyou.terms.finding import Refused
from jianyou.web.office.context import for_deciders, page

_FIELDS = ("act", "title", "text", "clause", "order")
_PLACES = {
    "reason_act_unknown": "act",
    "reason_title_missing": "title",
    "reason_text_missing": "text",
    "reason_order_wrong": "order",
}
_MOST_DIGITS = 4
_LONGEST = {"title": LONGEST_TITLE, "text": LONGEST_REASON, "clause": LONGEST_CLAUSE}


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def reasons(request: HttpRequest, viewer: Actor) -> HttpResponse:
    """The list, and the form for one more."""
    return _kept(request, viewer, None) if request.method == "POST" else _page(request, viewer)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def reason(request: HttpRequest, viewer: Actor, reason: UUID) -> HttpResponse:
    """One reason to be changed, or offered no more."""
    if request.method == "POST" and "retire" in request.POST:
        retire_reason(actor=viewer, key=reason)
        return _back("retired")
    try:
        line = get_reason(viewer=viewer, key=reason)
    except Refused as refused:
        return page(request, "office/missing.html", {"problem": refused}, HTTPStatus.NOT_FOUND)
    if request.method == "POST":
        return _kept(request, viewer, line)
    typed = {name: str(getattr(line, name)) for name in _FIELDS}
    return _page(request, viewer, line, typed)


def _kept(request: HttpRequest, viewer: Actor, line: ReasonLine | None) -> HttpResponse:
    typed = _typed(request.POST)
    problems = _long(typed)
    if not problems:
        try:
            keep_reason(actor=viewer, told=_told(typed), key=line.key if line else None)
        except Refused as refused:
            problems = [(_PLACES.get(refused.code, "title"), refused)]
        else:
            return _back("kept")
    return _page(request, viewer, line, typed, problems)


def _typed(posted: QueryDict) -> dict[str, str]:
    typed = {name: fit_text(posted.get(name, ""), lines=name == "text") for name in _FIELDS}
    return {name: text[: 2 * LONGEST_REASON] for name, text in typed.items()}


def _long(typed: dict[str, str]) -> list[tuple[str, Refused]]:
    """Each field that holds too much."""
    return [
        (name, Refused("site_text_long", most=most))
        for name, most in _LONGEST.items()
        if len(typed[name]) > most
    ]


def _told(typed: dict[str, str]) -> ReasonTold:
    """What was typed; raises Refused where it can't be understood."""
    if typed["act"] not in set(REASONED):
        raise Refused("reason_act_unknown")
    order = typed["order"] or "0"
    number = int(order) if order.isascii() and order.isdigit() and len(order) <= _MOST_DIGITS else -1
    return ReasonTold(
        act=Act(typed["act"]), title=typed["title"], text=typed["text"], clause=typed["clause"], order=number
    )


def _back(done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('office:reasons')}?done={done}")


def _page(
    request: HttpRequest,
    viewer: Actor,
    line: ReasonLine | None = None,
    typed: dict[str, str] | None = None,
    problems: list[tuple[str, Refused]] | None = None,
) -> HttpResponse:
    offered = list_reasons(viewer=viewer)
    told = {
        "line": line,
        "typed": typed or {},
        "problems": problems or [],
        "by_place": dict(problems or []),
        "groups": [(act, [one for one in offered if one.act is act]) for act in REASONED],
        "retired": list_reasons(viewer=viewer, retired=True),
        "longest": _LONGEST,
        "done": request.GET.get("done", ""),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "office/reasons_list.html", told, status)
