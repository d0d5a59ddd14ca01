"""隐名: which entries can be judged without names; an entry's texts and copies made and approved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, Self
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.redacting import (
    LONGEST_TEXT,
    LONGEST_WORD,
    MOST_WORDS,
    NameLeft,
    Of,
    TextLeft,
    approve_copy,
    check_words,
    keep_copy,
    keep_texts,
    withdraw_copy,
)
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.papers.nameless import Hit
from jianyou.officefiles.neutral import MOST_BYTES, MOST_PAGES
from jianyou.queries.redactions import (
    Ready,
    RedactionView,
    get_copy_file,
    get_redaction,
    list_redactions,
)
from jianyou.terms.finding import Refused
from jianyou.web.components.policies import SOMEBODYS_FILE
from jianyou.web.components.states import State
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.listing import page_number
from jianyou.web.office.review_boxes import typed

FIELD = "t-"
STATES = {
    Ready.TEXTS: State("dots", "grey", gettext_lazy("文字待核准"), gettext_lazy("文字待核准")),
    Ready.STALE: State("repeat", "amber", gettext_lazy("有新材料，待重看"), gettext_lazy("有新材料，待重看")),
    Ready.APPROVAL: State("clock", "amber", gettext_lazy("副本待核准"), gettext_lazy("副本待核准")),
    Ready.READY: State("tick", "green", gettext_lazy("已备好"), gettext_lazy("已备好")),
}
_MEDIA = {"pdf": "application/pdf", "jpg": "image/jpeg"}
_GONE = frozenset({"site_no_call", "site_no_entry", "site_no_filing"})
_LONGEST_DIGEST = 64


@dataclass(frozen=True, slots=True)
class RedactionListing:
    """The list as an address tells it."""

    todo: bool
    page: int

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """What an address asks for."""
        return cls("todo" in query, page_number(query))

    def other(self, *, page: int) -> Self:
        """The same list turned to another page."""
        return replace(self, page=page)

    @property
    def query(self) -> str:
        """The end of an address that brings it back."""
        told = [*(["todo=yes"] if self.todo else []), *([f"page={self.page}"] if self.page > 1 else [])]
        return f"?{'&'.join(told)}" if told else ""


@require_safe
@for_viewers
def redactions(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The entries that are judged, and what of each experts can read without names."""
    listing = RedactionListing.of(request.GET)
    view = list_redactions(viewer=viewer, slug=slug, todo=listing.todo, page=listing.page)
    told = {"view": view, "page": view.page, "listing": listing, "states": STATES}
    return page(request, "office/redactions_list.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@for_viewers
def redaction(request: HttpRequest, viewer: Actor, slug: str, number: str, ordinal: int) -> HttpResponseBase:
    """An entry: its texts with what is hidden, its proofs with their copies."""
    if request.method == "POST":
        return _acted(request, slug=slug, number=number, ordinal=ordinal)
    return _entry_page(request, get_redaction(viewer=viewer, slug=slug, number=number, ordinal=ordinal))


@for_deciders
def _acted(request: HttpRequest, viewer: Actor, slug: str, number: str, ordinal: int) -> HttpResponse:
    post, of = request.POST, Of(slug, number, ordinal)
    do, words = post.get("do", ""), _words(post)
    told: dict[str, Any] = {}
    try:
        if do == "propose":
            proposed = check_words(words)
            view = get_redaction(viewer=viewer, slug=slug, number=number, ordinal=ordinal, words=proposed)
            return _entry_page(request, view, proposed=True)
        _do(request, viewer, of, do)
    except Refused as refused:
        if refused.code in _GONE:
            raise
        told = _refused(post, do, refused)
    else:
        here = reverse("office:redaction", args=[slug, number, ordinal])
        return HttpResponseRedirect(f"{here}?done={do}#{'proofs' if do != 'texts' else 'texts'}")
    typed_texts = _typed(post) if do in ("texts", "propose") else None
    view = get_redaction(viewer=viewer, slug=slug, number=number, ordinal=ordinal)
    return _entry_page(request, view, typed_texts=typed_texts, words=words if typed_texts else None, **told)


def _do(request: HttpRequest, viewer: Actor, of: Of, do: str) -> None:
    post = request.POST
    key = _key(post.get("copy", ""))
    match do:
        case "texts":
            seen = post.get("version", "")
            keep_texts(
                actor=viewer,
                of=of,
                looked_at=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 6 else -1,
                texts=_typed(post),
                words=_words(post),
            )
        case "copy":
            proof = post.get("proof", "")[:_LONGEST_DIGEST]
            keep_copy(actor=viewer, of=of, proof=proof, data=_uploaded(request))
        case "approve":
            if "looked" not in post:
                raise Refused("redact_not_looked")
            approve_copy(actor=viewer, of=of, key=key)
        case "withdraw":
            withdraw_copy(
                actor=viewer, of=of, key=key, reason=typed(post, "reason", LONGEST_WORD, lines=False)
            )
        case _:
            raise Refused("redact_copy_gone")


def _uploaded(request: HttpRequest) -> bytes:
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused("redact_file_missing")
    if upload.size is None or upload.size > MOST_BYTES:
        raise Refused("redact_too_large")
    data: bytes = upload.read()
    return data


def _refused(post: QueryDict, do: str, refused: Refused) -> dict[str, Any]:
    """Where on the page a refusal stands, and what was found in a file."""
    proof = post.get("proof", "")[:_LONGEST_DIGEST]
    copy = post.get("copy", "")[:_LONGEST_DIGEST]
    if isinstance(refused, TextLeft):
        place = f"{FIELD}{refused.column}"
    elif refused.code == "redact_words_many":
        place = "words"
    elif do == "copy":
        place = f"file-{proof}"
    elif do in ("approve", "withdraw"):
        place = f"{'looked' if do == 'approve' else 'reason'}-{copy}"
    else:
        place = "texts"
    return {"problems": {place: refused}, "hits": refused.hits if isinstance(refused, NameLeft) else ()}


def _entry_page(
    request: HttpRequest,
    view: RedactionView,
    *,
    typed_texts: Mapping[str, str] | None = None,
    words: Sequence[str] | None = None,
    problems: Mapping[str, Refused] | None = None,
    hits: Sequence[Hit] = (),
    proposed: bool = False,
) -> HttpResponse:
    found = problems or {}
    told = {
        "view": view,
        "columns": [
            (
                f"{FIELD}{one.key}",
                one,
                (typed_texts or {}).get(one.key, one.text),
                found.get(f"{FIELD}{one.key}"),
            )
            for one in view.columns
        ],
        "words": "\n".join(view.words if words is None else words),
        "state": STATES[view.state],
        "problems": list(found.items()),
        "by_place": found,
        "hits": hits,
        "proposed": proposed,
        "done": request.GET.get("done", ""),
        "longest": LONGEST_TEXT,
        "longest_words": MOST_WORDS * (LONGEST_WORD + 1),
        "most_mb": MOST_BYTES // 1024 // 1024,
        "most_pages": MOST_PAGES,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if found else HTTPStatus.OK
    return page(request, "office/redactions_one.html", told, status)


@require_safe
@for_deciders
def copy(
    request: HttpRequest, viewer: Actor, slug: str, number: str, ordinal: int, key: UUID
) -> HttpResponseBase:
    """A copy as experts would see it."""
    del request
    found = get_copy_file(viewer=viewer, slug=slug, number=number, ordinal=ordinal, key=key)
    media = _MEDIA.get(found.name.rpartition(".")[2], "application/octet-stream")
    response = FileResponse(found.path.open("rb"), filename=found.name, content_type=media)
    response.headers["Content-Security-Policy"] = SOMEBODYS_FILE
    return response


def _words(post: QueryDict) -> list[str]:
    text = post.get("words", "")[: 2 * MOST_WORDS * (LONGEST_WORD + 1)]
    return [word.strip() for word in text.replace("、", "\n").splitlines() if word.strip()]


def _typed(post: QueryDict) -> dict[str, str]:
    return {
        name.removeprefix(FIELD): typed(post, name, LONGEST_TEXT, lines=True)
        for name in list(post)[:100]
        if name.startswith(FIELD)
    }


def _key(text: str) -> UUID:
    try:
        return UUID(text[:40])
    except ValueError:
        return UUID(int=0)
