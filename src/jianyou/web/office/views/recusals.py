"""回避: the ties of a panel, looked for, told by the office, lifted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, Self
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from jianyou.actions.acting import LONGEST_TEXT
from jianyou.actions.recusals import DECLARED, FOUND, OFFICE, find_recusals, lift_recusal, recuse
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.recusals import TieState, TiesWanted, entry_of_key, get_tie, list_ties
from jianyou.terms.finding import Refused
from jianyou.web.components.states import State
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.invited_listing import keys_in
from jianyou.web.office.listing import page_number
from jianyou.web.office.review_boxes import Box, typed

_LONGEST_KEY = 40
SOURCES = {
    FOUND: gettext_lazy("系统查出"),
    DECLARED: gettext_lazy("专家申报"),
    OFFICE: gettext_lazy("部门认定"),
}
STATES = {
    TieState.BLOCKS: State("bar", "red", gettext_lazy("回避"), gettext_lazy("回避")),
    TieState.FLAGGED: State("warning", "amber", gettext_lazy("请核实"), gettext_lazy("请核实")),
    TieState.LIFTED: State("tick", "grey", gettext_lazy("已解除"), gettext_lazy("已解除")),
}


@dataclass(frozen=True, slots=True)
class TieListing:
    """The ties as an address tells them; what makes no sense in the address is left out."""

    wanted: TiesWanted

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """What an address asks for."""
        state, source = query.get("state", ""), query.get("source", "")
        expert, entry = keys_in([query.get("expert", "")]), keys_in([query.get("entry", "")])
        return cls(
            TiesWanted(
                state=TieState(state) if state in set(TieState) else None,
                source=source if source in SOURCES else "",
                expert=expert[0] if expert else None,
                entry=entry[0] if entry else None,
                page=page_number(query),
            )
        )

    @property
    def query(self) -> str:
        """The end of an address that brings it back."""
        wanted = self.wanted
        told = {
            "state": wanted.state.value if wanted.state else "",
            "source": wanted.source,
            "expert": str(wanted.expert or ""),
            "entry": str(wanted.entry or ""),
            "page": str(wanted.page) if wanted.page > 1 else "",
        }
        given = {key: value for key, value in told.items() if value}
        return f"?{urlencode(given)}" if given else ""

    def other(self, **changes: Any) -> "TieListing":
        """It with something changed, from its first page on."""
        return TieListing(replace(self.wanted, **{"page": 1, **changes}))


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def recusals(request: HttpRequest, viewer: Actor, slug: str, review: int) -> HttpResponseBase:
    """The ties of the panel; more are looked for, or told by the office."""
    if request.method == "POST":
        return _acted(request, slug=slug, review=review)
    return _list(request, viewer, slug, review, {})


@for_deciders
def _acted(request: HttpRequest, viewer: Actor, slug: str, review: int) -> HttpResponse:
    here = reverse("office:recusals", args=[slug, review])
    try:
        if "find" in request.POST:
            found = find_recusals(actor=viewer, call_slug=slug, review=review)
            return HttpResponseRedirect(f"{here}?{urlencode({'found': found.new, 'dropped': found.dropped})}")
        return _told_by_office(request, viewer, slug, review)
    except Refused as refused:
        if refused.code == "site_no_review":
            raise
        return _list(request, viewer, slug, review, {_PLACES.get(refused.code, "act"): refused})


_PLACES = {
    "recusal_entry_unknown": "entry_key",
    "site_reason_missing": "reason",
    "site_text_long": "reason",
    "review_expert_unknown": "expert_key",
    "review_not_on_panel": "expert_key",
}


def _told_by_office(request: HttpRequest, viewer: Actor, slug: str, review: int) -> HttpResponse:
    experts = keys_in([request.POST.get("expert_key", "")])
    if not experts:
        raise Refused("review_expert_unknown")
    key = _entry_typed(request.POST.get("entry_key", ""))
    entry = entry_of_key(viewer=viewer, slug=slug, number=review, key=key)
    reason = typed(request.POST, "reason", LONGEST_TEXT, lines=True)
    dropped = recuse(
        actor=viewer, call_slug=slug, review=review, expert=experts[0], entry=entry, reason=reason
    )
    here = reverse("office:recusals", args=[slug, review])
    return HttpResponseRedirect(f"{here}?{urlencode({'recused': 1, 'dropped': dropped})}")


def _entry_typed(text: str) -> EntryKey:
    """`<number>/<ordinal>` as pages show it, or with a full stop."""
    key = EntryKey.read(text[:_LONGEST_KEY].strip().upper().replace("/", "."))
    if key is None:
        raise Refused("recusal_entry_unknown")
    return key


def _list(
    request: HttpRequest, viewer: Actor, slug: str, review: int, problems: Mapping[str, Refused]
) -> HttpResponse:
    listing = TieListing.of(request.GET)
    found = list_ties(viewer=viewer, slug=slug, number=review, wanted=listing.wanted)
    texts = {
        "entry_key": typed(request.POST, "entry_key", _LONGEST_KEY),
        "reason": typed(request.POST, "reason", LONGEST_TEXT, lines=True),
        "expert_key": request.POST.get("expert_key", "")[:_LONGEST_KEY],
    }
    told = {
        "view": found.review,
        "ties": found,
        "page": found.page,
        "listing": listing,
        "states": STATES,
        "sources": SOURCES,
        "chips": [
            (state, STATES[state], found.counts[state], listing.other(state=state).query)
            for state in TieState
        ],
        "everything": listing.other(state=None).query,
        "all": sum(found.counts.values()),
        "by_source": [(key, word, listing.other(source=key).query) for key, word in SOURCES.items()],
        "every_source": listing.other(source="").query,
        "boxes": _boxes(found.experts, texts, problems),
        "seeks": Act.RECUSE in found.review.acts,
        "lifts": Act.LIFT_RECUSAL in found.review.acts,
        "problems": list(problems.items()),
        "found": _count(request.GET, "found"),
        "dropped": _count(request.GET, "dropped"),
        "recused": _count(request.GET, "recused"),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "office/recusals_list.html", told, status)


def _boxes(
    experts: tuple[tuple[UUID, str], ...], texts: Mapping[str, str], problems: Mapping[str, Refused]
) -> list[Box]:
    return [
        Box(
            name="expert_key",
            label=gettext("专家"),
            kind="choice",
            text=texts["expert_key"],
            choices=[(str(key), name) for key, name in experts],
            problem=problems.get("expert_key"),
        ),
        Box(
            name="entry_key",
            label=gettext("申报"),
            hint=gettext("报送编号和第几条，例如 ABCD-2345-6789/1。"),
            text=texts["entry_key"],
            longest=_LONGEST_KEY,
            problem=problems.get("entry_key"),
            chinese=False,
        ),
        Box(
            name="reason",
            label=gettext("理由"),
            hint=gettext("写明什么关系、从哪里得知；记入操作留痕。"),
            kind="text",
            text=texts["reason"],
            longest=LONGEST_TEXT,
            problem=problems.get("reason"),
        ),
    ]


def _count(query: QueryDict, name: str) -> int | None:
    text = query.get(name, "")[:6]
    return int(text) if text.isascii() and text.isdigit() else None


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def lift(request: HttpRequest, viewer: Actor, slug: str, review: int, tie: UUID) -> HttpResponse:
    """What lifting a tie means, and the button that does it, with its reason."""
    listing = list_ties(viewer=viewer, slug=slug, number=review, wanted=TiesWanted())
    line = get_tie(viewer=viewer, slug=slug, number=review, key=tie)
    reason, problem = typed(request.POST, "reason", LONGEST_TEXT, lines=True), None
    if request.method == "POST":
        try:
            lift_recusal(actor=viewer, call_slug=slug, review=review, recusal=tie, reason=reason)
        except Refused as refused:
            problem = refused
        else:
            return HttpResponseRedirect(f"{reverse('office:recusals', args=[slug, review])}?state=lifted")
    box = Box(
        name="reason",
        label=gettext("解除的理由"),
        hint=gettext("例如经核实只是同名；记入操作留痕，监督人员会看到。"),
        kind="text",
        text=reason,
        longest=LONGEST_TEXT,
        problem=problem,
    )
    told = {
        "view": listing.review,
        "line": line,
        "state": STATES[line.state],
        "sources": SOURCES,
        "may": Act.LIFT_RECUSAL in listing.review.acts and line.state is not TieState.LIFTED,
        "box": box,
        "problems": [("reason", problem)] if problem else [],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return page(request, "office/recusals_lift.html", told, status)
