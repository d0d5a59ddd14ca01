"""A sealed paper: found or entered, registered, its receipt printed."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.arrivals import register_paper
from jianyou.actions.uploads import code_again
from jianyou.domain.annexes.schema import HeaderField
from jianyou.domain.lifecycle.completion import completion_code
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import FilingStatus
from jianyou.queries.counter import CHANNEL, first_waiting, get_arrival, get_paper
from jianyou.queries.counter_records import ArrivalLine, CounterCall, Found, Paper
from jianyou.queries.counter_search import find_papers
from jianyou.queries.filings import number_of
from jianyou.terms.display import in_groups
from jianyou.terms.finding import Refused
from jianyou.terms.media import Medium
from jianyou.terms.message import Message
from jianyou.web.account.gate import staff_only
from jianyou.web.counter.context import ROLES, call_or_404, clerk_of, page
from jianyou.web.counter.doors import key_of_token, token_of_key
from jianyou.web.counter.handed import HandedForm, remember, remembered
from jianyou.web.counter.typed import (
    HEADER,
    MOST_NAMES,
    Entered,
    entered_by,
    entered_in,
    plain_text,
    problems_of,
    search_text,
    sent_of,
    token_in,
)

_ORIGINAL, _ORIGINAL_NEW = "original", "original-new"
_COPIES, _COPIES_NEW = "copies", "copies-new"
_LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a registering stands: who does it, in which call, for which arrival."""

    viewer: Actor
    call: CounterCall
    arrival: ArrivalLine | None

    @property
    def address(self) -> str:
        """The page of this arrival, or the one without."""
        if self.arrival is None:
            return reverse("counter_papers", args=[self.call.slug])
        return reverse("counter_arrival", args=[self.call.slug, self.arrival.number])

    def paper(self, number: str) -> Paper | None:
        """The call's filing of that number as it stands now, None where there is none."""
        typed = plain_text(number[:_LONGEST_NUMBER]).upper()
        try:
            return get_paper(viewer=self.viewer, slug=self.call.slug, number=typed, arrival=self.arrival)
        except Refused:
            return None


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*ROLES)
def register(request: HttpRequest, slug: str, arrival: int | None = None) -> HttpResponse:
    """Finds what was prefilled or takes what is typed, and registers its sealed paper."""
    viewer = clerk_of(request)
    call = call_or_404(viewer, slug)
    try:
        line = None if arrival is None else get_arrival(viewer=viewer, slug=slug, number=arrival)
    except Refused as refused:
        raise Http404 from refused
    place = _Place(viewer, call, line)
    if request.method != "POST":
        return _register_page(request, place)
    return _register_web(request, place) if "filing" in request.POST else _register_new(request, place)


def _register_web(request: HttpRequest, place: _Place) -> HttpResponse:
    """Registers the paper of what was prefilled."""
    found = place.paper(request.POST["filing"])
    if found is None:
        raise Http404
    number, handed = found.line.number, HandedForm.of(request.POST)
    problems = {} if _ORIGINAL in request.POST else {_ORIGINAL: Refused("counter_original_missing")}
    if handed.problem:
        problems[_COPIES] = handed.problem
    if problems:
        return _register_page(request, place, chosen=found, handed=handed, problems=problems)
    try:
        arrival = place.arrival.number if place.arrival else None
        filed = register_paper(actor=place.viewer, number=number, arrival=arrival, handed=handed.handed)
    except Refused as refused:
        now = place.paper(number)
        if now and now.coming is None and now.registered:
            # Registered meanwhile: the button was pressed twice, or pressed at two counters.
            return _to_paper(place.call.slug, now.line.number)
        return _register_page(request, place, chosen=found, handed=handed, problems={_ORIGINAL: refused})
    return remember(_to_paper(place.call.slug, filed.filing.number), handed.handed)


def _register_new(request: HttpRequest, place: _Place) -> HttpResponse:
    """Enters a paper that wasn't prefilled and registers it."""
    file = place.call.file
    entered, token = entered_in(request.POST, file), token_in(request.POST.get("token", ""))
    problems, handed = problems_of(entered, file), HandedForm.of(request.POST)
    if _ORIGINAL not in request.POST:
        problems[_ORIGINAL_NEW] = Refused("counter_original_missing")
    if handed.problem:
        problems[_COPIES_NEW] = handed.problem
    if not problems:
        try:
            register_paper(
                actor=place.viewer,
                call_slug=place.call.slug,
                sent=sent_of(entered, file, token, "zh"),
                arrival=place.arrival.number if place.arrival else None,
                handed=handed.handed,
            )
        except Refused as refused:
            problems[_ORIGINAL_NEW] = refused
    if problems:
        return _register_page(request, place, entered=entered, handed=handed, token=token, problems=problems)
    return remember(_to_paper(place.call.slug, number_of(token=token), token), handed.handed)


def _to_paper(slug: str, number: str, token: uuid.UUID | None = None) -> HttpResponse:
    query = {"done": "1"} | ({"new": key_of_token(token)} if token else {})
    return HttpResponseRedirect(f"{reverse('counter_paper', args=[slug, number])}?{urlencode(query)}")


def _register_page(
    request: HttpRequest,
    place: _Place,
    *,
    chosen: Paper | None = None,
    entered: Entered | None = None,
    handed: HandedForm | None = None,
    token: uuid.UUID | None = None,
    problems: dict[str, Refused] | None = None,
) -> HttpResponse:
    text, found = search_text(request.GET.get("q", "")), Found()
    if chosen is None and "filing" in request.GET:
        chosen = place.paper(request.GET["filing"])
    if chosen is None and text:
        found = find_papers(viewer=place.viewer, slug=place.call.slug, text=text)
        if len(found.lines) == 1:
            chosen = place.paper(found.lines[0].number)
    nothing = bool(text) and chosen is None and not found.lines
    fresh = entered or (entered_by(text) if nothing else Entered())
    told: dict[str, Any] = {
        "call": place.call,
        "arrival": place.arrival,
        "turn": _turn(place),
        "address": place.address,
        "late": place.arrival.late if place.arrival else place.call.late,
        "text": text,
        "found": found,
        "chosen": chosen,
        "focus_original": not problems,
        "entered": fresh,
        "handed": handed or remembered(request),
        "media": tuple(Medium),
        "header": _header(place, fresh, problems or {}),
        "new_problem": (problems or {}).get(_ORIGINAL_NEW),
        "new_copies_problem": (problems or {}).get(_COPIES_NEW),
        "open_new": entered is not None or (nothing and found.elsewhere is None),
        "token": token or uuid.uuid4(),
        "most_names": MOST_NAMES,
        "original": _ORIGINAL in request.POST,
        "at": "desk",
    }
    return page(request, "counter/register.html", told, problems=problems)


def _turn(place: _Place) -> ArrivalLine | None:
    """Without a number it is the present that counts: who waits with one must not be registered without."""
    if place.arrival is not None or not place.call.waiting:
        return None
    return first_waiting(viewer=place.viewer, slug=place.call.slug)


def _header(
    place: _Place, entered: Entered, problems: Mapping[str, Refused]
) -> list[tuple[HeaderField, str, str, Refused | None]]:
    """The fields of the annex's header line: what it is, what was typed, its id, what is wrong."""
    fields = ((one, f"{HEADER}{one.key}") for one in place.call.file.annex.header)
    return [(one, entered.header.get(one.key, ""), id_, problems.get(id_)) for one, id_ in fields]


@require_safe
@staff_only(*ROLES)
def paper(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """What was registered, and its receipt to print; what wasn't yet is led to where it can be."""
    viewer = clerk_of(request)
    call = call_or_404(viewer, slug)
    found = _Place(viewer, call, None).paper(number)
    if found is None or found.line.number != number:
        raise Http404
    line = found.line
    if found.registered is None:
        return HttpResponseRedirect(f"{reverse('counter_papers', args=[slug])}?filing={line.number}")
    told = {
        "call": call,
        "paper": found,
        "registered": found.registered,
        "said": Message(completion_code(line.status, call.completes_on, admitted=found.admitted)),
        "filed": line.status is FilingStatus.FILED,
        "late": line.status is FilingStatus.LATE,
        "code": _code(request, found),
        "find": request.build_absolute_uri(reverse("find")),
        "own_application": any(award.own_application for award in call.file.awards),
        "done": "done" in request.GET,
        "at": "paper",
    }
    return page(request, "counter/paper.html", told)


def _code(request: HttpRequest, found: Paper) -> str:
    """The code to come back with in groups, only right after the paper was entered here."""
    token = token_of_key(request.GET.get("new", ""))
    if found.line.channel != CHANNEL or token is None or number_of(token=token) != found.line.number:
        return ""
    return in_groups(code_again(token=token))
