"""受邀单位: whom a call invited, what came of it; inviting, reminding, taking off, each in two steps."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.confirming import offered_channels
from jianyou.actions.inviting import (
    LONGEST_CONTACT,
    LONGEST_NAME,
    MAIL,
    MOST_AT_ONCE,
    Outcome,
    invite_one,
    log_invited_export,
    remove_invited,
    send_invitations,
    send_reminders,
    set_contact,
    show_contacts,
)
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.transitions import allowed_acts
from jianyou.domain.papers.letters import letter_docx, letter_pdf
from jianyou.domain.papers.urging import Occasion, invitation_letter, urging_letter
from jianyou.domain.screening.rosters import CONTACTS
from jianyou.queries.invited import (
    InvitedLine,
    InvitedView,
    get_invited,
    get_invited_firm,
    select_invited,
)
from jianyou.terms.finding import Refused
from jianyou.web.components.kept import to_keep
from jianyou.web.components.policies import OWN_PAPER
from jianyou.web.office.context import for_deciders, for_viewers, page, posted
from jianyou.web.office.exporting import MEDIA
from jianyou.web.office.invited_listing import FIELDS, PROGRESS, SENT, InvitedListing, keys_in
from jianyou.web.office.invited_table import invited_file, until_of
from jianyou.web.office.papers import reason_typed

MOST_SHOWN = 200
"""Firms that a preview names; the others are counted."""
_SHOWN = "invited_shown"


@dataclass(frozen=True, slots=True)
class _Deed:
    """An act on invited firms; `button` names it with {count}."""

    title: Any
    tells: Any
    button: Any
    left: Callable[[InvitedLine], bool]
    reasoned: bool = False


DEEDS = {
    "send": _Deed(
        gettext_lazy("发出邀请"),
        gettext_lazy(
            "留有邮箱的由本站发邮件；其余的只记为已邀请，请另行送达邀请函或者通知。每家只邀请一次。"
        ),
        gettext_lazy("邀请 {count} 家"),
        lambda line: line.invited_at is not None,
    ),
    "remind": _Deed(
        gettext_lazy("催报"),
        gettext_lazy("留有邮箱的由本站发邮件；其余的只记为已催报，文字可以在“催报文字”里复制。"),
        gettext_lazy("催报 {count} 家"),
        lambda _line: False,
    ),
    "remove": _Deed(
        gettext_lazy("移出邀请名单"),
        gettext_lazy("移出以后不再催报，留下的联系方式一并删除。已经报送的不受影响。"),
        gettext_lazy("移出 {count} 家"),
        lambda _line: False,
        reasoned=True,
    ),
}


def is_shown(request: HttpRequest, slug: str) -> bool:
    """Whether contacts of a call's invited were shown, and that logged, in this session."""
    return slug in request.session.get(_SHOWN, [])


@require_safe
@for_viewers
def invited(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The list with what came of each."""
    return _list_page(request, viewer, slug)


def _list_page(
    request: HttpRequest,
    viewer: Actor,
    slug: str,
    problem: tuple[str, Refused] | None = None,
    query: str | None = None,
) -> HttpResponse:
    listing = InvitedListing.of(request.GET) if query is None else InvitedListing.of_text(query)
    shown = is_shown(request, slug)
    view = get_invited(viewer=viewer, slug=slug, wanted=listing.wanted, shown=shown)
    done, _, count = request.GET.get("done", "").partition(".")
    told = {
        "view": view,
        "may": Act.INVITE in allowed_acts(view.status),
        "page": view.page,
        "listing": listing,
        "progress": PROGRESS,
        "chips": [
            (state, PROGRESS[state], count, listing.other(progress=state).query)
            for state, count in view.counts.items()
            if count or state is listing.wanted.progress
        ],
        "everything": listing.other(progress=None).query,
        "all": listing.other(progress=None, sent=None, search="").query,
        "sents": [(one, word, listing.other(sent=one).query) for one, word in SENT.items()],
        "unsent": listing.other(sent=None).query,
        "shown": shown,
        "deeds": [(name, deed.title) for name, deed in DEEDS.items()],
        "problems": [problem] if problem else [],
        "by_place": dict([problem]) if problem else {},
        "typed": {name: request.POST.get(name, "")[:400] for name in ("name", "code", *CONTACTS)},
        "fields": [(field, FIELDS[field]) for field in CONTACTS],
        "longest": {"name": LONGEST_NAME, "contact": LONGEST_CONTACT},
        "done": done,
        "count": count[:6] if count.isdigit() else "",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return page(request, "office/invited_list.html", told, status)


@posted
@for_deciders
def add(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """One firm that stands on no list."""
    post = request.POST
    contact = {field.value: post.get(field, "") for field in CONTACTS}
    try:
        invite_one(
            actor=viewer,
            call_slug=slug,
            name=post.get("name", ""),
            code=post.get("code", "")[:100],
            contact=contact,
        )
    except Refused as refused:
        places = {"invited_mail_wrong": "mail"}
        place = "code" if refused.code.startswith("uscc_") else places.get(refused.code, "name")
        return _list_page(request, viewer, slug, (place, refused), "")
    return _back(slug, "added.1")


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def act(request: HttpRequest, viewer: Actor, slug: str, name: str) -> HttpResponse:
    """Inviting, reminding or taking off those chosen: what it will do to whom, then doing it."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("office:invited", args=[slug]))
    post, deed = request.POST, DEEDS[name]
    query = post.get("query", "")
    try:
        lines = _chosen(request, viewer, slug)
    except Refused as refused:
        return _list_page(request, viewer, slug, ("list", refused), query)
    reason, problem = reason_typed(post)
    # Only those whom the preview named: what a filter shows may be others by now.
    if "sure" in post and "which" not in post and not problem:
        try:
            return _done(viewer, slug, name, [line.key for line in lines], reason)
        except Refused as refused:
            problem = refused
    able = [line for line in lines if not deed.left(line)]
    mails = MAIL in offered_channels()
    mailed = sum(line.has_mail for line in able) if mails else 0
    told = {
        "view": get_invited(viewer=viewer, slug=slug),
        "name": name,
        "deed": deed,
        "able": able[:MOST_SHOWN],
        "more": max(0, len(able) - MOST_SHOWN),
        "count": len(able),
        "left": len(lines) - len(able),
        "mailed": mailed,
        "noted": len(able) - mailed,
        "mails": mails,
        "sends": name != "remove",
        "too_many": name != "remove" and len(able) > MOST_AT_ONCE,
        "most": MOST_AT_ONCE,
        "button": deed.button.format(count=len(able)),
        "keys": " ".join(line.key.hex for line in able),
        "query": InvitedListing.of_text(query).query,
        "reason": reason,
        "problems": [("reason" if deed.reasoned else "list", problem)] if problem else [],
        "progress": PROGRESS,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return page(request, "office/invited_act.html", told, status)


def _chosen(request: HttpRequest, viewer: Actor, slug: str) -> tuple[InvitedLine, ...]:
    post = request.POST
    if "which" in post:
        found = select_invited(viewer=viewer, slug=slug, wanted=InvitedListing.of_text(post["which"]).wanted)
    else:
        keys = keys_in([*post.getlist("firm"), *post.get("firms", "").split()])
        found = select_invited(viewer=viewer, slug=slug, wanted=keys)
    if not found:
        raise Refused("invited_nobody")
    return found


def _done(viewer: Actor, slug: str, name: str, keys: list[UUID], reason: str) -> HttpResponse:
    if name == "remove":
        count = remove_invited(actor=viewer, call_slug=slug, keys=keys, reason=reason)
        return _back(slug, f"removed.{count}")
    send = send_invitations if name == "send" else send_reminders
    outcome: Outcome = send(actor=viewer, call_slug=slug, keys=keys)
    return _back(slug, f"{name}.{outcome.mailed + outcome.noted}")


@posted
@for_viewers
def contacts(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """Shows the contacts from now on, once that is logged."""
    reason, problem = reason_typed(request.POST)
    if not is_shown(request, slug):
        try:
            if problem:
                raise problem
            show_contacts(actor=viewer, call_slug=slug, reason=reason)
        except Refused as refused:
            return _list_page(request, viewer, slug, ("show-reason", refused), request.POST.get("query", ""))
        request.session[_SHOWN] = [*request.session.get(_SHOWN, [])[-50:], slug]
    query = InvitedListing.of_text(request.POST.get("query", "")).query
    return HttpResponseRedirect(f"{reverse('office:invited', args=[slug])}{query}")


@posted
@for_deciders
def export(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The list with contacts as a workbook, which serves for a mail merge as well; logged with its reason."""
    listing = InvitedListing.of_text(request.POST.get("query", ""))
    reason, problem = reason_typed(request.POST)
    try:
        if problem:
            raise problem
        lines = select_invited(viewer=viewer, slug=slug, wanted=listing.wanted, shown=True)
        log_invited_export(actor=viewer, call_slug=slug, reason=reason, count=len(lines))
    except Refused as refused:
        return _list_page(request, viewer, slug, ("export-reason", refused), listing.query)
    view = get_invited(viewer=viewer, slug=slug)
    response = HttpResponse(invited_file(view, lines), content_type=MEDIA["xlsx"])
    name = gettext("邀请名单") + ".xlsx"
    to_keep(response, name)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def firm(request: HttpRequest, viewer: Actor, slug: str, firm: UUID) -> HttpResponseBase:
    """One invited firm: what came of it, its letters, its contact."""
    return (
        _contact(request, slug=slug, firm=firm)
        if request.method == "POST"
        else _firm_page(request, viewer, slug, firm)
    )


def _firm_page(
    request: HttpRequest, viewer: Actor, slug: str, key: UUID, problem: Refused | None = None
) -> HttpResponse:
    shown = is_shown(request, slug)
    view = get_invited(viewer=viewer, slug=slug)
    try:
        line = get_invited_firm(viewer=viewer, slug=slug, key=key, shown=shown)
    except Refused as refused:
        return page(request, "office/missing.html", {"problem": refused}, HTTPStatus.NOT_FOUND)
    typed = {field.value: request.POST.get(field, "")[: 2 * LONGEST_CONTACT] for field in CONTACTS}
    told = {
        "view": view,
        "may": Act.INVITE in allowed_acts(view.status),
        "line": line,
        "state": PROGRESS[line.progress],
        "shown": shown or not line.has_contact,
        "fields": [
            (field, FIELDS[field], (typed if problem else line.contact).get(field, "")) for field in CONTACTS
        ],
        "problems": [("mail", problem)] if problem else [],
        "longest": LONGEST_CONTACT,
        "done": request.GET.get("done", ""),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return page(request, "office/invited_one.html", told, status)


@for_deciders
def _contact(request: HttpRequest, viewer: Actor, slug: str, firm: UUID) -> HttpResponse:
    contact = {field.value: request.POST.get(field, "") for field in CONTACTS}
    try:
        set_contact(actor=viewer, call_slug=slug, key=firm, contact=contact)
    except Refused as refused:
        return _firm_page(request, viewer, slug, firm, refused)
    return HttpResponseRedirect(f"{reverse('office:invited_firm', args=[slug, firm])}?done=contact")


@require_safe
@for_viewers
def letter(request: HttpRequest, viewer: Actor, slug: str, firm: UUID, kind: str) -> HttpResponse:
    """邀请函, or with `urging` 催报函, to one firm as Word or PDF."""
    try:
        line = get_invited_firm(viewer=viewer, slug=slug, key=firm)
    except Refused as refused:
        if refused.code != "invited_gone":
            raise
        return page(request, "office/missing.html", {"problem": refused}, HTTPStatus.NOT_FOUND)
    make = urging_letter if "urging" in request.GET else invitation_letter
    paper = make(occasion_of(get_invited(viewer=viewer, slug=slug)), line.name)
    data = letter_pdf(paper) if kind == "pdf" else letter_docx(paper)
    response = HttpResponse(data, content_type=MEDIA[kind])
    name = f"{paper.title}-{line.name[:60]}.{kind}"
    to_keep(response, name)
    response.headers["Content-Security-Policy"] = OWN_PAPER
    return response


def occasion_of(view: InvitedView) -> Occasion:
    """The call as papers and texts tell it."""
    return Occasion(title=view.title, office=view.office, until=until_of(view), page=view.page_url)


def _back(slug: str, done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('office:invited', args=[slug])}?done={done}")
