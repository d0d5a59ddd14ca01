"""表决: its rules and entries, what was counted, what it comes to; only then it is recorded."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.ballots import Counted, add_round, hold_ballot
from jianyou.domain.judging.ballot import BallotResult, BallotRules, Round, count_votes
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.papers.together import Person
from jianyou.queries.ballots import BallotView, Votable, VoteLine, get_ballot, list_votable
from jianyou.queries.choices import list_computed
from jianyou.queries.office_calls import get_office_call
from jianyou.terms.finding import Refused
from jianyou.web.office.ballot_form import SIGNS, ballot_typed, count_typed, rule_boxes
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.review_boxes import typed

_LONGEST = 8000
_STEPS = frozenset({"csrfmiddlewaretoken", "rules", "count", "sure", "edit", "again"})
_DIGITS = 6


@require_safe
@for_viewers
def one(request: HttpRequest, viewer: Actor, slug: str, ballot: int) -> HttpResponse:
    """A ballot with what it came to."""
    view = get_ballot(viewer=viewer, slug=slug, number=ballot)
    acts = get_office_call(viewer=viewer, slug=slug).acts
    more = bool(view.again) and view.line.rounds < view.rules.rounds and Act.HOLD_BALLOT in acts
    told = {
        "view": view,
        "more": more,
        "rule": _rule(view.rules),
        "lines": [
            (line, *(_named(view, line, vote) for vote in ("against", "abstained"))) for line in view.lines
        ],
        "done": request.GET.get("done") == "held",
    }
    return page(request, "office/ballot_one.html", told)


def _named(view: BallotView, line: VoteLine, vote: str) -> str:
    """Who voted so on an entry in the last round that it stood in; nobody is known of a secret ballot."""
    votes = view.votes[line.round - 1]
    return "、".join(name for name, own in votes.items() if own.get(line.key.hex) == vote)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def new(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The rules and entries, then the count, then what it comes to."""
    post = request.POST
    choice = _choice(viewer, slug, post if request.method == "POST" else request.GET)
    entries = list_votable(viewer=viewer, slug=slug, choice=choice)
    if request.method != "POST" or "edit" in post:
        return _rules_page(request, viewer, slug, choice, entries, {})
    told, problems = ballot_typed(post, [one.key for one in entries])
    if told is None:
        return _rules_page(request, viewer, slug, choice, entries, problems)
    wanted = set(told.entries)
    on = [each for each in entries if each.key in wanted]
    base = _Counting(slug, told.rules, told.members, on, reverse("office:ballot_new", args=[slug]))
    counted, problems = _counted(post, base)
    if counted is None or "sure" not in post:
        return _count_page(request, viewer, base, counted, problems)
    try:
        number = hold_ballot(actor=viewer, call_slug=slug, told=told, counted=counted)
    except (Refused, NotAllowed) as refused:
        return _count_page(request, viewer, base, None, {"counting": refused})
    return HttpResponseRedirect(f"{reverse('office:ballot', args=[slug, number])}?done=held")


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def again(request: HttpRequest, viewer: Actor, slug: str, ballot: int) -> HttpResponse:
    """The next round of a ballot: the count, then what it comes to."""
    view = get_ballot(viewer=viewer, slug=slug, number=ballot)
    address = reverse("office:ballot", args=[slug, ballot])
    if not view.again:
        return HttpResponseRedirect(address)
    on = [Votable(one.key, one.number, one.ordinal, one.name, one.district, "", "") for one in view.again]
    base = _Counting(
        slug, view.rules, view.members, on, reverse("office:ballot_again", args=[slug, ballot]), view
    )
    counted, problems = _counted(request.POST, base)
    if counted is None or "sure" not in request.POST:
        return _count_page(request, viewer, base, counted, problems)
    round_ = typed(request.POST, "round", _DIGITS)
    number = int(round_) if round_.isascii() and round_.isdigit() else 0
    try:
        add_round(actor=viewer, call_slug=slug, number=ballot, round_=number, counted=counted)
    except (Refused, NotAllowed) as refused:
        return _count_page(request, viewer, base, None, {"counting": refused})
    return HttpResponseRedirect(f"{address}?done=held")


class _Counting(NamedTuple):
    """A round that is counted; `view` is the ballot where it isn't the first."""

    slug: str
    rules: BallotRules
    members: Sequence[Person]
    entries: Sequence[Votable]
    address: str
    view: BallotView | None = None

    @property
    def round(self) -> int:
        """Which round it is."""
        return self.view.line.rounds + 1 if self.view else 1


def _choice(viewer: Actor, slug: str, sent: QueryDict) -> int:
    """The choice that a ballot is about: as told, else the newest that was computed by the rules."""
    text = sent.get("choice", "")
    if text.isascii() and text.isdigit() and len(text) <= _DIGITS:
        return int(text)
    lines = [line for award in list_computed(viewer=viewer, slug=slug).awards for line in award.lines]
    official = [line.number for line in lines if line.official and line.status in {"computed", "adopted"}]
    return max(official, default=0)


def _counted(post: QueryDict, base: _Counting) -> tuple[Counted | None, dict[str, Refused]]:
    """What was typed of the count, with what is wrong with it; nothing while it wasn't typed yet."""
    if "count" not in post and "sure" not in post:
        return None, {}
    counted, problems = count_typed(post, base.rules, base.members, [one.key for one in base.entries])
    if counted is None:
        return None, problems
    try:
        _results(base, counted.round)
    except Refused as refused:
        return None, {"counting": refused}
    return counted, {}


def _results(base: _Counting, now: Round) -> dict[UUID, BallotResult]:
    """What this round comes to by itself; rounds before it changed nothing for these entries."""
    before = sum(one.outcome.value == "passed" for one in base.view.lines) if base.view else 0
    places = None if base.rules.places is None else base.rules.places - before
    left = base.rules.rounds - base.round + 1
    rules = BallotRules(
        base.rules.members, base.rules.quorum, base.rules.majority, left, places, base.rules.secret
    )
    keys = {one.key.hex: one.key for one in base.entries}
    return {keys[result.entry]: result for result in count_votes(rules, list(keys), [now])}


def _rules_page(
    request: HttpRequest,
    viewer: Actor,
    slug: str,
    choice: int,
    entries: Sequence[Votable],
    problems: Mapping[str, Refused],
) -> HttpResponse:
    post = request.POST
    chosen = {one.key.hex for one in entries if one.tier}
    ticked = set(post.getlist("entry")) if "title" in post else chosen
    told = {
        "view": get_office_call(viewer=viewer, slug=slug),
        "boxes": rule_boxes(post, problems),
        "entries": [(one, one.key.hex in ticked) for one in entries],
        "choice": choice,
        "problems": list(problems.items()),
        "by_place": problems,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "office/ballot_new.html", told, status)


def _count_page(
    request: HttpRequest,
    viewer: Actor,
    base: _Counting,
    counted: Counted | None,
    problems: Mapping[str, Refused],
) -> HttpResponse:
    post = request.POST
    again_ = "again" in post
    results = _results(base, counted.round) if counted and not again_ else {}
    kept = [(name, text[:_LONGEST]) for name, texts in post.lists() if name not in _STEPS for text in texts]
    own = {"present", "absent", *(f"{sign}-{one.key.hex}" for one in base.entries for sign in SIGNS)}
    told: dict[str, Any] = {
        "view": get_office_call(viewer=viewer, slug=base.slug),
        "base": base,
        "rule": _rule(base.rules),
        "kept": [(name, text) for name, text in kept if results or name not in own],
        "typed": {name: text for name, text in kept if name in own},
        "results": [(one, results[one.key]) for one in base.entries] if results else [],
        "passed": sum(result.outcome.value == "passed" for result in results.values()),
        "problems": list(problems.items()),
        "by_place": problems,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "office/ballot_count.html", told, status)


class _Rule(NamedTuple):
    """The rules of a ballot as a page tells them."""

    members: int
    present: int
    share: str
    strict: bool
    base: str
    rounds: int
    places: int | None
    secret: bool


def _rule(rules: BallotRules) -> _Rule:
    share = rules.majority.share
    return _Rule(
        rules.members,
        rules.present_needed,
        f"{share.numerator}/{share.denominator}",
        rules.majority.strict,
        rules.majority.base.value,
        rules.rounds,
        rules.places,
        rules.secret,
    )
