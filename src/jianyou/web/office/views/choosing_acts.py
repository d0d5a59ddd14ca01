"""择优: asked for, tried with other rules, adopted in two steps."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jianyou.actions.choosing import ChoiceAsked, adopt_choice, ask_choice
from jianyou.domain.calls.told_review import choice_lines
from jianyou.domain.judging.record import How
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.ballots import list_ballots
from jianyou.queries.choice_adopting import AdoptingView, draft_decision, get_adopting
from jianyou.queries.choice_asking import AskingView, get_asking
from jianyou.queries.choices import ChoiceView, get_choice
from jianyou.queries.collective import list_decisions
from jianyou.queries.entry_wanted import EntryKey
from jianyou.terms.finding import Refused
from jianyou.web.components.language import page_lang
from jianyou.web.office.choosing_form import (
    adopting_typed,
    asked_new,
    boxes_new,
    ground_typed,
)
from jianyou.web.office.choosing_words import rule_lines
from jianyou.web.office.context import for_deciders, page
from jianyou.web.office.deciding_together import Seen
from jianyou.web.office.review_boxes import typed
from jianyou.web.office.scenario_form import LONGEST_TITLE, boxes_scenario, changes_typed

_GONE = frozenset({"choice_unknown", "site_no_call"})


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def new(request: HttpRequest, viewer: Actor, slug: str, award: str) -> HttpResponse:
    """What will be chosen from, what has to be said first, and ordering it."""
    view = get_asking(viewer=viewer, slug=slug, award=award)
    problems: dict[str, Refused] = {}
    if request.method == "POST":
        asked, problems = asked_new(view.declared, view.unknown, request.POST)
        if not problems:
            try:
                number = ask_choice(actor=viewer, call_slug=slug, asked=asked)
            except (Refused, NotAllowed) as refused:
                problems = {"asking": refused}
            else:
                return HttpResponseRedirect(reverse("office:choice", args=[slug, number]))
    return _new_page(request, view, problems)


def _new_page(request: HttpRequest, view: AskingView, problems: dict[str, Refused]) -> HttpResponse:
    told = {
        "view": view,
        "rules": choice_lines(view.file, page_lang()),
        "boxes": boxes_new(view.declared, view.unknown, request.POST, problems),
        "problems": list(problems.items()),
        "by_place": problems,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "office/choosing_new.html", told, status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def scenario(request: HttpRequest, viewer: Actor, slug: str, choice: int) -> HttpResponse:
    """What a scenario changes of the declared rules, and ordering it."""
    view = get_choice(viewer=viewer, slug=slug, number=choice)
    declared = next((one for one in view.call_file.choices if one.award == view.line.award), None)
    if declared is None or view.changes:
        raise Http404
    rules, places = rule_lines(declared), view.wanted.get("places", {})
    problems: dict[str, Refused] = {}
    if request.method == "POST":
        changes, problems = changes_typed(declared, rules, places, request.POST)
        if not problems:
            wanted = view.wanted
            asked = ChoiceAsked(
                award=declared.award,
                places=places,
                said_by=wanted.get("said_by", ""),
                unknown=wanted.get("unknown"),
                reason=wanted.get("reason", ""),
                changes=changes,
                title=typed(request.POST, "title", LONGEST_TITLE),
            )
            try:
                number = ask_choice(actor=viewer, call_slug=slug, asked=asked)
            except (Refused, NotAllowed) as refused:
                problems = {"title": refused}
            else:
                return HttpResponseRedirect(reverse("office:choice", args=[slug, number]))
    told = {
        "view": view,
        "boxes": boxes_scenario(declared, rules, places, request.POST, problems),
        "problems": list(problems.items()),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "office/choosing_scenario.html", told, status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def adopt(request: HttpRequest, viewer: Actor, slug: str, choice: int) -> HttpResponse:
    """On what ground a choice is adopted, what that makes of it, and adopting it."""
    view = get_choice(viewer=viewer, slug=slug, number=choice)
    sent = request.POST if request.method == "POST" else request.GET
    ground = ground_typed(sent)
    if "how" not in sent:
        return _ground_page(request, viewer, view)
    how, meeting, ballots = ground
    try:
        own = get_adopting(viewer=viewer, slug=slug, number=choice, how=how, meeting=meeting, ballots=ballots)
    except Refused as refused:
        if refused.code in _GONE:
            raise
        return _ground_page(request, viewer, view, {"how": refused})
    problems: dict[str, Refused] = {}
    if request.method == "POST" and "edit" not in request.POST:
        problems = _problems(own, how, request)
        if not problems and "sure" in request.POST:
            try:
                digest = request.POST.get("digest", "")[:64]
                told = adopting_typed(own, ground, request.POST)
                adopt_choice(actor=viewer, call_slug=slug, number=choice, digest=digest, told=told)
            except (Refused, NotAllowed) as refused:
                problems = {"adopting": refused}
            else:
                return HttpResponseRedirect(f"{reverse('office:choice', args=[slug, choice])}?done=adopted")
        elif not problems:
            return _adopt_page(request, view, own, ground, {}, sure=True)
    # Where nothing has to be said, its list is the preview.
    plain = not own.coming and not own.going and not own.ties
    return _adopt_page(request, view, own, ground, problems, sure=plain)


def _problems(own: AdoptingView, how: How, request: HttpRequest) -> dict[str, Refused]:
    problems: dict[str, Refused] = {}
    keys = {key for key, _, _ in own.tiers}
    if how is How.RULES:
        for tie in own.ties:
            first = tie.first.key.hex
            known = {first, *(one.key.hex for one in tie.others)}
            if request.POST.get(f"k-{first}") not in known:
                problems[f"k-{first}"] = Refused("choice_tie_open")
            if not request.POST.get(f"r-{first}", "").strip():
                problems[f"r-{first}"] = Refused("choice_reason_missing")
        return problems
    for one in own.coming:
        if request.POST.get(f"t-{one.key.hex}") not in keys:
            problems[f"t-{one.key.hex}"] = Refused("choice_entry_unknown")
    for key in (*(one.key.hex for one in own.coming), *(place.entry.key.hex for place in own.going)):
        if not request.POST.get(f"r-{key}", "").strip():
            problems[f"r-{key}"] = Refused("choice_reason_missing")
    return problems


def _adopt_page(
    request: HttpRequest,
    view: ChoiceView,
    own: AdoptingView,
    ground: tuple[How, int, tuple[int, ...]],
    problems: dict[str, Refused],
    *,
    sure: bool,
) -> HttpResponse:
    how, meeting, ballots = ground
    names = {key: name for key, name, _ in own.tiers}
    told = adopting_typed(own, ground, request.POST)
    chosen = told.chosen or {}
    people = {one.key.hex: one for one in (*own.coming, *(tie for each in own.ties for tie in each.others))}
    people |= {place.entry.key.hex: place.entry for place in (*own.keeping, *own.going)}
    context = {
        "view": view,
        "own": own,
        "how": how,
        "meeting": meeting,
        "ballots": ballots,
        "sure": sure,
        "chosen": [
            (name, [people[entry] for entry, tier in chosen.items() if tier == key and entry in people])
            for key, name in names.items()
        ],
        "count": len(chosen),
        "typed": {
            name: text[:2000] for name, text in request.POST.items() if name.startswith(("k-", "t-", "r-"))
        },
        "problems": list(problems.items()),
        "by_place": problems,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "office/choosing_adopt.html", context, status)


def _ground_page(
    request: HttpRequest, viewer: Actor, view: ChoiceView, problems: dict[str, Refused] | None = None
) -> HttpResponse:
    drafts = draft_decision(viewer=viewer, slug=view.slug, number=view.line.number) if view.told else ()
    seen = [
        Seen(EntryKey(one.line.number, one.line.ordinal), one.line.version, one.line.award) for one in drafts
    ]
    told = {
        "view": view,
        "decisions": list_decisions(viewer=viewer, slug=view.slug),
        "ballots": list_ballots(viewer=viewer, slug=view.slug),
        "drafts": [(at, one) for at, one in enumerate(drafts, 1)],
        "seen": "\n".join(one.text for one in seen),
        "problems": list((problems or {}).items()),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "office/choosing_ground.html", told, status)
