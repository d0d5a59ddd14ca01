"""The entries of a call: the list, the lists that people keep, and acts on many."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.bulk import do_to_each
from jianyou.actions.saved_views import LONGEST_NAME, delete_view, save_view
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.deadline import check_correction_due
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.surroundings import CALL_MUST_BE
from jianyou.domain.lifecycle.who_may import WHO_MAY
from jianyou.queries.entries_page import EntriesPage, get_entries_page
from jianyou.queries.entry_acts import ActContext, Preview, get_act_context, preview_act
from jianyou.queries.entry_wanted import EntryKey, EntryWanted
from jianyou.queries.saved_views import list_saved_views
from jianyou.terms.finding import Refused
from jianyou.web.components.language import page_lang
from jianyou.web.office import bulk
from jianyou.web.office.bulk import Batch
from jianyou.web.office.context import for_deciders, for_viewers, page
from jianyou.web.office.deeds import DUE
from jianyou.web.office.entry_filters import channels, columns, filters_of, sorts, states_of
from jianyou.web.office.entry_listing import EntryListing, selection_of
from jianyou.web.office.forms import Form, Sent, fields_of, lines_of, sent_in, started

MOST_SHOWN = 200
"""Entries that a preview or a result names; the others are counted."""
_ON_BAR = ("check", "accept", "return-errors", "return", "refuse", "cancel", "reopen")


@require_safe
@for_viewers
def entries(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The list: by state, filters and words, page by page."""
    return _list_page(request, viewer, slug, EntryListing.of(request.GET))


def _list_page(
    request: HttpRequest,
    viewer: Actor,
    slug: str,
    listing: EntryListing,
    problem: tuple[str, Refused] | None = None,
) -> HttpResponse:
    view = get_entries_page(viewer=viewer, slug=slug, wanted=listing.wanted)
    filters = filters_of(view, listing)
    told = {
        "view": view,
        "page": view.page,
        "listing": listing,
        "chips": states_of(view, listing),
        "filters": filters,
        "chosen": [one for one in filters if one.chosen],
        "undated": listing.other(decided_from=None, decided_until=None).query,
        "stateless": listing.other(states=frozenset()).query,
        "sorts": sorts(listing),
        "columns": columns(),
        "channels": channels(),
        "views": list_saved_views(viewer=viewer, slug=slug),
        "longest_name": LONGEST_NAME,
        "acts": [(name, bulk.word_of(name)) for name in _ON_BAR if _offered(viewer, view, bulk.ACTS[name])],
        "problems": [problem] if problem else [],
        "done": request.GET.get("done", ""),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return page(request, "office/entries_list.html", told, status)


def _offered(viewer: Actor, view: EntriesPage, act: Act) -> bool:
    """Whether it can be done to any entry of the call as that stands."""
    return viewer.role in WHO_MAY[act] and view.status in CALL_MUST_BE[act]


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def views(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """Keeps the list that is shown, or deletes one that was kept."""
    listing = EntryListing.of_text(request.POST.get("query", ""))
    address = reverse("office:entries", args=[slug])
    if request.method != "POST":
        return HttpResponseRedirect(address)
    try:
        if "delete" in request.POST:
            delete_view(actor=viewer, slug=slug, key=request.POST["delete"][:40])
        else:
            name = fit_text(request.POST.get("name", "")[: 2 * LONGEST_NAME], lines=False)
            shared = "shared" in request.POST
            save_view(actor=viewer, slug=slug, name=name, query=listing.query, shared=shared)
    except Refused as refused:
        if refused.code == "site_no_call":
            raise
        return _list_page(request, viewer, slug, listing, ("view-name", refused))
    done = "deleted" if "delete" in request.POST else "kept"
    return HttpResponseRedirect(f"{address}{listing.query}{'&' if listing.query else '?'}done={done}#views")


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def act(request: HttpRequest, viewer: Actor, slug: str, name: str) -> HttpResponse:
    """An act on many: what it asks, what it will do to which, and then doing it, part by part."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("office:entries", args=[slug]))
    try:
        if "token" in request.POST:
            return _go_on(request, viewer, slug, Batch.read(request.POST["token"], _holder(request, viewer)))
        return _begin(request, viewer, slug, name)
    except Refused as refused:
        if refused.code not in {"entries_token_old", "entries_too_many", "entries_none"}:
            raise
        listing = EntryListing.of_text(request.POST.get("query", ""))
        return _list_page(request, viewer, slug, listing, ("list", refused))


def _begin(request: HttpRequest, viewer: Actor, slug: str, name: str) -> HttpResponse:
    """The form, or with what was typed the preview; an act that asks nothing begins with its preview."""
    wanted, before = _wanted(request, viewer)
    preview = preview_act(
        viewer=viewer,
        slug=slug,
        act=bulk.ACTS[name],
        wanted=wanted,
        own_errors=name == bulk.OWN_ERRORS,
        decided_before=before,
    )
    if not preview.can and not preview.cannot:
        raise Refused("entries_none")
    context = get_act_context(viewer=viewer, slug=slug, act=bulk.ACTS[name])
    form = bulk.form_of(name, context.schema, context.reasons, preview.at)
    sent = sent_in(form, request.POST)
    typed = "next" in request.POST or not form.fields
    problems = {**sent.problems, **_due_problem(sent, preview)}
    told = _told(request, context, name, preview)
    if not typed or problems or "edit" in request.POST:
        asked = typed or "edit" in request.POST
        shown = problems if typed and "edit" not in request.POST else {}
        return _form_page(request, form, sent if asked else None, shown, told)
    return _preview_page(request, viewer, form, sent, context, preview, told)


def _wanted(request: HttpRequest, viewer: Actor) -> tuple[EntryWanted | tuple[EntryKey, ...], Any]:
    """What is selected; to undo a batch what it was done to, unless somebody decided on it afterwards."""
    if "undo" not in request.POST:
        return selection_of(request.POST), None
    batch = Batch.read(request.POST["undo"], _holder(request, viewer))
    return bulk.keys_of(batch), batch.ended


def _due_problem(sent: Sent, preview: Preview) -> dict[str, Refused]:
    due = sent.given.moments.get(DUE)
    if due is not None:
        try:
            check_correction_due(due, preview.at)
        except Refused as refused:
            return {DUE: refused}
    return {}


def _told(request: HttpRequest, context: ActContext, name: str, preview: Preview) -> dict[str, Any]:
    post = request.POST
    return {
        "context": context,
        "name": name,
        "preview": preview,
        "can": preview.can[:MOST_SHOWN],
        "more": max(0, len(preview.can) - MOST_SHOWN),
        "picked": " ".join(key.text for key in _picked(request)),
        "which": post.get("which"),
        "undo": post.get("undo", ""),
        "query": EntryListing.of_text(post.get("query", "")).query,
        "button": bulk.button_of(name, len(preview.can)),
    }


def _picked(request: HttpRequest) -> tuple[EntryKey, ...]:
    selected = selection_of(request.POST)
    return () if isinstance(selected, EntryWanted) else selected


def _form_page(
    request: HttpRequest, form: Form, sent: Sent | None, problems: dict[str, Refused], told: dict[str, Any]
) -> HttpResponse:
    texts = sent.texts if sent else started(form)
    more = {"form": form, "fields": fields_of(form, texts, problems), "problems": list(problems.items())}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return page(request, "office/entries_act.html", {**told, **more}, status)


def _preview_page(
    request: HttpRequest,
    viewer: Actor,
    form: Form,
    sent: Sent,
    context: ActContext,
    preview: Preview,
    told: dict[str, Any],
) -> HttpResponse:
    batch = Batch(
        slug=context.slug,
        name=told["name"],
        since=preview.at,
        words=bulk.words_of(sent.given, context.reasons),
        items=tuple(bulk.item_of(line) for line in preview.can),
        query=told["query"],
    )
    more = {
        "form": form,
        "lines": list(lines_of(form, sent)),
        "texts": sent.texts,
        "token": batch.token(_holder(request, viewer)),
    }
    return page(request, "office/entries_preview.html", {**told, **more})


def _go_on(request: HttpRequest, viewer: Actor, slug: str, batch: Batch) -> HttpResponse:
    """Does the next part of it; at its end, or where it is stopped, what was done and what wasn't."""
    context = get_act_context(viewer=viewer, slug=slug, act=batch.act)
    if batch.slug != slug:
        raise Refused("entries_token_old")
    if "stop" not in request.POST:
        outcomes = do_to_each(actor=viewer, deed=batch.deed, entries=batch.next_ones())
        words = [refused.text(page_lang()) if refused else "" for refused in outcomes]
        batch = batch.after(words, get_act_context(viewer=viewer, slug=slug, act=batch.act).now)
    told = {
        "context": context,
        "batch": batch,
        "title": bulk.title_of(batch.name),
        "token": batch.token(_holder(request, viewer)),
        "query": batch.query,
    }
    if batch.left and "stop" not in request.POST:
        return page(request, "office/entries_going.html", told)
    undo = bulk.UNDOES.get(batch.act, "")
    more = {
        "undo": undo,
        "may_undo": bool(undo) and viewer.role in WHO_MAY[bulk.ACTS[undo]],
        "undo_button": bulk.button_of(undo, len(batch.done)) if undo else "",
        "done": batch.done[:MOST_SHOWN],
        "more": max(0, len(batch.done) - MOST_SHOWN),
    }
    return page(request, "office/entries_done.html", {**told, **more})


def _holder(request: HttpRequest, viewer: Actor) -> str:
    return bulk.holder_of(viewer.person, request.session.session_key or "")
