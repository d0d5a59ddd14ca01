"""A draft as everybody would see it, its blank annex, and its publication by one person or two."""

from http import HTTPStatus
from pathlib import Path
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.actions.drafting_calls import (
    check_publishable,
    check_publisher,
    drop_call_draft,
    hand_on_call_draft,
    publish_call_draft,
)
from jianyou.domain.annexes.write import blank_paper
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.questions import open_questions
from jianyou.domain.eligibility.load import builtin_packs
from jianyou.domain.lifecycle.roles import Actor
from jianyou.officefiles.writing.render import render_table
from jianyou.queries.call_drafts import DraftView, get_call_draft, previewed_call
from jianyou.terms.finding import Refused
from jianyou.web.components.kept import to_keep
from jianyou.web.components.language import page_lang
from jianyou.web.components.timeline import dots
from jianyou.web.office.context import for_deciders, page
from jianyou.web.office.exporting import MEDIA
from jianyou.web.office.views.drafts import address, draft_page, revision_in


@require_safe
@for_deciders
def preview(request: HttpRequest, viewer: Actor, begun: UUID) -> HttpResponse:
    """The call's page as it will look, and what still keeps it from being published."""
    return _preview(request, viewer, get_call_draft(viewer=viewer, key=begun.hex))


def _preview(
    request: HttpRequest, viewer: Actor, draft: DraftView, problem: Refused | None = None
) -> HttpResponse:
    told = {
        "problem": problem,
        "blocked": _blocked(draft),
        "alone": _kept_back(viewer, draft),
        "questions": open_questions(draft.file) if draft.file else (),
        "packs": _packs(draft.file) if draft.file else (),
        "main": _main(draft, draft.file) if draft.file else "",
    }
    return draft_page(request, draft, "preview", told, HTTPStatus.CONFLICT if problem else HTTPStatus.OK)


def _blocked(draft: DraftView) -> Refused | None:
    """What must be mended before anybody can publish it."""
    try:
        check_publishable(draft.source, draft.now)
    except Refused as refused:
        return refused
    return None


def _kept_back(viewer: Actor, draft: DraftView) -> Refused | None:
    """Why this person can't publish it, though another may."""
    try:
        check_publisher(viewer, draft.ready_by, second_person=draft.second_person)
    except Refused as refused:
        return refused
    return None


def _packs(call: Call) -> list[str]:
    """The awards whose conditions people may try on themselves."""
    return [award.name for award in call.awards if award.rules in builtin_packs()]


def _main(draft: DraftView, file: Call) -> SafeString:
    """The page for everybody; its link to the data leads to the draft's, for the call isn't there yet."""
    call = previewed_call(draft, file)
    told = {"call": call, "dots": dots(call), "lang": page_lang()}
    html = render_to_string("public/call_main.html", told)
    theirs, ours = reverse("call_file", args=[file.id]), address("draft_download", draft.key)
    return mark_safe(html.replace(f'href="{theirs}"', f'href="{ours}"'))  # noqa: S308  — a template's own


@require_safe
@for_deciders
def blank(request: HttpRequest, viewer: Actor, begun: UUID, kind: str) -> HttpResponse:
    """The annex that filers would fill, as Word or Excel."""
    del request
    draft = get_call_draft(viewer=viewer, key=begun.hex)
    if draft.file is None:
        return HttpResponseRedirect(address("draft_preview", draft.key))
    annex = draft.file.annex
    data = render_table(Path(f"annex.{kind}"), blank_paper(annex)).written.data
    response = HttpResponse(data, content_type=MEDIA[kind])
    to_keep(response, f"{annex.title}.{kind}")
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def publish(request: HttpRequest, viewer: Actor, begun: UUID) -> HttpResponse:
    """Publishes the draft, or hands it on to somebody else who will: named on the button, then done."""
    draft = get_call_draft(viewer=viewer, key=begun.hex)
    if request.method != "POST":
        return HttpResponseRedirect(address("draft_preview", draft.key))
    seen = revision_in(request)
    try:
        if "hand-on" in request.POST:
            hand_on_call_draft(actor=viewer, key=draft.key, seen=seen)
            return HttpResponseRedirect(f"{address('draft_preview', draft.key)}")
        slug = publish_call_draft(actor=viewer, key=draft.key, seen=seen)
    except Refused as refused:
        return _preview(request, viewer, get_call_draft(viewer=viewer, key=begun.hex), refused)
    return HttpResponseRedirect(f"{reverse('office:call', args=[slug])}?done=published")


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def drop(request: HttpRequest, viewer: Actor, begun: UUID) -> HttpResponse:
    """删除草稿, once it was looked at what goes."""
    draft = get_call_draft(viewer=viewer, key=begun.hex)
    problem: Refused | None = None
    if request.method == "POST":
        try:
            drop_call_draft(actor=viewer, key=draft.key, seen=revision_in(request))
            return HttpResponseRedirect(f"{reverse('office:calls')}?done=dropped")
        except Refused as refused:
            problem = refused
            draft = get_call_draft(viewer=viewer, key=begun.hex)
    told = {"draft": draft, "key": begun, "problem": problem}
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    return page(request, "office/draft_drop.html", told, status)
