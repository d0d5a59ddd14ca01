"""异议: the list of a call with its counts, one opened, its acts, who objects (with a reason), letters."""

import io
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, Self
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.acting import LONGEST_TEXT
from jianyou.actions.objecting_office import investigate
from jianyou.actions.objector import ObjectorShown, show_identity_file, show_objector
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import ObjectionStatus
from jianyou.domain.papers.objection_letters import ObjectionPaper, objection_paper
from jianyou.domain.publicity.objections import LARGEST_FILE, MOST_FILES, FileRole
from jianyou.queries.objections_office import (
    OfficeObjection,
    get_objection,
    get_objection_file,
    list_objections,
    objection_told,
)
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message
from jianyou.web.components.objecting.brought import Brought, brought_now
from jianyou.web.components.objecting.words import CHANNELS, EFFECTS, KINDS, OUTCOMES
from jianyou.web.components.somebodys import to_be_kept
from jianyou.web.office.acting import Deed, in_two_steps
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.exporting import LONGEST_REASON, MEDIA
from jianyou.web.office.listing import page_number
from jianyou.web.office.objection_acts import ACTS, On, doors_of
from jianyou.web.office.papers import reason_typed
from jianyou.web.office.there import telling
from jianyou.web.office.views.exports import to_keep

_GONE = {
    "site_no_call": HTTPStatus.NOT_FOUND,
    "objection_unknown": HTTPStatus.NOT_FOUND,
    "objection_file_gone": HTTPStatus.NOT_FOUND,
    "objection_no_letter": HTTPStatus.NOT_FOUND,
    "objection_recused": HTTPStatus.FORBIDDEN,
}
_MOST_DIGITS = 4
_DONE = frozenset({*ACTS, "investigate"}) - {"recuse"}
_ROLES = {
    FileRole.EVIDENCE: Message("objection_role_evidence"),
    FileRole.IDENTITY: Message("objection_role_identity"),
    FileRole.REPLY: Message("objection_role_reply"),
    FileRole.FINDING: Message("objection_role_finding"),
}
_WORDS = {
    "kinds": dict(KINDS),
    "channels": CHANNELS,
    "outcomes": OUTCOMES,
    "effects": EFFECTS,
    "roles": _ROLES,
}


@dataclass(frozen=True, slots=True)
class ObjectionListing:
    """A list of objections as its address tells it; what makes no sense there is left out."""

    status: ObjectionStatus | None = None
    publicity: int | None = None
    overdue: bool = False
    page: int = 1

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """What an address asks for."""
        status, number = query.get("status", ""), query.get("list", "")
        whole = number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS
        return cls(
            ObjectionStatus(status) if status in set(ObjectionStatus) else None,
            int(number) if whole else None,
            query.get("overdue") == "1",
            page_number(query),
        )

    @property
    def query(self) -> str:
        """The end of the address that brings this list back."""
        told = {
            "status": self.status or "",
            "list": self.publicity if self.publicity is not None else "",
            "overdue": "1" if self.overdue else "",
            "page": self.page if self.page > 1 else "",
        }
        return f"?{urlencode({name: value for name, value in told.items() if value != ''})}"

    def other(self, **changes: Any) -> "ObjectionListing":
        """The list with something changed, from its first page on."""
        return replace(self, **{"page": 1, **changes})


@require_safe
@for_viewers
@telling(_GONE)
def objections(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The objections of a call: by state, by list, those that are overdue; and their counts."""
    listing = ObjectionListing.of(request.GET)
    view = list_objections(
        viewer=viewer,
        slug=slug,
        status=listing.status,
        publicity=listing.publicity,
        overdue=listing.overdue,
        page=listing.page,
    )
    states = view.statistics.states
    told = {
        **_WORDS,
        "view": view,
        "page": view.page,
        "listing": listing,
        "states": [
            (status, states[status], listing.other(status=status, overdue=False).query)
            for status in ObjectionStatus
            if states.get(status)
        ],
        "every": listing.other(status=None, overdue=False).query,
        "late": listing.other(status=None, overdue=True).query,
        "lists": [
            (number, title, listing.other(publicity=number).query, listing.publicity == number)
            for number, title in view.lists
        ],
        "every_list": listing.other(publicity=None).query,
        "recused": request.GET.get("done") == "recused",
    }
    return page(request, "office/objections_list.html", told)


@require_safe
@for_viewers
@telling(_GONE)
def objection(request: HttpRequest, viewer: Actor, slug: str, objection: str) -> HttpResponse:
    """One objection: what is held, what was done, what is possible now."""
    return _one(request, get_objection(viewer=viewer, slug=slug, number=objection))


def _one(request: HttpRequest, view: OfficeObjection, **told: Any) -> HttpResponse:
    problems = told.get("problems", {})
    done = request.GET.get("done", "")
    base: dict[str, Any] = {
        **_WORDS,
        "view": view,
        "line": view.line,
        "doors": doors_of(view),
        "missing": [Message(code) for code in view.missing],
        "steps_open": Act.INVESTIGATE in view.acts,
        "may_show": Act.SHOW_OBJECTOR in view.acts and view.line.named,
        "done": done if done in _DONE else "",
        "most": MOST_FILES,
        "megabytes": LARGEST_FILE // 1_000_000,
        "longest": LONGEST_REASON,
        "shown": None,
        "typed": {},
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    listed = {"problems": list(problems.items()), "by_place": problems}
    return page(request, "office/objections_one.html", {**base, **told, **listed}, status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
@telling(_GONE)
def act(request: HttpRequest, viewer: Actor, slug: str, objection: str, name: str) -> HttpResponse:
    """One of the acts, in two steps."""

    def made() -> Deed:
        view = get_objection(viewer=viewer, slug=slug, number=objection)
        seen = request.POST.get("version", view.stamp)[:64]
        form, do = ACTS[name].made(On(viewer, view, seen))
        if ACTS[name].act not in view.acts:
            form = replace(form, stopped=gettext("按这件异议现在的状态，不能这样办理。"))
        back = _address(slug, objection)
        about = {"of_objection": view, "version": view.stamp, "seen": seen}
        # Who recuses himself has no page to come back to.
        recused = f"{reverse('office:objections', args=[slug])}?done=recused"
        done = recused if name == "recuse" else f"{back}?done={name}"
        return Deed(form=form, do=do, done=done, back=back, about=about)

    return in_two_steps(request, made)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
@telling(_GONE)
def step(request: HttpRequest, viewer: Actor, slug: str, objection: str) -> HttpResponse:
    """Something done to look into it, with files."""
    if request.method != "POST":
        return HttpResponseRedirect(_address(slug, objection))
    view = get_objection(viewer=viewer, slug=slug, number=objection)
    text = fit_text(request.POST.get("text", ""), lines=True)
    problems: dict[str, Refused] = {}
    brought = brought_now(request, Brought(), "", problems, FileRole.FINDING)
    if not problems:
        try:
            seen = request.POST.get("version", "")[:64]
            investigate(actor=viewer, number=view.line.number, seen=seen, text=text, files=brought.files)
        except Refused as refused:
            if refused.code in _GONE:
                raise
            problems = {"files" if refused.code == "objection_files_many" else "text": refused}
        else:
            return HttpResponseRedirect(f"{_address(slug, objection)}?done=investigate#steps")
    return _one(request, view, problems=problems, typed={"text": text[: 2 * LONGEST_TEXT]})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_viewers
@telling(_GONE)
def objector(request: HttpRequest, viewer: Actor, slug: str, objection: str) -> HttpResponseBase:
    """Who objects, on this answer only, or a file of his identity; each time logged with the reason."""
    if request.method != "POST":
        return HttpResponseRedirect(_address(slug, objection))
    view = get_objection(viewer=viewer, slug=slug, number=objection)
    reason, too_long = reason_typed(request.POST)
    if too_long:
        return _one(request, view, problems={"reason": too_long}, typed={"reason": reason})
    try:
        if wanted := request.POST.get("file", ""):
            name, data = show_identity_file(
                actor=viewer, number=view.line.number, key=_key(wanted), reason=reason
            )
            return to_be_kept(io.BytesIO(data), name)
        shown: ObjectorShown = show_objector(actor=viewer, number=view.line.number, reason=reason)
    except Refused as refused:
        if refused.code in _GONE:
            raise
        asked = Act.SHOW_OBJECTOR in view.acts and view.line.named
        place = "reason" if asked else "objector"
        return _one(request, view, problems={place: refused}, typed={"reason": reason})
    return _one(request, view, shown=shown, typed={"reason": reason})


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refused("objection_file_gone") from None


@require_safe
@for_viewers
@telling(_GONE)
def file(request: HttpRequest, viewer: Actor, slug: str, objection: str, key: UUID) -> HttpResponseBase:
    """A file that tells nobody's identity, as it came."""
    del request
    name, data = get_objection_file(viewer=viewer, slug=slug, number=objection, key=key)
    return to_be_kept(io.BytesIO(data), name)


@require_safe
@for_viewers
@telling(_GONE)
def letter(
    request: HttpRequest, viewer: Actor, slug: str, objection: str, which: str, kind: str
) -> HttpResponse:
    """The answer to who objects, or the notice to the nominee; it names nobody."""
    del request
    told = objection_told(viewer=viewer, slug=slug, number=objection)
    answers = which == ObjectionPaper.ANSWER
    data = objection_paper(told, ObjectionPaper(which), pdf=kind == "pdf")
    name = f"{gettext('异议答复函') if answers else gettext('异议处理告知函')}-{objection}.{kind}"
    return to_keep(data, name, MEDIA[kind])


def _address(slug: str, number: str) -> str:
    return reverse("office:objection", args=[slug, number])
