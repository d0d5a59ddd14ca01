"""合议: which entries are talked over, the experts' sheets side by side, and what came of it."""

import re
from dataclasses import dataclass
from decimal import Decimal
from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.acting import LONGEST_TEXT
from jianyou.actions.consensus import LONGEST_NAME, MOST_PEOPLE, Agreement, record_consensus
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.judging.scores.exact import said
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.consensus import Only, TalkView, get_talk, get_talks
from jianyou.queries.entry_wanted import EntryKey
from jianyou.terms.finding import Refused
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.listing import page_number
from jianyou.web.office.scoring_there import there

_POINTS = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,4})?", re.ASCII)
_LONGEST_POINTS = 20
_KEY = 32
_MISSING = frozenset({"site_no_call", "site_no_review", "consensus_no_entry"})
_PLACES = {
    "site_reason_missing": "note",
    "site_text_long": "note",
    "consensus_nobody": "people",
    "consensus_people_many": "people",
}


@dataclass(frozen=True, slots=True)
class TalkListing:
    """Which entries the page lists, as an address tells it."""

    only: Only
    over: Decimal | None
    page: int

    @classmethod
    def of(cls, query: QueryDict) -> "TalkListing":
        """What an address asks for."""
        only, over = query.get("only", ""), query.get("over", "").strip()
        return cls(
            Only(only) if only in set(Only) else Only.APART,
            Decimal(over) if _POINTS.fullmatch(over) else None,
            page_number(query),
        )

    @property
    def query(self) -> str:
        """The end of an address that brings this list back."""
        told = {"only": self.only.value if self.only is not Only.APART else ""}
        told["over"] = "" if self.over is None else said(self.over)
        told["page"] = str(self.page) if self.page > 1 else ""
        given = {name: text for name, text in told.items() if text}
        return f"?{urlencode(given)}" if given else ""

    def other(self, *, only: Only | None = None, page: int = 1) -> "TalkListing":
        """The list with something changed, from its first page on."""
        return TalkListing(only or self.only, self.over, page)


@require_safe
@for_viewers
def talks(request: HttpRequest, viewer: Actor, slug: str, review: int) -> HttpResponse:
    """The entries of a review, those whose experts are farthest apart first."""
    listing = TalkListing.of(request.GET)
    view = get_talks(
        viewer=viewer, slug=slug, number=review, only=listing.only, over=listing.over, page=listing.page
    )
    told = {
        "view": view,
        "review": view.review,
        "listing": listing,
        "page": view.page,
        "filters": [
            (only, count, listing.other(only=only).query, only is listing.only)
            for only, count in view.counts.items()
        ],
        "done": "done" in request.GET,
    }
    return page(request, "office/scoring_talks.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
@there
def talk(
    request: HttpRequest, viewer: Actor, slug: str, review: int, number: str, ordinal: int
) -> HttpResponseBase:
    """An entry's sheets side by side, and what was agreed on; records it."""
    if request.method == "POST":
        return _recorded(request, slug=slug, review=review, number=number, ordinal=ordinal)
    view = get_talk(viewer=viewer, slug=slug, number=review, entry=EntryKey(number, ordinal))
    return _talk_page(request, view, _starting(view))


@dataclass(frozen=True, slots=True)
class _Typed:
    """The form as it stands: points by the number of the item, ticked names, others' names, the note."""

    points: tuple[str, ...]
    people: tuple[str, ...]
    others: str
    note: str


def _starting(view: TalkView) -> _Typed:
    """What the newest record says; without one, all its experts were there."""
    experts = tuple(voice.name for voice in view.voices)
    if view.agreed is None:
        return _Typed(tuple("" for _ in view.items), experts, "", "")
    others = [name for name in view.agreed.participants if name not in experts]
    people = tuple(name for name in view.agreed.participants if name in experts)
    return _Typed(tuple(one.agreed for one in view.items), people, "、".join(others), view.agreed.note)


@for_deciders
@there
def _recorded(
    request: HttpRequest, viewer: Actor, slug: str, review: int, number: str, ordinal: int
) -> HttpResponse:
    key = EntryKey(number, ordinal)
    view = get_talk(viewer=viewer, slug=slug, number=review, entry=key)
    typed = _typed(request.POST, view)
    others = [name.strip() for name in re.split(r"[、，,;；]", typed.others)]
    points = {one.item.key: text for one, text in zip(view.items, typed.points, strict=True) if text.strip()}
    try:
        record_consensus(
            actor=viewer,
            call_slug=slug,
            review=review,
            entry=key,
            seen=request.POST.get("seen", "")[:_KEY],
            agreement=Agreement(points, typed.note, [*typed.people, *others]),
        )
    except Refused as refused:
        if refused.code in _MISSING:
            raise
        return _talk_page(request, view, typed, refused)
    return HttpResponseRedirect(f"{reverse('office:talks', args=[slug, review])}?done&only=done")


def _typed(post: QueryDict, view: TalkView) -> _Typed:
    experts = {voice.name for voice in view.voices}
    return _Typed(
        points=tuple(
            fit_text(post.get(f"points-{at}", "")[:_LONGEST_POINTS], lines=False)
            for at in range(1, len(view.items) + 1)
        ),
        people=tuple(name for name in post.getlist("person")[:MOST_PEOPLE] if name in experts),
        others=fit_text(post.get("others", "")[: MOST_PEOPLE * LONGEST_NAME], lines=False),
        note=fit_text(post.get("note", "")[: 2 * LONGEST_TEXT], lines=True),
    )


def _talk_page(
    request: HttpRequest, view: TalkView, typed: _Typed, problem: Refused | None = None
) -> HttpResponse:
    place = _PLACES.get(problem.code, "act") if problem else ""
    told = {
        "view": view,
        "review": view.review,
        "rows": [
            (number, one, typed.points[number - 1], [voice.comments[number - 1] for voice in view.voices])
            for number, one in enumerate(view.items, 1)
        ],
        "typed": typed,
        "records": Act.RECORD_CONSENSUS in view.review.acts,
        "problem": problem,
        "place": place,
        "problems": [(place, problem)] if problem else [],
        "longest": LONGEST_TEXT,
    }
    status = HTTPStatus.CONFLICT if problem and problem.code == "consensus_changed" else HTTPStatus.OK
    if problem and status is HTTPStatus.OK:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return page(request, "office/scoring_talk.html", told, status)
