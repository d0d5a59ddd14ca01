"""帮扶: how it stands, the ledger of needs and what departments did, asking nominees what they need."""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.acting import LONGEST_TEXT
from jianyou.actions.support_needs import (
    ask_for_needs,
    change_help,
    close_need,
    record_help,
    record_need,
    reopen_need,
)
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.support.papers import LedgerRow, ledger_paper
from jianyou.officefiles.writing.render import render_table
from jianyou.queries.support import (
    MOST_NOMINEES,
    HelpLine,
    NeedLine,
    SupportView,
    get_frame,
    get_need,
    get_support,
    list_ledger,
    list_needs,
    list_nominees,
)
from jianyou.terms.finding import Refused
from jianyou.terms.message import say
from jianyou.web.components.moments import moment_to_type
from jianyou.web.office.acting import Deed, in_two_steps
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.exporting import MEDIA
from jianyou.web.office.forms import Asked, Form, Given, Kind
from jianyou.web.office.review_boxes import Box, typed
from jianyou.web.office.support_deeds import at_count, count_seen
from jianyou.web.office.support_forms import (
    HELP_CODES,
    Typed,
    help_boxes,
    help_shown,
    help_texts,
    help_typed,
    need_boxes,
    texts_of,
)
from jianyou.web.office.support_listing import NEED_CODES, NeedsListing
from jianyou.web.office.views.exports import to_keep

_LONGEST_SEARCH = 100
_USUAL_DAYS = 14
_UNTIL = "until"


@require_safe
@for_viewers
def support(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """How the support of a call stands."""
    view = get_support(viewer=viewer, slug=slug)
    told = {"view": view, "frame": view.frame, "states": _states(view.needs), "done": _done(request)}
    return page(request, "office/support_overview.html", told)


@require_safe
@for_viewers
def needs(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The ledger, narrowed and page by page."""
    listing = NeedsListing.of(request.GET)
    view = list_needs(viewer=viewer, slug=slug, wanted=listing.wanted)
    told = {
        "frame": view.frame,
        "view": view,
        "page": view.page,
        "listing": listing,
        "states": [(state, say(code)) for state, code in NEED_CODES.items()],
        "records": Act.RECORD_HELP in view.frame.acts,
    }
    return page(request, "office/support_needs.html", told)


@require_safe
@for_viewers
def ledger(request: HttpRequest, viewer: Actor, slug: str, kind: str) -> HttpResponseBase:
    """The ledger as a file, narrowed as the list is."""
    listing = NeedsListing.of(request.GET)
    frame, found = list_ledger(viewer=viewer, slug=slug, wanted=listing.wanted)
    rows = [row for need in found for row in _ledger_rows(need, frame.kinds)]
    paper = ledger_paper(frame.title, frame.office, rows)
    data = render_table(Path(f"ledger.{kind}"), paper).written.data
    return to_keep(data, f"{gettext('质量帮扶台账')}-{slug}.{kind}", MEDIA[kind])


def _ledger_rows(need: NeedLine, kinds: Mapping[str, str]) -> list[LedgerRow]:
    own = (need.name, need.district, kinds.get(need.kind, need.kind), need.text)
    if not need.helps:
        return [LedgerRow(*own, state=say(NEED_CODES[need.status]))]
    return [
        LedgerRow(*own, one.department, one.resource, one.action, one.outcome, _days(one), _help_state(one))
        for one in need.helps
    ]


def _days(one: HelpLine) -> str:
    days = [on.isoformat() if on else "" for on in (one.begun_on, one.done_on)]
    return "—".join(days) if any(days) else ""


def _help_state(one: HelpLine) -> str:
    return next(say(code) for status, code in HELP_CODES.items() if status == one.status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def need_new(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """Records what a nominee needs, as somebody told it."""
    frame = get_frame(viewer=viewer, slug=slug)
    sent = request.POST if request.method == "POST" else request.GET
    form = Typed(texts_of(sent, ("kind", "text", "entry")), {})
    if request.method == "POST":
        texts = form.texts
        try:
            number = record_need(
                actor=viewer,
                call_slug=slug,
                entry=_key(texts["entry"]),
                kind=texts["kind"],
                text=texts["text"],
            )
        except Refused as refused:
            if refused.code == "site_no_call":
                raise
            form = form.refused(refused)
        else:
            return HttpResponseRedirect(f"{reverse('office:support_need', args=[slug, number])}?done=new")
    told = {
        "frame": frame,
        "form": form,
        "boxes": need_boxes(form, frame),
        "nominees": _nominees(request, viewer, slug),
    }
    return _form(request, "office/support_need_new.html", form, told)


def _nominees(request: HttpRequest, viewer: Actor, slug: str) -> dict[str, Any]:
    search = typed(request.GET, "q", _LONGEST_SEARCH)
    found = list_nominees(viewer=viewer, slug=slug, search=search)
    return {"found": found, "search": search, "many": len(found) >= MOST_NOMINEES or bool(search)}


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Refused("support_entry_missing") from None


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def need(request: HttpRequest, viewer: Actor, slug: str, need: int) -> HttpResponseBase:
    """A need, what each department does about it, and how it ended."""
    if request.method == "POST":
        return _need_acted(request, slug=slug, need=need)
    return _need_page(request, viewer, slug, need)


@for_deciders
def _need_acted(request: HttpRequest, viewer: Actor, slug: str, need: int) -> HttpResponse:
    post, here = request.POST, reverse("office:support_need", args=[slug, need])
    closing = typed(post, "closing", LONGEST_TEXT, lines=True)
    try:
        if "reopen" in post:
            reopen_need(actor=viewer, call_slug=slug, number=need)
            return HttpResponseRedirect(here)
        if "close" in post:
            met = post["close"] == "helped"
            close_need(actor=viewer, call_slug=slug, number=need, helped_=met, closing=closing)
            return HttpResponseRedirect(f"{here}?done=closed")
    except Refused as refused:
        if refused.code in {"site_no_call", "support_need_unknown"}:
            raise
        return _need_page(request, viewer, slug, need, {"closing": refused}, closing)
    return _need_page(request, viewer, slug, need)


def _need_page(
    request: HttpRequest,
    viewer: Actor,
    slug: str,
    need: int,
    problems: Mapping[str, Refused] | None = None,
    closing: str = "",
) -> HttpResponse:
    frame, line = get_need(viewer=viewer, slug=slug, number=need)
    box = Box(
        name="closing",
        label=gettext("怎样办结的"),
        hint=gettext("推荐对象看得到。"),
        kind="text",
        text=closing,
        longest=LONGEST_TEXT,
        problem=(problems or {}).get("closing"),
    )
    told = {
        "frame": frame,
        "line": line,
        "records": Act.RECORD_HELP in frame.acts,
        "closing": box,
        "problems": list((problems or {}).items()),
        "done": _done(request),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "office/support_need.html", told, status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def help_new(request: HttpRequest, viewer: Actor, slug: str, need: int) -> HttpResponse:
    """Adds a department's part in meeting a need."""
    return _help(request, viewer, slug, need, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def help_change(request: HttpRequest, viewer: Actor, slug: str, need: int, key: uuid.UUID) -> HttpResponse:
    """Changes what is said of a department's part."""
    return _help(request, viewer, slug, need, key)


def _help(request: HttpRequest, viewer: Actor, slug: str, need: int, key: uuid.UUID | None) -> HttpResponse:
    frame, line = get_need(viewer=viewer, slug=slug, number=need)
    standing = next((one for one in line.helps if one.key == key), None)
    if key is not None and standing is None:
        raise Refused("support_need_unknown")
    form = Typed(help_shown(standing), {})
    if request.method == "POST":
        texts = help_texts(request.POST)
        told = help_typed(texts)
        form = told if isinstance(told, Typed) else Typed(texts, {})
        try:
            if isinstance(told, Typed):
                pass
            elif key is None:
                record_help(actor=viewer, call_slug=slug, number=need, told=told)
            else:
                change_help(actor=viewer, call_slug=slug, number=need, key=key, told=told)
        except Refused as refused:
            form = form.refused(refused)
        if not form.problems:
            return HttpResponseRedirect(f"{reverse('office:support_need', args=[slug, need])}?done=help")
    shown = {"frame": frame, "line": line, "boxes": help_boxes(form), "standing": standing}
    return _form(request, "office/support_help.html", form, shown)


def _form(request: HttpRequest, template: str, form: Typed, told: Mapping[str, Any]) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.problems else HTTPStatus.OK
    return page(request, template, {**told, "problems": list(form.problems.items())}, status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def survey(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """Asks the filers of all nominees what help they need; first told to how many."""
    shown = count_seen(request)

    def made() -> Deed:
        view = get_support(viewer=viewer, slug=slug)
        back = reverse("office:support", args=[slug])

        def do(given: Given) -> str:
            count = ask_for_needs(actor=viewer, call_slug=slug, until=given.moments[_UNTIL], count=shown)
            return f"{back}?done=asked.{count}"

        about = {"of_support": view.frame, **at_count(view.filings)}
        return Deed(form=_survey_form(view), do=do, done=back, back=back, about=about)

    return in_two_steps(request, made)


def _survey_form(view: SupportView) -> Form:
    tells = (
        gettext("每份报送的申报单位收到一条消息，请他们在报送页面“帮扶”里按类别写明需要什么。"),
        gettext("不收个人信息；告知的需求进入帮扶台账。"),
    )
    until = Asked(
        _UNTIL,
        gettext("请在什么时候以前告知"),
        gettext("北京时间，例如 2026-04-30 18:00。以后告知的也会收到。"),
        kind=Kind.MOMENT,
        start=moment_to_type(view.frame.now + timedelta(days=_USUAL_DAYS)),
    )
    return Form(
        title=gettext("征询帮扶需求"),
        tells="\n\n".join(tells),
        button=gettext("向 {count} 份报送发出征询").format(count=view.filings),
        fields=(until,),
        stopped="" if view.filings else gettext("还没有可以帮扶的推荐对象。"),
    )


def _states(counts: Mapping[str, int]) -> list[tuple[str, str, int]]:
    return [(state, say(code), counts.get(state, 0)) for state, code in NEED_CODES.items()]


def _done(request: HttpRequest) -> tuple[str, str]:
    """What was just done, with how many or whom, as the address tells it."""
    done, _dot, rest = request.GET.get("done", "")[:40].partition(".")
    return done, rest if rest.isascii() and rest.isdigit() else ""
