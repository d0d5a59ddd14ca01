"""函件: made of decisions, looked at, held, sent by somebody, or dropped."""

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.letters import How, drop_letter, make_letters, send_letters
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.papers.decision_letters import DECISION_LETTERS
from jianyou.domain.papers.letters import LetterKind, letter_docx, letter_pdf
from jianyou.queries.annotating import get_annotating
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.letters import (
    MOST_AT_ONCE,
    LetterLine,
    LetterStatus,
    Making,
    count_letters,
    get_letter,
    held_letters,
    list_letters,
    list_to_make,
)
from jianyou.queries.office_calls import OfficeCallView, get_office_call
from jianyou.terms.finding import Refused
from jianyou.web.components.annotated import annotated_file
from jianyou.web.components.policies import OWN_PAPER
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.entry_listing import selection_of
from jianyou.web.office.exporting import MEDIA
from jianyou.web.office.listing import page_number
from jianyou.web.office.papers import LONGEST_REASON, LetterListing, reason_typed
from jianyou.web.office.views.filing import opened_filings

T = TypeVar("T")
_LONGEST_LIST = 40 * MOST_AT_ONCE


@require_safe
@for_viewers
def letters(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The letters of a call by state and kind."""
    return _list_page(request, viewer, slug)


def _list_page(
    request: HttpRequest, viewer: Actor, slug: str, problem: Refused | None = None
) -> HttpResponse:
    listing = LetterListing.of(request.GET)
    counts = count_letters(viewer=viewer, slug=slug)
    found = list_letters(
        viewer=viewer, slug=slug, status=listing.status, kind=listing.kind, page=page_number(request.GET)
    )
    view = get_office_call(viewer=viewer, slug=slug)
    told = {
        "view": view,
        "may": Act.SEND_LETTERS in view.acts,
        "listing": listing,
        "page": found,
        "states": [(one, counts[one], listing.other(status=one).query) for one in LetterStatus],
        "kinds": [(one, listing.other(kind=one).query) for one in DECISION_LETTERS],
        "every": listing.other(kind=None).query,
        "problem": problem,
        "done": _done(request.GET),
    }
    return page(request, "office/letters_list.html", told, HTTPStatus.CONFLICT if problem else HTTPStatus.OK)


def _done(query: QueryDict) -> tuple[str, int] | None:
    """What was just done with how many, as the address tells it."""
    done, _, count = query.get("done", "").partition(".")
    known = done in {"made", "sent", "dropped"} and count.isascii() and count.isdigit()
    return (done, int(count[:6])) if known else None


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def make(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """Shows what letters will be made of which entries, and makes them."""
    sent = request.POST if request.method == "POST" else request.GET
    kind = LetterKind(sent["kind"]) if sent.get("kind") in set(DECISION_LETTERS) else LetterKind.ACCEPTANCE
    problem = None
    if "sure" in request.POST:
        try:
            keys = _previewed(_named(request.POST.get("entries", "")))
            count = make_letters(actor=viewer, call_slug=slug, kind=kind, keys=keys)
        except Refused as refused:
            problem = refused
        else:
            return _back(slug, f"made.{count}")
    chosen = selection_of(sent) if "which" in sent or "entry" in sent else None
    if "entries" in sent:
        chosen = tuple(_named(sent["entries"]))
    try:
        lines = list_to_make(viewer=viewer, slug=slug, kind=kind, wanted=chosen)
    except Refused as refused:
        if refused.code != "letters_too_many":
            raise
        lines, problem = (), refused
    new = [line for line in lines if line.making is Making.NEW]
    told = {
        "view": get_office_call(viewer=viewer, slug=slug),
        "kind": kind,
        "kinds": DECISION_LETTERS,
        "new": new,
        "other": [line for line in lines if line.making is not Making.NEW],
        "entries": "\n".join(EntryKey(one.number, one.ordinal or 1).text for one in new),
        "chosen": "\n".join(EntryKey(one.number, one.ordinal or 1).text for one in lines) if chosen else "",
        "problem": problem,
        "most": MOST_AT_ONCE,
    }
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    return page(request, "office/letters_make.html", told, status)


def _previewed(keys: Sequence[T]) -> Sequence[T]:
    """What a preview named; what a list selects may be others by now.

    Raises:
        Refused: it named nothing.
    """
    if not keys:
        raise Refused("letters_none")
    return keys


def _named(text: str) -> list[EntryKey]:
    keys = (EntryKey.read(one) for one in text[:_LONGEST_LIST].split())
    return [key for key in keys if key]


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def send(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """Shows what will be sent to whom, and sends it."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("office:letters", args=[slug]))
    how = How(request.POST["how"]) if request.POST.get("how") in set(How) else How.MESSAGE
    kind = request.POST.get("kind", "")
    every = "which" in request.POST
    keys = None if every else _letter_keys(request.POST)
    held = held_letters(
        viewer=viewer, slug=slug, kind=LetterKind(kind) if kind in set(LetterKind) else None, keys=keys
    )
    problem = Refused("letters_none") if not held and "sure" not in request.POST else None
    if problem:
        return _list_page(request, viewer, slug, problem)
    if "sure" in request.POST:
        try:
            count = send_letters(actor=viewer, call_slug=slug, keys=_previewed(keys or ()), how=how)
        except Refused as refused:
            problem = refused
        else:
            return _back(slug, f"sent.{count}", LetterStatus.SENT)
    view = get_office_call(viewer=viewer, slug=slug)
    ready = [line for line in held if not line.stale and not _own(view, viewer, line)]
    told = {
        "view": view,
        "ready": ready,
        "stale": [line for line in held if line.stale],
        "own": [line for line in held if not line.stale and _own(view, viewer, line)],
        "reached": sum(line.reach for line in ready),
        "letters": "\n".join(line.key.hex for line in ready),
        "how": how,
        "problem": problem,
    }
    return page(request, "office/letters_send.html", told, HTTPStatus.CONFLICT if problem else HTTPStatus.OK)


def _own(view: OfficeCallView, viewer: Actor, line: LetterLine) -> bool:
    """Whether another person has to send it."""
    return view.second_person and line.maker == viewer.person


def _letter_keys(posted: QueryDict) -> list[UUID]:
    texts = [*posted.getlist("letter"), *posted.get("letters", "")[:_LONGEST_LIST].split()]
    return list(_uuids(texts))


def _uuids(texts: Iterable[str]) -> Iterable[UUID]:
    for text in texts:
        try:
            yield UUID(text)
        except ValueError:
            continue


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def letter(request: HttpRequest, viewer: Actor, slug: str, letter: UUID) -> HttpResponseBase:
    """One letter as it will read, or did; it may be dropped while it is held."""
    if request.method == "POST":
        return _drop(request, slug=slug, letter=letter)
    return _letter_page(request, viewer, slug, letter)


def _letter_page(
    request: HttpRequest,
    viewer: Actor,
    slug: str,
    key: UUID,
    problem: Refused | None = None,
    typed: str = "",
) -> HttpResponse:
    found = get_letter(viewer=viewer, slug=slug, key=key)
    view = get_office_call(viewer=viewer, slug=slug)
    told = {
        "view": view,
        "may": Act.SEND_LETTERS in view.acts,
        "letter": found,
        "problem": problem,
        "problems": [("reason", problem)] if problem else [],
        "typed": typed,
        "longest": LONGEST_REASON,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return page(request, "office/letters_one.html", told, status)


@for_deciders
def _drop(request: HttpRequest, viewer: Actor, slug: str, letter: UUID) -> HttpResponse:
    reason, too_long = reason_typed(request.POST)
    if too_long:
        return _letter_page(request, viewer, slug, letter, too_long, reason)
    try:
        drop_letter(actor=viewer, call_slug=slug, key=letter, reason=reason)
    except Refused as refused:
        return _letter_page(request, viewer, slug, letter, refused, reason)
    return _back(slug, "dropped.1", LetterStatus.DROPPED)


@require_safe
@for_viewers
def letter_file(request: HttpRequest, viewer: Actor, slug: str, letter: UUID, kind: str) -> HttpResponse:
    """The letter as Word or PDF; a PDF may be looked at within the page."""
    found = get_letter(viewer=viewer, slug=slug, key=letter)
    data = letter_pdf(found.paper) if kind == "pdf" else letter_docx(found.paper)
    response = HttpResponse(data, content_type=MEDIA[kind])
    keep = kind != "pdf" or "keep" in request.GET
    name = f"{found.paper.title}-{found.line.number}.{kind}"
    response.headers["Content-Disposition"] = str(content_disposition_header(keep, name))
    response.headers["Content-Security-Policy"] = OWN_PAPER.replace("'none'; object", "'self'; object")
    return response


def _back(slug: str, done: str, status: LetterStatus = LetterStatus.HELD) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('office:letters', args=[slug])}?status={status}&done={done}")


@require_safe
@for_deciders
def annotated(request: HttpRequest, viewer: Actor, number: str, ordinal: int) -> HttpResponse:
    """The form as its filer sent it with the remarks in it; as a file, once a reason was given."""
    if number not in opened_filings(request):
        return HttpResponseRedirect(f"{reverse('office:filing', args=[number])}?files#personal")
    try:
        return annotated_file(get_annotating(number=number, ordinal=ordinal, viewer=viewer))
    except Refused as refused:
        return page(request, "office/missing.html", {"problem": refused}, HTTPStatus.CONFLICT)
