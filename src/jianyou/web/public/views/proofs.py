"""证明材料: given freely with a draft or a filing, each with its kind and validity; and fetched again."""

from http import HTTPStatus
from typing import NamedTuple

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from jianyou.actions.filing import SentFile
from jianyou.actions.giving_proofs import (
    MOST_PROOFS,
    add_to_draft,
    add_to_filing,
    check_room,
    remove_from_draft,
)
from jianyou.domain.annexes.proofs import LABELS, LONGEST_DATE, Validity, kind_chosen, validity_typed
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.queries.drafts import DraftView
from jianyou.queries.proofs import (
    ProofFile,
    ProofsView,
    get_draft_proof,
    get_draft_proofs,
    get_filing_proof,
    get_filing_proofs,
)
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message
from jianyou.web.components.somebodys import to_be_kept
from jianyou.web.public.draft_pages import code_of, opened
from jianyou.web.public.drafting import let_in as let_in_draft
from jianyou.web.public.look import lang_of
from jianyou.web.public.proofs import kept_proof
from jianyou.web.public.uploaded import MOST_BYTES
from jianyou.web.public.views.drafts import gone
from jianyou.web.public.views.filings import key_for, let_in

_FIELDS = ("file", "kind", "entry", "since", "until")
_REMOVE = "remove-"


class Told(NamedTuple):
    """What was typed about a proof, understood; `file` is None where something is to be mended."""

    file: SentFile | None
    problems: dict[str, Refused]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def of_draft(request: HttpRequest, number: str) -> HttpResponse:
    """The proofs of a draft; one more of them, or one less."""
    try:
        draft = let_in_draft(request, number)
        view = get_draft_proofs(number=number)
    except Refused as refused:
        return gone(request, number, refused)
    if request.method != "POST":
        return opened(request, _page(request, view, draft=draft), draft)
    try:
        return _of_draft(request, view, draft)
    except Refused as refused:
        if refused.code == "draft_gone":
            return gone(request, number, refused)
        return _page(request, view, {"file": refused}, draft)


def _of_draft(request: HttpRequest, view: ProofsView, draft: DraftView) -> HttpResponse:
    actor, do = filer_of(view.number), request.POST.get("do", "")
    if do.startswith(_REMOVE):
        remove_from_draft(actor=actor, number=view.number, digest=do.removeprefix(_REMOVE)[:64])
        return _back(request, view, "removed")
    told = _told(request, view)
    if told.file is None:
        return _page(request, view, told.problems, draft)
    known = add_to_draft(actor=actor, number=view.number, file=told.file).known
    return _back(request, view, "known" if known else "added")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def of_filing(request: HttpRequest, number: str) -> HttpResponse:
    """The proofs of a filing; one more of them."""
    let_in(request, number)
    view = _filing_proofs(number)
    if request.method != "POST":
        return _page(request, view)
    try:
        told = _told(request, view)
        if told.file is None:
            return _page(request, view, told.problems)
        add_to_filing(actor=filer_of(number), number=number, file=told.file)
    except Refused as refused:
        if refused.code == "proof_there_already":
            return _back(request, view, "there")
        return _page(request, _filing_proofs(number), {"file": refused})
    return _back(request, view, "added")


@never_cache
@require_GET
def file_of_draft(request: HttpRequest, number: str, digest: str) -> HttpResponseBase:
    """A proof of a draft, as it was sent."""
    try:
        let_in_draft(request, number)
        return _download(get_draft_proof(number=number, digest=digest))
    except Refused as refused:
        raise Http404 from refused


@never_cache
@require_GET
def file_of_filing(request: HttpRequest, number: str, digest: str) -> HttpResponseBase:
    """A proof of a filing, as it was sent."""
    let_in(request, number)
    try:
        return _download(get_filing_proof(number=number, digest=digest))
    except Refused as refused:
        raise Http404 from refused


def _filing_proofs(number: str) -> ProofsView:
    try:
        return get_filing_proofs(number=number)
    except Refused as refused:
        raise Http404 from refused


def _told(request: HttpRequest, view: ProofsView) -> Told:
    """What was sent and typed, the file kept; all that is to be mended at once.

    Raises:
        Refused: too much was uploaded today.
    """
    posted, problems = request.POST, dict[str, Refused]()
    kind, entry = "", 0
    try:
        kind = kind_chosen(posted.get("kind", "")).value
    except Refused as refused:
        problems["kind"] = refused
    try:
        entry = _entry(posted.get("entry", ""), view)
    except Refused as refused:
        problems["entry"] = refused
    validity: Validity = validity_typed(posted.get("since", ""), posted.get("until", ""), problems)
    check_room(number=view.number)
    try:
        file = kept_proof(request.FILES.get("file"))
    except Refused as refused:
        problems["file"] = refused
    if problems:
        return Told(None, problems)
    whole = file._replace(
        kind=kind, entry=entry or None, valid_from=validity.since, valid_until=validity.until
    )
    return Told(whole, {})


def _entry(text: str, view: ProofsView) -> int:
    known = {str(number): number for number in view.entries}
    if text and text not in known:
        raise Refused("proof_entry_unknown")
    return known.get(text, 0)


def _back(request: HttpRequest, view: ProofsView, done: str) -> HttpResponse:
    return HttpResponseRedirect(
        f"{_address(request, view)}{'?' if view.is_draft else '&'}{urlencode({'done': done})}"
    )


def _address(request: HttpRequest, view: ProofsView) -> str:
    if view.is_draft:
        return reverse("draft_proofs", args=[view.number])
    return f"{reverse('proofs', args=[view.number])}?{urlencode({'key': key_for(request, view.number)})}"


def _page(
    request: HttpRequest,
    view: ProofsView,
    problems: dict[str, Refused] | None = None,
    draft: DraftView | None = None,
) -> HttpResponse:
    found, lang = problems or {}, lang_of(request)
    typed = {name: request.POST.get(name, "")[: LONGEST_DATE + 1] for name in _FIELDS if name != "file"}
    told = {
        "here": "home" if draft else "filings",
        "view": view,
        "draft": draft,
        "code": code_of(draft) if draft else "",
        "address": _address(request, view),
        "query": "" if view.is_draft else f"?{urlencode({'key': key_for(request, view.number)})}",
        "problems": found,
        "order": [(name, found[name]) for name in _FIELDS if name in found],
        "typed": typed,
        "kinds": [(kind.value, Message(code)) for kind, code in LABELS.items()],
        "entries": [(str(number), name) for number, name in view.entries.items()],
        "served": [(each, *each.words(lang)) for each in view.served],
        "done": _DONE.get(request.GET.get("done", "")) if request.method != "POST" else None,
        "full": len(view.proofs) >= MOST_PROOFS,
        "most": MOST_BYTES // 1024 // 1024,
        "most_proofs": MOST_PROOFS,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if found else HTTPStatus.OK
    return render(request, "public/proofs.html", told, status=status)


_DONE = {
    "added": Message("proof_done_added"),
    "known": Message("proof_done_known"),
    "there": Message("proof_done_there"),
    "removed": Message("proof_done_removed"),
}


def _download(found: ProofFile) -> FileResponse:
    """The bytes as they are: kept by the browser, never shown as a page of this site."""
    return to_be_kept(found.path.open("rb"), found.name)
